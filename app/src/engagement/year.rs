//! A year on one page: who was asked, who came, how that compares with the years before, and how sure it is.

mod bodies;
mod file;
mod sure;
mod trend;

use domain::{
    engagement::ledger::{Entry, Ledger},
    inclusion::{Compared, Representation, Verdict},
    outreach::GroupRef,
    text::Text,
    time::words::{long_date, plain_date},
};
use jiff::{civil::Date, tz::TimeZone};
use leptos::prelude::*;
use service::engagement::{Past, Published, State, Trend};

pub use self::file::{FileCell, file};

use crate::{
    inclusion::{capital, verdict_class, verdict_code, verdict_tone},
    part::{
        chart::{
            Chart, Label, Level,
            dots::{self, Axis, Dot, Row as DotRow},
        },
        list::{empty, stats},
        table::{Cell, Column, Row, table, under_head},
    },
    shell::{Place, Title, public as public_frame},
    visit::Visit,
    words::grouped,
};

/// What a page of a year is made of.
pub struct Reading<'a> {
    /// The visit.
    pub visit: &'a Visit,
    /// The ledger.
    pub ledger: &'a Ledger,
    /// The same groups in other years, the oldest first; empty where there are none.
    pub trend: &'a [Trend],
    /// The public state and those before it; none in a preview.
    pub states: Option<(&'a State, &'a [State])>,
    /// Europe/London.
    pub london: &'a TimeZone,
    /// Where the figures can be downloaded.
    pub file: String,
}

/// A part of the page.
pub(super) struct Section {
    /// Its identifier.
    pub id: &'static str,
    /// Its head.
    pub head: String,
    /// A note under the head; may be empty.
    pub note: String,
    /// What it says.
    pub body: AnyView,
}

/// The page of a year that is published.
pub fn public(visit: &Visit, published: &Published, london: &TimeZone) -> String {
    let Published { partnership, state, ledger, earlier, trend } = published;
    let file = visit.href(&format!("/{}/years/{}/figures.csv", partnership.slug, ledger.year));
    let reading = Reading { visit, ledger, trend, states: Some((state, earlier)), london, file };
    let dates = visit.words.with(
        "year-dates",
        &[
            ("name", &partnership.name),
            ("from", &plain_date(ledger.year.first(), visit.language())),
            ("to", &plain_date(ledger.year.last(), visit.language())),
        ],
    );
    let back = visit.href(&format!("/{}/years", partnership.slug));
    let sections = reading.sections().into_iter().map(side);
    let body = view! {
        <div class="flow">
            <p class="soft"><a href=back>{visit.t("year-years")}</a>" · "{dates}</p>
            <h1>{reading.headline()}</h1>
            {reading.lead()}
            {reading.numbers()}
        </div>
        {sections.collect_view()}
    };
    let title = visit.words.with("year-page", &[("year", &ledger.year.to_string())]);
    public_frame(visit, &Title::of(title), Place::Results, body.into_any())
}

/// A section with its head in the margin.
pub(super) fn side(section: Section) -> AnyView {
    let Section { id, head, note, body } = section;
    let head_id = format!("{id}-head");
    let labelled_by = head_id.clone();
    let note = (!note.is_empty()).then(|| view! { <p>{note}</p> });
    view! {
        <section class="side" id=id aria-labelledby=labelled_by>
            <div class="side__head"><h2 id=head_id>{head}</h2>{note}</div>
            <div class="flow">{body}</div>
        </section>
    }
    .into_any()
}

/// The list of the years that a partnership has published.
pub fn years(visit: &Visit, past: &Past, london: &TimeZone) -> String {
    let body = if past.years.is_empty() {
        empty(visit.t("year-years-nothing"), view! { <p>{visit.t("year-years-nothing-words")}</p> })
    } else {
        let lines = past.years.iter().map(|state| {
            let href = visit.href(&format!("/{}/years/{}", past.partnership.slug, state.year));
            let words = visit.words.with("year-years-link", &[("year", &state.year.to_string())]);
            let date = state.published_at.map(|at| long_date(london.to_datetime(at).date(), visit.language()));
            let date = date.map(|date| visit.words.with("year-published", &[("date", &date)]));
            view! { <li><a href=href>{words}</a>" "<span class="soft">{date}</span></li> }
        });
        view! { <ul class="rows">{lines.collect_view()}</ul> }.into_any()
    };
    let body = view! {
        <div class="flow">
            <h1>{visit.t("year-years-head")}</h1>
            <p class="lead">{visit.t("year-years-lead")}</p>
            {body}
        </div>
    };
    public_frame(visit, &Title::of(visit.t("year-years")), Place::Results, body.into_any())
}

/// From when to when something was.
pub(super) fn span(visit: &Visit, from: Date, to: Date) -> String {
    let [first, last] = [from, to].map(|day| plain_date(day, visit.language()));
    if from == to { first } else { visit.words.with("year-span", &[("from", &first), ("to", &last)]) }
}

fn two(ratio: f64) -> String {
    format!("{ratio:.2}")
}

impl Reading<'_> {
    fn t(&self, key: &str) -> String {
        self.visit.t(key)
    }

    fn with(&self, key: &str, values: &[(&str, &str)]) -> String {
        self.visit.words.with(key, values)
    }

    fn said(&self, text: &Text) -> Label {
        Label::of(self.visit.words, text)
    }

    fn phrase(&self, group: &GroupRef) -> String {
        let named = self.ledger.named_group(group);
        named.map_or_else(String::new, |named| capital(named.phrase.best(self.visit.language()).0))
    }

    /// What a verdict is called, with its ratio.
    fn verdict(&self, verdict: Option<Verdict>, ratio: Option<f64>) -> AnyView {
        let words = verdict.map(|verdict| self.t(&format!("chart-verdict-{}", verdict_code(verdict))));
        let times = ratio.map(|ratio| self.with("chart-times", &[("times", &two(ratio))]));
        view! { <span class=verdict_class(verdict)>{words}</span>" "<span class="soft num">{times}</span> }.into_any()
    }

    /// The sentence about one group in the year.
    fn finding(&self, group: &GroupRef) -> String {
        let often = self.ledger.often(group);
        let (fewer, of) = (often.fewer.to_string(), often.of.to_string());
        let key = match (often.fewer, often.of) {
            (_, 0) => return self.t("year-unclear"),
            (0, _) => "year-even",
            _ => "year-missing",
        };
        self.with(key, &[("group", &self.phrase(group)), ("fewer", &fewer), ("of", &of)])
    }

    pub(super) fn headline(&self) -> String {
        if self.ledger.entries.is_empty() {
            return self.t("year-nothing");
        }
        let focus = self.ledger.focus();
        let worst = focus.iter().max_by_key(|group| {
            let often = self.ledger.often(group);
            (often.fewer, often.of)
        });
        worst.map_or_else(|| self.t("year-unclear"), |group| self.finding(group))
    }

    pub(super) fn lead(&self) -> AnyView {
        if self.ledger.entries.is_empty() {
            return view! { <p class="lead">{self.t("year-nothing-words")}</p> }.into_any();
        }
        let (href, words) = (self.file.clone(), self.t("year-download"));
        view! { <p class="lead">{self.t("year-lead")}" "<a href=href>{words}</a>"."</p> }.into_any()
    }

    pub(super) fn numbers(&self) -> AnyView {
        let entries = &self.ledger.entries;
        let count = |n: usize| n as u64;
        let compared = entries.iter().filter(|entry| !entry.comparisons.is_empty()).count();
        let others: u64 = entries.iter().map(|entry| entry.bodies + entry.conversations).sum();
        let stat = |n: u64, key: &str| {
            let words = self.visit.words.count(key, i64::try_from(n).unwrap_or(i64::MAX));
            (grouped(n), words.into_any())
        };
        let mut rows = vec![
            stat(self.ledger.times(), "year-stat-times"),
            stat(count(entries.len()), "year-stat-engagements"),
            stat(count(compared), "year-stat-compared"),
        ];
        if others > 0 {
            rows.push(stat(others, "year-stat-bodies"));
        }
        stats(rows)
    }

    pub(super) fn sections(&self) -> Vec<Section> {
        let mut sections = Vec::new();
        if !self.ledger.entries.is_empty() {
            sections.push(self.who());
        }
        sections.extend(self.over_years());
        sections.extend(self.bodies());
        sections.push(self.sure());
        sections
    }

    fn who(&self) -> Section {
        let focus = self.ledger.focus();
        // One chart always; the others where there is something to see that the table does not say at a glance.
        let drawn = |(at, group): &(usize, &GroupRef)| *at == 0 || self.ledger.often(group).fewer > 0;
        let drawn = focus.iter().enumerate().filter(drawn);
        let charts = drawn.map(|(_, group)| self.chart(group).view(self.visit)).collect_view();
        let body = view! {
            {charts}
            <h3>{self.t("year-all")}</h3>
            {self.all(&focus)}
            <p class="soft">{self.t("year-all-note")}</p>
        };
        Section { id: "who", head: self.t("year-who"), note: self.t("year-who-note"), body: body.into_any() }
    }

    /// One group in every engagement that says something about it, by date.
    fn chart(&self, group: &GroupRef) -> Chart {
        let rows: Vec<(&Entry, &Compared)> =
            self.ledger.entries.iter().filter_map(|entry| Some((entry, entry.group(group)?))).collect();
        let source = self.ledger.named(&group.characteristic).map(|named| named.source.clone()).unwrap_or_default();
        let about = self.phrase(group);
        Chart {
            id: format!("group-{}-{}", group.characteristic, group.group),
            level: Level::Three,
            finding: self.finding(group),
            how: self.t("year-how").into_any(),
            key: None,
            plot: Some(dots::plot(
                self.visit.words,
                Axis::Times,
                None,
                rows.iter().map(|(entry, group)| self.dot(self.said(&entry.title), group)).collect(),
            )),
            numbers: self.numbers_of(&about, &rows),
            about,
            source: self.with("year-source", &[("source", &source)]),
        }
    }

    fn dot(&self, label: Label, group: &Compared) -> DotRow {
        let figures = group.figures;
        let ratio = figures.and_then(|figures| Some((figures, figures.representation.ratio?)));
        let Some((figures, ratio)) = ratio else {
            let said = self.with("year-row-withheld", &[("label", &label.words)]);
            return DotRow { label, dot: None, people: None, said, value: self.t("chart-withheld").into_any() };
        };
        self.row(label, &figures.representation, ratio, figures.verdict)
    }

    fn row(&self, label: Label, shown: &Representation, ratio: f64, verdict: Option<Verdict>) -> DotRow {
        let range = shown.ratio_interval.map(|interval| [interval.low, interval.high]);
        let [low, high] = range.unwrap_or([ratio, ratio]).map(two);
        let words = verdict.map(|verdict| self.t(&format!("chart-verdict-{}", verdict_code(verdict))));
        let said = self.with(
            "year-row-said",
            &[
                ("label", &label.words),
                ("ratio", &two(ratio)),
                ("low", &low),
                ("high", &high),
                ("verdict", &words.unwrap_or_default()),
            ],
        );
        let dot = Dot { at: ratio, range, tone: verdict_tone(verdict) };
        DotRow { label, dot: Some(dot), people: None, said, value: self.verdict(verdict, Some(ratio)) }
    }

    fn numbers_of(&self, about: &str, rows: &[(&Entry, &Compared)]) -> AnyView {
        let columns = vec![
            Column::words(self.t("year-column-engagement")),
            Column::number(self.t("who-column-answers")),
            Column::number(self.t("who-column-times")),
            Column::number(self.t("who-column-interval")),
            Column::words(self.t("who-column-so")),
        ];
        let row = |(entry, group): &(&Entry, &Compared)| {
            let cells = match (group.participants.published(), group.figures) {
                (Some(count), Some(figures)) => vec![
                    grouped(count).into(),
                    figures.representation.ratio.map(two).unwrap_or_default().into(),
                    self.interval(&figures.representation).into(),
                    Cell::View(self.verdict(figures.verdict, None)),
                ],
                _ => vec![Cell::Withheld(4, self.t("chart-withheld"))],
            };
            Row { head: self.said(&entry.title).view(), cells, all: false }
        };
        table(about, columns, rows.iter().map(row).collect())
    }

    fn interval(&self, shown: &Representation) -> String {
        let ends = shown.ratio_interval.map(|interval| [interval.low, interval.high].map(two));
        ends.map_or_else(String::new, |[low, high]| self.with("who-interval", &[("low", &low), ("high", &high)]))
    }

    /// Every engagement with the groups that the page looks at.
    fn all(&self, focus: &[GroupRef]) -> AnyView {
        let mut columns = vec![
            Column::words(self.t("year-column-engagement")),
            Column::words(self.t("year-column-when")),
            Column::words(self.t("year-column-how")),
            Column::number(self.t("year-column-people")),
        ];
        columns.extend(focus.iter().map(|group| Column::words(self.phrase(group))));
        let row = |entry: &Entry| {
            let people = entry.people.published().map_or_else(|| self.t("chart-withheld"), grouped);
            let mut cells: Vec<Cell> = vec![
                span(self.visit, entry.from, entry.to).into(),
                self.t(&format!("engagement-method-{}", entry.method.code())).into(),
                people.into(),
            ];
            cells.extend(focus.iter().map(|group| match entry.group(group) {
                None => Cell::Text(self.t("year-not-asked")),
                Some(group) => match group.figures {
                    None => Cell::Withheld(1, self.t("chart-withheld")),
                    Some(figures) => Cell::View(self.verdict(figures.verdict, figures.representation.ratio)),
                },
            }));
            Row { head: self.title(entry), cells, all: false }
        };
        under_head(&self.t("year-all"), columns, self.ledger.entries.iter().map(row).collect())
    }

    fn title(&self, entry: &Entry) -> AnyView {
        let title = self.said(&entry.title).view();
        match entry.link.as_str() {
            "" => title,
            link if link.starts_with('/') => view! { <a href=self.visit.href(link)>{title}</a> }.into_any(),
            link => view! { <a href=link.to_owned() rel="noreferrer">{title}</a> }.into_any(),
        }
    }
}
