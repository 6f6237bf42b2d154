//! Work that goes on by itself, as a desk shows it: what it is about, how far it is, and trying again what was given up.

use domain::id::{JobId, PartnershipId, SurveyId};
use jiff::{SignedDuration, Timestamp};
use store::{
    Tx,
    job::{Job, State},
    survey::Survey,
};

use crate::{
    Context, Error, Result,
    access::{Caller, Officer},
    audit::{self, Action},
    job::Kind,
};

/// How long work that is done is shown.
const SHOWN: SignedDuration = SignedDuration::from_hours(24);

/// A piece of work.
#[derive(Clone, Debug)]
pub struct Work {
    /// Its identifier.
    pub id: JobId,
    /// What is done.
    pub kind: Kind,
    /// With which survey, and what staff call it.
    pub survey: Option<(SurveyId, String)>,
    /// Where it stands.
    pub state: State,
    /// Steps done.
    pub done: i64,
    /// Steps in all; 0 while unknown.
    pub total: i64,
    /// What went wrong last.
    pub note: String,
    /// Not before.
    pub run_at: Timestamp,
    /// When it ended.
    pub ended_at: Option<Timestamp>,
}

impl Work {
    fn new(job: Job, kind: Kind, survey: Option<(SurveyId, String)>) -> Self {
        let Job { id, state, done, total, note, run_at, ended_at, .. } = job;
        Self { id, kind, survey, state, done, total, note, run_at, ended_at }
    }
}

/// The work of a desk: what runs, what waits, what was given up, what is done, each newest first.
/// Counting that is done is not worth a line: it happens all day.
pub(super) async fn of(ctx: &Context, officer: &Officer, surveys: &[Survey]) -> Result<Vec<Work>> {
    let mut tx = ctx.store.main.read().await?;
    let jobs = store::job::jobs_of(&mut tx, officer.partnership(), ctx.now() - SHOWN).await?;
    let mut work = Vec::new();
    for job in jobs {
        let kind: Kind = serde_json::from_str(&job.payload).map_err(Error::internal)?;
        if job.state == State::Done && matches!(kind, Kind::Release { .. }) {
            continue;
        }
        let about = survey_of(&mut tx, &kind).await?;
        let survey = surveys.iter().find(|survey| Some(survey.id) == about);
        work.push(Work::new(job, kind, survey.map(|survey| (survey.id, survey.title.clone()))));
    }
    work.sort_by_key(|work| rank(work.state));
    Ok(work)
}

/// What runs comes first, what is done last.
const fn rank(state: State) -> u8 {
    match state {
        State::Running => 0,
        State::Waiting => 1,
        State::Failed => 2,
        State::Done => 3,
    }
}

async fn survey_of(tx: &mut Tx, kind: &Kind) -> Result<Option<SurveyId>> {
    Ok(match kind {
        Kind::Invite { survey } | Kind::Release { survey } | Kind::Seal { survey } => Some(*survey),
        Kind::Export { export } => store::export::export_by_id(tx, *export).await?.map(|export| export.survey),
        Kind::Mail { .. } | Kind::Retention => None,
    })
}

/// How far a piece of work is, for officers of the partnership whose desk shows it.
///
/// # Errors
/// [`Error::Missing`] for everybody else, and when there is no such work (any more).
pub async fn progress(ctx: &Context, caller: &Caller, id: JobId) -> Result<Work> {
    let mut tx = ctx.store.main.read().await?;
    let job = store::job::job_by_id(&mut tx, id).await?.ok_or(Error::Missing)?;
    let whose: PartnershipId = job.partnership.ok_or(Error::Missing)?;
    let partnership = crate::partnership::known(&mut tx, whose).await?;
    caller.officer(&partnership)?;
    let kind: Kind = serde_json::from_str(&job.payload).map_err(Error::internal)?;
    let survey = match survey_of(&mut tx, &kind).await? {
        Some(id) => store::survey::survey_by_id(&mut tx, id).await?.map(|survey| (survey.id, survey.title)),
        None => None,
    };
    Ok(Work::new(job, kind, survey))
}

/// Tries everything again that was given up on this desk, letters too; how many pieces.
pub async fn retry(ctx: &Context, officer: &Officer) -> Result<u64> {
    let mut tx = ctx.store.main.write().await?;
    let pieces = store::job::retry_failed_jobs(&mut tx, officer.partnership(), ctx.now()).await?;
    if pieces > 0 {
        let subject = format!("partnership:{}", officer.partnership());
        audit::note(ctx, &mut tx, officer.by(), Action("work-retried"), &subject, &pieces.to_string()).await?;
    }
    tx.commit().await?;
    ctx.wake.notify_one();
    Ok(pieces)
}
