//! A folder of reference data: its CSV files, population tables and settings, and what is wrong with them.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use serde_json::Value;
use thiserror::Error;

/// Why a subject could not be worked out: which file, where in it, and what is wrong.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{file}{}: {what}", .row.map(|row| format!(", row {row}")).unwrap_or_default())]
pub struct Fault {
    /// The file's name.
    pub file: String,
    /// The row, where the header is row 1.
    pub row: Option<usize>,
    /// What is wrong, in words.
    pub what: String,
}

impl Fault {
    /// A fault of a file as a whole.
    pub fn of(file: &str, what: impl Into<String>) -> Self {
        Self { file: file.to_owned(), row: None, what: what.into() }
    }
}

/// A CSV file: every field is text, an empty one is no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// The file's name.
    pub file: String,
    /// The columns, in order.
    pub columns: Vec<String>,
    /// The rows, each as long as the columns.
    pub rows: Vec<Vec<String>>,
}

/// One characteristic of the population: its categories in order, each with its number of people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Margin {
    /// The variable.
    pub variable: String,
    /// Its categories; the number may be 0.
    pub categories: Vec<(String, u64)>,
}

/// The number of people for every combination of some variables.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Joint {
    /// The variables, in the order that was asked for.
    pub variables: Vec<String>,
    /// Each combination, in the order of the file, with its number of people.
    pub cells: Vec<(Vec<String>, u64)>,
}

/// The folder.
#[derive(Clone, Debug)]
pub struct Folder {
    path: PathBuf,
    settings: Value,
}

impl Folder {
    /// Opens a folder, or the folder `inputs` in it.
    ///
    /// # Errors
    /// When `settings.json` is missing or is no JSON.
    pub fn open(path: &Path) -> Result<Self, Fault> {
        let inner = path.join("inputs");
        let path = if inner.join("settings.json").is_file() { inner } else { path.to_owned() };
        let text = read(&path, "settings.json")?;
        let settings = serde_json::from_str(&text).map_err(|error| Fault::of("settings.json", error.to_string()))?;
        Ok(Self { path, settings })
    }

    /// Every parameter.
    pub const fn settings(&self) -> &Value {
        &self.settings
    }

    /// A JSON file of the folder.
    ///
    /// # Errors
    /// When it is missing or is no JSON.
    pub fn json(&self, file: &str) -> Result<Value, Fault> {
        serde_json::from_str(&read(&self.path, file)?).map_err(|error| Fault::of(file, error.to_string()))
    }

    /// A CSV file of the folder.
    ///
    /// # Errors
    /// When it is missing, is not UTF-8, or a row has another number of fields than the header.
    pub fn sheet(&self, file: &str) -> Result<Sheet, Fault> {
        Sheet::read(file, &read(&self.path, file)?)
    }

    /// The margins of the population, variables and categories in the order of the file.
    ///
    /// # Errors
    /// What is wrong with `population_margins.csv`.
    pub fn margins(&self) -> Result<Vec<Margin>, Fault> {
        let sheet = self.sheet("population_margins.csv")?;
        let (variable, category) = (sheet.column("variable")?, sheet.column("category")?);
        let people = sheet.column("population")?;
        let mut margins: Vec<Margin> = Vec::new();
        for (at, row) in sheet.rows.iter().enumerate() {
            let number = sheet.whole(at, people)?;
            let pair = (row[category].clone(), number);
            match margins.iter_mut().find(|margin| margin.variable == row[variable]) {
                Some(margin) => margin.categories.push(pair),
                None => margins.push(Margin { variable: row[variable].clone(), categories: vec![pair] }),
            }
        }
        Ok(margins)
    }

    /// The joint table of exactly these variables, whichever file has them as its columns.
    ///
    /// # Errors
    /// When no file has these columns, or one that has holds no whole number.
    pub fn joint(&self, variables: &[&str]) -> Result<Joint, Fault> {
        let wanted: BTreeSet<&str> = variables.iter().copied().collect();
        for file in self.joint_files()? {
            let sheet = self.sheet(&file)?;
            let found: BTreeSet<&str> =
                sheet.columns.iter().map(String::as_str).filter(|c| *c != "population").collect();
            if found != wanted {
                continue;
            }
            let people = sheet.column("population")?;
            let at = variables.iter().map(|variable| sheet.column(variable)).collect::<Result<Vec<_>, _>>()?;
            let cell = |(row, fields): (usize, &Vec<String>)| {
                Ok((at.iter().map(|column| fields[*column].clone()).collect(), sheet.whole(row, people)?))
            };
            let cells = sheet.rows.iter().enumerate().map(cell).collect::<Result<_, Fault>>()?;
            return Ok(Joint { variables: variables.iter().map(|&variable| variable.to_owned()).collect(), cells });
        }
        Err(Fault::of("population_joint_*.csv", format!("no joint table of {}", variables.join(", "))))
    }

    fn joint_files(&self) -> Result<BTreeSet<String>, Fault> {
        let fault = |error: std::io::Error| Fault::of("population_joint_*.csv", error.to_string());
        let mut files = BTreeSet::new();
        for entry in fs::read_dir(&self.path).map_err(fault)? {
            let name = entry.map_err(fault)?.file_name().to_string_lossy().into_owned();
            if name.starts_with("population_joint_") && Path::new(&name).extension().is_some_and(|end| end == "csv") {
                files.insert(name);
            }
        }
        Ok(files)
    }
}

impl Sheet {
    /// Reads the text of a CSV file, with or without a byte-order mark, with any ends of lines.
    ///
    /// # Errors
    /// When there is no header, or a row has another number of fields.
    pub fn read(file: &str, text: &str) -> Result<Self, Fault> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut reader = csv::ReaderBuilder::new().from_reader(text.as_bytes());
        let fault = |error: csv::Error| {
            let row = error.position().and_then(|position| usize::try_from(position.record()).ok());
            Fault { file: file.to_owned(), row: row.map(|row| row + 1), what: error.to_string() }
        };
        let columns: Vec<String> = reader.headers().map_err(fault)?.iter().map(str::to_owned).collect();
        if columns.iter().all(String::is_empty) {
            return Err(Fault::of(file, "it has no header"));
        }
        let row = |record: Result<csv::StringRecord, csv::Error>| {
            record.map(|record| record.iter().map(str::to_owned).collect()).map_err(fault)
        };
        let rows = reader.records().map(row).collect::<Result<_, _>>()?;
        Ok(Self { file: file.to_owned(), columns, rows })
    }

    /// Where a column stands.
    ///
    /// # Errors
    /// When there is none of this name.
    pub fn column(&self, name: &str) -> Result<usize, Fault> {
        let found = self.columns.iter().position(|column| column == name);
        found.ok_or_else(|| Fault::of(&self.file, format!("it has no column `{name}`")))
    }

    /// The whole number in a field.
    ///
    /// # Errors
    /// When it is none, or negative.
    pub fn whole(&self, row: usize, column: usize) -> Result<u64, Fault> {
        let text = self.rows[row][column].trim();
        // Programs that know no whole numbers write 12 as 12.0.
        let text = text.strip_suffix(".0").unwrap_or(text);
        text.parse().map_err(|_| self.at(row, column, "is no whole number"))
    }

    /// The number in a field; `None` where it is empty.
    ///
    /// # Errors
    /// When something else than a finite number stands there.
    pub fn number(&self, row: usize, column: usize) -> Result<Option<f64>, Fault> {
        let text = self.rows[row][column].trim();
        if text.is_empty() {
            return Ok(None);
        }
        let number = text.parse().ok().filter(|number: &f64| number.is_finite());
        number.map(Some).ok_or_else(|| self.at(row, column, "is no number"))
    }

    /// A fault of one field.
    pub fn at(&self, row: usize, column: usize, what: &str) -> Fault {
        let (name, text) = (&self.columns[column], &self.rows[row][column]);
        Fault { file: self.file.clone(), row: Some(row + 2), what: format!("`{text}` in the column `{name}` {what}") }
    }
}

fn read(folder: &Path, file: &str) -> Result<String, Fault> {
    fs::read_to_string(folder.join(file)).map_err(|error| Fault::of(file, error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_order_mark_quotes_and_other_line_ends_are_read() {
        let sheet = Sheet::read("t.csv", "\u{feff}a,b\r\n\"x, y\",1.0\r\n,\r\n").unwrap();
        assert_eq!(sheet.columns, ["a", "b"]);
        assert_eq!(sheet.rows, [["x, y", "1.0"], ["", ""]]);
        assert_eq!((sheet.whole(0, 1), sheet.number(1, 1)), (Ok(1), Ok(None)));
    }

    #[test]
    fn a_fault_names_file_row_and_column() {
        let sheet = Sheet::read("t.csv", "a,b\n1,-2\n").unwrap();
        assert_eq!(
            sheet.whole(0, 1).unwrap_err().to_string(),
            "t.csv, row 2: `-2` in the column `b` is no whole number"
        );
        assert_eq!(sheet.column("c").unwrap_err().to_string(), "t.csv: it has no column `c`");
        assert!(Sheet::read("t.csv", "a,b\n1,2,3\n").unwrap_err().to_string().starts_with("t.csv, row 2: "));
        assert!(Sheet::read("t.csv", "").is_err());
    }
}
