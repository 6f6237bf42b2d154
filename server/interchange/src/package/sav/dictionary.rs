//! What stands before the cases: the head, every variable, its labels, and the records with names and levels.

use domain::text::one_line;
use jiff::civil::Date;

use super::{Shape, missing_range, pieces};
use crate::package::{
    Data,
    markup::{clean, fitting},
    variable::{Kind, Variable},
};

/// The longest label of a variable, in bytes.
const LABEL: usize = 255;
/// The longest label of a value, in bytes.
const VALUE: usize = 120;

/// Everything before the cases.
pub(super) fn dictionary(data: &Data<'_>, shapes: &[Shape]) -> Vec<u8> {
    let mut file = Bytes::default();
    let segments: Vec<Vec<usize>> = shapes.iter().map(Shape::segments).collect();
    let places = places(&segments);
    head(&mut file, data, &segments);
    let mut short = Vec::new();
    for (variable, widths) in data.variables.iter().zip(&segments) {
        let mut names = Vec::new();
        for (at, width) in widths.iter().enumerate() {
            let name = format!("V{}", short.iter().map(Vec::len).sum::<usize>() + at + 1);
            one(&mut file, variable, &name, *width, at == 0);
            names.push(name);
        }
        short.push(names);
    }
    for (variable, place) in data.variables.iter().zip(&places) {
        labels(&mut file, variable, *place);
    }
    documents(&mut file, data);
    extensions(&mut file, data, &segments, &short);
    file.int(999);
    file.int(0);
    file.0
}

/// Where each variable begins among the pieces of a case, from 1.
fn places(segments: &[Vec<usize>]) -> Vec<i32> {
    let mut at = 1_i32;
    let place = |widths: &Vec<usize>| {
        let here = at;
        let all: usize = widths.iter().map(|width| pieces(*width)).sum();
        at += i32::try_from(all).unwrap_or(0);
        here
    };
    segments.iter().map(place).collect()
}

fn head(file: &mut Bytes, data: &Data<'_>, segments: &[Vec<usize>]) {
    let all: usize = segments.iter().flatten().map(|width| pieces(*width)).sum();
    file.words("$FL2", 4);
    file.words(&format!("@(#) SPSS DATA FILE - Folkmoot {}", data.about.program), 60);
    file.int(2);
    file.int(i32::try_from(all).unwrap_or(-1));
    file.int(1);
    // No weight is in force when the file is opened: whoever weights says so.
    file.int(0);
    file.int(i32::try_from(data.profile.rows).unwrap_or(-1));
    file.real(100.0);
    file.words(&day(data.about.made), 9);
    file.words("00:00:00", 8);
    file.words(&one_line(&data.about.title), 64);
    file.words("", 3);
}

/// The day as SPSS writes it: `26 Nov 26`.
fn day(date: Date) -> String {
    const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let month = usize::try_from(date.month() - 1).ok().and_then(|at| MONTHS.get(at)).unwrap_or(&"Jan");
    format!("{:02} {month} {:02}", date.day(), date.year().rem_euclid(100))
}

/// One variable, or one segment of long words; continued for every eight bytes.
fn one(file: &mut Bytes, variable: &Variable, name: &str, width: usize, first: bool) {
    let format = format(variable, width);
    file.int(2);
    file.int(i32::try_from(width).unwrap_or(0));
    file.int(i32::from(first));
    file.int(if variable.is_coded() { -2 } else { 0 });
    file.int(format);
    file.int(format);
    file.words(name, 8);
    if first {
        let title = variable.title();
        let title = fitting(&title, LABEL);
        file.int(i32::try_from(title.len()).unwrap_or(0));
        file.words(title, title.len().next_multiple_of(4));
    }
    if variable.is_coded() {
        let (least, greatest) = missing_range();
        file.real(least);
        file.real(greatest);
    }
    for _ in 1..pieces(width) {
        for number in [2, -1, 0, 0, format, format] {
            file.int(number);
        }
        file.words("", 8);
    }
}

/// How values are shown: `A` and the width for words, `F8.0` for codes, `F12.6` for numbers with decimals.
fn format(variable: &Variable, width: usize) -> i32 {
    match variable.kind {
        Kind::Text => (1 << 16) | (i32::try_from(width.min(255)).unwrap_or(255) << 8),
        Kind::Real => (5 << 16) | (12 << 8) | 6,
        Kind::Nominal | Kind::Ordinal | Kind::Whole => (5 << 16) | (11 << 8),
    }
}

fn labels(file: &mut Bytes, variable: &Variable, place: i32) {
    let labels = variable.labels();
    if labels.is_empty() {
        return;
    }
    file.int(3);
    file.int(i32::try_from(labels.len()).unwrap_or(0));
    for (code, label) in &labels {
        let label = one_line(label);
        let label = fitting(&label, VALUE);
        file.real(*code as f64);
        file.0.push(u8::try_from(label.len()).unwrap_or(0));
        file.words(label, (label.len() + 1).next_multiple_of(8) - 1);
    }
    for number in [4, 1, place] {
        file.int(number);
    }
}

/// What the file is, in lines of 80 bytes.
fn documents(file: &mut Bytes, data: &Data<'_>) {
    let mut lines = Vec::new();
    if data.about.rehearsed {
        lines.push("REHEARSED answers. Nobody gave them.".to_owned());
    }
    lines.push(format!("{}. Asked by: {}.", data.about.title, data.about.owner));
    lines.push("What every number means: codebook.html. How the data came about: method.html.".to_owned());
    file.int(6);
    file.int(i32::try_from(lines.len()).unwrap_or(0));
    for line in lines {
        file.words(&one_line(&line), 80);
    }
}

fn extensions(file: &mut Bytes, data: &Data<'_>, segments: &[Vec<usize>], short: &[Vec<String>]) {
    // Version, machine, IEEE numbers, compression, little-endian, UTF-8.
    file.extension(3, 4, [1_i32, 0, 0, -1, 1, 1, 2, 65_001].map(i32::to_le_bytes).as_flattened());
    file.extension(4, 8, [f64::MIN, f64::MAX, f64::MIN.next_up()].map(f64::to_le_bytes).as_flattened());
    let mut levels = Vec::new();
    for (variable, widths) in data.variables.iter().zip(segments) {
        let (level, width, side) = match variable.kind {
            Kind::Nominal => (1, 8, 1),
            Kind::Ordinal => (2, 8, 1),
            Kind::Whole | Kind::Real => (3, 12, 1),
            Kind::Text => (1, 24, 0),
        };
        for _ in widths {
            levels.extend_from_slice([level, width, side].map(i32::to_le_bytes).as_flattened());
        }
    }
    file.extension(11, 4, &levels);
    let first = |names: &Vec<String>| names.first().cloned().unwrap_or_default();
    let pairs = |(variable, names): (&Variable, &Vec<String>)| format!("{}={}", first(names), variable.name);
    let names: Vec<String> = data.variables.iter().zip(short).map(pairs).collect();
    file.extension(13, 1, names.join("\t").as_bytes());
    let mut long = Vec::new();
    for ((shape, names), widths) in
        data.columns().map(|(variable, column)| Shape::of(variable, column)).zip(short).zip(segments)
    {
        if let (Shape::Words(width), 2..) = (shape, widths.len()) {
            long.extend_from_slice(format!("{}={width:05}\0\t", first(names)).as_bytes());
        }
    }
    if !long.is_empty() {
        file.extension(14, 1, &long);
    }
    file.extension(16, 8, [1, data.profile.rows].map(u64::to_le_bytes).as_flattened());
    file.extension(20, 1, b"UTF-8");
}

/// Bytes that are being gathered.
#[derive(Default)]
struct Bytes(Vec<u8>);

impl Bytes {
    fn int(&mut self, number: i32) {
        self.0.extend_from_slice(&number.to_le_bytes());
    }

    fn real(&mut self, number: f64) {
        self.0.extend_from_slice(&number.to_le_bytes());
    }

    /// Words in so many bytes, cut between letters or filled up with spaces.
    fn words(&mut self, words: &str, width: usize) {
        let words = clean(words);
        let words = fitting(&words, width);
        self.0.extend_from_slice(words.as_bytes());
        self.0.resize(self.0.len() + width - words.len(), b' ');
    }

    /// A record of the kind 7.
    fn extension(&mut self, kind: i32, size: usize, bytes: &[u8]) {
        self.int(7);
        self.int(kind);
        self.int(i32::try_from(size).unwrap_or(1));
        self.int(i32::try_from(bytes.len() / size.max(1)).unwrap_or(0));
        self.0.extend_from_slice(bytes);
    }
}
