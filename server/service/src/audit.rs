//! The record of who did what: a line in the same transaction as the deed.

use std::fmt;

use domain::id::{AccountId, PartnershipId};
use store::Tx;
pub use store::audit::NamedLine;

use crate::{Context, Result};

/// What was done, by its stable code; its sentence is in the catalogue of the desk (`did-<code>`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Action(pub &'static str);

/// Who did something, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct By {
    /// Who; none for the program itself.
    pub account: Option<AccountId>,
    /// For which partnership.
    pub partnership: Option<PartnershipId>,
}

impl By {
    /// The program itself.
    pub const PROGRAM: Self = Self { account: None, partnership: None };
}

/// Adds a line. `detail` never holds personal data.
pub(crate) async fn note(
    ctx: &Context,
    tx: &mut Tx,
    by: By,
    action: Action,
    subject: &impl fmt::Display,
    detail: &str,
) -> Result<()> {
    let now = ctx.now();
    let line = store::audit::Line {
        id: ctx.ids.ordered(now)?,
        at: now,
        account: by.account,
        partnership: by.partnership,
        action: action.0.to_owned(),
        subject: subject.to_string(),
        detail: detail.to_owned(),
    };
    store::audit::insert_line(tx, &line).await?;
    Ok(())
}
