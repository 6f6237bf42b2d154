//! The research package: one ZIP with the answers in every format that people work with, what each number means, how the
//! data came about, what was done to protect people, and a digest of every file.
//!
//! Rows are read from a source that can be read again, once for each format, and written as they come: a package of a
//! million rows needs little memory. The same contents give the same bytes: no clock and no randomness is asked.

mod check;
mod codebook;
mod csvw;
mod ddi;
mod delimited;
mod frictionless;
mod json;
mod manifest;
mod markup;
mod method;
mod name;
mod note;
mod parcel;
mod parquet;
mod rows;
mod sav;
mod syntax;
mod table;
mod variable;
mod xlsx;

use std::io::{Cursor, Seek, Write};

use jiff::civil::Date;

use self::{check::Profile, parcel::Parcel, rows::Numbered};
pub use self::{
    parcel::Written,
    rows::{Codes, Rows, Value},
    table::Table,
    variable::{Kind, Role, Variable},
};
use crate::sheet::{Cell, NotWritten, Sheet};

/// How counts are protected unless something else is said.
const ROUNDED: &str = "rounded to multiples of 5";

/// What a package is of.
#[derive(Clone, Debug, Default)]
pub struct About {
    /// The name of the survey.
    pub title: String,
    /// Its short name in addresses, which identifies it.
    pub code: String,
    /// Who asked.
    pub owner: String,
    /// From when until when, in words.
    pub days: String,
    /// The first and the last day on which people could answer.
    pub collected: Option<(Date, Date)>,
    /// The day on which the package was made.
    pub made: Date,
    /// The version of the program.
    pub program: String,
    /// Whether these are rehearsed answers.
    pub rehearsed: bool,
    /// What was left out, by its code.
    pub left_out: Vec<String>,
    /// What the person who asked said they need it for.
    pub purpose: String,
    /// What may be done with it: a sentence for each term; empty where none were agreed.
    pub terms: Vec<String>,
    /// Whom the answers are about, in words.
    pub universe: String,
    /// How the data came about.
    pub method: Method,
    /// What was done to protect people; none where only tables are in the package.
    pub protection: Option<Protection>,
    /// How the counts of tables are protected, in words; empty for the usual way.
    pub counts: String,
    /// The report on what risk remains, a whole HTML page; none where nobody made one.
    pub risk: Option<String>,
}

impl About {
    /// How the counts of tables are protected.
    fn counts(&self) -> &str {
        if self.counts.is_empty() { ROUNDED } else { &self.counts }
    }
}

/// How the data came about, for the method note.
#[derive(Clone, Debug, Default)]
pub struct Method {
    /// How people came to answer: one paragraph each.
    pub how: Vec<String>,
    /// Counts from invited to released, in that order, each with its name.
    pub rates: Vec<(String, String)>,
    /// What changed between versions of the questionnaire, one sentence each.
    pub changes: Vec<String>,
    /// How weights were made; empty where there are none.
    pub weights: Vec<String>,
}

/// What was done to protect the people in the rows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Protection {
    /// How many rows share every combination of the keys at least.
    pub k: u64,
    /// How many different values every class of the sensitive variables has at least.
    pub l: Option<u64>,
    /// How far the values of a class may lie from those of all rows.
    pub t: Option<f64>,
    /// The variables that `l` and `t` were promised for.
    pub sensitive: Vec<String>,
    /// Everything that was done, in sentences.
    pub words: Vec<String>,
}

/// The answers: what every column is, and one row for each response.
pub struct Answers<'a> {
    /// The columns.
    pub variables: &'a [Variable],
    /// The rows.
    pub rows: &'a dyn Rows,
}

/// Everything that a package holds.
pub struct Contents<'a> {
    /// What it is of.
    pub about: &'a About,
    /// The released tables.
    pub tables: &'a [Table],
    /// The answers; none while only tables may be given.
    pub answers: Option<Answers<'a>>,
    /// Released free text by question, in an order that says nothing.
    pub texts: &'a [(String, String)],
}

/// Writes a package as a ZIP and says what is in it.
///
/// # Errors
/// [`NotWritten`] when a row does not fit its columns, with the row and the column, or when writing fails.
pub fn write<W: Write + Seek + Send>(out: W, contents: &Contents<'_>) -> Result<Vec<Written>, NotWritten> {
    let mut parcel = Parcel::new(out);
    let about = contents.about;
    let note = note::note(contents);
    parcel.file("README.txt", "What is in this package, in short", |out| put(out, note.as_bytes()))?;
    let tables = table::sheet(contents.tables)?;
    parcel.file("tables.csv", "The released tables of the results", |out| put(out, &tables))?;
    if !contents.texts.is_empty() {
        let texts = texts(contents.texts)?;
        parcel.file("texts.csv", "Released free text", |out| put(out, &texts))?;
    }
    if let Some(answers) = &contents.answers {
        let variables = variable::with_row(answers.variables);
        let rows = Numbered(answers.rows);
        let profile = Profile::of(&variables, &rows)?;
        let data = Data { about, variables: &variables, rows: &rows, profile: &profile };
        formats(&mut parcel, &data)?;
        descriptions(&mut parcel, &data)?;
    }
    let method = method::page(contents);
    parcel.file("method.html", "How the data came about and what was done to protect people", |out| {
        put(out, method.as_bytes())
    })?;
    if let Some(risk) = &about.risk {
        parcel.file("risk-report.html", "Which risk remains, and what was lost", |out| put(out, risk.as_bytes()))?;
    }
    manifest::close(parcel, contents)
}

/// A package in memory.
///
/// # Errors
/// As [`write`].
pub fn package(contents: &Contents<'_>) -> Result<Vec<u8>, NotWritten> {
    let mut bytes = Cursor::new(Vec::new());
    write(&mut bytes, contents)?;
    Ok(bytes.into_inner())
}

/// What the writers of formats work on. The first variable is the number of the row.
struct Data<'a> {
    about: &'a About,
    variables: &'a [Variable],
    rows: &'a Numbered<'a>,
    profile: &'a Profile,
}

impl Data<'_> {
    /// The place of the weight that programs may use by themselves, if there is one.
    fn weight(&self) -> Option<usize> {
        self.variables.iter().position(|variable| variable.role == Role::Weight)
    }

    /// Every variable with what was counted of it.
    fn columns(&self) -> impl Iterator<Item = (&Variable, &check::Column)> {
        self.variables.iter().zip(&self.profile.columns)
    }
}

/// The answers in every format.
fn formats<W: Write + Seek + Send>(parcel: &mut Parcel<W>, data: &Data<'_>) -> Result<(), NotWritten> {
    parcel.allow_large(data.profile.rows.saturating_mul(data.variables.len() as u64) > 50_000_000);
    parcel.file("data.csv", "The answers as codes", |out| delimited::codes(out, data))?;
    parcel.file("data-labels.csv", "The answers in words", |out| delimited::labels(out, data))?;
    parcel.stored("data.xlsx", "The answers as codes, with notes and the codebook, as a workbook", |out| {
        xlsx::write(out, data)
    })?;
    parcel.file("data.sav", "The answers for SPSS and PSPP, with labels and missing values", |out| {
        sav::write(out, data)
    })?;
    parcel.stored("data.parquet", "The answers as Parquet", |out| parquet::write(out, data))?;
    parcel.file("data.json", "The answers as JSON: columns, then data, a list for each row", |out| {
        json::write(out, data)
    })?;
    parcel.allow_large(false);
    Ok(())
}

/// What each number means, for people and for programs.
fn descriptions<W: Write + Seek + Send>(parcel: &mut Parcel<W>, data: &Data<'_>) -> Result<(), NotWritten> {
    let texts = [
        ("data.sps", "Syntax for SPSS and PSPP that reads data.csv with labels", syntax::spss(data)),
        ("data.do", "Commands for Stata that read data.csv with labels", syntax::stata(data)),
        ("data.R", "A script for R that reads data.csv with labels", syntax::r(data)),
        ("codebook.html", "What every number means, to read or print", codebook::page(data)),
        ("ddi-codebook.xml", "The codebook as DDI-Codebook 2.5", ddi::document(data)),
        ("data.csv-metadata.json", "What is in data.csv, as CSV on the Web", csvw::metadata(data)),
    ];
    let sheet = codebook::sheet(data)?;
    parcel.file("codebook.csv", "What every number means, as a table", |out| put(out, &sheet))?;
    for (name, what, text) in texts {
        parcel.file(name, what, |out| put(out, text.as_bytes()))?;
    }
    let described = frictionless::descriptor(data, parcel.written());
    parcel.file("datapackage.json", "What is in data.csv, as a Frictionless data package", |out| {
        put(out, described.as_bytes())
    })
}

fn texts(texts: &[(String, String)]) -> Result<Vec<u8>, NotWritten> {
    let mut sheet = Sheet::new(["question", "words"])?;
    for (question, words) in texts {
        sheet.row([Cell::from(question.as_str()), Cell::from(words.as_str())])?;
    }
    sheet.finish()
}

/// Writes bytes.
fn put(out: &mut dyn Write, bytes: &[u8]) -> Result<(), NotWritten> {
    out.write_all(bytes).map_err(|error| NotWritten::because(&error))
}

#[cfg(test)]
mod tests;
