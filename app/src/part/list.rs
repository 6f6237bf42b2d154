//! Lists and small parts: actions, tags, tabs, facts, summaries, notices, steps, numbers that matter, empty states.

use leptos::prelude::*;

use crate::visit::Visit;

/// How something stands: a word and a shape, never colour alone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// Nothing special.
    #[default]
    Plain,
    /// Done, open, right.
    Good,
    /// Somebody should look.
    Warn,
    /// Wrong or late.
    Bad,
    /// Chosen, or happening now.
    Now,
}

impl Tone {
    const fn tag(self) -> &'static str {
        match self {
            Self::Plain => "tag",
            Self::Good => "tag tag--good",
            Self::Warn => "tag tag--warn",
            Self::Bad => "tag tag--bad",
            Self::Now => "tag tag--now",
        }
    }

    const fn notice(self) -> &'static str {
        match self {
            Self::Plain | Self::Now => "notice",
            Self::Good => "notice notice--good",
            Self::Warn => "notice notice--warn",
            Self::Bad => "notice notice--bad",
        }
    }
}

/// A tag.
pub fn tag(tone: Tone, words: impl Into<String>) -> AnyView {
    view! { <span class=tone.tag()>{words.into()}</span> }.into_any()
}

/// A notice with a heading that carries the meaning.
pub fn notice(tone: Tone, head: impl Into<String>, body: impl IntoView + 'static) -> AnyView {
    view! { <div class=tone.notice()><h2 class="notice__head">{head.into()}</h2>{body.into_any()}</div> }.into_any()
}

/// A link back, first thing on a page that belongs to a journey or a list.
pub fn back(href: impl Into<String>, words: impl Into<String>) -> AnyView {
    view! { <a class="back" href=href.into()>{words.into()}</a> }.into_any()
}

/// Tabs as links.
pub fn tabs(label: &str, links: Vec<(String, String, bool)>) -> AnyView {
    let links = links.into_iter().map(|(href, words, here)| {
        view! { <li><a href=href aria-current=here.then_some("page")>{words}</a></li> }
    });
    view! { <nav aria-label=label.to_owned()><ul class="tabs">{links.collect_view()}</ul></nav> }.into_any()
}

/// Terms and what they are.
pub fn facts(rows: Vec<(String, AnyView)>) -> AnyView {
    let rows = rows.into_iter().map(|(term, what)| view! { <dt>{term}</dt><dd>{what}</dd> });
    view! { <dl class="facts">{rows.collect_view()}</dl> }.into_any()
}

/// Words as a view, marked with their language where it is not that of the page.
pub fn spoken(visit: &Visit, words: &str, language: domain::text::Language) -> AnyView {
    let foreign = (language != visit.language()).then(|| language.code());
    match foreign {
        Some(code) => view! { <span lang=code>{words.to_owned()}</span> }.into_any(),
        None => words.to_owned().into_any(),
    }
}

/// One line of a summary list.
#[derive(Clone, Debug, Default)]
pub struct Summary {
    /// The question.
    pub question: String,
    /// The language of the question, where it is not that of the page.
    pub lang: Option<&'static str>,
    /// The answer; none where nothing was answered.
    pub answer: Option<String>,
    /// Where to change it.
    pub href: String,
}

/// Every question with its answer, also those left out.
pub fn summary_list(visit: &Visit, rows: Vec<Summary>) -> AnyView {
    let rows = rows.into_iter().map(|row| {
        let key = if row.answer.is_some() { "change" } else { "answer" };
        let (class, answer) = match row.answer {
            Some(answer) => ("summary-list__a", answer),
            None => ("summary-list__a summary-list__a--none", visit.t("not-answered")),
        };
        view! {
            <div class="summary-list__row">
                <dt class="summary-list__q" lang=row.lang>{row.question.clone()}</dt>
                <dd class=class>{answer}</dd>
                <dd class="summary-list__act">
                    <a href=row.href>{visit.t(key)}<span class="unseen" lang=row.lang>{format!(": {}", row.question)}</span></a>
                </dd>
            </div>
        }
    });
    view! { <dl class="summary-list">{rows.collect_view()}</dl> }.into_any()
}

/// What has become of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Done {
    /// It is past.
    Yes,
    /// It is happening.
    Now,
    /// It is still to come.
    Later,
}

/// A timeline.
pub fn steps(rows: Vec<(Done, String, String)>) -> AnyView {
    let rows = rows.into_iter().map(|(done, what, when)| {
        let class = match done {
            Done::Yes => Some("steps__done"),
            Done::Now => Some("steps__now"),
            Done::Later => None,
        };
        view! { <li class=class><span class="steps__what">{what}</span>" "<span class="steps__when">{when}</span></li> }
    });
    view! { <ol class="steps">{rows.collect_view()}</ol> }.into_any()
}

/// Numbers that matter, each with its words.
pub fn stats(rows: Vec<(String, AnyView)>) -> AnyView {
    let rows = rows.into_iter().map(|(number, words)| {
        view! { <p class="stat"><span class="stat__number">{number}</span>" "<span class="stat__word">{words}</span></p> }
    });
    view! { <div class="stats">{rows.collect_view()}</div> }.into_any()
}

/// One line of a task list.
#[derive(Clone, Debug, Default)]
pub struct Task {
    /// The task; a link when it can be done.
    pub name: String,
    /// Where it is done; empty when it cannot be yet.
    pub href: String,
    /// How it stands.
    pub state: String,
    /// As a shape.
    pub tone: Tone,
    /// What stands in the way, or helps.
    pub hint: String,
}

/// A task list.
pub fn tasks(rows: Vec<Task>) -> AnyView {
    let rows = rows.into_iter().map(|task| {
        let name = if task.href.is_empty() {
            view! { <span class="tasks__name">{task.name}</span> }.into_any()
        } else {
            view! { <a class="tasks__name" href=task.href>{task.name}</a> }.into_any()
        };
        let state = (!task.state.is_empty()).then(|| tag(task.tone, task.state));
        let hint = (!task.hint.is_empty()).then(|| view! { <span class="tasks__hint">{task.hint}</span> });
        view! { <li>{name}" "{state}" "{hint}</li> }
    });
    view! { <ul class="tasks">{rows.collect_view()}</ul> }.into_any()
}

/// An empty state: what the list is for, and how to start.
pub fn empty(head: impl Into<String>, body: impl IntoView + 'static) -> AnyView {
    view! { <div class="empty"><h2>{head.into()}</h2>{body.into_any()}</div> }.into_any()
}

/// Something that opens, without script.
pub fn more(summary: impl IntoView + 'static, body: impl IntoView + 'static) -> AnyView {
    view! { <details class="more"><summary>{summary.into_any()}</summary>{body.into_any()}</details> }.into_any()
}

/// A form of one button, for something that changes the state of things.
pub fn post_button(
    action: &str,
    class: &'static str,
    words: impl Into<String>,
    hidden: Vec<(&'static str, String)>,
) -> AnyView {
    let hidden = hidden.into_iter().map(|(name, value)| view! { <input type="hidden" name=name value=value/> });
    view! {
        <form class="one" method="post" action=action.to_owned()>
            {hidden.collect_view()}
            <button class=class type="submit">{words.into()}</button>
        </form>
    }
    .into_any()
}
