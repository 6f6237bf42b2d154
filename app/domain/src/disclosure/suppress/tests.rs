//! Suppression under attack: by trying everything, by flows and by programs, with a control that falls.

use proptest::prelude::*;

use super::*;

fn no_limit() -> Duration {
    Duration::from_mins(1)
}

fn none() -> Duration {
    Duration::ZERO
}

fn table(sizes: &[usize], inner: &[u64]) -> Counts {
    Counts::new(sizes, inner).unwrap()
}

/// Every count that fits the published ones, found by trying: the attacker of these tests knows nothing of networks.
fn by_trying(table: &Counts, hidden: &[bool]) -> Vec<Option<Bounds>> {
    let free: Vec<usize> = (0..table.len()).filter(|at| hidden[*at]).collect();
    let total = table.ceiling();
    let mut found: Vec<Option<Bounds>> = vec![None; table.len()];
    let mut trial = table.cells.clone();
    let relations = table.relations();
    let ends: Vec<u64> = vec![total.min(40); free.len()];
    let mut at = vec![0_u64; free.len()];
    loop {
        for (cell, value) in free.iter().zip(&at) {
            trial[*cell] = *value;
        }
        if relations.iter().all(|(line, margin)| line.iter().map(|cell| trial[*cell]).sum::<u64>() == trial[*margin]) {
            for cell in &free {
                let known = found[*cell].get_or_insert(Bounds { low: trial[*cell], high: trial[*cell] });
                known.low = known.low.min(trial[*cell]);
                known.high = known.high.max(trial[*cell]);
            }
        }
        let Some(next) = (0..free.len()).find(|digit| at[*digit] < ends[*digit]) else { return found };
        at[next] += 1;
        at[..next].fill(0);
    }
}

#[test]
fn what_is_no_table_is_refused() {
    for (sizes, inner) in [(&[][..], &[][..]), (&[0], &[]), (&[2, 2], &[1, 2, 3]), (&[2], &[u64::MAX, 1])] {
        assert_eq!(Counts::new(sizes, inner), None);
    }
}

#[test]
fn a_small_count_alone_in_its_row_and_column_needs_three_others() {
    let small = table(&[3, 3], &[3, 30, 20, 25, 31, 18, 22, 40, 50]);
    let found = suppress(&small, 5, &no_limit).unwrap();
    assert_eq!((found.hidden.iter().filter(|hidden| **hidden).count(), found.is_least), (4, true));
    assert_eq!(unsafe_cells(&small, &small.small(5), 5), [0]);
    assert_eq!(unsafe_cells(&small, &found.hidden, 5), Vec::<usize>::new());
}

#[test]
fn nothing_small_needs_nothing() {
    let plain = table(&[2, 3], &[10, 20, 30, 15, 25, 0]);
    assert_eq!(suppress(&plain, 5, &none), Ok(Pattern { hidden: vec![false; 12], is_least: true }));
}

/// One small count is all there is: its total gives it away, and withholding that as well leaves nothing above it.
#[test]
fn what_cannot_be_hidden_is_refused() {
    let alone = table(&[1], &[7]);
    assert!(unsafe_cells(&alone, &[false, false], 10).contains(&0));
    for time in [no_limit, none] {
        let found = suppress(&table(&[2], &[3, 0]), 5, &time);
        // Both carry the mark, and nothing bounds them from above: that is safe.
        assert!(found.is_err() || unsafe_cells(&table(&[2], &[3, 0]), &found.unwrap().hidden, 5).is_empty());
    }
}

#[test]
fn the_row_rule_leaves_a_count_open() {
    let small = table(&[2, 2], &[4, 30, 28, 33]);
    let hidden = row_rule(&small, 5).unwrap();
    assert_eq!(unsafe_cells(&small, &hidden, 5), [0]);
    assert_eq!(row_rule(&table(&[2], &[1, 2]), 5), None);
}

#[test]
fn rounded_tables_add_up() {
    let rounded = controlled_rounding(&table(&[2, 3], &[1, 7, 12, 4, 23, 9]), 5).unwrap();
    assert!(rounded.largest < 5);
    let inner: Vec<u64> = [0, 1, 2, 4, 5, 6].map(|at| rounded.cells[at]).into();
    assert_eq!(Counts::new(&[2, 3], &inner).unwrap().cells, rounded.cells);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    /// Flows and whole-number programs find what trying everything finds.
    #[test]
    fn attacks_are_exact(inner in prop::collection::vec(0_u64..9, 4), hide in prop::collection::vec(any::<bool>(), 9)) {
        let table = table(&[2, 2], &inner);
        let hidden: Vec<bool> =
            (0..9).map(|at| hide[at] && table.grid.specified(at).count() == 2 && table.cells[at] > 0).collect();
        prop_assert_eq!(bounds(&table, &hidden), by_trying(&table, &hidden));
    }

    /// No small count of a protected table can be told, whether the pattern was searched for or found greedily; with
    /// the small counts alone withheld some can.
    #[test]
    fn no_small_count_can_be_recovered(inner in prop::collection::vec(prop_oneof![0_u64..6, 0_u64..60], 20)) {
        let table = table(&[4, 5], &inner);
        for time in [no_limit, none] {
            if let Ok(found) = suppress(&table, 5, &time) {
                prop_assert_eq!(unsafe_cells(&table, &found.hidden, 5), Vec::<usize>::new());
                let published_zeros = (0..table.len()).all(|at| table.cells[at] > 0 || !found.hidden[at]);
                prop_assert!(published_zeros);
            }
        }
    }

    #[test]
    fn the_least_pattern_is_no_larger_than_the_greedy_one(inner in prop::collection::vec(0_u64..25, 12)) {
        let table = table(&[3, 4], &inner);
        if let (Ok(least), Ok(greedy)) = (suppress(&table, 5, &no_limit), suppress(&table, 5, &none)) {
            let count = |pattern: &Pattern| pattern.hidden.iter().filter(|hidden| **hidden).count();
            prop_assert!(count(&least) <= count(&greedy));
        }
    }
}

/// The control of the property above: an attacker does recover counts when only the small ones are withheld.
#[test]
fn small_counts_alone_are_recovered() {
    let mut recovered = 0;
    for seed in 0..50_u64 {
        let inner: Vec<u64> = (0..20).map(|at| (seed * 31 + at * at * 17 + at * 7) % 23).collect();
        let table = table(&[4, 5], &inner);
        recovered += unsafe_cells(&table, &table.small(5), 5).len();
    }
    assert!(recovered > 50, "{recovered}");
}
