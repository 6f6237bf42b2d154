//! The attack: everything that a withheld cell can be.

use microlp::{ComparisonOp, OptimizationDirection, Problem, Variable};

use super::{Bounds, Counts, flow::Network};

/// What is possible of each withheld cell, over whole numbers that are not negative and fit all that is published; none
/// for published cells.
pub fn bounds(table: &Counts, hidden: &[bool]) -> Vec<Option<Bounds>> {
    let network = Network::of(table);
    let of_cell = |cell: usize| {
        let known = || Bounds { low: table.cells[cell], high: table.cells[cell] };
        hidden[cell].then(|| match &network {
            Some(network) => by_flow(table, hidden, network, cell),
            // What the solver cannot say counts as known to whoever attacks.
            None => by_program(table, hidden, cell).unwrap_or_else(known),
        })
    };
    (0..table.len()).map(of_cell).collect()
}

fn by_flow(table: &Counts, hidden: &[bool], network: &Network, cell: usize) -> Bounds {
    let ceiling = table.ceiling();
    let withheld = |at: usize, amount: u64| if hidden[at] { amount } else { 0 };
    let add: Vec<u64> = table.cells.iter().enumerate().map(|(at, count)| withheld(at, ceiling - count)).collect();
    let take: Vec<u64> = table.cells.iter().enumerate().map(|(at, count)| withheld(at, *count)).collect();
    let count = table.cells[cell];
    let up = network.around(cell, true, &add, &take, ceiling - count).amount;
    let down = network.around(cell, false, &add, &take, count).amount;
    Bounds { low: count - down, high: count + up }
}

fn by_program(table: &Counts, hidden: &[bool], cell: usize) -> Option<Bounds> {
    let end = |direction: OptimizationDirection| -> Option<u64> {
        let ceiling = i32::try_from(table.ceiling()).unwrap_or(i32::MAX);
        let mut problem = Problem::new(direction);
        let variables: Vec<Option<Variable>> = (0..table.len())
            .map(|at| hidden[at].then(|| problem.add_integer_var(f64::from(u8::from(at == cell)), (0, ceiling))))
            .collect();
        for (line, margin) in table.relations() {
            let mut terms: Vec<(Variable, f64)> = Vec::new();
            let mut published = 0.0;
            let signed = line.iter().map(|at| (*at, 1.0)).chain(std::iter::once((margin, -1.0)));
            for (at, sign) in signed {
                match variables[at] {
                    Some(variable) => terms.push((variable, sign)),
                    None => published += sign * table.cells[at] as f64,
                }
            }
            if !terms.is_empty() {
                problem.add_constraint(&terms, ComparisonOp::Eq, -published);
            }
        }
        let solution = problem.solve().ok()?.into_solution().ok()?;
        format!("{:.0}", solution.objective().max(0.0)).parse().ok()
    };
    Some(Bounds { low: end(OptimizationDirection::Minimize)?, high: end(OptimizationDirection::Maximize)? })
}
