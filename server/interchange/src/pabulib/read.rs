//! From text to an election.

mod projects;
mod votes;

use std::collections::HashSet;

use csv::{ReaderBuilder, StringRecord};
use domain::budgeting::{Election, Kind};

use super::{
    Columns, File,
    fault::Faults,
    number::{decimals, parts},
};

/// Types of votes, and what ballots of them say.
const TYPES: [(&str, Kind); 5] = [
    ("approval", Kind::Approval),
    ("choose-1", Kind::Approval),
    ("ordinal", Kind::Ordinal),
    ("cumulative", Kind::Points),
    ("scoring", Kind::Points),
];

/// A section: its name, its rows with their lines.
struct Section {
    line: u64,
    rows: Vec<(u64, StringRecord)>,
}

/// What is read, and what is wrong with it.
struct Reading {
    faults: Faults,
    warnings: Faults,
}

/// Reads a file.
///
/// # Errors
/// Everything that is wrong, by line and field.
pub fn read(text: &str) -> Result<File, Faults> {
    let mut reading = Reading { faults: Faults::default(), warnings: Faults::default() };
    let file = reading.file(text);
    match file {
        Some(mut file) if reading.faults.none() => {
            file.warnings = reading.warnings.told;
            Ok(file)
        }
        _ => Err(reading.faults),
    }
}

impl Reading {
    fn wrong(&mut self, line: u64, field: &str, what: impl Into<String>) {
        self.faults.add(line, field, what);
    }

    fn odd(&mut self, line: u64, field: &str, what: impl Into<String>) {
        self.warnings.add(line, field, what);
    }

    fn file(&mut self, text: &str) -> Option<File> {
        let [meta, projects, votes] = self.sections(text.trim_start_matches('\u{feff}'))?;
        let meta = self.meta(&meta);
        let kind = self.kind(&meta)?;
        let (votes_line, projects_line) = (votes.line, projects.line);
        let (columns, lines) = self.columns(projects, "project_id")?;
        let (money, projects) = self.projects(&columns, &lines, &meta)?;
        let budget = meta.iter().find(|(_, key, _)| key == "budget");
        let Some((line, _, budget)) = budget else {
            self.wrong(1, "budget", "missing: add the line budget;AMOUNT to META");
            return None;
        };
        let Some(pot) = parts(budget, money).filter(|pot| *pot >= 0) else {
            self.wrong(
                *line,
                "budget",
                format!("{budget:?} is no amount of money; write digits, with a decimal point"),
            );
            return None;
        };
        self.count(&meta, "num_projects", projects.len(), projects_line);
        let (ballots, point_decimals, people) = self.votes(votes, &kind, &projects, &meta)?;
        self.count(&meta, "num_votes", people, votes_line);
        let unit = 10_i64.checked_pow(money)?;
        let election = Election { kind: kind.1, pot, unit, projects, ballots };
        let meta = meta.into_iter().map(|(_, key, value)| (key, value)).collect();
        Some(File { meta, projects: columns, election, decimals: money, point_decimals, warnings: Vec::new() })
    }

    fn sections(&mut self, text: &str) -> Option<[Section; 3]> {
        let mut reader =
            ReaderBuilder::new().delimiter(b';').has_headers(false).flexible(true).from_reader(text.as_bytes());
        let names = ["META", "PROJECTS", "VOTES"];
        let mut sections: Vec<Section> = Vec::new();
        let mut record = StringRecord::new();
        let mut last = 1;
        loop {
            match reader.read_record(&mut record) {
                Ok(true) => {}
                Ok(false) => break,
                Err(error) => {
                    let line = error.position().map_or(last, csv::Position::line);
                    self.wrong(line, "", "this line cannot be read: it is not UTF-8");
                    return None;
                }
            }
            last = record.position().map_or(last, csv::Position::line);
            let name = record.get(0).unwrap_or("").trim();
            let known = names.iter().position(|known| record.len() == 1 && name.eq_ignore_ascii_case(known));
            let so_far = sections.len();
            match (known, sections.last_mut()) {
                (Some(at), _) if at == so_far => sections.push(Section { line: last, rows: Vec::new() }),
                (Some(_), _) => {
                    self.wrong(
                        last,
                        "",
                        format!("the section {name} stands here; the order is META, PROJECTS, VOTES, each once"),
                    );
                    return None;
                }
                (None, Some(section)) => section.rows.push((last, record.clone())),
                (None, None) => {
                    self.wrong(last, "", "a file begins with the line META");
                    return None;
                }
            }
        }
        if let Some(missing) = names.get(sections.len()) {
            self.wrong(last, "", format!("the section {missing} is missing"));
        }
        sections.try_into().ok()
    }

    /// Keys and values with their lines.
    fn meta(&mut self, section: &Section) -> Vec<(u64, String, String)> {
        let mut meta: Vec<(u64, String, String)> = Vec::new();
        for (at, (line, record)) in section.rows.iter().enumerate() {
            let (key, value) = (record.get(0).unwrap_or("").trim(), record.get(1).unwrap_or("").trim());
            if at == 0 {
                if (key, value) != ("key", "value") {
                    self.wrong(*line, "", "META begins with the line key;value");
                }
                continue;
            }
            if record.len() != 2 || key.is_empty() {
                self.wrong(
                    *line,
                    key,
                    "write a key and a value with one semicolon between; quote a value that has one",
                );
            } else if meta.iter().any(|(_, known, _)| known == key) {
                self.wrong(*line, key, "this key is there twice");
            } else {
                meta.push((*line, key.to_owned(), value.to_owned()));
            }
        }
        meta
    }

    fn kind(&mut self, meta: &[(u64, String, String)]) -> Option<(&'static str, Kind)> {
        let Some((line, _, word)) = meta.iter().find(|(_, key, _)| key == "vote_type") else {
            self.wrong(1, "vote_type", "missing: add one of approval, choose-1, ordinal, cumulative, scoring");
            return None;
        };
        let known = TYPES.into_iter().find(|(known, _)| known == word);
        if known.is_none() {
            let words = "is none of approval, choose-1, ordinal, cumulative, scoring";
            self.wrong(*line, "vote_type", format!("{word:?} {words}"));
        }
        let default = meta.iter().find(|(_, key, _)| key == "default_score");
        if let Some((line, _, value)) = default.filter(|(_, _, value)| parts(value, 6) != Some(0)) {
            self.wrong(
                *line,
                "default_score",
                format!("{value}: only 0 can be counted; list every project with its points"),
            );
        }
        known
    }

    /// A number of rows that META states.
    fn count(&mut self, meta: &[(u64, String, String)], key: &str, rows: usize, section: u64) {
        match meta.iter().find(|(_, known, _)| known == key) {
            None => self.odd(section, key, "META does not say it"),
            Some((line, _, stated)) if stated.parse() != Ok(rows) => {
                self.wrong(*line, key, format!("{stated} is stated, but there are {rows}"));
            }
            Some(_) => {}
        }
    }

    /// The columns of a section, with the line of each row.
    fn columns(&mut self, section: Section, first: &str) -> Option<(Columns, Vec<u64>)> {
        let mut rows = section.rows.into_iter();
        let Some((line, heads)) = rows.next() else {
            self.wrong(section.line, "", format!("a line of heads that begins with {first} is missing"));
            return None;
        };
        let heads: Vec<String> = heads.iter().map(|head| head.trim().to_owned()).collect();
        if heads.first().map(String::as_str) != Some(first) {
            self.wrong(line, "", format!("the first column must be {first}"));
            return None;
        }
        let mut known = HashSet::new();
        if let Some(twice) = heads.iter().find(|head| !known.insert(*head)) {
            self.wrong(line, twice, "this column is there twice");
            return None;
        }
        let (mut columns, mut lines) = (Columns { heads, rows: Vec::new() }, Vec::new());
        for (line, record) in rows {
            if record.len() != columns.heads.len() {
                let wanted = columns.heads.len();
                self.wrong(
                    line,
                    "",
                    format!("{} fields, but there are {wanted} heads; quote a field with a semicolon", record.len()),
                );
                continue;
            }
            columns.rows.push(record.iter().map(|cell| cell.trim().to_owned()).collect());
            lines.push(line);
        }
        Some((columns, lines))
    }
}

/// The most decimals that any of these numbers has.
fn most_decimals<'a>(numbers: impl Iterator<Item = &'a str>) -> u32 {
    numbers.filter_map(decimals).max().unwrap_or(0)
}
