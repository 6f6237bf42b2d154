//! Matching: which characteristic a column of a file is about, which of its words mean which group, and the counts that
//! follow.
//!
//! Everything is guessed first from names, codes and what answers count as, and then confirmed or changed by whoever
//! has sent the file; nothing is counted of which it is not known what it means.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::sieve::{Column, Kind as Holds, NOTHING, Sifted, age};
use crate::{
    disclosure::{Dimension, Kind, NotATable, RawTable, RecordKey},
    problem::Problem,
    text::fold,
};

/// The word for "did not say" as a meaning of a value.
pub const DID_NOT_SAY: &str = "-";
/// The word for a column that is not used.
pub const LEFT_OUT: &str = "-";
/// The word for a column that tells persons, organisations and conversations apart.
pub const WHO: &str = "#who";
/// The word for a column of postcodes or data zones.
pub const PLACE: &str = "#place";
/// The meanings of a column of [`WHO`]: a person, an organisation, a group that answered together.
pub const WHO_GROUPS: [&str; 3] = ["person", "body", "conversation"];

/// A characteristic whose groups people can be counted in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Characteristic {
    /// Its code.
    pub code: String,
    /// What it is called, in every language.
    pub names: Vec<String>,
    /// Its groups in their natural order.
    pub groups: Vec<Group>,
    /// Whether data zones have it.
    pub of_places: bool,
}

/// A group of people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Its code.
    pub code: String,
    /// Its labels, in every language, and the codes of what counts as it.
    pub names: Vec<String>,
}

/// What one column means.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meaning {
    /// The code of a characteristic, [`WHO`], [`PLACE`] or [`LEFT_OUT`].
    pub about: String,
    /// For each value the code of a group, or [`DID_NOT_SAY`]; empty while it is not known.
    pub values: Vec<String>,
}

/// What a file says, counted: raw tables that only disclosure control can open.
#[derive(Clone, Debug)]
pub struct Counted {
    /// A table of one dimension for each characteristic, by its code.
    pub tables: BTreeMap<String, RawTable>,
    /// Everybody, in one cell.
    pub people: RawTable,
    /// Records that are organisations.
    pub bodies: u64,
    /// Records that are conversations of groups.
    pub conversations: u64,
    /// Places outside the area, which are counted as not said: how many persons.
    pub outside: u64,
}

/// What everything probably means. Of two columns about the same, only the first is taken.
pub fn guess(sifted: &Sifted, known: &[Characteristic]) -> Vec<Meaning> {
    let mut taken: Vec<String> = Vec::new();
    let mut meanings = Vec::new();
    for column in &sifted.columns {
        let mut about = about(column, known);
        if about != LEFT_OUT && taken.contains(&about) {
            LEFT_OUT.clone_into(&mut about);
        }
        taken.push(about.clone());
        let values = values(column, &about, known);
        meanings.push(Meaning { about, values });
    }
    meanings
}

fn about(column: &Column, known: &[Characteristic]) -> String {
    match column.kind {
        Holds::Places => return PLACE.to_owned(),
        Holds::Ages if known.iter().any(|one| one.code == "age") => return "age".to_owned(),
        _ => {}
    }
    let name = squeezed(&column.name);
    let named = known.iter().find(|one| squeezed(&one.code) == name || one.names.iter().any(|n| squeezed(n) == name));
    if let Some(named) = named {
        return named.code.clone();
    }
    // By its words: the characteristic that knows most of them, if that is more than half.
    let knows = |one: &Characteristic| column.values.iter().filter(|value| group_of(one, value).is_some()).count();
    let best = known.iter().map(|one| (knows(one), one)).max_by_key(|(knows, _)| *knows);
    let who = column.values.iter().filter(|value| who(value).is_some()).count();
    match best {
        _ if 2 * who > column.values.len() => WHO.to_owned(),
        // Single digits are words of many things.
        Some((knows, one)) if 2 * knows > column.values.len() && column.values.iter().any(|v| v.len() > 1) => {
            one.code.clone()
        }
        _ => LEFT_OUT.to_owned(),
    }
}

/// What the values of a column mean if it is about this; empty where that is not known.
pub fn values(column: &Column, about: &str, known: &[Characteristic]) -> Vec<String> {
    let one = known.iter().find(|one| one.code == about);
    let meaning = |value: &String| match one {
        Some(_) if says_nothing(value) => DID_NOT_SAY.to_owned(),
        Some(one) => group_of(one, value).unwrap_or_default(),
        None if about == WHO => who(value).unwrap_or_default().to_owned(),
        None => String::new(),
    };
    column.values.iter().map(meaning).collect()
}

/// Whether a word is the name of one of its groups.
pub fn knows(characteristic: &Characteristic, value: &str) -> bool {
    group_of(characteristic, value).is_some()
}

/// Other words for groups that files have.
const ALSO: [(&str, &str, &[&str]); 2] =
    [("sex", "female", &["woman", "girl", "f"]), ("sex", "male", &["man", "boy", "m"])];

/// The group that a word means.
fn group_of(characteristic: &Characteristic, value: &str) -> Option<String> {
    let word = squeezed(value);
    let also = ALSO.iter().find(|(of, _, words)| *of == characteristic.code && words.contains(&word.as_str()));
    if let Some((_, group, _)) = also {
        return characteristic.groups.iter().find(|known| known.code == *group).map(|known| known.code.clone());
    }
    let is = |group: &&Group| squeezed(&group.code) == word || group.names.iter().any(|name| squeezed(name) == word);
    if let Some(group) = characteristic.groups.iter().find(is) {
        return Some(group.code.clone());
    }
    let age = age(value).filter(|_| characteristic.code == "age")?;
    let holds = |group: &&Group| band(&group.code).is_some_and(|(from, to)| (from..=to).contains(&age));
    characteristic.groups.iter().find(holds).map(|group| group.code.clone())
}

/// Letters and digits only: `16 to 24`, `16–24` and `16_24` are the same.
fn squeezed(words: &str) -> String {
    let kept = |letter: char| if letter.is_alphanumeric() { letter } else { ' ' };
    let words: String = fold(words).chars().map(kept).collect();
    let kept = words.split_whitespace().filter(|word| !matches!(*word, "to" | "gu" | "and" | "the" | "aged" | "years"));
    kept.collect::<Vec<_>>().join(" ")
}

fn who(value: &str) -> Option<&'static str> {
    let word = squeezed(value);
    let has = |words: &[&str]| words.iter().any(|known| word.split(' ').any(|one| one.starts_with(known)));
    if has(&["organisation", "organization", "business", "body", "charity"]) {
        Some(WHO_GROUPS[1])
    } else if has(&["group", "conversation", "together"]) {
        Some(WHO_GROUPS[2])
    } else if has(&["person", "individual", "resident", "myself"]) {
        Some(WHO_GROUPS[0])
    } else {
        None
    }
}

fn says_nothing(value: &str) -> bool {
    let words = squeezed(value);
    [
        "prefer not",
        "rather not",
        "not say",
        "dont know",
        "don t know",
        "not stated",
        "no answer",
        "unknown",
        "not known",
    ]
    .iter()
    .any(|nothing| words.contains(nothing))
}

/// The ages of a band by its code: `16_24`, `75_over`.
fn band(code: &str) -> Option<(u8, u8)> {
    let (from, to) = code.split_once('_')?;
    let to = if to == "over" { u8::MAX } else { to.parse().ok()? };
    Some((from.parse().ok()?, to))
}

/// Checks what somebody said that everything means. Kinds of problems, at `column-<c>`: `column-twice`, `column-unfit`;
/// at `value-<c>-<v>`: `value-unknown`; at the form as a whole: `columns-none`.
///
/// # Errors
/// All problems.
pub fn check(sifted: &Sifted, meanings: &[Meaning], known: &[Characteristic]) -> Result<(), Vec<Problem>> {
    let mut problems = Vec::new();
    let used = |about: &str| about != LEFT_OUT;
    if meanings.iter().all(|meaning| !used(&meaning.about) || meaning.about == WHO) {
        problems.push(Problem::new("column-0", "columns-none"));
    }
    for (at, (column, meaning)) in sifted.columns.iter().zip(meanings).enumerate() {
        let about = meaning.about.as_str();
        if used(about) && meanings[..at].iter().any(|other| other.about == about) {
            problems.push(Problem::new(format!("column-{at}"), "column-twice"));
            continue;
        }
        let one = known.iter().find(|one| one.code == about);
        let fits = match column.kind {
            Holds::Places => about == PLACE || about == LEFT_OUT,
            Holds::Ages => about == "age" || about == LEFT_OUT,
            Holds::Words => about == WHO || about == LEFT_OUT || one.is_some(),
        };
        if !fits {
            problems.push(Problem::new(format!("column-{at}"), "column-unfit"));
        } else if column.kind == Holds::Words && used(about) {
            let is_group = |code: &str| match one {
                Some(one) => code == DID_NOT_SAY || one.groups.iter().any(|group| group.code == code),
                None => WHO_GROUPS.contains(&code),
            };
            for value in 0..column.values.len() {
                if !meaning.values.get(value).is_some_and(|code| is_group(code)) {
                    problems.push(Problem::new(format!("value-{at}-{value}"), "value-unknown"));
                }
            }
        }
    }
    if problems.is_empty() { Ok(()) } else { Err(problems) }
}

/// Counts the persons of a file by every characteristic that it says something about. `classes` has, for each
/// characteristic of places, the class of every data zone of the area; values of places are data zones.
///
/// # Errors
/// When a characteristic has more groups than a table can hold.
pub fn count(
    sifted: &Sifted,
    meanings: &[Meaning],
    known: &[Characteristic],
    classes: &BTreeMap<String, BTreeMap<String, String>>,
) -> Result<Counted, NotATable> {
    let whose = sifted.columns.iter().zip(meanings).find(|(_, meaning)| meaning.about == WHO);
    let who = |at: usize| {
        let (column, meaning) = whose?;
        meaning.values.get(usize::from(column.cells[at])).map(String::as_str)
    };
    let mut counted = Counted {
        tables: BTreeMap::new(),
        people: one_way("people", vec!["all".to_owned()])?,
        bodies: 0,
        conversations: 0,
        outside: 0,
    };
    let mut persons: Vec<(usize, RecordKey)> = Vec::with_capacity(sifted.records.len());
    for (at, key) in sifted.records.iter().enumerate() {
        match who(at) {
            Some("body") => counted.bodies += 1,
            Some("conversation") => counted.conversations += 1,
            _ => persons.push((at, RecordKey::new(key.to_be_bytes()))),
        }
    }
    for (_, key) in &persons {
        // The table has this one cell.
        let _ = counted.people.add(*key, &[Some(0)]);
    }
    let mut outside: Option<u64> = None;
    // A column of its own says more than what follows from places, so places come last.
    let pairs = || sifted.columns.iter().zip(meanings);
    let own = pairs().filter(|(_, meaning)| meaning.about != PLACE);
    for (column, meaning) in own.chain(pairs().filter(|(_, meaning)| meaning.about == PLACE)) {
        for one in known.iter().filter(|one| !counted.tables.contains_key(&one.code)).collect::<Vec<_>>() {
            let Some(groups) = groups_of(column, meaning, one, classes) else { continue };
            let mut table = one_way(&one.code, one.groups.iter().map(|group| group.code.clone()).collect())?;
            let mut unplaced = 0;
            for (at, key) in &persons {
                let cell = column.cells[*at];
                let group = groups.get(usize::from(cell)).copied().flatten();
                unplaced += u64::from(cell != NOTHING && group.is_none());
                // A place among the groups is in the table.
                let _ = table.add(*key, &[group]);
            }
            if meaning.about == PLACE {
                outside = Some(outside.map_or(unplaced, |least| least.min(unplaced)));
            }
            counted.tables.insert(one.code.clone(), table);
        }
    }
    counted.outside = outside.unwrap_or(0);
    Ok(counted)
}

/// A table of one dimension of groups.
fn one_way(code: &str, categories: Vec<String>) -> Result<RawTable, NotATable> {
    RawTable::new(vec![Dimension { code: code.to_owned(), categories, kind: Kind::Group }])
}

/// The group of a characteristic that each value of a column means; nothing where the column says nothing about it.
fn groups_of(
    column: &Column,
    meaning: &Meaning,
    one: &Characteristic,
    classes: &BTreeMap<String, BTreeMap<String, String>>,
) -> Option<Vec<Option<usize>>> {
    let place = |code: &str| one.groups.iter().position(|group| group.code == code);
    if meaning.about == one.code {
        let of_ages = |value: &String| group_of(one, value).and_then(|code| place(&code));
        return Some(match column.kind {
            Holds::Ages => column.values.iter().map(of_ages).collect(),
            _ => meaning.values.iter().map(|code| place(code)).collect(),
        });
    }
    let of_zone = classes.get(&one.code).filter(|_| meaning.about == PLACE && one.of_places)?;
    let of_value = |zone: &String| {
        let class = of_zone.get(zone)?;
        one.groups.iter().position(|group| group.code == *class || group.names.contains(class))
    };
    Some(column.values.iter().map(of_value).collect())
}

#[cfg(test)]
mod tests;
