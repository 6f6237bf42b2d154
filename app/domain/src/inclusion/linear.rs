//! Small dense linear systems with a symmetric positive definite matrix, as fitted models need them.

/// The Cholesky factor of a symmetric positive definite matrix.
///
/// Models here have at most some sixty parameters, so that the textbook algorithm is all that is needed; it is also the
/// most stable one for matrices of this kind (Golub and Van Loan, Matrix Computations, section 4.2).
#[derive(Clone, Debug)]
pub struct Cholesky {
    size: usize,
    /// The lower triangle, row by row, zeros above the diagonal.
    lower: Vec<f64>,
}

/// A pivot that keeps less than this part of its diagonal element is no pivot: its column follows from the others.
const LEAST_PIVOT: f64 = 1e-11;

impl Cholesky {
    /// Factors a matrix of `size` rows, given row by row; of it only the lower triangle is read. `None` if it is not
    /// positive definite, as when one column follows from others.
    pub fn of(matrix: &[f64], size: usize) -> Option<Self> {
        if matrix.len() != size * size {
            return None;
        }
        let mut lower = vec![0.0; size * size];
        for row in 0..size {
            for column in 0..=row {
                let known: f64 = (0..column).map(|k| lower[row * size + k] * lower[column * size + k]).sum();
                let rest = matrix[row * size + column] - known;
                if row == column {
                    let whole = matrix[row * size + row];
                    if !rest.is_finite() || rest <= LEAST_PIVOT * whole {
                        return None;
                    }
                    lower[row * size + row] = rest.sqrt();
                } else {
                    lower[row * size + column] = rest / lower[column * size + column];
                }
            }
        }
        Some(Self { size, lower })
    }

    /// The solution x of A x = b.
    pub fn solve(&self, right: &[f64]) -> Vec<f64> {
        let mut x = self.half(right);
        for row in (0..self.size).rev() {
            let known: f64 = (row + 1..self.size).map(|k| self.lower[k * self.size + row] * x[k]).sum();
            x[row] = (x[row] - known) / self.lower[row * self.size + row];
        }
        x
    }

    /// The quadratic form b' A⁻¹ b.
    pub fn quadratic(&self, right: &[f64]) -> f64 {
        self.half(right).iter().map(|part| part * part).sum()
    }

    /// The solution y of L y = b, where A = L L'.
    fn half(&self, right: &[f64]) -> Vec<f64> {
        let mut y: Vec<f64> = right.iter().copied().chain(std::iter::repeat(0.0)).take(self.size).collect();
        for row in 0..self.size {
            let known: f64 = (0..row).map(|k| self.lower[row * self.size + k] * y[k]).sum();
            y[row] = (y[row] - known) / self.lower[row * self.size + row];
        }
        y
    }
}

/// The rows of a symmetric matrix without negative eigenvalues that do not follow from earlier rows: over these alone
/// it has a [`Cholesky`] factor.
pub fn independent(matrix: &[f64], size: usize) -> Vec<usize> {
    let mut kept: Vec<usize> = Vec::new();
    let mut lower: Vec<Vec<f64>> = Vec::new();
    for row in (0..size).take_while(|row| (row + 1) * size <= matrix.len()) {
        let mut line: Vec<f64> = Vec::with_capacity(kept.len() + 1);
        for (at, column) in kept.iter().enumerate() {
            let known: f64 = line.iter().zip(&lower[at]).map(|(one, other)| one * other).sum();
            line.push((matrix[row * size + column] - known) / lower[at][at]);
        }
        let whole = matrix[row * size + row];
        let rest = whole - line.iter().map(|part| part * part).sum::<f64>();
        if rest.is_finite() && rest > LEAST_PIVOT * whole {
            line.push(rest.sqrt());
            kept.push(row);
            lower.push(line);
        }
    }
    kept
}

/// The matrix of only these rows and columns.
pub fn principal(matrix: &[f64], size: usize, kept: &[usize]) -> Vec<f64> {
    let mut part = Vec::with_capacity(kept.len() * kept.len());
    for row in kept {
        part.extend(kept.iter().map(|column| matrix[row * size + column]));
    }
    part
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_known_system_is_solved() {
        let factor = Cholesky::of(&[4.0, 2.0, 2.0, 3.0], 2).unwrap();
        for (found, expected) in factor.solve(&[8.0, 7.0]).into_iter().zip([1.25, 1.5]) {
            assert!((found - expected).abs() < 1e-12, "{found}, expected {expected}");
        }
        assert!((factor.quadratic(&[8.0, 7.0]) - (8.0 * 1.25 + 7.0 * 1.5)).abs() < 1e-12);
    }

    #[test]
    fn what_is_not_positive_definite_is_refused() {
        for matrix in [[1.0, 1.0, 1.0, 1.0], [0.0, 0.0, 0.0, 1.0], [1.0, 2.0, 2.0, 1.0], [f64::NAN, 0.0, 0.0, 1.0]] {
            assert!(Cholesky::of(&matrix, 2).is_none(), "{matrix:?}");
        }
        assert!(Cholesky::of(&[1.0], 2).is_none());
    }

    #[test]
    fn rows_that_follow_from_others_are_left_out() {
        let matrix = [1.0, 1.0, 0.0, 1.0, 1.0, 0.0, 0.0, 0.0, 2.0];
        assert_eq!(independent(&matrix, 3), [0, 2]);
        assert_eq!(independent(&[0.0], 1), [0; 0]);
        assert_eq!(independent(&[], 3), [0; 0]);
    }

    proptest! {
        #[test]
        fn solutions_fit(rows in prop::collection::vec(prop::array::uniform4(-3.0_f64..3.0), 8), b in prop::array::uniform4(-9.0_f64..9.0)) {
            let mut matrix = vec![0.0; 16];
            for row in &rows {
                for (at, cell) in matrix.iter_mut().enumerate() {
                    *cell += row[at / 4] * row[at % 4];
                }
            }
            for diagonal in 0..4 {
                matrix[diagonal * 5] += 0.5;
            }
            let x = Cholesky::of(&matrix, 4).unwrap().solve(&b);
            for row in 0..4 {
                let product: f64 = (0..4).map(|column| matrix[row * 4 + column] * x[column]).sum();
                prop_assert!((product - b[row]).abs() < 1e-8);
            }
        }
    }
}
