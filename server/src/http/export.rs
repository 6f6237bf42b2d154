//! Handlers of research files: asking for one, taking it, and the release of free text.

use app::{export as pages, part::form::Form};
use axum::extract::Path;
use domain::id::{ExportId, SurveyId};
use http::header;
use service::{
    Error,
    export::{self, Asking, Terms, Verdict},
};

use super::{
    frame::{ReadingSurvey, at_survey, reading_survey},
    reply::{Answer, Reply},
    request::{Call, Posted},
    results::head,
};

async fn page(call: &Call, at: &ReadingSurvey, form: &Form) -> Result<String, Error> {
    let exports = export::list(call.ctx(), &at.reader).await?;
    Ok(pages::exports(&call.visit, &at.desk, &head(call, at).await?, form, &exports))
}

/// `GET /desk/surveys/{survey}/exports`
pub async fn exports(mut call: Call, Path(id): Path<SurveyId>) -> Answer {
    let at = reading_survey(&mut call, id).await?;
    Ok(Reply::page(page(&call, &at, &Form::default()).await?))
}

/// `POST /desk/surveys/{survey}/exports`
pub async fn ask(mut call: Call, Path(id): Path<SurveyId>, form: Posted) -> Answer {
    let at = reading_survey(&mut call, id).await?;
    let value = |name: &str| form.value(name).to_owned();
    let terms = Terms {
        institution: value("institution"),
        kept_until: value("kept_until"),
        agreed: form.value("agreed") == "yes",
    };
    let asking = Asking { purpose: value("purpose"), with_text: form.value("text") == "yes", terms };
    match export::ask(call.ctx(), &at.reader, &asking).await {
        Ok(_) => Ok(Reply::to(format!("/desk/surveys/{id}/exports#files"))),
        Err(Error::Invalid(problems)) => Ok(Reply::wrong(page(&call, &at, &Form::wrong(form.0, problems)).await?)),
        Err(error) => Err(error.into()),
    }
}

/// `POST /desk/surveys/{survey}/exports/decide`: the second person.
pub async fn decide(mut call: Call, Path(id): Path<SurveyId>, form: Posted) -> Answer {
    let at = at_survey(&mut call, id).await?;
    let file: ExportId = form.value("file").parse().map_err(|_| Error::Missing)?;
    let verdict: Verdict = form.value("verdict").parse().map_err(|()| Error::Missing)?;
    match export::decide(call.ctx(), &at.editor, file, verdict, form.value("reason")).await {
        Ok(()) => Ok(Reply::to(format!("/desk/surveys/{id}/exports#requests"))),
        Err(Error::Invalid(problems)) => {
            let at = reading_survey(&mut call, id).await?;
            Ok(Reply::wrong(page(&call, &at, &Form::wrong(form.0, problems)).await?))
        }
        Err(error) => Err(error.into()),
    }
}

/// `GET /exports/{export}`
pub async fn file(call: Call, Path(id): Path<ExportId>) -> Answer {
    let download = export::download(call.ctx(), call.caller()?, id).await?;
    // The name is a word of addresses and a date: nothing in it has to be quoted.
    let disposition = format!("attachment; filename=\"{}\"", download.name);
    let body = axum::body::Body::from_stream(download.content.into_stream());
    Ok(Reply::data("application/zip", body).header(header::CONTENT_DISPOSITION, &disposition))
}

/// `POST /desk/surveys/{survey}/text`
pub async fn release_text(mut call: Call, Path(id): Path<SurveyId>, form: Posted) -> Answer {
    let at = at_survey(&mut call, id).await?;
    export::release_text(call.ctx(), &at.editor, form.value("item")).await?;
    Ok(Reply::to(format!("/desk/surveys/{id}/exports#texts")))
}
