//! Pabulib: elections of participatory budgeting as one text file, `.pb`, plain or compressed with gzip.
//!
//! Three sections follow each other: META with a key and its value a line, PROJECTS and VOTES as tables. Everything is
//! kept in the order in which it was read, also keys and columns that mean nothing here. What makes a count impossible
//! or doubtful is refused by line and field; the rest is told and left as it is. Nothing is repaired in silence.

mod ballots;
mod check;
mod fault;
mod number;
mod read;
mod split;
#[cfg(test)]
mod tests;
mod write;

use domain::budgeting::Election;

pub use self::{
    fault::{Fault, Faults, Place},
    read::{read, unpacked},
    write::{packed, text},
};

/// The most bytes of a file, unpacked.
pub const MOST_BYTES: u64 = 512 * 1024 * 1024;

/// A table: the names of its columns, and rows of as many fields.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    columns: Vec<String>,
    /// All fields one after the other, and where each ends.
    text: String,
    ends: Vec<u32>,
}

/// A file: what stands in it, in its order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// The keys of META with their values.
    pub meta: Vec<(String, String)>,
    /// The projects, the column `project_id` first.
    pub projects: Table,
    /// The ballots, the column `voter_id` first.
    pub votes: Table,
}

/// What was read.
#[derive(Clone, Debug)]
pub struct Read {
    /// The file.
    pub document: Document,
    /// What can be counted.
    pub election: Election,
    /// What is odd and was left as it is.
    pub warnings: Faults,
}

impl Table {
    /// An empty table of these columns.
    pub fn new<S: Into<String>>(columns: impl IntoIterator<Item = S>) -> Self {
        Self { columns: columns.into_iter().map(Into::into).collect(), text: String::new(), ends: Vec::new() }
    }

    /// Its columns.
    pub fn columns(&self) -> &[String] {
        &self.columns
    }

    /// The place of a column.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column == name)
    }

    /// How many rows it has.
    pub fn rows(&self) -> usize {
        self.ends.len() / self.columns.len().max(1)
    }

    /// A field; empty where there is none.
    pub fn field(&self, row: usize, column: usize) -> &str {
        if column >= self.columns.len() {
            return "";
        }
        let at = row * self.columns.len() + column;
        let from = at.checked_sub(1).map_or(Some(0), |before| self.ends.get(before).copied());
        let range = from.zip(self.ends.get(at).copied()).map(|(from, to)| from as usize..to as usize);
        range.and_then(|range| self.text.get(range)).unwrap_or_default()
    }

    /// Adds a row. Fields that are missing are empty, and those that are too many are left out.
    pub fn push<S: AsRef<str>>(&mut self, fields: impl IntoIterator<Item = S>) {
        let mut fields = fields.into_iter();
        for _ in 0..self.columns.len() {
            if let Some(field) = fields.next() {
                self.text.push_str(field.as_ref());
            }
            self.ends.push(u32::try_from(self.text.len()).unwrap_or(u32::MAX));
        }
    }
}

impl Document {
    /// The value of a key.
    pub fn value(&self, key: &str) -> Option<&str> {
        self.meta.iter().find(|(known, _)| known == key).map(|(_, value)| value.as_str())
    }

    /// The projects that the file says were funded by its rule, by id, if it says so of every project.
    pub fn selected(&self) -> Option<Vec<&str>> {
        let column = self.projects.column("selected")?;
        let rows = 0..self.projects.rows();
        if rows.clone().any(|row| self.projects.field(row, column).is_empty()) {
            return None;
        }
        Some(
            rows.filter(|row| self.projects.field(*row, column) == "1")
                .map(|row| self.projects.field(row, 0))
                .collect(),
        )
    }
}
