//! Participatory budgeting: whose choices are funded (M. Lackner, J. Maly and S. Rey on equal shares of funded costs).

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::inclusion::concentration::gini;

/// A project that was voted on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Project {
    /// Its cost, in whole units of money.
    pub cost: u64,
    /// Whether it is funded.
    pub funded: bool,
}

/// One voter's approvals; an empty ballot approves of nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ballot {
    /// The place of the voter's group.
    pub group: usize,
    /// The places of the projects approved of.
    pub approved: BTreeSet<usize>,
}

/// Whose choices are funded.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Influence {
    /// What all funded projects cost.
    pub spent: u64,
    /// What those of them cost that nobody approved of, which is in nobody's share.
    pub spent_without_support: u64,
    /// Everybody; `None` without voters.
    pub all: Option<Part>,
    /// Each group; `None` without voters.
    pub groups: Vec<Option<Part>>,
}

/// What a group of voters got.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Part {
    /// How many voted.
    pub voters: u64,
    /// The share of them none of whose choices is funded, empty ballots too.
    pub empty_handed_share: f64,
    /// How many projects of their choice are funded, on average.
    pub funded_projects: f64,
    /// What these cost, on average.
    pub funded_cost: f64,
    /// The Gini coefficient of that cost among the group; 0 also if nothing of their choice is funded, which is as even
    /// as can be.
    pub gini: f64,
    /// The cost of each funded project split equally among all who approved of it, added up over the group.
    pub share: f64,
    /// That as a part of everybody's; `None` if there is nothing to share.
    pub share_of_spend: Option<f64>,
    /// The group's part of all voters.
    pub voters_share: f64,
    /// The part of the spending by the part of the voters: 1 is parity.
    pub influence_ratio: Option<f64>,
}

/// One voter's outcome.
#[derive(Clone, Copy)]
struct Outcome {
    group: usize,
    projects: usize,
    cost: u64,
    share: f64,
}

/// Whose choices are funded, for so many groups. `None` if a ballot names a project or a group that is not there.
pub fn influence(projects: &[Project], ballots: &[Ballot], groups: usize) -> Option<Influence> {
    let mut supporters = vec![0_u64; projects.len()];
    for ballot in ballots {
        if ballot.group >= groups {
            return None;
        }
        for at in &ballot.approved {
            *supporters.get_mut(*at)? += 1;
        }
    }
    let outcomes: Vec<Outcome> = ballots
        .iter()
        .map(|ballot| {
            let funded = || ballot.approved.iter().copied().filter(|at| projects[*at].funded);
            Outcome {
                group: ballot.group,
                projects: funded().count(),
                cost: funded().map(|at| projects[at].cost).sum(),
                // Not `sum`, whose nothing is a negative zero.
                share: funded().fold(0.0, |sum, at| sum + projects[at].cost as f64 / supporters[at] as f64),
            }
        })
        .collect();
    let cost = |wanted: fn(u64) -> bool| {
        let funded = projects.iter().zip(&supporters).filter(|(project, by)| project.funded && wanted(**by));
        funded.map(|(project, _)| project.cost).sum()
    };
    let all: f64 = outcomes.iter().map(|outcome| outcome.share).sum();
    let part = |wanted: Option<usize>| {
        let chosen = outcomes.iter().copied().filter(|outcome| wanted.is_none_or(|group| outcome.group == group));
        part(&chosen.collect::<Vec<_>>(), outcomes.len(), all)
    };
    Some(Influence {
        spent: cost(|_| true),
        spent_without_support: cost(|supporters| supporters == 0),
        all: part(None),
        groups: (0..groups).map(|group| part(Some(group))).collect(),
    })
}

fn part(chosen: &[Outcome], voters: usize, all: f64) -> Option<Part> {
    if chosen.is_empty() {
        return None;
    }
    let n = chosen.len() as f64;
    let share: f64 = chosen.iter().map(|outcome| outcome.share).sum();
    let voters_share = n / voters as f64;
    let share_of_spend = (all > 0.0).then(|| share / all);
    Some(Part {
        voters: chosen.len() as u64,
        empty_handed_share: chosen.iter().filter(|outcome| outcome.projects == 0).count() as f64 / n,
        funded_projects: chosen.iter().map(|outcome| outcome.projects).sum::<usize>() as f64 / n,
        funded_cost: chosen.iter().map(|outcome| outcome.cost).sum::<u64>() as f64 / n,
        gini: gini(&chosen.iter().map(|outcome| outcome.cost).collect::<Vec<_>>()).unwrap_or(0.0),
        share,
        share_of_spend,
        voters_share,
        influence_ratio: share_of_spend.map(|share| share / voters_share),
    })
}
