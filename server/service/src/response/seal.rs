//! Sealing a closed survey: the bodies that were sent move to where nothing but their receipt names them, the envelopes
//! and everything that was only begun go, and the link key is destroyed. Begun again after a crash, it goes on.

use domain::{id::SurveyId, response::Body, survey::publish::Phase};
use store::{Engine, survey::Survey};

use crate::{
    Context, Error, Result,
    audit::{self, Action, By},
    job::{self, Outcome, Running},
    survey::load,
};

/// Seals the answers of a survey whose time is over.
pub(crate) async fn seal(ctx: &Context, running: &Running<'_>, id: SurveyId) -> Result<Outcome> {
    let survey = load(&mut ctx.store.main.read().await?, id).await?;
    if survey.sealed_at.is_some() {
        return Ok(Outcome::Done);
    }
    if survey.phase(ctx.now()) != Phase::Closed {
        return Ok(Outcome::Fail("the survey is open again".to_owned()));
    }
    if stop_writing(ctx, &survey).await? && ctx.store.answers.engine() == Engine::Postgres {
        // Somebody's answers may still be on their way to a commit that began before: let them arrive.
        return Ok(Outcome::Again(ctx.now() + jiff::SignedDuration::from_secs(65)));
    }
    move_bodies(ctx, running, &survey).await?;
    ctx.keys.destroy_link(survey.campaign).map_err(Error::internal)?;
    let mut answers = ctx.store.answers.write().await?;
    store::response::delete_envelopes(&mut answers, survey.campaign).await?;
    answers.commit().await?;
    ctx.store.answers.rewrite_envelopes().await?;
    finish(ctx, &survey).await?;
    Ok(Outcome::Done)
}

/// Ends writing; whether it was possible until now.
async fn stop_writing(ctx: &Context, survey: &Survey) -> Result<bool> {
    let mut answers = ctx.store.answers.write().await?;
    let was_open = store::response::is_open(&mut answers, survey.campaign).await?;
    store::response::close_campaign(&mut answers, survey.campaign).await?;
    answers.commit().await?;
    Ok(was_open)
}

async fn move_bodies(ctx: &Context, running: &Running<'_>, survey: &Survey) -> Result<()> {
    let total = store::response::count_sent(&mut ctx.store.answers.read().await?, survey.campaign).await?;
    let total = usize::try_from(total).unwrap_or(0);
    let (mut after, mut moved) = (Vec::new(), 0);
    loop {
        let batch = {
            let mut tx = ctx.store.answers.read().await?;
            store::response::sent_after(&mut tx, survey.campaign, &after).await?
        };
        let (bodies, Some(last)) = batch else { break };
        moved += bodies.len();
        let mut tx = ctx.store.answers.write().await?;
        for bytes in bodies {
            let body = Body::read(&bytes).map_err(Error::internal)?;
            let sent = body.sent.as_ref().ok_or_else(|| Error::internal("an envelope marked as sent was not"))?;
            store::response::insert_response(&mut tx, survey.campaign, sent.record.0, bytes).await?;
        }
        tx.commit().await?;
        after = last;
        running.progress(moved, total).await?;
    }
    let kept = store::response::count_responses(&mut ctx.store.answers.read().await?, survey.campaign).await?;
    if usize::try_from(kept).unwrap_or(0) < total {
        return Err(Error::internal(format!("{total} were sent, {kept} were moved: nothing is removed")));
    }
    Ok(())
}

/// The survey is sealed: addresses go, counts of them stay, the last release is made.
async fn finish(ctx: &Context, survey: &Survey) -> Result<()> {
    let mut tx = ctx.store.main.write().await?;
    for (partnership, invited) in store::invitation::count_invitations(&mut tx, survey.id).await? {
        store::survey::share::set_invited(&mut tx, survey.id, partnership, invited).await?;
    }
    store::invitation::delete_invitations(&mut tx, survey.id).await?;
    store::survey::mark_sealed(&mut tx, survey.id, ctx.now()).await?;
    let kind = job::Kind::Release { survey: survey.id };
    job::enqueue(ctx, &mut tx, job::New::now(&kind).on_desk_of(survey.partnership)).await?;
    let by = By { partnership: Some(survey.partnership), ..By::PROGRAM };
    audit::note(ctx, &mut tx, by, Action("survey-sealed"), &survey.subject(), "").await?;
    tx.commit().await?;
    ctx.store.main.truncate_log().await?;
    Ok(())
}
