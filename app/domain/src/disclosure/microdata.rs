//! Research files: records whose keys are suppressed until every combination is shared by enough of them.
//!
//! Strict k-anonymity by local suppression, as in sections 4.1 to 4.3 of the project's facts on disclosure: a
//! suppressed value is a value of its own, which is what a program outside sees. Letting it match anything, as some
//! tools do, leaves records alone in classes that were counted as large. All work is done on distinct keys and their
//! counts, so that a million records take as long as they take to count.

use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Serialize};

/// The smallest k that is accepted.
pub const LEAST_K: u64 = 5;

/// The most key columns: eight codes of 16 bits are one word of 128.
pub const MAX_COLUMNS: usize = 8;

const BITS: usize = 16;

/// One quasi-identifier: a column of codes, in which not having said is a code too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its code, such as `age`.
    pub code: String,
    /// The code of each record's value.
    pub values: Vec<u16>,
}

/// Why records cannot be made into a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotRecords {
    /// There is no column, or more than [`MAX_COLUMNS`].
    Columns,
    /// Columns have different lengths.
    Unequal,
    /// k is smaller than [`LEAST_K`].
    SmallK,
}

/// Records that may be released: every combination of key values, suppressed ones included, is shared by at least k.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SafeRecords {
    kept: Vec<usize>,
    columns: Vec<Vec<Option<u16>>>,
    report: Report,
}

/// What was done to make records safe.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// How many records share every combination at least.
    pub k: u64,
    /// The classes before.
    pub before: Classes,
    /// The classes of what is released, counted again from the result.
    pub after: Classes,
    /// Values suppressed, by the code of their column, in the order of the columns.
    pub suppressed: Vec<(String, u64)>,
    /// Records left out.
    pub removed: u64,
}

/// The classes of equal keys among records.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Classes {
    /// All records.
    pub records: u64,
    /// Different keys.
    pub distinct: u64,
    /// The records of the smallest class; `None` without records.
    pub smallest: Option<u64>,
    /// Records in classes smaller than k.
    pub below_k: u64,
}

impl SafeRecords {
    /// Which records are released, by their place among those that came in, in the same order.
    pub fn kept(&self) -> &[usize] {
        &self.kept
    }

    /// The key columns of these records, in the order in which they came in; `None` is a suppressed value.
    pub fn columns(&self) -> &[Vec<Option<u16>>] {
        &self.columns
    }

    /// What was done.
    pub const fn report(&self) -> &Report {
        &self.report
    }
}

/// Suppresses key values until every combination is shared by at least k records.
///
/// The columns are ordered by importance, the first to be given up first. Keys that are too rare are suppressed in as
/// few columns as will do, and the same columns in at least k records that agree on the others; what agrees with
/// nothing loses its whole key. If fewer than k records would have lost it, the class that costs least loses its key
/// with them, so that nobody's answers are left out; only if there is no such class are these records removed.
/// Equal records are treated alike, and the order of records changes nothing.
pub fn anonymise(columns: &[Column], k: u64) -> Result<SafeRecords, NotRecords> {
    check(columns, k)?;
    let keys = packed(columns);
    let counts = counted(&keys);
    let plan = plan(&counts, columns.len(), k);
    let fate = |key: &u128| plan.get(key).copied().unwrap_or(Some(Pattern::NOTHING));
    let (mut kept, mut released) =
        (Vec::with_capacity(keys.len()), vec![Vec::with_capacity(keys.len()); columns.len()]);
    for (record, key) in keys.iter().enumerate() {
        let Some(pattern) = fate(key) else { continue };
        kept.push(record);
        for (at, (column, values)) in columns.iter().zip(&mut released).enumerate() {
            values.push((!pattern.suppresses(at)).then(|| column.values[record]));
        }
    }
    let suppressed = columns.iter().zip(&released).map(|(column, values)| {
        let lost = values.iter().filter(|value| value.is_none()).count();
        (column.code.clone(), lost as u64)
    });
    let report = Report {
        k,
        before: Classes::of(counts.iter().map(|(_, count)| *count), k),
        after: classes(&released, k),
        suppressed: suppressed.collect(),
        removed: (keys.len() - kept.len()) as u64,
    };
    Ok(SafeRecords { kept, columns: released, report })
}

/// The classes of equal keys in columns of equal length, counted strictly: a suppressed value equals only another one.
pub fn classes(columns: &[Vec<Option<u16>>], k: u64) -> Classes {
    let records = columns.first().map_or(0, Vec::len);
    let mut counts: HashMap<Vec<Option<u16>>, u64> = HashMap::new();
    let mut key = Vec::with_capacity(columns.len());
    for record in 0..records {
        key.clear();
        key.extend(columns.iter().map(|column| column.get(record).copied().flatten()));
        // Looking up before inserting spares a new key for all but the first record of a class.
        match counts.get_mut(&key) {
            Some(count) => *count += 1,
            None => {
                counts.insert(key.clone(), 1);
            }
        }
    }
    Classes::of(counts.into_values(), k)
}

impl Classes {
    fn of(counts: impl Iterator<Item = u64>, k: u64) -> Self {
        counts.fold(Self::default(), |sum, count| Self {
            records: sum.records + count,
            distinct: sum.distinct + 1,
            smallest: Some(sum.smallest.map_or(count, |smallest| smallest.min(count))),
            below_k: sum.below_k + if count < k { count } else { 0 },
        })
    }
}

/// The columns that are suppressed, one bit each.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Pattern(u8);

impl Pattern {
    const NOTHING: Self = Self(0);

    /// All patterns of so many columns but the empty one: fewer columns first, and of as many the less important.
    fn all(columns: usize) -> Vec<Self> {
        let mut patterns: Vec<Self> = (1..=Self::whole(columns).0).map(Self).collect();
        patterns.sort_by_key(|pattern| (pattern.0.count_ones(), pattern.0));
        patterns
    }

    const fn whole(columns: usize) -> Self {
        Self(u8::MAX >> (MAX_COLUMNS - columns))
    }

    const fn suppresses(self, column: usize) -> bool {
        self.0 >> column & 1 == 1
    }

    /// The bits of a key that are left.
    fn kept(self) -> u128 {
        let columns = (0..MAX_COLUMNS).filter(|column| !self.suppresses(*column));
        columns.map(|column| u128::from(u16::MAX) << (BITS * column)).sum()
    }
}

fn check(columns: &[Column], k: u64) -> Result<(), NotRecords> {
    let Some(first) = columns.first().filter(|_| columns.len() <= MAX_COLUMNS) else {
        return Err(NotRecords::Columns);
    };
    if columns.iter().any(|column| column.values.len() != first.values.len()) {
        return Err(NotRecords::Unequal);
    }
    if k < LEAST_K { Err(NotRecords::SmallK) } else { Ok(()) }
}

/// The key of every record in one word.
fn packed(columns: &[Column]) -> Vec<u128> {
    let mut keys = vec![0; columns.first().map_or(0, |column| column.values.len())];
    for (at, column) in columns.iter().enumerate() {
        for (key, value) in keys.iter_mut().zip(&column.values) {
            *key |= u128::from(*value) << (BITS * at);
        }
    }
    keys
}

/// The different keys, in order, with the number of their records.
fn counted(keys: &[u128]) -> Vec<(u128, u64)> {
    let mut counts: HashMap<u128, u64> = HashMap::new();
    for key in keys {
        *counts.entry(*key).or_default() += 1;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_unstable();
    counts
}

/// What is suppressed of each key; `None` removes its records. Keys that are not named stay as they are.
fn plan(counts: &[(u128, u64)], columns: usize, k: u64) -> HashMap<u128, Option<Pattern>> {
    let mut plan = HashMap::new();
    let mut open: Vec<(u128, u64)> = counts.iter().copied().filter(|(_, count)| *count < k).collect();
    for pattern in Pattern::all(columns) {
        let kept = pattern.kept();
        open.sort_unstable_by_key(|(key, _)| key & kept);
        let mut still_open = Vec::new();
        for class in open.chunk_by(|(one, _), (other, _)| one & kept == other & kept) {
            if class.iter().map(|(_, count)| count).sum::<u64>() >= k {
                plan.extend(class.iter().map(|(key, _)| (*key, Some(pattern))));
            } else {
                still_open.extend_from_slice(class);
            }
        }
        open = still_open;
    }
    if !open.is_empty() {
        let company = cheapest_class(counts, &plan, columns, k);
        let fate = (!company.is_empty()).then(|| Pattern::whole(columns));
        plan.extend(company.into_iter().chain(open.into_iter().map(|(key, _)| key)).map(|key| (key, fate)));
    }
    plan
}

/// The keys of the released class whose whole suppression costs the fewest values; none if nothing is released.
fn cheapest_class(counts: &[(u128, u64)], plan: &HashMap<u128, Option<Pattern>>, columns: usize, k: u64) -> Vec<u128> {
    let mut released: BTreeMap<(u128, Pattern), (u64, Vec<u128>)> = BTreeMap::new();
    for (key, count) in counts.iter().filter(|(key, count)| *count >= k || plan.contains_key(key)) {
        let pattern = plan.get(key).copied().flatten().unwrap_or(Pattern::NOTHING);
        let (records, keys) = released.entry((key & pattern.kept(), pattern)).or_default();
        *records += count;
        keys.push(*key);
    }
    let cost = |pattern: Pattern, records: u64| records * (columns as u64 - u64::from(pattern.0.count_ones()));
    released
        .into_iter()
        .min_by_key(|((_, pattern), (records, _))| cost(*pattern, *records))
        .map_or_else(Vec::new, |(_, (_, keys))| keys)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn columns(rows: &[[u16; 3]]) -> Vec<Column> {
        let column = |at: usize| Column { code: format!("c{at}"), values: rows.iter().map(|row| row[at]).collect() };
        (0..3).map(column).collect()
    }

    fn repeated(rows: &[([u16; 3], usize)]) -> Vec<Column> {
        columns(&rows.iter().flat_map(|(row, times)| vec![*row; *times]).collect::<Vec<_>>())
    }

    fn report(rows: &[([u16; 3], usize)]) -> (Vec<u64>, u64) {
        let safe = anonymise(&repeated(rows), 5).unwrap();
        assert_eq!(safe.report().after.below_k, 0);
        (safe.report().suppressed.iter().map(|(_, count)| *count).collect(), safe.report().removed)
    }

    #[test]
    fn the_least_important_column_is_given_up_first_and_only_where_it_must_be() {
        let common = ([9, 9, 9], 20);
        // Already shared by enough.
        assert_eq!(report(&[common, ([1, 1, 1], 5)]), (vec![0, 0, 0], 0));
        // Agree on all but the first, or all but the last.
        assert_eq!(report(&[common, ([1, 1, 1], 3), ([2, 1, 1], 2)]), (vec![5, 0, 0], 0));
        assert_eq!(report(&[common, ([1, 1, 1], 3), ([1, 1, 2], 2)]), (vec![0, 0, 5], 0));
        // Could give up either; the first is the less important.
        let either = [common, ([1, 1, 1], 3), ([2, 1, 1], 2), ([1, 2, 1], 4), ([7, 2, 1], 4)];
        assert_eq!(report(&either), (vec![13, 0, 0], 0));
        // Agree on one column only.
        assert_eq!(report(&[common, ([1, 2, 7], 3), ([3, 4, 7], 2)]), (vec![5, 5, 0], 0));
        // Agree on nothing, and are enough.
        assert_eq!(report(&[common, ([1, 2, 3], 3), ([4, 5, 6], 2)]), (vec![5, 5, 5], 0));
    }

    #[test]
    fn too_few_to_hide_among_themselves_get_company_or_go() {
        // The class of 6 costs less than the one of 20.
        assert_eq!(report(&[([9, 9, 9], 20), ([8, 8, 8], 6), ([1, 1, 1], 2)]), (vec![8, 8, 8], 0));
        // A class that has lost a column already costs less than one of as many that has not.
        let partly = [([9, 9, 9], 5), ([1, 5, 5], 3), ([2, 5, 5], 2), ([7, 7, 7], 1)];
        assert_eq!(report(&partly), (vec![6, 6, 6], 0));
        assert_eq!(report(&[([1, 1, 1], 4)]), (vec![0, 0, 0], 4));
    }

    #[test]
    fn what_cannot_be_made_safe_is_refused() {
        let column = |records: usize| Column { code: String::new(), values: vec![0; records] };
        for (columns, k, refused) in [
            (vec![], 5, NotRecords::Columns),
            (vec![column(1); 9], 5, NotRecords::Columns),
            (vec![column(1), column(2)], 5, NotRecords::Unequal),
            (vec![column(9)], 4, NotRecords::SmallK),
        ] {
            assert_eq!(anonymise(&columns, k), Err(refused));
        }
        let nobody = anonymise(&[column(0)], 5).unwrap();
        assert_eq!(nobody.report().after, Classes::default());
    }

    /// Without suppression the same records are not safe: the property below can see.
    #[test]
    fn records_as_they_are_fail() {
        let raw: Vec<Vec<Option<u16>>> = repeated(&[([9, 9, 9], 20), ([1, 1, 1], 1)])
            .into_iter()
            .map(|c| c.values.into_iter().map(Some).collect())
            .collect();
        assert_eq!(classes(&raw, 5), Classes { records: 21, distinct: 2, smallest: Some(1), below_k: 1 });
    }

    proptest! {
        #[test]
        fn every_released_key_is_shared_by_k(
            rows in prop::collection::vec([0_u16..3, 0_u16..4, 0_u16..6], 0..200),
            k in 5_u64..12,
        ) {
            let source = columns(&rows);
            let safe = anonymise(&source, k).unwrap();
            let mut sharing: HashMap<Vec<Option<u16>>, u64> = HashMap::new();
            for (at, record) in safe.kept().iter().enumerate() {
                let released: Vec<_> = safe.columns().iter().map(|column| column[at]).collect();
                for (value, column) in released.iter().zip(&source) {
                    prop_assert!(value.is_none_or(|value| value == column.values[*record]));
                }
                *sharing.entry(released).or_default() += 1;
            }
            prop_assert!(sharing.values().all(|count| *count >= k));
            prop_assert_eq!(safe.kept().len() as u64 + safe.report().removed, rows.len() as u64);
            prop_assert!(safe.report().removed < k);
        }

        #[test]
        fn the_order_of_records_changes_nothing(rows in prop::collection::vec([0_u16..3, 0_u16..4, 0_u16..6], 0..100)) {
            let backwards: Vec<_> = rows.iter().rev().copied().collect();
            let (one, other) = (anonymise(&columns(&rows), 5).unwrap(), anonymise(&columns(&backwards), 5).unwrap());
            prop_assert_eq!(one.report(), other.report());
            for (column, mirrored) in one.columns().iter().zip(other.columns()) {
                prop_assert!(column.iter().eq(mirrored.iter().rev()));
            }
        }
    }
}
