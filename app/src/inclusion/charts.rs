//! The charts of the inclusion check: one of all groups that differ, and one for each characteristic.

use domain::{
    disclosure::Percent,
    inclusion::{Compared as Group, Figures, Verdict},
    time::words::{long_date, plain_date},
};
use leptos::prelude::*;
use service::inclusion::Compared;

use super::{Reading, Section, finding, names::capital};
use crate::{
    part::{
        chart::{
            Chart, Label, Level, Tone,
            dots::{self, Axis, Dot, Row as DotRow},
        },
        table::{Cell, Column, Row, table},
    },
    words::grouped,
};

/// The most groups in the chart at the top: as many from each end.
const AT_A_GLANCE: usize = 14;

/// The shares of the groups of one characteristic, as they may be said.
pub(super) struct Shares<'a> {
    reading: &'a Reading<'a>,
    compared: &'a Compared,
}

impl<'a> Shares<'a> {
    pub(super) const fn of(reading: &'a Reading<'a>, compared: &'a Compared) -> Self {
        Self { reading, compared }
    }

    fn group(&self, at: usize) -> &'a Group {
        &self.compared.comparison.groups[at]
    }

    /// The share of answers, where the released table gives one.
    pub(super) fn answers(&self, at: usize) -> Option<String> {
        let newest = self.reading.check.newest.as_ref()?;
        let name = domain::disclosure::declared::about_name(&self.compared.comparison.code);
        let table = &newest.released.tables.get(&name)?.table;
        let [dimension] = table.dimensions() else { return None };
        let place = dimension.categories.iter().position(|code| *code == self.group(at).code)?;
        match table.percent(&[Some(place)], 0) {
            Percent::Whole(percent) => Some(self.percent(f64::from(percent))),
            Percent::TooSmallBase | Percent::Withheld => None,
        }
    }

    /// The share of the people who live here.
    pub(super) fn people(&self, at: usize) -> String {
        let share = self.group(at).population_share.unwrap_or(0.0) * 100.0;
        if share < 0.5 && share > 0.0 { self.reading.t("chart-under-one") } else { self.percent(share) }
    }

    fn percent(&self, percent: f64) -> String {
        self.reading.with("chart-share", &[("percent", &format!("{percent:.0}"))])
    }

    /// Whether shares may be said at all.
    fn are_said(&self) -> bool {
        (0..self.compared.comparison.groups.len()).any(|at| self.answers(at).is_some())
    }
}

/// What may be said of a group: the verdict, or why there is none.
fn verdict_words(reading: &Reading<'_>, figures: &Figures) -> String {
    let Some(verdict) = figures.verdict else { return reading.t("who-outside") };
    let words = reading.t(&format!("chart-verdict-{}", code(verdict)));
    if figures.probably { reading.with("chart-probably", &[("verdict", &words)]) } else { words }
}

/// The end of the key of a verdict's words.
pub const fn code(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::FarFewer => "far_fewer",
        Verdict::Fewer => "fewer",
        Verdict::AboutTheSame => "about_the_same",
        Verdict::More => "more",
        Verdict::FarMore => "far_more",
        Verdict::CannotSayYet => "cannot_say_yet",
        Verdict::TooFewToSay => "too_few_to_say",
    }
}

fn tone(figures: &Figures) -> Tone {
    tone_of(figures.verdict)
}

/// How a verdict is drawn.
pub(crate) fn tone_of(verdict: Option<Verdict>) -> Tone {
    match verdict {
        Some(verdict) if verdict.is_missing() => Tone::Less,
        Some(verdict) if verdict.claims() => Tone::Full,
        _ => Tone::Unsure,
    }
}

/// The verdict beside a row, with the ratio.
fn beside(reading: &Reading<'_>, figures: &Figures) -> AnyView {
    let class = class_of(figures.verdict);
    let times = figures.representation.ratio.map(|ratio| reading.with("chart-times", &[("times", &two(ratio))]));
    view! { <span class=class>{verdict_words(reading, figures)}</span>" "<span class="soft num">{times}</span> }
        .into_any()
}

/// How the words of a verdict look.
pub(crate) const fn class_of(verdict: Option<Verdict>) -> &'static str {
    match verdict {
        Some(Verdict::FarFewer | Verdict::Fewer) => "verdict verdict--less",
        Some(Verdict::More | Verdict::FarMore) => "verdict verdict--more",
        Some(Verdict::AboutTheSame) => "verdict",
        Some(Verdict::CannotSayYet | Verdict::TooFewToSay) | None => "verdict verdict--unsure",
    }
}

fn two(ratio: f64) -> String {
    format!("{ratio:.2}")
}

/// All groups that differ, on one axis, from least to most heard.
pub(super) fn glance(reading: &Reading<'_>) -> Option<Section> {
    let mut groups: Vec<(&Compared, &Group, Figures, f64)> = Vec::new();
    for compared in &reading.check.compared {
        for group in &compared.comparison.groups {
            let Some(figures) = group.figures else { continue };
            let differs = figures.verdict.is_some_and(|v| v.claims() && v != Verdict::AboutTheSame);
            if let Some(ratio) = figures.representation.ratio.filter(|_| differs) {
                groups.push((compared, group, figures, ratio));
            }
        }
    }
    groups.sort_by(|(.., a), (.., b)| a.total_cmp(b));
    if groups.len() > AT_A_GLANCE {
        groups.drain(AT_A_GLANCE / 2..groups.len() - AT_A_GLANCE / 2);
    }
    let finding = glance_finding(reading, &groups)?;
    let rows = groups.iter().map(|(compared, group, figures, ratio)| {
        let label = capital(&reading.names.phrase(&compared.comparison.code, &group.code));
        glance_row(reading, label, figures, *ratio)
    });
    let date = reading.check.compared.iter().map(|one| one.up_to).max()?;
    let date = long_date(date, reading.visit.language());
    let chart = Chart {
        id: "glance-finding".to_owned(),
        level: Level::Three,
        finding,
        how: reading.t("who-glance-how").into_any(),
        key: None,
        plot: Some(dots::plot(reading.visit.words, Axis::Times, None, rows.collect())),
        about: reading.t("who-glance"),
        numbers: glance_numbers(reading, &groups),
        source: reading.with("who-glance-source", &[("date", &date)]),
    };
    let (head, note) = (reading.t("who-glance"), reading.t("who-glance-note"));
    let body = view! { <div>{chart.view(reading.visit)}</div> }.into_any();
    Some(Section { id: "glance", head, note, body })
}

fn glance_finding(reading: &Reading<'_>, groups: &[(&Compared, &Group, Figures, f64)]) -> Option<String> {
    let (first, last) = (groups.first()?, groups.last()?);
    let phrase = |(compared, group, ..): &(&Compared, &Group, Figures, f64)| {
        reading.names.phrase(&compared.comparison.code, &group.code)
    };
    Some(match (first.3 < 1.0, last.3 > 1.0) {
        (true, true) => {
            reading.with("who-glance-both", &[("least", &capital(&phrase(first))), ("most", &phrase(last))])
        }
        (true, false) => reading.with("who-glance-least", &[("least", &capital(&phrase(first)))]),
        (false, _) => reading.with("who-glance-most", &[("most", &capital(&phrase(last)))]),
    })
}

fn glance_row(reading: &Reading<'_>, label: String, figures: &Figures, ratio: f64) -> DotRow {
    let range = figures.representation.ratio_interval.map(|interval| [interval.low, interval.high]);
    let [low, high] = range.unwrap_or([ratio, ratio]).map(two);
    let said = reading.with(
        "who-glance-said",
        &[
            ("label", &label),
            ("ratio", &two(ratio)),
            ("low", &low),
            ("high", &high),
            ("verdict", &verdict_words(reading, figures)),
        ],
    );
    let dot = Dot { at: ratio, range, tone: tone(figures) };
    DotRow { label: label.into(), dot: Some(dot), people: None, said, value: beside(reading, figures) }
}

fn glance_numbers(reading: &Reading<'_>, groups: &[(&Compared, &Group, Figures, f64)]) -> AnyView {
    let columns = vec![
        Column::words(reading.t("who-column-group")),
        Column::number(reading.t("who-column-times")),
        Column::number(reading.t("who-column-interval")),
        Column::words(reading.t("who-column-so")),
    ];
    let row = |(compared, group, figures, ratio): &(&Compared, &Group, Figures, f64)| Row {
        head: capital(&reading.names.phrase(&compared.comparison.code, &group.code)).into_any(),
        cells: vec![two(*ratio).into(), interval(reading, figures).into(), verdict_words(reading, figures).into()],
        all: false,
    };
    table(&reading.t("who-glance"), columns, groups.iter().map(row).collect())
}

fn interval(reading: &Reading<'_>, figures: &Figures) -> String {
    let interval = figures.representation.ratio_interval.map(|interval| [interval.low, interval.high].map(two));
    interval.map_or_else(String::new, |[low, high]| reading.with("who-interval", &[("low", &low), ("high", &high)]))
}

/// One chart for each characteristic.
pub(super) fn all(reading: &Reading<'_>) -> Vec<AnyView> {
    let chart = |compared: &Compared| {
        let chart = one(reading, compared).view(reading.visit);
        view! { <section>{chart}</section> }.into_any()
    };
    reading.check.compared.iter().map(chart).collect()
}

fn one(reading: &Reading<'_>, compared: &Compared) -> Chart {
    let comparison = &compared.comparison;
    let shares = Shares::of(reading, compared);
    let title = reading.names.title(&comparison.code);
    let head = [reading.t("who-head-share"), reading.t("who-head-beside")];
    let most = |group: &Group| {
        let interval = group.figures.and_then(|figures| figures.representation.share_interval);
        interval.map_or(0.0, |interval| interval.high).max(group.population_share.unwrap_or(0.0))
    };
    let axis = Axis::of_shares(comparison.groups.iter().map(most).fold(0.0, f64::max));
    let plot = shares.are_said().then(|| {
        let lived_in = (0..comparison.groups.len()).filter(|at| is_shown(&comparison.groups[*at]));
        let rows = lived_in.map(|at| share_row(reading, compared, &shares, at)).collect();
        dots::plot(reading.visit.words, axis, Some(head), rows)
    });
    Chart {
        id: format!("about-{}", comparison.code),
        level: Level::Three,
        finding: finding::of_one(reading.visit.words, reading.names, comparison),
        how: reading.with("who-how", &[("title", &title)]).into_any(),
        key: None,
        plot,
        numbers: numbers(reading, compared, &shares, &title),
        about: title,
        source: source(reading, compared, &shares),
    }
}

/// Groups in which nobody lives and of which nobody came are left out.
fn is_shown(group: &Group) -> bool {
    group.population > 0 || group.participants.published() != Some(0)
}

fn share_row(reading: &Reading<'_>, compared: &Compared, shares: &Shares<'_>, at: usize) -> DotRow {
    let group = &compared.comparison.groups[at];
    let label = reading.names.label(&compared.comparison.code, &group.code);
    let people = shares.people(at);
    let Some(figures) = group.figures else {
        let said = reading.with("who-said-withheld", &[("label", &label.words), ("people", &people)]);
        let value = reading.t("chart-withheld").into_any();
        return DotRow { label, dot: None, people: group.population_share, said, value };
    };
    let range = figures.representation.share_interval.map(|interval| [interval.low, interval.high]);
    let dot = figures.representation.share.map(|at| Dot { at, range, tone: tone(&figures) });
    let [low, high] = range.unwrap_or_default().map(|end| shares.percent(end * 100.0));
    let said = reading.with(
        "who-said",
        &[
            ("label", &label.words),
            ("share", &shares.answers(at).unwrap_or_default()),
            ("low", &low),
            ("high", &high),
            ("people", &people),
            ("verdict", &verdict_words(reading, &figures)),
        ],
    );
    DotRow { label, dot, people: group.population_share, said, value: beside(reading, &figures) }
}

fn numbers(reading: &Reading<'_>, compared: &Compared, shares: &Shares<'_>, caption: &str) -> AnyView {
    let number_columns = ["answers", "share", "people", "times", "interval"];
    let mut columns = vec![Column::words(reading.t("who-column-group"))];
    columns.extend(number_columns.map(|key| Column::number(reading.t(&format!("who-column-{key}")))));
    columns.push(Column::words(reading.t("who-column-so")));
    let row = |at: usize| {
        let group = &compared.comparison.groups[at];
        let label: Label = reading.names.label(&compared.comparison.code, &group.code);
        let people = shares.people(at);
        let cells = match (group.figures, group.participants.published()) {
            (Some(figures), Some(count)) => vec![
                grouped(count).into(),
                shares.answers(at).unwrap_or_else(|| reading.t("chart-no-share")).into(),
                people.into(),
                figures.representation.ratio.map(two).unwrap_or_default().into(),
                interval(reading, &figures).into(),
                verdict_words(reading, &figures).into(),
            ],
            _ => vec![
                Cell::Withheld(2, reading.t("chart-withheld")),
                people.into(),
                String::new().into(),
                String::new().into(),
                String::new().into(),
            ],
        };
        Row { head: label.view(), cells, all: false }
    };
    let shown = (0..compared.comparison.groups.len()).filter(|at| is_shown(&compared.comparison.groups[*at]));
    table(caption, columns, shown.map(row).collect())
}

fn source(reading: &Reading<'_>, compared: &Compared, shares: &Shares<'_>) -> String {
    let source = source_of(reading, compared);
    if shares.are_said() { source } else { format!("{} {source}", reading.t("who-source-few")) }
}

/// Whom the numbers of people of a characteristic count.
pub(super) fn base_words(reading: &Reading<'_>, compared: &Compared) -> String {
    let counted = compared.population.counted.as_ref();
    counted.map_or_else(String::new, |counted| counted.base.best(reading.visit.language()).0.to_owned())
}

/// How many said, and where the numbers of people come from.
pub(super) fn source_of(reading: &Reading<'_>, compared: &Compared) -> String {
    let words = reading.visit.words;
    let said = compared.comparison.said.published();
    let Some(said) = said else { return reading.t("chart-withheld") };
    let (table, date) = match &compared.population.counted {
        Some(counted) => (counted.source.title.clone(), plain_date(counted.source.as_of, words.language())),
        None => Default::default(),
    };
    let source = reading.with(
        "who-source",
        &[
            ("people", &grouped(said)),
            ("table", &table),
            ("base", &base_words(reading, compared)),
            ("date", &date),
            ("upto", &long_date(compared.up_to, words.language())),
        ],
    );
    let uncounted = compared.population.groups.iter().filter(|group| group.people.is_none());
    let uncounted: Vec<String> = uncounted.map(|group| group.name.best(words.language()).0.to_owned()).collect();
    match uncounted.as_slice() {
        [] => source,
        groups => format!("{source} {}", reading.with("who-no-figure", &[("groups", &groups.join(", "))])),
    }
}
