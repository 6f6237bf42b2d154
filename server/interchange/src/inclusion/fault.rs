//! Faults: what is wrong with a file of responses or of a population, in which row and column, and what to do.

use std::fmt;

use crate::{baseline::fault::shown, told::Told};

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The file by its name, or the option.
    pub file: String,
    /// The row as a spreadsheet counts it, the header being row 1.
    pub row: Option<u64>,
    /// The column by its header.
    pub column: Option<String>,
    /// What is wrong, and what to do about it.
    pub what: String,
}

/// All that is wrong.
pub type Faults = Told<Fault>;

impl Fault {
    /// Something wrong with a file as a whole, or with an option.
    pub fn of(file: &str, what: impl Into<String>) -> Self {
        Self { file: file.to_owned(), row: None, column: None, what: what.into() }
    }

    /// The same fault, in this row.
    #[must_use]
    pub fn row(self, row: u64) -> Self {
        Self { row: Some(row), ..self }
    }

    /// The same fault, in this column.
    #[must_use]
    pub fn column(self, column: &str) -> Self {
        Self { column: Some(shown(column)), ..self }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let Some(row) = self.row {
            write!(f, ", row {row}")?;
        }
        if let Some(column) = &self.column {
            write!(f, ", column {column}")?;
        }
        write!(f, ": {}", self.what)
    }
}
