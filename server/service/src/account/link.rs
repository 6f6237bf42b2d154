//! Links and typed codes by mail: how members of the public sign in, and how staff choose a new password.
//!
//! A link works once, for ten minutes, and only by POST: mail scanners that open it spend nothing. It is bound to the
//! browser that asked; in another one the page asks for the typed code instead. The page that asks for an address looks
//! the same whatever is known about it.

use domain::{
    account::{Address, parse_digits},
    problem::Problem,
    text::Language,
};
use jiff::SignedDuration;
use store::account::{
    Account,
    link::{SignIn, SignInPurpose},
    session::Stage,
};
use subtle::ConstantTimeEq;

use super::{Begun, Origin, begin, new_account, subject};
use crate::{
    Context, Error, Result,
    allowance::{self, LETTERS_FROM_NETWORK, LETTERS_TO_ADDRESS, SIGN_IN_FROM_NETWORK},
    audit::{self, Action},
    keys::{Purpose, digest, hex},
    mail::{
        Envelope,
        letter::{MemberSignIn, Reset},
    },
};

/// How long a link works.
const LASTS: SignedDuration = SignedDuration::from_mins(10);
/// How many wrong codes one link bears: 5 of a million.
const TRIES: i64 = 5;

/// Asks for a letter to sign in with. `browser` is the secret in the cookie of the browser that asks.
///
/// # Errors
/// [`Error::Invalid`] when it is no address, `Refused("too-often")`.
pub async fn ask(
    ctx: &Context,
    origin: &Origin,
    purpose: SignInPurpose,
    typed: &str,
    browser: &str,
    language: Language,
) -> Result<()> {
    let address = Address::parse("address", typed).map_err(Error::invalid)?;
    allowance::take(ctx, LETTERS_FROM_NETWORK, &origin.network).await?;
    let spared = allowance::take(ctx, LETTERS_TO_ADDRESS, &address.folded()).await;
    let mut tx = ctx.store.main.write().await?;
    let account = store::account::account_by_address(&mut tx, address.as_str()).await?;
    let account = account.filter(|account| account.disabled_at.is_none());
    // Staff must not get in without their second factor, and a member has no password to choose anew.
    let staff = account.as_ref().is_some_and(|account| account.password.is_some());
    let wanted = match purpose {
        SignInPurpose::Member => !staff,
        SignInPurpose::Reset => staff,
    };
    // The row is written in any case, so that known and unknown addresses take the same time; only the letter differs.
    let (link, token, code) = make(ctx, purpose, &address, account.as_ref(), browser)?;
    store::account::link::insert_sign_in(&mut tx, &link).await?;
    if wanted && spared.is_ok() {
        write_letter(ctx, &mut tx, &link, &token, &code, language).await?;
    }
    tx.commit().await?;
    Ok(())
}

fn make(
    ctx: &Context,
    purpose: SignInPurpose,
    address: &Address,
    account: Option<&Account>,
    browser: &str,
) -> Result<(SignIn, String, String)> {
    let now = ctx.now();
    let token: [u8; 32] = ctx.ids.bytes()?;
    let chance = u64::from_be_bytes(ctx.ids.bytes()?);
    let code = format!("{:06}", chance % 1_000_000);
    let id = ctx.ids.ordered(now)?;
    let link = SignIn {
        id,
        purpose,
        account: account.map(|account| account.id),
        address: address.as_str().to_owned(),
        token: digest(&token),
        code: code_digest(ctx, id, &code),
        browser: digest(browser.as_bytes()),
        tries: 0,
        made_at: now,
        ends_at: now + LASTS,
    };
    Ok((link, hex(&token), code))
}

fn code_digest(ctx: &Context, id: uuid::Uuid, code: &str) -> [u8; 32] {
    ctx.keys.of(Purpose::SignIn).mac(&[b"code", id.as_bytes(), code.as_bytes()])
}

async fn write_letter(
    ctx: &Context,
    tx: &mut store::Tx,
    link: &SignIn,
    token: &str,
    code: &str,
    language: Language,
) -> Result<()> {
    let shown = format!("{} {}", &code[..3], &code[3..]);
    let (kind, letter) = match link.purpose {
        SignInPurpose::Member => {
            let address = ctx.link(&format!("/me/link/{token}"));
            ("sign_in", MemberSignIn { code: &shown, link: &address }.write(language, "Folkmoot")?)
        }
        SignInPurpose::Reset => {
            let address = ctx.link(&format!("/sign-in/reset/{token}"));
            ("reset", Reset { code: &shown, link: &address }.write(language, "Folkmoot")?)
        }
    };
    let to = Envelope { kind, partnership: None, unique_key: None, address: &link.address, language };
    crate::mail::send(ctx, tx, to, letter).await?;
    Ok(())
}

/// How a link may be used by the browser that opened it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Usable {
    /// Press the button.
    Here,
    /// Type the code that is in the same letter.
    WithCode,
    /// Not any more.
    Not,
}

/// Looks at a link without spending it.
pub async fn look(ctx: &Context, purpose: SignInPurpose, token: &str, browser: &str) -> Result<Usable> {
    Ok(match by_token(ctx, purpose, token).await? {
        None => Usable::Not,
        Some(link) if is_of(&link, browser) => Usable::Here,
        Some(_) => Usable::WithCode,
    })
}

fn is_of(link: &SignIn, browser: &str) -> bool {
    digest(browser.as_bytes()).ct_eq(&link.browser).into()
}

async fn by_token(ctx: &Context, purpose: SignInPurpose, token: &str) -> Result<Option<SignIn>> {
    let Some(token) = super::unhex(token) else { return Ok(None) };
    let mut tx = ctx.store.main.read().await?;
    let found = store::account::link::sign_in_by_token(&mut tx, purpose, &digest(&token)).await?;
    Ok(found.filter(|link| ctx.now() < link.ends_at))
}

/// The link of this token, if this browser may spend it: its own, or with the typed code.
pub(super) async fn find(
    ctx: &Context,
    purpose: SignInPurpose,
    token: &str,
    browser: &str,
    code: Option<&str>,
) -> Result<SignIn> {
    let link = by_token(ctx, purpose, token).await?.ok_or(Error::Refused("link"))?;
    if !is_of(&link, browser) {
        check_code(ctx, &link, code.unwrap_or_default()).await?;
    }
    Ok(link)
}

async fn check_code(ctx: &Context, link: &SignIn, typed: &str) -> Result<()> {
    if link.tries >= TRIES {
        return Err(Error::Refused("link"));
    }
    let right =
        parse_digits(typed, 6).is_some_and(|digits| code_digest(ctx, link.id, &digits).ct_eq(&link.code).into());
    if right {
        return Ok(());
    }
    let mut tx = ctx.store.main.write().await?;
    store::account::link::count_wrong_code(&mut tx, link.id).await?;
    tx.commit().await?;
    Err(Error::invalid(Problem::new("code", "code-wrong")))
}

/// Signs a member of the public in with the link of a letter; an account is made at the first time.
///
/// # Errors
/// `Refused("link")` or [`Error::Invalid`] for a wrong code.
pub async fn open(ctx: &Context, origin: &Origin, token: &str, browser: &str, code: Option<&str>) -> Result<Begun> {
    let link = find(ctx, SignInPurpose::Member, token, browser, code).await?;
    spend(ctx, origin, &link).await
}

/// Signs a member of the public in with the typed code, on the page that asked for it.
///
/// # Errors
/// `Refused("link")` or [`Error::Invalid`] for a wrong code.
pub async fn enter_code(ctx: &Context, origin: &Origin, browser: &str, typed: &str) -> Result<Begun> {
    allowance::take(ctx, SIGN_IN_FROM_NETWORK, &origin.network).await?;
    let mut tx = ctx.store.main.read().await?;
    let browser = digest(browser.as_bytes());
    let found = store::account::link::sign_in_by_browser(&mut tx, SignInPurpose::Member, &browser).await?;
    drop(tx);
    let link = found.filter(|link| ctx.now() < link.ends_at).ok_or(Error::Refused("link"))?;
    check_code(ctx, &link, typed).await?;
    spend(ctx, origin, &link).await
}

async fn spend(ctx: &Context, origin: &Origin, link: &SignIn) -> Result<Begun> {
    let mut tx = ctx.store.main.write().await?;
    if !store::account::link::spend_sign_in(&mut tx, link.id, ctx.now()).await? {
        return Err(Error::Refused("link"));
    }
    let known = store::account::account_by_address(&mut tx, &link.address).await?;
    let account = match known {
        Some(account) if account.disabled_at.is_some() || account.password.is_some() => {
            return Err(Error::Refused("link"));
        }
        Some(account) => account,
        None => {
            let address = Address::parse("address", &link.address).map_err(Error::invalid)?;
            let account = new_account(ctx, &address, "")?;
            store::account::insert_account(&mut tx, &account).await?;
            account
        }
    };
    let begun = begin(ctx, &mut tx, origin, account.id, Stage::Full).await?;
    let by = audit::By { account: Some(account.id), partnership: None };
    audit::note(ctx, &mut tx, by, Action("signed-in"), &subject(account.id), "").await?;
    tx.commit().await?;
    Ok(begun)
}
