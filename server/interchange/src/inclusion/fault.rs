//! Faults: what is wrong with a file of responses or of a population, in which row and column, and what to do.

use std::fmt;

use crate::baseline::fault::shown;

/// How many faults are told one by one.
const TOLD: usize = 20;

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

/// All that is wrong: the first ones one by one, and how many there are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Faults {
    told: Vec<Fault>,
    count: u64,
}

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

impl Faults {
    /// Adds one.
    pub fn add(&mut self, fault: Fault) {
        self.count += 1;
        if self.told.len() < TOLD {
            self.told.push(fault);
        }
    }

    /// Whether nothing is wrong.
    pub const fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// How many there are.
    pub const fn count(&self) -> u64 {
        self.count
    }

    /// The first ones.
    pub fn told(&self) -> &[Fault] {
        &self.told
    }

    /// A value, unless something is wrong.
    pub(crate) fn unless<T>(self, value: T) -> Result<T, Self> {
        if self.is_empty() { Ok(value) } else { Err(self) }
    }
}

impl From<Fault> for Faults {
    fn from(fault: Fault) -> Self {
        Self { told: vec![fault], count: 1 }
    }
}

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for fault in &self.told {
            writeln!(f, "{fault}")?;
        }
        match self.count - self.told.len() as u64 {
            0 => Ok(()),
            more => writeln!(f, "and {more} more"),
        }
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
