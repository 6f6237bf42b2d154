//! The figures of a year as a file.

use domain::{
    disclosure::Cell,
    engagement::{
        Year,
        ledger::{Entry, Ledger},
    },
    inclusion::{Compared, Comparison},
    outreach::GroupRef,
};

use super::two;
use crate::{inclusion::verdict_code, visit::Visit};

const HEADS: [&str; 19] = [
    "year",
    "engagement",
    "method",
    "from",
    "to",
    "people",
    "organisations",
    "conversations",
    "characteristic",
    "group",
    "label",
    "participants",
    "said",
    "did_not_say",
    "residents",
    "ratio",
    "ratio_low",
    "ratio_high",
    "verdict",
];

/// The figures of a year as rows of a file: one for each group of each engagement, with its heads.
pub fn file(visit: &Visit, ledger: &Ledger) -> (Vec<&'static str>, Vec<Vec<FileCell>>) {
    let mut rows = Vec::new();
    for entry in &ledger.entries {
        if entry.comparisons.is_empty() {
            let mut row = about(visit, ledger.year, entry);
            row.resize_with(HEADS.len(), || FileCell::Words(String::new()));
            rows.push(row);
        }
        for comparison in &entry.comparisons {
            for group in &comparison.groups {
                let mut row = about(visit, ledger.year, entry);
                row.extend(of_group(visit, ledger, comparison, group));
                rows.push(row);
            }
        }
    }
    (HEADS.into(), rows)
}

/// What a row says of its engagement.
fn about(visit: &Visit, year: Year, entry: &Entry) -> Vec<FileCell> {
    vec![
        FileCell::Words(year.to_string()),
        FileCell::Words(entry.title.best(visit.language()).0.to_owned()),
        FileCell::Words(entry.method.code().to_owned()),
        FileCell::Words(entry.from.to_string()),
        FileCell::Words(entry.to.to_string()),
        FileCell::of(entry.people),
        FileCell::Number(entry.bodies),
        FileCell::Number(entry.conversations),
    ]
}

/// What a row says of its group.
fn of_group(visit: &Visit, ledger: &Ledger, comparison: &Comparison, group: &Compared) -> [FileCell; 11] {
    let of = GroupRef { characteristic: comparison.code.clone(), group: group.code.clone() };
    let label = ledger.named_group(&of).map(|named| named.label.best(visit.language()).0.to_owned());
    let shown = group.figures.map(|figures| figures.representation);
    let interval = shown.and_then(|shown| shown.ratio_interval);
    let ratio = |value: Option<f64>| FileCell::Words(value.map(two).unwrap_or_default());
    let verdict = group.figures.and_then(|figures| figures.verdict).map_or("", verdict_code);
    [
        FileCell::Words(of.characteristic),
        FileCell::Words(of.group),
        FileCell::Words(label.unwrap_or_default()),
        FileCell::of(group.participants),
        FileCell::of(comparison.said),
        FileCell::of(comparison.did_not_say),
        FileCell::Number(group.population),
        ratio(shown.and_then(|shown| shown.ratio)),
        ratio(interval.map(|interval| interval.low)),
        ratio(interval.map(|interval| interval.high)),
        FileCell::Words(verdict.to_owned()),
    ]
}

/// A cell of the file.
pub enum FileCell {
    /// Words.
    Words(String),
    /// A number.
    Number(u64),
}

impl FileCell {
    /// A published count, or `c` for one that is withheld for confidentiality.
    fn of(cell: Cell) -> Self {
        cell.published().map_or_else(|| Self::Words("c".to_owned()), Self::Number)
    }
}
