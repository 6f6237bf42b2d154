//! Pages of the desk itself: the desks that somebody has, and what needs them first on one of them.

mod task;

use domain::{
    disclosure::Cell as Published,
    survey::publish::Phase,
    text::Language,
    time::words::{clock, day_and_month, long_date},
};
use jiff::{
    Timestamp,
    civil::{Date, DateTime},
    tz::TimeZone,
};
use leptos::prelude::*;
use service::desk::{Desks, OwnDesk, Running, SharedSurvey, Start};

use crate::{
    audit, job,
    part::{
        list::{Tone, empty, notice, post_button, tag, tasks},
        table::{Cell, Column, Row, table, under_head},
    },
    shell::{self, Desk, Title},
    visit::Visit,
    words::number,
};

/// The title of a page of a desk.
pub(crate) fn title(page: &str) -> Title {
    Title::of(page).within("Desk")
}

/// A page of a desk.
pub(crate) fn page(visit: &Visit, desk: &Desk, title: &Title, body: impl IntoView + 'static) -> String {
    shell::desk(visit, title, desk, body.into_any())
}

/// The desks that somebody may open, and the surveys that are shared with them.
pub fn desks(visit: &Visit, desk: &Desk, desks: &Desks) -> String {
    let nothing = desks.own.is_empty() && desks.shared.is_empty();
    let nothing = nothing.then(|| {
        let words = "Here are the desks of your partnerships, and the surveys that are shared with the body that you \
                     work for. There are none yet. Ask whoever invited you: an officer can share a survey with your \
                     body, or an administrator can make your body a member of a partnership.";
        empty("Nothing is open to you yet", view! { <p>{words}</p> })
    });
    let body = view! {
        <div class="desk__top"><h1>"Your desks"</h1></div>
        <div class="flow">
            {nothing}
            {(!desks.own.is_empty()).then(|| own_desks(&desks.own))}
            {(!desks.shared.is_empty()).then(|| shared(&desks.shared))}
        </div>
    };
    page(visit, desk, &title("Your desks"), body)
}

fn own_desks(own: &[OwnDesk]) -> AnyView {
    let columns = vec![Column::words("Desk"), Column::number("Open surveys"), Column::number("Drafts")];
    let count = |n: usize| Cell::Text(number(i64::try_from(n).unwrap_or(i64::MAX)));
    let rows = own.iter().map(|own| {
        let href = format!("/desk/{}", own.partnership.slug);
        let head = view! { <a href=href>{own.partnership.name.clone()}</a> }.into_any();
        Row { head, cells: vec![count(own.open), count(own.drafts)], all: false }
    });
    table("Desks that you may open", columns, rows.collect())
}

fn shared(shared: &[SharedSurvey]) -> AnyView {
    let columns =
        vec![Column::words("Survey"), Column::words("Of"), Column::words("State"), Column::words("What you can open")];
    let rows = shared.iter().map(|shared| {
        let (home, title) = (format!("/desk/surveys/{}", shared.survey.id), shared.survey.title.clone());
        let link = |path: &str, words: &'static str| {
            let about = format!(": {title}");
            view! { <a href=format!("{home}{path}")>{words}<span class="unseen">{about}</span></a>" " }
        };
        let edit = shared.may_edit.then(|| link("", "How it is going"));
        let what = view! {
            <span class="links">
                {edit}
                {link("/who", "Who answered")}
                {link("/results", "What people answered")}
                {link("/exports", "Research files")}
            </span>
        };
        let head = title.clone().into_any();
        let cells =
            vec![Cell::Text(shared.owner.clone()), Cell::View(phase(shared.phase, 0)), Cell::View(what.into_any())];
        Row { head, cells, all: false }
    });
    table("Surveys that are shared with you", columns, rows.collect())
}

/// The state of a survey as a tag; days left are told when it is open.
fn phase(phase: Phase, days_left: i64) -> AnyView {
    match phase {
        Phase::Draft => tag(Tone::Plain, "Draft"),
        Phase::Published => tag(Tone::Plain, "Published"),
        Phase::Scheduled => tag(Tone::Plain, "Opens by itself"),
        Phase::Open => {
            let left = match days_left {
                0 => String::new(),
                1 => ", 1 day left".to_owned(),
                days => format!(", {} days left", number(days)),
            };
            tag(Tone::Good, format!("Open{left}"))
        }
        Phase::Closed => tag(Tone::Plain, "Closed"),
    }
}

/// What was just done, to be said on top of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    /// Work is tried again.
    Retried,
}

/// When the page is read.
#[derive(Clone, Copy)]
pub struct Now<'a> {
    /// This instant.
    pub at: Timestamp,
    /// Europe/London.
    pub london: &'a TimeZone,
}

/// What needs somebody first on a desk.
pub fn start(visit: &Visit, desk: &Desk, start: &Start, now: Now<'_>, said: Option<Said>) -> String {
    let mut desk = desk.clone();
    if let Some(first) = desk.rail.first_mut() {
        first.waiting = start.tasks.len();
    }
    let said = said.map(|Said::Retried| {
        let words = view! { <p>"It is tried again now. What fails once more comes back here."</p> };
        notice(Tone::Good, "Trying again", words)
    });
    let home = desk.home.clone();
    let first = if start.tasks.is_empty() {
        nothing_to_do(start, &home)
    } else {
        tasks(start.tasks.iter().map(|one| task::line(visit, one, &home, start.today)).collect())
    };
    let body = view! {
        <div class="desk__top">
            <div><p class="soft">{long_date(start.today, Language::English)}</p><h1>"What needs you first"</h1></div>
        </div>
        <div class="flow">
            {said}
            {first}
            <h2>"Running now"</h2>
            {running(&start.running, &home, now.london)}
            <div class="split split--even">
                {work(start, &home, now)}
                {lately(start, now.london)}
            </div>
        </div>
    };
    page(visit, &desk, &title("What needs you first"), body)
}

fn nothing_to_do(start: &Start, home: &str) -> AnyView {
    let new = format!("{home}/surveys/new");
    let (head, words, button) = if start.running.is_empty() && start.lately.is_empty() {
        let words = "Here you will see what is due, what is late and who is missing. Begin with a survey from a \
                     template: it is a draft until you publish it.";
        ("Begin with your first survey", words, "Make a survey")
    } else {
        let words = "When a draft should open soon, a group is missing, results are due or something has failed, it \
                     stands here first.";
        ("Nothing needs you today", words, "Make another survey")
    };
    let body = view! { <p>{words}</p><p class="actions"><a class="button" href=new>{button}</a></p> };
    empty(head, body)
}

fn running(rows: &[Running], home: &str, london: &TimeZone) -> AnyView {
    if rows.is_empty() {
        let href = format!("{home}/surveys");
        return view! { <p>"Nothing is running just now. "<a href=href>"Show all surveys"</a></p> }.into_any();
    }
    let columns = vec![
        Column::words("What"),
        Column::words("Closes"),
        Column::number("Taken part"),
        Column::number("This week"),
        Column::words("Missing most"),
        Column::words("State"),
    ];
    let rows = rows.iter().map(|one| row(one, london)).collect();
    under_head("Surveys that are running, or whose results are not public yet", columns, rows)
}

fn row(running: &Running, london: &TimeZone) -> Row {
    let survey = &running.survey;
    let head = view! { <a href=format!("/desk/surveys/{}", survey.id)>{survey.title.clone()}</a> }.into_any();
    let end = survey.closed_at.or(survey.closes_at).map(|at| london.to_datetime(at));
    let open = running.phase == Phase::Open;
    let closes = match end {
        Some(end) if open => {
            format!("{}, {}", day_and_month(end.date(), Language::English), clock(end.time(), Language::English))
        }
        Some(end) => format!("Closed {}", day_and_month(end.date(), Language::English)),
        None => String::new(),
    };
    let this_week = match running.this_week {
        Some(Published::Published(count)) => number(i64::try_from(count).unwrap_or(i64::MAX)),
        Some(Published::Withheld) => "fewer than 10".to_owned(),
        None => "\u{2013}".to_owned(),
    };
    let missing = match (&running.missing, open) {
        (Some(group), _) => group.people.clone(),
        (None, true) if running.answered.is_some() => "Nobody that we can tell".to_owned(),
        (None, true) => "Too few to say".to_owned(),
        (None, false) => "\u{2013}".to_owned(),
    };
    let state = match (open, survey.sealed_at) {
        (true, _) => phase(running.phase, running.days_left),
        (false, None) => tag(Tone::Now, "Answers being sealed"),
        (false, Some(_)) => tag(Tone::Now, "Results not public yet"),
    };
    let answered =
        running.answered.map_or_else(|| "fewer than 10".to_owned(), |about| format!("about {}", number(about)));
    let cells =
        vec![Cell::Text(closes), Cell::Text(answered), Cell::Text(this_week), Cell::Text(missing), Cell::View(state)];
    Row { head, cells, all: false }
}

fn work(start: &Start, home: &str, now: Now<'_>) -> AnyView {
    let lines: Vec<AnyView> = start.work.iter().map(|work| job::line(work, home, now.at, now.london)).collect();
    let waiting = (start.letters.waiting > start.letters.given_up).then(|| {
        let words = format!(
            "{} on their way. You can leave this page.",
            number(start.letters.waiting - start.letters.given_up)
        );
        let href = format!("{home}/outbox");
        view! { <li><p><strong>"Letters"</strong></p><p class="soft">{words}" "<a href=href>"Outbox"</a></p></li> }
    });
    let failed = start.work.iter().any(|work| work.state == service::job::State::Failed) || start.letters.given_up > 0;
    let retry = failed.then(|| {
        post_button(&format!("{home}/jobs/retry"), "button button--second", "Try again what has failed", Vec::new())
    });
    let nothing = (lines.is_empty() && waiting.is_none()).then(|| {
        let words = "Nothing just now. Letters, counting and research files are worked on here, one after the other.";
        view! { <p class="soft">{words}</p> }
    });
    view! {
        <section aria-labelledby="work" class="flow">
            <h2 id="work">"Work going on by itself"</h2>
            {nothing}
            <ul class="rows">{waiting}{lines}</ul>
            {retry}
        </section>
    }
    .into_any()
}

fn lately(start: &Start, london: &TimeZone) -> AnyView {
    let lines = start.lately.iter().map(|deed| {
        let when = when(london.to_datetime(deed.line.at), start.today);
        let words = format!("{}. ", audit::deed(deed));
        view! { <li>{words}<span class="soft">{when}</span></li> }
    });
    let nothing = start.lately.is_empty().then(|| {
        view! { <p class="soft">"Nothing yet. What anybody does on this desk is noted here."</p> }
    });
    let lines = lines.collect_view();
    view! {
        <section aria-labelledby="lately" class="flow">
            <h2 id="lately">"Lately"</h2>
            {nothing}
            <ul class="rows">{lines}</ul>
        </section>
    }
    .into_any()
}

/// "Today, 2:02am", "Tuesday 17 November", and with the year when it was another.
fn when(at: DateTime, today: Date) -> String {
    let date = at.date();
    if date == today {
        format!("Today, {}", clock(at.time(), Language::English))
    } else if date.year() == today.year() {
        day_and_month(date, Language::English)
    } else {
        long_date(date, Language::English)
    }
}
