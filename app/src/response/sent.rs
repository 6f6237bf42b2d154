//! After sending: the receipt, the words to come back with, and what happens next.

use domain::time::words;
use jiff::tz::TimeZone;
use leptos::prelude::*;
use service::response::SentPage;

use super::{item::said, sheet};
use crate::{
    part::list::{Done, steps},
    shell::Title,
    visit::Visit,
};

/// The page after sending; `again` is the form to be recognised the next time, where it is offered.
pub fn sent(visit: &Visit, page: &SentPage, london: &TimeZone, again: Option<AnyView>) -> String {
    let (survey, _) = said(visit, &page.open.version.definition.questionnaire.title);
    let progress = view! { <span class="progress__now">{visit.t("sent")}</span>" "{visit.t("counted-once")} };
    let so_far = if page.about >= 10 { visit.words.count("one-of-about", page.about) } else { visit.t("one-of-first") };
    let claim = page.claim.iter().map(|word| view! { <li>{*word}</li> }).collect_view();
    let forget = visit.href(&format!("/s/{}/forget", page.open.survey.slug));
    let body = view! {
        <h1>{visit.t("answers-are-in")}</h1>
        <p class="lead">{so_far}</p>
        <div class="notice notice--good">
            <h2 class="notice__head">{visit.t("your-receipt")}": "<span class="num">{page.receipt.clone()}</span></h2>
            <p>{visit.t("receipt-words")}</p>
        </div>
        <h2>{visit.t("what-next")}</h2>
        {next(visit, page, london)}
        <h2>{visit.t("claim-head")}</h2>
        <p>{visit.t("claim-words")}</p>
        <ol class="codewords">{claim}</ol>
        <p class="soft">{visit.t("claim-keep")}</p>
        {again}
        <h2>{visit.t("shared-device")}</h2>
        <p>{visit.t("shared-device-words")}</p>
        <form class="one" method="post" action=forget>
            <button class="button button--second" type="submit">{visit.t("forget-here")}</button>
        </form>
    };
    sheet(visit, &Title::of(visit.t("answers-are-in")).within(survey), Some(progress.into_any()), body.into_any())
}

fn next(visit: &Visit, page: &SentPage, london: &TimeZone) -> AnyView {
    let survey = &page.open.survey;
    let notice = &page.open.version.definition.notice;
    let mut rows = vec![(Done::Yes, visit.t("you-answered"), visit.t("you-answered-words"))];
    if let Some(closes) = survey.closed_at.or(survey.closes_at) {
        rows.push((Done::Later, visit.t("survey-closes"), words::moment(london.to_datetime(closes), visit.language())));
    }
    let dates = [(notice.results_by, "results-on-site"), (notice.decisions_by, "what-we-do")];
    for (date, key) in dates.into_iter().filter_map(|(date, key)| Some((date?, key))) {
        let by = visit.words.with("by-date", &[("date", &words::long_date(date, visit.language()))]);
        rows.push((Done::Later, visit.t(key), by));
    }
    steps(rows)
}
