//! Trimming: no weight outside given bounds.

use serde::{Deserialize, Serialize};

use super::{Impossible, Sample, Weights};

/// The least and the largest weight, as multiples of the mean weight.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Bounds {
    /// The least; 0 or more.
    pub least: f64,
    /// The largest; above the least.
    pub largest: f64,
}

impl Default for Bounds {
    fn default() -> Self {
        Self { least: 0.3, largest: 3.0 }
    }
}

/// A weight within this part of a bound is on it.
const ON_BOUND: f64 = 1e-9;

/// As often is what was cut spread at most.
const MOST_ROUNDS: u32 = 1_000;

/// Weights cut to the bounds, and what was cut spread equally over the people whose weights lie strictly between them,
/// until nothing is outside. The sum stays; margins no longer hold, which [`Sample::margin_error`] tells.
///
/// # Errors
/// When no weights within the bounds add up to the same sum.
pub fn trim(sample: &Sample, weights: &Weights, bounds: Bounds) -> Result<Weights, Impossible> {
    let people = sample.people();
    let sum: f64 = weights.0.iter().zip(people).map(|(weight, people)| weight * *people as f64).sum();
    let mean = sum / people.iter().sum::<u64>() as f64;
    let Bounds { least, largest } = bounds;
    let sound = least.is_finite() && largest.is_finite() && sum.is_finite() && sum > 0.0;
    if !sound || !(0.0..=1.0).contains(&least) || largest < 1.0 {
        return Err(Impossible::Bounds);
    }
    let (low, high) = (least * mean, largest * mean);
    let mut weights = weights.0.clone();
    for _ in 0..MOST_ROUNDS {
        let outside = |weight: &f64| *weight < low * (1.0 - ON_BOUND) || *weight > high * (1.0 + ON_BOUND);
        if !weights.iter().any(outside) {
            return Ok(Weights(weights.into_iter().map(|weight| weight.clamp(low, high)).collect()));
        }
        let free = |weight: f64| weight > low * (1.0 + ON_BOUND) && weight < high * (1.0 - ON_BOUND);
        let (mut cut, mut taking) = (0.0, 0);
        for (weight, people) in weights.iter().zip(people) {
            cut += (weight - weight.clamp(low, high)) * *people as f64;
            taking += if free(*weight) { *people } else { 0 };
        }
        if taking == 0 {
            return Err(Impossible::Bounds);
        }
        let each = cut / taking as f64;
        for weight in &mut weights {
            *weight = if free(*weight) { *weight + each } else { weight.clamp(low, high) };
        }
    }
    Err(Impossible::Bounds)
}
