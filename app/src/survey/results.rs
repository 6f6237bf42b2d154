//! What people answered: one page for everybody, once results are public, and one for staff and researchers.

pub mod finding;
mod question;
mod staff;
#[cfg(test)]
pub(crate) mod tests;

use domain::{
    survey::{Kind, publish::Phase},
    time::words::plain_date,
};
use leptos::prelude::*;
use service::{
    disclosure::{Newest, Results},
    response::Open,
    survey::Access,
};

use self::question::{Part, Question};
pub use self::staff::{Staff, staff};
use crate::{
    part::{
        chart::{Chart, Label, Level, weeks::Weeks},
        list::{empty, more},
    },
    partnership::Today,
    shell::{Place, Title, public as frame},
    visit::Visit,
    words::{grouped, number},
};

/// The page of results for everybody.
pub fn public(visit: &Visit, results: &Results, today: Today<'_>) -> String {
    let questionnaire = &results.version.definition.questionnaire;
    let title = Label::of(visit.words, &questionnaire.title);
    let slug = &results.survey.slug;
    let who = visit.href(&format!("/s/{slug}/who"));
    let tables = visit.href(&format!("/s/{slug}/tables"));
    let waves = results.earlier.public.then(|| {
        let href = visit.href(&format!("/s/{slug}/waves"));
        view! { <a href=href>{visit.t("waves-link")}</a> }
    });
    let newest = results.newest.as_ref().filter(|newest| newest.about > 0);
    let body = match newest {
        None => empty(visit.t("results-too-few"), view! { <p>{visit.t("results-too-few-words")}</p> }),
        Some(newest) => {
            let parts = question::parts(visit, results, newest);
            let sections = parts.iter().flat_map(|part| &part.questions).map(|one| find_line(visit, one));
            let list = sections.collect_view();
            let count = questionnaire.count();
            let found = more(visit.t("results-find"), view! { <ul class="contents">{list}</ul> });
            let questions = parts.into_iter().flat_map(|part| part.questions).map(|one| side(visit, one, count));
            view! { {found}{weeks_side(visit, results, newest)}{questions.collect_view()} }.into_any()
        }
    };
    let body = view! {
        <div class="flow">
            <p class="soft">{visit.t("results-of")}</p>
            <h1 lang=title.lang>{title.words.clone()}</h1>
            <p class="lead">{lead(visit, results, today)}</p>
            <p class="actions">
                <a href=who>{visit.t("results-who")}</a>" "<a href=tables>{visit.t("tables-make")}</a>" "{waves}
            </p>
        </div>
        {body}
    };
    let head = Title::of(visit.t("results-of")).within(title.words);
    frame(visit, &head, Place::Results, body.into_any())
}

/// How many answered, when, and whose views these are.
fn lead(visit: &Visit, results: &Results, today: Today<'_>) -> String {
    let survey = &results.survey;
    let mut sentences = vec![format!("{}.", answered(visit, results))];
    if let (Some(opens), Some(closes)) = (survey.opens_at, survey.closed_at.or(survey.closes_at)) {
        let day = |at| plain_date(today.date(at), visit.language());
        sentences.push(visit.words.with("results-lead-between", &[("from", &day(opens)), ("to", &day(closes))]));
    }
    sentences.push(visit.t(match survey.access {
        Access::Open => "results-lead-open",
        Access::Invited => "results-lead-chosen",
    }));
    if is_national(results) {
        sentences.push(visit.t("results-national"));
    }
    sentences.join(" ")
}

/// About how many answered, of how many who were invited.
fn answered(visit: &Visit, results: &Results) -> String {
    let about = results.newest.as_ref().map_or(0, |newest| newest.about);
    let (people, counted) = (about.to_string(), number(about));
    let values = [("people", people.as_str()), ("number", counted.as_str())];
    match results.invited.filter(|invited| invited.invited >= about) {
        None => visit.words.with("results-lead", &values),
        Some(invited) => {
            let invited = number(invited.invited);
            let values = [&values[..], &[("invited", invited.as_str())]].concat();
            visit.words.with("results-lead-invited", &values)
        }
    }
}

/// Whether it is a survey over all partnerships, whose results are never shown by partnership.
fn is_national(results: &Results) -> bool {
    results.partnership.kind == domain::partnership::Kind::National
}

fn find_line(visit: &Visit, question: &Question) -> AnyView {
    let href = format!("#{}", question.id);
    let label = question.label.clone();
    let number = question.number.clone();
    let lang = label.lang.filter(|_| visit.languages.len() > 1);
    view! { <li><a href=href>{number}". "<span lang=lang>{label.words}</span></a></li> }.into_any()
}

/// One question in the manner of a printed report: its name in the margin, its chart beside.
fn side(visit: &Visit, question: Question, count: usize) -> AnyView {
    let Question { id, number, label, chart } = question;
    let nth = visit.words.with("results-question", &[("number", &number), ("count", &count.to_string())]);
    let chart = match chart {
        Some(chart) => chart.view(visit),
        None => view! { <p class="soft">{visit.t("results-withheld")}</p> }.into_any(),
    };
    view! {
        <section class="side">
            <div class="side__head"><h2 id=id lang=label.lang>{label.words}</h2><p>{nth}</p></div>
            {chart}
        </section>
    }
    .into_any()
}

fn weeks_side(visit: &Visit, results: &Results, newest: &Newest) -> Option<AnyView> {
    let chart = weeks(visit, results, newest, Level::Three)?.view(visit);
    let section = view! {
        <section class="side" aria-labelledby="weeks">
            <div class="side__head"><h2 id="weeks">{visit.t("results-weeks")}</h2></div>
            {chart}
        </section>
    };
    Some(section.into_any())
}

/// How many answered, week by week.
fn weeks(visit: &Visit, results: &Results, newest: &Newest, level: Level) -> Option<Chart> {
    let words = visit.words;
    let released = newest.released.tables.get(domain::disclosure::declared::WEEK_TABLE)?;
    let weeks = Weeks::of(&released.table, results.from, released.up_to);
    if weeks.is_empty() {
        return None;
    }
    let finding = match weeks.busiest() {
        Some((week, people)) => {
            let week = domain::time::words::short_date(week, visit.language());
            let people = grouped(people);
            words.with("results-weeks-busiest", &[("week", &week), ("people", &people)])
        }
        None => words.t("results-weeks-even"),
    };
    let date = domain::time::words::long_date(released.up_to, visit.language());
    let source = [words.t("results-weeks-source"), words.with("results-source-date", &[("date", &date)])];
    let caption = words.t("results-weeks");
    Some(Chart {
        id: "weeks-finding".to_owned(),
        level,
        finding,
        how: words.t("results-weeks-how").into_any(),
        key: None,
        plot: Some(weeks.plot(words)),
        numbers: weeks.numbers(words, &caption),
        about: caption,
        source: source.join(" "),
    })
}

/// Results, or who answered, before they are public: when they will be.
pub fn not_yet(visit: &Visit, open: &Open, today: Today<'_>) -> String {
    let survey = &open.survey;
    let title = Label::of(visit.words, &open.version.definition.questionnaire.title);
    let closes = survey.closed_at.or(survey.closes_at).map(|at| today.moment(at, visit)).unwrap_or_default();
    let state = match open.phase {
        Phase::Open => visit.words.with("results-not-yet-open", &[("moment", &closes)]),
        Phase::Closed => visit.words.with("results-not-yet-closed", &[("moment", &closes)]),
        Phase::Draft | Phase::Published | Phase::Scheduled => visit.t("results-not-yet-soon"),
    };
    let by = match open.version.definition.notice.results_by {
        Some(date) => {
            let date = domain::time::words::long_date(date, visit.language());
            visit.words.with("results-by-date", &[("date", &date)])
        }
        None => visit.t("results-no-date"),
    };
    let answerable = open.phase == Phase::Open && survey.access == Access::Open;
    let (href, button) = if answerable {
        (format!("/s/{}", survey.slug), "results-answer")
    } else {
        (format!("/{}", open.partnership.slug), "results-home")
    };
    let body = view! {
        <div class="sheet">
            <div class="sheet__body flow">
                <p class="soft" lang=title.lang>{title.words.clone()}</p>
                <h1>{visit.t("results-not-yet")}</h1>
                <p class="lead">{state}" "{by}</p>
                <p class="actions"><a class="button" href=visit.href(&href)>{visit.t(button)}</a></p>
            </div>
        </div>
    };
    let head = Title::of(visit.t("results-not-yet")).within(title.words);
    frame(visit, &head, Place::Results, body.into_any())
}

/// Whether a part of a survey asks anything whose answers are shown.
fn has_charts(part: &Part) -> bool {
    part.questions.iter().any(|question| question.chart.is_some())
}

/// How many questions with free text there are, for the page of staff.
fn texts(results: &Results) -> usize {
    let items = results.version.definition.questionnaire.items();
    items.filter(|(_, item)| matches!(item.kind, Kind::ShortText { .. } | Kind::LongText { .. })).count()
}
