//! Weeks: how many answered, week by week.

use domain::{
    disclosure::{Cell, SafeTable},
    time::words::{plain_date, short_date},
};
use jiff::{ToSpan, civil::Date};
use leptos::prelude::*;

use super::{
    Released,
    columns::{self, Column},
    released::count_cell,
};
use crate::{
    part::table::{self, Row, table},
    words::{Words, grouped},
};

/// The weeks from the first on, each with its Monday and how many answered in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weeks(Vec<(Date, Cell)>);

impl Weeks {
    /// The weeks of a released table, from the Monday on that it counts from, up to the week of this day.
    pub fn of(table: &SafeTable, from: Date, up_to: Date) -> Self {
        let weeks = table.dimensions().first().map_or(0, |dimension| dimension.categories.len());
        let monday = |week: usize| from.checked_add(i64::try_from(week).unwrap_or(i64::MAX).weeks()).ok();
        let all = (0..weeks).filter_map(|week| Some((monday(week)?, table.count(&[Some(week)]))));
        Self(all.take_while(|(monday, _)| *monday <= up_to).collect())
    }

    /// The busiest week, if there is one that stands out: counts are rounded, so that the next must be ten less.
    pub fn busiest(&self) -> Option<(Date, u64)> {
        let mut counts: Vec<(Date, u64)> =
            self.0.iter().filter_map(|(week, cell)| Some((*week, cell.published()?))).collect();
        counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        let (first, next) = (counts.first().copied()?, counts.get(1).map_or(0, |(_, count)| *count));
        (first.1 >= next + 10).then_some(first)
    }

    /// Whether there is nothing to show.
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|(_, cell)| cell.published().is_none_or(|count| count == 0))
    }

    /// The columns.
    pub fn plot(&self, words: Words) -> AnyView {
        let busiest = self.busiest().map(|(week, _)| week);
        let last = self.0.len().saturating_sub(1);
        let columns: Vec<Column> = self
            .0
            .iter()
            .enumerate()
            .map(|(at, (monday, count))| Column {
                label: if is_named(at, last) { short_date(*monday, words.language()) } else { String::new() },
                value: Released { count: *count, share: domain::disclosure::Percent::TooSmallBase },
                told: Some(*monday) == busiest,
            })
            .collect();
        columns::plot(words, &columns, self.said(words))
    }

    fn said(&self, words: Words) -> String {
        let Some((first, _)) = self.0.first() else { return String::new() };
        let counts: Vec<String> = self
            .0
            .iter()
            .map(|(_, cell)| cell.published().map_or_else(|| words.t("chart-withheld"), grouped))
            .collect();
        let from = short_date(*first, words.language());
        words.with("chart-weeks-said", &[("from", &from), ("counts", &counts.join(", "))])
    }

    /// The numbers.
    pub fn numbers(&self, words: Words, caption: &str) -> AnyView {
        let columns =
            vec![table::Column::words(words.t("chart-week-from")), table::Column::number(words.t("chart-people"))];
        let rows = self.0.iter().map(|(monday, count)| Row {
            head: plain_date(*monday, words.language()).into_any(),
            cells: vec![count_cell(words, *count)],
            all: false,
        });
        table(caption, columns, rows.collect())
    }
}

/// The first and the last week carry their dates, and one between them where there is room.
fn is_named(at: usize, last: usize) -> bool {
    at == 0 || at == last && last > 2 || last > 5 && at == last / 2
}
