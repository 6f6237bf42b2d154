//! Attackers on families of random tables, for each method, with controls that must fall.
//!
//! The attacker of suppression solves linear programs of its own over what is shown; the one of the other methods knows
//! by how much a number can differ from the truth. Both ask whether a count from 1 to below the threshold is known.

use microlp::{ComparisonOp, OptimizationDirection, Problem};
use proptest::prelude::*;

use super::{
    policy::{Method, Policy},
    protect::{Cell, protect},
    table::{Kind, RawTable, RecordKey, tests::dimension},
};

const LEAST: u64 = 10;

/// A table of answers by answers with so many people in each cell, everybody with a key of their own.
fn table(rows: usize, people: &[u64]) -> RawTable {
    let columns = people.len() / rows;
    let shape = vec![dimension("row", rows, Kind::Answer), dimension("column", columns, Kind::Answer)];
    let mut table = RawTable::new(shape).unwrap();
    let mut person = 0_u64;
    for (cell, count) in people.iter().enumerate() {
        for _ in 0..*count {
            person += 1;
            let key = RecordKey::new(person.wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(17).to_be_bytes());
            table.add(key, &[Some(cell / columns), Some(cell % columns)]).unwrap();
        }
    }
    table
}

/// The least and the most that a cell can be by linear programming: hidden cells are not negative, lines add up.
fn possible(raw: &RawTable, shown: &[Option<u64>], cell: usize) -> (f64, f64) {
    let grid = raw.grid();
    let end = |direction| {
        let mut problem = Problem::new(direction);
        let variables: Vec<_> = shown
            .iter()
            .enumerate()
            .map(|(at, shown)| {
                let own = f64::from(u8::from(at == cell));
                let range = shown.map_or((0.0, 1e5), |count| (count as f64, count as f64));
                problem.add_var(own, range)
            })
            .collect();
        for dimension in 0..grid.dimensions() {
            for margin in (0..grid.cells()).filter(|at| grid.category(*at, dimension).is_none()) {
                let mut terms: Vec<_> = grid.line(margin, dimension).map(|at| (variables[at], 1.0)).collect();
                terms.push((variables[margin], -1.0));
                problem.add_constraint(&terms, ComparisonOp::Eq, 0.0);
            }
        }
        problem.solve().unwrap().into_solution().unwrap().objective()
    };
    (end(OptimizationDirection::Minimize), end(OptimizationDirection::Maximize))
}

/// The small counts that are shown, or that lie certainly between 1 and the threshold less 1.
fn told(raw: &RawTable, shown: &[Option<u64>]) -> usize {
    let truth = raw.with_margins();
    let small = (0..truth.len()).filter(|cell| (1..LEAST).contains(&truth[*cell].count));
    let is_told = |cell: &usize| {
        let (low, high) = possible(raw, shown, *cell);
        assert!(low <= truth[*cell].count as f64 + 1e-6 && high >= truth[*cell].count as f64 - 1e-6);
        high < LEAST as f64 - 1e-6 || high - low < 1.0 - 1e-6
    };
    small.filter(is_told).count()
}

fn protected(raw: &RawTable, method: Method) -> Vec<Option<u64>> {
    protect(raw, &Policy::default().by(method)).cells().map(|(_, cell)| cell.published()).collect()
}

/// The control: the small counts are withheld and nothing else.
fn primary_only(raw: &RawTable) -> Vec<Option<u64>> {
    raw.with_margins().iter().map(|tally| (!(1..LEAST).contains(&tally.count)).then_some(tally.count)).collect()
}

fn exact(raw: &RawTable) -> Vec<Option<u64>> {
    raw.with_margins().iter().map(|tally| Some(tally.count)).collect()
}

/// Tables of three to five rows and columns, many of whose counts are small.
fn tables() -> impl Strategy<Value = RawTable> {
    (3_usize..6, 3_usize..6)
        .prop_flat_map(|(rows, columns)| {
            let count = prop_oneof![0_u64..12, 10_u64..70];
            prop::collection::vec(count, rows * columns).prop_map(move |people| (rows, people))
        })
        .prop_map(|(rows, people)| table(rows, &people))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn no_suppressed_count_can_be_told(raw in tables()) {
        prop_assert_eq!(told(&raw, &protected(&raw, Method::Suppression)), 0);
    }

    /// Every number is within its noise of the truth, and several true counts fit it.
    #[test]
    fn no_count_with_noise_can_be_told(raw in tables()) {
        let truth = raw.with_margins();
        for (method, most) in [(Method::Rounding, 4), (Method::CellKey, 3)] {
            for (cell, shown) in protected(&raw, method).into_iter().enumerate() {
                let shown = shown.unwrap_or(0);
                prop_assert!(shown.abs_diff(truth[cell].count) <= most || truth[cell].count < LEAST);
                if method == Method::CellKey {
                    prop_assert!(shown != 1 && shown != 2);
                }
                // As many true counts fit it as there is noise: none is told.
                let fits = (0..shown + 5).filter(|count| count.abs_diff(shown) <= most).count();
                prop_assert!(fits > 3);
            }
        }
    }
}

/// Twenty tables that are the same in every run.
fn family() -> Vec<RawTable> {
    let counts = |seed: u64| (0..20_u64).map(move |at| (seed * 37 + at * at * 17 + at * 7) % 31);
    (0..20).map(|seed| table(4, &counts(seed).collect::<Vec<_>>())).collect()
}

#[test]
fn exact_tables_and_small_counts_alone_withheld_do_not_stand() {
    let sum = |way: fn(&RawTable) -> Vec<Option<u64>>| family().iter().map(|raw| told(raw, &way(raw))).sum::<usize>();
    let (all, alone) = (sum(exact), sum(primary_only));
    assert!(all > 100 && alone > 20, "{all} {alone}");
    assert_eq!(sum(|raw| protected(raw, Method::Suppression)), 0);
}

#[test]
fn the_same_counts_are_always_suppressed_alike() {
    for raw in family() {
        assert_eq!(protected(&raw, Method::Suppression), protected(&raw, Method::Suppression));
    }
}

#[test]
fn most_of_a_suppressed_table_is_shown_as_it_is() {
    let people = [3, 30, 20, 25, 31, 18, 22, 40, 50];
    let raw = table(3, &people);
    let shown = protect(&raw, &Policy::default().by(Method::Suppression));
    let cells: Vec<Cell> = shown.cells().map(|(_, cell)| cell).collect();
    assert_eq!(cells.iter().filter(|cell| **cell == Cell::Withheld).count(), 4);
    assert_eq!((shown.base(), shown.method()), (Cell::Published(239), Method::Suppression));
}

#[test]
fn what_cannot_be_suppressed_in_reasonable_time_is_withheld() {
    let raw = table(26, &[3; 676]);
    assert!(protected(&raw, Method::Suppression).iter().all(Option::is_none));
}
