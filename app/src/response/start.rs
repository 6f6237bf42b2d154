//! The start page of a survey: what it is, who asks, how long it takes, what becomes of it, and other ways to answer.

use domain::{
    survey::{Retention, publish::Phase},
    text::Text,
    time::{days_between, words},
};
use jiff::{Timestamp, tz::TimeZone};
use leptos::prelude::*;
use service::response::Open;

use super::item::said;
use crate::{
    part::{
        field::Field,
        form::{Form, error_summary},
        list::{Tone, facts, notice, spoken},
    },
    shell::{Title, journey},
    visit::Visit,
};

/// What the start page shows.
pub struct Start<'a> {
    /// The survey.
    pub open: &'a Open,
    /// The token of a personal link, if it was opened with one.
    pub token: &'a str,
    /// Whether this browser has begun already.
    pub begun: bool,
    /// Where the button leads when staff try the page; nothing is posted then.
    pub preview: Option<String>,
    /// Now.
    pub now: Timestamp,
    /// Europe/London.
    pub london: &'a TimeZone,
}

/// The start page. `form` holds a code to come back that was typed and was wrong.
pub fn start(visit: &Visit, start: &Start<'_>, form: &Form) -> String {
    let open = start.open;
    let definition = &open.version.definition;
    let (title, lang) = said(visit, &definition.questionnaire.title);
    let (purpose, purpose_lang) = said(visit, &definition.notice.purpose);
    let state = match open.phase {
        Phase::Open => open_part(visit, start),
        Phase::Closed => closed_part(visit, start),
        Phase::Scheduled | Phase::Published | Phase::Draft => not_yet_part(visit, start),
    };
    let sheet = view! {
        <div class="sheet">
            {left(visit, start)}
            <div class="sheet__body flow">
                {error_summary(visit, &form.problems)}
                <h1 lang=lang>{title.clone()}</h1>
                <p class="lead" lang=purpose_lang>{purpose}</p>
                {state}
                <h2>{visit.t("before-you-start")}</h2>
                {about(visit, start)}
                {anonymous(visit, &open.survey.slug)}
                {other_forms(visit, &definition.notice.other_formats)}
                {come_back(visit, start, form)}
            </div>
        </div>
    };
    journey(visit, &Title::of(title).wrong(form.is_wrong()), None, sheet.into_any())
}

fn moment(start: &Start<'_>, at: Option<Timestamp>, visit: &Visit) -> Option<String> {
    at.map(|at| words::moment(start.london.to_datetime(at), visit.language()))
}

/// Days left and the last moment, or when it closed.
fn left(visit: &Visit, start: &Start<'_>) -> Option<AnyView> {
    let survey = &start.open.survey;
    let end = survey.closed_at.or(survey.closes_at)?;
    let date = |at: Timestamp| start.london.to_datetime(at).date();
    let at = moment(start, Some(end), visit)?;
    let (now, rest) = match start.open.phase {
        Phase::Open => {
            let days = days_between(date(start.now), date(end));
            (visit.words.count("days-left", days), visit.words.with("closes-at", &[("moment", &at)]))
        }
        Phase::Closed => (visit.t("closed"), visit.words.with("closed-at", &[("moment", &at)])),
        _ => (visit.t("not-open-yet"), visit.words.with("closes-at", &[("moment", &at)])),
    };
    Some(view! { <div class="progress"><span class="progress__now">{now}</span>" "{rest}</div> }.into_any())
}

fn open_part(visit: &Visit, start: &Start<'_>) -> AnyView {
    let slug = &start.open.survey.slug;
    if let Some(first) = start.preview.clone() {
        return view! { <p class="actions"><a class="button" href=first>{visit.t("start")}</a></p> }.into_any();
    }
    if start.open.is_invited_only() && start.token.is_empty() && !start.begun {
        let body = view! { <p>{visit.t("invited-only-words")}</p> };
        return notice(Tone::Plain, visit.t("invited-only-head"), body);
    }
    let token =
        (!start.token.is_empty()).then(|| view! { <input type="hidden" name="c" value=start.token.to_owned()/> });
    let button = if start.begun { "go-on" } else { "start" };
    let forget = start.begun.then(|| {
        let action = visit.href(&format!("/s/{slug}/forget"));
        view! {
            <form class="one" method="post" action=action>
                <button class="button button--quiet" type="submit">{visit.t("not-me")}</button>
            </form>
        }
    });
    view! {
        <div class="actions">
            <form class="one" method="post" action=visit.href(&format!("/s/{slug}/start"))>
                {token}
                <button class="button" type="submit">{visit.t(button)}</button>
            </form>
            {forget}
        </div>
    }
    .into_any()
}

fn closed_part(visit: &Visit, start: &Start<'_>) -> AnyView {
    let survey = &start.open.survey;
    let results = if survey.results_public_at.is_some() {
        let href = visit.href(&format!("/s/{}/results", survey.slug));
        view! { <p class="actions"><a class="button" href=href>{visit.t("see-results")}</a></p> }.into_any()
    } else {
        let by = start.open.version.definition.notice.results_by;
        let words = match by {
            Some(by) => visit.words.with("results-by", &[("date", &words::long_date(by, visit.language()))]),
            None => visit.t("results-later"),
        };
        view! { <p>{words}</p> }.into_any()
    };
    let receipt = visit.href(&format!("/s/{}/receipt", survey.slug));
    let body = view! {
        <p>{visit.t("closed-words")}</p>
        {results}
        <p><a href=receipt>{visit.t("check-receipt")}</a></p>
    };
    notice(Tone::Plain, visit.t("closed-head"), body)
}

fn not_yet_part(visit: &Visit, start: &Start<'_>) -> AnyView {
    let words = match moment(start, start.open.survey.opens_at, visit) {
        Some(at) => visit.words.with("opens-at", &[("moment", &at)]),
        None => visit.t("opens-later"),
    };
    notice(Tone::Plain, visit.t("not-open-yet"), view! { <p>{words}</p> })
}

/// What people should know before they start.
fn about(visit: &Visit, start: &Start<'_>) -> AnyView {
    let definition = &start.open.version.definition;
    let notice = &definition.notice;
    let minutes = i64::from(notice.minutes.unwrap_or_else(|| definition.questionnaire.minutes()));
    let mut rows: Vec<(String, AnyView)> =
        vec![(visit.t("how-long"), visit.words.count("about-minutes", minutes).into_any())];
    let mut row = |key: &str, text: &Text| {
        if !text.is_empty() {
            let (words, language) = text.best(visit.language());
            rows.push((visit.t(key), spoken(visit, words, language)));
        }
    };
    row("who-can-answer", &notice.who);
    row("what-we-ask", &notice.asks);
    row("who-sees-it", &notice.seen_by);
    row("what-happens", &notice.happens);
    let dates = [(notice.results_by, "results-by"), (notice.decisions_by, "decisions-by")];
    let dates: Vec<String> = dates
        .into_iter()
        .filter_map(|(date, key)| {
            date.map(|date| visit.words.with(key, &[("date", &words::long_date(date, visit.language()))]))
        })
        .collect();
    if !dates.is_empty() {
        rows.push((visit.t("until-when"), dates.join(" ").into_any()));
    }
    let kept = match &notice.retention {
        Some(Retention::Months(months)) => Some(visit.words.count("kept-months", i64::from(*months)).into_any()),
        Some(Retention::Words(text)) => {
            let (words, language) = text.best(visit.language());
            Some(spoken(visit, words, language))
        }
        None => None,
    };
    rows.extend(kept.map(|kept| (visit.t("how-long-kept"), kept)));
    let languages: Vec<AnyView> = definition
        .questionnaire
        .languages
        .iter()
        .map(|language| view! { <span lang=language.code()>{language.name()}</span>" " }.into_any())
        .collect();
    rows.push((visit.t("languages"), languages.into_any()));
    facts(rows)
}

fn anonymous(visit: &Visit, slug: &str) -> AnyView {
    let href = visit.href(&format!("/s/{slug}/privacy"));
    view! {
        <div class="notice">
            <h3 class="notice__head">{visit.t("anonymous-head")}</h3>
            <p>{visit.t("anonymous-words")}</p>
            <p><a href=href>{visit.t("anonymous-how")}</a></p>
        </div>
    }
    .into_any()
}

fn other_forms(visit: &Visit, own: &Text) -> AnyView {
    let (words, lang) = said(visit, own);
    let own = (!words.is_empty()).then(|| view! { <p lang=lang>{words}</p> });
    let host = visit.host.clone().unwrap_or_default();
    let phone =
        (!host.phone.is_empty()).then(|| view! { <li>{visit.words.with("by-phone", &[("phone", &host.phone)])}</li> });
    let mail =
        (!host.mail.is_empty()).then(|| view! { <li>{visit.words.with("by-mail", &[("mail", &host.mail)])}</li> });
    let bsl = (!host.bsl.is_empty())
        .then(|| view! { <li><a href=host.bsl.clone() rel="noreferrer">{visit.t("help-bsl")}</a></li> });
    if own.is_none() && phone.is_none() && mail.is_none() && bsl.is_none() {
        return ().into_any();
    }
    view! { <h2>{visit.t("in-another-form")}</h2>{own}<ul>{phone}{mail}{bsl}</ul> }.into_any()
}

/// For those who have begun on another device, without a personal link.
fn come_back(visit: &Visit, start: &Start<'_>, form: &Form) -> AnyView {
    if start.open.phase != Phase::Open || start.open.is_invited_only() || start.preview.is_some() {
        return ().into_any();
    }
    let action = visit.href(&format!("/s/{}/resume", start.open.survey.slug));
    let field = Field::line("code", visit.t("come-back-code")).hint(visit.t("come-back-code-hint")).mid().plain();
    view! {
        <h2>{visit.t("started-already")}</h2>
        <form method="post" action=action novalidate=true>
            {field.autocomplete("off").view(visit, form)}
            <p class="actions"><button class="button button--second" type="submit">{visit.t("go-on")}</button></p>
        </form>
    }
    .into_any()
}
