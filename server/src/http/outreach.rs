//! Handlers of outreach: the list of a partnership, and the next steps of a survey.

use app::{
    outreach::{self as pages, Said},
    part::{form::Form, survey_head::Head},
};
use axum::extract::{Path, Query};
use domain::{
    id::{OutreachId, SurveyId},
    outreach::WayForm,
};
use service::{
    Error,
    outreach::{self, Outcome, Taking},
};

use super::{
    desk::Done,
    frame::{self, AtDesk, AtSurvey, Rail, at_survey},
    reply::{Answer, Reply, again},
    request::{Call, Posted},
    results::today,
};

/// `GET /desk/{host}/outreach`
pub async fn list(mut call: Call, Path(slug): Path<String>, Query(done): Query<Done>) -> Answer {
    let at = frame::at_desk(&mut call, &slug, Rail::Outreach).await?;
    let said = match done.word() {
        "added" => Some(Said::Added),
        "changed" => Some(Said::Changed),
        "retired" => Some(Said::Retired),
        "restored" => Some(Said::Restored),
        _ => None,
    };
    let list = outreach::list(call.ctx(), &at.officer).await?;
    Ok(Reply::page(pages::list(&call.visit, &at.desk, &list, said)))
}

/// `GET /desk/{host}/outreach/new`
pub async fn new(mut call: Call, Path(slug): Path<String>) -> Answer {
    let at = frame::at_desk(&mut call, &slug, Rail::Outreach).await?;
    let list = outreach::list(call.ctx(), &at.officer).await?;
    Ok(Reply::page(pages::form(&call.visit, &at.desk, &list, None, &Form::default())))
}

/// `GET /desk/{host}/outreach/{way}`
pub async fn one(mut call: Call, Path((slug, id)): Path<(String, OutreachId)>) -> Answer {
    let at = frame::at_desk(&mut call, &slug, Rail::Outreach).await?;
    let list = outreach::list(call.ctx(), &at.officer).await?;
    let one = list.one(id).ok_or(Error::Missing)?;
    Ok(Reply::page(pages::form(&call.visit, &at.desk, &list, Some(one), &pages::filled(one))))
}

fn typed(form: &Posted) -> WayForm {
    let value = |name: &str| form.value(name).to_owned();
    WayForm {
        name: value("name"),
        kind: value("kind"),
        groups: form.0.get("groups").cloned().unwrap_or_default(),
        pounds: value("pounds"),
        hours: value("hours"),
        brings: value("brings"),
        note: value("note"),
    }
}

fn id(form: &Posted) -> Result<OutreachId, Error> {
    form.value("outreach").parse().map_err(|_| Error::Missing)
}

fn done(at: &AtDesk, word: &str) -> Reply {
    Reply::to(format!("{}/outreach?done={word}", at.desk.home))
}

/// `POST /desk/{host}/outreach`: adds a way, or changes the one that the form names.
pub async fn save(mut call: Call, Path(slug): Path<String>, form: Posted) -> Answer {
    let at = frame::at_desk(&mut call, &slug, Rail::Outreach).await?;
    let named = if form.has("outreach") { Some(id(&form)?) } else { None };
    match outreach::save(call.ctx(), &at.officer, named, &typed(&form)).await {
        Ok(_) => Ok(done(&at, if named.is_some() { "changed" } else { "added" })),
        Err(error) => {
            let list = outreach::list(call.ctx(), &at.officer).await?;
            let one = named.and_then(|id| list.one(id));
            Ok(again(&call.visit, error, form.0, |form| pages::form(&call.visit, &at.desk, &list, one, form)))
        }
    }
}

/// `POST /desk/{host}/outreach/retire`: can be undone, so it is not asked first.
pub async fn retire(mut call: Call, Path(slug): Path<String>, form: Posted) -> Answer {
    let at = frame::at_desk(&mut call, &slug, Rail::Outreach).await?;
    let off = form.value("off") == "yes";
    outreach::retire(call.ctx(), &at.officer, id(&form)?, off).await?;
    Ok(done(&at, if off { "retired" } else { "restored" }))
}

async fn page(call: &Call, at: &AtSurvey, form: &Form) -> Result<String, Error> {
    let plan = outreach::plan(call.ctx(), &at.editor).await?;
    let head = Head { survey: &at.survey, phase: at.phase, editor: true, today: today(call), now: call.ctx().now() };
    Ok(pages::next(&call.visit, &at.desk, &head, &plan, form))
}

/// `GET /desk/surveys/{survey}/who/next`
pub async fn next(mut call: Call, Path(id): Path<SurveyId>) -> Answer {
    let at = at_survey(&mut call, id).await?;
    Ok(Reply::page(page(&call, &at, &Form::default()).await?))
}

/// `POST /desk/surveys/{survey}/who/next`: takes a task.
pub async fn take(mut call: Call, Path(id): Path<SurveyId>, form: Posted) -> Answer {
    let at = at_survey(&mut call, id).await?;
    let value = |name: &str| form.value(name).to_owned();
    let taking = Taking { group: value("group"), way: value("way"), due: value("due") };
    match outreach::take(call.ctx(), &at.editor, &taking).await {
        Ok(_) => Ok(Reply::to(format!("/desk/surveys/{id}/who/next#tasks"))),
        Err(Error::Invalid(problems)) => Ok(Reply::wrong(page(&call, &at, &Form::wrong(form.0, problems)).await?)),
        Err(error) => Err(error.into()),
    }
}

/// `POST /desk/surveys/{survey}/who/tasks`: closes a task, or opens it again.
pub async fn finish(mut call: Call, Path(id): Path<SurveyId>, form: Posted) -> Answer {
    let at = at_survey(&mut call, id).await?;
    let task = form.value("task").parse().map_err(|_| Error::Missing)?;
    let outcome = match form.value("to") {
        "open" => None,
        code => Some(code.parse::<Outcome>().map_err(|()| Error::Missing)?),
    };
    match outreach::finish(call.ctx(), &at.editor, task, outcome, form.value("reason")).await {
        Ok(()) => Ok(Reply::to(format!("/desk/surveys/{id}/who/next#tasks"))),
        Err(Error::Invalid(problems)) => Ok(Reply::wrong(page(&call, &at, &Form::wrong(form.0, problems)).await?)),
        Err(error) => Err(error.into()),
    }
}
