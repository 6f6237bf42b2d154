//! Columns: answers along a scale that has an order of its own, from left to right.

use leptos::prelude::*;

use super::{
    Released, bars,
    marks::{Anchor, Marks},
};
use crate::words::{Words, grouped};

/// One column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// What stands under it; may be empty.
    pub label: String,
    /// How high it is.
    pub value: Released,
    /// Whether the finding is about it.
    pub told: bool,
}

/// Where the columns stand, in percent of the height.
const GROUND: f64 = 88.0;
/// Up to where they reach.
const TOP: f64 = 15.0;
/// Where the line under the ground is written.
const UNDER: f64 = 99.0;
/// How much of its place a column fills.
const FILLED: f64 = 0.78;
/// Of more columns than this, only those that the finding is about carry their number.
const NUMBERED: usize = 11;

/// The height of each column in percent of the drawing; none where its value is withheld.
pub fn heights(values: &[Released]) -> Vec<Option<f64>> {
    let lengths = bars::lengths(values);
    let longest = lengths.iter().flatten().copied().fold(0.0, f64::max);
    let height = |length: f64| if longest > 0.0 { length / longest * (GROUND - TOP) } else { 0.0 };
    lengths.into_iter().map(|length| length.map(height)).collect()
}

/// The columns. `said` is all of it in words.
pub fn plot(words: Words, columns: &[Column], said: String) -> AnyView {
    let values: Vec<Released> = columns.iter().map(|column| column.value).collect();
    let place = 100.0 / columns.len().max(1) as f64;
    let mut marks = Marks::default();
    for (at, (column, height)) in columns.iter().zip(heights(&values)).enumerate() {
        let left = place * at as f64;
        let middle = left + place / 2.0;
        match height {
            None => marks.filled("hidden", [left + place * (1.0 - FILLED) / 2.0, TOP, place * FILLED, GROUND - TOP]),
            Some(height) => {
                let class = if column.told { "bar" } else { "bar bar--soft" };
                marks.filled(class, [left + place * (1.0 - FILLED) / 2.0, GROUND - height, place * FILLED, height]);
                if column.told || columns.len() <= NUMBERED {
                    marks.above([middle, GROUND - height], Anchor::Middle, &short(column.value));
                }
            }
        }
        if !column.label.is_empty() {
            let (x, anchor) = label_at(at, columns.len(), middle, &column.label);
            marks.above([x, UNDER], anchor, &column.label);
        }
    }
    marks.level("base", 0.0, 100.0, GROUND);
    let withheld = values.iter().any(|value| value.people().is_none());
    let note = withheld.then(|| view! { <p class="soft">{words.t("chart-column-withheld")}</p> });
    view! { <div class="plot">{marks.draw("marks marks--tall", Some(said))}{note}</div> }.into_any()
}

/// The number over a column, without the sign: it stands in the line that says what is measured.
fn short(value: Released) -> String {
    match (value.percent(), value.people()) {
        (Some(percent), _) => percent.to_string(),
        (None, Some(people)) => grouped(people),
        (None, None) => String::new(),
    }
}

/// Long words at the ends of many columns stay inside of the drawing.
fn label_at(at: usize, columns: usize, middle: f64, label: &str) -> (f64, Anchor) {
    let long = label.chars().count() > 5 && columns > 3;
    match at {
        0 if long => (0.0, Anchor::Start),
        at if long && at + 1 == columns => (100.0, Anchor::End),
        _ => (middle, Anchor::Middle),
    }
}

#[cfg(test)]
mod tests {
    use domain::disclosure::{Cell, Percent};

    use super::*;

    #[test]
    fn the_highest_column_reaches_the_top_and_none_leaves_the_drawing() {
        let value = |percent| Released { count: Cell::Published(10), share: Percent::Whole(percent) };
        let hidden = Released { count: Cell::Withheld, share: Percent::Withheld };
        let found = heights(&[value(40), value(20), hidden, value(0)]);
        assert_eq!(found, [Some(GROUND - TOP), Some((GROUND - TOP) / 2.0), None, Some(0.0)]);
        assert_eq!(heights(&[]), []);
    }
}
