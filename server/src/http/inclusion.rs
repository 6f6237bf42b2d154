//! Handlers of the inclusion check: who answered against who lives here.

use app::{inclusion as pages, survey::results};
use axum::extract::Path;
use domain::id::SurveyId;
use service::inclusion;

use super::{
    frame::reading_survey,
    reply::{Answer, Reply},
    request::Call,
    results::{find, head, today},
};

/// `GET /s/{survey}/who`
pub async fn public(mut call: Call, Path(slug): Path<String>) -> Answer {
    let open = find(&mut call, &slug).await?;
    if open.survey.results_public_at.is_none() {
        return Ok(Reply::page(results::not_yet(&call.visit, &open, today(&call))));
    }
    let check = inclusion::check(call.ctx(), open.survey).await?;
    Ok(Reply::page(pages::public(&call.visit, &check)))
}

/// `GET /desk/surveys/{survey}/who`
pub async fn staff(mut call: Call, Path(id): Path<SurveyId>) -> Answer {
    let at = reading_survey(&mut call, id).await?;
    let check = inclusion::check(call.ctx(), at.survey.clone()).await?;
    let head = head(&call, &at).await?;
    Ok(Reply::page(pages::staff(&call.visit, &at.desk, &check, &head)))
}
