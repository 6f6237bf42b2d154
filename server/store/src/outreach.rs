//! Ways to reach people, and the tasks that staff take.

use domain::{
    id::{AccountId, OutreachId, OutreachTaskId, PartnershipId, SurveyId},
    outreach::{GroupRef, Seen, Way},
};
use jiff::{Timestamp, civil::Date};

use crate::{
    Result,
    db::{Row, Tx},
    row::{Reader, instant, maybe_instant, to_json},
};

/// A way on the list of a partnership.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outreach {
    /// Its identifier.
    pub id: OutreachId,
    /// Whose it is.
    pub partnership: PartnershipId,
    /// What it is.
    pub way: Way,
    /// When it was taken off the list.
    pub retired_at: Option<Timestamp>,
    /// When it was added.
    pub made_at: Timestamp,
}

/// How a task ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It was done.
    Done,
    /// It was given up.
    GivenUp,
}

impl Outcome {
    /// Its word in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::GivenUp => "given_up",
        }
    }
}

impl std::str::FromStr for Outcome {
    type Err = ();

    fn from_str(code: &str) -> std::result::Result<Self, ()> {
        [Self::Done, Self::GivenUp].into_iter().find(|one| one.code() == code).ok_or(())
    }
}

/// A task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutreachTask {
    /// Its identifier.
    pub id: OutreachTaskId,
    /// For which survey.
    pub survey: SurveyId,
    /// Whom to reach.
    pub group: GroupRef,
    /// By which way of the list.
    pub outreach: Option<OutreachId>,
    /// Until when.
    pub due: Option<Date>,
    /// Who took it.
    pub taken_by: AccountId,
    /// When.
    pub taken_at: Timestamp,
    /// What was published then.
    pub before: Seen,
    /// How it ended.
    pub closed: Option<Closed>,
}

/// The end of a task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closed {
    /// How.
    pub outcome: Outcome,
    /// Why it was given up, or what is worth knowing.
    pub reason: String,
    /// Who closed it.
    pub by: AccountId,
    /// When.
    pub at: Timestamp,
    /// What was published then.
    pub after: Seen,
}

const WAY: &str = "outreach";
const TASK: &str = "outreach_task";

fn outreach(row: &Row) -> Result<Outreach> {
    Ok(Outreach {
        id: OutreachId::new(row.get("id")?),
        partnership: PartnershipId::new(row.get("partnership")?),
        way: Reader::new(row, WAY, "id")?.json("way")?,
        retired_at: maybe_instant(row, "retired_at")?,
        made_at: instant(row, "made_at")?,
    })
}

fn task(row: &Row) -> Result<OutreachTask> {
    let reader = Reader::new(row, TASK, "id")?;
    let (due, outcome): (Option<String>, Option<String>) = (row.get("due")?, row.get("outcome")?);
    let closed = match outcome {
        None => None,
        Some(_) => Some(Closed {
            outcome: reader.parse("outcome")?,
            reason: row.get("reason")?,
            by: AccountId::new(row.get("closed_by")?),
            at: instant(row, "closed_at")?,
            after: reader.json("seen_after")?,
        }),
    };
    Ok(OutreachTask {
        id: OutreachTaskId::new(row.get("id")?),
        survey: SurveyId::new(row.get("survey")?),
        group: GroupRef { characteristic: row.get("characteristic")?, group: row.get("people")? },
        outreach: row.get::<Option<uuid::Uuid>>("outreach")?.map(OutreachId::new),
        due: due.map(|_| reader.parse("due")).transpose()?,
        taken_by: AccountId::new(row.get("taken_by")?),
        taken_at: instant(row, "taken_at")?,
        before: reader.json("seen_before")?,
        closed,
    })
}

/// Adds a way.
pub async fn insert_outreach(tx: &mut Tx, new: &Outreach) -> Result<()> {
    tx.sql("INSERT INTO outreach (id, partnership, way, retired_at, made_at) VALUES ($1, $2, $3, $4, $5)")
        .bind(new.id.uuid())
        .bind(new.partnership.uuid())
        .bind(to_json(WAY, "way", &new.way)?)
        .bind(new.retired_at.map(Timestamp::as_microsecond))
        .bind(new.made_at.as_microsecond())
        .run()
        .await?;
    Ok(())
}

/// Changes what a way is.
pub async fn update_outreach(tx: &mut Tx, id: OutreachId, way: &Way) -> Result<bool> {
    let changed = tx
        .sql("UPDATE outreach SET way = $1 WHERE id = $2")
        .bind(to_json(WAY, "way", way)?)
        .bind(id.uuid())
        .run()
        .await?;
    Ok(changed == 1)
}

/// Takes a way off the list, or puts it back.
pub async fn retire_outreach(tx: &mut Tx, id: OutreachId, at: Option<Timestamp>) -> Result<bool> {
    let changed = tx
        .sql("UPDATE outreach SET retired_at = $1 WHERE id = $2")
        .bind(at.map(Timestamp::as_microsecond))
        .bind(id.uuid())
        .run()
        .await?;
    Ok(changed == 1)
}

/// All ways of a partnership, those off the list too, in the order in which they were added.
pub async fn outreach_of(tx: &mut Tx, partnership: PartnershipId) -> Result<Vec<Outreach>> {
    tx.sql("SELECT * FROM outreach WHERE partnership = $1 ORDER BY made_at NULLS LAST, id NULLS LAST")
        .bind(partnership.uuid())
        .all(|row| outreach(&row))
        .await
}

/// Adds an open task.
pub async fn insert_outreach_task(tx: &mut Tx, new: &OutreachTask) -> Result<()> {
    tx.sql(
        "INSERT INTO outreach_task
             (id, survey, characteristic, people, outreach, due, taken_by, taken_at, seen_before, reason)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, '')",
    )
    .bind(new.id.uuid())
    .bind(new.survey.uuid())
    .bind(new.group.characteristic.clone())
    .bind(new.group.group.clone())
    .bind(new.outreach.map(OutreachId::uuid))
    .bind(new.due.map(|due| due.to_string()))
    .bind(new.taken_by.uuid())
    .bind(new.taken_at.as_microsecond())
    .bind(to_json(TASK, "seen_before", &new.before)?)
    .run()
    .await?;
    Ok(())
}

/// The task with this identifier.
pub async fn outreach_task_by_id(tx: &mut Tx, id: OutreachTaskId) -> Result<Option<OutreachTask>> {
    tx.sql("SELECT * FROM outreach_task WHERE id = $1").bind(id.uuid()).optional(|row| task(&row)).await
}

/// The tasks of a survey, the newest first.
pub async fn outreach_tasks_of(tx: &mut Tx, survey: SurveyId) -> Result<Vec<OutreachTask>> {
    tx.sql("SELECT * FROM outreach_task WHERE survey = $1 ORDER BY taken_at DESC NULLS LAST, id DESC NULLS LAST")
        .bind(survey.uuid())
        .all(|row| task(&row))
        .await
}

/// Closes a task that is open; whether it was.
pub async fn close_outreach_task(tx: &mut Tx, id: OutreachTaskId, closed: &Closed) -> Result<bool> {
    let changed = tx
        .sql(
            "UPDATE outreach_task SET outcome = $1, reason = $2, closed_by = $3, closed_at = $4, seen_after = $5
             WHERE id = $6 AND outcome IS NULL",
        )
        .bind(closed.outcome.code())
        .bind(closed.reason.clone())
        .bind(closed.by.uuid())
        .bind(closed.at.as_microsecond())
        .bind(to_json(TASK, "seen_after", &closed.after)?)
        .bind(id.uuid())
        .run()
        .await?;
    Ok(changed == 1)
}

/// Opens a closed task again; whether it was closed.
pub async fn reopen_outreach_task(tx: &mut Tx, id: OutreachTaskId) -> Result<bool> {
    let changed = tx
        .sql(
            "UPDATE outreach_task SET outcome = NULL, reason = '', closed_by = NULL, closed_at = NULL,
                 seen_after = NULL WHERE id = $1 AND outcome IS NOT NULL",
        )
        .bind(id.uuid())
        .run()
        .await?;
    Ok(changed == 1)
}

/// Forgets all tasks of a survey.
pub async fn delete_outreach_tasks(tx: &mut Tx, survey: SurveyId) -> Result<u64> {
    tx.sql("DELETE FROM outreach_task WHERE survey = $1").bind(survey.uuid()).run().await
}
