//! Intervals and p values of shares and ratios: what chance alone could have done.

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};

use statrs::function::{beta::beta_reg, gamma::checked_gamma_lr};

use super::{
    binomial::{Tail, mass, tail, whole},
    search::{first_from, turning_point},
};

/// The 97.5 % point of the standard normal distribution: every interval here is one of 95 %.
pub const Z: f64 = 1.959_963_984_540_054;

/// What a 95 % interval leaves out on each side.
const EACH_SIDE: f64 = 0.025;

/// R's `binom.test` counts an outcome as no likelier than the one seen up to this factor, because equal masses may
/// differ in their last digits.
const AS_UNLIKELY: f64 = 1.0 + 1e-7;

/// Everything from `low` to `high`, both included.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Interval {
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

impl Interval {
    /// Whether a value lies in it.
    pub fn contains(self, value: f64) -> bool {
        self.low <= value && value <= self.high
    }

    /// Whether all of another interval lies in it.
    pub fn covers(self, other: Self) -> bool {
        self.low <= other.low && other.high <= self.high
    }

    /// Both ends divided by a positive number.
    #[must_use]
    pub fn divided_by(self, divisor: f64) -> Self {
        Self { low: self.low / divisor, high: self.high / divisor }
    }
}

/// Wilson's score interval of the share x/n (E. B. Wilson, 1927). With x = 0 it starts at exactly 0, with x = n it
/// ends at exactly 1. `None` without observations or when x > n.
pub fn wilson(x: u64, n: u64) -> Option<Interval> {
    if n == 0 || x > n {
        return None;
    }
    let count = n as f64;
    let share = x as f64 / count;
    let shrink = 1.0 + Z * Z / count;
    let centre = (share + Z * Z / (2.0 * count)) / shrink;
    let half = Z * (share * (1.0 - share) / count + Z * Z / (4.0 * count * count)).sqrt() / shrink;
    Some(Interval { low: if x == 0 { 0.0 } else { centre - half }, high: if x == n { 1.0 } else { centre + half } })
}

/// The exact interval of the share x/n (C. J. Clopper and E. S. Pearson, 1934): the shares under which a result at
/// least as extreme on one side has a probability of at least 2.5 %. `None` as for [`wilson`].
pub fn clopper_pearson(x: u64, n: u64) -> Option<Interval> {
    if n == 0 || x > n {
        return None;
    }
    let share = x as f64 / n as f64;
    Some(Interval {
        low: if x == 0 { 0.0 } else { turning_point(0.0, share, |p| tail(x, n, p, Tail::Above) < EACH_SIDE) },
        high: if x == n { 1.0 } else { turning_point(share, 1.0, |p| tail(x, n, p, Tail::Below) > EACH_SIDE) },
    })
}

/// The interval of the ratio (x/n)/(a/m) of two shares from samples, by the logarithm's standard error (D. Katz and
/// others, 1978). `None` where the logarithm has none: x or a is 0, or a count exceeds its sample.
pub fn katz(x: u64, n: u64, a: u64, m: u64) -> Option<Interval> {
    if x == 0 || a == 0 || x > n || a > m {
        return None;
    }
    let [x, n, a, m] = [x, n, a, m].map(|count| count as f64);
    let ratio = (x / n) / (a / m);
    let factor = (Z * (1.0 / x - 1.0 / n + 1.0 / a - 1.0 / m).sqrt()).exp();
    Some(Interval { low: ratio / factor, high: ratio * factor })
}

/// The exact two-sided p value of x out of n under the share p: the probability of everything that is no likelier
/// than what was seen, as R's `binom.test` has it. `None` without observations, when x > n, or when p is not strictly
/// between 0 and 1 (then nothing is left to chance).
pub fn binomial_p(x: u64, n: u64, p: f64) -> Option<f64> {
    if n == 0 || x > n || p <= 0.0 || p >= 1.0 || p.is_nan() {
        return None;
    }
    let mean = n as f64 * p;
    let limit = mass(x, n, p) * AS_UNLIKELY;
    let both = match (x as f64).total_cmp(&mean) {
        Ordering::Equal => 1.0,
        Ordering::Less => {
            let opposite = first_from(whole(mean.ceil()), n + 1, |k| mass(k, n, p) <= limit);
            tail(x, n, p, Tail::Below) + tail(opposite, n, p, Tail::Above)
        }
        Ordering::Greater => {
            let likelier = first_from(0, whole(mean.floor()) + 1, |k| mass(k, n, p) > limit);
            let opposite = likelier.checked_sub(1).map_or(0.0, |k| tail(k, n, p, Tail::Below));
            tail(x, n, p, Tail::Above) + opposite
        }
    };
    Some(both.min(1.0))
}

/// The 97.5 % point of Student's t distribution with so many degrees of freedom, at least 1.
pub fn student_t(degrees: usize) -> f64 {
    let degrees = degrees.max(1) as f64;
    // The share beyond t on both sides is I(df/(df + t²); df/2, 1/2).
    let beyond = |t: f64| beta_reg(degrees / 2.0, 0.5, degrees / (degrees + t * t));
    turning_point(0.0, 64.0, |t| beyond(t) > 2.0 * EACH_SIDE)
}

/// The point of the chi-square distribution with so many degrees of freedom, at least 1, below which this share lies.
pub fn chi_square_point(share: f64, degrees: u64) -> f64 {
    let degrees = degrees.max(1) as f64;
    let below = |value: f64| checked_gamma_lr(degrees / 2.0, value / 2.0).unwrap_or(0.0);
    turning_point(0.0, degrees + 20.0 * (2.0 * degrees).sqrt() + 40.0, |value| below(value) < share)
}

/// P values adjusted so that the chance of any false alarm among them stays what it was for one (S. Holm, 1979), in
/// the same order. What has no p value takes no part.
pub fn holm(p_values: &[Option<f64>]) -> Vec<Option<f64>> {
    let mut ordered: Vec<(usize, f64)> = p_values.iter().enumerate().filter_map(|(at, p)| Some((at, (*p)?))).collect();
    ordered.sort_by(|a, b| a.1.total_cmp(&b.1));
    let mut adjusted = vec![None; p_values.len()];
    let mut largest: f64 = 0.0;
    for (rank, (at, p)) in ordered.iter().enumerate() {
        largest = largest.max(((ordered.len() - rank) as f64 * p).min(1.0));
        adjusted[*at] = Some(largest);
    }
    adjusted
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_cannot_be_said_is_not_said() {
        for (x, n) in [(0, 0), (3, 2)] {
            assert_eq!(wilson(x, n), None);
            assert_eq!(clopper_pearson(x, n), None);
            assert_eq!(binomial_p(x, n, 0.5), None);
        }
        for p in [0.0, 1.0, f64::NAN] {
            assert_eq!(binomial_p(3, 10, p), None);
        }
        for (x, n, a, m) in [(0, 9, 1, 9), (1, 9, 0, 9), (10, 9, 1, 9), (1, 9, 10, 9), (0, 0, 0, 0)] {
            assert_eq!(katz(x, n, a, m), None);
        }
        assert_eq!(katz(9, 9, 5, 5), Some(Interval { low: 1.0, high: 1.0 }));
    }

    #[test]
    fn points_of_known_distributions() {
        // Published tables; for one degree of freedom tan(0.475 pi).
        for (degrees, point) in [(1, 12.706_204_736_174_7), (3, 3.182_446_305_283_71), (60, 2.000_297_821_058_26)] {
            assert!((student_t(degrees) - point).abs() < 1e-9 * point, "{degrees}: {}", student_t(degrees));
        }
        for (share, degrees, point) in [(0.025, 2, 0.050_635_615_968_579_8), (0.975, 2, 7.377_758_908_227_87)] {
            assert!((chi_square_point(share, degrees) - point).abs() < 1e-9 * point);
        }
    }

    #[test]
    fn intervals_end_exactly_where_shares_do() {
        for n in [1, 7, 1_000_000] {
            for interval in [wilson(0, n), clopper_pearson(0, n)].into_iter().flatten() {
                assert!(interval.low.total_cmp(&0.0).is_eq() && interval.high < 1.0);
            }
            for interval in [wilson(n, n), clopper_pearson(n, n)].into_iter().flatten() {
                assert!(interval.high.total_cmp(&1.0).is_eq() && interval.low > 0.0);
            }
        }
    }

    /// Every outcome that is no likelier, added up one by one.
    fn plain_p(x: u64, n: u64, p: f64) -> f64 {
        let seen = mass(x, n, p) * AS_UNLIKELY;
        (0..=n).map(|k| mass(k, n, p)).filter(|mass| *mass <= seen).sum::<f64>().min(1.0)
    }

    proptest! {
        #[test]
        fn the_exact_p_value_is_what_its_definition_says(n in 1_u64..120, x in 0_u64..120, p in 0.001_f64..0.999) {
            prop_assume!(x <= n);
            let found = binomial_p(x, n, p).unwrap();
            prop_assert!((0.0..=1.0).contains(&found));
            prop_assert!((found - plain_p(x, n, p)).abs() < 1e-11, "{found} {}", plain_p(x, n, p));
        }

        #[test]
        fn intervals_hold_their_share_and_mirror_its_complement(n in 1_u64..3000, x in 0_u64..3000) {
            prop_assume!(x <= n);
            let share = x as f64 / n as f64;
            for interval in [wilson, clopper_pearson] {
                let (one, other) = (interval(x, n).unwrap(), interval(n - x, n).unwrap());
                prop_assert!(0.0 <= one.low && one.contains(share) && one.high <= 1.0);
                prop_assert!((one.low + other.high - 1.0).abs() < 1e-12);
            }
        }

        #[test]
        fn the_exact_interval_leaves_its_part_on_each_side(n in 2_u64..2000, x in 1_u64..2000) {
            prop_assume!(x < n);
            let exact = clopper_pearson(x, n).unwrap();
            prop_assert!((tail(x, n, exact.low, Tail::Above) - EACH_SIDE).abs() < 1e-10);
            prop_assert!((tail(x, n, exact.high, Tail::Below) - EACH_SIDE).abs() < 1e-10);
        }

        #[test]
        fn adjusting_only_raises_and_keeps_the_order(p_values in prop::collection::vec(0.0_f64..=1.0, 0..12)) {
            let with_gap: Vec<_> = std::iter::once(None).chain(p_values.iter().copied().map(Some)).collect();
            let adjusted = holm(&with_gap);
            prop_assert_eq!(adjusted[0], None);
            let pairs: Vec<_> = p_values.iter().zip(adjusted[1..].iter().map(|p| p.unwrap())).collect();
            for (p, raised) in &pairs {
                prop_assert!(**p <= *raised && *raised <= 1.0);
                prop_assert!(pairs.iter().all(|(other, high)| other < p || high >= raised));
            }
        }
    }
}
