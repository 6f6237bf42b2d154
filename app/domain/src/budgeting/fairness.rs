//! A check of published results that takes seconds: whether a group could have paid for a project of its own.
//!
//! Under equal shares with the share e, for every project p that was not funded and every group S of its supporters
//! somebody in S has (U(W) + u(p)) c(p) > e times the utility of p to all of S, U(W) being what the funded projects are
//! worth to them. (Peters, Pierczynski and Skowron 2021; Brill and Peters 2023.) Each project takes one sort.

use std::cmp::Ordering;

use num_bigint::BigInt;
use num_rational::Ratio;

use super::{
    election::Election,
    exact::{Exact, about, exact, whole},
    tally::{Counted, Refused, Settings},
    utility::Support,
};

/// A group with a just claim: together they could pay for a project, and each of them has less than it would be worth.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Objection {
    /// The project.
    pub project: usize,
    /// The group, by the patterns of its ballots.
    pub patterns: Vec<usize>,
    /// How many people they are.
    pub people: u64,
}

/// Looks for groups that an outcome leaves without their due, when everybody had this share: for each project that is
/// not funded and takes part, the smallest such group among those with the least.
///
/// # Errors
/// What of the settings does not go with such ballots.
pub fn objections(
    election: &Election,
    settings: &Settings,
    funded: &[usize],
    share: &Exact,
) -> Result<Vec<Objection>, Refused> {
    let frame = Counted::new(election, settings)?;
    let utility = settings.utility;
    let support = Support::new(election, utility, &|project| frame.counts(project));
    let ballots = election.ballots();
    let mut has = vec![0_i128; ballots.patterns()];
    for project in funded {
        let factor = i128::from(utility.factor(election.cost(*project)));
        for (pattern, value) in support.of(*project).each() {
            has[pattern] += i128::from(value) * factor;
        }
    }
    let mut found = Vec::new();
    for project in (0..election.projects().len()).filter(|at| !funded.contains(at) && election.cost(*at) > 0) {
        let factor = i128::from(utility.factor(election.cost(project)));
        // What each would have with the project, for each share of theirs; the least first.
        let mut line: Vec<(Ratio<i128>, usize, i128)> = support
            .of(project)
            .each()
            .map(|(pattern, value)| {
                let weight = ballots.weight(pattern);
                let (above, below) = (i128::from(*weight.numer()), i128::from(*weight.denom()));
                let worth = i128::from(value) * factor;
                (Ratio::new((has[pattern] + worth) * below, above), pattern, worth * i128::from(ballots.times(pattern)))
            })
            .collect();
        line.sort_by_key(|one| one.0);
        found.extend(claim(election, project, share, &line));
    }
    Ok(found)
}

/// The first group, in the order of what they have, that could pay for a project.
fn claim(election: &Election, project: usize, share: &Exact, line: &[(Ratio<i128>, usize, i128)]) -> Option<Objection> {
    let cost = election.cost(project);
    let near = about(share) / cost as f64;
    let mut sum = 0_i128;
    for (at, (most, _, worth)) in line.iter().enumerate() {
        sum += worth;
        let last_of_equals = line.get(at + 1).is_none_or(|next| next.0 != *most);
        let (has, could) = (*most.numer() as f64 / *most.denom() as f64, near * sum as f64);
        if !last_of_equals || has > could * (1.0 + 1e-9) {
            continue;
        }
        let has = exact(BigInt::from(*most.numer()), BigInt::from(*most.denom())) * whole(cost);
        if has.cmp(&(share * whole(sum))) != Ordering::Greater {
            let patterns: Vec<usize> = line.iter().take(at + 1).map(|(_, pattern, _)| *pattern).collect();
            let people = patterns.iter().map(|pattern| election.ballots().times(*pattern)).sum();
            return Some(Objection { project, patterns, people });
        }
    }
    None
}

#[cfg(test)]
mod tests;
