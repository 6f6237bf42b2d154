//! Who sees a page or a question: the condition as it is, in words and as it is written, and one that can be chosen.

use domain::{
    survey::{Item, Kind, Questionnaire},
    text::Language,
};
use leptos::prelude::*;

use crate::{
    part::{choice::fieldset, field::Field, form::Form, list::more},
    survey::condition::sentence,
    visit::Visit,
};

/// The condition of a page, or of a question on it.
pub struct Condition<'a> {
    /// The questionnaire.
    pub questionnaire: &'a Questionnaire,
    /// The index of the page: a condition looks at earlier pages only.
    pub page: usize,
    /// "page" or "question".
    pub of: &'static str,
    /// The condition as it is saved.
    pub now: Option<&'a str>,
}

impl Condition<'_> {
    /// The fields.
    pub fn view(&self, visit: &Visit, form: &Form) -> AnyView {
        let now = match self.now {
            None => format!("Everybody sees this {}.", self.of),
            Some(condition) => sentence(self.questionnaire, condition),
        };
        let show = Field::line("show", "Condition").plain().hint("Empty: everybody sees it.");
        let fields = view! { <p>{now}</p> {self.choose(form)} {show.view(visit, form)} {how()} };
        fieldset(visit, form, "condition", "Who sees it?", "", fields.into_any())
    }

    /// One condition out of the answers to earlier questions.
    fn choose(&self, form: &Form) -> Option<AnyView> {
        let earlier: Vec<&Item> =
            self.questionnaire.items().filter(|(page, _)| *page < self.page).map(|(_, item)| item).collect();
        let groups: Vec<(String, Vec<(String, String)>)> = earlier
            .into_iter()
            .flat_map(|item| self.offered(item))
            .filter(|(_, offered)| !offered.is_empty())
            .collect();
        if groups.is_empty() {
            return None;
        }
        let chosen = form.value("when").to_owned();
        let groups = groups.into_iter().map(|(question, answers)| {
            let answers = answers.into_iter().map(|(condition, words)| {
                let selected = condition == chosen;
                view! { <option value=condition selected=selected>{words}</option> }
            });
            view! { <optgroup label=question>{answers.collect_view()}</optgroup> }
        });
        let not = form.value("when_is") == "not";
        let view = view! {
            <div class="field">
                <label class="field__label" for="when">"Only people who answered"</label>
                <span class="field__hint" id="when-hint">"It is added to the condition when you save."</span>
                <span class="when">
                    <select class="input input--short" name="when_is" aria-label="With or without this answer">
                        <option value="is">"this"</option>
                        <option value="not" selected=not>"not this"</option>
                    </select>
                    " "
                    <select class="input" id="when" name="when" aria-describedby="when-hint">
                        <option value="">"Choose an answer to an earlier question"</option>
                        {groups.collect_view()}
                    </select>
                </span>
            </div>
        };
        Some(view.into_any())
    }

    /// What can be chosen of a question: for a table each of its lines is a question of its own.
    fn offered(&self, item: &Item) -> Vec<(String, Vec<(String, String)>)> {
        let number = self.questionnaire.label(item.code.as_str()).unwrap_or_default();
        let name = format!("{number}. {}", item.label().best(Language::English).0);
        let answers = |of: String, several: bool| {
            let condition = move |choice: &domain::survey::Choice| {
                let code = &choice.code;
                let condition = if several { format!("selected({of}, '{code}')") } else { format!("{of} = '{code}'") };
                (condition, choice.words.best(Language::English).0.to_owned())
            };
            self.questionnaire.choices_of(item).iter().map(condition).collect::<Vec<_>>()
        };
        match &item.kind {
            Kind::Single { .. } => vec![(name, answers(format!("${{{}}}", item.code), false))],
            Kind::Multiple { .. } => vec![(name, answers(format!("${{{}}}", item.code), true))],
            Kind::Matrix { rows, .. } => {
                let line = |row: &domain::survey::Row| {
                    let words = row.words.best(Language::English).0;
                    (format!("{name}: {words}"), answers(format!("${{{}.{}}}", item.code, row.code), false))
                };
                rows.iter().map(line).collect()
            }
            _ => Vec::new(),
        }
    }
}

/// How a condition is written, for those who want more than one answer can say.
fn how() -> AnyView {
    let examples = [
        ("${years_here} > 10", "The number that was entered is more than 10"),
        ("${travel} = '' ", "The question was left out"),
        ("selected(${travel}, 'bus')", "Among several answers"),
        ("count-selected(${travel}) >= 2", "How many answers were chosen"),
        ("${say.influence} = '1'", "One line of a table"),
        ("not(${age} = '16_24') and ${years_here} > 1", "Put together with and, or, not and brackets"),
    ];
    let rows = examples.map(|(condition, words)| view! { <dt><code>{condition.trim()}</code></dt><dd>{words}</dd> });
    let body = view! {
        <div>
            <p>"Questions are named by their codes, answers by theirs. A condition can look at earlier pages only."</p>
            <dl class="facts">{rows.into_iter().collect_view()}</dl>
        </div>
    };
    more("How to write a condition", body)
}
