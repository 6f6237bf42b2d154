//! What people answered, for staff and researchers: the same charts, closer together, and whether results are public.

use domain::{
    disclosure::{Cell, declared::Why},
    survey::publish::Phase,
};
use leptos::prelude::*;
use service::{
    disclosure::{Newest, Results},
    partnership::Partnership,
};

use super::{Level, answered, has_charts, is_national, question, texts, weeks};
use crate::{
    part::{
        list::{Tone, empty, more, notice, post_button},
        survey_head::{Head, Tab, survey_head},
        table::{self, Column, Row, table},
    },
    shell::{Desk, Title, desk as frame},
    visit::Visit,
    words::grouped,
};

/// What the page of staff shows.
pub struct Staff<'a> {
    /// The frame of the desk.
    pub desk: &'a Desk,
    /// The survey with what is released of it.
    pub results: &'a Results,
    /// The head of the page.
    pub head: Head<'a>,
    /// How many answered in the partnerships of whoever looks, where the survey is national.
    pub own: &'a [(Partnership, Cell)],
}

/// The page of results for staff and researchers.
pub fn staff(visit: &Visit, staff: &Staff<'_>) -> String {
    let results = staff.results;
    let body = match results.newest.as_ref().filter(|newest| newest.about > 0) {
        None => nothing_yet(staff),
        Some(newest) => shown(visit, staff, newest),
    };
    let body = view! { {survey_head(visit, &staff.head, Tab::Results)}<div class="flow">{body}</div> };
    let title = Title::of("Results").within(results.survey.title.clone());
    frame(visit, &title, staff.desk, body.into_any())
}

/// What is not released, and why.
fn left_out(newest: &Newest) -> Option<AnyView> {
    let left_out = &newest.released.left_out;
    if left_out.is_empty() {
        return None;
    }
    let lines = left_out.iter().map(|left| {
        let what = left.group.as_ref().map_or_else(|| left.table.clone(), |group| format!("{}, {group}", left.table));
        let why = match left.why {
            Why::TooMany => "there would be too many tables",
            Why::TooClose => "nearly the same people are another group, and the two numbers would give a few away",
        };
        view! { <li><code>{what}</code>": "{why}</li> }
    });
    Some(more("What is left out of the tables, and why", view! { <ul>{lines.collect_view()}</ul> }))
}

fn shown(visit: &Visit, staff: &Staff<'_>, newest: &Newest) -> AnyView {
    let results = staff.results;
    let rehearsed = (newest.rehearsed && results.survey.version.is_none()).then(|| {
        let body = "They show what the results of this draft will look like, and go when you publish it.";
        notice(Tone::Warn, "These answers are rehearsed, not real", view! { <p>{body}</p> })
    });
    let waves = results.earlier.any.then(|| {
        let href = format!("/desk/surveys/{}/waves", results.survey.id);
        view! { <p><a href=href>{visit.t("waves-link")}</a></p> }
    });
    let parts = question::parts(visit, results, newest);
    let texts = texts(results);
    let written = (texts > 0).then(|| {
        let href = format!("/desk/surveys/{}/exports#texts", results.survey.id);
        view! {
            <p>
                "What people wrote is not on this page. How it can be released stands with the "
                <a href=href>"research files"</a>"."
            </p>
        }
    });
    let parts = parts.into_iter().filter(has_charts).map(|part| {
        let charts = part.questions.into_iter().filter_map(|question| {
            let (id, number) = (question.id, question.number);
            let chart = question.chart?.view(visit);
            Some(view! { <section id=id><p class="chart__number">{format!("Question {number}")}</p>{chart}</section> })
        });
        let heading = (!part.title.words.is_empty()).then(|| view! { <h2>{part.title.words}</h2> });
        view! { {heading}<div class="gaps gaps--two">{charts.collect_view()}</div> }
    });
    view! {
        {rehearsed}
        <h2 class="finding">{answered(visit, results)}</h2>
        {national(visit, staff)}
        {waves}
        {written}
        {publication(visit, staff)}
        {weeks(visit, results, newest, Level::Two).map(|chart| chart.view(visit))}
        {parts.collect_view()}
        {left_out(newest)}
    }
    .into_any()
}

/// What is the case before anything is released: when something will be.
fn nothing_yet(staff: &Staff<'_>) -> AnyView {
    let words = match staff.head.phase {
        Phase::Draft => "Nobody can answer a draft. Rehearse it to see what its results will look like.",
        Phase::Published | Phase::Scheduled => {
            "The survey has not opened yet. Counts appear here once at least 10 people have answered."
        }
        Phase::Open => {
            "Counts appear once at least 10 people have answered. Then they grow in steps: a number changes when at \
             least 10 more people have answered, so that nobody can be recognised by what changed."
        }
        Phase::Closed => {
            "Fewer than 10 people answered, so nothing can be shown, or the answers are still being counted."
        }
    };
    empty("Nothing to show yet", view! { <p>{words}</p> })
}

/// National results only; of one's own partnership, how many answered.
fn national(visit: &Visit, staff: &Staff<'_>) -> Option<AnyView> {
    if !is_national(staff.results) {
        return None;
    }
    let columns = vec![Column::words("Partnership"), Column::number("People who answered")];
    let rows: Vec<Row> = staff
        .own
        .iter()
        .map(|(partnership, count)| Row {
            head: partnership.name.clone().into_any(),
            cells: vec![match count {
                Cell::Published(people) => grouped(*people).into(),
                Cell::Withheld => table::Cell::Withheld(1, visit.t("chart-withheld")),
            }],
            all: false,
        })
        .collect();
    let own = (!rows.is_empty()).then(|| table("Your own partnership, rounded to 5", columns, rows));
    Some(view! { <p>{visit.t("results-national")}</p>{own} }.into_any())
}

/// Whether results are public, and how that is changed.
fn publication(visit: &Visit, staff: &Staff<'_>) -> Option<AnyView> {
    let survey = &staff.results.survey;
    if !staff.head.editor || survey.version.is_none() {
        return None;
    }
    let action = format!("/desk/surveys/{}/results", survey.id);
    let send =
        |class, words: &str, public: &str| post_button(&action, class, words, vec![("public", public.to_owned())]);
    if let Some(since) = survey.results_public_at {
        let since = staff.head.today.moment(since, visit);
        let [results, who] = ["results", "who"].map(|page| format!("/s/{}/{page}", survey.slug));
        let take_back = view! {
            <p>"Both pages then say again that there are no results yet. Whoever has read or copied them keeps what they know."</p>
            <p class="actions">{send("button button--danger", "Take the results back", "no")}</p>
        };
        let body = view! {
            <p>
                "Anyone can read "<a href=results>"what people answered"</a>" and "<a href=who>"who answered"</a>
                {format!(", since {since}.")}
            </p>
            {more("Take the results back", take_back)}
        };
        return Some(notice(Tone::Good, "The results are public", body));
    }
    if survey.sealed_at.is_none() {
        let words =
            "You can make them public when the survey has closed and its answers are counted, a few minutes later.";
        return Some(notice(Tone::Plain, "The results are not public", view! { <p>{words}</p> }));
    }
    let body = view! {
        <p>
            "Read this page and "<a href=format!("/desk/surveys/{}/who", survey.id)>"who answered"</a>" first. When you press \
             the button, anyone can read both, in English and in Gaelic: the same charts and numbers as here, rounded to 5, \
             without what people wrote. You can take them back, but not from whoever has copied them."
        </p>
        <p class="actions">{send("button", "Make the results public", "yes")}</p>
    };
    Some(notice(Tone::Plain, "The results are not public", body))
}
