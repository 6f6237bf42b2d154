//! Greedy: projects by their score, each funded if it fits into what is left.

use std::cmp::Ordering;

use super::{
    super::{
        exact::{Exact, whole},
        utility::Utility,
    },
    Fate, Gone, Part, Round, Tally,
    frame::Frame,
    gate::Gate,
    settings::Rule,
    tie::Tie,
};

/// The score by which projects are ordered; nothing is more than everything.
pub(crate) type Score = Option<Exact>;

/// The score of each project: its utility, or its utility for each unit of cost, and then 0 where it is below 0.
pub(crate) fn scores(frame: &Frame<'_>, utility: Utility, per_cost: bool) -> Vec<Score> {
    let totals = frame.totals(utility);
    if !per_cost {
        return totals.into_iter().map(Some).collect();
    }
    let of_cost = |(project, total): (usize, Exact)| {
        let cost = frame.election.cost(project);
        match (total > whole(0) && utility.factor(cost) > 0, cost) {
            (false, _) => Some(whole(0)),
            (true, 0) => None,
            (true, _) if utility.of_cost() => Some(total),
            // Money in units of the currency, so that the number means something to a reader.
            (true, cost) => Some(total * whole(frame.election.unit()) / whole(cost)),
        }
    };
    totals.into_iter().enumerate().map(of_cost).collect()
}

/// Highest first.
fn higher_first(one: &Score, other: &Score) -> Ordering {
    match (one, other) {
        (None, None) => Ordering::Equal,
        (None, Some(_)) => Ordering::Less,
        (Some(_), None) => Ordering::Greater,
        (Some(one), Some(other)) => other.cmp(one),
    }
}

/// All projects that take part, in the order in which greedy walks, and the ties in it.
pub(crate) fn ranking(frame: &Frame<'_>, scores: &[Score], among: &dyn Fn(usize) -> bool) -> (Vec<usize>, Vec<Tie>) {
    let mut order: Vec<usize> = (0..scores.len()).filter(|project| frame.counts(*project) && among(*project)).collect();
    order.sort_by(|one, other| {
        higher_first(&scores[*one], &scores[*other]).then(frame.order.rank(*one).cmp(&frame.order.rank(*other)))
    });
    let mut ties = Vec::new();
    let mut from = 0;
    for equal in order.chunk_by(|one, other| higher_first(&scores[*one], &scores[*other]) == Ordering::Equal) {
        if equal.len() > 1 {
            ties.push(frame.order.tie(frame.election, from + 1, equal.to_vec()));
        }
        from += equal.len();
    }
    (order, ties)
}

/// Greedy as the settings say.
pub(crate) fn count(frame: &Frame<'_>) -> Tally {
    let scores = scores(frame, frame.settings.utility, frame.settings.rule == Rule::GreedyPerCost);
    let mut tally = Tally::default();
    walk(frame, &scores, &mut tally, &mut frame.gate());
    let outside = frame.out.iter().enumerate().filter_map(|(project, gone)| Some((project, gone.clone()?)));
    let left = frame.election.budget() - tally.cost;
    tally.rounds.extend(outside.map(|(project, gone)| Round { project, fate: Fate::Passed(gone), left }));
    tally
}

/// What is funded by equal shares stays; the rest of the pot goes by utility for each unit of cost.
pub(crate) fn complete(frame: &Frame<'_>, tally: &mut Tally) {
    go_on(frame, tally, false);
}

/// What is funded stays; the rest of the pot goes by votes or points, or by utility for each unit of cost.
pub(crate) fn go_on(frame: &Frame<'_>, tally: &mut Tally, by_votes: bool) {
    let utility = if frame.settings.rule == Rule::Phragmen { Utility::Cardinality } else { frame.settings.utility };
    let scores = scores(frame, utility, !by_votes);
    let mut gate = frame.gate();
    for project in &tally.selected {
        gate.take(frame.election, *project);
    }
    walk(frame, &scores, tally, &mut gate);
}

/// Walks the ranking of those that are not yet funded.
fn walk(frame: &Frame<'_>, scores: &[Score], tally: &mut Tally, gate: &mut Gate) {
    let election = frame.election;
    let funded = tally.selected.clone();
    let before = tally.rounds.len();
    let (order, ties) = ranking(frame, scores, &|project| !funded.contains(&project));
    tally.ties.extend(ties.into_iter().map(|tie| Tie { round: tie.round + before, ..tie }));
    let mut stopped = false;
    for project in order {
        let left = election.budget().saturating_sub(tally.cost);
        let cost = election.cost(project);
        let fate = match gate.barred(election, project) {
            Some(gone) => Fate::Passed(gone),
            None if stopped => Fate::Passed(Gone::Stopped),
            None if cost <= left => {
                tally.selected.push(project);
                tally.cost += cost;
                gate.take(election, project);
                Fate::Funded { score: scores[project].clone() }
            }
            None if !frame.settings.skip && election.projects()[project].withdrawn => Fate::Passed(Gone::Withdrawn),
            None if !frame.settings.skip => {
                stopped = true;
                Fate::Passed(Gone::Stopped)
            }
            None => Fate::Passed(Gone::NoRoom),
        };
        tally.rounds.push(Round { project, fate, left: election.budget().saturating_sub(tally.cost) });
    }
    fund_in_part(frame, tally, gate);
}

/// The first of the ranking that did not fit gets what is left, if that is enough of its cost.
fn fund_in_part(frame: &Frame<'_>, tally: &mut Tally, gate: &Gate) {
    let Some(declared) = &frame.settings.part else { return };
    let left = frame.election.budget().saturating_sub(tally.cost);
    let mut next = tally.rounds.iter().filter(|round| {
        matches!(round.fate, Fate::Passed(Gone::NoRoom | Gone::Stopped))
            && gate.barred(frame.election, round.project).is_none()
            && !frame.election.projects()[round.project].withdrawn
    });
    let Some(project) = next.next().map(|round| round.project) else { return };
    let enough = whole(left) >= &declared.least * whole(frame.election.cost(project));
    if left > 0 && enough {
        tally.part = Some(Part { project, amount: left });
        tally.rounds.push(Round { project, fate: Fate::InPart(left), left: 0 });
    }
}
