//! Standard errors by drawing invited people again and again (B. Efron, 1979).

use rand_chacha::{
    ChaCha20Rng,
    rand_core::{Rng, SeedableRng},
};
use serde::{Deserialize, Serialize};

use super::{Pattern, Spread, logit::logit_only};

/// Standard errors; `None` where fewer than two draws could be used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Bootstrap {
    /// Of R.
    pub r: Option<f64>,
    /// Of the adjusted R.
    pub r_adjusted: Option<f64>,
    /// Of the coefficient of variation.
    pub cv: Option<f64>,
    /// How many draws were used.
    pub used: u32,
    /// How many were not, because the logistic model had no finite solution for them.
    pub dropped: u32,
}

/// The standard errors from so many draws of as many people as were invited. The same seed gives the same draws.
pub fn bootstrap(patterns: &[Pattern], sizes: &[usize], population: u64, draws: u32, seed: u64) -> Bootstrap {
    let mut rng = ChaCha20Rng::seed_from_u64(seed);
    // Each person as the pattern and whether they responded.
    let mut people: Vec<(usize, bool)> = Vec::new();
    for (at, pattern) in patterns.iter().enumerate() {
        people.extend((0..pattern.invited).map(|person| (at, person < pattern.responded)));
    }
    let (mut r, mut r_adjusted, mut cv) = (Vec::new(), Vec::new(), Vec::new());
    let mut dropped = 0;
    for _ in 0..if people.is_empty() { 0 } else { draws } {
        let drawn = draw(patterns, &people, &mut rng);
        let spread = logit_only(&drawn, sizes).and_then(|fit| Spread::of(&drawn, &fit, population));
        let figures = spread.and_then(|spread| Some((spread.s, spread.adjusted?, spread.mean)));
        let Some((s, adjusted, mean)) = figures.filter(|(_, _, mean)| *mean > 0.0) else {
            dropped += 1;
            continue;
        };
        r.push(1.0 - 2.0 * s);
        r_adjusted.push(1.0 - 2.0 * adjusted);
        cv.push(s / mean);
    }
    Bootstrap {
        used: u32::try_from(r.len()).unwrap_or(u32::MAX),
        r: deviation(&r),
        r_adjusted: deviation(&r_adjusted),
        cv: deviation(&cv),
        dropped,
    }
}

/// As many people as there are, each drawn from all; only the patterns that occur.
fn draw(patterns: &[Pattern], people: &[(usize, bool)], rng: &mut ChaCha20Rng) -> Vec<Pattern> {
    let mut counts = vec![(0, 0); patterns.len()];
    for _ in people {
        // The upper half of a product is uniform but for a part of 2^-64 times the number of people.
        let place = (u128::from(rng.next_u64()) * people.len() as u128) >> 64;
        let Some((at, responded)) = usize::try_from(place).ok().and_then(|place| people.get(place)) else { continue };
        counts[*at].0 += 1;
        counts[*at].1 += u64::from(*responded);
    }
    let drawn = patterns.iter().zip(counts).filter(|(_, (invited, _))| *invited > 0);
    drawn.map(|(pattern, (invited, responded))| Pattern { at: pattern.at.clone(), invited, responded }).collect()
}

/// The standard deviation.
fn deviation(values: &[f64]) -> Option<f64> {
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    (n > 1.0).then(|| (values.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / (n - 1.0)).sqrt())
}
