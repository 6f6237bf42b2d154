//! A locality on the desk: its form, who lives there, and the question before it is taken off the list.

use std::collections::BTreeMap;

use domain::place::locality::ZoneToChoose;
use leptos::prelude::*;
use service::place::LocalityShown;

use super::who;
use crate::{
    desk::{page, title},
    part::{
        ask::{Ask, ask},
        choice::{Line, choices, fieldset},
        field::Field,
        form::{Fields, Form, error_summary},
        list::{Tone, back, more, notice},
    },
    shell::Desk,
    visit::Visit,
};

/// The form as it is saved now.
pub fn filled(shown: &LocalityShown) -> Form {
    let form = &shown.form;
    let values: [(&str, Vec<String>); 4] = [
        ("name", vec![form.name.clone()]),
        ("name_gd", vec![form.name_gd.clone()]),
        ("zones", form.zones.clone()),
        ("names", form.names.clone()),
    ];
    let values: Fields = values.into_iter().map(|(name, values)| (name.to_owned(), values)).collect();
    Form { values, problems: Vec::new() }
}

/// A new locality.
pub fn new(visit: &Visit, desk: &Desk, zones: &[ZoneToChoose], form: &Form) -> String {
    let full = (!zones.is_empty() && zones.iter().all(|zone| zone.taken_by.is_some())).then(|| {
        let words = "Take neighbourhoods out of another locality first, then they can be chosen here.";
        notice(Tone::Plain, "Every data zone is in a locality already", view! { <p>{words}</p> })
    });
    let body = view! {
        {error_summary(visit, &form.problems)}
        {back(format!("{}/places", desk.home), "Places")}
        <div class="desk__top"><h1>"Add a locality"</h1></div>
        {full}
        {fields(visit, desk, zones, form, None)}
    };
    page(visit, desk, &title("Add a locality").wrong(form.is_wrong()), body)
}

/// One locality, with who lives there.
pub fn locality(visit: &Visit, desk: &Desk, shown: &LocalityShown, zones: &[ZoneToChoose], form: &Form) -> String {
    let name = shown.form.name.clone();
    let list = shown.zones.iter().map(|(code, name)| view! { <li>{format!("{code}, {name}")}</li> }).collect_view();
    let count = match shown.zones.len() {
        1 => "Its one data zone".to_owned(),
        count => format!("Its {count} data zones"),
    };
    let body = view! {
        {error_summary(visit, &form.problems)}
        {back(format!("{}/places", desk.home), "Places")}
        <div class="desk__top"><h1>{name.clone()}</h1></div>
        <div class="flow">
            <p class="finding">{who::headline(&name, &shown.figures)}</p>
            {who::figures(&shown.figures, true)}
            {more(count, view! { <ul class="names">{list}</ul> })}
            <h2>"Change it"</h2>
            {fields(visit, desk, zones, form, Some(shown))}
        </div>
    };
    page(visit, desk, &title(&name).wrong(form.is_wrong()), body)
}

fn fields(visit: &Visit, desk: &Desk, zones: &[ZoneToChoose], form: &Form, saved: Option<&LocalityShown>) -> AnyView {
    let id = saved.map(|shown| view! { <input type="hidden" name="locality" value=shown.id.to_string()/> });
    let codes = Field::lines("zones", "Other data zones, by their codes", 4)
        .hint("Such as S01010891, with spaces, commas or new lines between. For parts of a neighbourhood.")
        .plain();
    let button = if saved.is_some() { "Save the locality" } else { "Add the locality" };
    view! {
        <form class="flow narrow" method="post" action=format!("{}/places", desk.home) novalidate=true>
            {id}
            {Field::line("name", "Name").hint("As people who live there say it").mid().view(visit, form)}
            {Field::line("name_gd", "Name in Gaelic, if it has one").mid().lang("gd").view(visit, form)}
            {neighbourhoods(visit, zones, form)}
            {codes.view(visit, form)}
            <p class="actions"><button class="button" type="submit">{button}</button></p>
        </form>
    }
    .into_any()
}

/// The neighbourhoods of the council, each with how much of it can still be chosen.
fn neighbourhoods(visit: &Visit, zones: &[ZoneToChoose], form: &Form) -> AnyView {
    let mut by_name: BTreeMap<&str, Vec<&ZoneToChoose>> = BTreeMap::new();
    for zone in zones {
        by_name.entry(&zone.name).or_default().push(zone);
    }
    if by_name.is_empty() {
        let words = "No data zones of this council are loaded, so there is nothing to make a locality of.";
        return view! { <p>{words}</p> }.into_any();
    }
    let line = |(name, zones): (&str, Vec<&ZoneToChoose>)| {
        let zones_of = |count: usize| if count == 1 { "1 data zone".to_owned() } else { format!("{count} data zones") };
        let taken: Vec<&str> = zones.iter().filter_map(|zone| zone.taken_by.as_deref()).collect();
        let hint = match taken.first() {
            Some(other) if taken.len() == zones.len() => format!("{}, all in {other} already", zones_of(zones.len())),
            Some(other) => format!("{}, {} of them in {other} already", zones_of(zones.len()), taken.len()),
            None => zones_of(zones.len()),
        };
        Line::new(name, name, form.has("names", name)).hint(hint)
    };
    let lines = by_name.into_iter().map(line).collect();
    let boxes = choices("names", "names", true, "", lines);
    let hint = "Neighbourhoods are the intermediate zones of the Scottish Government. Each is in one locality at most.";
    fieldset(visit, form, "names", "Neighbourhoods", hint, boxes)
}

/// Asks before a locality is taken off the list.
pub fn remove(visit: &Visit, desk: &Desk, shown: &LocalityShown) -> String {
    let asked = ask(Ask {
        head: format!("Remove {}?", shown.form.name),
        words: vec![
            "People can no longer choose it, and its data zones are free for another locality.".to_owned(),
            "Answers that name it stay, but they are no longer counted by locality. Its code is never used again."
                .to_owned(),
        ],
        action: format!("{}/places/remove", desk.home),
        hidden: vec![("locality", shown.id.to_string())],
        button: "Remove it",
        back: format!("{}/places", desk.home),
        multipart: false,
    });
    page(visit, desk, &title("Remove a locality"), asked)
}
