//! Rows, from a source that can be read again.

use crate::sheet::NotWritten;

/// One value of a row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Value<'a> {
    /// A code, a whole number, or the code of a missing value (-9 to -4).
    Code(i64),
    /// A number with decimals.
    Real(f64),
    /// Words.
    Words(&'a str),
}

/// Rows that can be read from the start as often as there are formats, always in the same order.
pub trait Rows {
    /// Hands over every row, a value for each column.
    ///
    /// # Errors
    /// What `each` says, and whatever goes wrong in reading.
    fn each(&self, each: &mut dyn FnMut(&[Value<'_>]) -> Result<(), NotWritten>) -> Result<(), NotWritten>;
}

/// Rows of codes only.
pub struct Codes<'a>(pub &'a [Vec<i64>]);

impl Rows for Codes<'_> {
    fn each(&self, each: &mut dyn FnMut(&[Value<'_>]) -> Result<(), NotWritten>) -> Result<(), NotWritten> {
        let mut values = Vec::new();
        for row in self.0 {
            values.clear();
            values.extend(row.iter().copied().map(Value::Code));
            each(&values)?;
        }
        Ok(())
    }
}

/// Rows with their number before them, from 1.
pub(super) struct Numbered<'a>(pub &'a dyn Rows);

impl Rows for Numbered<'_> {
    fn each(&self, each: &mut dyn FnMut(&[Value<'_>]) -> Result<(), NotWritten>) -> Result<(), NotWritten> {
        let mut at = 0_i64;
        self.0.each(&mut |row| {
            at += 1;
            let mut values: Vec<Value<'_>> = Vec::with_capacity(row.len() + 1);
            values.push(Value::Code(at));
            values.extend_from_slice(row);
            each(&values)
        })
    }
}
