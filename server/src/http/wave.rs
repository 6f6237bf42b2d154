//! Handlers of waves: a survey beside an earlier one.

use app::survey::{results, waves as pages};
use axum::extract::{Path, Query};
use domain::id::SurveyId;
use http::header;
use serde::Deserialize;
use service::{
    sheet::{Cell, sheet},
    survey::wave,
};

use super::{
    frame::reading_survey,
    reply::{Answer, Reply},
    request::Call,
    results::{find, head, today},
};

/// What is asked of the page.
#[derive(Default, Deserialize)]
pub struct Asked {
    /// The word of the earlier wave; the newest where it is empty.
    #[serde(default)]
    with: String,
    /// `csv` for a file.
    #[serde(default)]
    format: String,
}

impl Asked {
    fn with(&self) -> Option<&str> {
        (!self.with.is_empty()).then_some(self.with.as_str())
    }
}

/// `GET /s/{survey}/waves`
pub async fn public(mut call: Call, Path(slug): Path<String>, Query(asked): Query<Asked>) -> Answer {
    let open = find(&mut call, &slug).await?;
    if open.survey.results_public_at.is_none() {
        return Ok(Reply::page(results::not_yet(&call.visit, &open, today(&call))));
    }
    let mut others = wave::earlier(call.ctx(), &open.survey).await?;
    others.retain(|one| one.results_public_at.is_some());
    let waves = wave::compare(call.ctx(), open.survey, asked.with(), true).await?;
    let address = call.visit.href(&format!("/s/{slug}/waves"));
    let reading = pages::Reading { visit: &call.visit, waves: &waves, today: today(&call), address, others: &others };
    if asked.format == "csv" { file(&slug, &reading) } else { Ok(Reply::page(pages::public(&reading))) }
}

/// `GET /desk/surveys/{survey}/waves`
pub async fn staff(mut call: Call, Path(id): Path<SurveyId>, Query(asked): Query<Asked>) -> Answer {
    let at = reading_survey(&mut call, id).await?;
    let others = wave::earlier(call.ctx(), &at.survey).await?;
    let waves = wave::compare(call.ctx(), at.survey.clone(), asked.with(), false).await?;
    let address = format!("/desk/surveys/{id}/waves");
    let reading = pages::Reading { visit: &call.visit, waves: &waves, today: today(&call), address, others: &others };
    if asked.format == "csv" {
        return file(&at.survey.slug, &reading);
    }
    let head = head(&call, &at).await?;
    Ok(Reply::page(pages::staff(&reading, &at.desk, &head)))
}

fn file(slug: &str, reading: &pages::Reading<'_>) -> Answer {
    let (heads, rows) = pages::file(reading);
    let cell = |cell| match cell {
        pages::FileCell::Words(words) => Cell::Words(words),
        pages::FileCell::Number(number) => Cell::Number(i64::try_from(number).unwrap_or(i64::MAX)),
        pages::FileCell::Decimal(number) => Cell::Decimal(number),
        pages::FileCell::Empty => Cell::Empty,
    };
    let rows = rows.into_iter().map(|row| row.into_iter().map(cell).collect());
    let bytes = sheet(&heads, rows)?;
    let name = format!("attachment; filename=\"{slug}-waves.csv\"");
    Ok(Reply::data("text/csv; charset=utf-8", bytes).header(header::CONTENT_DISPOSITION, &name))
}
