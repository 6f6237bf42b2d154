//! The best first, as long as the money lasts.

use std::cmp::Ordering;

use super::{Tally, election::Election, support::Support, ties::Ties};

/// By what projects are put in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// What they are worth to all together: votes, or points.
    Utility,
    /// That, for what they cost. A project that costs nothing and is worth something comes first.
    PerCost,
}

/// What a round declared besides its rule.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Conditions {
    /// Whether the count stops at the first project that does not fit, instead of passing over it.
    pub stop_at_first: bool,
    /// Groups of projects of which one at most can be funded.
    pub exclusive: Vec<Vec<usize>>,
}

impl Conditions {
    /// Whether a project is shut out by one that is funded.
    pub fn shut_out(&self, project: usize, funded: &[usize]) -> bool {
        let groups = self.exclusive.iter().filter(|group| group.contains(&project));
        groups.flatten().any(|other| *other != project && funded.contains(other))
    }
}

/// Walks through the projects from the best downwards and funds what fits. Projects that nobody wants come last, and are
/// funded if they fit, unless a threshold took them out before.
///
/// `funded` are projects that have been funded already: they are paid, and stay.
pub fn greedy(
    election: &Election,
    support: &Support,
    by: By,
    ties: &Ties,
    conditions: &Conditions,
    funded: &[usize],
) -> Tally {
    let mut order: Vec<usize> = (0..election.projects.len())
        .filter(|at| election.projects.get(*at).is_some_and(|project| project.eligible) && !funded.contains(at))
        .collect();
    let value = |project: usize| Value::of(by, support.total(project), election.cost(project));
    order.sort_by(|a, b| value(*b).cmp(&value(*a)).then_with(|| ties.rank(*a).cmp(&ties.rank(*b))));
    let mut tally = Tally { selected: funded.to_vec(), spent: election.cost_of(funded), ties: Vec::new() };
    for (place, project) in order.iter().enumerate() {
        let left = election.pot.saturating_sub(tally.spent);
        if conditions.shut_out(*project, &tally.selected) {
            continue;
        }
        if election.cost(*project) > left {
            if conditions.stop_at_first {
                break;
            }
            continue;
        }
        let equal = order.iter().skip(place + 1).take_while(|other| value(**other) == value(*project));
        let fits = |other: &&usize| election.cost(**other) <= left && !conditions.shut_out(**other, &tally.selected);
        let tied = std::iter::once(project).chain(equal.filter(fits)).copied().collect();
        tally.ties.extend(ties.broken(tied));
        tally.selected.push(*project);
        tally.spent += election.cost(*project);
    }
    tally
}

/// What a project is worth, or worth for its cost, as an exact number that can be compared.
#[derive(Clone, Copy, Debug)]
struct Value {
    total: i128,
    cost: i128,
}

impl Value {
    fn of(by: By, total: i128, cost: i64) -> Self {
        let total = total.max(0);
        let cost = match by {
            By::Utility => 1,
            By::PerCost => i128::from(cost),
        };
        if total == 0 { Self { total: 0, cost: 1 } } else { Self { total, cost } }
    }
}

impl Ord for Value {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self.cost, other.cost) {
            (0, 0) => Ordering::Equal,
            (0, _) => Ordering::Greater,
            (_, 0) => Ordering::Less,
            _ => compare(self, other),
        }
    }
}

/// a/b against c/d; products that are too large for whole numbers are taken apart.
fn compare(one: &Value, other: &Value) -> Ordering {
    match (one.total.checked_mul(other.cost), other.total.checked_mul(one.cost)) {
        (Some(left), Some(right)) => left.cmp(&right),
        _ => {
            let whole = (one.total / one.cost).cmp(&(other.total / other.cost));
            // Rests are smaller than costs, whose products fit.
            let rest = |value: &Value, by: &Value| (value.total % value.cost) * by.cost;
            whole.then_with(|| rest(one, other).cmp(&rest(other, one)))
        }
    }
}

impl PartialOrd for Value {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Value {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Value {}
