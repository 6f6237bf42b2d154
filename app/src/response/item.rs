//! One question as a form shows it: each kind with the fields that suit it.

use domain::{
    problem::Problem,
    response::{Answers, place::Whereabouts},
    survey::{Choice, ChoiceRole, Item, Kind, Prepared, Row, choice::PREFER_NOT},
    text::Text,
};
use leptos::prelude::*;
use service::place;

use crate::{
    part::{
        area::Area,
        choice::{Line, choices},
        form::{beside, described_by, id_of},
        list::more,
    },
    visit::Visit,
};

/// What a question is shown with.
#[derive(Clone, Copy)]
pub struct Asking<'a> {
    /// The page's visit.
    pub visit: &'a Visit,
    /// The questionnaire.
    pub prepared: &'a Prepared,
    /// The answers so far.
    pub answers: &'a Answers,
    /// What is wrong with them.
    pub problems: &'a [Problem],
    /// What is offered for saying where somebody lives.
    pub places: &'a place::Choices,
}

/// How a question is named: as the heading of the page, or as one of several under it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Naming {
    /// The question is the page's heading.
    Heading,
    /// The page has a heading of its own.
    Label,
}

/// The words of a text in the language of the page, and the language they are really in when it is another.
pub fn said(visit: &Visit, text: &Text) -> (String, Option<&'static str>) {
    let (words, spoken) = text.best(visit.language());
    (words.to_owned(), (spoken != visit.language()).then(|| spoken.code()))
}

/// One question.
pub fn item(asking: Asking<'_>, index: usize, naming: Naming) -> AnyView {
    let item = asking.prepared.item(index);
    let one = One { asking, item, name: item.code.as_str(), naming };
    match &item.kind {
        Kind::Single { .. } => one.chosen(false),
        Kind::Multiple { .. } => one.chosen(true),
        Kind::Matrix { rows, .. } => one.matrix(rows),
        Kind::Scale { from, to, low, high, prefer_not } => one.scale(*from..=*to, low, high, *prefer_not),
        Kind::ShortText { .. } => one.line("text", None, "input", None),
        Kind::LongText { .. } => one.long_text(),
        Kind::Whole { unit, .. } => one.line("text", Some("numeric"), "input input--short", Some(unit)),
        Kind::Place => one.place(),
        Kind::Note => one.note(),
    }
}

struct One<'a> {
    asking: Asking<'a>,
    item: &'a Item,
    name: &'a str,
    naming: Naming,
}

impl One<'_> {
    fn visit(&self) -> &Visit {
        self.asking.visit
    }

    fn held(&self, name: &str) -> Vec<String> {
        self.asking.answers.get(name).to_vec()
    }

    fn problem(&self) -> Option<&Problem> {
        self.asking.problems.iter().find(|problem| problem.place == self.name)
    }

    /// The hint: its own words, and why it is asked behind a line that opens.
    fn hint(&self) -> Option<AnyView> {
        let (words, lang) = said(self.visit(), &self.item.help);
        let id = format!("{}-hint", id_of(self.name));
        (!words.is_empty()).then(|| view! { <p class="field__hint" id=id lang=lang>{words}</p> }.into_any())
    }

    fn why(&self) -> Option<AnyView> {
        let (words, lang) = said(self.visit(), &self.item.why);
        let summary = self.visit().t("why-we-ask");
        (!words.is_empty()).then(|| more(summary, view! { <p lang=lang>{words}</p> }))
    }

    fn described(&self) -> Option<String> {
        described_by(self.name, !self.item.help.is_empty(), self.problem().is_some())
    }

    /// The question as it stands in a legend.
    fn legend(&self) -> AnyView {
        let (words, lang) = said(self.visit(), &self.item.words);
        match self.naming {
            Naming::Heading => view! { <legend class="ask"><h1 lang=lang>{words}</h1></legend> }.into_any(),
            Naming::Label => view! { <legend class="field__label" lang=lang>{words}</legend> }.into_any(),
        }
    }

    fn group(&self, class: Option<&'static str>, fields: AnyView) -> AnyView {
        let class = match (class, self.naming, self.problem().is_some()) {
            (class, _, true) => format!("{} field--bad", class.unwrap_or("field")),
            (Some(class), _, false) => class.to_owned(),
            (None, Naming::Label, false) => "field".to_owned(),
            (None, Naming::Heading, false) => String::new(),
        };
        let class = (!class.is_empty()).then_some(class);
        view! {
            <fieldset class=class aria-describedby=self.described()>
                {self.legend()}
                {self.hint()}
                {self.why()}
                {beside(self.visit(), self.name, self.problem())}
                {fields}
            </fieldset>
        }
        .into_any()
    }

    fn chosen(&self, several: bool) -> AnyView {
        let held = self.held(self.name);
        let lines = self.asking.prepared.questionnaire().choices_of(self.item).iter().map(|choice| {
            let (words, lang) = said(self.visit(), &choice.words);
            Line {
                lang,
                hint: said(self.visit(), &choice.hint).0,
                apart: choice.role != ChoiceRole::Ordinary,
                ..Line::new(choice.code.clone(), words, held.contains(&choice.code))
            }
        });
        let name = posted_name(self.name);
        let list = choices(&name, &id_of(self.name), several, &self.visit().t("or"), lines.collect());
        self.group(None, list)
    }

    fn scale(&self, points: std::ops::RangeInclusive<i64>, low: &Text, high: &Text, prefer_not: bool) -> AnyView {
        let held = self.held(self.name);
        let (from, to) = (*points.start(), *points.end());
        let (low, low_lang) = said(self.visit(), low);
        let (high, high_lang) = said(self.visit(), high);
        let (name, id) = (posted_name(self.name), id_of(self.name));
        let row = points.map(|point| {
            let value = point.to_string();
            let end = match point {
                point if point == from => Some((low.clone(), low_lang)),
                point if point == to => Some((high.clone(), high_lang)),
                _ => None,
            };
            let end = end.map(|(words, lang)| view! { " " <small lang=lang>{words}</small> });
            let id = (point == from).then(|| id.clone());
            let checked = held.contains(&value);
            view! {
                <label class="scale__point">
                    <input class="tick" type="radio" id=id name=name.clone() value=value.clone() checked=checked/>
                    " "<span class="num">{value}</span>{end}
                </label>
            }
        });
        let row = row.collect_view();
        let apart = prefer_not.then(|| {
            let line =
                Line::new(PREFER_NOT, self.visit().t("prefer-not"), held.iter().any(|value| value == PREFER_NOT));
            choices(&name, &format!("{id}-not"), false, "", vec![line])
        });
        let fields = view! {
            <div class="scale">{row}</div>
            <div class="scale__ends" aria-hidden="true">
                <span lang=low_lang>{format!("{from}: {low}")}</span><span lang=high_lang>{format!("{to}: {high}")}</span>
            </div>
            {apart}
        };
        self.group(Some("fit"), fields.into_any())
    }

    fn matrix(&self, rows: &[Row]) -> AnyView {
        let list = self.asking.prepared.questionnaire().choices_of(self.item);
        let heads = list.iter().map(|choice| {
            let (words, lang) = said(self.visit(), &choice.words);
            view! { <span lang=lang>{words}</span> }
        });
        let heads = heads.collect_view();
        let rows = rows.iter().map(|row| self.matrix_row(row, list)).collect_view();
        let id = format!("{}-words", id_of(self.name));
        let (words, lang) = said(self.visit(), &self.item.words);
        let heading = match self.naming {
            Naming::Heading => view! { <h1 class="ask" id=id.clone() lang=lang>{words}</h1> }.into_any(),
            Naming::Label => view! { <p class="field__label" id=id.clone() lang=lang>{words}</p> }.into_any(),
        };
        view! {
            <div class="fit" role="group" aria-labelledby=id>
                {heading}
                {self.hint()}
                {self.why()}
                {beside(self.visit(), self.name, self.problem())}
                <div class="matrix">
                    <div class="matrix__head" aria-hidden="true"><span></span>{heads}</div>
                    {rows}
                </div>
            </div>
        }
        .into_any()
    }

    fn matrix_row(&self, row: &Row, list: &[Choice]) -> AnyView {
        let field = format!("{}.{}", self.name, row.code);
        let (id, name, held) = (id_of(&field), posted_name(&field), self.held(&field));
        let problem = self.asking.problems.iter().find(|problem| problem.place == field);
        let cells = list.iter().enumerate().map(|(at, choice)| {
            let (words, lang) = said(self.visit(), &choice.words);
            let id = (at == 0).then(|| id.clone());
            let checked = held.contains(&choice.code);
            view! {
                <label class="matrix__cell">
                    <input class="tick" type="radio" id=id name=name.clone() value=choice.code.clone() checked=checked/>
                    " "<span lang=lang>{words}</span>
                </label>
            }
        });
        let cells = cells.collect_view();
        let (words, lang) = said(self.visit(), &row.words);
        let words_id = format!("{id}-words");
        let class = if problem.is_some() { "matrix__row field--bad" } else { "matrix__row" };
        view! {
            <div class=class role="radiogroup" aria-labelledby=words_id aria-describedby=described_by(&field, false, problem.is_some())>
                <p class="matrix__text" id=words_id.clone() lang=lang>{words}</p>
                {beside(self.visit(), &field, problem)}
                {cells}
            </div>
        }
        .into_any()
    }

    /// A question whose answer is typed: its words are the label.
    fn labelled(&self, field: AnyView) -> AnyView {
        let (words, lang) = said(self.visit(), &self.item.words);
        let id = id_of(self.name);
        let label = match self.naming {
            Naming::Heading => view! { <h1 class="ask"><label for=id lang=lang>{words}</label></h1> }.into_any(),
            Naming::Label => view! { <label class="field__label" for=id lang=lang>{words}</label> }.into_any(),
        };
        let class = if self.problem().is_some() { "field field--bad" } else { "field" };
        view! {
            <div class=class>
                {label}
                {self.hint()}
                {self.why()}
                {beside(self.visit(), self.name, self.problem())}
                {field}
            </div>
        }
        .into_any()
    }

    fn line(
        &self,
        kind: &'static str,
        inputmode: Option<&'static str>,
        class: &'static str,
        unit: Option<&Text>,
    ) -> AnyView {
        let value = self.held(self.name).into_iter().next().unwrap_or_default();
        let invalid = self.problem().map(|_| "true");
        let unit = unit.map(|unit| said(self.visit(), unit)).filter(|(words, _)| !words.is_empty());
        let unit = unit.map(|(words, lang)| view! { " " <span lang=lang>{words}</span> });
        let field = view! {
            <p>
                <input class=class type=kind id=id_of(self.name) name=posted_name(self.name) value=value
                    inputmode=inputmode autocomplete="off" aria-describedby=self.described() aria-invalid=invalid/>
                {unit}
            </p>
        };
        self.labelled(field.into_any())
    }

    fn long_text(&self) -> AnyView {
        let value = self.held(self.name).into_iter().next().unwrap_or_default();
        let field = Area {
            id: id_of(self.name),
            name: posted_name(self.name),
            rows: 6,
            described: self.described(),
            wrong: self.problem().is_some(),
            prose: true,
            ..Area::default()
        };
        self.labelled(field.view(&value))
    }

    /// A postcode where a directory is loaded, and the partnership's localities: either will do.
    fn place(&self) -> AnyView {
        let held = self.held(self.name);
        let (name, id) = (posted_name(self.name), id_of(self.name));
        let places = self.asking.places;
        let postcode = places.postcodes.then(|| self.postcode(&held, &name, &id));
        let lines = places.localities.iter().map(|locality| {
            let value = Whereabouts::Locality(&locality.code).write();
            let (words, lang) = said(self.visit(), &locality.name);
            Line { lang, ..Line::new(value.clone(), words, held.contains(&value)) }
        });
        let lines: Vec<Line> = lines.collect();
        let radio_id = if places.postcodes { format!("{id}-list") } else { id };
        let list = (!lines.is_empty()).then(|| choices(&name, &radio_id, false, "", lines));
        let or = (postcode.is_some() && list.is_some())
            .then(|| view! { <p class="choices__or">{self.visit().t("or-choose-area")}</p> });
        let none = (postcode.is_none() && list.is_none()).then(|| view! { <p>{self.visit().t("place-none")}</p> });
        self.group(None, view! { {postcode} {or} {list} {none} }.into_any())
    }

    fn postcode(&self, held: &[String], name: &str, id: &str) -> AnyView {
        let typed = held.iter().find(|value| !value.contains(':')).cloned().unwrap_or_default();
        let zone = held.iter().find(|value| matches!(Whereabouts::read(value), Some(Whereabouts::Zone(_)))).cloned();
        // The zone that is known stands behind what is typed: a new postcode counts before it.
        let known = zone.map(|zone| {
            let kept = view! { <input type="hidden" name=name.to_owned() value=zone/> };
            view! { {kept} <p class="soft">{self.visit().t("place-known")}</p> }
        });
        let invalid = self.problem().map(|_| "true");
        let hint = format!("{id}-postcode-hint");
        view! {
            <div class="field">
                <label class="field__label" for=id.to_owned()>{self.visit().t("postcode")}</label>
                <span class="field__hint" id=hint.clone()>{self.visit().t("postcode-hint")}</span>
                <input class="input input--short" type="text" id=id.to_owned() name=name.to_owned() value=typed
                    autocomplete="postal-code" spellcheck="false" aria-describedby=hint aria-invalid=invalid/>
                {known}
            </div>
        }
        .into_any()
    }

    fn note(&self) -> AnyView {
        let (words, lang) = said(self.visit(), &self.item.words);
        let paragraphs = words.split("\n\n").map(|part| view! { <p>{part.to_owned()}</p> }).collect_view();
        match self.naming {
            Naming::Heading => {
                let (head, rest) = words.split_once("\n\n").unwrap_or((&words, ""));
                let rest =
                    rest.split("\n\n").filter(|part| !part.is_empty()).map(|part| view! { <p>{part.to_owned()}</p> });
                view! { <div class="flow" lang=lang><h1 class="ask">{head.to_owned()}</h1>{rest.collect_view()}{self.hint()}</div> }
                    .into_any()
            }
            Naming::Label => view! { <div class="flow" lang=lang>{paragraphs}{self.hint()}</div> }.into_any(),
        }
    }
}

/// The name under which a field is posted: several values may come under it.
fn posted_name(field: &str) -> String {
    format!("answers[{field}][]")
}
