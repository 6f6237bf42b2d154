//! How anonymity works here, and the privacy notice of one survey.

use domain::survey::Retention;
use leptos::prelude::*;
use service::response::Open;

use super::{item::said, sheet};
use crate::{
    part::list::{back, facts, spoken},
    shell::Title,
    visit::Visit,
};

/// What is stored, what is not, who answers for it, and what people may ask for.
pub fn privacy(visit: &Visit, open: &Open) -> String {
    let definition = &open.version.definition;
    let notice = &definition.notice;
    let (survey, lang) = said(visit, &definition.questionnaire.title);
    let mut rows = Vec::new();
    for (key, text) in [
        ("controller", &notice.controller),
        ("legal-basis", &notice.legal_basis),
        ("who-sees-it", &notice.seen_by),
        ("contact", &notice.contact),
    ] {
        if !text.is_empty() {
            let (words, language) = text.best(visit.language());
            rows.push((visit.t(key), spoken(visit, words, language)));
        }
    }
    match &notice.retention {
        Some(Retention::Months(months)) => {
            rows.push((visit.t("how-long-kept"), visit.words.count("kept-months", i64::from(*months)).into_any()));
        }
        Some(Retention::Words(text)) => {
            let (words, language) = text.best(visit.language());
            rows.push((visit.t("how-long-kept"), spoken(visit, words, language)));
        }
        None => {}
    }
    let points = |keys: &[&str]| keys.iter().map(|key| view! { <li>{visit.t(key)}</li> }).collect_view();
    let body = view! {
        {back(visit.href(&format!("/s/{}", open.survey.slug)), visit.t("back"))}
        <h1>{visit.t("anonymous-how-head")}</h1>
        <p class="lead" lang=lang>{survey.clone()}</p>
        <h2>{visit.t("stored-head")}</h2>
        <ul>{points(&["stored-answers", "stored-week", "stored-codes"])}</ul>
        <h2>{visit.t("not-stored-head")}</h2>
        <ul>{points(&["not-stored-name", "not-stored-time", "not-stored-device"])}</ul>
        <h2>{visit.t("invited-head")}</h2>
        <p>{visit.t("invited-words")}</p>
        <p>{visit.t("invited-key")}</p>
        <h2>{visit.t("shown-head")}</h2>
        <p>{visit.t("shown-words")}</p>
        <h2>{visit.t("honest-head")}</h2>
        <p>{visit.t("honest-words")}</p>
        <h2>{visit.t("notice-head")}</h2>
        {facts(rows)}
        <h2>{visit.t("rights-head")}</h2>
        <p>{visit.t("rights-words")}</p>
    };
    sheet(visit, &Title::of(visit.t("anonymous-how-head")).within(survey), None, body.into_any())
}
