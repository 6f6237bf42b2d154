//! Research files: who asked for what and why, where the file is, until when.

mod request;

use domain::id::{AccountId, ExportId, SurveyId};
use jiff::Timestamp;

pub use self::request::{
    Decision, Request, Verdict, Version, decide_request, insert_request, insert_research_version, request_for,
    research_versions_of, undecided_requests,
};

use crate::{
    Result,
    db::{Row, Tx},
    row::{Reader, instant, maybe_instant},
};

/// Where a file stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Its job waits or runs.
    Waiting,
    /// It can be downloaded.
    Ready,
    /// It could not be made.
    Failed,
    /// It was removed.
    Expired,
}

impl State {
    /// Its word in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Ready => "ready",
            Self::Failed => "failed",
            Self::Expired => "expired",
        }
    }
}

impl std::str::FromStr for State {
    type Err = ();

    fn from_str(code: &str) -> std::result::Result<Self, ()> {
        [Self::Waiting, Self::Ready, Self::Failed, Self::Expired].into_iter().find(|s| s.code() == code).ok_or(())
    }
}

/// A research file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Export {
    /// Its identifier.
    pub id: ExportId,
    /// Of which survey.
    pub survey: SurveyId,
    /// Who asked.
    pub account: AccountId,
    /// What for.
    pub purpose: String,
    /// Whether released free text is in it.
    pub with_text: bool,
    /// Where it stands.
    pub state: State,
    /// Where it is in the store of files.
    pub file: String,
    /// Its size in bytes.
    pub bytes: i64,
    /// What was done to protect people, as JSON; or why it failed.
    pub report: String,
    /// When it was asked for.
    pub made_at: Timestamp,
    /// When it was ready.
    pub ready_at: Option<Timestamp>,
    /// Until when it is there.
    pub ends_at: Timestamp,
}

fn export(row: &Row) -> Result<Export> {
    let reader = Reader::new(row, "export", "id")?;
    Ok(Export {
        id: ExportId::new(row.get("id")?),
        survey: SurveyId::new(row.get("survey")?),
        account: AccountId::new(row.get("account")?),
        purpose: row.get("purpose")?,
        with_text: row.get("with_text")?,
        state: reader.parse("state")?,
        file: row.get("file")?,
        bytes: row.get("bytes")?,
        report: row.get("report")?,
        made_at: instant(row, "made_at")?,
        ready_at: maybe_instant(row, "ready_at")?,
        ends_at: instant(row, "ends_at")?,
    })
}

/// Adds a file that was asked for.
pub async fn insert_export(tx: &mut Tx, new: &Export) -> Result<()> {
    tx.sql(
        "INSERT INTO export (id, survey, account, purpose, with_text, state, file, bytes, report, made_at, ends_at)
         VALUES ($1, $2, $3, $4, $5, 'waiting', '', 0, '', $6, $7)",
    )
    .bind(new.id.uuid())
    .bind(new.survey.uuid())
    .bind(new.account.uuid())
    .bind(new.purpose.clone())
    .bind(new.with_text)
    .bind(new.made_at.as_microsecond())
    .bind(new.ends_at.as_microsecond())
    .run()
    .await?;
    Ok(())
}

/// The file with this identifier.
pub async fn export_by_id(tx: &mut Tx, id: ExportId) -> Result<Option<Export>> {
    tx.sql("SELECT * FROM export WHERE id = $1").bind(id.uuid()).optional(|row| export(&row)).await
}

/// The files of a survey that one person asked for, newest first.
pub async fn exports_of(tx: &mut Tx, survey: SurveyId, account: AccountId) -> Result<Vec<Export>> {
    tx.sql(
        "SELECT * FROM export WHERE survey = $1 AND account = $2
         ORDER BY made_at DESC NULLS LAST, id DESC NULLS LAST LIMIT 50",
    )
    .bind(survey.uuid())
    .bind(account.uuid())
    .all(|row| export(&row))
    .await
}

/// Notes that a file is ready.
pub async fn mark_ready(
    tx: &mut Tx,
    id: ExportId,
    file: &str,
    bytes: i64,
    report: &str,
    at: Timestamp,
    ends_at: Timestamp,
) -> Result<()> {
    tx.sql(
        "UPDATE export SET state = 'ready', file = $1, bytes = $2, report = $3, ready_at = $4, ends_at = $5
         WHERE id = $6",
    )
    .bind(file.to_owned())
    .bind(bytes)
    .bind(report.to_owned())
    .bind(at.as_microsecond())
    .bind(ends_at.as_microsecond())
    .bind(id.uuid())
    .run()
    .await?;
    Ok(())
}

/// Notes that a file could not be made, and why.
pub async fn mark_failed(tx: &mut Tx, id: ExportId, why: &str) -> Result<()> {
    tx.sql("UPDATE export SET state = 'failed', report = $1 WHERE id = $2")
        .bind(why.to_owned())
        .bind(id.uuid())
        .run()
        .await?;
    Ok(())
}

/// Files that are ready and whose time is over.
pub async fn expired_exports(tx: &mut Tx, now: Timestamp) -> Result<Vec<Export>> {
    tx.sql("SELECT * FROM export WHERE state = 'ready' AND ends_at < $1 ORDER BY ends_at NULLS LAST, id NULLS LAST")
        .bind(now.as_microsecond())
        .all(|row| export(&row))
        .await
}

/// Notes that a file was removed.
pub async fn mark_expired(tx: &mut Tx, id: ExportId) -> Result<()> {
    tx.sql("UPDATE export SET state = 'expired', file = '' WHERE id = $1").bind(id.uuid()).run().await?;
    Ok(())
}

/// Forgets every file of a survey; where those that were ready are.
pub async fn delete_exports(tx: &mut Tx, survey: SurveyId) -> Result<Vec<String>> {
    tx.sql("DELETE FROM research_request WHERE export IN (SELECT id FROM export WHERE survey = $1)")
        .bind(survey.uuid())
        .run()
        .await?;
    tx.sql("DELETE FROM research_version WHERE survey = $1").bind(survey.uuid()).run().await?;
    let mut files: Vec<String> = tx
        .sql("DELETE FROM export WHERE survey = $1 RETURNING file")
        .bind(survey.uuid())
        .all(|row| row.get("file"))
        .await?;
    files.retain(|file| !file.is_empty());
    files.sort();
    Ok(files)
}
