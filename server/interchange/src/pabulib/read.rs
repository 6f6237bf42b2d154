//! From bytes to a document and an election.

use std::{
    borrow::Cow,
    collections::{HashMap, HashSet},
    io::Read as _,
};

use domain::budgeting::{COST_MOST, Election, Form, Project, WITHDRAWN};

use super::{
    Document, Faults, MOST_BYTES, Place, Read, Table, ballots, check,
    number::{Decimal, power},
    split::{Lines, fields},
};

/// The sections, in their order.
const SECTIONS: [&str; 3] = ["META", "PROJECTS", "VOTES"];

/// The lines on which rows stand, for what is said about them.
#[derive(Debug, Default)]
pub(super) struct At {
    pub(super) meta: Vec<u64>,
    pub(super) projects: Vec<u64>,
    pub(super) votes: Vec<u64>,
}

/// The bytes of a file, unpacked if gzip packed them.
///
/// # Errors
/// If they cannot be unpacked, or are more than [`MOST_BYTES`].
pub fn unpacked<'a>(name: &str, bytes: &'a [u8]) -> Result<Cow<'a, [u8]>, Faults> {
    let refuse = |what: &str| {
        let mut faults = Faults::new(name);
        faults.add(Place::FILE, what);
        faults
    };
    let large = "this file is too large: at most 512 MiB";
    if !bytes.starts_with(&[0x1f, 0x8b]) {
        let fits = u64::try_from(bytes.len()).is_ok_and(|length| length <= MOST_BYTES);
        return if fits { Ok(Cow::Borrowed(bytes)) } else { Err(refuse(large)) };
    }
    let mut plain = Vec::new();
    let mut packed = flate2::read::MultiGzDecoder::new(bytes).take(MOST_BYTES + 1);
    let read = packed.read_to_end(&mut plain);
    read.map_err(|_| refuse("this gzip file is broken: get it again"))?;
    if plain.len() as u64 > MOST_BYTES { Err(refuse(large)) } else { Ok(Cow::Owned(plain)) }
}

/// Reads a file, packed or not; its name is for what is said about it.
///
/// # Errors
/// Everything that is wrong with it, by line and field.
pub fn read(name: &str, bytes: &[u8]) -> Result<Read, Faults> {
    let mut faults = Faults::new(name);
    let mut warnings = Faults::new(name);
    let bytes = unpacked(name, bytes)?;
    let text = match std::str::from_utf8(&bytes) {
        Ok(text) => text.strip_prefix('\u{feff}').unwrap_or(text),
        Err(error) => {
            let line = bytes.iter().take(error.valid_up_to()).filter(|byte| **byte == b'\n').count() as u64 + 1;
            faults.add(Place::line(line), "this is not UTF-8: save the file in that encoding");
            return Err(faults);
        }
    };
    let (document, at) = split(text, &mut faults, &mut warnings);
    if !faults.is_empty() {
        return Err(faults);
    }
    drop(bytes);
    let election = election(&document, &at, &mut faults, &mut warnings);
    let Some(election) = election.filter(|_| faults.is_empty()) else { return Err(faults) };
    check::check(&document, &at, &election, &mut warnings);
    Ok(Read { document, election, warnings })
}

/// Sections, headers and rows.
fn split(text: &str, faults: &mut Faults, warnings: &mut Faults) -> (Document, At) {
    let mut document = Document::default();
    let mut at = At::default();
    let mut section: Option<usize> = None;
    let mut header_is_next = false;
    for (number, line) in Lines::new(text) {
        let trimmed = line.trim();
        if let Some(found) = SECTIONS.iter().position(|name| trimmed.eq_ignore_ascii_case(name)) {
            if section.map_or(0, |section| section + 1) != found || header_is_next {
                let what = "sections must be META, PROJECTS and VOTES, each once and in this order";
                faults.add(Place::line(number), what);
                return (document, at);
            }
            (section, header_is_next) = (Some(found), true);
            continue;
        }
        if line.contains('\r') {
            faults.add(Place::line(number), "a carriage return stands inside this line: take it out");
            continue;
        }
        if trimmed.is_empty() {
            warnings.add(Place::line(number), "an empty line is passed over");
            continue;
        }
        let mut row: Vec<String> = Vec::new();
        if section == Some(2) && !header_is_next {
            vote(line, number, &mut document.votes, &mut at, faults);
            continue;
        }
        if fields(line, &mut |field| row.push(field.to_owned())).is_err() {
            faults.add(Place::line(number), BAD_QUOTES);
            continue;
        }
        match (section, header_is_next) {
            (None, _) => {
                faults.add(Place::line(number), "the file must begin with the line META");
                return (document, at);
            }
            (Some(section), true) => {
                header(&mut document, section, &row, number, faults);
                header_is_next = false;
            }
            (Some(0), false) => meta(&mut document, &mut at, row, number, faults),
            (Some(_), false) => {
                if fits(&row, &document.projects, number, faults) {
                    document.projects.push(&row);
                    at.projects.push(number);
                }
            }
        }
    }
    if section != Some(2) || header_is_next {
        faults.add(Place::FILE, "the file ends too early: it needs META, PROJECTS and VOTES, each with its header");
    }
    (document, at)
}

const BAD_QUOTES: &str =
    "quotes do not match: write \"\" for a quote inside quotes, and never break a line inside them";

/// A line of VOTES, straight into the table: there may be a hundred thousand.
fn vote(line: &str, number: u64, votes: &mut Table, at: &mut At, faults: &mut Faults) {
    let before = (votes.text.len(), votes.ends.len());
    let columns = votes.columns.len();
    let (text, ends) = (&mut votes.text, &mut votes.ends);
    let split = fields(line, &mut |field| {
        text.push_str(field);
        ends.push(u32::try_from(text.len()).unwrap_or(u32::MAX));
    });
    match split {
        Ok(count) if count == columns => at.votes.push(number),
        other => {
            votes.text.truncate(before.0);
            votes.ends.truncate(before.1);
            match other {
                Ok(count) => faults.add(Place::line(number), width(count, columns)),
                Err(_) => faults.add(Place::line(number), BAD_QUOTES),
            }
        }
    }
}

fn width(count: usize, columns: usize) -> String {
    format!("{count} fields stand here, and the header has {columns}: fields with a semicolon must be quoted")
}

fn fits(row: &[String], table: &Table, number: u64, faults: &mut Faults) -> bool {
    let fits = row.len() == table.columns.len();
    if !fits {
        faults.add(Place::line(number), width(row.len(), table.columns.len()));
    }
    fits
}

/// The header of a section.
fn header(document: &mut Document, section: usize, row: &[String], number: u64, faults: &mut Faults) {
    let first = ["key", "project_id", "voter_id"];
    if row.first().map(String::as_str) != first.get(section).copied() {
        let name = first.get(section).copied().unwrap_or_default();
        faults.add(Place::line(number), format!("the first column must be {name}"));
    }
    if section == 0 {
        if row.len() != 2 || row.get(1).map(String::as_str) != Some("value") {
            faults.add(Place::line(number), "the header of META must be key;value");
        }
        return;
    }
    let mut known = HashSet::new();
    for column in row {
        if !known.insert(column.as_str()) {
            faults.add(Place::field(number, column), "this column is there twice: leave one out");
        }
    }
    let needed = if section == 1 { "cost" } else { "vote" };
    if !known.contains(needed) {
        faults.add(Place::line(number), format!("there must be a column {needed}"));
    }
    let table = Table::new(row);
    if section == 1 {
        document.projects = table;
    } else {
        document.votes = table;
    }
}

/// A line of META.
fn meta(document: &mut Document, at: &mut At, row: Vec<String>, number: u64, faults: &mut Faults) {
    let Ok([key, value]) = <[String; 2]>::try_from(row) else {
        faults.add(Place::line(number), "a key and its value must stand here: quote values with a semicolon");
        return;
    };
    if key.is_empty() {
        faults.add(Place::line(number), "there is no key");
    } else if document.value(&key).is_some() {
        faults.add(Place::field(number, &key), "this key is there twice: leave one out");
    } else {
        document.meta.push((key, value));
        at.meta.push(number);
    }
}

/// A key of META with the place of its line.
pub(super) fn key<'a>(document: &'a Document, at: &At, key: &str) -> Option<(&'a str, Place)> {
    let found = document.meta.iter().position(|(known, _)| known == key)?;
    let line = at.meta.get(found).copied().unwrap_or(1);
    Some((document.meta.get(found)?.1.as_str(), Place::field(line, key)))
}

/// A whole number of META, or what stands for it where there is none.
pub(super) fn whole(document: &Document, at: &At, name: &str, faults: &mut Faults) -> Option<u64> {
    let (text, place) = key(document, at, name)?;
    let number = text.parse().ok().filter(|_| text.bytes().all(|byte| byte.is_ascii_digit()));
    if number.is_none() {
        faults.add(place, "this must be a whole number");
    }
    number
}

/// What can be counted of a document.
fn election(document: &Document, at: &At, faults: &mut Faults, warnings: &mut Faults) -> Option<Election> {
    let form = form(document, at, faults)?;
    counts(document, at, faults);
    let budget = match key(document, at, "budget") {
        None => {
            faults.add(Place::FILE, "META has no budget: add the pot");
            None
        }
        Some((text, place)) => Decimal::read(text).map_err(|error| faults.add(place, error.words())).ok(),
    };
    let column = document.projects.column("cost").unwrap_or(1);
    let mut costs = Vec::new();
    for (row, line) in at.projects.iter().enumerate() {
        match Decimal::read(document.projects.field(row, column)) {
            Ok(cost) => costs.push(cost),
            Err(error) => faults.add(Place::field(*line, "cost"), error.words()),
        }
    }
    if !faults.is_empty() {
        return None;
    }
    let budget = budget?;
    let decimals = costs.iter().chain([&budget]).map(|number| number.decimals()).max().unwrap_or(0);
    let mut money = |number: Decimal, place: Place| {
        let scaled = number.scaled(decimals).filter(|_| !number.is_negative()).and_then(|units| units.try_into().ok());
        let fits = scaled.filter(|units: &u64| *units <= COST_MOST);
        if fits.is_none() {
            faults.add(place, "this amount cannot be counted: it is below 0, or too large");
        }
        fits.unwrap_or(0)
    };
    let place = key(document, at, "budget").map_or(Place::FILE, |(_, place)| place);
    let budget = money(budget, place);
    let amounts: Vec<u64> =
        costs.into_iter().zip(&at.projects).map(|(cost, line)| money(cost, Place::field(*line, "cost"))).collect();
    let unit = power(decimals);
    let projects = projects(document, at, (&amounts, unit), faults);
    let places: HashMap<&str, u32> = (0..projects.len())
        .filter_map(|row| Some((document.projects.field(row, 0), u32::try_from(row).ok()?)))
        .collect();
    let (ballots, point) = ballots::read(document, at, (form, &places, &projects), faults, warnings);
    if !faults.is_empty() {
        return None;
    }
    let election = Election::new(form, budget, [unit, point], projects, ballots);
    election.map_err(|unfit| faults.add(Place::FILE, format!("{unfit}: this file cannot be counted"))).ok()
}

/// How people voted.
fn form(document: &Document, at: &At, faults: &mut Faults) -> Option<Form> {
    let Some((text, place)) = key(document, at, "vote_type") else {
        faults.add(Place::FILE, "META has no vote_type: add how people voted");
        return None;
    };
    let form = match text {
        "approval" => Form::Approval,
        "choose-1" => Form::Choice,
        "ordinal" => Form::Ordinal,
        "cumulative" => Form::Cumulative,
        "scoring" => Form::Scoring,
        _ => {
            faults.add(place, "write approval, choose-1, ordinal, cumulative or scoring");
            return None;
        }
    };
    if form == Form::Scoring
        && let Some((text, place)) = key(document, at, "default_score")
        && Decimal::read(text).map_or(true, |score| score.scaled(super::number::DECIMALS) != Some(0))
    {
        faults.add(place, "only 0 is counted here: write the points of every project on every ballot instead");
    }
    Some(form)
}

/// What META says about how many rows there are.
fn counts(document: &Document, at: &At, faults: &mut Faults) {
    for (name, rows) in [("num_projects", at.projects.len()), ("num_votes", at.votes.len())] {
        let said = whole(document, at, name, faults);
        if let (Some(said), Some((_, place))) = (said, key(document, at, name))
            && said != rows as u64
        {
            faults.add(place, format!("there are {rows} rows: something is missing, or correct the number"));
        }
    }
}

fn projects(document: &Document, at: &At, (amounts, unit): (&[u64], u64), faults: &mut Faults) -> Vec<Project> {
    let table = &document.projects;
    let classes = table.column("category");
    let mut known = HashSet::new();
    let mut projects = Vec::new();
    for (row, line) in at.projects.iter().enumerate() {
        let id = table.field(row, 0);
        if id.is_empty() || id.trim() != id || id.contains(',') {
            faults.add(Place::field(*line, "project_id"), "an id must be there, without blanks around it or commas");
        } else if !known.insert(id) {
            faults.add(Place::field(*line, "project_id"), "another project has this id: make it unique");
        }
        let list = classes.map_or("", |column| table.field(row, column));
        let categories = list.split(',').map(str::trim).filter(|class| !class.is_empty()).map(str::to_owned).collect();
        let cost = amounts.get(row).copied().unwrap_or(0);
        projects.push(Project { id: id.to_owned(), cost, categories, withdrawn: cost == WITHDRAWN * unit });
    }
    projects
}
