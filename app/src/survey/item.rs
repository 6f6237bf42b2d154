//! The form of a question, as plain fields; beside it how the question looks and what would stop it.

mod answers;
mod condition;
mod fields;

use domain::{
    survey::{
        Item, Questionnaire,
        edit::{ItemForm, KindName},
        logic::parse,
    },
    text::Language,
};
use leptos::prelude::*;
use service::survey::draft::Drafted;

pub use self::{
    condition::Condition,
    fields::{first_values, form_of, read},
};
use super::{
    beside::{Judging, beside},
    editor::kind_name,
    frame::{Head, Sure, SurveyPage, Tab, conflict, path},
    page::in_english,
};
use crate::{
    island::question::{FORM, QuestionBeside},
    part::{
        choice::{Line, boxes, fieldset},
        field::Field,
        form::{Form, error_summary},
        list::back,
    },
    shell::with_island,
    visit::Visit,
};

/// A question that is edited.
pub struct Editing<'a> {
    /// The draft.
    pub drafted: &'a Drafted,
    /// The index of its page.
    pub page: usize,
    /// The question as it is saved.
    pub item: &'a Item,
    /// The language of the form.
    pub language: Language,
    /// How many empty lines to offer for more answers.
    pub spare: usize,
    /// Whether somebody else changed it.
    pub conflict: bool,
    /// Whether it was saved just now.
    pub saved: bool,
}

impl Editing<'_> {
    fn questionnaire(&self) -> &Questionnaire {
        &self.drafted.definition.questionnaire
    }

    fn english(&self) -> bool {
        self.language == Language::English
    }

    /// "Question 7", or "Note".
    fn name(&self) -> String {
        let number = self.questionnaire().label(self.item.code.as_str());
        number.map_or_else(|| "Note".to_owned(), |number| format!("Question {number}"))
    }
}

/// The form of a question.
pub fn item(visit: &Visit, head: Head<'_>, form: &Form, editing: &Editing<'_>) -> String {
    let id = head.survey.id;
    let code = editing.item.code.to_string();
    let judging = Judging {
        definition: &editing.drafted.definition,
        item: &editing.item.code,
        language: editing.language,
        words: visit.words,
    };
    let drawn = beside(&judging);
    let now = editing.item.words.best(editing.language).0.to_owned();
    let above = editing.conflict.then(|| conflict(view! { <p>"Saved now: " <q>{now}</q></p> }));
    let saved = editing.saved.then(|| super::frame::done("Saved", ""));
    let seen = editing.drafted.survey.revision.to_string();
    let preview =
        editing.questionnaire().pages.get(editing.page).map(|page| path(id, &format!("/preview/{}", page.code)));
    let body = view! {
        <p>{back(path(id, &format!("/questions#item-{code}")), "All questions")}</p>
        {above}
        {saved}
        {error_summary(visit, &form.problems)}
        <div class="editor">
            {outline(head, editing)}
            <form class="question" id=FORM method="post" action=path(id, "/questions") novalidate=true aria-labelledby="edit-head">
                <button class="unseen" type="submit" tabindex="-1" aria-hidden="true">"Save"</button>
                <input type="hidden" name="edit" value="item-save"/>
                <input type="hidden" name="item" value=code.clone()/>
                <input type="hidden" name="seen" value=seen/>
                <input type="hidden" name="language" value=editing.language.code()/>
                <h2 id="edit-head">{editing.name()}</h2>
                {language_switch(editing.questionnaire(), editing.language)}
                {fields(visit, form, editing)}
                <div class="actions">
                    <button class="button" type="submit">"Save"</button>
                    <button class="button button--second" type="submit" name="then" value="next">"Save and go to the next"</button>
                    <a href=path(id, &format!("/questions/{code}?delete=yes"))>"Delete it"</a>
                </div>
            </form>
            <aside class="flow beside" aria-label="Preview and problems">
                {with_island(|| view! { <QuestionBeside address=path(id, "/look")>{drawn}</QuestionBeside> })}
                {preview.map(|href| view! { <p><a href=href>"Preview the whole page"</a></p> })}
            </aside>
        </div>
    };
    let page = SurveyPage {
        tab: Tab::Questions,
        title: editing.name().to_lowercase(),
        wrong: form.is_wrong(),
        actions: None,
        body: body.into_any(),
    };
    page.render(visit, head)
}

/// All questions of the draft, to go to another. On narrow pages the link back does the same.
fn outline(head: Head<'_>, editing: &Editing<'_>) -> AnyView {
    let questionnaire = editing.questionnaire();
    let lines = questionnaire.items().map(|(_, item)| {
        let here = (item.code == editing.item.code).then_some("true");
        let label = item.label().best(Language::English).0;
        let label = if label.is_empty() { "No words yet" } else { label }.to_owned();
        let number = questionnaire.label(item.code.as_str()).unwrap_or_default();
        let href = path(head.survey.id, &format!("/questions/{}", item.code));
        view! { <li><a href=href aria-current=here><span class="num">{number}</span>" "<span>{label}</span></a></li> }
    });
    view! { <nav class="outline outline--wide" aria-label="Questions"><ol>{lines.collect_view()}</ol></nav> }.into_any()
}

/// Buttons that save what is typed and go on in another language; nothing where there is only one.
pub fn language_switch(questionnaire: &Questionnaire, here: Language) -> Option<AnyView> {
    if questionnaire.languages.len() < 2 {
        return None;
    }
    let switch = questionnaire.languages.iter().map(|language| {
        let code = language.code();
        if *language == here {
            return view! { <li><strong lang=code aria-current="true">{language.name()}</strong></li> }.into_any();
        }
        let then = format!("language.{code}");
        view! {
            <li>
                <button class="button button--quiet" type="submit" name="then" value=then>
                    "Save and go on in "<span lang=code>{language.name()}</span>
                </button>
            </li>
        }
        .into_any()
    });
    Some(
        view! { <ul class="languages" id="language" aria-label="Language of these words">{switch.collect_view()}</ul> }
            .into_any(),
    )
}

fn fields(visit: &Visit, form: &Form, editing: &Editing<'_>) -> AnyView {
    let words = words(visit, form, editing);
    if !editing.english() {
        return view! { {words} {answers::answers(visit, form, editing)} {fields::kept(form)} }.into_any();
    }
    let kinds = KindName::ALL.map(|(kind, code)| (code.to_owned(), kind_name(kind).to_owned()));
    let kind = Field::choice("kind", "What does an answer look like?", kinds.into());
    let condition = Condition {
        questionnaire: editing.questionnaire(),
        page: editing.page,
        of: "question",
        now: editing.item.show_if.as_deref(),
    };
    view! {
        {words}
        {kind.view(visit, form)}
        {answers::answers(visit, form, editing)}
        {condition.view(visit, form)}
        {marks(visit, form)}
        {names(visit, form, editing)}
    }
    .into_any()
}

/// The words of the question itself.
fn words(visit: &Visit, form: &Form, editing: &Editing<'_>) -> AnyView {
    let language = editing.language.code();
    let field = |field: Field, english: &str, hint: &str| {
        let hint = if editing.english() { hint.to_owned() } else { in_english(english) };
        field.hint(hint).lang(language).view(visit, form)
    };
    let said = |text: &domain::text::Text| text.get(Language::English).unwrap_or_default().to_owned();
    let item = editing.item;
    view! {
        {field(Field::lines("words", "Question", 2), &said(&item.words), "")}
        {field(Field::line("help", "Help under the question"), &said(&item.help), "Leave it empty if the question says it all.")}
        {field(Field::line("why", "Why do you ask?"), &said(&item.why), "People can open it. Sensitive questions need it.")}
        {field(Field::line("short", "Short name"), &said(&item.short), "For charts and lists of answers: “How you get around”.")}
    }
    .into_any()
}

/// What else is true of the question.
fn marks(visit: &Visit, form: &Form) -> AnyView {
    let line = |name: &str, words: &str, hint: &str| Line::new(name, words, form.values.contains_key(name)).hint(hint);
    let lines = vec![
        line("required", "It must be answered", "Nobody can go on without it. Use it as little as you can."),
        line(
            "special",
            "It is sensitive",
            "Health, ethnicity, religion, whom people love: special category data. It may be left out, and says why it is asked.",
        ),
        line(
            "trend",
            "It is asked in the same words every time",
            "So that results can be compared with earlier and later surveys.",
        ),
        line("not_published", "Never show results by it", ""),
    ];
    fieldset(visit, form, "marks", "This question", "", boxes(lines))
}

const CHARACTERISTICS: [(&str, &str); 9] = [
    ("", "None"),
    ("age", "Age"),
    ("sex", "Sex"),
    ("disability", "Disability"),
    ("ethnic_group", "Ethnic group"),
    ("religion", "Religion"),
    ("sexual_orientation", "Sexual orientation"),
    ("caring", "Caring for others"),
    ("locality", "Where people live"),
];

/// Names by which files and conditions know the question, behind a line that opens.
fn names(visit: &Visit, form: &Form, editing: &Editing<'_>) -> AnyView {
    let mut known: Vec<(String, String)> =
        CHARACTERISTICS.iter().map(|(code, words)| ((*code).to_owned(), (*words).to_owned())).collect();
    let own = form.value("characteristic").to_owned();
    if !known.iter().any(|(code, _)| *code == own) {
        known.push((own.clone(), own));
    }
    let characteristic = Field::choice("characteristic", "What does it say about people?", known)
        .hint("Then it counts under Who answered, and is compared with the census where that counts it.");
    let hint = if editing.drafted.survey.version.is_some() {
        "The name of the question in files and conditions. Answers that were given stay under the old name if you change it."
    } else {
        "The name of the question in files and conditions. Leave it empty and it is made from the question."
    };
    let code = Field::line("code", "Code").hint(hint).mid().plain();
    let open = ["code", "characteristic"].iter().any(|name| form.problem(name).is_some());
    view! {
        <details class="more" open=open>
            <summary>"Code, and what it says about people"</summary>
            <div>{characteristic.view(visit, form)}{code.view(visit, form)}{answers::codes(visit, form, editing)}</div>
        </details>
    }
    .into_any()
}

/// Asks before a question, or a page with all its questions, is deleted. With the only question of a page goes the page.
pub fn delete(visit: &Visit, head: Head<'_>, drafted: &Drafted, page: usize, item: Option<&Item>) -> String {
    let questionnaire = &drafted.definition.questionnaire;
    let id = head.survey.id;
    let Some(known) = questionnaire.pages.get(page) else { return crate::error::missing(visit) };
    let question = if item.is_some() { "Delete this question?" } else { "Delete this page with its questions?" };
    let going: Vec<&Item> = item.map_or_else(|| known.items.iter().collect(), |item| vec![item]);
    let (edit, name, value) = match item {
        Some(item) if known.items.len() > 1 => ("item-delete", "item", item.code.to_string()),
        _ => ("page-delete", "page", known.code.clone()),
    };
    let mut words: Vec<String> = going.iter().map(|item| item.words.best(Language::English).0.to_owned()).collect();
    words.extend(dependents(questionnaire, &going));
    words.push("You can undo it afterwards.".to_owned());
    let seen = drafted.survey.revision.to_string();
    let sure = Sure {
        tab: Tab::Questions,
        question: question.to_owned(),
        words,
        action: path(id, "/questions"),
        hidden: vec![("edit", edit.to_owned()), (name, value), ("seen", seen)],
        button: "Delete",
        back: path(id, &format!("/questions#page-{}", known.code)),
    };
    sure.render(visit, head)
}

/// A warning where whether other questions are shown depends on what goes.
fn dependents(questionnaire: &Questionnaire, going: &[&Item]) -> Option<String> {
    let looks_at = |condition: Option<&String>| {
        let parsed = condition.and_then(|text| parse(text).ok());
        parsed.is_some_and(|parsed| {
            parsed.references().iter().any(|(name, _)| going.iter().any(|item| item.code == name.item))
        })
    };
    let mut waiting = Vec::new();
    for page in &questionnaire.pages {
        let whole = looks_at(page.show_if.as_ref());
        for item in page.items.iter().filter(|item| going.iter().all(|gone| gone.code != item.code)) {
            if whole || looks_at(item.show_if.as_ref()) {
                waiting.extend(questionnaire.label(item.code.as_str()));
            }
        }
    }
    (!waiting.is_empty()).then(|| {
        format!("Whether question {} is shown depends on it; you will have to change that too.", waiting.join(", "))
    })
}

/// The form of a question as it is saved.
pub fn saved(item: &Item, language: Language) -> Form {
    form_of(&ItemForm::of(item, language))
}
