//! A draft as respondents will meet it, for staff who try it.

use std::sync::Arc;

use domain::survey::publish::Phase;

use super::Open;
use crate::{Context, Error, Result, place, survey::Loaded};

/// A page of a survey for staff who try it: nothing is stored.
#[derive(Clone, Debug)]
pub struct Preview {
    /// The survey as respondents would meet it.
    pub open: Open,
    /// The draft.
    pub version: Arc<Loaded>,
    /// Which page.
    pub page: usize,
    /// Localities to choose from.
    pub places: place::Choices,
}

/// A page of the draft; `start` is its start page.
///
/// # Errors
/// [`Error::Missing`] when there is no such page.
pub async fn preview(ctx: &Context, editor: &crate::access::Editor, code: &str) -> Result<Preview> {
    let mut tx = ctx.store.main.read().await?;
    let survey = crate::survey::load(&mut tx, editor.survey()).await?;
    let version = crate::survey::prepared(crate::survey::draft::definition(&mut tx, &survey).await?);
    let partnership = crate::partnership::known(&mut tx, survey.partnership).await?;
    drop(tx);
    let page = if code == START { 0 } else { version.prepared.page_index(code).ok_or(Error::Missing)? };
    let places = place::choices(ctx, partnership.id).await?;
    let open = Open { survey, partnership, version: version.clone(), phase: Phase::Open };
    Ok(Preview { open, version, page, places })
}

/// The code under which the start page is previewed.
pub const START: &str = "start";
