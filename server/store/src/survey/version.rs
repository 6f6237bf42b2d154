//! Drafts as they were saved, and versions as they were frozen.

use domain::id::{AccountId, SurveyId};
use jiff::Timestamp;

use crate::{Result, db::Tx, row::instant};

/// A draft as it was saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Counts the saved drafts.
    pub revision: i64,
    /// The definition as JSON.
    pub definition: String,
    /// Who saved it.
    pub made_by: Option<AccountId>,
    /// When.
    pub made_at: Timestamp,
}

/// Makes this the newest draft if nobody else saved one since `seen`; whether it was.
pub async fn advance_revision(tx: &mut Tx, id: SurveyId, seen: i64, title: &str) -> Result<bool> {
    let advanced = tx
        .sql("UPDATE survey SET revision = revision + 1, title = $1 WHERE id = $2 AND revision = $3")
        .bind(title.to_owned())
        .bind(id.uuid())
        .bind(seen)
        .run()
        .await?;
    Ok(advanced == 1)
}

/// Keeps a draft.
pub async fn insert_draft(tx: &mut Tx, id: SurveyId, draft: &Draft) -> Result<()> {
    tx.sql("INSERT INTO survey_revision (survey, revision, definition, made_by, made_at) VALUES ($1, $2, $3, $4, $5)")
        .bind(id.uuid())
        .bind(draft.revision)
        .bind(draft.definition.clone())
        .bind(draft.made_by.map(AccountId::uuid))
        .bind(draft.made_at.as_microsecond())
        .run()
        .await?;
    Ok(())
}

/// The newest draft that is not newer than this revision.
pub async fn draft_at(tx: &mut Tx, id: SurveyId, revision: i64) -> Result<Option<Draft>> {
    tx.sql(
        "SELECT * FROM survey_revision WHERE survey = $1 AND revision <= $2 ORDER BY revision DESC NULLS LAST LIMIT 1",
    )
    .bind(id.uuid())
    .bind(revision)
    .optional(|row| {
        Ok(Draft {
            revision: row.get("revision")?,
            definition: row.get("definition")?,
            made_by: row.get::<Option<uuid::Uuid>>("made_by")?.map(AccountId::new),
            made_at: instant(&row, "made_at")?,
        })
    })
    .await
}

/// Forgets drafts older than the newest hundred.
pub async fn delete_old_drafts(tx: &mut Tx, id: SurveyId, newest: i64) -> Result<u64> {
    tx.sql("DELETE FROM survey_revision WHERE survey = $1 AND revision < $2")
        .bind(id.uuid())
        .bind(newest - 100)
        .run()
        .await
}

/// A frozen version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// Its number.
    pub number: i64,
    /// The definition as canonical JSON.
    pub definition: String,
    /// SHA-256 of that, in hexadecimal.
    pub digest: String,
    /// Who published it.
    pub made_by: Option<AccountId>,
    /// When.
    pub made_at: Timestamp,
}

/// Freezes a version and makes it the newest.
pub async fn insert_version(tx: &mut Tx, id: SurveyId, new: &Version) -> Result<()> {
    tx.sql(
        "INSERT INTO survey_version (survey, version, definition, digest, made_by, made_at)
         VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(id.uuid())
    .bind(new.number)
    .bind(new.definition.clone())
    .bind(new.digest.clone())
    .bind(new.made_by.map(AccountId::uuid))
    .bind(new.made_at.as_microsecond())
    .run()
    .await?;
    tx.sql("UPDATE survey SET version = $1 WHERE id = $2").bind(new.number).bind(id.uuid()).run().await?;
    Ok(())
}

/// A frozen version by its number.
pub async fn version_by_number(tx: &mut Tx, id: SurveyId, number: i64) -> Result<Option<Version>> {
    tx.sql("SELECT * FROM survey_version WHERE survey = $1 AND version = $2")
        .bind(id.uuid())
        .bind(number)
        .optional(|row| {
            Ok(Version {
                number: row.get("version")?,
                definition: row.get("definition")?,
                digest: row.get("digest")?,
                made_by: row.get::<Option<uuid::Uuid>>("made_by")?.map(AccountId::new),
                made_at: instant(&row, "made_at")?,
            })
        })
        .await
}
