//! Who comes first among equals: one order, fixed before the count and the same in every step of it.

use rand_chacha::{
    ChaCha20Rng,
    rand_core::{Rng as _, SeedableRng as _},
};
use serde::{Deserialize, Serialize};

use super::super::election::Election;

/// The declared rule for ties.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ties {
    /// The first id as text, by code point: 10 before 2.
    TextId,
    /// The lowest cost, then the most votes, then the id; a tie that the id breaks needed a lot.
    CostThenVotes,
    /// A lot, drawn by this published seed.
    Lot(u64),
    /// The lowest cost, then the most votes, then a lot by this seed.
    CostThenVotesThenLot(u64),
}

/// What broke a tie.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Broken {
    /// The lower cost.
    Cost,
    /// More votes.
    Votes,
    /// The id.
    Id,
    /// The lot.
    Lot,
}

/// A tie that was met.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tie {
    /// In which round, counted from 1.
    pub round: usize,
    /// Between whom, in the order in which they come by the rule.
    pub projects: Vec<usize>,
    /// What put the first before the second.
    pub by: Broken,
}

/// The order of an election: for each project its place among all if all were tied.
#[derive(Clone, Debug)]
pub(crate) struct Order {
    ranks: Vec<usize>,
    /// The same before costs and votes are looked at.
    drawn: Vec<usize>,
    ties: Ties,
    votes: Vec<u64>,
}

impl Order {
    /// The order of these projects, of which so many ballots name each.
    pub(crate) fn new(election: &Election, votes: Vec<u64>, ties: Ties) -> Self {
        let projects = election.projects();
        let mut order: Vec<usize> = (0..projects.len()).collect();
        order.sort_by(|one, other| projects[*one].id.cmp(&projects[*other].id));
        if let Ties::Lot(seed) | Ties::CostThenVotesThenLot(seed) = ties {
            shuffle(&mut order, seed);
        }
        let places = |order: &[usize]| {
            let mut places = vec![0; order.len()];
            for (place, project) in order.iter().enumerate() {
                places[*project] = place;
            }
            places
        };
        let drawn = places(&order);
        if matches!(ties, Ties::CostThenVotes | Ties::CostThenVotesThenLot(_)) {
            order.sort_by_key(|at| (projects[*at].cost, u64::MAX - votes[*at]));
        }
        Self { ranks: places(&order), drawn, ties, votes }
    }

    /// Whether a project comes before another one if both have as many votes.
    pub(crate) fn before_at_equal_votes(&self, election: &Election, one: usize, other: usize) -> bool {
        let key = |project: usize| match self.ties {
            Ties::TextId | Ties::Lot(_) => (0, self.drawn[project]),
            Ties::CostThenVotes | Ties::CostThenVotesThenLot(_) => (election.cost(project), self.drawn[project]),
        };
        key(one) < key(other)
    }

    /// The place of a project.
    pub(crate) fn rank(&self, project: usize) -> usize {
        self.ranks[project]
    }

    /// The tie between these projects, two or more, in this round.
    pub(crate) fn tie(&self, election: &Election, round: usize, mut projects: Vec<usize>) -> Tie {
        projects.sort_by_key(|project| self.ranks[*project]);
        let differ = |key: &dyn Fn(usize) -> u64| projects.len() > 1 && key(projects[0]) != key(projects[1]);
        let by = match self.ties {
            Ties::CostThenVotes | Ties::CostThenVotesThenLot(_) if differ(&|at| election.cost(at)) => Broken::Cost,
            Ties::CostThenVotes | Ties::CostThenVotesThenLot(_) if differ(&|at| self.votes[at]) => Broken::Votes,
            Ties::Lot(_) | Ties::CostThenVotesThenLot(_) => Broken::Lot,
            Ties::TextId | Ties::CostThenVotes => Broken::Id,
        };
        Tie { round, projects, by }
    }
}

/// Every order is as likely as every other.
fn shuffle(order: &mut [usize], seed: u64) {
    let mut rng = ChaCha20Rng::seed_from_u64(seed);
    for at in (1..order.len()).rev() {
        let below = at as u64 + 1;
        // What lies beyond the last whole multiple would make some places likelier.
        let fair = u64::MAX - u64::MAX % below;
        let drawn = loop {
            let drawn = rng.next_u64();
            if drawn < fair {
                break drawn % below;
            }
        };
        order.swap(at, usize::try_from(drawn).unwrap_or(at));
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::super::election::{Ballots, Form, Project},
        *,
    };

    fn election() -> Election {
        let projects = [("10", 5), ("9", 5), ("2", 4)].map(|(id, cost)| Project::new(id, cost)).to_vec();
        Election::new(Form::Approval, 10, [1, 1], projects, Ballots::new()).unwrap()
    }

    #[test]
    fn text_comes_by_code_point_and_costs_come_before_votes() {
        let election = election();
        let tie = |votes: [u64; 3], ties| {
            let tie = Order::new(&election, votes.to_vec(), ties).tie(&election, 1, vec![0, 1, 2]);
            (tie.projects, tie.by)
        };
        assert_eq!(tie([0; 3], Ties::TextId), (vec![0, 2, 1], Broken::Id));
        assert_eq!(tie([1, 2, 0], Ties::CostThenVotes), (vec![2, 1, 0], Broken::Cost));
        let two = Order::new(&election, vec![1, 2, 0], Ties::CostThenVotes).tie(&election, 1, vec![0, 1]);
        assert_eq!((two.projects, two.by), (vec![1, 0], Broken::Votes));
        let same = Order::new(&election, vec![1, 1, 0], Ties::CostThenVotes).tie(&election, 1, vec![0, 1]);
        assert_eq!(same.by, Broken::Id);
        let lot = Order::new(&election, vec![1, 1, 0], Ties::CostThenVotesThenLot(7)).tie(&election, 1, vec![0, 1]);
        assert_eq!(lot.by, Broken::Lot);
    }

    #[test]
    fn a_seed_fixes_the_lot_and_every_order_comes_up() {
        let election = election();
        let order = |seed| {
            let order = Order::new(&election, vec![0; 3], Ties::Lot(seed));
            [0, 1, 2].map(|at| order.rank(at))
        };
        assert_eq!(order(1), order(1));
        let all: std::collections::BTreeSet<[usize; 3]> = (0..100).map(order).collect();
        assert_eq!(all.len(), 6);
    }
}
