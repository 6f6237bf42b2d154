//! When a table may be shown while answers still come in: in batches only.
//!
//! Two releases of one table are two tables whose difference is those who came in between. Section 3.6 (3) of the
//! project's facts on disclosure therefore asks that at least ten people came, in every base that is shown, or nobody.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{
    policy::Policy,
    protect::{SafeTable, protect},
    table::{Dimension, RawTable, Tally},
    withhold::{is_base, withheld},
};

/// The bases of an earlier release, kept to compare the next one with. It holds exact counts of bases: it may be
/// stored beside the release, never shown, and has no other use than [`release`].
#[derive(Clone, Serialize, Deserialize)]
pub struct Ledger {
    dimensions: Vec<Dimension>,
    bases: Vec<Base>,
}

/// A base that was shown: its cell, its people and the sum of their keys.
#[derive(Clone, Serialize, Deserialize)]
struct Base {
    cell: usize,
    count: u64,
    key: u64,
}

/// A table that may be shown now, and what to keep for the next time.
#[derive(Clone, Debug)]
pub struct Release {
    /// The table.
    pub table: SafeTable,
    /// The bases that it shows.
    pub ledger: Ledger,
}

/// Why a table may not be shown yet. It names no group: which one is short is itself a number about few people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NotYet {
    /// Fewer people than the minimum base are in it.
    TooFew,
    /// Fewer people than a batch came to, or left, a base that was shown and would be again.
    TooFewNew,
    /// The earlier release is of a table with other dimensions, and cannot be compared.
    OtherTable,
}

/// The table to show now, if it may be shown.
///
/// The first time its base must reach the minimum; after that, every base that was shown and would be shown again must
/// have gained or lost nobody, or at least a batch. When the survey is closed the table may be shown whatever came.
pub fn release(table: &RawTable, earlier: Option<&Ledger>, closed: bool, policy: &Policy) -> Result<Release, NotYet> {
    let limits = policy.limits();
    let tallies = table.with_margins();
    let withheld = withheld(table, &tallies, limits.minimum_base);
    if !closed {
        if withheld[tallies.len() - 1] {
            return Err(NotYet::TooFew);
        }
        if let Some(earlier) = earlier {
            earlier.check(table, &tallies, &withheld, limits.batch)?;
        }
    }
    Ok(Release { table: protect(table, policy), ledger: Ledger::of(table, &tallies, &withheld) })
}

impl Ledger {
    fn of(table: &RawTable, tallies: &[Tally], withheld: &[bool]) -> Self {
        let shown = (0..tallies.len()).filter(|cell| is_base(table, *cell) && !withheld[*cell]);
        let bases = shown.map(|cell| Base { cell, count: tallies[cell].count, key: tallies[cell].key });
        Self { dimensions: table.dimensions().to_vec(), bases: bases.collect() }
    }

    fn check(&self, table: &RawTable, tallies: &[Tally], withheld: &[bool], batch: u64) -> Result<(), NotYet> {
        if self.dimensions != table.dimensions() {
            return Err(NotYet::OtherTable);
        }
        let mut again = self.bases.iter().filter(|base| withheld.get(base.cell) == Some(&false));
        let enough = again.all(|base| {
            let now = tallies[base.cell];
            // As many people with another key are not the same people: one left and one came.
            let same = now.count == base.count && now.key == base.key;
            same || now.count.abs_diff(base.count) >= batch
        });
        if enough { Ok(()) } else { Err(NotYet::TooFewNew) }
    }
}

impl fmt::Debug for Ledger {
    /// The dimensions only, as for the raw table.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Ledger").field("dimensions", &self.dimensions).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::table::{Kind, RecordKey, tests::dimension},
        *,
    };

    /// A table of three groups with so many people each; everybody has a key of their own.
    fn table(people: [u64; 3]) -> RawTable {
        let mut table = RawTable::new(vec![dimension("age", 3, Kind::Group)]).unwrap();
        for (group, people) in people.into_iter().enumerate() {
            for person in 0..people {
                add(&mut table, group, person);
            }
        }
        table
    }

    fn add(table: &mut RawTable, group: usize, person: u64) {
        let key = (group as u64 + 1) << 32 | (person + 1);
        table.add(RecordKey::new(key.to_be_bytes()), &[Some(group)]).unwrap();
    }

    fn ledger(people: [u64; 3]) -> Ledger {
        release(&table(people), None, true, &Policy::default()).unwrap().ledger
    }

    #[test]
    fn a_running_survey_is_shown_in_batches() {
        for (earlier, now, closed, expected) in [
            (None, [3, 3, 3], false, Err(NotYet::TooFew)),
            (None, [3, 3, 3], true, Ok(())),
            (None, [3, 3, 4], false, Ok(())),
            (Some([20, 20, 20]), [20, 20, 20], false, Ok(())),
            (Some([20, 20, 20]), [30, 20, 20], false, Ok(())),
            (Some([20, 20, 20]), [25, 25, 20], false, Err(NotYet::TooFewNew)),
            (Some([20, 20, 20]), [30, 29, 20], false, Err(NotYet::TooFewNew)),
            (Some([20, 20, 20]), [29, 20, 20], true, Ok(())),
            // Bases that were not shown, or would not be now, have nothing to be compared with.
            (Some([20, 20, 9]), [40, 20, 12], false, Ok(())),
            (Some([20, 20, 12]), [40, 20, 9], false, Ok(())),
            // People may also take their answers back.
            (Some([20, 20, 20]), [20, 20, 19], false, Err(NotYet::TooFewNew)),
        ] {
            let earlier = earlier.map(ledger);
            let found = release(&table(now), earlier.as_ref(), closed, &Policy::default()).map(|_| ());
            assert_eq!(found, expected, "{now:?}");
        }
    }

    #[test]
    fn one_who_left_and_one_who_came_are_noticed() {
        let mut now = table([20, 20, 19]);
        add(&mut now, 2, 99);
        let found = release(&now, Some(&ledger([20, 20, 20])), false, &Policy::default());
        assert_eq!(found.err(), Some(NotYet::TooFewNew));
    }

    #[test]
    fn a_ledger_is_kept_by_storing_it_and_not_by_printing_it() {
        let kept = ledger([77, 20, 20]);
        assert!(!format!("{kept:?}").contains("77"));
        let kept: Ledger = serde_json::from_str(&serde_json::to_string(&kept).unwrap()).unwrap();
        assert!(release(&table([77, 20, 20]), Some(&kept), false, &Policy::default()).is_ok());
        let other = RawTable::new(vec![dimension("place", 3, Kind::Group)]).unwrap();
        assert_eq!(release(&other, Some(&kept), true, &Policy::default()).err(), None);
        let mut other = other;
        (0..50).for_each(|person| add(&mut other, 1, person));
        assert_eq!(release(&other, Some(&kept), false, &Policy::default()).err(), Some(NotYet::OtherTable));
    }
}
