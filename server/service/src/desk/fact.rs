//! Facts: what the rules of the desk need to know, gathered from what is stored.

use domain::{
    desk::{Contact, Facts, Group, SurveyFacts},
    survey::publish::Phase,
};
use jiff::civil::Date;
use store::{job::State, survey::Survey};

use super::Work;
use crate::{
    Context, Result,
    access::Officer,
    mail::Letters,
    survey::{draft, readiness},
};

/// What is known about one survey.
pub(super) async fn of_survey(
    ctx: &Context,
    officer: &Officer,
    survey: &Survey,
    missing: Vec<Group>,
) -> Result<SurveyFacts> {
    let phase = survey.phase(ctx.now());
    let mut tx = ctx.store.main.read().await?;
    let (mut stops, mut changed) = (Vec::new(), false);
    if phase != Phase::Closed {
        let definition = draft::definition(&mut tx, survey).await?;
        stops = readiness(survey, &definition).stops;
        changed = survey.version.is_some() && draft::is_changed(&mut tx, survey, &definition).await?;
    }
    // Whoever asked cannot decide, so it is a task for all others.
    let texts = store::disclosure::text_releases_of(&mut tx, survey.id).await?;
    let waits =
        |text: &&store::disclosure::TextRelease| text.released_by.is_none() && text.asked_by != officer.account();
    let texts_waiting = texts.iter().filter(waits).count();
    drop(tx);
    Ok(SurveyFacts {
        id: survey.id,
        title: survey.title.clone(),
        phase,
        opens: survey.opens_at.map(|at| ctx.date(at)),
        closes: survey.closed_at.or(survey.closes_at).map(|at| ctx.date(at)),
        stops,
        changed,
        sealed: survey.sealed_at.is_some(),
        results_public: survey.results_public_at.is_some(),
        results_by: results_by(ctx, survey).await?,
        texts_waiting,
        missing,
    })
}

async fn results_by(ctx: &Context, survey: &Survey) -> Result<Option<Date>> {
    if survey.version.is_none() {
        return Ok(None);
    }
    Ok(ctx.versions.newest(ctx, survey).await?.definition.notice.results_by)
}

/// What is known about a partnership.
pub(super) async fn of_partnership(
    ctx: &Context,
    officer: &Officer,
    surveys: Vec<SurveyFacts>,
    work: &[Work],
    letters: &Letters,
) -> Result<Facts> {
    let mut tx = ctx.store.main.read().await?;
    let known = crate::partnership::known(&mut tx, officer.partnership()).await?;
    let invited = store::account::link::account_invitations_of(&mut tx, officer.partnership()).await?;
    let states = store::engagement::states_of(&mut tx, officer.partnership()).await?;
    let waits = states.iter().filter(|state| state.published_at.is_none() && state.asked_by != officer.account());
    let years_waiting = waits.map(|state| state.year).collect();
    let now = ctx.now();
    let open = invited.into_iter().filter(|invitation| now < invitation.ends_at);
    let profile = known.profile;
    Ok(Facts {
        today: ctx.today(),
        surveys,
        work_given_up: work.iter().filter(|work| work.state == State::Failed).count(),
        letters_given_up: usize::try_from(letters.given_up).unwrap_or(0),
        years_waiting,
        invitations: open.map(|invitation| (invitation.name, ctx.date(invitation.ends_at))).collect(),
        contact: Contact {
            phone: !profile.phone.is_empty(),
            mail: !profile.mail.is_empty(),
            about: !profile.about.is_empty(),
        },
    })
}
