//! The contract of the store: every function means the same on SQLite and on PostgreSQL.
//!
//! One file for each noun; `both::each_store` runs a test on both databases.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod both;

mod place;
