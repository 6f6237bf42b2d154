//! What holds in every election, and what has to fail where a rule does not promise it.

use proptest::prelude::*;

use super::super::{
    super::{
        Ballots, Election, Entry, Form, Project, Utility,
        small::{approvals, naive},
        whole,
    },
    Completion, Fate, Rule, Settings, Stop, Ties, tally,
};

/// Up to 8 voters and 6 projects, of approvals or of points.
fn elections(form: Form) -> impl Strategy<Value = Election> {
    let costs = prop::collection::vec(1_u64..60, 1..7);
    let ballots = prop::collection::vec(prop::collection::vec(-1_i64..6, 6), 0..9);
    (costs, ballots, 1_u64..150).prop_map(move |(costs, ballots, budget)| {
        let ids = ["10", "2", "9", "a", "b", "1"];
        let projects: Vec<Project> = costs.iter().zip(ids).map(|(cost, id)| Project::new(id, *cost)).collect();
        let mut cast = Ballots::new();
        for ballot in ballots {
            let lines = ballot.iter().take(projects.len()).enumerate().filter(|(_, points)| **points > 1);
            let value = |points: i64| if form == Form::Approval { 1 } else { points - 3 };
            let entry =
                |(at, points): (usize, &i64)| Entry { project: u32::try_from(at).unwrap(), value: value(*points) };
            cast.cast(&lines.map(entry).collect::<Vec<_>>());
        }
        Election::new(form, budget, [1, 1], projects, cast).unwrap()
    })
}

fn shares(utility: Utility, completion: Completion) -> Settings {
    Settings { completion, ..Settings::new(Rule::EqualShares, utility) }
}

/// The same election in which every ballot without it also approves a project: one of them.
fn with_approval(election: &Election, pattern: usize, project: usize) -> Option<Election> {
    let old = election.ballots();
    let line = Entry { project: u32::try_from(project).unwrap(), value: 1 };
    if old.entries(pattern).iter().any(|entry| entry.project == line.project) {
        return None;
    }
    let mut ballots = Ballots::new();
    for at in 0..old.patterns() {
        let times = old.times(at) - u64::from(at == pattern);
        if times > 0 {
            ballots.cast_many(old.entries(at), times, old.weight(at));
        }
    }
    let more: Vec<Entry> = old.entries(pattern).iter().copied().chain([line]).collect();
    ballots.cast(&more);
    Some(election.with_ballots(ballots).unwrap())
}

/// Winners that an approval more unseats under these settings.
fn hurt_by_approval(election: &Election, settings: &Settings) -> usize {
    let mut hurt = 0;
    for winner in tally(election, settings).unwrap().selected {
        for pattern in 0..election.ballots().patterns() {
            let Some(other) = with_approval(election, pattern, winner) else { continue };
            hurt += usize::from(!tally(&other, settings).unwrap().selected.contains(&winner));
        }
    }
    hurt
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn prices_are_those_of_the_plain_rule(approval in elections(Form::Approval), points in elections(Form::Scoring)) {
        let cases = [
            (&approval, Utility::Cost), (&approval, Utility::Cardinality),
            (&points, Utility::Points), (&points, Utility::PointsCost),
        ];
        for (election, utility) in cases {
            let settings = shares(utility, Completion::None);
            let counted = tally(election, &settings).unwrap();
            let plain = naive(election, &settings, counted.share.as_ref().unwrap());
            let found: Vec<_> = counted.rounds.iter().map(|round| match &round.fate {
                Fate::Bought { price, .. } => (round.project, price.clone()),
                other => panic!("{other:?}"),
            }).collect();
            prop_assert_eq!(found, plain);
        }
    }

    #[test]
    fn the_pot_is_never_overspent_and_nothing_that_fits_is_left(election in elections(Form::Approval)) {
        let greedy = Settings::new(Rule::Greedy, Utility::Cardinality);
        let all = [
            greedy.clone(),
            Settings { skip: false, ..greedy },
            Settings::new(Rule::Phragmen, Utility::Cardinality),
            shares(Utility::Cost, Completion::None),
            shares(Utility::Cost, Completion::Add1),
            Settings { stop: Stop::Last, ..shares(Utility::Cost, Completion::Add1) },
            shares(Utility::Cost, Completion::Add1u),
            shares(Utility::Cost, Completion::Greedy),
        ];
        for (at, settings) in all.iter().enumerate() {
            let counted = tally(&election, settings).unwrap();
            prop_assert!(counted.cost <= election.budget());
            prop_assert_eq!(counted.left, election.budget() - counted.cost);
            let fits = |project: &usize| {
                !counted.selected.contains(project) && election.projects()[*project].cost <= counted.left
            };
            if [0, 6, 7].contains(&at) {
                prop_assert!(!(0..election.projects().len()).any(|project| fits(&project)));
            }
        }
    }

    #[test]
    fn an_approval_more_hurts_no_winner(election in elections(Form::Approval)) {
        let greedy = Settings::new(Rule::Greedy, Utility::Cardinality);
        prop_assert_eq!(hurt_by_approval(&election, &greedy), 0);
        prop_assert_eq!(hurt_by_approval(&election, &shares(Utility::Cost, Completion::None)), 0);
        prop_assert_eq!(hurt_by_approval(&election, &shares(Utility::Cardinality, Completion::None)), 0);
    }

    #[test]
    fn what_changes_nothing_changes_nothing(election in elections(Form::Approval), workers in 1_usize..4) {
        let settings = Settings { workers, ..shares(Utility::Cost, Completion::Add1) };
        let alone = tally(&election, &Settings { workers: 1, ..settings.clone() }).unwrap();
        prop_assert_eq!(&tally(&election, &settings).unwrap(), &alone);
        // Every ballot twice: shares are halves, and the same is bought.
        let one = shares(Utility::Cost, Completion::None);
        let before = tally(&election, &one).unwrap().selected;
        let mut ballots = Ballots::new();
        for at in 0..election.ballots().patterns() {
            ballots.cast_many(election.ballots().entries(at), 2 * election.ballots().times(at), election.ballots().weight(at));
        }
        prop_assert_eq!(&tally(&election.with_ballots(ballots).unwrap(), &one).unwrap().selected, &before);
        // Costs and pot in a smaller unit, and a project that nobody chose.
        let mut projects = election.projects().to_vec();
        for project in &mut projects {
            project.cost *= 100;
        }
        projects.push(Project::new("0", 1));
        let scaled = Election::new(Form::Approval, election.budget() * 100, [100, 1], projects, election.ballots().clone());
        let scaled = scaled.unwrap();
        prop_assert_eq!(&tally(&scaled, &one).unwrap().selected, &before);
        let raised = Settings { workers: 1, ..settings };
        let with_unit = tally(&scaled, &raised).unwrap();
        prop_assert_eq!(with_unit.selected, alone.selected);
    }

    #[test]
    fn winners_pay_what_they_cost(election in elections(Form::Approval)) {
        let counted = tally(&election, &shares(Utility::Cost, Completion::Add1)).unwrap();
        let share = counted.share.clone().unwrap();
        let mut balances = vec![share.clone(); election.ballots().patterns()];
        for round in &counted.rounds {
            let Fate::Bought { price, .. } = &round.fate else { panic!("{round:?}") };
            let cost = whole(election.projects()[round.project].cost);
            let mut paid = whole(0);
            for (at, balance) in balances.iter_mut().enumerate() {
                let names = election.ballots().entries(at).iter().any(|entry| entry.project as usize == round.project);
                let pays = if names { (price * &cost).min(balance.clone()) } else { whole(0) };
                *balance -= &pays;
                paid += pays * whole(election.ballots().times(at));
            }
            prop_assert_eq!(paid, cost);
        }
    }
}

#[test]
fn with_raised_shares_an_approval_can_hurt() {
    let election = approvals(100, "a 20, b 50, c 30, d 80, e 40", "acd abde ab de acd");
    assert!(hurt_by_approval(&election, &shares(Utility::Cost, Completion::Add1)) > 0, "the check is blind");
}

#[test]
fn without_completion_money_is_left_that_would_be_enough() {
    let election = approvals(100, "a 60, b 60, c 40", "a b c");
    let counted = tally(&election, &shares(Utility::Cost, Completion::None)).unwrap();
    assert!(counted.selected.is_empty() && counted.left == 100, "the check of exhaustion could not fail");
}

#[test]
fn a_lot_holds_for_the_whole_count() {
    let election = approvals(100, "a 50, b 50, c 50", "a b c");
    let first = |seed| {
        let settings = Settings { ties: Ties::Lot(seed), ..shares(Utility::Cost, Completion::Add1u) };
        tally(&election, &settings).unwrap().selected
    };
    assert!((0..20).all(|seed| first(seed) == first(seed)));
    assert!((0..20).any(|seed| first(seed) != first(0)));
}
