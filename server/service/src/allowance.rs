//! Allowances: how often something may be done, counted in the database so that several processes count together.
//!
//! Buckets are named by keyed digests: the table holds neither addresses nor networks. What is counted is decided so
//! that a library or a school behind one address is never locked out, and guessing is hopeless.

use jiff::{SignedDuration, Timestamp};

use crate::{Context, Error, Result, keys::Purpose};

/// What may be done so often.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Allowance {
    name: &'static str,
    most: i64,
    window: SignedDuration,
}

/// Wrong passwords or codes for one account.
pub const SIGN_IN_OF_ACCOUNT: Allowance = Allowance::new("sign-in-account", 10, 15);
/// Sign-ins from one network.
pub const SIGN_IN_FROM_NETWORK: Allowance = Allowance::new("sign-in-network", 100, 15);
/// Letters with links or codes to one address.
pub const LETTERS_TO_ADDRESS: Allowance = Allowance::new("letters-address", 4, 60);
/// Letters asked for from one network.
pub const LETTERS_FROM_NETWORK: Allowance = Allowance::new("letters-network", 60, 60);
/// Codes to come back, receipts and invitations tried from one network.
pub const CODES_FROM_NETWORK: Allowance = Allowance::new("codes-network", 120, 60);
/// The same, wrong ones, for one survey from everywhere: what makes guessing hopeless.
pub const WRONG_CODES_OF_SURVEY: Allowance = Allowance::new("codes-survey", 1000, 60);

impl Allowance {
    const fn new(name: &'static str, most: i64, minutes: i64) -> Self {
        Self { name, most, window: SignedDuration::from_mins(minutes) }
    }

    fn window_start(&self, now: Timestamp) -> Timestamp {
        let window = i64::try_from(self.window.as_micros()).unwrap_or(i64::MAX);
        let micros = now.as_microsecond();
        domain::time::from_micros(micros - micros.rem_euclid(window))
    }

    fn bucket(&self, ctx: &Context, whose: &str) -> String {
        let mac = ctx.keys.of(Purpose::Allowance).mac(&[self.name.as_bytes(), whose.as_bytes()]);
        crate::keys::hex(&mac[..16])
    }
}

/// Counts one use.
///
/// # Errors
/// `Refused("too-often")` when it is one too many.
pub(crate) async fn take(ctx: &Context, allowance: Allowance, whose: &str) -> Result<()> {
    let mut tx = ctx.store.main.write().await?;
    let bucket = allowance.bucket(ctx, whose);
    let used = store::allowance::count_use(&mut tx, &bucket, allowance.window_start(ctx.now())).await?;
    tx.commit().await?;
    if used > allowance.most { Err(Error::Refused("too-often")) } else { Ok(()) }
}

/// Looks without counting: for what counts only failures.
///
/// # Errors
/// `Refused("too-often")` when nothing is left.
pub(crate) async fn require(ctx: &Context, allowance: Allowance, whose: &str) -> Result<()> {
    let bucket = allowance.bucket(ctx, whose);
    let start = allowance.window_start(ctx.now());
    let used = store::allowance::uses(&mut ctx.store.main.read().await?, &bucket, start).await?;
    if used >= allowance.most { Err(Error::Refused("too-often")) } else { Ok(()) }
}
