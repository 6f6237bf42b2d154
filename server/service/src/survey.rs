//! Surveys: made from templates, edited as drafts, published as frozen versions, opened and closed by civil time.

pub mod draft;
pub mod notice;
pub mod share;
mod versions;
pub mod wave;

use std::sync::Arc;

use domain::{
    id::{CampaignId, SurveyId},
    problem::Problem,
    survey::{
        Definition, Severity,
        publish::{Phase, Published, Refused, canonical_json, publish as decide},
        template,
    },
    text::{Language, Text, one_line},
};
use jiff::{SignedDuration, Timestamp};
pub use store::survey::{Access, Survey};
use store::{
    Tx,
    survey::version::{Draft, Version},
};

pub use versions::{Loaded, Versions};

use crate::{
    Context, Error, Result,
    access::{Editor, Officer, Reader},
    audit::{self, Action},
    job,
    keys::{digest, hex},
};

/// A template to start from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Template {
    /// How is it to live here?
    Community,
    /// Community Planning Officials, over all 32 partnerships.
    Officials,
    /// Nothing yet.
    Blank,
}

impl Template {
    /// All templates, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Community, Self::Officials, Self::Blank];

    /// Its word in forms and in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Community => "community",
            Self::Officials => "officials",
            Self::Blank => "blank",
        }
    }

    /// The template of this word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|template| template.code() == code)
    }

    fn definition(self, title: &str) -> Definition {
        match self {
            Self::Community => template::community(),
            Self::Officials => template::officials(),
            Self::Blank => {
                let mut definition = Definition::default();
                definition.questionnaire.title = Text::english(title);
                definition.questionnaire.languages = vec![Language::English];
                definition
            }
        }
    }

    /// Officials answer with a personal invitation; everything else is open to whoever has the address.
    const fn access(self) -> Access {
        match self {
            Self::Officials => Access::Invited,
            Self::Community | Self::Blank => Access::Open,
        }
    }
}

/// How long the same wish for a new survey is the same press of a button.
const ONE_PRESS: SignedDuration = SignedDuration::from_mins(1);

/// Makes a survey from a template; the title may be empty to keep the template's. Asked for twice in a row, it is one.
///
/// # Errors
/// [`Error::Invalid`] when no template is chosen, or a blank survey has no title.
pub async fn create(ctx: &Context, officer: &Officer, template: &str, title: &str) -> Result<SurveyId> {
    let template = Template::from_code(template).ok_or_else(|| Error::invalid(Problem::new("template", "choose")))?;
    let typed = one_line(title);
    if typed.is_empty() && template == Template::Blank {
        return Err(Error::invalid(Problem::new("title", "title-missing")));
    }
    // Another name is to be said in the other languages anew.
    let title = (!typed.is_empty()).then(|| Text::english(typed));
    create_titled(ctx, officer, template, title).await
}

/// Makes a survey from a template with a title in all its languages, or that of the template.
pub(crate) async fn create_titled(
    ctx: &Context,
    officer: &Officer,
    template: Template,
    title: Option<Text>,
) -> Result<SurveyId> {
    let english = title.as_ref().and_then(|title| title.get(Language::English)).unwrap_or_default();
    let mut definition = template.definition(english);
    if let Some(title) = title {
        definition.questionnaire.title = title;
    }
    let title = definition.questionnaire.title.best(Language::English).0.to_owned();
    let now = ctx.now();
    let survey = Survey {
        id: SurveyId::new(ctx.ids.ordered(now)?),
        partnership: officer.partnership(),
        slug: crate::partnership::free_slug(ctx, &title).await?.as_str().to_owned(),
        template: template.code().to_owned(),
        title,
        access: template.access(),
        campaign: CampaignId::new(ctx.ids.random()?),
        rehearsal: CampaignId::new(ctx.ids.random()?),
        revision: 1,
        version: None,
        opens_at: None,
        closes_at: None,
        closed_at: None,
        sealed_at: None,
        results_public_at: None,
        made_at: now,
    };
    let draft =
        Draft { revision: 1, definition: canonical_json(&definition), made_by: Some(officer.account()), made_at: now };
    let mut tx = ctx.store.main.write().await?;
    let own = store::survey::surveys_of(&mut tx, survey.partnership).await?;
    let twice = |known: &&Survey| {
        (&known.template, &known.title, known.revision) == (&survey.template, &survey.title, 1)
            && known.version.is_none()
            && known.made_at > now - ONE_PRESS
    };
    if let Some(known) = own.iter().find(twice) {
        return Ok(known.id);
    }
    store::survey::insert_survey(&mut tx, &survey).await?;
    store::survey::version::insert_draft(&mut tx, survey.id, &draft).await?;
    audit::note(ctx, &mut tx, officer.by(), Action("survey-made"), &survey.subject(), template.code()).await?;
    tx.commit().await?;
    Ok(survey.id)
}

/// The surveys of a partnership, newest first, each with its phase.
pub async fn list(ctx: &Context, officer: &Officer) -> Result<Vec<(Survey, Phase)>> {
    let now = ctx.now();
    let surveys = store::survey::surveys_of(&mut ctx.store.main.read().await?, officer.partnership()).await?;
    Ok(surveys.into_iter().map(|survey| (survey.clone(), survey.phase(now))).collect())
}

/// The surveys that are shared with the bodies that somebody works for.
pub async fn shared(ctx: &Context, caller: &crate::access::Caller) -> Result<Vec<(Survey, Phase)>> {
    let now = ctx.now();
    let mut tx = ctx.store.main.read().await?;
    let mut found: Vec<(Survey, Phase)> = Vec::new();
    for membership in caller.memberships() {
        for survey in store::survey::shared_with(&mut tx, membership.body).await? {
            if found.iter().all(|(known, _)| known.id != survey.id) {
                let phase = survey.phase(now);
                found.push((survey, phase));
            }
        }
    }
    Ok(found)
}

/// A survey that somebody may read.
pub async fn look(ctx: &Context, reader: &Reader) -> Result<Survey> {
    load(&mut ctx.store.main.read().await?, reader.survey()).await
}

pub(crate) async fn load(tx: &mut Tx, id: SurveyId) -> Result<Survey> {
    store::survey::survey_by_id(tx, id).await?.ok_or(Error::Missing)
}

/// Publishes the draft: freezes it as the next version. The first version makes the place for answers and destroys what
/// was rehearsed. Answers keep the version that they were begun with.
///
/// # Errors
/// [`Error::Conflict`] when somebody saved in the meantime; [`Error::Invalid`] with everything that stops it;
/// `Refused("same")` when nothing changed; `Refused("closed")`.
pub async fn publish(ctx: &Context, editor: &Editor, seen: i64) -> Result<i64> {
    let first = {
        let survey = load(&mut ctx.store.main.read().await?, editor.survey()).await?;
        if survey.version.is_none() {
            prepare_answers(ctx, &survey).await?;
        }
        survey.version.is_none()
    };
    let mut tx = ctx.store.main.write().await?;
    let survey = load(&mut tx, editor.survey()).await?;
    if survey.phase(ctx.now()) == Phase::Closed {
        return Err(Error::Refused("closed"));
    }
    let version = decide_version(&mut tx, &survey, seen).await?;
    let frozen = Version {
        number: i64::from(version.number),
        digest: hex(&digest(version.canonical.as_bytes())),
        definition: version.canonical,
        made_by: Some(editor.account()),
        made_at: ctx.now(),
    };
    store::disclosure::delete_releases(&mut tx, survey.id, store::disclosure::Source::Rehearsal).await?;
    store::disclosure::delete_crossed(&mut tx, survey.id, store::disclosure::Source::Rehearsal).await?;
    store::survey::version::insert_version(&mut tx, survey.id, &frozen).await?;
    let detail = format!("version {}", frozen.number);
    audit::note(ctx, &mut tx, editor.by(), Action("survey-published"), &survey.subject(), &detail).await?;
    tx.commit().await?;
    if first {
        forget_rehearsal(ctx, &survey).await?;
    }
    Ok(frozen.number)
}

/// The version that the draft becomes, or why it cannot.
async fn decide_version(tx: &mut Tx, survey: &Survey, seen: i64) -> Result<domain::survey::publish::Version> {
    let definition = draft::definition(tx, survey).await?;
    let last = match survey.version {
        Some(number) => store::survey::version::version_by_number(tx, survey.id, number).await?,
        None => None,
    };
    let published = last
        .as_ref()
        .map(|last| Published { number: u32::try_from(last.number).unwrap_or(u32::MAX), canonical: &last.definition });
    let (seen, current) = (u64::try_from(seen).unwrap_or(0), u64::try_from(survey.revision).unwrap_or(0));
    let decided = decide(&definition, seen, current, published);
    let missing = times_missing(survey);
    let decided = match decided {
        decided if missing.is_empty() => decided,
        Ok(_) => Err(Refused::Problems(missing)),
        Err(Refused::Problems(problems)) => Err(Refused::Problems([missing, problems].concat())),
        other => other,
    };
    decided.map_err(|refused| match refused {
        Refused::Changed { .. } => Error::Conflict,
        Refused::Problems(problems) => Error::Invalid(problems),
        Refused::Same => Error::Refused("same"),
    })
}

/// A survey is published with its days: people are told until when they can answer.
fn times_missing(survey: &Survey) -> Vec<Problem> {
    let missing = |at: Option<Timestamp>, place| at.is_none().then(|| Problem::new(place, "time-missing"));
    [missing(survey.opens_at, "opens"), missing(survey.closes_at, "closes")].into_iter().flatten().collect()
}

/// The place for answers, and the key that ties invitations to them; made twice they stay as they are.
async fn prepare_answers(ctx: &Context, survey: &Survey) -> Result<()> {
    ctx.keys.make_link(survey.campaign).map_err(Error::internal)?;
    let mut answers = ctx.store.answers.write().await?;
    store::response::open_campaign(&mut answers, survey.campaign).await?;
    answers.commit().await?;
    Ok(())
}

/// What was rehearsed of a survey goes. If the program stops before, the daily removal does it.
pub(crate) async fn forget_rehearsal(ctx: &Context, survey: &Survey) -> Result<()> {
    let mut answers = ctx.store.answers.write().await?;
    store::response::delete_campaign(&mut answers, survey.rehearsal).await?;
    answers.commit().await?;
    Ok(())
}

/// Closes a survey now.
///
/// # Errors
/// `Refused("not-open")` when it was never published, `Refused("closed")` when it is closed already.
pub async fn close(ctx: &Context, editor: &Editor) -> Result<()> {
    let now = ctx.now();
    let mut tx = ctx.store.main.write().await?;
    let survey = load(&mut tx, editor.survey()).await?;
    match survey.phase(now) {
        Phase::Draft => return Err(Error::Refused("not-open")),
        Phase::Closed => return Err(Error::Refused("closed")),
        Phase::Published | Phase::Scheduled | Phase::Open => {}
    }
    store::survey::close_survey(&mut tx, survey.id, now).await?;
    enqueue_seal(ctx, &mut tx, &survey, now).await?;
    audit::note(ctx, &mut tx, editor.by(), Action("survey-closed"), &survey.subject(), "").await?;
    tx.commit().await?;
    Ok(())
}

/// Answers that are on their way when a survey closes may arrive; a little later the envelopes are sealed.
const SEAL_AFTER: SignedDuration = SignedDuration::from_secs(90);

pub(crate) async fn enqueue_seal(ctx: &Context, tx: &mut Tx, survey: &Survey, closed: Timestamp) -> Result<()> {
    let kind = job::Kind::Seal { survey: survey.id };
    let new = job::New::now(&kind).at(closed + SEAL_AFTER).on_desk_of(survey.partnership);
    job::enqueue(ctx, tx, new).await?;
    Ok(())
}

/// Deletes a survey that was never published.
///
/// # Errors
/// `Refused("published")` when it was.
pub async fn delete(ctx: &Context, editor: &Editor) -> Result<()> {
    let mut tx = ctx.store.main.write().await?;
    let survey = load(&mut tx, editor.survey()).await?;
    let files = store::export::delete_exports(&mut tx, survey.id).await?;
    store::outreach::delete_outreach_tasks(&mut tx, survey.id).await?;
    if survey.version.is_some() || !store::survey::delete_draft(&mut tx, survey.id).await? {
        return Err(Error::Refused("published"));
    }
    audit::note(ctx, &mut tx, editor.by(), Action("survey-deleted"), &survey.subject(), &survey.title).await?;
    tx.commit().await?;
    for file in files {
        crate::export::remove_file(ctx, &file).await?;
    }
    forget_rehearsal(ctx, &survey).await
}

/// Makes results public, or takes them back.
///
/// # Errors
/// `Refused("not-open")` before the survey is closed and counted.
pub async fn publish_results(ctx: &Context, editor: &Editor, public: bool) -> Result<()> {
    let mut tx = ctx.store.main.write().await?;
    let survey = load(&mut tx, editor.survey()).await?;
    if public && survey.sealed_at.is_none() {
        return Err(Error::Refused("not-sealed"));
    }
    store::survey::set_results_public(&mut tx, survey.id, public.then(|| ctx.now())).await?;
    let action = Action(if public { "results-published" } else { "results-withdrawn" });
    audit::note(ctx, &mut tx, editor.by(), action, &survey.subject(), "").await?;
    tx.commit().await?;
    Ok(())
}

/// What was done with a survey, newest first.
pub async fn history(ctx: &Context, editor: &Editor) -> Result<Vec<store::audit::NamedLine>> {
    let subject = format!("survey:{}", editor.survey());
    Ok(store::audit::lines_about(&mut ctx.store.main.read().await?, &subject).await?)
}

/// Everything that the draft of a survey needs before it can be published, and what could be better.
#[derive(Clone, Debug)]
pub struct Readiness {
    /// What stops it.
    pub stops: Vec<Problem>,
    /// What could be better.
    pub advice: Vec<Problem>,
}

/// Whether a draft can be published.
pub(crate) fn readiness(survey: &Survey, definition: &Definition) -> Readiness {
    let problems = domain::survey::check(definition);
    let (stops, advice): (Vec<Problem>, Vec<Problem>) =
        problems.into_iter().partition(|problem| domain::survey::severity(&problem.kind) == Severity::Stops);
    Readiness { stops: [times_missing(survey), stops].concat(), advice }
}

/// The newest version of a survey or, before there is one, its draft.
pub(crate) async fn newest_or_draft(ctx: &Context, survey: &Survey) -> Result<Arc<Loaded>> {
    if survey.version.is_some() {
        return ctx.versions.newest(ctx, survey).await;
    }
    let mut tx = ctx.store.main.read().await?;
    Ok(prepared(draft::definition(&mut tx, survey).await?))
}

/// A definition with everything that pages need of it.
pub(crate) fn prepared(definition: Definition) -> Arc<Loaded> {
    Arc::new(Loaded::new(0, definition))
}
