//! Surveys: the row of each, every saved draft, every frozen version, the frame, and with whom it is shared.

use domain::{
    id::{AccountId, BodyId, CampaignId, PartnershipId, SurveyId},
    survey::publish::{phase, Phase, Times},
};
use jiff::Timestamp;

use crate::{
    db::{Row, Tx},
    row::{instant, maybe_instant, Reader},
    Result,
};

/// A survey, without its questions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Survey {
    /// Its identifier.
    pub id: SurveyId,
    /// Whose it is.
    pub partnership: PartnershipId,
    /// Its word in addresses.
    pub slug: String,
    /// The template that it was made from.
    pub template: String,
    /// What staff call it.
    pub title: String,
    /// Where its answers are kept.
    pub campaign: CampaignId,
    /// Where rehearsed answers are kept.
    pub rehearsal: CampaignId,
    /// The newest draft.
    pub revision: i64,
    /// The newest frozen version.
    pub version: Option<i64>,
    /// From when people can answer.
    pub opens_at: Option<Timestamp>,
    /// Until when.
    pub closes_at: Option<Timestamp>,
    /// When somebody closed it.
    pub closed_at: Option<Timestamp>,
    /// When its answers were stripped and shuffled.
    pub sealed_at: Option<Timestamp>,
    /// Since when its results are public.
    pub results_public_at: Option<Timestamp>,
    /// When it was made.
    pub made_at: Timestamp,
}

impl Survey {
    /// Where it is in its life.
    pub fn phase(&self, now: Timestamp) -> Phase {
        let times = Times {
            published: self.version.is_some(),
            opens_at: self.opens_at,
            closes_at: self.closes_at,
            closed_at: self.closed_at,
        };
        phase(&times, now)
    }

    /// What it is called on the record.
    pub fn subject(&self) -> String {
        format!("survey:{}", self.id)
    }
}

fn survey(row: &Row) -> Result<Survey> {
    Ok(Survey {
        id: SurveyId::new(row.get("id")?),
        partnership: PartnershipId::new(row.get("partnership")?),
        slug: row.get("slug")?,
        template: row.get("template")?,
        title: row.get("title")?,
        campaign: CampaignId::new(row.get("campaign")?),
        rehearsal: CampaignId::new(row.get("rehearsal")?),
        revision: row.get("revision")?,
        version: row.get("version")?,
        opens_at: maybe_instant(row, "opens_at")?,
        closes_at: maybe_instant(row, "closes_at")?,
        closed_at: maybe_instant(row, "closed_at")?,
        sealed_at: maybe_instant(row, "sealed_at")?,
        results_public_at: maybe_instant(row, "results_public_at")?,
        made_at: instant(row, "made_at")?,
    })
}

/// Adds a survey, a draft without any version.
pub async fn insert_survey(tx: &mut Tx, new: &Survey) -> Result<()> {
    tx.sql(
        "INSERT INTO survey (id, partnership, slug, template, title, anonymity, campaign, rehearsal, revision, made_at)
         VALUES ($1, $2, $3, $4, $5, 'anonymous', $6, $7, $8, $9)",
    )
    .bind(new.id.uuid())
    .bind(new.partnership.uuid())
    .bind(new.slug.clone())
    .bind(new.template.clone())
    .bind(new.title.clone())
    .bind(new.campaign.uuid())
    .bind(new.rehearsal.uuid())
    .bind(new.revision)
    .bind(new.made_at.as_microsecond())
    .run()
    .await?;
    Ok(())
}

/// The survey with this identifier.
pub async fn survey_by_id(tx: &mut Tx, id: SurveyId) -> Result<Option<Survey>> {
    tx.sql("SELECT * FROM survey WHERE id = $1").bind(id.uuid()).optional(|row| survey(&row)).await
}

/// The survey with this word in its addresses.
pub async fn survey_by_slug(tx: &mut Tx, slug: &str) -> Result<Option<Survey>> {
    tx.sql("SELECT * FROM survey WHERE slug = $1").bind(slug.to_owned()).optional(|row| survey(&row)).await
}

/// The surveys of a partnership, newest first.
pub async fn surveys_of(tx: &mut Tx, partnership: PartnershipId) -> Result<Vec<Survey>> {
    tx.sql("SELECT * FROM survey WHERE partnership = $1 ORDER BY made_at DESC NULLS LAST")
        .bind(partnership.uuid())
        .all(|row| survey(&row))
        .await
}

/// The published surveys of a partnership, newest first.
pub async fn published_of(tx: &mut Tx, partnership: PartnershipId) -> Result<Vec<Survey>> {
    tx.sql("SELECT * FROM survey WHERE partnership = $1 AND version IS NOT NULL ORDER BY made_at DESC NULLS LAST")
        .bind(partnership.uuid())
        .all(|row| survey(&row))
        .await
}

/// The surveys that are shared with a body, newest first.
pub async fn shared_with(tx: &mut Tx, body: BodyId) -> Result<Vec<Survey>> {
    tx.sql(
        "SELECT survey.* FROM survey JOIN survey_share ON survey_share.survey = survey.id
         WHERE survey_share.body = $1 ORDER BY survey.made_at DESC NULLS LAST",
    )
    .bind(body.uuid())
    .all(|row| survey(&row))
    .await
}

/// Every published survey whose answers are not sealed yet: what the time may bring something to.
pub async fn unsealed(tx: &mut Tx) -> Result<Vec<Survey>> {
    tx.sql("SELECT * FROM survey WHERE version IS NOT NULL AND sealed_at IS NULL ORDER BY made_at NULLS LAST")
        .all(|row| survey(&row))
        .await
}

/// Removes a survey that was never published, with its drafts.
pub async fn delete_draft(tx: &mut Tx, id: SurveyId) -> Result<bool> {
    for table in [
        "DELETE FROM survey_revision WHERE survey = $1",
        "DELETE FROM survey_frame WHERE survey = $1",
        "DELETE FROM survey_share WHERE survey = $1",
        "DELETE FROM invitation WHERE survey = $1",
        "DELETE FROM release WHERE survey = $1",
    ] {
        tx.sql(table).bind(id.uuid()).run().await?;
    }
    let removed = tx.sql("DELETE FROM survey WHERE id = $1 AND version IS NULL").bind(id.uuid()).run().await?;
    Ok(removed == 1)
}

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
    tx.sql(
        "INSERT INTO survey_revision (survey, revision, definition, made_by, made_at) VALUES ($1, $2, $3, $4, $5)",
    )
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
    pub version: i64,
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
    .bind(new.version)
    .bind(new.definition.clone())
    .bind(new.digest.clone())
    .bind(new.made_by.map(AccountId::uuid))
    .bind(new.made_at.as_microsecond())
    .run()
    .await?;
    tx.sql("UPDATE survey SET version = $1 WHERE id = $2").bind(new.version).bind(id.uuid()).run().await?;
    Ok(())
}

/// A frozen version by its number.
pub async fn version_by_number(tx: &mut Tx, id: SurveyId, number: i64) -> Result<Option<Version>> {
    tx.sql("SELECT * FROM survey_version WHERE survey = $1 AND version = $2")
        .bind(id.uuid())
        .bind(number)
        .optional(|row| {
            Ok(Version {
                version: row.get("version")?,
                definition: row.get("definition")?,
                digest: row.get("digest")?,
                made_by: row.get::<Option<uuid::Uuid>>("made_by")?.map(AccountId::new),
                made_at: instant(&row, "made_at")?,
            })
        })
        .await
}

/// Sets from when and until when people can answer.
pub async fn set_times(
    tx: &mut Tx,
    id: SurveyId,
    opens_at: Option<Timestamp>,
    closes_at: Option<Timestamp>,
) -> Result<()> {
    tx.sql("UPDATE survey SET opens_at = $1, closes_at = $2 WHERE id = $3")
        .bind(opens_at.map(Timestamp::as_microsecond))
        .bind(closes_at.map(Timestamp::as_microsecond))
        .bind(id.uuid())
        .run()
        .await?;
    Ok(())
}

/// Closes a survey; `false` when it was closed before.
pub async fn close_survey(tx: &mut Tx, id: SurveyId, at: Timestamp) -> Result<bool> {
    let closed = tx
        .sql("UPDATE survey SET closed_at = $1 WHERE id = $2 AND closed_at IS NULL")
        .bind(at.as_microsecond())
        .bind(id.uuid())
        .run()
        .await?;
    Ok(closed == 1)
}

/// Notes that the answers were stripped and shuffled.
pub async fn mark_sealed(tx: &mut Tx, id: SurveyId, at: Timestamp) -> Result<()> {
    tx.sql("UPDATE survey SET sealed_at = $1 WHERE id = $2 AND sealed_at IS NULL")
        .bind(at.as_microsecond())
        .bind(id.uuid())
        .run()
        .await?;
    Ok(())
}

/// Makes results public, or takes them back.
pub async fn set_results_public(tx: &mut Tx, id: SurveyId, since: Option<Timestamp>) -> Result<()> {
    tx.sql("UPDATE survey SET results_public_at = $1 WHERE id = $2")
        .bind(since.map(Timestamp::as_microsecond))
        .bind(id.uuid())
        .run()
        .await?;
    Ok(())
}

/// Sets how many people of a partnership are eligible.
pub async fn set_frame(tx: &mut Tx, id: SurveyId, partnership: PartnershipId, eligible: i64) -> Result<()> {
    tx.sql(
        "INSERT INTO survey_frame (survey, partnership, eligible) VALUES ($1, $2, $3)
         ON CONFLICT (survey, partnership) DO UPDATE SET eligible = excluded.eligible",
    )
    .bind(id.uuid())
    .bind(partnership.uuid())
    .bind(eligible)
    .run()
    .await?;
    Ok(())
}

/// How many people are eligible, by partnership.
pub async fn frame_of(tx: &mut Tx, id: SurveyId) -> Result<Vec<(PartnershipId, i64)>> {
    tx.sql("SELECT partnership, eligible FROM survey_frame WHERE survey = $1 ORDER BY partnership NULLS LAST")
        .bind(id.uuid())
        .all(|row| Ok((PartnershipId::new(row.get("partnership")?), row.get("eligible")?)))
        .await
}

/// What a body that a survey is shared with may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum May {
    /// Read what is released.
    Read,
    /// Change it as well.
    Edit,
}

impl May {
    /// Its word in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Edit => "edit",
        }
    }
}

impl std::str::FromStr for May {
    type Err = ();

    fn from_str(code: &str) -> std::result::Result<Self, ()> {
        [Self::Read, Self::Edit].into_iter().find(|may| may.code() == code).ok_or(())
    }
}

/// A body that a survey is shared with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Share {
    /// Which body.
    pub body: BodyId,
    /// Its name.
    pub body_name: String,
    /// What it may do.
    pub may: May,
    /// On which basis.
    pub basis: String,
}

/// The bodies that a survey is shared with.
pub async fn shares_of(tx: &mut Tx, id: SurveyId) -> Result<Vec<Share>> {
    tx.sql(
        "SELECT survey_share.survey, survey_share.body, survey_share.may, survey_share.basis, body.name
         FROM survey_share JOIN body ON body.id = survey_share.body
         WHERE survey_share.survey = $1 ORDER BY body.name_folded NULLS LAST",
    )
    .bind(id.uuid())
    .all(|row| {
        let reader = Reader::new(&row, "survey_share", "survey")?;
        Ok(Share {
            body: BodyId::new(row.get("body")?),
            body_name: row.get("name")?,
            may: reader.parse("may")?,
            basis: row.get("basis")?,
        })
    })
    .await
}

/// Shares a survey with a body, or changes what it may do.
pub async fn set_share(
    tx: &mut Tx,
    id: SurveyId,
    body: BodyId,
    may: May,
    basis: &str,
    by: AccountId,
    at: Timestamp,
) -> Result<()> {
    tx.sql(
        "INSERT INTO survey_share (survey, body, may, basis, made_by, made_at) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (survey, body) DO UPDATE SET may = excluded.may, basis = excluded.basis,
             made_by = excluded.made_by, made_at = excluded.made_at",
    )
    .bind(id.uuid())
    .bind(body.uuid())
    .bind(may.code())
    .bind(basis.to_owned())
    .bind(by.uuid())
    .bind(at.as_microsecond())
    .run()
    .await?;
    Ok(())
}

/// No longer shares a survey with a body; whether it was shared.
pub async fn remove_share(tx: &mut Tx, id: SurveyId, body: BodyId) -> Result<bool> {
    let removed = tx
        .sql("DELETE FROM survey_share WHERE survey = $1 AND body = $2")
        .bind(id.uuid())
        .bind(body.uuid())
        .run()
        .await?;
    Ok(removed == 1)
}
