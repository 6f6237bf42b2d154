//! Sharing: which bodies may read or edit a survey, on which basis; and how many people are eligible where.

use domain::{
    id::{BodyId, PartnershipId},
    partnership::Kind,
    problem::Problem,
    survey::number::whole,
    text::one_line,
};
pub use store::survey::share::{May, Share};
use store::{
    Tx,
    partnership::{Body, Partnership},
    survey::{Survey, share::Frame},
};

use super::load;
use crate::{
    Context, Error, Result,
    access::Editor,
    audit::{self, Action},
    error::Problems,
};

/// What the page of sharing shows.
#[derive(Clone, Debug)]
pub struct Sharing {
    /// With whom it is shared.
    pub shares: Vec<Share>,
    /// All bodies that it could be shared with.
    pub bodies: Vec<Body>,
}

/// With whom a survey is shared.
pub async fn show(ctx: &Context, editor: &Editor) -> Result<Sharing> {
    let mut tx = ctx.store.main.read().await?;
    let shares = store::survey::share::shares_of(&mut tx, editor.survey()).await?;
    let bodies = store::partnership::bodies(&mut tx).await?;
    let bodies = bodies.into_iter().filter(|body| shares.iter().all(|share| share.body != body.id)).collect();
    Ok(Sharing { shares, bodies })
}

/// Shares a survey with a body. The basis is recorded: an agreement, a duty, a decision.
///
/// # Errors
/// [`Error::Invalid`] when the body, the right or the basis is missing.
pub async fn share(ctx: &Context, editor: &Editor, body: &str, may: &str, basis: &str) -> Result<()> {
    let basis = one_line(basis);
    let mut problems = Problems::default();
    let body = problems.keep(body.parse::<BodyId>().map_err(|_| Problem::new("body", "choose")));
    let may = problems.keep(may.parse::<May>().map_err(|()| Problem::new("may", "choose")));
    if basis.is_empty() {
        problems.add([Problem::new("basis", "basis-missing")]);
    }
    problems.done()?;
    let (Some(body), Some(may)) = (body, may) else { return Err(Error::Missing) };
    let mut tx = ctx.store.main.write().await?;
    let survey = load(&mut tx, editor.survey()).await?;
    let shared =
        store::survey::share::set_share(&mut tx, survey.id, body, may, &basis, editor.account(), ctx.now()).await;
    match shared {
        Err(error) if error.is_dangling() => return Err(Error::invalid(Problem::new("body", "choose"))),
        other => other?,
    }
    let detail = format!("{} {body}", may.code());
    audit::note(ctx, &mut tx, editor.by(), Action("survey-shared"), &survey.subject(), &detail).await?;
    tx.commit().await?;
    Ok(())
}

/// No longer shares a survey with a body.
pub async fn unshare(ctx: &Context, editor: &Editor, body: &str) -> Result<()> {
    let body = body.parse::<BodyId>().map_err(|_| Error::Missing)?;
    let mut tx = ctx.store.main.write().await?;
    let survey = load(&mut tx, editor.survey()).await?;
    if !store::survey::share::remove_share(&mut tx, survey.id, body).await? {
        return Err(Error::Missing);
    }
    audit::note(ctx, &mut tx, editor.by(), Action("survey-unshared"), &survey.subject(), &body.to_string()).await?;
    tx.commit().await?;
    Ok(())
}

/// One partnership in the frame of a survey.
#[derive(Clone, Debug)]
pub struct FrameLine {
    /// Which.
    pub partnership: Partnership,
    /// How many are eligible there; none while nobody has said.
    pub eligible: Option<i64>,
    /// How many are invited.
    pub invited: i64,
}

/// The frame of a survey: for a national one all partnerships, otherwise its own.
pub async fn frame(ctx: &Context, editor: &Editor) -> Result<Vec<FrameLine>> {
    let mut tx = ctx.store.main.read().await?;
    let survey = load(&mut tx, editor.survey()).await?;
    lines(&mut tx, &survey).await
}

/// The same for whoever works with it. Letters are thrown away after the end; how many there were is kept.
pub(crate) async fn lines(tx: &mut Tx, survey: &Survey) -> Result<Vec<FrameLine>> {
    let owner = crate::partnership::known(tx, survey.partnership).await?;
    let known = store::survey::share::frame_of(tx, survey.id).await?;
    let counted = store::invitation::count_invitations(tx, survey.id).await?;
    let all = match owner.kind {
        Kind::National => store::partnership::partnerships(tx).await?,
        Kind::Partnership => vec![owner],
    };
    let mut lines: Vec<FrameLine> = all
        .into_iter()
        .filter(|partnership| partnership.kind == Kind::Partnership)
        .map(|partnership| {
            let frame: Option<&Frame> = known.iter().find(|frame| frame.partnership == partnership.id);
            let counted = counted.iter().find(|(id, _)| *id == partnership.id).map_or(0, |(_, invited)| *invited);
            let kept = frame.map_or(0, |frame| frame.invited);
            FrameLine { eligible: frame.map(|frame| frame.eligible), invited: counted.max(kept), partnership }
        })
        .collect();
    lines.sort_by(|a, b| a.partnership.area_name.cmp(&b.partnership.area_name));
    Ok(lines)
}

/// Records how many people are eligible, by partnership, as typed; empty fields are left as they are.
///
/// # Errors
/// [`Error::Invalid`] with every field that holds no number.
pub async fn save_frame(ctx: &Context, editor: &Editor, typed: &[(PartnershipId, String)]) -> Result<()> {
    let mut problems = Problems::default();
    let mut numbers = Vec::new();
    for (partnership, typed) in typed.iter().filter(|(_, typed)| !typed.trim().is_empty()) {
        let place = format!("eligible-{partnership}");
        let number = whole(typed).filter(|number| (0..=1_000_000).contains(number));
        let range = || Problem::new(place, "number-range").about("smallest", 0).about("largest", 1_000_000);
        numbers.extend(problems.keep(number.ok_or_else(range)).map(|number| (*partnership, number)));
    }
    problems.done()?;
    let mut tx = ctx.store.main.write().await?;
    let survey = load(&mut tx, editor.survey()).await?;
    for (partnership, eligible) in numbers {
        store::survey::share::set_frame(&mut tx, survey.id, partnership, eligible).await?;
    }
    audit::note(ctx, &mut tx, editor.by(), Action("frame-saved"), &survey.subject(), "").await?;
    tx.commit().await?;
    Ok(())
}
