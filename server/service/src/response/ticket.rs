//! Tickets: what a browser holds to find its own answers again, and how it gets one.
//!
//! A ticket is a random key made at the start, a code that somebody wrote down, or the token of a personal invitation.
//! It is in a cookie and nowhere else; the envelope is found by a keyed digest of it, and the key is destroyed when the
//! survey closes.

use domain::{
    id::{CampaignId, InvitationId},
    problem::Problem,
    response::code::{COME_BACK, Code},
};
use store::survey::{Access, Survey};

use super::Open;
use crate::{
    Context, Error, Result,
    allowance::{self, CODES_FROM_NETWORK, WRONG_CODES_OF_SURVEY},
    keys::{Key, digest},
};

/// What a browser holds.
#[derive(Clone, PartialEq, Eq)]
pub enum Ticket {
    /// 128 random bits in hexadecimal.
    Key(String),
    /// A code that somebody wrote down.
    Code(Code),
    /// The token of a personal invitation.
    Invited(Code),
}

/// How many characters the token of an invitation has: 80 bits.
pub(crate) const TOKEN: usize = 16;

impl Ticket {
    /// The ticket in a cookie.
    pub fn read(cookie: &str) -> Option<Self> {
        let (kind, rest) = cookie.split_at_checked(1)?;
        match kind {
            "k" if rest.len() == 32 && rest.bytes().all(|byte| byte.is_ascii_hexdigit()) => {
                Some(Self::Key(rest.to_owned()))
            }
            "c" => Code::parse(rest, COME_BACK).map(Self::Code),
            "i" => Code::parse(rest, TOKEN).map(Self::Invited),
            _ => None,
        }
    }

    /// What the cookie holds.
    pub fn write(&self) -> String {
        match self {
            Self::Key(key) => format!("k{key}"),
            Self::Code(code) => format!("c{}", code.as_str()),
            Self::Invited(token) => format!("i{}", token.as_str()),
        }
    }

    /// Whether it came with a personal link, which leads back to the answers by itself.
    pub const fn is_invited(&self) -> bool {
        matches!(self, Self::Invited(_))
    }

    /// The code that brings its owner back, if it is one.
    pub fn code(&self) -> Option<String> {
        match self {
            Self::Code(code) => Some(code.to_string()),
            Self::Key(_) | Self::Invited(_) => None,
        }
    }

    /// The reference under which the envelope is.
    pub(super) async fn voter_ref(&self, ctx: &Context, survey: &Survey) -> Result<[u8; 32]> {
        match self {
            Self::Key(key) if survey.access == Access::Open => reference(ctx, survey.campaign, b"key", key.as_bytes()),
            Self::Code(code) => reference(ctx, survey.campaign, b"code", code.as_str().as_bytes()),
            Self::Key(_) => Err(Error::Refused("invited-only")),
            Self::Invited(token) => {
                let mut tx = ctx.store.main.read().await?;
                let token = digest(token.as_str().as_bytes());
                let invitation = store::invitation::invitation_by_token(&mut tx, &token).await?;
                let invitation = invitation.filter(|invitation| invitation.survey == survey.id);
                let invitation = invitation.ok_or(Error::Refused("link"))?;
                Ok(reference_of_invitation(&link_key(ctx, survey.campaign)?, invitation.id))
            }
        }
    }
}

/// A ticket is a secret: it is never printed.
impl std::fmt::Debug for Ticket {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Ticket")
    }
}

fn reference(ctx: &Context, campaign: CampaignId, kind: &[u8], secret: &[u8]) -> Result<[u8; 32]> {
    Ok(link_key(ctx, campaign)?.mac(&[kind, secret]))
}

/// The key that ties tickets and invitations to envelopes, while the survey is open.
pub(crate) fn link_key(ctx: &Context, campaign: CampaignId) -> Result<Key> {
    ctx.keys.link(campaign).map_err(Error::internal)?.ok_or(Error::Refused("closed"))
}

/// The reference of an invited person's envelope: worked out in memory, kept nowhere.
pub(crate) fn reference_of_invitation(key: &Key, invitation: InvitationId) -> [u8; 32] {
    key.mac(&[b"invitation", invitation.uuid().as_bytes()])
}

/// A ticket for somebody who starts: the one they have, the one of their personal link, or a new key.
///
/// # Errors
/// `Refused("invited-only")` when the survey needs a personal link; `Refused("link")` when the link does not work;
/// `Refused("too-often")`.
pub async fn enter(
    ctx: &Context,
    open: &Open,
    network: &str,
    held: Option<Ticket>,
    token: Option<&str>,
) -> Result<Ticket> {
    open.must_be_open()?;
    if let Some(token) = token {
        allowance::take(ctx, CODES_FROM_NETWORK, network).await?;
        let ticket = Code::parse(token, TOKEN).map(Ticket::Invited).ok_or(Error::Refused("link"))?;
        if let Err(error) = ticket.voter_ref(ctx, &open.survey).await {
            allowance::take(ctx, WRONG_CODES_OF_SURVEY, &open.survey.id.to_string()).await?;
            return Err(error);
        }
        return Ok(ticket);
    }
    match held {
        Some(ticket) if open.survey.access == Access::Open || ticket.is_invited() => Ok(ticket),
        _ if open.survey.access == Access::Invited => Err(Error::Refused("invited-only")),
        _ => Ok(Ticket::Key(crate::keys::hex(&ctx.ids.bytes::<16>()?))),
    }
}

/// A code to come back by, for answers that were begun without a personal link: the envelope moves under it, so that the
/// code alone finds it. Asked again, it is the same code.
///
/// # Errors
/// [`Error::Missing`] when nothing was saved yet, or it was sent.
pub async fn keep_for_later(ctx: &Context, open: &Open, ticket: &Ticket) -> Result<Ticket> {
    open.must_be_open()?;
    let Ticket::Key(_) = ticket else { return Ok(ticket.clone()) };
    let from = ticket.voter_ref(ctx, &open.survey).await?;
    let code = Code::from_bytes(&ctx.ids.bytes::<8>()?, COME_BACK).ok_or_else(|| Error::internal("no code"))?;
    let ticket = Ticket::Code(code);
    let to = ticket.voter_ref(ctx, &open.survey).await?;
    let campaign = open.survey.campaign;
    let moved = ctx
        .store
        .writer
        .submit(move |tx| Box::pin(async move { store::response::move_envelope(tx, campaign, from, to).await }))
        .await?;
    if moved { Ok(ticket) } else { Err(Error::Missing) }
}

/// The ticket of a code that somebody typed.
///
/// # Errors
/// [`Error::Invalid`] when it is no code, or finds nothing; `Refused("too-often")`.
pub async fn come_back(ctx: &Context, open: &Open, network: &str, typed: &str) -> Result<Ticket> {
    open.must_be_open()?;
    allowance::take(ctx, CODES_FROM_NETWORK, network).await?;
    let survey = open.survey.id.to_string();
    allowance::require(ctx, WRONG_CODES_OF_SURVEY, &survey).await?;
    let code = Code::parse(typed, COME_BACK).ok_or_else(|| Error::invalid(Problem::new("code", "come-back-code")))?;
    let ticket = Ticket::Code(code);
    let voter_ref = ticket.voter_ref(ctx, &open.survey).await?;
    let mut tx = ctx.store.answers.read().await?;
    let found = store::response::envelope(&mut tx, open.survey.campaign, &voter_ref).await?;
    drop(tx);
    if found.is_some() {
        return Ok(ticket);
    }
    allowance::take(ctx, WRONG_CODES_OF_SURVEY, &survey).await?;
    Err(Error::invalid(Problem::new("code", "come-back-unknown")))
}

/// "Do not write to me again."
///
/// # Errors
/// `Refused("link")` when the token is unknown.
pub async fn stop(ctx: &Context, network: &str, token: &str) -> Result<()> {
    allowance::take(ctx, CODES_FROM_NETWORK, network).await?;
    let token = Code::parse(token, TOKEN).ok_or(Error::Refused("link"))?;
    let mut tx = ctx.store.main.write().await?;
    let found = store::invitation::invitation_by_token(&mut tx, &digest(token.as_str().as_bytes())).await?;
    store::invitation::mark_stopped(&mut tx, found.ok_or(Error::Refused("link"))?.id).await?;
    tx.commit().await?;
    Ok(())
}
