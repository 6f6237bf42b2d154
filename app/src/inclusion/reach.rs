//! Who to reach next: the missing groups, each with how many more answers would bring it to its share.

use domain::inclusion::{Missing, Together};
use leptos::prelude::*;
use service::inclusion::Compared;

use super::{Reading, Section, charts::Shares, names::capital};
use crate::{
    part::{
        list::more,
        table::{Column, Row, table},
    },
    words::{grouped, number},
};

/// The most groups in the list.
const LISTED: usize = 8;

/// The list; for staff also what it takes for all groups at once.
pub(super) fn section(reading: &Reading<'_>, staff: bool) -> Section {
    let missing = &reading.check.missing;
    let head = reading.t(if reading.closed { "who-reach-closed" } else { "who-reach" });
    let body = if missing.is_empty() {
        view! { <p>{reading.t("who-reach-nobody")}</p> }.into_any()
    } else {
        let lines = missing.iter().take(LISTED).map(|one| line(reading, one)).collect_view();
        let note = reading.with("who-reach-note", &[("closed", reading.closed_word())]);
        view! { <ol class="reach">{lines}</ol><p class="soft"><small>{note}</small></p> }.into_any()
    };
    let together = (staff && !missing.is_empty()).then(|| more(reading.t("who-together"), together(reading)));
    Section { id: "reach", head, note: String::new(), body: view! { {body}{together} }.into_any() }
}

fn line(reading: &Reading<'_>, one: &Missing) -> AnyView {
    let (count, small) = match one.more_answers.and_then(|count| i64::try_from(count).ok()) {
        Some(count) => {
            let values = [("n", count.to_string()), ("number", number(count))];
            let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
            (reading.with("who-more", &values), reading.with("who-more-small", &[("closed", reading.closed_word())]))
        }
        None => (reading.t("who-more-none"), reading.t("who-more-none-small")),
    };
    let who = capital(&reading.names.phrase(&one.characteristic, &one.group));
    let probably = one.probably.then(|| format!("; {}", reading.t("who-detail-probably")));
    view! {
        <li>
            <span class="reach__more">{count}" "<small>{small}</small></span>
            <span>
                <span class="reach__who">{who}</span><br/>
                <span class="soft">{detail(reading, one)}{probably}</span>
            </span>
        </li>
    }
    .into_any()
}

/// The two shares of a group, as far as they may be said.
fn detail(reading: &Reading<'_>, one: &Missing) -> String {
    let found = reading.check.compared.iter().find(|compared| compared.comparison.code == one.characteristic);
    let group = found.and_then(|compared| {
        let at = compared.comparison.groups.iter().position(|group| group.code == one.group)?;
        Some((Shares::of(reading, compared), at))
    });
    let Some((shares, at)) = group else { return String::new() };
    let people = shares.people(at);
    match shares.answers(at) {
        Some(share) => reading.with("who-detail", &[("share", &share), ("people", &people)]),
        None => reading.with("who-detail-plain", &[("people", &people)]),
    }
}

/// How many more answers bring all groups of each characteristic to four fifths of their shares.
fn together(reading: &Reading<'_>) -> AnyView {
    let columns = vec![
        Column::words(reading.t("who-together-question")),
        Column::number(reading.t("who-together-all")),
        Column::words(reading.t("who-together-from")),
    ];
    let row = |compared: &Compared| {
        let together = compared.comparison.together.as_ref()?;
        let head = reading.names.title(&compared.comparison.code).into_any();
        Some(Row {
            head,
            cells: vec![grouped(together.total).into(), from(reading, compared, together).into()],
            all: false,
        })
    };
    let rows = reading.check.compared.iter().filter_map(row).collect();
    view! {
        <p>{reading.t("who-together-words")}</p>
        {table(&reading.t("who-together"), columns, rows)}
    }
    .into_any()
}

fn from(reading: &Reading<'_>, compared: &Compared, together: &Together) -> String {
    // The numbers are those of the groups that are shown, in their order.
    let shown = compared.comparison.groups.iter().filter(|group| group.figures.is_some());
    let needed = shown.zip(&together.by_group).filter(|(_, more)| **more > 0).map(|(group, more)| {
        let label = reading.names.label(&compared.comparison.code, &group.code).words;
        let more = grouped(*more);
        reading.with("who-together-group", &[("number", &more), ("group", &label)])
    });
    let needed: Vec<String> = needed.collect();
    if needed.is_empty() { reading.t("who-together-none") } else { needed.join("; ") }
}
