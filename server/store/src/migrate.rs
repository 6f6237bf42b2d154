//! Bringing a database up to the schema that this program knows; a newer schema is refused, never guessed at.
//!
//! The files are in `migrations/`: one folder for both databases, and `answers/` for the envelopes, whose table options
//! differ so much that each database has its own text. They are embedded, and an old file never changes
//! (`migrations/README.md`, checked by the tidy test).

use std::borrow::Cow;

use sqlx::{
    SqlSafeStr,
    migrate::{Migration, MigrationType, Migrator},
};

use crate::{
    Error, Result,
    db::{Db, Engine},
};

macro_rules! files {
    ($($number:literal $name:literal $path:literal)*) => {
        &[$(($number, $name, include_str!(concat!("../../../migrations/", $path)))),*]
    };
}

type Files = &'static [(i64, &'static str, &'static str)];

const MAIN: Files = files! {
    1 "partnership" "0001_partnership.sql"
    2 "account" "0002_account.sql"
    3 "platform" "0003_platform.sql"
    4 "place" "0004_place.sql"
    5 "survey" "0005_survey.sql"
    6 "disclosure" "0006_disclosure.sql"
    7 "outreach" "0007_outreach.sql"
    8 "boundary" "0008_boundary.sql"
    9 "crossed" "0009_crossed.sql"
    10 "research" "0010_research.sql"
    11 "engagement" "0011_engagement.sql"
    12 "recognition" "0012_recognition.sql"
    13 "base" "0013_base.sql"
};
const ANSWERS_SQLITE: Files = files! { 1 "envelope" "answers/sqlite/0001_envelope.sql" };
const ANSWERS_POSTGRES: Files = files! { 1 "envelope" "answers/postgres/0001_envelope.sql" };

/// Brings the main database up to date.
pub async fn main(db: &Db) -> Result<()> {
    up_to_date(db, MAIN).await
}

/// Brings the database of answers up to date.
pub async fn answers(db: &Db) -> Result<()> {
    match db.engine() {
        Engine::Sqlite => up_to_date(db, ANSWERS_SQLITE).await,
        Engine::Postgres => up_to_date(db, ANSWERS_POSTGRES).await,
    }
}

/// The newest schema that this program knows: of the main database, and of the answers.
pub fn known() -> (i64, i64) {
    (newest(MAIN), newest(ANSWERS_SQLITE))
}

/// The newest schema that a database has, 0 when it is empty.
pub async fn found(db: &Db) -> Result<i64> {
    let mut tx = db.read().await?;
    let there = match db.engine() {
        Engine::Sqlite => "SELECT name FROM sqlite_master WHERE type = 'table' AND name = '_sqlx_migrations'",
        Engine::Postgres => "SELECT to_regclass('_sqlx_migrations')::TEXT AS name",
    };
    let table = tx.sql(there).optional(|row| row.get::<Option<String>>("name")).await?.flatten();
    if table.is_none() {
        return Ok(0);
    }
    tx.sql("SELECT COALESCE(MAX(version), 0) AS newest FROM _sqlx_migrations").one(|row| row.get("newest")).await
}

fn newest(files: Files) -> i64 {
    files.iter().map(|(number, ..)| *number).max().unwrap_or(0)
}

async fn up_to_date(db: &Db, files: Files) -> Result<()> {
    let (found, known) = (found(db).await?, newest(files));
    if found > known {
        return Err(Error::Newer { found, known });
    }
    let migrations = files.iter().map(|(number, name, sql)| {
        Migration::new(*number, Cow::Borrowed(*name), MigrationType::Simple, sql.into_sql_str(), false)
    });
    db.migrate(&Migrator::with_migrations(migrations.collect())).await
}
