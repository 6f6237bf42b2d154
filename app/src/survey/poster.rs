//! A poster to print: the address in large letters and as a code. Its own words are for the public, so they come from
//! the catalogues; what stands around it on the screen is for staff.

use domain::{survey::Definition, text::Language, time::words::day_and_month};
use leptos::prelude::*;

use super::frame::{Head, SurveyPage, Tab, path};
use crate::{
    part::{
        list::{Tone, back, notice},
        qr,
    },
    visit::Visit,
    words::Words,
};

/// What a poster says.
pub struct Poster<'a> {
    /// The newest version.
    pub definition: &'a Definition,
    /// The language of the poster.
    pub language: Language,
    /// The public address.
    pub link: &'a str,
    /// Who runs the survey.
    pub owner: &'a str,
    /// A number to phone.
    pub phone: &'a str,
    /// Whether only people who are invited can answer.
    pub invited_only: bool,
}

/// The poster, with what can be done with it.
pub fn poster(visit: &Visit, head: Head<'_>, shown: &Poster<'_>) -> String {
    let id = head.survey.id;
    let languages = shown.definition.questionnaire.languages.iter().map(|language| {
        let href = path(id, &format!("/poster?language={language}"));
        let here = (*language == shown.language).then_some("page");
        view! { <li><a href=href aria-current=here lang=language.code()>{language.name()}</a></li> }
    });
    let languages = (shown.definition.questionnaire.languages.len() > 1).then(
        || view! { <nav aria-label="Language of the poster"><ul class="tabs">{languages.collect_view()}</ul></nav> },
    );
    let invited_only = shown.invited_only.then(|| {
        let words = view! { <p>"Whoever follows this poster without an invitation reads what the survey is about and cannot answer it."</p> };
        notice(Tone::Warn, "Only people who are invited can answer this survey", words)
    });
    let body = view! {
        <p>{back(path(id, ""), "Overview")}</p>
        <h2>"A poster to print"</h2>
        {invited_only}
        <p class="soft">"Print this page: only the poster comes out, on one sheet of A4."</p>
        {languages}
        {sheet(head, shown)}
    };
    let page = SurveyPage {
        tab: Tab::Overview,
        title: "poster".to_owned(),
        wrong: false,
        actions: None,
        body: body.into_any(),
    };
    page.render(visit, head)
}

fn sheet(head: Head<'_>, shown: &Poster<'_>) -> AnyView {
    let words = Words::of(shown.language);
    let told = &shown.definition.notice;
    let (title, spoken) = shown.definition.questionnaire.title.best(shown.language);
    let (purpose, purpose_spoken) = told.purpose.best(shown.language);
    let other = |spoken: Language| (spoken != shown.language).then(|| spoken.code());
    let minutes = told.minutes.unwrap_or_else(|| shown.definition.questionnaire.minutes());
    let closes = head.survey.closes_at.map(|at| day_and_month(head.now.date(at), shown.language));
    let closes =
        closes.map(|day| view! { <p class="poster__until">{words.with("poster-until", &[("day", &day)])}</p> });
    let phone =
        (!shown.phone.is_empty()).then(|| view! { <p>{words.with("poster-phone", &[("phone", shown.phone)])}</p> });
    // Nobody types "https://"; browsers put it there.
    let address = shown.link.split_once("://").map_or(shown.link, |(_, rest)| rest).to_owned();
    let code = qr::svg(shown.link);
    view! {
        <section class="poster" lang=shown.language.code() aria-labelledby="poster-title">
            <h3 class="poster__title" id="poster-title" lang=other(spoken)>{title.to_owned()}</h3>
            <p class="poster__purpose" lang=other(purpose_spoken)>{purpose.to_owned()}</p>
            <div class="poster__ways">
                <div class="qr" role="img" aria-label=words.t("poster-code") inner_html=code></div>
                <div>
                    <p>{words.t("poster-scan")}</p>
                    <p class="poster__address">{address}</p>
                    <p>{words.count("poster-minutes", minutes)}</p>
                </div>
            </div>
            {closes}
            {phone}
            <p class="poster__owner">{shown.owner.to_owned()}</p>
        </section>
    }
    .into_any()
}
