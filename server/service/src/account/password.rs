//! Passwords: hashed with Argon2id, a few at a time, and changed or chosen anew.

use argon2::{
    Argon2, Params,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use domain::account::password::check;
use store::account::link::SignInPurpose;

use super::{link, load, tell};
use crate::{Context, Error, Result, access::Member, audit::Action, error::Problems};

/// 19 MiB, two passes, one lane: OWASP's first recommendation.
const MEMORY_KIB: u32 = 19 * 1024;
const PASSES: u32 = 2;

fn hasher() -> Result<Argon2<'static>> {
    let params = Params::new(MEMORY_KIB, PASSES, 1, None).map_err(|error| Error::internal(error.to_string()))?;
    Ok(Argon2::new(argon2::Algorithm::Argon2id, argon2::Version::V0x13, params))
}

/// Does work that is heavy by design, a few at a time; the rest wait, and when too many wait the next is sent away.
async fn heavily<T: Send + 'static>(ctx: &Context, work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    let _place = ctx.hashing.enter().await?;
    tokio::task::spawn_blocking(work).await.map_err(Error::internal)?
}

/// The hash of a password, in PHC form.
pub(super) async fn hash(ctx: &Context, password: &str) -> Result<String> {
    let (password, salt) = (password.to_owned(), ctx.ids.bytes::<16>()?);
    heavily(ctx, move || {
        let hashed = hasher()?.hash_password_with_salt(password.as_bytes(), &salt);
        Ok(hashed.map_err(|error| Error::internal(error.to_string()))?.to_string())
    })
    .await
}

/// Whether a password is the one of this hash. Without a hash it is wrong, and takes as long: it is hashed for nothing.
pub(super) async fn matches(ctx: &Context, password: &str, known: Option<String>) -> Result<bool> {
    let Some(known) = known else {
        hash(ctx, password).await?;
        return Ok(false);
    };
    let password = password.to_owned();
    heavily(ctx, move || {
        let parsed = PasswordHash::new(&known).map_err(|error| Error::internal(error.to_string()))?;
        Ok(hasher()?.verify_password(password.as_bytes(), &parsed).is_ok())
    })
    .await
}

/// Changes one's own password; all other sessions and outstanding links end.
///
/// # Errors
/// [`Error::Invalid`] with what is wrong with the old or the new one.
pub async fn change(ctx: &Context, member: &Member, old: &str, new: &str) -> Result<()> {
    let account = load(&mut ctx.store.main.read().await?, member.account()).await?;
    let mut problems = Problems::default();
    if !matches(ctx, old, account.password.clone()).await? {
        problems.add([domain::problem::Problem::new("old", "password-wrong")]);
    }
    problems.add(check("new", new, &[&account.name, &account.address]));
    problems.done()?;
    let hashed = hash(ctx, new).await?;
    let mut tx = ctx.store.main.write().await?;
    store::account::set_password(&mut tx, account.id, &hashed).await?;
    store::account::session::delete_other_sessions(&mut tx, account.id, Some(member.session())).await?;
    store::account::link::spend_all_sign_ins(&mut tx, account.id, ctx.now()).await?;
    let what = ["Your password was changed", "Chaidh am facal-faire agad atharrachadh"];
    tell(ctx, &mut tx, &account, Action("password-changed"), what).await?;
    tx.commit().await?;
    Ok(())
}

/// Chooses a new password with a link from a letter. The second factor stays and is asked for at the next sign-in.
///
/// # Errors
/// `Refused("link")` when the link does not work, or not in this browser; [`Error::Invalid`].
pub async fn reset(ctx: &Context, token: &str, browser: &str, code: Option<&str>, new: &str) -> Result<()> {
    let spent = link::find(ctx, SignInPurpose::Reset, token, browser, code).await?;
    let id = spent.account.ok_or(Error::Refused("link"))?;
    let account = load(&mut ctx.store.main.read().await?, id).await?;
    let mut problems = Problems::default();
    problems.add(check("new", new, &[&account.name, &account.address]));
    problems.done()?;
    let hashed = hash(ctx, new).await?;
    let mut tx = ctx.store.main.write().await?;
    if !store::account::link::spend_sign_in(&mut tx, spent.id, ctx.now()).await? {
        return Err(Error::Refused("link"));
    }
    store::account::set_password(&mut tx, account.id, &hashed).await?;
    store::account::session::delete_other_sessions(&mut tx, account.id, None).await?;
    store::account::link::spend_all_sign_ins(&mut tx, account.id, ctx.now()).await?;
    let what = ["A new password was chosen", "Chaidh facal-faire ùr a thaghadh"];
    tell(ctx, &mut tx, &account, Action("password-reset"), what).await?;
    tx.commit().await?;
    Ok(())
}
