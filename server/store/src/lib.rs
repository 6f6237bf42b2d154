//! What is stored: the only package with SQL, one file for each noun.
//!
//! To add a statement: write a function beside its noun that takes `&mut Tx`, returns plain data, and is called by a
//! contract test on both databases (`tests/contract`). Missing is `None`, never an error; a row that breaks what we
//! believe about it is [`BrokenRow`].
#![warn(missing_docs)]

pub mod account;
pub mod allowance;
pub mod audit;
pub mod db;
pub mod disclosure;
pub mod engagement;
pub mod export;
pub mod installation;
pub mod invitation;
pub mod job;
pub mod mail;
pub mod migrate;
pub mod outreach;
pub mod partnership;
pub mod place;
pub mod recognition;
pub mod response;
mod row;
pub mod survey;
pub mod transfer;
pub mod writer;

use std::sync::Arc;

pub use db::{Db, Engine, Tx};
pub use row::BrokenRow;
pub use writer::Writer;

/// The two databases: people and everything about engagements, and the answers, which nothing links to people.
#[derive(Clone)]
pub struct Store {
    /// People, partnerships, surveys, jobs.
    pub main: Db,
    /// Envelopes and responses, in a file (SQLite) or schema (PostgreSQL) of their own.
    pub answers: Db,
    /// The way to write answers.
    pub writer: Writer,
}

/// What can go wrong here.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The database refused or could not be reached.
    #[error(transparent)]
    Database(#[from] sqlx::Error),
    /// A row breaks what we believe about it.
    #[error(transparent)]
    Broken(#[from] BrokenRow),
    /// The schema could not be brought up to date.
    #[error("the schema could not be brought up to date: {0}")]
    Migration(#[from] sqlx::migrate::MigrateError),
    /// The database was last written by a newer program.
    #[error("this database has schema {found}, this program knows {known}: run a newer folkmoot")]
    Newer {
        /// The newest migration in the database.
        found: i64,
        /// The newest migration of this program.
        known: i64,
    },
    /// The database is too old to be safe.
    #[error("{engine:?} {version} is too old: SQLite 3.51.3 or PostgreSQL 15 is the oldest that is safe")]
    TooOld {
        /// Which database.
        engine: Engine,
        /// What it says of itself.
        version: String,
    },
    /// The group in which this was written could not be committed.
    #[error("not committed: {0}")]
    NotCommitted(Arc<Error>),
    /// A statement of this transaction failed before, so nothing of it is kept.
    #[error("a statement of this transaction failed, so nothing of it is kept")]
    Spoiled,
    /// The program is stopping.
    #[error("the writer has stopped")]
    Stopped,
    /// Something that this database does not do.
    #[error("{0}")]
    NotHere(&'static str),
}

/// The result of every function of this package.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    /// Whether a rule of uniqueness refused this.
    pub fn is_duplicate(&self) -> bool {
        self.kind() == Some(sqlx::error::ErrorKind::UniqueViolation)
    }

    /// Whether it refers to something that is not there, or takes away something that is referred to.
    pub fn is_dangling(&self) -> bool {
        self.kind() == Some(sqlx::error::ErrorKind::ForeignKeyViolation)
    }

    fn kind(&self) -> Option<sqlx::error::ErrorKind> {
        match self {
            Self::Database(sqlx::Error::Database(error)) => Some(error.kind()),
            Self::NotCommitted(error) => error.kind(),
            _ => None,
        }
    }
}
