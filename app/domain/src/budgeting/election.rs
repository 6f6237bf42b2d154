//! An election to count: a pot, projects with their costs, and ballots merged by what stands on them.

use std::{
    collections::{BTreeSet, HashMap},
    fmt,
};

use num_rational::Ratio;
use serde::{Deserialize, Serialize};

/// The highest cost or pot, in the smallest units: floats hold every whole number up to here.
pub const COST_MOST: u64 = 9_000_000_000_000_000;
/// The most points that one ballot gives one project, in the smallest units.
pub const VALUE_MOST: i64 = 1_000_000_000;
/// What files write as the cost, in whole units, of a project that was withdrawn after ballots were printed.
pub const WITHDRAWN: u64 = 999_999_999;
/// The largest number above or below the line of a weight.
const WEIGHT_MOST: u64 = 1_000_000;

/// What a ballot counts; 1 unless declared.
pub type Weight = Ratio<u64>;

/// How people voted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Form {
    /// Any number of projects, up to a limit.
    Approval,
    /// One project.
    #[serde(rename = "choose-1")]
    Choice,
    /// Projects in order, the best first.
    Ordinal,
    /// Points that are shared out.
    Cumulative,
    /// A score for each project.
    Scoring,
}

/// A project on the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Project {
    /// Its id, unique in the election.
    pub id: String,
    /// What it costs, in the smallest units.
    pub cost: u64,
    /// The classes it belongs to, for caps and boosters.
    pub categories: Vec<String>,
    /// Whether it was withdrawn after ballots were printed: a rule that stops passes it over.
    pub withdrawn: bool,
}

impl Project {
    /// A project without classes.
    pub fn new(id: impl Into<String>, cost: u64) -> Self {
        Self { id: id.into(), cost, ..Self::default() }
    }
}

/// One line of a ballot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Entry {
    /// The project, by its place in the list.
    pub project: u32,
    /// 1 on approvals; points; on rankings L for the best of L that are listed, 1 for the last.
    pub value: i64,
}

/// Ballots, equal ones together: as many patterns as there are, each with how many people cast it.
#[derive(Clone, Debug, Default)]
pub struct Ballots {
    starts: Vec<u32>,
    entries: Vec<Entry>,
    times: Vec<u64>,
    weights: Vec<Weight>,
    known: HashMap<(Box<[Entry]>, Weight), u32>,
}

impl Ballots {
    /// No ballots.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a ballot; of a project that stands on it twice the first line counts.
    pub fn cast(&mut self, entries: &[Entry]) {
        self.cast_many(entries, 1, Weight::from_integer(1));
    }

    /// Adds so many equal ballots, each with this weight.
    pub fn cast_many(&mut self, entries: &[Entry], times: u64, weight: Weight) {
        let mut sorted = entries.to_vec();
        sorted.sort_by_key(|entry| entry.project);
        sorted.dedup_by_key(|entry| entry.project);
        let key = (sorted.into_boxed_slice(), weight);
        if let Some(group) = self.known.get(&key) {
            if let Some(count) = self.times.get_mut(*group as usize) {
                *count += times;
            }
            return;
        }
        self.starts.push(u32::try_from(self.entries.len()).unwrap_or(u32::MAX));
        self.entries.extend_from_slice(&key.0);
        self.times.push(times);
        self.weights.push(weight);
        self.known.insert(key, u32::try_from(self.times.len() - 1).unwrap_or(u32::MAX));
    }

    /// How many patterns there are.
    pub fn patterns(&self) -> usize {
        self.times.len()
    }

    /// What stands on the ballots of a pattern, in the order of projects.
    pub fn entries(&self, pattern: usize) -> &[Entry] {
        let from = self.starts.get(pattern).map_or(self.entries.len(), |start| *start as usize);
        let to = self.starts.get(pattern + 1).map_or(self.entries.len(), |start| *start as usize);
        self.entries.get(from..to).unwrap_or_default()
    }

    /// How many people cast a pattern.
    pub fn times(&self, pattern: usize) -> u64 {
        self.times.get(pattern).copied().unwrap_or(0)
    }

    /// The weight of each ballot of a pattern.
    pub fn weight(&self, pattern: usize) -> Weight {
        self.weights.get(pattern).copied().unwrap_or_else(|| Weight::from_integer(1))
    }

    /// Whether all ballots count alike.
    pub fn weigh_alike(&self) -> bool {
        self.weights.iter().all(|weight| *weight == Weight::from_integer(1))
    }

    /// How many ballots were cast, empty ones included.
    pub fn count(&self) -> u64 {
        self.times.iter().sum()
    }
}

/// What is to be counted. Everything in it fits: see [`Election::new`].
#[derive(Clone, Debug)]
pub struct Election {
    budget: u64,
    unit: u64,
    point: u64,
    form: Form,
    projects: Vec<Project>,
    ballots: Ballots,
}

/// Why something cannot be counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// Two projects have this id.
    Twice(String),
    /// The cost of this project, or the pot where there is none, is beyond [`COST_MOST`].
    TooDear(Option<String>),
    /// A ballot names a project that is not on the list, or gives it more than [`VALUE_MOST`].
    Ballot,
    /// A weight is 0, or above or below its line stands more than a million.
    Weight(Weight),
    /// A unit of money or of points is 0.
    Unit,
    /// More than four thousand million ballots or lines.
    TooMany,
}

impl fmt::Display for Unfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Twice(id) => write!(f, "there are two projects {id}"),
            Self::TooDear(Some(id)) => write!(f, "the cost of project {id} is too high to be counted"),
            Self::TooDear(None) => write!(f, "the pot is too large to be counted"),
            Self::Ballot => write!(f, "a ballot names an unknown project, or gives more points than can be counted"),
            Self::Weight(weight) => write!(f, "{weight} cannot be a weight"),
            Self::Unit => write!(f, "a unit cannot be nothing"),
            Self::TooMany => write!(f, "there are too many ballots to be counted"),
        }
    }
}

impl Election {
    /// An election: money in the smallest units, of which one unit of the currency has `unit` and one point `point`.
    ///
    /// # Errors
    /// What does not fit.
    pub fn new(
        form: Form,
        budget: u64,
        [unit, point]: [u64; 2],
        projects: Vec<Project>,
        ballots: Ballots,
    ) -> Result<Self, Unfit> {
        let mut ids = BTreeSet::new();
        for project in &projects {
            if !ids.insert(project.id.as_str()) {
                return Err(Unfit::Twice(project.id.clone()));
            }
            if project.cost > COST_MOST {
                return Err(Unfit::TooDear(Some(project.id.clone())));
            }
        }
        if budget > COST_MOST {
            return Err(Unfit::TooDear(None));
        }
        if unit == 0 || point == 0 {
            return Err(Unfit::Unit);
        }
        let fits = |entry: &Entry| {
            (entry.project as usize) < projects.len() && entry.value.unsigned_abs() <= VALUE_MOST.unsigned_abs()
        };
        if !ballots.entries.iter().all(fits) {
            return Err(Unfit::Ballot);
        }
        let bad = |weight: &&Weight| *weight.numer() == 0 || *weight.numer().max(weight.denom()) > WEIGHT_MOST;
        if let Some(weight) = ballots.weights.iter().find(bad) {
            return Err(Unfit::Weight(*weight));
        }
        let many = |count: usize| u32::try_from(count).is_err();
        let counted = ballots.times.iter().try_fold(0_u64, |sum, times| sum.checked_add(*times));
        if many(ballots.entries.len()) || counted.is_none_or(|sum| u32::try_from(sum).is_err()) {
            return Err(Unfit::TooMany);
        }
        Ok(Self { budget, unit, point, form, projects, ballots })
    }

    /// The pot, in the smallest units.
    pub const fn budget(&self) -> u64 {
        self.budget
    }

    /// How many of the smallest units one unit of the currency has.
    pub const fn unit(&self) -> u64 {
        self.unit
    }

    /// How many of the smallest units one point has.
    pub const fn point(&self) -> u64 {
        self.point
    }

    /// How people voted.
    pub const fn form(&self) -> Form {
        self.form
    }

    /// The list.
    pub fn projects(&self) -> &[Project] {
        &self.projects
    }

    /// The ballots.
    pub const fn ballots(&self) -> &Ballots {
        &self.ballots
    }

    /// The place of a project in the list.
    pub fn place(&self, id: &str) -> Option<usize> {
        self.projects.iter().position(|project| project.id == id)
    }

    /// The same election with another pot.
    ///
    /// # Errors
    /// If the pot is too large.
    pub fn with_budget(&self, budget: u64) -> Result<Self, Unfit> {
        let other = self.clone();
        Self::new(other.form, budget, [other.unit, other.point], other.projects, other.ballots)
    }

    /// The same election in which a project costs something else.
    ///
    /// # Errors
    /// If the cost is too high.
    pub fn with_cost(&self, project: usize, cost: u64) -> Result<Self, Unfit> {
        let mut other = self.clone();
        if let Some(project) = other.projects.get_mut(project) {
            project.cost = cost;
        }
        Self::new(other.form, other.budget, [other.unit, other.point], other.projects, other.ballots)
    }

    /// The same election with other ballots.
    ///
    /// # Errors
    /// If they do not fit.
    pub fn with_ballots(&self, ballots: Ballots) -> Result<Self, Unfit> {
        Self::new(self.form, self.budget, [self.unit, self.point], self.projects.clone(), ballots)
    }

    /// What a project costs.
    pub(crate) fn cost(&self, project: usize) -> u64 {
        self.projects.get(project).map_or(0, |project| project.cost)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_ballots_are_one_pattern() {
        let mut ballots = Ballots::new();
        let entry = |project| Entry { project, value: 1 };
        ballots.cast(&[entry(1), entry(0)]);
        ballots.cast(&[entry(0), entry(1), entry(0)]);
        ballots.cast(&[]);
        assert_eq!((ballots.patterns(), ballots.count(), ballots.times(0)), (2, 3, 2));
        assert_eq!(ballots.entries(0), [entry(0), entry(1)]);
        assert!(ballots.entries(1).is_empty() && ballots.entries(9).is_empty());
    }

    #[test]
    fn what_does_not_fit_is_told() {
        let new = |projects, ballots| Election::new(Form::Approval, 100, [1, 1], projects, ballots).map(|_| ());
        let twice = vec![Project::new("a", 1), Project::new("a", 2)];
        assert_eq!(new(twice, Ballots::new()), Err(Unfit::Twice("a".into())));
        let dear = vec![Project::new("a", u64::MAX)];
        assert_eq!(new(dear, Ballots::new()), Err(Unfit::TooDear(Some("a".into()))));
        let mut ballots = Ballots::new();
        ballots.cast(&[Entry { project: 1, value: 1 }]);
        assert_eq!(new(vec![Project::new("a", 1)], ballots), Err(Unfit::Ballot));
        let mut ballots = Ballots::new();
        ballots.cast_many(&[], 1, Weight::new(0, 1));
        assert_eq!(new(Vec::new(), ballots), Err(Unfit::Weight(Weight::new(0, 1))));
    }
}
