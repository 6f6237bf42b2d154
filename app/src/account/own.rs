//! One's own account: where one is signed in, the password, the recovery codes, leaving.

use jiff::tz::TimeZone;
use leptos::prelude::*;
use service::account::{Own, OwnSession};

use super::sheet;
use crate::{
    part::{
        field::Field,
        form::{Form, error_summary},
        list::{Tone, notice, post_button},
        table::{Cell, Column, Row, table},
    },
    visit::Visit,
};
use domain::time::words;

/// One's own account.
pub fn account(visit: &Visit, form: &Form, own: &Own, london: &TimeZone) -> String {
    let name = if own.name.is_empty() { own.address.clone() } else { format!("{} ({})", own.name, own.address) };
    let staff = own.staff.then(|| staff_parts(visit, form, own));
    let leave = (!own.staff).then(|| {
        let button = post_button("/account/leave", "button button--danger", visit.t("leave-button"), Vec::new());
        view! { <h2>{visit.t("leave")}</h2><p>{visit.t("leave-words")}</p>{button} }
    });
    let body = view! {
        {error_summary(visit, &form.problems)}
        <h1>{visit.t("account")}</h1>
        <p class="lead">{name}</p>
        <h2>{visit.t("sessions")}</h2>
        <p>{visit.t("sessions-words")}</p>
        {sessions(visit, &own.sessions, london)}
        {post_button("/account/sessions/end-others", "button button--second", visit.t("sessions-end-others"), Vec::new())}
        {staff}
        {leave}
    };
    sheet(visit, "account", form.is_wrong(), body.into_any())
}

fn sessions(visit: &Visit, sessions: &[OwnSession], london: &TimeZone) -> AnyView {
    let columns = vec![
        Column::words(visit.t("session-browser")),
        Column::words(visit.t("session-since")),
        Column::words(visit.t("session-seen")),
        Column::words(visit.t("session-end")),
    ];
    let moment = |at| words::moment(london.to_datetime(at), visit.language());
    let rows = sessions.iter().map(|session| {
        let end = if session.this {
            visit.t("session-this").into_any()
        } else {
            let action = format!("/account/sessions/{}/end", session.id);
            post_button(&action, "button button--quiet", visit.t("session-end"), Vec::new())
        };
        Row {
            head: session.browser.clone().into_any(),
            cells: vec![Cell::Text(moment(session.made_at)), Cell::Text(moment(session.seen_at)), Cell::View(end)],
            all: false,
        }
    });
    table(&visit.t("sessions"), columns, rows.collect())
}

fn staff_parts(visit: &Visit, form: &Form, own: &Own) -> AnyView {
    let old = Field::password("old", visit.t("old-password")).autocomplete("current-password");
    let new =
        Field::password("new", visit.t("new-password")).hint(visit.t("new-password-hint")).autocomplete("new-password");
    let code = Field::line("code", visit.t("code"))
        .hint(visit.t("recovery-hint"))
        .short()
        .plain()
        .autocomplete("one-time-code");
    let left = visit.words.count("recovery-left", own.recovery_codes);
    view! {
        <h2>{visit.t("change-password")}</h2>
        <form method="post" action="/account/password" novalidate=true>
            {old.view(visit, form)}
            {new.view(visit, form)}
            <p class="actions"><button class="button button--second" type="submit">{visit.t("change-password-button")}</button></p>
        </form>
        <h2>{visit.t("recovery")}</h2>
        <p>{left}</p>
        <form method="post" action="/account/recovery-codes" novalidate=true>
            {code.view(visit, form)}
            <p class="actions"><button class="button button--second" type="submit">{visit.t("recovery-button")}</button></p>
        </form>
    }
    .into_any()
}

/// Recovery codes, shown once.
pub fn recovery_codes(visit: &Visit, codes: &[String], next: &str) -> String {
    let list = codes.iter().map(|code| view! { <li><code class="num">{code.clone()}</code></li> }).collect_view();
    let body = view! {
        <h1>{visit.t("recovery-new")}</h1>
        {notice(Tone::Warn, visit.t("recovery-once"), view! { <p>{visit.t("recovery-once-words")}</p> })}
        <ol>{list}</ol>
        <p class="actions"><a class="button" href=next.to_owned()>{visit.t("recovery-done")}</a></p>
    };
    sheet(visit, "recovery-new", false, body.into_any())
}
