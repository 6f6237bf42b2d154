//! Surveys: the row of each, without its questions.

pub mod base;
pub mod share;
pub mod version;

use domain::{
    id::{BodyId, CampaignId, PartnershipId, SurveyId},
    survey::publish::{Phase, Times, phase},
};
use jiff::Timestamp;

use crate::{
    Result,
    db::{Row, Tx},
    row::{Reader, instant, maybe_instant},
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
    /// Who may answer.
    pub access: Access,
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

/// Who may answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Anybody with the address.
    Open,
    /// Only whoever is invited.
    Invited,
}

impl Access {
    /// Its word in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Invited => "invited",
        }
    }
}

impl std::str::FromStr for Access {
    type Err = ();

    fn from_str(code: &str) -> std::result::Result<Self, ()> {
        [Self::Open, Self::Invited].into_iter().find(|access| access.code() == code).ok_or(())
    }
}

fn survey(row: &Row) -> Result<Survey> {
    let reader = Reader::new(row, "survey", "id")?;
    Ok(Survey {
        access: reader.parse("access")?,
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
        "INSERT INTO survey (id, partnership, slug, template, title, anonymity, access, campaign, rehearsal, revision,
             made_at)
         VALUES ($1, $2, $3, $4, $5, 'anonymous', $6, $7, $8, $9, $10)",
    )
    .bind(new.id.uuid())
    .bind(new.partnership.uuid())
    .bind(new.slug.clone())
    .bind(new.template.clone())
    .bind(new.title.clone())
    .bind(new.access.code())
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
    tx.sql("SELECT * FROM survey WHERE partnership = $1 ORDER BY made_at DESC NULLS LAST, id DESC NULLS LAST")
        .bind(partnership.uuid())
        .all(|row| survey(&row))
        .await
}

/// The published surveys of a partnership, newest first.
pub async fn published_of(tx: &mut Tx, partnership: PartnershipId) -> Result<Vec<Survey>> {
    tx.sql(
        "SELECT * FROM survey WHERE partnership = $1 AND version IS NOT NULL
         ORDER BY made_at DESC NULLS LAST, id DESC NULLS LAST",
    )
    .bind(partnership.uuid())
    .all(|row| survey(&row))
    .await
}

/// The surveys that are shared with a body, newest first.
pub async fn shared_with(tx: &mut Tx, body: BodyId) -> Result<Vec<Survey>> {
    tx.sql(
        "SELECT survey.* FROM survey JOIN survey_share ON survey_share.survey = survey.id
         WHERE survey_share.body = $1 ORDER BY survey.made_at DESC NULLS LAST, survey.id DESC NULLS LAST",
    )
    .bind(body.uuid())
    .all(|row| survey(&row))
    .await
}

/// Every published survey whose answers are not sealed yet: what the time may bring something to.
pub async fn unsealed(tx: &mut Tx) -> Result<Vec<Survey>> {
    tx.sql(
        "SELECT * FROM survey WHERE version IS NOT NULL AND sealed_at IS NULL
         ORDER BY made_at NULLS LAST, id NULLS LAST",
    )
    .all(|row| survey(&row))
    .await
}

/// Removes a survey that was never published, with its drafts; `false`, and nothing is removed, when it was published.
/// Its research files are forgotten first, by [`crate::export::delete_exports`].
pub async fn delete_draft(tx: &mut Tx, id: SurveyId) -> Result<bool> {
    // Touched first, so that nobody publishes it meanwhile.
    let touched = tx.sql("UPDATE survey SET revision = revision WHERE id = $1 AND version IS NULL").bind(id.uuid());
    if touched.run().await? == 0 {
        return Ok(false);
    }
    for statement in [
        "DELETE FROM survey_revision WHERE survey = $1",
        "DELETE FROM survey_base WHERE survey = $1",
        "DELETE FROM survey_frame WHERE survey = $1",
        "DELETE FROM survey_share WHERE survey = $1",
        "DELETE FROM invitation WHERE survey = $1",
        "DELETE FROM release WHERE survey = $1",
        "DELETE FROM crossed WHERE survey = $1",
        "DELETE FROM survey WHERE id = $1",
    ] {
        tx.sql(statement).bind(id.uuid()).run().await?;
    }
    Ok(true)
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

/// Sets who may answer.
pub async fn set_access(tx: &mut Tx, id: SurveyId, access: Access) -> Result<()> {
    tx.sql("UPDATE survey SET access = $1 WHERE id = $2").bind(access.code()).bind(id.uuid()).run().await?;
    Ok(())
}

/// Every survey whose answers are sealed.
pub async fn sealed(tx: &mut Tx) -> Result<Vec<Survey>> {
    tx.sql("SELECT * FROM survey WHERE sealed_at IS NOT NULL ORDER BY made_at NULLS LAST, id NULLS LAST")
        .all(|row| survey(&row))
        .await
}
