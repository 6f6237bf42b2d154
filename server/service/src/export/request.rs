//! Access to the answers: what a researcher agrees to, what a second person decides, and what was given out before.

use std::fmt::Write as _;

use domain::{
    id::{ExportId, SurveyId},
    problem::Problem,
    text::one_line,
};
use jiff::{Span, civil::Date};
use sha2::{Digest, Sha256};
pub use store::export::{Decision, Request, Verdict};
use store::{
    Tx,
    export::{Export, Version},
    survey::Survey,
};

use super::matrix::Matrix;
use crate::{
    Context, Error, Result,
    access::Editor,
    audit::{self, Action},
    job,
    mail::{Envelope, letter::ExportRefused},
    survey::load,
};

/// What whoever opens a file with answers agrees to. It stands on the page and in every file.
pub const TERMS: [&str; 6] = [
    "I will not try to find out who anybody is, also not to test whether it can be done.",
    "I will not match the data with other data about persons. Figures about areas are fine.",
    "I will publish no group of fewer than 10, also not by the difference between two tables.",
    "I will say within one working day if anything goes wrong or somebody was recognised.",
    "I will send what I publish to the partnership before it comes out, for information.",
    "I will delete the data by the day that I named, and confirm it.",
];

/// The longest name of an institution, in characters.
const INSTITUTION_LONGEST: usize = 120;
/// The longest time for which data is kept, in years.
const YEARS: i64 = 3;
/// The longest reason.
const REASON_LONGEST: usize = 500;

/// What somebody says who asks for answers, as it was typed.
#[derive(Clone, Debug, Default)]
pub struct Terms {
    /// Which institution keeps to the terms.
    pub institution: String,
    /// Until when the data is kept.
    pub kept_until: String,
    /// Whether all terms are agreed to.
    pub agreed: bool,
}

impl Terms {
    /// The institution and the day, checked against today. Kinds of problems: `institution-missing`, `too-long` at
    /// `institution`; `date`, `day-past`, `day-far` at `kept_until`; `terms-missing` at `agreed`.
    pub(super) fn checked(&self, today: Date, problems: &mut Vec<Problem>) -> (String, Option<Date>) {
        let institution = one_line(&self.institution);
        let length = institution.chars().count();
        if length < 3 {
            problems.push(Problem::new("institution", "institution-missing"));
        } else if length > INSTITUTION_LONGEST {
            let problem = Problem::new("institution", "too-long").about("most", INSTITUTION_LONGEST);
            problems.push(problem.about("over", length - INSTITUTION_LONGEST));
        }
        let furthest = today.checked_add(Span::new().years(YEARS)).unwrap_or(today);
        let day = one_line(&self.kept_until).parse::<Date>().ok();
        match day {
            None => problems.push(Problem::new("kept_until", "date")),
            Some(day) if day <= today => problems.push(Problem::new("kept_until", "day-past")),
            Some(day) if day > furthest => problems.push(Problem::new("kept_until", "day-far").about("years", YEARS)),
            Some(_) => {}
        }
        if !self.agreed {
            problems.push(Problem::new("agreed", "terms-missing"));
        }
        (institution, day)
    }
}

/// The terms as they stand in a file, with the mark of the one request that it was made for.
pub(super) fn in_file(request: &Request) -> Vec<String> {
    let mark = format!(
        "This copy was made for {}, request {}, to be deleted by {}.",
        request.institution, request.export, request.kept_until
    );
    TERMS.iter().map(|term| (*term).to_owned()).chain(std::iter::once(mark)).collect()
}

/// Decides a request. Decided again, the first decision stands.
///
/// # Errors
/// [`Error::Missing`] when it is no request of this survey; `Refused("second-person")` to whoever asked;
/// [`Error::Invalid`] at `reason` when it is refused without one, or the reason is too long.
pub async fn decide(ctx: &Context, editor: &Editor, id: ExportId, verdict: Verdict, reason: &str) -> Result<()> {
    let reason = one_line(reason);
    if verdict == Verdict::Refused && reason.is_empty() {
        return Err(Error::invalid(Problem::new("reason", "refusal-reason-missing")));
    }
    let over = reason.chars().count().saturating_sub(REASON_LONGEST);
    if over > 0 {
        let problem = Problem::new("reason", "too-long").about("most", REASON_LONGEST);
        return Err(Error::invalid(problem.about("over", over)));
    }
    let mut tx = ctx.store.main.write().await?;
    let survey = load(&mut tx, editor.survey()).await?;
    let export = store::export::export_by_id(&mut tx, id).await?.filter(|export| export.survey == survey.id);
    let export = export.ok_or(Error::Missing)?;
    store::export::request_for(&mut tx, id).await?.ok_or(Error::Missing)?;
    if export.account == editor.account() {
        return Err(Error::Refused("second-person"));
    }
    let decision = Decision { verdict, reason, by: editor.account(), at: ctx.now() };
    if store::export::decide_request(&mut tx, id, &decision).await? {
        let action = match verdict {
            Verdict::Approved => {
                let kind = job::Kind::Export { export: id };
                job::enqueue(ctx, &mut tx, job::New::now(&kind).on_desk_of(survey.partnership)).await?;
                Action("file-approved")
            }
            Verdict::Refused => {
                store::export::mark_failed(&mut tx, id, "refused").await?;
                tell(ctx, &mut tx, &survey, &export, &decision.reason).await?;
                Action("file-refused")
            }
        };
        audit::note(ctx, &mut tx, editor.by(), action, &survey.subject(), &export.purpose).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// Tells whoever asked that it is refused, and why.
async fn tell(ctx: &Context, tx: &mut Tx, survey: &Survey, export: &Export, reason: &str) -> Result<()> {
    let Some(account) = store::account::account_by_id(tx, export.account).await? else { return Ok(()) };
    let owner = crate::partnership::known(tx, survey.partnership).await?;
    let letter = ExportRefused {
        name: &account.name,
        title: &survey.title,
        reason,
        link: &ctx.link(&format!("/desk/surveys/{}/exports", survey.id)),
    };
    let to = Envelope {
        kind: "export_refused",
        partnership: None,
        unique_key: Some(format!("export-refused:{}", export.id)),
        address: &account.address,
        language: account.language,
    };
    crate::mail::send(ctx, tx, to, letter.write(account.language, &owner.name)?).await?;
    Ok(())
}

/// Holds records that are about to be given out against all that were given out before. The same records again are
/// fine; other ones of the same people could be laid beside the first, so they are not given out.
///
/// # Errors
/// `Refused("other-version")`.
pub(super) async fn against_earlier(ctx: &Context, survey: SurveyId, rows: &Matrix) -> Result<()> {
    let digest = digest(rows);
    let mut tx = ctx.store.main.write().await?;
    let earlier = store::export::research_versions_of(&mut tx, survey).await?;
    match earlier.first() {
        Some(first) if first.digest == digest => {}
        Some(_) => return Err(Error::Refused("other-version")),
        None => keep(ctx, &mut tx, survey, digest, rows.len()).await?,
    }
    tx.commit().await?;
    Ok(())
}

async fn keep(ctx: &Context, tx: &mut Tx, survey: SurveyId, digest: String, records: usize) -> Result<()> {
    let records = i64::try_from(records).unwrap_or(i64::MAX);
    let version = Version { number: 1, digest, records, made_at: ctx.now() };
    Ok(store::export::insert_research_version(tx, survey, &version).await?)
}

/// The digest of all values of all records, in their order.
fn digest(rows: &Matrix) -> String {
    let mut hash = Sha256::new();
    for record in 0..rows.len() {
        hash.update((rows.width() as u64).to_be_bytes());
        for column in 0..rows.width() {
            hash.update(rows.get(record, column).to_be_bytes());
        }
    }
    let mut digits = String::new();
    for byte in hash.finalize() {
        // Writing to a text cannot fail.
        let _ = write!(digits, "{byte:02x}");
    }
    digits
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn terms_are_for_somebody_and_end() {
        let typed = |institution: &str, day: &str, agreed| Terms {
            institution: institution.to_owned(),
            kept_until: day.to_owned(),
            agreed,
        };
        let kinds = |terms: &Terms| {
            let mut problems = Vec::new();
            terms.checked(date(2026, 11, 26), &mut problems);
            problems.into_iter().map(|problem| problem.kind.into_owned()).collect::<Vec<_>>()
        };
        assert!(kinds(&typed("University of Leith", "2027-08-31", true)).is_empty());
        assert_eq!(kinds(&typed(" ", "soon", false)), ["institution-missing", "date", "terms-missing"]);
        assert_eq!(kinds(&typed("Leith", "2026-11-26", true)), ["day-past"]);
        assert_eq!(kinds(&typed("Leith", "2030-01-01", true)), ["day-far"]);
    }

    #[test]
    fn other_records_have_another_digest() {
        let table = |width: usize, rows: &[&[i64]]| {
            let mut table = Matrix::new(width);
            for row in rows {
                table.push(row);
            }
            table
        };
        let rows = table(2, &[&[1, 2], &[3, 4]]);
        assert_eq!(digest(&rows), digest(&rows.clone()));
        for other in [table(4, &[&[1, 2, 3, 4]]), table(2, &[&[3, 4], &[1, 2]]), table(1, &[&[1], &[2], &[3], &[4]])] {
            assert_ne!(digest(&rows), digest(&other));
        }
    }
}
