//! Partnerships and their areas.

use axum::{extract::Path, response::Response};
use domain::partnership::Kind;
use serde::Serialize;
use serde_json::{Value, json};
use service::partnership::{Partnership, all, by_slug};

use super::{
    ask::{Ask, Columns},
    document::{item, list_of, parameter},
    problem::Problem,
};

/// A partnership.
#[derive(Debug, Serialize)]
pub struct Answer {
    /// Its word in addresses.
    id: String,
    /// Its name.
    name: String,
    /// `partnership`, or `national` for Scotland.
    kind: &'static str,
    /// The GSS code of its area.
    area: String,
    /// The name of its area.
    area_name: String,
    /// Its page for people.
    page: String,
    /// Its surveys.
    surveys: String,
    /// Who lives in its area.
    populations: String,
}

const COLUMNS: Columns<Answer> = Columns {
    heads: &["id", "name", "kind", "area", "area_name"],
    rows: |one| {
        let cells = [&one.id, &one.name].map(|words| words.clone().into());
        let area = [&one.area, &one.area_name].map(|words| words.clone().into());
        vec![cells.into_iter().chain([one.kind.into()]).chain(area).collect()]
    },
};

fn answer(partnership: Partnership) -> Answer {
    let slug = &partnership.slug;
    Answer {
        page: format!("/{slug}"),
        surveys: format!("/api/v1/surveys?partnership={slug}"),
        populations: format!("/api/v1/partnerships/{slug}/populations"),
        kind: match partnership.kind {
            Kind::Partnership => "partnership",
            Kind::National => "national",
        },
        id: partnership.slug,
        name: partnership.name,
        area: partnership.gss,
        area_name: partnership.area_name,
    }
}

/// `GET /api/v1/partnerships`
pub async fn list(ask: Ask) -> Result<Response, Problem> {
    ask.only(&["limit", "after"])?;
    let mut found: Vec<Answer> = all(ask.ctx()).await?.into_iter().map(answer).collect();
    found.sort_by(|a, b| a.id.cmp(&b.id));
    ask.page(found, |one| &one.id, &COLUMNS)
}

/// `GET /api/v1/partnerships/{partnership}`
pub async fn one(ask: Ask, Path(slug): Path<String>) -> Result<Response, Problem> {
    ask.only(&[])?;
    ask.one(&answer(by_slug(ask.ctx(), &slug).await?), &COLUMNS)
}

/// An area.
#[derive(Debug, Serialize)]
pub struct Area {
    /// Its GSS code.
    code: String,
    /// Its name.
    name: String,
    /// `council` or `country`.
    kind: &'static str,
    /// The partnership of it.
    partnership: String,
}

const AREA_COLUMNS: Columns<Area> = Columns {
    heads: &["code", "name", "kind", "partnership"],
    rows: |one| {
        let [code, name, partnership] = [&one.code, &one.name, &one.partnership].map(|words| words.clone().into());
        vec![vec![code, name, one.kind.into(), partnership]]
    },
};

/// `GET /api/v1/areas`
pub async fn areas(ask: Ask) -> Result<Response, Problem> {
    ask.only(&["limit", "after"])?;
    let area = |partnership: Partnership| Area {
        code: partnership.gss,
        name: partnership.area_name,
        kind: match partnership.kind {
            Kind::Partnership => "council",
            Kind::National => "country",
        },
        partnership: partnership.slug,
    };
    let mut found: Vec<Area> = all(ask.ctx()).await?.into_iter().map(area).collect();
    found.sort_by(|a, b| a.code.cmp(&b.code));
    ask.page(found, |one| &one.code, &AREA_COLUMNS)
}

/// What the document says of them.
pub fn paths() -> Vec<(&'static str, Value)> {
    let partnership = json!({
        "id": "string", "name": "string", "kind": "string", "area": "string", "area_name": "string",
        "page": "string", "surveys": "string", "populations": "string",
    });
    let area = json!({ "code": "string", "name": "string", "kind": "string", "partnership": "string" });
    vec![
        ("/api/v1/partnerships", list_of("The partnerships", &[], &partnership)),
        (
            "/api/v1/partnerships/{partnership}",
            item("One partnership", &[parameter("partnership", "path", "Its word in addresses")], &partnership),
        ),
        ("/api/v1/areas", list_of("The areas: Scotland and its councils, by GSS code", &[], &area)),
    ]
}
