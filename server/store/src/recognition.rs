//! Pseudonyms of people who agreed to be recognised, and what is shown of a year of them.

use domain::{
    engagement::Year,
    id::{PartnershipId, SurveyId},
};

use crate::{Result, db::Tx};

/// A pseudonym in an engagement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recognised {
    /// The pseudonym.
    pub pseudonym: Vec<u8>,
    /// Where it took part.
    pub survey: SurveyId,
    /// Its band of ages; may be empty.
    pub age: String,
}

/// What is shown of a year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// Released figures, as JSON.
    pub figures: String,
    /// How many people they count, exactly.
    pub people: i64,
    /// Whether nobody can be recognised in it any more.
    pub ended: bool,
}

/// Notes that somebody took part. The same again changes nothing.
pub async fn insert_recognised(tx: &mut Tx, partnership: PartnershipId, year: Year, new: &Recognised) -> Result<bool> {
    let added = tx
        .sql(
            "INSERT INTO recognition (partnership, year, pseudonym, survey, age) VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT DO NOTHING",
        )
        .bind(partnership.uuid())
        .bind(i64::from(year.begins_in()))
        .bind(new.pseudonym.clone())
        .bind(new.survey.uuid())
        .bind(new.age.clone())
        .run()
        .await?;
    Ok(added == 1)
}

/// Everybody who was recognised in a year, in the order of their pseudonyms.
pub async fn recognised_in(tx: &mut Tx, partnership: PartnershipId, year: Year) -> Result<Vec<Recognised>> {
    tx.sql(
        "SELECT pseudonym, survey, age FROM recognition WHERE partnership = $1 AND year = $2
         ORDER BY pseudonym NULLS LAST, survey NULLS LAST",
    )
    .bind(partnership.uuid())
    .bind(i64::from(year.begins_in()))
    .all(|row| {
        Ok(Recognised {
            pseudonym: row.get("pseudonym")?,
            survey: SurveyId::new(row.get("survey")?),
            age: row.get("age")?,
        })
    })
    .await
}

/// How many people were recognised in a year.
pub async fn count_people(tx: &mut Tx, partnership: PartnershipId, year: Year) -> Result<i64> {
    tx.sql("SELECT COUNT(DISTINCT pseudonym) AS people FROM recognition WHERE partnership = $1 AND year = $2")
        .bind(partnership.uuid())
        .bind(i64::from(year.begins_in()))
        .one(|row| row.get("people"))
        .await
}

/// Forgets one person in a year.
pub async fn forget_person(tx: &mut Tx, partnership: PartnershipId, year: Year, pseudonym: &[u8]) -> Result<u64> {
    tx.sql("DELETE FROM recognition WHERE partnership = $1 AND year = $2 AND pseudonym = $3")
        .bind(partnership.uuid())
        .bind(i64::from(year.begins_in()))
        .bind(pseudonym.to_vec())
        .run()
        .await
}

/// Forgets everybody of a year.
pub async fn forget_year(tx: &mut Tx, partnership: PartnershipId, year: Year) -> Result<u64> {
    tx.sql("DELETE FROM recognition WHERE partnership = $1 AND year = $2")
        .bind(partnership.uuid())
        .bind(i64::from(year.begins_in()))
        .run()
        .await
}

/// The years in which somebody is still kept under a pseudonym.
pub async fn years_kept(tx: &mut Tx) -> Result<Vec<(PartnershipId, Year)>> {
    let found: Vec<(PartnershipId, i64)> = tx
        .sql("SELECT DISTINCT partnership, year FROM recognition ORDER BY partnership NULLS LAST, year NULLS LAST")
        .all(|row| Ok((PartnershipId::new(row.get("partnership")?), row.get("year")?)))
        .await?;
    Ok(found.into_iter().filter_map(|(id, year)| Some((id, Year::beginning_in(year)?))).collect())
}

/// Keeps what is shown of a year in the place of what was before.
pub async fn set_shown(tx: &mut Tx, partnership: PartnershipId, year: Year, shown: &Shown) -> Result<()> {
    tx.sql(
        "INSERT INTO recognition_year (partnership, year, figures, people, ended) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (partnership, year) DO UPDATE
         SET figures = excluded.figures, people = excluded.people, ended = excluded.ended",
    )
    .bind(partnership.uuid())
    .bind(i64::from(year.begins_in()))
    .bind(shown.figures.clone())
    .bind(shown.people)
    .bind(shown.ended)
    .run()
    .await?;
    Ok(())
}

/// What is shown of a year.
pub async fn shown_of(tx: &mut Tx, partnership: PartnershipId, year: Year) -> Result<Option<Shown>> {
    tx.sql("SELECT figures, people, ended FROM recognition_year WHERE partnership = $1 AND year = $2")
        .bind(partnership.uuid())
        .bind(i64::from(year.begins_in()))
        .optional(|row| {
            Ok(Shown { figures: row.get("figures")?, people: row.get("people")?, ended: row.get("ended")? })
        })
        .await
}
