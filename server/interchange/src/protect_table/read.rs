//! Reading a table of counts.

use std::{collections::BTreeMap, io::Read};

use domain::disclosure::{MAX_CELLS, MAX_DIMENSIONS, suppress::Counts};
use thiserror::Error;

/// The largest file that is read, in bytes.
pub const LARGEST: u64 = 16 * 1024 * 1024;
/// How many faults are told one by one.
const TOLD: usize = 20;
/// What a total is called where the file has none.
const TOTAL: &str = "Total";

/// Where something is wrong: a row of the file, its header being row 1, and a column by its name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The row, from 1.
    pub row: Option<usize>,
    /// The column.
    pub column: Option<String>,
}

/// One thing that is wrong with a file.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{file}{}{}: {what}",
    .place.row.map(|row| format!(", row {row}")).unwrap_or_default(),
    .place.column.as_ref().map(|column| format!(", column {column}")).unwrap_or_default())]
pub struct Fault {
    /// The file.
    pub file: String,
    /// Where in it.
    pub place: Place,
    /// What is wrong, and what to do.
    pub what: String,
}

/// A table as it was read: exact counts, to be made safe and not shown.
#[derive(Clone, PartialEq, Eq)]
pub struct Table {
    /// The names of its dimensions.
    pub(super) names: Vec<String>,
    /// The name of the column of counts.
    pub(super) count: String,
    /// The categories of each dimension in the order of the file, and what its total is called.
    categories: Vec<(Vec<String>, String)>,
    pub(super) counts: Counts,
}

impl std::fmt::Debug for Table {
    /// The dimensions only: an exact count must not reach a log.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Table").field("names", &self.names).finish_non_exhaustive()
    }
}

impl Table {
    /// The categories of a cell by their names, totals among them.
    pub(super) fn labels(&self, cell: usize) -> Vec<&str> {
        let places = self.counts.categories(cell).into_iter().zip(&self.categories);
        places
            .map(|(at, (names, total))| at.and_then(|at| names.get(at)).map_or(total.as_str(), String::as_str))
            .collect()
    }
}

/// A row of the file.
struct Row {
    /// Its number in the file.
    number: usize,
    labels: Vec<String>,
    count: u64,
}

/// The table of a CSV file.
///
/// # Errors
/// The first faults by row and column: no count in a cell, one that is negative or no whole number, a cell that is there
/// twice or not at all, a total that is not the sum, too many dimensions or cells.
pub fn read(file: &str, from: impl Read) -> Result<Table, Vec<Fault>> {
    let fault = |row: Option<usize>, column: Option<&str>, what: &str| Fault {
        file: file.to_owned(),
        place: Place { row, column: column.map(str::to_owned) },
        what: what.to_owned(),
    };
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(from.take(LARGEST));
    let header: Vec<String> = match reader.headers() {
        Ok(header) => header.iter().map(|name| name.trim_start_matches('\u{feff}').to_owned()).collect(),
        Err(error) => return Err(vec![fault(Some(1), None, &format!("this is no CSV in UTF-8: {error}"))]),
    };
    let Some((count, names)) = header.split_last().filter(|(_, names)| (1..=MAX_DIMENSIONS).contains(&names.len()))
    else {
        let what = "give one to three columns of categories, and the count in the last column";
        return Err(vec![fault(Some(1), None, what)]);
    };
    if let Some(at) = (0..header.len()).find(|at| header[*at].is_empty() || header[..*at].contains(&header[*at])) {
        let what = format!("column {} needs a name that no other column has", at + 1);
        return Err(vec![fault(Some(1), None, &what)]);
    }
    let (mut rows, mut faults) = (Vec::new(), Vec::new());
    for (number, record) in (2..).zip(reader.records()) {
        match record {
            Err(error) => faults.push(fault(Some(number), None, &format!("this row cannot be read: {error}"))),
            Ok(record) => match row(&record, number, &header) {
                Ok(row) => rows.push(row),
                Err((column, what)) => faults.push(fault(Some(number), Some(&column), &what)),
            },
        }
        if faults.len() == TOLD || rows.len() > MAX_CELLS {
            break;
        }
    }
    if rows.len() > MAX_CELLS {
        faults.push(fault(None, None, &format!("it has more than {MAX_CELLS} rows: leave out a dimension")));
    }
    if rows.is_empty() && faults.is_empty() {
        faults.push(fault(None, None, "there is no row below the header: give one for each cell"));
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    let whole = |row: Option<usize>, what: &str| fault(row, Some(count), what);
    filled(names, count, &rows).map_err(|faults| faults.iter().map(|(row, what)| whole(*row, what)).collect())
}

/// A row, or the column that is wrong and why.
fn row(record: &csv::StringRecord, number: usize, header: &[String]) -> Result<Row, (String, String)> {
    let mut fields: Vec<String> = record.iter().map(str::to_owned).collect();
    let count = fields.pop().unwrap_or_default();
    if let Some(at) = fields.iter().position(String::is_empty) {
        return Err((header[at].clone(), "there is no category: write its name, or Total in a total".to_owned()));
    }
    let why = match count.parse::<u64>() {
        Ok(count) => return Ok(Row { number, labels: fields, count }),
        Err(_) if count.is_empty() => "there is no count: write 0 where nobody is counted".to_owned(),
        Err(_) if count.parse::<f64>().is_ok_and(|value| value < 0.0) => {
            format!("{count} is negative: people are counted from 0")
        }
        Err(_) if count.parse::<f64>().is_ok() => {
            format!("{count} is no whole number that can be counted: give counts of people, not weights or shares")
        }
        Err(_) => format!("{count:?} is no number: write digits only, without commas or marks"),
    };
    Err((header.last().cloned().unwrap_or_default(), why))
}

/// Whether a category is a total.
fn is_total(label: &str) -> bool {
    ["total", "all"].iter().any(|total| label.eq_ignore_ascii_case(total))
}

/// The table that these rows fill, or the rows that are wrong and why.
fn filled(names: &[String], count: &str, rows: &[Row]) -> Result<Table, Vec<(Option<usize>, String)>> {
    let mut categories: Vec<(Vec<String>, String)> = vec![(Vec::new(), TOTAL.to_owned()); names.len()];
    let mut places: Vec<BTreeMap<&str, usize>> = vec![BTreeMap::new(); names.len()];
    for (at, label) in rows.iter().flat_map(|row| row.labels.iter().enumerate()) {
        if is_total(label) {
            categories[at].1.clone_from(label);
        } else if !places[at].contains_key(label.as_str()) {
            places[at].insert(label, categories[at].0.len());
            categories[at].0.push(label.clone());
        }
    }
    let sizes: Vec<usize> = categories.iter().map(|(names, _)| names.len()).collect();
    if let Some(at) = sizes.iter().position(|size| *size == 0) {
        return Err(vec![(None, format!("{} has totals only: give a row for each category", names[at]))]);
    }
    let cells = sizes.iter().try_fold(1_usize, |cells, size| cells.checked_mul(size + 1));
    if cells.is_none_or(|cells| cells > MAX_CELLS) {
        let what = format!("it would have more than {MAX_CELLS} cells with its totals: merge categories");
        return Err(vec![(None, what)]);
    }
    let mut inner: Vec<Option<u64>> = vec![None; sizes.iter().product()];
    let mut totals: BTreeMap<Vec<Option<usize>>, &Row> = BTreeMap::new();
    let mut faults = Vec::new();
    for row in rows {
        let at: Vec<Option<usize>> =
            row.labels.iter().zip(&places).map(|(label, of)| of.get(label.as_str()).copied()).collect();
        let cell = at.iter().zip(&sizes).try_fold(0, |cell, (at, size)| Some(cell * size + (*at)?));
        let twice = match cell {
            Some(cell) => inner[cell].replace(row.count).is_some(),
            None => totals.insert(at, row).is_some(),
        };
        if twice {
            faults.push((Some(row.number), format!("{} is there twice: keep one row", row.labels.join(", "))));
        }
    }
    let missing = (0..inner.len()).filter(|cell| inner[*cell].is_none());
    faults.extend(missing.map(|cell| {
        let label = label(&categories, cell);
        (None, format!("there is no row for {label}: add it, with 0 where nobody is counted"))
    }));
    if faults.is_empty() {
        let counts: Vec<u64> = inner.into_iter().flatten().collect();
        let Some(counts) = Counts::new(&sizes, &counts) else {
            return Err(vec![(None, "the counts add up to more than can be counted: look for a wrong one".to_owned())]);
        };
        faults = other_sums(&counts, &totals);
        if faults.is_empty() {
            return Ok(Table { names: names.to_vec(), count: count.to_owned(), categories, counts });
        }
    }
    faults.truncate(TOLD);
    Err(faults)
}

/// The categories of a cell without totals, as they are in its row.
fn label(categories: &[(Vec<String>, String)], cell: usize) -> String {
    let (mut rest, mut labels): (usize, Vec<&str>) = (cell, Vec::new());
    for (names, _) in categories.iter().rev() {
        labels.extend(names.get(rest % names.len()).map(String::as_str));
        rest /= names.len();
    }
    labels.reverse();
    labels.join(", ")
}

/// The totals that are not the sums of their parts.
fn other_sums(counts: &Counts, totals: &BTreeMap<Vec<Option<usize>>, &Row>) -> Vec<(Option<usize>, String)> {
    let wrong = |(at, count): (usize, &u64)| {
        let row = totals.get(&counts.categories(at)).filter(|row| row.count != *count)?;
        Some((Some(row.number), "this total is not the sum of its parts: correct it, or leave totals out".to_owned()))
    };
    counts.counts().iter().enumerate().filter_map(wrong).collect()
}
