//! Handlers of whoever answers a survey. Every change is a POST that leads on by a redirect; nothing typed is lost, and
//! nothing that is done twice counts twice.

use app::{part::form::Form, recognition::Said, response as pages};
use axum::extract::{Path, Query};
use domain::{id::SurveyId, text::Language};
use serde::Deserialize;
use service::{
    Error,
    response::{self, Next, Open, START, Ticket},
};

use super::{
    cookie::Jar,
    desk::Done,
    frame::{at_survey, set_host},
    reply::{Answer, Failed, Reply, again},
    request::{Call, Posted},
};

/// Finds the survey and puts its partnership around the page.
async fn find(call: &mut Call, slug: &str) -> Result<Open, Error> {
    let open = response::find(call.ctx(), slug).await?;
    set_host(&mut call.visit, &open.partnership);
    call.visit.languages.clone_from(&open.version.definition.questionnaire.languages);
    Ok(open)
}

/// The key to one's own answers that a browser holds.
pub fn held(call: &Call, slug: &str) -> Option<Ticket> {
    Ticket::read(&call.cookie(Jar::Answers(slug))?)
}

fn path_of(call: &Call, slug: &str, next: &Next) -> String {
    let path = match next {
        Next::Start => format!("/s/{slug}"),
        Next::Page(code) => format!("/s/{slug}/q/{code}"),
        Next::Check => format!("/s/{slug}/check"),
        Next::Sent => format!("/s/{slug}/sent"),
    };
    call.visit.href(&path)
}

fn to(call: &Call, slug: &str, next: &Next) -> Reply {
    Reply::to(path_of(call, slug, next))
}

/// Somebody cannot go on here: the start page says why and what they can do.
fn from_start(call: &Call, slug: &str, error: Error) -> Answer {
    match error {
        Error::Refused("closed" | "not-open" | "link" | "invited-only") => Ok(to(call, slug, &Next::Start)),
        other => Err(other.into()),
    }
}

/// What the address of a start page may carry.
#[derive(Deserialize, Default)]
pub struct Personal {
    /// The token of a personal link.
    #[serde(default)]
    c: String,
}

fn start_page(call: &Call, open: &Open, token: &str, form: &Form) -> String {
    let begun = held(call, &open.survey.slug).is_some();
    let now = call.ctx().now();
    let start = pages::Start { open, token, begun, preview: None, now, london: &call.ctx().london };
    pages::start(&call.visit, &start, form)
}

/// `GET /s/{survey}`
pub async fn start(mut call: Call, Path(slug): Path<String>, Query(personal): Query<Personal>) -> Answer {
    let open = find(&mut call, &slug).await?;
    Ok(Reply::page(start_page(&call, &open, &personal.c, &Form::default())))
}

/// `POST /s/{survey}/start`
pub async fn begin(mut call: Call, Path(slug): Path<String>, form: Posted) -> Answer {
    let open = find(&mut call, &slug).await?;
    let token = Some(form.value("c")).filter(|token| !token.is_empty());
    let ticket = response::enter(call.ctx(), &open, &call.origin.network, held(&call, &slug), token).await?;
    let next = response::resume(call.ctx(), &open, &ticket, call.language()).await?;
    Ok(to(&call, &slug, &next).set(Jar::Answers(&slug), &ticket.write(), call.shared.secure))
}

/// Where a page of questions was reached from.
#[derive(Deserialize, Default)]
pub struct From {
    #[serde(default)]
    from: String,
}

/// `GET /s/{survey}/q/{page}`
pub async fn page(mut call: Call, Path((slug, code)): Path<(String, String)>, Query(from): Query<From>) -> Answer {
    let open = find(&mut call, &slug).await?;
    let Some(ticket) = held(&call, &slug) else { return Ok(to(&call, &slug, &Next::Start)) };
    match response::page(call.ctx(), open, &ticket, &code, call.language()).await {
        Ok(Ok(page)) => Ok(Reply::page(pages::question(&call.visit, &page, from.from == "check"))),
        Ok(Err(next)) => Ok(to(&call, &slug, &next)),
        Err(error) => from_start(&call, &slug, error),
    }
}

/// What the buttons of a page ask for.
enum Then {
    Next,
    Later,
    Clear,
    Language(Language),
}

impl Then {
    fn of(form: &Posted) -> Self {
        match form.value("then") {
            "later" => Self::Later,
            "clear" => Self::Clear,
            other => match other.strip_prefix("language:").map(str::parse) {
                Some(Ok(language)) => Self::Language(language),
                _ => Self::Next,
            },
        }
    }
}

/// `POST /s/{survey}/q/{page}`
pub async fn save(mut call: Call, Path((slug, code)): Path<(String, String)>, form: Posted) -> Answer {
    let open = find(&mut call, &slug).await?;
    let Some(ticket) = held(&call, &slug) else { return Ok(to(&call, &slug, &Next::Start)) };
    let (then, from_check) = (Then::of(&form), form.value("from") == "check");
    let posted = if matches!(then, Then::Clear) { response::Posted::new() } else { form.0 };
    let saved = response::save_page(call.ctx(), &open, &ticket, &code, posted, call.language()).await;
    let next = match saved {
        Ok(next) => next,
        Err(error) => return from_start(&call, &slug, error),
    };
    let here = Next::Page(code.clone());
    match then {
        _ if next == Next::Sent => Ok(to(&call, &slug, &next)),
        Then::Later => later_now(&call, &open, &slug, &ticket).await,
        Then::Clear => Ok(to(&call, &slug, &here)),
        Then::Language(language) => {
            call.visit.words = call.visit.words.spoken(language);
            Ok(to(&call, &slug, &here))
        }
        Then::Next if from_check && next == here => {
            Ok(Reply::to(format!("{}?from=check", path_of(&call, &slug, &here))))
        }
        Then::Next if from_check => {
            let next = response::resume(call.ctx(), &open, &ticket, call.language()).await?;
            Ok(to(&call, &slug, &next))
        }
        Then::Next => Ok(to(&call, &slug, &next)),
    }
}

async fn later_now(call: &Call, open: &Open, slug: &str, ticket: &Ticket) -> Answer {
    let ticket = response::keep_for_later(call.ctx(), open, ticket).await?;
    let later = Reply::to(call.visit.href(&format!("/s/{slug}/later")));
    Ok(later.set(Jar::Answers(slug), &ticket.write(), call.shared.secure))
}

/// `GET /s/{survey}/check`
pub async fn check(mut call: Call, Path(slug): Path<String>) -> Answer {
    let open = find(&mut call, &slug).await?;
    let Some(ticket) = held(&call, &slug) else { return Ok(to(&call, &slug, &Next::Start)) };
    match response::check(call.ctx(), open, &ticket, call.language()).await {
        Ok(Ok(page)) => Ok(Reply::page(pages::check(&call.visit, &page))),
        Ok(Err(next)) => Ok(to(&call, &slug, &next)),
        Err(error) => from_start(&call, &slug, error),
    }
}

/// `POST /s/{survey}/check`
pub async fn send(mut call: Call, Path(slug): Path<String>, form: Posted) -> Answer {
    let open = find(&mut call, &slug).await?;
    let Some(ticket) = held(&call, &slug) else { return Ok(to(&call, &slug, &Next::Start)) };
    match Then::of(&form) {
        Then::Later => later_now(&call, &open, &slug, &ticket).await,
        Then::Language(language) => {
            call.visit.words = call.visit.words.spoken(language);
            Ok(to(&call, &slug, &Next::Check))
        }
        Then::Next | Then::Clear => match response::send(call.ctx(), &open, &ticket, call.language()).await {
            Ok(next) => Ok(to(&call, &slug, &next)),
            Err(error) => from_start(&call, &slug, error),
        },
    }
}

/// `GET /s/{survey}/sent`
pub async fn sent(mut call: Call, Path(slug): Path<String>, Query(done): Query<Done>) -> Answer {
    let open = find(&mut call, &slug).await?;
    let Some(ticket) = held(&call, &slug) else { return Ok(to(&call, &slug, &Next::Start)) };
    let said = match done.word() {
        "joined" => Said::Joined,
        "forgotten" => Said::Forgotten,
        _ => Said::Nothing,
    };
    sent_page(&call, open, &ticket, said, &Form::default()).await
}

/// The page after sending, with the form to be recognised where that is offered.
pub async fn sent_page(call: &Call, open: Open, ticket: &Ticket, said: Said, form: &Form) -> Answer {
    let slug = open.survey.slug.clone();
    let offered = service::recognition::is_on(call.ctx(), open.partnership.id).await?;
    match response::sent(call.ctx(), open, ticket, call.language()).await {
        Ok(Ok(page)) => {
            let offer = offered.then(|| {
                let year = domain::engagement::Year::of(call.ctx().today());
                let ends = service::recognition::ends_on(year);
                app::recognition::offer(&call.visit, &slug, ends, said, form)
            });
            let html = pages::sent(&call.visit, &page, &call.ctx().london, offer);
            Ok(if form.is_wrong() { Reply::wrong(html) } else { Reply::page(html) })
        }
        Ok(Err(next)) => Ok(to(call, &slug, &next)),
        Err(error) => from_start(call, &slug, error),
    }
}

/// `GET /s/{survey}/later`
pub async fn later(mut call: Call, Path(slug): Path<String>) -> Answer {
    let open = find(&mut call, &slug).await?;
    let Some(ticket) = held(&call, &slug) else { return Ok(to(&call, &slug, &Next::Start)) };
    let closes = open.survey.closes_at.map(|at| call.ctx().moment(at, call.language())).unwrap_or_default();
    if let Some(code) = ticket.code() {
        return Ok(Reply::page(pages::later(&call.visit, &open, &code, &closes)));
    }
    if ticket.is_invited() {
        return Ok(Reply::page(pages::later_invited(&call.visit, &open, &closes)));
    }
    Ok(to(&call, &slug, &Next::Start))
}

/// `POST /s/{survey}/resume`
pub async fn resume(mut call: Call, Path(slug): Path<String>, form: Posted) -> Answer {
    let open = find(&mut call, &slug).await?;
    match response::come_back(call.ctx(), &open, &call.origin.network, form.value("code")).await {
        Ok(ticket) => {
            let next = response::resume(call.ctx(), &open, &ticket, call.language()).await?;
            Ok(to(&call, &slug, &next).set(Jar::Answers(&slug), &ticket.write(), call.shared.secure))
        }
        Err(error) => Ok(again(&call.visit, error, form.0, |form| start_page(&call, &open, "", form))),
    }
}

/// `POST /s/{survey}/forget`
pub async fn forget(call: Call, Path(slug): Path<String>) -> Reply {
    to(&call, &slug, &Next::Start).clear(Jar::Answers(&slug), call.shared.secure)
}

/// `GET /s/{survey}/receipt`
pub async fn receipt(mut call: Call, Path(slug): Path<String>) -> Answer {
    let open = find(&mut call, &slug).await?;
    Ok(Reply::page(pages::receipt(&call.visit, &open, &Form::default(), None)))
}

/// `POST /s/{survey}/receipt`
pub async fn receipt_check(mut call: Call, Path(slug): Path<String>, form: Posted) -> Answer {
    let open = find(&mut call, &slug).await?;
    let checked = response::check_receipt(call.ctx(), &open, &call.origin.network, form.value("receipt")).await;
    Ok(match checked {
        Ok(counted) => {
            let form = Form { values: form.0, problems: Vec::new() };
            Reply::page(pages::receipt(&call.visit, &open, &form, Some(counted)))
        }
        Err(error) => again(&call.visit, error, form.0, |form| pages::receipt(&call.visit, &open, form, None)),
    })
}

/// `GET /s/{survey}/privacy`
pub async fn privacy(mut call: Call, Path(slug): Path<String>) -> Answer {
    let open = find(&mut call, &slug).await?;
    Ok(Reply::page(pages::privacy(&call.visit, &open)))
}

/// `GET /stop/{token}`
pub async fn stop(call: Call, Path(token): Path<String>) -> Reply {
    Reply::page(pages::stop(&call.visit, &token))
}

/// `POST /stop/{token}`
pub async fn stop_now(call: Call, Path(token): Path<String>) -> Answer {
    response::stop(call.ctx(), &call.origin.network, &token).await?;
    Ok(Reply::page(pages::stopped(&call.visit)))
}

/// The language of a preview.
#[derive(Deserialize, Default)]
pub struct Preview {
    #[serde(default)]
    language: String,
}

/// `GET /desk/surveys/{survey}/preview/{page}`
pub async fn preview(
    mut call: Call,
    Path((id, code)): Path<(SurveyId, String)>,
    Query(preview): Query<Preview>,
) -> Result<Reply, Failed> {
    let at = at_survey(&mut call, id).await?;
    let page = response::preview(call.ctx(), &at.editor, &code).await?;
    if let Ok(language) = preview.language.parse() {
        call.visit.words = call.visit.words.spoken(language);
    }
    if code == START {
        let first = page.version.prepared.page(0).map(|first| format!("/desk/surveys/{id}/preview/{}", first.code));
        let (now, london) = (call.ctx().now(), &call.ctx().london);
        let start = pages::Start {
            open: &page.open,
            token: "",
            begun: false,
            preview: Some(first.unwrap_or_default()),
            now,
            london,
        };
        return Ok(Reply::page(pages::start(&call.visit, &start, &Form::default())));
    }
    Ok(Reply::page(pages::preview(&call.visit, &page, &id.to_string())))
}
