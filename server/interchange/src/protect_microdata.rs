//! Records of people in, records that may be released out: any CSV, and a JSON specification of what somebody outside
//! could know, what must not be given away, and how coarse values may become.
//!
//! The file is read once and kept as codes, so that a million rows of ten columns take some tens of megabytes. Columns
//! that the specification does not name are dropped. An empty value is a value of its own; a suppressed one is written
//! as `(suppressed)`, a column without any detail left as `*`. Words that a spreadsheet would take for a formula are
//! defused. The rows that are written stand in an order that only the seed knows.

mod change;
mod records;
mod report;
mod spec;
#[cfg(test)]
mod tests;

use std::{
    fmt,
    io::{Read, Write},
};

use domain::disclosure::microdata::{self, NotProtected, Protected};

use self::records::Records;
pub use self::{report::Report, spec::Spec};
use crate::sheet::defused;

/// A suppressed value in the released file.
pub const SUPPRESSED: &str = "(suppressed)";

/// The name of the column of weights in the released file.
pub const WEIGHT: &str = "weight";

/// What is wrong with a file: where, and what helps.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct Fault {
    /// The file's name.
    pub file: String,
    /// The row, where the header is row 1.
    pub row: Option<u64>,
    /// The column, by its name.
    pub column: Option<String>,
    /// What is wrong and what helps, in words.
    pub what: String,
}

impl Fault {
    fn of(file: &str, what: impl Into<String>) -> Self {
        Self { file: file.to_owned(), row: None, column: None, what: what.into() }
    }

    fn in_column(file: &str, column: &str, what: impl Into<String>) -> Self {
        Self { column: Some(column.to_owned()), ..Self::of(file, what) }
    }

    fn at(file: &str, row: u64, column: &str, what: impl Into<String>) -> Self {
        Self { row: Some(row), ..Self::in_column(file, column, what) }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let Some(row) = self.row {
            write!(f, ", row {row}")?;
        }
        if let Some(column) = &self.column {
            write!(f, ", column {column}")?;
        }
        write!(f, ": {}", self.what)
    }
}

/// At most so many faults are named.
const MOST_FAULTS: usize = 20;

/// Protects records. `file` is what faults call the CSV; `out` gets the released CSV, and nothing when
/// anything is wrong.
///
/// # Errors
/// What is wrong with the records or the specification, or why no release meets it.
pub fn protect(file: &str, csv: impl Read, spec: &Spec, out: &mut impl Write) -> Result<Report, Vec<Fault>> {
    let mut records = Records::read(file, csv, spec)?;
    let changed = change::change(file, spec, &mut records)?;
    let keys = records.keys(file, spec)?;
    let sensitive = records.sensitive(spec);
    let demands = spec.demands();
    let parts = microdata::Records { keys: &keys, sensitive: &sensitive, weights: None, population: spec.population() };
    let safe = microdata::protect_records(&parts, &demands).map_err(|why| vec![not_protected(file, spec, &why)])?;
    let weights = records.weights(spec, &safe);
    let report = Report::of(spec, &records, &safe, changed, weights.as_ref());
    write(spec, &records, &safe, weights.as_ref().and_then(|weights| weights.as_ref().ok()), out)
        .map_err(|error| vec![Fault::of("the released file", format!("it cannot be written: {error}"))])?;
    Ok(report)
}

fn not_protected(file: &str, spec: &Spec, why: &NotProtected) -> Fault {
    match why {
        NotProtected::Records(_) => {
            Fault::of(spec::FILE, "it needs one to eight quasi-identifiers, and k of 5 or more".to_owned())
        }
        NotProtected::TooFew(records) => Fault::of(
            file,
            format!("{records} records cannot hide anybody among {}: release a table instead", spec.demands().k),
        ),
        NotProtected::Values(column) => {
            Fault::in_column(file, column, "there are too many different values or combinations: join values first")
        }
        NotProtected::Nodes => {
            Fault::of(spec::FILE, "there are more combinations of levels than can be looked at: take some levels out")
        }
        NotProtected::Alike(column) => Fault::in_column(
            file,
            column,
            "all records together are not as diverse as every group should be (all the same, or nothing said): leave \
             the column out, or ask for less",
        ),
        NotProtected::Nowhere => Fault::of(
            spec::FILE,
            "no levels meet it within the limits of suppression: let every quasi-identifier end in \"*\", or allow more \
             suppression",
        ),
    }
}

fn write(
    spec: &Spec,
    records: &Records,
    safe: &Protected,
    weights: Option<&Vec<f64>>,
    out: &mut impl Write,
) -> Result<(), csv::Error> {
    let mut sheet = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
    let others: Vec<usize> = spec.others().filter_map(|column| records.place(column)).collect();
    let heads = spec.keys().chain(others.iter().map(|at| records.name(*at)));
    let heads = heads.chain(weights.map(|_| WEIGHT)).map(defused);
    sheet.write_record(heads)?;
    for at in microdata::order(safe.kept.len(), spec.seed("order")) {
        let Some(row) = safe.kept.get(at) else { continue };
        let keys = safe.columns.iter().enumerate().map(|(key, column)| match column.get(at).copied().flatten() {
            Some(code) => records.label(key, safe.levels[key], code),
            None => SUPPRESSED.to_owned(),
        });
        let answers = others.iter().map(|column| records.value(*column, *row).to_owned());
        let weight = weights.and_then(|weights| weights.get(at)).map(f64::to_string);
        sheet.write_record(keys.chain(answers).chain(weight).map(|value| plain(&value)))?;
    }
    sheet.flush()?;
    Ok(())
}

/// Numbers stay numbers; everything else that could be a formula is defused.
fn plain(value: &str) -> String {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let unsigned = value.strip_prefix('-').unwrap_or(value);
    let number = match unsigned.split_once('.') {
        Some((whole, part)) => digits(whole) && digits(part),
        None => digits(unsigned),
    };
    if number { value.to_owned() } else { defused(value) }
}
