//! One question with what is released of it: a chart, its table and a sentence.

mod matrix;
mod single;

use std::collections::BTreeMap;

use domain::{
    disclosure::{Cell, SafeTable},
    survey::{Choice, ChoiceRole, Item, Kind, Prepared},
    text::Text,
    time::words::long_date,
};
use leptos::prelude::*;
use service::disclosure::{Newest, ReleasedTable, Results};

use crate::{
    part::chart::{Chart, Label, Level},
    visit::Visit,
    words::{Words, grouped},
};

/// A question as it stands on a page of results.
pub struct Question {
    /// The fragment by which a list leads to it.
    pub id: String,
    /// Its number in print.
    pub number: String,
    /// Its short name.
    pub label: Label,
    /// Its chart; none where nothing of it is released.
    pub chart: Option<Chart>,
}

/// The questions of one part of a survey.
pub struct Part {
    /// The heading of the part; may be empty.
    pub title: Label,
    /// Its questions.
    pub questions: Vec<Question>,
}

/// Every question of a survey that is not about who people are, part by part. Nothing here looks at an answer: there
/// are only tables.
pub fn parts(visit: &Visit, results: &Results, newest: &Newest) -> Vec<Part> {
    let reading = Reading {
        visit,
        words: visit.words,
        prepared: &results.version.prepared,
        tables: &newest.released.tables,
        title: said(visit.words, &results.version.definition.questionnaire.title),
        owner: &results.partnership.name,
        rehearsed: newest.rehearsed,
    };
    let mut parts: Vec<Part> = Vec::new();
    for index in 0..reading.prepared.items() {
        let item = reading.prepared.item(index);
        let shown = item.kind.asks() && item.characteristic.is_none() && !item.not_published;
        if !shown || item.kind == Kind::Place {
            continue;
        }
        let page = reading.prepared.page(reading.prepared.page_of(index));
        let title = page.map(|page| Label::of(visit.words, &page.section)).unwrap_or_default();
        if parts.last().is_none_or(|part| part.title != title) {
            parts.push(Part { title, questions: Vec::new() });
        }
        let question = reading.question(index, item);
        if let Some(part) = parts.last_mut() {
            part.questions.push(question);
        }
    }
    parts
}

/// What every question is read with.
struct Reading<'a> {
    visit: &'a Visit,
    words: Words,
    prepared: &'a Prepared,
    tables: &'a BTreeMap<String, ReleasedTable>,
    title: String,
    owner: &'a str,
    rehearsed: bool,
}

/// What a chart of a question is made of.
struct Drawn {
    finding: String,
    how: String,
    key: Option<AnyView>,
    plot: Option<AnyView>,
    numbers: AnyView,
    source: Vec<String>,
}

impl Reading<'_> {
    fn question(&self, index: usize, item: &Item) -> Question {
        let number = self.prepared.questionnaire().label(item.code.as_str()).unwrap_or_default();
        let id = format!("q-{}", item.code);
        let label = Label::of(self.words, item.label());
        let drawn = match &item.kind {
            Kind::Single { .. } => self.single(index, item),
            Kind::Matrix { .. } => self.matrix(index, item),
            Kind::Multiple { .. } => self.several(index, item),
            Kind::Scale { from, to, .. } => self.scale(index, item, *from, *to),
            Kind::Whole { unit, .. } => self.whole(index, item, unit),
            Kind::ShortText { .. } | Kind::LongText { .. } => self.written(index, item),
            Kind::Place | Kind::Note => None,
        };
        let chart = drawn.map(|drawn| self.chart(&id, &label, item, drawn));
        Question { id, number, label, chart }
    }

    fn chart(&self, id: &str, label: &Label, item: &Item, drawn: Drawn) -> Chart {
        let question = Label::of(self.words, &item.words);
        let how = view! { <span lang=question.lang>{drawn.how}</span> };
        Chart {
            id: format!("{id}-finding"),
            level: Level::Three,
            finding: drawn.finding,
            how: how.into_any(),
            key: drawn.key,
            plot: drawn.plot,
            about: label.words.clone(),
            numbers: drawn.numbers,
            source: drawn.source.join(" "),
        }
    }

    /// The released table of a field.
    fn table(&self, field: usize) -> Option<&ReleasedTable> {
        self.tables.get(&self.prepared.fields()[field].name)
    }

    /// The released table of the only field of a question.
    fn only(&self, index: usize) -> Option<&ReleasedTable> {
        self.table(self.prepared.fields_of(index).next()?)
    }

    /// The choices that a table counts, in its order.
    fn counted<'b>(&'b self, item: &'b Item) -> Vec<&'b Choice> {
        let choices = self.prepared.questionnaire().choices_of(item).iter();
        choices.filter(|choice| choice.role != ChoiceRole::PreferNotToSay).collect()
    }

    /// The line that says what is measured: the question, and in what.
    fn how(&self, key: &str, item: &Item) -> String {
        self.words.with(key, &[("question", &self.asked(item))])
    }

    /// The question as a sentence of its own.
    fn asked(&self, item: &Item) -> String {
        let asked = said(self.words, &self.full_words(item));
        if asked.ends_with(|last: char| last.is_alphanumeric()) { format!("{asked}.") } else { asked }
    }

    /// The question, under the heading of its page where it shares one.
    fn full_words(&self, item: &Item) -> Text {
        let questionnaire = self.prepared.questionnaire();
        let page = questionnaire.pages.iter().find(|page| page.items.iter().any(|one| one.code == item.code));
        page.map_or_else(|| item.words.clone(), |page| page.words_of(item))
    }

    /// Under a chart of one table: how many answered and did not, until when, whose it is.
    fn source(&self, key: &str, released: &ReleasedTable) -> Vec<String> {
        let mut source = Vec::new();
        if let Some(people) = released.table.base().published() {
            source.push(self.words.with(key, &[("people", &grouped(people))]));
        }
        if let Some(silent) = released.table.did_not_say(0).published().filter(|silent| *silent > 0) {
            source.push(self.words.with("results-source-silent", &[("people", &grouped(silent))]));
        }
        source.extend(self.whose(released));
        source
    }

    fn whose(&self, released: &ReleasedTable) -> Vec<String> {
        let date = long_date(released.up_to, self.visit.language());
        let mut source = vec![
            self.words.with("results-source-date", &[("date", &date)]),
            self.words.with("results-source-whose", &[("title", &self.title), ("owner", self.owner)]),
        ];
        if self.rehearsed {
            source.push(self.words.t("results-source-rehearsed"));
        }
        source
    }
}

fn said(words: Words, text: &Text) -> String {
    text.best(words.language()).0.to_owned()
}

/// Whether a table shows anything at all.
fn is_shown(table: &SafeTable) -> bool {
    matches!(table.base(), Cell::Published(_))
}
