//! Files of people who took part elsewhere: read, matched, counted, forgotten.

use std::collections::BTreeMap;

use domain::{
    disclosure::{Policy, declared::ZoneClasses, protect, release},
    engagement::{
        matching::{self as rules, Characteristic, Group, Meaning},
        sieve::{Kind, NOTHING, Sifted},
    },
    id::EngagementId,
    place::{Postcode, ZoneCode},
    problem::Problem,
};
use interchange::inclusion::Faults;
use store::engagement::Engagement;

use super::{Counts, DRAFT, first_eight, own, subject};
use crate::{
    Context, Error, Result,
    access::Officer,
    audit::{self, Action},
    place::{self, Population},
};

/// Why a file was not read.
#[derive(Debug)]
pub enum NotRead {
    /// What is wrong with it, by row and column.
    Faults(Faults),
    /// Anything else.
    Error(Error),
}

impl<E: Into<Error>> From<E> for NotRead {
    fn from(error: E) -> Self {
        Self::Error(error.into())
    }
}

/// A file whose columns are being matched.
#[derive(Clone, Debug)]
pub struct Matching {
    /// The engagement.
    pub engagement: Engagement,
    /// What is kept of the file.
    pub sifted: Sifted,
    /// The characteristics that there are.
    pub known: Vec<Characteristic>,
    /// What everything probably means.
    pub guessed: Vec<Meaning>,
    /// The populations, for their names.
    pub populations: Vec<Population>,
}

/// Reads a file, and keeps of it what may be kept until its columns are matched.
///
/// # Errors
/// What is wrong with it; [`Error::Missing`] when the engagement is none of this partnership's.
pub async fn upload(
    ctx: &Context,
    officer: &Officer,
    id: EngagementId,
    (name, content): (&str, &[u8]),
) -> Result<(), NotRead> {
    let engagement = own(ctx, officer, id).await?;
    let (known, _) = known(ctx, &engagement).await?;
    let key = ctx.keys.engagements(engagement.partnership).map_err(Error::internal)?;
    let key = |parts: &[&[u8]]| first_eight(&key.mac(parts));
    let is_group = |word: &str| known.iter().any(|one| rules::knows(one, word));
    let mut sifted = interchange::engagement::sift(name, content, key, is_group).map_err(NotRead::Faults)?;
    place_zones(ctx, &mut sifted).await?;
    let draft = serde_json::to_string(&sifted).map_err(Error::internal)?;
    let mut tx = ctx.store.main.write().await?;
    store::engagement::set_draft(&mut tx, id, &draft, ctx.now() + DRAFT).await?;
    tx.commit().await?;
    Ok(())
}

/// Postcodes become the data zones that they are in; those that nobody knows say nothing.
async fn place_zones(ctx: &Context, sifted: &mut Sifted) -> Result<()> {
    let mut tx = ctx.store.main.read().await?;
    for column in sifted.columns.iter_mut().filter(|column| column.kind == Kind::Places) {
        let mut zones: Vec<String> = Vec::new();
        let mut at: BTreeMap<String, u16> = BTreeMap::new();
        let mut places = Vec::with_capacity(column.values.len());
        for value in &column.values {
            let zone = match (value.parse::<ZoneCode>(), value.parse::<Postcode>()) {
                (Ok(zone), _) => Some(zone),
                (Err(_), Ok(postcode)) => store::place::zone_of_postcode(&mut tx, &postcode).await?,
                (Err(_), Err(_)) => None,
            };
            let zone = zone.map(|zone| zone.to_string());
            places.push(zone.map_or(NOTHING, |zone| {
                *at.entry(zone.clone()).or_insert_with(|| {
                    zones.push(zone);
                    u16::try_from(zones.len() - 1).unwrap_or(NOTHING)
                })
            }));
        }
        for cell in &mut column.cells {
            *cell = places.get(usize::from(*cell)).copied().unwrap_or(NOTHING);
        }
        column.values = zones;
    }
    Ok(())
}

/// The characteristics that people of a partnership can be counted by.
async fn known(ctx: &Context, engagement: &Engagement) -> Result<(Vec<Characteristic>, Vec<Population>)> {
    let partnership = crate::partnership::by_id(ctx, engagement.partnership).await?;
    let populations = place::populations(ctx, &partnership).await?;
    let counted = populations.iter().filter(|population| population.counted.is_some());
    let known = counted.map(|population| {
        let words = |text: &domain::text::Text| text.iter().map(|(_, words)| words.to_owned()).collect::<Vec<_>>();
        let group = |group: &place::Group| {
            let mut names = words(&group.name);
            names.extend(words(&group.phrase));
            names.extend(group.counts_as.iter().cloned());
            Group { code: group.code.clone(), names }
        };
        Characteristic {
            code: population.characteristic.clone(),
            names: words(&population.title),
            groups: population.groups.iter().map(group).collect(),
            of_places: population.of_places,
        }
    });
    Ok((known.collect(), populations))
}

/// The file of an engagement that waits for its columns to be matched; none where none waits.
///
/// # Errors
/// [`Error::Missing`] when the engagement is none of this partnership's.
pub async fn matching(ctx: &Context, officer: &Officer, id: EngagementId) -> Result<Option<Matching>> {
    let engagement = own(ctx, officer, id).await?;
    if engagement.draft_ends.is_none_or(|ends| ends <= ctx.now()) {
        return Ok(None);
    }
    let draft = store::engagement::draft_of(&mut ctx.store.main.read().await?, id).await?;
    let Some(draft) = draft else { return Ok(None) };
    let sifted: Sifted = serde_json::from_str(&draft).map_err(Error::internal)?;
    let (known, populations) = known(ctx, &engagement).await?;
    let guessed = rules::guess(&sifted, &known);
    Ok(Some(Matching { engagement, sifted, known, guessed, populations }))
}

/// Counts the file of an engagement as its columns were matched, and forgets it. A table that was published stays as it
/// is unless at least a batch of people joined or left every base that it shows.
///
/// # Errors
/// [`Error::Invalid`] with what is not known yet; [`Error::Missing`] when no file waits.
pub async fn apply(ctx: &Context, officer: &Officer, id: EngagementId, meanings: &[Meaning]) -> Result<()> {
    let matching = matching(ctx, officer, id).await?.ok_or(Error::Missing)?;
    if meanings.len() != matching.sifted.columns.len() {
        return Err(Error::invalid(Problem::new("column-0", "columns-none")));
    }
    rules::check(&matching.sifted, meanings, &matching.known).map_err(Error::Invalid)?;
    let ZoneClasses(classes) = place::zone_classes(ctx, officer.partnership()).await?;
    let counts = count(ctx, &matching, meanings, &classes)?;
    let text = serde_json::to_string(&counts).map_err(Error::internal)?;
    let mut tx = ctx.store.main.write().await?;
    store::engagement::set_counts(&mut tx, id, &text).await?;
    store::engagement::delete_draft(&mut tx, id).await?;
    audit::note(ctx, &mut tx, officer.by(), Action("engagement-counted"), &subject(id), "").await?;
    tx.commit().await?;
    Ok(())
}

fn count(
    ctx: &Context,
    matching: &Matching,
    meanings: &[Meaning],
    classes: &BTreeMap<String, BTreeMap<String, String>>,
) -> Result<Counts> {
    let policy = Policy::default();
    let counted = rules::count(&matching.sifted, meanings, &matching.known, classes)
        .map_err(|error| Error::internal(format!("{error:?}")))?;
    let shown = Counts::of(&matching.engagement.shown)?;
    let mut counts = Counts {
        people: protect(&counted.people, &policy),
        tables: BTreeMap::new(),
        bodies: counted.bodies,
        conversations: counted.conversations,
        sent: ctx.today(),
        too_few: Vec::new(),
        kept: Vec::new(),
        bases: BTreeMap::new(),
    };
    let everybody = [("people".to_owned(), &counted.people)];
    for (code, raw) in counted.tables.iter().map(|(code, raw)| (code.clone(), raw)).chain(everybody) {
        let before = shown.as_ref().and_then(|shown| shown.bases.get(&code));
        let made = release(raw, before, false, &policy);
        let (table, bases) = match made {
            Ok(made) => (made.table, made.ledger),
            Err(domain::disclosure::NotYet::TooFew) => {
                counts.too_few.push(code);
                continue;
            }
            Err(_) => {
                let earlier = shown.as_ref().and_then(|shown| Some((shown.table(&code)?, before?)));
                let Some((table, bases)) = earlier else { continue };
                counts.kept.push(code.clone());
                (table.clone(), bases.clone())
            }
        };
        counts.bases.insert(code.clone(), bases);
        if code == "people" {
            counts.people = table;
        } else {
            counts.tables.insert(code, table);
        }
    }
    Ok(counts)
}

impl Counts {
    fn table(&self, code: &str) -> Option<&domain::disclosure::SafeTable> {
        if code == "people" { Some(&self.people) } else { self.tables.get(code) }
    }
}

/// Forgets a file that waits for its columns to be matched.
///
/// # Errors
/// [`Error::Missing`] when the engagement is none of this partnership's.
pub async fn forget_file(ctx: &Context, officer: &Officer, id: EngagementId) -> Result<()> {
    own(ctx, officer, id).await?;
    let mut tx = ctx.store.main.write().await?;
    store::engagement::delete_draft(&mut tx, id).await?;
    tx.commit().await?;
    Ok(())
}
