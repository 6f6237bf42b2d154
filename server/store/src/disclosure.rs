//! Releases: safe tables of a survey, as pages show them; and free text that two people released.

use domain::id::{AccountId, SurveyId};
use jiff::Timestamp;

use crate::{
    Result,
    db::{Row, Tx},
    row::{Reader, instant},
};

/// Whose answers a release counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// What people answered.
    Answers,
    /// What was rehearsed.
    Rehearsal,
}

impl Source {
    /// Its word in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Answers => "answers",
            Self::Rehearsal => "rehearsal",
        }
    }
}

impl std::str::FromStr for Source {
    type Err = ();

    fn from_str(code: &str) -> std::result::Result<Self, ()> {
        [Self::Answers, Self::Rehearsal].into_iter().find(|source| source.code() == code).ok_or(())
    }
}

/// One release.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Release {
    /// Its number, from 1.
    pub number: i64,
    /// Whose answers it counts.
    pub source: Source,
    /// The safe tables, as JSON.
    pub tables: String,
    /// When it was made.
    pub made_at: Timestamp,
    /// Whether it is the last: the survey is closed.
    pub closing: bool,
}

fn release(row: &Row) -> Result<Release> {
    let reader = Reader::new(row, "release", "survey")?;
    Ok(Release {
        number: row.get("number")?,
        source: reader.parse("source")?,
        tables: row.get("tables")?,
        made_at: instant(row, "made_at")?,
        closing: row.get("final")?,
    })
}

/// Keeps a release; one of the same number is refused by the database.
pub async fn insert_release(tx: &mut Tx, survey: SurveyId, new: &Release) -> Result<()> {
    tx.sql("INSERT INTO release (survey, number, source, tables, made_at, final) VALUES ($1, $2, $3, $4, $5, $6)")
        .bind(survey.uuid())
        .bind(new.number)
        .bind(new.source.code())
        .bind(new.tables.clone())
        .bind(new.made_at.as_microsecond())
        .bind(new.closing)
        .run()
        .await?;
    Ok(())
}

/// The newest release of a survey from one source.
pub async fn newest_release(tx: &mut Tx, survey: SurveyId, source: Source) -> Result<Option<Release>> {
    tx.sql("SELECT * FROM release WHERE survey = $1 AND source = $2 ORDER BY number DESC NULLS LAST LIMIT 1")
        .bind(survey.uuid())
        .bind(source.code())
        .optional(|row| release(&row))
        .await
}

/// The number of the newest release from any source, 0 when there is none.
pub async fn newest_number(tx: &mut Tx, survey: SurveyId) -> Result<i64> {
    tx.sql("SELECT COALESCE(MAX(number), 0) AS newest FROM release WHERE survey = $1")
        .bind(survey.uuid())
        .one(|row| row.get("newest"))
        .await
}

/// Removes all releases from one source.
pub async fn delete_releases(tx: &mut Tx, survey: SurveyId, source: Source) -> Result<u64> {
    tx.sql("DELETE FROM release WHERE survey = $1 AND source = $2").bind(survey.uuid()).bind(source.code()).run().await
}

/// Keeps a table of two dimensions in the place of the one that was released before.
pub async fn set_crossed(tx: &mut Tx, survey: SurveyId, source: Source, name: &str, body: &str) -> Result<()> {
    tx.sql(
        "INSERT INTO crossed (survey, source, name, body) VALUES ($1, $2, $3, $4)
         ON CONFLICT (survey, source, name) DO UPDATE SET body = excluded.body",
    )
    .bind(survey.uuid())
    .bind(source.code())
    .bind(name.to_owned())
    .bind(body.to_owned())
    .run()
    .await?;
    Ok(())
}

/// The table of two dimensions of this name, as it was released last.
pub async fn crossed(tx: &mut Tx, survey: SurveyId, source: Source, name: &str) -> Result<Option<String>> {
    tx.sql("SELECT body FROM crossed WHERE survey = $1 AND source = $2 AND name = $3")
        .bind(survey.uuid())
        .bind(source.code())
        .bind(name.to_owned())
        .optional(|row| row.get("body"))
        .await
}

/// The names of the tables of two dimensions that are released.
pub async fn crossed_names(tx: &mut Tx, survey: SurveyId, source: Source) -> Result<Vec<String>> {
    tx.sql("SELECT name FROM crossed WHERE survey = $1 AND source = $2 ORDER BY name COLLATE ucs_basic NULLS LAST")
        .bind(survey.uuid())
        .bind(source.code())
        .all(|row| row.get("name"))
        .await
}

/// The tables of who answered a question and who left it out, with their names.
pub async fn crossed_answered(tx: &mut Tx, survey: SurveyId, source: Source) -> Result<Vec<(String, String)>> {
    tx.sql(
        "SELECT name, body FROM crossed WHERE survey = $1 AND source = $2 AND name LIKE '%~answered'
         ORDER BY name COLLATE ucs_basic NULLS LAST",
    )
    .bind(survey.uuid())
    .bind(source.code())
    .all(|row| Ok((row.get("name")?, row.get("body")?)))
    .await
}

/// Removes all tables of two dimensions from one source.
pub async fn delete_crossed(tx: &mut Tx, survey: SurveyId, source: Source) -> Result<u64> {
    tx.sql("DELETE FROM crossed WHERE survey = $1 AND source = $2").bind(survey.uuid()).bind(source.code()).run().await
}

/// Free text of one question, on its way to researchers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextRelease {
    /// Which question.
    pub item: String,
    /// Who asked.
    pub asked_by: AccountId,
    /// Who released it, a second person.
    pub released_by: Option<AccountId>,
}

/// Asks that free text be released; asked twice it stays the first person's.
pub async fn ask_text_release(tx: &mut Tx, survey: SurveyId, item: &str, by: AccountId, at: Timestamp) -> Result<()> {
    tx.sql(
        "INSERT INTO text_release (survey, item, asked_by, asked_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
    )
    .bind(survey.uuid())
    .bind(item.to_owned())
    .bind(by.uuid())
    .bind(at.as_microsecond())
    .run()
    .await?;
    Ok(())
}

/// Releases free text that somebody else asked for; `false` when there is no such question from somebody else.
pub async fn grant_text_release(
    tx: &mut Tx,
    survey: SurveyId,
    item: &str,
    by: AccountId,
    at: Timestamp,
) -> Result<bool> {
    let granted = tx
        .sql(
            "UPDATE text_release SET released_by = $1, released_at = $2
             WHERE survey = $3 AND item = $4 AND asked_by <> $1 AND released_by IS NULL",
        )
        .bind(by.uuid())
        .bind(at.as_microsecond())
        .bind(survey.uuid())
        .bind(item.to_owned())
        .run()
        .await?;
    Ok(granted == 1)
}

/// Free text that is released or asked for.
pub async fn text_releases_of(tx: &mut Tx, survey: SurveyId) -> Result<Vec<TextRelease>> {
    tx.sql("SELECT * FROM text_release WHERE survey = $1 ORDER BY item COLLATE ucs_basic NULLS LAST")
        .bind(survey.uuid())
        .all(|row| {
            Ok(TextRelease {
                item: row.get("item")?,
                asked_by: AccountId::new(row.get("asked_by")?),
                released_by: row.get::<Option<uuid::Uuid>>("released_by")?.map(AccountId::new),
            })
        })
        .await
}
