//! Values that are exchanged or drawn again at random, with parameters that are published and a seed that is not.
//!
//! Neither takes the place of suppression: both say how sure a match can be. Swapping is for geography only, within
//! people who are otherwise alike; post-randomisation for one further key at most (facts on disclosure, 4.2).

use std::collections::BTreeMap;

use rand_chacha::{
    ChaCha20Rng,
    rand_core::{Rng, SeedableRng},
};
use serde::{Deserialize, Serialize};

/// What an operator has done to every research file before values are made coarser: nothing, unless chosen.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Perturbation {
    /// The share of records whose area is exchanged with that of somebody like them, from 0 to [`MOST_SWAPPED`].
    pub swap: f64,
    /// One further characteristic that is drawn again.
    pub redraw: Option<Redraw>,
}

/// A characteristic that is drawn again (see [`Pram`]).
#[derive(Clone, Debug, PartialEq)]
pub struct Redraw {
    /// Its code.
    pub characteristic: String,
    /// The probability of staying, from [`LEAST_STAY`] to 1.
    pub stay: f64,
}

/// More than this share of exchanged areas would leave nothing that can be said of places.
pub const MOST_SWAPPED: f64 = 0.2;
/// Less than this would leave nothing that can be said of the characteristic.
pub const LEAST_STAY: f64 = 0.8;

/// What was swapped.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Swapped {
    /// The share of records that was to be swapped, from 0 to 1: published.
    pub rate: f64,
    /// Pairs of records that exchanged their values.
    pub pairs: u64,
}

/// Exchanges values between records of the same stratum (records that agree in all columns of `strata`): about this
/// share of the records of each stratum, in pairs of different values. Every stratum keeps its counts of each value.
/// The same seed gives the same file.
pub fn swap(values: &mut [u16], strata: &[&[u16]], rate: f64, seed: [u8; 32]) -> Swapped {
    let mut rng = ChaCha20Rng::from_seed(seed);
    let mut members: BTreeMap<Vec<u16>, Vec<usize>> = BTreeMap::new();
    for record in 0..values.len() {
        let stratum = strata.iter().map(|column| column.get(record).copied().unwrap_or(0)).collect();
        members.entry(stratum).or_default().push(record);
    }
    let mut pairs = 0;
    for mut records in members.into_values() {
        let wanted = (records.len() as f64 * rate.clamp(0.0, 1.0) / 2.0).round();
        let mut done = 0_u64;
        shuffle(&mut records, &mut rng);
        while (done as f64) < wanted {
            let Some(one) = records.pop() else { break };
            // When nobody differs from one, nobody differs from any other either.
            let Some(at) = records.iter().rposition(|other| values[*other] != values[one]) else { break };
            let other = records.remove(at);
            values.swap(one, other);
            done += 1;
        }
        pairs += done;
    }
    Swapped { rate, pairs }
}

/// Post-randomisation that keeps every share in expectation: a value stays with probability `stay`, and is otherwise
/// drawn from the shares that all records have (P. Kooiman and others, 1997, in its invariant form).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Pram {
    /// The probability of staying, before a draw that may give the same value again.
    pub stay: f64,
    /// The share of each value.
    pub shares: Vec<f64>,
}

impl Pram {
    /// For values from 0 to `codes` - 1. `None` without records, or when `stay` is no probability.
    pub fn of(values: &[u16], codes: usize, stay: f64) -> Option<Self> {
        let mut counts = vec![0_u64; codes];
        for value in values {
            *counts.get_mut(usize::from(*value))? += 1;
        }
        let fits = !values.is_empty() && (0.0..=1.0).contains(&stay);
        let shares = counts.into_iter().map(|count| count as f64 / values.len() as f64).collect();
        fits.then_some(Self { stay, shares })
    }

    /// The published matrix: for each value the probability of every value that it may become.
    pub fn matrix(&self) -> Vec<Vec<f64>> {
        let drawn = |from: usize, to: usize| {
            let again = (1.0 - self.stay) * self.shares[to];
            if from == to { self.stay + again } else { again }
        };
        let codes = self.shares.len();
        (0..codes).map(|from| (0..codes).map(|to| drawn(from, to)).collect()).collect()
    }

    /// Draws again. Returns how many values changed.
    pub fn apply(&self, values: &mut [u16], seed: [u8; 32]) -> u64 {
        let mut rng = ChaCha20Rng::from_seed(seed);
        let mut changed = 0;
        for value in values {
            // Two draws for each record, so that one value does not move the draws of the next.
            let (stays, drawn) = (part(&mut rng), part(&mut rng));
            if stays < self.stay {
                continue;
            }
            let mut sum = 0.0;
            let at = self.shares.iter().position(|share| {
                sum += share;
                drawn < sum
            });
            let new = at.and_then(|at| u16::try_from(at).ok()).unwrap_or(*value);
            changed += u64::from(new != *value);
            *value = new;
        }
        changed
    }
}

/// So many places in an order that says nothing to whoever does not know the seed.
pub fn order(records: usize, seed: [u8; 32]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..records).collect();
    shuffle(&mut order, &mut ChaCha20Rng::from_seed(seed));
    order
}

/// A number from 0 to below 1, of 53 bits.
fn part(rng: &mut ChaCha20Rng) -> f64 {
    (rng.next_u64() >> 11) as f64 / (1_u64 << 53) as f64
}

fn shuffle(records: &mut [usize], rng: &mut ChaCha20Rng) {
    for at in (1..records.len()).rev() {
        let other = usize::try_from(rng.next_u64() % (at as u64 + 1)).unwrap_or(at);
        records.swap(at, other);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn shares_stay_what_they_are_in_expectation() {
        let values: Vec<u16> = [vec![0; 6000], vec![1; 3000], vec![2; 1000]].concat();
        let pram = Pram::of(&values, 3, 0.8).unwrap();
        let matrix = pram.matrix();
        for (to, share) in pram.shares.iter().enumerate() {
            let kept: f64 = pram.shares.iter().zip(&matrix).map(|(from, row)| from * row[to]).sum();
            assert!((kept - share).abs() < 1e-12);
        }
        let mut drawn = values.clone();
        let changed = pram.apply(&mut drawn, [7; 32]);
        // A fifth is drawn again, and 0.36 + 0.09 + 0.01 of these come out the same: 1,080 change.
        assert!((960..1200).contains(&changed), "{changed}");
        let mut again = values;
        pram.apply(&mut again, [7; 32]);
        assert_eq!(drawn, again);
        assert_eq!(Pram::of(&[], 3, 0.8), None);
        assert_eq!(Pram::of(&[3], 3, 0.8), None);
        assert_eq!(Pram::of(&[0], 3, f64::NAN), None);
    }

    proptest! {
        #[test]
        fn strata_keep_their_counts(
            rows in prop::collection::vec((0_u16..4, 0_u16..3), 0..200),
            rate in 0.0_f64..1.0,
            seed in any::<[u8; 32]>(),
        ) {
            let (before, stratum): (Vec<u16>, Vec<u16>) = rows.into_iter().unzip();
            let mut after = before.clone();
            let swapped = swap(&mut after, &[&stratum], rate, seed);
            let counts = |values: &[u16]| {
                let mut pairs: Vec<_> = values.iter().zip(&stratum).map(|(value, of)| (*value, *of)).collect();
                pairs.sort_unstable();
                pairs
            };
            prop_assert_eq!(counts(&before), counts(&after));
            let moved = before.iter().zip(&after).filter(|(before, after)| before != after).count() as u64;
            prop_assert_eq!(moved, swapped.pairs * 2);
            let mut again = before.clone();
            swap(&mut again, &[&stratum], rate, seed);
            prop_assert_eq!(after, again);
        }
    }
}
