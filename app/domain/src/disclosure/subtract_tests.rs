//! An attacker who has every table of two dimensions of a skewed survey, subtracts each number from each that it lies in,
//! and narrows what is left by the lines of its table. Of exact tables this must find small groups, or it would be too
//! weak to be a test.

use super::{
    bases::too_close,
    policy::Policy,
    protect::{Cell, protect},
    table::{Dimension, Kind, NOT_SAID, RawTable, RecordKey},
};

/// What is known of a number: the truth lies between these, both included.
type Bounds = (u64, u64);
/// A way of publishing.
type Publish = fn(&RawTable) -> Vec<Bounds>;

const PEOPLE: u64 = 230;

fn rounded(raw: &RawTable) -> Vec<Bounds> {
    let known = |(_, cell): (_, Cell)| match cell {
        Cell::Published(count) => (count.saturating_sub(4), count + 4),
        Cell::Withheld => (0, PEOPLE),
    };
    protect(raw, &Policy::default()).cells().map(known).collect()
}

fn exact(raw: &RawTable) -> Vec<Bounds> {
    raw.with_margins().iter().map(|tally| (tally.count, tally.count)).collect()
}

/// Three characteristics and a question; each list ends with those who did not say.
fn dimensions() -> Vec<Dimension> {
    let dimension = |code: &str, categories: usize, kind: Kind| {
        let mut codes: Vec<String> = (1..=categories).map(|at| at.to_string()).collect();
        codes.push(if kind == Kind::Group { NOT_SAID } else { "not answered" }.to_owned());
        Dimension { code: code.to_owned(), categories: codes, kind }
    };
    vec![
        dimension("age", 6, Kind::Group),
        dimension("deprivation", 5, Kind::Group),
        dimension("sex", 2, Kind::Group),
        dimension("view", 4, Kind::Answer),
    ]
}

/// All pairs of the survey, counted; groups that are too close to others are held.
fn tables() -> Vec<RawTable> {
    let dimensions = dimensions();
    let mut pairs: Vec<(usize, usize, RawTable)> = Vec::new();
    for first in 0..3 {
        for second in first + 1..4 {
            let shape = vec![dimensions[first].clone(), dimensions[second].clone()];
            pairs.push((first, second, RawTable::new(shape).unwrap()));
        }
    }
    let mut state = 7_u64;
    let mut draw = |of: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let upper = |state: u64| usize::try_from(state >> 40).unwrap();
        // The first categories are far more usual than the last.
        (upper(state) % of).min(upper(state.rotate_left(23)) % of).min(upper(state.rotate_left(41)) % of)
    };
    for person in 0..PEOPLE {
        let said: Vec<usize> = dimensions.iter().map(|dimension| draw(dimension.categories.len())).collect();
        let key = RecordKey::new((person + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15).to_be_bytes());
        for (first, second, raw) in &mut pairs {
            raw.add(key, &[Some(said[*first]), Some(said[*second])]).unwrap();
        }
    }
    let mut tables: Vec<RawTable> = pairs.into_iter().map(|(_, _, raw)| raw).collect();
    for close in too_close(&tables, &Policy::default()) {
        for raw in &mut tables {
            raw.hold(&close.characteristic, &close.group);
        }
    }
    tables
}

/// How many numbers of one to nine people are known for certain: cells, and differences of nested numbers.
fn found(publish: Publish) -> usize {
    let is_small = |(low, high): Bounds| low == high && (1..10).contains(&low);
    let mut found = 0;
    for raw in tables() {
        let (grid, mut known, truth) = (raw.grid(), publish(&raw), raw.with_margins());
        for _ in 0..20 {
            for cell in 0..grid.cells() {
                for dimension in 0..2 {
                    let margin = grid.margin(cell, dimension);
                    if margin == cell {
                        continue;
                    }
                    let others = grid.line(cell, dimension).filter(|other| *other != cell).map(|other| known[other]);
                    let rest = others.fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
                    let (own, whole) = (known[cell], known[margin]);
                    known[cell] =
                        (own.0.max(whole.0.saturating_sub(rest.1)), own.1.min(whole.1.saturating_sub(rest.0)));
                    known[margin] = (whole.0.max(own.0 + rest.0), whole.1.min(own.1 + rest.1));
                }
            }
        }
        for cell in 0..grid.cells() {
            assert!(known[cell].0 <= truth[cell].count && truth[cell].count <= known[cell].1);
            found += usize::from(is_small(known[cell]));
            for margin in (0..2).map(|dimension| grid.margin(cell, dimension)).filter(|margin| *margin != cell) {
                let (inner, outer) = (known[cell], known[margin]);
                found += usize::from(is_small((outer.0.saturating_sub(inner.1), outer.1.saturating_sub(inner.0))));
            }
        }
    }
    found
}

#[test]
fn subtracting_released_tables_finds_nobody() {
    assert_eq!(found(rounded), 0);
}

#[test]
fn subtracting_exact_tables_finds_many() {
    assert!(found(exact) > 30, "{}", found(exact));
}
