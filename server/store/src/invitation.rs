//! Personal invitations and waves of reminders. Nothing here says whether anybody answered.

use domain::{
    id::{AccountId, InvitationId, PartnershipId, SurveyId},
    text::Language,
};
use jiff::Timestamp;

use crate::{
    Result,
    db::{Row, Tx},
    row::{Reader, instant},
};

/// Somebody who is invited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invitation {
    /// Its identifier, which says nothing.
    pub id: InvitationId,
    /// To which survey.
    pub survey: SurveyId,
    /// For which partnership, where the survey has several.
    pub partnership: PartnershipId,
    /// SHA-256 of the token in the link.
    pub token: [u8; 32],
    /// Where letters go.
    pub address: String,
    /// The language of letters.
    pub language: Language,
    /// Whether the first letter was written.
    pub invited: bool,
    /// Whether they asked for no more letters.
    pub stopped: bool,
}

fn invitation(row: &Row) -> Result<Invitation> {
    let reader = Reader::new(row, "invitation", "id")?;
    let token: Vec<u8> = row.get("token")?;
    Ok(Invitation {
        id: InvitationId::new(row.get("id")?),
        survey: SurveyId::new(row.get("survey")?),
        partnership: PartnershipId::new(row.get("partnership")?),
        token: token.try_into().map_err(|_| reader.broken("token", "not 32 bytes"))?,
        address: row.get("address")?,
        language: reader.parse("language")?,
        invited: row.get("invited")?,
        stopped: row.get("stopped")?,
    })
}

/// Adds an invitation, unless the address is invited to this survey already; whether it was added.
pub async fn insert_invitation(tx: &mut Tx, new: &Invitation) -> Result<bool> {
    let added = tx
        .sql(
            "INSERT INTO invitation (id, survey, partnership, token, address, address_folded, language, invited, stopped)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING",
        )
        .bind(new.id.uuid())
        .bind(new.survey.uuid())
        .bind(new.partnership.uuid())
        .bind(new.token.to_vec())
        .bind(new.address.clone())
        .bind(domain::text::fold(&new.address))
        .bind(new.language.code())
        .bind(new.invited)
        .bind(new.stopped)
        .run()
        .await?;
    Ok(added == 1)
}

/// The invitation with this token.
pub async fn invitation_by_token(tx: &mut Tx, token: &[u8; 32]) -> Result<Option<Invitation>> {
    tx.sql("SELECT * FROM invitation WHERE token = $1").bind(token.to_vec()).optional(|row| invitation(&row)).await
}

/// All invitations to a survey, in the order of their identifiers, which says nothing.
pub async fn invitations_to(tx: &mut Tx, survey: SurveyId) -> Result<Vec<Invitation>> {
    tx.sql("SELECT * FROM invitation WHERE survey = $1 ORDER BY id NULLS LAST")
        .bind(survey.uuid())
        .all(|row| invitation(&row))
        .await
}

/// Some invitations to a survey whose first letter was not written yet.
pub async fn uninvited(tx: &mut Tx, survey: SurveyId, most: i64) -> Result<Vec<Invitation>> {
    tx.sql("SELECT * FROM invitation WHERE survey = $1 AND NOT invited ORDER BY id NULLS LAST LIMIT $2")
        .bind(survey.uuid())
        .bind(most)
        .all(|row| invitation(&row))
        .await
}

/// How many are invited to a survey, by partnership.
pub async fn count_invitations(tx: &mut Tx, survey: SurveyId) -> Result<Vec<(PartnershipId, i64)>> {
    tx.sql("SELECT partnership, COUNT(*) AS invited FROM invitation WHERE survey = $1 GROUP BY partnership ORDER BY partnership NULLS LAST")
        .bind(survey.uuid())
        .all(|row| Ok((PartnershipId::new(row.get("partnership")?), row.get("invited")?)))
        .await
}

/// Notes that the first letter was written.
pub async fn mark_invited(tx: &mut Tx, id: InvitationId) -> Result<()> {
    tx.sql("UPDATE invitation SET invited = TRUE WHERE id = $1").bind(id.uuid()).run().await?;
    Ok(())
}

/// Notes that somebody wants no more letters.
pub async fn mark_stopped(tx: &mut Tx, id: InvitationId) -> Result<()> {
    tx.sql("UPDATE invitation SET stopped = TRUE WHERE id = $1").bind(id.uuid()).run().await?;
    Ok(())
}

/// Removes all invitations to a survey; how many.
pub async fn delete_invitations(tx: &mut Tx, survey: SurveyId) -> Result<u64> {
    tx.sql("DELETE FROM invitation WHERE survey = $1").bind(survey.uuid()).run().await
}

/// One wave of reminders.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reminder {
    /// Which wave, from 1.
    pub wave: i64,
    /// How many letters were written.
    pub letters: i64,
    /// When.
    pub made_at: Timestamp,
}

/// Notes a wave; a second one of the same number is refused by the database.
pub async fn insert_reminder(tx: &mut Tx, survey: SurveyId, new: &Reminder, by: AccountId) -> Result<()> {
    tx.sql("INSERT INTO reminder (survey, wave, letters, made_by, made_at) VALUES ($1, $2, $3, $4, $5)")
        .bind(survey.uuid())
        .bind(new.wave)
        .bind(new.letters)
        .bind(by.uuid())
        .bind(new.made_at.as_microsecond())
        .run()
        .await?;
    Ok(())
}

/// The waves of a survey, newest first.
pub async fn reminders_of(tx: &mut Tx, survey: SurveyId) -> Result<Vec<Reminder>> {
    tx.sql("SELECT * FROM reminder WHERE survey = $1 ORDER BY wave DESC NULLS LAST")
        .bind(survey.uuid())
        .all(|row| {
            Ok(Reminder { wave: row.get("wave")?, letters: row.get("letters")?, made_at: instant(&row, "made_at")? })
        })
        .await
}
