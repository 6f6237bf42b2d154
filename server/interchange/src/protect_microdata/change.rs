//! What is done to values before they are made coarser: ends, exchanges and draws.

use domain::disclosure::microdata::{Ends, Pram, Swapped, ends, swap};
use serde::Serialize;

use super::{Fault, Spec, records::Records};

/// What was changed, with the parameters that are published.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Changed {
    /// Columns of numbers, with the ends beyond which they are not told apart; `None` where nothing is left of them.
    pub ends: Vec<(String, Option<Ends>)>,
    /// The column whose values were exchanged, the columns within which, and how many.
    pub swapped: Option<(String, Vec<String>, Swapped)>,
    /// The column whose values were drawn again, its values in order, and with which probabilities.
    pub drawn: Option<(String, Vec<String>, Pram)>,
}

/// Changes records as the specification says.
pub fn change(file: &str, spec: &Spec, records: &mut Records) -> Result<Changed, Vec<Fault>> {
    let mut changed = Changed::default();
    for (column, beyond) in &spec.ends {
        let ends = cut(file, column, *beyond, records)?;
        changed.ends.push((column.clone(), ends));
    }
    if let Some(wanted) = &spec.swap {
        let strata: Vec<Vec<u16>> =
            wanted.within.iter().filter_map(|column| records.place(column)).map(|at| records.small(at)).collect();
        let strata: Vec<&[u16]> = strata.iter().map(Vec::as_slice).collect();
        let mut values = records.place(&wanted.column).map(|at| records.small(at)).unwrap_or_default();
        let swapped = swap(&mut values, &strata, wanted.rate, spec.seed("swap"));
        put(records, &wanted.column, &values);
        changed.swapped = Some((wanted.column.clone(), wanted.within.clone(), swapped));
    }
    if let Some(wanted) = &spec.pram {
        let mut values = records.place(&wanted.column).map(|at| records.small(at)).unwrap_or_default();
        let names = records.column_mut(&wanted.column).map(|column| column.values.clone()).unwrap_or_default();
        if let Some(pram) = Pram::of(&values, names.len(), wanted.stay) {
            pram.apply(&mut values, spec.seed("pram"));
            put(records, &wanted.column, &values);
            changed.drawn = Some((wanted.column.clone(), names, pram));
        }
    }
    Ok(changed)
}

fn put(records: &mut Records, column: &str, values: &[u16]) {
    if let Some(column) = records.column_mut(column) {
        column.codes = values.iter().map(|code| u32::from(*code)).collect();
    }
}

/// Cuts numbers off at their ends. Where the ends would meet, nothing is left but whether there was a number.
fn cut(file: &str, name: &str, beyond: usize, records: &mut Records) -> Result<Option<Ends>, Vec<Fault>> {
    let Some(column) = records.column_mut(name) else { return Ok(None) };
    let mut numbers: Vec<Option<i64>> = Vec::new();
    for (at, value) in column.values.iter().enumerate() {
        let number = value.parse::<i64>();
        if number.is_err() && !value.is_empty() {
            let row = column.codes.iter().position(|code| *code as usize == at).map_or(0, |row| row as u64 + 2);
            return Err(vec![Fault::at(file, row, name, format!("{value:?} is not a whole number"))]);
        }
        numbers.push(number.ok());
    }
    let all: Vec<i64> = column.codes.iter().filter_map(|code| numbers.get(*code as usize).copied().flatten()).collect();
    let ends = ends(&all, beyond);
    for (value, number) in column.values.iter_mut().zip(numbers) {
        let Some(number) = number else { continue };
        *value = match ends {
            Some(ends) if number <= ends.bottom => format!("{} or less", ends.bottom),
            Some(ends) if number >= ends.top => format!("{} or more", ends.top),
            Some(_) => number.to_string(),
            None => "*".to_owned(),
        };
    }
    Ok(ends)
}
