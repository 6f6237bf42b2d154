//! What is wrong or odd in a file: at which line, in which field, and what to do.

use std::fmt;

use crate::{baseline::fault::shown, told::Told};

/// One thing that is wrong, or odd.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Where.
    pub place: Place,
    /// What, and what to do about it.
    pub what: String,
}

/// A place in a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The line, the first being 1.
    pub line: Option<u64>,
    /// The key or the column.
    pub field: Option<String>,
}

/// The first ones one by one, and how many there are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Faults {
    file: String,
    list: Told<Fault>,
}

impl Place {
    /// The file as a whole.
    pub const FILE: Self = Self { line: None, field: None };

    /// A line.
    pub const fn line(line: u64) -> Self {
        Self { line: Some(line), field: None }
    }

    /// A field of a line.
    pub fn field(line: u64, field: &str) -> Self {
        Self { line: Some(line), field: Some(shown(field)) }
    }
}

impl Faults {
    /// None yet, in this file.
    pub fn new(file: &str) -> Self {
        Self { file: file.to_owned(), ..Self::default() }
    }

    /// Adds one.
    pub fn add(&mut self, place: Place, what: impl Into<String>) {
        self.list.add(Fault { place, what: what.into() });
    }

    /// Whether there is none.
    pub const fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// How many there are.
    pub const fn count(&self) -> u64 {
        self.list.count()
    }

    /// The first ones.
    pub fn told(&self) -> &[Fault] {
        self.list.told()
    }
}

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for fault in self.told() {
            f.write_str(&self.file)?;
            if let Some(line) = fault.place.line {
                write!(f, ", line {line}")?;
            }
            if let Some(field) = &fault.place.field {
                write!(f, ", field {field}")?;
            }
            writeln!(f, ": {}", fault.what)?;
        }
        match self.list.more() {
            0 => Ok(()),
            more => writeln!(f, "{}: and {more} more", self.file),
        }
    }
}
