//! Where a survey is going at its present rate.

use serde::{Deserialize, Serialize};

use crate::inclusion::{Count, Interval, Tolerance, Verdict, representation::measure};

/// What a group would be on the last day if answers keep coming as they did.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Projection {
    /// Answers of the group.
    pub group: u64,
    /// From where to where 95 in 100 such groups would end.
    pub range: Interval,
    /// Answers of all who said.
    pub all: u64,
    /// What would be said of the group then.
    pub verdict: Option<Verdict>,
    /// Whether less than a fifth of the time is over, so that this says little.
    pub is_early: bool,
}

/// The projection of a group after so many days of so many. `None` before the first day is over, and after the last.
pub fn project(group: Count, whole: Count, elapsed: u32, days: u32, tolerance: &Tolerance) -> Option<Projection> {
    if elapsed == 0 || elapsed >= days || whole.participants == 0 {
        return None;
    }
    let more = f64::from(days - elapsed) / f64::from(elapsed);
    let later = |now: u64| now + crate::inclusion::whole((now as f64 * more).round());
    let (ends, all) = (later(group.participants), later(whole.participants));
    let low = quantile(group.participants, more, 0.025);
    let high = quantile(group.participants, more, 0.975);
    let range = Interval { low: (group.participants + low) as f64, high: (group.participants + high) as f64 };
    let then = measure(Count { participants: ends, ..group }, Count { participants: all, ..whole });
    Some(Projection {
        group: ends,
        range,
        all,
        verdict: then.verdict(tolerance),
        is_early: u64::from(elapsed) * 5 < u64::from(days),
    })
}

/// The number of further answers below which this share of the chances lies, when x came in one unit of time and `more`
/// units are left: the rate is gamma distributed around x and a half, the further answers negative binomial.
fn quantile(x: u64, more: f64, share: f64) -> u64 {
    let shape = x as f64 + 0.5;
    let success = more / (1.0 + more);
    // From the smallest number on, each chance from the one before.
    let mut chance = ((1.0 - success).ln() * shape).exp();
    let mut sum = chance;
    let mut further = 0_u64;
    if chance == 0.0 {
        return normal(shape, more, share);
    }
    while sum < share && further < 10_000_000 {
        chance *= (shape + further as f64) / (further as f64 + 1.0) * success;
        sum += chance;
        further += 1;
        if chance < 1e-300 && sum < share {
            return normal(shape, more, share);
        }
    }
    further
}

/// The same where the first chance is too small to be told from none: by the normal distribution.
fn normal(shape: f64, more: f64, share: f64) -> u64 {
    let side = if share < 0.5 { -crate::inclusion::interval::Z } else { crate::inclusion::interval::Z };
    let (mean, spread) = (shape * more, (shape * more * (1.0 + more)).sqrt());
    crate::inclusion::whole((mean + side * spread).max(0.0).round())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn count(participants: u64, population: u64) -> Count {
        Count { participants, population }
    }

    #[test]
    fn answers_keep_coming_as_they_did() {
        let found = project(count(20, 2_000), count(200, 10_000), 10, 30, &Tolerance::default()).unwrap();
        assert_eq!((found.group, found.all, found.verdict, found.is_early), (60, 600, Some(Verdict::FarFewer), false));
        assert!(found.range.low < 60.0 && found.range.high > 60.0);
        for (elapsed, days) in [(0, 30), (30, 30), (31, 30)] {
            assert_eq!(project(count(2, 9), count(5, 99), elapsed, days, &Tolerance::default()), None);
        }
        assert!(project(count(2, 9), count(5, 99), 5, 30, &Tolerance::default()).unwrap().is_early);
    }

    #[test]
    fn large_numbers_have_ranges_too() {
        let found = project(count(50_000, 90_000), count(80_000, 100_000), 1, 3, &Tolerance::default()).unwrap();
        assert!(found.range.low > 100_000.0 && found.range.high < 200_000.0 && found.range.contains(150_000.0));
    }

    proptest! {
        #[test]
        fn the_range_holds_the_middle(x in 0_u64..400, elapsed in 1_u32..50, left in 1_u32..50) {
            let found = project(count(x, 9_000), count(x + 50, 90_000), elapsed, elapsed + left, &Tolerance::default());
            let found = found.unwrap();
            prop_assert!(found.range.low <= found.group as f64 + 1.0 && found.group as f64 <= found.range.high + 1.0);
        }
    }
}
