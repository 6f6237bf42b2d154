//! What the other commands need on this machine: says what is missing, installs it, says when it is there.

pub mod browser;
mod debian;
pub mod lints;
pub mod postgres;
pub mod readers;
pub mod wasm;

pub use self::debian::is_root;
use crate::{place::Place, say, trouble::Outcome};

/// Everything that `run`, `test` and `bench` need.
pub fn everything(place: &Place) -> Outcome {
    for_tests(place)?;
    say::note("Everything is there.");
    Ok(())
}

/// What `test` needs, installed before the first check so that a missing tool is not found out an hour later.
pub fn for_tests(place: &Place) -> Outcome {
    lints::prepare()?;
    wasm::prepare(place)?;
    postgres::prepare(place)?;
    readers::prepare(place)?;
    browser::prepare(place)?;
    Ok(())
}

/// Says that a need is met already, and by what.
fn ready(need: &str, by: &str) {
    say::note(&format!("{need}: ready ({by})"));
}
