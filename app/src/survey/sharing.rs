//! Sharing: whose survey it is, which bodies may read or edit it, and on which basis.

use leptos::prelude::*;
use service::survey::share::{May, Sharing};

use super::frame::{Head, SurveyPage, Tab, done, path, quiet_button};
use crate::{
    part::{
        choice::{Line, choices, fieldset},
        field::Field,
        form::{Form, error_summary},
        list::{empty, facts},
        table::{Cell, Column, Row, table},
    },
    visit::Visit,
};

/// What was done just now, for the line above the page.
fn done_line(code: &str) -> Option<AnyView> {
    match code {
        "shared" => Some(done("It is shared", "Officers and researchers of that body see it on their desk.")),
        "unshared" => Some(done("It is no longer shared with that body", "What they took away stays with them.")),
        _ => None,
    }
}

/// With whom a survey is shared.
pub fn sharing(visit: &Visit, head: Head<'_>, form: &Form, sharing: &Sharing, owner: &str, just: &str) -> String {
    let body = view! {
        {done_line(just)}
        {error_summary(visit, &form.problems)}
        <div class="flow">
            <h2>"Whose survey it is"</h2>
            {facts(vec![("Owned by".to_owned(), owner.to_owned().into_any())])}
            <h2>"Who else has a part in it"</h2>
            {shared_with(head, sharing)}
            {share_form(visit, head, form, sharing)}
        </div>
    };
    let page = SurveyPage {
        tab: Tab::Sharing,
        title: "sharing".to_owned(),
        wrong: form.is_wrong(),
        actions: None,
        body: body.into_any(),
    };
    page.render(visit, head)
}

fn shared_with(head: Head<'_>, sharing: &Sharing) -> AnyView {
    if sharing.shares.is_empty() {
        let words = view! {
            <p>"Share it when another body helps to write it, or when researchers are to see what is released of it. "
                "Nobody else ever sees single answers."</p>
        };
        return empty("It is shared with nobody", words);
    }
    let columns =
        vec![Column::words("Body"), Column::words("It may"), Column::words("On which basis"), Column::words("Stop")];
    let action = path(head.survey.id, "/sharing");
    let rows = sharing.shares.iter().map(|share| {
        let may = match share.may {
            May::Read => "See what is released",
            May::Edit => "See what is released, and edit",
        };
        let hidden = vec![("edit", "unshare".to_owned()), ("body", share.body.to_string())];
        let stop = quiet_button(&action, "Stop sharing", &format!(" with {}", share.body_name), hidden);
        Row {
            head: share.body_name.clone().into_any(),
            cells: vec![Cell::Text(may.to_owned()), Cell::Text(share.basis.clone()), Cell::View(stop)],
            all: false,
        }
    });
    table("Bodies with a part in this survey", columns, rows.collect())
}

fn share_form(visit: &Visit, head: Head<'_>, form: &Form, sharing: &Sharing) -> AnyView {
    let mut bodies: Vec<(String, String)> = vec![(String::new(), "Choose a body".to_owned())];
    bodies.extend(sharing.bodies.iter().map(|body| (body.id.to_string(), body.name.clone())));
    let body = Field::choice("body", "Body", bodies);
    let lines = vec![
        Line::new("read", "See what is released", form.value("may") == "read")
            .hint("Results, who answered, research files. Officers and researchers of the body."),
        Line::new("edit", "See what is released, and edit", form.value("may") == "edit")
            .hint("Also questions, dates, invitations, closing. Officers of the body only."),
    ];
    let may = fieldset(visit, form, "may", "What may they do?", "", choices("may", "may", false, "", lines));
    let basis = Field::line("basis", "On which basis?").hint(
        "An agreement, a duty, a decision: for example “Data sharing agreement of 3 March 2026”. It is kept on record.",
    );
    view! {
        <h2>"Share it"</h2>
        <form class="narrow" method="post" action=path(head.survey.id, "/sharing") novalidate=true>
            <input type="hidden" name="edit" value="share"/>
            {body.view(visit, form)}
            {may}
            {basis.view(visit, form)}
            <div class="actions"><button class="button" type="submit">"Share it"</button></div>
        </form>
    }
    .into_any()
}
