//! The records as codes: for every column its different values, and the place of each record's value among them.

use std::{
    collections::{BTreeMap, HashMap},
    io::Read,
};

use domain::{
    disclosure::{
        Column,
        lattice::{Hierarchy, NotAHierarchy},
        microdata::{Key, Protected, Sensitive, merge_rare, released_weights},
    },
    inclusion::weight::{Impossible, Target},
};

use super::{
    Fault, MOST_FAULTS, SUPPRESSED, Spec,
    spec::{self, Level, Quasi},
};

/// The most different answers to a sensitive question.
const MOST_ANSWERS: usize = 1_000;
/// The most different values of a quasi-identifier.
const MOST_VALUES: usize = 60_000;

/// Columns of codes.
#[derive(Clone, Debug, Default)]
pub struct Records {
    columns: Vec<Coded>,
    /// For each quasi-identifier and level, the words of every code.
    labels: Vec<Vec<Vec<String>>>,
    hierarchies: Vec<Hierarchy>,
    dropped: Vec<String>,
}

/// One column.
#[derive(Clone, Debug, Default)]
pub struct Coded {
    pub name: String,
    /// Its different values in order: of numbers, or else of letters; the empty one first.
    pub values: Vec<String>,
    /// The place of each record's value.
    pub codes: Vec<u32>,
}

impl Records {
    /// Reads the columns that the specification names.
    pub fn read(file: &str, csv: impl Read, spec: &Spec) -> Result<Self, Vec<Fault>> {
        let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(csv);
        let heads = reader.headers().map_err(|error| vec![unreadable(file, &error)])?;
        let heads: Vec<String> =
            heads.iter().map(|head| head.trim_start_matches('\u{feff}').trim().to_owned()).collect();
        let mut faults = Vec::new();
        let mut places = Vec::new();
        for column in spec.columns() {
            match heads.iter().filter(|head| *head == column).count() {
                0 => faults.push(Fault::in_column(file, column, "it is missing: the header does not have it")),
                1 => {}
                _ => faults.push(Fault::in_column(file, column, "the header has it twice")),
            }
            places.push(heads.iter().position(|head| head == column).unwrap_or(0));
        }
        if !faults.is_empty() {
            return Err(faults);
        }
        let named = |name: &String| spec.columns().any(|column| column == name) && spec.id.as_ref() != Some(name);
        let dropped = heads.iter().filter(|head| !named(head)).cloned().collect();
        let columns = Reading::of(file, spec, heads.len(), &places).read(&mut reader)?;
        let mut records = Self { columns, dropped, ..Self::default() };
        records.hierarchies(file, spec)?;
        Ok(records)
    }

    /// Columns that are not released.
    pub fn dropped(&self) -> &[String] {
        &self.dropped
    }

    /// The place of a column that is read.
    pub fn place(&self, column: &str) -> Option<usize> {
        self.columns.iter().position(|coded| coded.name == column)
    }

    /// The name of a column.
    pub fn name(&self, column: usize) -> &str {
        self.columns.get(column).map_or("", |column| &column.name)
    }

    /// A column, to be changed.
    pub fn column_mut(&mut self, column: &str) -> Option<&mut Coded> {
        self.columns.iter_mut().find(|coded| coded.name == column)
    }

    /// A value in words.
    pub fn value(&self, column: usize, row: usize) -> &str {
        let column = self.columns.get(column);
        let value = column.and_then(|column| column.values.get(*column.codes.get(row)? as usize));
        value.map_or("", String::as_str)
    }

    /// The words of a code of a quasi-identifier at a level.
    pub fn label(&self, key: usize, level: usize, code: u16) -> String {
        let words = self.labels.get(key).and_then(|levels| levels.get(level)?.get(usize::from(code)));
        words.cloned().unwrap_or_default()
    }

    /// The codes of a column as small numbers.
    pub fn small(&self, column: usize) -> Vec<u16> {
        let codes = self.columns.get(column).map_or(&[][..], |column| &column.codes);
        codes.iter().map(|code| u16::try_from(*code).unwrap_or(u16::MAX)).collect()
    }

    fn hierarchies(&mut self, file: &str, spec: &Spec) -> Result<(), Vec<Fault>> {
        let mut faults = Vec::new();
        for (coded, key) in self.columns.iter().zip(&spec.quasi_identifiers) {
            match levels(file, coded, key) {
                Ok((hierarchy, labels)) => {
                    self.hierarchies.push(hierarchy);
                    self.labels.push(labels);
                }
                Err(found) => faults.extend(found),
            }
        }
        faults.truncate(MOST_FAULTS);
        if faults.is_empty() { Ok(()) } else { Err(faults) }
    }

    /// The quasi-identifiers.
    pub fn keys(&self, file: &str, spec: &Spec) -> Result<Vec<Key>, Vec<Fault>> {
        if self.hierarchies.len() != spec.quasi_identifiers.len() {
            return Err(vec![Fault::of(file, "the quasi-identifiers could not be read")]);
        }
        let key = |(at, hierarchy): (usize, &Hierarchy)| Key {
            column: Column { code: self.name(at).to_owned(), values: self.small(at) },
            hierarchy: hierarchy.clone(),
        };
        Ok(self.hierarchies.iter().enumerate().map(key).collect())
    }

    /// The sensitive answers.
    pub fn sensitive(&self, spec: &Spec) -> Vec<Sensitive> {
        let answer = |answer: &spec::Answer| {
            let at = self.place(&answer.column)?;
            let column = Column { code: answer.column.clone(), values: self.small(at) };
            Some(Sensitive {
                column,
                answers: self.columns.get(at)?.values.len(),
                ordered: answer.ordered,
                diverse: true,
            })
        };
        spec.sensitive.iter().filter_map(answer).collect()
    }

    /// A weight for every released record; `None` without margins.
    pub fn weights(&self, spec: &Spec, safe: &Protected) -> Option<Result<Vec<f64>, Impossible>> {
        let (mut columns, mut targets) = (Vec::new(), Vec::new());
        for (name, margin) in &spec.margins {
            let at = self.place(name)?;
            let (level, coded) = (*safe.levels.get(at)?, self.columns.get(at)?);
            let hierarchy = self.hierarchies.get(at)?;
            let words = self.labels.get(at)?.get(level)?;
            let mut people: BTreeMap<&str, u64> = BTreeMap::new();
            for (value, count) in margin {
                // A value of the population that no record has keeps its own name, and is then missed by raking.
                let code = coded.values.iter().position(|known| known == value).and_then(|code| code.try_into().ok());
                let label = code.and_then(|code| words.get(usize::from(hierarchy.at(level, code))));
                *people.entry(label.map_or(value.as_str(), String::as_str)).or_default() += count;
            }
            let categories: Vec<(String, u64)> =
                people.into_iter().map(|(label, people)| (label.to_owned(), people)).collect();
            let places: Vec<Option<u16>> = words
                .iter()
                .map(|label| categories.iter().position(|(known, _)| known == label)?.try_into().ok())
                .collect();
            let released = safe.columns.get(at)?.iter();
            let place = |code: &Option<u16>| code.and_then(|code| places.get(usize::from(code)).copied().flatten());
            columns.push(released.map(place).collect::<Vec<_>>());
            targets.push(Target { code: name.clone(), categories });
        }
        let columns: Vec<&[Option<u16>]> = columns.iter().map(Vec::as_slice).collect();
        (!columns.is_empty()).then(|| released_weights(&columns, &targets))
    }
}

fn unreadable(file: &str, error: &csv::Error) -> Fault {
    let row = error.position().map(csv::Position::line);
    Fault { row, ..Fault::of(file, format!("it cannot be read as UTF-8 CSV: {error}")) }
}

/// A reader of rows.
struct Reading<'a> {
    file: &'a str,
    spec: &'a Spec,
    /// How many fields a row has.
    fields: usize,
    /// The field of each column; the id is the last.
    places: &'a [usize],
    faults: Vec<Fault>,
}

impl<'a> Reading<'a> {
    const fn of(file: &'a str, spec: &'a Spec, fields: usize, places: &'a [usize]) -> Self {
        Self { file, spec, fields, places, faults: Vec::new() }
    }

    fn read(mut self, reader: &mut csv::Reader<impl Read>) -> Result<Vec<Coded>, Vec<Fault>> {
        let kept = self.places.len() - usize::from(self.spec.id.is_some());
        let mut codes: Vec<Vec<u32>> = vec![Vec::new(); kept];
        let mut known: Vec<HashMap<String, u32>> = vec![HashMap::new(); kept];
        let mut ids: HashMap<String, u64> = HashMap::new();
        let mut record = csv::StringRecord::new();
        let (mut row, mut rows) = (1, 0);
        loop {
            match reader.read_record(&mut record) {
                Ok(false) => break,
                Ok(true) => row += 1,
                Err(error) => return Err(vec![unreadable(self.file, &error)]),
            }
            if record.len() != self.fields {
                let what = format!("it has {} fields, the header {}", record.len(), self.fields);
                self.faults.push(Fault { row: Some(row), ..Fault::of(self.file, what) });
            }
            if self.faults.len() >= MOST_FAULTS {
                break;
            }
            rows += 1;
            for ((place, codes), known) in self.places.iter().zip(&mut codes).zip(&mut known) {
                let value = record.get(*place).unwrap_or("").trim();
                let next = u32::try_from(known.len()).unwrap_or(u32::MAX);
                let code = known.get(value).copied();
                codes.push(code.unwrap_or_else(|| *known.entry(value.to_owned()).or_insert(next)));
            }
            if self.spec.id.is_some() {
                self.id(&mut ids, record.get(self.places.last().copied().unwrap_or(0)).unwrap_or("").trim(), row);
            }
        }
        if rows == 0 && self.faults.is_empty() {
            self.faults.push(Fault::of(self.file, "it has no records"));
        }
        let columns: Vec<Coded> = (self.spec.columns().zip(codes).zip(known))
            .map(|((name, codes), known)| Coded::in_order(name, codes, known))
            .collect();
        self.look_at(&columns);
        if self.faults.is_empty() { Ok(columns) } else { Err(self.faults) }
    }

    fn id(&mut self, ids: &mut HashMap<String, u64>, id: &str, row: u64) {
        let column = self.spec.id.as_deref().unwrap_or("");
        if id.is_empty() {
            self.faults.push(Fault::at(self.file, row, column, "it is empty: every record has an id"));
        } else if let Some(first) = ids.get(id) {
            let what = format!("the id is that of row {first} too: take one of them out");
            self.faults.push(Fault::at(self.file, row, column, what));
        } else {
            ids.insert(id.to_owned(), row);
        }
    }

    fn look_at(&mut self, columns: &[Coded]) {
        let keys = self.spec.quasi_identifiers.len();
        let sensitive = self.spec.sensitive.len();
        for (at, column) in columns.iter().enumerate() {
            let most = if at < keys { MOST_VALUES } else { MOST_ANSWERS };
            if at < keys + sensitive && column.values.len() > most {
                let what = format!("it has {} different values: join them into fewer first", column.values.len());
                self.faults.push(Fault::in_column(self.file, &column.name, what));
            }
            if at < keys && column.values.iter().any(|value| value == SUPPRESSED) {
                let what = format!("a value is {SUPPRESSED}, which stands for what is hidden: call it something else");
                self.faults.push(Fault::in_column(self.file, &column.name, what));
            }
        }
    }
}

impl Coded {
    fn in_order(name: &str, codes: Vec<u32>, known: HashMap<String, u32>) -> Self {
        let mut values: Vec<(String, u32)> = known.into_iter().collect();
        let number = |value: &str| value.parse::<f64>().ok().filter(|number| number.is_finite());
        let numbers = values.iter().all(|(value, _)| value.is_empty() || number(value).is_some());
        values.sort_by(|(one, _), (other, _)| {
            let by_number = || number(one).unwrap_or(f64::MIN).total_cmp(&number(other).unwrap_or(f64::MIN));
            let empty_first = other.is_empty().cmp(&one.is_empty());
            empty_first.then_with(|| if numbers { by_number() } else { one.cmp(other) }).then_with(|| one.cmp(other))
        });
        let mut place = vec![0; values.len()];
        for (at, (_, code)) in (0_u32..).zip(&values) {
            if let Some(place) = place.get_mut(*code as usize) {
                *place = at;
            }
        }
        let codes = codes.into_iter().map(|code| place.get(code as usize).copied().unwrap_or(0)).collect();
        Self { name: name.to_owned(), values: values.into_iter().map(|(value, _)| value).collect(), codes }
    }
}

/// A hierarchy with the words of its codes at every level.
type Levels = (Hierarchy, Vec<Vec<String>>);

fn levels(file: &str, coded: &Coded, key: &Quasi) -> Result<Levels, Vec<Fault>> {
    let mut faults = Vec::new();
    let mut labels = vec![coded.values.clone()];
    let mut coarser = Vec::new();
    for (at, level) in key.levels.iter().enumerate() {
        let words: Vec<String> = match level {
            Level::All(_) => vec!["*".to_owned(); coded.values.len()],
            Level::Rare(rare) => merged(coded, rare.merge_rare),
            Level::Map(map) => {
                let own = |value: &String| value.is_empty().then(String::new);
                let word = |value: &String| {
                    map.get(value).cloned().or_else(|| own(value)).unwrap_or_else(|| {
                        faults.push(unknown(file, coded, value, at + 1));
                        String::new()
                    })
                };
                coded.values.iter().map(word).collect()
            }
        };
        let mut names: Vec<String> = Vec::new();
        let mut codes = Vec::new();
        for word in words {
            let place = names.iter().position(|name| *name == word).unwrap_or_else(|| {
                names.push(word);
                names.len() - 1
            });
            codes.push(u16::try_from(place).unwrap_or(u16::MAX));
        }
        coarser.push(codes);
        labels.push(names);
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    let hierarchy = Hierarchy::new(coded.values.len(), coarser).map_err(|why| {
        let what = match why {
            NotAHierarchy::Parted(level) => {
                format!("level {level} tells apart what level {} joins: every level joins whole groups", level - 1)
            }
            NotAHierarchy::Codes | NotAHierarchy::Level(_) => "its levels make no hierarchy".to_owned(),
        };
        vec![Fault::in_column(spec::FILE, &coded.name, what)]
    })?;
    Ok((hierarchy, labels))
}

fn unknown(file: &str, coded: &Coded, value: &str, level: usize) -> Fault {
    let code = coded.values.iter().position(|known| known == value);
    let row = coded.codes.iter().position(|known| Some(*known as usize) == code).map_or(0, |row| row as u64 + 2);
    let what = format!("{value:?} is not among the values of level {level} in {}: add it there", spec::FILE);
    Fault::at(file, row, &coded.name, what)
}

/// What each value becomes when rare ones are one.
fn merged(coded: &Coded, least: u64) -> Vec<String> {
    let mut people = vec![0_u64; coded.values.len()];
    for code in &coded.codes {
        if let Some(count) = people.get_mut(*code as usize) {
            *count += 1;
        }
    }
    let codes = merge_rare(&people, least);
    let alone = |code: u16| codes.iter().filter(|other| **other == code).count() == 1;
    let word = |(value, code): (&String, &u16)| if alone(*code) { value.clone() } else { "other".to_owned() };
    coded.values.iter().zip(&codes).map(word).collect()
}
