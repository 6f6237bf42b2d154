//! Coming back later: the code to write down, or the personal link that leads back by itself.

use leptos::prelude::*;
use service::response::Open;

use super::{item::said, sheet};
use crate::{
    part::list::{Tone, notice},
    shell::Title,
    visit::Visit,
};

/// The code to come back by. `until` is the last moment at which it works.
pub fn later(visit: &Visit, open: &Open, code: &str, until: &str) -> String {
    let head = visit.t("kept-head");
    let address = visit.href(&format!("/s/{}", open.survey.slug));
    let body = view! {
        <h1>{head}</h1>
        <p class="lead">{visit.t("kept-words")}</p>
        <div class="notice notice--good">
            <h2 class="notice__head">{visit.t("your-code")}</h2>
            <p class="bigcode">{code.to_owned()}</p>
            <p>{visit.t("your-code-words")}</p>
        </div>
        {until_words(visit, until)}
        {go_on(visit, open, &address)}
    };
    page(visit, open, body.into_any())
}

/// Somebody with a personal link needs no code.
pub fn later_invited(visit: &Visit, open: &Open, until: &str) -> String {
    let address = visit.href(&format!("/s/{}", open.survey.slug));
    let body = view! {
        <h1>{visit.t("kept-head")}</h1>
        <p class="lead">{visit.t("kept-words")}</p>
        {notice(Tone::Good, visit.t("kept-invited-head"), view! { <p>{visit.t("kept-invited-words")}</p> })}
        {until_words(visit, until)}
        {go_on(visit, open, &address)}
    };
    page(visit, open, body.into_any())
}

fn until_words(visit: &Visit, until: &str) -> AnyView {
    view! { <p>{visit.words.with("kept-until", &[("moment", until)])}</p> }.into_any()
}

fn go_on(visit: &Visit, open: &Open, address: &str) -> AnyView {
    let forget = visit.href(&format!("/s/{}/forget", open.survey.slug));
    view! {
        <p class="actions"><a class="button" href=address.to_owned()>{visit.t("go-on-now")}</a></p>
        <h2>{visit.t("shared-device")}</h2>
        <p>{visit.t("shared-device-later")}</p>
        <form class="one" method="post" action=forget>
            <button class="button button--second" type="submit">{visit.t("forget-here")}</button>
        </form>
    }
    .into_any()
}

fn page(visit: &Visit, open: &Open, body: AnyView) -> String {
    let (survey, _) = said(visit, &open.version.definition.questionnaire.title);
    sheet(visit, &Title::of(visit.t("kept-head")).within(survey), None, body)
}
