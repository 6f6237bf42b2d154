//! The table builder: everybody makes tables of what is released, and of nothing else.

mod shown;

use domain::time::words::long_date;
use leptos::prelude::*;
use service::disclosure::{Axis, NotReleased, Offer, Shown, Wish};

use crate::{
    part::{chart::Label, query::query},
    shell::{Place, Title, public as frame},
    visit::Visit,
    words::Words,
};

/// What the builder shows beside its form.
pub enum Answer<'a> {
    /// Nothing has been chosen.
    Nothing,
    /// This table.
    Table(&'a Shown),
    /// There is no such table.
    None(NotReleased),
}

/// The table builder of a survey.
pub fn page(visit: &Visit, offer: &Offer, wish: &Wish, answer: &Answer<'_>) -> String {
    let title = Label::of(visit.words, &offer.version.definition.questionnaire.title);
    let results = visit.href(&format!("/s/{}/results", offer.survey.slug));
    let beside = match answer {
        Answer::Nothing => view! { <div class="flow"><p>{visit.t("tables-begin")}</p></div> }.into_any(),
        Answer::Table(shown) => shown::view(visit, offer, wish, shown),
        Answer::None(why) => not_released(visit, offer, wish, *why),
    };
    let body = view! {
        <div class="flow">
            <p class="soft"><a href=results lang=title.lang>{title.words.clone()}</a></p>
            <h1>{visit.t("tables-page")}</h1>
            <p class="lead">{visit.t("tables-lead")}</p>
        </div>
        <div class="split split--tool">{form(visit, offer, wish)}{beside}</div>
    };
    let page = match answer {
        Answer::Table(shown) => heading(visit.words, shown),
        Answer::None(_) => visit.t("tables-none"),
        Answer::Nothing => visit.t("tables-page"),
    };
    frame(visit, &Title::of(page).within(title.words), Place::Results, body.into_any())
}

/// The address of a table.
pub fn address(visit: &Visit, slug: &str, wish: &Wish) -> String {
    let left = if wish.left_out { "yes" } else { "" };
    let asked = query(&[("rows", &wish.rows), ("columns", &wish.columns), ("area", &wish.area), ("left", left)]);
    format!("{}{asked}", visit.href(&format!("/s/{slug}/tables")))
}

/// The heads and rows of a table as a file.
pub fn file(visit: &Visit, offer: &Offer, shown: &Shown) -> (Vec<String>, Vec<Vec<String>>) {
    shown::file(visit.words, offer, shown)
}

/// An axis as it stands in a list: "5a. How do you travel?: by bus".
fn axis_words(words: Words, axis: &Axis) -> String {
    let name = Label::of(words, &axis.words).words;
    let name = match &axis.part {
        Some(part) => format!("{name}: {}", Label::of(words, part).words),
        None => name,
    };
    if axis.number.is_empty() { name } else { format!("{}. {name}", axis.number) }
}

/// What a table is called.
fn heading(words: Words, shown: &Shown) -> String {
    let rows = axis_words(words, &shown.rows);
    match &shown.columns {
        Some(columns) => words.with("tables-by", &[("what", &axis_words(words, columns)), ("rows", &rows)]),
        None => rows,
    }
}

fn form(visit: &Visit, offer: &Offer, wish: &Wish) -> AnyView {
    let action = visit.href(&format!("/s/{}/tables", offer.survey.slug));
    let areas = offer.areas();
    let area = (!areas.is_empty()).then(|| {
        let options = areas.into_iter().map(|(code, name)| {
            let chosen = code == wish.area;
            view! { <option value=code selected=chosen>{Label::of(visit.words, &name).words}</option> }
        });
        view! {
            <div class="field">
                <label class="field__label" for="area">{visit.t("tables-area")}</label>
                <select class="input" id="area" name="area">
                    <option value="">{visit.t("tables-area-all")}</option>{options.collect_view()}
                </select>
            </div>
        }
    });
    let languages = visit.languages.iter().map(|language| {
        let chosen = *language == visit.language();
        view! { <option value=language.code() lang=language.code() selected=chosen>{language.name()}</option> }
    });
    view! {
        <form class="panel flow" action=action method="get" novalidate aria-labelledby="choose">
            <h2 id="choose">{visit.t("tables-choose")}</h2>
            {select(visit, offer, "rows", &wish.rows, None)}
            {select(visit, offer, "columns", &wish.columns, Some(visit.t("tables-columns-none")))}
            <div class="choices">
                <label class="choice">
                    <input class="tick" type="checkbox" name="left" value="yes" checked=wish.left_out/>
                    " "<span class="choice__text">{visit.t("tables-left")}</span>
                </label>
            </div>
            {area}
            <div class="field">
                <label class="field__label" for="language">{visit.t("tables-language")}</label>
                <select class="input" id="language" name="language">{languages.collect_view()}</select>
            </div>
            <p class="actions"><button class="button" type="submit">{visit.t("tables-show")}</button></p>
        </form>
    }
    .into_any()
}

/// A list of everything that can go down or across.
fn select(visit: &Visit, offer: &Offer, name: &'static str, chosen: &str, none: Option<String>) -> AnyView {
    let group = |people: bool, label: String| {
        let options: Vec<_> = offer
            .axes
            .iter()
            .filter(|axis| axis.about_people == people)
            .map(|axis| {
                let is_chosen = axis.name == chosen;
                view! { <option value=axis.name.clone() selected=is_chosen>{axis_words(visit.words, axis)}</option> }
            })
            .collect();
        (!options.is_empty()).then(|| view! { <optgroup label=label>{options}</optgroup> })
    };
    let label = visit.t(if name == "rows" { "tables-rows" } else { "tables-columns" });
    let none = none.map(|words| view! { <option value="">{words}</option> });
    let (people, questions) = (group(true, visit.t("tables-people")), group(false, visit.t("tables-questions")));
    view! {
        <div class="field">
            <label class="field__label" for=name>{label}</label>
            <select class="input" id=name name=name>{none}{people}{questions}</select>
        </div>
    }
    .into_any()
}

/// There is no such table: why, and what there is instead.
fn not_released(visit: &Visit, offer: &Offer, wish: &Wish, why: NotReleased) -> AnyView {
    let words = match why {
        NotReleased::Unknown(_) => visit.t("tables-none-unknown"),
        NotReleased::Combination => visit.t("tables-none-combination"),
    };
    let mut others: Vec<Wish> = Vec::new();
    for name in [&wish.rows, &wish.columns] {
        if offer.axis(name).is_some() {
            others.push(Wish { rows: name.clone(), ..Wish::default() });
        }
    }
    if !wish.area.is_empty() && offer.axis(&wish.rows).is_some() {
        others.push(Wish { columns: wish.columns.clone(), rows: wish.rows.clone(), ..Wish::default() });
        others.push(Wish { rows: wish.rows.clone(), area: wish.area.clone(), ..Wish::default() });
    }
    let known = if offer.axis(&wish.rows).is_some() { &wish.rows } else { &wish.columns };
    others.extend(offer.partners(known).iter().take(4).map(|axis| Wish {
        rows: axis.name.clone(),
        columns: known.clone(),
        ..Wish::default()
    }));
    let links = others.into_iter().filter_map(|wish| {
        let words = wish_words(visit, offer, &wish)?;
        let href = address(visit, &offer.survey.slug, &wish);
        Some(view! { <li><a href=href>{words}</a></li> })
    });
    let links: Vec<_> = links.collect();
    let instead = (!links.is_empty()).then(|| view! { <p>{visit.t("tables-instead")}</p><ul>{links}</ul> });
    view! {
        <div class="flow">
            <h2 id="result">{visit.t("tables-none")}</h2>
            <p>{words}</p>
            {instead}
        </div>
    }
    .into_any()
}

fn wish_words(visit: &Visit, offer: &Offer, wish: &Wish) -> Option<String> {
    let words = |name: &str| offer.axis(name).map(|axis| axis_words(visit.words, axis));
    let rows = words(&wish.rows)?;
    if let Some((_, name)) = offer.areas().into_iter().find(|(code, _)| *code == wish.area) {
        return Some(format!("{rows} ({})", Label::of(visit.words, &name).words));
    }
    match words(&wish.columns) {
        Some(columns) => Some(visit.words.with("tables-by", &[("what", &columns), ("rows", &rows)])),
        None => Some(rows),
    }
}

/// The day of a table in words.
fn day(visit: &Visit, shown: &Shown) -> String {
    visit.words.with("results-source-date", &[("date", &long_date(shown.up_to, visit.language()))])
}
