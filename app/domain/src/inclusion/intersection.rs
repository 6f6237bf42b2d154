//! Characteristics together: is a gap more than what the gaps of each give together?
//!
//! A Poisson model of respondents with one effect for each category and the number of people as offset says what to
//! expect if characteristics act independently on taking part (facts on inclusion, section 1.6).

use serde::{Deserialize, Serialize};
use statrs::function::{erf::erfc, gamma::checked_gamma_ur};

use super::{
    interval::holm,
    linear::{Cholesky, independent, principal},
    representation::Count,
};

/// One combination of categories with its counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Combination {
    /// The place of its category in each characteristic.
    pub at: Vec<usize>,
    /// Its counts.
    pub count: Count,
}

/// What the model says of a table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Intersections {
    /// The combinations, in the order in which they were given, without those left out.
    pub cells: Vec<Crossed>,
    /// Combinations in which nobody lives.
    pub without_people: Vec<Vec<usize>>,
    /// Categories of which nobody took part, as characteristic and category: no rate of theirs can be estimated.
    pub without_respondents: Vec<(usize, usize)>,
    /// How far the table as a whole is from the model.
    pub deviance: f64,
    /// The number of cells less that of effects.
    pub degrees_of_freedom: u32,
    /// The asymptotic p value of the deviance; `None` without degrees of freedom.
    pub p: Option<f64>,
}

/// One combination beside what the model expects of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Crossed {
    /// The place of its category in each characteristic.
    pub at: Vec<usize>,
    /// Its counts.
    pub count: Count,
    /// Its share of respondents by its share of people.
    pub ratio: Option<f64>,
    /// How many respondents the effects of the categories give together.
    pub expected: f64,
    /// Respondents by those expected.
    pub interaction_ratio: f64,
    /// (x - m)/sqrt(m (1 - h)), h the leverage: about standard normal if the model holds. `None` where the model fits
    /// the cell whatever its count.
    pub adjusted_residual: Option<f64>,
    /// The p value of the residual, adjusted for all cells of the table (Holm).
    pub adjusted_p: Option<f64>,
}

impl Crossed {
    /// How many voices are missing against what the two gaps give together; negative where there are more.
    pub fn missing(&self) -> f64 {
        self.expected - self.count.participants as f64
    }

    /// Whether more than chance is needed to explain it.
    pub fn stands_out(&self) -> bool {
        self.adjusted_p.is_some_and(|p| p < 0.05)
    }
}

impl Intersections {
    /// Whether a page says that a gap is only what the gaps of each characteristic give together. `None` where it
    /// cannot be said.
    pub fn gaps_only_add_up(&self) -> Option<bool> {
        Some(self.p? >= 0.05 && !self.cells.iter().any(Crossed::stands_out))
    }
}

impl Intersections {
    /// The cells that chance does not explain if every count was rounded at random to a multiple of `base`, which adds
    /// (base² - 1)/6 to the variance of each (Holm over the table). With base 1 those that [`Crossed::stands_out`] names.
    pub fn standing_out(&self, base: u64) -> Vec<&Crossed> {
        let rounding = ((base * base) as f64 - 1.0).max(0.0) / 6.0;
        let p = |cell: &Crossed| {
            let z = cell.adjusted_residual?;
            let spread = if z.abs() > 1e-12 { cell.missing() / z } else { return Some(1.0) };
            Some(two_sided(cell.missing() / (spread * spread + rounding).sqrt()))
        };
        let p: Vec<Option<f64>> = self.cells.iter().map(p).collect();
        let adjusted = holm(&p).into_iter().map(|p| p.is_some_and(|p| p < 0.05));
        self.cells.iter().zip(adjusted).filter(|(_, out)| *out).map(|(cell, _)| cell).collect()
    }
}

/// Fits the model to a table. `sizes` has the number of categories of each characteristic; `whole` counts all
/// respondents and all people, also those of other cells. `None` if no cell is left, or the table does not fit the
/// sizes.
pub fn intersect(table: &[Combination], sizes: &[usize], whole: Count) -> Option<Intersections> {
    let fits = |cell: &Combination| {
        cell.at.len() == sizes.len() && cell.at.iter().zip(sizes).all(|(category, size)| category < size)
    };
    if !table.iter().all(fits) {
        return None;
    }
    let (mut kept, empty): (Vec<&Combination>, Vec<_>) = table.iter().partition(|cell| cell.count.population > 0);
    let mut without_respondents = Vec::new();
    for (characteristic, size) in sizes.iter().enumerate() {
        let mut levels: Vec<Option<u64>> = vec![None; *size];
        for cell in &kept {
            *levels[cell.at[characteristic]].get_or_insert(0) += cell.count.participants;
        }
        without_respondents
            .extend((0..*size).filter(|level| levels[*level] == Some(0)).map(|level| (characteristic, level)));
        kept.retain(|cell| levels[cell.at[characteristic]].is_some_and(|respondents| respondents > 0));
    }
    if kept.is_empty() {
        return None;
    }
    let expected = expect(&kept, sizes);
    let (leverages, effects) = leverages(&kept, sizes, &expected)?;
    let degrees = kept.len() - effects;
    let deviance = 2.0 * kept.iter().zip(&expected).map(|(cell, m)| deviance(cell.count.participants, *m)).sum::<f64>();
    let cells: Vec<Crossed> = kept
        .iter()
        .zip(expected.iter().zip(leverages))
        .map(|(cell, (expected, leverage))| crossed(cell, *expected, leverage, whole))
        .collect();
    Some(Intersections {
        cells: adjusted(cells),
        without_people: empty.into_iter().map(|cell| cell.at.clone()).collect(),
        without_respondents,
        deviance: deviance.max(0.0),
        degrees_of_freedom: u32::try_from(degrees).ok()?,
        p: (degrees > 0).then(|| checked_gamma_ur(degrees as f64 / 2.0, deviance / 2.0).unwrap_or(1.0)),
    })
}

/// Expected counts are fitted when they add up to those seen within this part.
const NEAR: f64 = 1e-13;

/// As often are all effects fitted at most.
const MOST_SWEEPS: u32 = 20_000;

/// The fitted counts: people times a factor for each category, so that every category's count is the one seen. The
/// likelihood is greatest there.
fn expect(cells: &[&Combination], sizes: &[usize]) -> Vec<f64> {
    let mut expected: Vec<f64> = cells.iter().map(|cell| cell.count.population as f64).collect();
    for _ in 0..MOST_SWEEPS {
        let mut off: f64 = 0.0;
        for (characteristic, size) in sizes.iter().enumerate() {
            let (mut seen, mut sums) = (vec![0.0; *size], vec![0.0; *size]);
            for (cell, expected) in cells.iter().zip(&expected) {
                seen[cell.at[characteristic]] += cell.count.participants as f64;
                sums[cell.at[characteristic]] += expected;
            }
            for (cell, expected) in cells.iter().zip(&mut expected) {
                let level = cell.at[characteristic];
                if sums[level] > 0.0 {
                    off = off.max((seen[level] / sums[level] - 1.0).abs());
                    *expected *= seen[level] / sums[level];
                }
            }
        }
        if off <= NEAR {
            break;
        }
    }
    expected
}

/// The leverage of each cell, and the number of effects.
fn leverages(cells: &[&Combination], sizes: &[usize], expected: &[f64]) -> Option<(Vec<f64>, usize)> {
    let size = 1 + sizes.iter().sum::<usize>();
    let columns = |cell: &Combination| {
        let mut first = 1;
        let mut columns = vec![0];
        for (category, size) in cell.at.iter().zip(sizes) {
            columns.push(first + category);
            first += size;
        }
        columns
    };
    let rows: Vec<Vec<usize>> = cells.iter().map(|cell| columns(cell)).collect();
    let mut matrix = vec![0.0; size * size];
    for (row, expected) in rows.iter().zip(expected) {
        for one in row {
            for other in row {
                matrix[one * size + other] += expected;
            }
        }
    }
    // One category of each characteristic follows from the others.
    let kept = independent(&matrix, size);
    let factor = Cholesky::of(&principal(&matrix, size, &kept), kept.len())?;
    let leverage = |(row, expected): (&Vec<usize>, &f64)| {
        let x: Vec<f64> = kept.iter().map(|column| f64::from(u8::from(row.contains(column)))).collect();
        expected * factor.quadratic(&x)
    };
    Some((rows.iter().zip(expected).map(leverage).collect(), kept.len()))
}

fn deviance(seen: u64, expected: f64) -> f64 {
    let x = seen as f64;
    let log = if seen == 0 { 0.0 } else { x * (x / expected).ln() };
    log - (x - expected)
}

fn crossed(cell: &Combination, expected: f64, leverage: f64, whole: Count) -> Crossed {
    let x = cell.count.participants as f64;
    let shares = (x / whole.participants as f64, cell.count.population as f64 / whole.population as f64);
    let spread = (expected * (1.0 - leverage)).sqrt();
    Crossed {
        at: cell.at.clone(),
        count: cell.count,
        ratio: Some(shares.0 / shares.1).filter(|ratio| ratio.is_finite()),
        expected,
        interaction_ratio: x / expected,
        adjusted_residual: (1.0 - leverage > 1e-9 && spread > 0.0).then(|| (x - expected) / spread),
        adjusted_p: None,
    }
}

/// The p value of a standard normal residual, on both sides.
fn two_sided(z: f64) -> f64 {
    erfc(z.abs() / std::f64::consts::SQRT_2)
}

/// Fills in the adjusted p values.
fn adjusted(mut cells: Vec<Crossed>) -> Vec<Crossed> {
    let p: Vec<Option<f64>> = cells.iter().map(|cell| cell.adjusted_residual.map(two_sided)).collect();
    for (cell, p) in cells.iter_mut().zip(holm(&p)) {
        cell.adjusted_p = p;
    }
    cells
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn table(counts: &[[(u64, u64); 3]]) -> (Vec<Combination>, Count) {
        let cells: Vec<Combination> = counts
            .iter()
            .enumerate()
            .flat_map(|(row, cells)| {
                cells.iter().enumerate().map(move |(column, (participants, population))| Combination {
                    at: vec![row, column],
                    count: Count { participants: *participants, population: *population },
                })
            })
            .collect();
        let whole = Count::total(&cells.iter().map(|cell| cell.count).collect::<Vec<_>>());
        (cells, whole)
    }

    fn found(counts: &[[(u64, u64); 3]]) -> Option<Intersections> {
        let (cells, whole) = table(counts);
        intersect(&cells, &[counts.len(), 3], whole)
    }

    #[test]
    fn independent_gaps_only_add_up() {
        let table = found(&[[(10, 100), (20, 100), (40, 100)], [(20, 100), (40, 100), (80, 100)]]).unwrap();
        assert!(table.deviance < 1e-9 && table.degrees_of_freedom == 2);
        assert_eq!(table.gaps_only_add_up(), Some(true));
        assert!(table.cells.iter().all(|cell| cell.missing().abs() < 1e-9 && !cell.stands_out()));
    }

    #[test]
    fn a_gap_of_its_own_stands_out() {
        let table = found(&[[(10, 100), (60, 100), (60, 100)], [(60, 100), (60, 100), (60, 100)]]).unwrap();
        assert_eq!(table.gaps_only_add_up(), Some(false));
        assert!(table.cells[0].stands_out() && table.cells[0].missing() > 10.0);
        let named = table.standing_out(1);
        assert_eq!(named.len(), table.cells.iter().filter(|cell| cell.stands_out()).count());
        assert!(!table.standing_out(5).is_empty() && table.standing_out(5).len() <= named.len());
        assert!(table.standing_out(1_000).is_empty());
    }

    #[test]
    fn levels_nobody_answered_for_and_empty_places_are_named() {
        let table =
            found(&[[(0, 100), (0, 90), (0, 0)], [(5, 100), (0, 80), (9, 50)], [(7, 100), (0, 70), (2, 30)]]).unwrap();
        assert_eq!(table.without_people, [[0, 2]]);
        assert_eq!(table.without_respondents, [(0, 0), (1, 1)]);
        assert_eq!((table.cells.len(), table.degrees_of_freedom), (4, 1));
    }

    #[test]
    fn one_row_says_nothing_about_independence() {
        let table = found(&[[(3, 10), (4, 10), (5, 10)]]).unwrap();
        assert_eq!((table.degrees_of_freedom, table.p, table.gaps_only_add_up()), (0, None, None));
        assert!(table.cells.iter().all(|cell| cell.adjusted_residual.is_none() && cell.adjusted_p.is_none()));
        assert_eq!(found(&[[(0, 10), (0, 10), (0, 10)]]), None);
        assert_eq!(found(&[[(3, 0), (2, 0), (0, 0)]]), None);
    }

    proptest! {
        #[test]
        fn expected_counts_add_up(counts in prop::collection::vec(prop::array::uniform3((0_u64..30, 1_u64..500)), 2..6)) {
            let Some(table) = found(&counts) else { return Ok(()) };
            let total: f64 = table.cells.iter().map(|cell| cell.count.participants as f64).sum();
            let expected: f64 = table.cells.iter().map(|cell| cell.expected).sum();
            prop_assert!((total - expected).abs() < 1e-9 * total);
            for cell in &table.cells {
                prop_assert!(cell.adjusted_residual.is_none_or(f64::is_finite) && cell.interaction_ratio.is_finite());
                prop_assert!(cell.adjusted_p.is_none_or(|p| (0.0..=1.0).contains(&p)));
            }
            let exact = table.cells.iter().filter(|cell| cell.stands_out()).count();
            prop_assert!(table.standing_out(1).len() == exact && table.standing_out(5).len() <= exact);
        }
    }
}
