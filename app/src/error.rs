//! Pages for when something is not as it should be: what happened, whether anything was lost, what to do.

use domain::problem::Problem;
use leptos::prelude::*;

use crate::{
    part::form::error_summary,
    shell::{Title, journey},
    visit::Visit,
};

/// Something is not for this caller, or not now. The code is part of the key of its words.
pub fn refused(visit: &Visit, code: &str) -> String {
    let key = format!("refused-{code}");
    let words = if visit.words.has(&key) { visit.t(&key) } else { visit.t("refused") };
    let (href, button) = if code == "sign-in" { ("/sign-in", "staff-sign-in") } else { ("/", "first-page") };
    let body = view! {
        <h1>{visit.t("refused-head")}</h1>
        <p class="lead">{words}</p>
        <p class="actions"><a class="button" href=visit.href(href)>{visit.t(button)}</a></p>
    };
    page(visit, "refused-head", body.into_any())
}

/// There is no such page, or none that this caller may know of.
pub fn missing(visit: &Visit) -> String {
    let body = view! {
        <h1>{visit.t("missing-head")}</h1>
        <p class="lead">{visit.t("missing-words")}</p>
        <p>{visit.t("missing-do")}</p>
        <p class="actions"><a class="button" href=visit.href("/")>{visit.t("first-page")}</a></p>
    };
    page(visit, "missing-head", body.into_any())
}

/// Somebody else changed it in the meantime.
pub fn conflict(visit: &Visit) -> String {
    let body = view! {
        <h1>{visit.t("conflict-head")}</h1>
        <p class="lead">{visit.t("conflict-words")}</p>
        <p class="actions"><a class="button" href=visit.path.clone()>{visit.t("conflict-do")}</a></p>
    };
    page(visit, "conflict-head", body.into_any())
}

/// What was sent is wrong, and there is no form to show it in.
pub fn invalid(visit: &Visit, problems: &[Problem]) -> String {
    let body = view! {
        {error_summary(visit, problems)}
        <h1>{visit.t("invalid-head")}</h1>
        <p>{visit.t("invalid-words")}</p>
    };
    page(visit, "invalid-head", body.into_any())
}

/// Something went wrong on our side. Only the reference is told; the log has the rest under it.
pub fn broken(visit: &Visit) -> String {
    let phone = visit.host.as_ref().map(|host| host.phone.clone()).filter(|phone| !phone.is_empty());
    let tell = match phone {
        Some(phone) => visit.words.with("broken-phone", &[("phone", &phone)]),
        None => visit.t("broken-tell"),
    };
    let body = view! {
        <h1>{visit.t("broken-head")}</h1>
        <p class="lead">{visit.t("broken-words")}</p>
        <h2>{visit.t("broken-do")}</h2>
        <ul><li>{visit.t("broken-again")}</li><li>{tell}</li></ul>
        <p class="stat">
            <span class="stat__number num">{visit.reference.clone()}</span>" "
            <span class="stat__word">{visit.t("broken-reference")}</span>
        </p>
        <p class="actions"><a class="button" href=visit.href("/")>{visit.t("first-page")}</a></p>
    };
    page(visit, "broken-head", body.into_any())
}

fn page(visit: &Visit, title: &str, body: AnyView) -> String {
    let body = view! { <div class="sheet"><div class="sheet__body flow">{body}</div></div> };
    journey(visit, &Title::of(visit.t(title)), None, body.into_any())
}
