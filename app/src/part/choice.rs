//! Choices: radios and checkboxes as lines of one list; the whole line can be pressed, ways out stand below a divider.

use leptos::prelude::*;

use super::form::{Form, beside, described_by, id_of};
use crate::visit::Visit;

/// One line.
#[derive(Clone, Debug, Default)]
pub struct Line {
    /// What is sent.
    pub value: String,
    /// What people read.
    pub words: String,
    /// The language of the words, where it is not that of the page.
    pub lang: Option<&'static str>,
    /// A line under the words.
    pub hint: String,
    /// Whether it is chosen.
    pub chosen: bool,
    /// Whether it stands below the divider.
    pub apart: bool,
}

impl Line {
    /// An ordinary line.
    pub fn new(value: impl Into<String>, words: impl Into<String>, chosen: bool) -> Self {
        Self { value: value.into(), words: words.into(), chosen, ..Self::default() }
    }

    /// The same line with a hint under it.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = hint.into();
        self
    }
}

/// A list of radios or checkboxes. The first carries the identifier of the field, so that the error summary leads to it.
pub fn choices(name: &str, id: &str, several: bool, or: &str, lines: Vec<Line>) -> AnyView {
    let kind = if several { "checkbox" } else { "radio" };
    let first_apart = lines.iter().position(|line| line.apart);
    let divider_needed = first_apart.is_some_and(|at| at > 0);
    let (name, or) = (name.to_owned(), or.to_owned());
    let mut id = Some(id.to_owned());
    let lines = lines.into_iter().enumerate().map(move |(at, line)| {
        let divider =
            (divider_needed && Some(at) == first_apart).then(|| view! { <p class="choices__or">{or.clone()}</p> });
        let hint = (!line.hint.is_empty()).then(|| view! { <span class="choice__hint">{line.hint}</span> });
        view! {
            {divider}
            <label class="choice">
                <input class="tick" id=id.take() type=kind name=name.clone() value=line.value checked=line.chosen/>
                " "
                <span class="choice__text" lang=line.lang>{line.words}{hint}</span>
            </label>
        }
    });
    view! { <div class="choices">{lines.collect_view()}</div> }.into_any()
}

/// Fields that are one thing, under a legend.
pub fn fieldset(visit: &Visit, form: &Form, name: &str, legend: &str, hint: &str, fields: AnyView) -> AnyView {
    let problem = form.problem(name);
    let class = if problem.is_some() { "field field--whole field--bad" } else { "field field--whole" };
    let described = described_by(name, !hint.is_empty(), problem.is_some());
    let hint_id = format!("{}-hint", id_of(name));
    let hint = (!hint.is_empty()).then(|| view! { <span class="field__hint" id=hint_id>{hint.to_owned()}</span> });
    view! {
        <fieldset class=class aria-describedby=described>
            <legend class="field__label">{legend.to_owned()}</legend>
            {hint}
            {beside(visit, name, problem)}
            {fields}
        </fieldset>
    }
    .into_any()
}

/// Boxes that are ticked each for itself: the value of a line is the name of its field.
pub fn boxes(lines: Vec<Line>) -> AnyView {
    let lines = lines.into_iter().map(|line| {
        let hint = (!line.hint.is_empty()).then(|| view! { <span class="choice__hint">{line.hint}</span> });
        view! {
            <label class="choice">
                <input class="tick" id=id_of(&line.value) type="checkbox" name=line.value.clone() value="yes" checked=line.chosen/>
                " "
                <span class="choice__text">{line.words}{hint}</span>
            </label>
        }
    });
    view! { <div class="choices">{lines.collect_view()}</div> }.into_any()
}
