//! app/hydrate/src/lib.rs
