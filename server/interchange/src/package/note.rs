//! `README.txt`, and the notes at the front of the workbook.

use domain::response::MissingCode;

use super::{About, Contents, Data};

const ANSWERS: [&str; 12] = [
    "data.csv            one row for each response, as codes (data-labels.csv: in words)",
    "data.xlsx           the same as a workbook: notes, variables, values, data",
    "data.sav            the same for SPSS and PSPP, with labels and missing values",
    "data.parquet        the same for Python, R, DuckDB",
    "data.json           the same as lists",
    "data.sps            reads data.csv in SPSS and PSPP; data.do in Stata; data.R in R",
    "codebook.html       what every number means, to read or print (codebook.csv: as a table)",
    "ddi-codebook.xml    the same as DDI-Codebook 2.5",
    "datapackage.json    the same as a Frictionless data package; data.csv-metadata.json as CSV on the Web",
    "method.html         how the data came about, and what was done to protect people",
    "manifest.json       what is in this package and what made it, with SHA-256 digests",
    "SHA256SUMS          the digests again: sha256sum -c SHA256SUMS",
];

/// The note of a package.
pub(super) fn note(contents: &Contents<'_>) -> String {
    let about = contents.about;
    let mut lines = first(about);
    lines.extend(["", "What is in it", ""].map(String::from));
    lines.push(format!("tables.csv          counts that were released, {}; bases of 10 and more", about.counts()));
    if !contents.texts.is_empty() {
        lines.push("texts.csv           what people wrote, released by two people".to_owned());
    }
    match &contents.answers {
        Some(_) => lines.extend(ANSWERS.map(String::from)),
        None => lines.extend(ANSWERS.iter().rev().take(3).rev().map(|line| (*line).to_owned())),
    }
    if about.risk.is_some() {
        lines.push("risk-report.html    which risk remains, and what was lost".to_owned());
    }
    lines.extend(protection(about));
    lines.extend(["", "Missing values", ""].map(String::from));
    lines.extend(missing());
    lines.extend(["", "How to read it", ""].map(String::from));
    lines.extend(reading().map(String::from));
    lines.push(String::new());
    lines.join("\r\n")
}

/// The notes of the workbook, a line each, none empty.
pub(super) fn workbook(data: &Data<'_>) -> Vec<String> {
    let mut lines = first(data.about);
    lines.push(
        "Sheet Variables: what every column is. Sheet Values: what every code means. Sheet Data: the rows.".into(),
    );
    lines.extend(protection(data.about));
    lines.push("Missing values:".to_owned());
    lines.extend(missing());
    lines.extend(reading().map(String::from));
    lines.retain(|line| !line.is_empty());
    lines.drain(..1);
    lines
}

fn first(about: &About) -> Vec<String> {
    let mut lines = vec![
        about.title.clone(),
        String::new(),
        format!("Asked by: {}", about.owner),
        format!("Open: {}", about.days),
        format!("File made: {}, by Folkmoot {}", about.made, about.program),
        format!("Asked for because: {}", about.purpose),
    ];
    if about.rehearsed {
        lines.push("These answers are REHEARSED. Nobody gave them. They are no result of anything.".to_owned());
    }
    if !about.terms.is_empty() {
        lines.push(format!("Terms: {}", about.terms.join(" ")));
    }
    lines
}

fn protection(about: &About) -> Vec<String> {
    let Some(protection) = &about.protection else { return Vec::new() };
    let mut lines = ["", "What was done to protect people", ""].map(String::from).to_vec();
    lines.extend(protection.words.iter().cloned());
    lines.push(format!("Left out altogether: {}.", left_out(about)));
    lines
}

/// What was left out, in words.
pub(super) fn left_out(about: &About) -> String {
    if about.left_out.is_empty() { "nothing".to_owned() } else { about.left_out.join(", ") }
}

fn missing() -> impl Iterator<Item = String> {
    MissingCode::ALL.into_iter().map(|code| format!("{}  {}", code.number(), code.name().replace('-', " ")))
}

fn reading() -> [&'static str; 4] {
    [
        "Files are UTF-8; CSV has commas and rows that end in CR LF. In CSV and in the workbook, words that a spreadsheet",
        "would take for a formula begin with an apostrophe. In data.csv words stand on one line: a space is where a line",
        "broke; data.sav, data.parquet and data.json have words as they were written. People chose themselves to answer: read shares beside the",
        "inclusion check of the survey, and do not give a margin of error as if people had been drawn by chance.",
    ]
}
