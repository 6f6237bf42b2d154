//! The binomial distribution with full relative precision, far out in its tails too.
//!
//! Masses follow Loader's saddle-point form (C. Loader, *Fast and Accurate Computation of Binomial Probabilities*,
//! 2000): differences of log-gammas lose a digit with every tenfold of n. Tails are sums of masses from the inside
//! outwards, so a p value of 1e-97 has as many correct digits as one of 0.5.

use std::f64::consts::TAU;

/// The tail on one side of a count, the count included.
#[derive(Clone, Copy)]
pub(super) enum Tail {
    /// P(X <= k).
    Below,
    /// P(X >= k).
    Above,
}

/// P(X = k) for X ~ Binomial(n, p).
pub(super) fn mass(k: u64, n: u64, p: f64) -> f64 {
    if k > n {
        return 0.0;
    }
    let rest = n - k;
    // The ends of the range, where a count has no deviance from zero to expand.
    if k == 0 || rest == 0 {
        let never = if k == 0 { 1.0 } else { p.powf(k as f64) };
        let always = if rest == 0 { 1.0 } else { (rest as f64 * (-p).ln_1p()).exp() };
        return never * always;
    }
    let expected = n as f64 * p;
    let exponent = stirling_error(n)
        - stirling_error(k)
        - stirling_error(rest)
        - deviance(k as f64, expected)
        - deviance(rest as f64, n as f64 - expected);
    exponent.exp() * (n as f64 / (TAU * k as f64 * rest as f64)).sqrt()
}

/// The tail beyond k. Meant for a k on that side of the mean: masses then only fall, and the sum may stop when the
/// next one no longer counts.
pub(super) fn tail(k: u64, n: u64, p: f64, side: Tail) -> f64 {
    let odds = p / (1.0 - p);
    let (mut k, n, mut term) = (k as f64, n as f64, mass(k, n, p));
    let mut sum = 0.0;
    while term > sum * (f64::EPSILON / 8.0) {
        sum += term;
        match side {
            Tail::Below => {
                term *= k / ((n - k + 1.0) * odds);
                k -= 1.0;
            }
            Tail::Above => {
                term *= (n - k) * odds / (k + 1.0);
                k += 1.0;
            }
        }
    }
    sum
}

/// E|X/n - p|, the mean absolute deviation of a share, by de Moivre's closed form.
pub(super) fn mean_deviation(n: u64, p: f64) -> f64 {
    let k = whole((n as f64 * p).floor()) + 1;
    2.0 * k as f64 * (1.0 - p) / n as f64 * mass(k, n, p)
}

/// A whole number that is kept as a float.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "only called with what lies between 0 and the number of people or keys; a fraction is left out"
)]
pub(crate) const fn whole(value: f64) -> u64 {
    value as u64
}

/// What Stirling's formula lacks: ln n! - ln(sqrt(2 pi n) (n/e)^n).
fn stirling_error(n: u64) -> f64 {
    let value = n as f64;
    if n <= 15 {
        let factorial: f64 = (1..=n).map(|factor| factor as f64).product();
        return factorial.ln() - (value + 0.5) * value.ln() + value - TAU.ln() / 2.0;
    }
    let square = value * value;
    (1.0 / 12.0 - (1.0 / 360.0 - (1.0 / 1260.0 - (1.0 / 1680.0 - 1.0 / 1188.0 / square) / square) / square) / square)
        / value
}

/// x ln(x/m) + m - x, without the cancellation when x is near m.
fn deviance(x: f64, m: f64) -> f64 {
    let relative = (x - m) / (x + m);
    if relative.abs() >= 0.1 {
        return x * (x / m).ln() + m - x;
    }
    let square = relative * relative;
    let mut power = 2.0 * x * relative;
    let mut sum = (x - m) * relative;
    for odd in (3_u8..).step_by(2) {
        power *= square;
        let next = sum + power / f64::from(odd);
        if next.total_cmp(&sum).is_eq() {
            break;
        }
        sum = next;
    }
    sum
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// n choose k times the powers, in the plainest way; good for small n only.
    fn plain_mass(k: u64, n: u64, p: f64) -> f64 {
        let choose: f64 = (1..=k).map(|i| (n - k + i) as f64 / i as f64).product();
        choose * p.powf(k as f64) * (1.0 - p).powf((n - k) as f64)
    }

    #[test]
    fn far_masses_keep_their_digits() {
        // 2^-1000 and its neighbour, exact in binary.
        let half = 0.5_f64;
        assert!((mass(0, 1000, half) / half.powi(1000) - 1.0).abs() < 1e-12);
        assert!((mass(1, 1000, half) / (1000.0 * half.powi(1000)) - 1.0).abs() < 1e-12);
    }

    #[test]
    fn a_million_draws_add_up_to_one() {
        let (n, p) = (1_000_000, 0.3);
        let all = tail(300_000, n, p, Tail::Below) + tail(300_001, n, p, Tail::Above);
        assert!((all - 1.0).abs() < 1e-12, "{all}");
    }

    proptest! {
        #[test]
        fn a_mass_is_what_its_definition_says(n in 1_u64..60, k in 0_u64..60, p in 0.001_f64..0.999) {
            prop_assume!(k <= n);
            let plain = plain_mass(k, n, p);
            prop_assert!((mass(k, n, p) - plain).abs() <= 1e-10 * plain, "{} {}", mass(k, n, p), plain);
        }

        #[test]
        fn the_mean_deviation_is_a_mean(n in 1_u64..200, p in 0.001_f64..0.999) {
            let mean: f64 = (0..=n).map(|k| (k as f64 / n as f64 - p).abs() * mass(k, n, p)).sum();
            prop_assert!((mean_deviation(n, p) - mean).abs() < 1e-12);
        }
    }
}
