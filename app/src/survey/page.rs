//! The form of a page of a draft: its heading, the part it belongs to, its condition.

use domain::{
    survey::{Page, Questionnaire, edit::PageForm},
    text::Language,
};
use leptos::prelude::*;

use super::{
    frame::{Head, SurveyPage, Tab, conflict, path},
    item::{Condition, language_switch},
};
use crate::{
    part::{
        field::Field,
        form::{Fields, Form, error_summary},
        list::{back, post_button},
    },
    visit::Visit,
};

/// A page that is edited.
pub struct Editing<'a> {
    /// The questionnaire.
    pub questionnaire: &'a Questionnaire,
    /// The index of the page.
    pub at: usize,
    /// The page as it is saved.
    pub page: &'a Page,
    /// The language of the form.
    pub language: Language,
    /// The revision that the form is filled in for.
    pub seen: i64,
    /// Whether somebody else changed it.
    pub conflict: bool,
}

/// The form of a page, filled in.
pub fn form_of(page: &Page, language: Language) -> Form {
    let said = |text: &domain::text::Text| text.get(language).unwrap_or_default().to_owned();
    Form::filled([
        ("code", page.code.clone()),
        ("title", said(&page.title)),
        ("section", said(&page.section)),
        ("help", said(&page.help)),
        ("show", page.show_if.clone().unwrap_or_default()),
    ])
}

/// The form as posted.
pub fn read(fields: &Fields, language: Language) -> PageForm {
    PageForm::read(&super::item::first_values(fields), language)
}

/// The form of a page.
pub fn page(visit: &Visit, head: Head<'_>, form: &Form, editing: &Editing<'_>) -> String {
    let Editing { questionnaire, page, language, .. } = *editing;
    let english = language == Language::English;
    let id = head.survey.id;
    let field = |name: &str, label: &str, hint: &str, own: &domain::text::Text| {
        let hint = if english { hint.to_owned() } else { in_english(own.get(Language::English).unwrap_or_default()) };
        Field::line(name, label).hint(hint).lang(language.code()).view(visit, form)
    };
    let rest = if english {
        let condition = Condition { questionnaire, page: editing.at, of: "page", now: page.show_if.as_deref() };
        let code = Field::line("code", "Name in addresses").short().plain();
        let code = code.hint("People see it in the address of the page: small letters, numbers, hyphens.");
        view! { {condition.view(visit, form)} {code.view(visit, form)} }.into_any()
    } else {
        let kept = |name: &'static str| view! { <input type="hidden" name=name value=form.value(name).to_owned()/> };
        view! { {kept("code")} {kept("show")} }.into_any()
    };
    let body = view! {
        <p>{back(path(id, &format!("/questions#page-{}", page.code)), "All questions")}</p>
        {editing.conflict.then(|| conflict(()))}
        {error_summary(visit, &form.problems)}
        <form class="narrow" id="edit" method="post" action=path(id, "/questions") novalidate=true>
            <button class="unseen" type="submit" tabindex="-1" aria-hidden="true">"Save"</button>
            <input type="hidden" name="edit" value="page-save"/>
            <input type="hidden" name="page" value=page.code.clone()/>
            <input type="hidden" name="seen" value=editing.seen.to_string()/>
            <input type="hidden" name="language" value=language.code()/>
            <h2>{format!("Page {}", editing.at + 1)}</h2>
            {language_switch(questionnaire, language)}
            {field("title", "Heading", "Leave it empty where the page holds one question: then that is the heading.", &page.title)}
            {field("section", "Part of the survey", "Pages of one part stand together. People see its name above the question.", &page.section)}
            {field("help", "Help under the heading", "", &page.help)}
            {rest}
            <div class="actions">
                <button class="button" type="submit">"Save the page"</button>
                <a href=path(id, "/questions")>"Back without saving"</a>
            </div>
        </form>
        <h2 class="draft-part">"What it asks"</h2>
        {contents(head, editing)}
    };
    let page = SurveyPage {
        tab: Tab::Questions,
        title: format!("page {}", editing.at + 1),
        wrong: form.is_wrong(),
        actions: None,
        body: body.into_any(),
    };
    page.render(visit, head)
}

/// The questions of the page, and a button for another one.
fn contents(head: Head<'_>, editing: &Editing<'_>) -> AnyView {
    let id = head.survey.id;
    let items = editing.page.items.iter().map(|item| {
        let words = item.words.best(Language::English).0;
        let words = if words.is_empty() { "No words yet" } else { words }.to_owned();
        view! { <li><a href=path(id, &format!("/questions/{}", item.code))>{words}</a></li> }
    });
    let hidden =
        [("seen", editing.seen.to_string()), ("edit", "item-add".to_owned()), ("page", editing.page.code.clone())];
    let add =
        post_button(&path(id, "/questions"), "button button--second", "Add a question to this page", hidden.into());
    let words =
        "Several questions share a page where they belong tightly together. Otherwise each has a page of its own.";
    view! { <ol>{items.collect_view()}</ol> <p class="soft">{words}</p> {add} }.into_any()
}

/// What the English words are, as the hint of a field in another language.
pub fn in_english(words: &str) -> String {
    if words.is_empty() { String::new() } else { format!("In English: {words}") }
}
