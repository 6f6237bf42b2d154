//! Suppression: small counts withheld, and enough others with them that none can be worked out again.
//!
//! An operator's policy, not the platform's default: rounding needs no solver and holds across tables. Where a body
//! insists, this is how it is done right (M. Fischetti and J. J. Salazar, *Solving the cell suppression problem on
//! tabular data with linear constraints*, 2001). Whoever attacks knows every published number, that counts are whole and
//! not negative, and which cells were withheld; all of these carry the same mark. A withheld small count a is safe when
//! what fits the rest reaches from at most a - 1 to at least the threshold. Zeros are published; margins may be
//! withheld.
//!
//! The least costly pattern is found by covering: a master problem chooses cells, an attack on each small count either
//! fails or names a set of cells of which more must be withheld. When time is up, the same sets are covered greedily.
//! Either way the pattern is audited by the attack itself before it is used.

mod attack;
mod dual;
mod flow;
mod round;
mod search;

use std::time::Duration;

use self::search::{by_greed, exactly};
pub use self::{
    attack::bounds,
    round::{Rounding, controlled_rounding},
};
use super::grid::Grid;

/// A table of whole counts with all its margins: its cells in the order of its categories, each dimension's margin after
/// its categories.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counts {
    grid: Grid,
    cells: Vec<u64>,
}

/// What an attack leaves possible of a withheld cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// The smallest count that fits everything published.
    pub low: u64,
    /// The largest.
    pub high: u64,
}

/// The most cells, margins included, of a table with so many dimensions that is suppressed while somebody waits. Attacks
/// on two dimensions are flows, all others programs.
pub const fn most_cells(dimensions: usize) -> usize {
    if dimensions == 2 { 600 } else { 150 }
}

/// Which cells are withheld, one for each cell of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    /// Whether each cell is withheld.
    pub hidden: Vec<bool>,
    /// Whether no pattern withholds fewer cells, or as few with a smaller sum.
    pub is_least: bool,
}

/// Why there is no safe pattern: every published total forces a small count, whatever is withheld.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Impossible;

impl Counts {
    /// A table of dimensions with so many categories, filled in the order of its categories, without margins. `None` if
    /// their number is another one, a dimension is empty, or a sum is too large to be counted.
    pub fn new(sizes: &[usize], inner: &[u64]) -> Option<Self> {
        if sizes.is_empty() || sizes.contains(&0) || inner.len() != sizes.iter().product::<usize>() {
            return None;
        }
        let grid = Grid::new(sizes.iter().copied())?;
        let mut cells = vec![0_u64; grid.cells()];
        let whole = (0..grid.cells()).filter(|cell| grid.specified(*cell).count() == sizes.len());
        for (cell, count) in whole.zip(inner) {
            cells[cell] = *count;
        }
        for dimension in 0..sizes.len() {
            for cell in 0..cells.len() {
                let margin = grid.margin(cell, dimension);
                if margin != cell {
                    cells[margin] = cells[margin].checked_add(cells[cell])?;
                }
            }
        }
        cells.iter().try_fold(0_u64, |sum, cell| sum.checked_add(*cell))?;
        Some(Self { grid, cells })
    }

    /// How many cells there are, margins included.
    pub const fn len(&self) -> usize {
        self.cells.len()
    }

    /// Never: a table has at least a total.
    pub const fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    /// The count of every cell.
    pub fn counts(&self) -> &[u64] {
        &self.cells
    }

    /// The categories of a cell, `None` for a margin.
    pub fn categories(&self, cell: usize) -> Vec<Option<usize>> {
        self.grid.categories(cell)
    }

    /// Which counts are small: at least 1 and below the threshold.
    pub fn small(&self, threshold: u64) -> Vec<bool> {
        self.cells.iter().map(|count| (1..threshold).contains(count)).collect()
    }

    /// The sum of all cells, margins too: no count can be larger.
    fn ceiling(&self) -> u64 {
        self.cells.iter().sum()
    }

    /// Every relation between the cells: those of one line, and their margin.
    fn relations(&self) -> Vec<(Vec<usize>, usize)> {
        let mut relations = Vec::new();
        for dimension in 0..self.grid.dimensions() {
            for cell in 0..self.len() {
                if self.grid.category(cell, dimension).is_none() {
                    relations.push((self.grid.line(cell, dimension).collect(), cell));
                }
            }
        }
        relations
    }
}

impl Bounds {
    /// Whether a small count with these bounds is safe at a threshold.
    pub const fn are_safe(self, count: u64, threshold: u64) -> bool {
        self.low < count && self.high >= threshold
    }
}

/// The small counts that an attack on a pattern reveals: not safe, or not withheld at all.
pub fn unsafe_cells(table: &Counts, hidden: &[bool], threshold: u64) -> Vec<usize> {
    let bounds = bounds(table, hidden);
    let small = table.small(threshold);
    let is_open = |cell: &usize| {
        let count = table.cells[*cell];
        small[*cell] && bounds[*cell].is_none_or(|bounds| !bounds.are_safe(count, threshold))
    };
    (0..table.len()).filter(is_open).collect()
}

/// The row-wise rule of many teams, for comparison only: small counts are withheld, and where a row has exactly one, so
/// are the smallest others that are not 0. It does not protect. `None` unless the table has two dimensions.
pub fn row_rule(table: &Counts, threshold: u64) -> Option<Vec<bool>> {
    if table.grid.dimensions() != 2 {
        return None;
    }
    let inner = |cell: usize| table.grid.specified(cell).count() == 2;
    let mut hidden: Vec<bool> =
        table.small(threshold).into_iter().enumerate().map(|(cell, small)| small && inner(cell)).collect();
    let rows = (0..table.len()).filter(|cell| table.grid.category(*cell, 1) == Some(0) && inner(*cell));
    for row in rows.map(|cell| table.grid.line(cell, 1).collect::<Vec<_>>()) {
        if row.iter().filter(|cell| hidden[**cell]).count() == 1 {
            let others = || row.iter().copied().filter(|cell| table.cells[*cell] > 0);
            let least = others().filter(|cell| !hidden[*cell]).map(|cell| table.cells[cell]).min();
            let partners: Vec<usize> = others().filter(|cell| Some(table.cells[*cell]) == least).collect();
            for cell in partners {
                hidden[cell] = true;
            }
        }
    }
    Some(hidden)
}

/// The pattern that withholds the fewest cells, and of as many those with the least sum. `time_left` says how long the
/// search may still go on; when that is nothing, a good pattern is found greedily instead, and `is_least` is false.
///
/// # Errors
/// [`Impossible`] when no pattern is safe: merge categories.
pub fn suppress(table: &Counts, threshold: u64, time_left: &dyn Fn() -> Duration) -> Result<Pattern, Impossible> {
    let small = table.small(threshold);
    if !small.contains(&true) {
        return Ok(Pattern { hidden: small, is_least: true });
    }
    let mut covers = Vec::new();
    let found = exactly(table, threshold, time_left, &mut covers)?;
    let (hidden, is_least) = match found {
        Some(hidden) => (hidden, true),
        None => (by_greed(table, threshold, covers)?, false),
    };
    // Whole numbers can be held tighter than the parts of which the covers are made.
    if unsafe_cells(table, &hidden, threshold).is_empty() { Ok(Pattern { hidden, is_least }) } else { Err(Impossible) }
}

#[cfg(test)]
mod tests;
