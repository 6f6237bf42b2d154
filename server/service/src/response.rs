//! Answering a survey: one envelope per person, found by a reference that only the link key can make.
//!
//! Nothing here writes anything but that one row: no account, no time, no mark on an invitation, no line of the record.
//! Where somebody stands is derived from their answers each time, so Back, reload and two tabs cannot go wrong; saving
//! and sending can be repeated without effect.

mod bodies;
mod seal;
mod ticket;

use std::sync::Arc;

use domain::{
    id::CampaignId,
    problem::Problem,
    response::{
        Answers, Body, Journey, PlaceLists,
        body::{Channel, Hex, Sent},
        claim,
        code::{Code, RECEIPT},
        journey::{Destination, Progress},
        page::postcodes_on,
        parse_page, problems_of_page,
    },
    survey::{Kind, publish::Phase},
    text::Language,
    time::week_of,
};
use store::{Tx, partnership::Partnership, survey::Survey};

pub use domain::response::page::Posted;

pub(crate) use bodies::Bodies;
pub(crate) use seal::seal;
pub(crate) use ticket::{TOKEN, link_key, reference_of_invitation};
pub use ticket::{Ticket, come_back, enter, keep_for_later, stop};

use crate::{Context, Error, Result, keys::Purpose, place, survey::Loaded};

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
    let partnership =
        store::partnership::partnership_by_id(&mut tx, survey.partnership).await?.ok_or(Error::Missing)?;
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

/// Saves a page, right or wrong, and says where to go: on, or back to it when something is wrong.
///
/// # Errors
/// As [`resume`]; [`Error::Missing`] when there is no such page; [`Error::Invalid`] when the answers grew too large, so
/// that they were not kept.
pub async fn save_page(
    ctx: &Context,
    open: &Open,
    ticket: &Ticket,
    code: &str,
    posted: Posted,
    language: Language,
) -> Result<Next> {
    open.must_be_open()?;
    let begun = draft(ctx, open, ticket, language).await?;
    let loaded = begun.loaded;
    let index = loaded.prepared.page_index(code).ok_or(Error::Missing)?;
    let lists = lists_for(ctx, open, &loaded, index, &posted).await?;
    let work = SavePage {
        campaign: open.survey.campaign,
        voter_ref: begun.voter_ref,
        loaded: loaded.clone(),
        index,
        posted,
        lists,
        language,
    };
    let saved = ctx.store.writer.submit(move |tx| Box::pin(work.run(tx))).await?;
    match saved {
        Saved::Closed => Err(Error::Refused("closed")),
        Saved::Sent => Ok(Next::Sent),
        Saved::TooLarge(problems) => Err(Error::Invalid(problems)),
        Saved::Page(destination) => Ok(code_of(&loaded, destination)),
    }
}

async fn lists_for(ctx: &Context, open: &Open, loaded: &Loaded, page: usize, posted: &Posted) -> Result<PlaceLists> {
    let asks_place = loaded.prepared.items_on(page).any(|item| loaded.prepared.item(item).kind == Kind::Place);
    if !asks_place {
        return Ok(PlaceLists::default());
    }
    let postcodes = postcodes_on(&loaded.prepared, page, posted);
    place::lists(ctx, open.partnership.id, &postcodes).await
}

/// One page on its way through the writer.
struct SavePage {
    campaign: CampaignId,
    voter_ref: [u8; 32],
    loaded: Arc<Loaded>,
    index: usize,
    posted: Posted,
    lists: PlaceLists,
    language: Language,
}

enum Saved {
    Page(Destination),
    Sent,
    Closed,
    TooLarge(Vec<Problem>),
}

impl SavePage {
    /// Reads the envelope, puts the page into it and writes it back: one row, in one transaction.
    async fn run(self, tx: &mut Tx) -> store::Result<Saved> {
        let stored = store::response::envelope_to_change(tx, self.campaign, &self.voter_ref).await?;
        let mut body = match stored {
            Some(envelope) if envelope.sent => return Ok(Saved::Sent),
            Some(envelope) => Body::read(&envelope.body).map_err(|_| unreadable())?,
            None => Body::new(self.loaded.number, self.language, Channel::Online),
        };
        let prepared = &self.loaded.prepared;
        let (answers, problems) =
            parse_page(prepared, self.index, &self.posted, std::mem::take(&mut body.answers), &self.lists);
        if problems.iter().any(|problem| problem.kind == "answers-too-large") {
            return Ok(Saved::TooLarge(problems));
        }
        body.answers = answers;
        body.language = self.language;
        let code = prepared.page(self.index).map(|page| page.code.clone()).unwrap_or_default();
        let kept = problems.iter().all(|problem| problem.kind != "page-not-asked");
        if kept {
            body.attempted.insert(code);
        }
        let bytes = body.write().map_err(|_| unreadable())?;
        if !store::response::put_envelope(tx, self.campaign, self.voter_ref, false, bytes).await? {
            return Ok(Saved::Closed);
        }
        let journey = Journey::derive(prepared, &body.answers, &body.attempted);
        let next = if !kept {
            journey.resume()
        } else if problems.is_empty() {
            journey.after(self.index)
        } else {
            Destination::Page(self.index)
        };
        Ok(Saved::Page(next))
    }
}

/// An envelope that cannot be read: said without a word of what is in it.
fn unreadable() -> store::Error {
    store::BrokenRow { table: "envelope", column: "body", id: String::new(), why: "unreadable".to_owned() }.into()
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

/// Sends the answers: once, however often it is asked.
///
/// # Errors
/// As [`resume`].
pub async fn send(ctx: &Context, open: &Open, ticket: &Ticket, language: Language) -> Result<Next> {
    open.must_be_open()?;
    let begun = draft(ctx, open, ticket, language).await?;
    let loaded = begun.loaded;
    let codes = Codes::of(ctx, open.survey.campaign, &begun.voter_ref)?;
    let week = week_of(ctx.today());
    let (campaign, voter_ref, version) = (open.survey.campaign, begun.voter_ref, loaded.clone());
    let sent =
        Sent { week, record: codes.record(), receipt: codes.receipt_digest(), claim: Some(codes.claim_digest(ctx)) };
    let saved = ctx
        .store
        .writer
        .submit(move |tx| Box::pin(async move { put_sent(tx, campaign, voter_ref, &version, sent).await }))
        .await?;
    match saved {
        Saved::Closed => Err(Error::Refused("closed")),
        Saved::Sent => Ok(Next::Sent),
        Saved::TooLarge(problems) => Err(Error::Invalid(problems)),
        Saved::Page(destination) => Ok(code_of(&loaded, destination)),
    }
}

async fn put_sent(
    tx: &mut Tx,
    campaign: CampaignId,
    voter_ref: [u8; 32],
    version: &Loaded,
    sent: Sent,
) -> store::Result<Saved> {
    let Some(envelope) = store::response::envelope_to_change(tx, campaign, &voter_ref).await? else {
        return Ok(Saved::Page(Destination::Page(0)));
    };
    if envelope.sent {
        return Ok(Saved::Sent);
    }
    let mut body = Body::read(&envelope.body).map_err(|_| unreadable())?;
    let journey = Journey::derive(&version.prepared, &body.answers, &body.attempted);
    match journey.submit() {
        Err(elsewhere) => Ok(Saved::Page(elsewhere)),
        Ok(submitted) => {
            body.answers = submitted.answers;
            body.attempted.clear();
            body.sent = Some(sent);
            let bytes = body.write().map_err(|_| unreadable())?;
            let written = store::response::put_envelope(tx, campaign, voter_ref, true, bytes).await?;
            Ok(if written { Saved::Sent } else { Saved::Closed })
        }
    }
}

/// What only the person gets: a receipt, and five words to learn later what became of it. Both are made from the
/// reference and a key outside the database, so that sending twice shows the same, and neither is stored.
struct Codes {
    receipt: Code,
    claim: u64,
}

impl Codes {
    fn of(ctx: &Context, campaign: CampaignId, voter_ref: &[u8; 32]) -> Result<Self> {
        let key = ctx.keys.of(Purpose::Claim);
        let campaign = campaign.uuid();
        let receipt = key.mac(&[b"receipt", campaign.as_bytes(), voter_ref]);
        let claim = key.mac(&[b"claim words", campaign.as_bytes(), voter_ref]);
        let mut eight = [0; 8];
        eight.copy_from_slice(&claim[..8]);
        let bits = u64::from_be_bytes(eight) & ((1 << claim::BITS) - 1);
        let receipt = Code::from_bytes(&receipt, RECEIPT).ok_or_else(|| Error::internal("no receipt"))?;
        Ok(Self { receipt, claim: bits })
    }

    fn record(&self) -> Hex<16> {
        Hex(record_of(&self.receipt))
    }

    fn receipt_digest(&self) -> Hex<32> {
        Hex(crate::keys::digest(self.receipt.as_str().as_bytes()))
    }

    fn claim_digest(&self, ctx: &Context) -> Hex<32> {
        Hex(ctx.keys.of(Purpose::Claim).mac(&[b"claim", &self.claim.to_be_bytes()]))
    }
}

/// The name of a response after closing, which whoever has the receipt can work out.
fn record_of(receipt: &Code) -> [u8; 16] {
    let digest = crate::keys::digest(format!("record:{}", receipt.as_str()).as_bytes());
    let mut record = [0; 16];
    record.copy_from_slice(&digest[..16]);
    record
}

/// What the page after sending shows.
#[derive(Clone, Debug)]
pub struct SentPage {
    /// The survey.
    pub open: Open,
    /// The receipt, in groups of four.
    pub receipt: String,
    /// The five words.
    pub claim: [&'static str; claim::WORDS],
    /// About how many have answered: rounded down to ten, none below.
    pub about: i64,
}

/// The page after sending, or where to go instead.
///
/// # Errors
/// `Refused("closed")` when the answers were sealed since: nothing here can find them any more.
pub async fn sent(
    ctx: &Context,
    open: Open,
    ticket: &Ticket,
    language: Language,
) -> Result<std::result::Result<SentPage, Next>> {
    if open.survey.sealed_at.is_some() {
        return Err(Error::Refused("closed"));
    }
    let draft = draft(ctx, &open, ticket, language).await?;
    if draft.body.sent.is_none() {
        return Ok(Err(Next::Start));
    }
    let codes = Codes::of(ctx, open.survey.campaign, &draft.voter_ref)?;
    let about = about_how_many(ctx, &open.survey).await?;
    Ok(Ok(SentPage {
        receipt: codes.receipt.to_string(),
        claim: claim::words_from(codes.claim, language),
        about,
        open,
    }))
}

/// About how many have answered a survey, rounded down to ten: from the last count, so that it costs nothing.
pub async fn about_how_many(ctx: &Context, survey: &Survey) -> Result<i64> {
    let release = crate::disclosure::newest(ctx, survey).await?;
    Ok(release.map_or(0, |release| release.about))
}

/// Whether a receipt is in the count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counted {
    /// It is.
    Yes,
    /// It is not.
    No,
    /// The survey is still open, or its answers are just being counted.
    NotYet,
}

/// Whether the answers of a receipt are in the count of a closed survey.
///
/// # Errors
/// [`Error::Invalid`] when it is no receipt; `Refused("too-often")`.
pub async fn check_receipt(ctx: &Context, open: &Open, network: &str, typed: &str) -> Result<Counted> {
    let receipt = Code::parse(typed, RECEIPT).ok_or_else(|| Error::invalid(Problem::new("receipt", "receipt")))?;
    if open.survey.sealed_at.is_none() {
        return Ok(Counted::NotYet);
    }
    crate::allowance::take(ctx, crate::allowance::CODES_FROM_NETWORK, network).await?;
    let mut tx = ctx.store.answers.read().await?;
    let found = store::response::has_response(&mut tx, open.survey.campaign, record_of(&receipt)).await?;
    drop(tx);
    if found {
        return Ok(Counted::Yes);
    }
    crate::allowance::take(ctx, crate::allowance::WRONG_CODES_OF_SURVEY, &open.survey.id.to_string()).await?;
    Ok(Counted::No)
}

/// A page of a survey for staff who try it: nothing is stored.
#[derive(Clone, Debug)]
pub struct Preview {
    /// The survey as respondents would meet it.
    pub open: Open,
    /// The draft.
    pub version: Arc<Loaded>,
    /// Which page.
    pub page: usize,
    /// Localities to choose from.
    pub places: place::Choices,
}

/// A page of the draft; `start` is its start page.
///
/// # Errors
/// [`Error::Missing`] when there is no such page.
pub async fn preview(ctx: &Context, editor: &crate::access::Editor, code: &str) -> Result<Preview> {
    let mut tx = ctx.store.main.read().await?;
    let survey = crate::survey::load(&mut tx, editor.survey()).await?;
    let version = crate::survey::prepared(crate::survey::draft::definition(&mut tx, &survey).await?);
    let partnership =
        store::partnership::partnership_by_id(&mut tx, survey.partnership).await?.ok_or(Error::Missing)?;
    drop(tx);
    let page = if code == START { 0 } else { version.prepared.page_index(code).ok_or(Error::Missing)? };
    let places = place::choices(ctx, partnership.id).await?;
    let open = Open { survey, partnership, version: version.clone(), phase: Phase::Open };
    Ok(Preview { open, version, page, places })
}

/// The code under which the start page is previewed.
pub const START: &str = "start";
