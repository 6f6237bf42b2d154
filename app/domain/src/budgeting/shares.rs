//! The Method of Equal Shares (Peters, Pierczynski, Skowron 2021): everybody has the same share, and a project is funded
//! when those who support it can pay for it together. What is left over can be used by raising the share, by a greedy
//! completion, or both.

mod run;

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::Zero;

use self::run::Runner;
use super::{
    Tally,
    election::Election,
    greedy::{By, Conditions, greedy},
    support::Support,
    ties::Ties,
};

/// The most times that a share is raised.
pub const MOST_STEPS: u64 = 2_000_000;

/// What happens with money that equal shares leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Completion {
    /// It is left.
    None,
    /// The share is raised by one unit of the currency at a time.
    Add1,
    /// That, and then the best of the rest first.
    Add1Utilitarian,
    /// The best of the rest first.
    Greedy,
}

/// The first share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Start {
    /// The pot divided by the voters, exactly.
    Exact,
    /// The same in whole units of the currency.
    Floor,
}

/// When the share is raised no more; always when the outcome would cost more than the pot, and then the outcome before
/// counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stop {
    /// Also when no project with support still fits.
    Exhaustive,
    /// Only then, or when all projects with support are funded.
    Last,
    /// Also when no project at all still fits.
    ExhaustiveAll,
}

/// How equal shares are counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EqualShares {
    /// What happens with what is left.
    pub completion: Completion,
    /// The first share.
    pub start: Start,
    /// When the share is raised no more.
    pub stop: Stop,
    /// What the round declared besides.
    pub conditions: Conditions,
}

/// What equal shares decided.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// The projects, the money and the ties of the last run and of a completion.
    pub tally: Tally,
    /// How many of the selected were bought with shares; the others come from a greedy completion.
    pub by_shares: usize,
    /// The share of the last run, in smallest units; none without voters.
    pub share: Option<BigRational>,
    /// What one unit of utility cost, for each project that was bought with shares and costs something.
    pub prices: Vec<(usize, BigRational)>,
    /// How often the share was raised.
    pub steps: u64,
}

/// Counts by equal shares.
pub fn equal_shares(election: &Election, support: &Support, ties: &Ties, rule: &EqualShares) -> Outcome {
    let mut outcome = match rule.completion {
        Completion::None | Completion::Greedy => single(election, support, ties, rule, Start::Exact),
        Completion::Add1 | Completion::Add1Utilitarian => raised(election, support, ties, rule),
    };
    if matches!(rule.completion, Completion::Greedy | Completion::Add1Utilitarian) {
        let funded = &outcome.tally.selected;
        let completed = greedy(election, support, By::PerCost, ties, &rule.conditions, funded);
        outcome.tally.ties.extend(completed.ties);
        outcome.tally.selected = completed.selected;
        outcome.tally.spent = completed.spent;
    }
    outcome
}

fn first_share(election: &Election, support: &Support, start: Start) -> Option<BigRational> {
    if support.voters == 0 {
        return None;
    }
    let exact = BigRational::new(election.pot.max(0).into(), support.voters.into());
    let unit = BigInt::from(election.unit.max(1));
    Some(match start {
        Start::Exact => exact,
        Start::Floor => BigRational::from_integer((exact / &unit).floor().to_integer() * unit),
    })
}

fn single(election: &Election, support: &Support, ties: &Ties, rule: &EqualShares, start: Start) -> Outcome {
    let Some(share) = first_share(election, support, start) else { return Outcome::default() };
    let mut runner = Runner::new(election, support, ties, &rule.conditions);
    let selected = runner.run(&share);
    finish(election, &mut runner, selected, share, 0)
}

fn finish(
    election: &Election,
    runner: &mut Runner<'_>,
    selected: Vec<usize>,
    share: BigRational,
    steps: u64,
) -> Outcome {
    let tally = Tally { spent: election.cost_of(&selected), ties: runner.take_ties(), selected };
    Outcome { by_shares: tally.selected.len(), tally, share: Some(share), prices: runner.prices(), steps }
}

fn raised(election: &Election, support: &Support, ties: &Ties, rule: &EqualShares) -> Outcome {
    let Some(mut share) = first_share(election, support, rule.start) else { return Outcome::default() };
    let unit = BigRational::from_integer(election.unit.max(1).into());
    let mut runner = Runner::new(election, support, ties, &rule.conditions);
    let mut before = BigRational::zero();
    for step in 0..MOST_STEPS {
        let selected = runner.run(&share);
        let spent = election.cost_of(&selected);
        if spent > election.pot {
            // The outcome before counts; nothing is funded if there was none.
            let selected = if step == 0 { Vec::new() } else { runner.run(&before) };
            return finish(election, &mut runner, selected, before, step.saturating_sub(1));
        }
        if is_done(election, support, rule, &selected, election.pot - spent) {
            return finish(election, &mut runner, selected, share, step);
        }
        before.clone_from(&share);
        share += &unit;
    }
    let selected = runner.run(&before);
    finish(election, &mut runner, selected, before, MOST_STEPS)
}

/// Whether raising the share further is of no use, by the rule that was declared.
fn is_done(election: &Election, support: &Support, rule: &EqualShares, selected: &[usize], left: i64) -> bool {
    let open = |at: &usize| {
        let eligible = election.projects.get(*at).is_some_and(|project| project.eligible);
        eligible && !selected.contains(at) && !rule.conditions.shut_out(*at, selected)
    };
    let supported = |at: &usize| election.cost(*at) > 0 && !support.supporters(*at).is_empty();
    let mut rest = (0..election.projects.len()).filter(open);
    let all = |at: &usize| !supported(at);
    match rule.stop {
        Stop::Exhaustive => rest.all(|at| !supported(&at) || election.cost(at) > left),
        Stop::Last => rest.all(|at| all(&at)),
        Stop::ExhaustiveAll => {
            let rest: Vec<usize> = rest.collect();
            rest.iter().all(|at| election.cost(*at) > left) || rest.iter().all(all)
        }
    }
}
