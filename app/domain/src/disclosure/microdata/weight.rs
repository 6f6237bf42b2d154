//! Weights of what is released.
//!
//! A raked weight is a product of factors, one for each category, so that it would tell the categories that were made
//! coarser or suppressed. These weights are raked again on what is released, where a suppressed value is a category,
//! and rounded to three figures (facts on disclosure, 4.2).

use crate::inclusion::weight::{Impossible, Sample, Target, rake};

/// A weight for every released record. Each target has the people of every category that its column can hold, at the
/// released level; whoever has a suppressed value, or one that is not among the categories, counts as a category that
/// is as large among all people as among the records. Records that agree in all columns have the same weight.
///
/// # Errors
/// Why there are no weights.
pub fn released_weights(columns: &[&[Option<u16>]], targets: &[Target]) -> Result<Vec<f64>, Impossible> {
    let records = columns.first().map_or(0, |column| column.len());
    if records == 0 || columns.len() != targets.len() || columns.iter().any(|column| column.len() != records) {
        return Err(Impossible::Malformed);
    }
    let mut codes: Vec<Vec<u16>> = Vec::new();
    let mut whole: Vec<Target> = Vec::new();
    for (column, target) in columns.iter().zip(targets) {
        let unknown = u16::try_from(target.categories.len()).map_err(|_| Impossible::Malformed)?;
        let places: Vec<u16> = column.iter().map(|code| code.map_or(unknown, |code| code.min(unknown))).collect();
        let hidden = places.iter().filter(|place| **place == unknown).count() as u64;
        whole.push(with_unknown(target, hidden, records as u64));
        codes.push(places);
    }
    let columns: Vec<&[u16]> = codes.iter().map(Vec::as_slice).collect();
    let sample = Sample::new(whole, &columns, None)?;
    let weights = rake(&sample)?;
    let of_row = |row: usize| {
        sample.cell_of(row).and_then(|cell| weights.by_cell().get(cell)).map_or(0.0, |weight| three(*weight))
    };
    Ok((0..records).map(of_row).collect())
}

/// The target with a last category for what is not known; the others make room for it in proportion.
fn with_unknown(target: &Target, hidden: u64, records: u64) -> Target {
    let total = target.total();
    let unknown = scaled(total, hidden, records);
    let room = total - unknown;
    let mut categories: Vec<(String, u64)> =
        target.categories.iter().map(|(name, people)| (name.clone(), scaled(room, *people, total))).collect();
    // What rounding left over goes to the largest, where it changes least.
    let sum: u64 = categories.iter().map(|(_, people)| people).sum();
    if let Some((_, people)) = categories.iter_mut().max_by_key(|(_, people)| *people) {
        *people = (*people + room).saturating_sub(sum);
    }
    categories.push((String::new(), unknown));
    Target { code: target.code.clone(), categories }
}

/// `number * part / of`, rounded down; 0 of nothing.
fn scaled(number: u64, part: u64, of: u64) -> u64 {
    let product = u128::from(number) * u128::from(part);
    product.checked_div(u128::from(of)).and_then(|scaled| u64::try_from(scaled).ok()).unwrap_or(0)
}

/// A number in three figures.
fn three(number: f64) -> f64 {
    if number <= 0.0 || !number.is_finite() {
        return 0.0;
    }
    let unit = 10_f64.powf(number.log10().floor() - 2.0);
    let figures = (number / unit).round();
    // Dividing by the inverse of a small unit gives the nearest number that is written in three figures.
    if unit < 1.0 { figures / (1.0 / unit).round() } else { figures * unit.round() }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    fn target(code: &str, people: &[u64]) -> Target {
        let categories = people.iter().enumerate().map(|(at, people)| (at.to_string(), *people)).collect();
        Target { code: code.to_owned(), categories }
    }

    #[test]
    fn three_figures() {
        for (number, rounded) in [(12.345, 12.3), (0.098_76, 0.0988), (123_456.0, 123_000.0), (0.0, 0.0), (1.0, 1.0)] {
            assert!((three(number) - rounded).abs() < 1e-12, "{number}");
        }
    }

    #[test]
    fn weights_follow_what_is_released_and_add_up() {
        let age: Vec<Option<u16>> = (0..200).map(|row| (row % 10 != 0).then_some(row % 2)).collect();
        let sex: Vec<Option<u16>> = (0..200).map(|row| Some(u16::from(row % 3 == 0))).collect();
        let targets = [target("age", &[600, 400]), target("sex", &[490, 510])];
        let weights = released_weights(&[&age, &sex], &targets).unwrap();
        assert!((weights.iter().sum::<f64>() - 1000.0).abs() < 10.0);
        let mut by_class: BTreeMap<(Option<u16>, Option<u16>), f64> = BTreeMap::new();
        for ((age, sex), weight) in age.iter().zip(&sex).zip(&weights) {
            let known = by_class.entry((*age, *sex)).or_insert(*weight);
            assert!((*known - weight).abs() < 1e-12, "a weight tells people apart who are released as equal");
        }
    }

    #[test]
    fn what_cannot_be_raked_says_why() {
        let column = [Some(0_u16); 10];
        assert!(matches!(released_weights(&[&column], &[target("age", &[1, 1])]), Err(Impossible::NobodyOf(_))));
        assert_eq!(released_weights(&[], &[]), Err(Impossible::Malformed));
        assert_eq!(released_weights(&[&column[..]], &[]), Err(Impossible::Malformed));
    }
}
