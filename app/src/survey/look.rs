//! How a question looks to people, beside the form in which it is written; its fields cannot be filled in.

use domain::{
    survey::{Choice, ChoiceRole, Item, Kind, Questionnaire, Row},
    text::{Language, Text},
};
use leptos::prelude::*;

use crate::part::area::Area;

/// A question as people see it, in a language or what stands for it.
pub fn look(questionnaire: &Questionnaire, item: &Item, language: Language) -> AnyView {
    let said = |text: &Text| text.best(language).0.to_owned();
    let words = match said(&item.words) {
        words if words.is_empty() => "The question stands here".to_owned(),
        words => words,
    };
    let help =
        Some(said(&item.help)).filter(|help| !help.is_empty()).map(|help| view! { <p class="field__hint">{help}</p> });
    let why = Some(said(&item.why)).filter(|why| !why.is_empty());
    let why = why.map(|why| {
        view! { <details class="more"><summary>"Why we ask"</summary><p>{why}</p></details> }
    });
    let list = questionnaire.choices_of(item);
    let lines = match &item.kind {
        Kind::Single { .. } => choices(list, "radio", language),
        Kind::Multiple { .. } => choices(list, "checkbox", language),
        Kind::Matrix { rows, .. } => matrix(rows, list, language),
        Kind::Scale { from, to, low, high, prefer_not } => {
            let apart = prefer_not.then(|| choices(&[Choice::prefer_not()], "radio", language));
            view! { {scale(*from, *to, [&said(low), &said(high)])} {apart} }.into_any()
        }
        Kind::ShortText { .. } => {
            view! { <input class="input" type="text" aria-label=words.clone() disabled=true/> }.into_any()
        }
        Kind::LongText { .. } => {
            Area { rows: 4, disabled: true, label: Some(words.clone()), ..Area::default() }.view("")
        }
        Kind::Whole { unit, .. } => {
            let unit = said(unit);
            let label = words.clone();
            view! { <p><input class="input input--short" type="text" aria-label=label disabled=true/>" "{unit}</p> }
                .into_any()
        }
        Kind::Place => view! { <p class="soft">"A postcode, or an area from your list of places."</p> }.into_any(),
        Kind::Note => ().into_any(),
    };
    view! {
        <div class="phone" lang=language.code()>
            <p class="ask">{words}</p>
            {help}
            {why}
            {lines}
        </div>
    }
    .into_any()
}

fn choices(list: &[Choice], kind: &'static str, language: Language) -> AnyView {
    let first_apart = list.iter().position(|choice| choice.role != ChoiceRole::Ordinary).filter(|at| *at > 0);
    let lines = list.iter().enumerate().map(|(at, choice)| {
        let or = (first_apart == Some(at)).then(|| view! { <p class="choices__or">"or"</p> });
        let hint = choice.hint.best(language).0.to_owned();
        let hint = (!hint.is_empty()).then(|| view! { <span class="choice__hint">{hint}</span> });
        view! { {or} {line(kind, choice.words.best(language).0.to_owned(), hint.into_any())} }
    });
    view! { <div class="choices">{lines.collect_view()}</div> }.into_any()
}

fn line(kind: &'static str, words: String, hint: AnyView) -> AnyView {
    view! {
        <label class="choice">
            <input class="tick" type=kind disabled=true/>" "<span class="choice__text">{words}{hint}</span>
        </label>
    }
    .into_any()
}

fn matrix(rows: &[Row], list: &[Choice], language: Language) -> AnyView {
    let said = |text: &Text| text.best(language).0.to_owned();
    let rows = rows.iter().map(|row| {
        let cells = list.iter().map(|choice| {
            view! {
                <label class="matrix__cell">
                    <input class="tick" type="radio" disabled=true/>" "<span>{said(&choice.words)}</span>
                </label>
            }
        });
        view! { <div class="matrix__row"><p class="matrix__text">{said(&row.words)}</p>{cells.collect_view()}</div> }
    });
    view! { <div class="fit"><div class="matrix">{rows.collect_view()}</div></div> }.into_any()
}

/// The points of a scale; of a long one the ends only.
fn scale(from: i64, to: i64, ends: [&str; 2]) -> AnyView {
    let shown: Vec<i64> = if to.saturating_sub(from) <= 10 { (from..=to).collect() } else { vec![from, to] };
    let points = shown.into_iter().map(|point| {
        let end = match point {
            point if point == from => ends[0].to_owned(),
            point if point == to => ends[1].to_owned(),
            _ => String::new(),
        };
        view! {
            <label class="scale__point">
                <input class="tick" type="radio" disabled=true/>
                " "<span class="num">{point.to_string()}</span>" "<small>{end}</small>
            </label>
        }
    });
    view! { <div class="fit"><div class="scale">{points.collect_view()}</div></div> }.into_any()
}
