//! Pages of surveys.

pub mod results;
