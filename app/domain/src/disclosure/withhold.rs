//! Which bases and cells of a table are too small to show, and which go with them.

use super::table::{Dimension, Kind, NOT_SAID, RawTable, Tally};

/// For every cell, margins included, whether it is withheld.
///
/// A base is the population of the table, or a row of people in it: the people of one group, or of two groups where
/// the table has a third dimension. Fewer than `least` people in the table withhold all of it; fewer in a row withhold
/// the row with all its cells. If that leaves exactly one row out between a margin and the others, the smallest of
/// the others goes too, because one hidden row is the margin less the rest. A row of nobody is no exception: if only
/// empty rows were shown, to be withheld would mean to be few but not none.
pub(super) fn withheld(table: &RawTable, cells: &[Tally], least: u64) -> Vec<bool> {
    let grid = table.grid();
    let everybody = grid.cells() - 1;
    if cells[everybody].count < least {
        return vec![true; grid.cells()];
    }
    let mut withheld = vec![false; grid.cells()];
    for level in 1..=grid.dimensions() {
        let of_level = || (0..grid.cells()).filter(|cell| grid.specified(*cell).count() == level);
        for cell in of_level() {
            let small = is_base(table, cell) && (cells[cell].count < least || table.is_held(cell));
            withheld[cell] = small || grid.specified(cell).any(|dimension| withheld[grid.margin(cell, dimension)]);
        }
        while let Some(partner) = of_level().find_map(|cell| missing_partner(table, cells, &withheld, cell)) {
            withheld[partner] = true;
        }
    }
    withheld
}

/// Whether a cell is a base: everybody, or a row of people. Those who did not say who they are, are none.
pub(super) fn is_base(table: &RawTable, cell: usize) -> bool {
    let (dimensions, grid) = (table.dimensions(), table.grid());
    let specified: Vec<(usize, &Dimension)> = grid.specified(cell).map(|at| (at, &dimensions[at])).collect();
    let row = specified.len() <= 1 || specified.len() < dimensions.len();
    let said = |(at, dimension): &(usize, &Dimension)| {
        grid.category(cell, *at).and_then(|category| dimension.categories.get(category)).is_none_or(|it| it != NOT_SAID)
    };
    row && specified.iter().all(|one| one.1.kind == Kind::Group && said(one))
}

/// The smallest other row that must go with a withheld one, if that is the only one of its line.
fn missing_partner(table: &RawTable, cells: &[Tally], withheld: &[bool], cell: usize) -> Option<usize> {
    if !withheld[cell] || !is_base(table, cell) {
        return None;
    }
    let grid = table.grid();
    grid.specified(cell).find_map(|dimension| {
        let others = || grid.line(cell, dimension).filter(|other| *other != cell && is_base(table, *other));
        if others().any(|other| withheld[other]) {
            return None;
        }
        others().min_by_key(|other| cells[*other].count)
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{
        super::table::{RecordKey, tests::dimension},
        *,
    };

    /// A table over groups with so many people in each combination of categories.
    fn table(kinds: &[(usize, Kind)], people: &[u64]) -> RawTable {
        let shape = kinds.iter().map(|(categories, kind)| dimension("d", *categories, *kind)).collect();
        let mut table = RawTable::new(shape).unwrap();
        let whole: Vec<usize> =
            (0..table.grid().cells()).filter(|cell| table.grid().specified(*cell).count() == kinds.len()).collect();
        for (cell, people) in whole.into_iter().zip(people) {
            let at = table.grid().categories(cell);
            for _ in 0..*people {
                table.add(RecordKey::new([7; 8]), &at).unwrap();
            }
        }
        table
    }

    fn shown(table: &RawTable) -> Vec<bool> {
        withheld(table, &table.with_margins(), 10).iter().map(|withheld| !withheld).collect()
    }

    #[test]
    fn one_small_group_takes_the_smallest_other_with_it() {
        let groups = |people: &[u64]| shown(&table(&[(people.len(), Kind::Group)], people));
        assert_eq!(groups(&[50, 9, 30, 40]), [true, false, false, true, true]);
        assert_eq!(groups(&[50, 9, 0, 40]), [true, false, false, true, true]);
        assert_eq!(groups(&[50, 10, 30]), [true; 4]);
        assert_eq!(groups(&[5, 4]), [false; 3]);
        assert_eq!(groups(&[50, 4]), [false, false, true]);
        assert_eq!(groups(&[50]), [true; 2]);
    }

    #[test]
    fn answers_are_not_withheld_but_groups_take_their_answers_with_them() {
        assert_eq!(shown(&table(&[(3, Kind::Answer)], &[50, 9, 30])), [true; 4]);
        let crossed = shown(&table(&[(3, Kind::Group), (2, Kind::Answer)], &[40, 3, 5, 4, 20, 20]));
        let (yes, no) = ([true; 3], [false; 3]);
        assert_eq!(crossed, [yes, no, no, yes].concat());
    }

    #[test]
    fn in_a_place_small_rows_are_withheld_in_pairs() {
        // Two places by three groups by two answers; the first group of the first place has 4 people.
        let people = [2, 2, 30, 10, 15, 15, 50, 50, 40, 40, 30, 30];
        let table = table(&[(2, Kind::Group), (3, Kind::Group), (2, Kind::Answer)], &people);
        let shown = shown(&table);
        let row = |place, group| shown[table.grid().cell(&[Some(place), Some(group), None]).unwrap()];
        // Along the place its partner is the group in the other place, along the groups the smallest other group;
        // these two then need one another's partner.
        assert_eq!([row(0, 0), row(0, 1), row(0, 2)], [false, true, false]);
        assert_eq!([row(1, 0), row(1, 1), row(1, 2)], [false, true, false]);
    }

    proptest! {
        #[test]
        fn no_small_row_is_shown_and_none_is_hidden_alone(
            people in prop::collection::vec(prop_oneof![0_u64..14, 10_u64..60], 24),
            kinds in prop::collection::vec(prop_oneof![Just(Kind::Group), Just(Kind::Answer)], 3),
        ) {
            let table = table(&[(2, kinds[0]), (3, kinds[1]), (4, kinds[2])], &people);
            let (grid, cells) = (table.grid(), table.with_margins());
            let hidden = withheld(&table, &cells, 10);
            for cell in 0..grid.cells() {
                for dimension in grid.specified(cell) {
                    prop_assert!(hidden[cell] || !hidden[grid.margin(cell, dimension)]);
                }
                if is_base(&table, cell) {
                    prop_assert!(hidden[cell] || cells[cell].count >= 10);
                    for dimension in grid.specified(cell) {
                        prop_assert!(grid.line(cell, dimension).filter(|other| hidden[*other]).count() != 1);
                    }
                }
            }
        }
    }
}
