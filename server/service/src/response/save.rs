//! Saving and sending: one envelope, read, changed and written in one transaction of the writer.

use std::sync::Arc;

use domain::{
    id::CampaignId,
    problem::Problem,
    response::{
        Body, Journey, PlaceLists,
        body::{Channel, Sent},
        journey::Destination,
        page::{Posted, postcodes_on},
        parse_page,
    },
    survey::Kind,
    text::Language,
    time::week_of,
};
use store::{Tx, response::Envelope};

use super::{Next, Open, Ticket, code_of, draft, receipt::Codes};
use crate::{Context, Error, Result, place, survey::Loaded};

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
    ctx.store.writer.submit(move |tx| Box::pin(work.run(tx))).await?.next(&loaded)
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

impl Saved {
    /// Where to go, in the words of addresses.
    fn next(self, loaded: &Loaded) -> Result<Next> {
        match self {
            Self::Closed => Err(Error::Refused("closed")),
            Self::Sent => Ok(Next::Sent),
            Self::TooLarge(problems) => Err(Error::Invalid(problems)),
            Self::Page(destination) => Ok(code_of(loaded, destination)),
        }
    }
}

impl SavePage {
    /// Reads the envelope, puts the page into it and writes it back: one row, in one transaction. The row is held from
    /// the reading on, so that two pages that are saved at the same time are both in it.
    async fn run(self, tx: &mut Tx) -> store::Result<Saved> {
        for _ in 0..2 {
            let held = store::response::envelope_to_change(tx, self.campaign, &self.voter_ref).await?;
            if let Some(saved) = self.put(tx, held).await? {
                return Ok(saved);
            }
            // There was no envelope, and another page has made one in the meantime; or the survey has closed.
        }
        Ok(Saved::Closed)
    }

    async fn put(&self, tx: &mut Tx, held: Option<Envelope>) -> store::Result<Option<Saved>> {
        let is_new = held.is_none();
        let mut body = match held {
            Some(envelope) if envelope.sent => return Ok(Some(Saved::Sent)),
            Some(envelope) => Body::read(&envelope.body).map_err(|_| unreadable())?,
            None => Body::new(self.loaded.number, self.language, Channel::Online),
        };
        let prepared = &self.loaded.prepared;
        let (answers, problems) =
            parse_page(prepared, self.index, &self.posted, std::mem::take(&mut body.answers), &self.lists);
        if problems.iter().any(|problem| problem.kind == "answers-too-large") {
            return Ok(Some(Saved::TooLarge(problems)));
        }
        body.answers = answers;
        body.language = self.language;
        let code = prepared.page(self.index).map(|page| page.code.clone()).unwrap_or_default();
        let kept = problems.iter().all(|problem| problem.kind != "page-not-asked");
        if kept {
            body.attempted.insert(code);
        }
        let bytes = body.write().map_err(|_| unreadable())?;
        let (campaign, voter_ref) = (self.campaign, self.voter_ref);
        let written = if is_new {
            store::response::insert_envelope(tx, campaign, voter_ref, bytes).await?
        } else {
            store::response::put_envelope(tx, campaign, voter_ref, false, bytes).await?
        };
        if !written {
            return Ok(None);
        }
        let journey = Journey::derive(prepared, &body.answers, &body.attempted);
        let next = if !kept {
            journey.resume()
        } else if problems.is_empty() {
            journey.after(self.index)
        } else {
            Destination::Page(self.index)
        };
        Ok(Some(Saved::Page(next)))
    }
}

/// An envelope that cannot be read: said without a word of what is in it.
fn unreadable() -> store::Error {
    store::BrokenRow { table: "envelope", column: "body", id: String::new(), why: "unreadable".to_owned() }.into()
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
    saved.next(&loaded)
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
