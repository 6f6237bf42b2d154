//! Requests for research files that hold answers, and the versions that were given out.

use domain::id::{AccountId, ExportId, SurveyId};
use jiff::{Timestamp, civil::Date};

use crate::{
    Result,
    db::{Row, Tx},
    row::{Reader, instant},
};

/// How a request was decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The file may be made.
    Approved,
    /// It may not.
    Refused,
}

impl Verdict {
    /// Its word in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Approved => "approved",
            Self::Refused => "refused",
        }
    }
}

impl std::str::FromStr for Verdict {
    type Err = ();

    fn from_str(code: &str) -> std::result::Result<Self, ()> {
        [Self::Approved, Self::Refused].into_iter().find(|one| one.code() == code).ok_or(())
    }
}

/// A request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// For which file.
    pub export: ExportId,
    /// Which institution keeps to the terms.
    pub institution: String,
    /// Until when the data is kept.
    pub kept_until: Date,
    /// How it was decided.
    pub decision: Option<Decision>,
}

/// A decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// How.
    pub verdict: Verdict,
    /// Why it was refused.
    pub reason: String,
    /// Who decided.
    pub by: AccountId,
    /// When.
    pub at: Timestamp,
}

/// Records that were given out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// From 1 on.
    pub number: i64,
    /// The SHA-256 of the records, in hexadecimal digits.
    pub digest: String,
    /// How many records.
    pub records: i64,
    /// When it was first made.
    pub made_at: Timestamp,
}

fn request(row: &Row) -> Result<Request> {
    let reader = Reader::new(row, "research_request", "export")?;
    let decision: Option<String> = row.get("decision")?;
    let decision = match decision {
        None => None,
        Some(_) => Some(Decision {
            verdict: reader.parse("decision")?,
            reason: row.get("reason")?,
            by: AccountId::new(row.get("decided_by")?),
            at: instant(row, "decided_at")?,
        }),
    };
    Ok(Request {
        export: ExportId::new(row.get("export")?),
        institution: row.get("institution")?,
        kept_until: reader.parse("kept_until")?,
        decision,
    })
}

/// Adds a request that nobody has decided.
pub async fn insert_request(tx: &mut Tx, new: &Request) -> Result<()> {
    tx.sql("INSERT INTO research_request (export, institution, kept_until, reason) VALUES ($1, $2, $3, '')")
        .bind(new.export.uuid())
        .bind(new.institution.clone())
        .bind(new.kept_until.to_string())
        .run()
        .await?;
    Ok(())
}

/// The request for a file, if it needed one.
pub async fn request_for(tx: &mut Tx, export: ExportId) -> Result<Option<Request>> {
    tx.sql("SELECT * FROM research_request WHERE export = $1").bind(export.uuid()).optional(|row| request(&row)).await
}

/// The requests for files of a survey that nobody has decided, the oldest first.
pub async fn undecided_requests(tx: &mut Tx, survey: SurveyId) -> Result<Vec<Request>> {
    tx.sql(
        "SELECT research_request.* FROM research_request JOIN export ON export.id = research_request.export
         WHERE export.survey = $1 AND research_request.decision IS NULL
         ORDER BY export.made_at NULLS LAST, export.id NULLS LAST",
    )
    .bind(survey.uuid())
    .all(|row| request(&row))
    .await
}

/// Decides a request once; whether it was undecided.
pub async fn decide_request(tx: &mut Tx, export: ExportId, decision: &Decision) -> Result<bool> {
    let changed = tx
        .sql(
            "UPDATE research_request SET decision = $1, reason = $2, decided_by = $3, decided_at = $4
             WHERE export = $5 AND decision IS NULL",
        )
        .bind(decision.verdict.code())
        .bind(decision.reason.clone())
        .bind(decision.by.uuid())
        .bind(decision.at.as_microsecond())
        .bind(export.uuid())
        .run()
        .await?;
    Ok(changed == 1)
}

/// Notes records that were given out.
pub async fn insert_research_version(tx: &mut Tx, survey: SurveyId, new: &Version) -> Result<()> {
    tx.sql("INSERT INTO research_version (survey, number, digest, records, made_at) VALUES ($1, $2, $3, $4, $5)")
        .bind(survey.uuid())
        .bind(new.number)
        .bind(new.digest.clone())
        .bind(new.records)
        .bind(new.made_at.as_microsecond())
        .run()
        .await?;
    Ok(())
}

/// The records that were given out of a survey, the oldest first.
pub async fn research_versions_of(tx: &mut Tx, survey: SurveyId) -> Result<Vec<Version>> {
    tx.sql("SELECT * FROM research_version WHERE survey = $1 ORDER BY number NULLS LAST")
        .bind(survey.uuid())
        .all(|row| {
            Ok(Version {
                number: row.get("number")?,
                digest: row.get("digest")?,
                records: row.get("records")?,
                made_at: instant(&row, "made_at")?,
            })
        })
        .await
}
