//! Results: a survey with what is released of it, as the pages of results show it.

use std::sync::Arc;

use domain::time::week_of;
use jiff::civil::Date;
use store::{
    partnership::Partnership,
    survey::{Access, Survey},
};

use super::{Newest, newest};
use crate::{
    Context, Result,
    survey::{Loaded, newest_or_draft},
};

/// Everything that the pages of results show.
#[derive(Clone, Debug)]
pub struct Results {
    /// The survey.
    pub survey: Survey,
    /// Whose it is.
    pub partnership: Partnership,
    /// What is asked.
    pub version: Arc<Loaded>,
    /// What is released; none when too few have answered.
    pub newest: Option<Newest>,
    /// The Monday from which its weeks are counted.
    pub from: Date,
    /// How many were invited, where only invited people can answer.
    pub invited: Option<Invited>,
    /// Whether there is an earlier wave to compare it with, and whether that is for everybody.
    pub earlier: Earlier,
}

/// How many people could answer a survey of invited people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Invited {
    /// How many were invited.
    pub invited: i64,
    /// In how many partnerships.
    pub partnerships: usize,
}

/// Whether there is an earlier wave.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Earlier {
    /// For staff.
    pub any: bool,
    /// For everybody: its results are public as well.
    pub public: bool,
}

/// The results of a survey.
pub async fn results(ctx: &Context, survey: Survey) -> Result<Results> {
    let mut tx = ctx.store.main.read().await?;
    let partnership = crate::partnership::known(&mut tx, survey.partnership).await?;
    drop(tx);
    let version = newest_or_draft(ctx, &survey).await?;
    let newest = newest(ctx, &survey).await?;
    let counted_from = survey.opens_at.or(newest.as_ref().map(|newest| newest.made_at));
    let from = week_of(counted_from.map_or_else(|| ctx.today(), |at| ctx.date(at)));
    let invited = invited(ctx, &survey).await?;
    let earlier = crate::survey::wave::has_earlier(ctx, &survey).await?;
    Ok(Results { survey, partnership, version, newest, from, invited, earlier })
}

async fn invited(ctx: &Context, survey: &Survey) -> Result<Option<Invited>> {
    if survey.access != Access::Invited {
        return Ok(None);
    }
    let mut tx = ctx.store.main.read().await?;
    let counted = store::invitation::count_invitations(&mut tx, survey.id).await?;
    let kept = store::survey::share::frame_of(&mut tx, survey.id).await?;
    // Invitations are removed in time; the frame keeps how many there were.
    let of = |frame: &store::survey::share::Frame| {
        counted.iter().find(|(id, _)| *id == frame.partnership).map_or(0, |(_, n)| *n).max(frame.invited)
    };
    let framed = kept.iter().map(of);
    let unframed = counted.iter().filter(|(id, _)| kept.iter().all(|frame| frame.partnership != *id)).map(|(_, n)| *n);
    let all: Vec<i64> = framed.chain(unframed).filter(|invited| *invited > 0).collect();
    Ok((!all.is_empty()).then(|| Invited { invited: all.iter().sum(), partnerships: all.len() }))
}
