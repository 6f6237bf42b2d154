//! Taking part from the most to the least deprived areas: five rates, the straight line through them, the same cumulated,
//! and place by place. The sign of an index never stands alone.

use domain::{
    inclusion::{
        Count, Interval,
        deprivation::Gradient,
        interval::Z,
        small_area::{AreaRate, rates},
    },
    place::DEPRIVATION,
};
use leptos::prelude::*;
use service::inclusion::{Compared, NoGradient, Pair, Sloping, Together, deprivation, sloping};

use super::{Reading, Said, Section, charts, places::rate_words};
use crate::{
    part::{
        chart::{
            Chart, Level, Tone,
            dots::{self, Axis, Dot, Row as DotRow},
            lorenz::{self, Point},
        },
        list::{empty, facts},
        table::{Cell, Column, Row, table},
    },
    words::grouped,
};

/// What the part says.
pub(super) fn said(reading: &Reading<'_>, together: &Together) -> Said {
    let Some(found) = deprivation(reading.check) else {
        let body = empty(reading.t("who-slope-nothing"), view! { <p>{reading.t("who-slope-nothing-words")}</p> });
        let section = Section { id: "nothing", head: reading.t("who-part-deprivation"), note: String::new(), body };
        return Said { finding: reading.t("who-slope-unsaid"), lead: String::new(), sections: vec![section] };
    };
    let mut sections = vec![rates_section(reading, found.compared, found.gradient.as_ref().ok())];
    match &found.gradient {
        Ok(sloping) => {
            sections.extend(cumulated(reading, found.compared, sloping));
            sections.extend(by_place(reading, together));
            sections.push(sure(reading, sloping));
            Said { finding: finding(reading, sloping), lead: lead(reading, sloping), sections }
        }
        Err(why) => {
            sections.extend(by_place(reading, together));
            let key = match why {
                NoGradient::NoPopulation => "who-slope-nobody",
                NoGradient::Withheld => "who-slope-withheld",
            };
            Said { finding: reading.t("who-slope-unsaid"), lead: reading.t(key), sections }
        }
    }
}

/// The slope index with what chance in counts could do to it.
fn by_chance(gradient: &Gradient) -> Interval {
    let half = Z * gradient.slope_poisson_error;
    Interval { low: gradient.slope_index - half, high: gradient.slope_index + half }
}

/// Which way it goes, as the word by which sentences choose: more where deprivation is greatest, fewer, or unclear.
fn direction(gradient: &Gradient) -> &'static str {
    match by_chance(gradient) {
        interval if interval.low > 0.0 => "more",
        interval if interval.high < 0.0 => "fewer",
        _ => "unclear",
    }
}

fn finding(reading: &Reading<'_>, sloping: &Sloping) -> String {
    reading.with("who-slope-finding", &[("way", direction(&sloping.gradient))])
}

fn lead(reading: &Reading<'_>, sloping: &Sloping) -> String {
    let gradient = &sloping.gradient;
    let rate = |at: Option<&f64>| rate_words(at.copied().unwrap_or_default());
    let (first, last) = (rate(gradient.rates.first()), rate(gradient.rates.last()));
    let mut sentences = vec![reading.with("who-slope-ends", &[("first", &first), ("last", &last)])];
    // A straight line that falls below nobody says no sensible part of the average.
    let relative = gradient.relative_index.filter(|index| (index * 50.0).abs() < 100.0);
    if let Some(relative) = relative.filter(|_| direction(gradient) != "unclear") {
        let percent = format!("{:.0}%", (relative * 50.0).abs());
        sentences.push(reading.with("who-slope-relative", &[("way", direction(gradient)), ("percent", &percent)]));
    }
    if sloping.bent {
        sentences.push(reading.t("who-slope-bent"));
    }
    sentences.join(" ")
}

/// The slope index in words, with its range.
fn slope_words(reading: &Reading<'_>, index: f64, interval: Interval) -> String {
    let way = if index > 0.0 { "more" } else { "fewer" };
    let values = [index.abs(), turned(index, interval).0, turned(index, interval).1].map(signed);
    let [slope, low, high] = &values;
    reading.with("who-slope-index", &[("way", way), ("slope", slope), ("low", low), ("high", high)])
}

/// The ends of an interval in the direction in which its index points.
fn turned(index: f64, interval: Interval) -> (f64, f64) {
    if index > 0.0 { (interval.low, interval.high) } else { (-interval.high, -interval.low) }
}

/// A number with a minus sign where it needs one.
fn signed(value: f64) -> String {
    let text = format!("{:.1}", value.abs());
    if value < 0.0 && text != "0.0" { format!("\u{2212}{text}") } else { text }
}

/// The rates of the fifths, with the straight line through them where there is one.
fn rates_section(reading: &Reading<'_>, compared: &Compared, sloping: Option<&Sloping>) -> Section {
    let groups = &compared.comparison.groups;
    let rate = |at: usize| {
        let participants = groups[at].participants.published()?;
        let found = rates(&[Count { participants, population: groups[at].population }])?;
        found.areas.first().copied()
    };
    let all: Vec<Option<AreaRate>> = (0..groups.len()).map(rate).collect();
    let line = sloping.map(|sloping| sloping.gradient.line());
    let most = all.iter().flatten().map(|area| area.interval().high).fold(0.0, f64::max);
    let label = |at: usize| reading.names.label(DEPRIVATION, &groups[at].code);
    let row = |at: usize| {
        let label = label(at);
        let Some(area) = all[at] else {
            let withheld = reading.t("chart-withheld");
            let said = reading.with("chart-row", &[("label", &label.words), ("value", &withheld)]);
            return DotRow { label, dot: None, people: None, said, value: withheld.into_any() };
        };
        let range = area.interval();
        let [low, high] = [range.low, range.high].map(rate_words);
        let value = rate_words(area.rate);
        let words = [("label", label.words.as_str()), ("rate", &value), ("low", &low), ("high", &high)];
        let said = reading.with("who-rate-said", &words);
        let range_words = reading.with("who-interval", &[("low", &low), ("high", &high)]);
        DotRow {
            label,
            dot: Some(Dot { at: area.rate, range: Some([range.low, range.high]), tone: Tone::Full }),
            people: line.as_ref().and_then(|line| line.get(at).copied()).filter(|rate| *rate >= 0.0),
            said,
            value: view! { {value}" "<span class="soft">"("{range_words}")"</span> }.into_any(),
        }
    };
    let plot = dots::plot(reading.visit.words, Axis::of_rates(most), None, (0..groups.len()).map(row).collect());
    let line_key = line.as_ref().map(|_| reading.t("who-slope-key-line"));
    let base = charts::base_words(reading, compared);
    let chart = Chart {
        id: "slope-rates".to_owned(),
        level: Level::Three,
        finding: sloping.map_or_else(
            || reading.t("who-slope-unsaid"),
            |sloping| {
                let gradient = &sloping.gradient;
                slope_words(reading, gradient.slope_index, by_chance(gradient))
            },
        ),
        how: reading.with("who-slope-how", &[("base", &base)]).into_any(),
        key: Some(dots::key_of_rates(reading.t("who-rate-key"), line_key)),
        plot: Some(plot),
        about: reading.t("who-slope-rates"),
        numbers: rates_table(reading, compared, &all, line.as_deref()),
        source: charts::source_of(reading, compared),
    };
    let (head, note) = (reading.t("who-slope-rates"), reading.t("who-slope-note"));
    Section { id: "rates", head, note, body: chart.view(reading.visit) }
}

fn rates_table(reading: &Reading<'_>, compared: &Compared, all: &[Option<AreaRate>], line: Option<&[f64]>) -> AnyView {
    let mut columns = vec![Column::words(reading.t("who-column-group"))];
    let keys = ["who-column-answers", "who-column-residents", "who-column-rate", "who-column-interval"];
    columns.extend(keys.map(|key| Column::number(reading.t(key))));
    columns.extend(line.map(|_| Column::number(reading.t("who-column-line"))));
    let row = |(at, area): (usize, &Option<AreaRate>)| {
        let group = &compared.comparison.groups[at];
        let people: Cell = grouped(group.population).into();
        let mut cells = match area {
            Some(area) => vec![
                grouped(area.count.participants).into(),
                people,
                rate_words(area.rate).into(),
                range_words(reading, area.interval()).into(),
            ],
            None => {
                vec![Cell::Withheld(1, reading.t("chart-withheld")), people, String::new().into(), String::new().into()]
            }
        };
        cells.extend(line.map(|line| line.get(at).map_or_else(String::new, |rate| signed(*rate)).into()));
        Row { head: reading.names.label(DEPRIVATION, &group.code).view(), cells, all: false }
    };
    table(&reading.t("who-slope-rates"), columns, all.iter().enumerate().map(row).collect())
}

/// A range of rates.
fn range_words(reading: &Reading<'_>, range: Interval) -> String {
    let [low, high] = [range.low, range.high].map(rate_words);
    reading.with("who-interval", &[("low", &low), ("high", &high)])
}

/// The shares of people and of answers up to the end of each fifth.
fn steps(gradient: &Gradient, curve: &[f64]) -> Vec<(f64, f64)> {
    let mut people = 0.0;
    let step = |(share, cumulated): (&f64, &f64)| {
        people += share;
        (people, *cumulated)
    };
    gradient.population_shares.iter().zip(curve.iter().skip(1)).map(step).collect()
}

/// The same cumulated: the concentration curve.
fn cumulated(reading: &Reading<'_>, compared: &Compared, sloping: &Sloping) -> Option<Section> {
    let concentration = sloping.gradient.concentration.as_ref()?;
    let steps = steps(&sloping.gradient, &concentration.curve);
    let last = steps.len().saturating_sub(1);
    let points: Vec<Point> = steps
        .iter()
        .enumerate()
        .map(|(at, (people, share))| Point {
            people: *people,
            share: *share,
            told: (at < last).then(|| (at + 1).to_string()),
        })
        .collect();
    let percent = |share: f64| reading.with("chart-share", &[("percent", &format!("{:.0}", share * 100.0))]);
    let (people, answers) = steps.first().copied()?;
    let finding =
        reading.with("who-cumulated-finding", &[("people", &percent(people)), ("answers", &percent(answers))]);
    let axes = [reading.t("who-cumulated-people"), reading.t("who-cumulated-answers")];
    let columns = vec![
        Column::words(reading.t("who-cumulated-fifths")),
        Column::number(reading.t("who-column-people")),
        Column::number(reading.t("who-column-share")),
    ];
    let row = |(at, (people, share)): (usize, &(f64, f64))| {
        let to = (at + 1).to_string();
        let head = if at == 0 { to } else { reading.with("who-cumulated-up-to", &[("to", &to)]) };
        Row { head: head.into_any(), cells: vec![percent(*people).into(), percent(*share).into()], all: false }
    };
    let half = Z * concentration.error;
    let [index, low, high] =
        [concentration.index, concentration.index - half, concentration.index + half].map(hundredths);
    let chart = Chart {
        id: "slope-cumulated".to_owned(),
        level: Level::Three,
        finding: finding.clone(),
        how: reading.t("who-cumulated-how").into_any(),
        key: Some(lorenz::key(reading.t("who-cumulated-key"), reading.t("who-cumulated-alike"))),
        plot: Some(lorenz::plot(reading.visit.words, axes, &points, finding)),
        about: reading.t("who-cumulated"),
        numbers: table(&reading.t("who-cumulated"), columns, steps.iter().enumerate().map(row).collect()),
        source: reading.with(
            "who-cumulated-source",
            &[
                ("index", &index),
                ("low", &low),
                ("high", &high),
                ("people", &compared.comparison.said.published().map(grouped).unwrap_or_default()),
            ],
        ),
    };
    let (head, note) = (reading.t("who-cumulated"), reading.t("who-cumulated-note"));
    Some(Section { id: "cumulated", head, note, body: chart.view(reading.visit) })
}

/// An index with two digits, and a minus sign where it needs one.
fn hundredths(value: f64) -> String {
    let text = format!("{:.2}", value.abs());
    if value < 0.0 && text != "0.00" { format!("\u{2212}{text}") } else { text }
}

/// The gradient inside each place, where all fifths have people and none is withheld.
fn by_place(reading: &Reading<'_>, together: &Together) -> Option<Section> {
    let of_places = |code: &str| {
        let found = reading.check.compared.iter().find(|one| one.comparison.code == code)?;
        (found.population.of_places && code != DEPRIVATION).then_some(found)
    };
    let found: Vec<(&Pair, &Compared)> = together
        .pairs
        .iter()
        .filter(|pair| pair.characteristics.iter().any(|code| code == DEPRIVATION))
        .filter_map(|pair| Some((pair, pair.characteristics.iter().find_map(|code| of_places(code))?)))
        .collect();
    if found.is_empty() {
        return None;
    }
    let columns = |title: String| {
        let mut columns = vec![Column::words(title)];
        columns.push(Column::number(reading.t("who-slope-column-most")));
        columns.push(Column::number(reading.t("who-slope-column-least")));
        columns.push(Column::words(reading.t("who-column-so")));
        columns
    };
    let tables = found.into_iter().map(|(pair, places)| {
        let title = reading.names.title(&places.comparison.code);
        let row = |(at, group): (usize, &domain::inclusion::Compared)| Row {
            head: reading.names.label(&places.comparison.code, &group.code).view(),
            cells: place_cells(reading, pair.within(DEPRIVATION, at)),
            all: false,
        };
        let rows = places.comparison.groups.iter().enumerate().map(row).collect();
        table(&reading.with("who-slope-places-caption", &[("title", &title)]), columns(title.clone()), rows)
    });
    let body = view! { <p>{reading.t("who-slope-places-words")}</p>{tables.collect_view()} }.into_any();
    Some(Section { id: "by-place", head: reading.t("who-slope-places"), note: String::new(), body })
}

fn place_cells(reading: &Reading<'_>, counts: Option<Vec<Count>>) -> Vec<Cell> {
    let unsaid = |key: &str| vec![String::new().into(), String::new().into(), reading.t(key).into()];
    let Some(counts) = counts else { return unsaid("who-slope-place-withheld") };
    match sloping(counts) {
        Err(_) => unsaid("who-slope-place-nobody"),
        Ok(found) => {
            let gradient = &found.gradient;
            let rate = |at: Option<&f64>| rate_words(at.copied().unwrap_or_default()).into();
            let so = slope_words(reading, gradient.slope_index, by_chance(gradient));
            vec![rate(gradient.rates.first()), rate(gradient.rates.last()), so.into()]
        }
    }
}

/// How the measures are made.
fn sure(reading: &Reading<'_>, sloping: &Sloping) -> Section {
    let gradient = &sloping.gradient;
    let mut rows: Vec<(String, AnyView)> = Vec::new();
    let slope = reading.with(
        "who-slope-sure-line-words",
        &[("range", &slope_words(reading, gradient.slope_index, gradient.slope_interval))],
    );
    rows.push((reading.t("who-slope-sure-line"), slope.into_any()));
    if let (Some(index), Some(interval)) = (gradient.relative_index, gradient.relative_interval) {
        let [index, low, high] = [index, interval.low, interval.high].map(hundredths);
        let words = reading.with("who-slope-sure-relative-words", &[("index", &index), ("low", &low), ("high", &high)]);
        rows.push((reading.t("who-slope-sure-relative"), words.into_any()));
    }
    if let Some(found) = &gradient.concentration {
        let three = |value: f64| format!("{value:.3}").replace('-', "\u{2212}");
        let wagstaff = found.wagstaff.map(hundredths).unwrap_or_default();
        let words = reading.with(
            "who-slope-sure-concentration-words",
            &[("erreygers", &three(found.erreygers)), ("wagstaff", &wagstaff)],
        );
        rows.push((reading.t("who-slope-sure-concentration"), words.into_any()));
    }
    rows.push((reading.t("who-chance"), reading.t("who-slope-sure-chance").into_any()));
    Section { id: "sure", head: reading.t("who-sure"), note: String::new(), body: facts(rows) }
}
