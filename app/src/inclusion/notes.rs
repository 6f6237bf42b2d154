//! What stands under the charts: who did not say, how sure all this is, where the numbers of people come from, and what
//! cannot be compared.

use domain::{
    inclusion::{Compared as Group, Comparison},
    text::Text,
    time::words::plain_date,
};
use leptos::prelude::*;
use service::{
    inclusion::{Compared, NotCompared, Why},
    place::Source,
};

use super::{Reading, Section, names::capital};
use crate::{
    part::{
        chart::{
            Chart, Label, Level, Released,
            bars::{self, Bar},
        },
        list::{Tone, facts, tag},
        table::{Cell, Column, Row, table},
    },
    survey::results::finding::{self, Answered},
    words::grouped,
};

/// From this share of all people on, chance can do less than the intervals show.
const LARGE: f64 = 0.05;
/// The least number of answers of which a share is said.
const SHARES_FROM: u64 = domain::disclosure::Limits::LEAST.percentage_base;

/// Who did not say, and what that could change.
pub(super) fn unsaid(reading: &Reading<'_>) -> Section {
    let columns = vec![
        Column::words(reading.t("who-column-question")),
        Column::number(reading.t("who-column-unsaid")),
        Column::number(reading.t("who-column-unsaid-share")),
        Column::words(reading.t("who-column-missing")),
        Column::number(reading.t("who-column-times")),
        Column::number(reading.t("who-column-most")),
        Column::words(reading.t("who-column-still")),
    ];
    let rows = reading.check.compared.iter().map(|compared| unsaid_row(reading, compared)).collect();
    let body = view! {
        <p>{reading.t("who-unsaid-words")}</p>
        {table(&reading.t("who-unsaid-caption"), columns, rows)}
    };
    let (head, note) = (reading.t("who-unsaid"), reading.t("who-unsaid-note"));
    Section { id: "unsaid", head, note, body: body.into_any() }
}

fn unsaid_row(reading: &Reading<'_>, compared: &Compared) -> Row {
    let comparison = &compared.comparison;
    let head = reading.names.title(&comparison.code).into_any();
    let (Some(said), Some(unsaid)) = (comparison.said.published(), comparison.did_not_say.published()) else {
        return Row { head, cells: vec![Cell::Withheld(6, reading.t("chart-withheld"))], all: false };
    };
    let share = comparison.completion.filter(|_| said + unsaid >= SHARES_FROM).map(|said| (1.0 - said) * 100.0);
    let share = share.map(|share| reading.with("chart-share", &[("percent", &format!("{share:.0}"))]));
    let mut cells: Vec<Cell> = vec![grouped(unsaid).into(), share.unwrap_or_default().into()];
    match most_missing(comparison) {
        Some((group, figures)) => {
            let two = |ratio: Option<f64>| ratio.map(|ratio| format!("{ratio:.2}")).unwrap_or_default();
            let still = if figures.probably {
                tag(Tone::Plain, reading.t("who-still-probably"))
            } else {
                tag(Tone::Bad, reading.t("who-still-yes"))
            };
            cells.extend([
                reading.names.label(&comparison.code, &group.code).words.into(),
                two(figures.representation.ratio).into(),
                two(figures.worst_case.map(|bounds| bounds.high)).into(),
                Cell::View(still),
            ]);
        }
        None => {
            cells.extend([reading.t("who-still-none"), String::new(), String::new(), String::new()].map(Cell::from));
        }
    }
    Row { head, cells, all: false }
}

/// The group that is heard least of those that are missing.
fn most_missing(comparison: &Comparison) -> Option<(&Group, domain::inclusion::Figures)> {
    let missing = comparison.groups.iter().filter_map(|group| {
        let figures =
            group.figures.filter(|figures| figures.verdict.is_some_and(domain::inclusion::Verdict::is_missing))?;
        Some((group, figures))
    });
    let ratio = |figures: &domain::inclusion::Figures| figures.representation.ratio.unwrap_or(0.0);
    missing.min_by(|(_, a), (_, b)| ratio(a).total_cmp(&ratio(b)))
}

/// How sure this is.
pub(super) fn sure(reading: &Reading<'_>) -> Section {
    let mut rows: Vec<(String, AnyView)> = Vec::new();
    let mut fact = |key: &str, words: String| rows.push((reading.t(key), words.into_any()));
    let mut uneven: Vec<(f64, String)> = reading
        .comparisons()
        .filter_map(|one| Some((one.summary.as_ref()?.cv_adjusted, reading.names.title(&one.code))))
        .collect();
    uneven.sort_by(|(a, _), (b, _)| b.total_cmp(a));
    if !uneven.is_empty() {
        let one = |(cv, title): &(f64, String)| {
            reading.with("who-uneven-one", &[("number", &format!("{cv:.2}")), ("title", &uncapital(title))])
        };
        let list: Vec<String> = uneven.iter().map(one).collect();
        fact("who-uneven", reading.with("who-uneven-words", &[("list", &list.join(", "))]));
    }
    let large = reading.comparisons().filter_map(|one| one.rate).any(|rate| rate > LARGE);
    let large = if large { format!(" {}", reading.t("who-chance-large")) } else { String::new() };
    fact("who-chance", format!("{}{large}", reading.t("who-chance-words")));
    let all_ages: Vec<String> = reading
        .check
        .compared
        .iter()
        .filter(|one| one.population.counted.as_ref().is_some_and(|counted| counted.all_ages))
        .map(|one| uncapital(&reading.names.title(&one.comparison.code)))
        .collect();
    if !all_ages.is_empty() {
        fact("who-ages", reading.with("who-ages-words", &[("titles", &all_ages.join(", "))]));
    }
    fact("who-privacy", reading.t("who-privacy-words"));
    Section { id: "sure", head: reading.t("who-sure"), note: String::new(), body: facts(rows) }
}

/// A title in the middle of a sentence.
pub(super) fn uncapital(title: &str) -> String {
    let mut letters = title.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

/// Where every number of people comes from.
pub(super) fn sources(reading: &Reading<'_>) -> Section {
    let mut columns = vec![Column::words(reading.t("who-column-question"))];
    let keys = ["table", "publisher", "of", "base", "licence"];
    columns.extend(keys.map(|key| Column::words(reading.t(&format!("who-column-{key}")))));
    let language = reading.visit.language();
    let row = |head: String, source: &Source, base: &Text| {
        let cells = vec![
            source.title.clone().into(),
            source.source.clone().into(),
            plain_date(source.as_of, language).into(),
            base.best(language).0.to_owned().into(),
            source.licence.clone().into(),
        ];
        Row { head: head.into_any(), cells, all: false }
    };
    let rows_of = |compared: &Compared| {
        let Some(counted) = &compared.population.counted else { return Vec::new() };
        let title = reading.names.title(&compared.comparison.code);
        let estimates = compared.population.groups.iter().filter_map(|group| {
            let head = format!("{title}: {}", group.name.best(language).0);
            Some(row(head, group.estimate.as_ref()?, &counted.base))
        });
        let estimates: Vec<Row> = estimates.collect();
        std::iter::once(row(title, &counted.source, &counted.base)).chain(estimates).collect()
    };
    let rows = reading.check.compared.iter().flat_map(rows_of).collect();
    let body = table(&reading.t("who-sources-caption"), columns, rows);
    Section { id: "sources", head: reading.t("who-sources"), note: String::new(), body }
}

/// What cannot be compared and why; of these, who answered at all.
pub(super) fn not_compared(reading: &Reading<'_>) -> Option<Section> {
    let all = &reading.check.not_compared;
    if all.is_empty() {
        return None;
    }
    let lines = [
        (Why::OtherPeople, "who-why-other-people"),
        (Why::NoFigures, "who-why-no-figures"),
        (Why::OtherGroups, "who-why-other-groups"),
        (Why::TooFew, "who-why-too-few"),
        (Why::NeverShown, "who-why-never-shown"),
    ];
    let line = |(why, key): (Why, &str)| {
        let names = all.iter().filter(|one| one.why == why).map(|one| Label::of(reading.visit.words, &one.words).words);
        let names: Vec<String> = names.collect();
        let words = reading.with(key, &[("words", &reading.names.list(&names))]);
        (!names.is_empty()).then(|| view! { <li>{words}</li> })
    };
    let lines = lines.into_iter().filter_map(line).collect_view();
    let charts: Vec<AnyView> = all.iter().filter_map(|one| alone(reading, one)).collect();
    let note = (!charts.is_empty()).then(|| view! { <p>{reading.t("who-not-compared-note")}</p> });
    let body = view! { <ul>{lines}</ul>{note}<div class="gaps gaps--two">{charts}</div> };
    let head = reading.t(if reading.check.compared.is_empty() { "who-page" } else { "who-not-compared" });
    Some(Section { id: "not-compared", head, note: String::new(), body: body.into_any() })
}

/// Who answered, beside nobody.
fn alone(reading: &Reading<'_>, one: &NotCompared) -> Option<AnyView> {
    let (table, names) = one.released.as_ref()?;
    let words = reading.visit.words;
    let values = Released::all(table);
    let label = |at: usize| names.get(at).map(|name| Label::of(words, name)).unwrap_or_default();
    let answers: Vec<Answered> =
        values.iter().enumerate().map(|(at, value)| Answered { words: label(at).words, value: *value }).collect();
    let told = finding::largest(words, "largest", &answers);
    let bars: Vec<Bar> = values
        .iter()
        .enumerate()
        .map(|(at, value)| Bar { label: label(at), value: *value, told: told.about.contains(&at) })
        .collect();
    let title = Label::of(words, &one.words).words;
    let everybody = Some((words.t("chart-everybody"), table.base()));
    let people = table.base().published().map(grouped);
    let chart = Chart {
        id: format!("alone-{}", one.characteristic),
        level: Level::Three,
        finding: told.sentence,
        how: reading.with("who-alone-how", &[("question", &format!("{}.", capital(&title)))]).into_any(),
        key: None,
        plot: people.is_some().then(|| bars::plot(words, &bars)),
        numbers: bars::numbers(words, &title, words.t("chart-answer"), &bars, everybody),
        about: title,
        source: people.map(|people| words.with("results-source", &[("people", &people)])).unwrap_or_default(),
    };
    Some(chart.view(reading.visit))
}
