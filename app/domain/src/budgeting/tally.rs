//! Counting: an election and declared settings in, winners out, with every round, every tie and every loser explained.

mod compare;
mod frame;
mod gate;
mod greedy;
mod phragmen;
mod pots;
mod settings;
mod shares;
mod standing;
mod tie;

use self::frame::Frame;
pub use self::{
    compare::{Judgement, Preference},
    pots::{Leftover, Pot, PotTally, pots},
    settings::{
        Base, Cap, Comparison, Completion, Conflict, PartFunding, Refused, Rule, Settings, Start, Stop, Threshold,
    },
    standing::{Count, standing},
    tie::{Broken, Tie, Ties},
};
pub(crate) use self::{
    frame::Frame as Counted,
    greedy::{ranking, scores},
    shares::{Count as Counting, Run},
};
use super::{election::Election, exact::Exact};

/// What a count found. Projects are named by their places in the list, money is in the smallest units.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tally {
    /// The winners, in the order in which they were chosen.
    pub selected: Vec<usize>,
    /// What they cost together.
    pub cost: u64,
    /// What is left of the pot, a part that was funded taken off.
    pub left: u64,
    /// The share of somebody whose weight is 1, where shares were dealt out.
    pub share: Option<Exact>,
    /// How often the share was raised.
    pub steps: u64,
    /// Why it was not raised any more.
    pub stopped: Option<Stopped>,
    /// What happened, in order.
    pub rounds: Vec<Round>,
    /// What became of those that equal shares did not buy.
    pub losers: Vec<Loser>,
    /// The ties of the count that decided, and how each was broken.
    pub ties: Vec<Tie>,
    /// How many ties there were in all steps together.
    pub ties_in_all: u64,
    /// The project that gets what is left though it costs more.
    pub part: Option<Part>,
    /// What voters have of both outcomes, where they are compared.
    pub judgement: Option<Judgement>,
}

/// Why a share was not raised any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stopped {
    /// One more step would spend more than the pot.
    Over,
    /// Nothing fits any more.
    Exhausted,
    /// Everything with support is bought.
    AllBought,
    /// All projects fit together, so that nothing was raised.
    AllFit,
    /// As many steps as the settings allow.
    Steps,
}

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Round {
    /// To which project.
    pub project: usize,
    /// What.
    pub fate: Fate,
    /// What is left of the pot after it.
    pub left: u64,
}

/// What happened to a project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It was the next by its score, and it fits.
    Funded {
        /// Its votes or points, or these for each unit of its cost; nothing where it has support and no cost.
        score: Option<Exact>,
    },
    /// Its supporters paid for it.
    Bought {
        /// What each of them paid for one unit of utility.
        price: Exact,
        /// How many supporters who pay as much as it takes would be enough: its cost through the largest payment.
        effective: Exact,
        /// How many paid as much as it takes and have something left.
        rich: u64,
        /// How many paid all that they had left.
        poor: u64,
    },
    /// The burden of its supporters stayed the least.
    Loaded {
        /// The burden of each of them after it.
        load: Option<Exact>,
        /// How many they are.
        payers: u64,
    },
    /// It was funded in part.
    InPart(u64),
    /// It was passed over.
    Passed(Gone),
}

/// Why a project was passed over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Gone {
    /// It costs more than what is left.
    NoRoom,
    /// It does not fit, and the rule stops at the first that does not: this one, or one before it.
    Stopped,
    /// It was withdrawn.
    Withdrawn,
    /// It has fewer votes or points than it needs.
    BelowThreshold,
    /// It excludes this one, which stays.
    Conflict(usize),
    /// This class has had what it may have.
    Full(String),
}

/// A project that equal shares did not buy.
#[derive(Clone, Debug, PartialEq)]
pub struct Loser {
    /// Which.
    pub project: usize,
    /// Before which purchase, counted from 1, its supporters first held too little together.
    pub round: usize,
    /// What they held then.
    pub held: f64,
    /// What they had paid until then for other projects, the most first.
    pub losses: Vec<Loss>,
}

/// What supporters of a loser paid for a winner.
#[derive(Clone, Debug, PartialEq)]
pub struct Loss {
    /// The winner.
    pub project: usize,
    /// How much.
    pub paid: f64,
}

/// A project that is funded in part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// Which.
    pub project: usize,
    /// With how much.
    pub amount: u64,
}

/// Counts an election. It ends on every input, and the same input gives the same result.
///
/// # Errors
/// What of the settings cannot be done with such ballots.
pub fn tally(election: &Election, settings: &Settings) -> Result<Tally, Refused> {
    let frame = Frame::new(election, settings)?;
    let mut tally = match settings.rule {
        Rule::Greedy | Rule::GreedyPerCost => greedy::count(&frame),
        Rule::EqualShares => shares::count(&frame)?,
        Rule::Phragmen => phragmen::count(&frame),
    };
    if settings.rule == Rule::EqualShares && settings.comparison != Comparison::None {
        tally = compare::step(&frame, tally);
    }
    if tally.ties_in_all == 0 {
        tally.ties_in_all = tally.ties.len() as u64;
    }
    let part = tally.part.map_or(0, |part| part.amount);
    tally.left = election.budget().saturating_sub(tally.cost).saturating_sub(part);
    Ok(tally)
}

#[cfg(test)]
mod tests;
