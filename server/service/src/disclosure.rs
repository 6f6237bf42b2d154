//! Releases: the answers of a survey counted into its declared tables, made safe, and kept for pages to show.
//!
//! No page ever counts answers: it shows the newest release, so it is as fast with a million answers as with ten. While
//! a survey is open a table is counted anew only when at least ten people have joined every group that it shows.

mod results;

use std::collections::BTreeMap;

use domain::{
    disclosure::{
        Ledger, Policy, RawTable, RecordKey, SafeTable,
        declared::{Declared, WEEK_TABLE, ZoneClasses, declare},
        release as decide,
    },
    id::{CampaignId, SurveyId},
    response::{Body, body::Sent},
    survey::{Prepared, publish::Phase},
    time::week_of,
};
use jiff::{SignedDuration, Timestamp, civil::Date};
use serde::{Deserialize, Serialize};
use store::{Tx, disclosure::Source, survey::Survey};

pub use results::{Invited, Results, results};

use crate::{
    Context, Error, Result,
    job::{Outcome, Running},
    keys::Key,
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
    /// The tables, by name.
    pub tables: BTreeMap<String, ReleasedTable>,
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

/// The newest release of a survey: of what people answered, or, while nobody can have answered, of what was rehearsed.
pub async fn newest(ctx: &Context, survey: &Survey) -> Result<Option<Newest>> {
    let source = if survey.version.is_some() { Source::Answers } else { Source::Rehearsal };
    let found = store::disclosure::newest_release(&mut ctx.store.main.read().await?, survey.id, source).await?;
    let Some(release) = found else { return Ok(None) };
    let mut released: Released = serde_json::from_str(&release.tables).map_err(Error::internal)?;
    // Counted after it closed, a survey holds no answers from after its last day.
    if let Some(end) = survey.closed_at.or(survey.closes_at).map(|at| ctx.date(at)) {
        released.tables.values_mut().for_each(|table| table.up_to = table.up_to.min(end));
    }
    Ok(Some(Newest {
        about: released.about,
        rehearsed: source == Source::Rehearsal || ctx.site.demonstration,
        made_at: release.made_at,
        closing: release.closing,
        released,
    }))
}

/// Whether a survey should be counted now: it is open, the last count is some time ago, and enough have answered since.
pub(crate) async fn is_due(ctx: &Context, survey: &Survey) -> Result<bool> {
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
    keep(ctx, &survey, &counted, Source::Answers, closed).await?;
    Ok(Outcome::Done)
}

/// Counts rehearsed answers: for a draft in its own place, in a demonstration where real ones would be.
pub(crate) async fn release_rehearsed(ctx: &Context, survey: &Survey, loaded: &Loaded) -> Result<()> {
    let draft = survey.version.is_none();
    let counting = Counting { ctx, survey, loaded, from: Bodies::of(survey) };
    let counted = counting.count(None).await?;
    let source = if draft { Source::Rehearsal } else { Source::Answers };
    keep(ctx, survey, &counted, source, draft || survey.sealed_at.is_some()).await
}

struct Counting<'a> {
    ctx: &'a Context,
    survey: &'a Survey,
    loaded: &'a Loaded,
    from: Bodies,
}

struct Counted {
    campaign: CampaignId,
    total: i64,
    tables: Vec<(Declared, RawTable)>,
}

/// The tables of a survey, and the classes of zones that some of them need.
pub(crate) async fn declared(ctx: &Context, survey: &Survey, loaded: &Loaded) -> Result<(Vec<Declared>, ZoneClasses)> {
    let opened = survey.opens_at.map_or_else(|| ctx.today(), |at| ctx.date(at));
    let groups = place::groups(ctx, survey.partnership).await?;
    let zones = place::zone_classes(ctx, survey.partnership).await?;
    Ok((declare(&loaded.prepared, &groups, week_of(opened)), zones))
}

impl Counting<'_> {
    async fn count(&self, running: Option<&Running<'_>>) -> Result<Counted> {
        let (declared, zones) = declared(self.ctx, self.survey, self.loaded).await?;
        let key = self.ctx.keys.release(self.survey.id).map_err(Error::internal)?;
        let mut counted = Counted { campaign: self.from.campaign(), total: 0, tables: Vec::new() };
        for declared in declared {
            // A list without categories (a partnership without localities) makes no table.
            if let Ok(raw) = RawTable::new(vec![declared.dimension.clone()]) {
                counted.tables.push((declared, raw));
            }
        }
        let prepared = &self.loaded.prepared;
        self.from.each(self.ctx, running, |body, sent| counted.add(prepared, body, sent, &key, &zones)).await?;
        Ok(counted)
    }
}

impl Counted {
    fn add(&mut self, prepared: &Prepared, body: &Body, sent: &Sent, key: &Key, zones: &ZoneClasses) -> Result<()> {
        let record = record_key(key, &sent.record.to_string());
        for (declared, raw) in &mut self.tables {
            let category = declared.category(prepared, sent.week, &body.answers, zones);
            raw.add(record, &[category]).map_err(|_| Error::internal("a category outside its table"))?;
        }
        self.total += 1;
        Ok(())
    }
}

/// The key of one record, which decides with all others of a cell how that cell is rounded (3.6).
fn record_key(key: &Key, record: &str) -> RecordKey {
    let mac = key.plain_mac(format!("rk1:{record}").as_bytes());
    let mut first = [0; 8];
    first.copy_from_slice(&mac[..8]);
    RecordKey::new(first)
}

/// Keeps what may be released now; a table whose time has not come stays as it was released last.
async fn keep(ctx: &Context, survey: &Survey, counted: &Counted, source: Source, closed: bool) -> Result<()> {
    let before = store::disclosure::newest_release(&mut ctx.store.main.read().await?, survey.id, source).await?;
    let mut released: Released = match &before {
        Some(before) => serde_json::from_str(&before.tables).map_err(Error::internal)?,
        None => Released::default(),
    };
    let policy = Policy::default();
    let mut ledgers = Vec::new();
    let mut answers = ctx.store.answers.read().await?;
    for (declared, raw) in &counted.tables {
        let earlier = store::response::ledger(&mut answers, counted.campaign, &declared.name).await?;
        let earlier: Option<Ledger> = earlier.and_then(|text| serde_json::from_str(&text).ok());
        if let Ok(release) = decide(raw, earlier.as_ref(), closed, &policy) {
            let table = ReleasedTable { table: release.table, up_to: ctx.today() };
            released.tables.insert(declared.name.clone(), table);
            ledgers.push((declared.name.clone(), serde_json::to_string(&release.ledger).map_err(Error::internal)?));
        }
    }
    drop(answers);
    // One number for how many answered, wherever it stands: two ways of rounding would narrow the true one.
    let base = released.tables.get(WEEK_TABLE).and_then(|weeks| weeks.table.base().published());
    released.about = base.and_then(|base| i64::try_from(base).ok()).unwrap_or_default();
    write(ctx, survey, counted, source, closed, &released, ledgers).await
}

async fn write(
    ctx: &Context,
    survey: &Survey,
    counted: &Counted,
    source: Source,
    closed: bool,
    released: &Released,
    ledgers: Vec<(String, String)>,
) -> Result<()> {
    // The release first: if the ledger is lost to a crash, the next release is compared with an older one and only
    // waits longer than it must.
    let mut tx = ctx.store.main.write().await?;
    let number = store::disclosure::newest_number(&mut tx, survey.id).await? + 1;
    let release = store::disclosure::Release {
        number,
        source,
        tables: serde_json::to_string(released).map_err(Error::internal)?,
        made_at: ctx.now(),
        closing: closed,
    };
    store::disclosure::insert_release(&mut tx, survey.id, &release).await?;
    tx.commit().await?;
    let mut answers = ctx.store.answers.write().await?;
    for (name, ledger) in ledgers {
        store::response::set_ledger(&mut answers, counted.campaign, &name, &ledger).await?;
    }
    store::response::set_ledger(&mut answers, counted.campaign, TOTAL, &counted.total.to_string()).await?;
    answers.commit().await?;
    Ok(())
}
