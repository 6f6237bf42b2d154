//! The record of who did what, written in the transaction that does it.

use domain::id::{AccountId, PartnershipId};
use jiff::Timestamp;
use uuid::Uuid;

use crate::{
    Result,
    db::{Row, Tx},
    row::instant,
};

/// One line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its identifier.
    pub id: Uuid,
    /// When.
    pub at: Timestamp,
    /// Who; none for the program itself and for people who have left.
    pub account: Option<AccountId>,
    /// Where.
    pub partnership: Option<PartnershipId>,
    /// What was done: `survey-published`.
    pub action: String,
    /// To what: `survey:<id>`.
    pub subject: String,
    /// More about it, without personal data.
    pub detail: String,
}

/// A line with the name of who did it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedLine {
    /// When.
    pub at: Timestamp,
    /// Who, if it is known.
    pub name: Option<String>,
    /// What was done.
    pub action: String,
    /// To what: `survey:<id>`.
    pub subject: String,
    /// More about it.
    pub detail: String,
}

fn named_line(row: &Row) -> Result<NamedLine> {
    Ok(NamedLine {
        at: instant(row, "at")?,
        name: row.get("name")?,
        action: row.get("action")?,
        subject: row.get("subject")?,
        detail: row.get("detail")?,
    })
}

/// Adds a line.
pub async fn insert_line(tx: &mut Tx, new: &Line) -> Result<()> {
    tx.sql(
        "INSERT INTO audit (id, at, account, partnership, action, subject, detail) VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(new.id)
    .bind(new.at.as_microsecond())
    .bind(new.account.map(AccountId::uuid))
    .bind(new.partnership.map(PartnershipId::uuid))
    .bind(new.action.clone())
    .bind(new.subject.clone())
    .bind(new.detail.clone())
    .run()
    .await?;
    Ok(())
}

/// The newest lines about one thing.
pub async fn lines_about(tx: &mut Tx, subject: &str) -> Result<Vec<NamedLine>> {
    tx.sql(
        "SELECT audit.at, audit.action, audit.subject, audit.detail, account.name FROM audit
         LEFT JOIN account ON account.id = audit.account
         WHERE audit.subject = $1 ORDER BY audit.at DESC NULLS LAST, audit.id DESC NULLS LAST LIMIT 200",
    )
    .bind(subject.to_owned())
    .all(|row| named_line(&row))
    .await
}

/// The newest lines of one partnership.
pub async fn lines_of(tx: &mut Tx, partnership: PartnershipId, most: i64) -> Result<Vec<NamedLine>> {
    tx.sql(
        "SELECT audit.at, audit.action, audit.subject, audit.detail, account.name FROM audit
         LEFT JOIN account ON account.id = audit.account
         WHERE audit.partnership = $1 ORDER BY audit.at DESC NULLS LAST, audit.id DESC NULLS LAST LIMIT $2",
    )
    .bind(partnership.uuid())
    .bind(most)
    .all(|row| named_line(&row))
    .await
}
