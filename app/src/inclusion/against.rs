//! With whom those who answered are compared, for whoever may choose it.

use domain::inclusion::Against;
use leptos::prelude::*;
use service::inclusion::Check;

use crate::{
    part::{
        choice::{Line, choices},
        list::more,
    },
    visit::Visit,
};

/// The form; nothing where there is nothing to choose.
pub(super) fn form(visit: &Visit, check: &Check) -> Option<AnyView> {
    if check.offered.len() < 2 {
        return None;
    }
    let residents = check.offered.contains(&Against::Households) || check.offered.contains(&Against::AllAges);
    let line = |one: &Against| {
        let (words, hint) = words(*one, residents);
        Line::new(one.code(), words, *one == check.against).hint(hint)
    };
    let action = format!("/desk/surveys/{}/who", check.survey.id);
    let form = view! {
        <form class="flow" method="post" action=action novalidate=true>
            <fieldset class="field">
                <legend>"Compare those who answered with"</legend>
                {choices("against", "against", false, "", check.offered.iter().map(line).collect())}
            </fieldset>
            <p class="actions">
                <button class="button button--second" type="submit">"Compare with these"</button>
            </p>
        </form>
    };
    let now = words(check.against, residents).0.to_lowercase();
    Some(
        view! {
            <h2 id="base">"With whom they are compared"</h2>
            <p>{format!("Now: {now}. ")}{visit.t("who-sources")}" stand above, with the base of each."</p>
            {more("Compare with others", form)}
        }
        .into_any(),
    )
}

/// A base in a few words, and what it means.
const fn words(against: Against, residents: bool) -> (&'static str, &'static str) {
    match against {
        Against::Figures if residents => (
            "People who live here, 16 and over where that is counted",
            "The right choice for most surveys: children rarely answer, and should not count as missing.",
        ),
        Against::Figures => ("Nobody", "Those who answer are no picture of those who live anywhere."),
        Against::AllAges => (
            "Everybody who lives here, children as well",
            "For engagement that children take part in. Where a table counts adults only, it stays, with its name beside it.",
        ),
        Against::Households => (
            "Households",
            "Where each set of answers stands for a household. Only what is known of households is compared, housing for one.",
        ),
        Against::Invited => {
            ("Those who were invited", "How many were invited in each partnership, beside how many answered there.")
        }
    }
}
