//! The seam: one SQL text for SQLite and PostgreSQL. Only this file names a database.
//!
//! Statements are `&'static str` with `$1` placeholders and bind owned values; a value that only one of the two
//! databases understands does not compile, because [`Bind`] and [`Column`] ask for both. What the portable subset is,
//! is written in `migrations/README.md`.

use std::{path::Path, str::FromStr, time::Duration};

use sqlx::{
    Decode, Encode, Transaction, Type,
    migrate::Migrator,
    pool::PoolConnection,
    postgres::{PgArguments, PgConnectOptions, PgPool, PgPoolOptions, Postgres},
    sqlite::{
        Sqlite, SqliteArguments, SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions,
        SqliteSynchronous,
    },
};

use crate::{Error, Result};

mod statement;

use statement::Values;
pub use statement::{Row, Statement};

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
            // PostgreSQL has this order by nature: by code points, whatever the collation of the cluster.
            .collation("ucs_basic", str::cmp)
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
            Engine::Sqlite => is_old_sqlite(&version),
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
        Ok(Tx::begun(match &self.0 {
            Pools::Sqlite { read, .. } => Handle::SqliteRead(read.acquire().await?),
            Pools::Postgres(pool) => Handle::PostgresRead(pool.acquire().await?),
        }))
    }

    /// A transaction in which all statements see the same moment; nothing may be written in it.
    pub async fn snapshot(&self) -> Result<Tx> {
        Ok(Tx::begun(match &self.0 {
            Pools::Sqlite { read, .. } => Handle::Sqlite(read.begin().await?),
            Pools::Postgres(pool) => {
                Handle::Postgres(pool.begin_with("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY").await?)
            }
        }))
    }

    /// A transaction to write in. Dropped without [`Tx::commit`], it changes nothing; nor does it when a statement in it
    /// failed.
    pub async fn write(&self) -> Result<Tx> {
        Ok(Tx::begun(match &self.0 {
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
            Pools::Postgres(pool) => {
                // It takes as long as it takes; the limit is for statements that somebody waits for.
                let mut connection = pool.acquire().await?;
                sqlx::query("SET statement_timeout = 0").execute(&mut *connection).await?;
                let done = sqlx::query("VACUUM FULL envelope").execute(&mut *connection).await;
                sqlx::query("RESET statement_timeout").execute(&mut *connection).await?;
                done.map(|_| ())?;
            }
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

fn is_old_sqlite(version: &str) -> bool {
    parse_version(version) < SQLITE_OLDEST
}

fn parse_version(text: &str) -> (u32, u32, u32) {
    let mut parts = text.split('.').map(|part| part.parse().unwrap_or(0));
    let mut next = || parts.next().unwrap_or(0);
    (next(), next(), next())
}

/// A connection or a transaction.
pub struct Tx {
    handle: Handle,
    /// Whether a statement of this transaction failed. PostgreSQL then refuses all that follow and forgets what was
    /// done, even when told to commit; SQLite would go on. Here both forget, and the commit says so.
    spoiled: bool,
}

enum Handle {
    SqliteRead(PoolConnection<Sqlite>),
    PostgresRead(PoolConnection<Postgres>),
    Sqlite(Transaction<'static, Sqlite>),
    Postgres(Transaction<'static, Postgres>),
}

impl Tx {
    fn begun(handle: Handle) -> Self {
        Self { handle, spoiled: false }
    }

    /// Begins a statement.
    pub fn sql(&mut self, text: &'static str) -> Statement<'_> {
        let values = match &self.handle {
            Handle::SqliteRead(_) | Handle::Sqlite(_) => Values::Sqlite(SqliteArguments::default()),
            Handle::PostgresRead(_) | Handle::Postgres(_) => Values::Postgres(PgArguments::default()),
        };
        Statement { tx: self, text, values, wrong: None }
    }

    /// Whether a statement failed, so that nothing of this transaction can be kept.
    pub(crate) fn is_spoiled(&self) -> bool {
        self.spoiled
    }

    /// Runs the statement that goes back to a savepoint: what failed since is undone, the transaction is whole again.
    pub(crate) async fn go_back(&mut self, text: &'static str) -> Result<()> {
        self.spoiled = false;
        self.sql(text).run().await?;
        Ok(())
    }

    /// Makes everything since the beginning durable.
    ///
    /// # Errors
    /// [`Error::Spoiled`] after a statement failed: nothing is kept.
    pub async fn commit(self) -> Result<()> {
        if self.spoiled {
            return Err(Error::Spoiled);
        }
        match self.handle {
            Handle::Sqlite(tx) => tx.commit().await?,
            Handle::Postgres(tx) => tx.commit().await?,
            Handle::SqliteRead(_) | Handle::PostgresRead(_) => {}
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sqlite_that_can_corrupt_its_file_is_refused() {
        for old in ["3.51.2", "3.50.10", "3.9.99", "3.51", "3", "2.99.99", "", "unknown"] {
            assert!(is_old_sqlite(old), "{old:?}");
        }
        for safe in ["3.51.3", "3.51.10", "3.52.0", "3.100.0", "4.0.0", "3.51.3.1"] {
            assert!(!is_old_sqlite(safe), "{safe:?}");
        }
    }
}
