//! Rows: a table of comma-separated values, read line by line.
//!
//! Only one line is held at a time, and every line is one row, so that rows are numbered as people count them, whatever
//! is wrong before them. Line ends inside a field are a fault: no table of figures has them, and a forgotten quotation
//! mark would swallow the rest of the file. Limits: 1 GiB, 4,000,000 rows, 64 KiB and 400 fields in a row.

mod field;

use std::{
    collections::HashMap,
    io::{BufRead, BufReader, Read},
};

use domain::place::{Gss, ZoneCode};

pub(super) use self::field::key;
use self::field::{number, split};

use super::{
    With,
    fault::{Fault, Faults, Wrong, shown},
};

const BYTES_MOST: u64 = 1 << 30;
const ROWS_MOST: u64 = 4_000_000;
const LINE_MOST: u64 = 64 * 1024;

/// A table whose header was read.
pub(super) struct Sheet<'r> {
    /// The name of its file.
    pub file: &'r str,
    /// Its header as written.
    pub header: Vec<String>,
    /// Its header as it is compared (see [`key`]).
    pub keys: Vec<String>,
    lines: BufReader<Box<dyn Read + 'r>>,
    line: Vec<u8>,
    bytes: u64,
    row: u64,
    header_row: u64,
}

/// One row of a table.
pub(super) struct Row<'s> {
    pub file: &'s str,
    pub header: &'s [String],
    pub number: u64,
    pub fields: &'s [String],
}

/// What became of reading a line.
enum Line {
    Fields,
    Blank,
    Faulty,
    End,
}

impl<'r> Sheet<'r> {
    /// Reads the header. None if there is none; then the fault says why.
    pub fn open(file: &'r str, content: impl Read + 'r, faults: &mut Faults) -> Option<Self> {
        let lines = BufReader::with_capacity(256 * 1024, Box::new(content) as Box<dyn Read + 'r>);
        let (header, keys, line) = (Vec::new(), Vec::new(), Vec::new());
        let mut sheet = Self { file, header, keys, lines, line, bytes: 0, row: 0, header_row: 1 };
        let mut header = Vec::new();
        loop {
            match sheet.next(&mut header, faults) {
                Line::Fields => break,
                Line::Blank => {}
                Line::Faulty => return None,
                Line::End => {
                    faults.add(Fault::whole(file, Wrong::Nothing));
                    return None;
                }
            }
        }
        sheet.accept(header, faults)
    }

    fn accept(mut self, header: Vec<String>, faults: &mut Faults) -> Option<Self> {
        let fault = |wrong| Fault::whole(self.file, wrong).row(self.row);
        if let [only] = header.as_slice()
            && let Some(separator) = only.chars().find(|c| matches!(c, ';' | '\t'))
        {
            faults.add(fault(Wrong::Separator(separator)));
            return None;
        }
        self.header_row = self.row;
        self.keys = header.iter().map(|name| key(name)).collect();
        let mut alone = true;
        for (at, name) in header.iter().enumerate() {
            if !self.keys[at].is_empty() && self.keys[..at].contains(&self.keys[at]) {
                faults.add(fault(Wrong::ColumnTwice).column(name));
                alone = false;
            }
        }
        self.header = header;
        alone.then_some(self)
    }

    /// The place of a column with this name, or one of these.
    pub fn column(&self, names: &[&str]) -> Option<usize> {
        names.iter().find_map(|name| self.keys.iter().position(|key| key == name))
    }

    /// As [`Self::column`]; a missing one is a fault.
    pub fn needs(&self, names: &[&str], faults: &mut Faults) -> Option<usize> {
        let found = self.column(names);
        if found.is_none() {
            let name = names.first().copied().unwrap_or_default();
            faults.add(self.fault(name, Wrong::ColumnMissing));
        }
        found
    }

    /// Something wrong with a column.
    pub fn fault(&self, column: &str, wrong: Wrong) -> Fault {
        Fault::whole(self.file, wrong).row(self.header_row).column(column)
    }

    /// Each row in turn. Rows that are not even rows are faults already.
    pub fn each(&mut self, faults: &mut Faults, mut take: impl FnMut(&Row<'_>, &mut Faults)) {
        let (mut fields, mut any) = (Vec::new(), false);
        loop {
            match self.next(&mut fields, faults) {
                Line::End => break,
                Line::Blank => {}
                Line::Faulty => any = true,
                Line::Fields => {
                    any = true;
                    let row = Row { file: self.file, header: &self.header, number: self.row, fields: &fields };
                    if fields.len() == self.header.len() {
                        take(&row, faults);
                    } else {
                        let wrong = Wrong::Fields { expected: self.header.len(), found: fields.len() };
                        faults.add(row.fault(None, wrong));
                    }
                }
            }
        }
        if !any {
            faults.add(Fault::whole(self.file, Wrong::Nothing));
        }
    }

    fn next(&mut self, fields: &mut Vec<String>, faults: &mut Faults) -> Line {
        fields.clear();
        self.line.clear();
        let read = (&mut self.lines).take(LINE_MOST + 1).read_until(b'\n', &mut self.line);
        self.row += 1;
        self.bytes += self.line.len() as u64;
        let stop = match read {
            Err(error) => Some(Wrong::Unreadable(error.to_string())),
            Ok(0) => return Line::End,
            Ok(_) if self.row == 1 && self.line.starts_with(b"PK\x03\x04") => Some(Wrong::Spreadsheet),
            Ok(_) if self.row == 1 && (self.line.starts_with(b"\xff\xfe") || self.line.starts_with(b"\xfe\xff")) => {
                Some(Wrong::Utf16)
            }
            Ok(_) if self.line.len() as u64 > LINE_MOST => Some(Wrong::RowTooLong),
            Ok(_) if self.bytes > BYTES_MOST => Some(Wrong::TooLarge),
            Ok(_) if self.row > ROWS_MOST => Some(Wrong::TooManyRows(ROWS_MOST)),
            Ok(_) => None,
        };
        if let Some(wrong) = stop {
            faults.add(Fault::whole(self.file, wrong).row(self.row));
            return self.give_up();
        }
        let line = self.line.strip_suffix(b"\n").unwrap_or(&self.line);
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        let line = if self.row == 1 { line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line) } else { line };
        let wrong = match std::str::from_utf8(line) {
            Err(_) => Wrong::Encoding,
            Ok(text) if text.contains('\r') => Wrong::LineEnds,
            Ok(text) => match split(text, fields) {
                Err(wrong) => wrong,
                Ok(()) if fields.iter().all(String::is_empty) => return Line::Blank,
                Ok(()) => return Line::Fields,
            },
        };
        faults.add(Fault::whole(self.file, wrong).row(self.row));
        Line::Faulty
    }

    /// Nothing after this can be read in good order.
    fn give_up(&mut self) -> Line {
        self.lines = BufReader::new(Box::new(std::io::empty()));
        Line::Faulty
    }
}

impl Row<'_> {
    /// Something wrong with this row, or with one of its fields.
    pub fn fault(&self, at: Option<usize>, wrong: Wrong) -> Fault {
        let fault = Fault::whole(self.file, wrong).row(self.number);
        match at.and_then(|at| self.header.get(at)) {
            Some(column) => fault.column(column),
            None => fault,
        }
    }

    /// A field; every row has as many as the header.
    pub fn text(&self, at: usize) -> &str {
        self.fields.get(at).map_or("", String::as_str)
    }

    /// A field of at most 80 letters that must not be empty.
    pub fn name(&self, at: usize, faults: &mut Faults) -> Option<&str> {
        let name = self.text(at);
        let wrong = match name.chars().count() {
            0 => Wrong::Empty,
            1..=80 => return Some(name),
            _ => Wrong::TooLong,
        };
        faults.add(self.fault(Some(at), wrong));
        None
    }

    /// A field that is a number of people or households.
    pub fn number(&self, at: usize, faults: &mut Faults) -> Option<u64> {
        number(self.text(at)).map_err(|wrong| faults.add(self.fault(Some(at), wrong))).ok()
    }

    /// A field that is the code of a council or of Scotland, of today or retired.
    pub fn area(&self, at: usize, faults: &mut Faults) -> Option<Gss> {
        let code = self.text(at);
        let found = Gss::today(code);
        if found.is_none() {
            faults.add(self.fault(Some(at), Wrong::Area(shown(code))));
        }
        found
    }

    /// A field that has the form of a data zone's code.
    pub fn zone(&self, at: usize, faults: &mut Faults) -> Option<ZoneCode> {
        let code = self.text(at);
        code.parse().map_err(|_| faults.add(self.fault(Some(at), Wrong::Zone(shown(code))))).ok()
    }

    /// A field that is the code of a data zone that is known. All zones of a table are of one edition: the one that is
    /// given, or that of the first zone.
    pub fn known_zone(
        &self,
        at: usize,
        edition: &mut Option<String>,
        with: &With<'_>,
        faults: &mut Faults,
    ) -> Option<ZoneCode> {
        let code = self.zone(at, faults)?;
        let wrong = match with.zones.get(&code) {
            None => Wrong::ZoneUnknown(code),
            Some(zone) => {
                let expected = edition.get_or_insert_with(|| zone.geography.clone());
                if *expected == zone.geography {
                    return Some(code);
                }
                Wrong::Edition { expected: expected.clone(), found: zone.geography.clone() }
            }
        };
        faults.add(self.fault(Some(at), wrong));
        None
    }

    /// As [`Self::known_zone`]; the same zone a second time is a fault.
    pub fn zone_once(
        &self,
        at: usize,
        edition: &mut Option<String>,
        seen: &mut HashMap<ZoneCode, u64>,
        with: &With<'_>,
        faults: &mut Faults,
    ) -> Option<ZoneCode> {
        let code = self.known_zone(at, edition, with, faults)?;
        let first = *seen.entry(code).or_insert(self.number);
        if first == self.number {
            return Some(code);
        }
        faults.add(self.fault(Some(at), Wrong::Twice { first }));
        None
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    type Rows = Vec<(u64, Vec<String>)>;
    type Told = Vec<(Option<u64>, Wrong)>;

    fn read(bytes: &[u8]) -> (Rows, Told) {
        let (mut faults, mut rows) = (Faults::default(), Vec::new());
        if let Some(mut sheet) = Sheet::open("f.csv", bytes, &mut faults) {
            sheet.each(&mut faults, |row, _| rows.push((row.number, row.fields.to_vec())));
        }
        (rows, faults.told().iter().map(|fault| (fault.row, fault.wrong.clone())).collect())
    }

    #[test]
    fn rows_are_numbered_as_people_count() {
        let (rows, faults) = read(b"\xef\xbb\xbfa,b\r\n\r\n1,\"x, y \"\"z\"\"\"\r\n,\r\n2,3,4\n5, 6 ");
        let own = |fields: [&str; 2]| fields.map(str::to_owned).to_vec();
        assert_eq!(rows, [(3, own(["1", "x, y \"z\""])), (6, own(["5", "6"]))]);
        assert_eq!(faults, [(Some(5), Wrong::Fields { expected: 2, found: 3 })]);
    }

    #[test]
    fn files_that_are_no_tables_say_what_they_are() {
        let long = [b"a,b\n".as_slice(), &vec![b'x'; 70_000], b"\n1,2\n"].concat();
        let wide = [b"a\n".as_slice(), &vec![b','; 500], b"\n"].concat();
        for (bytes, row, wrong) in [
            (b"".as_slice(), None, Wrong::Nothing),
            (b"\n\n", None, Wrong::Nothing),
            (b"a,b\n", None, Wrong::Nothing),
            (b"PK\x03\x04\n", Some(1), Wrong::Spreadsheet),
            (b"\xff\xfea\0,\0", Some(1), Wrong::Utf16),
            (b"a,b\r1,2\r", Some(1), Wrong::LineEnds),
            (b"a;b\n1;2\n", Some(1), Wrong::Separator(';')),
            (b"a\tb\n1\t2\n", Some(1), Wrong::Separator('\t')),
            (b"a,A\n1,2\n", Some(1), Wrong::ColumnTwice),
            (b"a,b\n1,Gr\xe0inne\n", Some(2), Wrong::Encoding),
            (b"a,b\n1,\"open\n", Some(2), Wrong::Quote),
            (b"a,b\n1,\"shut\"x\n", Some(2), Wrong::Quote),
            (&long, Some(2), Wrong::RowTooLong),
            (&wide, Some(2), Wrong::RowTooLong),
        ] {
            let (_, faults) = read(bytes);
            assert_eq!(faults, [(row, wrong)], "{:?}", String::from_utf8_lossy(&bytes[..bytes.len().min(20)]));
        }
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_without_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
            read(&bytes);
        }
    }
}
