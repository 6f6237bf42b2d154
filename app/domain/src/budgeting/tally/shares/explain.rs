//! A run in words that anybody can check: exact prices, who paid all they had, and what became of the others.

use super::{
    super::{super::exact::about, Counting, Fate, Loser, Loss, Round, Run, Tally},
    Exact, exact,
    run::NEVER,
    whole,
};

/// The largest losses that are named.
const LOSSES: usize = 3;

/// A run with this share, explained.
pub(super) fn run(count: &Counting<'_>, share: Exact) -> Tally {
    let mut run = Run::new(count);
    run.go(share, u64::MAX);
    run.settle();
    told(&run)
}

/// What a finished run did.
fn told(run: &Run<'_>) -> Tally {
    let election = run.count.frame.election;
    let mut tally = Tally { share: Some(run.share.clone()), ..Tally::default() };
    let left = |cost: u64| election.budget().saturating_sub(cost);
    for project in run.free() {
        tally.selected.push(project);
        let fate = Fate::Bought { price: whole(0), effective: whole(0), rich: 0, poor: 0 };
        tally.rounds.push(Round { project, fate, left: left(0) });
    }
    for (round, bought) in run.bought.iter().enumerate() {
        let project = bought.project;
        tally.selected.push(project);
        tally.cost = tally.cost.saturating_add(election.cost(project));
        let number = tally.rounds.len() + 1;
        if bought.tied.len() > 1 {
            tally.ties.push(run.count.frame.order.tie(election, number, bought.tied.clone()));
        }
        tally.rounds.push(Round { project, fate: fate(run, round), left: left(tally.cost) });
    }
    tally.losers = losers(run);
    tally
}

/// A purchase: its price for one unit of utility, and who paid.
fn fate(run: &Run<'_>, round: usize) -> Fate {
    let election = run.count.frame.election;
    let utility = run.count.frame.settings.utility;
    let bought = &run.bought[round];
    let (mut rich, mut poor) = (0, 0);
    let (mut largest, at) = (1, u16::try_from(round).unwrap_or(NEVER));
    for (pattern, value) in run.count.support.of(bought.project).each() {
        largest = largest.max(value);
        let times = election.ballots().times(pattern);
        match run.spent_at[pattern] {
            spent if spent < at => {}
            spent if spent == at => poor += times,
            _ => rich += times,
        }
    }
    let cost = election.cost(bought.project);
    let cap = bought.exact.clone().unwrap_or_else(|| whole(0));
    let factor = exact(utility.factor(cost), utility.point(election));
    let effective = if cap > whole(0) { whole(cost) / (&cap * whole(largest)) } else { whole(0) };
    Fate::Bought { price: cap / factor, effective, rich, poor }
}

/// When the supporters of each project that was not bought first held too little, and to whom they had paid.
fn losers(run: &Run<'_>) -> Vec<Loser> {
    let count = run.count;
    let each = about(&run.share);
    let mut lost: Vec<Loser> = Vec::new();
    let mut open: Vec<(usize, f64, Vec<Loss>)> = Vec::new();
    for paid in count.paid.iter().filter(|paid| run.bought_at[paid.project] == NEVER) {
        let share = |pattern: usize| each * (count.weights[pattern] as f64 / count.common as f64);
        let held = count.support.of(paid.project).each().map(|(at, _)| count.times[at] * share(at)).sum();
        open.push((paid.project, held, Vec::new()));
    }
    let mut pays = vec![0.0; count.times.len()];
    let mut balances: Vec<f64> =
        count.weights.iter().map(|weight| each * (*weight as f64 / count.common as f64)).collect();
    for round in 0..=run.bought.len() {
        open.retain_mut(|(project, held, losses)| {
            let enough = *held >= count.frame.election.cost(*project) as f64 * (1.0 - 1e-12);
            if !enough {
                losses.sort_by(|one, other| other.paid.total_cmp(&one.paid));
                losses.truncate(LOSSES);
                let losses = std::mem::take(losses);
                lost.push(Loser { project: *project, round: round + 1, held: *held, losses });
            }
            enough
        });
        let Some(bought) = run.bought.get(round) else { break };
        pays.fill(0.0);
        for (pattern, value) in count.support.of(bought.project).each() {
            let paid = if run.spent_at[pattern] == u16::try_from(round).unwrap_or(NEVER) {
                balances[pattern]
            } else {
                balances[pattern].min(bought.cap * value as f64)
            };
            pays[pattern] = paid;
            balances[pattern] -= paid;
        }
        for (project, held, losses) in &mut open {
            let supporters = count.support.of(*project).each();
            let paid: f64 = supporters.map(|(pattern, _)| pays[pattern] * count.times[pattern]).sum();
            if paid > 0.0 {
                *held -= paid;
                losses.push(Loss { project: bought.project, paid });
            }
        }
    }
    // Whoever still could be bought at the end was kept out by a conflict or a full class.
    lost.sort_by_key(|loser| (loser.round, loser.project));
    lost
}
