//! The method of equal shares: everybody holds the same share and spends it on what they chose.
//!
//! Prices are decided in floats as long as their errors, which are bounded, cannot change a decision, and exactly
//! otherwise. What is kept of a balance is its history: which purchases it paid for, and when it was used up.

mod complete;
mod explain;
mod precise;
mod price;
mod run;

pub(crate) use self::run::Run;
use super::{
    super::{
        exact::{Exact, exact, whole},
        utility::Support,
    },
    Refused, Tally,
    frame::Frame,
    standing,
};

/// An election laid out for many runs.
#[derive(Debug)]
pub(crate) struct Count<'a> {
    pub(crate) frame: &'a Frame<'a>,
    pub(crate) support: Support,
    /// For each pattern how often it was cast.
    times: Vec<f64>,
    /// For each pattern its weight, of which `common` stand for 1.
    weights: Vec<u64>,
    common: u64,
    /// The largest weight as a float.
    heaviest: f64,
    /// Projects with support and a cost that take part.
    paid: Vec<Paid>,
    /// Projects with support and no cost, in the order among equals.
    free: Vec<usize>,
}

/// A project that has supporters and a cost.
#[derive(Clone, Copy, Debug)]
struct Paid {
    project: usize,
    cost: f64,
    /// What every value is multiplied with to be utility.
    factor: f64,
    /// All values of all supporters together.
    value: f64,
    /// How many supporters there are.
    people: f64,
    /// How many patterns they are in.
    patterns: f64,
}

impl<'a> Count<'a> {
    /// Lays out an election.
    pub(crate) fn new(frame: &'a Frame<'a>) -> Result<Self, Refused> {
        let election = frame.election;
        let utility = frame.settings.utility;
        let support = Support::new(election, utility, &|project| frame.counts(project));
        let (weights, common) = standing::weights(election)?;
        let times: Vec<f64> = (0..weights.len()).map(|pattern| election.ballots().times(pattern) as f64).collect();
        let heaviest = weights.iter().max().map_or(1.0, |weight| *weight as f64 / common as f64);
        let (mut paid, mut free) = (Vec::new(), Vec::new());
        for project in 0..election.projects().len() {
            let supporters = support.of(project);
            let cost = election.cost(project);
            if supporters.patterns.is_empty() {
                continue;
            }
            if cost == 0 {
                free.push(project);
                continue;
            }
            let mut entry = Paid {
                project,
                cost: cost as f64,
                factor: utility.factor(cost) as f64,
                value: 0.0,
                people: 0.0,
                patterns: supporters.patterns.len() as f64,
            };
            for (pattern, value) in supporters.each() {
                entry.people += times[pattern];
                entry.value += times[pattern] * value as f64;
            }
            paid.push(entry);
        }
        free.sort_by_key(|project| frame.order.rank(*project));
        Ok(Self { frame, support, times, weights, common, heaviest, paid, free })
    }

    /// All weights together: the pot through this is the share of somebody whose weight is 1.
    pub(crate) fn people(&self) -> Exact {
        let sum: i128 = (0..self.weights.len())
            .map(|pattern| i128::from(self.frame.election.ballots().times(pattern)) * i128::from(self.weights[pattern]))
            .sum();
        exact(sum, self.common)
    }

    /// The pot through the ballots; nothing where there are none.
    pub(crate) fn share(&self) -> Exact {
        let people = self.people();
        if people == whole(0) { people } else { whole(self.frame.election.budget()) / people }
    }
}

/// Equal shares as the settings say.
pub(crate) fn count(frame: &Frame<'_>) -> Result<Tally, Refused> {
    let count = Count::new(frame)?;
    Ok(complete::count(&count))
}
