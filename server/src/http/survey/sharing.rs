//! Handlers of sharing: which bodies may read or edit a survey.

use app::{part::form::Form, survey::sharing as pages};
use axum::extract::{Path, Query};
use domain::id::SurveyId;
use service::{Error, survey::share};

use super::{Asked, path};
use crate::http::{
    frame::{self, AtSurvey},
    reply::{Answer, Reply},
    request::{Call, Posted},
};

async fn page(call: &Call, at: &AtSurvey, form: &Form, just: &str) -> Result<String, Error> {
    let sharing = share::show(call.ctx(), &at.editor).await?;
    Ok(pages::sharing(&call.visit, at.head(call.ctx()), form, &sharing, &at.partnership.name, just))
}

/// `GET /desk/surveys/{survey}/sharing`
pub async fn sharing(mut call: Call, Path(id): Path<SurveyId>, Query(asked): Query<Asked>) -> Answer {
    let at = frame::at_survey(&mut call, id).await?;
    Ok(Reply::page(page(&call, &at, &Form::default(), &asked.done).await?))
}

/// `POST /desk/surveys/{survey}/sharing`
pub async fn save(mut call: Call, Path(id): Path<SurveyId>, form: Posted) -> Answer {
    let at = frame::at_survey(&mut call, id).await?;
    let body = form.value("body");
    if form.value("edit") == "unshare" {
        share::unshare(call.ctx(), &at.editor, body).await?;
        return Ok(Reply::to(path(id, "/sharing?done=unshared")));
    }
    match share::share(call.ctx(), &at.editor, body, form.value("may"), form.value("basis")).await {
        Ok(()) => Ok(Reply::to(path(id, "/sharing?done=shared"))),
        Err(Error::Invalid(problems)) => Ok(Reply::wrong(page(&call, &at, &Form::wrong(form.0, problems), "").await?)),
        Err(other) => Err(other.into()),
    }
}
