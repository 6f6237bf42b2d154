//! An election as it is counted: a pot, projects with costs, and ballots.

use std::collections::HashSet;

/// What ballots say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Which projects somebody wants; one of them for a single choice.
    Approval,
    /// Projects from the best downwards; those that are not listed are below.
    Ordinal,
    /// Points for each project that is listed; none for the others.
    Points,
}

/// A project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Project {
    /// Its identifier, as published.
    pub id: String,
    /// What it costs.
    pub cost: i64,
    /// Whether it can be funded at all: not if it was withdrawn after ballots were printed.
    pub eligible: bool,
}

/// What one person, or several alike, marked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ballot {
    /// Places of projects in [`Election::projects`] with their points, 0 where there are none, in the order of the
    /// ballot.
    pub marks: Vec<(usize, i64)>,
    /// How many people marked exactly this.
    pub weight: u64,
}

/// An election.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Election {
    /// What ballots say.
    pub kind: Kind,
    /// The money there is, in smallest units.
    pub pot: i64,
    /// Smallest units in one unit of the currency, by which shares are raised.
    pub unit: i64,
    /// The projects.
    pub projects: Vec<Project>,
    /// The ballots, empty ones too.
    pub ballots: Vec<Ballot>,
}

impl Election {
    /// How many people cast a ballot.
    pub fn voters(&self) -> u64 {
        self.ballots.iter().map(|ballot| ballot.weight).sum()
    }

    /// On how many ballots each project stands.
    pub fn votes(&self) -> Vec<u64> {
        let mut votes = vec![0; self.projects.len()];
        for ballot in &self.ballots {
            let mut seen = HashSet::new();
            for (project, _) in &ballot.marks {
                if let Some(count) = votes.get_mut(*project).filter(|_| seen.insert(*project)) {
                    *count += ballot.weight;
                }
            }
        }
        votes
    }

    /// What counts for a threshold: points where ballots have them, else votes.
    pub fn scores(&self) -> Vec<i64> {
        if self.kind != Kind::Points {
            return self.votes().into_iter().map(|votes| i64::try_from(votes).unwrap_or(i64::MAX)).collect();
        }
        let mut scores = vec![0_i64; self.projects.len()];
        for ballot in &self.ballots {
            let weight = i64::try_from(ballot.weight).unwrap_or(i64::MAX);
            for (project, points) in &ballot.marks {
                if let Some(score) = scores.get_mut(*project) {
                    *score = score.saturating_add(points.saturating_mul(weight));
                }
            }
        }
        scores
    }

    /// The cost of a project; nothing for one that is not there.
    pub fn cost(&self, project: usize) -> i64 {
        self.projects.get(project).map_or(0, |project| project.cost)
    }

    /// What several projects cost together.
    pub fn cost_of(&self, projects: &[usize]) -> i64 {
        projects.iter().map(|project| self.cost(*project)).fold(0, i64::saturating_add)
    }

    /// The same without the projects whose score is below a threshold: they can be funded no more. Voters and shares stay
    /// as they are.
    #[must_use]
    pub fn with_threshold(mut self, least: i64) -> Self {
        let scores = self.scores();
        for (project, score) in self.projects.iter_mut().zip(scores) {
            project.eligible &= score >= least;
        }
        self
    }
}
