//! Means of an answer, with and without weights, and what chance could have done to them.

use serde::{Deserialize, Serialize};

use super::{Sample, Weights, calibrate::Design};

/// A mean and its standard error.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Estimate {
    /// The mean over all who answered.
    pub mean: f64,
    /// Its standard error, as if people had been drawn with replacement; `None` for one respondent.
    pub standard_error: Option<f64>,
}

/// An answer in numbers, added up by cell: all that a mean and its standard error need.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Answers {
    answered: Vec<f64>,
    sum: Vec<f64>,
    squares: Vec<f64>,
}

impl Answers {
    /// The answers of all rows of a sample; what is no finite number is no answer.
    pub fn of(sample: &Sample, values: impl IntoIterator<Item = Option<f64>>) -> Self {
        let none = vec![0.0; sample.people().len()];
        let mut answers = Self { answered: none.clone(), sum: none.clone(), squares: none };
        for (row, value) in values.into_iter().enumerate() {
            let Some((cell, value)) = sample.cell_of(row).zip(value.filter(|value| value.is_finite())) else {
                continue;
            };
            answers.answered[cell] += 1.0;
            answers.sum[cell] += value;
            answers.squares[cell] += value * value;
        }
        answers
    }

    /// The sum of squared differences from one value in a cell.
    fn squares_around(&self, cell: usize, value: f64) -> f64 {
        let rounded = self.squares[cell] - 2.0 * value * self.sum[cell] + value * value * self.answered[cell];
        rounded.max(0.0)
    }
}

/// The plain mean. `None` if nobody answered.
pub fn unweighted(answers: &Answers) -> Option<Estimate> {
    let total = |values: &[f64]| values.iter().sum::<f64>();
    let n = total(&answers.answered);
    let mean = (n > 0.0).then(|| total(&answers.sum) / n)?;
    let squares: f64 = (0..answers.sum.len()).map(|cell| answers.squares_around(cell, mean)).sum();
    Some(Estimate { mean, standard_error: (n > 1.0).then(|| (squares / (n - 1.0) / n).sqrt()) })
}

/// The weighted mean of weights that were raked or calibrated to the margins of the sample. The standard error is that
/// of the residuals from the base-weighted regression on the margins (Deville and Särndal, 1992). `None` if nobody
/// answered, or the weights of those who did add up to nothing.
pub fn weighted(sample: &Sample, weights: &Weights, answers: &Answers) -> Option<Estimate> {
    let weights = weights.by_cell();
    let over = |values: &[f64]| weights.iter().zip(values).map(|(weight, value)| weight * value).sum::<f64>();
    let size = Some(over(&answers.answered)).filter(|size| *size > 0.0)?;
    let mean = over(&answers.sum) / size;
    let base = sample.base();
    let design = Design::of(sample);
    let people = |cell: usize| sample.people()[cell] as f64;
    let mass: Vec<f64> = base.by_cell().iter().enumerate().map(|(cell, weight)| weight * people(cell)).collect();
    let excess = |cell: usize| answers.sum[cell] - mean * answers.answered[cell];
    let mut right = vec![0.0; design.width()];
    for (cell, weight) in base.by_cell().iter().enumerate() {
        design.columns_of(cell).for_each(|column| right[column] += weight * excess(cell));
    }
    let coefficients = design.solve(&mass, &right)?;
    let (mut sum, mut squares, mut n) = (0.0, 0.0, 0.0);
    for (cell, weight) in weights.iter().enumerate() {
        let fitted: f64 = design.columns_of(cell).map(|column| coefficients[column]).sum();
        // Whoever did not answer counts 0 towards the sum that is estimated, less what the margins foretell.
        let silent = (people(cell) - answers.answered[cell]) * fitted * fitted;
        squares += weight * weight * (answers.squares_around(cell, mean + fitted) + silent);
        sum += weight * (excess(cell) - fitted * people(cell));
        n += people(cell);
    }
    let variance = (squares - sum * sum / n).max(0.0) * n / (n - 1.0) / (size * size);
    Some(Estimate { mean, standard_error: (n > 1.0).then(|| variance.sqrt()) })
}
