//! server/service/src/lib.rs
