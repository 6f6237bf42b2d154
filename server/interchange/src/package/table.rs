//! Released tables.

use domain::disclosure::{Cell as Count, SafeTable};

use crate::sheet::{Cell, NotWritten, Sheet};

/// A released table by its name, with the words of its categories.
#[derive(Clone, Debug)]
pub struct Table {
    /// Its name.
    pub name: String,
    /// The question.
    pub words: String,
    /// The words of its categories.
    pub labels: Vec<String>,
    /// Its counts.
    pub table: SafeTable,
    /// The last day whose answers are in it.
    pub up_to: String,
}

/// All tables as one sheet, a row for each count.
pub(super) fn sheet(tables: &[Table]) -> Result<Vec<u8>, NotWritten> {
    let mut sheet = Sheet::new(["table", "question", "category", "label", "answers", "up_to"])?;
    for one in tables {
        let [dimension] = one.table.dimensions() else { continue };
        let mut line = |code: &str, label: &str, count: Count| {
            let count = count.published().and_then(|count| i64::try_from(count).ok());
            sheet.row([
                Cell::from(one.name.as_str()),
                Cell::from(one.words.as_str()),
                Cell::from(code),
                Cell::from(label),
                count.map_or_else(|| Cell::from("withheld"), Cell::Number),
                Cell::from(one.up_to.as_str()),
            ])
        };
        for (at, code) in dimension.categories.iter().enumerate() {
            line(code, one.labels.get(at).map_or(code, String::as_str), one.table.count(&[Some(at)]))?;
        }
        line("(all)", "everybody who said", one.table.base())?;
        line("(not said)", "did not say", one.table.did_not_say(0))?;
    }
    sheet.finish()
}
