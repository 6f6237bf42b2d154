//! One table: its numbers, its shares, a chart where bars can say it, and what its signs mean.

use domain::disclosure::{
    Cell, NOT_SAID, Percent,
    declared::{ANSWERED, NOT_ANSWERED, NOT_ASKED},
};
use leptos::prelude::*;
use service::disclosure::{Axis, Line, Offer, Shown, Value, Wish};

use super::{axis_words, day, heading};
use crate::{
    part::{
        chart::{
            Label, Released,
            bars::{self, Bar},
            stacked::{self, Statement, Steps},
        },
        query::{encoded, query},
        table::{self, Column, Row, table},
    },
    visit::Visit,
    words::{Words, grouped},
};

/// The words of a category.
pub fn category(words: Words, offer: &Offer, axis: &Axis, code: &str) -> Label {
    let key = match code {
        NOT_SAID => "tables-not-said",
        NOT_ANSWERED => "tables-not-answered",
        NOT_ASKED => "tables-not-asked",
        ANSWERED => "tables-answered",
        "yes" if offer.label(axis, code).is_none() => "tables-yes",
        "no" if offer.label(axis, code).is_none() => "tables-no",
        _ => {
            let own = offer.label(axis, code).map(|text| Label::of(words, &text));
            return own.unwrap_or_else(|| Label { words: code.to_owned(), ..Label::default() });
        }
    };
    Label { words: words.t(key), ..Label::default() }
}

/// The table of this wish.
pub fn view(visit: &Visit, offer: &Offer, wish: &Wish, shown: &Shown) -> AnyView {
    let words = visit.words;
    let name = heading(words, shown);
    let place = place(visit, offer, wish);
    let counts = counts(words, offer, shown, &words.with("tables-caption", &[("place", &place)]));
    let shares = shares(words, offer, shown, &words.with("tables-caption-shares", &[("place", &place)]));
    let chart = chart(words, offer, shown);
    let slug = &offer.survey.slug;
    let left = if wish.left_out { "yes" } else { "" };
    let asked = query(&[
        ("rows", &wish.rows),
        ("columns", &wish.columns),
        ("area", &wish.area),
        ("left", left),
        ("format", "csv"),
    ]);
    let csv = format!("{}{asked}", visit.href(&format!("/s/{slug}/tables")));
    let api = format!("/api/v1/surveys/{}/tables/{}", encoded(slug), encoded(&shown.name));
    let here = super::address(visit, slug, wish);
    let rehearsed = offer.newest.rehearsed.then(|| format!(" {}", words.t("results-source-rehearsed")));
    let source = [
        day(visit, shown),
        words.with(
            "results-source-whose",
            &[
                ("title", &Label::of(words, &offer.version.definition.questionnaire.title).words),
                ("owner", &offer.partnership.name),
            ],
        ),
    ];
    view! {
        <div class="flow">
            <h2 id="result">{name}</h2>
            {chart}
            {counts}
            {shares}
            <p class="soft">{source.join(" ")}{rehearsed}</p>
            <p class="actions">
                <a class="button button--second" href=csv>{visit.t("tables-csv")}</a>
                " "<a href=here>{visit.t("tables-link")}</a>
                " "<a href=api>{visit.t("tables-api")}</a>
            </p>
            <div class="notice">
                <h3 class="notice__head">{visit.t("tables-private")}</h3>
                <p>{visit.t("tables-private-rounded")}</p>
                <p>{visit.t("tables-private-signs")}</p>
                <p>{visit.t("tables-private-most")}</p>
            </div>
        </div>
    }
    .into_any()
}

fn place(visit: &Visit, offer: &Offer, wish: &Wish) -> String {
    let area = offer.areas().into_iter().find(|(code, _)| *code == wish.area);
    area.map_or_else(|| offer.partnership.area_name.clone(), |(_, name)| Label::of(visit.words, &name).words)
}

/// A count as it stands in a cell.
pub fn count(cell: Cell) -> String {
    cell.published().map_or_else(|| "[c]".to_owned(), grouped)
}

/// A share as it stands in a cell.
pub fn share(words: Words, share: Percent) -> String {
    match share {
        Percent::Whole(percent) => words.with("chart-share", &[("percent", &percent.to_string())]),
        Percent::TooSmallBase => "[u]".to_owned(),
        Percent::Withheld => "[c]".to_owned(),
    }
}

fn head(words: Words, offer: &Offer, shown: &Shown, line: &Line) -> AnyView {
    match &line.code {
        Some(code) => category(words, offer, &shown.rows, code).view().into_any(),
        None => words.t("tables-everybody").into_any(),
    }
}

fn columns(words: Words, offer: &Offer, shown: &Shown, all: Option<String>) -> Vec<Column> {
    let mut columns = vec![Column::words(axis_words(words, &shown.rows))];
    if let Some(axis) = &shown.columns {
        columns.extend(shown.heads.iter().map(|code| Column::number(category(words, offer, axis, code).words)));
    }
    columns.extend(all.map(Column::number));
    columns
}

fn counts(words: Words, offer: &Offer, shown: &Shown, caption: &str) -> AnyView {
    let one_way = shown.columns.is_none();
    let all = words.t(if one_way { "chart-people" } else { "tables-everybody" });
    let mut heads = columns(words, offer, shown, Some(all));
    if one_way {
        heads.push(Column::number(words.t("chart-share-head")));
    }
    let over = heads.len() - 1;
    let row = |line: &Line| {
        let hidden = line.cells.iter().chain([&line.all]).all(|value| value.count == Cell::Withheld);
        let mut cells: Vec<table::Cell> = if hidden {
            vec![table::Cell::Withheld(over, words.t("chart-withheld"))]
        } else {
            line.cells.iter().chain([&line.all]).map(|value| count(value.count).into()).collect()
        };
        if one_way && !hidden {
            cells.push(no_answer(line, || share(words, line.all.share)).into());
        }
        Row { head: head(words, offer, shown, line), cells, all: line.code.is_none() }
    };
    table(caption, heads, shown.lines.iter().map(row).collect())
}

/// Nothing, in a line of those who gave no answer or of everybody: shares are of those who did.
fn no_answer(line: &Line, share: impl Fn() -> String) -> String {
    let none = line.code.as_deref().is_none_or(|code| matches!(code, NOT_SAID | NOT_ANSWERED | NOT_ASKED));
    if none { String::new() } else { share() }
}

/// The heads that have shares.
fn shared(shown: &Shown) -> Vec<usize> {
    let with = |code: &str| !matches!(code, NOT_SAID | NOT_ANSWERED | NOT_ASKED);
    (0..shown.heads.len()).filter(|at| with(&shown.heads[*at])).collect()
}

/// The shares of a table with columns, if any base reaches the least for one.
fn shares(words: Words, offer: &Offer, shown: &Shown, caption: &str) -> Option<AnyView> {
    let any = shown.lines.iter().flat_map(|line| &line.cells).any(|value| matches!(value.share, Percent::Whole(_)));
    if shown.columns.is_none() || !any {
        return None;
    }
    let kept = shared(shown);
    let all = columns(words, offer, shown, None);
    let heads = all.iter().take(1).chain(kept.iter().filter_map(|at| all.get(at + 1))).cloned().collect();
    let row = |line: &Line| {
        let cells = kept.iter().filter_map(|at| line.cells.get(*at));
        let cells = if matches!(line.code.as_deref(), Some(NOT_ANSWERED | NOT_ASKED)) {
            cells.map(|_| String::new().into()).collect()
        } else {
            cells.map(|value| share(words, value.share).into()).collect()
        };
        Row { head: head(words, offer, shown, line), cells, all: line.code.is_none() }
    };
    Some(table(caption, heads, shown.lines.iter().map(row).collect()))
}

const fn released(value: &Value) -> Released {
    Released { count: value.count, share: value.share }
}

/// Bars of one column of numbers; stacked bars where few answers go across and somebody has shares.
fn chart(words: Words, offer: &Offer, shown: &Shown) -> Option<AnyView> {
    let label = |line: &Line| Some(category(words, offer, &shown.rows, line.code.as_deref()?));
    let groups = || shown.lines.iter().filter(|line| line.code.as_deref().is_some_and(|code| code != NOT_SAID));
    let Some(axis) = &shown.columns else {
        let bars: Vec<Bar> = groups()
            .filter_map(|line| Some(Bar { label: label(line)?, value: released(&line.all), told: false }))
            .collect();
        return Some(bars::plot(words, &bars));
    };
    // A question down has its shares from top to bottom: bars from left to right would say something else.
    if !shown.rows.about_people {
        return None;
    }
    let kept = shared(shown);
    let steps = Steps {
        words: kept.iter().map(|at| category(words, offer, axis, &shown.heads[*at]).words).collect(),
        beside: Vec::new(),
        around: false,
    };
    let statements: Vec<Statement> = groups()
        .filter_map(|line| {
            let steps = kept.iter().filter_map(|at| line.cells.get(*at)).map(released).collect();
            Some(Statement { label: label(line)?, steps, beside: Vec::new(), base: line.all.count })
        })
        .collect();
    let drawn = steps.fit() && stacked::drawable(&steps, &statements);
    drawn.then(|| view! { <div class="flow">{steps.key()}{stacked::plot(words, &steps, &statements)}</div> }.into_any())
}

/// The heads and rows of a table as a file: each number of people, and behind it its share.
pub fn file(words: Words, offer: &Offer, shown: &Shown) -> (Vec<String>, Vec<Vec<String>>) {
    let mut heads = vec![axis_words(words, &shown.rows)];
    if let Some(axis) = &shown.columns {
        for code in &shown.heads {
            let head = category(words, offer, axis, code).words;
            heads.push(head.clone());
            heads.push(format!("{head} (%)"));
        }
    }
    heads.extend([words.t("tables-everybody"), words.t("chart-share-head")]);
    let plain = |count: Cell| count.published().map_or_else(|| "[c]".to_owned(), |people| people.to_string());
    let part = |share: Percent| match share {
        Percent::Whole(percent) => percent.to_string(),
        Percent::TooSmallBase => "[u]".to_owned(),
        Percent::Withheld => String::new(),
    };
    let row = |line: &Line| {
        let name = line.code.as_deref().map(|code| category(words, offer, &shown.rows, code).words);
        let name = name.unwrap_or_else(|| words.t("tables-everybody"));
        let numbers = line.cells.iter().chain([&line.all]).flat_map(|one| [plain(one.count), part(one.share)]);
        std::iter::once(name).chain(numbers).collect()
    };
    (heads, shown.lines.iter().map(row).collect())
}
