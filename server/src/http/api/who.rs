//! Who answered, against who lives there.

use axum::{extract::Path, response::Response};
use serde::Serialize;
use serde_json::{Value, json};
use service::inclusion::{Compared, check};

use super::{
    ask::{Ask, Columns, number, words},
    document::{list_of, parameter},
    problem::Problem,
    survey::with_results,
};

/// One characteristic.
#[derive(Debug, Serialize)]
pub struct Answer {
    /// The characteristic.
    characteristic: String,
    /// What it is called.
    title: String,
    /// The last day whose answers are in it.
    up_to: String,
    /// How many said, and how many did not: rounded; null where it is withheld.
    said: Option<u64>,
    /// See `said`.
    did_not_say: Option<u64>,
    /// Whom the population figures count.
    base: Option<String>,
    /// Where they come from.
    source: Option<String>,
    /// Under which licence.
    licence: Option<String>,
    /// The groups.
    groups: Vec<Group>,
}

/// One group.
#[derive(Debug, Serialize)]
struct Group {
    code: String,
    name: String,
    /// How many answered, rounded; null where it is withheld.
    answered: Option<u64>,
    /// How many live there.
    population: u64,
    /// What can be said: `far_fewer`, `fewer`, `about_the_same`, `more`, `far_more`, `cannot_say_yet`,
    /// `too_few_to_say`; null where nothing can.
    verdict: Value,
    /// Whether those who did not say could change it.
    probably: bool,
}

const COLUMNS: Columns<Answer> = Columns {
    heads: &["characteristic", "group", "name", "answered", "population", "verdict", "probably", "up_to", "source"],
    rows: |one| {
        let row = |group: &Group| {
            vec![
                one.characteristic.clone().into(),
                group.code.clone().into(),
                group.name.clone().into(),
                number(group.answered),
                number(Some(group.population)),
                group.verdict.as_str().unwrap_or_default().into(),
                if group.probably { "yes" } else { "no" }.into(),
                one.up_to.clone().into(),
                words(one.source.as_ref()),
            ]
        };
        one.groups.iter().map(row).collect()
    },
};

fn answer(ask: &Ask, compared: &Compared) -> Answer {
    let (population, comparison) = (&compared.population, &compared.comparison);
    let name =
        |code: &str| population.groups.iter().find(|group| group.code == code).map(|group| ask.said(&group.name));
    let groups = comparison.groups.iter().map(|group| Group {
        name: name(&group.code).unwrap_or_default(),
        code: group.code.clone(),
        answered: group.participants.published(),
        population: group.population,
        verdict: serde_json::to_value(group.figures.as_ref().and_then(|figures| figures.verdict)).unwrap_or_default(),
        probably: group.figures.as_ref().is_some_and(|figures| figures.probably),
    });
    let counted = population.counted.as_ref();
    Answer {
        characteristic: population.characteristic.clone(),
        title: ask.said(&population.title),
        up_to: compared.up_to.to_string(),
        said: comparison.said.published(),
        did_not_say: comparison.did_not_say.published(),
        base: counted.map(|counted| ask.said(&counted.base)),
        source: counted.map(|counted| format!("{}, {}", counted.source.title, counted.source.source)),
        licence: counted.map(|counted| counted.source.licence.clone()),
        groups: groups.collect(),
    }
}

/// `GET /api/v1/surveys/{survey}/who`
pub async fn one(ask: Ask, Path(slug): Path<String>) -> Result<Response, Problem> {
    ask.only(&["limit", "after"])?;
    let open = with_results(&ask, &slug).await?;
    let check = check(ask.ctx(), open.survey).await?;
    let found: Vec<Answer> = check.compared.iter().map(|compared| answer(&ask, compared)).collect();
    ask.page(found, |one| &one.characteristic, &COLUMNS)
}

/// What the document says of it.
pub fn paths() -> Vec<(&'static str, Value)> {
    let who = json!({
        "characteristic": "string", "title": "string", "up_to": "string", "said": "integer", "did_not_say": "integer",
        "base": "string", "source": "string", "licence": "string",
        "groups": [{
            "code": "string", "name": "string", "answered": "integer", "population": "integer", "verdict": "string",
            "probably": "boolean",
        }],
    });
    let of = [parameter("survey", "path", "Its word in addresses")];
    vec![(
        "/api/v1/surveys/{survey}/who",
        list_of("Who answered a survey, against who lives there, by characteristic", &of, &who),
    )]
}
