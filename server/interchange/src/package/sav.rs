//! `data.sav`: an SPSS system file, as SPSS, PSPP, R, Stata and Python read it: UTF-8, long names, labels, measurement
//! levels, and the missing codes as one range. Cases are compressed by bytes, so that most codes take one byte.
//!
//! The format is described in the developers' guide of GNU PSPP ("System File Format"). All numbers are little-endian.

mod dictionary;

use domain::response::MissingCode;

use self::dictionary::dictionary;
use super::{
    Data,
    check::Column,
    markup::{clean, fitting},
    parcel::Out,
    put,
    rows::{Rows, Value},
    variable::{Kind, Variable},
};
use crate::sheet::NotWritten;

/// What is taken from a command byte to find the number that it stands for.
const BIAS: i64 = 100;
/// The bytes of one segment of long words.
const SEGMENT: usize = 255;
/// How many bytes of a width count for one segment, as SPSS counts.
const COUNTED: usize = 252;

/// The missing codes as a range, from the least to the greatest.
fn missing_range() -> (f64, f64) {
    let numbers = MissingCode::ALL.map(|code| f64::from(code.number()));
    (numbers.iter().copied().fold(f64::MAX, f64::min), numbers.iter().copied().fold(f64::MIN, f64::max))
}

/// How a column is kept: as one number, or as words in segments.
enum Shape {
    Number,
    /// The width of the words in bytes.
    Words(usize),
}

impl Shape {
    fn of(variable: &Variable, column: &Column) -> Self {
        if variable.kind == Kind::Text { Self::Words(column.longest.max(1)) } else { Self::Number }
    }

    /// The widths of the segments: 0 for a number.
    fn segments(&self) -> Vec<usize> {
        match self {
            Self::Number => vec![0],
            Self::Words(width) if *width <= SEGMENT => vec![*width],
            Self::Words(width) => {
                let count = width.div_ceil(COUNTED);
                let mut widths = vec![SEGMENT; count];
                if let Some(last) = widths.last_mut() {
                    *last = width - (count - 1) * COUNTED;
                }
                widths
            }
        }
    }
}

/// How many pieces of eight bytes a segment takes.
fn pieces(width: usize) -> usize {
    width.div_ceil(8).max(1)
}

/// Writes the file.
pub(super) fn write(out: &mut Out<'_>, data: &Data<'_>) -> Result<(), NotWritten> {
    let shapes: Vec<Shape> = data.columns().map(|(variable, column)| Shape::of(variable, column)).collect();
    put(out, &dictionary(data, &shapes))?;
    let widths: Vec<Vec<usize>> = shapes.iter().map(Shape::segments).collect();
    let mut cases = Cases::default();
    data.rows.each(&mut |row| {
        for (value, widths) in row.iter().zip(&widths) {
            match value {
                Value::Code(code) => cases.code(*code),
                Value::Real(real) => cases.raw(real.to_le_bytes()),
                Value::Words(words) => cases.words(&clean(words), widths),
            }
        }
        cases.hand_over(out)
    })?;
    cases.end();
    cases.hand_over(out)
}

/// Compressed cases: eight command bytes, then what they announce, and again.
#[derive(Default)]
struct Cases {
    commands: [u8; 8],
    count: usize,
    announced: Vec<u8>,
    ready: Vec<u8>,
}

impl Cases {
    fn command(&mut self, command: u8, announces: &[u8]) {
        self.commands[self.count] = command;
        self.announced.extend_from_slice(announces);
        self.count += 1;
        if self.count == self.commands.len() {
            self.ready.extend_from_slice(&self.commands);
            self.ready.append(&mut self.announced);
            self.count = 0;
        }
    }

    fn code(&mut self, code: i64) {
        match u8::try_from(code + BIAS) {
            Ok(command @ 1..=251) => self.command(command, &[]),
            _ => self.raw((code as f64).to_le_bytes()),
        }
    }

    fn raw(&mut self, bytes: [u8; 8]) {
        self.command(253, &bytes);
    }

    fn words(&mut self, words: &str, widths: &[usize]) {
        let all: usize = if widths.len() == 1 { widths.iter().sum() } else { usize::MAX };
        let mut left = fitting(words, all).as_bytes();
        for width in widths {
            let (here, rest) = left.split_at(left.len().min(*width).min(SEGMENT));
            left = rest;
            for piece in 0..pieces(*width) {
                let mut bytes = [b' '; 8];
                for (byte, letter) in bytes.iter_mut().zip(here.iter().skip(piece * 8)) {
                    *byte = *letter;
                }
                if bytes == [b' '; 8] { self.command(254, &[]) } else { self.raw(bytes) }
            }
        }
    }

    /// The end of the cases, filled up with commands that mean nothing.
    fn end(&mut self) {
        self.command(252, &[]);
        while self.count > 0 {
            self.command(0, &[]);
        }
    }

    fn hand_over(&mut self, out: &mut Out<'_>) -> Result<(), NotWritten> {
        put(out, &self.ready)?;
        self.ready.clear();
        Ok(())
    }
}
