//! server/interchange/src/lib.rs
