//! A share in two waves.

use serde::{Deserialize, Serialize};
use statrs::function::erf::erfc;

use super::{Finding, fisher};
use crate::inclusion::interval::{Interval, Z, wilson};

/// The answers to one item in one wave.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answered {
    /// How many said yes.
    pub yes: u64,
    /// How many answered.
    pub answered: u64,
    /// How many there were to ask, whether they took part or not; `None` if it is not known.
    pub population: Option<u64>,
}

impl Answered {
    /// The share of yes; `None` without answers.
    pub fn share(self) -> Option<f64> {
        (self.answered > 0).then(|| self.yes as f64 / self.answered as f64)
    }

    /// The share of everybody if all, and if none, of those who did not answer said no. `None` if it is not known how
    /// many there were, or they were fewer than the answers.
    pub fn worst_case(self) -> Option<Interval> {
        let people = self.population.filter(|people| *people > 0 && *people >= self.answered)?;
        let of_all = |count: u64| count as f64 / people as f64;
        Some(Interval { low: of_all(self.yes), high: of_all(self.yes + people - self.answered) })
    }

    /// The variance of the share as an estimate for those there were to ask: none if everybody answered.
    fn variance(self) -> Option<f64> {
        let people = self.population.filter(|people| *people > 0 && *people >= self.answered)?;
        let (share, n) = (self.share()?, self.answered as f64);
        (self.answered > 1).then(|| share * (1.0 - share) / (n - 1.0) * (1.0 - n / people as f64))
    }
}

/// How a share changed between two waves. Differences are the later less the earlier one.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct ShareChange {
    /// The answers of both waves.
    pub waves: [Answered; 2],
    /// The shares; `None` if a wave has no answers.
    pub shares: Option<[f64; 2]>,
    /// The difference.
    pub difference: Option<f64>,
    /// The pooled z; `None` also if all answers of both waves are the same.
    pub z: Option<f64>,
    /// Its two-sided p value.
    pub p: Option<f64>,
    /// Fisher's exact p value, to be used when few are to be expected of an answer.
    pub fisher_p: Option<f64>,
    /// Newcombe's interval of the difference: did practice change?
    pub interval: Option<Interval>,
    /// The standard error of the difference for those in post, whom one wave can ask nearly all.
    pub descriptive_error: Option<f64>,
    /// The interval with that error.
    pub descriptive_interval: Option<Interval>,
    /// The later share of everybody, whatever those said who did not answer.
    pub worst_case_after: Option<Interval>,
    /// The p value adjusted for all items of the section.
    pub adjusted_p: Option<f64>,
    /// What may be said.
    pub finding: Finding,
}

/// Newcombe's hybrid score interval of the difference of two shares (R. G. Newcombe, 1998), each given as yes and
/// answers; the later less the earlier. `None` without answers.
pub fn newcombe(before: (u64, u64), after: (u64, u64)) -> Option<Interval> {
    let (one, other) = (wilson(before.0, before.1)?, wilson(after.0, after.1)?);
    let (p, q) = (before.0 as f64 / before.1 as f64, after.0 as f64 / after.1 as f64);
    Some(Interval {
        low: q - p - (q - other.low).hypot(one.high - p),
        high: q - p + (other.high - q).hypot(p - one.low),
    })
}

/// Compares one item of two waves. Adjust all items of a section with [`super::adjust_shares`] before anything is said.
pub fn compare_shares(before: Answered, after: Answered) -> ShareChange {
    let shares = before.share().zip(after.share());
    let difference = shares.map(|(one, other)| other - one);
    let z = difference.and_then(|difference| pooled(before, after, difference));
    let variance = before.variance().zip(after.variance()).map(|(one, other)| one + other);
    let descriptive_error = variance.map(f64::sqrt);
    let around = |(middle, error): (f64, f64)| Interval { low: middle - Z * error, high: middle + Z * error };
    let pairs = ((before.yes, before.answered), (after.yes, after.answered));
    let mut change = ShareChange {
        waves: [before, after],
        shares: shares.map(|(one, other)| [one, other]),
        difference,
        z,
        p: z.map(|z| erfc(z.abs() / std::f64::consts::SQRT_2)),
        fisher_p: fisher(pairs.0, pairs.1),
        interval: newcombe(pairs.0, pairs.1),
        descriptive_error,
        descriptive_interval: difference.zip(descriptive_error).map(around),
        worst_case_after: after.worst_case(),
        adjusted_p: None,
        finding: Finding::NoSignOfChange,
    };
    super::adjust_shares(std::slice::from_mut(&mut change));
    change.adjusted_p = None;
    change
}

fn pooled(before: Answered, after: Answered, difference: f64) -> Option<f64> {
    let (m, n) = (before.answered as f64, after.answered as f64);
    let share = (before.yes + after.yes) as f64 / (m + n);
    (share > 0.0 && share < 1.0).then(|| difference / (share * (1.0 - share) * (1.0 / m + 1.0 / n)).sqrt())
}
