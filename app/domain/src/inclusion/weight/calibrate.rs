//! Weights from a closed form: by combinations of categories, and by a linear model.

use super::{Impossible, Sample, Weights};
use crate::inclusion::linear::{Cholesky, independent, principal};

/// Base weights times people by base weights of each combination: post-stratification. Each cell of the sample belongs
/// to one of the combinations, whose numbers of people are given. Where nobody lives, the weight is 0.
///
/// # Errors
/// When nobody took part of a combination in which people live, or a cell belongs to no combination.
pub fn poststratify(sample: &Sample, stratum_of: &[usize], people: &[u64]) -> Result<Weights, Impossible> {
    let base = sample.base().0;
    if stratum_of.len() != base.len() || stratum_of.iter().any(|stratum| *stratum >= people.len()) {
        return Err(Impossible::Malformed);
    }
    let mut sums = vec![0.0; people.len()];
    for ((stratum, weight), respondents) in stratum_of.iter().zip(&base).zip(sample.people()) {
        sums[*stratum] += weight * *respondents as f64;
    }
    let empty: Vec<usize> = (0..people.len()).filter(|stratum| people[*stratum] > 0 && sums[*stratum] <= 0.0).collect();
    if !empty.is_empty() {
        return Err(Impossible::EmptyCells(empty));
    }
    let weight = |(weight, stratum): (&f64, &usize)| weight * people[*stratum] as f64 / sums[*stratum];
    Ok(Weights(base.iter().zip(stratum_of).map(weight).collect()))
}

/// The weights nearest to the base weights, by squared relative distance, that add up to the people of every category:
/// linear calibration, or the generalised regression estimator (J.-C. Deville and C.-E. Särndal, 1992). They may be
/// negative.
///
/// # Errors
/// When nobody took part of a category in which people live, or the margins contradict each other for those who did.
pub fn calibrate(sample: &Sample) -> Result<Weights, Impossible> {
    let missing = sample.nobody_of();
    if !missing.is_empty() {
        return Err(Impossible::NobodyOf(missing));
    }
    let base = sample.base();
    let design = Design::of(sample);
    let mut lacking: Vec<f64> = design.totals(sample);
    let mass: Vec<f64> = base.0.iter().zip(sample.people()).map(|(weight, people)| weight * *people as f64).collect();
    for (cell, mass) in mass.iter().enumerate() {
        design.columns_of(cell).for_each(|column| lacking[column] -= mass);
    }
    let factor = design.solve(&mass, &lacking).ok_or(Impossible::Malformed)?;
    let g = |(cell, weight): (usize, &f64)| weight * (1.0 + design.columns_of(cell).map(|at| factor[at]).sum::<f64>());
    let weights = Weights(base.0.iter().enumerate().map(g).collect());
    match sample.worst(&weights) {
        Some((worst, off)) if off > 1e-9 * sample.population() as f64 => {
            Err(Impossible::NoConvergence { worst, off: off / sample.population() as f64, sweeps: 1 })
        }
        _ => Ok(weights),
    }
}

/// The matrix of one constant column and one for every category but the first seen of each characteristic, cell by
/// cell; of a row only the columns are kept that hold a 1.
pub(super) struct Design {
    rows: Vec<Vec<usize>>,
    /// The characteristic and category of each column but the constant one.
    named: Vec<(usize, usize)>,
}

impl Design {
    pub(super) fn of(sample: &Sample) -> Self {
        let mut rows = vec![vec![0]; sample.people().len()];
        let mut named = Vec::new();
        for (at, (target, codes)) in sample.targets().iter().zip(sample.codes()).enumerate() {
            let inhabited = target.categories.iter().enumerate().filter(|(_, (_, people))| *people > 0);
            let mut column_of = vec![None; target.categories.len()];
            for (category, _) in inhabited.skip(1) {
                named.push((at, category));
                column_of[category] = Some(named.len());
            }
            for (row, code) in rows.iter_mut().zip(codes) {
                row.extend(column_of[usize::from(*code)]);
            }
        }
        Self { rows, named }
    }

    /// How many columns there are.
    pub(super) const fn width(&self) -> usize {
        self.named.len() + 1
    }

    /// The columns of a cell that hold a 1.
    pub(super) fn columns_of(&self, cell: usize) -> impl Iterator<Item = usize> {
        self.rows[cell].iter().copied()
    }

    /// The people of each column.
    fn totals(&self, sample: &Sample) -> Vec<f64> {
        let people = |(at, category): &(usize, usize)| sample.targets()[*at].categories[*category].1 as f64;
        std::iter::once(sample.population() as f64).chain(self.named.iter().map(people)).collect()
    }

    /// The solution of (X' M X) b = right for a diagonal M, 0 for columns that follow from others.
    pub(super) fn solve(&self, mass: &[f64], right: &[f64]) -> Option<Vec<f64>> {
        let size = self.width();
        let mut matrix = vec![0.0; size * size];
        for (row, mass) in self.rows.iter().zip(mass) {
            for one in row {
                for other in row {
                    matrix[one * size + other] += mass;
                }
            }
        }
        let kept = independent(&matrix, size);
        let part = principal(&matrix, size, &kept);
        let right: Vec<f64> = kept.iter().map(|at| right[*at]).collect();
        let mut solution = vec![0.0; size];
        for (at, value) in kept.iter().zip(Cholesky::of(&part, kept.len())?.solve(&right)) {
            solution[*at] = value;
        }
        Some(solution)
    }
}
