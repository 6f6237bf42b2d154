//! Small elections with known outcomes: each rule, in the order of purchase.

use super::super::{
    super::{
        Election, Form, Utility, exact,
        small::{approvals, ids, with_values},
    },
    Completion, Fate, Rule, Settings, Start, Stop, Stopped, Ties, tally,
};

/// The winners by a rule in one word, with ties by id.
fn outcome(election: &Election, utility: Utility, rule: &str) -> String {
    let mut settings = Settings::new(Rule::EqualShares, utility);
    match rule {
        "greedy" => settings.rule = Rule::GreedyPerCost,
        "phragmen" => settings.rule = Rule::Phragmen,
        "none" => {}
        "add1" => settings.completion = Completion::Add1,
        "add1u" => settings.completion = Completion::Add1u,
        "tool" => {
            settings.completion = Completion::Add1;
            settings.start = Start::Floor;
            settings.stop = Stop::Last;
            settings.ties = Ties::CostThenVotes;
        }
        other => panic!("{other}"),
    }
    let tally = tally(election, &settings).unwrap();
    let mut won: Vec<&str> = tally.selected.iter().map(|at| election.projects()[*at].id.as_str()).collect();
    if rule == "phragmen" {
        won.sort_unstable();
    }
    assert!(tally.cost <= election.budget());
    won.join(" ")
}

/// Each line: the rule, a colon, the winners.
#[track_caller]
fn holds(election: &Election, utility: Utility, expected: &str) {
    for line in expected.split(';') {
        let (rules, winners) = line.split_once(':').unwrap();
        for rule in rules.split(',') {
            assert_eq!(outcome(election, utility, rule.trim()), winners.trim(), "{rule} by {utility:?}");
        }
    }
}

fn v1(last: &str) -> Election {
    let costs = "b 700, g 400, p 250, y 200, l 100";
    approvals(1100, costs, &format!("bg bgp bg bgp bgp bg pyl y yl pyl {last}"))
}

#[test]
fn five_projects_of_eleven_voters() {
    let election = v1("b");
    holds(&election, Utility::Cost, "greedy: b g; none, add1, add1u, tool: b y l; phragmen: g l p y");
    holds(&election, Utility::Cardinality, "none: l p g y; greedy: l p y g");
    let election = v1("g");
    holds(&election, Utility::Cost, "greedy: g b; none: g p y; add1: g p y l");
    holds(&election, Utility::Cardinality, "none: l p g y; greedy: l p y g");
}

#[test]
fn prices_and_payers_are_told() {
    let told = |election: &Election, completion| {
        let mut settings = Settings::new(Rule::EqualShares, Utility::Cost);
        settings.completion = completion;
        let tally = tally(election, &settings).unwrap();
        let prices: Vec<String> = tally
            .rounds
            .iter()
            .map(|round| match &round.fate {
                Fate::Bought { price, effective, rich, poor } => format!("{price} {effective} {rich}+{poor}"),
                other => panic!("{other:?}"),
            })
            .collect();
        (prices.join(", "), tally)
    };
    let (first, counted) = told(&v1("b"), Completion::None);
    assert_eq!(first, "1/7 7 0+7, 1/4 4 4+0, 1/3 3 3+0");
    let gym = counted.losers.iter().find(|loser| loser.project == 1).unwrap();
    assert_eq!((gym.round, gym.held, gym.losses.len()), (2, 0.0, 1));
    let park = counted.losers.iter().find(|loser| loser.project == 2).unwrap();
    assert_eq!((park.round, park.held), (2, 200.0));
    let (second, _) = told(&v1("g"), Completion::None);
    assert_eq!(second, "1/7 7 7+0, 17/70 70/17 2+3, 17/56 56/17 2+2");
    let (_, raised) = told(&v1("g"), Completion::Add1);
    assert_eq!((raised.share, raised.steps, raised.stopped), (Some(exact(117, 1)), 17, Some(Stopped::Exhausted)));
}

#[test]
fn the_tools_shares_end_where_they_do() {
    for (last, share) in [("b", 129), ("g", 173)] {
        let mut settings = Settings::new(Rule::EqualShares, Utility::Cost);
        settings.completion = Completion::Add1;
        settings.start = Start::Floor;
        settings.stop = Stop::Last;
        let counted = tally(&v1(last), &settings).unwrap();
        assert_eq!(counted.share, Some(exact(share, 1)), "{last}");
    }
}

#[test]
fn ties_nothing_and_free_projects() {
    let long = |votes: &str| {
        // Ids of more than one letter, by which text order differs from that of numbers.
        let ids = ["10", "9", "2"];
        let mut election = approvals(100, "x 30, y 30, z 30", votes).projects().to_vec();
        for (project, id) in election.iter_mut().zip(ids) {
            project.id = id.to_owned();
        }
        let ballots = approvals(100, "x 30, y 30, z 30", votes).ballots().clone();
        Election::new(Form::Approval, 100, [1, 1], election, ballots).unwrap()
    };
    let v19 = long("xyz xyz");
    holds(&v19, Utility::Cost, "greedy, none, add1, add1u: 10 2 9; phragmen: 10 2 9");
    let v3 = approvals(100, "3 50, 2 50, 1 50", "3 2 1");
    holds(&v3, Utility::Cost, "greedy: 1 2; none, add1: ; add1u: 1 2; phragmen: 1 2");
    let v4 = approvals(100, "a 0, b 60, c 40, d 0", "ab ac");
    holds(&v4, Utility::Cost, "greedy: b c a d; none: c; add1: b c; add1u: b c a d; phragmen: a b c d; tool: c");
    holds(&v4, Utility::Cardinality, "none: a c; greedy: a c b d");
    let v5 = approvals(100, "a 50, b 60", "");
    holds(&v5, Utility::Cost, "greedy, phragmen: a; none, add1, tool: ");
    let v9 = approvals(0, "a 50, z 0", "az a");
    holds(&v9, Utility::Cost, "greedy: z; none, add1: ");
    holds(&v9, Utility::Cardinality, "none: z");
}

#[test]
fn small_elections_that_programs_disagree_on() {
    let v7 = approvals(100, "a 70, b 40, c 30", "abc");
    holds(&v7, Utility::Cost, "greedy, none: a c");
    holds(&v7, Utility::Cardinality, "greedy, none: c b");
    let v8 = approvals(100, "a 50, b 50", "a a - -");
    holds(&v8, Utility::Cost, "none, add1: a; add1u: a b");
    let v10 = approvals(100, "a 50, b 50, c 50", "a a");
    holds(&v10, Utility::Cost, "none, add1, tool: a; greedy, phragmen: a b");
    let v13 = approvals(100, "a 60, b 50, c 20", "ab ab a b c");
    holds(&v13, Utility::Cost, "greedy, none: a c; phragmen: b c");
    holds(&v13, Utility::Cardinality, "none: b c");
    let v14 = approvals(100, "a 60, b 60, c 40", "a b c");
    holds(&v14, Utility::Cost, "none: ; add1: c; add1u: c a; phragmen: a c");
    let v15 = approvals(100, "a 30, b 90, c 20", "a b b b c");
    holds(&v15, Utility::Cost, "phragmen, none: c; add1u: c a");
    let v16 = approvals(100, "b 150, s 30, t 30", "b b b b b b s t");
    holds(&v16, Utility::Cost, "add1: ; add1u: s t");
    let v18 = approvals(10, "a 3, b 3, c 4", "ab ac bc");
    holds(&v18, Utility::Cost, "none: a b; add1, phragmen: a b c");
}

#[test]
fn points_and_places() {
    let v11 = with_values(Form::Scoring, 90, "a 60, b 30, c 30, d 10", "a5b1 a4c3 b5c2d-3");
    holds(&v11, Utility::Points, "greedy: b c d; none, add1: b c; add1u: b c d");
    holds(&v11, Utility::PointsCost, "greedy, none: a b");
    let counted = tally(&v11, &Settings::new(Rule::EqualShares, Utility::Points)).unwrap();
    assert_eq!(counted.losers.iter().map(|loser| (loser.project, loser.held)).collect::<Vec<_>>(), [(0, 55.0)]);
    let v12 = with_values(Form::Ordinal, 100, "a 60, b 50, c 40, d 10", "abc ba c dcb");
    holds(&v12, Utility::Positional, "greedy: d b c; none: d b; add1: d b c");
    holds(&v12, Utility::PositionalCost, "greedy: b c d; none: b d; add1: b d c");
    holds(&v12, Utility::Borda, "greedy: d b c; none: d b");
}

#[test]
fn what_is_more_can_hurt() {
    // Raising the share: a project loses by an approval.
    let costs = "a 20, b 50, c 30, d 80, e 40";
    let before = approvals(100, costs, "acd abde ab de acd");
    holds(&before, Utility::Cost, "add1: a c e; none: a c");
    let after = approvals(100, costs, "acd abde ab cde acd");
    holds(&after, Utility::Cost, "add1: a d; none: a c");
    // One run: a project loses by a new ballot for it alone, and by more money.
    let costs = "a 20, b 60, c 40, d 40";
    holds(&approvals(80, costs, "bd acd bd bc"), Utility::Cost, "none: b a");
    holds(&approvals(80, costs, "bd acd bd bc a"), Utility::Cost, "none: d");
    holds(&approvals(110, "a 20, b 90", "ab - ab b"), Utility::Cost, "none: a");
    holds(&approvals(120, "a 20, b 90", "ab - ab b"), Utility::Cost, "none: b");
}

#[test]
fn comparison_counts_everybody() {
    let mut settings = Settings::new(Rule::EqualShares, Utility::Cost);
    settings.comparison = super::super::Comparison::Winners;
    let election = v1("b");
    let counted = tally(&election, &settings).unwrap();
    let judged = counted.judgement.unwrap();
    assert_eq!((judged.voters.first, judged.voters.second, judged.replaced), (4, 6, true));
    assert_eq!(ids(&election, &counted.selected), "b g");
    settings.comparison = super::super::Comparison::AnyWinner;
    let counted = tally(&election, &settings).unwrap();
    let judged = counted.judgement.unwrap();
    assert_eq!((judged.voters.some_of_first, judged.voters.some_of_second, judged.replaced), (11, 7, false));
}
