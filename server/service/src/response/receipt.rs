//! What somebody gets who has sent answers: a receipt, words to come back with, and whether they were counted.

use domain::{
    id::CampaignId,
    problem::Problem,
    response::{
        body::Hex,
        claim,
        code::{Code, RECEIPT},
    },
    text::Language,
};
use store::survey::Survey;

use super::{Next, Open, Ticket, draft};
use crate::{Context, Error, Result, keys::Purpose};

/// What only the person gets: a receipt, and five words to learn later what became of it. Both are made from the
/// reference and a key outside the database, so that sending twice shows the same, and neither is stored.
pub(super) struct Codes {
    receipt: Code,
    claim: u64,
}

impl Codes {
    pub(super) fn of(ctx: &Context, campaign: CampaignId, voter_ref: &[u8; 32]) -> Result<Self> {
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

    pub(super) fn record(&self) -> Hex<16> {
        Hex(record_of(&self.receipt))
    }

    pub(super) fn receipt_digest(&self) -> Hex<32> {
        Hex(crate::keys::digest(self.receipt.as_str().as_bytes()))
    }

    pub(super) fn claim_digest(&self, ctx: &Context) -> Hex<32> {
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
    /// About how many have answered; 0 before anything is released.
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

/// About how many have answered a survey: from the newest release, so that it costs nothing and tells nothing new.
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
