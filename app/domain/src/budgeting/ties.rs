//! Which of several projects goes first when a rule cannot tell: one order, fixed for the whole count.

use rand_chacha::{
    ChaCha20Rng,
    rand_core::{Rng, SeedableRng},
};

use super::election::Election;

/// How ties are broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TieRule {
    /// By identifier, as text by code points: `10` before `2`.
    TextId,
    /// The lower cost; then more votes; then by identifier, which stands for a lot that is due.
    CostThenVotes,
    /// By a lot: all projects are shuffled once by a published number.
    Seed(u64),
}

/// A tie that was met.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tie {
    /// Those that were equal, the one that went first first.
    pub projects: Vec<usize>,
    /// What told them apart.
    pub by: Broken,
}

/// What told tied projects apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Broken {
    /// The lower cost.
    Cost,
    /// More votes at equal cost.
    Votes,
    /// The identifier.
    Id,
    /// The lot.
    Lot,
}

impl Broken {
    /// Its word in files.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Cost => "cost",
            Self::Votes => "votes",
            Self::Id => "id",
            Self::Lot => "lot",
        }
    }
}

/// The order of all projects of an election by which ties are broken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ties {
    rule: TieRule,
    rank: Vec<usize>,
    cost: Vec<i64>,
    votes: Vec<u64>,
}

impl Ties {
    /// The order that a rule gives.
    pub fn of(election: &Election, rule: TieRule) -> Self {
        let votes = election.votes();
        let cost: Vec<i64> = election.projects.iter().map(|project| project.cost).collect();
        let mut order: Vec<usize> = (0..election.projects.len()).collect();
        order.sort_by(|a, b| id(election, *a).cmp(id(election, *b)));
        match rule {
            TieRule::TextId => {}
            TieRule::CostThenVotes => {
                order.sort_by_key(|at| (cost.get(*at).copied(), std::cmp::Reverse(votes.get(*at).copied())));
            }
            TieRule::Seed(seed) => shuffle(&mut order, seed),
        }
        let mut rank = vec![0; order.len()];
        for (place, project) in order.into_iter().enumerate() {
            if let Some(rank) = rank.get_mut(project) {
                *rank = place;
            }
        }
        Self { rule, rank, cost, votes }
    }

    /// The place of a project: the lower goes first.
    pub fn rank(&self, project: usize) -> usize {
        self.rank.get(project).copied().unwrap_or(usize::MAX)
    }

    /// The tie of several projects that are equal: who goes first, and why. `None` of fewer than two.
    pub fn broken(&self, mut tied: Vec<usize>) -> Option<Tie> {
        tied.sort_by_key(|project| self.rank(*project));
        let [first, second, ..] = tied[..] else { return None };
        let by = match self.rule {
            TieRule::Seed(_) => Broken::Lot,
            TieRule::CostThenVotes if self.cost.get(first) != self.cost.get(second) => Broken::Cost,
            TieRule::CostThenVotes if self.votes.get(first) != self.votes.get(second) => Broken::Votes,
            TieRule::TextId | TieRule::CostThenVotes => Broken::Id,
        };
        Some(Tie { projects: tied, by })
    }
}

fn id(election: &Election, project: usize) -> &str {
    election.projects.get(project).map_or("", |project| &project.id)
}

/// Fisher and Yates, from the end; every order is as likely as any other.
fn shuffle(order: &mut [usize], seed: u64) {
    let mut rng = ChaCha20Rng::seed_from_u64(seed);
    for last in (1..order.len()).rev() {
        let many = last as u64 + 1;
        // Numbers above the largest multiple would make small places likelier; they are drawn again.
        let limit = u64::MAX - u64::MAX % many;
        let drawn = std::iter::repeat_with(|| rng.next_u64()).find(|drawn| *drawn < limit).unwrap_or(0);
        order.swap(last, usize::try_from(drawn % many).unwrap_or(0));
    }
}
