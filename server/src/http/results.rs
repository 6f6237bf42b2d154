//! Handlers of results: what people answered, for everybody and for staff, and whether it is public.

use app::{part::survey_head::Head, partnership::Today, survey::results as pages};
use axum::extract::Path;
use domain::id::SurveyId;
use service::{Error, disclosure, inclusion, response::Open, survey};

use super::{
    frame::{ReadingSurvey, at_survey, by_method, reading_survey, set_host},
    reply::{Answer, Reply},
    request::{Call, Posted},
};

/// A published survey on a public page about it.
pub async fn find(call: &mut Call, slug: &str) -> Result<Open, Error> {
    let open = service::response::find(call.ctx(), slug).await?;
    set_host(&mut call.visit, &open.partnership);
    Ok(open)
}

/// When it is.
pub fn today(call: &Call) -> Today<'_> {
    Today { date: call.ctx().today(), london: &call.ctx().london }
}

/// The head of a page of the desk about one survey.
pub async fn head<'a>(call: &'a Call, at: &'a ReadingSurvey) -> Result<Head<'a>, Error> {
    let editor = service::access::editor(call.ctx(), call.caller()?, at.survey.id).await.is_ok();
    Ok(Head { survey: &at.survey, phase: at.phase, editor, today: today(call), now: call.ctx().now() })
}

/// `GET /s/{survey}/results`
pub async fn public(mut call: Call, Path(slug): Path<String>) -> Answer {
    let open = find(&mut call, &slug).await?;
    if open.survey.results_public_at.is_none() {
        return Ok(Reply::page(pages::not_yet(&call.visit, &open, today(&call))));
    }
    let results = disclosure::results(call.ctx(), open.survey).await?;
    by_method(&mut call.visit, results.newest.as_ref());
    Ok(Reply::page(pages::public(&call.visit, &results, today(&call))))
}

/// `GET /desk/surveys/{survey}/results`
pub async fn staff(mut call: Call, Path(id): Path<SurveyId>) -> Answer {
    let at = reading_survey(&mut call, id).await?;
    let results = disclosure::results(call.ctx(), at.survey.clone()).await?;
    by_method(&mut call.visit, results.newest.as_ref());
    let newest = results.newest.as_ref();
    let own = inclusion::own_counts(call.ctx(), call.caller()?, &at.partnership, newest).await?;
    let head = head(&call, &at).await?;
    let staff = pages::Staff { desk: &at.desk, results: &results, head, own: &own };
    Ok(Reply::page(pages::staff(&call.visit, &staff)))
}

/// `POST /desk/surveys/{survey}/results`
pub async fn publish(mut call: Call, Path(id): Path<SurveyId>, form: Posted) -> Answer {
    let at = at_survey(&mut call, id).await?;
    survey::publish_results(call.ctx(), &at.editor, form.value("public") == "yes").await?;
    Ok(Reply::to(format!("/desk/surveys/{id}/results")))
}
