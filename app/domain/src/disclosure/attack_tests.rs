//! An attacker who has all one-way and two-way tables of three variables and works out, cell by cell, between which
//! numbers the truth must lie. Exact tables must give in, also with their small cells hidden: otherwise the attacker
//! would be too weak to be a test.

use super::{
    policy::Policy,
    protect::{Cell, protect},
    reference_tests::{counted, secret},
    table::RawTable,
};
use crate::reference::{json, rows};

const VARIABLES: [&str; 3] = ["age_band", "simd_quintile", "locality"];

/// What is known of a cell: the truth lies between these, both included.
#[derive(Clone, Copy, PartialEq)]
struct Bounds {
    low: u64,
    high: u64,
}

/// A way of publishing: what it tells of every cell of a table.
type Publish = fn(&RawTable) -> Vec<Bounds>;

/// A table as the attacker sees it, and the truth to compare with.
struct Seen {
    columns: Vec<usize>,
    raw: RawTable,
    truth: Vec<u64>,
    bounds: Vec<Bounds>,
}

fn rounded(raw: &RawTable) -> Vec<Bounds> {
    let known = |(_, cell): (_, Cell)| match cell {
        Cell::Published(count) => Bounds { low: count.saturating_sub(4), high: count + 4 },
        Cell::Withheld => Bounds { low: 0, high: 600 },
    };
    protect(raw, &Policy::default()).cells().map(known).collect()
}

fn exact(raw: &RawTable) -> Vec<Bounds> {
    raw.with_margins().iter().map(|tally| Bounds { low: tally.count, high: tally.count }).collect()
}

/// Exact, but a cell of 1 to 9 is hidden, wherever it stands.
fn small_hidden(raw: &RawTable) -> Vec<Bounds> {
    let hide = |known: Bounds| if (1..10).contains(&known.low) { Bounds { low: 1, high: 9 } } else { known };
    exact(raw).into_iter().map(hide).collect()
}

/// All one-way and two-way tables of the first so many reference records, published in one way.
fn published(publish: Publish, people: usize) -> Option<Vec<Seen>> {
    let settings = json("inputs/settings.json")?;
    let (records, secret) = (rows("inputs/cellkey_records.csv")?, secret(&settings));
    let choices = [vec![0], vec![1], vec![2], vec![0, 1], vec![0, 2], vec![1, 2]];
    let see = |columns: Vec<usize>| {
        let names: Vec<&str> = columns.iter().map(|column| VARIABLES[*column]).collect();
        let raw = counted(&records[..people], &names, &secret);
        let (bounds, truth) = (publish(&raw), raw.with_margins().iter().map(|tally| tally.count).collect());
        Seen { columns, raw, truth, bounds }
    };
    Some(choices.into_iter().map(see).collect())
}

/// Narrows until nothing changes: a margin lies between the sums of its line's bounds, a cell between the margin less
/// the others' bounds; and margins of two-way tables are the same people as the cells of one-way tables.
fn attack(tables: &mut [Seen]) {
    loop {
        let before: Vec<_> = tables.iter().map(|table| table.bounds.clone()).collect();
        for table in &mut *tables {
            narrow(table);
        }
        share(tables);
        if tables.iter().zip(&before).all(|(table, before)| table.bounds == *before) {
            return;
        }
    }
}

fn narrow(table: &mut Seen) {
    let grid = table.raw.grid();
    for cell in 0..grid.cells() {
        for dimension in 0..grid.dimensions() {
            let margin = grid.margin(cell, dimension);
            if margin == cell {
                continue;
            }
            let all: Vec<Bounds> = grid.line(cell, dimension).map(|other| table.bounds[other]).collect();
            let (low, high) = all.iter().fold((0, 0), |(low, high), one| (low + one.low, high + one.high));
            let (own, whole) = (table.bounds[cell], table.bounds[margin]);
            table.bounds[margin] = Bounds { low: whole.low.max(low), high: whole.high.min(high) };
            table.bounds[cell] = Bounds {
                low: own.low.max(whole.low.saturating_sub(high - own.high)),
                high: own.high.min(whole.high - (low - own.low)),
            };
        }
    }
}

/// The same people in different tables: what is known of them in one is known in all.
fn share(tables: &mut [Seen]) {
    let (one_way, two_way) = tables.split_at_mut(3);
    for wide in two_way {
        let grid = wide.raw.grid();
        for cell in 0..grid.cells() {
            let mut specified = grid.specified(cell);
            let (Some(dimension), None) = (specified.next(), specified.next()) else { continue };
            let narrow = &mut one_way[wide.columns[dimension]].bounds[grid.category(cell, dimension).unwrap()];
            let both =
                Bounds { low: narrow.low.max(wide.bounds[cell].low), high: narrow.high.min(wide.bounds[cell].high) };
            (*narrow, wide.bounds[cell]) = (both, both);
        }
    }
}

/// The small cells of the two-way tables: how many there are, how many are known exactly, and how wide the attacker's
/// intervals are on average.
fn small_cells(publish: Publish, people: usize) -> Option<(usize, usize, f64)> {
    let mut tables = published(publish, people)?;
    attack(&mut tables);
    let small: Vec<Bounds> = tables[3..]
        .iter()
        .flat_map(|table| table.truth.iter().zip(&table.bounds))
        .filter(|(truth, _)| (1..10).contains(*truth))
        .inspect(|(truth, bounds)| assert!(bounds.low <= **truth && **truth <= bounds.high))
        .map(|(_, bounds)| *bounds)
        .collect();
    let pinned = small.iter().filter(|bounds| bounds.low == bounds.high).count();
    let width = small.iter().map(|bounds| (bounds.high - bounds.low) as f64).sum::<f64>() / small.len() as f64;
    Some((small.len(), pinned, width))
}

#[test]
fn protected_tables_give_no_small_cell_away() {
    // Of 600 people no group is withheld, of 100 some are.
    for people in [600, 100] {
        let Some((small, pinned, width)) = small_cells(rounded, people) else { return };
        println!("{people} {small} {pinned} {width}");
        assert!(small > 50 && pinned == 0 && width > 4.0, "{small} {pinned} {width}");
    }
}

#[test]
fn exact_tables_give_all_away() {
    let Some((small, pinned, _)) = small_cells(exact, 600) else { return };
    assert_eq!(pinned, small);
}

#[test]
fn hiding_small_cells_of_exact_tables_gives_some_away() {
    let Some((small, pinned, width)) = small_cells(small_hidden, 600) else { return };
    println!(" {small} {pinned} {width}");
    assert!(pinned > 0);
}
