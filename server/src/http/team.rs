//! Handlers of the team: who works here, invitations, roles.

use app::{
    account::team::{self as pages, Said, Shown},
    part::form::Form,
};
use axum::extract::{Path, Query};
use domain::{
    account::Role,
    id::{AccountId, BodyId},
    problem::Problem,
};
use service::{
    Error,
    account::team::{self, InviteForm},
};
use uuid::Uuid;

use super::{
    desk::Done,
    frame::{self, AtDesk, Rail},
    reply::{Answer, Reply},
    request::{Call, Posted},
};

async fn team_page(call: &Call, at: &AtDesk, form: &Form, said: Option<Said>) -> Result<String, Error> {
    let team = team::of(call.ctx(), &at.officer).await?;
    let own_address = &call.caller()?.address;
    let shown = Shown { team: &team, form, own_address, london: &call.ctx().london, said };
    Ok(pages::team(&call.visit, &at.desk, &shown))
}

/// Shows the team again with what is wrong.
async fn again(call: &Call, at: &AtDesk, form: Posted, error: Error) -> Answer {
    let problems = match error {
        Error::Invalid(problems) => problems,
        Error::Refused(code @ ("self" | "last-officer")) => vec![Problem::new("", code)],
        other => return Err(other.into()),
    };
    Ok(Reply::wrong(team_page(call, at, &Form::wrong(form.0, problems), None).await?))
}

fn done(at: &AtDesk, word: &str) -> Reply {
    Reply::to(format!("{}/team?done={word}", at.desk.home))
}

/// `GET /desk/{host}/team`
pub async fn team(mut call: Call, Path(slug): Path<String>, Query(done): Query<Done>) -> Answer {
    let at = frame::at_desk(&mut call, &slug, Rail::Team).await?;
    let said = match done.word() {
        "invited" => Some(Said::Invited),
        "withdrawn" => Some(Said::Withdrawn),
        "changed" => Some(Said::Changed),
        "removed" => Some(Said::Removed),
        _ => None,
    };
    Ok(Reply::page(team_page(&call, &at, &Form::default(), said).await?))
}

/// `POST /desk/{host}/team`
pub async fn invite(mut call: Call, Path(slug): Path<String>, form: Posted) -> Answer {
    let at = frame::at_desk(&mut call, &slug, Rail::Team).await?;
    let value = |name: &str| form.value(name).to_owned();
    let typed = InviteForm { name: value("name"), address: value("address"), body: value("body"), role: value("role") };
    match team::invite(call.ctx(), &at.officer, &call.caller()?.name, &typed).await {
        Ok(()) => Ok(done(&at, "invited")),
        Err(error) => again(&call, &at, form, error).await,
    }
}

/// `POST /desk/{host}/team/role`: to take a role away is asked first.
pub async fn role(mut call: Call, Path(slug): Path<String>, form: Posted) -> Answer {
    let at = frame::at_desk(&mut call, &slug, Rail::Team).await?;
    let account: AccountId = form.value("account").parse().map_err(|_| Error::Missing)?;
    let body: BodyId = form.value("body").parse().map_err(|_| Error::Missing)?;
    let role = match form.value("role") {
        "none" => None,
        code => Some(code.parse::<Role>().map_err(|_| Error::invalid(Problem::new("role", "choose")))?),
    };
    if role.is_none() && !form.has("sure") {
        let members = team::of(call.ctx(), &at.officer).await?.members;
        let member = members.into_iter().find(|member| member.account == account && member.body == body);
        let member = member.ok_or(Error::Missing)?;
        return Ok(Reply::page(pages::remove(&call.visit, &at.desk, &member)));
    }
    match team::set_role(call.ctx(), &at.officer, account, body, role).await {
        Ok(()) => Ok(done(&at, if role.is_some() { "changed" } else { "removed" })),
        Err(error) => again(&call, &at, form, error).await,
    }
}

/// `POST /desk/{host}/team/withdraw`: asked first.
pub async fn withdraw(mut call: Call, Path(slug): Path<String>, form: Posted) -> Answer {
    let at = frame::at_desk(&mut call, &slug, Rail::Team).await?;
    let id = Uuid::try_parse(form.value("invitation")).map_err(|_| Error::Missing)?;
    if form.has("sure") {
        team::withdraw(call.ctx(), &at.officer, id).await?;
        return Ok(done(&at, "withdrawn"));
    }
    let invited = team::of(call.ctx(), &at.officer).await?.invited;
    let invitation = invited.into_iter().find(|invitation| invitation.id == id).ok_or(Error::Missing)?;
    Ok(Reply::page(pages::withdraw(&call.visit, &at.desk, &invitation)))
}
