//! From a document to its text, and to gzip.

use std::io::Write as _;

use super::{Document, Table};

/// The text of a document: as it was read, but for line ends, needless quotes and blank lines.
pub fn text(document: &Document) -> String {
    let mut out = String::from("META\nkey;value\n");
    for (key, value) in &document.meta {
        line(&mut out, [key.as_str(), value.as_str()].into_iter());
    }
    for (name, table) in [("PROJECTS", &document.projects), ("VOTES", &document.votes)] {
        out.push_str(name);
        out.push('\n');
        rows(&mut out, table);
    }
    out
}

/// The same, packed with gzip, without a name or a time in it.
pub fn packed(document: &Document) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    // Writing into memory does not fail.
    let written = encoder.write_all(text(document).as_bytes()).and_then(|()| encoder.finish());
    written.unwrap_or_default()
}

fn rows(out: &mut String, table: &Table) {
    line(out, table.columns().iter().map(String::as_str));
    for row in 0..table.rows() {
        line(out, (0..table.columns().len()).map(|column| table.field(row, column)));
    }
}

fn line<'a>(out: &mut String, fields: impl Iterator<Item = &'a str>) {
    for (at, field) in fields.enumerate() {
        if at > 0 {
            out.push(';');
        }
        // Programs read line by line: no field may break one.
        let plain = !field.contains([';', '"', '\n', '\r']);
        if plain {
            out.push_str(field);
        } else {
            out.push('"');
            out.push_str(&field.replace('"', "\"\"").replace(['\n', '\r'], " "));
            out.push('"');
        }
    }
    out.push('\n');
}
