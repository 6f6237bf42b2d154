//! Answers with and without weights: what would be different if all groups had come alike.

use leptos::prelude::*;
use service::{
    inclusion::{OfLine, Weighed},
    survey::Access,
};

use super::{Reading, Said, Section};
use crate::{
    part::{
        chart::Label,
        list::empty,
        table::{Cell, Column, Row, table},
    },
    words::grouped,
};

/// From so many points on a move is named in the headline.
const POINTS: f64 = 0.05;

/// What the part says.
pub(super) fn said(reading: &Reading<'_>, found: &Weighed) -> Said {
    if found.lines.is_empty() {
        let body = empty(reading.t("who-weighed-nothing"), view! { <p>{reading.t("who-weighed-nothing-words")}</p> });
        let section = Section { id: "nothing", head: reading.t("who-part-weighed"), note: String::new(), body };
        return Said { finding: reading.t("who-weighed-nothing"), lead: String::new(), sections: vec![section] };
    }
    let moves = found.lines.iter().filter_map(|line| line.largest().map(|(at, by)| (line, at, by)));
    let farthest = moves.max_by(|(.., a), (.., b)| a.abs().total_cmp(&b.abs()));
    let finding = match farthest {
        Some((line, at, by)) if by.abs() >= POINTS => {
            let title = found.characteristics.get(at).map(|one| reading.names.title(&one.code)).unwrap_or_default();
            let label = label(reading, line).words;
            reading.with("who-weighed-moves", &[("label", &label), ("points", &points(by.abs())), ("title", &title)])
        }
        Some((.., by)) => reading.with("who-weighed-steady", &[("points", &points(by.abs().max(0.01)))]),
        None => reading.t("who-weighed-nothing"),
    };
    let lead = reading.t(match reading.check.survey.access {
        Access::Open => "who-weighed-lead",
        Access::Invited => "who-weighed-lead-invited",
    });
    Said { finding, lead, sections: vec![lines(reading, found), worth(reading, found)] }
}

fn points(share: f64) -> String {
    format!("{:.0}", share * 100.0)
}

/// A move in points, with its sign.
fn signed(by: f64) -> String {
    match (by * 100.0).round() {
        up if up > 0.0 => format!("+{up:.0}"),
        down if down < 0.0 => format!("\u{2212}{:.0}", -down),
        _ => "0".to_owned(),
    }
}

fn percent(reading: &Reading<'_>, share: f64) -> String {
    reading.with("chart-share", &[("percent", &points(share))])
}

fn label(reading: &Reading<'_>, line: &OfLine) -> Label {
    let words = reading.visit.words;
    let own = Label::of(words, line.row.as_ref().unwrap_or(&line.label));
    let answers: Vec<String> = line.answers.iter().map(|answer| Label::of(words, answer).words).collect();
    let joined = match answers.as_slice() {
        [] => return own,
        [only] => only.clone(),
        [rest @ .., last] => reading.with("waves-or", &[("first", &rest.join(", ")), ("last", last)]),
    };
    Label { words: reading.with("waves-line", &[("label", &own.words), ("answers", &joined)]), ..own }
}

/// Every answer: as it is, and weighed by each characteristic.
fn lines(reading: &Reading<'_>, found: &Weighed) -> Section {
    let mut columns =
        vec![Column::words(reading.t("waves-column-question")), Column::number(reading.t("who-weighed-as-answered"))];
    columns.extend(
        found
            .characteristics
            .iter()
            .map(|one| Column::number(reading.with("who-weighed-by", &[("title", &reading.names.title(&one.code))]))),
    );
    let row = |line: &OfLine| {
        let mut cells: Vec<Cell> =
            vec![line.unweighted().map(|share| percent(reading, share)).unwrap_or_default().into()];
        cells.extend(line.by.iter().map(|one| match one {
            Some(one) => match one.weighted - one.unweighted {
                by if by.abs() >= POINTS => Cell::View(view! { <strong>{signed(by)}</strong> }.into_any()),
                by => Cell::Text(signed(by)),
            },
            None => Cell::Text(reading.t("who-weighed-few")),
        }));
        Row { head: label(reading, line).view(), cells, all: false }
    };
    let body = view! {
        {table(&reading.t("who-weighed-table"), columns, found.lines.iter().map(row).collect())}
        <p class="soft">{reading.t("who-weighed-source")}</p>
    };
    Section {
        id: "lines",
        head: reading.t("who-weighed-lines"),
        note: reading.t("who-weighed-lines-note"),
        body: body.into_any(),
    }
}

/// What weights cost.
fn worth(reading: &Reading<'_>, found: &Weighed) -> Section {
    let columns = vec![
        Column::words(reading.t("who-weighed-characteristic")),
        Column::number(reading.t("who-weighed-effect")),
        Column::number(reading.t("who-weighed-effective")),
        Column::words(reading.t("who-weighed-cut")),
    ];
    let rows = found.characteristics.iter().map(|one| {
        let effective = grouped(format!("{:.0}", one.effective).parse().unwrap_or(0));
        let cut = reading.t(if one.cut { "who-weighed-cut-yes" } else { "who-weighed-cut-no" });
        Row {
            head: reading.names.title(&one.code).into_any(),
            cells: vec![format!("{:.2}", one.design_effect).into(), effective.into(), cut.into()],
            all: false,
        }
    });
    let not: Vec<String> = found.not_weighed.iter().map(|code| reading.names.title(code)).collect();
    let not =
        (!not.is_empty()).then(|| view! { <p>{reading.with("who-weighed-not", &[("titles", &not.join(", "))])}</p> });
    let body = view! { {table(&reading.t("who-weighed-effects"), columns, rows.collect())}{not} };
    Section {
        id: "worth",
        head: reading.t("who-weighed-worth"),
        note: reading.t("who-weighed-worth-note"),
        body: body.into_any(),
    }
}
