//! Money and hours: when one or two contributors stand out so far that a total gives them away.
//!
//! The rules are those of statistical offices (A. Hundepool and others, *Statistical Disclosure Control*, 2012, chapter
//! 4): too few contributors, the n largest above k per cent, and what all others leave below p per cent of the largest.

use serde::{Deserialize, Serialize};

/// The fewest contributors of a total that is published.
pub const LEAST_CONTRIBUTORS: usize = 3;

/// What stands out in a total.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dominance {
    /// How many contributed more than nothing.
    pub contributors: usize,
    /// The largest is more than 75 % of the total.
    pub one_dominates: bool,
    /// The two largest are more than 85 % of the total.
    pub two_dominate: bool,
    /// All but the two largest are less than 10 % of the largest: the second knows the first too well.
    pub is_known_by_second: bool,
}

impl Dominance {
    /// What stands out among these contributions.
    pub fn of(contributions: &[u64]) -> Self {
        let mut sorted = contributions.to_vec();
        sorted.sort_unstable_by(|one, other| other.cmp(one));
        let total: u128 = sorted.iter().map(|amount| u128::from(*amount)).sum();
        let at = |place: usize| u128::from(sorted.get(place).copied().unwrap_or(0));
        let two = at(0) + at(1);
        Self {
            contributors: sorted.iter().filter(|amount| **amount > 0).count(),
            one_dominates: total > 0 && 100 * at(0) > 75 * total,
            two_dominate: total > 0 && 100 * two > 85 * total,
            is_known_by_second: total > 0 && 10 * (total - two) < at(0),
        }
    }

    /// Whether the total may be published.
    pub const fn is_safe(self) -> bool {
        self.contributors >= LEAST_CONTRIBUTORS && !self.one_dominates && !self.two_dominate && !self.is_known_by_second
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn totals_that_give_somebody_away_are_known() {
        for (contributions, safe) in [
            (&[40, 35, 25, 10][..], true),
            (&[10; 12], true),
            (&[100, 5, 3], false),
            (&[500], false),
            (&[60, 60], false),
            (&[900, 50, 30, 20], false),
            (&[0, 0, 7], false),
            (&[50, 49, 4], false),
            (&[], false),
            (&[0, 0, 0], false),
        ] {
            assert_eq!(Dominance::of(contributions).is_safe(), safe, "{contributions:?}");
        }
    }
}
