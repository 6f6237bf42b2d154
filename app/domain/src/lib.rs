//! The rules of Folkmoot: pure, synchronous, total; no IO, no clock, no randomness.
//!
//! Every rule has one of three shapes. *Check* or *parse* returns a value and all its problems; *decide* returns the
//! next state and what should happen as data; *compute* returns a result that can explain itself. Whatever varies
//! (time, time zone, keys, seeds) is an argument, so the same function runs in a test, on the server and in a browser.
#![warn(missing_docs)]

pub mod account;
pub mod budgeting;
pub mod desk;
pub mod disclosure;
pub mod engagement;
pub mod export;
pub mod id;
pub mod inclusion;
pub mod outreach;
pub mod partnership;
pub mod place;
pub mod problem;
pub mod recognition;
#[cfg(test)]
mod reference;
pub mod rehearsal;
pub mod response;
pub mod survey;
pub mod text;
pub mod time;
