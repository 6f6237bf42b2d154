//! Work that runs by itself: written in the transaction that causes it, done by a worker that may do it twice.
//!
//! To add a kind: a variant of [`Kind`] with what it needs, an arm in [`run`], a use case that says *done*, *retry* or
//! *fail*. Whatever a job writes, it writes so that a second run changes nothing more.

use domain::id::{ExportId, JobId, MailId, PartnershipId, SurveyId};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use store::Tx;
pub use store::job::{Job, State};

use crate::{Context, Error, Result, access::Editor, mail::Postman};

/// How long a worker may be silent before another takes its job.
const LEASE: SignedDuration = SignedDuration::from_mins(5);
/// How often a job is tried before it is given up.
const ATTEMPTS: i64 = 12;

/// What there is to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Kind {
    /// Hand a letter over.
    Mail {
        /// Which.
        mail: MailId,
    },
    /// Write the letters of invitations that were added.
    Invite {
        /// To which survey.
        survey: SurveyId,
    },
    /// Count the answers of a survey and release what may be released.
    Release {
        /// Which survey.
        survey: SurveyId,
    },
    /// Strip and shuffle the answers of a closed survey, and destroy its link key.
    Seal {
        /// Which survey.
        survey: SurveyId,
    },
    /// Write a research file.
    Export {
        /// Which file.
        export: ExportId,
    },
    /// Remove what has outlived its rule.
    Retention,
}

impl Kind {
    /// Its word in the database.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Mail { .. } => "mail",
            Self::Invite { .. } => "invite",
            Self::Release { .. } => "release",
            Self::Seal { .. } => "seal",
            Self::Export { .. } => "export",
            Self::Retention => "retention",
        }
    }

    /// The key under which it may wait only once.
    pub(crate) fn unique_key(&self) -> Option<String> {
        match self {
            Self::Mail { .. } => None,
            Self::Invite { survey } | Self::Release { survey } | Self::Seal { survey } => {
                Some(format!("{}:{survey}", self.code()))
            }
            Self::Export { export } => Some(format!("export:{export}")),
            Self::Retention => Some("retention".to_owned()),
        }
    }
}

/// What became of one run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Done; nothing is left of it.
    Done,
    /// Not now, for this reason: again later.
    Retry(String),
    /// The next step is due at this time; nothing went wrong.
    Again(Timestamp),
    /// Never, for this reason.
    Fail(String),
}

/// A job to be written.
pub struct New<'a> {
    kind: &'a Kind,
    partnership: Option<PartnershipId>,
    at: Option<Timestamp>,
    total: i64,
}

impl<'a> New<'a> {
    /// To be done at once.
    pub const fn now(kind: &'a Kind) -> Self {
        Self { kind, partnership: None, at: None, total: 0 }
    }

    /// Not before this.
    #[must_use]
    pub const fn at(mut self, at: Timestamp) -> Self {
        self.at = Some(at);
        self
    }

    /// Shown on this desk.
    #[must_use]
    pub const fn on_desk_of(mut self, partnership: PartnershipId) -> Self {
        self.partnership = Some(partnership);
        self
    }
}

/// Writes a job, unless the same one waits or runs; whether it was written.
pub(crate) async fn enqueue(ctx: &Context, tx: &mut Tx, new: New<'_>) -> Result<bool> {
    let now = ctx.now();
    let job = store::job::Job {
        id: JobId::new(ctx.ids.ordered(now)?),
        kind: new.kind.code().to_owned(),
        payload: serde_json::to_string(new.kind).map_err(Error::internal)?,
        unique_key: new.kind.unique_key(),
        partnership: new.partnership,
        state: State::Waiting,
        run_at: new.at.unwrap_or(now),
        attempts: 0,
        done: 0,
        total: new.total,
        note: String::new(),
        made_at: now,
        ended_at: None,
    };
    let written = store::job::insert_job(tx, &job).await?;
    ctx.wake.notify_one();
    Ok(written)
}

/// How long to wait before the next try: 30 s, then twice as long each time, at most six hours.
fn pause(attempts: i64) -> SignedDuration {
    let doublings = u32::try_from(attempts.clamp(1, 10) - 1).unwrap_or(0);
    SignedDuration::from_secs(30 * (1 << doublings)).min(SignedDuration::from_hours(6))
}

/// The work that waits, runs or was given up for a survey, newest first.
pub async fn of_survey(ctx: &Context, editor: &Editor) -> Result<Vec<Job>> {
    let survey = editor.survey();
    let keys = ["invite", "release", "seal"].map(|kind| format!("{kind}:{survey}"));
    Ok(store::job::jobs_with_keys(&mut ctx.store.main.read().await?, keys).await?)
}

/// A job that this worker holds.
pub(crate) struct Running<'a> {
    ctx: &'a Context,
    claimed: store::job::Job,
}

impl Running<'_> {
    /// Says how far it is and keeps the job.
    ///
    /// # Errors
    /// [`Error::Conflict`] when another worker has taken it over: stop at once.
    pub(crate) async fn progress(&self, done: usize, total: usize) -> Result<()> {
        let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
        let lease = self.ctx.now() + LEASE;
        let mut tx = self.ctx.store.main.write().await?;
        let kept = store::job::report_progress(&mut tx, &self.claimed, count(done), count(total), lease).await?;
        tx.commit().await?;
        if kept { Ok(()) } else { Err(Error::Conflict) }
    }
}

/// Claims one job and does it. `false` when none is due.
pub async fn run_one(ctx: &Context, postman: &dyn Postman) -> Result<bool> {
    let now = ctx.now();
    let mut tx = ctx.store.main.write().await?;
    let claimed = store::job::claim_job(&mut tx, now, now + LEASE).await?;
    tx.commit().await?;
    let Some(claimed) = claimed else { return Ok(false) };
    let running = Running { ctx, claimed };
    let outcome = match serde_json::from_str(&running.claimed.payload) {
        Ok(kind) => run(ctx, postman, &kind, &running).await,
        Err(error) => Ok(Outcome::Fail(format!("unreadable: {error}"))),
    };
    let outcome = match outcome {
        // Another worker has it: nothing is ours to write.
        Err(Error::Conflict) => return Ok(true),
        Err(error) => {
            tracing::warn!(job = %running.claimed.kind, error = %error, "a job failed and will be tried again");
            Outcome::Retry("an error inside; see the log".to_owned())
        }
        Ok(outcome) => outcome,
    };
    settle(ctx, &running.claimed, outcome).await?;
    Ok(true)
}

async fn settle(ctx: &Context, claimed: &store::job::Job, outcome: Outcome) -> Result<()> {
    let now = ctx.now();
    let mut tx = ctx.store.main.write().await?;
    match outcome {
        Outcome::Done => store::job::finish_job(&mut tx, claimed, State::Done, "", now).await?,
        Outcome::Again(at) => store::job::retry_job(&mut tx, claimed, "", at).await?,
        Outcome::Retry(why) if claimed.attempts < ATTEMPTS => {
            store::job::retry_job(&mut tx, claimed, &why, now + pause(claimed.attempts)).await?
        }
        Outcome::Retry(why) | Outcome::Fail(why) => {
            tracing::error!(job = %claimed.kind, why = %why, "a job was given up");
            store::job::finish_job(&mut tx, claimed, State::Failed, &why, now).await?
        }
    };
    tx.commit().await?;
    Ok(())
}

async fn run(ctx: &Context, postman: &dyn Postman, kind: &Kind, running: &Running<'_>) -> Result<Outcome> {
    match kind {
        Kind::Mail { mail } => crate::mail::hand_over(ctx, postman, *mail).await,
        Kind::Retention => crate::retention::remove_outlived(ctx).await,
        Kind::Invite { survey } => crate::invitation::write_letters(ctx, running, *survey).await,
        Kind::Release { survey } => crate::disclosure::release(ctx, running, *survey).await,
        Kind::Seal { survey } => crate::response::seal(ctx, running, *survey).await,
        Kind::Export { export } => crate::export::write_file(ctx, running, *export).await,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_double_up_to_six_hours() {
        let seconds: Vec<i64> = [1, 2, 3, 10, 50].map(|n| pause(n).as_secs()).to_vec();
        assert_eq!(seconds, [30, 60, 120, 15_360, 15_360]);
    }
}
