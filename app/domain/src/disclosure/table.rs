//! Counting: raw tables, which nothing outside this noun can read.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::grid::Grid;

/// At most two characteristics and one geography.
pub const MAX_DIMENSIONS: usize = 3;

/// The most cells a table may have, margins included.
pub const MAX_CELLS: usize = 1 << 16;
/// The category of those who did not say to which group they belong. It is no group, so that it can be as small as it
/// is: nobody knows from outside who is in it. No code has a space.
pub const NOT_SAID: &str = "not said";

/// The key of one record, which decides with all others of a cell how that cell is rounded.
///
/// The first 8 bytes, big-endian, of HMAC-SHA256(secret of the release, "rk1:" + id of the respondent). The secret
/// stays the same as long as the records do: rounding the same people twice with different keys would allow averaging.
#[derive(Clone, Copy)]
pub struct RecordKey(u64);

impl RecordKey {
    /// The key with these bytes.
    pub const fn new(bytes: [u8; 8]) -> Self {
        Self(u64::from_be_bytes(bytes))
    }
}

/// One dimension of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dimension {
    /// Its code, such as `age`.
    pub code: String,
    /// The codes of its categories, in order.
    pub categories: Vec<String>,
    /// What its categories are.
    pub kind: Kind,
}

/// What the categories of a dimension are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Groups of people. Who is in one can be known from outside, so that a small group is withheld.
    Group,
    /// Answers that people gave.
    Answer,
}

/// Why dimensions make no table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotATable {
    /// It has no dimension, or more than [`MAX_DIMENSIONS`].
    Dimensions,
    /// A dimension has no categories.
    NoCategories,
    /// It would have more than [`MAX_CELLS`] cells.
    TooLarge,
}

/// A record does not have one answer for each dimension, or has one that is no category of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotInTable;

/// Two tables have different dimensions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OtherShape;

/// Exact counts of people, with the sum of their keys, for every combination of categories.
///
/// It can be filled and merged and handed to [`protect`](super::protect) or [`release`](super::release), and nothing
/// else: no count can be read from outside, printing it shows its dimensions only, and it cannot be serialised:
///
/// ```compile_fail,E0277
/// fn stored<T: serde::Serialize>() {}
/// stored::<domain::disclosure::RawTable>();
/// ```
///
/// unlike what becomes of it:
///
/// ```
/// fn stored<T: serde::Serialize>() {}
/// stored::<domain::disclosure::SafeTable>();
/// ```
#[derive(Clone)]
pub struct RawTable {
    dimensions: Vec<Dimension>,
    grid: Grid,
    /// Without margins: these are added up once, when the table is protected. The last place of a dimension holds
    /// those who did not say.
    cells: Vec<Tally>,
    /// The groups that are not shown whatever their size, by dimension and category.
    held: Vec<(usize, usize)>,
}

/// The people of a cell: how many, and the sum of their keys modulo 2^64.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Tally {
    pub(super) count: u64,
    pub(super) key: u64,
}

impl Tally {
    const fn add(&mut self, other: Self) {
        self.count += other.count;
        self.key = self.key.wrapping_add(other.key);
    }
}

impl RawTable {
    /// An empty table.
    pub fn new(dimensions: Vec<Dimension>) -> Result<Self, NotATable> {
        if dimensions.is_empty() || dimensions.len() > MAX_DIMENSIONS {
            return Err(NotATable::Dimensions);
        }
        if dimensions.iter().any(|dimension| dimension.categories.is_empty()) {
            return Err(NotATable::NoCategories);
        }
        let grid = Grid::new(dimensions.iter().map(|dimension| dimension.categories.len()))
            .filter(|grid| grid.cells() <= MAX_CELLS)
            .ok_or(NotATable::TooLarge)?;
        let cells = vec![Tally::default(); grid.cells()];
        Ok(Self { dimensions, grid, cells, held: Vec::new() })
    }

    /// Counts one record: its category in each dimension, or `None` where it did not say.
    pub fn add(&mut self, record: RecordKey, at: &[Option<usize>]) -> Result<(), NotInTable> {
        let cell = self.grid.cell(at).ok_or(NotInTable)?;
        self.cells[cell].add(Tally { count: 1, key: record.0 });
        Ok(())
    }

    /// Adds what another table of the same dimensions has counted, of other records.
    pub fn merge(&mut self, other: &Self) -> Result<(), OtherShape> {
        if self.dimensions != other.dimensions {
            return Err(OtherShape);
        }
        for (cell, more) in self.cells.iter_mut().zip(&other.cells) {
            cell.add(*more);
        }
        Ok(())
    }

    /// Withholds a group whatever its size, because it is nearly the same people as another group that is shown.
    pub fn hold(&mut self, characteristic: &str, group: &str) {
        for (at, dimension) in self.dimensions.iter().enumerate().filter(|(_, of)| of.code == characteristic) {
            self.held.extend(dimension.categories.iter().position(|code| code == group).map(|category| (at, category)));
        }
    }

    /// Its dimensions.
    pub fn dimensions(&self) -> &[Dimension] {
        &self.dimensions
    }

    /// Whether a cell is of a group that is withheld whatever its size.
    pub(super) fn is_held(&self, cell: usize) -> bool {
        self.held.iter().any(|(dimension, category)| self.grid.category(cell, *dimension) == Some(*category))
    }

    pub(super) const fn grid(&self) -> &Grid {
        &self.grid
    }

    /// The cells of those who said in every dimension, with all margins in the last places.
    pub(super) fn with_margins(&self) -> Vec<Tally> {
        let mut cells = self.cells.clone();
        for (cell, tally) in cells.iter_mut().enumerate() {
            if self.grid.specified(cell).count() < self.grid.dimensions() {
                *tally = Tally::default();
            }
        }
        // One dimension after the other, so that margins of margins add up what is already complete.
        for dimension in 0..self.grid.dimensions() {
            for cell in 0..cells.len() {
                let margin = self.grid.margin(cell, dimension);
                if margin != cell {
                    let tally = cells[cell];
                    cells[margin].add(tally);
                }
            }
        }
        cells
    }

    /// Those who did not say in one dimension, whatever they said in the others.
    pub(super) fn did_not_say(&self, dimension: usize) -> Tally {
        let mut sum = Tally::default();
        for (cell, tally) in self.cells.iter().enumerate() {
            if self.grid.category(cell, dimension).is_none() {
                sum.add(*tally);
            }
        }
        sum
    }
}

impl fmt::Debug for RawTable {
    /// The dimensions only: a raw count must not reach a log.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RawTable").field("dimensions", &self.dimensions).finish_non_exhaustive()
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// A dimension with categories `a`, `b` ...
    pub(in super::super) fn dimension(code: &str, categories: usize, kind: Kind) -> Dimension {
        let categories = ('a'..='z').take(categories).map(String::from).collect();
        Dimension { code: code.to_owned(), categories, kind }
    }

    fn counts(table: &RawTable) -> Vec<u64> {
        table.with_margins().iter().map(|tally| tally.count).collect()
    }

    #[test]
    fn margins_are_of_those_who_said_everything() {
        let shape = vec![dimension("age", 2, Kind::Group), dimension("view", 2, Kind::Answer)];
        let mut table = RawTable::new(shape).unwrap();
        for (key, at) in [
            [Some(0), Some(0)],
            [Some(0), Some(1)],
            [Some(1), Some(1)],
            [Some(1), Some(1)],
            [Some(1), None],
            [None, Some(0)],
            [None, None],
        ]
        .iter()
        .enumerate()
        {
            table.add(RecordKey(1 << key), at).unwrap();
        }
        assert_eq!(counts(&table), [1, 1, 2, 0, 2, 2, 1, 3, 4]);
        let margins = table.with_margins();
        assert_eq!(margins[8].key, 0b1111);
        assert_eq!((table.did_not_say(0).count, table.did_not_say(0).key), (2, 0b110_0000));
        assert_eq!((table.did_not_say(1).count, table.did_not_say(1).key), (2, 0b101_0000));
    }

    #[test]
    fn three_dimensions_have_margins_of_margins() {
        let shape: Vec<_> = ["one", "two", "three"].map(|code| dimension(code, 2, Kind::Group)).into();
        let mut table = RawTable::new(shape).unwrap();
        for at in 0..8_usize {
            table.add(RecordKey(1), &[Some(at & 1), Some(at >> 1 & 1), Some(at >> 2)]).unwrap();
        }
        for (cell, count) in counts(&table).into_iter().enumerate() {
            assert_eq!(count, 1 << (3 - table.grid.specified(cell).count()));
        }
    }

    #[test]
    fn what_is_no_table_is_refused() {
        for (shape, refused) in [
            (vec![], NotATable::Dimensions),
            (vec![dimension("d", 2, Kind::Group); 4], NotATable::Dimensions),
            (vec![dimension("d", 0, Kind::Group)], NotATable::NoCategories),
            (
                vec![Dimension { categories: vec![String::new(); 1100], ..dimension("d", 1, Kind::Answer) }; 2],
                NotATable::TooLarge,
            ),
        ] {
            assert_eq!(RawTable::new(shape).err(), Some(refused));
        }
        let mut table = RawTable::new(vec![dimension("d", 2, Kind::Group)]).unwrap();
        for at in [&[Some(2)][..], &[], &[Some(0), Some(0)]] {
            assert_eq!(table.add(RecordKey(1), at), Err(NotInTable));
        }
        let other = RawTable::new(vec![dimension("other", 2, Kind::Group)]).unwrap();
        assert_eq!(table.merge(&other), Err(OtherShape));
    }

    #[test]
    fn printing_shows_no_count() {
        let mut table = RawTable::new(vec![dimension("d", 1, Kind::Group)]).unwrap();
        for _ in 0..77 {
            table.add(RecordKey(0), &[Some(0)]).unwrap();
        }
        let printed = format!("{table:?}");
        assert!(printed.contains("\"d\"") && !printed.contains("77"), "{printed}");
    }
}
