//! The frame of a survey (who is eligible where), and the bodies that it is shared with.

use domain::id::{AccountId, BodyId, PartnershipId, SurveyId};
use jiff::Timestamp;

use crate::{Result, db::Tx, row::Reader};

/// One line of the frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Frame {
    /// Which partnership.
    pub partnership: PartnershipId,
    /// How many people are eligible there.
    pub eligible: i64,
    /// How many were invited; 0 while addresses are still kept and can be counted.
    pub invited: i64,
}

/// Notes how many of a partnership were invited, when their addresses are deleted.
pub async fn set_invited(tx: &mut Tx, id: SurveyId, partnership: PartnershipId, invited: i64) -> Result<()> {
    tx.sql(
        "INSERT INTO survey_frame (survey, partnership, eligible, invited) VALUES ($1, $2, $3, $3)
         ON CONFLICT (survey, partnership) DO UPDATE SET invited = excluded.invited",
    )
    .bind(id.uuid())
    .bind(partnership.uuid())
    .bind(invited)
    .run()
    .await?;
    Ok(())
}

/// Sets how many people of a partnership are eligible.
pub async fn set_frame(tx: &mut Tx, id: SurveyId, partnership: PartnershipId, eligible: i64) -> Result<()> {
    tx.sql(
        "INSERT INTO survey_frame (survey, partnership, eligible, invited) VALUES ($1, $2, $3, 0)
         ON CONFLICT (survey, partnership) DO UPDATE SET eligible = excluded.eligible",
    )
    .bind(id.uuid())
    .bind(partnership.uuid())
    .bind(eligible)
    .run()
    .await?;
    Ok(())
}

/// How many people are eligible and were invited, by partnership.
pub async fn frame_of(tx: &mut Tx, id: SurveyId) -> Result<Vec<Frame>> {
    tx.sql("SELECT * FROM survey_frame WHERE survey = $1 ORDER BY partnership NULLS LAST")
        .bind(id.uuid())
        .all(|row| {
            Ok(Frame {
                partnership: PartnershipId::new(row.get("partnership")?),
                eligible: row.get("eligible")?,
                invited: row.get("invited")?,
            })
        })
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
         WHERE survey_share.survey = $1 ORDER BY body.name_folded COLLATE ucs_basic NULLS LAST",
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
