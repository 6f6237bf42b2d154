//! Two waves of the same survey: what changed, and what may be said about it in words.
//!
//! Both waves are read as samples of those in post at the time; the formulas are those of the facts on inclusion,
//! section 2. Items of one section are one family: look at all of them, then adjust together.

mod fisher;
mod scale;
mod share;

use serde::{Deserialize, Serialize};

pub use self::{
    fisher::fisher,
    scale::{ScaleChange, compare_scales},
    share::{Answered, ShareChange, compare_shares, newcombe},
};
use super::interval::holm;

/// What a page may say of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Finding {
    /// It went up, and more than chance is needed to explain it.
    WentUp,
    /// It went down, and more than chance is needed to explain it.
    WentDown,
    /// Nothing that chance alone could not have brought about. That is not the same as no change.
    NoSignOfChange,
    /// A wave has too few answers to say anything.
    TooFew,
}

/// Fewer answers than this in a wave are too few to say anything.
pub const LEAST_ANSWERS: u64 = 10;

/// An adjusted p value below this is more than chance.
const CHANCE: f64 = 0.05;

impl Finding {
    /// The finding from the answers of both waves, the direction and the adjusted p value.
    fn of(answers: [u64; 2], change: Option<f64>, adjusted_p: Option<f64>) -> Self {
        if answers.iter().any(|answers| *answers < LEAST_ANSWERS) {
            return Self::TooFew;
        }
        match (change, adjusted_p.filter(|p| *p < CHANCE)) {
            (Some(change), Some(_)) if change > 0.0 => Self::WentUp,
            (Some(change), Some(_)) if change < 0.0 => Self::WentDown,
            _ => Self::NoSignOfChange,
        }
    }
}

/// Adjusts the p values of the items of one section together, and says what was found of each.
pub fn adjust_shares(items: &mut [ShareChange]) {
    let p: Vec<_> = items.iter().map(|item| item.p).collect();
    for (item, adjusted) in items.iter_mut().zip(holm(&p)) {
        item.adjusted_p = adjusted;
        // The interval must agree, so that no page shows one across 0 beside a claim.
        let clear = item.interval.is_some_and(|interval| !interval.contains(0.0));
        item.finding = Finding::of(item.waves.map(|wave| wave.answered), item.difference, adjusted.filter(|_| clear));
    }
}

/// Adjusts the p values of the items of one section together, and says what was found of each.
pub fn adjust_scales(items: &mut [ScaleChange]) {
    let p: Vec<_> = items.iter().map(|item| item.p).collect();
    for (item, adjusted) in items.iter_mut().zip(holm(&p)) {
        item.adjusted_p = adjusted;
        item.finding = Finding::of(item.answered, item.delta, adjusted);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn answered(yes: u64, answered: u64) -> Answered {
        Answered { yes, answered, population: Some(1000) }
    }

    fn finding(before: (u64, u64), after: (u64, u64)) -> Finding {
        let mut items = [compare_shares(answered(before.0, before.1), answered(after.0, after.1))];
        adjust_shares(&mut items);
        items[0].finding
    }

    #[test]
    fn what_may_be_said() {
        for (before, after, said) in [
            ((20, 100), (60, 100), Finding::WentUp),
            ((60, 100), (20, 100), Finding::WentDown),
            ((50, 100), (52, 100), Finding::NoSignOfChange),
            ((0, 100), (0, 90), Finding::NoSignOfChange),
            ((9, 9), (0, 100), Finding::TooFew),
            ((0, 0), (0, 0), Finding::TooFew),
        ] {
            assert_eq!(finding(before, after), said, "{before:?} {after:?}");
        }
    }

    #[test]
    fn looking_at_many_items_asks_for_more() {
        let one = compare_shares(answered(40, 100), answered(56, 100));
        let mut alone = [one];
        adjust_shares(&mut alone);
        let mut many = [one; 8];
        adjust_shares(&mut many);
        assert_eq!((alone[0].finding, many[0].finding), (Finding::WentUp, Finding::NoSignOfChange));
    }

    #[test]
    fn scales_are_compared_by_their_order() {
        let mut items = [
            compare_scales(&[30, 20, 10, 5, 5], &[5, 5, 10, 20, 30]),
            compare_scales(&[0, 0, 70, 0, 0], &[0, 0, 50, 0, 0]),
            compare_scales(&[0; 5], &[1, 2, 3, 4, 5]),
        ];
        adjust_scales(&mut items);
        assert_eq!(items.map(|item| item.finding), [Finding::WentUp, Finding::NoSignOfChange, Finding::TooFew]);
    }

    proptest! {
        #[test]
        fn the_interval_holds_the_difference(a in 0_u64..200, b in 0_u64..200, m in 1_u64..200, n in 1_u64..200) {
            prop_assume!(a <= m && b <= n);
            let change = compare_shares(answered(a, m), answered(b, n));
            let interval = newcombe((a, m), (b, n)).unwrap();
            prop_assert!(interval.contains(change.difference.unwrap()) && -1.0 <= interval.low && interval.high <= 1.0);
            prop_assert!(change.worst_case_after.unwrap().contains(b as f64 / 1000.0));
            prop_assert!(change.p.is_none_or(|p| (0.0..=1.0).contains(&p)));
            prop_assert!(change.fisher_p.is_some_and(|p| p > 0.0 && p <= 1.0));
            prop_assert!(change.z.is_none_or(f64::is_finite));
            // Exchanging the waves turns the sign.
            let back = compare_shares(answered(b, n), answered(a, m));
            prop_assert!((back.difference.unwrap() + change.difference.unwrap()).abs() < 1e-12);
            prop_assert!((back.fisher_p.unwrap() - change.fisher_p.unwrap()).abs() < 1e-9);
        }

        #[test]
        fn fisher_is_what_its_definition_says(a in 0_u64..25, b in 0_u64..25, m in 1_u64..25, n in 1_u64..25) {
            prop_assume!(a <= m && b <= n);
            let choose = |n: u64, k: u64| (0..k).fold(1.0, |product, i| product * (n - i) as f64 / (i + 1) as f64);
            let yes = a + b;
            let mass = |k: u64| if k > m || k > yes || yes - k > n { 0.0 } else {
                choose(m, k) * choose(n, yes - k) / choose(m + n, yes)
            };
            let limit = mass(a) * (1.0 + 1e-7);
            let plain: f64 = (0..=yes).map(mass).filter(|mass| *mass <= limit).sum();
            prop_assert!((fisher((a, m), (b, n)).unwrap() - plain.min(1.0)).abs() < 1e-9);
        }

        #[test]
        fn superiority_mirrors(before in prop::array::uniform5(0_u64..30), after in prop::array::uniform5(0_u64..30)) {
            let (one, other) = (compare_scales(&before, &after), compare_scales(&after, &before));
            if let (Some(one), Some(other)) = (one.delta, other.delta) {
                prop_assert!((one + other).abs() < 1e-12 && (-1.0..=1.0).contains(&one));
            }
            prop_assert_eq!(one.p.is_some(), other.p.is_some());
            prop_assert!(one.p.is_none_or(|p| (0.0..=1.0).contains(&p)));
        }
    }
}
