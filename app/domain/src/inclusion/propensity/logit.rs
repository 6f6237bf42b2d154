//! The logistic model of responding, and what stands in for it where it has no finite solution.

use super::{Method, Pattern};
use crate::inclusion::linear::{Cholesky, independent, principal};

/// Propensities by pattern.
pub(super) struct Fit {
    pub(super) method: Method,
    pub(super) propensities: Vec<f64>,
    /// The sum over people of the variance of their fitted propensities; only of the logistic model.
    pub(super) noise: Option<f64>,
}

/// An effect beyond this means that a group responded wholly or not at all.
const LARGEST_EFFECT: f64 = 15.0;

/// The model is fitted when no effect changes by more than this.
const NEAR: f64 = 1e-11;

const MOST_STEPS: u32 = 60;

/// A pattern of so many people has a response rate of its own.
const LARGE_ENOUGH: u64 = 10;

pub(super) fn fit(patterns: &[Pattern], sizes: &[usize]) -> Fit {
    let design = Design::of(patterns, sizes);
    if let Some(fit) = logit(patterns, &design) {
        return fit;
    }
    let rate = |pattern: &Pattern| pattern.responded as f64 / pattern.invited as f64;
    if patterns.iter().all(|pattern| pattern.invited >= LARGE_ENOUGH) {
        let propensities = patterns.iter().map(rate).collect();
        return Fit { method: Method::Saturated, propensities, noise: None };
    }
    Fit { method: Method::Linear, propensities: linear(patterns, &design), noise: None }
}

/// The logistic model alone; `None` where it has no finite solution.
pub(super) fn logit_only(patterns: &[Pattern], sizes: &[usize]) -> Option<Fit> {
    logit(patterns, &Design::of(patterns, sizes))
}

/// One constant column, and one for each category that occurs and does not follow from others; of a row only the
/// columns are kept that hold a 1.
struct Design {
    rows: Vec<Vec<usize>>,
    width: usize,
}

impl Design {
    fn of(patterns: &[Pattern], sizes: &[usize]) -> Self {
        let width = 1 + sizes.iter().sum::<usize>();
        let mut rows: Vec<Vec<usize>> = Vec::with_capacity(patterns.len());
        for pattern in patterns {
            let mut first = 1;
            let mut row = vec![0];
            for (category, size) in pattern.at.iter().zip(sizes) {
                row.push(first + category);
                first += size;
            }
            rows.push(row);
        }
        let whole = Self { rows, width };
        let kept = independent(&whole.crossed(&vec![1.0; patterns.len()]), width);
        let place = |column: &usize| kept.binary_search(column).ok();
        let rows = whole.rows.iter().map(|row| row.iter().filter_map(place).collect()).collect();
        Self { rows, width: kept.len() }
    }

    /// X' W X.
    fn crossed(&self, weights: &[f64]) -> Vec<f64> {
        let mut matrix = vec![0.0; self.width * self.width];
        for (row, weight) in self.rows.iter().zip(weights) {
            for one in row {
                for other in row {
                    matrix[one * self.width + other] += weight;
                }
            }
        }
        matrix
    }

    /// X' v.
    fn gathered(&self, values: impl Iterator<Item = f64>) -> Vec<f64> {
        let mut sums = vec![0.0; self.width];
        for (row, value) in self.rows.iter().zip(values) {
            for column in row {
                sums[*column] += value;
            }
        }
        sums
    }

    /// X b.
    fn fitted<'a>(&'a self, effects: &'a [f64]) -> impl Iterator<Item = f64> + 'a {
        self.rows.iter().map(|row| row.iter().map(|column| effects[*column]).sum())
    }
}

fn logit(patterns: &[Pattern], design: &Design) -> Option<Fit> {
    let mut effects = vec![0.0; design.width];
    for _ in 0..MOST_STEPS {
        let rho: Vec<f64> = design.fitted(&effects).map(|linear| 1.0 / (1.0 + (-linear).exp())).collect();
        let variance = |(pattern, rho): (&Pattern, &f64)| pattern.invited as f64 * rho * (1.0 - rho);
        let factor =
            Cholesky::of(&design.crossed(&patterns.iter().zip(&rho).map(variance).collect::<Vec<_>>()), design.width)?;
        let excess = |(pattern, rho): (&Pattern, &f64)| pattern.responded as f64 - pattern.invited as f64 * rho;
        let step = factor.solve(&design.gathered(patterns.iter().zip(&rho).map(excess)));
        effects.iter_mut().zip(&step).for_each(|(effect, step)| *effect += step);
        if effects.iter().any(|effect| !effect.is_finite() || effect.abs() > LARGEST_EFFECT) {
            return None;
        }
        if step.iter().all(|step| step.abs() < NEAR) {
            return Some(fitted(patterns, design, &effects, &factor));
        }
    }
    None
}

fn fitted(patterns: &[Pattern], design: &Design, effects: &[f64], factor: &Cholesky) -> Fit {
    let propensities: Vec<f64> = design.fitted(effects).map(|linear| 1.0 / (1.0 + (-linear).exp())).collect();
    let noise = patterns.iter().zip(&propensities).zip(&design.rows).map(|((pattern, rho), row)| {
        let mut x = vec![0.0; design.width];
        for column in row {
            x[*column] = 1.0;
        }
        pattern.invited as f64 * (rho * (1.0 - rho)).powi(2) * factor.quadratic(&x)
    });
    Fit { method: Method::Logit, noise: Some(noise.sum()), propensities }
}

/// Least squares of responding on the categories, kept between 0 and 1.
fn linear(patterns: &[Pattern], design: &Design) -> Vec<f64> {
    let invited: Vec<f64> = patterns.iter().map(|pattern| pattern.invited as f64).collect();
    let matrix = design.crossed(&invited);
    let kept = independent(&matrix, design.width);
    let right = design.gathered(patterns.iter().map(|pattern| pattern.responded as f64));
    let right: Vec<f64> = kept.iter().map(|column| right[*column]).collect();
    let mut effects = vec![0.0; design.width];
    if let Some(factor) = Cholesky::of(&principal(&matrix, design.width, &kept), kept.len()) {
        for (column, effect) in kept.iter().zip(factor.solve(&right)) {
            effects[*column] = effect;
        }
    }
    design.fitted(&effects).map(|propensity| propensity.clamp(0.0, 1.0)).collect()
}
