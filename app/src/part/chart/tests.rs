//! A chart never shows a number that its table does not publish, whatever was counted.

use std::collections::BTreeSet;

use domain::{
    disclosure::{Dimension, Kind, Policy, RawTable, RecordKey, SafeTable, protect},
    text::Language,
};
use jiff::civil::date;
use leptos::prelude::*;
use proptest::prelude::*;

use super::{
    Label, Released, Spread,
    bars::{self, Bar},
    columns::{self, Column},
    stacked::{self, Statement, Steps},
    weeks::Weeks,
};
use crate::{shell::render, words::Words};

const WORDS: Words = Words::of(Language::English);

/// A protected table with so many people in each category.
pub fn table(kind: Kind, codes: &[&str], people: &[u64], silent: u64) -> SafeTable {
    let categories = codes.iter().map(|code| (*code).to_owned()).collect();
    let mut table = RawTable::new(vec![Dimension { code: "d".to_owned(), categories, kind }]).unwrap();
    let said = people.iter().enumerate().flat_map(|(at, count)| (0..*count).map(move |_| Some(at)));
    for (record, at) in (1_u64..).zip(said.chain((0..silent).map(|_| None))) {
        let key = record.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        table.add(RecordKey::new((key ^ key >> 31).to_be_bytes()), &[at]).unwrap();
    }
    protect(&table, &Policy::default())
}

/// The numbers that people can read or hear in a piece of HTML: in its texts and its labels, not in its coordinates.
fn numbers(html: &str) -> BTreeSet<u64> {
    let mut said = String::new();
    for piece in html.split('<') {
        let (tag, text) = piece.split_once('>').unwrap_or(("", piece));
        if let Some((_, label)) = tag.split_once("aria-label=\"") {
            said.push_str(label.split('"').next().unwrap_or_default());
        }
        said.push(' ');
        said.push_str(text);
        said.push(' ');
    }
    let said = said.replace("fewer than 10", "").replace("fewer than 50", "").replace(',', "");
    said.split(|c: char| !c.is_ascii_digit()).filter_map(|digits| digits.parse().ok()).collect()
}

/// The numbers that a table publishes.
fn published(table: &SafeTable) -> BTreeSet<u64> {
    let shares = Released::all(table).into_iter().filter_map(Released::percent).map(u64::from);
    table.cells().filter_map(|(_, cell)| cell.published()).chain(shares).collect()
}

fn html(view: impl FnOnce() -> AnyView) -> String {
    render(view)
}

/// Labels without digits.
const CODES: [&str; 5] = ["a", "b", "c", "d", "e"];

fn label(at: usize) -> Label {
    Label::from(CODES[at].to_owned())
}

fn people() -> impl Strategy<Value = Vec<u64>> {
    prop::collection::vec(prop_oneof![0_u64..12, 0_u64..60, 100_u64..400], 5)
}

proptest! {
    #[test]
    fn bars_and_columns_show_what_is_published(people in people(), group: bool, silent in 0_u64..30) {
        let table = table(if group { Kind::Group } else { Kind::Answer }, &CODES, &people, silent);
        let values = Released::all(&table);
        let all: Vec<Bar> = values.iter().enumerate().map(|(at, value)| Bar { label: label(at), value: *value, told: at == 0 }).collect();
        let upright: Vec<Column> = values.iter().enumerate().map(|(at, value)| Column { label: CODES[at].to_owned(), value: *value, told: true }).collect();
        let shown = html(|| view! {
            {bars::plot(WORDS, &all)}
            {bars::numbers(WORDS, "", String::new(), &all, Some((String::new(), table.base())))}
            {columns::plot(WORDS, &upright, String::new())}
        }.into_any());
        prop_assert!(numbers(&shown).is_subset(&published(&table)), "{:?} {:?}", numbers(&shown), published(&table));
    }

    #[test]
    fn what_is_withheld_is_hatched_and_says_so(people in people()) {
        let table = table(Kind::Group, &CODES, &people, 0);
        let values = Released::all(&table);
        let all: Vec<Bar> = values.iter().enumerate().map(|(at, value)| Bar { label: label(at), value: *value, told: false }).collect();
        let shown = html(|| bars::plot(WORDS, &all));
        let withheld = values.iter().filter(|value| value.people().is_none()).count();
        prop_assert_eq!(shown.matches("plot__track withheld").count(), withheld);
        prop_assert_eq!(shown.matches("withheld (fewer than 10)").count(), withheld);
        prop_assert_eq!(shown.matches("<rect").count(), 5 - withheld);
    }

    #[test]
    fn stacked_bars_show_what_is_published(first in people(), second in people(), around: bool) {
        let tables = [first, second].map(|people| table(Kind::Answer, &CODES, &people, 3));
        let steps = Steps { words: CODES.map(str::to_owned).to_vec(), beside: Vec::new(), around };
        let statements: Vec<Statement> = tables
            .iter()
            .map(|table| Statement { label: label(0), steps: Released::all(table), beside: Vec::new(), base: table.base() })
            .collect();
        let shown = html(|| view! {
            {stacked::plot(WORDS, &steps, &statements)}
            {stacked::numbers(WORDS, "", String::new(), &steps, &statements)}
        }.into_any());
        let published: BTreeSet<u64> = tables.iter().flat_map(published).collect();
        prop_assert!(numbers(&shown).is_subset(&published));
    }

    #[test]
    fn weeks_show_what_is_published(people in people()) {
        let table = table(Kind::Answer, &CODES, &people, 0);
        let weeks = Weeks::of(&table, date(2026, 11, 2), date(2026, 12, 31));
        let shown = html(|| view! { {weeks.plot(WORDS)}{weeks.numbers(WORDS, "")} }.into_any());
        let mut allowed = published(&table);
        allowed.extend([2026, 2, 9, 16, 23, 30]);
        prop_assert!(numbers(&shown).is_subset(&allowed));
    }

    #[test]
    fn a_spread_lies_on_its_scale(people in prop::collection::vec(0_u64..300, 5)) {
        let table = table(Kind::Answer, &["0", "1", "2", "3", "4"], &people, 0);
        if let Some(spread) = Spread::of(&table) {
            let [low, high] = spread.middle_half;
            prop_assert!(0 <= low && low <= high && high <= 4 && (0..=4).contains(&spread.median));
            prop_assert!((0.0..=4.0).contains(&spread.mean));
        } else {
            prop_assert!(table.base().published().is_none_or(|base| base < 50) || Released::all(&table).iter().all(|v| v.people() == Some(0)));
        }
    }
}

#[test]
fn few_answers_are_counted_and_not_shared_out() {
    let table = table(Kind::Answer, &CODES, &[20, 10, 5, 0, 0], 0);
    let all: Vec<Bar> = Released::all(&table)
        .into_iter()
        .enumerate()
        .map(|(at, value)| Bar { label: label(at), value, told: false })
        .collect();
    let shown = html(|| bars::plot(WORDS, &all));
    assert!(!shown.contains("%</text>"), "{shown}");
    assert_eq!(numbers(&shown), published(&table).difference(&BTreeSet::from([35])).copied().collect());
    assert!(Spread::of(&table).is_none());
}

#[test]
fn a_week_stands_out_by_ten() {
    let weeks =
        |people: &[u64]| Weeks::of(&table(Kind::Answer, &CODES, people, 0), date(2026, 11, 2), date(2026, 11, 30));
    assert_eq!(weeks(&[40, 80, 40, 0, 0]).busiest(), Some((date(2026, 11, 9), 80)));
    assert_eq!(weeks(&[80, 80, 40, 0, 0]).busiest(), None);
    assert!(weeks(&[0, 0, 0, 0, 0]).is_empty());
}
