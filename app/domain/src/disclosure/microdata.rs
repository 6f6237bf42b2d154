//! Research files: records whose keys are suppressed until every combination is shared by enough of them.
//!
//! Strict k-anonymity by local suppression, as in sections 4.1 to 4.3 of the project's facts on disclosure: a
//! suppressed value is a value of its own, which is what a program outside sees. Letting it match anything, as some
//! tools do, leaves records alone in classes that were counted as large. All work is done on distinct keys and their
//! counts, so that a million records take as long as they take to count.

mod coding;
mod known;
mod perturb;
mod plan;
mod protected;
mod report;
#[cfg(test)]
mod tests;
mod weight;

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use self::plan::{Crowd, Pattern, Rule, plan};
pub use self::{
    coding::{Ends, ends, merge_rare},
    known::known,
    perturb::{LEAST_STAY, MOST_SWAPPED, Perturbation, Pram, Redraw, Swapped, order, swap},
    protected::{Demands, Key, NotProtected, Protected, Records, Sensitive, protect_records},
    report::{KeyLoss, PairLoss, Risk, RiskReport},
    weight::released_weights,
};

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
    let crowds: Vec<(u128, Crowd)> = counts.iter().map(|(key, people)| (*key, Crowd::of(*people))).collect();
    let plan = plan(&crowds, columns.len(), &Rule::of_k(k));
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
