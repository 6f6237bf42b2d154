//! Research files: answers as codes and as labels, a codebook, the released tables, and a note on what was done to
//! protect people, in one ZIP.

use std::io::{Cursor, Write};

use domain::{
    disclosure::{Cell as Count, Report, SafeTable},
    export::{Variable, label},
    response::MissingCode,
};
use zip::{CompressionMethod, DateTime, ZipWriter, write::SimpleFileOptions};

use crate::sheet::{Cell, NotWritten, Sheet};

/// What a file is of, for its note.
#[derive(Clone, Debug, Default)]
pub struct About {
    /// The name of the survey.
    pub title: String,
    /// Who asked.
    pub owner: String,
    /// From when until when, in words.
    pub days: String,
    /// When the file was made, in words.
    pub made: String,
    /// The version of the program.
    pub program: String,
    /// Whether these are rehearsed answers.
    pub rehearsed: bool,
    /// What was left out, by its code.
    pub left_out: Vec<String>,
    /// What the person who asked said they need it for.
    pub purpose: String,
}

/// The answers: what every column is, one row of numbers for each response, and what was done.
pub struct Answers<'a> {
    /// The columns.
    pub variables: &'a [Variable],
    /// The rows.
    pub rows: &'a [Vec<i64>],
    /// What was done to make them safe.
    pub report: &'a Report,
}

/// A released table by its name, with the words of its categories.
pub struct Table<'a> {
    /// Its name.
    pub name: &'a str,
    /// The question.
    pub words: &'a str,
    /// The words of its categories.
    pub labels: Vec<String>,
    /// Its counts.
    pub table: &'a SafeTable,
    /// The last day whose answers are in it.
    pub up_to: String,
}

/// Everything in one ZIP. `texts` is released free text by question, in an order that says nothing.
///
/// # Errors
/// [`NotWritten`] when a file could not be put together.
pub fn package(
    about: &About,
    tables: &[Table<'_>],
    answers: Option<&Answers<'_>>,
    texts: &[(String, String)],
) -> Result<Vec<u8>, NotWritten> {
    let mut files = vec![("tables.csv", tables_sheet(tables)?)];
    if let Some(answers) = answers {
        files.push(("answers_codes.csv", codes_sheet(answers)?));
        files.push(("answers_labels.csv", labels_sheet(answers)?));
        files.push(("codebook.csv", codebook(answers.variables)?));
    }
    if !texts.is_empty() {
        let mut sheet = Sheet::new(["question", "words"])?;
        for (question, words) in texts {
            sheet.row([Cell::from(question.as_str()), Cell::from(words.as_str())])?;
        }
        files.push(("texts.csv", sheet.finish()?));
    }
    files.insert(0, ("README.txt", note(about, answers.map(|answers| answers.report)).into_bytes()));
    zipped(&files)
}

fn codes_sheet(answers: &Answers<'_>) -> Result<Vec<u8>, NotWritten> {
    let mut sheet = Sheet::new(heads(answers.variables))?;
    for (at, row) in (1_i64..).zip(answers.rows) {
        sheet.row(std::iter::once(at).chain(row.iter().copied()).map(Cell::Number))?;
    }
    sheet.finish()
}

fn labels_sheet(answers: &Answers<'_>) -> Result<Vec<u8>, NotWritten> {
    let mut sheet = Sheet::new(heads(answers.variables))?;
    for (at, row) in (1_i64..).zip(answers.rows) {
        let cells = row.iter().zip(answers.variables).map(|(number, variable)| Cell::Words(label(variable, *number)));
        sheet.row(std::iter::once(Cell::Number(at)).chain(cells))?;
    }
    sheet.finish()
}

fn heads(variables: &[Variable]) -> impl Iterator<Item = &str> {
    std::iter::once("row").chain(variables.iter().map(|variable| variable.name.as_str()))
}

fn codebook(variables: &[Variable]) -> Result<Vec<u8>, NotWritten> {
    let mut sheet =
        Sheet::new(["variable", "question_number", "question", "about_people", "code", "label", "missing"])?;
    for variable in variables {
        let mut line = |code: i64, label: &str, missing: &str| {
            sheet.row([
                Cell::from(variable.name.as_str()),
                Cell::from(variable.number.as_str()),
                Cell::from(variable.words.as_str()),
                Cell::from(if variable.key { "yes" } else { "no" }),
                Cell::Number(code),
                Cell::from(label),
                Cell::from(missing),
            ])
        };
        for (code, label) in &variable.codes {
            line(*code, label, "no")?;
        }
        for missing in MissingCode::ALL {
            line(i64::from(missing.number()), &missing.name().replace('-', " "), "yes")?;
        }
    }
    sheet.finish()
}

fn tables_sheet(tables: &[Table<'_>]) -> Result<Vec<u8>, NotWritten> {
    let mut sheet = Sheet::new(["table", "question", "category", "label", "answers", "up_to"])?;
    for one in tables {
        let [dimension] = one.table.dimensions() else { continue };
        let mut line = |code: &str, label: &str, count: Count| {
            let count = count.published().and_then(|count| i64::try_from(count).ok());
            sheet.row([
                Cell::from(one.name),
                Cell::from(one.words),
                Cell::from(code),
                Cell::from(label),
                count.map_or_else(|| Cell::from("withheld"), Cell::Number),
                Cell::from(one.up_to.as_str()),
            ])
        };
        for (at, code) in dimension.categories.iter().enumerate() {
            line(code, one.labels.get(at).map_or(code, String::as_str), one.table.count(&[Some(at)]))?;
        }
        line("(all)", "everybody who said", one.table.base())?;
        line("(not said)", "did not say", one.table.did_not_say(0))?;
    }
    sheet.finish()
}

fn note(about: &About, report: Option<&Report>) -> String {
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
    lines.extend(["", "What is in it", ""].map(String::from));
    lines.push(
        "tables.csv          counts that were released, rounded to multiples of 5; bases of 10 and more".to_owned(),
    );
    if let Some(report) = report {
        lines.push("answers_codes.csv   one row for each response, as numbers".to_owned());
        lines.push("answers_labels.csv  the same in words".to_owned());
        lines.push("codebook.csv        what every number means".to_owned());
        lines.extend(["", "What was done to protect people", ""].map(String::from));
        lines.extend(protection(about, report));
    }
    lines.extend(["", "Missing values", ""].map(String::from));
    lines.extend(MissingCode::ALL.map(|code| format!("{}  {}", code.number(), code.name().replace('-', " "))));
    lines.extend([
        "",
        "How to read it",
        "",
        "Files are UTF-8, with commas, rows ending in CR LF. A cell that a spreadsheet would take for a formula begins with",
        "an apostrophe. People chose themselves to answer: read shares beside the inclusion check of the survey, and do not",
        "give a margin of error as if people had been drawn by chance.",
        "",
    ].map(String::from));
    lines.join("\r\n")
}

fn protection(about: &About, report: &Report) -> Vec<String> {
    let suppressed: Vec<String> = report
        .suppressed
        .iter()
        .filter(|(_, count)| *count > 0)
        .map(|(code, count)| format!("{code}: {count}"))
        .collect();
    let none = |list: &[String]| if list.is_empty() { "nothing".to_owned() } else { list.join(", ") };
    vec![
        "Rows are in an order that says nothing; nothing says when, in which language or how somebody answered."
            .to_owned(),
        format!(
            "Every combination of who people are (about_people in the codebook) is shared by at least {} rows;",
            report.k
        ),
        format!("before, {} of {} rows were in smaller groups.", report.before.below_k, report.before.records),
        format!("Values withheld (code -5): {}.", none(&suppressed)),
        format!("Rows left out: {}.", report.removed),
        format!("Left out altogether: {}.", none(&about.left_out)),
    ]
}

fn zipped(files: &[(&str, Vec<u8>)]) -> Result<Vec<u8>, NotWritten> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    // The same content gives the same bytes: no clock in the archive.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    for (name, bytes) in files {
        zip.start_file(*name, options).map_err(|error| NotWritten::because(&error))?;
        zip.write_all(bytes).map_err(|error| NotWritten::because(&error))?;
    }
    Ok(zip.finish().map_err(|error| NotWritten::because(&error))?.into_inner())
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    #[test]
    fn a_package_holds_what_its_note_says() {
        let variable = Variable::of_codes("age", &[(1, "16 to 24"), (2, "=25 to 34")]);
        let report = Report {
            k: 5,
            before: domain::disclosure::Classes::default(),
            after: domain::disclosure::Classes::default(),
            suppressed: vec![("age".to_owned(), 1)],
            removed: 0,
        };
        let rows = [vec![2], vec![-5]];
        let answers = Answers { variables: &[variable], rows: &rows, report: &report };
        let about = About { title: "A survey".to_owned(), rehearsed: true, ..About::default() };
        let texts = [("q1".to_owned(), "=cmd".to_owned())];
        let bytes = package(&about, &[], Some(&answers), &texts).unwrap();
        assert_eq!(bytes, package(&about, &[], Some(&answers), &texts).unwrap());
        let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut read = |name: &str| {
            let mut text = String::new();
            zip.by_name(name).unwrap().read_to_string(&mut text).unwrap();
            text
        };
        assert_eq!(read("answers_codes.csv"), "row,age\r\n1,2\r\n2,-5\r\n");
        assert_eq!(read("answers_labels.csv"), "row,age\r\n1,'=25 to 34\r\n2,(suppressed)\r\n");
        assert_eq!(read("codebook.csv").lines().count(), 1 + 2 + 6);
        assert_eq!(read("texts.csv"), "question,words\r\nq1,'=cmd\r\n");
        assert!(read("README.txt").contains("REHEARSED"));
    }
}
