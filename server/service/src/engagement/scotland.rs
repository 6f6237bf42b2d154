//! A year over all partnerships: what each has published, side by side, and never in an order of merit.

use domain::{
    engagement::{Year, ledger::Often},
    inclusion::{Representation, Verdict},
    outreach::GroupRef,
    partnership::Kind,
    place::DEPRIVATION,
};
use store::partnership::Partnership;

use super::year::ledger_in;
use crate::{Context, Result, partnership};

/// What one partnership has published of a year.
#[derive(Clone, Debug)]
pub struct Share {
    /// Which partnership.
    pub partnership: Partnership,
    /// Its engagements; none where it has published nothing.
    pub engagements: Option<usize>,
    /// How many times somebody took part.
    pub times: u64,
    /// People of the most deprived fifth, in all its engagements together.
    pub deprived: Option<(Representation, Verdict)>,
    /// How often they were missing.
    pub often: Often,
}

/// A year of all partnerships.
#[derive(Clone, Debug)]
pub struct Scotland {
    /// Which year.
    pub year: Year,
    /// The years of which anybody has published something, the newest first.
    pub years: Vec<Year>,
    /// All partnerships by name.
    pub shares: Vec<Share>,
}

impl Scotland {
    /// Those that have published.
    pub fn published(&self) -> impl Iterator<Item = &Share> {
        self.shares.iter().filter(|share| share.engagements.is_some())
    }

    /// In how many partnerships clearly fewer people of the most deprived fifth took part than their share, and of how
    /// many something can be said.
    pub fn fewer(&self) -> (usize, usize) {
        let said = || self.published().filter_map(|share| share.deprived).filter(|(_, verdict)| verdict.claims());
        (said().filter(|(_, verdict)| verdict.is_missing()).count(), said().count())
    }
}

/// The year of all partnerships.
///
/// # Errors
/// What is wrong with the database.
pub async fn scotland(ctx: &Context, year: Year) -> Result<Scotland> {
    let mut tx = ctx.store.main.read().await?;
    let years = store::engagement::years_published(&mut tx).await?;
    let published = store::engagement::published_in(&mut tx, year).await?;
    drop(tx);
    let group = GroupRef { characteristic: DEPRIVATION.to_owned(), group: "1".to_owned() };
    let mut shares = Vec::new();
    for partnership in partnership::all(ctx).await?.into_iter().filter(|one| one.kind == Kind::Partnership) {
        let found = published.iter().find(|(state, _)| state.partnership == partnership.id);
        let ledger = found.map(|(_, text)| ledger_in(text)).transpose()?;
        shares.push(match ledger {
            Some(ledger) => Share {
                engagements: Some(ledger.entries.len()),
                times: ledger.times(),
                deprived: ledger.pooled(&group).zip(ledger.verdict(&group)),
                often: ledger.often(&group),
                partnership,
            },
            None => Share { engagements: None, times: 0, deprived: None, often: Often::default(), partnership },
        });
    }
    Ok(Scotland { year, years, shares })
}
