//! A file of people as places of their categories: what counting needs.

use std::collections::BTreeMap;

use domain::inclusion::representation::Count;
use serde_json::Value;

use super::{Fault, Folder, Margin, Sheet};

/// The place of each row's category in a list of categories; a place beyond it for what is not in the list.
pub(super) fn places(sheet: &Sheet, column: usize, categories: &[String]) -> Vec<u16> {
    let place_of: BTreeMap<&str, usize> = categories.iter().enumerate().map(|(at, name)| (name.as_str(), at)).collect();
    let place = |row: &Vec<String>| place_of.get(row[column].as_str()).copied().unwrap_or(categories.len());
    sheet.rows.iter().map(|row| u16::try_from(place(row)).unwrap_or(u16::MAX)).collect()
}

/// The values of a column that occur, in the order of their text.
pub(super) fn values(sheet: &Sheet, column: usize) -> Vec<String> {
    let mut values: Vec<String> = sheet.rows.iter().map(|row| row[column].clone()).collect();
    values.sort_unstable();
    values.dedup();
    values
}

/// The categories of one variable in the order of the margins, with their people.
pub(super) fn margin<'a>(margins: &'a [Margin], variable: &str) -> Result<&'a Margin, Fault> {
    let found = margins.iter().find(|margin| margin.variable == variable);
    found.ok_or_else(|| Fault::of("population_margins.csv", format!("it has no variable `{variable}`")))
}

/// The names of a margin's categories.
pub(super) fn names(margin: &Margin) -> Vec<String> {
    margin.categories.iter().map(|(name, _)| name.clone()).collect()
}

/// All people who live here, by the first variable.
pub(super) fn population(margins: &[Margin]) -> Result<u64, Fault> {
    let first = margins.first().ok_or_else(|| Fault::of("population_margins.csv", "it has no rows"))?;
    Ok(first.categories.iter().map(|(_, people)| people).sum())
}

/// All respondents and all people.
pub(super) fn everybody(sheet: &Sheet, margins: &[Margin]) -> Result<Count, Fault> {
    Ok(Count { participants: sheet.rows.len() as u64, population: population(margins)? })
}

/// A setting that is a list of texts.
pub(super) fn texts(folder: &Folder, setting: &str) -> Result<Vec<String>, Fault> {
    list_of_texts(setting, folder.settings().get(setting).unwrap_or(&Value::Null))
}

/// A list of texts in a setting.
pub(super) fn list_of_texts(setting: &str, value: &Value) -> Result<Vec<String>, Fault> {
    let list = value.as_array().and_then(|list| list.iter().map(|text| Some(text.as_str()?.to_owned())).collect());
    list.ok_or_else(|| Fault::of("settings.json", format!("`{setting}` is no list of texts")))
}
