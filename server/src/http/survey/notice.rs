//! Handlers of the start page of a survey: what people are told, the days, the law.

use app::{
    part::form::{Fields, Form},
    survey::notice::{self as pages, Above},
};
use axum::extract::{Path, Query};
use domain::id::SurveyId;
use http::StatusCode;
use service::{
    Error,
    survey::{
        draft,
        notice::{NoticeForm, save_notice},
    },
};

use super::{Asked, path};
use crate::http::{
    frame,
    reply::{Answer, Reply},
    request::{Call, Posted},
};

/// `GET /desk/surveys/{survey}/notice`
pub async fn notice(mut call: Call, Path(id): Path<SurveyId>, Query(asked): Query<Asked>) -> Answer {
    let at = frame::at_survey(&mut call, id).await?;
    let drafted = draft::show(call.ctx(), &at.editor).await?;
    let fields = pages::fields_of(NoticeForm::of(call.ctx(), &drafted));
    let above = if asked.done == "saved" { Above::Saved } else { Above::Nothing };
    let form = Form { values: fields, problems: Vec::new() };
    Ok(Reply::page(pages::notice(&call.visit, at.head(call.ctx()), &form, &drafted, above)))
}

/// `POST /desk/surveys/{survey}/notice`
pub async fn save(mut call: Call, Path(id): Path<SurveyId>, form: Posted) -> Answer {
    let at = frame::at_survey(&mut call, id).await?;
    let again = |fields: Fields, problems, above, drafted: &draft::Drafted| {
        pages::notice(&call.visit, at.head(call.ctx()), &Form { values: fields, problems }, drafted, above)
    };
    match save_notice(call.ctx(), &at.editor, &pages::read(&form.0)).await {
        Ok(()) => Ok(Reply::to(path(id, "/notice?done=saved"))),
        Err(Error::Invalid(problems)) => {
            let drafted = draft::show(call.ctx(), &at.editor).await?;
            Ok(Reply::wrong(again(form.0, problems, Above::Nothing, &drafted)))
        }
        Err(Error::Conflict) => {
            let drafted = draft::show(call.ctx(), &at.editor).await?;
            let mut fields = form.0;
            fields.insert("seen".to_owned(), vec![drafted.survey.revision.to_string()]);
            let page = again(fields, Vec::new(), Above::Conflict, &drafted);
            Ok(Reply::wrong(page).status(StatusCode::CONFLICT))
        }
        Err(other) => Err(other.into()),
    }
}
