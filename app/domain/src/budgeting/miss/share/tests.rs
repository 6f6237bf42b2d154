//! Numbers that were counted by hand, and trial by adding votes one by one.

use proptest::prelude::*;

use super::{
    super::super::{Completion, Project, Rule, Utility, greedy_missing, small::approvals, whole},
    *,
};

fn v1() -> Election {
    approvals(1100, "b 700, g 400, p 250, y 200, l 100", "bg bgp bg bgp bgp bg pyl y yl pyl b")
}

#[test]
fn the_gym_was_two_ballots_short_and_one_where_shares_are_dealt_again() {
    let election = v1();
    let settings = Settings::new(Rule::EqualShares, Utility::Cost);
    let (kept, again) = (Convention::Keep(whole(100)), Convention::Again);
    let recount = |convention| Recount { election: &election, settings: &settings, convention };
    assert_eq!(further_ballots(recount(&kept), 1, 100).unwrap(), Some(2));
    assert_eq!(further_ballots(recount(&again), 1, 100).unwrap(), Some(1));
    assert_eq!(further_ballots(recount(&kept), 1, 1).unwrap(), None);
    let distance = share_missing(recount(&kept), 1, (20, 7), 100).unwrap();
    // All who chose it spend everything on the bike before, whatever it costs; the park's two others keep 50/3 each.
    assert_eq!(distance.cheaper, None);
    assert_eq!(cheaper(recount(&kept), 2).unwrap(), Some(Cheaper { cost: 33, highest: true }));
    assert!(distance.approvals <= distance.middle && distance.approvals.is_some());
    let wins = |cost| recount(&kept).wins(&election.with_cost(2, cost).unwrap(), 2).unwrap();
    assert!(wins(33) && !wins(34));
    let best = distance.approvals.unwrap();
    assert_eq!(more_approvals(recount(&kept), 1, (20, 7)).unwrap(), (Some(best), distance.middle));
}

#[test]
fn effective_support_is_that_of_the_best_round() {
    let election = v1();
    let settings = Settings::new(Rule::EqualShares, Utility::Cost);
    let support = |project| effective_support(&election, &settings, &whole(100), project).unwrap();
    assert!((support(1) - 6.0 / 7.0).abs() < 1e-12);
    assert!((support(2) - 5.0 / 7.0).abs() < 1e-12);
    assert!([0, 3, 4].iter().all(|winner| support(*winner) >= 1.0 - 1e-12));
}

#[test]
fn a_new_ballot_can_hurt() {
    let costs = "a 20, b 60, c 40, d 40";
    let election = approvals(80, costs, "bd acd bd bc");
    let settings = Settings::new(Rule::EqualShares, Utility::Cost);
    let recount = Recount { election: &election, settings: &settings, convention: &Convention::Again };
    assert!(recount.wins(&election, 0).unwrap());
    assert!(!recount.wins(&with_ballots_for(&election, 0, 1).unwrap(), 0).unwrap());
    let raised = Settings { completion: Completion::Add1, ..settings.clone() };
    let recount = Recount { settings: &raised, ..recount };
    assert!(!cheaper(recount, 3).unwrap().is_some_and(|cheaper| cheaper.highest));
}

/// Votes that are missing, by trying every number.
fn tried(election: &Election, settings: &Settings, project: usize) -> Option<u64> {
    (0..60).find(|votes| {
        let more = with_ballots_for(election, project, *votes).unwrap();
        tally(&more, settings).unwrap().selected.contains(&project)
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn missing_votes_are_those_that_trial_finds(
        costs in prop::collection::vec(1_u64..60, 1..6),
        votes in prop::collection::vec(0_u64..9, 6),
        budget in 1_u64..120,
        skip: bool,
        least in 0_u64..5,
        by_cost: bool,
    ) {
        let projects: Vec<Project> =
            costs.iter().enumerate().map(|(at, cost)| Project::new(format!("p{at}"), *cost)).collect();
        let mut cast = Ballots::new();
        for (at, votes) in votes.iter().take(projects.len()).enumerate().filter(|(_, votes)| **votes > 0) {
            cast.cast_many(&[Entry { project: u32::try_from(at).unwrap(), value: 1 }], *votes, Weight::from_integer(1));
        }
        let election = Election::new(Form::Approval, budget, [1, 1], projects, cast).unwrap();
        let ties = if by_cost { crate::budgeting::Ties::CostThenVotes } else { crate::budgeting::Ties::TextId };
        let threshold = (least > 0).then_some(crate::budgeting::Threshold::Score(least));
        let settings = Settings { ties, skip, threshold, ..Settings::new(Rule::Greedy, Utility::Cardinality) };
        let counted = tally(&election, &settings).unwrap();
        for missing in greedy_missing(&election, &settings, &counted).unwrap() {
            prop_assert_eq!(missing.votes, tried(&election, &settings, missing.project), "{:?}", missing);
        }
    }
}
