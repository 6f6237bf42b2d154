//! Engagements of a year: those of surveys here enter by themselves; of those run elsewhere a partnership writes down
//! what they were, and sends a file of who took part.
//!
//! Of such a file nothing stays but safe tables. While its columns are matched, the groups that its people are in are
//! kept, for a day at most; names, addresses and sentences are never written down at all.

mod file;
mod scotland;
mod year;

use std::collections::BTreeMap;

use domain::{
    disclosure::{Cell, Ledger as Bases, Policy, SafeTable, rounded},
    engagement::{Details, DetailsForm, Year, check, ledger::Entry},
    id::EngagementId,
    inclusion::{Tolerance, compare_all},
};
use jiff::{SignedDuration, civil::Date};
use serde::{Deserialize, Serialize};
pub use store::engagement::{Engagement, State};

pub use self::{
    file::{Matching, NotRead, apply, forget_file, matching, upload},
    scotland::{Scotland, Share, scotland},
    year::{
        Past, Published, Trend, YearLine, ask, has_years, ledger, publish, published, published_years, waiting,
        withdraw, years,
    },
};
use crate::{
    Context, Error, Result,
    access::Officer,
    audit::{self, Action},
    inclusion::of_table,
    place::Population,
};

/// How long a file waits for its columns to be matched.
pub(crate) const DRAFT: SignedDuration = SignedDuration::from_hours(24);
/// The most engagements of a partnership.
const MOST: usize = 1_000;

/// What stays of a file.
#[derive(Clone, Serialize, Deserialize)]
pub struct Counts {
    /// Everybody, in one cell.
    people: SafeTable,
    /// A table for each characteristic that may be shown.
    tables: BTreeMap<String, SafeTable>,
    /// Organisations in it.
    bodies: u64,
    /// Conversations in it.
    conversations: u64,
    /// The day on which it was sent.
    sent: Date,
    /// The characteristics that the file says something about and too few people to show.
    too_few: Vec<String>,
    /// The characteristics whose table stays as it was published, because fewer than a batch of people changed.
    kept: Vec<String>,
    /// What a later file is compared with.
    bases: BTreeMap<String, Bases>,
}

impl Counts {
    /// How many persons are in it.
    pub fn people(&self) -> Cell {
        self.people.base()
    }

    /// The characteristics that can be shown.
    pub fn characteristics(&self) -> impl Iterator<Item = &str> {
        self.tables.keys().map(String::as_str)
    }

    /// The characteristics that the file says something about and too few people to show.
    pub fn too_few(&self) -> &[String] {
        &self.too_few
    }

    /// The characteristics whose table stays as it was published.
    pub fn kept(&self) -> &[String] {
        &self.kept
    }

    /// Organisations and conversations in it.
    pub const fn others(&self) -> (u64, u64) {
        (self.bodies, self.conversations)
    }

    /// The day on which it was sent.
    pub const fn sent(&self) -> Date {
        self.sent
    }

    fn of(text: &str) -> Result<Option<Self>> {
        if text.is_empty() { Ok(None) } else { serde_json::from_str(text).map(Some).map_err(Error::internal) }
    }
}

/// One engagement with what its file says.
#[derive(Clone)]
pub struct One {
    /// The engagement.
    pub engagement: Engagement,
    /// Its file.
    pub counts: Option<Counts>,
    /// How it stands in the ledger of its year.
    pub entry: Entry,
    /// The populations of the partnership.
    pub populations: Vec<Population>,
}

/// The engagement of an officer's partnership.
///
/// # Errors
/// [`Error::Missing`] when it is none of this partnership's.
pub async fn one(ctx: &Context, officer: &Officer, id: EngagementId) -> Result<One> {
    let engagement = own(ctx, officer, id).await?;
    let partnership = crate::partnership::by_id(ctx, officer.partnership()).await?;
    let populations = crate::place::populations(ctx, &partnership).await?;
    let counts = Counts::of(&engagement.counts)?;
    let entry = entry(ctx, &engagement, counts.as_ref(), &populations)?;
    Ok(One { engagement, counts, entry, populations })
}

async fn own(ctx: &Context, officer: &Officer, id: EngagementId) -> Result<Engagement> {
    let found = store::engagement::engagement_by_id(&mut ctx.store.main.read().await?, id).await?;
    found.filter(|one| one.partnership == officer.partnership()).ok_or(Error::Missing)
}

/// Adds an engagement, or changes the one that is named. The same one sent twice in a row is added once.
///
/// # Errors
/// [`Error::Invalid`] with what is wrong with the form; [`Error::Missing`] when it is none of this partnership's;
/// `Refused("too-many")` when the list is full.
pub async fn save(
    ctx: &Context,
    officer: &Officer,
    id: Option<EngagementId>,
    form: &DetailsForm,
) -> Result<EngagementId> {
    let details = check(form, ctx.today()).map_err(Error::Invalid)?;
    if let Some(id) = id {
        own(ctx, officer, id).await?;
    }
    let mut tx = ctx.store.main.write().await?;
    let all = store::engagement::engagements_of(&mut tx, officer.partnership()).await?;
    let (id, action) = match id {
        Some(id) => {
            store::engagement::update_engagement(&mut tx, id, &details).await?;
            (id, Action("engagement-changed"))
        }
        None => {
            if let Some(same) = all.iter().find(|one| one.removed_at.is_none() && one.details == details) {
                return Ok(same.id);
            }
            if all.len() >= MOST {
                return Err(Error::Refused("too-many"));
            }
            let id = EngagementId::new(ctx.ids.random()?);
            store::engagement::insert_engagement(&mut tx, &new(ctx, officer, id, details)).await?;
            (id, Action("engagement-added"))
        }
    };
    audit::note(ctx, &mut tx, officer.by(), action, &subject(id), "").await?;
    tx.commit().await?;
    Ok(id)
}

fn new(ctx: &Context, officer: &Officer, id: EngagementId, details: Details) -> Engagement {
    Engagement {
        id,
        partnership: officer.partnership(),
        details,
        draft_ends: None,
        counts: String::new(),
        shown: String::new(),
        removed_at: None,
        made_by: officer.account(),
        made_at: ctx.now(),
    }
}

fn subject(id: EngagementId) -> String {
    format!("engagement:{id}")
}

/// Takes an engagement off the list, or puts it back. Years that were published keep it until they are published again.
///
/// # Errors
/// [`Error::Missing`] when it is none of this partnership's.
pub async fn remove(ctx: &Context, officer: &Officer, id: EngagementId, off: bool) -> Result<()> {
    own(ctx, officer, id).await?;
    let mut tx = ctx.store.main.write().await?;
    store::engagement::remove_engagement(&mut tx, id, off.then(|| ctx.now())).await?;
    store::engagement::delete_draft(&mut tx, id).await?;
    let action = if off { Action("engagement-removed") } else { Action("engagement-restored") };
    audit::note(ctx, &mut tx, officer.by(), action, &subject(id), "").await?;
    tx.commit().await?;
    Ok(())
}

/// The engagements of a partnership that were run elsewhere, those off the list too, the newest first.
///
/// # Errors
/// What is wrong with the database.
pub async fn elsewhere(ctx: &Context, officer: &Officer) -> Result<Vec<(Engagement, Option<Counts>)>> {
    let mut tx = ctx.store.main.read().await?;
    let mut all = store::engagement::engagements_of(&mut tx, officer.partnership()).await?;
    all.sort_by_key(|one| std::cmp::Reverse((one.details.to, one.details.from)));
    all.into_iter().map(|one| Ok((Counts::of(&one.counts)?, one))).map(|pair| pair.map(|(c, one)| (one, c))).collect()
}

/// How an engagement stands in the ledger of its year.
fn entry(ctx: &Context, engagement: &Engagement, counts: Option<&Counts>, populations: &[Population]) -> Result<Entry> {
    let details = &engagement.details;
    let people = match (counts, details.people) {
        (Some(counts), _) => counts.people(),
        (None, Some(typed)) => headcount(ctx, engagement, typed)?,
        (None, None) => Cell::Withheld,
    };
    let tables = counts.map(|counts| &counts.tables);
    let characteristics = populations.iter().filter(|population| population.counted.is_some());
    let characteristics: Vec<_> = characteristics
        .filter_map(|population| of_table(tables?.get(&population.characteristic)?, population))
        .collect();
    Ok(Entry {
        title: details.title.clone(),
        method: details.method,
        from: details.from,
        to: details.to,
        people,
        bodies: details.bodies.max(counts.map_or(0, |counts| counts.bodies)),
        named: details.named.clone(),
        conversations: details.conversations.max(counts.map_or(0, |counts| counts.conversations)),
        link: details.link.clone(),
        comparisons: compare_all(&characteristics, &Tolerance::default()),
    })
}

/// A number that somebody typed, as it may be shown: the same number is always rounded the same way.
fn headcount(ctx: &Context, engagement: &Engagement, typed: u64) -> Result<Cell> {
    let limits = Policy::default().limits();
    if typed < limits.minimum_base {
        return Ok(Cell::Withheld);
    }
    let key = ctx.keys.engagements(engagement.partnership).map_err(Error::internal)?;
    let mac = key.mac(&[b"typed", engagement.id.uuid().as_bytes(), &typed.to_be_bytes()]);
    Ok(Cell::Published(rounded(typed, first_eight(&mac), limits.rounding_base)))
}

fn first_eight(mac: &[u8; 32]) -> u64 {
    mac.iter().take(8).fold(0, |sum, byte| sum << 8 | u64::from(*byte))
}

/// The year that an officer most likely means: the last one that has ended, until half of the new one is over.
pub fn usual_year(today: Date) -> Year {
    let now = Year::of(today);
    if today.month() >= 4 && today.month() < 10 { now.before() } else { now }
}
