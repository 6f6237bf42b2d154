//! What may be kept of a file of people who took part: columns that say to which group somebody belongs, and nothing
//! that could be a name, an address or a sentence.
//!
//! A file comes as others made it, and often holds more than is needed. A column passes when it holds postcodes or data
//! zones, ages in years, or few different words. Ages and zones are all that stays of the first two; of words only those
//! of which there are few, so that a list of names is never kept however short the file is.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::{
    place::{Postcode, ZoneCode},
    text::{fold, one_line},
};

/// The place of somebody who said nothing.
pub const NOTHING: u16 = u16::MAX;
/// The most different words in a column of groups.
const WORDS_MOST: usize = 40;
/// The most different values that are told apart at all.
const VALUES_MOST: usize = 60_000;
/// The longest word, in characters.
const WORD_LONGEST: usize = 80;
/// The oldest age.
const OLDEST: u8 = 120;
/// Marks of other programs for nothing.
const NOTHING_WORDS: [&str; 6] = ["", "na", "n/a", "null", "-", "."];

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Few different words.
    Words,
    /// Ages in years.
    Ages,
    /// Postcodes or data zones.
    Places,
}

/// A column that passed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// Its header.
    pub name: String,
    /// What it holds.
    pub kind: Kind,
    /// The different values.
    pub values: Vec<String>,
    /// The place of everybody's value among these, or [`NOTHING`].
    pub cells: Vec<u16>,
}

/// What is kept of a file: no row of it can be read from this but by the groups that somebody is in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sifted {
    /// The key of each record, by which its cells are rounded.
    pub records: Vec<u64>,
    /// The columns that passed.
    pub columns: Vec<Column>,
    /// The headers of those that did not, and of which nothing is kept.
    pub dropped: Vec<String>,
}

/// A file that is being read.
pub struct Sieve {
    columns: Vec<Reading>,
    records: Vec<u64>,
}

struct Reading {
    name: String,
    known: HashMap<String, u16>,
    values: Vec<String>,
    cells: Vec<u16>,
    /// How many values are ages, and how many are places.
    ages: usize,
    places: usize,
    /// Whether there is something that may not be kept at all.
    unfit: bool,
}

impl Sieve {
    /// A file with these headers.
    pub fn new(headers: &[String]) -> Self {
        Self { columns: headers.iter().map(|name| Reading::new(name)).collect(), records: Vec::new() }
    }

    /// One record: its key and its fields. Fields beyond the headers are not looked at.
    pub fn record<'f>(&mut self, key: u64, fields: impl Iterator<Item = &'f str>) {
        self.records.push(key);
        for (column, field) in self.columns.iter_mut().zip(fields) {
            column.take(field);
        }
        for column in &mut self.columns {
            column.cells.resize(self.records.len(), NOTHING);
        }
    }

    /// What may be kept. `is_group` says whether words are those of a group that is known.
    pub fn finish(self, is_group: impl Fn(&str) -> bool) -> Sifted {
        let (mut columns, mut dropped) = (Vec::new(), Vec::new());
        let people = self.records.len();
        for reading in self.columns {
            match reading.kind(people, &is_group) {
                Some(kind) => {
                    let Reading { name, values, cells, .. } = reading;
                    columns.push(Column { name, kind, values, cells });
                }
                None => dropped.push(reading.name),
            }
        }
        dropped.retain(|name| !name.is_empty());
        Sifted { records: self.records, columns, dropped }
    }
}

impl Reading {
    fn new(name: &str) -> Self {
        let name = one_line(name).chars().take(WORD_LONGEST).collect();
        let (known, values, cells) = (HashMap::new(), Vec::new(), Vec::new());
        Self { name, known, values, cells, ages: 0, places: 0, unfit: false }
    }

    fn take(&mut self, field: &str) {
        let value = one_line(field);
        if self.unfit || NOTHING_WORDS.contains(&fold(&value).as_str()) {
            self.cells.push(NOTHING);
            return;
        }
        if let Some(place) = self.known.get(&value) {
            self.cells.push(*place);
            return;
        }
        let place = u16::try_from(self.values.len()).unwrap_or(NOTHING);
        if self.values.len() >= VALUES_MOST || value.contains('@') || value.chars().count() > WORD_LONGEST {
            self.unfit = true;
            self.known.clear();
            self.values.clear();
            self.cells.push(NOTHING);
            return;
        }
        self.ages += usize::from(age(&value).is_some());
        self.places += usize::from(is_place(&value));
        self.known.insert(value.clone(), place);
        self.values.push(value);
        self.cells.push(place);
    }

    fn kind(&self, people: usize, is_group: &impl Fn(&str) -> bool) -> Option<Kind> {
        let different = self.values.len();
        if self.unfit || different == 0 || self.name.is_empty() {
            return None;
        }
        if self.places == different {
            return Some(Kind::Places);
        }
        let called_age = fold(&self.name).split(|letter: char| !letter.is_alphabetic()).any(|word| word == "age");
        if self.ages == different && (called_age || different > 12) {
            return Some(Kind::Ages);
        }
        let groups = self.values.iter().filter(|value| is_group(value)).count();
        let few = different <= WORDS_MOST && (2 * different <= people || 2 * groups >= different);
        few.then_some(Kind::Words)
    }
}

/// An age in years.
pub(super) fn age(value: &str) -> Option<u8> {
    value.parse().ok().filter(|age| *age <= OLDEST)
}

fn is_place(value: &str) -> bool {
    value.parse::<Postcode>().is_ok() || value.parse::<ZoneCode>().is_ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn sifted(headers: &[&str], rows: &[&[&str]]) -> Sifted {
        let headers: Vec<String> = headers.iter().map(|&name| name.to_owned()).collect();
        let mut sieve = Sieve::new(&headers);
        for (at, row) in rows.iter().enumerate() {
            sieve.record(at as u64, row.iter().copied());
        }
        sieve.finish(|value| ["female", "male"].contains(&value))
    }

    fn kinds(sifted: &Sifted) -> Vec<(&str, Kind)> {
        sifted.columns.iter().map(|column| (column.name.as_str(), column.kind)).collect()
    }

    #[test]
    fn a_column_passes_by_what_it_holds() {
        let headers = ["Age group", "Age", "Postcode", "Zone", "Name", "Mail", "Comment", "SIMD"];
        let rows: Vec<Vec<String>> = (0..20)
            .map(|at| {
                vec![
                    ["16-24", "25-34", "NA"][at % 3].to_owned(),
                    (20 + at).to_string(),
                    format!("PA15 {at}LY", at = at % 9),
                    format!("S0101089{}", at % 9),
                    format!("Person {at}"),
                    "a@b.example".to_owned(),
                    "x".repeat(81),
                    (1 + at % 5).to_string(),
                ]
            })
            .collect();
        let rows: Vec<Vec<&str>> = rows.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
        let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
        let found = sifted(&headers, &rows);
        let expected = [
            ("Age group", Kind::Words),
            ("Age", Kind::Ages),
            ("Postcode", Kind::Places),
            ("Zone", Kind::Places),
            ("SIMD", Kind::Words),
        ];
        assert_eq!(kinds(&found), expected);
        assert_eq!(found.dropped, ["Name", "Mail", "Comment"]);
        assert_eq!(found.columns[0].cells[..4], [0, 1, NOTHING, 0]);
        assert_eq!(found.records.len(), 20);
    }

    #[test]
    fn names_are_not_kept_however_few_people_there_are() {
        let found = sifted(&["who", "sex"], &[&["Ann", "female"], &["Bea", "female"], &["Cal", "male"]]);
        assert_eq!(kinds(&found), [("sex", Kind::Words)]);
        assert_eq!(found.dropped, ["who"]);
    }

    #[test]
    fn a_short_record_said_nothing_in_the_rest() {
        let found = sifted(&["sex", "group"], &[&["male"], &["female", "a"], &["male", "a", "more"], &["", "a"]]);
        assert_eq!(found.columns[0].cells, [0, 1, 0, NOTHING]);
        assert_eq!(found.columns[1].cells, [NOTHING, 0, 0, 0]);
    }

    proptest! {
        /// Whatever is in a file, every column has a cell for each record, which points at a value or at nothing, and
        /// no kept value looks like an address.
        #[test]
        fn whatever_comes_in_is_whole(rows in prop::collection::vec(prop::collection::vec(".{0,90}", 0..5), 0..30)) {
            let rows: Vec<Vec<&str>> = rows.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
            let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
            let found = sifted(&["a", "b", "c"], &rows);
            for column in &found.columns {
                prop_assert_eq!(column.cells.len(), rows.len());
                prop_assert!(column.values.iter().all(|value| !value.contains('@')));
                let inside = |cell: &u16| *cell == NOTHING || usize::from(*cell) < column.values.len();
                prop_assert!(column.cells.iter().all(inside));
            }
        }
    }
}
