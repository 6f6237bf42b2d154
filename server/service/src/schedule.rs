//! What the time brings: surveys that open, close or should be counted, and the daily removal of what is over.
//!
//! Nothing has to run for a survey to open or close: its phase is worked out whenever it is asked for. What is looked for
//! here is only the work that follows from it, and every piece is a job that exists once however often it is found.

use domain::survey::publish::Phase;
use jiff::{SignedDuration, civil::Time};

use crate::{Context, Result, disclosure, invitation, job, survey};

/// Looks for what is due and writes the jobs.
pub async fn look(ctx: &Context) -> Result<()> {
    let now = ctx.now();
    for survey in store::survey::unsealed(&mut ctx.store.main.read().await?).await? {
        match survey.phase(now) {
            Phase::Open => {
                let mut tx = ctx.store.main.write().await?;
                if !store::invitation::uninvited(&mut tx, survey.id, 1).await?.is_empty() {
                    invitation::enqueue_letters(ctx, &mut tx, &survey).await?;
                }
                tx.commit().await?;
                if disclosure::is_due(ctx, &survey).await? {
                    let mut tx = ctx.store.main.write().await?;
                    let kind = job::Kind::Release { survey: survey.id };
                    job::enqueue(ctx, &mut tx, job::New::now(&kind).on_desk_of(survey.partnership)).await?;
                    tx.commit().await?;
                }
            }
            Phase::Closed => {
                let closed = survey.closed_at.or(survey.closes_at).unwrap_or(now);
                let mut tx = ctx.store.main.write().await?;
                survey::enqueue_seal(ctx, &mut tx, &survey, closed).await?;
                tx.commit().await?;
            }
            Phase::Draft | Phase::Published | Phase::Scheduled => {}
        }
    }
    enqueue_retention(ctx).await
}

/// Once a day, early in the morning.
async fn enqueue_retention(ctx: &Context) -> Result<()> {
    let tomorrow = ctx.today().tomorrow().unwrap_or_else(|_| ctx.today());
    let at = domain::time::instant_of(tomorrow.to_datetime(Time::constant(3, 30, 0, 0)), &ctx.london);
    let at = at.unwrap_or_else(|| ctx.now() + SignedDuration::from_hours(24));
    let mut tx = ctx.store.main.write().await?;
    job::enqueue(ctx, &mut tx, job::New::now(&job::Kind::Retention).at(at)).await?;
    tx.commit().await?;
    Ok(())
}
