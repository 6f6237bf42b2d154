//! Letters: written in the transaction that causes them, erased when they are handed over.

use domain::{
    id::{MailId, PartnershipId},
    text::Language,
};

use crate::{
    Result,
    db::{Row, Tx},
    row::Reader,
};

/// A letter on its way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mail {
    /// Its identifier.
    pub id: MailId,
    /// What it is: `invitation`, `reminder`, `sign_in` ...
    pub kind: String,
    /// Whose it is; none for letters about accounts.
    pub partnership: Option<PartnershipId>,
    /// One letter per person and wave.
    pub unique_key: Option<String>,
    /// To whom.
    pub address: String,
    /// Its subject.
    pub subject: String,
    /// Its text.
    pub body_text: String,
    /// The same as HTML.
    pub body_html: String,
    /// Its language.
    pub language: Language,
}

fn mail(row: &Row) -> Result<Mail> {
    let reader = Reader::new(row, "mail", "id")?;
    Ok(Mail {
        id: MailId::new(row.get("id")?),
        kind: row.get("kind")?,
        partnership: row.get::<Option<uuid::Uuid>>("partnership")?.map(PartnershipId::new),
        unique_key: row.get("unique_key")?,
        address: row.get("address")?,
        subject: row.get("subject")?,
        body_text: row.get("body_text")?,
        body_html: row.get("body_html")?,
        language: reader.parse("language")?,
    })
}

/// Adds a letter, unless one with the same key was written before; whether it was added.
pub async fn insert_mail(tx: &mut Tx, new: &Mail) -> Result<bool> {
    let added = tx
        .sql(
            "INSERT INTO mail (id, kind, partnership, unique_key, address, subject, body_text, body_html, language, state)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'waiting') ON CONFLICT DO NOTHING",
        )
        .bind(new.id.uuid())
        .bind(new.kind.clone())
        .bind(new.partnership.map(PartnershipId::uuid))
        .bind(new.unique_key.clone())
        .bind(new.address.clone())
        .bind(new.subject.clone())
        .bind(new.body_text.clone())
        .bind(new.body_html.clone())
        .bind(new.language.code())
        .run()
        .await?;
    Ok(added == 1)
}

/// A letter that still waits.
pub async fn waiting_mail(tx: &mut Tx, id: MailId) -> Result<Option<Mail>> {
    tx.sql("SELECT * FROM mail WHERE id = $1 AND state = 'waiting'").bind(id.uuid()).optional(|row| mail(&row)).await
}

/// Erases a letter that waited and was handed over, or refused, or given up: nothing of it stays but that it was.
pub async fn erase_mail(tx: &mut Tx, id: MailId, handed_over: bool) -> Result<()> {
    let state = if handed_over { "handed_over" } else { "failed" };
    tx.sql(
        "UPDATE mail SET state = $1, address = '', subject = '', body_text = '', body_html = '', unique_key = NULL
         WHERE id = $2 AND state = 'waiting'",
    )
    .bind(state)
    .bind(id.uuid())
    .run()
    .await?;
    Ok(())
}

/// How many letters of a partnership stand where: (waiting, handed over, failed). Reminders are not counted: their exact
/// number would tell how many have not answered.
pub async fn count_mail(tx: &mut Tx, partnership: PartnershipId) -> Result<(i64, i64, i64)> {
    tx.sql(
        "SELECT COUNT(CASE WHEN state = 'waiting' THEN 1 END) AS waiting,
                COUNT(CASE WHEN state = 'handed_over' THEN 1 END) AS handed_over,
                COUNT(CASE WHEN state = 'failed' THEN 1 END) AS failed
         FROM mail WHERE partnership = $1 AND kind <> 'reminder'",
    )
    .bind(partnership.uuid())
    .one(|row| Ok((row.get("waiting")?, row.get("handed_over")?, row.get("failed")?)))
    .await
}
