//! A page of questions.

use domain::{response::journey::Progress, text::Language};
use leptos::prelude::*;
use service::response::{Preview, QuestionPage};

use super::{
    FORM,
    item::{Asking, Naming, item, said},
};
use crate::{
    part::{form::error_summary, list::back},
    shell::{Title, journey},
    visit::Visit,
};

/// How far somebody is, as the line above a question.
fn progress(visit: &Visit, progress: Progress) -> AnyView {
    let now = match progress.question {
        Some(question) => visit.words.count("question-now", i64::try_from(question).unwrap_or(0)),
        None => visit.t("question-note"),
    };
    let of = visit.words.count("question-of", i64::try_from(progress.of).unwrap_or(0));
    view! {
        <div class="progress">
            <span class="progress__now">{now}</span>" "{of}
            <progress class="progress__bar" value=progress.done.to_string() max=progress.of.to_string()
                aria-label=visit.t("how-far")></progress>
        </div>
    }
    .into_any()
}

/// The questions of a page: the only one is its heading, several stand under the page's own.
fn body(asking: Asking<'_>, page: usize, items: &[usize]) -> (String, AnyView) {
    let visit = asking.visit;
    let Some(known) = asking.prepared.page(page) else { return (String::new(), ().into_any()) };
    let own_heading = !known.title.is_empty();
    let (title, lang) = known.heading().map(|text| said(visit, text)).unwrap_or_default();
    let heading = own_heading.then(|| view! { <h1 class="ask" lang=lang>{title.clone()}</h1> });
    let (help, help_lang) = said(visit, &known.help);
    let help = (!help.is_empty()).then(|| view! { <p class="field__hint" lang=help_lang>{help}</p> });
    let questions = items.iter().enumerate().map(|(at, index)| {
        let naming = if own_heading || at > 0 { Naming::Label } else { Naming::Heading };
        item(asking, *index, naming)
    });
    (title, view! { {heading} {help} {questions.collect_view()} }.into_any())
}

fn is_wide(asking: Asking<'_>, items: &[usize]) -> bool {
    items.iter().any(|index| !asking.prepared.item(*index).kind.rows().is_empty())
}

/// A page of questions. `from_check`: its answers are being changed from the list of all answers.
pub fn question(visit: &Visit, page: &QuestionPage, from_check: bool) -> String {
    let slug = &page.open.survey.slug;
    let asking = Asking {
        visit,
        prepared: &page.version.prepared,
        answers: &page.answers,
        problems: &page.problems,
        places: &page.places,
    };
    let code = asking.prepared.page(page.page).map(|page| page.code.clone()).unwrap_or_default();
    let (title, body) = body(asking, page.page, &page.items);
    let (survey, _) = said(visit, &page.version.definition.questionnaire.title);
    let wrong = !page.problems.is_empty();
    let answered = page.items.iter().any(|item| {
        asking
            .prepared
            .fields_of(*item)
            .any(|field| !page.answers.get(&asking.prepared.fields()[field].name).is_empty())
    });
    let action = visit.href(&format!("/s/{slug}/q/{code}"));
    let back_to = match (&page.back, from_check) {
        (_, true) => format!("/s/{slug}/check"),
        (Some(before), false) => format!("/s/{slug}/q/{before}"),
        (None, false) => format!("/s/{slug}"),
    };
    let from = from_check.then(|| view! { <input type="hidden" name="from" value="check"/> });
    let clear = answered.then(|| {
        view! { <button class="button button--quiet" type="submit" name="then" value="clear">{visit.t("clear-answer")}</button> }
    });
    let class = if is_wide(asking, &page.items) { "sheet__body sheet__body--wide" } else { "sheet__body" };
    let sheet = view! {
        <form class="sheet" id=FORM method="post" action=action novalidate=true>
            {back(visit.href(&back_to), visit.t("back"))}
            {progress(visit, page.progress)}
            <div class=class>
                {error_summary(visit, &page.problems)}
                {from}
                {body}
                <div class="actions">
                    <button class="button" type="submit" name="then" value="next">{visit.t("continue")}</button>
                    <button class="button button--quiet" type="submit" name="then" value="later">{visit.t("save-for-later")}</button>
                    {clear}
                </div>
                <p class="actions"><a href="#help">{visit.t("something-stopped-me")}</a></p>
            </div>
        </form>
    };
    journey(visit, &Title::of(title).within(survey).wrong(wrong), Some(FORM), sheet.into_any())
}

/// A page of questions for staff who try it: the same fields, and nothing that could be sent.
pub fn preview(visit: &Visit, page: &Preview, survey: &str) -> String {
    let (answers, problems) = (domain::response::Answers::default(), Vec::new());
    let prepared = &page.version.prepared;
    let asking = Asking { visit, prepared, answers: &answers, problems: &problems, places: &page.places };
    let items: Vec<usize> = prepared.items_on(page.page).collect();
    let (title, body) = body(asking, page.page, &items);
    let question = prepared.questionnaire().number(page.page);
    let far = Progress { question, of: prepared.questionnaire().count(), done: question.unwrap_or(1) - 1 };
    let link = |at: usize| prepared.page(at).map(|page| format!("/desk/surveys/{survey}/preview/{}", page.code));
    let before = page.page.checked_sub(1).and_then(link);
    let next = link(page.page + 1);
    let condition = prepared.page(page.page).and_then(|page| page.show_if.clone());
    let condition = condition.map(|condition| {
        view! { <p class="soft">"Only shown when: " <code>{condition}</code></p> }
    });
    let next = match next {
        Some(href) => view! { <a class="button" href=href>"Next page"</a> }.into_any(),
        None => view! { <span class="soft">"This is the last page."</span> }.into_any(),
    };
    let class = if is_wide(asking, &items) { "sheet__body sheet__body--wide" } else { "sheet__body" };
    let languages = prepared.questionnaire().languages.iter().map(|language: &Language| {
        let href = format!("{}?language={language}", visit.path);
        let here = (*language == visit.language()).then_some("true");
        view! { <li><a href=href aria-current=here lang=language.code()>{language.name()}</a></li> }
    });
    let sheet = view! {
        <aside class="notice" aria-label="Preview">
            <p><strong>"Preview."</strong>" This is how people see the draft. Nothing is kept. "
                <a href=format!("/desk/surveys/{survey}/questions")>"Back to the questions"</a></p>
            <ul class="tabs">{languages.collect_view()}</ul>
            {condition}
        </aside>
        <div class="sheet">
            {before.map(|href| back(href, visit.t("back")))}
            {progress(visit, far)}
            <div class=class>
                {body}
                <p class="actions">{next}</p>
            </div>
        </div>
    };
    journey(visit, &Title::of(title).within("Preview"), None, sheet.into_any())
}
