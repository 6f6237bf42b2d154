//! Retention: every kind of data with the rule by which it ends, and the job that keeps the rules.
//!
//! | What | Until when | Why then |
//! |---|---|---|
//! | rehearsed answers | the survey is published | they never count |
//! | answers that were begun and not sent | the survey closes | said on the page that gives the code to come back |
//! | invitations and addresses | the answers are sealed, minutes after closing | no letter is written after that |
//! | what ties an invitation to answers (the link key) | the answers are sealed | anonymity becomes final |
//! | letters | handed over, or refused | subject, text and address are erased then |
//! | letters that were given up | 30 days | until then somebody may have them tried again |
//! | sessions | 12 hours, 2 without use | |
//! | links and codes by mail | 10 minutes; their rows one day | so that a second use is told apart from a guess |
//! | invitations of staff | 7 days; their rows one day more | |
//! | research files | 14 days after they were ready | they can be made again |
//! | the groups in a file of another engagement | its columns are matched, or one day | only safe tables stay |
//! | pseudonyms of people who agreed to be recognised, and their key | 30 June after the year | said before anybody agreed |
//! | jobs that ended | 30 days | for looking at what failed |
//! | counts of tries | 2 days | |
//! | answers of a closed survey | as its notice says, in months | said before anybody answered |

use domain::survey::notice::Retention;
use jiff::{SignedDuration, ToSpan, civil::Date};
use store::survey::Survey;

use crate::{
    Context, Error, Result,
    audit::{self, Action, By},
    job::Outcome,
};

/// How long jobs that ended are kept.
const JOBS: SignedDuration = SignedDuration::from_hours(30 * 24);
/// How long spent links are kept.
const LINKS: SignedDuration = SignedDuration::from_hours(24);
/// How long counts of tries are kept.
const ALLOWANCES: SignedDuration = SignedDuration::from_hours(48);

/// Removes what has outlived its rule. Done twice, the second time finds nothing.
pub(crate) async fn remove_outlived(ctx: &Context) -> Result<Outcome> {
    let now = ctx.now();
    let mut tx = ctx.store.main.write().await?;
    store::account::delete_ended(&mut tx, now, now - LINKS).await?;
    crate::mail::erase_given_up(&mut tx, now - JOBS).await?;
    store::job::delete_ended_jobs(&mut tx, now - JOBS).await?;
    store::engagement::delete_drafts(&mut tx, now).await?;
    store::allowance::delete_windows(&mut tx, now - ALLOWANCES).await?;
    tx.commit().await?;
    for survey in store::survey::unsealed(&mut ctx.store.main.read().await?).await? {
        crate::survey::forget_rehearsal(ctx, &survey).await?;
    }
    crate::recognition::end_years(ctx).await?;
    remove_files(ctx).await?;
    remove_answers(ctx).await?;
    Ok(Outcome::Done)
}

async fn remove_files(ctx: &Context) -> Result<()> {
    let expired = store::export::expired_exports(&mut ctx.store.main.read().await?, ctx.now()).await?;
    for export in expired {
        crate::export::remove_file(ctx, &export.file).await?;
        let mut tx = ctx.store.main.write().await?;
        store::export::mark_expired(&mut tx, export.id).await?;
        tx.commit().await?;
    }
    Ok(())
}

/// Answers of closed surveys whose months are over; released tables stay.
async fn remove_answers(ctx: &Context) -> Result<()> {
    let sealed = store::survey::sealed(&mut ctx.store.main.read().await?).await?;
    for survey in sealed {
        if !is_over(ctx, &survey).await? {
            continue;
        }
        let mut answers = ctx.store.answers.write().await?;
        let left = store::response::count_responses(&mut answers, survey.campaign).await?;
        if left == 0 {
            continue;
        }
        store::response::delete_campaign(&mut answers, survey.campaign).await?;
        answers.commit().await?;
        let mut tx = ctx.store.main.write().await?;
        let by = By { partnership: Some(survey.partnership), ..By::PROGRAM };
        audit::note(ctx, &mut tx, by, Action("answers-deleted"), &survey.subject(), "").await?;
        tx.commit().await?;
    }
    Ok(())
}

async fn is_over(ctx: &Context, survey: &Survey) -> Result<bool> {
    let closed = survey.closed_at.or(survey.closes_at).ok_or(Error::Missing)?;
    let version = ctx.versions.newest(ctx, survey).await?;
    let Some(Retention::Months(months)) = &version.definition.notice.retention else { return Ok(false) };
    let end = ctx.date(closed).checked_add(i32::from(*months).months()).unwrap_or(Date::MAX);
    Ok(ctx.today() > end)
}
