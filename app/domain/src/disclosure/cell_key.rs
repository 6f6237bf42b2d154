//! Cell-key perturbation: noise that hangs on who is in a cell, looked up in a table made once.
//!
//! The method of the Australian Bureau of Statistics (B. Fraser and J. Wooton, 2005; G. Thompson, S. Broadfoot and D.
//! Elazar, 2013), used for Scotland's Census 2022: an operator's policy beside the platform's own rounding. Each count
//! has a distribution of noise that has mean 0, the variance asked for, never more than the most noise, never a result
//! that is forbidden, and otherwise the largest entropy; keys are shared out over it once and for all.

use crate::inclusion::whole;

/// What the noise must keep to.
#[derive(Clone, Debug, PartialEq)]
pub struct Noise {
    /// The most by which a count changes.
    pub most: u64,
    /// The variance of the noise, where it can have it.
    pub variance: f64,
    /// The largest count that must not be published, 0 for none: 1 up to this become 0 or more than this.
    pub largest_forbidden: u64,
    /// How many keys there are.
    pub keys: u64,
}

/// One outcome for a count.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Outcome {
    /// What is added to the count.
    pub noise: i64,
    /// With which probability, before keys are shared out.
    pub probability: f64,
    /// For how many keys.
    pub keys: u64,
}

/// The table of noise: a row for each small count, the last for all larger ones.
#[derive(Clone, Debug, PartialEq)]
pub struct PerturbationTable {
    keys: u64,
    rows: Vec<Vec<Outcome>>,
    /// For each row, the noise of every key.
    looked_up: Vec<Vec<i64>>,
}

/// The most keys a table may have.
const MOST_KEYS: u64 = 1 << 16;
/// The most noise.
const MOST_NOISE: u64 = 100;

impl PerturbationTable {
    /// The table for this noise. `None` without keys or noise, with more than 65,536 keys or a noise above 100, or with
    /// a variance that is not positive.
    pub fn new(noise: &Noise) -> Option<Self> {
        let sizes = (1..=MOST_KEYS).contains(&noise.keys) && (1..=MOST_NOISE).contains(&noise.most);
        let least = noise.largest_forbidden.checked_add(1)?;
        if !sizes || least > MOST_NOISE || !noise.variance.is_finite() || noise.variance <= 0.0 {
            return None;
        }
        let rows: Vec<Vec<Outcome>> = (1..=noise.most + least).map(|count| row(count, least, noise)).collect();
        let each = |row: &Vec<Outcome>| {
            row.iter().flat_map(|one| std::iter::repeat_n(one.noise, usize::try_from(one.keys).unwrap_or(0))).collect()
        };
        Some(Self { keys: noise.keys, looked_up: rows.iter().map(each).collect(), rows })
    }

    /// The outcomes of every small count from 1 on; the last row is for all larger ones.
    pub fn rows(&self) -> &[Vec<Outcome>] {
        &self.rows
    }

    /// The noise of a key for every row, as [`Self::rows`].
    pub fn of_key(&self, key: u64) -> Vec<i64> {
        let at = usize::try_from(key % self.keys).unwrap_or(0);
        self.looked_up.iter().map(|row| row.get(at).copied().unwrap_or(0)).collect()
    }

    /// The count to publish for a count and the sum of its record keys. Nobody stays nobody.
    pub fn perturbed(&self, count: u64, key: u64) -> u64 {
        let row = usize::try_from(count).unwrap_or(usize::MAX).min(self.looked_up.len());
        let at = usize::try_from(key % self.keys).unwrap_or(0);
        let noise = row.checked_sub(1).and_then(|row| self.looked_up.get(row)?.get(at).copied()).unwrap_or(0);
        count.saturating_add_signed(noise)
    }
}

/// The outcomes of one count: those of the largest entropy or, where there is no such distribution, the two nearest
/// results that keep the mean.
fn row(count: u64, least: u64, noise: &Noise) -> Vec<Outcome> {
    let allowed = |result: &u64| *result == 0 || *result >= least;
    let results: Vec<u64> = (count.saturating_sub(noise.most)..=count + noise.most).filter(allowed).collect();
    let distances: Vec<f64> = results.iter().map(|result| *result as f64 - count as f64).collect();
    let probabilities = largest_entropy(&distances, noise.variance).unwrap_or_else(|| two_points(&results, count));
    let keys = shared_out(&probabilities, noise.keys);
    let outcome = |((result, probability), keys): ((&u64, f64), u64)| Outcome {
        noise: i64::try_from(*result).unwrap_or(i64::MAX) - i64::try_from(count).unwrap_or(0),
        probability,
        keys,
    };
    results.iter().zip(probabilities).zip(keys).map(outcome).collect()
}

/// How many steps are tried.
const STEPS: u32 = 200;
/// How exactly the two conditions must be met.
const MET: f64 = 1e-13;

/// The distribution over these distances with mean 0, this variance and the largest entropy: exp(a d + b d²), the two
/// numbers found by Newton's method. `None` where there is none.
fn largest_entropy(distances: &[f64], variance: f64) -> Option<Vec<f64>> {
    let both_sides = distances.iter().any(|d| *d < 0.0) && distances.iter().any(|d| *d > 0.0);
    if !both_sides {
        return None;
    }
    let features: Vec<[f64; 2]> = distances.iter().map(|d| [*d, d * d - variance]).collect();
    let mut at = [0.0, 0.0];
    for _ in 0..STEPS {
        let exponents: Vec<f64> = features.iter().map(|f| f[0] * at[0] + f[1] * at[1]).collect();
        let largest = exponents.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let raw: Vec<f64> = exponents.iter().map(|exponent| (exponent - largest).exp()).collect();
        let sum: f64 = raw.iter().sum();
        let chances: Vec<f64> = raw.iter().map(|value| value / sum).collect();
        let mean = |of: &dyn Fn(&[f64; 2]) -> f64| chances.iter().zip(&features).map(|(p, f)| p * of(f)).sum::<f64>();
        let slope = [mean(&|f| f[0]), mean(&|f| f[1])];
        if slope.iter().all(|value| value.abs() < MET) {
            return Some(chances);
        }
        let [a, b, d] = [
            mean(&|f| f[0] * f[0]) - slope[0] * slope[0],
            mean(&|f| f[0] * f[1]) - slope[0] * slope[1],
            mean(&|f| f[1] * f[1]) - slope[1] * slope[1],
        ];
        let determinant = a * d - b * b;
        if determinant == 0.0 || !determinant.is_finite() {
            return None;
        }
        let step = [(b * slope[1] - d * slope[0]) / determinant, (b * slope[0] - a * slope[1]) / determinant];
        let far = step.iter().fold(1e-300_f64, |most, part| most.max(part.abs()));
        let shorter = (5.0 / far).min(1.0);
        at = [at[0] + step[0] * shorter, at[1] + step[1] * shorter];
        if at.iter().any(|value| value.abs() > 200.0) {
            return None;
        }
    }
    None
}

/// The unbiased choice between the nearest results that are allowed.
fn two_points(results: &[u64], count: u64) -> Vec<f64> {
    let below = results.iter().copied().filter(|result| *result <= count).max().unwrap_or(count);
    let above = results.iter().copied().filter(|result| *result >= count).min().unwrap_or(count);
    let width = (above - below) as f64;
    let chance = |result: &u64| match *result {
        result if below == above => f64::from(u8::from(result == count)),
        result if result == below => (above - count) as f64 / width,
        result if result == above => (count - below) as f64 / width,
        _ => 0.0,
    };
    results.iter().map(chance).collect()
}

/// Whole keys for each probability: the whole parts first, what is left to the largest remainders, of equal ones to the
/// lower noise. Parts are compared at a millionth, so that the last digits decide nothing.
fn shared_out(probabilities: &[f64], keys: u64) -> Vec<u64> {
    let millionths = |value: f64| (value * 1e6).round() / 1e6;
    let parts: Vec<f64> = probabilities.iter().map(|p| millionths(p * keys as f64)).collect();
    let mut shared: Vec<u64> = parts.iter().map(|part| whole(*part)).collect();
    let mut order: Vec<usize> = (0..parts.len()).collect();
    order.sort_by(|one, other| {
        let rest = |at: usize| millionths(parts[at] - shared[at] as f64);
        rest(*other).total_cmp(&rest(*one))
    });
    let left = keys.saturating_sub(shared.iter().sum());
    for at in order.into_iter().take(usize::try_from(left).unwrap_or(0)) {
        shared[at] += 1;
    }
    shared
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn nonsense_makes_no_table() {
        let noise = Noise { most: 3, variance: 2.0, largest_forbidden: 2, keys: 256 };
        assert!(PerturbationTable::new(&noise).is_some());
        for wrong in [
            Noise { most: 0, ..noise.clone() },
            Noise { most: 101, ..noise.clone() },
            Noise { keys: 0, ..noise.clone() },
            Noise { keys: 1 << 20, ..noise.clone() },
            Noise { variance: 0.0, ..noise.clone() },
            Noise { variance: f64::NAN, ..noise.clone() },
            Noise { largest_forbidden: u64::MAX, ..noise },
        ] {
            assert_eq!(PerturbationTable::new(&wrong), None, "{wrong:?}");
        }
    }

    proptest! {
        #[test]
        fn noise_keeps_to_what_was_asked(
            most in 2_u64..8,
            variance in 0.5_f64..6.0,
            largest_forbidden in 0_u64..3,
            counts in prop::collection::vec((0_u64..40, any::<u64>()), 1..60),
        ) {
            let noise = Noise { most, variance, largest_forbidden, keys: 256 };
            let table = PerturbationTable::new(&noise).unwrap();
            for row in table.rows() {
                prop_assert_eq!(row.iter().map(|one| one.keys).sum::<u64>(), 256);
                let mean: f64 = row.iter().map(|one| one.probability * one.noise as f64).sum();
                let sum: f64 = row.iter().map(|one| one.probability).sum();
                prop_assert!(mean.abs() < 1e-9 && (sum - 1.0).abs() < 1e-9);
            }
            for (count, key) in counts {
                let found = table.perturbed(count, key);
                prop_assert_eq!(found == 0 && count == 0, count == 0);
                // Where a count is forbidden and nothing allowed is near enough, the nearest allowed is further away.
                prop_assert!(found.abs_diff(count) <= most.max(largest_forbidden + 1));
                prop_assert!(found == 0 || found > largest_forbidden);
                prop_assert_eq!(found, table.perturbed(count, key));
            }
        }
    }
}
