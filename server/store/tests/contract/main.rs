//! The contract of the store: every function means the same on SQLite and on PostgreSQL.
//!
//! One file for each noun; `both::each_store` runs a test on both databases. A test of the house looks for every function
//! of the store in these files.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod both;
mod seed;

mod account;
mod allowance;
mod audit;
mod db;
mod disclosure;
mod engagement;
mod export;
mod installation;
mod invitation;
mod job;
mod mail;
mod migrate;
mod outreach;
mod partnership;
mod place;
mod recognition;
mod response;
mod survey;
mod transfer;
mod writer;
