//! The survey of the folder counted against its population, as several subjects need it.

use domain::inclusion::{Count, Interval};
use serde_json::{Value, json};

use super::{Fault, Folder, Margin, Sheet};

/// The survey in which nothing is missing.
pub const COMPLETE: &str = "survey_complete.csv";
/// The same people, with gaps.
pub const WITH_GAPS: &str = "survey_with_missing.csv";

/// One characteristic, counted.
pub struct Counted {
    /// Its categories with their people.
    pub margin: Margin,
    /// How many took part and live there, category by category.
    pub counts: Vec<Count>,
    /// How many did not say.
    pub missing: u64,
}

/// Every characteristic of the population, counted in a survey.
///
/// # Errors
/// When a file or a column is missing, or a category is none of the population's.
pub fn counted(folder: &Folder, survey: &str) -> Result<(Sheet, Vec<Counted>), Fault> {
    let sheet = folder.sheet(survey)?;
    let counted = folder.margins()?.into_iter().map(|margin| count(&sheet, margin)).collect::<Result<_, _>>()?;
    Ok((sheet, counted))
}

fn count(sheet: &Sheet, margin: Margin) -> Result<Counted, Fault> {
    let column = sheet.column(&margin.variable)?;
    let population = |(_, population): &(String, u64)| Count { participants: 0, population: *population };
    let mut counts: Vec<Count> = margin.categories.iter().map(population).collect();
    let mut missing = 0;
    for (row, fields) in sheet.rows.iter().enumerate() {
        if fields[column].is_empty() {
            missing += 1;
            continue;
        }
        let at = margin.categories.iter().position(|(category, _)| *category == fields[column]);
        match at.and_then(|at| counts.get_mut(at)) {
            Some(count) => count.participants += 1,
            None => return Err(sheet.at(row, column, "is none of the categories of population_margins.csv")),
        }
    }
    Ok(Counted { margin, counts, missing })
}

/// The categories of a characteristic in which anybody lives, with their names.
pub fn lived_in(counted: &Counted) -> Vec<(&str, Count)> {
    let named = counted.margin.categories.iter().map(|(name, _)| name.as_str()).zip(counted.counts.iter().copied());
    named.filter(|(_, count)| count.population > 0).collect()
}

/// An interval as two numbers.
pub fn pair(interval: Interval) -> Value {
    json!([interval.low, interval.high])
}

/// A characteristic by its name.
///
/// # Errors
/// When the population has none of this name.
pub fn named<'a>(all: &'a [Counted], variable: &str) -> Result<&'a Counted, Fault> {
    let found = all.iter().find(|one| one.margin.variable == variable);
    found.ok_or_else(|| Fault::of("population_margins.csv", format!("it has no variable `{variable}`")))
}
