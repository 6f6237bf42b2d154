//! A survey's own page: how it stands, what is left to do before it can open, how it is going.

use domain::{
    disclosure::{Cell as Count, declared::WEEK_TABLE},
    problem::Problem,
    survey::{Severity, publish::Phase, severity},
    time::words::short_date,
};
use jiff::{ToSpan, civil::Date};
use leptos::prelude::*;
use service::{
    disclosure::Newest,
    job::{Job, State},
    survey::{Access, draft::Drafted},
};

use super::{
    frame::{Head, SurveyPage, Tab, counted, done, path},
    place,
};
use crate::{
    part::{
        choice::{Line, choices, fieldset},
        field::Field,
        form::{Form, error_summary},
        list::{Task, Tone, notice, post_button, stats, tasks},
        qr,
        table::{Cell, Column, Row, table},
    },
    visit::Visit,
    words::number,
};

/// What the page shows.
pub struct Monitor<'a> {
    /// The draft, and whether it can be published.
    pub drafted: &'a Drafted,
    /// What was released last, of answers or of what was rehearsed.
    pub newest: Option<&'a Newest>,
    /// Work that runs for this survey.
    pub jobs: &'a [Job],
    /// How many people are eligible, as far as it was said.
    pub eligible: Option<i64>,
    /// How many people are invited.
    pub invited: i64,
    /// The public address.
    pub link: &'a str,
    /// Whether only the words changed since the published version.
    pub only_words: bool,
    /// What was done just now.
    pub just: &'a str,
    /// What stopped it from being published just now.
    pub stopped: &'a [Problem],
}

/// A survey's own page.
pub fn monitor(visit: &Visit, head: Head<'_>, form: &Form, shown: &Monitor<'_>) -> String {
    let finding = view! { <h2 class="finding">{finding(visit, head, shown)}</h2> };
    let body = view! {
        {just(shown)}
        {stopped(visit, head, shown)}
        {error_summary(visit, &form.problems)}
        <div class="flow">
            {finding}
            {numbers(shown, head)}
            {running(head, shown)}
            {to_do(head, shown)}
            {unpublished(head, shown)}
            {address(head, shown)}
            {weeks(head, shown)}
            {rehearse(visit, head, form)}
            {ending(head)}
        </div>
    };
    let wrong = form.is_wrong() || !shown.stopped.is_empty();
    let actions = Some(actions(head, shown));
    SurveyPage { tab: Tab::Overview, title: "how it stands".to_owned(), wrong, actions, body: body.into_any() }
        .render(visit, head)
}

fn just(shown: &Monitor<'_>) -> Option<AnyView> {
    match shown.just {
        "published" => Some(done("It is published", "It opens and closes by itself on the days that you set.")),
        "closed" => {
            Some(done("It is closed", "In a few minutes the answers are shuffled, and results can be made public."))
        }
        "made" => {
            Some(done("The draft is made", "Nobody sees it before you publish it. What is left to do stands below."))
        }
        _ => None,
    }
}

/// What stopped it from being published just now.
fn stopped(visit: &Visit, head: Head<'_>, shown: &Monitor<'_>) -> Option<AnyView> {
    (!shown.stopped.is_empty()).then(|| {
        let list = place::list(visit, &shown.drafted.definition, head.survey.id, shown.stopped);
        let summary = view! {
            <div class="error-summary" role="alert" tabindex="-1" aria-labelledby="stopped" autofocus=true>
                <h2 id="stopped">"It was not published: "{counted(shown.stopped.len(), "thing stops it", "things stop it")}</h2>
                {list}
            </div>
        };
        summary.into_any()
    })
}

/// The state of the survey in one sentence.
fn finding(visit: &Visit, head: Head<'_>, shown: &Monitor<'_>) -> String {
    let now = head.now;
    let about =
        shown.newest.filter(|newest| !newest.rehearsed || head.survey.version.is_some()).map(|newest| newest.about);
    match head.phase {
        Phase::Draft => match shown.drafted.readiness.stops.len() {
            0 => "Everything is ready: you can publish it".to_owned(),
            stops => {
                format!("{} before you can publish it", counted(stops, "thing is left to do", "things are left to do"))
            }
        },
        Phase::Published => "Published, but without a day of opening".to_owned(),
        Phase::Scheduled => {
            let opens = head.survey.opens_at.map(|at| now.moment(visit, at)).unwrap_or_default();
            format!("It opens by itself on {opens}")
        }
        Phase::Open => match about {
            Some(about) => format!("About {} people have answered so far", number(about)),
            None => "Too few people have answered so far to say how many".to_owned(),
        },
        Phase::Closed => match (about, head.survey.sealed_at, head.survey.results_public_at) {
            (None, ..) => "It is closed, and too few people answered to say how many".to_owned(),
            (Some(about), _, Some(_)) => format!("About {} people answered, and the results are public", number(about)),
            (Some(about), Some(_), None) => {
                format!("About {} people answered. The results are not public yet", number(about))
            }
            (Some(about), None, None) => {
                format!("About {} people answered. The answers are being shuffled", number(about))
            }
        },
    }
}

fn actions(head: Head<'_>, shown: &Monitor<'_>) -> AnyView {
    let id = head.survey.id;
    let first = shown.drafted.definition.questionnaire.pages.first();
    let preview = first.map(|page| {
        view! { <a class="button button--second" href=path(id, &format!("/preview/{}", page.code))>"Preview"</a> }
    });
    let publish = (head.phase == Phase::Draft).then(|| publish_button(head, shown, "Publish"));
    let open = matches!(head.phase, Phase::Open | Phase::Scheduled);
    let poster =
        open.then(|| view! { <a class="button button--second" href=path(id, "/poster")>"Poster with code"</a> });
    let results =
        (head.phase == Phase::Closed).then(|| view! { <a class="button" href=path(id, "/results")>"Results"</a> });
    view! { {publish} {results} {preview} {poster} }.into_any()
}

fn publish_button(head: Head<'_>, shown: &Monitor<'_>, words: &'static str) -> AnyView {
    let seen = vec![("seen", shown.drafted.survey.revision.to_string())];
    post_button(&path(head.survey.id, "/publish"), "button", words, seen)
}

/// The numbers that matter, once people can answer.
fn numbers(shown: &Monitor<'_>, head: Head<'_>) -> Option<AnyView> {
    let mut rows: Vec<(String, AnyView)> = Vec::new();
    let answered = shown.newest.filter(|_| head.survey.version.is_some());
    if shown.invited > 0 {
        rows.push((number(shown.invited), "people are invited".into_any()));
    }
    if let Some(eligible) = shown.eligible.filter(|eligible| *eligible > 0) {
        rows.push((number(eligible), "people could answer, as far as you said".into_any()));
        if let Some(newest) = answered {
            let percent = (newest.about * 100 / eligible).min(100);
            rows.push((format!("{percent}%"), "of those have answered, about".into_any()));
        }
    }
    if let Some(closes) = head.survey.closes_at.filter(|_| head.phase == Phase::Open) {
        let left = head.now.days_left(closes);
        let words = if left == 1 { "day left" } else { "days left, today not counted" };
        rows.push((left.to_string(), words.into_any()));
    }
    (!rows.is_empty()).then(|| stats(rows))
}

/// Work that runs by itself, with how far it is.
fn running(head: Head<'_>, shown: &Monitor<'_>) -> Option<AnyView> {
    if shown.jobs.is_empty() {
        return None;
    }
    let rows = shown.jobs.iter().map(|job| {
        let (what, doing) = match job.kind.as_str() {
            "invite" => ("Writing letters to people who are invited", "letters written"),
            "release" => ("Counting the answers", "answers counted"),
            _ => ("Shuffling the answers and destroying the key that tied invitations to them", "answers done"),
        };
        let state = match (job.state, job.total) {
            (State::Failed, _) => format!("It failed and was given up: {}. Nothing was lost.", job.note),
            (State::Waiting, _) if job.note.is_empty() => "It waits for its turn. You can leave this page.".to_owned(),
            (State::Waiting, _) => format!("It did not work and is tried again by itself: {}.", job.note),
            (_, 0) => format!("{} {doing}. You can leave this page.", number(job.done)),
            (_, total) => format!("{} of {} {doing}. You can leave this page.", number(job.done), number(total)),
        };
        let bar = (job.state == State::Running && job.total > 0).then(|| {
            view! { <progress class="progress__bar" value=job.done.to_string() max=job.total.to_string() aria-label=what></progress> }
        });
        view! { <li><p><strong>{what}</strong></p><p class="soft">{state}</p>{bar}</li> }
    });
    let failed = shown.jobs.iter().any(|job| job.state == State::Failed) && head.desk.home != "/desk";
    let retry = failed.then(|| {
        post_button(
            &format!("{}/jobs/retry", head.desk.home),
            "button button--second",
            "Try failed work again",
            Vec::new(),
        )
    });
    let again = view! { <p><a href=path(head.survey.id, "")>"Look again"</a></p> };
    Some(
        view! { <h2>"Work going on by itself"</h2><ul class="rows">{rows.collect_view()}</ul>{again}{retry} }
            .into_any(),
    )
}

/// What is left to do before the first publishing, as a list of tasks.
fn to_do(head: Head<'_>, shown: &Monitor<'_>) -> Option<AnyView> {
    if head.phase != Phase::Draft {
        return None;
    }
    let id = head.survey.id;
    let stops = &shown.drafted.readiness.stops;
    let of = |what: fn(&str) -> bool| stops.iter().filter(|problem| what(&problem.place)).count();
    let is_day = |place: &str| matches!(place, "opens" | "closes");
    let is_notice = |place: &str| place.starts_with("notice") || matches!(place, "title" | "languages");
    let is_question = |place: &str| place.starts_with("pages") || place.starts_with("scales");
    let task = |name: &str, page: &str, left: usize, hint: String| Task {
        name: name.to_owned(),
        href: path(id, page),
        state: if left == 0 { "done".to_owned() } else { format!("{left} to do") },
        tone: if left == 0 { Tone::Good } else { Tone::Warn },
        hint,
    };
    let advice = shown.drafted.readiness.advice.iter().filter(|problem| is_question(&problem.place)).count();
    let advice =
        if advice == 0 { String::new() } else { counted(advice, "thing could be better", "things could be better") };
    let questionnaire = &shown.drafted.definition.questionnaire;
    let size = format!(
        "{}, about {}",
        counted(questionnaire.count(), "question", "questions"),
        counted(usize::from(questionnaire.minutes()), "minute", "minutes")
    );
    let questions = [size, advice].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(". ");
    let mut rows = vec![
        task("Questions", "/questions", of(is_question), questions),
        task("Start page and the law", "/notice", of(is_notice), String::new()),
        task("First and last day", "/notice#opens", of(is_day), String::new()),
    ];
    rows.push(invitation_task(head, shown));
    Some(view! { <h2>"Before it can open"</h2>{tasks(rows)} }.into_any())
}

fn invitation_task(head: Head<'_>, shown: &Monitor<'_>) -> Task {
    let needed = head.survey.access == Access::Invited;
    let (state, tone) = match (shown.invited, needed) {
        (0, true) => ("nobody yet".to_owned(), Tone::Warn),
        (0, false) => ("if you like".to_owned(), Tone::Plain),
        (invited, _) => (format!("{} invited", number(invited)), Tone::Good),
    };
    let hint = if needed { "Only people you invite can answer. You can go on inviting while it is open." } else { "" };
    let href = path(head.survey.id, "/invitations");
    Task { name: "Invite people".to_owned(), href, state, tone, hint: hint.to_owned() }
}

/// Changes of the draft that people do not see yet.
fn unpublished(head: Head<'_>, shown: &Monitor<'_>) -> Option<AnyView> {
    let version = head.survey.version?;
    if !shown.drafted.changed || head.phase == Phase::Closed {
        return None;
    }
    let what = if shown.only_words {
        "Only words are different, so all answers stay comparable."
    } else {
        "Questions are different. Answers that were begun keep the version that they were begun with."
    };
    let stops =
        shown.drafted.readiness.stops.iter().filter(|problem| severity(&problem.kind) == Severity::Stops).count();
    let stops = (stops > 0).then(|| {
        view! { <p><a href=path(head.survey.id, "/questions")>{counted(stops, "thing stops it", "things stop it")}</a></p> }
    });
    let body = view! {
        <p>{format!("People see version {version}. {what}")}</p>
        {stops}
        {publish_button(head, shown, "Publish the changes")}
    };
    Some(notice(Tone::Warn, "The draft has changes that are not published", body))
}

/// The public address with its code.
fn address(head: Head<'_>, shown: &Monitor<'_>) -> Option<AnyView> {
    if !matches!(head.phase, Phase::Open | Phase::Scheduled) {
        return None;
    }
    let words = if head.survey.access == Access::Invited {
        "Only people who are invited can answer; everybody else reads there what it is about."
    } else {
        "Anybody with this address can answer while it is open."
    };
    let link = shown.link.to_owned();
    let code = qr::svg(&link);
    let view = view! {
        <h2>"Its address"</h2>
        <div class="address">
            <div class="qr" role="img" aria-label="The address as a code for phones" inner_html=code></div>
            <div class="flow">
                <div class="field">
                    <label class="field__label" for="address">"Address to copy"</label>
                    <input class="input" id="address" type="text" readonly=true value=link.clone()/>
                </div>
                <p><a href=link>"Open it as people see it"</a></p>
                <p class="soft">{words}</p>
                <p><a href=path(head.survey.id, "/poster")>"A poster to print"</a></p>
            </div>
        </div>
    };
    Some(view.into_any())
}

/// How many answered week by week, as far as that is released.
fn weeks(head: Head<'_>, shown: &Monitor<'_>) -> Option<AnyView> {
    let newest = shown.newest.filter(|_| head.survey.version.is_some())?;
    let weeks = newest.released.tables.get(WEEK_TABLE)?;
    let first = domain::time::week_of(head.now.date(head.survey.opens_at?));
    let last =
        head.now.date(head.survey.closed_at.or(head.survey.closes_at).map_or(head.now.at, |at| at.min(head.now.at)));
    let count = weeks.table.dimensions().first()?.categories.len();
    let week = |at: usize| -> Option<Date> { first.checked_add(i64::try_from(at).ok()?.weeks()).ok() };
    let rows =
        (0..count).map_while(|at| Some((at, week(at)?))).take_while(|(_, week)| *week <= last).map(|(at, week)| {
            let answers = match weeks.table.count(&[Some(at)]) {
                Count::Published(answers) => Cell::Text(number(i64::try_from(answers).unwrap_or(i64::MAX))),
                Count::Withheld => Cell::Withheld(1, "withheld (fewer than 10)".to_owned()),
            };
            Row { head: short_date(week, domain::text::Language::English).into_any(), cells: vec![answers], all: false }
        });
    let table =
        table("Answers week by week", vec![Column::words("Week from"), Column::number("Answers")], rows.collect());
    let up_to = domain::time::words::long_date(weeks.up_to, domain::text::Language::English);
    Some(
        view! {
            <h2>"Week by week"</h2>
            {table}
            <p class="soft">{format!("Rounded, so rows may not add up. Counted up to {up_to}. Only the week of an answer is kept, never its day.")}</p>
        }
        .into_any(),
    )
}

/// Made-up answers, to see what results will look like.
fn rehearse(visit: &Visit, head: Head<'_>, form: &Form) -> Option<AnyView> {
    if head.phase != Phase::Draft {
        return None;
    }
    let value = form.value("answers");
    let filled = if value.is_empty() { Form::filled([("answers", "300")]) } else { form.clone() };
    let lines = vec![
        Line::new("open", "As open surveys usually go", form.value("crowd") != "even")
            .hint("Older people and people in better-off places answer more readily."),
        Line::new("even", "As the area is", form.value("crowd") == "even"),
    ];
    let crowd = fieldset(visit, form, "crowd", "Who answers?", "", choices("crowd", "crowd", false, "", lines));
    let view = view! {
        <h2>"Rehearse it"</h2>
        <p>"Made-up people from the census of your area answer the draft, and you see what the results will look like. "
            "It is all marked as rehearsed and goes when you publish."</p>
        <form class="narrow" method="post" action=path(head.survey.id, "/rehearse") novalidate=true>
            {Field::number("answers", "How many answers?").hint("From 1 to 5,000").view(visit, &filled)}
            {crowd}
            <div class="actions"><button class="button button--second" type="submit">"Rehearse"</button></div>
        </form>
    };
    Some(view.into_any())
}

/// How it ends: closing, or deleting a draft.
fn ending(head: Head<'_>) -> Option<AnyView> {
    let (href, words) = match head.phase {
        Phase::Draft => ("/delete", "Delete this draft"),
        Phase::Open => ("/close", "Close it early"),
        Phase::Scheduled | Phase::Published => ("/close", "Close it before it opens"),
        Phase::Closed => return None,
    };
    Some(
        view! { <p class="actions"><a class="button button--danger" href=path(head.survey.id, href)>{words}</a></p> }
            .into_any(),
    )
}
