//! Participatory budgeting: elections and the rules that count them.
//!
//! Money is in the smallest unit that an election uses, as whole numbers; everything that decides is exact. Every rule
//! ends on every input, and says how each tie was broken. Notation of the field: pot, cost, utility, share.

pub mod counting;
pub mod election;
pub mod fairness;
pub mod greedy;
pub mod phragmen;
pub mod shares;
pub mod support;
pub mod ties;

pub use self::{
    counting::{Against, Counted, Counting, Refused, Rule, Stood, count},
    election::{Ballot, Election, Kind, Project},
    greedy::{By, Conditions, greedy},
    phragmen::phragmen,
    shares::{Completion, EqualShares, Start, Stop, equal_shares},
    support::{Support, Unfit, Utility},
    ties::{Tie, TieRule, Ties},
};

/// What a rule decided.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// The projects that are funded, in the order in which the rule took them.
    pub selected: Vec<usize>,
    /// What they cost together.
    pub spent: i64,
    /// The ties that were met.
    pub ties: Vec<Tie>,
}

#[cfg(test)]
mod tests;
