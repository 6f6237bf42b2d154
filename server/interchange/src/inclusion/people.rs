//! The people who took part: a file with a row for each, its columns named like the population's variables.
//!
//! A row is read once and forgotten; what stays of it is the place of each category, its design weight and its answers
//! in numbers.

use std::{
    collections::{BTreeMap, HashMap},
    io::Read,
};

use domain::inclusion::weight::Target;

use super::{
    Asked,
    fault::{Fault, Faults},
    record::Records,
};
use crate::baseline::fault::shown;

/// The mark of R and many other programs for nothing.
const NOTHING: &str = "NA";
/// The column that is looked at for people who are in the file twice, where it is there.
const ID: &str = "id";
/// The most categories that are none of the population's and told apart.
const UNKNOWN_MOST: usize = 1_000;
/// The place of someone who did not say.
pub(super) const DID_NOT_SAY: u16 = u16::MAX;

/// Everybody who took part.
#[derive(Clone, Debug, Default)]
pub(super) struct People {
    /// How many.
    pub count: u64,
    /// The characteristics that are asked: the place of each person's category in them, or [`DID_NOT_SAY`].
    pub asked: Vec<(Target, Vec<u16>)>,
    /// The variables of the population that no column has.
    pub without_column: Vec<String>,
    /// The design weights, where there are any.
    pub design: Option<Vec<f64>>,
    /// The answers in numbers, column by column.
    pub answers: Vec<(String, Vec<Option<f64>>)>,
}

/// Reads everybody.
///
/// # Errors
/// What is wrong, by row and column.
pub(super) fn read(file: &str, content: impl Read, targets: Vec<Target>, asked: &Asked) -> Result<People, Faults> {
    let mut records = Records::open(file, content)?;
    let mut faults = Faults::default();
    let mut reader = Reader::new(&records, targets, asked, &mut faults);
    if reader.columns.is_empty() {
        let variables = reader.people.without_column.join(", ");
        let what = format!(
            "no column is named like a variable of the population ({}); there are {}",
            shown(&variables),
            records.names()
        );
        faults.add(Fault::of(file, what).row(records.row()));
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    while records.next()? {
        match records.whole() {
            Ok(()) => reader.take(&records, &mut faults),
            Err(fault) => faults.add(fault),
        }
    }
    if reader.people.count == 0 && faults.is_empty() {
        faults.add(Fault::of(file, "no rows under the header; is the file complete?"));
    }
    let people = reader.finish(&records, &mut faults);
    faults.unless(people)
}

struct Reader<'a> {
    asked: &'a Asked,
    people: People,
    /// The column of each characteristic that is asked.
    columns: Vec<usize>,
    /// The place of each category by its name, and by its name in small letters.
    places: Vec<HashMap<String, u16>>,
    id: Option<usize>,
    design: Option<usize>,
    answers: Vec<usize>,
    first: HashMap<Box<[u8]>, u64>,
    /// Categories that are none, by characteristic: the first row, and how many rows.
    unknown: BTreeMap<(usize, String), (u64, u64)>,
}

impl<'a> Reader<'a> {
    fn new(records: &Records<'_>, targets: Vec<Target>, asked: &'a Asked, faults: &mut Faults) -> Self {
        let mut people = People::default();
        let (mut columns, mut places) = (Vec::new(), Vec::new());
        for target in targets {
            match records.column(&target.code) {
                None => people.without_column.push(target.code),
                Some(column) => {
                    columns.push(column);
                    places.push(places_of(&target));
                    people.asked.push((target, Vec::new()));
                }
            }
        }
        let mut named = |option: &str, name: &str| {
            let found = records.column(name);
            if found.is_none() {
                let what = format!("{} has no column “{}”; there are {}", records.file, shown(name), records.names());
                faults.add(Fault::of(option, what));
            }
            found
        };
        let id = asked.id.as_deref().map_or_else(|| records.column(ID), |name| named("--id", name));
        let design = asked.design.as_deref().and_then(|name| named("--design", name));
        let answers: Vec<usize> = asked.answers.iter().filter_map(|name| named("--answer", name)).collect();
        people.answers = answers.iter().map(|at| (records.columns[*at].clone(), Vec::new())).collect();
        people.design = design.map(|_| Vec::new());
        let (first, unknown) = (HashMap::new(), BTreeMap::new());
        Self { asked, people, columns, places, id, design, answers, first, unknown }
    }

    /// Takes one person.
    fn take(&mut self, records: &Records<'_>, faults: &mut Faults) {
        self.people.count += 1;
        if let Some(id) = self.id {
            let value = records.bytes(id).trim_ascii();
            if let Some(before) = self.first.get(value) {
                let what =
                    format!("the same person as in row {before}; keep one of them, or name the column with --id");
                faults.add(records.fault(id, what));
            } else if !value.is_empty() {
                self.first.insert(value.into(), records.row());
            }
        }
        for at in 0..self.columns.len() {
            match self.place(records, at) {
                Ok(place) => self.people.asked[at].1.push(place),
                Err(fault) => faults.add(fault),
            }
        }
        if let (Some(column), Some(design)) = (self.design, &mut self.people.design) {
            match number(records, column) {
                Ok(Some(weight)) if weight > 0.0 => design.push(weight),
                Ok(_) => faults.add(records.fault(column, "a design weight is a number above 0; correct it")),
                Err(fault) => faults.add(fault),
            }
        }
        for (column, (_, values)) in self.answers.iter().zip(&mut self.people.answers) {
            match number(records, *column) {
                Ok(value) => values.push(value),
                Err(fault) if records.text(*column).is_ok_and(|text| is_nothing(self.asked, text.trim())) => {
                    drop(fault);
                    values.push(None);
                }
                Err(fault) => faults.add(fault),
            }
        }
    }

    /// The place of a person's category.
    fn place(&mut self, records: &Records<'_>, at: usize) -> Result<u16, Fault> {
        let text = records.text(self.columns[at])?.trim();
        let places = &self.places[at];
        if let Some(place) = places.get(text).or_else(|| places.get(&text.to_lowercase())) {
            return Ok(*place);
        }
        if !is_nothing(self.asked, text) {
            let key = (at, shown(text));
            if let Some((_, rows)) = self.unknown.get_mut(&key) {
                *rows += 1;
            } else if self.unknown.len() < UNKNOWN_MOST {
                self.unknown.insert(key, (records.row(), 1));
            } else {
                return Err(records.fault(self.columns[at], "one of too many categories that are none"));
            }
        }
        Ok(DID_NOT_SAY)
    }

    /// Tells the categories that are none, each once, and hands everybody over.
    fn finish(self, records: &Records<'_>, faults: &mut Faults) -> People {
        let mut unknown: Vec<_> = self.unknown.into_iter().collect();
        unknown.sort_by_key(|(_, (first, _))| *first);
        for ((at, text), (first, rows)) in unknown {
            let (target, _) = &self.people.asked[at];
            let known: Vec<String> = target.categories.iter().take(12).map(|(name, _)| shown(name)).collect();
            let more = if target.categories.len() > known.len() { " …" } else { "" };
            let again = match rows - 1 {
                0 => String::new(),
                1 => ", and in 1 more row".to_owned(),
                more => format!(", and in {more} more rows"),
            };
            let what = format!(
                "“{text}”{again} is no category of the population ({}{more}); correct it, add it to the population (with \
                 0 if nobody lives here), or say --nothing \"{text}\" if it means no answer",
                known.join(", ")
            );
            faults.add(Fault::of(records.file, what).row(first).column(&target.code));
        }
        self.people
    }
}

/// The place of each category by its name, and by its name in small letters.
fn places_of(target: &Target) -> HashMap<String, u16> {
    let mut places = HashMap::new();
    for (at, (name, _)) in target.categories.iter().enumerate() {
        let place = u16::try_from(at).unwrap_or(DID_NOT_SAY);
        places.insert(name.to_lowercase(), place);
        places.insert(name.clone(), place);
    }
    places
}

/// Whether a text means that somebody did not say.
fn is_nothing(asked: &Asked, text: &str) -> bool {
    text.is_empty() || text == NOTHING || asked.nothing.iter().any(|nothing| super::record::alike(nothing, text))
}

/// A finite number, or nothing.
fn number(records: &Records<'_>, column: usize) -> Result<Option<f64>, Fault> {
    let text = records.text(column)?.trim();
    if text.is_empty() || text == NOTHING {
        return Ok(None);
    }
    let number = text.parse().ok().filter(|number: &f64| number.is_finite());
    let what = || format!("“{}” is no number; correct it, or say --nothing if it means no answer", shown(text));
    number.map(Some).ok_or_else(|| records.fault(column, what()))
}
