//! Publishing: whether a draft becomes a version, the bytes of a version, and when a survey is open.

use jiff::Timestamp;

use super::{
    Definition,
    check::{Severity, check, severity},
};
use crate::problem::Problem;

/// A version that may be stored. It never changes again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// Its number, counted from 1.
    pub number: u32,
    /// Its definition as canonical JSON: what is stored, and what its digest is taken of.
    pub canonical: String,
    /// What could be better, for the record.
    pub advice: Vec<Problem>,
}

/// Why a draft is not published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// Somebody else changed the draft after this person saw it.
    Changed {
        /// The revision that this person saw.
        seen: u64,
        /// The revision that there is now.
        current: u64,
    },
    /// These problems stop it.
    Problems(Vec<Problem>),
    /// It is the same as the version that is published already.
    Same,
}

/// The version that came before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Published<'a> {
    /// Its number.
    pub number: u32,
    /// Its definition as canonical JSON.
    pub canonical: &'a str,
}

/// Whether a draft becomes the next version. `seen` and `current` are revisions of the draft.
pub fn publish(draft: &Definition, seen: u64, current: u64, last: Option<Published<'_>>) -> Result<Version, Refused> {
    if seen != current {
        return Err(Refused::Changed { seen, current });
    }
    let (stops, advice): (Vec<_>, Vec<_>) =
        check(draft).into_iter().partition(|problem| severity(&problem.kind) == Severity::Stops);
    if !stops.is_empty() {
        return Err(Refused::Problems(stops));
    }
    let canonical = canonical_json(draft);
    if last.is_some_and(|last| last.canonical == canonical) {
        return Err(Refused::Same);
    }
    let number = last.map_or(1, |last| last.number.saturating_add(1));
    Ok(Version { number, canonical, advice })
}

/// The definition as JSON in the one way in which it is stored and digested: no spaces, fields in the order of their
/// declaration, maps in the order of their keys, nothing that holds its default.
pub fn canonical_json(definition: &Definition) -> String {
    // Writing to memory cannot fail, and every key of a map is a text: there is no error to hand on.
    serde_json::to_string(definition).unwrap_or_default()
}

/// Where a survey is in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Phase {
    /// Nothing is published.
    Draft,
    /// It is published and has no day of opening yet.
    Published,
    /// It is published and opens by itself.
    Scheduled,
    /// People can answer.
    Open,
    /// Nobody can answer any more.
    Closed,
}

/// What is stored about the times of a survey.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Times {
    /// Whether there is a published version.
    pub published: bool,
    /// From when people can answer.
    pub opens_at: Option<Timestamp>,
    /// Until when people can answer: at this instant they no longer can.
    pub closes_at: Option<Timestamp>,
    /// When somebody closed it by hand.
    pub closed_at: Option<Timestamp>,
}

/// Where a survey is in its life now. Nothing has to run for it to open or close.
pub fn phase(times: &Times, now: Timestamp) -> Phase {
    let past = |at: Option<Timestamp>| at.is_some_and(|at| at <= now);
    match times.opens_at {
        _ if past(times.closed_at) => Phase::Closed,
        _ if !times.published => Phase::Draft,
        None => Phase::Published,
        Some(_) if past(times.closes_at) => Phase::Closed,
        Some(opens) if now < opens => Phase::Scheduled,
        Some(_) => Phase::Open,
    }
}
