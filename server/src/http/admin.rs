//! Handlers for whoever runs the installation.

use app::{
    part::form::Form,
    partnership::admin::{self as pages, Said, Shown},
};
use axum::extract::Query;
use domain::problem::Problem;
use service::{Error, account::team, installation, partnership};

use super::{
    desk::Done,
    frame,
    reply::{Answer, Reply},
    request::{Call, Posted},
};

async fn page(call: &mut Call, form: &Form, said: Option<Said>) -> Result<String, Error> {
    let frame = frame::own_desk(call)?;
    let administrator = call.caller()?.administrator()?;
    let shown = Shown {
        installation: &partnership::installation(call.ctx(), &administrator).await?,
        state: &installation::state(call.ctx(), &administrator).await?,
        version: env!("CARGO_PKG_VERSION"),
        form,
        own_address: &call.caller()?.address,
        london: &call.ctx().london,
        said,
    };
    Ok(pages::installation(&call.visit, &frame, &shown))
}

/// After a change: on to the page, or the page again with what is wrong.
async fn changed(call: &mut Call, form: Posted, result: Result<(), Error>, word: &str) -> Answer {
    let problems = match result {
        Ok(()) => return Ok(Reply::to(format!("/admin?done={word}"))),
        Err(Error::Invalid(problems)) => problems,
        Err(Error::Refused(code @ "self")) => vec![Problem::new("", code)],
        Err(error) => return Err(error.into()),
    };
    Ok(Reply::wrong(page(call, &Form::wrong(form.0, problems), None).await?))
}

/// `GET /admin`
pub async fn installation(mut call: Call, Query(done): Query<Done>) -> Answer {
    let said = match done.word() {
        "body-added" => Some(Said::BodyAdded),
        "body-placed" => Some(Said::BodyPlaced),
        "invited" => Some(Said::Invited),
        "disabled" => Some(Said::Disabled),
        "enabled" => Some(Said::Enabled),
        _ => None,
    };
    Ok(Reply::page(page(&mut call, &Form::default(), said).await?))
}

/// `POST /admin/bodies`
pub async fn add_body(mut call: Call, form: Posted) -> Answer {
    let administrator = call.caller()?.administrator()?;
    let (name, kind) = (form.value("body-name"), form.value("body-kind"));
    let added = partnership::add_body(call.ctx(), &administrator, name, kind).await;
    changed(&mut call, form, added, "body-added").await
}

/// `POST /admin/bodies/place`
pub async fn place_body(mut call: Call, form: Posted) -> Answer {
    let administrator = call.caller()?.administrator()?;
    let (body, partnership) = (form.value("member-body"), form.value("member-partnership"));
    let placed = partnership::add_body_to(call.ctx(), &administrator, body, partnership).await;
    changed(&mut call, form, placed, "body-placed").await
}

/// `POST /admin/invite`
pub async fn invite(mut call: Call, form: Posted) -> Answer {
    let administrator = call.caller()?.administrator()?;
    let (name, address) = (form.value("name"), form.value("address"));
    let inviter = &call.caller()?.name;
    let invited = team::invite_administrator(call.ctx(), &administrator, inviter, name, address).await;
    changed(&mut call, form, invited, "invited").await
}

/// `POST /admin/accounts`: to stop somebody from signing in is asked first.
pub async fn account(mut call: Call, form: Posted) -> Answer {
    let administrator = call.caller()?.administrator()?;
    let may = form.value("may") == "yes";
    if !may && !form.has("sure") {
        let accounts = partnership::installation(call.ctx(), &administrator).await?.accounts;
        let account = accounts.into_iter().find(|account| account.id.to_string() == form.value("account"));
        let account = account.ok_or(Error::Missing)?;
        let frame = frame::own_desk(&mut call)?;
        return Ok(Reply::page(pages::disable(&call.visit, &frame, &account)));
    }
    let set = partnership::set_disabled(call.ctx(), &administrator, form.value("account"), !may).await;
    changed(&mut call, form, set, if may { "enabled" } else { "disabled" }).await
}
