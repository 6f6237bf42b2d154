//! Protecting: the one way from a raw table to one that can be shown.

use serde::{Deserialize, Serialize};

use super::{
    grid::Grid,
    method::publish,
    policy::{Limits, Method, Policy},
    table::{Dimension, RawTable},
    withhold::withheld,
};

/// A count as it may be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cell {
    /// The rounded number of people.
    Published(u64),
    /// Fewer than may be shown, or shown with the others would give such a number away.
    Withheld,
}

impl Cell {
    /// The number, if it is published.
    pub const fn published(self) -> Option<u64> {
        match self {
            Self::Published(count) => Some(count),
            Self::Withheld => None,
        }
    }
}

/// A percentage as it may be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Percent {
    /// A whole number from 0 to 100.
    Whole(u8),
    /// The base is too small for percentages: `[u]`.
    TooSmallBase,
    /// The count or its base is withheld: `[c]`.
    Withheld,
}

/// A table that may be shown, stored and sent. Only [`protect`] makes one out of counts; reading a stored one back
/// checks that it is whole.
///
/// Unless it is suppressed, every number in it is changed by itself, so rows and columns may not add up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Shape", into = "Shape")]
pub struct SafeTable {
    shape: Shape,
    grid: Grid,
}

/// What is stored of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Shape {
    dimensions: Vec<Dimension>,
    policy: Policy,
    /// In the order of the grid, margins last.
    cells: Vec<Cell>,
    did_not_say: Vec<Cell>,
}

/// The table that may be shown of these counts.
///
/// By section 3.6 of the project's facts on disclosure: a table of fewer people than the minimum base is wholly
/// withheld; so is, with all its cells, a row of fewer people of a group, and never only one of them. Every other
/// count is rounded at random, up with the probability that keeps it right on average, and so that the same people
/// always give the same number, in whichever table they are. Its error is below the rounding base; 1 to 4 become 0 or
/// 5, so that a small number cannot be told from none.
///
/// An operator's other [`Method`] takes the place of the rounding, not of what is withheld before it.
pub fn protect(table: &RawTable, policy: &Policy) -> SafeTable {
    let tallies = table.with_margins();
    let withheld = withheld(table, &tallies, policy.limits().minimum_base);
    let whole = withheld[tallies.len() - 1];
    let (cells, said) = publish(table, &tallies, &withheld, policy);
    let dimensions = table.dimensions().to_vec();
    let not_said = |at: usize| if whole { Cell::Withheld } else { said(table.did_not_say(at)) };
    SafeTable {
        shape: Shape { policy: *policy, cells, did_not_say: (0..dimensions.len()).map(not_said).collect(), dimensions },
        grid: table.grid().clone(),
    }
}

impl Percent {
    /// A published part of a published whole: a whole number worked out from the two rounded counts, halves up.
    pub fn of(part: Cell, whole: Cell, limits: Limits) -> Self {
        let (Cell::Published(count), Cell::Published(base)) = (part, whole) else { return Self::Withheld };
        if base < limits.percentage_base {
            return Self::TooSmallBase;
        }
        // A part can be rounded up beyond a whole that was rounded down.
        let percent = (200 * count + base).div_euclid(2 * base).min(100);
        Self::Whole(u8::try_from(percent).unwrap_or(100))
    }
}

impl SafeTable {
    /// Its dimensions.
    pub fn dimensions(&self) -> &[Dimension] {
        &self.shape.dimensions
    }

    /// The limits it was protected with.
    pub const fn limits(&self) -> Limits {
        self.shape.policy.limits()
    }

    /// How it was protected.
    pub const fn method(&self) -> Method {
        self.shape.policy.method()
    }

    /// How many people are in these categories, one for each dimension; `None` is all who said. What is not in the
    /// table is withheld.
    pub fn count(&self, at: &[Option<usize>]) -> Cell {
        self.grid.cell(at).map_or(Cell::Withheld, |cell| self.shape.cells[cell])
    }

    /// How many people said in every dimension.
    pub fn base(&self) -> Cell {
        self.shape.cells.last().copied().unwrap_or(Cell::Withheld)
    }

    /// How many people did not say in one dimension, whatever they said in the others. In every table of the same
    /// release this is the same number.
    pub fn did_not_say(&self, dimension: usize) -> Cell {
        self.shape.did_not_say.get(dimension).copied().unwrap_or(Cell::Withheld)
    }

    /// These people as a percentage of those in all categories of one dimension and otherwise in the same: with the
    /// answers as that dimension, the part of a group that gave this answer.
    ///
    /// It is a whole number worked out from the two rounded counts, halves up, and only where the rounded base is at
    /// least the percentage base. So nothing can be learnt from it that the counts do not say.
    pub fn percent(&self, at: &[Option<usize>], dimension: usize) -> Percent {
        let Some(cell) = self.grid.cell(at).filter(|_| dimension < self.grid.dimensions()) else {
            return Percent::Withheld;
        };
        Percent::of(self.shape.cells[cell], self.shape.cells[self.grid.margin(cell, dimension)], self.limits())
    }

    /// Every cell with its categories, margins included, for files.
    pub fn cells(&self) -> impl Iterator<Item = (Vec<Option<usize>>, Cell)> {
        self.shape.cells.iter().enumerate().map(|(at, cell)| (self.grid.categories(at), *cell))
    }
}

impl TryFrom<Shape> for SafeTable {
    type Error = &'static str;

    fn try_from(shape: Shape) -> Result<Self, Self::Error> {
        let grid = Grid::new(shape.dimensions.iter().map(|dimension| dimension.categories.len()))
            .filter(|grid| grid.cells() == shape.cells.len() && grid.dimensions() == shape.did_not_say.len())
            .ok_or("the cells of this table do not fit its dimensions")?;
        Ok(Self { shape, grid })
    }
}

impl From<SafeTable> for Shape {
    fn from(table: SafeTable) -> Self {
        table.shape
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{
        super::{
            method::round,
            table::{Kind, RecordKey, Tally, tests::dimension},
        },
        *,
    };

    /// The figures file of this crate: counts, keys and what is published.
    #[test]
    fn rounding_is_what_it_always_was() {
        let figures = include_str!("../../testdata/rounding.csv");
        let mut lines = csv::Reader::from_reader(figures.as_bytes());
        for line in lines.deserialize() {
            let (count, key, published): (u64, u64, u64) = line.unwrap();
            assert_eq!(round(Tally { count, key }, 5), published, "{count} {key}");
        }
    }

    #[test]
    fn rounding_is_right_on_average() {
        for count in 0..40 {
            let (steps, width) = (1000, u64::MAX / 1000);
            let sum: u64 = (0..steps).map(|step| round(Tally { count, key: width * step + width / 2 }, 5)).sum();
            assert_eq!(sum, count * steps, "{count}");
        }
    }

    /// Keys that look random and are the same in every run.
    fn key(record: u64) -> RecordKey {
        let mixed = (record + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        RecordKey::new((mixed ^ mixed >> 29).wrapping_mul(0xBF58_476D_1CE4_E5B9).to_be_bytes())
    }

    fn table(shape: Vec<Dimension>, records: &[Vec<Option<usize>>]) -> RawTable {
        let mut table = RawTable::new(shape).unwrap();
        for (record, at) in (0..).zip(records) {
            table.add(key(record), at).unwrap();
        }
        table
    }

    fn age_by_view(people: &[[u64; 2]]) -> SafeTable {
        let records: Vec<_> = people
            .iter()
            .enumerate()
            .flat_map(|(age, views)| views.iter().enumerate().map(move |(view, count)| (age, view, *count)))
            .flat_map(|(age, view, count)| (0..count).map(move |_| vec![Some(age), Some(view)]))
            .collect();
        let shape = vec![dimension("age", people.len(), Kind::Group), dimension("view", 2, Kind::Answer)];
        protect(&table(shape, &records), &Policy::default())
    }

    #[test]
    fn percentages_are_whole_and_only_of_fifty() {
        let table = age_by_view(&[[60, 20], [20, 20], [3, 2], [30, 25], [4, 1], [15, 35]]);
        assert_eq!(table.count(&[Some(0), Some(0)]), Cell::Published(60));
        assert_eq!(table.percent(&[Some(0), Some(0)], 1), Percent::Whole(75));
        assert_eq!(table.percent(&[Some(1), Some(0)], 1), Percent::TooSmallBase);
        assert_eq!(table.percent(&[Some(2), Some(0)], 1), Percent::Withheld);
        assert_eq!(table.percent(&[Some(3), Some(0)], 1), Percent::Whole(55));
        assert_eq!(table.percent(&[Some(5), Some(0)], 1), Percent::Whole(30));
        assert_eq!(table.percent(&[Some(0), None], 1), Percent::Whole(100));
        assert_eq!(table.percent(&[Some(0), Some(0)], 2), Percent::Withheld);
    }

    #[test]
    fn what_is_not_in_a_table_is_withheld() {
        let table = age_by_view(&[[60, 20], [20, 20]]);
        for at in [&[][..], &[Some(2), None], &[Some(0)], &[Some(0), Some(0), None]] {
            assert_eq!(table.count(at), Cell::Withheld);
            assert_eq!(table.percent(at, 0), Percent::Withheld);
        }
        assert_eq!(table.did_not_say(2), Cell::Withheld);
    }

    #[test]
    fn a_table_of_nine_is_withheld_with_those_who_did_not_say() {
        let mut records = vec![vec![Some(0)]; 9];
        records.extend(vec![vec![None]; 30]);
        let safe = |records: &[_]| protect(&table(vec![dimension("d", 2, Kind::Answer)], records), &Policy::default());
        assert!(safe(&records).cells().all(|(_, cell)| cell == Cell::Withheld));
        assert_eq!(safe(&records).did_not_say(0), Cell::Withheld);
        records.push(vec![Some(0)]);
        assert_eq!((safe(&records).base(), safe(&records).did_not_say(0)), (Cell::Published(10), Cell::Published(30)));
    }

    #[test]
    fn a_stored_table_reads_back_whole_or_not_at_all() {
        let table = age_by_view(&[[60, 20], [20, 20], [3, 2], [1, 1]]);
        let stored = serde_json::to_string(&table).unwrap();
        assert_eq!(serde_json::from_str::<SafeTable>(&stored).unwrap(), table);
        let mut broken: serde_json::Value = serde_json::from_str(&stored).unwrap();
        broken["cells"].as_array_mut().unwrap().pop();
        assert!(serde_json::from_value::<SafeTable>(broken).is_err());
    }

    /// Records over a group of four, a group of three and an answer of two, some of which did not say.
    fn records() -> impl Strategy<Value = Vec<Vec<Option<usize>>>> {
        let record = (0_usize..5, 0_usize..4, 0_usize..3);
        let some = |at: usize, categories: usize| (at < categories).then_some(at);
        prop::collection::vec(record.prop_map(move |(a, b, c)| vec![some(a, 4), some(b, 3), some(c, 2)]), 0..300)
    }

    fn shape() -> Vec<Dimension> {
        vec![dimension("age", 4, Kind::Group), dimension("place", 3, Kind::Group), dimension("view", 2, Kind::Answer)]
    }

    proptest! {
        #[test]
        fn every_number_is_rounded_and_near(records in records()) {
            let raw = table(shape(), &records);
            let (safe, tallies) = (protect(&raw, &Policy::default()), raw.with_margins());
            for ((at, cell), tally) in safe.cells().zip(tallies) {
                if let Cell::Published(count) = cell {
                    prop_assert_eq!(count % 5, 0);
                    prop_assert!(count.abs_diff(tally.count) < 5, "{:?}", at);
                    prop_assert_eq!(count, safe.count(&at).published().unwrap());
                }
            }
        }

        #[test]
        fn neither_order_nor_parts_matter(records in records(), cut in 0.0_f64..1.0) {
            let cut = records.len() * (cut * 100.0).round().to_string().parse::<usize>().unwrap() / 100;
            let keyed: Vec<_> = (0..).map(key).zip(&records).collect();
            let count = |part: &[(RecordKey, &Vec<Option<usize>>)]| {
                let mut table = RawTable::new(shape()).unwrap();
                part.iter().rev().for_each(|(key, at)| table.add(*key, at).unwrap());
                table
            };
            let mut merged = count(&keyed[cut..]);
            merged.merge(&count(&keyed[..cut])).unwrap();
            let policy = Policy::default();
            prop_assert_eq!(protect(&merged, &policy), protect(&table(shape(), &records), &policy));
        }

        #[test]
        fn the_same_people_are_the_same_number_in_every_table(records in records()) {
            let everyone: Vec<_> = records.into_iter().filter(|at| at.iter().all(Option::is_some)).collect();
            let wide = protect(&table(shape(), &everyone), &Policy::default());
            let narrow: Vec<_> = everyone.iter().map(|at| vec![at[0]]).collect();
            let narrow = protect(&table(shape()[..1].to_vec(), &narrow), &Policy::default());
            for (at, cell) in narrow.cells() {
                prop_assert_eq!(cell, wide.count(&[at[0], None, None]));
            }
        }
    }
}
