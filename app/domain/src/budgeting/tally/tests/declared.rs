//! What organisers declare beside the rule: stops, thresholds, conflicts, caps, weights, parts, pots.

use super::super::{
    super::{Ballots, Election, Entry, Form, Project, Utility, Weight, exact, small::approvals, small::ids, whole},
    Base, Cap, Conflict, Fate, Gone, Leftover, Part, PartFunding, Pot, Refused, Rule, Settings, Threshold, pots, tally,
};

fn greedy() -> Settings {
    Settings::new(Rule::Greedy, Utility::Cardinality)
}

fn won(election: &Election, settings: &Settings) -> String {
    ids(election, &tally(election, settings).unwrap().selected)
}

fn four() -> Election {
    approvals(100, "a 60, b 50, c 30, d 10", "abcd abc ab a")
}

#[test]
fn a_rule_that_stops_passes_over_only_what_was_withdrawn() {
    let stop = Settings { skip: false, ..greedy() };
    assert_eq!((won(&four(), &greedy()), won(&four(), &stop)), ("a c d".into(), "a".into()));
    let mut projects = four().projects().to_vec();
    projects[1].withdrawn = true;
    let election = Election::new(Form::Approval, 100, [1, 1], projects, four().ballots().clone()).unwrap();
    assert_eq!(won(&election, &stop), "a c d");
    let rounds = tally(&four(), &stop).unwrap().rounds;
    assert_eq!(rounds[1].fate, Fate::Passed(Gone::Stopped));
}

#[test]
fn thresholds_name_their_base() {
    let with = |threshold| won(&four(), &Settings { threshold: Some(threshold), ..greedy() });
    assert_eq!(with(Threshold::Score(3)), "a");
    assert_eq!(with(Threshold::Score(2)), "a c");
    assert_eq!(with(Threshold::Share(exact(1, 2), Base::Cast)), "a c");
    assert_eq!(with(Threshold::Share(exact(1, 10), Base::Roll(10))), "a c d");
    assert_eq!(with(Threshold::Share(exact(11, 100), Base::Population(10))), "a c");
}

#[test]
fn of_a_conflict_one_stays() {
    let conflict =
        |stays: Option<&str>| Conflict { projects: vec!["a".into(), "c".into()], stays: stays.map(str::to_owned) };
    let with = |rule, stays| {
        let settings = Settings { conflicts: vec![conflict(stays)], ..Settings::new(rule, Utility::Cardinality) };
        won(&four(), &settings)
    };
    assert_eq!((with(Rule::Greedy, None), with(Rule::Greedy, Some("c"))), ("a d".into(), "b c d".into()));
    assert!(!with(Rule::EqualShares, None).contains('c') || !with(Rule::EqualShares, None).contains('a'));
    let nobody = Settings { conflicts: vec![Conflict { projects: vec!["x".into()], stays: None }], ..greedy() };
    assert_eq!(tally(&four(), &nobody), Err(Refused::NoProject("x".into())));
}

#[test]
fn classes_have_their_most_and_their_boosters() {
    let mut projects = four().projects().to_vec();
    for project in &mut projects[..2] {
        project.categories = vec!["large".into()];
    }
    let election = Election::new(Form::Approval, 120, [1, 1], projects, four().ballots().clone()).unwrap();
    assert_eq!(won(&election, &greedy()), "a b d");
    let capped = Settings { caps: vec![Cap { category: "large".into(), most: 70 }], ..greedy() };
    assert_eq!(won(&election, &capped), "a c d");
    let shared = Settings { rule: Rule::EqualShares, ..capped.clone() };
    assert!(!won(&election, &shared).contains("a b"));
    let unknown = Settings { caps: vec![Cap { category: "small".into(), most: 70 }], ..greedy() };
    assert_eq!(tally(&election, &unknown), Err(Refused::NoCategory("small".into())));
    let boosted = Settings { boosters: vec![("large".into(), exact(1, 4))], ..greedy() };
    assert_eq!(won(&election, &boosted), "c a d");
}

#[test]
fn weights_multiply_scores_and_are_larger_shares() {
    let mut ballots = Ballots::new();
    ballots.cast_many(&[Entry { project: 0, value: 1 }], 3, Weight::from_integer(1));
    ballots.cast_many(&[Entry { project: 1, value: 1 }], 2, Weight::new(8, 5));
    let projects = vec![Project::new("a", 60), Project::new("b", 50)];
    let election = Election::new(Form::Approval, 100, [1, 1], projects, ballots).unwrap();
    assert_eq!(won(&election, &greedy()), "b");
    // Two of 8/5 hold 3.2 of 6.2 shares of the pot: just enough for one that costs half of it.
    let counted = tally(&election, &Settings::new(Rule::EqualShares, Utility::Cost)).unwrap();
    assert_eq!((ids(&election, &counted.selected), counted.share), ("b".into(), Some(exact(500, 31))));
    assert_eq!(tally(&election, &Settings::new(Rule::Phragmen, Utility::Cost)), Err(Refused::Phragmen));
}

#[test]
fn the_next_project_may_be_funded_in_part() {
    let part = |least| Settings { part: Some(PartFunding { least }), skip: false, ..greedy() };
    let counted = tally(&four(), &part(whole(0))).unwrap();
    assert_eq!((counted.part, counted.left), (Some(Part { project: 1, amount: 40 }), 0));
    assert_eq!(tally(&four(), &part(exact(4, 5))).unwrap().part, Some(Part { project: 1, amount: 40 }));
    let counted = tally(&four(), &part(exact(81, 100))).unwrap();
    assert_eq!((counted.part, counted.left), (None, 40));
}

#[test]
fn utilities_and_ballots_go_together() {
    let refused = |rule, utility| tally(&four(), &Settings::new(rule, utility)).unwrap_err();
    assert_eq!(refused(Rule::Greedy, Utility::Cost), Refused::GreedyOfCost);
    assert_eq!(refused(Rule::EqualShares, Utility::Points), Refused::Utility(Utility::Points, Form::Approval));
}

fn pot(name: &str, election: Election, roll: u64, leftover: Leftover) -> Pot {
    Pot { name: name.into(), election, settings: greedy(), roll, leftover }
}

#[test]
fn what_wards_leave_goes_where_it_was_declared() {
    let city = Leftover::To("city".into());
    let wards = [
        pot("city", approvals(50, "x 90, y 40", "x x y"), 10, Leftover::Stays),
        pot("north", approvals(100, "a 80", "a"), 10, city.clone()),
        pot("south", approvals(100, "b 75", "b b"), 10, city),
    ];
    let counted = pots(&wards).unwrap();
    assert_eq!((counted[0].received, counted[1].passed_on, counted[2].passed_on), (45, 20, 25));
    assert_eq!(counted[0].tally.selected, [0]);
    let circle = [pot("one", four(), 1, Leftover::To("two".into())), pot("two", four(), 1, Leftover::To("one".into()))];
    assert_eq!(pots(&circle).map(|_| ()), Err(Refused::Pots("one".into())));
    let nowhere = [pot("one", four(), 1, Leftover::To("three".into()))];
    assert_eq!(pots(&nowhere).map(|_| ()), Err(Refused::Pots("one".into())));
}

#[test]
fn the_ward_with_the_highest_turnout_goes_on() {
    let wards = [
        pot("north", approvals(100, "a 80, c 30", "a c"), 10, Leftover::HighestTurnout),
        pot("south", approvals(100, "b 70, d 45", "b b b d"), 10, Leftover::HighestTurnout),
    ];
    let counted = pots(&wards).unwrap();
    assert_eq!((counted[0].passed_on, counted[1].received), (20, 20));
    assert_eq!((counted[1].tally.selected.clone(), counted[1].tally.left), (vec![0, 1], 5));
}
