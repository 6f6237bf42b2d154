//! Those who took part, as cells of equal people.

use super::{Category, Impossible, Target, Weights};
use crate::inclusion::cube::Cube;

/// Those who took part and belong to categories in which people live.
///
/// People of one cell agree in every category and in their design weight.
#[derive(Clone, Debug, PartialEq)]
pub struct Sample {
    targets: Vec<Target>,
    cube: Cube,
    base: Vec<f64>,
    left_out: u64,
}

impl Sample {
    /// Counts respondents into cells. A column for each target holds the place of each respondent's category in it;
    /// a place beyond the last one is no category. Whoever has none, or one in which nobody lives, is left out. Design
    /// weights say for how many people each respondent stood when invited, up to a factor; without them all are equal.
    ///
    /// # Errors
    /// When nobody is left, the columns do not belong together, a design weight is no number above 0, or the targets
    /// count different numbers of people.
    pub fn new<C: Copy + Into<usize>>(
        targets: Vec<Target>,
        columns: &[&[C]],
        design: Option<&[f64]>,
    ) -> Result<Self, Impossible> {
        let first = targets.first().ok_or(Impossible::Malformed)?.total();
        if let Some(target) = targets.iter().find(|target| target.total() != first) {
            return Err(Impossible::TotalsDiffer { characteristic: target.code.clone(), total: target.total(), first });
        }
        let design = design.filter(|design| design.windows(2).any(|pair| pair[0].to_bits() != pair[1].to_bits()));
        let bad = |weight: &f64| !(weight.is_finite() && *weight > 0.0);
        if let Some(row) = design.and_then(|design| design.iter().position(bad)) {
            return Err(Impossible::DesignWeight { row });
        }
        let marks: Option<Vec<u64>> = design.map(|design| design.iter().map(|weight| weight.to_bits()).collect());
        let sizes: Vec<usize> = targets.iter().map(|target| target.categories.len()).collect();
        let cube = Cube::count(columns, &sizes, marks.as_deref()).ok_or(Impossible::Malformed)?;
        let rows = cube.cell_of.len() as u64;
        let cube = inhabited(cube, &targets);
        let counted: u64 = cube.people.iter().sum();
        if counted == 0 {
            return Err(Impossible::NoRespondents);
        }
        let one = |mark: &u64| if design.is_some() { f64::from_bits(*mark) } else { 1.0 };
        let sum: f64 = cube.marks.iter().zip(&cube.people).map(|(mark, people)| one(mark) * *people as f64).sum();
        let base = cube.marks.iter().map(|mark| one(mark) * (first as f64 / sum)).collect();
        Ok(Self { targets, cube, base, left_out: rows - counted })
    }

    /// The weights before any adjustment: design weights that add up to all people.
    pub fn base(&self) -> Weights {
        Weights(self.base.clone())
    }

    /// How many people are in each cell.
    pub fn people(&self) -> &[u64] {
        &self.cube.people
    }

    /// The categories of each cell, by characteristic and then by cell.
    pub fn codes(&self) -> &[Vec<u16>] {
        &self.cube.codes
    }

    /// The targets.
    pub fn targets(&self) -> &[Target] {
        &self.targets
    }

    /// How many respondents were left out.
    pub const fn left_out(&self) -> u64 {
        self.left_out
    }

    /// All people who live here.
    pub fn population(&self) -> u64 {
        self.targets.first().map_or(0, Target::total)
    }

    /// The cell of a respondent, by row; `None` for one who was left out.
    pub fn cell_of(&self, row: usize) -> Option<usize> {
        self.cube.cell_of.get(row).copied().flatten().map(|cell| cell as usize)
    }

    /// The largest difference between a category's weights and its people, in people.
    pub fn margin_error(&self, weights: &Weights) -> f64 {
        self.worst(weights).map_or(0.0, |(_, error)| error)
    }

    /// The category that is farthest off, and how many people it is off.
    pub(super) fn worst(&self, weights: &Weights) -> Option<(Category, f64)> {
        let mut worst: Option<(Category, f64)> = None;
        for (target, codes) in self.targets.iter().zip(&self.cube.codes) {
            let sums = self.sums(codes, target.categories.len(), weights.by_cell());
            for ((category, people), sum) in target.categories.iter().zip(sums) {
                let error = (sum - *people as f64).abs();
                if worst.as_ref().is_none_or(|(_, least)| error > *least) {
                    let category = Category { characteristic: target.code.clone(), category: category.clone() };
                    worst = Some((category, error));
                }
            }
        }
        worst
    }

    /// The sum of weights of each category of one characteristic.
    pub(super) fn sums(&self, codes: &[u16], size: usize, weights: &[f64]) -> Vec<f64> {
        let mut sums = vec![0.0; size];
        for ((code, people), weight) in codes.iter().zip(&self.cube.people).zip(weights) {
            sums[usize::from(*code)] += *people as f64 * weight;
        }
        sums
    }

    /// The categories in which people live and of which nobody took part.
    pub(super) fn nobody_of(&self) -> Vec<Category> {
        let mut missing = Vec::new();
        for (target, codes) in self.targets.iter().zip(&self.cube.codes) {
            let mut seen = vec![false; target.categories.len()];
            for code in codes {
                seen[usize::from(*code)] = true;
            }
            for ((category, people), seen) in target.categories.iter().zip(seen) {
                if *people > 0 && !seen {
                    missing.push(Category { characteristic: target.code.clone(), category: category.clone() });
                }
            }
        }
        missing
    }
}

/// The cube without cells of categories in which nobody lives.
fn inhabited(mut cube: Cube, targets: &[Target]) -> Cube {
    let lived_in = |at: usize, code: u16| targets[at].categories[usize::from(code)].1 > 0;
    let kept: Vec<bool> = (0..cube.people.len())
        .map(|cell| cube.codes.iter().enumerate().all(|(at, codes)| lived_in(at, codes[cell])))
        .collect();
    if kept.iter().all(|kept| *kept) {
        return cube;
    }
    let mut next = 0;
    let places: Vec<Option<u32>> = kept
        .iter()
        .map(|kept| {
            kept.then(|| {
                next += 1;
                next - 1
            })
        })
        .collect();
    for cell in &mut cube.cell_of {
        *cell = cell.and_then(|cell| places[cell as usize]);
    }
    for codes in &mut cube.codes {
        retain(codes, &kept);
    }
    retain(&mut cube.people, &kept);
    retain(&mut cube.marks, &kept);
    cube
}

fn retain<T>(values: &mut Vec<T>, kept: &[bool]) {
    let mut kept = kept.iter();
    values.retain(|_| kept.next().is_some_and(|kept| *kept));
}
