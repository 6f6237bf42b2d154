//! Counting people by the combination of their categories: the first and only pass over all of them.
//!
//! Six characteristics make some tens of thousands of cells however many people there are, so that weights, tables
//! and models work on cells.

/// The largest number of possible cells that are counted in one dense array.
const DENSE: u64 = 1 << 22;

/// People who agree in every category, and in a further mark such as the bits of a design weight.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cube {
    /// The category of each cell, by characteristic and then by cell.
    pub codes: Vec<Vec<u16>>,
    /// How many people are in each cell; at least one.
    pub people: Vec<u64>,
    /// The mark of each cell; 0 where none were given.
    pub marks: Vec<u64>,
    /// The cell of each row; `None` for a row that was not counted.
    pub cell_of: Vec<Option<u32>>,
}

impl Cube {
    /// Counts rows by their codes. A code that is not below its characteristic's size is no category, and its row is
    /// not counted. The cells are in the order of their codes, so that the same rows give the same cube. `None` if the
    /// columns differ in length or in number from the sizes, or there are more possible cells than a number can tell.
    pub fn count<C: Copy + Into<usize>>(columns: &[&[C]], sizes: &[usize], marks: Option<&[u64]>) -> Option<Self> {
        let rows = columns.first()?.len();
        let whole = columns.len() == sizes.len() && columns.iter().all(|column| column.len() == rows);
        if !whole || marks.is_some_and(|marks| marks.len() != rows) || sizes.iter().any(|size| *size > 1 << 16) {
            return None;
        }
        let possible = sizes.iter().try_fold(1_u64, |product, size| product.checked_mul(*size as u64))?;
        let keys = keys(columns, sizes, rows);
        let (cells, people, cell_of) = match marks {
            None if possible <= DENSE => dense(&keys, usize::try_from(possible).ok()?)?,
            _ => sorted(&keys, marks)?,
        };
        let mut codes: Vec<Vec<u16>> = sizes.iter().map(|_| Vec::with_capacity(cells.len())).collect();
        for (key, _) in &cells {
            let mut rest = *key;
            for (column, size) in codes.iter_mut().zip(sizes).rev() {
                column.push(u16::try_from(rest % *size as u64).ok()?);
                rest /= *size as u64;
            }
        }
        Some(Self { codes, people, marks: cells.into_iter().map(|(_, mark)| mark).collect(), cell_of })
    }
}

/// How many rows have each pair of codes: `shape[0]` rows of `shape[1]` cells. A pair outside the shape is not counted.
pub fn crosstab<C: Copy + Into<usize>>(rows: &[C], columns: &[C], shape: [usize; 2]) -> Vec<u64> {
    // Neighbours in the same cell would wait for each other's count: they count in turn into four tables.
    let size = shape[0] * shape[1];
    let mut counts = vec![0_u64; size * 4];
    let mut bank = 0;
    for (row, column) in rows.iter().zip(columns) {
        let (row, column): (usize, usize) = ((*row).into(), (*column).into());
        if row < shape[0] && column < shape[1] {
            counts[bank + row * shape[1] + column] += 1;
        }
        bank = if bank == size * 3 { 0 } else { bank + size };
    }
    (0..size).map(|cell| (0..4).map(|bank| counts[bank * size + cell]).sum()).collect()
}

/// A row that is not counted.
const OUTSIDE: u64 = u64::MAX;

/// One number for each row that stands for all its codes.
fn keys<C: Copy + Into<usize>>(columns: &[&[C]], sizes: &[usize], rows: usize) -> Vec<u64> {
    let mut keys = vec![0_u64; rows];
    for (column, size) in columns.iter().zip(sizes) {
        for (key, code) in keys.iter_mut().zip(*column) {
            let code: usize = (*code).into();
            let inside = *key != OUTSIDE && code < *size;
            *key = if inside { *key * *size as u64 + code as u64 } else { OUTSIDE };
        }
    }
    keys
}

/// Cells as key and mark, their people, and the cell of each row.
type Counted = (Vec<(u64, u64)>, Vec<u64>, Vec<Option<u32>>);

fn dense(keys: &[u64], possible: usize) -> Option<Counted> {
    let mut counts = vec![0_u32; possible];
    for key in keys {
        if let Some(count) = usize::try_from(*key).ok().and_then(|key| counts.get_mut(key)) {
            *count += 1;
        }
    }
    let (mut cells, mut people) = (Vec::new(), Vec::new());
    // Each count gives way to the number of its cell.
    for (key, count) in counts.iter_mut().enumerate().filter(|(_, count)| **count > 0) {
        people.push(u64::from(*count));
        *count = u32::try_from(cells.len()).ok()?;
        cells.push((key as u64, 0));
    }
    let cell_of = keys.iter().map(|key| counts.get(usize::try_from(*key).ok()?).copied()).collect();
    Some((cells, people, cell_of))
}

fn sorted(keys: &[u64], marks: Option<&[u64]>) -> Option<Counted> {
    let mark = |row: usize| marks.map_or(0, |marks| marks[row]);
    let rows: Vec<(u64, u64)> = keys.iter().enumerate().map(|(row, key)| (*key, mark(row))).collect();
    let mut cells: Vec<_> = rows.iter().copied().filter(|(key, _)| *key != OUTSIDE).collect();
    cells.sort_unstable();
    cells.dedup();
    u32::try_from(cells.len()).ok()?;
    let mut people = vec![0; cells.len()];
    let cell_of = rows
        .iter()
        .map(|row| {
            let cell = cells.binary_search(row).ok()?;
            people[cell] += 1;
            u32::try_from(cell).ok()
        })
        .collect();
    Some((cells, people, cell_of))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_row_outside_is_not_counted() {
        let cube = Cube::count::<u8>(&[&[0, 1, 1, 9], &[2, 0, 0, 0]], &[2, 3], None).unwrap();
        assert_eq!((cube.people, cube.codes), (vec![1, 2], vec![vec![0, 1], vec![2, 0]]));
        assert_eq!(cube.cell_of, [Some(0), Some(1), Some(1), None]);
        assert_eq!(crosstab::<u8>(&[0, 1, 1, 9], &[2, 0, 0, 0], [2, 3]), [0, 0, 1, 2, 0, 0]);
    }

    #[test]
    fn columns_that_do_not_fit_are_refused() {
        assert_eq!(Cube::count::<u8>(&[], &[], None), None);
        assert_eq!(Cube::count::<u8>(&[&[0], &[0, 1]], &[2, 2], None), None);
        assert_eq!(Cube::count::<u8>(&[&[0]], &[2, 2], None), None);
        assert_eq!(Cube::count::<u16>(&[&[0][..]; 5], &[65_536; 5], None), None);
    }

    proptest! {
        #[test]
        fn both_ways_of_counting_agree(rows in prop::collection::vec((0_u8..4, 0_u8..6), 0..80)) {
            let (one, other): (Vec<u8>, Vec<u8>) = rows.iter().copied().unzip();
            let marks = vec![0; rows.len()];
            let dense = Cube::count(&[&one[..], &other], &[3, 5], None).unwrap();
            prop_assert_eq!(&dense, &Cube::count(&[&one[..], &other], &[3, 5], Some(&marks)).unwrap());
            let table = crosstab(&one, &other, [3, 5]);
            prop_assert_eq!(table.iter().sum::<u64>(), dense.people.iter().sum::<u64>());
            for (cell, people) in dense.people.iter().enumerate() {
                prop_assert_eq!(table[usize::from(dense.codes[0][cell]) * 5 + usize::from(dense.codes[1][cell])], *people);
            }
        }
    }
}
