//! Attacks on tables with any number of dimensions, as linear programs: the dual of an attack says which cells would
//! have to be withheld for it to fail.

use microlp::{ComparisonOp, OptimizationDirection, Problem, Variable};

use super::Counts;

/// How far below its need an attack must stay to count as successful.
const SLACK: f64 = 1e-6;
/// What a cell that is not withheld costs in the dual: something, so that covers stay small.
const FAINT: f64 = 1e-4;

/// The cover of a successful attack on a cell: how much each other cell adds to what is possible if it is withheld, of
/// which the withheld ones must give at least `need`. `None` when the cell can move that far already, or when the
/// solver gave up.
pub(super) fn cover(table: &Counts, hidden: &[bool], cell: usize, raised: bool, need: u64) -> Option<Vec<f64>> {
    let most = table.cells.iter().copied().max().unwrap_or(0).max(need) as f64;
    let mut problem = Problem::new(OptimizationDirection::Minimize);
    let anywhere = (f64::NEG_INFINITY, f64::INFINITY);
    // A price for each relation; what it leaves of a cell's own is bought up or down.
    let mut of_cell: Vec<Vec<(Variable, f64)>> = vec![Vec::new(); table.len()];
    for (line, margin) in table.relations() {
        let price = problem.add_var(0.0, anywhere);
        for cell in line {
            of_cell[cell].push((price, 1.0));
        }
        of_cell[margin].push((price, -1.0));
    }
    let mut bought = Vec::with_capacity(table.len());
    for (at, mut terms) in of_cell.into_iter().enumerate() {
        if at == cell {
            let own = if raised { 1.0 } else { -1.0 };
            problem.add_constraint(&terms, ComparisonOp::Eq, own);
            bought.push(None);
            continue;
        }
        let cost = |amount: f64| if hidden[at] { amount.max(FAINT) } else { FAINT };
        let up = problem.add_var(cost(most), (0.0, f64::INFINITY));
        let down = problem.add_var(cost(table.cells[at] as f64), (0.0, f64::INFINITY));
        terms.extend([(up, 1.0), (down, -1.0)]);
        problem.add_constraint(&terms, ComparisonOp::Eq, 0.0);
        bought.push(Some((up, down)));
    }
    let solution = problem.solve().ok()?.into_solution().ok()?;
    let coefficients: Vec<f64> = bought
        .iter()
        .zip(&table.cells)
        .map(|(bought, count)| {
            bought.map_or(0.0, |(up, down)| {
                let [up, down] = [up, down].map(|variable| solution.var_value(variable).max(0.0));
                (most * up + *count as f64 * down).min(need as f64)
            })
        })
        .map(|value| if value < 1e-9 { 0.0 } else { value })
        .collect();
    let possible: f64 = coefficients.iter().zip(hidden).filter(|(_, hidden)| **hidden).map(|(value, _)| value).sum();
    (possible < need as f64 - SLACK).then_some(coefficients)
}
