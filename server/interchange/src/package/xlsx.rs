//! `data.xlsx`: a workbook that a screen reader can follow. Notes come first; every other sheet holds one named table
//! with its heads in the first row, no merged and no empty cells. Words are words: none is ever a formula.
//!
//! A workbook is a ZIP of XML files (ECMA-376); it is written as it comes, sheet after sheet.

mod parts;

use zip::{
    CompressionMethod, ZipWriter,
    write::{SimpleFileOptions, StreamWriter},
};

use super::{
    Data,
    codebook::{self, Line},
    delimited::number,
    markup::escaped,
    note,
    parcel::{Out, options},
    put,
    rows::{Rows, Value},
};
use crate::sheet::{NotWritten, defused};

/// The most rows of a sheet below its heads.
const ROWS_MOST: u64 = 1_048_575;
/// Below this many bytes of one sheet, which Excel reads without zip64, sheets are never cut.
const BYTES_MOST: u64 = 3_500_000_000;
/// What a cell takes at most where it holds a code, in bytes.
const CELL: u64 = 44;

type Zip<'a, 'b> = ZipWriter<StreamWriter<&'a mut Out<'b>>>;

/// A sheet: its name, and its table.
struct Sheet {
    name: String,
    table: Option<Table>,
}

/// A table: where it is, and its heads.
struct Table {
    name: String,
    rows: u64,
    heads: Vec<String>,
}

/// Writes the workbook.
pub(super) fn write(out: &mut Out<'_>, data: &Data<'_>) -> Result<(), NotWritten> {
    let mut zip = ZipWriter::new_stream(out);
    let sheets = sheets(data);
    for (name, text) in parts::before(data.about, &sheets) {
        start(&mut zip, &name)?;
        put(&mut zip, text.as_bytes())?;
    }
    notes(&mut zip, data)?;
    variables(&mut zip, data)?;
    values(&mut zip, data)?;
    rows(&mut zip, data, &sheets)?;
    for (at, sheet) in (1_usize..).zip(&sheets) {
        for (name, text) in parts::after(at, sheet) {
            start(&mut zip, &name)?;
            put(&mut zip, text.as_bytes())?;
        }
    }
    zip.finish().map_err(|error| NotWritten::because(&error))?;
    Ok(())
}

fn start(zip: &mut Zip<'_, '_>, name: &str) -> Result<(), NotWritten> {
    let options: SimpleFileOptions = options(CompressionMethod::Deflated);
    zip.start_file(name, options).map_err(|error| NotWritten::because(&error))
}

/// The sheets in order: notes, variables, values, and the rows on as few sheets as they fit on.
fn sheets(data: &Data<'_>) -> Vec<Sheet> {
    let of = |name: &str, rows: u64, heads: Vec<String>| Sheet {
        name: name.to_owned(),
        table: (rows > 0).then(|| Table { name: format!("T_{}", name.replace(' ', "_")), rows, heads }),
    };
    let lines = codebook::lines(data).count() as u64;
    let mut sheets = vec![
        Sheet { name: "Notes".to_owned(), table: None },
        of("Variables", data.variables.len() as u64, VARIABLES.map(String::from).to_vec()),
        of("Values", lines, VALUES.map(String::from).to_vec()),
    ];
    let names: Vec<String> = data.variables.iter().map(|variable| variable.name.clone()).collect();
    let most = most(data);
    let mut left = data.profile.rows;
    let many = left > most;
    for part in 1_u64.. {
        let here = left.min(most);
        let name = if many { format!("Data {part}") } else { "Data".to_owned() };
        sheets.push(of(&name, here, names.clone()));
        left -= here;
        if left == 0 {
            break;
        }
    }
    sheets
}

fn most(data: &Data<'_>) -> u64 {
    let words: u64 = data.profile.columns.iter().map(|column| 6 * column.longest as u64).sum();
    let row = 40 + CELL * data.variables.len() as u64 + words;
    ROWS_MOST.min((BYTES_MOST / row).max(1))
}

const VARIABLES: [&str; 8] = ["Variable", "Number", "Question", "Question in Gaelic", "Kind", "Use", "Asked", "Valid"];
const VALUES: [&str; 5] = ["Variable", "Code", "Label", "Missing", "Rows"];

/// One cell.
enum Cell<'a> {
    Number(i64),
    Real(f64),
    Words(&'a str),
    Head(&'a str),
}

fn notes(zip: &mut Zip<'_, '_>, data: &Data<'_>) -> Result<(), NotWritten> {
    let mut sheet = Writing::start(zip, 1, &[100], false)?;
    sheet.row(std::iter::once(Cell::Head(&data.about.title)))?;
    for line in note::workbook(data) {
        sheet.row(std::iter::once(Cell::Words(&line)))?;
    }
    sheet.end(false)
}

fn variables(zip: &mut Zip<'_, '_>, data: &Data<'_>) -> Result<(), NotWritten> {
    let mut sheet = Writing::start(zip, 2, &[24, 10, 60, 40, 14, 14, 30, 10], true)?;
    sheet.row(VARIABLES.iter().map(|head| Cell::Head(head)))?;
    for (variable, column) in data.columns() {
        let or = |words: &str, other: &str| if words.is_empty() { other.to_owned() } else { words.to_owned() };
        let (number, gaelic) = (or(&variable.number, "none"), or(&variable.gaelic, "none"));
        let asked = or(&variable.universe, "everybody");
        sheet.row([
            Cell::Words(&variable.name),
            Cell::Words(&number),
            Cell::Words(&variable.question),
            Cell::Words(&gaelic),
            Cell::Words(variable.kind_word()),
            Cell::Words(variable.role_word()),
            Cell::Words(&asked),
            Cell::Number(i64::try_from(column.valid).unwrap_or(i64::MAX)),
        ])?;
    }
    sheet.end(true)
}

fn values(zip: &mut Zip<'_, '_>, data: &Data<'_>) -> Result<(), NotWritten> {
    let mut sheet = Writing::start(zip, 3, &[24, 10, 60, 10, 12], true)?;
    sheet.row(VALUES.iter().map(|head| Cell::Head(head)))?;
    let mut some = false;
    for Line { variable, code, label, missing, count } in codebook::lines(data) {
        some = true;
        sheet.row([
            Cell::Words(&variable.name),
            Cell::Number(code),
            Cell::Words(&label),
            Cell::Words(if missing { "yes" } else { "no" }),
            Cell::Number(i64::try_from(count).unwrap_or(i64::MAX)),
        ])?;
    }
    sheet.end(some)
}

/// The rows as codes, on as many sheets as they need.
fn rows(zip: &mut Zip<'_, '_>, data: &Data<'_>, sheets: &[Sheet]) -> Result<(), NotWritten> {
    let widths: Vec<usize> = data.variables.iter().map(|variable| variable.name.len().clamp(8, 34) + 2).collect();
    let mut at = 4;
    let mut left = sheets.get(at - 1).and_then(|sheet| sheet.table.as_ref()).map_or(0, |table| table.rows);
    let some = left > 0;
    let mut sheet = Writing::start(zip, at, &widths, true)?;
    let heads = || data.variables.iter().map(|variable| Cell::Head(&variable.name));
    sheet.row(heads())?;
    data.rows.each(&mut |row| {
        if left == 0 {
            sheet.finish(true)?;
            at += 1;
            left = sheets.get(at - 1).and_then(|sheet| sheet.table.as_ref()).map_or(0, |table| table.rows);
            sheet.again(at, &widths)?;
            sheet.row(heads())?;
        }
        left = left.saturating_sub(1);
        sheet.row(row.iter().map(|value| match value {
            Value::Code(code) => Cell::Number(*code),
            Value::Real(real) => Cell::Real(*real),
            Value::Words(words) => Cell::Words(words),
        }))
    })?;
    sheet.end(some)
}

/// A sheet that is being written.
struct Writing<'z, 'a, 'b> {
    zip: &'z mut Zip<'a, 'b>,
    row: i64,
    columns: Vec<String>,
    line: Vec<u8>,
}

impl<'z, 'a, 'b> Writing<'z, 'a, 'b> {
    fn start(zip: &'z mut Zip<'a, 'b>, at: usize, widths: &[usize], heads: bool) -> Result<Self, NotWritten> {
        start(zip, &format!("xl/worksheets/sheet{at}.xml"))?;
        put(zip, parts::sheet_begin(widths, heads).as_bytes())?;
        let columns = (0..widths.len()).map(parts::letters).collect();
        Ok(Self { zip, row: 0, columns, line: Vec::with_capacity(1 << 16) })
    }

    /// The next sheet.
    fn again(&mut self, at: usize, widths: &[usize]) -> Result<(), NotWritten> {
        start(self.zip, &format!("xl/worksheets/sheet{at}.xml"))?;
        put(self.zip, parts::sheet_begin(widths, true).as_bytes())?;
        self.row = 0;
        Ok(())
    }

    fn row<'c>(&mut self, cells: impl IntoIterator<Item = Cell<'c>>) -> Result<(), NotWritten> {
        self.row += 1;
        let line = &mut self.line;
        line.extend_from_slice(b"<row r=\"");
        number(line, self.row);
        line.extend_from_slice(b"\">");
        for (letters, cell) in self.columns.iter().zip(cells) {
            line.extend_from_slice(b"<c r=\"");
            line.extend_from_slice(letters.as_bytes());
            number(line, self.row);
            one(line, &cell);
        }
        line.extend_from_slice(b"</row>");
        if self.line.len() > 1 << 15 { self.flush() } else { Ok(()) }
    }

    fn flush(&mut self) -> Result<(), NotWritten> {
        put(self.zip, &self.line)?;
        self.line.clear();
        Ok(())
    }

    fn finish(&mut self, table: bool) -> Result<(), NotWritten> {
        self.flush()?;
        put(self.zip, parts::sheet_end(table).as_bytes())
    }

    fn end(mut self, table: bool) -> Result<(), NotWritten> {
        self.finish(table)
    }
}

/// The rest of a cell after its place.
fn one(line: &mut Vec<u8>, cell: &Cell<'_>) {
    let mut words = |style: &str, words: &str| {
        line.extend_from_slice(format!("\"{style} t=\"inlineStr\"><is><t xml:space=\"preserve\">").as_bytes());
        line.extend_from_slice(escaped(&defused(super::markup::fitting(words, 32_000))).as_bytes());
        line.extend_from_slice(b"</t></is></c>");
    };
    match cell {
        Cell::Words(text) => words(" s=\"2\"", text),
        Cell::Head(text) => words(" s=\"1\"", text),
        Cell::Number(code) => {
            line.extend_from_slice(b"\"><v>");
            number(line, *code);
            line.extend_from_slice(b"</v></c>");
        }
        Cell::Real(real) => line.extend_from_slice(format!("\"><v>{real}</v></c>").as_bytes()),
    }
}
