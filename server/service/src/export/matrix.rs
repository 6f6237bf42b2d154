//! Records of a research file in little memory: two bytes a value, in blocks that never have to be copied to grow.

use std::collections::HashMap;

use interchange::{
    package::{Rows, Value},
    sheet::NotWritten,
};

/// How many records a block holds.
const BLOCK: usize = 4096;
/// Stands for a value that is kept beside the others, because two bytes do not hold it.
const WIDE: i16 = i16::MIN;

/// Records of equally many values, which can be put in another order, thinned out, and lose columns.
#[derive(Clone, Debug, Default)]
pub(super) struct Matrix {
    /// How many values a record was added with.
    width: usize,
    blocks: Vec<Vec<i16>>,
    /// Values that two bytes do not hold, by record and column.
    wide: HashMap<(usize, usize), i64>,
    /// Which records there are, in order.
    order: Vec<u32>,
    /// Which columns there are, in order.
    columns: Vec<usize>,
}

impl Matrix {
    /// An empty table of so many columns.
    pub fn new(width: usize) -> Self {
        Self { width, columns: (0..width).collect(), ..Self::default() }
    }

    /// Adds a record at the end; values beyond the columns are left out, missing ones are 0.
    pub fn push(&mut self, record: &[i64]) {
        let at = self.order.len();
        if at.is_multiple_of(BLOCK) {
            self.blocks.push(Vec::with_capacity(BLOCK * self.width));
        }
        for column in 0..self.width {
            let value = record.get(column).copied().unwrap_or_default();
            let narrow = i16::try_from(value).ok().filter(|narrow| *narrow != WIDE);
            if narrow.is_none() {
                self.wide.insert((at, column), value);
            }
            if let Some(block) = self.blocks.last_mut() {
                block.push(narrow.unwrap_or(WIDE));
            }
        }
        self.order.push(u32::try_from(at).unwrap_or(u32::MAX));
    }

    /// How many records there are.
    pub const fn len(&self) -> usize {
        self.order.len()
    }

    /// How many columns there are.
    pub const fn width(&self) -> usize {
        self.columns.len()
    }

    /// A value by the place of its record and of its column.
    pub fn get(&self, record: usize, column: usize) -> i64 {
        let (record, column) = (self.order[record] as usize, self.columns[column]);
        match self.blocks[record / BLOCK][record % BLOCK * self.width + column] {
            WIDE => self.wide.get(&(record, column)).copied().unwrap_or_default(),
            narrow => i64::from(narrow),
        }
    }

    /// All values of a column.
    pub fn column(&self, column: usize) -> impl Iterator<Item = i64> {
        (0..self.len()).map(move |record| self.get(record, column))
    }

    /// Changes a value.
    pub fn set(&mut self, record: usize, column: usize, value: i64) {
        let (record, column) = (self.order[record] as usize, self.columns[column]);
        let narrow = i16::try_from(value).ok().filter(|narrow| *narrow != WIDE);
        if narrow.is_none() {
            self.wide.insert((record, column), value);
        }
        self.blocks[record / BLOCK][record % BLOCK * self.width + column] = narrow.unwrap_or(WIDE);
    }

    /// Puts the records in the order of these keys, one for each.
    pub fn sort_by_key<K: Ord>(&mut self, keys: &[K]) {
        let mut places: Vec<usize> = (0..self.len()).collect();
        places.sort_unstable_by(|one, other| keys[*one].cmp(&keys[*other]));
        self.keep(&places);
    }

    /// Keeps the records at these places, in this order.
    pub fn keep(&mut self, places: &[usize]) {
        self.order = places.iter().map(|place| self.order[*place]).collect();
    }

    /// Drops the columns at these places.
    pub fn drop_columns(&mut self, places: &[usize]) {
        let mut at = 0;
        self.columns.retain(|_| {
            at += 1;
            !places.contains(&(at - 1))
        });
    }

    /// Every record.
    #[cfg(test)]
    pub fn records(&self) -> impl Iterator<Item = Vec<i64>> {
        (0..self.len()).map(|record| (0..self.width()).map(|column| self.get(record, column)).collect())
    }
}

impl Rows for Matrix {
    fn each(&self, each: &mut dyn FnMut(&[Value<'_>]) -> Result<(), NotWritten>) -> Result<(), NotWritten> {
        let mut values = Vec::with_capacity(self.width());
        for record in 0..self.len() {
            values.clear();
            values.extend((0..self.width()).map(|column| Value::Code(self.get(record, column))));
            each(&values)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(rows: &[Vec<i64>]) -> Matrix {
        let mut table = Matrix::new(rows.first().map_or(0, Vec::len));
        for row in rows {
            table.push(row);
        }
        table
    }

    #[test]
    fn what_goes_in_comes_out() {
        let large = [i64::MAX, i64::MIN, i64::from(i16::MIN), i64::from(i16::MAX), 0, -9, 32_768, -32_769];
        let rows: Vec<Vec<i64>> =
            large.iter().enumerate().map(|(at, n)| vec![*n, 7 - i64::try_from(at).unwrap(), 1]).collect();
        let mut table = of(&rows);
        assert!(table.records().eq(rows.clone()));
        table.sort_by_key(&rows.iter().map(|row| row[1]).collect::<Vec<_>>());
        assert!(table.column(1).eq(0..8));
        assert!(table.column(0).eq(large.into_iter().rev()));
        table.set(0, 2, i64::MAX);
        table.set(0, 0, 7);
        table.drop_columns(&[1]);
        table.keep(&[0, 2]);
        assert_eq!(table.records().collect::<Vec<_>>(), [vec![7, i64::MAX], vec![-9, 1]]);
        assert_eq!((table.len(), table.width()), (2, 2));
    }

    #[test]
    fn blocks_are_joined_without_a_seam() {
        let rows: Vec<Vec<i64>> = (0..10_000).map(|n| vec![n % 7 - 9, n * 1_000_000]).collect();
        let table = of(&rows);
        assert_eq!((table.len(), table.get(4_095, 1), table.get(4_096, 1)), (10_000, 4_095_000_000, 4_096_000_000));
        assert!(table.records().eq(rows));
    }
}
