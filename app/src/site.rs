//! Pages about the site itself: accessibility, privacy, cookies, help; and the way into a demonstration.

use leptos::prelude::*;

use crate::{
    part::table::{Cell, Column, Row, table},
    shell::{Place, Title, public},
    visit::Visit,
};

/// A page of headings and paragraphs: `<key>-head`, then pairs of `<key>-<n>-head` and `<key>-<n>`.
fn prose(visit: &Visit, key: &str, parts: &[&str], after: AnyView) -> String {
    let sections = parts.iter().map(|part| {
        let (head, words) = (visit.t(&format!("{key}-{part}-head")), visit.t(&format!("{key}-{part}")));
        let paragraphs = words.split('\n').map(|words| view! { <p>{words.to_owned()}</p> }).collect_view();
        view! { <h2>{head}</h2>{paragraphs} }
    });
    let sections = sections.collect_view();
    let body = view! {
        <div class="sheet"><div class="sheet__body flow">
            <h1>{visit.t(&format!("{key}-head"))}</h1>
            <p class="lead">{visit.t(&format!("{key}-lead"))}</p>
            {sections}
            {after}
        </div></div>
    };
    public(visit, &Title::of(visit.t(&format!("{key}-head"))), Place::Elsewhere, body.into_any())
}

/// How accessible the site is (Public Sector Bodies Accessibility Regulations 2018).
pub fn accessibility(visit: &Visit) -> String {
    prose(visit, "accessible", &["can", "not", "tell", "law"], ().into_any())
}

/// What happens with data, on the whole; each survey has a notice of its own.
pub fn privacy(visit: &Visit) -> String {
    prose(visit, "private", &["answers", "invited", "staff", "log", "rights"], ().into_any())
}

/// The cookies: each with what it is for and how long it lasts.
pub fn cookies(visit: &Visit) -> String {
    let row = |name: &str, key: &str| Row {
        head: view! { <code>{name.to_owned()}</code> }.into_any(),
        cells: vec![Cell::Text(visit.t(&format!("cookie-{key}"))), Cell::Text(visit.t(&format!("cookie-{key}-lasts")))],
        all: false,
    };
    let columns = vec![
        Column::words(visit.t("cookie-name")),
        Column::words(visit.t("cookie-what")),
        Column::words(visit.t("cookie-until")),
    ];
    let rows = vec![row("folkmoot-a-…", "answers"), row("folkmoot", "session"), row("folkmoot-browser", "browser")];
    prose(visit, "cookies", &["none"], table(&visit.t("cookies-head"), columns, rows))
}

/// Help.
pub fn help(visit: &Visit) -> String {
    prose(visit, "helping", &["answer", "code", "receipt", "letter", "staff"], ().into_any())
}

/// The way into a demonstration: a button, because nothing is done by GET.
pub fn demonstration(visit: &Visit, who: &str, token: &str) -> String {
    let body = view! {
        <div class="sheet"><div class="sheet__body flow">
            <h1>{visit.words.with("demonstration-enter", &[("who", who)])}</h1>
            <p class="lead">{visit.t("demonstration-enter-words")}</p>
            <form class="one" method="post" action=format!("/demonstration/{token}")>
                <button class="button" type="submit">{visit.t("sign-in-button")}</button>
            </form>
        </div></div>
    };
    public(visit, &Title::of(visit.t("sign-in")), Place::Elsewhere, body.into_any())
}
