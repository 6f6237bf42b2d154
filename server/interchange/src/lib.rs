//! Files that come from elsewhere or go elsewhere: one module for each kind, no database.
#![warn(missing_docs)]

pub mod baseline;
