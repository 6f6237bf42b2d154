//! Surveys that everybody may know of: scheduled, open and closed ones.

use axum::{extract::Path, response::Response};
use domain::{survey::publish::Phase, text::Language};
use serde::Serialize;
use serde_json::{Value, json};
use service::{
    partnership,
    response::{Open, find},
};

use super::{
    ask::{Ask, Columns, words},
    document::{item, list_of, parameter},
    problem::Problem,
};

/// A survey.
#[derive(Debug, Serialize)]
pub struct Answer {
    /// Its word in addresses.
    id: String,
    /// Whose it is.
    partnership: String,
    /// What it is called.
    title: String,
    /// What it is for.
    purpose: String,
    /// `scheduled`, `open` or `closed`.
    phase: &'static str,
    /// The moment it opens, in UTC.
    opens_at: Option<String>,
    /// The moment it closes or closed, in UTC.
    closes_at: Option<String>,
    /// The languages that it can be answered in.
    languages: Vec<&'static str>,
    /// Whether only people who are invited can answer.
    invited_only: bool,
    /// Whether its results are public.
    results: bool,
    /// Its page for people.
    page: String,
    /// Its released tables; null until its results are public.
    tables: Option<String>,
    /// Who answered; null until its results are public.
    who: Option<String>,
}

const COLUMNS: Columns<Answer> = Columns {
    heads: &["id", "partnership", "title", "phase", "opens_at", "closes_at", "languages", "invited_only", "results"],
    rows: |one| {
        let yes = |yes: bool| if yes { "yes" } else { "no" }.into();
        vec![vec![
            one.id.clone().into(),
            one.partnership.clone().into(),
            one.title.clone().into(),
            one.phase.into(),
            words(one.opens_at.as_ref()),
            words(one.closes_at.as_ref()),
            one.languages.join(" ").into(),
            yes(one.invited_only),
            yes(one.results),
        ]]
    },
};

fn answer(ask: &Ask, open: &Open) -> Option<Answer> {
    let survey = &open.survey;
    let slug = &survey.slug;
    let results = survey.results_public_at.is_some();
    let questionnaire = &open.version.definition.questionnaire;
    let languages = Language::ALL.into_iter().filter(|language| questionnaire.title.get(*language).is_some());
    let public = |path: &str| results.then(|| format!("/api/v1/surveys/{slug}/{path}"));
    Some(Answer {
        phase: match open.phase {
            Phase::Scheduled => "scheduled",
            Phase::Open => "open",
            Phase::Closed => "closed",
            Phase::Draft | Phase::Published => return None,
        },
        id: slug.clone(),
        partnership: open.partnership.slug.clone(),
        title: ask.said(&questionnaire.title),
        purpose: ask.said(&open.version.definition.notice.purpose),
        opens_at: survey.opens_at.map(|at| at.to_string()),
        closes_at: survey.closed_at.or(survey.closes_at).map(|at| at.to_string()),
        languages: languages.map(Language::code).collect(),
        invited_only: open.is_invited_only(),
        results,
        page: format!("/s/{slug}"),
        tables: public("tables"),
        who: public("who"),
    })
}

/// `GET /api/v1/surveys`
pub async fn list(ask: Ask) -> Result<Response, Problem> {
    ask.only(&["limit", "after", "partnership"])?;
    let owners = match ask.value("partnership") {
        None => partnership::all(ask.ctx()).await?,
        Some(slug) => match partnership::by_slug(ask.ctx(), slug).await {
            Ok(owner) => vec![owner],
            Err(service::Error::Missing) => {
                return Err(Problem::parameter("partnership", "Use an id from /api/v1/partnerships."));
            }
            Err(error) => return Err(error.into()),
        },
    };
    let mut found = Vec::new();
    for owner in owners {
        let surveys = partnership::public_surveys(ask.ctx(), &owner).await?;
        found.extend(surveys.iter().filter_map(|open| answer(&ask, open)));
    }
    found.sort_by(|a, b| a.id.cmp(&b.id));
    ask.page(found, |one| &one.id, &COLUMNS)
}

/// `GET /api/v1/surveys/{survey}`
pub async fn one(ask: Ask, Path(slug): Path<String>) -> Result<Response, Problem> {
    ask.only(&[])?;
    let open = find(ask.ctx(), &slug).await?;
    let answer = answer(&ask, &open).ok_or_else(|| Problem::from(service::Error::Missing))?;
    ask.one(&answer, &COLUMNS)
}

/// A survey whose results are public.
///
/// # Errors
/// A problem when there is none, or they are not.
pub async fn with_results(ask: &Ask, slug: &str) -> Result<Open, Problem> {
    let open = find(ask.ctx(), slug).await?;
    if open.survey.results_public_at.is_none() {
        return Err(Problem::missing("The results of this survey are not public."));
    }
    Ok(open)
}

/// What the document says of them.
pub fn paths() -> Vec<(&'static str, Value)> {
    let survey = json!({
        "id": "string", "partnership": "string", "title": "string", "purpose": "string", "phase": "string",
        "opens_at": "string", "closes_at": "string", "languages": ["string"], "invited_only": "boolean",
        "results": "boolean", "page": "string", "tables": "string", "who": "string",
    });
    let of = [parameter("partnership", "query", "Only the surveys of this partnership")];
    vec![
        ("/api/v1/surveys", list_of("The surveys that are scheduled, open or closed", &of, &survey)),
        (
            "/api/v1/surveys/{survey}",
            item("One survey", &[parameter("survey", "path", "Its word in addresses")], &survey),
        ),
    ]
}
