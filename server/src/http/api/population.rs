//! Who lives in the area of a partnership: figures with their sources and licences.

use axum::{extract::Path, response::Response};
use serde::Serialize;
use serde_json::{Value, json};
use service::{
    partnership::by_slug,
    place::{Population, Source, populations},
};

use super::{
    ask::{Ask, Columns, number, words},
    document::{list_of, parameter},
    problem::Problem,
};

/// The population by one characteristic.
#[derive(Debug, Serialize)]
pub struct Answer {
    /// The characteristic.
    characteristic: String,
    /// What it is called.
    title: String,
    /// Whether places have it, and not people themselves.
    of_places: bool,
    /// Whom the figures count; null where nothing counts them.
    base: Option<String>,
    /// Where the figures come from.
    source: Option<Origin>,
    /// The groups.
    groups: Vec<Group>,
}

/// Where figures come from.
#[derive(Clone, Debug, Serialize)]
struct Origin {
    title: String,
    publisher: String,
    as_of: String,
    licence: String,
}

/// One group.
#[derive(Debug, Serialize)]
struct Group {
    code: String,
    name: String,
    people: Option<u64>,
    /// Where its figure comes from, if it is not counted with the others.
    estimate: Option<Origin>,
}

const COLUMNS: Columns<Answer> = Columns {
    heads: &["characteristic", "group", "name", "people", "base", "source", "publisher", "as_of", "licence"],
    rows: |one| {
        let row = |group: &Group| {
            let source = group.estimate.as_ref().or(one.source.as_ref());
            vec![
                one.characteristic.clone().into(),
                group.code.clone().into(),
                group.name.clone().into(),
                number(group.people),
                words(one.base.as_ref()),
                words(source.map(|source| &source.title)),
                words(source.map(|source| &source.publisher)),
                words(source.map(|source| &source.as_of)),
                words(source.map(|source| &source.licence)),
            ]
        };
        one.groups.iter().map(row).collect()
    },
};

fn origin(source: &Source) -> Origin {
    Origin {
        title: source.title.clone(),
        publisher: source.source.clone(),
        as_of: source.as_of.to_string(),
        licence: source.licence.clone(),
    }
}

fn answer(ask: &Ask, population: &Population) -> Answer {
    let group = |group: &service::place::Group| Group {
        code: group.code.clone(),
        name: ask.said(&group.name),
        people: group.people,
        estimate: group.estimate.as_ref().map(origin),
    };
    let counted = population.counted.as_ref();
    Answer {
        characteristic: population.characteristic.clone(),
        title: ask.said(&population.title),
        of_places: population.of_places,
        base: counted.map(|counted| ask.said(&counted.base)),
        source: counted.map(|counted| origin(&counted.source)),
        groups: population.groups.iter().map(group).collect(),
    }
}

/// `GET /api/v1/partnerships/{partnership}/populations`
pub async fn list(ask: Ask, Path(slug): Path<String>) -> Result<Response, Problem> {
    ask.only(&["limit", "after"])?;
    let partnership = by_slug(ask.ctx(), &slug).await?;
    let found = populations(ask.ctx(), &partnership).await?;
    let found: Vec<Answer> = found.iter().map(|population| answer(&ask, population)).collect();
    ask.page(found, |one| &one.characteristic, &COLUMNS)
}

/// What the document says of it.
pub fn paths() -> Vec<(&'static str, Value)> {
    let source = json!({ "title": "string", "publisher": "string", "as_of": "string", "licence": "string" });
    let population = json!({
        "characteristic": "string", "title": "string", "of_places": "boolean", "base": "string", "source": source,
        "groups": [{ "code": "string", "name": "string", "people": "integer", "estimate": source }],
    });
    let of = [parameter("partnership", "path", "Its word in addresses")];
    vec![(
        "/api/v1/partnerships/{partnership}/populations",
        list_of("Who lives in its area, by characteristic, with sources and licences", &of, &population),
    )]
}
