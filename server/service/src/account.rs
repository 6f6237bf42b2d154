//! Accounts: signing in, the second factor, and what people do with their own account.
//!
//! Staff: password, then a code of six digits; until the second factor is set up they reach only the page that sets it
//! up. Members of the public: a link and a typed code by mail ([`link`]). Invitations and teams are in [`team`].

pub mod factor;
pub mod link;
pub mod password;
pub mod team;

use domain::{
    account::Address,
    id::{AccountId, SessionId},
    text::Language,
};
use jiff::{SignedDuration, Timestamp};
use store::{
    Tx,
    account::{
        Account,
        session::{Session, Stage},
    },
};

use crate::{
    Context, Error, Result,
    access::{Caller, Member},
    allowance::{self, SIGN_IN_FROM_NETWORK, SIGN_IN_OF_ACCOUNT},
    audit::{self, Action},
    keys::{digest, hex},
    mail::{Envelope, letter::SecurityNotice},
};

/// How long a session lasts whatever happens.
const SESSION_LASTS: SignedDuration = SignedDuration::from_hours(12);
/// How long it lasts without being used.
const SESSION_IDLE: SignedDuration = SignedDuration::from_hours(2);
/// How long the step between password and code may take.
const CODE_LASTS: SignedDuration = SignedDuration::from_mins(10);
/// How exactly the last use is noted.
const SEEN_EVERY: SignedDuration = SignedDuration::from_mins(5);

/// Where a request comes from: what limits are counted by, and a coarse word for the browser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The address, or for IPv6 the network, as text. Never stored.
    pub network: String,
    /// "Firefox on Android".
    pub browser: String,
}

/// A session that was just made: the token goes into the cookie and nowhere else.
#[derive(Debug)]
pub struct Begun {
    /// 32 random bytes in hexadecimal.
    pub token: String,
    /// What comes next.
    pub stage: Stage,
}

/// Somebody's password: the first step of staff. The answer is the same, and takes as long, whether the address is
/// unknown, has no password, may not sign in, or the password is wrong.
///
/// # Errors
/// `Refused("credentials")`, `Refused("too-often")` or `Refused("busy")`.
pub async fn sign_in(ctx: &Context, origin: &Origin, address: &str, typed: &str) -> Result<Begun> {
    allowance::take(ctx, SIGN_IN_FROM_NETWORK, &origin.network).await?;
    let folded = domain::text::fold(address);
    allowance::require(ctx, SIGN_IN_OF_ACCOUNT, &folded).await?;
    let account = store::account::account_by_address(&mut ctx.store.main.read().await?, &folded).await?;
    let known = account.as_ref().and_then(|account| account.password.clone());
    let right = password::matches(ctx, typed, known).await?;
    let account = account.filter(|account| right && account.disabled_at.is_none());
    let Some(account) = account else {
        allowance::take(ctx, SIGN_IN_OF_ACCOUNT, &folded).await?;
        return Err(Error::Refused("credentials"));
    };
    let stage = if account.totp_since.is_some() { Stage::Code } else { Stage::Enrol };
    let mut tx = ctx.store.main.write().await?;
    let begun = begin(ctx, &mut tx, origin, account.id, stage).await?;
    tx.commit().await?;
    Ok(begun)
}

/// Makes a session. Every step up makes a new one: an old token never becomes worth more.
pub(crate) async fn begin(
    ctx: &Context,
    tx: &mut Tx,
    origin: &Origin,
    account: AccountId,
    stage: Stage,
) -> Result<Begun> {
    let now = ctx.now();
    let token: [u8; 32] = ctx.ids.bytes()?;
    let lasts = if stage == Stage::Code { CODE_LASTS } else { SESSION_LASTS };
    let session = Session {
        id: SessionId::new(ctx.ids.random()?),
        token: digest(&token),
        account,
        stage,
        browser: origin.browser.clone(),
        made_at: now,
        seen_at: now,
        ends_at: now + lasts,
    };
    store::account::session::insert_session(tx, &session).await?;
    Ok(Begun { token: hex(&token), stage })
}

/// Replaces a session by one that has come further.
async fn step_up(ctx: &Context, tx: &mut Tx, origin: &Origin, caller: &Caller) -> Result<Begun> {
    store::account::session::delete_session(tx, caller.account, caller.session).await?;
    let begun = begin(ctx, tx, origin, caller.account, Stage::Full).await?;
    let by = audit::By { account: Some(caller.account), partnership: None };
    audit::note(ctx, tx, by, Action("signed-in"), &subject(caller.account), "").await?;
    Ok(begun)
}

/// Who holds this token; `None` when nobody does any more.
pub async fn recognise(ctx: &Context, token: &str) -> Result<Option<Caller>> {
    let Some(token) = unhex(token) else { return Ok(None) };
    let mut tx = ctx.store.main.read().await?;
    let now = ctx.now();
    let session = store::account::session::session_by_token(&mut tx, &digest(&token)).await?;
    let Some(session) = session.filter(|session| lives(session, now)) else { return Ok(None) };
    let account = store::account::account_by_id(&mut tx, session.account).await?;
    let Some(account) = account.filter(|account| account.disabled_at.is_none()) else { return Ok(None) };
    let memberships = store::account::memberships_of(&mut tx, account.id).await?;
    drop(tx);
    if now.duration_since(session.seen_at) > SEEN_EVERY {
        let mut tx = ctx.store.main.write().await?;
        store::account::session::touch_session(&mut tx, session.id, now).await?;
        tx.commit().await?;
    }
    Ok(Some(Caller {
        account: account.id,
        session: session.id,
        name: account.name,
        address: account.address,
        stage: session.stage,
        administrator: account.administrator,
        memberships,
    }))
}

fn lives(session: &Session, now: Timestamp) -> bool {
    now < session.ends_at && now.duration_since(session.seen_at) <= SESSION_IDLE
}

fn unhex(text: &str) -> Option<[u8; 32]> {
    if text.len() != 64 || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    let mut bytes = [0; 32];
    for (at, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(&text[2 * at..2 * at + 2], 16).ok()?;
    }
    Some(bytes)
}

/// Ends the session that asks.
pub async fn sign_out(ctx: &Context, caller: &Caller) -> Result<()> {
    let mut tx = ctx.store.main.write().await?;
    store::account::session::delete_session(&mut tx, caller.account, caller.session).await?;
    tx.commit().await?;
    Ok(())
}

/// One signed-in browser, as its owner sees it.
#[derive(Clone, Debug)]
pub struct OwnSession {
    /// To end it by.
    pub id: SessionId,
    /// "Firefox on Android".
    pub browser: String,
    /// When it began.
    pub made_at: Timestamp,
    /// When it was last used.
    pub seen_at: Timestamp,
    /// Whether it is the one that asks.
    pub this: bool,
}

/// What people see of their own account.
#[derive(Clone, Debug)]
pub struct Own {
    /// Their name.
    pub name: String,
    /// Their address.
    pub address: String,
    /// Whether they have a password and a second factor.
    pub staff: bool,
    /// How many recovery codes are left.
    pub recovery_codes: i64,
    /// Where they are signed in.
    pub sessions: Vec<OwnSession>,
}

/// Somebody's own account.
pub async fn own(ctx: &Context, member: &Member) -> Result<Own> {
    let mut tx = ctx.store.main.read().await?;
    let account = load(&mut tx, member.account()).await?;
    let now = ctx.now();
    let sessions = store::account::session::sessions_of(&mut tx, account.id).await?;
    let own = |session: Session| OwnSession {
        id: session.id,
        browser: session.browser,
        made_at: session.made_at,
        seen_at: session.seen_at,
        this: session.id == member.session(),
    };
    Ok(Own {
        recovery_codes: store::account::recovery_codes_left(&mut tx, account.id).await?,
        staff: account.password.is_some(),
        name: account.name,
        address: account.address,
        sessions: sessions.into_iter().filter(|session| lives(session, now)).map(own).collect(),
    })
}

/// Ends one of one's own sessions.
///
/// # Errors
/// [`Error::Missing`] when it is not there, or somebody else's.
pub async fn end_session(ctx: &Context, member: &Member, session: SessionId) -> Result<()> {
    let mut tx = ctx.store.main.write().await?;
    let ended = store::account::session::delete_session(&mut tx, member.account(), session).await?;
    tx.commit().await?;
    if ended { Ok(()) } else { Err(Error::Missing) }
}

/// Signs out everywhere but here; how many sessions were ended.
pub async fn end_other_sessions(ctx: &Context, member: &Member) -> Result<u64> {
    let mut tx = ctx.store.main.write().await?;
    let keep = Some(member.session());
    let ended = store::account::session::delete_other_sessions(&mut tx, member.account(), keep).await?;
    tx.commit().await?;
    Ok(ended)
}

/// Removes a member of the public with everything that is linked to them.
///
/// # Errors
/// `Refused("staff")` for staff, whose deeds must stay on the record.
pub async fn leave(ctx: &Context, caller: &Caller) -> Result<()> {
    let member = caller.member()?;
    if caller.is_staff() {
        return Err(Error::Refused("staff"));
    }
    let mut tx = ctx.store.main.write().await?;
    store::account::delete_account(&mut tx, member.account()).await?;
    tx.commit().await?;
    Ok(())
}

async fn load(tx: &mut Tx, id: AccountId) -> Result<Account> {
    store::account::account_by_id(tx, id).await?.ok_or(Error::Missing)
}

/// What an account is called on the record.
fn subject(id: AccountId) -> String {
    format!("account:{id}")
}

/// A new account.
pub(crate) fn new_account(ctx: &Context, address: &Address, name: &str) -> Result<Account> {
    let now = ctx.now();
    Ok(Account {
        id: AccountId::new(ctx.ids.ordered(now)?),
        address: address.as_str().to_owned(),
        name: name.to_owned(),
        language: Language::English,
        password: None,
        totp: None,
        totp_since: None,
        totp_step: 0,
        administrator: false,
        made_at: now,
        disabled_at: None,
    })
}

/// Tells somebody by mail that something about their account changed, and puts it on the record.
async fn tell(ctx: &Context, tx: &mut Tx, account: &Account, action: Action, what: [&str; 2]) -> Result<()> {
    let what = match account.language {
        Language::English => what[0],
        Language::Gaelic => what[1],
    };
    let notice = SecurityNotice {
        what,
        name: &account.name,
        when: &ctx.moment(ctx.now(), account.language),
        link: &ctx.link("/sign-in/forgot"),
    };
    let letter = notice.write(account.language, "Folkmoot")?;
    let to = Envelope {
        kind: "security_notice",
        partnership: None,
        unique_key: None,
        address: &account.address,
        language: account.language,
    };
    crate::mail::send(ctx, tx, to, letter).await?;
    let by = audit::By { account: Some(account.id), partnership: None };
    audit::note(ctx, tx, by, action, &subject(account.id), "").await
}
