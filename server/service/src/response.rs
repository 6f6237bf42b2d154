//! Answering a survey: one envelope per person, found by a reference that only the link key can make.
//!
//! Nothing here writes anything but that one row: no account, no time, no mark on an invitation, no line of the record.
//! Where somebody stands is derived from their answers each time, so Back, reload and two tabs cannot go wrong; saving
//! and sending can be repeated without effect.

mod bodies;
mod preview;
mod receipt;
mod save;
mod seal;
mod ticket;

use std::sync::Arc;

use domain::{
    problem::Problem,
    response::{
        Answers, Body, Journey,
        body::Channel,
        journey::{Destination, Progress},
        problems_of_page,
    },
    survey::{Kind, publish::Phase},
    text::Language,
};
use store::{partnership::Partnership, survey::Survey};

pub use domain::response::page::Posted;

pub(crate) use bodies::Bodies;
pub use preview::{Preview, START, preview};
pub use receipt::{Counted, SentPage, about_how_many, check_receipt, sent};
pub use save::{save_page, send};
pub(crate) use seal::seal;
pub(crate) use ticket::{TOKEN, link_key, reference_of_invitation};
pub use ticket::{Ticket, come_back, enter, keep_for_later, stop};

use crate::{Context, Error, Result, place, survey::Loaded};

/// A survey as respondents meet it.
#[derive(Clone, Debug)]
pub struct Open {
    /// Its row.
    pub survey: Survey,
    /// Whose it is.
    pub partnership: Partnership,
    /// The version that new answers begin with.
    pub version: Arc<Loaded>,
    /// Where it is in its life.
    pub phase: Phase,
}

/// The published survey with this word in its addresses, in whatever phase.
///
/// # Errors
/// [`Error::Missing`] when there is none, or it was never published.
pub async fn find(ctx: &Context, slug: &str) -> Result<Open> {
    let mut tx = ctx.store.main.read().await?;
    let survey = store::survey::survey_by_slug(&mut tx, slug).await?.ok_or(Error::Missing)?;
    let partnership = crate::partnership::known(&mut tx, survey.partnership).await?;
    drop(tx);
    let version = ctx.versions.newest(ctx, &survey).await?;
    Ok(Open { phase: survey.phase(ctx.now()), survey, partnership, version })
}

impl Open {
    /// Whether only whoever is invited may answer.
    pub fn is_invited_only(&self) -> bool {
        self.survey.access == store::survey::Access::Invited
    }

    fn must_be_open(&self) -> Result<()> {
        match self.phase {
            Phase::Open => Ok(()),
            Phase::Closed => Err(Error::Refused("closed")),
            Phase::Draft | Phase::Published | Phase::Scheduled => Err(Error::Refused("not-open")),
        }
    }
}

/// Where somebody goes next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Next {
    /// To the start page.
    Start,
    /// To the page of this code.
    Page(String),
    /// To the list of all answers.
    Check,
    /// To the page that says that they were sent.
    Sent,
}

/// What a page of questions shows.
#[derive(Clone, Debug)]
pub struct QuestionPage {
    /// The survey.
    pub open: Open,
    /// The version that these answers were begun with.
    pub version: Arc<Loaded>,
    /// The index of the page.
    pub page: usize,
    /// The items that are asked, by index.
    pub items: Vec<usize>,
    /// The answers so far.
    pub answers: Answers,
    /// What is wrong, if the page was sent before.
    pub problems: Vec<Problem>,
    /// How far it is.
    pub progress: Progress,
    /// The page before; none before the first.
    pub back: Option<String>,
    /// What is offered for saying where somebody lives, when that is asked.
    pub places: place::Choices,
    /// Whether these answers were begun with a personal link, which leads back to them.
    pub invited: bool,
}

/// The answers of this ticket.
struct Draft {
    voter_ref: [u8; 32],
    body: Body,
    loaded: Arc<Loaded>,
}

async fn draft(ctx: &Context, open: &Open, ticket: &Ticket, language: Language) -> Result<Draft> {
    let voter_ref = ticket.voter_ref(ctx, &open.survey).await?;
    let stored = {
        let mut tx = ctx.store.answers.read().await?;
        store::response::envelope(&mut tx, open.survey.campaign, &voter_ref).await?
    };
    let body = match stored {
        Some(envelope) => Body::read(&envelope.body).map_err(Error::internal)?,
        None => Body::new(open.version.number, language, Channel::Online),
    };
    let loaded = version_of(ctx, open, body.version).await?;
    Ok(Draft { voter_ref, body, loaded })
}

async fn version_of(ctx: &Context, open: &Open, number: u32) -> Result<Arc<Loaded>> {
    if number == open.version.number {
        return Ok(open.version.clone());
    }
    ctx.versions.get(ctx, open.survey.id, number).await
}

fn code_of(loaded: &Loaded, destination: Destination) -> Next {
    match destination {
        Destination::Check => Next::Check,
        Destination::Page(page) => loaded.prepared.page(page).map_or(Next::Check, |page| Next::Page(page.code.clone())),
    }
}

/// Where somebody who starts or comes back goes on.
///
/// # Errors
/// `Refused("closed")` or `Refused("not-open")`.
pub async fn resume(ctx: &Context, open: &Open, ticket: &Ticket, language: Language) -> Result<Next> {
    open.must_be_open()?;
    let draft = draft(ctx, open, ticket, language).await?;
    if draft.body.sent.is_some() {
        return Ok(Next::Sent);
    }
    let journey = Journey::derive(&draft.loaded.prepared, &draft.body.answers, &draft.body.attempted);
    Ok(code_of(&draft.loaded, journey.resume()))
}

/// A page of questions, or where to go instead.
///
/// # Errors
/// As [`resume`]; [`Error::Missing`] when there is no such page.
pub async fn page(
    ctx: &Context,
    open: Open,
    ticket: &Ticket,
    code: &str,
    language: Language,
) -> Result<std::result::Result<QuestionPage, Next>> {
    open.must_be_open()?;
    let Draft { body, loaded, .. } = draft(ctx, &open, ticket, language).await?;
    if body.sent.is_some() {
        return Ok(Err(Next::Sent));
    }
    let index = loaded.prepared.page_index(code).ok_or(Error::Missing)?;
    let journey = Journey::derive(&loaded.prepared, &body.answers, &body.attempted);
    if let Err(elsewhere) = journey.visit(index) {
        return Ok(Err(code_of(&loaded, elsewhere)));
    }
    let attempted = body.attempted.contains(code);
    let problems = if attempted { problems_of_page(&loaded.prepared, index, &body.answers) } else { Vec::new() };
    let items: Vec<usize> = journey.items_on(index).collect();
    let back = journey.before(index).and_then(|before| loaded.prepared.page(before)).map(|page| page.code.clone());
    let progress = journey.progress(index);
    let places = places_for(ctx, &open, &loaded, &items).await?;
    Ok(Ok(QuestionPage {
        invited: ticket.is_invited(),
        version: loaded,
        page: index,
        items,
        answers: body.answers,
        problems,
        progress,
        back,
        places,
        open,
    }))
}

async fn places_for(ctx: &Context, open: &Open, loaded: &Loaded, items: &[usize]) -> Result<place::Choices> {
    if items.iter().any(|item| loaded.prepared.item(*item).kind == Kind::Place) {
        place::choices(ctx, open.partnership.id).await
    } else {
        Ok(place::Choices::default())
    }
}

/// One line of the list of all answers.
#[derive(Clone, Debug)]
pub struct Line {
    /// The page where it can be changed.
    pub page: String,
    /// The index of the field.
    pub field: usize,
}

/// The list of all answers before they are sent.
#[derive(Clone, Debug)]
pub struct CheckPage {
    /// The survey.
    pub open: Open,
    /// The version that these answers were begun with.
    pub version: Arc<Loaded>,
    /// The answers.
    pub answers: Answers,
    /// Every field that is asked, in order.
    pub lines: Vec<Line>,
    /// How many questions were asked.
    pub asked: usize,
    /// The last page.
    pub back: Option<String>,
    /// Localities by code, so that a place can be named.
    pub places: place::Choices,
}

/// The list of all answers, or where to go first.
///
/// # Errors
/// As [`resume`].
pub async fn check(
    ctx: &Context,
    open: Open,
    ticket: &Ticket,
    language: Language,
) -> Result<std::result::Result<CheckPage, Next>> {
    open.must_be_open()?;
    let Draft { body, loaded, .. } = draft(ctx, &open, ticket, language).await?;
    if body.sent.is_some() {
        return Ok(Err(Next::Sent));
    }
    let journey = Journey::derive(&loaded.prepared, &body.answers, &body.attempted);
    if !journey.is_ready() {
        return Ok(Err(code_of(&loaded, journey.resume())));
    }
    let prepared = &loaded.prepared;
    let items: Vec<usize> = journey.steps().iter().flat_map(|step| journey.items_on(step.page)).collect();
    let line = |field: usize| {
        let page = prepared.page_of(prepared.fields()[field].item);
        Line { page: prepared.page(page).map(|page| page.code.clone()).unwrap_or_default(), field }
    };
    let lines = items.iter().flat_map(|item| prepared.fields_of(*item)).map(line).collect();
    let asked = journey.steps().iter().filter(|step| step.question.is_some()).count();
    let back = journey.last().and_then(|page| prepared.page(page)).map(|page| page.code.clone());
    let places = places_for(ctx, &open, &loaded, &items).await?;
    Ok(Ok(CheckPage { answers: body.answers, lines, asked, back, places, version: loaded, open }))
}
