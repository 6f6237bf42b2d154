//! The second factor of staff: codes from a phone (RFC 6238), each of which works once, and recovery codes.

use domain::{account::parse_digits, problem::Problem, response::code::Code};
use store::account::{Account, session::Stage};
use totp_rs::{Algorithm, Builder, Secret, Totp};

use super::{Begun, Origin, load, step_up, tell};
use crate::{
    Context, Error, Result,
    access::Caller,
    allowance::{self, SIGN_IN_OF_ACCOUNT},
    audit::Action,
    keys::Purpose,
};

/// How many recovery codes there are.
pub const RECOVERY_CODES: usize = 10;
/// How many characters each has: 16 of 32 letters are 80 bits, kept as a keyed digest.
const RECOVERY_LENGTH: usize = 16;
/// Seconds that a code lasts.
const STEP: u64 = 30;

/// What the page that sets up the second factor shows.
#[derive(Clone, Debug)]
pub struct Enrolment {
    /// For the camera, as an address that the phone understands.
    pub url: String,
    /// For typing, in groups of four.
    pub secret: String,
}

/// The secret is made from a number in the database and a key outside it: neither alone gives a code.
fn totp(ctx: &Context, account: &Account) -> Result<Option<Totp>> {
    let Some(number) = &account.totp else { return Ok(None) };
    let id = account.id.uuid();
    let secret = ctx.keys.of(Purpose::Totp).mac(&[id.as_bytes(), number]);
    let built = Builder::new()
        .with_algorithm(Algorithm::SHA1)
        .with_digits(6)
        .with_skew(1)
        .with_step_duration(STEP)
        .with_secret(secret[..20].to_vec())
        .with_account_name(account.address.replace(':', " "))
        .with_issuer(Some("Folkmoot"))
        .build();
    built.map(Some).map_err(|error| Error::internal(error.to_string()))
}

/// The time step of a right code that was not used before.
fn right_step(ctx: &Context, account: &Account, typed: &str) -> Result<Option<i64>> {
    let Some(digits) = parse_digits(typed, 6) else { return Ok(None) };
    let Some(totp) = totp(ctx, account)? else { return Ok(None) };
    let now = u64::try_from(ctx.now().as_second()).unwrap_or(0);
    let step = now / STEP;
    let tried = [step.saturating_sub(1), step, step + 1];
    let right = tried.into_iter().find(|step| totp.generate(step * STEP).to_string() == digits);
    Ok(right.and_then(|step| i64::try_from(step).ok()))
}

/// Begins to set up the second factor; asked again, it shows the same until it is confirmed.
///
/// # Errors
/// `Refused("enrolled")` when it is set up already.
pub async fn begin_enrolment(ctx: &Context, caller: &Caller) -> Result<Enrolment> {
    let mut tx = ctx.store.main.write().await?;
    let mut account = load(&mut tx, caller.account).await?;
    if account.totp_since.is_some() {
        return Err(Error::Refused("enrolled"));
    }
    if account.totp.is_none() {
        let number: [u8; 16] = ctx.ids.bytes()?;
        store::account::set_totp(&mut tx, account.id, &number).await?;
        account.totp = Some(number.to_vec());
    }
    tx.commit().await?;
    let totp = totp(ctx, &account)?.ok_or(Error::Missing)?;
    let url = totp.to_url().map_err(|error| Error::internal(error.to_string()))?;
    let mac = ctx.keys.of(Purpose::Totp).mac(&[account.id.uuid().as_bytes(), account.totp.as_deref().unwrap_or(&[])]);
    let base32 = Secret::from(mac[..20].to_vec()).to_base32();
    let groups: Vec<String> = base32.as_bytes().chunks(4).map(|g| String::from_utf8_lossy(g).into_owned()).collect();
    Ok(Enrolment { url, secret: groups.join(" ") })
}

/// Confirms the second factor with a first code; the recovery codes, which are shown once, and a full session.
///
/// # Errors
/// [`Error::Invalid`] when the code is wrong.
pub async fn confirm_enrolment(
    ctx: &Context,
    origin: &Origin,
    caller: &Caller,
    typed: &str,
) -> Result<(Begun, Vec<String>)> {
    allowance::require(ctx, SIGN_IN_OF_ACCOUNT, &caller.address).await?;
    let account = load(&mut ctx.store.main.read().await?, caller.account).await?;
    if caller.stage != Stage::Enrol || account.totp_since.is_some() {
        return Err(Error::Refused("enrolled"));
    }
    let Some(step) = right_step(ctx, &account, typed)? else { return wrong_code(ctx, caller).await };
    let (codes, digests) = make_recovery_codes(ctx)?;
    let mut tx = ctx.store.main.write().await?;
    if !store::account::use_totp_step(&mut tx, account.id, step).await? {
        return Err(Error::invalid(Problem::new("code", "code-used")));
    }
    store::account::confirm_totp(&mut tx, account.id, ctx.now()).await?;
    store::account::replace_recovery_codes(&mut tx, account.id, &digests).await?;
    let what =
        ["The second step of your sign-in was set up", "Chaidh dàrna ceum a' chlàraidh a-steach agad a chur air dòigh"];
    tell(ctx, &mut tx, &account, Action("factor-set-up"), what).await?;
    let begun = step_up(ctx, &mut tx, origin, caller).await?;
    tx.commit().await?;
    Ok((begun, codes))
}

/// The second step of staff: a code from the phone, or a recovery code.
///
/// # Errors
/// [`Error::Invalid`] when it is wrong or used, `Refused("too-often")`.
pub async fn enter_code(ctx: &Context, origin: &Origin, caller: &Caller, typed: &str) -> Result<Begun> {
    if caller.stage != Stage::Code {
        return Err(Error::Refused("sign-in"));
    }
    allowance::require(ctx, SIGN_IN_OF_ACCOUNT, &caller.address).await?;
    let account = load(&mut ctx.store.main.read().await?, caller.account).await?;
    let step = right_step(ctx, &account, typed)?;
    let recovery = Code::parse(typed, RECOVERY_LENGTH);
    let mut tx = ctx.store.main.write().await?;
    let right = match (step, recovery) {
        (Some(step), _) => {
            if !store::account::use_totp_step(&mut tx, account.id, step).await? {
                return Err(Error::invalid(Problem::new("code", "code-used")));
            }
            true
        }
        (None, Some(code)) => {
            let used =
                store::account::use_recovery_code(&mut tx, account.id, &recovery_digest(ctx, &code), ctx.now()).await?;
            if used {
                let what =
                    ["A recovery code was used to sign in", "Chaidh còd-aisig a chleachdadh gus clàradh a-steach"];
                tell(ctx, &mut tx, &account, Action("recovery-code-used"), what).await?;
            }
            used
        }
        (None, None) => false,
    };
    if !right {
        drop(tx);
        return wrong_code(ctx, caller).await;
    }
    let begun = step_up(ctx, &mut tx, origin, caller).await?;
    tx.commit().await?;
    Ok(begun)
}

/// New recovery codes; the old ones stop working.
pub async fn renew_recovery_codes(ctx: &Context, caller: &Caller, typed: &str) -> Result<Vec<String>> {
    caller.member()?;
    allowance::require(ctx, SIGN_IN_OF_ACCOUNT, &caller.address).await?;
    let account = load(&mut ctx.store.main.read().await?, caller.account).await?;
    let Some(step) = right_step(ctx, &account, typed)? else { return wrong_code(ctx, caller).await };
    let (codes, digests) = make_recovery_codes(ctx)?;
    let mut tx = ctx.store.main.write().await?;
    if !store::account::use_totp_step(&mut tx, account.id, step).await? {
        return Err(Error::invalid(Problem::new("code", "code-used")));
    }
    store::account::replace_recovery_codes(&mut tx, account.id, &digests).await?;
    let what = ["New recovery codes were made", "Chaidh còdan-aisig ùra a dhèanamh"];
    tell(ctx, &mut tx, &account, Action("recovery-codes-renewed"), what).await?;
    tx.commit().await?;
    Ok(codes)
}

async fn wrong_code<T>(ctx: &Context, caller: &Caller) -> Result<T> {
    allowance::take(ctx, SIGN_IN_OF_ACCOUNT, &caller.address).await?;
    Err(Error::invalid(Problem::new("code", "code-wrong")))
}

fn recovery_digest(ctx: &Context, code: &Code) -> [u8; 32] {
    ctx.keys.of(Purpose::SignIn).mac(&[b"recovery", code.as_str().as_bytes()])
}

fn make_recovery_codes(ctx: &Context) -> Result<(Vec<String>, Vec<[u8; 32]>)> {
    let mut codes = Vec::with_capacity(RECOVERY_CODES);
    for _ in 0..RECOVERY_CODES {
        let bytes: [u8; 16] = ctx.ids.bytes()?;
        codes.extend(Code::from_bytes(&bytes, RECOVERY_LENGTH));
    }
    let digests = codes.iter().map(|code| recovery_digest(ctx, code)).collect();
    Ok((codes.iter().map(Code::to_string).collect(), digests))
}
