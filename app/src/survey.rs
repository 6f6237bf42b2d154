//! Surveys on the desk: the list of them, a new one, and every page of one.

pub mod beside;
pub mod condition;
pub mod editor;
pub mod ending;
pub mod field;
pub mod frame;
pub mod history;
pub mod item;
pub mod look;
pub mod monitor;
pub mod notice;
pub mod page;
pub mod place;
pub mod poster;
pub mod results;
pub mod scale;
pub mod sharing;
pub mod tables;
pub mod waves;

use domain::survey::{Definition, publish::Phase, template};
use leptos::prelude::*;
use service::survey::{Survey, Template};

use crate::{
    part::{
        choice::{Line, choices, fieldset},
        field::Field,
        form::{Form, error_summary},
        list::{back, empty, tag},
        table::{Cell, Column, Row, table},
    },
    shell::{self, Desk, Title},
    visit::Visit,
    words::number,
};
use frame::{Now, counted, path, state};

/// One survey in the list.
pub struct Listed {
    /// The survey.
    pub survey: Survey,
    /// Where it is in its life.
    pub phase: Phase,
    /// About how many have answered, as it was released last.
    pub about: Option<i64>,
}

/// The surveys of a partnership: what runs first, then what comes, drafts, what is closed.
pub fn list(visit: &Visit, desk: &Desk, mut surveys: Vec<Listed>, now: Now<'_>, deleted: bool) -> String {
    surveys.sort_by_key(|listed| match listed.phase {
        Phase::Open => (0, listed.survey.closes_at),
        Phase::Scheduled | Phase::Published => (1, listed.survey.opens_at),
        Phase::Draft => (2, None),
        Phase::Closed => (3, None),
    });
    let new = format!("{}/surveys/new", desk.home);
    let top = (!surveys.is_empty()).then(|| {
        view! { <p class="actions"><a class="button" href=new.clone()>"Make a survey"</a></p> }
    });
    let list = if surveys.is_empty() {
        let body = view! {
            <p>"Here you ask people what matters to them. You start from a template, change what you like, look at it as "
                "people will see it, and publish it with its first and last day."</p>
            <p>"Nobody can answer before you publish."</p>
            <p class="actions"><a class="button" href=new>"Make the first one"</a></p>
        };
        empty("No surveys yet", body)
    } else {
        table_of(visit, surveys, now)
    };
    let deleted = deleted.then(|| frame::done("The draft is deleted", ""));
    let body = view! {
        {deleted}
        <div class="desk__top"><h1>"Surveys"</h1>{top}</div>
        {list}
    };
    shell::desk(visit, &Title::of("Surveys").within("Desk"), desk, body.into_any())
}

fn table_of(visit: &Visit, surveys: Vec<Listed>, now: Now<'_>) -> AnyView {
    let columns =
        vec![Column::words("Survey"), Column::words("State"), Column::words("When"), Column::number("Answers, about")];
    let rows = surveys.into_iter().map(|listed| {
        let (tone, word, words) = state(visit, &listed.survey, listed.phase, now);
        let about = match listed.about {
            Some(about) => number(about),
            None if matches!(listed.phase, Phase::Open | Phase::Closed) => "too few to say".to_owned(),
            None => String::new(),
        };
        let href = path(listed.survey.id, "");
        Row {
            head: view! { <a href=href>{listed.survey.title}</a> }.into_any(),
            cells: vec![Cell::View(tag(tone, word)), Cell::Text(words), Cell::Text(about)],
            all: false,
        }
    });
    table("Surveys of this partnership", columns, rows.collect())
}

/// What a template is, for somebody who has to choose one.
fn described(template: Template) -> (&'static str, String) {
    let size = |definition: Definition| {
        let questionnaire = definition.questionnaire;
        let questions = counted(questionnaire.count(), "question", "questions");
        format!("{questions}, about {}", counted(usize::from(questionnaire.minutes()), "minute", "minutes"))
    };
    match template {
        Template::Community => (
            "Community survey",
            format!(
                "How is it to live here: the area, getting around, having a say, feeling safe, and questions about people \
                 themselves. In English and Gaelic. {}. Open to anybody with the address.",
                size(template::community())
            ),
        ),
        Template::Officials => (
            "Survey of Community Planning officials",
            format!(
                "For people who work in community planning: their work, skills, partnership and engagement. In English \
                 and Gaelic. {}. Only for people you invite.",
                size(template::officials())
            ),
        ),
        Template::Blank => (
            "An empty survey",
            "You write every question yourself. In English; you can add Gaelic. Open to anybody with the address."
                .to_owned(),
        ),
    }
}

/// A new survey.
pub fn new(visit: &Visit, desk: &Desk, form: &Form) -> String {
    let lines = Template::ALL.map(|template| {
        let (name, words) = described(template);
        Line::new(template.code(), name, form.value("template") == template.code()).hint(words)
    });
    let lines = choices("template", "template", false, "or", lines.into());
    let title = Field::line("title", "What do you call it?")
        .hint("People see this name. Leave it empty to keep the name of the template; you can change it later.");
    let action = format!("{}/surveys/new", desk.home);
    let body = view! {
        <p>{back(format!("{}/surveys", desk.home), "Surveys")}</p>
        {error_summary(visit, &form.problems)}
        <div class="desk__top"><h1>"Make a survey"</h1></div>
        <form class="narrow" method="post" action=action novalidate=true>
            {fieldset(visit, form, "template", "What do you want to start from?", "", lines)}
            {title.view(visit, form)}
            <p class="soft">"You get a draft. Nobody sees it before you publish it."</p>
            <div class="actions"><button class="button" type="submit">"Make the draft"</button></div>
        </form>
    };
    shell::desk(visit, &Title::of("Make a survey").within("Desk").wrong(form.is_wrong()), desk, body.into_any())
}
