//! From rows to values: what every noun's mapping shares.

use domain::time::from_micros;
use serde::{Serialize, de::DeserializeOwned};
use uuid::Uuid;

use crate::{Error, Result, db::Row};

/// A row that breaks what we believe about it.
#[derive(Debug, thiserror::Error)]
#[error("{table}.{column} of {id} is broken: {why}")]
pub struct BrokenRow {
    /// The table it is in.
    pub table: &'static str,
    /// The column that cannot be right.
    pub column: &'static str,
    /// Which row.
    pub id: String,
    /// What is wrong with it.
    pub why: String,
}

/// A row of a known table, whose values are read with what they mean.
pub(crate) struct Reader<'r> {
    pub(crate) row: &'r Row,
    pub(crate) table: &'static str,
    pub(crate) id: String,
}

impl<'r> Reader<'r> {
    /// A reader of this row, named by a UUID column.
    pub(crate) fn new(row: &'r Row, table: &'static str, id: &str) -> Result<Self> {
        let id = row.get::<Uuid>(id)?.to_string();
        Ok(Self { row, table, id })
    }

    /// A reader of this row, named by a text column.
    pub(crate) fn named(row: &'r Row, table: &'static str, name: &str) -> Result<Self> {
        Ok(Self { row, table, id: row.get(name)? })
    }

    /// A value that is text in the database and something stricter here.
    pub(crate) fn parse<T: std::str::FromStr>(&self, column: &'static str) -> Result<T> {
        let text: String = self.row.get(column)?;
        text.parse().map_err(|_| self.broken(column, format!("unknown value {text:?}")))
    }

    /// A value that is kept as JSON.
    pub(crate) fn json<T: DeserializeOwned>(&self, column: &'static str) -> Result<T> {
        let text: String = self.row.get(column)?;
        serde_json::from_str(&text).map_err(|error| self.broken(column, error.to_string()))
    }

    /// The error that this row is broken.
    pub(crate) fn broken(&self, column: &'static str, why: impl Into<String>) -> Error {
        Error::Broken(BrokenRow { table: self.table, column, id: self.id.clone(), why: why.into() })
    }
}

/// Microseconds of UTC as an instant.
pub(crate) fn instant(row: &Row, column: &str) -> Result<jiff::Timestamp> {
    row.get::<i64>(column).map(from_micros)
}

/// As [`instant`], where there may be none.
pub(crate) fn maybe_instant(row: &Row, column: &str) -> Result<Option<jiff::Timestamp>> {
    Ok(row.get::<Option<i64>>(column)?.map(from_micros))
}

/// A value as JSON. Everything we keep as JSON can be written; if not, that is our mistake and is said as such.
pub(crate) fn to_json<T: Serialize>(table: &'static str, column: &'static str, value: &T) -> Result<String> {
    serde_json::to_string(value)
        .map_err(|error| Error::Broken(BrokenRow { table, column, id: "new".to_owned(), why: error.to_string() }))
}
