//! The outreach list on the desk: the ways that a partnership has to reach people, and what each costs.

mod next;

use domain::{
    outreach::{GroupRef, Kind, Way},
    text::Language,
};
use leptos::prelude::*;
use service::{
    outreach::{List, Outreach},
    place::Population,
};

pub use self::next::next;
use crate::{
    desk::{page, title},
    inclusion::group_label,
    part::{
        choice::{Line, choices, fieldset},
        field::Field,
        form::{Form, error_summary},
        list::{Tone, back, empty, more, notice, post_button},
        table::{Cell, Column, Row, under_head},
    },
    shell::Desk,
    visit::Visit,
    words::grouped,
};

/// What was just done, to be said on top of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    /// A way was added.
    Added,
    /// A way was changed.
    Changed,
    /// A way was taken off the list.
    Retired,
    /// A way was put back.
    Restored,
}

impl Said {
    const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Added => ("It is on the list", "It is suggested where a group that it reaches is missing."),
            Self::Changed => ("It is changed", "Tasks that name it show it as it is now."),
            Self::Retired => ("It is off the list", "Tasks that name it stay. You can put it back below."),
            Self::Restored => ("It is back on the list", "It is suggested again where it helps."),
        }
    }
}

/// What a kind is called.
const fn kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Partner => "A body or group that asks for us",
        Kind::Place => "A place where people are",
        Kind::Medium => "A newspaper, station, page or mail list",
        Kind::Event => "An event",
        Kind::Door => "From door to door, or by letter",
        Kind::Support => "Help to take part",
    }
}

/// The list.
pub fn list(visit: &Visit, desk: &Desk, list: &List, said: Option<Said>) -> String {
    let said = said.map(Said::words).map(|(head, words)| notice(Tone::Good, head, view! { <p>{words}</p> }));
    let add = format!("{}/outreach/new", desk.home);
    let add = view! { <p class="actions"><a class="button" href=add>"Add a way"</a></p> };
    let current: Vec<&Outreach> = list.current().collect();
    let body = if current.is_empty() {
        let words = "Write down the ways that you have to reach people who seldom answer: the youth club, the carers \
                     centre, the paper that goes through every door, the woman who translates. Say whom each reaches and \
                     what it costs. Where a survey misses one of these groups, the inclusion check then suggests the \
                     cheapest way.";
        empty("Nothing is on the list yet", view! { <p>{words}</p> {add} })
    } else {
        let columns = vec![
            Column::words("Way"),
            Column::words("Reaches"),
            Column::number("Pounds"),
            Column::number("Hours"),
            Column::number("Answers it brings"),
            Column::words("Change"),
        ];
        let rows = current.iter().map(|one| row(list, one, &desk.home)).collect();
        view! { {under_head("Outreach list", columns, rows)} {add} }.into_any()
    };
    let retired: Vec<&Outreach> = list.ways.iter().filter(|one| one.retired_at.is_some()).collect();
    let retired = (!retired.is_empty()).then(|| more("Off the list", off_the_list(&retired, &desk.home)));
    let body = view! {
        <div class="desk__top"><h1>"Outreach list"</h1></div>
        <div class="flow">
            {said}
            <p>"Ways to reach people, with what each costs and brings. Nobody outside this desk sees the list."</p>
            {body}
            {retired}
        </div>
    };
    page(visit, desk, &title("Outreach list"), body)
}

fn row(list: &List, one: &Outreach, home: &str) -> Row {
    let Way { name, kind, groups, pounds, hours, brings, .. } = &one.way;
    let href = format!("{home}/outreach/{}", one.id);
    let of = || view! { <span class="unseen">{format!(": {name}")}</span> };
    let tools = view! {
        <span class="links">
            <a href=href.clone()>"Change"{of()}</a>
            <form class="one" method="post" action=format!("{home}/outreach/retire")>
                <input type="hidden" name="outreach" value=one.id.to_string()/>
                <input type="hidden" name="off" value="yes"/>
                <button class="button button--quiet" type="submit">"Take off the list"{of()}</button>
            </form>
        </span>
    };
    let reached: Vec<String> = groups.iter().map(|group| group_label(&list.populations, group)).collect();
    let head = view! { <a href=href>{name.clone()}</a><br/><span class="soft">{kind_name(*kind)}</span> };
    Row {
        head: head.into_any(),
        cells: vec![
            reached.join(", ").into(),
            grouped(*pounds).into(),
            grouped(*hours).into(),
            brings.map_or_else(|| "not known".to_owned(), grouped).into(),
            Cell::View(tools.into_any()),
        ],
        all: false,
    }
}

fn off_the_list(retired: &[&Outreach], home: &str) -> AnyView {
    let action = format!("{home}/outreach/retire");
    let lines = retired.iter().map(|one| {
        let words = format!("Put {} back", one.way.name);
        let button = post_button(&action, "button button--quiet", words, vec![("outreach", one.id.to_string())]);
        view! { <li>{one.way.name.clone()}" "{button}</li> }
    });
    view! { <ul class="rows">{lines.collect_view()}</ul> }.into_any()
}

/// The form of a way as it is saved.
pub fn filled(one: &Outreach) -> Form {
    let Way { name, kind, groups, pounds, hours, brings, note } = &one.way;
    let mut form = Form::filled([
        ("name", name.clone()),
        ("kind", kind.code().to_owned()),
        ("pounds", pounds.to_string()),
        ("hours", hours.to_string()),
        ("brings", brings.map(|brings| brings.to_string()).unwrap_or_default()),
        ("note", note.clone()),
    ]);
    form.values.insert("groups".to_owned(), groups.iter().map(GroupRef::code).collect());
    form
}

/// The form of a new way, or of one that is changed.
pub fn form(visit: &Visit, desk: &Desk, list: &List, one: Option<&Outreach>, form: &Form) -> String {
    let head = one.map_or_else(|| "Add a way to reach people".to_owned(), |one| one.way.name.clone());
    let id = one.map(|one| view! { <input type="hidden" name="outreach" value=one.id.to_string()/> });
    let kinds = Kind::ALL.map(|kind| Line::new(kind.code(), kind_name(kind), form.has("kind", kind.code())));
    let button = if one.is_some() { "Save" } else { "Add it to the list" };
    let brings = Field::number("brings", "How many answers does it bring each time?")
        .hint("As far as you know from earlier times. Leave it empty if you do not know.");
    let body = view! {
        {error_summary(visit, &form.problems)}
        {back(format!("{}/outreach", desk.home), "Outreach list")}
        <div class="desk__top"><h1>{head.clone()}</h1></div>
        <form class="flow narrow" method="post" action=format!("{}/outreach", desk.home) novalidate=true>
            {id}
            {Field::line("name", "What is it?").hint("Such as: cards at the youth club on Fridays").mid().view(visit, form)}
            {fieldset(visit, form, "kind", "What kind of way is it?", "", choices("kind", "kind", false, "", kinds.into()))}
            {reaches(visit, list, form)}
            {Field::number("pounds", "What does it cost each time, in pounds?").hint("0 if it is free").view(visit, form)}
            {Field::number("hours", "How many hours of work is it?").view(visit, form)}
            {brings.view(visit, form)}
            {Field::lines("note", "Whom to call, and what to know", 3)
                .hint("Names of staff of a body are fine. No private phone numbers.").view(visit, form)}
            <p class="actions"><button class="button" type="submit">{button}</button></p>
        </form>
    };
    page(visit, desk, &title(&head).wrong(form.is_wrong()), body)
}

/// Boxes for every group that is counted, under the name of its characteristic.
fn reaches(visit: &Visit, list: &List, form: &Form) -> AnyView {
    let mut first = true;
    let of = |population: &Population| {
        let line = |group: &service::place::Group| {
            let code = format!("{}:{}", population.characteristic, group.code);
            let chosen = form.has("groups", &code);
            Line::new(code, group.name.best(Language::English).0, chosen)
        };
        let counted = population.groups.iter().filter(|group| group.people.is_some());
        let lines: Vec<Line> = counted.map(line).collect();
        if lines.is_empty() {
            return None;
        }
        let id = if std::mem::take(&mut first) {
            "groups".to_owned()
        } else {
            format!("groups-{}", population.characteristic)
        };
        let words = population.title.best(Language::English).0.to_owned();
        Some(view! { <h2>{words}</h2>{choices("groups", &id, true, "", lines)} })
    };
    let boxes = list.populations.iter().filter_map(of).collect_view().into_any();
    fieldset(visit, form, "groups", "Whom does it reach?", "Tick every group that it reaches well", boxes)
}
