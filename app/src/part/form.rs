//! Forms: what was typed, what is wrong with it, and the summary at the top of the page.
//!
//! The pattern is that of GOV.UK: the title begins with "Error:", a summary lists every problem and leads to its field,
//! the same words stand beside the field, and what was typed stays there. Fields carry no browser validation.

use std::collections::BTreeMap;

use domain::problem::Problem;
use leptos::prelude::*;

use crate::visit::Visit;

/// The fields of a posted form by name; several values where a name came several times.
pub type Fields = BTreeMap<String, Vec<String>>;

/// A form as it is shown: empty, filled in, or sent and wrong.
#[derive(Clone, Debug, Default)]
pub struct Form {
    /// What is in the fields.
    pub values: Fields,
    /// What is wrong with it.
    pub problems: Vec<Problem>,
}

impl Form {
    /// A form that holds these values.
    pub fn filled<N: Into<String>, V: Into<String>>(values: impl IntoIterator<Item = (N, V)>) -> Self {
        let values = values.into_iter().map(|(name, value)| (name.into(), vec![value.into()])).collect();
        Self { values, problems: Vec::new() }
    }

    /// A form that was sent and is wrong.
    pub const fn wrong(values: Fields, problems: Vec<Problem>) -> Self {
        Self { values, problems }
    }

    /// What a field holds.
    pub fn value(&self, name: &str) -> &str {
        self.values.get(name).and_then(|values| values.first()).map_or("", String::as_str)
    }

    /// Whether a field holds this value among others.
    pub fn has(&self, name: &str, value: &str) -> bool {
        self.values.get(name).is_some_and(|values| values.iter().any(|held| held == value))
    }

    /// Whether anything is wrong.
    pub fn is_wrong(&self) -> bool {
        !self.problems.is_empty()
    }

    /// The first problem of a field.
    pub fn problem(&self, name: &str) -> Option<&Problem> {
        self.problems.iter().find(|problem| problem.place == name)
    }
}

/// The identifier of a field in its page: names may hold what identifiers should not.
pub fn id_of(name: &str) -> String {
    name.chars().map(|c| if c.is_ascii_alphanumeric() || c == '-' { c } else { '-' }).collect()
}

/// The summary of everything that is wrong; nothing when all is well. The browser moves to it, because it is the first
/// thing in the page that can be focused by its fragment, and readers announce it as an alert.
pub fn error_summary(visit: &Visit, problems: &[Problem]) -> Option<AnyView> {
    if problems.is_empty() {
        return None;
    }
    let lines = problems.iter().map(|problem| {
        let words = visit.words.problem(problem);
        if problem.place.is_empty() {
            view! { <li><strong>{words}</strong></li> }.into_any()
        } else {
            let href = format!("#{}", id_of(&problem.place));
            view! { <li><a href=href>{words}</a></li> }.into_any()
        }
    });
    let summary = view! {
        <div class="error-summary" role="alert" tabindex="-1" aria-labelledby="problems" autofocus=true>
            <h2 id="problems">{visit.t("there-is-a-problem")}</h2>
            <ul>{lines.collect_view()}</ul>
        </div>
    };
    Some(summary.into_any())
}

/// The problem of one field, beside it.
pub fn beside(visit: &Visit, name: &str, problem: Option<&Problem>) -> Option<AnyView> {
    let problem = problem?;
    let id = format!("{}-error", id_of(name));
    let words = visit.words.problem(problem);
    let error = view! {
        <span class="field__error" id=id><span class="unseen">{visit.t("error-prefix")}</span>{words}</span>
    };
    Some(error.into_any())
}

/// What a field is described by: its hint, its error.
pub fn described_by(name: &str, hint: bool, wrong: bool) -> Option<String> {
    let id = id_of(name);
    let parts: Vec<String> = [(hint, "hint"), (wrong, "error")]
        .into_iter()
        .filter(|(is, _)| *is)
        .map(|(_, end)| format!("{id}-{end}"))
        .collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}
