//! The seam: one SQL text for SQLite and PostgreSQL. Only this file names a database.
//!
//! Statements are `&'static str` with `$1` placeholders and bind owned values; a value that only one of the two
//! databases understands does not compile, because [`Bind`] and [`Column`] ask for both. What the portable subset is,
//! is written in `migrations/README.md`.

use std::{path::Path, str::FromStr, time::Duration};

use futures_util::TryStreamExt;
use sqlx::{
    Arguments, Decode, Encode, Row as _, Transaction, Type,
    migrate::Migrator,
    pool::PoolConnection,
    postgres::{PgArguments, PgConnectOptions, PgPool, PgPoolOptions, PgRow, Postgres},
    sqlite::{
        Sqlite, SqliteArguments, SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteRow,
        SqliteSynchronous,
    },
};

use crate::{Error, Result};

/// A value that both databases can take.
pub trait Bind:
    for<'q> Encode<'q, Sqlite> + Type<Sqlite> + for<'q> Encode<'q, Postgres> + Type<Postgres> + Send
{
}

impl<T> Bind for T where
    T: for<'q> Encode<'q, Sqlite> + Type<Sqlite> + for<'q> Encode<'q, Postgres> + Type<Postgres> + Send
{
}

/// A value that both databases can give.
pub trait Column: for<'r> Decode<'r, Sqlite> + Type<Sqlite> + for<'r> Decode<'r, Postgres> + Type<Postgres> {}

impl<T> Column for T where T: for<'r> Decode<'r, Sqlite> + Type<Sqlite> + for<'r> Decode<'r, Postgres> + Type<Postgres> {}

/// The oldest SQLite that is safe: earlier ones can corrupt a database in WAL mode when the log is reset.
const SQLITE_OLDEST: (u32, u32, u32) = (3, 51, 3);
/// The oldest PostgreSQL that this product is tested with.
const POSTGRES_OLDEST: i64 = 150_000;
/// How long a connection waits for another process that writes to the same SQLite file.
const BUSY: Duration = Duration::from_secs(15);

/// One database: a SQLite file, or a schema of a PostgreSQL database.
#[derive(Clone)]
pub struct Db(Pools);

#[derive(Clone)]
enum Pools {
    /// SQLite has one writer by nature: a pool of one connection lets writers queue fairly inside this process.
    Sqlite {
        read: SqlitePool,
        write: SqlitePool,
    },
    Postgres(PgPool),
}

/// Which database it is, for what an operator reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// The embedded default.
    Sqlite,
    /// The database of production.
    Postgres,
}

impl Db {
    /// Opens a SQLite file, creating it if it is missing; refuses a SQLite that is too old to be safe.
    pub async fn open_sqlite(path: &Path, readers: u32) -> Result<Self> {
        let options = SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(BUSY)
            .pragma("secure_delete", "ON")
            .pragma("mmap_size", "0")
            .pragma("cache_size", "-16000");
        let write = SqlitePoolOptions::new()
            .max_connections(1)
            .idle_timeout(None)
            .max_lifetime(None)
            .connect_with(options.clone())
            .await?;
        let read = SqlitePoolOptions::new()
            .max_connections(readers)
            .idle_timeout(None)
            .max_lifetime(None)
            .connect_lazy_with(options.pragma("query_only", "ON"));
        let db = Self(Pools::Sqlite { read, write });
        db.refuse_old_version().await?;
        Ok(db)
    }

    /// Opens one schema of a PostgreSQL database, creating it if it is missing.
    pub async fn open_postgres(url: &str, schema: &'static str, connections: u32) -> Result<Self> {
        let options = PgConnectOptions::from_str(url)?.application_name("folkmoot").options([
            ("search_path", schema),
            ("synchronous_commit", "on"),
            ("statement_timeout", "60000"),
        ]);
        let pool = PgPoolOptions::new()
            .max_connections(connections)
            .acquire_timeout(Duration::from_secs(10))
            .connect_with(options)
            .await?;
        let db = Self(Pools::Postgres(pool));
        db.refuse_old_version().await?;
        let mut tx = db.read().await?;
        tx.sql(schema_statement(schema)?).run().await?;
        Ok(db)
    }

    /// Which database this is.
    pub fn engine(&self) -> Engine {
        match &self.0 {
            Pools::Sqlite { .. } => Engine::Sqlite,
            Pools::Postgres(_) => Engine::Postgres,
        }
    }

    /// The version of the database, as it says itself.
    pub async fn version(&self) -> Result<String> {
        let mut tx = self.read().await?;
        match self.engine() {
            Engine::Sqlite => tx.sql("SELECT sqlite_version() AS version").one(|row| row.get("version")).await,
            Engine::Postgres => tx.sql("SHOW server_version").one(|row| row.get("server_version")).await,
        }
    }

    async fn refuse_old_version(&self) -> Result<()> {
        let version = self.version().await?;
        let too_old = match self.engine() {
            Engine::Sqlite => parse_version(&version) < SQLITE_OLDEST,
            Engine::Postgres => {
                let mut tx = self.read().await?;
                let number: String = tx.sql("SHOW server_version_num").one(|row| row.get("server_version_num")).await?;
                number.parse::<i64>().unwrap_or(0) < POSTGRES_OLDEST
            }
        };
        if too_old { Err(Error::TooOld { engine: self.engine(), version }) } else { Ok(()) }
    }

    /// A connection to read with: each statement sees what is committed when it starts.
    pub async fn read(&self) -> Result<Tx> {
        Ok(Tx(match &self.0 {
            Pools::Sqlite { read, .. } => Handle::SqliteRead(read.acquire().await?),
            Pools::Postgres(pool) => Handle::PostgresRead(pool.acquire().await?),
        }))
    }

    /// A transaction in which all statements see the same moment; nothing may be written in it.
    pub async fn snapshot(&self) -> Result<Tx> {
        Ok(Tx(match &self.0 {
            Pools::Sqlite { read, .. } => Handle::Sqlite(read.begin().await?),
            Pools::Postgres(pool) => {
                Handle::Postgres(pool.begin_with("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY").await?)
            }
        }))
    }

    /// A transaction to write in. Dropped without [`Tx::commit`], it changes nothing.
    pub async fn write(&self) -> Result<Tx> {
        Ok(Tx(match &self.0 {
            Pools::Sqlite { write, .. } => Handle::Sqlite(write.begin_with("BEGIN IMMEDIATE").await?),
            Pools::Postgres(pool) => Handle::Postgres(pool.begin().await?),
        }))
    }

    pub(crate) async fn migrate(&self, migrator: &Migrator) -> Result<()> {
        match &self.0 {
            Pools::Sqlite { write, .. } => migrator.run(write).await?,
            Pools::Postgres(pool) => migrator.run(pool).await?,
        }
        Ok(())
    }

    /// Empties the write-ahead log, so that what was deleted or rewritten does not stay readable in it.
    pub async fn truncate_log(&self) -> Result<()> {
        if let Pools::Sqlite { write, .. } = &self.0 {
            sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)").execute(write).await?;
        }
        Ok(())
    }

    /// Rewrites the file (SQLite) or one table (PostgreSQL), so that no deleted row is left in a free page.
    pub async fn rewrite_envelopes(&self) -> Result<()> {
        match &self.0 {
            Pools::Sqlite { write, .. } => sqlx::query("VACUUM").execute(write).await.map(|_| ())?,
            Pools::Postgres(pool) => sqlx::query("VACUUM FULL envelope").execute(pool).await.map(|_| ())?,
        }
        self.truncate_log().await
    }

    /// Writes a consistent copy of a SQLite database to a new file.
    pub async fn copy_to(&self, path: &Path) -> Result<()> {
        match &self.0 {
            Pools::Sqlite { read, .. } => {
                // VACUUM INTO reads only, but query_only forbids it: a connection of its own.
                let mut connection = read.acquire().await?;
                sqlx::query("PRAGMA query_only = OFF").execute(&mut *connection).await?;
                let done = sqlx::query("VACUUM INTO $1").bind(path.to_string_lossy().into_owned());
                let result = done.execute(&mut *connection).await;
                sqlx::query("PRAGMA query_only = ON").execute(&mut *connection).await?;
                result.map(|_| ()).map_err(Error::from)
            }
            Pools::Postgres(_) => Err(Error::NotHere("a PostgreSQL database is copied row by row")),
        }
    }

    /// What SQLite finds when it reads the whole file; empty when all is well.
    pub async fn integrity(&self) -> Result<Vec<String>> {
        if self.engine() == Engine::Postgres {
            return Ok(Vec::new());
        }
        let mut tx = self.read().await?;
        let found = tx.sql("PRAGMA integrity_check").all(|row| row.get::<String>("integrity_check")).await?;
        Ok(found.into_iter().filter(|line| line != "ok").collect())
    }

    /// Ends all connections.
    pub async fn close(&self) {
        match &self.0 {
            Pools::Sqlite { read, write } => {
                read.close().await;
                write.close().await;
            }
            Pools::Postgres(pool) => pool.close().await,
        }
    }
}

fn schema_statement(schema: &str) -> Result<&'static str> {
    match schema {
        "main" => Ok("CREATE SCHEMA IF NOT EXISTS main"),
        "answers" => Ok("CREATE SCHEMA IF NOT EXISTS answers"),
        _ => Err(Error::NotHere("there are two schemas: main and answers")),
    }
}

fn parse_version(text: &str) -> (u32, u32, u32) {
    let mut parts = text.split('.').map(|part| part.parse().unwrap_or(0));
    let mut next = || parts.next().unwrap_or(0);
    (next(), next(), next())
}

/// A connection or a transaction.
pub struct Tx(Handle);

enum Handle {
    SqliteRead(PoolConnection<Sqlite>),
    PostgresRead(PoolConnection<Postgres>),
    Sqlite(Transaction<'static, Sqlite>),
    Postgres(Transaction<'static, Postgres>),
}

impl Tx {
    /// Begins a statement.
    pub fn sql(&mut self, text: &'static str) -> Statement<'_> {
        let values = match &self.0 {
            Handle::SqliteRead(_) | Handle::Sqlite(_) => Values::Sqlite(SqliteArguments::default()),
            Handle::PostgresRead(_) | Handle::Postgres(_) => Values::Postgres(PgArguments::default()),
        };
        Statement { tx: self, text, values, wrong: None }
    }

    /// Makes everything since the beginning durable.
    pub async fn commit(self) -> Result<()> {
        match self.0 {
            Handle::Sqlite(tx) => tx.commit().await?,
            Handle::Postgres(tx) => tx.commit().await?,
            Handle::SqliteRead(_) | Handle::PostgresRead(_) => {}
        }
        Ok(())
    }
}

enum Values {
    Sqlite(SqliteArguments),
    Postgres(PgArguments),
}

/// One statement with its values.
pub struct Statement<'t> {
    tx: &'t mut Tx,
    text: &'static str,
    values: Values,
    wrong: Option<sqlx::Error>,
}

/// Runs an expression once for each kind of handle and values; they always fit, because both come from one `Tx`.
macro_rules! on_either {
    ($statement:expr, |$query:ident, $executor:ident| $sqlite:expr, $postgres:expr) => {{
        let Statement { tx, text, values, wrong } = $statement;
        if let Some(error) = wrong {
            return Err(error.into());
        }
        match (&mut tx.0, values) {
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
        }
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
