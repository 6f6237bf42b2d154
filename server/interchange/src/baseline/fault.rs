//! Faults: what is wrong with a file, in which row and column, and what to do about it.

use std::fmt;

use domain::place::{Gss, ZoneCode};

use crate::told::Told;

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The file by its name, or the option.
    pub file: String,
    /// The row as people count, the header being row 1.
    pub row: Option<u64>,
    /// The column by its header.
    pub column: Option<String>,
    /// What is wrong.
    pub wrong: Wrong,
}

/// All that is wrong.
pub type Faults = Told<Fault>;

/// What is wrong. Its words say what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// The file could not be read, for this reason.
    Unreadable(String),
    /// It is a workbook of a spreadsheet program.
    Spreadsheet,
    /// It is in UTF-16.
    Utf16,
    /// Its lines end as on an old Macintosh.
    LineEnds,
    /// It has more bytes than we read.
    TooLarge,
    /// It has more rows than we read, this many.
    TooManyRows(u64),
    /// A row has more bytes, or more fields, than we read.
    RowTooLong,
    /// Its fields are separated by this.
    Separator(char),
    /// Letters that are not UTF-8.
    Encoding,
    /// A quotation mark without its other half.
    Quote,
    /// There is nothing under the header.
    Nothing,
    /// None of the forms that we know; the header that was found.
    NotRecognised(String),
    /// Two columns have this name.
    ColumnTwice,
    /// The table needs this column.
    ColumnMissing,
    /// The table cannot have this column.
    ColumnUnknown,
    /// Several columns could be meant; the option that chooses.
    ColumnUnclear(&'static str),
    /// So many fields instead of as many as in the header.
    Fields {
        /// As many as in the header.
        expected: usize,
        /// As many as in the row.
        found: usize,
    },
    /// Nothing where something must be.
    Empty,
    /// More letters than a name or a category may have.
    TooLong,
    /// Not a number.
    Number(String),
    /// Less than nothing.
    Negative(String),
    /// Part of a person.
    Fraction(String),
    /// More than there are people.
    TooMany(String),
    /// Not the code of an area.
    Area(String),
    /// Not the code of a data zone.
    Zone(String),
    /// A data zone that nobody has told us about.
    ZoneUnknown(ZoneCode),
    /// A data zone that is in another council.
    ZoneElsewhere {
        /// Where it is.
        known: Gss,
    },
    /// Data zones of several editions, or of another one than was said.
    Edition {
        /// What was expected.
        expected: String,
        /// What was found.
        found: String,
    },
    /// The same thing again, first in this row.
    Twice {
        /// The row that had it first.
        first: u64,
    },
    /// A category that the table cannot have.
    CategoryUnknown(String),
    /// A category that this area lacks.
    CategoryMissing {
        /// The area.
        area: String,
        /// The category.
        category: String,
    },
    /// A total that is far from the sum of its parts.
    Total {
        /// As written.
        total: u64,
        /// As added up.
        parts: u64,
    },
    /// A class that there cannot be.
    Class(String),
    /// Two classes that would get the same code.
    ClassTwice {
        /// The one.
        one: String,
        /// The other.
        other: String,
    },
    /// A fifth that is not the fifth of the rank.
    Fifth {
        /// As written.
        found: u64,
        /// As the rank has it.
        expected: u64,
    },
    /// Not a postcode.
    Postcode(String),
    /// Another file of the same import holds the same table: its code, and that file.
    SameTable {
        /// The code of the set or classification.
        code: String,
        /// The other file.
        other: String,
    },
    /// Nothing is known about this table, and this option is missing.
    OptionMissing,
    /// The option cannot be read; what it must be.
    OptionUnreadable(&'static str),
    /// The table says otherwise: this.
    OptionContradicts(String),
}

impl Fault {
    /// Something wrong with a file as a whole.
    pub fn whole(file: &str, wrong: Wrong) -> Self {
        Self { file: file.to_owned(), row: None, column: None, wrong }
    }

    /// Something wrong with an option.
    pub fn option(name: &str, wrong: Wrong) -> Self {
        Self::whole(name, wrong)
    }

    /// The same fault, in this row.
    #[must_use]
    pub fn row(self, row: u64) -> Self {
        Self { row: Some(row), ..self }
    }

    /// The same fault, in this column.
    #[must_use]
    pub fn column(self, column: &str) -> Self {
        Self { column: Some(shown(column)), ..self }
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
        write!(f, ": {}", self.wrong)
    }
}

/// A text of a file as it may be shown: not too long, no control characters.
pub(crate) fn shown(text: &str) -> String {
    let mut kept: String = text.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).take(60).collect();
    if text.chars().nth(60).is_some() {
        kept.push('…');
    }
    kept
}

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable(_)
            | Self::Spreadsheet
            | Self::Utf16
            | Self::LineEnds
            | Self::TooLarge
            | Self::TooManyRows(_)
            | Self::RowTooLong
            | Self::Separator(_)
            | Self::Encoding
            | Self::Quote
            | Self::Nothing => self.of_file(f),
            Self::NotRecognised(_)
            | Self::ColumnTwice
            | Self::ColumnMissing
            | Self::ColumnUnknown
            | Self::ColumnUnclear(_)
            | Self::Fields { .. }
            | Self::SameTable { .. }
            | Self::OptionMissing
            | Self::OptionUnreadable(_)
            | Self::OptionContradicts(_) => self.of_table(f),
            _ => self.of_value(f),
        }
    }
}

impl Wrong {
    fn of_file(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable(why) => write!(f, "cannot be read ({why}); look at its path and permissions"),
            Self::Spreadsheet => f.write_str("this is a workbook; save the sheet as “CSV UTF-8” and import that"),
            Self::Utf16 => f.write_str("this is UTF-16 text; save the file as “CSV UTF-8”"),
            Self::LineEnds => f.write_str("a line ends in the way of old Macintoshes; save the file as “CSV UTF-8”"),
            Self::TooLarge => f.write_str("larger than 1 GB; split the file"),
            Self::TooManyRows(most) => write!(f, "more than {most} rows; split the file"),
            Self::RowTooLong => f.write_str("this row has more than 64 kB or 400 fields; is this really a table?"),
            Self::Separator(found) => {
                let name = if *found == '\t' { "tabs" } else { "semicolons" };
                write!(f, "fields are separated by {name}; save the file with commas")
            }
            Self::Encoding => f.write_str("letters that are not UTF-8; save the file as “CSV UTF-8”"),
            Self::Quote => f.write_str(
                "a quotation mark without its other half; close it in the same line, and double marks inside a field",
            ),
            _ => f.write_str("no rows under the header; is the file complete?"),
        }
    }

    fn of_table(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotRecognised(header) => {
                write!(f, "not a table that can be imported; its header is “{header}”, see the help of this command")
            }
            Self::ColumnTwice => f.write_str("two columns have this name; rename or remove one"),
            Self::ColumnMissing => f.write_str("this column is missing; add it, or name the column like this"),
            Self::ColumnUnknown => f.write_str(
                "this table cannot have this column; remove it, or import the table as area, category, number",
            ),
            Self::ColumnUnclear(option) => write!(f, "several columns could be meant; say which with {option}"),
            Self::Fields { expected, found } => {
                write!(f, "{found} fields, the header has {expected}; are commas inside a field in quotation marks?")
            }
            Self::SameTable { code, other } => {
                write!(f, "{other} holds the same table ({code}); import one of them")
            }
            Self::OptionMissing => f.write_str("nothing is known about this table; say it with this option"),
            Self::OptionUnreadable(must) => write!(f, "must be {must}"),
            Self::OptionContradicts(says) => write!(f, "the table says {says}; leave the option out or correct it"),
            _ => Ok(()),
        }
    }

    fn of_value(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("empty; write 0 for nobody"),
            Self::TooLong => f.write_str("longer than 80 letters; shorten it"),
            Self::Number(found) => write!(f, "“{found}” is not a whole number; write digits only"),
            Self::Negative(found) => write!(f, "“{found}” is less than nobody; correct it"),
            Self::Fraction(found) => write!(f, "“{found}” is not whole; write whole people or households"),
            Self::TooMany(found) => write!(f, "“{found}” is more than can live in Scotland; correct it"),
            Self::Area(found) => {
                write!(f, "“{found}” is not the code of a council or of Scotland; write a code such as S12000018")
            }
            Self::Zone(found) => write!(f, "“{found}” is not the code of a data zone; write one such as S01010891"),
            Self::ZoneUnknown(zone) => {
                write!(f, "{zone} is not known; import the list of data zones first, or with it")
            }
            Self::ZoneElsewhere { known } => {
                write!(f, "this data zone is known to be in {known}, {}; correct the code", known.name())
            }
            Self::Edition { expected, found } => {
                write!(f, "data zones of another edition ({found}, not {expected}); import each edition by itself")
            }
            Self::Twice { first } => write!(f, "the same as in row {first}; remove one"),
            Self::CategoryUnknown(found) => {
                write!(f, "“{found}” is not a category of this table; correct it, or see --set and --characteristic")
            }
            Self::CategoryMissing { area, category } => {
                write!(f, "{area} has no row for “{category}”; add it, with 0 if it is nobody")
            }
            Self::Total { total, parts } => {
                write!(f, "the total is {total}, its parts add up to {parts}; are columns or rows mixed up?")
            }
            Self::Class(found) => write!(f, "there is no class “{found}”; correct it"),
            Self::ClassTwice { one, other } => write!(f, "“{one}” and “{other}” read alike; write them in one way"),
            Self::Fifth { found, expected } => write!(
                f,
                "fifth {found}, but by rank it is {expected}; fifths of people instead of data zones are another classification"
            ),
            Self::Postcode(found) => write!(f, "“{found}” is not a full postcode; write one such as PA15 1LY"),
            _ => Ok(()),
        }
    }
}
