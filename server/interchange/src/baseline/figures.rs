//! Tables of figures: wide ones with a row for each data zone, long ones with a row for each area and category.

mod ages;
mod long;
mod wide;

use std::collections::BTreeMap;

use domain::place::{FigureSet, Gss, Numbers};

pub(super) use self::{
    ages::{bands, fifths, fifths_column, single_years},
    long::{is_long, long},
    wide::wide,
};
use super::{
    fault::{Faults, Wrong},
    rows::{Row, Sheet},
};

/// The figures of several areas in one set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figures {
    /// What they are.
    pub set: FigureSet,
    /// The numbers of each area, by its code.
    pub areas: Vec<(String, Numbers)>,
    /// Retired codes of areas that were read as today's.
    pub replaced: Vec<(String, Gss)>,
}

/// The columns that hold the code of an area.
const AREA: [&str; 5] = ["area_code", "area", "council_code", "gss_code", "gss"];

/// The column of areas, if the header has one.
pub(super) fn area_column(sheet: &Sheet<'_>) -> Option<usize> {
    sheet.column(&AREA)
}

/// Numbers of areas as they come, row by row.
#[derive(Default)]
struct Gathered {
    areas: BTreeMap<String, Area>,
    replaced: Vec<(String, Gss)>,
}

/// The numbers of one area.
struct Area {
    /// Its first row.
    first: u64,
    /// By category as written.
    cells: BTreeMap<String, Cell>,
}

/// A number and the row it is in.
struct Cell {
    row: u64,
    number: u64,
}

impl Area {
    fn numbers(&self) -> Numbers {
        self.cells.iter().map(|(category, cell)| (category.clone(), cell.number)).collect()
    }
}

impl Gathered {
    /// Adds a number; the same category of the same area again is a fault.
    fn add(&mut self, row: &Row<'_>, area: &str, category: &str, number: u64, faults: &mut Faults) {
        let new = || Area { first: row.number, cells: BTreeMap::new() };
        let found = self.areas.entry(area.to_owned()).or_insert_with(new);
        if let Some(cell) = found.cells.get(category) {
            faults.add(row.fault(None, Wrong::Twice { first: cell.row }));
        } else {
            found.cells.insert(category.to_owned(), Cell { row: row.number, number });
        }
    }

    /// Remembers that a retired code was read as today's.
    fn replaces(&mut self, written: &str, area: Gss) {
        if written != area.as_str() && self.replaced.iter().all(|(known, _)| known != written) {
            self.replaced.push((written.to_owned(), area));
        }
    }
}
