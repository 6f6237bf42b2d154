//! Work that goes on by itself, in words: what it is about, how far it is, and what the island asks for.

use domain::{text::Language, time};
use jiff::{SignedDuration, Timestamp, tz::TimeZone};
use leptos::prelude::*;
use service::{
    desk::Work,
    job::{Kind, State},
};

use crate::{
    audit::quoted,
    island::job::{JobProgress, Progress},
    part::list::{Tone, tag},
    shell,
    shell::with_island,
    words::number,
};

/// Work that waits no longer than this counts as going on.
const SOON: SignedDuration = SignedDuration::from_secs(60);

/// What a piece of work is about.
pub fn title(work: &Work) -> String {
    let survey = work.survey.as_ref().map_or_else(|| "a survey".to_owned(), |(_, title)| quoted(title));
    match &work.kind {
        Kind::Mail { .. } => "A letter".to_owned(),
        Kind::Invite { .. } => format!("Letters of invitation to {survey}"),
        Kind::Release { .. } => format!("Counting the answers of {survey}"),
        Kind::Seal { .. } => format!("Sealing the answers of {survey}"),
        Kind::Export { .. } => format!("Research file of {survey}"),
        Kind::Retention => "Removing what is no longer needed".to_owned(),
    }
}

/// How a piece of work stands at this instant, for its island.
pub fn progress(work: &Work, now: Timestamp, london: &TimeZone) -> Progress {
    let html = shell::without_marks(&stand(work, now, london).to_html());
    Progress { going: is_going(work, now), html }
}

/// Whether it goes on now, or soon.
fn is_going(work: &Work, now: Timestamp) -> bool {
    match work.state {
        State::Running => true,
        State::Waiting => work.run_at <= now + SOON,
        State::Done | State::Failed => false,
    }
}

/// How a piece of work stands: a sentence, and a bar while it goes on.
fn stand(work: &Work, now: Timestamp, london: &TimeZone) -> AnyView {
    let bar = is_going(work, now).then(|| {
        let known = |n: i64| (work.total > 0).then(|| n.to_string());
        let label = title(work);
        view! { <progress class="progress__bar" value=known(work.done) max=known(work.total) aria-label=label></progress> }
    });
    view! { <p class="soft">{words(work, now, london)}</p>{bar} }.into_any()
}

fn words(work: &Work, now: Timestamp, london: &TimeZone) -> String {
    let moment = |at: Timestamp| time::words::moment(london.to_datetime(at), Language::English);
    let ended = work.ended_at.map(moment).unwrap_or_default();
    match work.state {
        State::Waiting if is_going(work, now) => "It waits for its turn. You can leave this page.".to_owned(),
        State::Waiting if work.note.is_empty() => format!("It begins on {}.", moment(work.run_at)),
        State::Waiting => format!("The last try did not work ({}). The next is on {}.", work.note, moment(work.run_at)),
        State::Running => format!("{} You can leave this page.", steps(work)),
        State::Done if matches!(work.kind, Kind::Export { .. }) => format!("Ready since {ended}."),
        State::Done => format!("Done on {ended}."),
        State::Failed => format!("Given up on {ended}: {}.", work.note.trim_end_matches('.')),
    }
}

fn steps(work: &Work) -> String {
    match (work.done, work.total) {
        (done, total) if total > 0 => format!("{} of {} done.", number(done), number(total)),
        (0, _) => "It has begun.".to_owned(),
        (done, _) => format!("{} done so far.", number(done)),
    }
}

/// A piece of work as a line of a list.
pub fn line(work: &Work, here: &str, now: Timestamp, london: &TimeZone) -> AnyView {
    let title = title(work);
    let link = match (&work.kind, &work.survey, work.state) {
        (Kind::Export { .. }, Some((survey, _)), State::Done) => {
            let href = format!("/desk/surveys/{survey}/exports");
            Some(view! { <p><a href=href>"Show the research files"</a></p> })
        }
        _ => None,
    };
    let drawn = stand(work, now, london);
    let stand = if is_going(work, now) {
        let again = view! { <p><a href=here.to_owned()>"Look again"</a></p> };
        let island = with_island(|| view! { <JobProgress job=work.id.to_string()>{drawn}</JobProgress> });
        view! { {island}{again} }.into_any()
    } else {
        let failed = (work.state == State::Failed).then(|| tag(Tone::Bad, "failed"));
        view! { {drawn}{failed} }.into_any()
    };
    view! { <li><p><strong>{title}</strong></p>{stand}{link}</li> }.into_any()
}
