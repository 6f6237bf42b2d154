//! Drafts: changed step by step with plain forms; every step is kept and can be undone, and two people who edit at the
//! same time cannot overwrite each other.

use domain::{
    problem::Problem,
    survey::{
        Definition, Item, Kind,
        edit::{Edit, apply},
        publish::{Phase, canonical_json},
    },
    text::Language,
};
use jiff::Timestamp;
use store::{
    Tx,
    survey::{Survey, version::Draft},
};

use super::{Readiness, load, readiness};
use crate::{Context, Error, Result, access::Editor, place};

/// What the editor shows.
#[derive(Clone, Debug)]
pub struct Drafted {
    /// The survey.
    pub survey: Survey,
    /// Where it is in its life.
    pub phase: Phase,
    /// The draft.
    pub definition: Definition,
    /// When it was saved.
    pub saved_at: Timestamp,
    /// Whether it differs from the published version.
    pub changed: bool,
    /// Whether it can be published.
    pub readiness: Readiness,
}

/// The newest draft of a survey.
pub async fn show(ctx: &Context, editor: &Editor) -> Result<Drafted> {
    let mut tx = ctx.store.main.read().await?;
    let survey = load(&mut tx, editor.survey()).await?;
    let draft = newest(&mut tx, &survey).await?;
    let definition = parse(&draft)?;
    let changed = is_changed(&mut tx, &survey, &definition).await?;
    drop(tx);
    let mut readiness = readiness(&survey, &definition);
    readiness.advice.extend(places_missing(ctx, &survey, &definition).await?);
    Ok(Drafted { phase: survey.phase(ctx.now()), readiness, saved_at: draft.made_at, definition, survey, changed })
}

/// The questions that ask where people live while there is nothing to choose from.
async fn places_missing(ctx: &Context, survey: &Survey, definition: &Definition) -> Result<Vec<Problem>> {
    let pages = definition.questionnaire.pages.iter().enumerate();
    let asked = pages.flat_map(|(at, page)| page.items.iter().map(move |item| (at, item)));
    let asked: Vec<_> = asked.filter(|(_, item)| item.kind == Kind::Place).collect();
    if asked.is_empty() {
        return Ok(Vec::new());
    }
    let choices = place::choices(ctx, survey.partnership).await?;
    if choices.postcodes || !choices.localities.is_empty() {
        return Ok(Vec::new());
    }
    let problem = |(at, item): (usize, &Item)| Problem::new(format!("pages.{at}.items.{}", item.code), "places-none");
    Ok(asked.into_iter().map(problem).collect())
}

/// Whether a draft differs from the published version.
pub(crate) async fn is_changed(tx: &mut Tx, survey: &Survey, definition: &Definition) -> Result<bool> {
    let Some(number) = survey.version else { return Ok(true) };
    let last = store::survey::version::version_by_number(tx, survey.id, number).await?;
    Ok(last.is_none_or(|last| last.definition != canonical_json(definition)))
}

pub(super) async fn newest(tx: &mut Tx, survey: &Survey) -> Result<Draft> {
    store::survey::version::draft_at(tx, survey.id, survey.revision).await?.ok_or(Error::Missing)
}

pub(super) fn parse(draft: &Draft) -> Result<Definition> {
    serde_json::from_str(&draft.definition).map_err(Error::internal)
}

/// Changes a draft by one step, for whoever saw the revision `seen`, and gives what it is now.
///
/// # Errors
/// [`Error::Conflict`] when somebody saved in the meantime; [`Error::Invalid`] when the step cannot be made;
/// `Refused("closed")`.
pub async fn edit(ctx: &Context, editor: &Editor, seen: i64, step: Edit) -> Result<Definition> {
    change(ctx, editor, seen, |definition| apply(&definition, step).map_err(Error::invalid)).await
}

/// Puts back the draft before the last change; done again, it puts the change back.
///
/// # Errors
/// [`Error::Conflict`] when somebody saved in the meantime; `Refused("nothing-to-undo")`.
pub async fn undo(ctx: &Context, editor: &Editor, seen: i64) -> Result<()> {
    if seen < 2 {
        return Err(Error::Refused("nothing-to-undo"));
    }
    let mut tx = ctx.store.main.read().await?;
    let before = store::survey::version::draft_at(&mut tx, editor.survey(), seen - 1).await?;
    drop(tx);
    let before = parse(&before.ok_or(Error::Refused("nothing-to-undo"))?)?;
    change(ctx, editor, seen, |_| Ok(before)).await?;
    Ok(())
}

async fn change(
    ctx: &Context,
    editor: &Editor,
    seen: i64,
    change: impl FnOnce(Definition) -> Result<Definition>,
) -> Result<Definition> {
    let mut tx = ctx.store.main.write().await?;
    let survey = load(&mut tx, editor.survey()).await?;
    if survey.phase(ctx.now()) == Phase::Closed {
        return Err(Error::Refused("closed"));
    }
    if survey.revision != seen {
        return Err(Error::Conflict);
    }
    let definition = change(parse(&newest(&mut tx, &survey).await?)?)?;
    save(ctx, &mut tx, editor, &survey, &definition).await?;
    tx.commit().await?;
    Ok(definition)
}

pub(super) async fn save(
    ctx: &Context,
    tx: &mut Tx,
    editor: &Editor,
    survey: &Survey,
    definition: &Definition,
) -> Result<()> {
    let title = definition.questionnaire.title.best(Language::English).0;
    if !store::survey::version::advance_revision(tx, survey.id, survey.revision, title).await? {
        return Err(Error::Conflict);
    }
    let draft = Draft {
        revision: survey.revision + 1,
        definition: canonical_json(definition),
        made_by: Some(editor.account()),
        made_at: ctx.now(),
    };
    store::survey::version::insert_draft(tx, survey.id, &draft).await?;
    store::survey::version::delete_old_drafts(tx, survey.id, draft.revision).await?;
    Ok(())
}

/// The newest draft of a survey, as it is.
pub(crate) async fn definition(tx: &mut Tx, survey: &Survey) -> Result<Definition> {
    parse(&newest(tx, survey).await?)
}
