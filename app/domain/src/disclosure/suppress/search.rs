//! The search for a pattern: covers are collected from successful attacks until none succeeds.

use std::time::Duration;

use microlp::{ComparisonOp, OptimizationDirection, Problem};

use super::{Counts, Impossible, dual, flow::Network, unsafe_cells};

/// Of the withheld cells, these amounts must add up to the need.
pub(super) struct Cover {
    amounts: Vec<f64>,
    need: f64,
}

/// The least pattern; `None` when time is up, with the covers that were found.
pub(super) fn exactly(
    table: &Counts,
    threshold: u64,
    time_left: &dyn Fn() -> Duration,
    covers: &mut Vec<Cover>,
) -> Result<Option<Vec<bool>>, Impossible> {
    loop {
        let left = time_left();
        if left.is_zero() {
            return Ok(None);
        }
        let Some(hidden) = master(table, threshold, covers, left)? else { return Ok(None) };
        let new = violated(table, &hidden, threshold);
        if new.is_empty() {
            return Ok(Some(hidden));
        }
        covers.extend(new);
    }
}

/// The pattern of least cost that meets all covers: one for each cell, and less than one more for all their counts.
fn master(table: &Counts, threshold: u64, covers: &[Cover], time: Duration) -> Result<Option<Vec<bool>>, Impossible> {
    let (small, whole) = (table.small(threshold), table.ceiling() as f64 + 1.0);
    let mut problem = Problem::new(OptimizationDirection::Minimize);
    let variables: Vec<_> = table
        .cells
        .iter()
        .zip(&small)
        .map(|(count, small)| {
            let range = if *small { (1, 1) } else { (0, i32::from(*count > 0)) };
            problem.add_integer_var(1.0 + *count as f64 / whole, range)
        })
        .collect();
    for cover in covers {
        let terms: Vec<_> =
            variables.iter().copied().zip(cover.amounts.iter().copied()).filter(|(_, amount)| *amount > 0.0).collect();
        problem.add_constraint(&terms, ComparisonOp::Ge, cover.need);
    }
    problem.set_time_limit(time);
    match problem.solve() {
        Ok(outcome) if outcome.is_optimal() => {
            let Ok(solution) = outcome.into_solution() else { return Ok(None) };
            Ok(Some(variables.iter().map(|variable| solution.var_value(*variable) > 0.5).collect()))
        }
        Err(microlp::Error::Infeasible) => Err(Impossible),
        // Out of time, or a numerical failure: greed does without a solver.
        Ok(_) | Err(_) => Ok(None),
    }
}

/// The covers that a pattern violates: one for each attack that succeeds.
fn violated(table: &Counts, hidden: &[bool], threshold: u64) -> Vec<Cover> {
    let network = Network::of(table);
    let small = table.small(threshold);
    let mut found = Vec::new();
    for cell in (0..table.len()).filter(|cell| small[*cell]) {
        for (raised, need) in [(true, threshold - table.cells[cell]), (false, 1)] {
            let amounts = match &network {
                Some(network) => by_flow(table, hidden, network, (cell, raised), need),
                None => dual::cover(table, hidden, cell, raised, need),
            };
            found.extend(amounts.map(|amounts| Cover { amounts, need: need as f64 }));
        }
    }
    found
}

fn by_flow(
    table: &Counts,
    hidden: &[bool],
    network: &Network,
    (cell, raised): (usize, bool),
    need: u64,
) -> Option<Vec<f64>> {
    let withheld = |at: usize, amount: u64| if hidden[at] { amount } else { 0 };
    let add: Vec<u64> = (0..table.len()).map(|at| withheld(at, need)).collect();
    let take: Vec<u64> = table.cells.iter().enumerate().map(|(at, count)| withheld(at, *count)).collect();
    let flow = network.around(cell, raised, &add, &take, need);
    let cut = || network.cut(cell, &flow, &table.cells, need).into_iter().map(|amount| amount as f64).collect();
    (flow.amount < need).then(cut)
}

/// A pattern that meets one cover after the other with the cell that adds most for its cost; what turns out not to be
/// needed is published again, the largest counts first.
pub(super) fn by_greed(table: &Counts, threshold: u64, mut covers: Vec<Cover>) -> Result<Vec<bool>, Impossible> {
    let whole = table.ceiling() as f64 + 1.0;
    let small = table.small(threshold);
    let mut hidden = small.clone();
    loop {
        for cover in &covers {
            let given = |hidden: &[bool]| -> f64 {
                cover.amounts.iter().zip(hidden).filter(|(_, hidden)| **hidden).map(|(amount, _)| amount).sum()
            };
            while given(&hidden) < cover.need - 1e-6 {
                let worth = |at: &usize| cover.amounts[*at] / (1.0 + table.cells[*at] as f64 / whole);
                let open = (0..table.len()).filter(|at| !hidden[*at] && table.cells[*at] > 0);
                let best = open.filter(|at| cover.amounts[*at] > 0.0).max_by(|a, b| worth(a).total_cmp(&worth(b)));
                hidden[best.ok_or(Impossible)?] = true;
            }
        }
        covers = violated(table, &hidden, threshold);
        if covers.is_empty() {
            break;
        }
    }
    let mut again: Vec<usize> = (0..table.len()).filter(|at| hidden[*at] && !small[*at]).collect();
    again.sort_unstable_by_key(|at| std::cmp::Reverse(table.cells[*at]));
    for at in again {
        hidden[at] = false;
        if !violated(table, &hidden, threshold).is_empty() || !unsafe_cells(table, &hidden, threshold).is_empty() {
            hidden[at] = true;
        }
    }
    Ok(hidden)
}
