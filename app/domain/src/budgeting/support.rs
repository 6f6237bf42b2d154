//! Who supports what, and how much: ballots as utilities, equal ones merged.

use std::collections::HashMap;

use super::election::{Ballot, Election, Kind};

/// What a funded project is worth to somebody who marked it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Utility {
    /// One for each project, whatever it costs and whatever its points are.
    Cardinality,
    /// What it costs.
    Cost,
    /// Its points.
    Points,
    /// Its points times what it costs.
    PointsCost,
    /// Its place from the end of the ballot: of three that are listed 3, 2, 1.
    Positional,
    /// That, times what it costs.
    PositionalCost,
    /// How many of the ballot are below it: of three that are listed 2, 1, 0.
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

    /// Its word in commands.
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

    const fn fits(self, kind: Kind) -> bool {
        match self {
            Self::Cardinality | Self::Cost => true,
            Self::Points | Self::PointsCost => matches!(kind, Kind::Points),
            Self::Positional | Self::PositionalCost | Self::Borda => matches!(kind, Kind::Ordinal),
        }
    }
}

/// Why a utility cannot be taken from ballots.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// The ballots do not say what it needs: points, or an order.
    Ballots,
    /// Numbers are too large to be counted exactly.
    Numbers,
}

/// Ballots as what projects are worth to those who cast them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Support {
    /// How many people cast a ballot, empty ones too.
    pub voters: u64,
    /// How many people are in each group of equal ballots.
    pub(super) weight: Vec<u64>,
    /// What each project is worth to all together.
    pub(super) total: Vec<i128>,
    supporters: Lists,
    wishes: Lists,
}

/// Lists one after the other: who or what, and the utility.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Lists {
    ends: Vec<usize>,
    items: Vec<(u32, i64)>,
}

impl Lists {
    fn of(&self, at: usize) -> &[(u32, i64)] {
        let from = if at == 0 { 0 } else { self.ends.get(at - 1).copied().unwrap_or(0) };
        self.ends.get(at).and_then(|end| self.items.get(from..*end)).unwrap_or_default()
    }

    fn push(&mut self, list: impl IntoIterator<Item = (u32, i64)>) {
        self.items.extend(list);
        self.ends.push(self.items.len());
    }
}

impl Support {
    /// The support of every project.
    ///
    /// # Errors
    /// When ballots do not say what the utility needs, or numbers are too large.
    pub fn of(election: &Election, utility: Utility) -> Result<Self, Unfit> {
        if !utility.fits(election.kind) {
            return Err(Unfit::Ballots);
        }
        let mut total = vec![0_i128; election.projects.len()];
        let mut groups: HashMap<Vec<(u32, i64)>, usize> = HashMap::new();
        let mut weight: Vec<u64> = Vec::new();
        let mut lists: Vec<Vec<(u32, i64)>> = Vec::new();
        for ballot in &election.ballots {
            let mut wishes = worth(election, utility, ballot)?;
            for (project, utility) in &wishes {
                if let Some(sum) = total.get_mut(*project as usize) {
                    *sum += i128::from(*utility) * i128::from(ballot.weight);
                }
            }
            wishes.retain(|(_, utility)| *utility > 0);
            if wishes.is_empty() {
                continue;
            }
            wishes.sort_unstable();
            let at = *groups.entry(wishes).or_insert_with_key(|wishes| {
                lists.push(wishes.clone());
                weight.push(0);
                weight.len() - 1
            });
            if let Some(weight) = weight.get_mut(at) {
                *weight += ballot.weight;
            }
        }
        let mut by_project: Vec<Vec<(u32, i64)>> = vec![Vec::new(); election.projects.len()];
        let mut wishes = Lists::default();
        for (group, list) in (0_u32..).zip(lists) {
            for (project, utility) in &list {
                if let Some(of) = by_project.get_mut(*project as usize) {
                    of.push((group, *utility));
                }
            }
            wishes.push(list);
        }
        let mut supporters = Lists::default();
        for list in by_project {
            supporters.push(list);
        }
        Ok(Self { voters: election.voters(), weight, total, supporters, wishes })
    }

    /// The groups to which a project is worth something, with its utility for each person of them.
    pub fn supporters(&self, project: usize) -> &[(u32, i64)] {
        self.supporters.of(project)
    }

    /// What is worth something to a group.
    pub fn wishes(&self, group: u32) -> &[(u32, i64)] {
        self.wishes.of(group as usize)
    }

    /// How many people are in a group.
    pub fn weight(&self, group: u32) -> u64 {
        self.weight.get(group as usize).copied().unwrap_or(0)
    }

    /// How many groups there are.
    pub fn groups(&self) -> usize {
        self.weight.len()
    }

    /// What a project is worth to all together; below nothing where points against it prevail.
    pub fn total(&self, project: usize) -> i128 {
        self.total.get(project).copied().unwrap_or(0)
    }
}

/// What a ballot is worth, project by project; a project that stands on it twice counts at its first place.
fn worth(election: &Election, utility: Utility, ballot: &Ballot) -> Result<Vec<(u32, i64)>, Unfit> {
    let mut worth: Vec<(u32, i64)> = Vec::with_capacity(ballot.marks.len());
    let mut marks: Vec<(usize, i64)> = Vec::with_capacity(ballot.marks.len());
    for mark in &ballot.marks {
        if marks.iter().all(|(known, _)| *known != mark.0) {
            marks.push(*mark);
        }
    }
    for (place, (project, points)) in marks.iter().enumerate() {
        let cost = election.cost(*project);
        let from_end = i64::try_from(marks.len() - place).map_err(|_| Unfit::Numbers)?;
        let value = match utility {
            Utility::Cardinality => Some(1),
            Utility::Cost => Some(cost),
            Utility::Points => Some(*points),
            Utility::PointsCost => points.checked_mul(cost),
            Utility::Positional => Some(from_end),
            Utility::PositionalCost => from_end.checked_mul(cost),
            Utility::Borda => Some(from_end - 1),
        };
        worth.push((u32::try_from(*project).map_err(|_| Unfit::Numbers)?, value.ok_or(Unfit::Numbers)?));
    }
    Ok(worth)
}
