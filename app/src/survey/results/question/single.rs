//! Questions with one table, or one for each choice: bars, columns, and how many wrote something.

use domain::{
    disclosure::Cell,
    survey::{
        ChoiceRole, Choices, Item, Kind,
        order::{Order, Scale},
    },
    text::Text,
};
use leptos::prelude::*;
use service::disclosure::ReleasedTable;

use super::{Drawn, Reading, is_shown, said};
use crate::{
    part::chart::{
        Label, Released, Spread,
        bars::{self, Bar},
        columns::{self, Column},
        stacked::{self, Statement, Steps},
    },
    survey::results::finding::{self, Answered, Finding, has_sides},
    words::grouped,
};

/// From so many choices on, those that only have names are ordered by how many chose them.
const ORDERED_FROM: usize = 5;
/// The width of a phone in letters: bands whose words are wider lie on their side.
const PHONE: usize = 44;

impl Reading<'_> {
    /// One of several choices. A shared scale with a middle is one bar around it, as it is in a matrix.
    pub(super) fn single(&self, index: usize, item: &Item) -> Option<Drawn> {
        let released = self.only(index)?;
        let choices: Vec<_> = self.counted(item).into_iter().cloned().collect();
        let scale = Scale::of(&choices);
        let labels: Vec<Label> = choices.iter().map(|choice| Label::of(self.words, &choice.words)).collect();
        let answers = Self::answers(released, &labels);
        let told = if has_sides(&scale) {
            finding::sides(self.words, &scale, &released.table, &answers)
        } else {
            finding::largest(self.words, "largest", &answers)
        };
        let shared = matches!(&item.kind, Kind::Single { choices: Choices::Scale(_) });
        if shared && scale.order == Order::Around {
            let drawn = self.one_statement(item, released, &scale, &labels, &told);
            if drawn.is_some() {
                return drawn;
            }
        }
        let mut order: Vec<usize> = if scale.order == Order::Names { scale.steps.clone() } else { as_asked(&scale) };
        if scale.order == Order::Names && order.len() >= ORDERED_FROM {
            order.sort_by_key(|at| std::cmp::Reverse(answers[*at].value.people()));
        }
        order.extend(&scale.beside);
        let bars: Vec<Bar> = order.into_iter().map(|at| bar(&labels[at], answers[at].value, &told, at)).collect();
        Some(self.of_bars(item, released, &bars, told, "results-share-how"))
    }

    fn answers(released: &ReleasedTable, labels: &[Label]) -> Vec<Answered> {
        let values = Released::all(&released.table).into_iter();
        values.zip(labels).map(|(value, label)| Answered { words: label.words.clone(), value }).collect()
    }

    fn of_bars(&self, item: &Item, released: &ReleasedTable, bars: &[Bar], told: Finding, how: &str) -> Drawn {
        let shown = is_shown(&released.table);
        let shares = bars::are_shares(&bars.iter().map(|bar| bar.value).collect::<Vec<_>>());
        let all = Some((self.words.t("results-everybody"), released.table.base()));
        let caption = said(self.words, item.label());
        Drawn {
            finding: told.sentence,
            how: self.how(if shares { how } else { "results-count-how" }, item),
            key: None,
            plot: shown.then(|| bars::plot(self.words, bars)),
            numbers: bars::numbers(self.words, &caption, self.words.t("chart-answer"), bars, all),
            source: self.source("results-source", released),
        }
    }

    /// A scale with a middle as one bar around a line.
    fn one_statement(
        &self,
        item: &Item,
        released: &ReleasedTable,
        scale: &Scale,
        labels: &[Label],
        told: &Finding,
    ) -> Option<Drawn> {
        let of = |places: &[usize]| places.iter().map(|at| Released::of(&released.table, *at)).collect();
        let names = |places: &[usize]| places.iter().map(|at| labels[*at].words.clone()).collect::<Vec<_>>();
        let steps = Steps { words: names(&scale.steps), beside: names(&scale.beside), around: true };
        let statement = Statement {
            label: Label::of(self.words, item.label()),
            steps: of(&scale.steps),
            beside: of(&scale.beside),
            base: released.table.base(),
        };
        let statements = [statement];
        if !stacked::drawable(&steps, &statements) {
            return None;
        }
        let caption = said(self.words, item.label());
        Some(Drawn {
            finding: told.sentence.clone(),
            how: self.how("results-around-how", item),
            key: Some(steps.key()),
            plot: Some(stacked::plot(self.words, &steps, &statements)),
            numbers: stacked::numbers(self.words, &caption, self.words.t("results-statement"), &steps, &statements),
            source: self.with_notes(self.source("results-source", released), &steps),
        })
    }

    /// What the bars of a scale leave to the table.
    pub(super) fn with_notes(&self, mut source: Vec<String>, steps: &Steps) -> Vec<String> {
        let mut at = 1.min(source.len());
        if !steps.beside.is_empty() {
            let quoted: Vec<String> =
                steps.beside.iter().map(|words| self.words.with("results-quoted", &[("answer", words)])).collect();
            source.insert(at, self.words.with("results-source-beside", &[("answers", &quoted.join(", "))]));
            at += 1;
        }
        source.insert(at, self.words.t("results-source-small"));
        source
    }

    /// Any of several choices: every choice has a table of its own, of the same people.
    pub(super) fn several(&self, index: usize, item: &Item) -> Option<Drawn> {
        let name = &self.prepared.fields().get(self.prepared.fields_of(index).next()?)?.name;
        let of = |code: &str| self.tables.get(&format!("{name}#{code}"));
        let chosen: Vec<_> =
            self.counted(item).into_iter().filter_map(|choice| Some((choice, of(&choice.code)?))).collect();
        let (_, first) = chosen.first()?;
        let answers: Vec<Answered> = chosen
            .iter()
            .map(|(choice, released)| Answered {
                words: said(self.words, &choice.words),
                value: Released::of(&released.table, 0),
            })
            .collect();
        let told = finding::largest(self.words, "chosen", &answers);
        let mut order: Vec<usize> = (0..chosen.len()).collect();
        order.sort_by_key(|at| {
            let beside = chosen[*at].0.role != ChoiceRole::Ordinary;
            (beside, std::cmp::Reverse(answers[*at].value.people()))
        });
        let label = |at: usize| Label::of(self.words, &chosen[at].0.words);
        let bars: Vec<Bar> = order.into_iter().map(|at| bar(&label(at), answers[at].value, &told, at)).collect();
        let mut drawn = self.of_bars(item, first, &bars, told, "results-several-how");
        drawn.source = self.source("results-source-several", first);
        Some(drawn)
    }

    /// A point on a scale.
    pub(super) fn scale(&self, index: usize, item: &Item, from: i64, to: i64) -> Option<Drawn> {
        let released = self.only(index)?;
        let spread = Spread::of(&released.table);
        let points: Vec<String> = (from..=to).map(|point| point.to_string()).collect();
        let values = Released::all(&released.table);
        let drawn = points.iter().zip(&values).map(|(point, value)| Column {
            label: point.clone(),
            value: *value,
            told: spread.is_some_and(|spread| point.parse().is_ok_and(|point: i64| point >= spread.median)),
        });
        let ends = match &item.kind {
            Kind::Scale { low, high, .. } => [(from, low), (to, high)],
            _ => return None,
        };
        let plot = view! { {self.upright(&drawn.collect::<Vec<_>>())}{self.ends(ends)} };
        Some(self.of_columns(
            item,
            released,
            finding::average(self.words, spread.as_ref(), to),
            plot.into_any(),
            &points,
        ))
    }

    fn upright(&self, drawn: &[Column]) -> AnyView {
        let one = |column: &Column| {
            let value = column.value.words(self.words);
            self.words.with("chart-row", &[("label", &column.label), ("value", &value)])
        };
        columns::plot(self.words, drawn, drawn.iter().map(one).collect::<Vec<_>>().join(", "))
    }

    /// What the ends of a scale mean.
    fn ends(&self, ends: [(i64, &Text); 2]) -> AnyView {
        let ends = ends.map(|(point, text)| {
            let label = Label::of(self.words, text);
            let point = point.to_string();
            let said = self.words.with("results-end", &[("point", &point), ("words", &label.words)]);
            view! { <span lang=label.lang>{said}</span> }
        });
        let [low, high] = ends;
        view! { <p class="plot__ends">{low}" "{high}</p> }.into_any()
    }

    fn of_columns(
        &self,
        item: &Item,
        released: &ReleasedTable,
        told: String,
        plot: AnyView,
        names: &[String],
    ) -> Drawn {
        let values = Released::all(&released.table);
        let how = if bars::are_shares(&values) { "results-share-how" } else { "results-count-how" };
        let bars: Vec<Bar> = names
            .iter()
            .zip(values)
            .map(|(name, value)| Bar { label: Label::from(name.clone()), value, told: false })
            .collect();
        let all = Some((self.words.t("results-everybody"), released.table.base()));
        let caption = said(self.words, item.label());
        Drawn {
            finding: told,
            how: self.how(how, item),
            key: None,
            plot: is_shown(&released.table).then_some(plot),
            numbers: bars::numbers(self.words, &caption, self.words.t("chart-answer"), &bars, all),
            source: self.source("results-source", released),
        }
    }

    /// Whole numbers in bands: columns where their words fit on a phone, bars otherwise.
    pub(super) fn whole(&self, index: usize, item: &Item, unit: &Text) -> Option<Drawn> {
        let released = self.only(index)?;
        let [dimension] = released.table.dimensions() else { return None };
        let unit = said(self.words, unit);
        let is_word = unit.starts_with(char::is_alphabetic);
        let unit_key = if is_word { "results-band" } else { "results-band-sign" };
        let bands: Vec<String> = dimension.categories.iter().map(|code| self.band(code)).collect();
        let named: Vec<Label> = bands
            .iter()
            .map(|band| match unit.as_str() {
                "" => Label::from(band.clone()),
                unit => Label::from(self.words.with(unit_key, &[("band", band), ("unit", unit)])),
            })
            .collect();
        let told = finding::largest(self.words, "band", &Self::answers(released, &named));
        let widest = bands.iter().map(|band| band.chars().count()).max().unwrap_or(0) + 2;
        if widest * bands.len() > PHONE {
            let values = Released::all(&released.table).into_iter().enumerate();
            let bars: Vec<Bar> =
                values.map(|(at, value)| bar(&Label::from(bands[at].clone()), value, &told, at)).collect();
            return Some(self.of_bars(item, released, &bars, told, "results-share-how"));
        }
        let values = Released::all(&released.table).into_iter().enumerate();
        let columns =
            values.map(|(at, value)| Column { label: bands[at].clone(), value, told: told.about.contains(&at) });
        let plot = self.upright(&columns.collect::<Vec<_>>());
        Some(self.of_columns(item, released, told.sentence, plot, &bands))
    }

    /// A band as people say it: "20 to 39".
    fn band(&self, code: &str) -> String {
        let whole = |digits: &str| digits.parse().map_or_else(|_| digits.to_owned(), grouped);
        match code.split_once('-').filter(|(low, _)| !low.is_empty()) {
            Some((low, high)) => self.words.with("results-range-of", &[("low", &whole(low)), ("high", &whole(high))]),
            None => whole(code),
        }
    }

    /// Words: only how many wrote any.
    pub(super) fn written(&self, index: usize, item: &Item) -> Option<Drawn> {
        let released = self.only(index)?;
        let values = Released::all(&released.table);
        let names = ["results-wrote", "results-wrote-not"].map(|key| Label::from(self.words.t(key)));
        let bars: Vec<Bar> =
            names.into_iter().zip(&values).map(|(label, value)| Bar { label, value: *value, told: false }).collect();
        let wrote = values.first().copied().unwrap_or(HIDDEN);
        let all = Some((self.words.t("results-everybody-written"), released.table.base()));
        let caption = said(self.words, item.label());
        Some(Drawn {
            finding: finding::written(self.words, wrote),
            how: self.how("results-text-how", item),
            key: None,
            plot: Some(().into_any()),
            numbers: bars::numbers(self.words, &caption, String::new(), &bars, all),
            source: self.whose(released),
        })
    }
}

const HIDDEN: Released = Released { count: Cell::Withheld, share: domain::disclosure::Percent::Withheld };

fn bar(label: &Label, value: Released, told: &Finding, at: usize) -> Bar {
    Bar { label: label.clone(), value, told: told.about.contains(&at) }
}

/// The steps of a scale in the order in which people saw them.
fn as_asked(scale: &Scale) -> Vec<usize> {
    let mut steps = scale.steps.clone();
    steps.sort_unstable();
    steps
}
