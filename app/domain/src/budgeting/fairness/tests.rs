//! The check against full enumeration; equal shares never fails it, greedy does.

use proptest::prelude::*;

use super::{
    super::{Ballots, Entry, Form, Project, Rule, Utility, small::approvals},
    *,
};
use crate::budgeting::{Completion, tally};

/// 2 to 6 voters and 2 to 5 projects.
fn elections() -> impl Strategy<Value = Election> {
    let costs = prop::collection::vec(1_u64..40, 2..6);
    let ballots = prop::collection::vec(prop::collection::vec(0_i64..6, 5), 2..7);
    (costs, ballots, 10_u64..120).prop_map(|(costs, ballots, budget)| {
        let project = |(at, cost): (usize, &u64)| Project::new(format!("p{at}"), *cost);
        let projects: Vec<Project> = costs.iter().enumerate().map(project).collect();
        let mut cast = Ballots::new();
        for ballot in ballots {
            let lines = ballot.iter().take(projects.len()).enumerate().filter(|(_, points)| **points > 0);
            let entry = |(at, points): (usize, &i64)| Entry { project: u32::try_from(at).unwrap(), value: *points };
            cast.cast(&lines.map(entry).collect::<Vec<_>>());
        }
        Election::new(Form::Cumulative, budget, [1, 1], projects, cast).unwrap()
    })
}

/// For each voter what every project is worth, and what the funded ones are together.
fn worths(election: &Election, utility: Utility, funded: &[usize]) -> Vec<(Vec<i128>, i128)> {
    let ballots = election.ballots();
    let mut voters = Vec::new();
    for pattern in 0..ballots.patterns() {
        let mut worth = vec![0_i128; election.projects().len()];
        for entry in ballots.entries(pattern) {
            let project = entry.project as usize;
            worth[project] = i128::from(utility.value(*entry)) * i128::from(utility.factor(election.cost(project)));
        }
        let has = funded.iter().map(|project| worth[*project]).sum();
        for _ in 0..ballots.times(pattern) {
            voters.push((worth.clone(), has));
        }
    }
    voters
}

/// Every group and every project, one by one.
fn enumerated(election: &Election, utility: Utility, funded: &[usize], share: &Exact) -> Vec<usize> {
    let voters = worths(election, utility, funded);
    let open = (0..election.projects().len()).filter(|at| !funded.contains(at));
    let claimed = |project: &usize| {
        let supporters: Vec<_> = voters.iter().filter(|(worth, _)| worth[*project] > 0).collect();
        (1_u32..1 << supporters.len()).any(|group| {
            let members: Vec<_> =
                (0..supporters.len()).filter(|at| group >> at & 1 == 1).map(|at| supporters[at]).collect();
            let sum: i128 = members.iter().map(|(worth, _)| worth[*project]).sum();
            let cost = election.cost(*project);
            members.iter().all(|(worth, has)| whole(has + worth[*project]) * whole(cost) <= share * whole(sum))
        })
    };
    open.filter(claimed).collect()
}

/// Whether equal shares leaves a cohesive group without its due, up to one project: every group and every bundle.
fn unjust(election: &Election, utility: Utility, funded: &[usize]) -> bool {
    let voters = worths(election, utility, funded);
    let projects = election.projects().len();
    (1_u32..1 << voters.len()).any(|group| {
        let members: Vec<_> = (0..voters.len()).filter(|at| group >> at & 1 == 1).map(|at| &voters[at]).collect();
        (1_u32..1 << projects).any(|bundle| {
            let bundle: Vec<usize> = (0..projects).filter(|at| bundle >> at & 1 == 1).collect();
            let cost: u64 = bundle.iter().map(|project| election.cost(*project)).sum();
            if members.len() as u64 * election.budget() < cost * voters.len() as u64 {
                return false;
            }
            let least = |project: &usize| members.iter().map(|(worth, _)| worth[*project]).min().unwrap_or(0);
            let due: i128 = bundle.iter().map(least).sum();
            members.iter().all(|(worth, has)| {
                let more = bundle.iter().filter(|project| !funded.contains(project)).map(|project| worth[*project]);
                *has < due && more.clone().max().is_none_or(|more| has + more <= due) && more.count() > 0
            })
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn equal_shares_gives_every_group_its_due(election in elections()) {
        for utility in [Utility::Cost, Utility::Cardinality, Utility::Points, Utility::PointsCost] {
            for completion in [Completion::None, Completion::Add1, Completion::Add1u] {
                let settings = Settings { completion, ..Settings::new(Rule::EqualShares, utility) };
                let counted = tally(&election, &settings).unwrap();
                let share = counted.share.unwrap();
                let found = objections(&election, &settings, &counted.selected, &share).unwrap();
                prop_assert!(found.is_empty(), "{found:?}");
                prop_assert!(!unjust(&election, utility, &counted.selected));
            }
        }
    }

    #[test]
    fn the_check_finds_what_enumeration_finds(election in elections()) {
        for utility in [Utility::Cost, Utility::Cardinality, Utility::Points] {
            let settings = Settings::new(Rule::GreedyPerCost, utility);
            let funded = tally(&election, &settings).unwrap().selected;
            let share = exact(election.budget(), election.ballots().count());
            let found = objections(&election, &settings, &funded, &share).unwrap();
            let projects: Vec<usize> = found.iter().map(|objection| objection.project).collect();
            prop_assert_eq!(projects, enumerated(&election, utility, &funded, &share));
        }
    }
}

#[test]
fn greedy_leaves_groups_without_their_due() {
    // Six of ten take everything; the others could have paid for theirs.
    let election = approvals(100, "a 60, b 40, c 40", "ab ab ab ab ab ab c c c c");
    let settings = Settings::new(Rule::Greedy, Utility::Cardinality);
    let funded = tally(&election, &settings).unwrap().selected;
    let share = whole(10);
    let found = objections(&election, &settings, &funded, &share).unwrap();
    assert_eq!(found.iter().map(|objection| (objection.project, objection.people)).collect::<Vec<_>>(), [(2, 4)]);
    assert!(unjust(&election, Utility::Cardinality, &funded));
    assert!(!unjust(&election, Utility::Cardinality, &[0, 2]));
    assert!(objections(&election, &settings, &[0, 2], &share).unwrap().is_empty());
}
