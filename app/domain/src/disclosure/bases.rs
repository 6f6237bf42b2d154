//! The bases of all tables of a survey together: which are too close to one another, and which were shown before.
//!
//! Two tables show one base alike when they count the same people. So bases are known by what they are (`everybody`, a
//! group of a characteristic), and a table is compared with every number of people that was ever shown of them,
//! whichever table showed it. Pairs of groups are compared by counts alone: of two groups the first lies in the second
//! if as many are in both as in the first, which a table of both characteristics says without a list of people.

use std::{collections::BTreeMap, fmt};

use serde::{Deserialize, Serialize};

use super::{
    policy::Policy,
    table::{Dimension, Kind, RawTable},
    withhold::{is_base, withheld},
};

/// Every state of every base that was shown, kept to compare the next release with. It holds exact counts: it may be
/// stored beside the answers, never shown, and has no other use than [`Bases::admits`].
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct Bases(BTreeMap<String, Vec<State>>);

#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
struct State {
    count: u64,
    key: u64,
}

/// A group that may not be shown, because nearly the same people are another group that is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TooClose {
    /// The characteristic of the group that goes: the later of the two.
    pub characteristic: String,
    /// The group that goes.
    pub group: String,
    /// The characteristic of the group that stays.
    pub beside: String,
    /// The group that stays.
    pub beside_group: String,
}

impl Bases {
    /// Whether a table may be shown while answers still come in: every base that it shows has gained or lost nobody or
    /// at least a batch since each time that it was shown, and its population reaches the minimum.
    pub fn admits(&self, table: &RawTable, policy: &Policy) -> bool {
        let limits = policy.limits();
        let shown = shown(table, policy);
        let everybody = shown.iter().any(|(_, cell, _)| *cell == table.grid().cells() - 1);
        everybody
            && shown.iter().all(|(name, _, now)| {
                self.0.get(name).into_iter().flatten().all(|then| {
                    let same = then == now;
                    same || then.count.abs_diff(now.count) >= limits.batch
                })
            })
    }

    /// Remembers what a table shows.
    pub fn note(&mut self, table: &RawTable, policy: &Policy) {
        for (name, _, now) in shown(table, policy) {
            let states = self.0.entry(name).or_default();
            if !states.contains(&now) {
                states.push(now);
            }
        }
    }
}

impl fmt::Debug for Bases {
    /// The names only: exact counts must not reach a log.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.0.keys()).finish()
    }
}

/// The bases that a table shows: their names, cells and people.
fn shown(table: &RawTable, policy: &Policy) -> Vec<(String, usize, State)> {
    let tallies = table.with_margins();
    let withheld = withheld(table, &tallies, policy.limits().minimum_base);
    let bases = (0..tallies.len()).filter(|cell| is_base(table, *cell) && !withheld[*cell]);
    bases.map(|cell| (name(table, cell), cell, State { count: tallies[cell].count, key: tallies[cell].key })).collect()
}

/// What a base is called in every table: its groups, or, for the whole table of one dimension, who said.
fn name(table: &RawTable, cell: usize) -> String {
    let dimensions = table.dimensions();
    let groups: Vec<String> = table
        .grid()
        .specified(cell)
        .filter_map(|at| {
            let category = table.grid().category(cell, at)?;
            Some(format!("{}={}", dimensions[at].code, dimensions[at].categories.get(category)?))
        })
        .collect();
    match (groups.is_empty(), dimensions) {
        (true, [only]) => format!("said {}", only.code),
        (true, _) => "everybody".to_owned(),
        (false, _) => groups.join(" "),
    }
}

/// The groups that must not be shown beside one another, from tables of two characteristics: the audit of section 3.6 (5)
/// of the project's facts on disclosure over all pairs of groups. Of a pair the later characteristic's group goes.
/// Groups that are too small to be shown are no danger.
pub fn too_close<'a>(tables: impl IntoIterator<Item = &'a RawTable>, policy: &Policy) -> Vec<TooClose> {
    let least = policy.limits().minimum_base;
    let mut found = Vec::new();
    for table in tables {
        let [first, second] = table.dimensions() else { continue };
        if first.kind != Kind::Group || second.kind != Kind::Group {
            continue;
        }
        let tallies = table.with_margins();
        let count = |at: [Option<usize>; 2]| table.grid().cell(&at).map_or(0, |cell| tallies[cell].count);
        for a in groups(first) {
            for b in groups(second) {
                let (one, other) = (count([Some(a), None]), count([None, Some(b)]));
                let both = count([Some(a), Some(b)]);
                let nested = (both == one || both == other) && one != other;
                if nested && one.min(other) >= least && one.abs_diff(other) < least {
                    found.push(TooClose {
                        characteristic: second.code.clone(),
                        group: second.categories[b].clone(),
                        beside: first.code.clone(),
                        beside_group: first.categories[a].clone(),
                    });
                }
            }
        }
    }
    found.sort();
    found
}

/// The places of the groups of a dimension.
fn groups(dimension: &Dimension) -> impl Iterator<Item = usize> {
    (0..dimension.categories.len()).filter(|at| dimension.categories[*at] != super::table::NOT_SAID)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{
        super::{
            audit::{People, differencing},
            table::{RecordKey, tests::dimension},
        },
        *,
    };

    fn named(code: &str, categories: usize) -> Dimension {
        let mut dimension = dimension(code, categories, Kind::Group);
        dimension.categories.push(super::super::table::NOT_SAID.to_owned());
        dimension
    }

    fn table(records: &[(usize, usize)]) -> RawTable {
        let mut table = RawTable::new(vec![named("one", 3), named("two", 2)]).unwrap();
        for (key, (a, b)) in (1_u64..).zip(records) {
            table.add(RecordKey::new((key << 40).to_be_bytes()), &[Some(*a), Some(*b)]).unwrap();
        }
        table
    }

    fn many(parts: &[(usize, (usize, usize))]) -> Vec<(usize, usize)> {
        parts.iter().flat_map(|(times, record)| std::iter::repeat_n(*record, *times)).collect()
    }

    #[test]
    fn a_group_nearly_inside_another_goes() {
        // All 30 of the first group are in the first of the others, which has 34.
        let raw = table(&many(&[(30, (0, 0)), (4, (1, 0)), (30, (1, 1)), (20, (2, 1))]));
        let found = too_close([&raw], &Policy::default());
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].characteristic.as_str(), found[0].group.as_str()), ("two", "a"));
        let mut held = raw.clone();
        held.hold("two", "a");
        let safe = super::super::protect(&held, &Policy::default());
        assert_eq!(safe.count(&[None, Some(0)]), super::super::Cell::Withheld);
        assert_eq!(safe.count(&[None, Some(1)]), super::super::Cell::Withheld, "its partner goes too");
        assert_ne!(safe.count(&[Some(0), None]), super::super::Cell::Withheld);
    }

    #[test]
    fn those_who_did_not_say_are_no_group() {
        // Three did not say; nobody is withheld for that.
        let raw = table(&many(&[(30, (0, 0)), (30, (1, 1)), (20, (2, 1)), (3, (3, 1))]));
        let safe = super::super::protect(&raw, &Policy::default());
        assert!((0..3).all(|at| safe.count(&[Some(at), None]).published().is_some()));
        assert!(safe.count(&[Some(3), None]).published().is_some_and(|count| count <= 5));
    }

    #[test]
    fn a_base_is_compared_with_every_time_it_was_shown_in_whichever_table() {
        let policy = Policy::default();
        let one_way = |people: usize| {
            let mut table = RawTable::new(vec![dimension("one", 3, Kind::Group)]).unwrap();
            for key in 1..=people as u64 {
                table.add(RecordKey::new((key << 40).to_be_bytes()), &[Some(0)]).unwrap();
                table.add(RecordKey::new((key << 30).to_be_bytes()), &[Some(1)]).unwrap();
                table.add(RecordKey::new((key << 20).to_be_bytes()), &[Some(2)]).unwrap();
            }
            table
        };
        let mut bases = Bases::default();
        bases.note(&one_way(20), &policy);
        assert!(bases.admits(&one_way(20), &policy));
        assert!(!bases.admits(&one_way(23), &policy));
        let wide = table(&many(&[(23, (0, 0)), (40, (1, 1)), (40, (2, 1))]));
        assert!(!bases.admits(&wide, &policy), "three more in a group that another table showed");
        let wide = table(&many(&[(30, (0, 0)), (40, (1, 1)), (40, (2, 1))]));
        assert!(bases.admits(&wide, &policy));
        bases.note(&one_way(30), &policy);
        assert!(!bases.admits(&one_way(25), &policy), "nor near an older one");
        assert!(!Bases::default().admits(&one_way(3), &policy), "nine people");
    }

    proptest! {
        /// The same pairs as a comparison of everybody with everybody.
        #[test]
        fn counts_find_what_lists_of_people_find(
            records in prop::collection::vec((0_usize..4, 0_usize..3), 0..60), more in 0_usize..40,
        ) {
            let mut records = records;
            records.extend(std::iter::repeat_n((0, 0), more));
            let policy = Policy::default();
            let found = too_close([&table(&records)], &policy).len();
            let mut expected = 0;
            for a in 0..3 {
                for b in 0..2 {
                    let bases = [
                        People::new(records.len(), |at| records[at].0 == a),
                        People::new(records.len(), |at| records[at].1 == b),
                    ];
                    let count = |is: &dyn Fn(&(usize, usize)) -> bool| records.iter().filter(|one| is(one)).count();
                    let least = count(&|one| one.0 == a).min(count(&|one| one.1 == b));
                    expected += usize::from(least >= 10 && !differencing(&bases, &policy).too_close.is_empty());
                }
            }
            prop_assert_eq!(found, expected);
        }
    }
}
