//! Questions that were left out: whose voice is missing from the answers of those who came.

use leptos::prelude::*;
use service::inclusion::{OfCharacteristic, OfGroup, Stands, Unanswered};

use super::{Reading, Said, Section, capital};
use crate::{
    part::{
        chart::{
            Chart, Level, Tone,
            dots::{self, Axis, Dot, Row as DotRow},
        },
        list::empty,
        table::{Column, Row, table},
    },
    words::grouped,
};

/// The most questions in the list.
const QUESTIONS: usize = 12;

/// What the part says.
pub(super) fn said(reading: &Reading<'_>, found: &Unanswered) -> Said {
    if found.characteristics.is_empty() && found.questions.is_empty() {
        let body = empty(reading.t("who-left-nothing"), view! { <p>{reading.t("who-left-nothing-words")}</p> });
        let section = Section { id: "nothing", head: reading.t("who-part-left"), note: String::new(), body };
        return Said { finding: reading.t("who-left-nothing"), lead: String::new(), sections: vec![section] };
    }
    let strongest = found
        .characteristics
        .iter()
        .flat_map(|one| one.groups.iter().map(move |group| (one, group)))
        .filter(|(one, group)| one.stands(group) == Stands::More)
        .max_by(|(a, x), (b, y)| (x.share - a.all).total_cmp(&(y.share - b.all)));
    let finding = match strongest {
        Some((one, group)) => sentence(reading, one, group),
        None => reading.t("who-left-even"),
    };
    let charts = found.characteristics.iter().map(|one| chart(reading, one).view(reading.visit)).collect_view();
    let mut sections = Vec::new();
    if !found.characteristics.is_empty() {
        sections.push(Section {
            id: "groups",
            head: reading.t("who-left-groups"),
            note: reading.t("who-left-groups-note"),
            body: view! { <div class="gaps gaps--two">{charts}</div> }.into_any(),
        });
    }
    sections.push(questions(reading, found));
    Said { finding, lead: reading.t("who-left-lead"), sections }
}

fn percent(reading: &Reading<'_>, share: f64) -> String {
    reading.with("chart-share", &[("percent", &format!("{:.0}", share * 100.0))])
}

fn sentence(reading: &Reading<'_>, one: &OfCharacteristic, group: &OfGroup) -> String {
    let who = capital(&reading.names.phrase(&one.code, &group.code));
    let (own, all) = (percent(reading, group.share), percent(reading, one.all));
    reading.with("who-left-more", &[("group", &who), ("own", &own), ("all", &all)])
}

fn chart(reading: &Reading<'_>, one: &OfCharacteristic) -> Chart {
    let title = reading.names.title(&one.code);
    let strongest = one.groups.iter().filter(|group| one.stands(group) == Stands::More);
    let strongest = strongest.max_by(|a, b| a.share.total_cmp(&b.share));
    let finding = match strongest {
        Some(group) => sentence(reading, one, group),
        None => reading.with("who-left-one-even", &[("title", &title)]),
    };
    let axis = Axis::of_shares(one.groups.iter().map(|group| group.interval.high).fold(0.0, f64::max));
    let so = |group: &OfGroup| {
        reading.t(match one.stands(group) {
            Stands::More => "who-left-so-more",
            Stands::Fewer => "who-left-so-fewer",
            Stands::Unclear => "chart-verdict-cannot_say_yet",
        })
    };
    let row = |group: &OfGroup| {
        let label = reading.names.label(&one.code, &group.code);
        let [share, low, high] =
            [group.share, group.interval.low, group.interval.high].map(|share| percent(reading, share));
        let so = so(group);
        let said = reading.with(
            "who-left-said",
            &[("label", &label.words), ("share", &share), ("low", &low), ("high", &high), ("so", &so)],
        );
        let tone = match one.stands(group) {
            Stands::More => Tone::Less,
            Stands::Fewer => Tone::Full,
            Stands::Unclear => Tone::Unsure,
        };
        let dot = Dot { at: group.share, range: Some([group.interval.low, group.interval.high]), tone };
        let value = view! { <span class="num">{share}</span>" "<span class="soft">{so}</span> }.into_any();
        DotRow { label, dot: Some(dot), people: Some(one.all), said, value }
    };
    let columns = vec![
        Column::words(reading.t("who-column-group")),
        Column::number(reading.t("who-column-answers")),
        Column::number(reading.t("who-column-left")),
        Column::number(reading.t("who-column-interval")),
        Column::words(reading.t("who-column-so")),
    ];
    let numbers = one.groups.iter().map(|group| {
        let [share, low, high] =
            [group.share, group.interval.low, group.interval.high].map(|share| percent(reading, share));
        let interval = reading.with("who-interval", &[("low", &low), ("high", &high)]);
        let cells = vec![grouped(group.people).into(), share.into(), interval.into(), so(group).into()];
        Row { head: reading.names.label(&one.code, &group.code).view(), cells, all: false }
    });
    Chart {
        id: format!("left-{}", one.code),
        level: Level::Three,
        finding,
        how: reading.with("who-left-how", &[("all", &percent(reading, one.all))]).into_any(),
        key: None,
        plot: Some(dots::plot(reading.visit.words, axis, None, one.groups.iter().map(row).collect())),
        numbers: table(&title, columns, numbers.collect()),
        about: title,
        source: reading.t("who-left-source"),
    }
}

fn questions(reading: &Reading<'_>, found: &Unanswered) -> Section {
    let columns = vec![
        Column::words(reading.t("who-column-question")),
        Column::number(reading.t("who-column-asked")),
        Column::number(reading.t("who-column-left")),
    ];
    let label = |text| crate::part::chart::Label::of(reading.visit.words, text);
    let rows = found.questions.iter().take(QUESTIONS).map(|one| {
        let row = one.row.as_ref().map(|row| view! { ": "{label(row).view()} });
        let head = view! { {label(&one.label).view()}{row} }.into_any();
        let share = if one.share > 0.0 && one.share < 0.005 {
            reading.t("chart-under-one")
        } else {
            percent(reading, one.share)
        };
        Row { head, cells: vec![grouped(one.asked).into(), share.into()], all: false }
    });
    let body = view! {
        {table(&reading.t("who-left-table"), columns, rows.collect())}
        <p class="soft">{reading.t("who-left-begun")}</p>
    };
    let (head, note) = (reading.t("who-left-questions"), reading.t("who-left-questions-note"));
    Section { id: "questions", head, note, body: body.into_any() }
}
