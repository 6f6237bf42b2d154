//! The questions of a draft as a list that can be read: every page and question in order, what is wrong beside each.

use std::iter;

use domain::{
    id::SurveyId,
    problem::Problem,
    survey::{Definition, Item, Kind, Page, Questionnaire, edit::KindName, publish::Phase},
    text::Language,
};
use leptos::prelude::*;
use service::survey::draft::Drafted;

use super::{
    condition,
    frame::{Head, SurveyPage, Tab, counted, done, path, quiet_button},
    place::{self, within},
};
use crate::{
    part::list::{Tone, empty, more, notice, post_button, tag},
    visit::Visit,
};

/// What the list needs at every line.
#[derive(Clone, Copy)]
struct Lines<'a> {
    visit: &'a Visit,
    drafted: &'a Drafted,
    problems: &'a [Problem],
    id: SurveyId,
    /// Whether it can still be changed.
    open: bool,
}

/// The questions of a draft. `just` is what was done before.
pub fn editor(visit: &Visit, head: Head<'_>, drafted: &Drafted, just: &str) -> String {
    let readiness = &drafted.readiness;
    let problems = [readiness.stops.clone(), readiness.advice.clone()].concat();
    let id = head.survey.id;
    let lines = Lines { visit, drafted, problems: &problems, id, open: head.phase != Phase::Closed };
    let questionnaire = &drafted.definition.questionnaire;
    let list = if questionnaire.pages.is_empty() {
        let start = lines.open.then(|| lines.button("item-new-page", "button", "Write the first question", "0"));
        let words = view! {
            <p>"A survey is a row of pages, and most pages hold one question. Write each question as you would ask it."</p>
            {start}
        };
        empty("Nothing is asked yet", words)
    } else {
        lines.pages()
    };
    let body = view! {
        {just_done(head, drafted, just)}
        {summary(head, lines)}
        {list}
        {lists(lines)}
    };
    let actions = Some(actions(lines));
    SurveyPage { tab: Tab::Questions, title: "questions".to_owned(), wrong: false, actions, body: body.into_any() }
        .render(visit, head)
}

fn just_done(head: Head<'_>, drafted: &Drafted, just: &str) -> Option<AnyView> {
    let undo = || undo_button(head.survey.id, drafted, "button button--second");
    let (words, with_undo) = match just {
        "saved" => ("Saved", false),
        "deleted" => ("Deleted", true),
        "moved" => ("Moved", false),
        "copied" => ("Copied. The copy stands after it", false),
        "undone" => ("The last change is undone. Press again to bring it back", true),
        "nothing" => ("There is nothing to undo", false),
        "conflict" => {
            let words = view! { <p>"So nothing was done. Look at the questions as they are now and press again."</p> };
            return Some(notice(Tone::Warn, "Somebody else changed the questions just before you", words));
        }
        _ => return None,
    };
    Some(view! { {done(words, "")} {with_undo.then(undo)} }.into_any())
}

fn undo_button(id: SurveyId, drafted: &Drafted, class: &'static str) -> Option<AnyView> {
    let seen = drafted.survey.revision;
    (seen > 1).then(|| post_button(&path(id, "/undo"), class, "Undo the last change", vec![("seen", seen.to_string())]))
}

fn actions(lines: Lines<'_>) -> AnyView {
    let first = lines.questionnaire().pages.first();
    let preview = first.map(|page| {
        view! { <a class="button button--second" href=path(lines.id, &format!("/preview/{}", page.code))>"Preview all"</a> }
    });
    let undo = lines.open.then(|| undo_button(lines.id, lines.drafted, "button button--quiet"));
    view! { {preview} {undo} }.into_any()
}

/// How large it is, when it was saved, and everything that is wrong in one place.
fn summary(head: Head<'_>, lines: Lines<'_>) -> AnyView {
    let Lines { visit, drafted, id, .. } = lines;
    let questionnaire = lines.questionnaire();
    let saved = head.now.lately(visit, drafted.saved_at);
    let size = format!(
        "{}, about {}. Saved {saved}.",
        counted(questionnaire.count(), "question", "questions"),
        counted(usize::from(questionnaire.minutes()), "minute", "minutes")
    );
    let stops: Vec<Problem> = drafted.readiness.stops.clone();
    let state = if stops.is_empty() {
        view! { <p>{tag(Tone::Good, "Nothing stops it from being published")}</p> }.into_any()
    } else {
        let words = counted(stops.len(), "thing stops it from being published", "things stop it from being published");
        let list = place::list(visit, &drafted.definition, id, &stops);
        let opened = stops.len() <= 5;
        view! {
            <details class="more" open=opened>
                <summary>{tag(Tone::Warn, words)}</summary>
                {list}
            </details>
        }
        .into_any()
    };
    let advice = &drafted.readiness.advice;
    let advice = (!advice.is_empty()).then(|| {
        let words = counted(advice.len(), "thing could be better", "things could be better");
        more(words, place::list(visit, &drafted.definition, id, advice))
    });
    let version = drafted.survey.version.filter(|_| drafted.changed).map(|version| {
        view! { <p class="soft">{format!("People see version {version}. What you change here they see when you publish it.")}</p> }
    });
    view! { <div class="flow draft-top"><p class="soft">{size}</p>{version}{state}{advice}</div> }.into_any()
}

impl Lines<'_> {
    fn questionnaire(&self) -> &Questionnaire {
        &self.drafted.definition.questionnaire
    }

    fn definition(&self) -> &Definition {
        &self.drafted.definition
    }

    /// What every button sends along.
    fn hidden(&self, edit: &str, name: &'static str, value: &str) -> Vec<(&'static str, String)> {
        let seen = self.drafted.survey.revision.to_string();
        vec![("seen", seen), ("edit", edit.to_owned()), (name, value.to_owned())]
    }

    fn button(&self, edit: &str, class: &'static str, words: &str, page: &str) -> AnyView {
        post_button(&path(self.id, "/questions"), class, words, self.hidden(edit, "page", page))
    }

    fn quiet(&self, edit: &str, words: &'static str, of: &str, name: &'static str, value: &str) -> AnyView {
        quiet_button(&path(self.id, "/questions"), words, &format!(": {of}"), self.hidden(edit, name, value))
    }

    /// All pages, under the parts that they belong to.
    fn pages(&self) -> AnyView {
        let mut section = None;
        let pages = self.questionnaire().pages.iter().enumerate().map(|(at, page)| {
            let own = page.section.best(Language::English).0;
            let head =
                (section != Some(own)).then(|| if own.is_empty() { "Questions".to_owned() } else { own.to_owned() });
            section = Some(own);
            let head = head.map(|head| view! { <h2 class="draft-part">{head}</h2> });
            view! { {head} {self.page(at, page)} }
        });
        let pages = pages.collect_view();
        let end = self.open.then(|| {
            let end = self.questionnaire().pages.len().to_string();
            self.button("item-new-page", "button button--second", "Add a question at the end", &end)
        });
        view! { {pages} <div class="actions">{end}</div> }.into_any()
    }

    /// A page: one that holds a single question and no words of its own is that question.
    fn page(&self, at: usize, page: &Page) -> AnyView {
        let id = format!("page-{}", page.code);
        let place = format!("pages.{at}");
        let of_page = within(self.problems, &place).filter(|problem| !problem.place.contains(".items."));
        let of_page: Vec<&Problem> = of_page.collect();
        let beside = place::beside(self.visit, self.definition(), self.id, &of_page);
        let condition = page.show_if.as_deref().map(|text| condition::sentence(self.questionnaire(), text));
        let condition = condition.map(|words| view! { <p class="soft">{words}</p> });
        let name = page.heading().map_or("", |text| text.best(Language::English).0).to_owned();
        if let ([item], true) = (page.items.as_slice(), page.title.is_empty() && page.help.is_empty()) {
            let tools = self.open.then(|| self.page_tools(at, page, &name, false));
            return view! {
                <article class="draft" id=id>
                    {self.item(at, item)}
                    {condition}{beside}
                    {tools}
                </article>
            }
            .into_any();
        }
        let several = page.items.len() != 1;
        let items = page.items.iter().map(|item| {
            let tools = (self.open && several).then(|| self.item_tools(item));
            view! { <li>{self.item(at, item)}{tools}</li> }
        });
        let items = items.collect_view();
        let heading = if name.is_empty() { format!("Page {}", at + 1) } else { name.clone() };
        let href = path(self.id, &format!("/questions/page.{}", page.code));
        view! {
            <article class="draft draft--several" id=id>
                <h3><a href=href>{heading}</a>" "<span class="soft">{format!("page of {}", counted(page.items.len(), "question", "questions"))}</span></h3>
                {condition}{beside}
                <ol class="draft__items">{items}</ol>
                {self.open.then(|| self.page_tools(at, page, &name, true))}
            </article>
        }
        .into_any()
    }

    fn item(&self, at: usize, item: &Item) -> AnyView {
        let code = item.code.as_str();
        let words = item.words.best(Language::English).0;
        let words = if words.is_empty() { "No words yet" } else { words.lines().next().unwrap_or_default() }.to_owned();
        let number = self.questionnaire().label(code).unwrap_or_default();
        let place = format!("pages.{at}.items.{code}");
        let problems: Vec<&Problem> = within(self.problems, &place).collect();
        let beside = place::beside(self.visit, self.definition(), self.id, &problems);
        let condition = item.show_if.as_deref().map(|text| condition::sentence(self.questionnaire(), text));
        let about: Vec<String> =
            [Some(kind_words(self.questionnaire(), item)), condition].into_iter().flatten().collect();
        view! {
            <div class="draft__item" id=format!("item-{code}")>
                <span class="draft__number num">{number}</span>
                <div>
                    <p><a href=path(self.id, &format!("/questions/{code}"))>{words}</a></p>
                    <p class="soft">{about.join(" ")}</p>
                    {beside}
                </div>
            </div>
        }
        .into_any()
    }

    fn item_tools(&self, item: &Item) -> AnyView {
        let code = item.code.as_str();
        let of = item.label().best(Language::English).0;
        let delete = path(self.id, &format!("/questions/{code}?delete=yes"));
        view! {
            <div class="draft__tools">
                {self.quiet("item-up", "Up", of, "item", code)}
                {self.quiet("item-down", "Down", of, "item", code)}
                {self.quiet("item-copy", "Copy", of, "item", code)}
                <a href=delete>"Delete"<span class="unseen">{format!(": {of}")}</span></a>
            </div>
        }
        .into_any()
    }

    fn page_tools(&self, at: usize, page: &Page, of: &str, several: bool) -> AnyView {
        let after = (at + 1).to_string();
        let code = page.code.as_str();
        let question = page.items.first().map(|item| item.code.as_str()).filter(|_| !several);
        let delete = question.map_or_else(|| format!("page.{code}"), str::to_owned);
        let delete = path(self.id, &format!("/questions/{delete}?delete=yes"));
        let edit = path(self.id, &format!("/questions/page.{code}"));
        view! {
            <div class="draft__tools">
                {self.quiet("page-up", "Up", of, "page", code)}
                {self.quiet("page-down", "Down", of, "page", code)}
                {self.quiet("page-copy", "Copy", of, "page", code)}
                <a href=delete>"Delete"<span class="unseen">{format!(": {of}")}</span></a>
                {self.quiet("item-new-page", "Add after", of, "page", &after)}
                {several.then(|| self.quiet("item-add", "Add to this page", of, "page", code))}
                <a href=edit>"Page settings"<span class="unseen">{format!(": {of}")}</span></a>
            </div>
        }
        .into_any()
    }
}

/// Shared lists of answers, with where each is used.
fn lists(lines: Lines<'_>) -> Option<AnyView> {
    let questionnaire = lines.questionnaire();
    if questionnaire.scales.is_empty() {
        return None;
    }
    let rows = questionnaire.scales.iter().map(|(name, list)| {
        let words: Vec<&str> = list.iter().map(|choice| choice.words.best(Language::English).0).collect();
        let used = questionnaire.items().filter(|(_, item)| uses(item, name)).count();
        let href = path(lines.id, &format!("/questions/list.{name}"));
        view! {
            <li>
                <p><a href=href>{words.join(", ")}</a></p>
                <p class="soft">{format!("{name}, used by {}", counted(used, "question", "questions"))}</p>
            </li>
        }
    });
    Some(view! { <h2 class="draft-part">"Lists of answers that questions share"</h2><ul class="rows">{rows.collect_view()}</ul> }.into_any())
}

/// Whether a question uses a shared list.
pub fn uses(item: &Item, scale: &str) -> bool {
    matches!(item.kind.choices(), Some(domain::survey::Choices::Scale(name)) if name == scale)
}

/// What an answer looks like, for the list: "One of 5 answers."
pub fn kind_words(questionnaire: &Questionnaire, item: &Item) -> String {
    let answers = || counted(questionnaire.choices_of(item).len(), "answer", "answers");
    let kind = match &item.kind {
        Kind::Single { .. } => format!("One of {}", answers()),
        Kind::Multiple { at_most: Some(most), .. } => format!("At most {most} of {}", answers()),
        Kind::Multiple { at_most: None, .. } => format!("Any of {}", answers()),
        Kind::Matrix { rows, .. } => {
            format!("One of {} on each of {}", answers(), counted(rows.len(), "line", "lines"))
        }
        Kind::Scale { from, to, .. } => format!("A point from {from} to {to}"),
        Kind::ShortText { at_most } => format!("A few words, at most {}", counted(size(*at_most), "letter", "letters")),
        Kind::LongText { at_most } => format!("Words, at most {}", counted(size(*at_most), "letter", "letters")),
        Kind::Whole { from, to, .. } => format!("A whole number from {from} to {to}"),
        Kind::Place => "Where somebody lives".to_owned(),
        Kind::Note => "Words only".to_owned(),
    };
    let marks = [
        (item.required, "must be answered"),
        (item.trend, "asked the same every time"),
        (item.special_category, "special category data"),
        (item.not_published, "never published"),
    ];
    let marks = marks.into_iter().filter_map(|(is, words)| is.then_some(words));
    let words: Vec<&str> = iter::once(kind.as_str()).chain(marks).collect();
    format!("{}.", words.join(", "))
}

fn size(n: u32) -> usize {
    usize::try_from(n).unwrap_or(usize::MAX)
}

/// What each kind of answer is called in the form of a question.
pub const fn kind_name(kind: KindName) -> &'static str {
    match kind {
        KindName::Single => "One of several answers",
        KindName::Multiple => "Any of several answers",
        KindName::Matrix => "A table: one answer on each line",
        KindName::Scale => "A point on a scale",
        KindName::ShortText => "A few words",
        KindName::LongText => "As many words as people like",
        KindName::Whole => "A whole number",
        KindName::Place => "Where people live",
        KindName::Note => "Words only: nothing is answered",
    }
}
