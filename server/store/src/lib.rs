//! server/store/src/lib.rs
