//! Bars: how many, or which part, gave each answer. The number stands at the end of its bar.

use domain::disclosure::Cell;
use leptos::prelude::*;

use super::{
    Label, Released,
    marks::{Anchor, Marks},
    row_label,
};
use crate::{
    part::table::{Column, Row, table},
    words::Words,
};

/// One bar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bar {
    /// What it is of.
    pub label: Label,
    /// How long it is.
    pub value: Released,
    /// Whether the finding is about it.
    pub told: bool,
}

/// Where the scales of shares end, in percent. The last leaves room for a number behind a bar of everybody.
const ENDS: [f64; 8] = [10.0, 20.0, 30.0, 40.0, 50.0, 60.0, 80.0, 115.0];
/// The longest bar, in percent of the drawing: its number stands behind it.
const LONGEST: f64 = 88.0;

/// The length of each bar in percent of the drawing; none where its value is withheld. Shares are measured where all
/// that is published has one, otherwise counts: the two are never mixed.
pub fn lengths(values: &[Released]) -> Vec<Option<f64>> {
    let shares = are_shares(values);
    let measure = |value: &Released| {
        if shares { value.percent().map(f64::from) } else { value.people().map(|people| people as f64) }
    };
    let longest = values.iter().filter_map(measure).fold(0.0, f64::max);
    let fits = |end: &&f64| longest <= **end * LONGEST / 100.0;
    let end = if shares { ENDS.iter().find(fits).copied().unwrap_or(115.0) } else { longest * 100.0 / LONGEST };
    values.iter().map(|value| measure(value).map(|length| if end > 0.0 { length / end * 100.0 } else { 0.0 })).collect()
}

/// Whether everything that is published has a share.
pub fn are_shares(values: &[Released]) -> bool {
    let mut published = values.iter().filter(|value| value.people().is_some()).peekable();
    published.peek().is_some() && published.all(|value| value.percent().is_some())
}

/// The bars.
pub fn plot(words: Words, bars: &[Bar]) -> AnyView {
    let values: Vec<Released> = bars.iter().map(|bar| bar.value).collect();
    let rows = bars.iter().zip(lengths(&values)).map(|(bar, length)| row(words, bar, length)).collect_view();
    view! { <div class="plot">{rows}</div> }.into_any()
}

fn row(words: Words, bar: &Bar, length: Option<f64>) -> AnyView {
    let number = bar.value.words(words);
    let drawing = match length {
        None => view! { <div class="plot__track withheld"><span>{number}</span></div> }.into_any(),
        Some(length) => {
            let mut marks = Marks::default();
            marks.filled(if bar.told { "bar" } else { "bar bar--soft" }, [0.0, 10.0, length, 80.0]);
            marks.beside("off", length, Anchor::Start, &number);
            let said = words.with("chart-row", &[("label", &bar.label.words), ("value", &number)]);
            view! { <div class="plot__track">{marks.draw("marks marks--bar", Some(said))}</div> }.into_any()
        }
    };
    view! { <div class="plot__row plot__row--bars">{row_label(&bar.label)}{drawing}</div> }.into_any()
}

/// The numbers of the bars. `answer` is the head of their column; `all` is everybody, where the bars are parts of them.
pub fn numbers(words: Words, caption: &str, answer: String, bars: &[Bar], all: Option<(String, Cell)>) -> AnyView {
    let columns = vec![
        Column::words(answer),
        Column::number(words.t("chart-people")),
        Column::number(words.t("chart-share-head")),
    ];
    let line = |bar: &Bar| Row { head: bar.label.view(), cells: bar.value.cells(words), all: false };
    let everybody = all.map(|(head, count)| Row {
        head: head.into_any(),
        cells: vec![super::released::count_cell(words, count), String::new().into()],
        all: true,
    });
    table(caption, columns, bars.iter().map(line).chain(everybody).collect())
}

#[cfg(test)]
mod tests {
    use domain::disclosure::Percent;

    use super::*;

    fn share(count: u64, percent: u8) -> Released {
        Released { count: Cell::Published(count), share: Percent::Whole(percent) }
    }

    fn few(count: u64) -> Released {
        Released { count: Cell::Published(count), share: Percent::TooSmallBase }
    }

    const HIDDEN: Released = Released { count: Cell::Withheld, share: Percent::Withheld };

    #[test]
    fn shares_have_scales_that_people_know_and_room_for_their_numbers() {
        assert_eq!(lengths(&[share(430, 43), share(190, 19)]), [Some(86.0), Some(38.0)]);
        assert_eq!(lengths(&[share(50, 100)]), [Some(100.0 / 1.15)]);
        assert_eq!(lengths(&[share(0, 0), share(0, 0)]), [Some(0.0), Some(0.0)]);
        for percent in 0..=100 {
            assert!(lengths(&[share(0, percent)])[0].unwrap() <= LONGEST);
        }
    }

    #[test]
    fn few_answers_are_measured_by_their_number() {
        assert_eq!(lengths(&[few(20), few(10)]), [Some(88.0), Some(44.0)]);
    }

    #[test]
    fn what_is_withheld_has_no_length() {
        assert_eq!(lengths(&[share(50, 50), HIDDEN]), [Some(50.0 / 0.6), None]);
        assert_eq!(lengths(&[HIDDEN, HIDDEN]), [None, None]);
        assert!(!are_shares(&[HIDDEN]));
    }
}
