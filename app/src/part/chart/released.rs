//! What charts are made of: released numbers, labels, and what may be worked out from several numbers.

use domain::{
    disclosure::{Cell, Percent, SafeTable},
    text::Text,
};

use crate::{
    part::table,
    words::{Words, grouped},
};

/// One number as it was released: how many, and which part of all, where the table gives one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Released {
    /// How many people.
    pub count: Cell,
    /// Which part of everybody who said.
    pub share: Percent,
}

impl Released {
    /// A category of a table with one dimension.
    pub fn of(table: &SafeTable, category: usize) -> Self {
        let at = [Some(category)];
        Self { count: table.count(&at), share: table.percent(&at, 0) }
    }

    /// All categories of a table with one dimension.
    pub fn all(table: &SafeTable) -> Vec<Self> {
        let categories = table.dimensions().first().map_or(0, |dimension| dimension.categories.len());
        (0..categories).map(|category| Self::of(table, category)).collect()
    }

    /// The count, if it is published.
    pub const fn people(self) -> Option<u64> {
        self.count.published()
    }

    /// The share in percent, if the table gives one.
    pub const fn percent(self) -> Option<u8> {
        match self.share {
            Percent::Whole(percent) => Some(percent),
            Percent::TooSmallBase | Percent::Withheld => None,
        }
    }

    /// As it stands in a sentence or at the end of a bar: the share or, where there is none, the count.
    pub fn words(self, words: Words) -> String {
        match (self.percent(), self.people()) {
            (Some(percent), _) => share_words(words, percent),
            (None, Some(people)) => grouped(people),
            (None, None) => words.t("chart-withheld"),
        }
    }

    /// The two cells of a table, count and share.
    pub fn cells(self, words: Words) -> Vec<table::Cell> {
        let Some(people) = self.people() else { return vec![table::Cell::Withheld(2, words.t("chart-withheld"))] };
        let share = self.percent().map_or_else(|| words.t("chart-no-share"), |percent| share_words(words, percent));
        vec![grouped(people).into(), share.into()]
    }
}

/// A count in a table of one column of numbers.
pub(super) fn count_cell(words: Words, count: Cell) -> table::Cell {
    match count {
        Cell::Published(people) => grouped(people).into(),
        Cell::Withheld => table::Cell::Withheld(1, words.t("chart-withheld")),
    }
}

/// A share as people read it.
pub(super) fn share_words(words: Words, percent: u8) -> String {
    words.with("chart-share", &[("percent", &percent.to_string())])
}

/// The share that several categories of one table make together, worked out from their published counts by the rule of
/// [`SafeTable::percent`]. None where any of them is withheld or the table gives no percentages.
pub fn joined(table: &SafeTable, categories: &[usize]) -> Option<u8> {
    let parts: Option<Vec<Released>> = categories
        .iter()
        .map(|category| Some(Released::of(table, *category)).filter(|part| part.percent().is_some()))
        .collect();
    let people: u64 = parts?.into_iter().filter_map(Released::people).sum();
    let base = table.base().published().filter(|base| *base > 0)?;
    u8::try_from(((200 * people + base) / (2 * base)).min(100)).ok()
}

/// Where the answers on a scale of numbers lie, worked out from their published counts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spread {
    /// Their mean.
    pub mean: f64,
    /// From where to where the middle half of them lies.
    pub middle_half: [i64; 2],
    /// The highest point that at least half of them reach.
    pub median: i64,
    /// How many answers.
    pub answers: u64,
}

/// From so many answers on a mean bears one digit after the point; below it is said to the nearest half. Every count is
/// rounded by itself, which moves the mean of eleven points by about 26 divided by the number of answers.
const FINE: u64 = 250;

impl Spread {
    /// The spread of a table over whole numbers; none where it gives no percentages, or its categories are no numbers.
    pub fn of(table: &SafeTable) -> Option<Self> {
        let [dimension] = table.dimensions() else { return None };
        let points: Vec<i64> = dimension.categories.iter().map(|code| code.parse().ok()).collect::<Option<_>>()?;
        let released = Released::all(table);
        let counts: Vec<u64> =
            released.iter().map(|value| value.percent().and(value.people())).collect::<Option<_>>()?;
        let answers: u64 = counts.iter().sum();
        if answers == 0 {
            return None;
        }
        let weighed: f64 = points.iter().zip(&counts).map(|(point, count)| *point as f64 * *count as f64).sum();
        let reached = |quarters: u64| {
            let mut sum = 0;
            let found = points.iter().zip(&counts).find(|(_, count)| {
                sum += **count;
                4 * sum >= quarters * answers
            });
            found.map_or(0, |(point, _)| *point)
        };
        let at_least =
            |point: i64| points.iter().zip(&counts).filter(|(p, _)| **p >= point).map(|(_, n)| n).sum::<u64>();
        let median = points.iter().copied().filter(|point| 2 * at_least(*point) >= answers).max()?;
        Some(Self { mean: weighed / answers as f64, middle_half: [reached(1), reached(3)], median, answers })
    }

    /// The mean, as fine as the numbers bear.
    pub fn mean_words(&self) -> String {
        if self.answers >= FINE {
            return format!("{:.1}", self.mean);
        }
        let halves = (2.0 * self.mean).round() / 2.0;
        format!("{halves}")
    }
}

/// What a row, a bar or a line of a table is of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Label {
    /// Its words.
    pub words: String,
    /// Their language, where it is not that of the page.
    pub lang: Option<&'static str>,
}

impl Label {
    /// A text in the language of the page, or in the one it is there in.
    pub fn of(words: Words, text: &Text) -> Self {
        let (said, spoken) = text.best(words.language());
        Self { words: said.to_owned(), lang: (spoken != words.language()).then(|| spoken.code()) }
    }

    /// The label as the head of a row of a table.
    pub fn view(&self) -> leptos::prelude::AnyView {
        use leptos::prelude::*;
        view! { <span lang=self.lang>{self.words.clone()}</span> }.into_any()
    }
}

impl From<String> for Label {
    fn from(words: String) -> Self {
        Self { words, lang: None }
    }
}
