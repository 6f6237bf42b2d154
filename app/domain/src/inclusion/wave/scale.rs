//! A scale in two waves, by the order of its points alone.

use serde::{Deserialize, Serialize};
use statrs::function::erf::erfc;

use super::Finding;

/// How the answers to a scale moved between two waves.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct ScaleChange {
    /// How many answered in each wave.
    pub answered: [u64; 2],
    /// The Mann-Whitney statistic of the later wave: pairs in which it is higher, ties as halves.
    pub u: Option<f64>,
    /// Its asymptotic p value, with ties and continuity; `None` also if all answers are the same.
    pub p: Option<f64>,
    /// Cliff's delta, from -1 to 1: how much more often a later answer is higher than lower.
    pub delta: Option<f64>,
    /// The means of the points counted from 1, to be shown beside the distributions only.
    pub means: Option<[f64; 2]>,
    /// The medians of the points counted from 1.
    pub medians: Option<[f64; 2]>,
    /// The p value adjusted for all items of the section.
    pub adjusted_p: Option<f64>,
    /// What may be said.
    pub finding: Finding,
}

/// Compares the counts of each point of a scale, from the lowest to the highest (H. B. Mann and D. R. Whitney, 1947).
/// Adjust all items of a section with [`super::adjust_scales`] before anything is said.
pub fn compare_scales(before: &[u64], after: &[u64]) -> ScaleChange {
    let answered = [before.iter().sum::<u64>(), after.iter().sum()];
    let some = answered.iter().all(|answered| *answered > 0);
    let u = some.then(|| superior(before, after));
    let pairs = answered[0] as f64 * answered[1] as f64;
    let both = |value: fn(&[u64]) -> f64| some.then(|| [value(before), value(after)]);
    let mut change = ScaleChange {
        answered,
        u,
        p: u.and_then(|u| p_value(u, before, after)),
        delta: u.map(|u| 2.0 * u / pairs - 1.0),
        means: both(mean),
        medians: both(median),
        adjusted_p: None,
        finding: Finding::NoSignOfChange,
    };
    super::adjust_scales(std::slice::from_mut(&mut change));
    change.adjusted_p = None;
    change
}

/// The number of pairs in which the later answer is higher, ties as halves.
fn superior(before: &[u64], after: &[u64]) -> f64 {
    let (mut below, mut u) = (0.0, 0.0);
    for point in 0..before.len().max(after.len()) {
        let count = |wave: &[u64]| wave.get(point).copied().unwrap_or(0) as f64;
        u += count(after) * (below + count(before) / 2.0);
        below += count(before);
    }
    u
}

fn p_value(u: f64, before: &[u64], after: &[u64]) -> Option<f64> {
    let total = |wave: &[u64]| wave.iter().sum::<u64>() as f64;
    let (m, n) = (total(before), total(after));
    let both = m + n;
    let ties: f64 = (0..before.len().max(after.len()))
        .map(|point| {
            let tied = [before, after].map(|wave| wave.get(point).copied().unwrap_or(0)).iter().sum::<u64>() as f64;
            tied * (tied * tied - 1.0)
        })
        .sum();
    let variance = m * n / 12.0 * ((both + 1.0) - ties / (both * (both - 1.0)));
    let distance = ((u - m * n / 2.0).abs() - 0.5).max(0.0);
    // All answers the same leave no variance but what rounding makes of it.
    (variance > m * n * both * 1e-14).then(|| erfc(distance / variance.sqrt() / std::f64::consts::SQRT_2))
}

fn mean(wave: &[u64]) -> f64 {
    let sum: f64 = wave.iter().enumerate().map(|(point, count)| (point + 1) as f64 * *count as f64).sum();
    sum / wave.iter().sum::<u64>() as f64
}

/// The point in the middle, or half-way between the two in the middle.
fn median(wave: &[u64]) -> f64 {
    let total: u64 = wave.iter().sum();
    let point_of = |rank: u64| {
        let mut seen = 0;
        let found = wave.iter().position(|count| {
            seen += count;
            seen > rank
        });
        found.map_or(0.0, |point| (point + 1) as f64)
    };
    f64::midpoint(point_of(total.saturating_sub(1) / 2), point_of(total / 2))
}
