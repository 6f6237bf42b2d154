//! What people can do: one function for each use case, one file for each noun.
//!
//! A use case reads as a paragraph: allow, load, decide (a pure rule of `domain`), save, enqueue, commit. It takes the
//! [`Context`] and, when the thing is protected, a witness of [`access`] that only a check can make. To add one: write
//! the rule in `domain`, the statements in `store`, the paragraph here, and a story in `tests/it`.
#![warn(missing_docs)]

pub mod clock;
pub mod error;
pub mod ids;
pub mod keys;

pub use error::{Error, Result};
