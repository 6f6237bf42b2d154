//! "Do not write to me again."

use leptos::prelude::*;

use super::sheet;
use crate::{shell::Title, visit::Visit};

/// Asks before it is done, because mail scanners open links too.
pub fn stop(visit: &Visit, token: &str) -> String {
    let body = view! {
        <h1>{visit.t("stop-head")}</h1>
        <p class="lead">{visit.t("stop-words")}</p>
        <form class="one" method="post" action=visit.href(&format!("/stop/{token}"))>
            <button class="button" type="submit">{visit.t("stop-button")}</button>
        </form>
    };
    sheet(visit, &Title::of(visit.t("stop-head")), None, body.into_any())
}

/// It is done.
pub fn stopped(visit: &Visit) -> String {
    let body = view! {
        <h1>{visit.t("stopped-head")}</h1>
        <p class="lead">{visit.t("stopped-words")}</p>
    };
    sheet(visit, &Title::of(visit.t("stopped-head")), None, body.into_any())
}
