//! Weights that make those who took part add up to those who live here.
//!
//! For people who were invited at random; for an open consultation only as "if those who came spoke for their group",
//! beside the unweighted figure. The rules are those of the project's facts on inclusion, section 1.11. Everything
//! works on cells of equal people, so that the cost does not grow with their number.

mod calibrate;
mod estimate;
mod rake;
mod sample;
mod standard;
#[cfg(test)]
mod tests;
mod trim;

use std::fmt;

use serde::{Deserialize, Serialize};

pub use self::{
    calibrate::{calibrate, poststratify},
    estimate::{Answers, Estimate, unweighted, weighted},
    rake::rake,
    sample::Sample,
    standard::{LARGEST, Standardised, Stratum, standardise},
    trim::{Bounds, trim},
};

/// One characteristic with the number of people in each of its categories.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Target {
    /// Its code, such as `age`.
    pub code: String,
    /// Its categories in order, each with its people; nobody may live in one.
    pub categories: Vec<(String, u64)>,
}

impl Target {
    /// All people.
    pub fn total(&self) -> u64 {
        self.categories.iter().map(|(_, people)| people).sum()
    }
}

/// A category of a characteristic.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Category {
    /// The characteristic's code.
    pub characteristic: String,
    /// The category's code.
    pub category: String,
}

/// The weight of each person of a cell, by cell of the sample.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Weights(pub(super) Vec<f64>);

impl Weights {
    /// The weight of each person of a cell, by cell.
    pub fn by_cell(&self) -> &[f64] {
        &self.0
    }

    /// How many people have a weight below 0, which linear calibration may give.
    pub fn negative(&self, sample: &Sample) -> u64 {
        self.0.iter().zip(sample.people()).filter(|(weight, _)| **weight < 0.0).map(|(_, people)| people).sum()
    }
}

/// What weights do to precision (L. Kish, Survey Sampling, 1965).
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Kish {
    /// How many people have a weight.
    pub n: u64,
    /// The sum of the weights.
    pub sum: f64,
    /// The effective size (Σw)²/Σw²: how many people of equal weight would say as much.
    pub effective: f64,
    /// The design effect n Σw²/(Σw)², at least 1.
    pub design_effect: f64,
    /// The smallest weight by the mean weight.
    pub least: f64,
    /// The largest weight by the mean weight.
    pub largest: f64,
}

/// The effective size below which no weighted figure is a headline.
const LEAST_EFFECTIVE: f64 = 100.0;

impl Kish {
    /// The figures of the weights of a sample. `None` if they add up to nothing.
    pub fn of(sample: &Sample, weights: &Weights) -> Option<Self> {
        let pairs = || weights.0.iter().zip(sample.people()).map(|(weight, people)| (*weight, *people as f64));
        let n: u64 = sample.people().iter().sum();
        let sum: f64 = pairs().map(|(weight, people)| weight * people).sum();
        let squares: f64 = pairs().map(|(weight, people)| weight * weight * people).sum();
        if sum <= 0.0 || !squares.is_finite() {
            return None;
        }
        let (count, mean) = (n as f64, sum / n as f64);
        Some(Self {
            n,
            sum,
            effective: sum * sum / squares,
            design_effect: count * squares / (sum * sum),
            least: pairs().map(|(weight, _)| weight).fold(f64::INFINITY, f64::min) / mean,
            largest: pairs().map(|(weight, _)| weight).fold(f64::NEG_INFINITY, f64::max) / mean,
        })
    }

    /// Whether a page warns: the weights cost more than half of all answers, or one speaks for more than five.
    pub fn is_costly(&self) -> bool {
        self.design_effect > 2.0 || self.largest > 5.0
    }

    /// Whether a weighted figure may be a headline.
    pub fn may_lead(&self) -> bool {
        self.effective >= LEAST_EFFECTIVE
    }
}

/// Why there are no weights.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Impossible {
    /// Nobody took part of the categories in which anybody lives.
    NoRespondents,
    /// The columns do not belong together, or there are no characteristics.
    Malformed,
    /// A design weight is not a number above 0.
    DesignWeight {
        /// The row, from 0.
        row: usize,
    },
    /// Characteristics count different numbers of people.
    TotalsDiffer {
        /// The characteristic that differs from the first one.
        characteristic: String,
        /// Its people.
        total: u64,
        /// The people of the first one.
        first: u64,
    },
    /// Categories in which people live, but of which nobody took part. Joining each with another one helps.
    NobodyOf(Vec<Category>),
    /// Combinations in which people live, but of which nobody took part, as places in the list of combinations.
    EmptyCells(Vec<usize>),
    /// The margins contradict each other for those who took part.
    NoConvergence {
        /// The category that stays farthest off.
        worst: Category,
        /// How far off it is, as a part of all people.
        off: f64,
        /// How often all margins were gone through.
        sweeps: u32,
    },
    /// No weights lie within the bounds and add up to all people.
    Bounds,
}

impl fmt::Display for Impossible {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoRespondents => write!(f, "nobody took part of the groups that live here"),
            Self::Malformed => write!(f, "the columns do not belong together"),
            Self::DesignWeight { row } => write!(f, "the design weight of row {} is not a number above 0", row + 1),
            Self::TotalsDiffer { characteristic, total, first } => {
                write!(f, "{characteristic} counts {total} people, the first characteristic {first}: scale one of them")
            }
            Self::NobodyOf(categories) => {
                write!(f, "nobody took part of")?;
                for (at, Category { characteristic, category }) in categories.iter().enumerate() {
                    write!(f, "{} {characteristic} {category}", if at == 0 { "" } else { "," })?;
                }
                write!(f, ": join each with another category")
            }
            Self::EmptyCells(cells) => write!(f, "nobody took part of {} combinations with people", cells.len()),
            Self::NoConvergence { worst: Category { characteristic, category }, off, sweeps } => write!(
                f,
                "the margins contradict each other: {characteristic} {category} is still off by {:.2} % of all people \
                 after {sweeps} rounds; join categories or leave one margin out",
                off * 100.0
            ),
            Self::Bounds => write!(f, "no weights within these bounds add up to all people"),
        }
    }
}
