//! Whether an outcome gives every group that agrees what its shares could buy: a check that anybody can repeat.
//!
//! The polynomial form of extended justified representation (Brill and Peters 2023): for a project that is not funded and
//! any group of its supporters, somebody in the group must have got so much that their share could not have paid their
//! part of it.

use num_bigint::BigInt;
use num_rational::BigRational;

use super::{election::Election, support::Support};

/// A group that could have paid for a project and got too little instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Objection {
    /// The project that they could have paid for.
    pub project: usize,
    /// How many people they are.
    pub people: u64,
}

/// Every project for which a group has an objection against an outcome, when each voter's share is `share` smallest
/// units; the smallest such group of each.
pub fn objections(election: &Election, support: &Support, funded: &[usize], share: &BigRational) -> Vec<Objection> {
    let got: Vec<i128> = (0..u32::try_from(support.groups()).unwrap_or(u32::MAX))
        .map(|group| {
            let wishes = support.wishes(group).iter();
            wishes.filter(|(at, _)| funded.contains(&(*at as usize))).map(|(_, utility)| i128::from(*utility)).sum()
        })
        .collect();
    let open = (0..election.projects.len()).filter(|at| {
        let project = election.projects.get(*at);
        !funded.contains(at) && project.is_some_and(|project| project.eligible && project.cost > 0)
    });
    open.filter_map(|project| objection(election, support, &got, project, share)).collect()
}

fn objection(
    election: &Election,
    support: &Support,
    got: &[i128],
    project: usize,
    share: &BigRational,
) -> Option<Objection> {
    let with = |group: u32, utility: i64| got.get(group as usize).copied().unwrap_or(0) + i128::from(utility);
    let mut would: Vec<(i128, i128, u64)> = support
        .supporters(project)
        .iter()
        .map(|(group, utility)| {
            let people = support.weight(*group);
            (with(*group, *utility), i128::from(*utility) * i128::from(people), people)
        })
        .collect();
    would.sort_unstable();
    let cost = BigInt::from(election.cost(project));
    let (mut mass, mut people) = (BigInt::from(0), 0);
    for (at, (most, utility, many)) in would.iter().enumerate() {
        mass += BigInt::from(*utility);
        people += many;
        // Only a whole set of those who would have the same is a group of its own.
        if would.get(at + 1).is_some_and(|(next, ..)| next == most) {
            continue;
        }
        if BigRational::from_integer(BigInt::from(*most) * &cost) <= share * &mass {
            return Some(Objection { project, people });
        }
    }
    None
}
