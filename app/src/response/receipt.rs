//! Whether the answers of a receipt are in the count.

use leptos::prelude::*;
use service::response::{Counted, Open};

use super::{item::said, sheet};
use crate::{
    part::{
        field::Field,
        form::{Form, error_summary},
        list::{Tone, back, notice},
    },
    shell::Title,
    visit::Visit,
};

/// The question, and the answer once it was asked.
pub fn receipt(visit: &Visit, open: &Open, form: &Form, counted: Option<Counted>) -> String {
    let (survey, _) = said(visit, &open.version.definition.questionnaire.title);
    let slug = &open.survey.slug;
    let result = counted.map(|counted| {
        let (tone, head, words) = match counted {
            Counted::Yes => (Tone::Good, "receipt-yes", "receipt-yes-words"),
            Counted::No => (Tone::Warn, "receipt-no", "receipt-no-words"),
            Counted::NotYet => (Tone::Plain, "receipt-not-yet", "receipt-not-yet-words"),
        };
        notice(tone, visit.t(head), view! { <p>{visit.t(words)}</p> })
    });
    let field = Field::line("receipt", visit.t("receipt-label")).hint(visit.t("receipt-hint")).mid().plain();
    let body = view! {
        {back(visit.href(&format!("/s/{slug}")), visit.t("back"))}
        {error_summary(visit, &form.problems)}
        <h1>{visit.t("check-receipt")}</h1>
        {result}
        <p>{visit.t("receipt-about")}</p>
        <form method="post" action=visit.href(&format!("/s/{slug}/receipt")) novalidate=true>
            {field.autocomplete("off").view(visit, form)}
            <p class="actions"><button class="button" type="submit">{visit.t("check-receipt-button")}</button></p>
        </form>
    };
    let title = Title::of(visit.t("check-receipt")).within(survey).wrong(form.is_wrong());
    sheet(visit, &title, None, body.into_any())
}
