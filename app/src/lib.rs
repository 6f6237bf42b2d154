//! app/src/lib.rs
