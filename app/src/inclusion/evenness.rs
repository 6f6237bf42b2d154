//! How evenly those who were invited answered: one number by characteristic, its floor, and which groups answered least.

use leptos::prelude::*;
use service::inclusion::{Evenly, Evenness};

use super::{Reading, Section};
use crate::{
    part::{
        chart::Label,
        table::{Cell, Column, Row, table},
    },
    words::grouped,
};

/// So many groups are named that answered less than the others.
const NAMED: usize = 3;
/// From here on the part of a group is worth a word.
const PART: f64 = 0.01;

/// The section; none where anybody could answer.
pub(super) fn section(reading: &Reading<'_>) -> Option<Section> {
    let found = reading.check.evenness.as_ref()?;
    let body = match found {
        Evenness::Found { invited, by } => shown(reading, *invited, by),
        Evenness::NotKnown => view! { <p>{reading.t("who-evenly-not-known")}</p> }.into_any(),
        Evenness::TooFew => view! { <p>{reading.t("who-evenly-too-few")}</p> }.into_any(),
        Evenness::LowRate => view! { <p>{reading.t("who-evenly-low-rate")}</p> }.into_any(),
    };
    Some(Section { id: "evenly", head: reading.t("who-evenly"), note: reading.t("who-evenly-note"), body })
}

fn shown(reading: &Reading<'_>, invited: u64, by: &[Evenly]) -> AnyView {
    let columns = vec![
        Column::words(reading.t("who-evenly-by")),
        Column::number(reading.t("who-evenly-r")),
        Column::number(reading.t("who-evenly-floor")),
        Column::number(reading.t("who-evenly-rate")),
        Column::words(reading.t("who-evenly-least")),
    ];
    let rows = by.iter().map(|one| row(reading, one)).collect();
    let partnerships = by.iter().any(|one| one.code == "partnership");
    let source = if partnerships { "who-evenly-source-officials" } else { "who-evenly-source" };
    view! {
        <p>{reading.with("who-evenly-words", &[("invited", &grouped(invited))])}</p>
        {table(&reading.t("who-evenly-caption"), columns, rows)}
        <p class="soft">{reading.t(source)}</p>
    }
    .into_any()
}

fn row(reading: &Reading<'_>, one: &Evenly) -> Row {
    let found = &one.indicator;
    let title = match one.code.as_str() {
        "partnership" => reading.t("who-evenly-partnership"),
        code => reading.names.title(code),
    };
    let rate = format!("{:.0}", found.response_rate * 100.0);
    let cells: Vec<Cell> = vec![
        format!("{:.2}", found.r_adjusted.unwrap_or(found.r)).into(),
        format!("{:.2}", found.r_lower_bound).into(),
        reading.with("chart-share", &[("percent", &rate)]).into(),
        least(reading, one).into(),
    ];
    Row { head: title.into_any(), cells, all: false }
}

/// The groups that make the response uneven by answering less than the others, most first.
fn least(reading: &Reading<'_>, one: &Evenly) -> String {
    let categories = one.indicator.partial.first().map_or(&[][..], |partial| partial.categories.as_slice());
    let mut under: Vec<(f64, String)> = one
        .groups
        .iter()
        .zip(categories)
        .filter(|(_, category)| category.unconditional <= -PART)
        .map(|((_, name), category)| (category.unconditional, Label::of(reading.visit.words, name).words))
        .collect();
    under.sort_by(|(a, _), (b, _)| a.total_cmp(b));
    if under.is_empty() {
        return reading.t("who-evenly-nobody");
    }
    let named = under.into_iter().take(NAMED);
    let named = named.map(|(part, name)| {
        reading.with("who-evenly-part", &[("name", &name), ("part", &format!("\u{2212}{:.2}", -part))])
    });
    named.collect::<Vec<String>>().join("; ")
}
