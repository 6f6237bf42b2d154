//! Questions with several lines on one scale: stacked bars, dots of averages, or bars line by line.

use domain::survey::{
    Item,
    order::{Order, Scale},
};
use leptos::prelude::*;
use service::disclosure::ReleasedTable;

use super::{Drawn, Reading, said};
use crate::{
    part::{
        chart::{
            Label, Released, Spread, Tone,
            bars::{self, Bar},
            dots::{self, Axis, Dot},
            stacked::{self, Statement, Steps},
        },
        table::{Cell, Column, Row, table},
    },
    survey::results::finding,
    words::grouped,
};

/// One line with its table.
struct Line<'a> {
    label: Label,
    released: &'a ReleasedTable,
}

impl Reading<'_> {
    /// One of the same choices on each of several lines.
    pub(super) fn matrix(&self, index: usize, item: &Item) -> Option<Drawn> {
        let lines: Vec<Line<'_>> = self.prepared.fields_of(index).filter_map(|field| self.line(field)).collect();
        let first = lines.first()?.released;
        let choices: Vec<_> = self.counted(item).into_iter().cloned().collect();
        let scale = Scale::of(&choices);
        let names: Vec<String> = choices.iter().map(|choice| said(self.words, &choice.words)).collect();
        if scale.order == Order::Points {
            return self.averages(item, &lines, first);
        }
        let steps = Steps {
            words: scale.steps.iter().map(|at| names[*at].clone()).collect(),
            beside: scale.beside.iter().map(|at| names[*at].clone()).collect(),
            around: scale.order == Order::Around,
        };
        let statements: Vec<Statement> = lines.iter().map(|line| statement(line, &scale)).collect();
        let drawable = scale.order != Order::Names && stacked::drawable(&steps, &statements);
        let tables: Vec<_> = lines.iter().map(|line| (line.label.words.clone(), &line.released.table)).collect();
        let (finding, how, plot) = if drawable {
            let told = finding::range(self.words, &scale, &names, &tables);
            let how = if steps.around { "results-around-how" } else { "results-rising-how" };
            (told, how, stacked::plot(self.words, &steps, &statements))
        } else {
            (self.words.t("results-lines-differ"), "results-share-how", self.line_by_line(&lines, &scale, &names))
        };
        let caption = said(self.words, item.label());
        let source = self.between(&lines, first);
        Some(Drawn {
            finding,
            how: self.how(how, item),
            key: drawable.then(|| steps.key()),
            plot: Some(plot),
            numbers: stacked::numbers(self.words, &caption, self.words.t("results-statement"), &steps, &statements),
            source: if drawable { self.with_notes(source, &steps) } else { source },
        })
    }

    fn line(&self, field: usize) -> Option<Line<'_>> {
        let row = self.prepared.row(&self.prepared.fields()[field])?;
        Some(Line { label: Label::of(self.words, &row.words), released: self.table(field)? })
    }

    /// How many answered each line, and whose it is.
    fn between(&self, lines: &[Line<'_>], first: &ReleasedTable) -> Vec<String> {
        let bases: Vec<u64> = lines.iter().filter_map(|line| line.released.table.base().published()).collect();
        let mut source = match (bases.iter().min(), bases.iter().max()) {
            (Some(least), Some(most)) if least < most => {
                let values = [("least", grouped(*least)), ("most", grouped(*most))];
                let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
                vec![self.words.with("results-source-between", &values)]
            }
            (Some(all), _) => vec![self.words.with("results-source", &[("people", &grouped(*all))])],
            _ => Vec::new(),
        };
        source.extend(self.whose(first));
        source
    }

    /// Answers without an order: bars under the words of each line.
    fn line_by_line(&self, lines: &[Line<'_>], scale: &Scale, names: &[String]) -> AnyView {
        let order: Vec<usize> = scale.steps.iter().chain(&scale.beside).copied().collect();
        let lines = lines.iter().map(|line| {
            let bar = |at: &usize| Bar {
                label: Label::from(names[*at].clone()),
                value: Released::of(&line.released.table, *at),
                told: false,
            };
            let bars: Vec<Bar> = order.iter().map(bar).collect();
            view! {
                <div class="chart__line">
                    <p class="plot__label" lang=line.label.lang>{line.label.words.clone()}</p>
                    {bars::plot(self.words, &bars)}
                </div>
            }
        });
        lines.collect_view().into_any()
    }

    /// Points on each line: a dot where their average is, a line where the middle half of them lies.
    fn averages(&self, item: &Item, lines: &[Line<'_>], first: &ReleasedTable) -> Option<Drawn> {
        let [dimension] = first.table.dimensions() else { return None };
        let point = |code: Option<&String>| code.and_then(|code| code.parse::<i64>().ok());
        let (from, to) = (point(dimension.categories.first())?, point(dimension.categories.last())?);
        let mut spreads: Vec<(&Line<'_>, Option<Spread>)> =
            lines.iter().map(|line| (line, Spread::of(&line.released.table))).collect();
        spreads.sort_by(|(_, a), (_, b)| {
            let mean = |spread: &Option<Spread>| spread.map_or(f64::MIN, |spread| spread.mean);
            mean(b).total_cmp(&mean(a))
        });
        let named: Vec<(String, Option<Spread>)> =
            spreads.iter().map(|(line, spread)| (line.label.words.clone(), *spread)).collect();
        let known = spreads.iter().any(|(_, spread)| spread.is_some());
        let rows = spreads.iter().map(|(line, spread)| self.average_row(line, spread.as_ref())).collect();
        let ends = [("from", from.to_string()), ("to", to.to_string()), ("question", self.asked(item))];
        let ends: Vec<(&str, &str)> = ends.iter().map(|(name, value)| (*name, value.as_str())).collect();
        Some(Drawn {
            finding: finding::averages(self.words, &named, to),
            how: self.words.with("results-mean-how", &ends),
            key: None,
            plot: known.then(|| dots::plot(self.words, Axis::Points(from, to), None, rows)),
            numbers: self.average_numbers(item, &spreads),
            source: self.between(lines, first),
        })
    }

    fn average_row(&self, line: &Line<'_>, spread: Option<&Spread>) -> dots::Row {
        let value = spread.map_or_else(|| self.few(line), Spread::mean_words);
        let dot = spread.map(|spread| Dot {
            at: spread.mean,
            range: Some(spread.middle_half.map(|end| end as f64)),
            tone: Tone::Full,
        });
        let said = self.words.with("chart-row", &[("label", &line.label.words), ("value", &value)]);
        dots::Row { label: line.label.clone(), dot, people: None, said, value: value.into_any() }
    }

    /// Why a line has no average.
    fn few(&self, line: &Line<'_>) -> String {
        let withheld = line.released.table.base().published().is_none();
        self.words.t(if withheld { "chart-withheld" } else { "chart-too-few-for-shares" })
    }

    fn average_numbers(&self, item: &Item, spreads: &[(&Line<'_>, Option<Spread>)]) -> AnyView {
        let columns = vec![
            Column::words(self.words.t("results-statement")),
            Column::number(self.words.t("results-mean")),
            Column::number(self.words.t("results-middle-half")),
            Column::number(self.words.t("chart-answers")),
        ];
        let row = |(line, spread): &(&Line<'_>, Option<Spread>)| {
            let base = line.released.table.base().published().map(grouped);
            let cells = match spread {
                Some(spread) => {
                    let [low, high] = spread.middle_half.map(|end| end.to_string());
                    let middle = self.words.with("results-range-of", &[("low", &low), ("high", &high)]);
                    vec![spread.mean_words().into(), middle.into(), base.unwrap_or_default().into()]
                }
                None => vec![Cell::Withheld(2, self.few(line)), base.unwrap_or_default().into()],
            };
            Row { head: line.label.view(), cells, all: false }
        };
        table(&said(self.words, item.label()), columns, spreads.iter().map(row).collect())
    }
}

fn statement(line: &Line<'_>, scale: &Scale) -> Statement {
    let of = |places: &[usize]| places.iter().map(|at| Released::of(&line.released.table, *at)).collect();
    Statement {
        label: line.label.clone(),
        steps: of(&scale.steps),
        beside: of(&scale.beside),
        base: line.released.table.base(),
    }
}
