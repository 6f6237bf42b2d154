//! Three numbers under equal shares, each by counting again: further ballots, more approvals by those who voted, and a
//! lower cost. And the effective support: how near a project came in its best round.

use rand_chacha::{
    ChaCha20Rng,
    rand_core::{Rng as _, SeedableRng as _},
};

use super::super::{
    election::{Ballots, Election, Entry, Form, Unfit, Weight},
    exact::Exact,
    tally::{Counted, Counting, Gone, Refused, Run, Settings, tally},
};

/// What happens to the share when something is tried.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Convention {
    /// It stays what it was: this, for somebody whose weight is 1. Each trial is one run.
    Keep(Exact),
    /// It is dealt out, and raised, again: each trial is a whole count.
    Again,
}

/// How a trial is counted.
#[derive(Clone, Copy, Debug)]
pub struct Recount<'a> {
    /// The election as it was.
    pub election: &'a Election,
    /// The settings.
    pub settings: &'a Settings,
    /// What happens to the share.
    pub convention: &'a Convention,
}

/// The cost at which a project wins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cheaper {
    /// It wins at this cost, and not at one unit more.
    pub cost: u64,
    /// Whether it wins at no higher cost at all; with a share that is dealt out again nobody can know without trying
    /// every one.
    pub highest: bool,
}

/// How far a loser was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Distance {
    /// The project.
    pub project: usize,
    /// Further ballots that name only it: it wins with so many, and not with one fewer.
    pub ballots: Option<u64>,
    /// More approvals by those who did not choose it, those with most money left first.
    pub approvals: Option<u64>,
    /// The middle of so many approvals in orders drawn by the seed.
    pub middle: Option<u64>,
    /// The cost at which it wins.
    pub cheaper: Option<Cheaper>,
}

impl Recount<'_> {
    /// Whether a project wins in this election.
    fn wins(&self, election: &Election, project: usize) -> Result<bool, Refused> {
        match self.convention {
            Convention::Again => Ok(tally(election, self.settings)?.selected.contains(&project)),
            Convention::Keep(share) => {
                let frame = Counted::new(election, self.settings)?;
                let count = Counting::new(&frame)?;
                let mut run = Run::new(&count);
                run.go(share.clone(), u64::MAX);
                Ok(run.is_bought(project))
            }
        }
    }
}

/// All three numbers, with so many random orders of a seed and no more ballots than this.
///
/// # Errors
/// What of the settings cannot be done with such ballots.
pub fn share_missing(
    recount: Recount<'_>,
    project: usize,
    (orders, seed): (u32, u64),
    most: u64,
) -> Result<Distance, Refused> {
    let (approvals, middle) = more_approvals(recount, project, (orders, seed))?;
    let ballots = further_ballots(recount, project, most)?;
    Ok(Distance { project, ballots, approvals, middle, cheaper: cheaper(recount, project)? })
}

/// The first number at which something holds when every number from there to twice as many is looked at by halves; up
/// to `most`.
fn first(most: u64, holds: &dyn Fn(u64) -> Result<bool, Refused>) -> Result<Option<u64>, Refused> {
    let (mut below, mut step) = (0, 1_u64);
    if holds(0)? {
        return Ok(Some(0));
    }
    loop {
        let at = step.min(most);
        if at <= below {
            return Ok(None);
        }
        if holds(at)? {
            let mut above = at;
            while above - below > 1 {
                let middle = below + (above - below) / 2;
                if holds(middle)? { above = middle } else { below = middle }
            }
            return Ok(Some(above));
        }
        below = at;
        step = at.saturating_mul(2);
    }
}

/// How many further ballots that name only this project let it win; with one fewer it does not.
///
/// # Errors
/// What of the settings cannot be done with such ballots.
pub fn further_ballots(recount: Recount<'_>, project: usize, most: u64) -> Result<Option<u64>, Refused> {
    first(most, &|count| match with_ballots_for(recount.election, project, count) {
        Ok(election) => recount.wins(&election, project),
        Err(_) => Ok(false),
    })
}

/// The election with so many more ballots that name only this project, with the most that anybody gave it.
pub(super) fn with_ballots_for(election: &Election, project: usize, count: u64) -> Result<Election, Unfit> {
    let mut ballots = election.ballots().clone();
    if count > 0 {
        let line = Entry { project: u32::try_from(project).unwrap_or(u32::MAX), value: value_of_one(election) };
        ballots.cast_many(&[line], count, Weight::from_integer(1));
    }
    election.with_ballots(ballots)
}

/// One vote, one point or the first of one place.
fn value_of_one(election: &Election) -> i64 {
    match election.form() {
        Form::Cumulative | Form::Scoring => i64::try_from(election.point()).unwrap_or(1),
        Form::Approval | Form::Choice | Form::Ordinal => 1,
    }
}

/// How many more approvals by those who voted let a project win: those with most money left first, and the middle of
/// orders drawn by a seed (the upper one of two; none where most orders do not get there). An approval more never hurts
/// whom it is for when the share stays, so that halving finds the least number of each order.
///
/// # Errors
/// What of the settings cannot be done with such ballots.
pub fn more_approvals(
    recount: Recount<'_>,
    project: usize,
    (orders, seed): (u32, u64),
) -> Result<(Option<u64>, Option<u64>), Refused> {
    let election = recount.election;
    let ballots = election.ballots();
    let names = |pattern: usize| ballots.entries(pattern).iter().any(|entry| entry.project as usize == project);
    let others: Vec<usize> = (0..ballots.patterns()).filter(|pattern| !names(*pattern)).collect();
    let money = money_left(recount)?;
    let mut richest = others.clone();
    richest.sort_by(|one, other| money[*other].total_cmp(&money[*one]).then(one.cmp(other)));
    let everyone = |order: &[usize]| -> Vec<usize> {
        let each = |pattern: &usize| vec![*pattern; usize::try_from(ballots.times(*pattern)).unwrap_or(0)];
        order.iter().flat_map(each).collect()
    };
    let of = |order: &[usize]| -> Result<Option<u64>, Refused> {
        first(order.len() as u64, &|count| {
            let chosen = order.get(..usize::try_from(count).unwrap_or(usize::MAX)).unwrap_or(order);
            match with_approvals(election, project, chosen) {
                Ok(election) => recount.wins(&election, project),
                Err(_) => Ok(false),
            }
        })
    };
    let best = of(&everyone(&richest))?;
    let mut rng = ChaCha20Rng::seed_from_u64(seed);
    let mut order = everyone(&others);
    let mut drawn = Vec::new();
    for _ in 0..orders {
        for at in (1..order.len()).rev() {
            // The bias of a remainder of 64 bits is far below what a hundred orders can show.
            let other = usize::try_from(rng.next_u64() % (at as u64 + 1)).unwrap_or(at);
            order.swap(at, other);
        }
        drawn.push(of(&order)?.unwrap_or(u64::MAX));
    }
    drawn.sort_unstable();
    let middle = drawn.get(drawn.len() / 2).copied().filter(|middle| *middle < u64::MAX);
    Ok((best, middle))
}

/// What each pattern has left at the end.
fn money_left(recount: Recount<'_>) -> Result<Vec<f64>, Refused> {
    let frame = Counted::new(recount.election, recount.settings)?;
    let count = Counting::new(&frame)?;
    let mut run = Run::new(&count);
    let share = match recount.convention {
        Convention::Keep(share) => share.clone(),
        Convention::Again => tally(recount.election, recount.settings)?.share.unwrap_or_else(|| count.share()),
    };
    run.go(share, u64::MAX);
    Ok(run.balances.iter().map(|[balance, _]| *balance).collect())
}

/// The election in which these voters, each named by their pattern, also chose a project.
fn with_approvals(election: &Election, project: usize, voters: &[usize]) -> Result<Election, Unfit> {
    let old = election.ballots();
    let mut more = vec![0_u64; old.patterns()];
    for pattern in voters {
        more[*pattern] += 1;
    }
    let line = Entry { project: u32::try_from(project).unwrap_or(u32::MAX), value: value_of_one(election) };
    let mut ballots = Ballots::new();
    for (pattern, more) in more.into_iter().enumerate() {
        let entries = old.entries(pattern);
        let same = old.times(pattern).saturating_sub(more);
        if same > 0 {
            ballots.cast_many(entries, same, old.weight(pattern));
        }
        if more > 0 {
            let with: Vec<Entry> = entries.iter().copied().chain([line]).collect();
            ballots.cast_many(&with, more, old.weight(pattern));
        }
    }
    election.with_ballots(ballots)
}

/// The cost at which a project wins, found by halves between nothing and what it costs.
///
/// # Errors
/// What of the settings cannot be done with such ballots.
pub fn cheaper(recount: Recount<'_>, project: usize) -> Result<Option<Cheaper>, Refused> {
    let election = recount.election;
    let wins = |cost: u64| match election.with_cost(project, cost) {
        Ok(election) => recount.wins(&election, project),
        Err(_) => Ok(false),
    };
    let (mut low, mut high) = (1, election.cost(project));
    if high <= 1 || !wins(low)? {
        return Ok(None);
    }
    while high - low > 1 {
        let middle = low + (high - low) / 2;
        if wins(middle)? { low = middle } else { high = middle }
    }
    Ok(Some(Cheaper { cost: low, highest: matches!(recount.convention, Convention::Keep(_)) }))
}

/// The largest part of a project's cost that its supporters would have paid in any round at that round's price, if the
/// others had been counted without it: below 1 for losers of one run, 1 or more for winners.
///
/// # Errors
/// What of the settings cannot be done with such ballots.
pub fn effective_support(
    election: &Election,
    settings: &Settings,
    share: &Exact,
    project: usize,
) -> Result<f64, Refused> {
    let whole_frame = Counted::new(election, settings)?;
    let mut frame = Counted::new(election, settings)?;
    frame.out[project] = Some(Gone::Stopped);
    let (all, others) = (Counting::new(&whole_frame)?, Counting::new(&frame)?);
    let cost = election.cost(project);
    let factor = |project: usize| settings.utility.factor(election.cost(project)) as f64;
    let mut run = Run::new(&others);
    run.begin(share.clone());
    let mut best = 0.0_f64;
    loop {
        let before = run.balances.clone();
        let price = match run.step() {
            Some(bought) => bought.cap / factor(bought.project),
            // After the last purchase everybody may spend all that is left.
            None => f64::INFINITY,
        };
        let supporters = all.support.of(project).each();
        let paid: f64 = supporters
            .map(|(pattern, value)| before[pattern][0].min(price * factor(project) * value as f64) * before[pattern][1])
            .sum();
        best = best.max(if cost == 0 { 1.0 } else { paid / cost as f64 });
        if price.is_infinite() {
            return Ok(best);
        }
    }
}

#[cfg(test)]
mod tests;
