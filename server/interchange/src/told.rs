//! What is wrong with a file: the first things one by one, and how many there are.

use std::fmt;

/// How many are told one by one.
pub const TOLD: usize = 20;

/// The first [`TOLD`] things one by one, and how many there are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told<F> {
    told: Vec<F>,
    count: u64,
}

impl<F> Told<F> {
    /// Adds one.
    pub fn add(&mut self, fault: F) {
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
    pub fn told(&self) -> &[F] {
        &self.told
    }

    /// How many are not told one by one.
    pub(crate) const fn more(&self) -> u64 {
        self.count - self.told.len() as u64
    }

    /// A value, unless something is wrong.
    pub(crate) fn unless<T>(self, value: T) -> Result<T, Self> {
        if self.is_empty() { Ok(value) } else { Err(self) }
    }
}

impl<F> Default for Told<F> {
    fn default() -> Self {
        Self { told: Vec::new(), count: 0 }
    }
}

impl<F> From<F> for Told<F> {
    fn from(fault: F) -> Self {
        Self { told: vec![fault], count: 1 }
    }
}

impl<F: fmt::Display> fmt::Display for Told<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for fault in &self.told {
            writeln!(f, "{fault}")?;
        }
        match self.more() {
            0 => Ok(()),
            more => writeln!(f, "and {more} more"),
        }
    }
}
