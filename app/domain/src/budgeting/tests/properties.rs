//! What must hold on any election, each with a rule or a change that breaks it.

use num_rational::BigRational;
use proptest::prelude::*;

use super::{super::fairness::objections, *};

fn elections() -> impl Strategy<Value = Election> {
    let projects = prop::collection::vec(1_i64..60, 2..7);
    (projects, 20_i64..150).prop_flat_map(|(costs, pot)| {
        let many = costs.len();
        let ballot = prop::collection::vec(any::<bool>(), many);
        prop::collection::vec(ballot, 0..9).prop_map(move |ballots| {
            let project = |(at, cost): (usize, &i64)| Project { id: at.to_string(), cost: *cost, eligible: true };
            let projects = costs.iter().enumerate().map(project).collect();
            let marks = |wants: Vec<bool>| {
                wants.into_iter().enumerate().filter(|(_, wants)| *wants).map(|(at, _)| (at, 0)).collect()
            };
            let ballots = ballots.into_iter().map(|wants| Ballot { marks: marks(wants), weight: 1 }).collect();
            Election { kind: Kind::Approval, pot, unit: 1, projects, ballots }
        })
    })
}

type Counts = Box<dyn Fn(&Election) -> Vec<usize>>;

fn number(many: usize) -> i64 {
    i64::try_from(many).unwrap()
}

const UTILITIES: [Utility; 2] = [Utility::Cost, Utility::Cardinality];

fn outcome(election: &Election, utility: Utility, completion: Completion) -> shares::Outcome {
    let support = Support::of(election, utility).unwrap();
    let rule = by(completion, Stop::Exhaustive, Start::Exact);
    equal_shares(election, &support, &Ties::of(election, TieRule::TextId), &rule)
}

fn most_first(election: &Election) -> Vec<usize> {
    let support = Support::of(election, Utility::Cardinality).unwrap();
    let ties = Ties::of(election, TieRule::TextId);
    greedy(election, &support, By::Utility, &ties, &Conditions::default(), &[]).selected
}

/// Equal shares without any margin: exact balances of every voter, nothing merged, nothing remembered.
fn plain_shares(election: &Election, utility: Utility, share: &BigRational) -> Vec<usize> {
    let exact = |number: i64| BigRational::from_integer(number.into());
    let worth = |voter: usize, project: usize| match utility {
        _ if election.ballots[voter].marks.iter().all(|(at, _)| *at != project) => exact(0),
        Utility::Cost => exact(election.projects[project].cost),
        _ => exact(1),
    };
    let mut balances = vec![share.clone(); election.ballots.len()];
    let mut bought = Vec::new();
    loop {
        let mut best: Option<(BigRational, String, usize)> = None;
        for project in (0..election.projects.len()).filter(|at| !bought.contains(at)) {
            let supporters = || (0..balances.len()).filter(|voter| worth(*voter, project) > exact(0));
            let cost = exact(election.projects[project].cost);
            let paid = |price: &BigRational| {
                supporters()
                    .map(|voter| (price * worth(voter, project)).min(balances[voter].clone()))
                    .sum::<BigRational>()
            };
            // The least price is where the rest is shared by those who could pay more: try every number of rich ones.
            let mut able: Vec<usize> = supporters().collect();
            able.sort_by_key(|voter| &balances[*voter] / worth(*voter, project));
            let prices = (0..able.len()).filter_map(|poor| {
                let spent: BigRational = able[..poor].iter().map(|voter| balances[*voter].clone()).sum();
                let rich: BigRational = able[poor..].iter().map(|voter| worth(*voter, project)).sum();
                let price = (&cost - spent) / rich;
                (paid(&price) == cost).then_some(price)
            });
            if let Some(price) = prices.min() {
                let candidate = (price, election.projects[project].id.clone(), project);
                best = Some(best.map_or(candidate.clone(), |best| best.min(candidate)));
            }
        }
        let Some((price, _, project)) = best else { return bought };
        for (voter, balance) in balances.iter_mut().enumerate() {
            *balance = (&*balance - &price * worth(voter, project)).max(exact(0));
        }
        bought.push(project);
    }
}

/// Whether some group that agrees on projects its shares could pay got too little: every group and every set of projects.
fn wronged(election: &Election, utility: Utility, funded: &[usize]) -> bool {
    let voters = election.ballots.len();
    let wants = |voter: usize, at: usize| election.ballots[voter].marks.iter().any(|(project, _)| *project == at);
    let worth = |at: usize| if utility == Utility::Cost { election.projects[at].cost } else { 1 };
    (1_usize..1 << voters).any(|group| {
        let members: Vec<usize> = (0..voters).filter(|voter| group >> voter & 1 == 1).collect();
        let common: Vec<usize> =
            (0..election.projects.len()).filter(|at| members.iter().all(|voter| wants(*voter, *at))).collect();
        (1_usize..1 << common.len()).any(|set| {
            let set: Vec<usize> = (0..common.len()).filter(|at| set >> at & 1 == 1).map(|at| common[at]).collect();
            let affordable = number(members.len()) * election.pot >= election.cost_of(&set) * number(voters);
            let due: i64 = set.iter().map(|at| worth(*at)).sum();
            let enough = |voter: &usize| {
                let got: i64 = funded.iter().filter(|at| wants(*voter, **at)).map(|at| worth(*at)).sum();
                let more = set.iter().filter(|at| !funded.contains(at)).map(|at| worth(*at)).max().unwrap_or(0);
                got >= due || got + more > due || set.iter().all(|at| funded.contains(at))
            };
            affordable && !members.iter().any(enough)
        })
    })
}

proptest! {
    #[test]
    fn nothing_costs_more_than_there_is(election in elections()) {
        for completion in [Completion::None, Completion::Add1, Completion::Add1Utilitarian, Completion::Greedy] {
            for utility in UTILITIES {
                let tally = outcome(&election, utility, completion).tally;
                prop_assert!(tally.spent <= election.pot && tally.spent == election.cost_of(&tally.selected));
            }
        }
        let support = Support::of(&election, Utility::Cost).unwrap();
        prop_assert!(phragmen(&election, &support, &Ties::of(&election, TieRule::TextId)).spent <= election.pot);
        prop_assert!(election.cost_of(&most_first(&election)) <= election.pot);
    }

    #[test]
    fn what_fits_and_is_wanted_is_funded(election in elections()) {
        let support = Support::of(&election, Utility::Cost).unwrap();
        let add1u = outcome(&election, Utility::Cost, Completion::Add1Utilitarian).tally.selected;
        for selected in [most_first(&election), add1u] {
            let left = election.pot - election.cost_of(&selected);
            for at in (0..election.projects.len()).filter(|at| !selected.contains(at)) {
                prop_assert!(election.cost(at) > left || support.supporters(at).is_empty(), "{at} still fits");
            }
        }
    }

    /// The margins of the fast count decide nothing: it agrees with one that has none.
    #[test]
    fn fast_and_plain_agree(election in elections(), more in 0_i64..40) {
        prop_assume!(!election.ballots.is_empty());
        let share = BigRational::new((election.pot + more).into(), number(election.ballots.len()).into());
        for utility in UTILITIES {
            let raised = Election { pot: election.pot + more, ..election.clone() };
            let fast = outcome(&raised, utility, Completion::None);
            prop_assert_eq!(fast.share.as_ref(), Some(&share));
            prop_assert_eq!(fast.tally.selected, plain_shares(&election, utility, &share));
        }
    }

    #[test]
    fn one_more_approval_never_hurts_a_winner(election in elections(), voter in 0_usize..8) {
        prop_assume!(voter < election.ballots.len());
        let mut rules: Vec<Counts> = vec![Box::new(most_first)];
        for utility in UTILITIES {
            rules.push(Box::new(move |election| outcome(election, utility, Completion::None).tally.selected));
        }
        for rule in rules {
            for winner in rule(&election) {
                let mut more = election.clone();
                more.ballots[voter].marks.push((winner, 0));
                prop_assert!(rule(&more).contains(&winner), "{winner} lost by gaining");
            }
        }
    }

    #[test]
    fn groups_that_agree_get_their_due(election in elections()) {
        prop_assume!(!election.ballots.is_empty());
        for utility in UTILITIES {
            let outcome = outcome(&election, utility, Completion::None);
            let support = Support::of(&election, utility).unwrap();
            let share = outcome.share.unwrap();
            prop_assert_eq!(objections(&election, &support, &outcome.tally.selected, &share), vec![]);
            prop_assert!(!wronged(&election, utility, &outcome.tally.selected));
        }
    }

    #[test]
    fn names_and_order_of_ballots_do_not_matter(election in elections(), factor in 2_i64..5) {
        let mut turned = election.clone();
        turned.ballots.reverse();
        for ballot in &mut turned.ballots {
            ballot.marks.reverse();
        }
        let mut dearer = election.clone();
        dearer.pot *= factor;
        dearer.projects.iter_mut().for_each(|project| project.cost *= factor);
        let mut twice = election.clone();
        twice.ballots.iter_mut().for_each(|ballot| ballot.weight = 2);
        let wanted = result(&election, "none", Utility::Cost);
        for other in [&turned, &dearer, &twice] {
            prop_assert_eq!(result(other, "none", Utility::Cost), wanted.clone());
        }
        prop_assert_eq!(result(&turned, "add1", Utility::Cost), result(&election, "add1", Utility::Cost));
        prop_assert_eq!(result(&turned, "phragmen", Utility::Cost), result(&election, "phragmen", Utility::Cost));
    }
}

/// Most votes first leaves a third of the voters, who agree, with nothing: both checks say so.
#[test]
fn the_checks_can_fail() {
    let election = approval(90, "a 30, b 30, c 30, d 30", "abc, abc, abc, abc, d, d");
    let funded = most_first(&election);
    assert_eq!(ids(&election, &funded), "a b c");
    let support = Support::of(&election, Utility::Cost).unwrap();
    let share = BigRational::new(90.into(), 6.into());
    let found = objections(&election, &support, &funded, &share);
    assert_eq!(found, vec![super::super::fairness::Objection { project: 3, people: 2 }]);
    let shares = outcome(&election, Utility::Cost, Completion::None).tally.selected;
    assert!(shares.contains(&3) && objections(&election, &support, &shares, &share).is_empty());
}
