//! Releases: the answers of a survey counted into its declared tables, made safe, and kept for pages to show.
//!
//! No page ever counts answers: it shows the newest release, so it is as fast with a million answers as with ten. While
//! a survey is open a table is counted anew only when at least ten people have joined every group that it shows.

mod count;
mod keep;
mod offer;
mod results;

use std::collections::BTreeMap;

use domain::{
    disclosure::{
        Method, SafeTable,
        declared::{Declared, LeftOut, ZoneClasses, declare},
    },
    id::{CampaignId, SurveyId},
    survey::publish::Phase,
    time::week_of,
};
use jiff::{SignedDuration, Timestamp, civil::Date};
use serde::{Deserialize, Serialize};
use store::{Tx, disclosure::Source, survey::Survey};

use count::Counting;
use keep::keep;
pub use offer::{Axis, Line, NotReleased, Offer, Shown, Value, Wish, offer};
pub use results::{Earlier, Invited, Results, results};

use crate::{
    Context, Error, Result,
    job::{Outcome, Running},
    place,
    response::Bodies,
    survey::{Loaded, load},
};

/// The shortest time between two counts of an open survey.
const PAUSE: SignedDuration = SignedDuration::from_mins(10);
/// The name under which the ledger keeps how many had answered at the last count.
const TOTAL: &str = "total";

/// What is released of a survey.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Released {
    /// About how many have answered, rounded down to ten.
    pub about: i64,
    /// The tables of one dimension, by name.
    pub tables: BTreeMap<String, ReleasedTable>,
    /// What is not released, and why: for those who run the survey.
    #[serde(default)]
    pub left_out: Vec<LeftOut>,
}

/// One table as it was released.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ReleasedTable {
    /// The table.
    pub table: SafeTable,
    /// The last day whose answers are in it.
    pub up_to: Date,
}

/// What pages show: the newest release, whose answers it counts, and when it was made.
#[derive(Clone, Debug)]
pub struct Newest {
    /// What is released.
    pub released: Released,
    /// About how many have answered.
    pub about: i64,
    /// Whether these are rehearsed answers.
    pub rehearsed: bool,
    /// When it was made.
    pub made_at: Timestamp,
    /// Whether it is the last.
    pub closing: bool,
}

impl Newest {
    /// How its numbers are protected.
    pub fn method(&self) -> Method {
        self.released.tables.values().next().map_or(Method::Rounding, |released| released.table.method())
    }
}

/// The newest release of a survey: of what people answered, or, while nobody can have answered, of what was rehearsed.
pub async fn newest(ctx: &Context, survey: &Survey) -> Result<Option<Newest>> {
    let source = source_of(survey);
    let found = store::disclosure::newest_release(&mut ctx.store.main.read().await?, survey.id, source).await?;
    let Some(release) = found else { return Ok(None) };
    let mut released: Released = serde_json::from_str(&release.tables).map_err(Error::internal)?;
    released.tables.values_mut().for_each(|table| end_with(ctx, survey, table));
    Ok(Some(Newest {
        about: released.about,
        rehearsed: source == Source::Rehearsal || ctx.site.demonstration,
        made_at: release.made_at,
        closing: release.closing,
        released,
    }))
}

const fn source_of(survey: &Survey) -> Source {
    if survey.version.is_some() { Source::Answers } else { Source::Rehearsal }
}

/// Counted after it closed, a survey holds no answers from after its last day.
fn end_with(ctx: &Context, survey: &Survey, table: &mut ReleasedTable) {
    if let Some(end) = survey.closed_at.or(survey.closes_at).map(|at| ctx.date(at)) {
        table.up_to = table.up_to.min(end);
    }
}

/// The names of the tables of two dimensions that are released: `about.age~about.sex`, `about.age~q6.influence`,
/// `about.age~q6.influence~answered`.
pub async fn crossed_names(ctx: &Context, survey: &Survey) -> Result<Vec<String>> {
    let mut tx = ctx.store.main.read().await?;
    Ok(store::disclosure::crossed_names(&mut tx, survey.id, source_of(survey)).await?)
}

/// The table of two dimensions of this name, as it was released last; none when it was not. Its first dimension is a
/// characteristic. Everybody who took part is in it.
pub async fn crossed(ctx: &Context, survey: &Survey, name: &str) -> Result<Option<ReleasedTable>> {
    let mut tx = ctx.store.main.read().await?;
    let Some(body) = store::disclosure::crossed(&mut tx, survey.id, source_of(survey), name).await? else {
        return Ok(None);
    };
    let mut table: ReleasedTable = serde_json::from_str(&body).map_err(Error::internal)?;
    end_with(ctx, survey, &mut table);
    Ok(Some(table))
}

/// The tables of who answered a question and who left it out, by their names. Their first dimension is a characteristic.
pub(crate) async fn left_out_tables(ctx: &Context, survey: &Survey) -> Result<Vec<(String, ReleasedTable)>> {
    let mut tx = ctx.store.main.read().await?;
    let found = store::disclosure::crossed_answered(&mut tx, survey.id, source_of(survey)).await?;
    let read = |(name, body): (String, String)| {
        let mut table: ReleasedTable = serde_json::from_str(&body).map_err(Error::internal)?;
        end_with(ctx, survey, &mut table);
        Ok((name, table))
    };
    found.into_iter().map(read).collect()
}

/// Whether a survey should be counted now: it is open, the last count is some time ago, and enough have answered since.
pub(crate) async fn is_due(ctx: &Context, survey: &Survey) -> Result<bool> {
    if ctx.site.policy.method() == Method::Suppression {
        return Ok(false);
    }
    let now = ctx.now();
    let last = store::disclosure::newest_release(&mut ctx.store.main.read().await?, survey.id, Source::Answers).await?;
    if last.is_some_and(|last| now.duration_since(last.made_at) < PAUSE) {
        return Ok(false);
    }
    let mut answers = ctx.store.answers.read().await?;
    let sent = store::response::count_sent(&mut answers, survey.campaign).await?;
    let before = total_before(&mut answers, survey.campaign).await?;
    // A large survey is counted when a hundredth more have answered, so that counting never becomes the main work.
    Ok(sent >= before + 10.max(before / 100))
}

async fn total_before(tx: &mut Tx, campaign: CampaignId) -> Result<i64> {
    let kept = store::response::ledger(tx, campaign, TOTAL).await?;
    Ok(kept.and_then(|kept| kept.parse().ok()).unwrap_or(0))
}

/// Counts the answers of a survey and keeps what may be released: the job.
pub(crate) async fn release(ctx: &Context, running: &Running<'_>, id: SurveyId) -> Result<Outcome> {
    let survey = load(&mut ctx.store.main.read().await?, id).await?;
    let closed = survey.sealed_at.is_some();
    if !closed && survey.phase(ctx.now()) != Phase::Open {
        return Ok(Outcome::Done);
    }
    let loaded = ctx.versions.newest(ctx, &survey).await?;
    let counting = Counting { ctx, survey: &survey, loaded: &loaded, from: Bodies::of(&survey) };
    let counted = counting.count(Some(running)).await?;
    keep(ctx, &survey, counted, Source::Answers, closed).await?;
    Ok(Outcome::Done)
}

/// Counts rehearsed answers: for a draft in its own place, in a demonstration where real ones would be.
pub(crate) async fn release_rehearsed(ctx: &Context, survey: &Survey, loaded: &Loaded) -> Result<()> {
    let draft = survey.version.is_none();
    let counting = Counting { ctx, survey, loaded, from: Bodies::of(survey) };
    let counted = counting.count(None).await?;
    let source = if draft { Source::Rehearsal } else { Source::Answers };
    keep(ctx, survey, counted, source, draft || survey.sealed_at.is_some()).await
}

/// The tables of a survey, and the classes of zones that some of them need.
pub(crate) async fn declared(ctx: &Context, survey: &Survey, loaded: &Loaded) -> Result<(Vec<Declared>, ZoneClasses)> {
    let opened = survey.opens_at.map_or_else(|| ctx.today(), |at| ctx.date(at));
    let groups = place::groups(ctx, survey.partnership).await?;
    let zones = place::zone_classes(ctx, survey.partnership).await?;
    Ok((declare(&loaded.prepared, &groups, week_of(opened)), zones))
}
