//! Records: comma-separated values (RFC 4180) from anywhere, one record at a time.
//!
//! Line ends inside quotation marks are part of a field, as in free text, and empty lines are no records; both are
//! counted so that a row has the number that a spreadsheet shows. Fields may be separated by commas, semicolons or
//! tabs: the header decides. Only one record is held, of 1 MiB and 5,000 fields at most.

use std::io::{BufRead, BufReader, Read};

use super::fault::Fault;
use crate::baseline::fault::shown;

/// The most bytes of a record.
const BYTES_MOST: usize = 1 << 20;
/// The most fields of a record.
const FIELDS_MOST: usize = 5_000;

/// What may separate fields; a table of one column has commas.
const SEPARATORS: [u8; 3] = *b"\t;,";

/// A file whose header was read.
pub(crate) struct Records<'r> {
    /// Its name.
    pub file: &'r str,
    /// Its columns.
    pub columns: Vec<String>,
    content: BufReader<Box<dyn Read + 'r>>,
    separator: u8,
    row: u64,
    /// The fields of the record, one behind the other.
    bytes: Vec<u8>,
    /// Where each field ends in these.
    ends: Vec<usize>,
}

/// What comes next in a field.
#[derive(Clone, Copy, PartialEq, Eq)]
enum At {
    Start,
    Plain,
    Quoted,
    /// Behind a quotation mark in a quoted field: its end, or the first of two.
    Mark,
}

impl<'r> Records<'r> {
    /// Reads the header.
    ///
    /// # Errors
    /// When there is none, a name is in it twice, or the file is something else than a table of text.
    pub fn open(file: &'r str, content: impl Read + 'r) -> Result<Self, Fault> {
        let content = BufReader::with_capacity(256 * 1024, Box::new(content) as Box<dyn Read + 'r>);
        let (columns, bytes, ends) = (Vec::new(), Vec::new(), Vec::new());
        let mut records = Self { file, columns, content, separator: b',', row: 0, bytes, ends };
        records.separator = records.look()?;
        if !records.next()? {
            return Err(Fault::of(file, "there is nothing in it; is the file complete?"));
        }
        let mut columns: Vec<String> = Vec::new();
        for at in 0..records.ends.len() {
            let name = records.text(at).map_err(|fault| fault.row(records.row))?.trim().to_owned();
            if !name.is_empty() && columns.iter().any(|known| alike(known, &name)) {
                let fault = Fault::of(file, "two columns have this name; rename or remove one");
                return Err(fault.row(records.row).column(&name));
            }
            columns.push(name);
        }
        records.columns = columns;
        Ok(records)
    }

    /// Looks at the first bytes: what the file is, and what separates its fields.
    fn look(&mut self) -> Result<u8, Fault> {
        let file = self.file;
        let start = self.content.fill_buf().map_err(|error| unreadable(file, &error))?;
        let wrong = match start {
            [b'P', b'K', ..] => Some("this is a workbook; save the sheet as “CSV UTF-8” and use that"),
            [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => Some("this is UTF-16 text; save the file as “CSV UTF-8”"),
            _ => None,
        };
        if let Some(wrong) = wrong {
            return Err(Fault::of(file, wrong));
        }
        let mark = if start.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
        let (mut quoted, mut often) = (false, [0_usize; SEPARATORS.len()]);
        for byte in start.iter().skip(mark) {
            quoted ^= *byte == b'"';
            if !quoted && matches!(byte, b'\n' | b'\r') {
                break;
            }
            if let Some(at) = SEPARATORS.iter().position(|separator| !quoted && separator == byte) {
                often[at] += 1;
            }
        }
        self.content.consume(mark);
        // Of equals the last is taken.
        let pairs = SEPARATORS.into_iter().zip(often);
        Ok(pairs.max_by_key(|(_, often)| *often).map_or(b',', |(separator, _)| separator))
    }

    /// The column of this name: the same letters, or the same in other case.
    pub fn column(&self, name: &str) -> Option<usize> {
        let name = name.trim();
        let same = self.columns.iter().position(|column| column == name);
        same.or_else(|| self.columns.iter().position(|column| alike(column, name)))
    }

    /// The next record; whether there is one.
    ///
    /// # Errors
    /// When the file cannot be read on, or a record does not end.
    pub fn next(&mut self) -> Result<bool, Fault> {
        loop {
            self.row += 1;
            self.bytes.clear();
            self.ends.clear();
            if !self.read()? {
                return Ok(false);
            }
            // An empty line is no record, even where there is one column only.
            if self.ends.len() > 1 || !self.bytes.is_empty() {
                return Ok(true);
            }
        }
    }

    /// Reads up to the end of a line outside quotation marks; whether there was anything.
    fn read(&mut self) -> Result<bool, Fault> {
        let mut at = At::Start;
        let mut any = false;
        loop {
            let (file, row) = (self.file, self.row);
            let read = self.content.fill_buf().map_err(|error| unreadable(file, &error).row(row))?;
            if read.is_empty() {
                if at == At::Quoted {
                    return Err(self.endless());
                }
                if any {
                    self.ends.push(self.bytes.len());
                }
                return Ok(any);
            }
            any = true;
            let (mut used, mut ended) = (0, None);
            for byte in read {
                used += 1;
                match (at, *byte) {
                    (At::Quoted, b'"') => at = At::Mark,
                    (At::Start, b'"') => at = At::Quoted,
                    (At::Mark, b'"') => {
                        self.bytes.push(b'"');
                        at = At::Quoted;
                    }
                    (At::Start | At::Plain | At::Mark, b'\n' | b'\r') => {
                        self.ends.push(self.bytes.len());
                        ended = Some(*byte);
                        break;
                    }
                    (At::Start | At::Plain | At::Mark, byte) if byte == self.separator => {
                        self.ends.push(self.bytes.len());
                        at = At::Start;
                    }
                    (_, byte) => {
                        self.bytes.push(byte);
                        at = if at == At::Quoted { At::Quoted } else { At::Plain };
                    }
                }
            }
            self.content.consume(used);
            if self.bytes.len() > BYTES_MOST || self.ends.len() > FIELDS_MOST {
                return Err(self.endless());
            }
            if let Some(end) = ended {
                self.close(end)?;
                return Ok(true);
            }
        }
    }

    /// Takes the second half of a line end of two characters.
    fn close(&mut self, end: u8) -> Result<(), Fault> {
        if end == b'\r' {
            let (file, row) = (self.file, self.row);
            let rest = self.content.fill_buf().map_err(|error| unreadable(file, &error).row(row))?;
            if rest.first() == Some(&b'\n') {
                self.content.consume(1);
            }
        }
        Ok(())
    }

    fn endless(&self) -> Fault {
        let what = "a quotation mark without its other half, or a row of more than 1 MB or 5,000 fields; \
                    double the marks inside a field";
        Fault::of(self.file, what).row(self.row)
    }

    /// The row of the record, as a spreadsheet counts it.
    pub const fn row(&self) -> u64 {
        self.row
    }

    /// Whether the record has as many fields as the header.
    ///
    /// # Errors
    /// When it has not.
    pub fn whole(&self) -> Result<(), Fault> {
        let (found, expected) = (self.ends.len(), self.columns.len());
        if found == expected {
            return Ok(());
        }
        let what =
            format!("{found} fields, the header has {expected}; put quotation marks around fields with commas in them");
        Err(Fault::of(self.file, what).row(self.row))
    }

    /// A field as it is written; nothing for one that the record does not have.
    pub fn bytes(&self, column: usize) -> &[u8] {
        let start = column.checked_sub(1).map_or(Some(0), |before| self.ends.get(before).copied());
        let end = self.ends.get(column).copied();
        start.zip(end).and_then(|(start, end)| self.bytes.get(start..end)).unwrap_or_default()
    }

    /// A field as text.
    ///
    /// # Errors
    /// When it is not UTF-8.
    pub fn text(&self, column: usize) -> Result<&str, Fault> {
        std::str::from_utf8(self.bytes(column))
            .map_err(|_| self.fault(column, "letters that are not UTF-8; save the file as “CSV UTF-8”"))
    }

    /// Something wrong with a field of the record.
    pub fn fault(&self, column: usize, what: impl Into<String>) -> Fault {
        let fault = Fault::of(self.file, what).row(self.row);
        match self.columns.get(column) {
            Some(name) => fault.column(name),
            None => fault,
        }
    }

    /// The names of all columns, for someone who looks for one.
    pub fn names(&self) -> String {
        let names: Vec<String> = self.columns.iter().take(12).map(|name| shown(name)).collect();
        let more = self.columns.len() - names.len();
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        format!("{}{more}", names.join(", "))
    }
}

/// Whether two names are the same but for case and spaces around them.
pub(super) fn alike(one: &str, other: &str) -> bool {
    one.trim().to_lowercase() == other.trim().to_lowercase()
}

fn unreadable(file: &str, error: &std::io::Error) -> Fault {
    Fault::of(file, format!("cannot be read ({error}); look at its path and permissions"))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn all(text: &[u8]) -> Result<Vec<(u64, Vec<String>)>, Fault> {
        let mut records = Records::open("t.csv", text)?;
        let mut found = Vec::new();
        while records.next()? {
            records.whole()?;
            let fields = (0..records.columns.len()).map(|at| records.text(at).map(str::to_owned));
            found.push((records.row(), fields.collect::<Result<_, _>>()?));
        }
        Ok(found)
    }

    #[test]
    fn rows_have_the_numbers_of_a_spreadsheet() {
        for end in ["\n", "\r\n", "\r"] {
            let text = ["\u{feff}a,b", "1,\"x\ny\"", "", "2,\"say \"\"no\"\"\"", "3,"].join(end);
            let found = all(text.as_bytes()).unwrap();
            let fields = |row: usize| found[row].1.iter().map(String::as_str).collect::<Vec<_>>();
            assert_eq!(found.iter().map(|(row, _)| *row).collect::<Vec<_>>(), [2, 4, 5], "{end:?}");
            assert_eq!((fields(0), fields(1), fields(2)), (vec!["1", "x\ny"], vec!["2", "say \"no\""], vec!["3", ""]));
        }
    }

    #[test]
    fn the_header_says_what_separates_fields() {
        for text in ["a;\"b,,\"\n1;2\n", "a\tb\n1\t2\n", "a,b\n1,2", "\"a;;;\",b\n1,2"] {
            assert_eq!(all(text.as_bytes()).unwrap()[0].1, ["1", "2"], "{text:?}");
        }
    }

    #[test]
    fn what_is_no_table_is_told_by_row() {
        for (text, says) in [
            (&b""[..], "t.csv: there is nothing in it"),
            (b"PK\x03\x04", "t.csv: this is a workbook"),
            (b"\xff\xfea\x00", "t.csv: this is UTF-16"),
            (b"a, A\n", "t.csv, row 1, column A: two columns have this name"),
            (b"a,b\n1,2,3\n", "t.csv, row 2: 3 fields, the header has 2"),
            (b"a,b\n1,2\n1,\"2\n", "t.csv, row 3: a quotation mark without its other half"),
            (b"a,b\n1,\xe9\n", "t.csv, row 2, column b: letters that are not UTF-8"),
        ] {
            let told = all(text).unwrap_err().to_string();
            assert!(told.starts_with(says), "{told}");
        }
        let long = [b"a,b\n1,\"".to_vec(), vec![b'x'; BYTES_MOST + 300_000]].concat();
        assert!(all(&long).unwrap_err().to_string().starts_with("t.csv, row 2: a quotation mark"));
    }

    proptest! {
        #[test]
        fn what_another_program_writes_comes_back(rows in prop::collection::vec(["[ -~\n\"]{0,8}", ".{1,6}"], 0..9)) {
            let mut writer = csv::Writer::from_writer(Vec::new());
            writer.write_record(["a", "b"]).unwrap();
            for row in &rows {
                writer.write_record(row).unwrap();
            }
            let found = all(&writer.into_inner().unwrap()).unwrap();
            prop_assert_eq!(found.into_iter().map(|(_, fields)| fields).collect::<Vec<_>>(),
                rows.iter().map(|row| row.to_vec()).collect::<Vec<_>>());
        }

        #[test]
        fn nothing_makes_it_stop_without_a_word(bytes in prop::collection::vec(any::<u8>(), 0..60)) {
            let _ = all(&bytes);
        }
    }
}
