//! One statement: its values, how it is run, and the rows that it gives.

use futures_util::TryStreamExt;
use sqlx::{
    Arguments, Row as _,
    postgres::{PgArguments, PgRow},
    sqlite::{SqliteArguments, SqliteRow},
};

use super::{Bind, Column, Handle, Tx};
use crate::{Error, Result};

/// Values of a statement.
pub(super) enum Values {
    Sqlite(SqliteArguments),
    Postgres(PgArguments),
}

/// One statement with its values.
pub struct Statement<'t> {
    pub(super) tx: &'t mut Tx,
    pub(super) text: &'static str,
    pub(super) values: Values,
    pub(super) wrong: Option<sqlx::Error>,
}

/// Runs an expression once for each kind of handle and values; they always fit, because both come from one `Tx`.
macro_rules! on_either {
    ($statement:expr, |$query:ident, $executor:ident| $sqlite:expr, $postgres:expr) => {{
        let Statement { tx, text, values, wrong } = $statement;
        if tx.spoiled {
            return Err(Error::Spoiled);
        }
        // Until it has succeeded it may fail, or be dropped half-way.
        tx.spoiled = matches!(tx.handle, Handle::Sqlite(_) | Handle::Postgres(_));
        if let Some(error) = wrong {
            return Err(error.into());
        }
        let done = match (&mut tx.handle, values) {
            (Handle::SqliteRead(connection), Values::Sqlite(values)) => {
                let ($query, $executor) = (sqlx::query_with(text, values), &mut **connection);
                $sqlite
            }
            (Handle::Sqlite(transaction), Values::Sqlite(values)) => {
                let ($query, $executor) = (sqlx::query_with(text, values), &mut **transaction);
                $sqlite
            }
            (Handle::PostgresRead(connection), Values::Postgres(values)) => {
                let ($query, $executor) = (sqlx::query_with(text, values), &mut **connection);
                $postgres
            }
            (Handle::Postgres(transaction), Values::Postgres(values)) => {
                let ($query, $executor) = (sqlx::query_with(text, values), &mut **transaction);
                $postgres
            }
            _ => return Err(Error::NotHere("the values of one database met the connection of another")),
        };
        tx.spoiled = false;
        done
    }};
}

impl Statement<'_> {
    /// The next value: `$1`, then `$2` ...
    #[must_use]
    pub fn bind<T: Bind>(mut self, value: T) -> Self {
        let added = match &mut self.values {
            Values::Sqlite(values) => values.add(value),
            Values::Postgres(values) => values.add(value),
        };
        if let Err(error) = added {
            self.wrong.get_or_insert(sqlx::Error::Encode(error));
        }
        self
    }

    /// Runs it; the number of rows that it changed.
    pub async fn run(self) -> Result<u64> {
        Ok(on_either!(
            self,
            |query, executor| query.execute(executor).await?.rows_affected(),
            query.execute(executor).await?.rows_affected()
        ))
    }

    /// The first row, if there is one.
    pub async fn optional<T>(self, map: impl FnOnce(Row) -> Result<T>) -> Result<Option<T>> {
        let row = on_either!(
            self,
            |query, executor| query.fetch_optional(executor).await?.map(Row::Sqlite),
            query.fetch_optional(executor).await?.map(Row::Postgres)
        );
        row.map(map).transpose()
    }

    /// The only row.
    pub async fn one<T>(self, map: impl FnOnce(Row) -> Result<T>) -> Result<T> {
        self.optional(map).await?.ok_or(Error::Database(sqlx::Error::RowNotFound))
    }

    /// All rows.
    pub async fn all<T>(self, map: impl Fn(Row) -> Result<T>) -> Result<Vec<T>> {
        let mut found = Vec::new();
        self.each(|row| {
            found.push(map(row)?);
            Ok(())
        })
        .await?;
        Ok(found)
    }

    /// Some rows at a time, so that a table larger than the memory can be carried somewhere else.
    pub async fn batches<T>(
        self,
        size: usize,
        map: impl Fn(Row) -> Result<T>,
        mut take: impl AsyncFnMut(Vec<T>) -> Result<()>,
    ) -> Result<()> {
        on_either!(
            self,
            |query, executor| {
                let mut batches = query.fetch(executor).try_chunks(size);
                while let Some(rows) = batches.try_next().await.map_err(|error| error.1)? {
                    take(rows.into_iter().map(|row| map(Row::Sqlite(row))).collect::<Result<_>>()?).await?;
                }
            },
            {
                let mut batches = query.fetch(executor).try_chunks(size);
                while let Some(rows) = batches.try_next().await.map_err(|error| error.1)? {
                    take(rows.into_iter().map(|row| map(Row::Postgres(row))).collect::<Result<_>>()?).await?;
                }
            }
        );
        Ok(())
    }

    /// Each row in turn, without holding them all.
    pub async fn each(self, mut take: impl FnMut(Row) -> Result<()>) -> Result<()> {
        on_either!(
            self,
            |query, executor| {
                let mut rows = query.fetch(executor);
                while let Some(row) = rows.try_next().await? {
                    take(Row::Sqlite(row))?;
                }
            },
            {
                let mut rows = query.fetch(executor);
                while let Some(row) = rows.try_next().await? {
                    take(Row::Postgres(row))?;
                }
            }
        );
        Ok(())
    }
}

/// One row of an answer.
pub enum Row {
    /// From SQLite.
    Sqlite(SqliteRow),
    /// From PostgreSQL.
    Postgres(PgRow),
}

impl Row {
    /// The value of a column.
    pub fn get<T: Column>(&self, column: &str) -> Result<T> {
        Ok(match self {
            Self::Sqlite(row) => row.try_get(column)?,
            Self::Postgres(row) => row.try_get(column)?,
        })
    }
}
