//! Engagements that were run elsewhere, and years as they were published.

use domain::{
    engagement::{Details, Year},
    id::{AccountId, EngagementId, PartnershipId},
};
use jiff::Timestamp;

use crate::{
    Result,
    db::{Row, Tx},
    row::{Reader, instant, maybe_instant, to_json},
};

/// An engagement of a partnership.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Engagement {
    /// Its identifier.
    pub id: EngagementId,
    /// Whose it is.
    pub partnership: PartnershipId,
    /// What it was.
    pub details: Details,
    /// Until when a file waits for its columns to be matched.
    pub draft_ends: Option<Timestamp>,
    /// The safe tables of those who took part, as JSON; empty without a file.
    pub counts: String,
    /// What was published last of these, as JSON; empty while nothing was.
    pub shown: String,
    /// When it was taken off the list.
    pub removed_at: Option<Timestamp>,
    /// Who added it.
    pub made_by: AccountId,
    /// When.
    pub made_at: Timestamp,
}

/// One state of a year, without what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct State {
    /// Whose year.
    pub partnership: PartnershipId,
    /// Which year.
    pub year: Year,
    /// Its number, from 1.
    pub number: i64,
    /// What is different from the state before.
    pub note: String,
    /// Who asked to publish it.
    pub asked_by: AccountId,
    /// When.
    pub asked_at: Timestamp,
    /// Who published it, a second person.
    pub published_by: Option<AccountId>,
    /// When.
    pub published_at: Option<Timestamp>,
}

const TABLE: &str = "engagement";
/// A statement that reads engagements: all columns but the draft, which can be large and is seldom wanted.
macro_rules! of_engagements {
    ($rest:literal) => {
        concat!(
            "SELECT ",
            "id, partnership, details, draft_ends, counts, shown, removed_at, made_by, made_at",
            " FROM engagement ",
            $rest
        )
    };
}

/// A statement that reads states of years, with more columns or without what they say.
macro_rules! of_states {
    ($more:literal $rest:literal) => {
        concat!(
            "SELECT ",
            "partnership, year, number, note, asked_by, asked_at, published_by, published_at",
            $more,
            " FROM engagement_year AS one ",
            $rest
        )
    };
}

fn engagement(row: &Row) -> Result<Engagement> {
    Ok(Engagement {
        id: EngagementId::new(row.get("id")?),
        partnership: PartnershipId::new(row.get("partnership")?),
        details: Reader::new(row, TABLE, "id")?.json("details")?,
        draft_ends: maybe_instant(row, "draft_ends")?,
        counts: row.get("counts")?,
        shown: row.get("shown")?,
        removed_at: maybe_instant(row, "removed_at")?,
        made_by: AccountId::new(row.get("made_by")?),
        made_at: instant(row, "made_at")?,
    })
}

fn state(row: &Row) -> Result<State> {
    let reader = Reader::new(row, "engagement_year", "partnership")?;
    let year: i64 = row.get("year")?;
    Ok(State {
        partnership: PartnershipId::new(row.get("partnership")?),
        year: Year::beginning_in(year).ok_or_else(|| reader.broken("year", format!("{year} is no year")))?,
        number: row.get("number")?,
        note: row.get("note")?,
        asked_by: AccountId::new(row.get("asked_by")?),
        asked_at: instant(row, "asked_at")?,
        published_by: row.get::<Option<uuid::Uuid>>("published_by")?.map(AccountId::new),
        published_at: maybe_instant(row, "published_at")?,
    })
}

/// Adds an engagement.
pub async fn insert_engagement(tx: &mut Tx, new: &Engagement) -> Result<()> {
    tx.sql(
        "INSERT INTO engagement
             (id, partnership, details, draft, draft_ends, counts, shown, removed_at, made_by, made_at)
         VALUES ($1, $2, $3, NULL, NULL, $4, $5, $6, $7, $8)",
    )
    .bind(new.id.uuid())
    .bind(new.partnership.uuid())
    .bind(to_json(TABLE, "details", &new.details)?)
    .bind(new.counts.clone())
    .bind(new.shown.clone())
    .bind(new.removed_at.map(Timestamp::as_microsecond))
    .bind(new.made_by.uuid())
    .bind(new.made_at.as_microsecond())
    .run()
    .await?;
    Ok(())
}

/// Changes what an engagement was.
pub async fn update_engagement(tx: &mut Tx, id: EngagementId, details: &Details) -> Result<bool> {
    let changed = tx
        .sql("UPDATE engagement SET details = $1 WHERE id = $2")
        .bind(to_json(TABLE, "details", details)?)
        .bind(id.uuid())
        .run()
        .await?;
    Ok(changed == 1)
}

/// Keeps what is kept of a file until its columns are matched.
pub async fn set_draft(tx: &mut Tx, id: EngagementId, draft: &str, ends: Timestamp) -> Result<bool> {
    let changed = tx
        .sql("UPDATE engagement SET draft = $1, draft_ends = $2 WHERE id = $3")
        .bind(draft.to_owned())
        .bind(ends.as_microsecond())
        .bind(id.uuid())
        .run()
        .await?;
    Ok(changed == 1)
}

/// What is kept of a file that waits for its columns to be matched.
pub async fn draft_of(tx: &mut Tx, id: EngagementId) -> Result<Option<String>> {
    let found: Option<Option<String>> =
        tx.sql("SELECT draft FROM engagement WHERE id = $1").bind(id.uuid()).optional(|row| row.get("draft")).await?;
    Ok(found.flatten())
}

/// Forgets a file that waits.
pub async fn delete_draft(tx: &mut Tx, id: EngagementId) -> Result<bool> {
    let changed =
        tx.sql("UPDATE engagement SET draft = NULL, draft_ends = NULL WHERE id = $1").bind(id.uuid()).run().await?;
    Ok(changed == 1)
}

/// Forgets all files that have waited too long.
pub async fn delete_drafts(tx: &mut Tx, now: Timestamp) -> Result<u64> {
    tx.sql("UPDATE engagement SET draft = NULL, draft_ends = NULL WHERE draft_ends <= $1")
        .bind(now.as_microsecond())
        .run()
        .await
}

/// Keeps the tables of a file; empty takes them away.
pub async fn set_counts(tx: &mut Tx, id: EngagementId, counts: &str) -> Result<bool> {
    let changed =
        tx.sql("UPDATE engagement SET counts = $1 WHERE id = $2").bind(counts.to_owned()).bind(id.uuid()).run().await?;
    Ok(changed == 1)
}

/// Notes what is published of an engagement.
pub async fn set_shown(tx: &mut Tx, id: EngagementId, shown: &str) -> Result<bool> {
    let changed =
        tx.sql("UPDATE engagement SET shown = $1 WHERE id = $2").bind(shown.to_owned()).bind(id.uuid()).run().await?;
    Ok(changed == 1)
}

/// Takes an engagement off the list, or puts it back.
pub async fn remove_engagement(tx: &mut Tx, id: EngagementId, at: Option<Timestamp>) -> Result<bool> {
    let changed = tx
        .sql("UPDATE engagement SET removed_at = $1 WHERE id = $2")
        .bind(at.map(Timestamp::as_microsecond))
        .bind(id.uuid())
        .run()
        .await?;
    Ok(changed == 1)
}

/// The engagement with this identifier.
pub async fn engagement_by_id(tx: &mut Tx, id: EngagementId) -> Result<Option<Engagement>> {
    tx.sql(of_engagements!("WHERE id = $1")).bind(id.uuid()).optional(|row| engagement(&row)).await
}

/// All engagements of a partnership, those off the list too, in the order in which they were added.
pub async fn engagements_of(tx: &mut Tx, partnership: PartnershipId) -> Result<Vec<Engagement>> {
    tx.sql(of_engagements!("WHERE partnership = $1 ORDER BY made_at NULLS LAST, id NULLS LAST"))
        .bind(partnership.uuid())
        .all(|row| engagement(&row))
        .await
}

/// Adds a state of a year; one of the same number is refused by the database.
pub async fn insert_state(tx: &mut Tx, new: &State, body: &str) -> Result<()> {
    tx.sql(
        "INSERT INTO engagement_year
             (partnership, year, number, body, note, asked_by, asked_at, published_by, published_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(new.partnership.uuid())
    .bind(i64::from(new.year.begins_in()))
    .bind(new.number)
    .bind(body.to_owned())
    .bind(new.note.clone())
    .bind(new.asked_by.uuid())
    .bind(new.asked_at.as_microsecond())
    .bind(new.published_by.map(AccountId::uuid))
    .bind(new.published_at.map(Timestamp::as_microsecond))
    .run()
    .await?;
    Ok(())
}

/// Publishes a state that somebody else asked for; whether there was one.
pub async fn publish_state(
    tx: &mut Tx,
    (partnership, year, number): (PartnershipId, Year, i64),
    by: AccountId,
    at: Timestamp,
) -> Result<bool> {
    let changed = tx
        .sql(
            "UPDATE engagement_year SET published_by = $1, published_at = $2
             WHERE partnership = $3 AND year = $4 AND number = $5 AND published_at IS NULL AND asked_by <> $1",
        )
        .bind(by.uuid())
        .bind(at.as_microsecond())
        .bind(partnership.uuid())
        .bind(i64::from(year.begins_in()))
        .bind(number)
        .run()
        .await?;
    Ok(changed == 1)
}

/// Forgets the states of a year that wait for a second person.
pub async fn delete_waiting(tx: &mut Tx, partnership: PartnershipId, year: Year) -> Result<u64> {
    tx.sql("DELETE FROM engagement_year WHERE partnership = $1 AND year = $2 AND published_at IS NULL")
        .bind(partnership.uuid())
        .bind(i64::from(year.begins_in()))
        .run()
        .await
}

/// All states of all years of a partnership, the newest year and state first.
pub async fn states_of(tx: &mut Tx, partnership: PartnershipId) -> Result<Vec<State>> {
    tx.sql(of_states!("" "WHERE partnership = $1
         ORDER BY year DESC NULLS LAST, number DESC NULLS LAST"))
        .bind(partnership.uuid())
        .all(|row| state(&row))
        .await
}

/// What a state says.
pub async fn body_of(tx: &mut Tx, (partnership, year, number): (PartnershipId, Year, i64)) -> Result<Option<String>> {
    tx.sql("SELECT body FROM engagement_year WHERE partnership = $1 AND year = $2 AND number = $3")
        .bind(partnership.uuid())
        .bind(i64::from(year.begins_in()))
        .bind(number)
        .optional(|row| row.get("body"))
        .await
}

/// Every partnership's newest public state of a year, with what it says.
pub async fn published_in(tx: &mut Tx, year: Year) -> Result<Vec<(State, String)>> {
    tx.sql(of_states!(", body" "WHERE year = $1 AND published_at IS NOT NULL AND number = (
             SELECT MAX(number) FROM engagement_year AS other
             WHERE other.partnership = one.partnership AND other.year = one.year AND other.published_at IS NOT NULL
         )
         ORDER BY partnership NULLS LAST"))
        .bind(i64::from(year.begins_in()))
        .all(|row| Ok((state(&row)?, row.get("body")?)))
        .await
}

/// The years of which any partnership has published something, the newest first.
pub async fn years_published(tx: &mut Tx) -> Result<Vec<Year>> {
    let years: Vec<i64> = tx
        .sql("SELECT DISTINCT year FROM engagement_year WHERE published_at IS NOT NULL ORDER BY year DESC NULLS LAST")
        .all(|row| row.get("year"))
        .await?;
    Ok(years.into_iter().filter_map(Year::beginning_in).collect())
}
