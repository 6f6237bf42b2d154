//! Released tables: exactly those, each number as it was released.

use axum::{extract::Path, response::Response};
use domain::{
    disclosure::{Cell as Count, NOT_SAID, SafeTable, declared::WEEK_TABLE},
    text::Language,
};
use serde::Serialize;
use serde_json::{Value, json};
use service::disclosure::{Offer, ReleasedTable, crossed, offer};

use super::{
    ask::{Ask, Columns, number, words},
    document::{item, list_of, parameter},
    problem::Problem,
    survey::with_results,
};

/// A table in the list.
#[derive(Debug, Serialize)]
pub struct Listed {
    /// Its name.
    id: String,
    /// What it is of, one for each dimension.
    titles: Vec<String>,
    /// Its address.
    table: String,
}

const LISTED: Columns<Listed> =
    Columns { heads: &["id", "title"], rows: |one| vec![vec![one.id.clone().into(), one.titles.join(" / ").into()]] };

/// A table.
#[derive(Debug, Serialize)]
pub struct Answer {
    /// Its name.
    id: String,
    /// The survey.
    survey: String,
    /// The last day whose answers are in it.
    up_to: String,
    /// Whether the answers are rehearsed, not real.
    rehearsed: bool,
    /// Its dimensions.
    dimensions: Vec<Dimension>,
    /// Its cells, margins included.
    cells: Vec<Cell>,
    /// Of a table of one dimension, how many did not say: rounded; null where it is withheld.
    did_not_say: Option<u64>,
    /// How its numbers keep people private.
    notes: Vec<String>,
}

/// One dimension.
#[derive(Debug, Serialize)]
struct Dimension {
    code: String,
    title: String,
    categories: Vec<Category>,
}

/// One category.
#[derive(Debug, Serialize)]
struct Category {
    code: String,
    name: String,
}

/// One cell.
#[derive(Debug, Serialize)]
struct Cell {
    /// Its category in each dimension; null is everybody.
    at: Vec<Option<String>>,
    /// The rounded number of people; null where it is withheld.
    people: Option<u64>,
    /// `c` where it is withheld.
    #[serde(skip_serializing_if = "Option::is_none")]
    mark: Option<&'static str>,
}

const COLUMNS: Columns<Answer> = Columns {
    heads: &["table", "first", "first_category", "second", "second_category", "people", "mark", "up_to"],
    rows: |one| {
        let code = |at: usize| one.dimensions.get(at).map(|dimension| &dimension.code);
        let row = |cell: &Cell| {
            vec![
                one.id.clone().into(),
                words(code(0)),
                words(cell.at.first().and_then(Option::as_ref)),
                words(code(1)),
                words(cell.at.get(1).and_then(Option::as_ref)),
                number(cell.people),
                cell.mark.map_or(service::sheet::Cell::Empty, |mark| format!("[{mark}]").into()),
                one.up_to.clone().into(),
            ]
        };
        one.cells.iter().map(row).collect()
    },
};

async fn offered(ask: &Ask, slug: &str) -> Result<Offer, Problem> {
    let open = with_results(ask, slug).await?;
    let offer = offer(ask.ctx(), open.survey).await?;
    offer.ok_or_else(|| Problem::missing("Too few people answered to release anything."))
}

fn title(ask: &Ask, offer: &Offer, name: &str) -> String {
    let axis = offer.axis(name).or_else(|| offer.axis_of(name));
    axis.map_or_else(
        || name.to_owned(),
        |axis| {
            let words = ask.said(&axis.words);
            axis.part.as_ref().map_or_else(|| words.clone(), |part| format!("{words}: {}", ask.said(part)))
        },
    )
}

/// `GET /api/v1/surveys/{survey}/tables`
pub async fn list(ask: Ask, Path(slug): Path<String>) -> Result<Response, Problem> {
    ask.only(&["limit", "after"])?;
    let offer = offered(&ask, &slug).await?;
    let mut names: Vec<String> = offer.axes.iter().map(|axis| axis.name.clone()).collect();
    names.extend(offer.newest.released.tables.contains_key(WEEK_TABLE).then(|| WEEK_TABLE.to_owned()));
    names.extend(offer.crossed.iter().cloned());
    names.sort();
    let listed = |id: String| Listed {
        titles: id.split('~').map(|part| title(&ask, &offer, part)).collect(),
        table: format!("/api/v1/surveys/{slug}/tables/{}", app::part::query::encoded(&id)),
        id,
    };
    ask.page(names.into_iter().map(listed).collect(), |one| &one.id, &LISTED)
}

/// `GET /api/v1/surveys/{survey}/tables/{table}`
pub async fn one(ask: Ask, Path((slug, name)): Path<(String, String)>) -> Result<Response, Problem> {
    ask.only(&[])?;
    let offer = offered(&ask, &slug).await?;
    let not_released = || Problem::missing("This table is not released. Those that are stand in the list of tables.");
    let one_way = offer.axis(&name).is_some() || name == WEEK_TABLE;
    let released = match offer.newest.released.tables.get(&name) {
        Some(released) if one_way => released.clone(),
        Some(_) => return Err(not_released()),
        None => crossed(ask.ctx(), &offer.survey, &name).await?.ok_or_else(not_released)?,
    };
    ask.one(&answer(&ask, &offer, name, &released), &COLUMNS)
}

fn answer(ask: &Ask, offer: &Offer, id: String, released: &ReleasedTable) -> Answer {
    let table: &SafeTable = &released.table;
    let cells = table.cells().map(|(at, count)| Cell {
        at: at
            .into_iter()
            .zip(table.dimensions())
            .map(|(category, dimension)| category.and_then(|at| dimension.categories.get(at).cloned()))
            .collect(),
        people: count.published(),
        mark: (count == Count::Withheld).then_some("c"),
    });
    let dimensions = table.dimensions().iter().map(|dimension| Dimension {
        title: title(ask, offer, &dimension.code),
        categories: dimension.categories.iter().map(|code| category(ask, offer, &dimension.code, code)).collect(),
        code: dimension.code.clone(),
    });
    let limits = table.limits();
    let notes = [
        format!(
            "Every number is rounded at random to a multiple of {}, always in the same way for the same people; rows \
             and columns may not add up.",
            limits.rounding_base
        ),
        format!(
            "A number marked c is confidential: fewer than {} people, or it would tell such a number.",
            limits.minimum_base
        ),
        format!("Work out percentages of {} people or more only.", limits.percentage_base),
    ];
    Answer {
        survey: offer.survey.slug.clone(),
        up_to: released.up_to.to_string(),
        rehearsed: offer.newest.rehearsed,
        did_not_say: (table.dimensions().len() == 1).then(|| table.did_not_say(0).published()).flatten(),
        dimensions: dimensions.collect(),
        cells: cells.collect(),
        notes: notes.to_vec(),
        id,
    }
}

fn category(ask: &Ask, offer: &Offer, dimension: &str, code: &str) -> Category {
    let words = offer.axis_of(dimension).and_then(|axis| offer.label(axis, code));
    let name = match (words, code) {
        (Some(words), _) => ask.said(&words),
        (None, NOT_SAID) if ask.language().is_ok_and(|language| language == Language::Gaelic) => {
            app::words::Words::of(Language::Gaelic).t("tables-not-said")
        }
        (None, code) => code.to_owned(),
    };
    Category { code: code.to_owned(), name }
}

/// What the document says of them.
pub fn paths() -> Vec<(&'static str, Value)> {
    let survey = parameter("survey", "path", "Its word in addresses");
    let table = json!({
        "id": "string", "survey": "string", "up_to": "string", "rehearsed": "boolean",
        "dimensions": [{
            "code": "string", "title": "string", "categories": [{ "code": "string", "name": "string" }],
        }],
        "cells": [{ "at": ["string"], "people": "integer", "mark": "string" }],
        "did_not_say": "integer", "notes": ["string"],
    });
    let listed = json!({ "id": "string", "titles": ["string"], "table": "string" });
    vec![
        (
            "/api/v1/surveys/{survey}/tables",
            list_of("The released tables of a survey", std::slice::from_ref(&survey), &listed),
        ),
        (
            "/api/v1/surveys/{survey}/tables/{table}",
            item("One released table", &[survey, parameter("table", "path", "Its id in the list of tables")], &table),
        ),
    ]
}
