//! Sheets: CSV that opens safely everywhere (RFC 4180, UTF-8).
//!
//! A cell with words that a spreadsheet would take for a formula is defused with an apostrophe in front. Numbers are
//! written by us and stay numbers, minus sign and all.

use csv::{QuoteStyle, Terminator, WriterBuilder};

/// One cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// A number.
    Number(i64),
    /// A number with four decimals.
    Decimal(f64),
    /// Words, from anywhere.
    Words(String),
    /// Nothing.
    Empty,
}

impl From<&str> for Cell {
    fn from(words: &str) -> Self {
        Self::Words(words.to_owned())
    }
}

impl From<String> for Cell {
    fn from(words: String) -> Self {
        Self::Words(words)
    }
}

impl From<i64> for Cell {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

/// Letters without width, behind which a formula could hide.
const UNSEEN: [char; 5] = ['\u{200b}', '\u{200c}', '\u{200d}', '\u{2060}', '\u{feff}'];

/// Words that no spreadsheet takes for a formula (OWASP, CSV injection).
pub fn defused(words: &str) -> String {
    let unseen = |letter: char| letter.is_whitespace() || letter.is_control() || UNSEEN.contains(&letter);
    let danger = words.starts_with(char::is_control)
        || words.trim_start_matches(unseen).starts_with(['=', '+', '-', '@', '|', '%']);
    if danger { format!("'{words}") } else { words.to_owned() }
}

/// A sheet that is being written.
pub struct Sheet(csv::Writer<Vec<u8>>);

/// A sheet could not be written.
#[derive(Debug, thiserror::Error)]
#[error("a sheet could not be written: {0}")]
pub struct NotWritten(String);

impl NotWritten {
    pub(crate) fn because(error: &impl std::fmt::Display) -> Self {
        Self(error.to_string())
    }

    /// What is wrong with a value, by its row (from 1) and its column; the column is empty where the whole row is meant.
    pub(crate) fn at(row: u64, column: &str, why: &str) -> Self {
        let column = if column.is_empty() { String::new() } else { format!(", column {column}") };
        Self(format!("row {row}{column}: {why}"))
    }
}

impl Sheet {
    /// A sheet with these heads.
    pub fn new<'a>(heads: impl IntoIterator<Item = &'a str>) -> Result<Self, NotWritten> {
        let writer = WriterBuilder::new()
            .terminator(Terminator::CRLF)
            .quote_style(QuoteStyle::Necessary)
            .from_writer(Vec::new());
        let mut sheet = Self(writer);
        sheet.row(heads.into_iter().map(Cell::from))?;
        Ok(sheet)
    }

    /// Adds a row.
    pub fn row(&mut self, cells: impl IntoIterator<Item = Cell>) -> Result<(), NotWritten> {
        let text = |cell| match cell {
            Cell::Number(number) => number.to_string(),
            Cell::Decimal(number) => format!("{number:.4}"),
            Cell::Words(words) => defused(&words),
            Cell::Empty => String::new(),
        };
        self.0.write_record(cells.into_iter().map(text)).map_err(|error| NotWritten::because(&error))
    }

    /// The whole sheet.
    pub fn finish(self) -> Result<Vec<u8>, NotWritten> {
        self.0.into_inner().map_err(|error| NotWritten::because(&error))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn formulas_are_words_and_numbers_are_numbers() {
        let mut sheet = Sheet::new(["a", "b"]).unwrap();
        sheet.row([Cell::Decimal(-0.5), Cell::Empty]).unwrap();
        sheet.row([Cell::Number(-9), Cell::from("=HYPERLINK(\"https://evil.example\")")]).unwrap();
        sheet.row([Cell::from(" @SUM(1)"), Cell::from("\u{b}=1")]).unwrap();
        let text = String::from_utf8(sheet.finish().unwrap()).unwrap();
        assert_eq!(
            text,
            "a,b\r\n-0.5000,\r\n-9,\"'=HYPERLINK(\"\"https://evil.example\"\")\"\r\n' @SUM(1),'\u{b}=1\r\n"
        );
    }

    proptest! {
        #[test]
        fn every_cell_comes_back_and_none_is_a_formula(cells in prop::collection::vec(".{0,20}", 1..5)) {
            let heads = vec!["h"; cells.len()];
            let mut sheet = Sheet::new(heads).unwrap();
            sheet.row(cells.iter().map(|cell| Cell::from(cell.as_str()))).unwrap();
            let bytes = sheet.finish().unwrap();
            let mut reader = csv::ReaderBuilder::new().from_reader(bytes.as_slice());
            let row = reader.records().next().unwrap().unwrap();
            for (read, cell) in row.iter().zip(&cells) {
                let defused = format!("'{cell}");
                prop_assert!(read == cell || read == defused);
                prop_assert!(!read.trim_start().starts_with(['=', '+', '-', '@']));
            }
        }
    }
}
