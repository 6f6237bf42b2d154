//! Files that others read: one module for each format, pure functions from values to bytes and back.
//!
//! To add a format: a file here, with its own errors that name the place (sheet, row, column), and reference files of
//! other programs in its tests.
#![warn(missing_docs)]

pub mod baseline;
pub mod boundary;
pub mod engagement;
pub mod inclusion;
pub mod pabulib;
pub mod package;
pub mod protect_microdata;
pub mod protect_table;
pub mod reference;
pub mod risk_report;
pub mod sheet;
pub mod told;
