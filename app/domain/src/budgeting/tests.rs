//! What every rule gives on small elections: worked by hand or by other programs (section 2.7 of the project's facts on
//! participatory budgeting, whose numbers the cases carry), and what must hold on any election.

mod properties;

use super::*;

/// An election in short: the pot, "a 20, b 60", "ab, b, -" with one letter for each project, `-` for an empty ballot.
pub(super) fn approval(pot: i64, projects: &str, ballots: &str) -> Election {
    let projects: Vec<Project> = projects.split(", ").map(project).collect();
    let marks = |ballot: &str| {
        let letters = ballot.chars().filter(|letter| *letter != '-').map(|letter| letter.to_string());
        letters.map(|id| (place(&projects, &id), 0)).collect()
    };
    let ballots = ballots.split(", ").filter(|ballot| !ballot.is_empty());
    let ballots = ballots.map(|ballot| Ballot { marks: marks(ballot), weight: 1 }).collect();
    Election { kind: Kind::Approval, pot, unit: 1, projects, ballots }
}

fn project(text: &str) -> Project {
    let (id, cost) = text.split_once(' ').unwrap();
    Project { id: id.to_owned(), cost: cost.parse().unwrap(), eligible: true }
}

fn place(projects: &[Project], id: &str) -> usize {
    projects.iter().position(|project| project.id.starts_with(id)).unwrap()
}

/// The ids of projects, joined.
pub(super) fn ids(election: &Election, selected: &[usize]) -> String {
    selected.iter().map(|at| election.projects[*at].id.as_str()).collect::<Vec<_>>().join(" ")
}

pub(super) fn by(completion: Completion, stop: Stop, start: Start) -> EqualShares {
    EqualShares { completion, start, stop, conditions: Conditions::default() }
}

/// The result of a rule, by a short name: `greedy`, `none`, `add1`, `add1u`, `last` (floor and last), `phragmen`.
pub(super) fn result(election: &Election, rule: &str, utility: Utility) -> String {
    let ties = Ties::of(election, TieRule::TextId);
    let support = Support::of(election, utility).unwrap();
    let shares = |rule: &EqualShares| equal_shares(election, &support, &ties, rule).tally;
    let tally = match rule {
        "greedy" => greedy(election, &support, By::PerCost, &ties, &Conditions::default(), &[]),
        "none" => shares(&by(Completion::None, Stop::Exhaustive, Start::Exact)),
        "add1" => shares(&by(Completion::Add1, Stop::Exhaustive, Start::Exact)),
        "add1u" => shares(&by(Completion::Add1Utilitarian, Stop::Exhaustive, Start::Exact)),
        "last" => shares(&by(Completion::Add1, Stop::Last, Start::Floor)),
        "phragmen" => phragmen(election, &support, &ties),
        other => panic!("{other} is no rule"),
    };
    ids(election, &tally.selected)
}

fn v1() -> Election {
    let projects = "bike 700, gym 400, park 250, xplay 200, lib 100";
    approval(1100, projects, "bg, bgp, bg, bgp, bgp, bg, pxl, x, xl, pxl, b")
}

fn v2() -> Election {
    let projects = "bike 700, gym 400, park 250, xplay 200, lib 100";
    approval(1100, projects, "bg, bgp, bg, bgp, bgp, bg, pxl, x, xl, pxl, g")
}

fn funded(cases: impl IntoIterator<Item = (&'static str, Election, &'static str, &'static str)>) {
    for (name, election, rule, wanted) in cases {
        let mut found: Vec<String> = result(&election, rule, Utility::Cost).split(' ').map(Into::into).collect();
        let mut wanted: Vec<String> = wanted.split(' ').map(Into::into).collect();
        if name.starts_with("M1") || rule == "phragmen" {
            found.sort();
            wanted.sort();
        }
        assert_eq!(found, wanted, "{name} {rule}");
    }
}

#[test]
fn approvals_by_cost() {
    let (v3, v5) = (approval(100, "10 50, 2 50, 1 50", ""), approval(100, "a 50, b 60", ""));
    let mut v3 = Election { ballots: (0..3).map(|at| Ballot { marks: vec![(at, 0)], weight: 1 }).collect(), ..v3 };
    v3.ballots.reverse();
    let v4 = approval(100, "a 0, b 60, c 40, d 0", "ab, ac");
    let v7 = approval(100, "a 70, b 40, c 30", "abc");
    let v8 = approval(100, "a 50, b 50", "a, a, -, -");
    let v9 = approval(0, "a 50, z 0", "az, a");
    let v10 = approval(100, "a 50, b 50, c 50", "a, a");
    funded([
        ("V1", v1(), "greedy", "bike gym"),
        ("V1", v1(), "none", "bike xplay lib"),
        ("V1", v1(), "add1", "bike xplay lib"),
        ("V1", v1(), "last", "bike xplay lib"),
        ("V2", v2(), "greedy", "gym bike"),
        ("V2", v2(), "none", "gym park xplay"),
        ("V2", v2(), "add1", "gym park xplay lib"),
        ("V3", v3.clone(), "greedy", "1 10"),
        ("V3", v3.clone(), "none", ""),
        ("V3", v3.clone(), "add1", ""),
        ("V3", v3.clone(), "add1u", "1 10"),
        ("V3", v3, "phragmen", "1 10"),
        ("V4", v4.clone(), "greedy", "b c a d"),
        ("V4", v4.clone(), "none", "c"),
        ("V4", v4.clone(), "add1", "b c"),
        ("V4", v4, "add1u", "b c a d"),
        ("V5", v5.clone(), "greedy", "a"),
        ("V5", v5.clone(), "add1", ""),
        ("V5", v5, "last", ""),
        ("V7", v7.clone(), "greedy", "a c"),
        ("V7", v7, "none", "a c"),
        ("V8", v8.clone(), "none", "a"),
        ("V8", v8.clone(), "add1", "a"),
        ("V8", v8, "add1u", "a b"),
        ("V9", v9.clone(), "greedy", "z"),
        ("V9", v9, "add1", ""),
        ("V10", v10.clone(), "add1", "a"),
        ("V10", v10.clone(), "last", "a"),
        ("V10", v10, "greedy", "a b"),
    ]);
}

#[test]
fn approvals_by_cost_where_rules_differ() {
    let v13 = approval(100, "a 60, b 50, c 20", "ab, ab, a, b, c");
    let v14 = approval(100, "a 60, b 60, c 40", "a, b, c");
    let v15 = approval(100, "a 30, b 90, c 20", "a, b, b, b, c");
    let v16 = approval(100, "big 150, s 30, t 30", "b, b, b, b, b, b, s, t");
    let v18 = approval(10, "a 3, b 3, c 4", "ab, ac, bc");
    let m1 = "a 20, b 50, c 30, d 80, e 40";
    let (m1, m1_more) = (approval(100, m1, "acd, abde, ab, de, acd"), approval(100, m1, "acd, abde, ab, dec, acd"));
    let b1 = |pot| approval(pot, "a 20, b 90", "ab, -, ab, b");
    let m2 = |more| approval(80, "a 20, b 60, c 40, d 40", &format!("bd, acd, bd, bc{more}"));
    funded([
        ("V13", v13.clone(), "greedy", "a c"),
        ("V13", v13.clone(), "none", "a c"),
        ("V13", v13, "phragmen", "b c"),
        ("V14", v14.clone(), "none", ""),
        ("V14", v14.clone(), "add1", "c"),
        ("V14", v14.clone(), "add1u", "c a"),
        ("V14", v14, "phragmen", "c a"),
        ("V15", v15.clone(), "phragmen", "c"),
        ("V15", v15.clone(), "none", "c"),
        ("V15", v15, "add1u", "c a"),
        ("V16", v16.clone(), "add1", ""),
        ("V16", v16, "add1u", "s t"),
        ("V18", v18.clone(), "none", "a b"),
        ("V18", v18.clone(), "add1", "a b c"),
        ("V18", v18, "phragmen", "a b c"),
        ("M1", m1.clone(), "add1", "a c e"),
        ("M1, c gains", m1_more.clone(), "add1", "a d"),
        ("M1", m1, "none", "a c"),
        ("M1, c gains", m1_more, "none", "a c"),
        ("B1", b1(110), "none", "a"),
        ("B1, more money", b1(120), "none", "b"),
        ("M2", m2(""), "none", "b a"),
        ("M2, a gains", m2(", a"), "none", "d"),
    ]);
}

#[test]
fn approvals_by_number() {
    let v4 = approval(100, "a 0, b 60, c 40, d 0", "ab, ac");
    let v7 = approval(100, "a 70, b 40, c 30", "abc");
    let v9 = approval(0, "a 50, z 0", "az, a");
    let v13 = approval(100, "a 60, b 50, c 20", "ab, ab, a, b, c");
    for (name, election, rule, wanted) in [
        ("V1", v1(), "none", "lib park gym xplay"),
        ("V1", v1(), "greedy", "lib park xplay gym"),
        ("V2", v2(), "none", "lib park gym xplay"),
        ("V4", v4.clone(), "none", "a c"),
        ("V4", v4, "greedy", "a c b d"),
        ("V7", v7, "none", "c b"),
        ("V9", v9, "none", "z"),
        ("V13", v13, "none", "b c"),
    ] {
        assert_eq!(result(&election, rule, Utility::Cardinality), wanted, "{name} {rule}");
    }
}

#[test]
fn nineteen_ties() {
    let mut v19 = approval(100, "10 30, 9 30, 2 30", "");
    v19.ballots = vec![Ballot { marks: vec![(0, 0), (1, 0), (2, 0)], weight: 2 }];
    for rule in ["greedy", "none", "add1", "phragmen"] {
        assert_eq!(result(&v19, rule, Utility::Cost), "10 2 9", "{rule}");
    }
    let tied = |rule| {
        let ties = Ties::of(&v19, rule);
        greedy(&v19, &Support::of(&v19, Utility::Cost).unwrap(), By::PerCost, &ties, &Conditions::default(), &[])
    };
    assert_eq!(tied(TieRule::CostThenVotes).ties[0], Tie { projects: vec![0, 2, 1], by: ties::Broken::Id });
    let lots: Vec<Tally> = (0..20).map(|seed| tied(TieRule::Seed(seed))).collect();
    assert!(lots.iter().any(|lot| lot.selected != lots[0].selected) && lots[0] == tied(TieRule::Seed(0)));
}

#[test]
fn points_and_ranks() {
    let mut v11 = approval(90, "a 60, b 30, c 30, d 10", "");
    v11.kind = Kind::Points;
    let marks = [vec![(0, 5), (1, 1)], vec![(0, 4), (2, 3)], vec![(1, 5), (2, 2), (3, -3)]];
    v11.ballots = marks.into_iter().map(|marks| Ballot { marks, weight: 1 }).collect();
    let mut v12 = approval(100, "a 60, b 50, c 40, d 10", "abc, ba, c, dcb");
    v12.kind = Kind::Ordinal;
    for (name, election, utility, rule, wanted) in [
        ("V11", &v11, Utility::Points, "greedy", "b c d"),
        ("V11", &v11, Utility::Points, "none", "b c"),
        ("V11", &v11, Utility::Points, "add1", "b c"),
        ("V11", &v11, Utility::Points, "add1u", "b c d"),
        ("V11", &v11, Utility::PointsCost, "greedy", "a b"),
        ("V11", &v11, Utility::PointsCost, "none", "a b"),
        ("V12", &v12, Utility::Positional, "greedy", "d b c"),
        ("V12", &v12, Utility::Positional, "none", "d b"),
        ("V12", &v12, Utility::Positional, "add1", "d b c"),
        ("V12", &v12, Utility::PositionalCost, "greedy", "b c d"),
        ("V12", &v12, Utility::PositionalCost, "none", "b d"),
        ("V12", &v12, Utility::PositionalCost, "add1", "b d c"),
        ("V12", &v12, Utility::Borda, "greedy", "d b c"),
        ("V12", &v12, Utility::Borda, "none", "d b"),
    ] {
        assert_eq!(result(election, rule, utility), wanted, "{name} {utility:?} {rule}");
    }
    assert_eq!(Support::of(&v12, Utility::Points), Err(Unfit::Ballots));
    assert_eq!(Support::of(&v11, Utility::Borda), Err(Unfit::Ballots));
}

/// Shares and prices of V1 and V2, worked by hand.
#[test]
fn shares_and_prices_are_exact() {
    let outcome = |election: &Election, rule: &EqualShares| {
        let support = Support::of(election, Utility::Cost).unwrap();
        equal_shares(election, &support, &Ties::of(election, TieRule::TextId), rule)
    };
    let prices = |outcome: &shares::Outcome| {
        outcome.prices.iter().map(|(_, price)| price.to_string()).collect::<Vec<_>>().join(" ")
    };
    let none = by(Completion::None, Stop::Exhaustive, Start::Exact);
    let (one, two) = (outcome(&v1(), &none), outcome(&v2(), &none));
    assert_eq!((one.share.clone().unwrap().to_string(), prices(&one)), ("100".to_owned(), "1/7 1/4 1/3".to_owned()));
    assert_eq!(prices(&two), "1/7 17/70 17/56");
    let last = by(Completion::Add1, Stop::Last, Start::Floor);
    assert_eq!(outcome(&v1(), &last).share.unwrap().to_string(), "129");
    assert_eq!(outcome(&v2(), &last).share.unwrap().to_string(), "173");
    assert_eq!(outcome(&v2(), &by(Completion::Add1, Stop::Exhaustive, Start::Exact)).share.unwrap().to_string(), "117");
}

#[test]
fn conditions_are_kept() {
    let election = approval(100, "a 60, b 50, c 40, d 10", "abcd, abc, ab, a");
    let support = Support::of(&election, Utility::Cardinality).unwrap();
    let ties = Ties::of(&election, TieRule::TextId);
    let with = |conditions: Conditions| {
        ids(&election, &greedy(&election, &support, By::Utility, &ties, &conditions, &[]).selected)
    };
    assert_eq!(with(Conditions::default()), "a c");
    assert_eq!(with(Conditions { stop_at_first: true, ..Conditions::default() }), "a");
    let exclusive = Conditions { exclusive: vec![vec![0, 2]], ..Conditions::default() };
    assert_eq!(with(exclusive.clone()), "a d");
    let rule = EqualShares { conditions: exclusive, ..by(Completion::Greedy, Stop::Exhaustive, Start::Exact) };
    let shares = equal_shares(&election, &support, &ties, &rule).tally.selected;
    assert!(!(shares.contains(&0) && shares.contains(&2)), "{shares:?}");
    let election = election.with_threshold(3);
    assert_eq!(result(&election, "greedy", Utility::Cost), "a");
}
