//! Work that goes on by itself, in words: what it is about, how far it is, and what the island asks for.

use std::sync::{Arc, Mutex, PoisonError};

use domain::{text::Language, time::words};
use jiff::{SignedDuration, Timestamp, tz::TimeZone};
use leptos::prelude::*;
use service::{
    Context, Error,
    access::Caller,
    desk::Work,
    job::{Kind, State},
};

use crate::{
    audit::quoted,
    island::job::{JobProgress, Progress},
    part::list::{Tone, tag},
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

/// How a piece of work stands at this instant.
pub fn progress(work: &Work, now: Timestamp, london: &TimeZone) -> Progress {
    let moment = |at: Timestamp| words::moment(london.to_datetime(at), Language::English);
    let going = match work.state {
        State::Running => true,
        State::Waiting => work.run_at <= now + SOON,
        State::Done | State::Failed => false,
    };
    let ended = work.ended_at.map(moment).unwrap_or_default();
    let words = match work.state {
        State::Waiting if going => "It waits for its turn. You can leave this page.".to_owned(),
        State::Waiting if work.note.is_empty() => format!("It begins on {}.", moment(work.run_at)),
        State::Waiting => format!("The last try did not work ({}). The next is on {}.", work.note, moment(work.run_at)),
        State::Running => format!("{} You can leave this page.", steps(work)),
        State::Done if matches!(work.kind, Kind::Export { .. }) => format!("Ready since {ended}."),
        State::Done => format!("Done on {ended}."),
        State::Failed => format!("Given up on {ended}: {}.", work.note.trim_end_matches('.')),
    };
    Progress { going, done: work.done, total: work.total, words }
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
    let (title, first) = (title(work), progress(work, now, london));
    let (job, label) = (work.id.to_string(), title.clone());
    let link = match (&work.kind, &work.survey, work.state) {
        (Kind::Export { .. }, Some((survey, _)), State::Done) => {
            let href = format!("/desk/surveys/{survey}/exports");
            Some(view! { <p><a href=href>"Show the research files"</a></p> })
        }
        _ => None,
    };
    let stand = if first.going {
        view! { <JobProgress job=job label=label here=here.to_owned() first=first/> }.into_any()
    } else {
        let failed = (work.state == State::Failed).then(|| tag(Tone::Bad, "failed"));
        view! { <p class="soft">{first.words}</p>{failed} }.into_any()
    };
    view! { <li><p><strong>{title}</strong></p>{stand}{link}</li> }.into_any()
}

/// What the server function of the island works with: it is handed in by its handler.
#[derive(Clone)]
pub struct Asked {
    /// The use cases' context.
    pub ctx: Context,
    /// Who asks.
    pub caller: Caller,
    /// Why there is no answer, for the handler, which finds the page and the status for it.
    pub refused: Arc<Mutex<Option<Error>>>,
}

/// How far a piece of work is.
///
/// # Errors
/// When the caller may not know; why is told to the handler.
pub(crate) async fn look(job: &str) -> Result<Progress, ServerFnError> {
    let asked = use_context::<Asked>().ok_or_else(|| ServerFnError::new("nothing to work with"))?;
    let looked = match job.parse() {
        Ok(id) => service::desk::progress(&asked.ctx, &asked.caller, id).await,
        Err(_) => Err(Error::Missing),
    };
    match looked {
        Ok(work) => Ok(progress(&work, asked.ctx.now(), &asked.ctx.london)),
        Err(error) => {
            *asked.refused.lock().unwrap_or_else(PoisonError::into_inner) = Some(error);
            Err(ServerFnError::new("no answer"))
        }
    }
}
