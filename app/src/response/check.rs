//! The list of all answers, before they are sent: every question that was asked, also those left out.

use domain::text::Text;
use leptos::prelude::*;
use service::response::CheckPage;

use super::{FORM, answer::answer, item::said};
use crate::{
    part::list::{Summary, back, summary_list},
    shell::{Title, journey},
    visit::Visit,
};

/// The list of all answers.
pub fn check(visit: &Visit, page: &CheckPage) -> String {
    let slug = &page.open.survey.slug;
    let prepared = &page.version.prepared;
    let mut sections: Vec<(Text, Vec<Summary>)> = Vec::new();
    let mut left_out = 0;
    for line in &page.lines {
        let field = &prepared.fields()[line.field];
        let item = prepared.item(field.item);
        let section = prepared.page(prepared.page_of(field.item)).map(|page| page.section.clone()).unwrap_or_default();
        let (question, lang) = match prepared.row(field) {
            Some(row) => said(visit, if row.short.is_empty() { &row.words } else { &row.short }),
            None => said(visit, item.label()),
        };
        let answer = answer(visit, prepared, line.field, &page.answers, &page.places);
        left_out += i64::from(answer.is_none());
        let href = visit.href(&format!("/s/{slug}/q/{}?from=check", line.page));
        let summary = Summary { question, lang, answer, href };
        match sections.last_mut() {
            Some((last, rows)) if *last == section => rows.push(summary),
            _ => sections.push((section, vec![summary])),
        }
    }
    let sections = sections.into_iter().map(|(section, rows)| {
        let (words, lang) = said(visit, &section);
        let heading = (!words.is_empty()).then(|| view! { <h2 lang=lang>{words}</h2> });
        view! { {heading} {summary_list(visit, rows)} }
    });
    let sections = sections.collect_view();
    let left_out = (left_out > 0).then(|| view! { <p>{visit.words.count("left-out", left_out)}</p> });
    let (survey, _) = said(visit, &page.version.definition.questionnaire.title);
    let back_link = page.back.as_ref().map(|code| back(visit.href(&format!("/s/{slug}/q/{code}")), visit.t("back")));
    let of = page.asked.to_string();
    let sheet = view! {
        <form class="sheet" id=FORM method="post" action=visit.href(&format!("/s/{slug}/check")) novalidate=true>
            {back_link}
            <div class="progress">
                <span class="progress__now">{visit.t("last-step")}</span>" "{visit.t("nothing-sent-yet")}
                <progress class="progress__bar" value=of.clone() max=of aria-label=visit.t("how-far")></progress>
            </div>
            <div class="sheet__body flow">
                <h1>{visit.t("check-head")}</h1>
                {left_out}
                {sections}
                <div class="actions">
                    <button class="button" type="submit" name="then" value="send">{visit.t("send-answers")}</button>
                    <button class="button button--quiet" type="submit" name="then" value="later">{visit.t("save-for-later")}</button>
                </div>
                <p class="soft">{visit.t("cannot-take-out")}</p>
            </div>
        </form>
    };
    journey(visit, &Title::of(visit.t("check-head")).within(survey), Some(FORM), sheet.into_any())
}
