//! Handlers of accounts: signing in, the second factor, links by mail, one's own account.

use app::{
    account as pages,
    part::form::{Fields, Form},
};
use axum::extract::{Path, Query};
use domain::{id::SessionId, problem::Problem};
use serde::Deserialize;
use service::{
    Error,
    account::{
        self as accounts, Begun,
        link::{self, Usable},
    },
};
use store::account::{link::SignInPurpose, session::Stage};

use super::{
    cookie::Jar,
    mount::local_path,
    reply::{Answer, Reply, again},
    request::{Call, Posted},
    state::Shared,
};

/// Where somebody wanted to go before they were asked to sign in.
#[derive(Deserialize, Default)]
pub struct Next {
    #[serde(default)]
    next: String,
}

fn next_of(named: &str) -> &str {
    local_path(named).unwrap_or("/desk")
}

/// An error of a form on a page without other content: refusals stand in the summary.
fn in_form(error: Error) -> Error {
    match error {
        Error::Refused(code @ ("credentials" | "too-often" | "busy" | "link")) => {
            Error::invalid(Problem::new("", code))
        }
        other => other,
    }
}

/// The browser has a session now; on to what comes next.
fn begun(shared: &Shared, begun: &Begun, next: &str) -> Reply {
    let path = match begun.stage {
        Stage::Code => format!("/sign-in/code?next={next}"),
        Stage::Enrol => "/account/enrol".to_owned(),
        Stage::Full => next.to_owned(),
    };
    Reply::to(path).set(Jar::Session, &begun.token, shared.secure)
}

/// `GET /sign-in`
pub async fn sign_in(call: Call, Query(next): Query<Next>) -> Reply {
    Reply::page(pages::sign_in(&call.visit, &Form::default(), next_of(&next.next)))
}

/// `POST /sign-in`
pub async fn sign_in_password(call: Call, form: Posted) -> Reply {
    let next = next_of(form.value("next")).to_owned();
    let signed = accounts::sign_in(call.ctx(), &call.origin, form.value("address"), form.value("password")).await;
    match signed {
        Ok(session) => begun(&call.shared, &session, &next),
        Err(error) => again(&call.visit, in_form(error), form.0, |form| pages::sign_in(&call.visit, form, &next)),
    }
}

/// `GET /sign-in/code`
pub async fn code(call: Call, Query(next): Query<Next>) -> Reply {
    Reply::page(pages::code(&call.visit, &Form::default(), next_of(&next.next)))
}

/// `POST /sign-in/code`
pub async fn code_enter(call: Call, form: Posted) -> Answer {
    let next = next_of(form.value("next")).to_owned();
    let caller = call.caller()?;
    let entered = accounts::factor::enter_code(call.ctx(), &call.origin, caller, form.value("code")).await;
    Ok(match entered {
        Ok(session) => begun(&call.shared, &session, &next),
        Err(error) => again(&call.visit, in_form(error), form.0, |form| pages::code(&call.visit, form, &next)),
    })
}

/// `GET /sign-in/forgot`
pub async fn forgot(call: Call) -> Reply {
    Reply::page(pages::forgot(&call.visit, &Form::default(), false))
}

/// `POST /sign-in/forgot`
pub async fn forgot_ask(call: Call, form: Posted) -> Answer {
    let page = |form: &Form| pages::forgot(&call.visit, form, false);
    let asked = ask(&call, SignInPurpose::Reset, form.value("address")).await;
    Ok(match asked {
        Ok(browser) => Reply::page(pages::forgot(&call.visit, &Form::default(), true)).set(
            Jar::Browser,
            &browser,
            call.shared.secure,
        ),
        Err(error) => again(&call.visit, in_form(error), form.0, page),
    })
}

/// Asks for a letter, bound to the secret of this browser, which is made if it has none.
async fn ask(call: &Call, purpose: SignInPurpose, address: &str) -> Result<String, Error> {
    let browser = match call.cookie(Jar::Browser) {
        Some(secret) => secret,
        None => service::keys::hex(&call.ctx().ids.bytes::<32>()?),
    };
    link::ask(call.ctx(), &call.origin, purpose, address, &browser, call.language()).await?;
    Ok(browser)
}

fn browser(call: &Call) -> String {
    call.cookie(Jar::Browser).unwrap_or_default()
}

/// `GET /sign-in/reset/{token}`
pub async fn reset(call: Call, Path(token): Path<String>) -> Answer {
    let usable = link::look(call.ctx(), SignInPurpose::Reset, &token, &browser(&call)).await?;
    Ok(match usable {
        Usable::Not => Reply::page(pages::dead_link(&call.visit)).status(http::StatusCode::GONE),
        usable => Reply::page(pages::reset(&call.visit, &Form::default(), &token, usable == Usable::WithCode)),
    })
}

/// `POST /sign-in/reset/{token}`
pub async fn reset_now(call: Call, Path(token): Path<String>, form: Posted) -> Reply {
    let code = form.has("code").then(|| form.value("code"));
    let with_code = form.has("code");
    let done = accounts::password::reset(call.ctx(), &token, &browser(&call), code, form.value("password")).await;
    match done {
        Ok(()) => Reply::page(pages::reset_done(&call.visit)).clear(Jar::Session, call.shared.secure),
        Err(Error::Refused("link")) => Reply::page(pages::dead_link(&call.visit)).status(http::StatusCode::GONE),
        Err(error) => {
            again(&call.visit, in_form(error), form.0, |form| pages::reset(&call.visit, form, &token, with_code))
        }
    }
}

/// `POST /sign-out`
pub async fn sign_out(call: Call) -> Answer {
    let caller = call.caller()?;
    accounts::sign_out(call.ctx(), caller).await?;
    let clear = http::HeaderName::from_static("clear-site-data");
    Ok(Reply::to("/sign-in").clear(Jar::Session, call.shared.secure).header(clear, "\"cache\", \"storage\""))
}

/// `GET /invitation/{token}`
pub async fn invitation(call: Call, Path(token): Path<String>) -> Reply {
    match accounts::team::look_at_invitation(call.ctx(), &token).await {
        Ok(invitation) => {
            let form = Form::filled([("name", invitation.name)]);
            Reply::page(pages::invitation(&call.visit, &form, &token, &invitation.address))
        }
        Err(Error::Refused("link")) => Reply::page(pages::dead_link(&call.visit)).status(http::StatusCode::GONE),
        Err(error) => Reply::failed(&call.visit, &error),
    }
}

/// `POST /invitation/{token}`
pub async fn invitation_accept(call: Call, Path(token): Path<String>, form: Posted) -> Reply {
    let invitation = match accounts::team::look_at_invitation(call.ctx(), &token).await {
        Ok(invitation) => invitation,
        Err(error) => return Reply::failed(&call.visit, &error),
    };
    let (name, password) = (form.value("name"), form.value("password"));
    match accounts::team::accept(call.ctx(), &call.origin, &token, name, password).await {
        Ok(session) => begun(&call.shared, &session, "/desk"),
        Err(error) => again(&call.visit, in_form(error), form.0, |form| {
            pages::invitation(&call.visit, form, &token, &invitation.address)
        }),
    }
}

async fn enrol_page(call: &Call, form: &Form) -> Result<String, Error> {
    let enrolment = accounts::factor::begin_enrolment(call.ctx(), call.caller()?).await?;
    let picture = app::part::qr::svg(&enrolment.url);
    Ok(pages::enrol(&call.visit, form, &pages::Enrol { picture: &picture, secret: &enrolment.secret }))
}

/// `GET /account/enrol`
pub async fn enrol(call: Call) -> Answer {
    match enrol_page(&call, &Form::default()).await {
        Ok(page) => Ok(Reply::page(page)),
        Err(Error::Refused("enrolled")) => Ok(Reply::to("/desk")),
        Err(error) => Err(error.into()),
    }
}

/// `POST /account/enrol`
pub async fn enrol_confirm(call: Call, form: Posted) -> Answer {
    let caller = call.caller()?;
    let confirmed = accounts::factor::confirm_enrolment(call.ctx(), &call.origin, caller, form.value("code")).await;
    match confirmed {
        Ok((session, codes)) => {
            let page = pages::recovery_codes(&call.visit, &codes, "/desk");
            Ok(Reply::page(page).set(Jar::Session, &session.token, call.shared.secure))
        }
        Err(Error::Invalid(problems)) => {
            let form = Form::wrong(Fields::new(), problems);
            let page = enrol_page(&call, &form).await?;
            Ok(Reply::wrong(page))
        }
        Err(error) => Err(error.into()),
    }
}

async fn account_page(call: &Call, form: &Form) -> Result<String, Error> {
    let own = accounts::own(call.ctx(), &call.caller()?.member()?).await?;
    Ok(pages::account(&call.visit, form, &own, &call.ctx().london))
}

/// Shows the account again with what is wrong.
async fn account_again(call: &Call, error: Error) -> Answer {
    let problems = match in_form(error) {
        Error::Invalid(problems) => problems,
        other => return Err(other.into()),
    };
    Ok(Reply::wrong(account_page(call, &Form::wrong(Fields::new(), problems)).await?))
}

/// `GET /account`
pub async fn account(call: Call) -> Answer {
    Ok(Reply::page(account_page(&call, &Form::default()).await?))
}

/// `POST /account/password`
pub async fn account_password(call: Call, form: Posted) -> Answer {
    let member = call.caller().and_then(service::access::Caller::member)?;
    let changed = accounts::password::change(call.ctx(), &member, form.value("old"), form.value("new")).await;
    match changed {
        Ok(()) => Ok(Reply::to("/account")),
        Err(error) => account_again(&call, error).await,
    }
}

/// `POST /account/recovery-codes`
pub async fn account_recovery(call: Call, form: Posted) -> Answer {
    let caller = call.caller()?;
    match accounts::factor::renew_recovery_codes(call.ctx(), caller, form.value("code")).await {
        Ok(codes) => Ok(Reply::page(pages::recovery_codes(&call.visit, &codes, "/account"))),
        Err(error) => account_again(&call, error).await,
    }
}

/// `POST /account/sessions/{session}/end`
pub async fn account_end(call: Call, Path(session): Path<SessionId>) -> Answer {
    let member = call.caller().and_then(service::access::Caller::member)?;
    accounts::end_session(call.ctx(), &member, session).await?;
    Ok(Reply::to("/account"))
}

/// `POST /account/sessions/end-others`
pub async fn account_end_others(call: Call) -> Answer {
    let member = call.caller().and_then(service::access::Caller::member)?;
    accounts::end_other_sessions(call.ctx(), &member).await?;
    Ok(Reply::to("/account"))
}

/// `POST /account/leave`
pub async fn account_leave(call: Call) -> Answer {
    accounts::leave(call.ctx(), call.caller()?).await?;
    Ok(Reply::to("/").clear(Jar::Session, call.shared.secure))
}

/// `GET /me`
pub async fn me(call: Call) -> Reply {
    Reply::page(pages::me(&call.visit, &Form::default()))
}

/// `POST /me`
pub async fn me_ask(call: Call, form: Posted) -> Reply {
    match ask(&call, SignInPurpose::Member, form.value("address")).await {
        Ok(browser) => Reply::to(call.visit.href("/me/code")).set(Jar::Browser, &browser, call.shared.secure),
        Err(error) => again(&call.visit, in_form(error), form.0, |form| pages::me(&call.visit, form)),
    }
}

/// `GET /me/code`
pub async fn me_code(call: Call) -> Reply {
    Reply::page(pages::me_code(&call.visit, &Form::default()))
}

/// `POST /me/code`
pub async fn me_code_enter(call: Call, form: Posted) -> Reply {
    match link::enter_code(call.ctx(), &call.origin, &browser(&call), form.value("code")).await {
        Ok(session) => begun(&call.shared, &session, "/account"),
        Err(error) => again(&call.visit, in_form(error), form.0, |form| pages::me_code(&call.visit, form)),
    }
}

/// `GET /me/link/{token}`
pub async fn me_link(call: Call, Path(token): Path<String>) -> Answer {
    let usable = link::look(call.ctx(), SignInPurpose::Member, &token, &browser(&call)).await?;
    Ok(match usable {
        Usable::Not => Reply::page(pages::dead_link(&call.visit)).status(http::StatusCode::GONE),
        usable => Reply::page(pages::me_link(&call.visit, &Form::default(), &token, usable == Usable::WithCode)),
    })
}

/// `POST /me/link/{token}`
pub async fn me_link_open(call: Call, Path(token): Path<String>, form: Posted) -> Reply {
    let code = form.has("code").then(|| form.value("code"));
    let with_code = form.has("code");
    match link::open(call.ctx(), &call.origin, &token, &browser(&call), code).await {
        Ok(session) => begun(&call.shared, &session, "/account"),
        Err(Error::Refused("link")) => Reply::page(pages::dead_link(&call.visit)).status(http::StatusCode::GONE),
        Err(error) => {
            again(&call.visit, in_form(error), form.0, |form| pages::me_link(&call.visit, form, &token, with_code))
        }
    }
}
