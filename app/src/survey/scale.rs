//! A list of answers that questions share: its words, in one language at a time.

use domain::{survey::Questionnaire, text::Language};
use leptos::prelude::*;

use super::{
    editor::uses,
    frame::{Head, SurveyPage, Tab, conflict, counted, path},
    item::language_switch,
    page::in_english,
};
use crate::{
    part::{
        field::Field,
        form::{Form, error_summary},
        list::back,
    },
    visit::Visit,
};

/// A shared list that is edited.
pub struct Editing<'a> {
    /// The questionnaire.
    pub questionnaire: &'a Questionnaire,
    /// The name of the list.
    pub name: &'a str,
    /// The language of the form.
    pub language: Language,
    /// The revision that the form is filled in for.
    pub seen: i64,
    /// Whether somebody else changed it.
    pub conflict: bool,
}

/// The form of a shared list, filled in.
pub fn form_of(questionnaire: &Questionnaire, name: &str, language: Language) -> Form {
    let list = questionnaire.scales.get(name).map(Vec::as_slice).unwrap_or_default();
    let said = |(at, choice): (usize, &domain::survey::Choice)| {
        (format!("answer.{}", at + 1), choice.words.get(language).unwrap_or_default().to_owned())
    };
    Form::filled(list.iter().enumerate().map(said))
}

/// The form of a shared list.
pub fn scale(visit: &Visit, head: Head<'_>, form: &Form, editing: &Editing<'_>) -> String {
    let Editing { questionnaire, name, language, .. } = *editing;
    let list = questionnaire.scales.get(name).map(Vec::as_slice).unwrap_or_default();
    let fields = list.iter().enumerate().map(|(at, choice)| {
        let field = Field::line(&format!("answer.{}", at + 1), format!("Answer {} (code {})", at + 1, choice.code));
        let hint = match language {
            Language::English => String::new(),
            Language::Gaelic => in_english(choice.words.get(Language::English).unwrap_or_default()),
        };
        field.hint(hint).lang(language.code()).view(visit, form)
    });
    let fields = fields.collect_view();
    let used = questionnaire.items().filter(|(_, item)| uses(item, name)).count();
    let id = head.survey.id;
    let body = view! {
        <p>{back(path(id, "/questions"), "All questions")}</p>
        {editing.conflict.then(|| conflict(()))}
        {error_summary(visit, &form.problems)}
        <form class="narrow" id="edit" method="post" action=path(id, "/questions") novalidate=true>
            <button class="unseen" type="submit" tabindex="-1" aria-hidden="true">"Save"</button>
            <input type="hidden" name="edit" value="list-save"/>
            <input type="hidden" name="list" value=name.to_owned()/>
            <input type="hidden" name="seen" value=editing.seen.to_string()/>
            <input type="hidden" name="language" value=language.code()/>
            <h2>{format!("Shared list {name}")}</h2>
            <p class="soft">
                {format!("What you change here changes in {}. The answers keep their codes, so that results stay comparable. \
                    A question that needs other answers can have a list of its own.", counted(used, "question", "questions"))}
            </p>
            {language_switch(questionnaire, language)}
            {fields}
            <div class="actions">
                <button class="button" type="submit">"Save the list"</button>
                <a href=path(id, "/questions")>"Back without saving"</a>
            </div>
        </form>
    };
    let page = SurveyPage {
        tab: Tab::Questions,
        title: format!("shared list {name}"),
        wrong: form.is_wrong(),
        actions: None,
        body: body.into_any(),
    };
    page.render(visit, head)
}
