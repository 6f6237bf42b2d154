//! Jobs: rows of work, claimed by one worker at a time, which may do them twice.

use domain::id::{JobId, PartnershipId};
use jiff::Timestamp;

use crate::{
    Result,
    db::{Row, Tx},
    row::{Reader, instant, maybe_instant},
};

/// Where a job stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Not before `run_at`.
    Waiting,
    /// A worker holds its lease.
    Running,
    /// Done.
    Done,
    /// Given up; somebody should look.
    Failed,
}

impl State {
    /// Its word in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Running => "running",
            Self::Done => "done",
            Self::Failed => "failed",
        }
    }
}

impl std::str::FromStr for State {
    type Err = ();

    fn from_str(code: &str) -> std::result::Result<Self, ()> {
        [Self::Waiting, Self::Running, Self::Done, Self::Failed].into_iter().find(|s| s.code() == code).ok_or(())
    }
}

/// A piece of work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    /// Its identifier.
    pub id: JobId,
    /// Which code does it.
    pub kind: String,
    /// What that code needs, as JSON.
    pub payload: String,
    /// At most one with this key waits or runs.
    pub unique_key: Option<String>,
    /// Whose desk shows it.
    pub partnership: Option<PartnershipId>,
    /// Where it stands.
    pub state: State,
    /// Not before.
    pub run_at: Timestamp,
    /// How often it was begun.
    pub attempts: i64,
    /// Steps done.
    pub done: i64,
    /// Steps in all; 0 while unknown.
    pub total: i64,
    /// What went wrong last.
    pub note: String,
    /// When it was written.
    pub made_at: Timestamp,
    /// When it ended.
    pub ended_at: Option<Timestamp>,
}

fn job(row: &Row) -> Result<Job> {
    let reader = Reader::new(row, "job", "id")?;
    Ok(Job {
        id: JobId::new(row.get("id")?),
        kind: row.get("kind")?,
        payload: row.get("payload")?,
        unique_key: row.get("unique_key")?,
        partnership: row.get::<Option<uuid::Uuid>>("partnership")?.map(PartnershipId::new),
        state: reader.parse("state")?,
        run_at: instant(row, "run_at")?,
        attempts: row.get("attempts")?,
        done: row.get("done")?,
        total: row.get("total")?,
        note: row.get("note")?,
        made_at: instant(row, "made_at")?,
        ended_at: maybe_instant(row, "ended_at")?,
    })
}

/// Adds a waiting job, unless one with the same key waits or runs; whether it was added.
pub async fn insert_job(tx: &mut Tx, new: &Job) -> Result<bool> {
    let added = tx
        .sql(
            "INSERT INTO job (id, kind, payload, unique_key, partnership, state, run_at, attempts, done, total, note,
                 made_at)
             VALUES ($1, $2, $3, $4, $5, 'waiting', $6, 0, 0, $7, '', $8) ON CONFLICT DO NOTHING",
        )
        .bind(new.id.uuid())
        .bind(new.kind.clone())
        .bind(new.payload.clone())
        .bind(new.unique_key.clone())
        .bind(new.partnership.map(PartnershipId::uuid))
        .bind(new.run_at.as_microsecond())
        .bind(new.total)
        .bind(new.made_at.as_microsecond())
        .run()
        .await?;
    Ok(added == 1)
}

/// Claims the job that has waited longest, or one whose worker has let its lease run out; nobody else gets it until
/// `lease_until`. `None` only when no job is due.
pub async fn claim_job(tx: &mut Tx, now: Timestamp, lease_until: Timestamp) -> Result<Option<Job>> {
    loop {
        // Two workers may find the same row; the second condition lets only the first have it.
        let claimed = tx
            .sql(
                "UPDATE job SET state = 'running', lease_until = $2, attempts = attempts + 1
                 WHERE id = (SELECT id FROM job
                             WHERE (state = 'waiting' AND run_at <= $1) OR (state = 'running' AND lease_until < $1)
                             ORDER BY run_at NULLS LAST, id NULLS LAST LIMIT 1)
                   AND ((state = 'waiting' AND run_at <= $1) OR (state = 'running' AND lease_until < $1))
                 RETURNING *",
            )
            .bind(now.as_microsecond())
            .bind(lease_until.as_microsecond())
            .optional(|row| job(&row))
            .await?;
        if claimed.is_some() || !is_any_due(tx, now).await? {
            return Ok(claimed);
        }
        // Somebody else has the one that was found; another is due.
    }
}

async fn is_any_due(tx: &mut Tx, now: Timestamp) -> Result<bool> {
    let due = tx
        .sql(
            "SELECT 1 AS due FROM job
             WHERE (state = 'waiting' AND run_at <= $1) OR (state = 'running' AND lease_until < $1) LIMIT 1",
        )
        .bind(now.as_microsecond())
        .optional(|_| Ok(()))
        .await?;
    Ok(due.is_some())
}

/// Notes progress and keeps the lease; `false` when somebody else has the job by now.
pub async fn report_progress(
    tx: &mut Tx,
    claimed: &Job,
    done: i64,
    total: i64,
    lease_until: Timestamp,
) -> Result<bool> {
    let noted = tx
        .sql(
            "UPDATE job SET done = $1, total = $2, lease_until = $3
             WHERE id = $4 AND state = 'running' AND attempts = $5",
        )
        .bind(done)
        .bind(total)
        .bind(lease_until.as_microsecond())
        .bind(claimed.id.uuid())
        .bind(claimed.attempts)
        .run()
        .await?;
    Ok(noted == 1)
}

/// Ends a job that this worker still holds.
pub async fn finish_job(tx: &mut Tx, claimed: &Job, state: State, note: &str, now: Timestamp) -> Result<bool> {
    let ended = tx
        .sql(
            "UPDATE job SET state = $1, note = $2, ended_at = $3, lease_until = NULL
             WHERE id = $4 AND state = 'running' AND attempts = $5",
        )
        .bind(state.code())
        .bind(note.to_owned())
        .bind(now.as_microsecond())
        .bind(claimed.id.uuid())
        .bind(claimed.attempts)
        .run()
        .await?;
    Ok(ended == 1)
}

/// Puts a job back to be tried again later.
pub async fn retry_job(tx: &mut Tx, claimed: &Job, note: &str, run_at: Timestamp) -> Result<bool> {
    let put_back = tx
        .sql(
            "UPDATE job SET state = 'waiting', note = $1, run_at = $2, lease_until = NULL
             WHERE id = $3 AND state = 'running' AND attempts = $4",
        )
        .bind(note.to_owned())
        .bind(run_at.as_microsecond())
        .bind(claimed.id.uuid())
        .bind(claimed.attempts)
        .run()
        .await?;
    Ok(put_back == 1)
}

/// Puts the jobs of a desk that were given up back to be tried at once; how many. A job of which there is a newer one
/// stays as it is: the newer one does its work.
pub async fn retry_failed_jobs(tx: &mut Tx, partnership: PartnershipId, now: Timestamp) -> Result<u64> {
    tx.sql(
        "UPDATE job SET state = 'waiting', attempts = 0, run_at = $1, ended_at = NULL
         WHERE state = 'failed' AND partnership = $2
           AND NOT EXISTS (SELECT 1 FROM job AS newer WHERE newer.unique_key = job.unique_key AND newer.id > job.id)",
    )
    .bind(now.as_microsecond())
    .bind(partnership.uuid())
    .run()
    .await
}

/// The job with this identifier.
pub async fn job_by_id(tx: &mut Tx, id: JobId) -> Result<Option<Job>> {
    tx.sql("SELECT * FROM job WHERE id = $1").bind(id.uuid()).optional(|row| job(&row)).await
}

/// The job with this key that waits or runs.
pub async fn unended_job(tx: &mut Tx, unique_key: &str) -> Result<Option<Job>> {
    tx.sql("SELECT * FROM job WHERE unique_key = $1 AND state IN ('waiting', 'running')")
        .bind(unique_key.to_owned())
        .optional(|row| job(&row))
        .await
}

/// The newest jobs on one desk, letters left out: those that wait, run or were given up, and those that ended since. A
/// job that was given up and of which there is a newer one is left out too.
pub async fn jobs_of(tx: &mut Tx, partnership: PartnershipId, since: Timestamp) -> Result<Vec<Job>> {
    tx.sql(
        "SELECT * FROM job WHERE partnership = $1 AND kind <> 'mail'
           AND (state IN ('waiting', 'running') OR (state = 'done' AND ended_at >= $2)
             OR (state = 'failed' AND NOT EXISTS
                 (SELECT 1 FROM job AS newer WHERE newer.unique_key = job.unique_key AND newer.id > job.id)))
         ORDER BY made_at DESC NULLS LAST, id DESC NULLS LAST LIMIT 20",
    )
    .bind(partnership.uuid())
    .bind(since.as_microsecond())
    .all(|row| job(&row))
    .await
}

/// How many letters of a desk were given up, and what went wrong with the last of them.
pub async fn letters_given_up(tx: &mut Tx, partnership: PartnershipId) -> Result<(i64, String)> {
    let count = tx
        .sql("SELECT COUNT(*) AS given_up FROM job WHERE partnership = $1 AND kind = 'mail' AND state = 'failed'")
        .bind(partnership.uuid())
        .one(|row| row.get("given_up"))
        .await?;
    let last = tx
        .sql(
            "SELECT note FROM job WHERE partnership = $1 AND kind = 'mail' AND state = 'failed'
             ORDER BY ended_at DESC NULLS LAST, id DESC NULLS LAST LIMIT 1",
        )
        .bind(partnership.uuid())
        .optional(|row| row.get("note"))
        .await?;
    Ok((count, last.unwrap_or_default()))
}

/// What the jobs of letters needed that were given up before.
pub async fn letters_given_up_before(tx: &mut Tx, before: Timestamp) -> Result<Vec<String>> {
    tx.sql("SELECT payload FROM job WHERE kind = 'mail' AND state = 'failed' AND ended_at < $1 ORDER BY id NULLS LAST")
        .bind(before.as_microsecond())
        .all(|row| row.get("payload"))
        .await
}

/// The jobs with one of these keys that wait, run or were given up, newest first.
pub async fn jobs_with_keys(tx: &mut Tx, keys: [String; 3]) -> Result<Vec<Job>> {
    let [first, second, third] = keys;
    tx.sql(
        "SELECT * FROM job WHERE unique_key IN ($1, $2, $3) AND state IN ('waiting', 'running', 'failed')
         ORDER BY made_at DESC NULLS LAST, id DESC NULLS LAST LIMIT 20",
    )
    .bind(first)
    .bind(second)
    .bind(third)
    .all(|row| job(&row))
    .await
}

/// When the next job is due; `None` when none waits.
pub async fn next_due(tx: &mut Tx) -> Result<Option<Timestamp>> {
    tx.sql("SELECT MIN(run_at) AS due FROM job WHERE state = 'waiting'").one(|row| maybe_instant(&row, "due")).await
}

/// How many jobs stand where: (waiting and due, running, failed).
pub async fn count_jobs(tx: &mut Tx, now: Timestamp) -> Result<(i64, i64, i64)> {
    tx.sql(
        "SELECT COUNT(CASE WHEN state = 'waiting' AND run_at <= $1 THEN 1 END) AS due,
                COUNT(CASE WHEN state = 'running' THEN 1 END) AS running,
                COUNT(CASE WHEN state = 'failed' THEN 1 END) AS failed
         FROM job WHERE state IN ('waiting', 'running', 'failed')",
    )
    .bind(now.as_microsecond())
    .one(|row| Ok((row.get("due")?, row.get("running")?, row.get("failed")?)))
    .await
}

/// Removes jobs that ended before; how many.
pub async fn delete_ended_jobs(tx: &mut Tx, before: Timestamp) -> Result<u64> {
    tx.sql("DELETE FROM job WHERE state IN ('done', 'failed') AND ended_at < $1")
        .bind(before.as_microsecond())
        .run()
        .await
}
