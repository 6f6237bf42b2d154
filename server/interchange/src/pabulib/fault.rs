//! What is wrong with a file, by line and field.

/// One thing that is wrong or odd.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The line, from 1; the last one of the file for what is missing.
    pub line: u64,
    /// The key or the column; empty where the whole line is meant.
    pub field: String,
    /// What is wrong, and how to put it right.
    pub what: String,
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { line, field, what } = self;
        if field.is_empty() { write!(f, "line {line}: {what}") } else { write!(f, "line {line}, {field}: {what}") }
    }
}

/// Everything that is wrong with a file, as far as it is told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Faults {
    /// The first of them.
    pub told: Vec<Fault>,
    /// How many more there are.
    pub more: u64,
}

/// So many are told.
const MOST: usize = 20;

impl Faults {
    pub(super) fn add(&mut self, line: u64, field: &str, what: impl Into<String>) {
        if self.told.len() < MOST {
            self.told.push(Fault { line, field: field.to_owned(), what: what.into() });
        } else {
            self.more += 1;
        }
    }

    pub(super) fn none(&self) -> bool {
        self.told.is_empty()
    }
}
