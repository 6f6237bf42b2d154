//! Stories: people doing their work over HTTP, on SQLite and on PostgreSQL; and the tidy tests, which keep the map true.
//!
//! One file for each noun. A story is written once and runs on both databases.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::disallowed_methods,
    reason = "a test that cannot go on has failed, and a new database needs a name of its own"
)]

mod harness;

mod account;
mod api;
mod command;
mod council;
mod disclosure;
mod engagement;
mod headers;
mod inclusion;
mod invitation;
mod limit;
mod outreach;
mod permission;
mod place;
mod privacy;
mod recognition;
mod response;
mod results;
mod survey;
mod tables;
mod team;
mod tidy;
mod two_servers;
mod wave;
