//! Controlled rounding: every count goes to the multiple of a base below or above it so that the table still adds up,
//! with the least change in sum (L. H. Cox, 1987). Good for one printed table; it protects no second one.

use microlp::{ComparisonOp, OptimizationDirection, Problem};

use super::Counts;

/// A table that was rounded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rounding {
    /// The rounded counts, cell by cell.
    pub cells: Vec<u64>,
    /// The sum of all changes.
    pub change: u64,
    /// The largest change.
    pub largest: u64,
}

/// The rounded table. `None` when none adds up, as can be in three dimensions.
pub fn controlled_rounding(table: &Counts, base: u64) -> Option<Rounding> {
    let mut problem = Problem::new(OptimizationDirection::Minimize);
    let half = base as f64;
    let variables: Vec<_> = table
        .cells
        .iter()
        .map(|count| {
            let below = (count % base) as f64;
            let range = (0, i32::from(count % base > 0));
            problem.add_integer_var((half - below) - below, range)
        })
        .collect();
    for (line, margin) in table.relations() {
        let floor = |at: usize| (table.cells[at] / base) as f64;
        let mut terms: Vec<_> = line.iter().map(|at| (variables[*at], 1.0)).collect();
        terms.push((variables[margin], -1.0));
        let lacking = floor(margin) - line.iter().map(|at| floor(*at)).sum::<f64>();
        problem.add_constraint(&terms, ComparisonOp::Eq, lacking);
    }
    let solution = problem.solve().ok()?.into_solution().ok()?;
    let cells: Vec<u64> = variables
        .iter()
        .zip(&table.cells)
        .map(|(variable, count)| (count / base + u64::from(solution.var_value(*variable) > 0.5)) * base)
        .collect();
    let changes = || cells.iter().zip(&table.cells).map(|(rounded, count)| rounded.abs_diff(*count));
    let (change, largest) = (changes().sum(), changes().max().unwrap_or(0));
    Some(Rounding { cells, change, largest })
}
