//! Raking: margin by margin until all hold (W. E. Deming and F. F. Stephan, 1940).

use super::{Impossible, Sample, Weights};

/// Margins hold when no category is off by more than this part of all people.
const NEAR: f64 = 1e-12;

/// As often are all margins gone through at most.
const MOST_SWEEPS: u32 = 5_000;

/// So many sweeps without getting any nearer mean that the margins contradict each other.
const PATIENCE: u32 = 50;

/// Weights that are the base weights times a factor for each category, and add up to the people of every category
/// within 1e-12 of all people.
///
/// # Errors
/// When nobody took part of a category in which people live, or the margins contradict each other for those who did.
pub fn rake(sample: &Sample) -> Result<Weights, Impossible> {
    let missing = sample.nobody_of();
    if !missing.is_empty() {
        return Err(Impossible::NobodyOf(missing));
    }
    let total = sample.population() as f64;
    let mut weights = sample.base().0;
    let (mut nearest, mut nearest_at) = (f64::INFINITY, 0);
    for sweep in 1..=MOST_SWEEPS {
        let off = sweep_once(sample, &mut weights) / total;
        // The error is that of each margin before its own step. Only what holds before and after a sweep is done.
        if off <= NEAR {
            return Ok(Weights(weights));
        }
        if off < nearest {
            (nearest, nearest_at) = (off, sweep);
        }
        if sweep - nearest_at >= PATIENCE || !off.is_finite() {
            return Err(no_convergence(sample, weights, sweep));
        }
    }
    Err(no_convergence(sample, weights, MOST_SWEEPS))
}

/// Goes through all margins once; returns the largest error that a margin had before its step, in people.
fn sweep_once(sample: &Sample, weights: &mut [f64]) -> f64 {
    let mut largest: f64 = 0.0;
    for (target, codes) in sample.targets().iter().zip(sample.codes()) {
        let sums = sample.sums(codes, target.categories.len(), weights);
        let factors: Vec<f64> = target
            .categories
            .iter()
            .zip(sums)
            .map(|((_, people), sum)| {
                let people = *people as f64;
                largest = largest.max((people - sum).abs());
                if sum > 0.0 { people / sum } else { 1.0 }
            })
            .collect();
        for (weight, code) in weights.iter_mut().zip(codes) {
            *weight *= factors[usize::from(*code)];
        }
    }
    largest
}

fn no_convergence(sample: &Sample, weights: Vec<f64>, sweeps: u32) -> Impossible {
    let total = sample.population() as f64;
    let worst = sample.worst(&Weights(weights));
    worst.map_or(Impossible::Malformed, |(worst, off)| Impossible::NoConvergence { worst, off: off / total, sweeps })
}
