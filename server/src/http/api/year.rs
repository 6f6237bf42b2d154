//! Years of a partnership: every engagement, and who took part.

use app::inclusion::verdict_code;
use axum::{extract::Path, response::Response};
use domain::{
    disclosure::Cell,
    engagement::{Year, ledger::Entry},
};
use serde::Serialize;
use serde_json::{Value, json};
use service::{
    Error,
    engagement::{State, published, published_years},
};

use super::{
    ask::{Ask, Columns, number, words},
    document::{list_of, parameter},
    problem::Problem,
};

/// A year that is published.
#[derive(Debug, Serialize)]
pub struct Answer {
    /// Its word: `2025-26`.
    id: String,
    /// The number of its newest public state.
    state: i64,
    /// When that was published.
    published_at: String,
    /// What is different from the state before.
    note: String,
    /// What it says.
    engagements: String,
}

const COLUMNS: Columns<Answer> = Columns {
    heads: &["id", "state", "published_at", "note"],
    rows: |one| {
        vec![vec![one.id.clone().into(), one.state.into(), one.published_at.clone().into(), one.note.clone().into()]]
    },
};

fn answer(slug: &str, state: &State) -> Answer {
    Answer {
        id: state.year.to_string(),
        state: state.number,
        published_at: state.published_at.map(|at| at.to_string()).unwrap_or_default(),
        note: state.note.clone(),
        engagements: format!("/api/v1/partnerships/{slug}/years/{}", state.year),
    }
}

/// `GET /api/v1/partnerships/{partnership}/years`
pub async fn list(ask: Ask, Path(slug): Path<String>) -> Result<Response, Problem> {
    ask.only(&["limit", "after"])?;
    let past = published_years(ask.ctx(), &slug).await?;
    let mut found: Vec<Answer> = past.years.iter().map(|state| answer(&slug, state)).collect();
    found.sort_by(|a, b| a.id.cmp(&b.id));
    ask.page(found, |one| &one.id, &COLUMNS)
}

/// An engagement of a year.
#[derive(Debug, Serialize)]
pub struct Engagement {
    /// Its number in the year, from 0001.
    id: String,
    title: String,
    method: &'static str,
    from: String,
    to: String,
    /// How many persons took part, rounded; null where it is withheld.
    people: Option<u64>,
    organisations: u64,
    /// Those of them that came under their names.
    named_organisations: Vec<String>,
    conversations: u64,
    link: String,
    groups: Vec<Group>,
}

/// A group of people in an engagement.
#[derive(Debug, Serialize)]
struct Group {
    characteristic: String,
    group: String,
    participants: Option<u64>,
    said: Option<u64>,
    did_not_say: Option<u64>,
    residents: u64,
    ratio: Option<f64>,
    ratio_low: Option<f64>,
    ratio_high: Option<f64>,
    verdict: Option<&'static str>,
}

const ENTRY_COLUMNS: Columns<Engagement> = Columns {
    heads: &[
        "id",
        "title",
        "method",
        "from",
        "to",
        "people",
        "organisations",
        "conversations",
        "characteristic",
        "group",
        "participants",
        "said",
        "did_not_say",
        "residents",
        "ratio",
        "ratio_low",
        "ratio_high",
        "verdict",
    ],
    rows: |one| {
        let start = || {
            let [id, title] = [&one.id, &one.title].map(|words| words.clone().into());
            let [from, to] = [&one.from, &one.to].map(|words| words.clone().into());
            vec![
                id,
                title,
                one.method.into(),
                from,
                to,
                number(one.people),
                number(Some(one.organisations)),
                number(Some(one.conversations)),
            ]
        };
        let ratio = |value: Option<f64>| words(value.map(|value| format!("{value:.4}")).as_ref());
        let of = |group: &Group| {
            let mut row = start();
            row.extend([
                group.characteristic.clone().into(),
                group.group.clone().into(),
                number(group.participants),
                number(group.said),
                number(group.did_not_say),
                number(Some(group.residents)),
                ratio(group.ratio),
                ratio(group.ratio_low),
                ratio(group.ratio_high),
                words(group.verdict.map(str::to_owned).as_ref()),
            ]);
            row
        };
        one.groups.iter().map(of).collect()
    },
};

fn engagement(ask: &Ask, (at, entry): (usize, &Entry)) -> Engagement {
    let groups = entry.comparisons.iter().flat_map(|comparison| {
        comparison.groups.iter().map(move |group| {
            let shown = group.figures.map(|figures| figures.representation);
            let interval = shown.and_then(|shown| shown.ratio_interval);
            Group {
                characteristic: comparison.code.clone(),
                group: group.code.clone(),
                participants: group.participants.published(),
                said: comparison.said.published(),
                did_not_say: comparison.did_not_say.published(),
                residents: group.population,
                ratio: shown.and_then(|shown| shown.ratio),
                ratio_low: interval.map(|interval| interval.low),
                ratio_high: interval.map(|interval| interval.high),
                verdict: group.figures.and_then(|figures| figures.verdict).map(verdict_code),
            }
        })
    });
    Engagement {
        id: format!("{:04}", at + 1),
        title: ask.said(&entry.title),
        method: entry.method.code(),
        from: entry.from.to_string(),
        to: entry.to.to_string(),
        people: Cell::published(entry.people),
        organisations: entry.bodies,
        named_organisations: entry.named.clone(),
        conversations: entry.conversations,
        link: entry.link.clone(),
        groups: groups.collect(),
    }
}

/// `GET /api/v1/partnerships/{partnership}/years/{year}`
pub async fn one(ask: Ask, Path((slug, year)): Path<(String, String)>) -> Result<Response, Problem> {
    ask.only(&["limit", "after"])?;
    let year: Year = year.parse().map_err(|_| Error::Missing)?;
    let found = published(ask.ctx(), &slug, year).await?;
    let entries = found.ledger.entries.iter().enumerate().map(|one| engagement(&ask, one)).collect();
    ask.page(entries, |one: &Engagement| &one.id, &ENTRY_COLUMNS)
}

/// What the document says of them.
pub fn paths() -> Vec<(&'static str, Value)> {
    let year = json!({
        "id": "string", "state": "integer", "published_at": "string", "note": "string", "engagements": "string",
    });
    let group = json!({
        "characteristic": "string", "group": "string", "participants": "integer", "said": "integer",
        "did_not_say": "integer", "residents": "integer", "ratio": "number", "ratio_low": "number",
        "ratio_high": "number", "verdict": "string",
    });
    let engagement = json!({
        "id": "string", "title": "string", "method": "string", "from": "string", "to": "string", "people": "integer",
        "organisations": "integer", "named_organisations": ["string"], "conversations": "integer", "link": "string", "groups": [group],
    });
    let partnership = || parameter("partnership", "path", "Its word in addresses");
    let which = parameter("year", "path", "The year, from April to March, such as 2025-26");
    vec![
        (
            "/api/v1/partnerships/{partnership}/years",
            list_of("The years that a partnership has published", &[partnership()], &year),
        ),
        (
            "/api/v1/partnerships/{partnership}/years/{year}",
            list_of("Every engagement of a year, with who took part", &[partnership(), which], &engagement),
        ),
    ]
}
