//! What changed since an earlier wave: shares and scales side by side, in words that need no statistics.

mod file;
mod numbers;

use domain::{
    inclusion::wave::{Finding, ShareChange},
    text::Text,
    time::words::plain_date,
};
use leptos::prelude::*;
use service::survey::{
    Survey,
    wave::{Line, Section, Waves, Why},
};

pub use self::file::{FileCell, file};
use crate::{
    part::{
        chart::{
            Chart, Label, Level, Tone,
            dots::{self, Axis, Dot, Row as DotRow},
        },
        list::{facts, more},
        survey_head::{Head, Tab, survey_head},
    },
    partnership::Today,
    shell::{Desk, Place, Title, desk as staff_frame, public as public_frame},
    visit::Visit,
    words::number,
};

/// Shares are given on as many answers as in every table.
const LEAST_FOR_SHARES: u64 = domain::disclosure::Limits::LEAST.percentage_base;

/// Two waves as they are read.
pub struct Reading<'a> {
    /// The visit.
    pub visit: &'a Visit,
    /// The waves.
    pub waves: &'a Waves,
    /// When it is.
    pub today: Today<'a>,
    /// Where the page is, without what is asked of it.
    pub address: String,
    /// The other waves that it can be compared with.
    pub others: &'a [Survey],
}

/// The page for everybody.
pub fn public(reading: &Reading<'_>) -> String {
    let visit = reading.visit;
    let title = Label::of(visit.words, &reading.waves.after.version.definition.questionnaire.title);
    let results = visit.href(&format!("/s/{}/results", reading.waves.after.survey.slug));
    let sections = reading.parts().into_iter().map(|(id, head, note, body)| {
        let (head_id, labelled_by) = (format!("{id}-head"), format!("{id}-head"));
        let note = (!note.is_empty()).then(|| view! { <p>{note}</p> });
        view! {
            <section class="side" aria-labelledby=labelled_by>
                <div class="side__head"><h2 id=head_id>{head.view()}</h2>{note}</div>
                <div class="flow">{body}</div>
            </section>
        }
    });
    let body = view! {
        <div class="flow">
            <p class="soft" lang=title.lang>{title.words.clone()}</p>
            <h1>{reading.headline()}</h1>
            <p class="lead">{reading.lead()}</p>
            <p class="actions"><a href=results>{visit.t("waves-results")}</a>" "{reading.download()}</p>
            {reading.choice()}
        </div>
        {sections.collect_view()}
    };
    public_frame(visit, &Title::of(visit.t("waves-page")).within(title.words), Place::Results, body.into_any())
}

/// The page for staff and researchers.
pub fn staff(reading: &Reading<'_>, desk: &Desk, head: &Head<'_>) -> String {
    let visit = reading.visit;
    let sections = reading.parts().into_iter().map(|(id, head, note, body)| {
        let note = (!note.is_empty()).then(|| view! { <p class="soft">{note}</p> });
        view! { <h2 id=id>{head.view()}</h2>{note}{body} }
    });
    let body = view! {
        {survey_head(visit, head, Tab::Results)}
        <div class="flow">
            <h2 class="finding">{reading.headline()}</h2>
            <p>{reading.lead()}</p>
            <p class="actions">{reading.download()}</p>
            {reading.choice()}
            {sections.collect_view()}
        </div>
    };
    let title = Title::of(visit.t("waves-page")).within(reading.waves.after.survey.title.clone());
    staff_frame(visit, &title, desk, body.into_any())
}

/// A part of the page: identifier, head, note and body.
type Part = (String, Label, String, AnyView);

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

    fn ended(&self, survey: &Survey) -> String {
        let at = survey.closed_at.or(survey.closes_at).or(survey.opens_at);
        at.map(|at| plain_date(self.today.date(at), self.visit.language())).unwrap_or_default()
    }

    fn headline(&self) -> String {
        let all = self.waves.lines().count();
        let before = self.ended(&self.waves.before.survey);
        if all == 0 {
            return self.with("waves-headline-nothing", &[("before", &before)]);
        }
        let changed = self.waves.lines().filter(|line| is_change(finding(line))).count();
        let (changed, all) = (changed.to_string(), all.to_string());
        self.with("waves-headline", &[("changed", &changed), ("all", &all), ("before", &before)])
    }

    fn lead(&self) -> String {
        let about = |wave: &service::disclosure::Results| number(wave.newest.as_ref().map_or(0, |newest| newest.about));
        let (after, earlier) = (about(&self.waves.after), about(&self.waves.before));
        self.with("waves-lead", &[("after", &after), ("earlier", &earlier)])
    }

    fn download(&self) -> AnyView {
        let href = format!("{}?with={}&format=csv", self.address, self.waves.before.survey.slug);
        view! { <a href=href>{self.t("waves-download")}</a> }.into_any()
    }

    /// The other waves, where there are more.
    fn choice(&self) -> Option<AnyView> {
        let others = self.others.iter().filter(|one| one.id != self.waves.before.survey.id);
        let links: Vec<_> = others
            .map(|one| {
                let href = format!("{}?with={}", self.address, one.slug);
                view! { <li><a href=href>{self.ended(one)}</a></li> }
            })
            .collect();
        (!links.is_empty()).then(|| view! { <p>{self.t("waves-other")}</p><ul>{links}</ul> }.into_any())
    }

    fn parts(&self) -> Vec<Part> {
        let mut parts = Vec::new();
        for (at, section) in self.waves.sections.iter().enumerate() {
            let head = match self.said(&section.title) {
                label if label.words.is_empty() => self.t("waves-unnamed").into(),
                label => label,
            };
            parts.push((format!("section-{}", at + 1), head, String::new(), self.section(section)));
        }
        if !self.waves.left_out.is_empty() {
            let lines = self.waves.left_out.iter().map(|one| {
                let why = self.t(match one.why {
                    Why::New => "waves-why-new",
                    Why::Reworded => "waves-why-reworded",
                    Why::OtherAnswers => "waves-why-answers",
                    Why::NotReleased => "waves-why-released",
                });
                view! { <li>{self.said(&one.label).view()}": "{why}</li> }
            });
            let body = view! { <ul>{lines.collect_view()}</ul> }.into_any();
            parts.push(("left-out".to_owned(), self.t("waves-left-out").into(), self.t("waves-left-out-note"), body));
        }
        parts.push(("sure".to_owned(), self.t("waves-sure").into(), String::new(), self.sure()));
        parts
    }

    /// What a line is called: its own words, and the answers that its share is of where these stand nowhere else.
    fn label(&self, line: &Line, is_shared: bool) -> Label {
        let own = self.said(line.row.as_ref().unwrap_or(&line.label));
        match self.joined(&line.answers) {
            Some(answers) if !is_shared => {
                Label { words: self.with("waves-line", &[("label", &own.words), ("answers", &answers)]), ..own }
            }
            _ => own,
        }
    }

    /// Answers in one phrase: "Agree or Strongly agree".
    fn joined(&self, answers: &[Text]) -> Option<String> {
        let answers: Vec<String> = answers.iter().map(|answer| self.said(answer).words).collect();
        match answers.as_slice() {
            [] => None,
            [only] => Some(only.clone()),
            [rest @ .., last] => Some(self.with("waves-or", &[("first", &rest.join(", ")), ("last", last)])),
        }
    }

    fn percent(&self, share: f64) -> String {
        self.with("chart-share", &[("percent", &format!("{:.0}", share * 100.0))])
    }

    fn so(&self, finding: Finding) -> String {
        self.t(match finding {
            Finding::WentUp => "waves-up",
            Finding::WentDown => "waves-down",
            Finding::NoSignOfChange => "waves-same",
            Finding::TooFew => "waves-few",
        })
    }

    /// A section: the questions in which something changed, then, folded, those without a sign of it.
    fn section(&self, section: &Section) -> AnyView {
        let mut questions: Vec<&[Line]> = section.lines.chunk_by(|one, next| one.item == next.item).collect();
        let is_changed = |lines: &&[Line]| lines.iter().any(|line| is_change(finding(line)));
        let same: Vec<&[Line]> = questions.extract_if(.., |lines| !is_changed(&&**lines)).collect();
        let named: Vec<String> = same.iter().map(|lines| self.said(&lines[0].label).words).collect();
        let changed = questions.into_iter().map(|lines| self.chart(lines)).collect_view();
        let folded = (!same.is_empty()).then(|| {
            let words = self.with("waves-same-in", &[("questions", &named.join(" · "))]);
            more(words, same.into_iter().map(|lines| self.chart(lines)).collect_view())
        });
        view! { {changed}{folded} }.into_any()
    }

    /// One question with its lines.
    fn chart(&self, lines: &[Line]) -> AnyView {
        let shares: Vec<(&Line, ShareChange)> = lines.iter().filter_map(|line| Some((line, line.share?))).collect();
        let drawn: Vec<_> = shares.iter().filter(|(_, change)| has_shares(change)).collect();
        let label = lines.first().map(|line| self.said(&line.label)).unwrap_or_default();
        // Where all lines are of the same answers, these stand once, above the plot.
        let answers = lines.first().map(|line| line.answers.as_slice()).unwrap_or_default();
        let is_shared = lines.iter().all(|line| line.answers == answers) && lines[0].row.is_some();
        let how = match self.joined(answers) {
            Some(answers) if is_shared => self.with("waves-how-of", &[("answers", &answers)]),
            _ => self.t("waves-how"),
        };
        let most = drawn.iter().filter_map(|(_, change)| {
            let [before, after] = change.shares?;
            Some(before.max(after + 0.1))
        });
        let axis = Axis::of_shares(most.fold(0.0, f64::max).min(1.0));
        let rows: Vec<DotRow> = drawn.iter().filter_map(|(line, change)| self.row(line, change, is_shared)).collect();
        let numbers = view! {
            {(!shares.is_empty()).then(|| self.numbers(&label.words, &shares))}
            {self.points(lines)}
        };
        let chart = Chart {
            id: format!("change-{}", lines[0].item),
            level: Level::Three,
            finding: self.finding(&label.words, lines),
            how: how.into_any(),
            key: None,
            plot: (!rows.is_empty()).then(|| dots::plot(self.visit.words, axis, None, rows)),
            about: label.words,
            numbers: numbers.into_any(),
            source: self.t("waves-source"),
        };
        chart.view(self.visit)
    }

    /// The sentence of a question: its strongest change, or that there is no sign of one.
    fn finding(&self, label: &str, lines: &[Line]) -> String {
        let of_shares = lines.iter().filter_map(|line| Some((line, line.share.filter(has_shares)?)));
        let strongest = of_shares
            .filter(|(_, change)| is_change(change.finding))
            .max_by(|(_, a), (_, b)| distance(a).total_cmp(&distance(b)));
        if let Some((line, change, [before, after])) = strongest.and_then(|(line, c)| Some((line, c, c.shares?))) {
            let [before, after] = [before, after].map(|share| self.percent(share));
            let way = if change.finding == Finding::WentUp { "up" } else { "down" };
            let label = self.label(line, false).words;
            let values = [("label", &*label), ("after", &*after), ("before", &*before), ("way", way)];
            return self.with("waves-finding", &values);
        }
        let scale = lines.iter().filter_map(|line| line.scale).find(|scale| is_change(scale.finding));
        match scale {
            Some(scale) => {
                let way = if scale.finding == Finding::WentUp { "up" } else { "down" };
                self.with("waves-finding-scale", &[("label", label), ("way", way)])
            }
            None => self.with("waves-finding-none", &[("label", label)]),
        }
    }

    fn row(&self, line: &Line, change: &ShareChange, is_shared: bool) -> Option<DotRow> {
        let [before, after] = change.shares?;
        let [_, wave] = change.waves;
        let range = domain::inclusion::interval::wilson(wave.yes, wave.answered)?;
        let label = self.label(line, is_shared);
        let [then, now, low, high] = [before, after, range.low, range.high].map(|share| self.percent(share));
        let so = self.so(change.finding);
        let said = self.with(
            "waves-said",
            &[("label", &label.words), ("after", &now), ("low", &low), ("high", &high), ("before", &then), ("so", &so)],
        );
        let tone = match change.finding {
            Finding::WentUp => Tone::Full,
            Finding::WentDown => Tone::Less,
            Finding::NoSignOfChange | Finding::TooFew => Tone::Unsure,
        };
        let value = self.with("waves-value", &[("after", &now), ("before", &then)]);
        let so = is_change(change.finding).then(|| view! { " "<strong>{so}</strong> });
        let value = view! { <span class="num">{value}</span>{so} }.into_any();
        let dot = Dot { at: after, range: Some([range.low, range.high]), tone };
        Some(DotRow { label, dot: Some(dot), people: Some(before), said, value })
    }

    fn sure(&self) -> AnyView {
        let mut rows: Vec<(String, AnyView)> =
            vec![(self.t("waves-sure-chance"), self.t("waves-sure-chance-words").into_any())];
        let about = |wave: &service::disclosure::Results| wave.newest.as_ref().map_or(0, |newest| newest.about);
        match self.waves.population {
            [Some(then), Some(now)] => {
                let (after, earlier) = (number(about(&self.waves.after)), number(about(&self.waves.before)));
                let (now, then) = (crate::words::grouped(now), crate::words::grouped(then));
                let values = [("after", &*after), ("now", &*now), ("earlier", &*earlier), ("then", &*then)];
                rows.push((self.t("waves-sure-all"), self.with("waves-sure-all-words", &values).into_any()));
                rows.push((self.t("waves-sure-silent"), self.t("waves-sure-silent-words").into_any()));
            }
            _ => rows.push((self.t("waves-sure-open"), self.t("waves-sure-open-words").into_any())),
        }
        facts(rows)
    }
}

/// What may be said of a line: of its share, or else of its scale.
fn finding(line: &Line) -> Finding {
    let share = line.share.filter(has_shares).map(|change| change.finding);
    share.or(line.scale.map(|change| change.finding)).unwrap_or(Finding::TooFew)
}

const fn is_change(finding: Finding) -> bool {
    matches!(finding, Finding::WentUp | Finding::WentDown)
}

fn has_shares(change: &ShareChange) -> bool {
    change.waves.iter().all(|wave| wave.answered >= LEAST_FOR_SHARES)
}

fn distance(change: &ShareChange) -> f64 {
    change.difference.map_or(0.0, f64::abs)
}
