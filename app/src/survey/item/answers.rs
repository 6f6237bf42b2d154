//! What an answer looks like: the fields for every kind. Those that belong to another kind than the chosen one are
//! put out of sight by the style sheet, so that choosing a kind needs no script.

use domain::text::Language;
use leptos::prelude::*;

use super::Editing;
use crate::{
    part::{
        choice::{Line, boxes, fieldset},
        field::Field,
        form::{Form, id_of},
    },
    survey::page::in_english,
    visit::Visit,
};

/// The numbers of the lines of a form: `answer.1`, `answer.2` ...
fn numbers(form: &Form, stem: &str) -> Vec<u32> {
    let number = |name: &String| name.strip_prefix(stem)?.strip_prefix('.')?.parse().ok();
    let mut numbers: Vec<u32> = form.values.keys().filter_map(number).collect();
    numbers.sort_unstable();
    numbers
}

/// The fields of all kinds.
pub fn answers(visit: &Visit, form: &Form, editing: &Editing<'_>) -> AnyView {
    if !editing.english() {
        return in_another_language(visit, form, editing);
    }
    view! {
        <div class="question__rows">{lines(visit, form, editing, Rows)}</div>
        <div class="question__choices">
            {shared(visit, form, editing)}
            <div class="question__own">{lines(visit, form, editing, Answers)}</div>
        </div>
        <div class="question__range moment">
            {Field::number("from", "Lowest").view(visit, &with(form, "from", "0"))}
            {Field::number("to", "Highest").view(visit, &with(form, "to", "10"))}
        </div>
        <div class="question__ends">
            {Field::line("low", "What does the lowest mean?").view(visit, form)}
            {Field::line("high", "What does the highest mean?").view(visit, form)}
        </div>
        <div class="question__out">{ways_out(visit, form)}</div>
        <div class="question__unit">{Field::line("unit", "What is counted?").hint("For example “years”. It stands behind the field.").mid().view(visit, form)}</div>
        <div class="question__most">{Field::number("at_most", "How many answers at most?").hint("Leave it empty for any number.").view(visit, form)}</div>
        <div class="question__longest">
            {Field::number("longest", "How many letters at most?").hint("Up to 300 for a few words, up to 10,000 for many.").view(visit, &with(form, "longest", "300"))}
        </div>
    }
    .into_any()
}

/// The form with something in a field that is empty, so that another kind can be chosen and saved at once.
fn with(form: &Form, name: &str, value: &str) -> Form {
    let mut form = form.clone();
    if form.value(name).is_empty() && form.problem(name).is_none() {
        form.values.insert(name.to_owned(), vec![value.to_owned()]);
    }
    form
}

/// The choice of a shared list, where there are any.
fn shared(visit: &Visit, form: &Form, editing: &Editing<'_>) -> Option<AnyView> {
    let scales = &editing.questionnaire().scales;
    if scales.is_empty() && form.value("scale").is_empty() {
        return None;
    }
    let mut options = vec![(String::new(), "A list of its own".to_owned())];
    options.extend(scales.iter().map(|(name, list)| {
        let words: Vec<&str> = list.iter().take(3).map(|choice| choice.words.best(Language::English).0).collect();
        (name.clone(), format!("Shared list {name}: {} ...", words.join(", ")))
    }));
    let field = Field::choice("scale", "Which answers?", options)
        .hint("A shared list is the same in every question that uses it.");
    Some(field.view(visit, form))
}

/// The lines of a list: answers, or the lines of a table.
#[derive(Clone, Copy)]
enum Kind {
    Answers,
    Rows,
}
use Kind::{Answers, Rows};

impl Kind {
    const fn stem(self) -> &'static str {
        match self {
            Answers => "answer",
            Rows => "row",
        }
    }

    const fn code(self) -> &'static str {
        match self {
            Answers => "code",
            Rows => "row_code",
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Answers => "Answer",
            Rows => "Line",
        }
    }
}

fn lines(visit: &Visit, form: &Form, editing: &Editing<'_>, kind: Kind) -> AnyView {
    let known = numbers(form, kind.stem());
    let next = known.last().map_or(1, |last| last + 1);
    let spare = u32::try_from(editing.spare).unwrap_or(0);
    let count = known.len();
    let lines = known.into_iter().enumerate().map(|(at, number)| line(form, kind, number, Some((at + 1, count))));
    let lines: Vec<AnyView> = lines.chain((next..next + spare).map(|number| line(form, kind, number, None))).collect();
    let (legend, hint, more) = match kind {
        Answers => (
            "Answers",
            "Empty a line to take it away. “Alone” is for an answer like “None of these”: it rules out the others.",
            "Save and add more lines",
        ),
        Rows => (
            "Lines of the table",
            "Each line is answered for itself. At most seven, or people stop reading.",
            "Save and add more lines",
        ),
    };
    let marks = matches!(kind, Answers).then(|| view! { <input type="hidden" name="alone" value=""/> });
    let body = view! {
        {marks}
        <div class="lines">{lines}</div>
        <p><button class="button button--second" type="submit" name="then" value=format!("more.{}", kind.stem())>{more}</button></p>
    };
    fieldset(visit, form, &format!("{}s", kind.stem()), legend, hint, body.into_any())
}

/// One line: its words, its code out of sight where it has one, buttons where it is saved already.
fn line(form: &Form, kind: Kind, number: u32, at: Option<(usize, usize)>) -> AnyView {
    let (stem, name) = (kind.stem(), kind.name());
    let field = format!("{stem}.{number}");
    let words = form.value(&field).to_owned();
    let alone = matches!(kind, Answers).then(|| {
        let name = format!("alone.{number}");
        let ticked = form.values.contains_key(&name);
        view! {
            <label class="line__alone">
                <input class="tick" type="checkbox" name=name value="yes" checked=ticked/>" alone"
                <span class="unseen">{format!(": {words}")}</span>
            </label>
        }
    });
    let buttons = at.map(|(at, count)| {
        let up = (at > 1).then(|| button(&format!("{stem}-up.{at}"), "Up", &words));
        let remove = (count > 1).then(|| button(&format!("{stem}-remove.{at}"), "Remove", &words));
        view! { {up} {remove} }
    });
    let label = format!("{name} {}", at.map_or_else(|| number.to_string(), |(at, _)| at.to_string()));
    view! {
        <div class="line">
            <label><span class="unseen">{label}</span>
                <input class="input" type="text" id=id_of(&field) name=field.clone() value=words.clone()/>
            </label>
            {alone}
            <span class="line__tools">{buttons}</span>
        </div>
    }
    .into_any()
}

fn button(then: &str, words: &'static str, of: &str) -> AnyView {
    view! {
        <button class="button button--quiet" type="submit" name="then" value=then.to_owned()>
            {words}<span class="unseen">{format!(": {of}")}</span>
        </button>
    }
    .into_any()
}

/// Ways of not answering a list or, the second of them, a scale.
fn ways_out(visit: &Visit, form: &Form) -> AnyView {
    let lines = vec![
        Line::new("dont_know", "Offer “I do not know”", form.values.contains_key("dont_know")),
        Line::new("say", "Offer “I prefer not to say”", form.values.contains_key("say")),
    ];
    fieldset(visit, form, "ways-out", "Ways not to answer", "They stand below the others.", boxes(lines))
}

/// Codes, hints and categories of answers and lines, for those who need them.
pub fn codes(visit: &Visit, form: &Form, editing: &Editing<'_>) -> AnyView {
    let counted = editing.item.characteristic.is_some();
    let answers = numbers(form, "answer").into_iter().map(|number| {
        let words = form.value(&format!("answer.{number}")).to_owned();
        let field = |stem: &str, label: &str| Field::line(&format!("{stem}.{number}"), label).view(visit, form);
        let kept = |stem: &str| {
            let name = format!("{stem}.{number}");
            let value = form.value(&name).to_owned();
            view! { <input type="hidden" name=name value=value/> }
        };
        let counts = if counted { field("counts_as", "Counts as") } else { kept("counts_as").into_any() };
        view! {
            <fieldset class="codes"><legend>{words}</legend>{field("code", "Code")}{field("hint", "Line under it")}{counts}</fieldset>
        }
    });
    let rows = numbers(form, "row").into_iter().map(|number| {
        let words = form.value(&format!("row.{number}")).to_owned();
        let field = |stem: &str, label: &str| Field::line(&format!("{stem}.{number}"), label).view(visit, form);
        view! { <fieldset class="codes"><legend>{words}</legend>{field("row_code", "Code")}{field("row_short", "Short name")}</fieldset> }
    });
    let explained =
        "Files hold the codes of answers. Keep them the same and results stay comparable, whatever the words say.";
    view! {
        <p class="soft">{explained}</p>
        <div class="question__rows">{rows.collect_view()}</div>
        <div class="question__choices"><div class="question__own">{answers.collect_view()}</div></div>
    }
    .into_any()
}

/// The words of answers and lines in another language than English, each under what it is in English.
fn in_another_language(visit: &Visit, form: &Form, editing: &Editing<'_>) -> AnyView {
    let language = editing.language.code();
    let english = super::saved(editing.item, Language::English);
    let field = |name: &str, label: String| {
        let reference = english.value(name).to_owned();
        (!reference.is_empty())
            .then(|| Field::line(name, label).hint(in_english(&reference)).lang(language).view(visit, form))
    };
    let list = |kind: Kind, more: &'static str, words: &'static str| {
        let lines = numbers(form, kind.stem()).into_iter().map(|number| {
            let code = format!("{}.{number}", kind.code());
            let kept = view! { <input type="hidden" name=code.clone() value=form.value(&code).to_owned()/> };
            let own = Field::line(&format!("{}.{number}", kind.stem()), format!("{} {number}", kind.name()));
            let own = own.hint(in_english(english.value(&format!("{}.{number}", kind.stem())))).lang(language);
            view! { {kept} {own.view(visit, form)} {field(&format!("{more}.{number}"), format!("{words} {number}"))} }
        });
        lines.collect_view()
    };
    view! {
        {list(Rows, "row_short", "Short name of line")}
        {list(Answers, "hint", "Line under answer")}
        {field("low", "What the lowest means".to_owned())}
        {field("high", "What the highest means".to_owned())}
        {field("unit", "What is counted".to_owned())}
    }
    .into_any()
}
