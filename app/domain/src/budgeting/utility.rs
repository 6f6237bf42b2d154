//! What a line of a ballot is worth to whoever cast it, and who supports which project.

use serde::{Deserialize, Serialize};

use super::election::{Election, Entry, Form};

/// What a funded project is worth to somebody who voted for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Utility {
    /// 1 if it is listed.
    Cardinality,
    /// Its cost if it is listed.
    Cost,
    /// The points.
    Points,
    /// The points times the cost.
    PointsCost,
    /// L for the best of L listed, 1 for the last.
    Positional,
    /// The same times the cost.
    PositionalCost,
    /// One less than positional: 0 for the last.
    Borda,
}

impl Utility {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Cardinality,
        Self::Cost,
        Self::Points,
        Self::PointsCost,
        Self::Positional,
        Self::PositionalCost,
        Self::Borda,
    ];

    /// Its word on the command line.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Cardinality => "cardinality",
            Self::Cost => "cost",
            Self::Points => "points",
            Self::PointsCost => "points-cost",
            Self::Positional => "positional",
            Self::PositionalCost => "positional-cost",
            Self::Borda => "borda",
        }
    }

    /// Whether it multiplies with the cost.
    pub const fn of_cost(self) -> bool {
        matches!(self, Self::Cost | Self::PointsCost | Self::PositionalCost)
    }

    /// Whether ballots of this form say what it needs.
    pub const fn fits(self, form: Form) -> bool {
        match self {
            Self::Cardinality | Self::Cost => true,
            Self::Points | Self::PointsCost => matches!(form, Form::Cumulative | Form::Scoring),
            Self::Positional | Self::PositionalCost | Self::Borda => matches!(form, Form::Ordinal),
        }
    }

    /// What a line is worth, before it is multiplied with the cost.
    pub(crate) const fn value(self, entry: Entry) -> i64 {
        match self {
            Self::Cardinality | Self::Cost => 1,
            Self::Points | Self::PointsCost | Self::Positional | Self::PositionalCost => entry.value,
            Self::Borda => entry.value - 1,
        }
    }

    /// How many of these values make one: points may be parts.
    pub(crate) const fn point(self, election: &Election) -> u64 {
        if matches!(self, Self::Points | Self::PointsCost) { election.point() } else { 1 }
    }

    /// What every value is multiplied with, for a project of this cost.
    pub(crate) const fn factor(self, cost: u64) -> u64 {
        if self.of_cost() { cost } else { 1 }
    }
}

/// Who supports which project: for each, the patterns whose ballots give it more than nothing.
#[derive(Debug)]
pub(crate) struct Support {
    starts: Vec<usize>,
    patterns: Vec<u32>,
    /// Values beside the patterns; none where all are 1.
    values: Vec<i64>,
}

/// The supporters of one project: the patterns, and beside them what it is worth to each; none where all are 1.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Supporters<'a> {
    pub(crate) patterns: &'a [u32],
    pub(crate) values: &'a [i64],
}

impl<'a> Supporters<'a> {
    /// Each pattern with its value.
    pub(crate) fn each(self) -> impl Iterator<Item = (usize, i64)> + 'a {
        let value = move |at: usize| self.values.get(at).copied().unwrap_or(1);
        self.patterns.iter().enumerate().map(move |(at, pattern)| (*pattern as usize, value(at)))
    }

    /// Each pattern with its value, in floats.
    pub(crate) fn each_value(self, mut each: impl FnMut(usize, f64)) {
        if self.values.is_empty() {
            for pattern in self.patterns {
                each(*pattern as usize, 1.0);
            }
        } else {
            for (pattern, value) in self.patterns.iter().zip(self.values) {
                each(*pattern as usize, *value as f64);
            }
        }
    }
}

impl Support {
    /// The supporters of all projects for which `counts` holds; a project of cost 0 is worth nothing to those who count
    /// costs.
    pub(crate) fn new(election: &Election, utility: Utility, counts: &dyn Fn(usize) -> bool) -> Self {
        let projects = election.projects().len();
        let counted: Vec<bool> =
            (0..projects).map(|project| counts(project) && utility.factor(election.cost(project)) > 0).collect();
        let ballots = election.ballots();
        let lines = || {
            let lines = (0..ballots.patterns()).flat_map(|pattern| {
                ballots
                    .entries(pattern)
                    .iter()
                    .map(move |entry| (pattern, entry.project as usize, utility.value(*entry)))
            });
            lines.filter(|(_, project, value)| *value > 0 && counted.get(*project) == Some(&true))
        };
        let mut starts = vec![0; projects + 1];
        let mut alike = true;
        for (_, project, value) in lines() {
            starts[project + 1] += 1;
            alike &= value == 1;
        }
        for project in 0..projects {
            starts[project + 1] += starts[project];
        }
        let all = starts.last().copied().unwrap_or(0);
        let mut next = starts.clone();
        let mut patterns = vec![0; all];
        let mut values = if alike { Vec::new() } else { vec![0; all] };
        for (pattern, project, value) in lines() {
            let at = next[project];
            next[project] += 1;
            patterns[at] = u32::try_from(pattern).unwrap_or(u32::MAX);
            if let Some(place) = values.get_mut(at) {
                *place = value;
            }
        }
        Self { starts, patterns, values }
    }

    /// The supporters of a project.
    pub(crate) fn of(&self, project: usize) -> Supporters<'_> {
        let range = self.starts.get(project).copied().unwrap_or(0)..self.starts.get(project + 1).copied().unwrap_or(0);
        Supporters {
            patterns: self.patterns.get(range.clone()).unwrap_or_default(),
            values: self.values.get(range).unwrap_or_default(),
        }
    }
}
