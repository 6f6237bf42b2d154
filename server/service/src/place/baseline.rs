//! What the desk shows of places: who lives in an area, its localities, and which tables are loaded.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    id::LocalityId,
    partnership::Kind,
    place::{
        Base, FigureSet, Grouping, ZoneCode,
        figure::{ALL, adults},
    },
    text::{Language, Text},
};
use jiff::Timestamp;
use store::{Tx, partnership::Partnership};

use super::{Population, carried::CARRIED_AT, counted, counted::Known};
use crate::{Context, Result, access::Officer};

/// Who lives in an area.
#[derive(Clone, Debug)]
pub struct AreaFigures {
    /// Residents of all ages.
    pub all: Option<u64>,
    /// Residents aged 16 and over.
    pub adults: Option<u64>,
    /// By every characteristic; households as well.
    pub populations: Vec<Population>,
    /// By age and sex, where a table tells both.
    pub by_age_and_sex: Vec<Band>,
}

/// A band of age by sex.
#[derive(Clone, Debug)]
pub struct Band {
    /// What it is called: "16 to 24".
    pub name: Text,
    /// Women.
    pub female: u64,
    /// Men.
    pub male: u64,
}

/// A locality in the list of the desk.
#[derive(Clone, Debug)]
pub struct LocalityLine {
    /// Its identifier; none for a council area, which is no locality of anybody's making.
    pub id: Option<LocalityId>,
    /// Its name.
    pub name: Text,
    /// How many data zones it has.
    pub zones: usize,
    /// How many people live there, if that is counted.
    pub people: Option<u64>,
}

/// What the page of places shows.
#[derive(Clone, Debug)]
pub struct Places {
    /// Whose places.
    pub partnership: Partnership,
    /// Who lives there.
    pub figures: AreaFigures,
    /// The localities.
    pub localities: Vec<LocalityLine>,
    /// Whom the numbers of the localities count, in words; empty where nothing does.
    pub counts: Text,
    /// How many data zones of the council are in no locality.
    pub zones_left: usize,
    /// What is loaded.
    pub loaded: Loaded,
}

/// The tables that are loaded.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// Sets of figures.
    pub sets: Vec<LoadedSet>,
    /// Classifications of data zones.
    pub classes: Vec<LoadedClasses>,
    /// How many data zones there are, by edition.
    pub zones: BTreeMap<String, u64>,
    /// How many postcodes can be looked up.
    pub postcodes: u64,
}

/// A set of figures that is loaded.
#[derive(Clone, Debug)]
pub struct LoadedSet {
    /// What it is.
    pub set: FigureSet,
    /// For how many areas it has figures.
    pub areas: u64,
    /// When it was imported; none for what came with the program.
    pub imported_at: Option<Timestamp>,
}

/// A classification that is loaded.
#[derive(Clone, Debug)]
pub struct LoadedClasses {
    /// What it is.
    pub classification: domain::place::Classification,
    /// How many zones it classifies.
    pub zones: u64,
    /// When it was imported; none for what came with the program.
    pub imported_at: Option<Timestamp>,
}

/// The places of an officer's partnership.
///
/// # Errors
/// When the database cannot be read.
pub async fn places(ctx: &Context, officer: &Officer) -> Result<Places> {
    let loaded = loaded(ctx).await?;
    let mut tx = ctx.store.main.read().await?;
    let partnership = crate::partnership::known(&mut tx, officer.partnership()).await?;
    let known = Known::of(&mut tx, &partnership).await?;
    let figures = figures_of(known.all(None));
    let located = super::localities_to_count(&mut tx, &partnership).await?;
    let population = counted::of_localities(&mut tx, &partnership, &located, None).await?;
    let counts = population.as_ref().and_then(|population| population.counted.as_ref());
    let counts = counts.map(|counted| counted.base.clone()).unwrap_or_default();
    let ids: BTreeMap<String, LocalityId> = if partnership.kind == Kind::National {
        BTreeMap::new()
    } else {
        let own = store::place::localities_of(&mut tx, partnership.id).await?;
        own.into_iter().map(|own| (own.code, own.id)).collect()
    };
    let of_councils = store::place::zone_counts(&mut tx).await?;
    let zones_in = |area: &str| -> usize {
        let own = of_councils.iter().filter(|(_, council, _)| council.as_str() == area);
        own.map(|(.., count)| usize::try_from(*count).unwrap_or(0)).sum()
    };
    let taken: usize = located.iter().map(|locality| locality.zones.len()).sum();
    let zones_left = zones_in(known.area.as_str()).saturating_sub(taken);
    let people = |code: &str| {
        let groups = population.as_ref().map_or(&[][..], |population| population.groups.as_slice());
        groups.iter().find(|group| group.code == code).and_then(|group| group.people)
    };
    let lines = located.iter().map(|locality| LocalityLine {
        id: ids.get(&locality.code).copied(),
        name: locality.name.clone(),
        zones: if locality.zones.is_empty() { zones_in(&locality.code) } else { locality.zones.len() },
        people: people(&locality.code),
    });
    let localities = lines.collect();
    Ok(Places { partnership, figures, localities, counts, zones_left, loaded })
}

/// Which tables are loaded.
///
/// # Errors
/// When the database cannot be read.
pub async fn loaded(ctx: &Context) -> Result<Loaded> {
    let mut tx = ctx.store.main.read().await?;
    let when = |at: Timestamp| (at != CARRIED_AT).then_some(at);
    let sets = store::place::figure_sets(&mut tx).await?;
    let classes = store::place::classifications(&mut tx).await?;
    let mut zones: BTreeMap<String, u64> = BTreeMap::new();
    for (geography, _, count) in store::place::zone_counts(&mut tx).await? {
        *zones.entry(geography).or_default() += count;
    }
    Ok(Loaded {
        sets: sets
            .into_iter()
            .map(|one| LoadedSet { imported_at: when(one.imported_at), set: one.set, areas: one.areas })
            .collect(),
        classes: classes
            .into_iter()
            .map(|one| LoadedClasses {
                imported_at: when(one.imported_at),
                classification: one.classification,
                zones: one.zones,
            })
            .collect(),
        zones,
        postcodes: store::place::postcode_count(&mut tx).await?,
    })
}

fn figures_of(all: Vec<(Population, Option<Base>)>) -> AreaFigures {
    let populations: Vec<Population> = all.into_iter().map(|(population, _)| population).collect();
    let about = |code: &str| populations.iter().find(|population| population.characteristic == code);
    let age = about("age");
    let everybody = age.and_then(|age| age.cells.get(ALL)).copied();
    let adults = age.and_then(|age| adults(&age.cells));
    let by_age_and_sex = about("sex").map(|sex| by_age_and_sex(&sex.cells)).unwrap_or_default();
    AreaFigures { all: everybody, adults, populations, by_age_and_sex }
}

/// The groups of age by sex, from cells such as `female:20-24`; nothing where the table has none.
fn by_age_and_sex(cells: &BTreeMap<String, u64>) -> Vec<Band> {
    let Some(age) = Grouping::known("age") else { return Vec::new() };
    let Some(way) = age.ways.first() else { return Vec::new() };
    let of = |sex: &str, bands: &[String]| {
        bands.iter().map(|band| cells.get(&format!("{sex}:{band}")).copied()).sum::<Option<u64>>()
    };
    let band = |(group, bands): (&domain::place::Group, &Vec<String>)| {
        Some(Band { name: group.label.clone(), female: of("female", bands)?, male: of("male", bands)? })
    };
    age.groups.iter().zip(&way.sums).map(band).collect::<Option<_>>().unwrap_or_default()
}

/// Who lives in these data zones together.
pub(super) async fn baseline_of(tx: &mut Tx, zones: &BTreeSet<ZoneCode>) -> Result<AreaFigures> {
    let codes: BTreeSet<String> = zones.iter().map(ToString::to_string).collect();
    let mut figures = figures_of(counted::of_zones(tx, &codes).await?);
    let list: Vec<String> = codes.into_iter().collect();
    let people = counted::people_of_zones(tx, &list).await?;
    let count = |measure: &dyn Fn(&domain::place::Numbers) -> Option<u64>| {
        let numbers = list.iter().map(|zone| people.get(zone).and_then(measure));
        numbers.sum::<Option<u64>>().filter(|_| !list.is_empty())
    };
    figures.all = count(&|numbers| numbers.get(ALL).copied());
    figures.adults = count(&adults);
    Ok(figures)
}

impl Loaded {
    /// A characteristic in words: as groups are titled, or as its code says.
    pub fn title_of(characteristic: &str) -> String {
        let known = Grouping::known(characteristic).map(|known| known.title.best(Language::English).0.to_owned());
        known.unwrap_or_else(|| characteristic.replace('_', " "))
    }
}
