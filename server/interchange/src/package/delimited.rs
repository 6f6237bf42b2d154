//! `data.csv` and `data-labels.csv` (RFC 4180, UTF-8): the same rows as codes and in words.

use std::{collections::HashMap, io::Write};

use super::{
    Data,
    markup::clean,
    parcel::Out,
    put,
    rows::{Rows, Value},
    variable::Variable,
};
use crate::sheet::{NotWritten, defused};

/// The rows as codes.
pub(super) fn codes(out: &mut Out<'_>, data: &Data<'_>) -> Result<(), NotWritten> {
    heads(out, data)?;
    let mut line = Vec::new();
    data.rows.each(&mut |row| {
        line.clear();
        for (at, value) in row.iter().enumerate() {
            comma(&mut line, at);
            plain(&mut line, *value);
        }
        end(out, &mut line)
    })
}

/// The rows in words.
pub(super) fn labels(out: &mut Out<'_>, data: &Data<'_>) -> Result<(), NotWritten> {
    heads(out, data)?;
    let known: Vec<HashMap<i64, Vec<u8>>> = data.variables.iter().map(ready).collect();
    let mut line = Vec::new();
    data.rows.each(&mut |row| {
        line.clear();
        for (at, (value, known)) in row.iter().zip(&known).enumerate() {
            comma(&mut line, at);
            let label = if let Value::Code(code) = value { known.get(code) } else { None };
            match label {
                Some(label) => line.extend_from_slice(label),
                None => plain(&mut line, *value),
            }
        }
        end(out, &mut line)
    })
}

fn heads(out: &mut Out<'_>, data: &Data<'_>) -> Result<(), NotWritten> {
    let names: Vec<&str> = data.variables.iter().map(|variable| variable.name.as_str()).collect();
    put(out, format!("{}\r\n", names.join(",")).as_bytes())
}

fn comma(line: &mut Vec<u8>, at: usize) {
    if at > 0 {
        line.push(b',');
    }
}

fn end(out: &mut Out<'_>, line: &mut Vec<u8>) -> Result<(), NotWritten> {
    line.extend_from_slice(b"\r\n");
    put(out, line)
}

/// The cells of every code with a label, as they stand in the file.
fn ready(variable: &Variable) -> HashMap<i64, Vec<u8>> {
    let cells = variable.labels().into_iter().map(|(code, label)| {
        let mut cell = Vec::new();
        quoted(&mut cell, &label);
        (code, cell)
    });
    cells.collect()
}

fn plain(line: &mut Vec<u8>, value: Value<'_>) {
    match value {
        Value::Code(code) => number(line, code),
        // Writing to memory cannot fail.
        Value::Real(number) => drop(write!(line, "{number}")),
        Value::Words(words) => quoted(line, words),
    }
}

/// Words that no spreadsheet takes for a formula, in quotes where they need them; on one line, because SPSS ends a row at
/// the end of a line, quotes or not.
fn quoted(line: &mut Vec<u8>, words: &str) {
    let words = defused(&clean(words).replace("\r\n", " ").replace(['\r', '\n'], " "));
    if words.contains(['"', ',']) || words.starts_with(' ') || words.ends_with(' ') {
        line.push(b'"');
        line.extend_from_slice(words.replace('"', "\"\"").as_bytes());
        line.push(b'"');
    } else {
        line.extend_from_slice(words.as_bytes());
    }
}

/// The digits of a whole number.
pub(super) fn number(line: &mut Vec<u8>, number: i64) {
    let mut digits = [0_u8; 20];
    let mut at = digits.len();
    let mut rest = number.unsigned_abs();
    loop {
        at -= 1;
        digits[at] = b'0' + u8::try_from(rest % 10).unwrap_or(0);
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    if number < 0 {
        line.push(b'-');
    }
    line.extend_from_slice(&digits[at..]);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn digits_are_those_of_the_number(number: i64) {
            let mut line = Vec::new();
            super::number(&mut line, number);
            prop_assert_eq!(String::from_utf8(line).unwrap(), number.to_string());
        }
    }
}
