//! Sequential Phragmen: voters carry the cost of what they wanted, as evenly as can be, one project after the other.

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{ToPrimitive, Zero};

use super::{Tally, election::Election, support::Support, ties::Ties};

/// Loads that differ by less than this part are compared exactly.
const MARGIN: f64 = 1e-9;

/// Funds the project whose supporters would carry the least each, until one that would be next does not fit. Only who
/// supports what counts, not how much.
pub fn phragmen(election: &Election, support: &Support, ties: &Ties) -> Tally {
    let mut tally = Tally::default();
    // The loads that there are, and which of them every group carries: that of the last project it got.
    let mut loads = vec![BigRational::zero()];
    let mut carried = vec![0_usize; support.groups()];
    let can = |at: &usize| election.projects.get(*at).is_some_and(|one| one.eligible && one.cost <= election.pot);
    let mut open: Vec<usize> = (0..election.projects.len()).filter(can).collect();
    open.retain(|project| !support.supporters(*project).is_empty());
    while let Some((least, tied)) = next(election, support, &open, &loads, &carried) {
        let left = election.pot - tally.spent;
        if tied.iter().any(|project| election.cost(*project) > left) {
            break;
        }
        let Some(first) = tied.iter().copied().min_by_key(|project| ties.rank(*project)) else { break };
        tally.ties.extend(ties.broken(tied));
        tally.spent += election.cost(first);
        tally.selected.push(first);
        open.retain(|project| *project != first);
        for (group, _) in support.supporters(first) {
            if let Some(carried) = carried.get_mut(*group as usize) {
                *carried = loads.len();
            }
        }
        loads.push(least);
    }
    tally
}

/// The least load that a supporter would carry, and the projects that have it.
fn next(
    election: &Election,
    support: &Support,
    open: &[usize],
    loads: &[BigRational],
    carried: &[usize],
) -> Option<(BigRational, Vec<usize>)> {
    let rough: Vec<f64> = loads.iter().map(|load| load.to_f64().unwrap_or(f64::MAX)).collect();
    let mut counted: Vec<(f64, usize, Vec<u64>)> = Vec::with_capacity(open.len());
    for project in open {
        let mut counts = vec![0_u64; loads.len()];
        for (group, _) in support.supporters(*project) {
            let load = carried.get(*group as usize).copied().unwrap_or(0);
            if let Some(count) = counts.get_mut(load) {
                *count += support.weight(*group);
            }
        }
        let carried: f64 = counts.iter().zip(&rough).map(|(count, load)| *count as f64 * load).sum();
        let people: u64 = counts.iter().sum();
        counted.push(((election.cost(*project) as f64 + carried) / people as f64, *project, counts));
    }
    let least = counted.iter().map(|(load, ..)| *load).min_by(f64::total_cmp)?;
    let near = counted.iter().filter(|(load, ..)| *load <= least * (1.0 + MARGIN));
    let exact = near.map(|(_, project, counts)| (load(election.cost(*project), counts, loads), *project));
    let exact: Vec<(BigRational, usize)> = exact.collect();
    let least = exact.iter().map(|(load, _)| load).min()?.clone();
    let tied = exact.into_iter().filter(|(load, _)| *load == least).map(|(_, project)| project).collect();
    Some((least, tied))
}

fn load(cost: i64, counts: &[u64], loads: &[BigRational]) -> BigRational {
    let mut sum = BigRational::from_integer(cost.into());
    for (count, load) in counts.iter().zip(loads).filter(|(count, _)| **count > 0) {
        sum += load * BigInt::from(*count);
    }
    sum / BigInt::from(counts.iter().sum::<u64>())
}
