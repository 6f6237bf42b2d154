//! Places: where people say they live, the groups in which they are compared, and how many live where.
//!
//! A partnership has the figures of its council, Scotland those of the country, a locality those of its data zones. What
//! is known is data: figures come with the program ([`carried`]) and from tables that an operator loads ([`import`]).

mod baseline;
pub mod boundary;
mod carried;
mod counted;
mod import;
mod joint;
mod locality;

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    disclosure::declared::{Groups, ZoneClasses},
    id::PartnershipId,
    partnership::{Kind, founding},
    place::{Base, DEPRIVATION, Gss, Postcode, Zone, figure::adults},
    response::PlaceLists,
    text::{Language, Text},
};
use jiff::civil::Date;
use store::{Tx, partnership::Partnership};

pub use self::{
    baseline::{AreaFigures, Band, Loaded, LoadedClasses, LoadedSet, LocalityLine, Places, loaded, places},
    carried::found,
    import::{Imported, NotImported, Options, import},
    joint::Joint,
    locality::{
        Shown as LocalityShown, add as add_locality, change as change_locality, choose as zones_to_choose,
        remove as remove_locality, show as show_locality,
    },
};
pub(crate) use carried::demonstrate;
pub(crate) use joint::Zones;

use self::{baseline::baseline_of, counted::Known};
use crate::{Context, Error, Result};

/// The characteristic of localities, in answers and in counts.
pub const LOCALITY: &str = "locality";

/// What is offered for saying where somebody lives.
#[derive(Clone, Debug, Default)]
pub struct Choices {
    /// Localities to choose from, in the order of their names.
    pub localities: Vec<Locality>,
    /// Whether a postcode can be looked up.
    pub postcodes: bool,
    /// What data zones are called.
    zones: BTreeMap<String, String>,
}

/// A locality that can be chosen.
#[derive(Clone, Debug)]
pub struct Locality {
    /// Its code in answers.
    pub code: String,
    /// Its name.
    pub name: Text,
}

impl Choices {
    /// The name of a locality.
    pub fn name(&self, code: &str, language: Language) -> Option<String> {
        self.localities.iter().find(|locality| locality.code == code).map(|l| l.name.best(language).0.to_owned())
    }

    /// The name of the neighbourhood that a data zone is in.
    pub fn zone_name(&self, zone: &str) -> Option<&str> {
        self.zones.get(zone).map(String::as_str)
    }
}

/// One group of people.
#[derive(Clone, Debug)]
pub struct Group {
    /// Its code.
    pub code: String,
    /// Its label: "16 to 24".
    pub name: Text,
    /// Its words inside a sentence: "people aged 16 to 24".
    pub phrase: Text,
    /// How many live here; none where nothing counts them.
    pub people: Option<u64>,
    /// The answers and classes of zones that belong to it.
    pub counts_as: Vec<String>,
    /// Where its number comes from, if it is not counted with the others.
    pub estimate: Option<Source>,
}

/// A data zone and its people.
#[derive(Clone, Debug)]
pub struct Peopled {
    /// The zone.
    pub zone: String,
    /// Who lives there, aged 16 and over where that is known.
    pub people: u64,
    /// Its fifth of deprivation.
    pub deprivation: Option<u8>,
}

/// How many people of each group of one characteristic live somewhere.
#[derive(Clone, Debug)]
pub struct Population {
    /// The characteristic.
    pub characteristic: String,
    /// Whether it is one of places, which data zones have, and not of people themselves.
    pub of_places: bool,
    /// What it is called.
    pub title: Text,
    /// Where the numbers come from; none where nothing counts them.
    pub counted: Option<Counted>,
    /// The groups in their natural order.
    pub groups: Vec<Group>,
    /// The figures as their table has them: category and number.
    pub cells: BTreeMap<String, u64>,
}

/// Where numbers come from and whom they count.
#[derive(Clone, Debug)]
pub struct Counted {
    /// The table.
    pub source: Source,
    /// Whom it counts, in words.
    pub base: Text,
    /// Whether that is everybody, children as well.
    pub all_ages: bool,
}

/// A table of numbers.
#[derive(Clone, Debug)]
pub struct Source {
    /// What it is called.
    pub title: String,
    /// Who published it, and as which table.
    pub source: String,
    /// The day that it describes.
    pub as_of: Date,
    /// Under which licence.
    pub licence: String,
}

impl Population {
    /// How many people of a group have one of its categories. Where the table tells them apart no further, they are
    /// shared out evenly.
    pub fn people_of(&self, group: &Group, category: &str) -> u64 {
        let even = || group.people.map_or(1, |people| people / group.counts_as.len().max(1) as u64);
        match self.cells.get(category) {
            Some(people) if group.counts_as.len() > 1 => *people,
            _ => even(),
        }
    }

    /// Everybody in the groups that are counted together; none where a group is not counted.
    pub fn total(&self) -> Option<u64> {
        self.groups.iter().filter(|group| group.estimate.is_none()).map(|group| group.people).sum()
    }
}

/// The area of a partnership.
pub(crate) fn area_of(partnership: &Partnership) -> Result<Gss> {
    partnership.gss.parse().map_err(|error: domain::place::NoSuchArea| Error::internal(error.to_string()))
}

/// A locality with its data zones.
#[derive(Clone, Debug)]
struct Located {
    code: String,
    name: Text,
    zones: BTreeSet<String>,
}

/// The localities of a partnership; those of Scotland are the council areas.
async fn localities(tx: &mut Tx, partnership: &Partnership) -> Result<Vec<Located>> {
    let mut localities: Vec<Located> = if partnership.kind == Kind::National {
        let area = |gss: Gss| {
            let name = founding::area(gss.as_str()).unwrap_or_else(|| Text::english(gss.name()));
            Located { code: gss.to_string(), name, zones: BTreeSet::new() }
        };
        Gss::councils().map(area).collect()
    } else {
        let own = store::place::localities_of(tx, partnership.id).await?;
        own.into_iter().map(|own| Located { code: own.code, name: own.name, zones: BTreeSet::new() }).collect()
    };
    localities.sort_by_cached_key(|locality| locality.name.best(Language::English).0.to_lowercase());
    Ok(localities)
}

/// The localities of a partnership with their data zones.
async fn localities_with_zones(tx: &mut Tx, partnership: &Partnership) -> Result<Vec<Located>> {
    let mut localities = localities(tx, partnership).await?;
    let zones: Vec<(String, String)> = if partnership.kind == Kind::National {
        let all = store::place::zones(tx).await?;
        all.into_iter().map(|zone| (zone.code.to_string(), zone.council.to_string())).collect()
    } else {
        let own = store::place::zones_of_localities(tx, partnership.id).await?;
        own.into_iter().map(|(zone, locality)| (zone.to_string(), locality)).collect()
    };
    let mut by_code: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (zone, code) in zones {
        by_code.entry(code).or_default().insert(zone);
    }
    for locality in &mut localities {
        locality.zones = by_code.remove(&locality.code).unwrap_or_default();
    }
    Ok(localities)
}

/// The localities of a partnership as their people are counted: by their data zones, or as council areas.
async fn localities_to_count(tx: &mut Tx, partnership: &Partnership) -> Result<Vec<Located>> {
    if partnership.kind == Kind::National {
        localities(tx, partnership).await
    } else {
        localities_with_zones(tx, partnership).await
    }
}

/// The data zones of an area.
async fn zones_of(tx: &mut Tx, area: Gss) -> Result<Vec<Zone>> {
    Ok(if area.is_scotland() {
        store::place::zones(tx).await?
    } else {
        store::place::zones_of_council(tx, area).await?
    })
}

/// What a partnership offers for saying where somebody lives.
///
/// # Errors
/// [`Error::Missing`] when there is no such partnership.
pub async fn choices(ctx: &Context, id: PartnershipId) -> Result<Choices> {
    let mut tx = ctx.store.main.read().await?;
    let partnership = crate::partnership::known(&mut tx, id).await?;
    let localities = localities(&mut tx, &partnership).await?;
    let localities = localities.into_iter().map(|known| Locality { code: known.code, name: known.name }).collect();
    let postcodes = store::place::has_postcodes(&mut tx).await?;
    let area = area_of(&partnership)?;
    let zones = if postcodes && !area.is_scotland() {
        let zones = store::place::zones_of_council(&mut tx, area).await?;
        zones.into_iter().map(|zone| (zone.code.to_string(), zone.name)).collect()
    } else {
        BTreeMap::new()
    };
    Ok(Choices { localities, postcodes, zones })
}

/// What may be kept of the places in a form: the localities, and the data zones of these postcodes.
pub(crate) async fn lists(ctx: &Context, id: PartnershipId, postcodes: &[String]) -> Result<PlaceLists> {
    let mut tx = ctx.store.main.read().await?;
    let partnership = crate::partnership::known(&mut tx, id).await?;
    let localities = localities(&mut tx, &partnership).await?.into_iter().map(|known| known.code).collect();
    if !store::place::has_postcodes(&mut tx).await? {
        return Ok(PlaceLists { localities, postcodes: None });
    }
    let mut known = BTreeMap::new();
    for typed in postcodes {
        let Ok(postcode) = typed.parse::<Postcode>() else { continue };
        if let Some(zone) = store::place::zone_of_postcode(&mut tx, &postcode).await? {
            known.insert(postcode.to_string(), zone.to_string());
        }
    }
    Ok(PlaceLists { localities, postcodes: Some(known) })
}

/// The groups of all characteristics, as answers are counted in them.
pub(crate) async fn groups(ctx: &Context, id: PartnershipId) -> Result<Vec<Groups>> {
    let owner = crate::partnership::known(&mut ctx.store.main.read().await?, id).await?;
    let groups = |population: Population| Groups {
        characteristic: population.characteristic,
        of_places: population.of_places,
        groups: population.groups.into_iter().map(|group| (group.code, group.counts_as)).collect(),
    };
    Ok(populations(ctx, &owner).await?.into_iter().map(groups).collect())
}

/// The class of every data zone of a partnership, for each characteristic of places.
pub(crate) async fn zone_classes(ctx: &Context, id: PartnershipId) -> Result<ZoneClasses> {
    let mut tx = ctx.store.main.read().await?;
    let partnership = crate::partnership::known(&mut tx, id).await?;
    let known = Known::of(&mut tx, &partnership).await?;
    let mut classes = BTreeMap::new();
    for (characteristic, classification) in known.classifications() {
        let of_zones = counted::classes(&mut tx, &classification, known.area).await?;
        let of_zones = of_zones.into_iter().map(|(zone, class)| (zone.to_string(), class)).collect();
        classes.insert(characteristic, of_zones);
    }
    let mut of_localities = BTreeMap::new();
    for locality in localities_with_zones(&mut tx, &partnership).await? {
        of_localities.extend(locality.zones.into_iter().map(|zone| (zone, locality.code.clone())));
    }
    classes.insert(LOCALITY.to_owned(), of_localities);
    Ok(ZoneClasses(classes))
}

/// The population of a partnership by every characteristic of people that is counted. Households are no people and are
/// never among them.
pub async fn populations(ctx: &Context, partnership: &Partnership) -> Result<Vec<Population>> {
    populations_of(ctx, partnership, None).await
}

/// The same, where some are preferred: figures that count them come first. Of households there are only those.
pub(crate) async fn populations_of(
    ctx: &Context,
    partnership: &Partnership,
    preferred: Option<Base>,
) -> Result<Vec<Population>> {
    let mut tx = ctx.store.main.read().await?;
    let known = Known::of(&mut tx, partnership).await?;
    let mut populations = known.populations(preferred);
    if preferred != Some(Base::Households) {
        let localities = localities_to_count(&mut tx, partnership).await?;
        populations.extend(counted::of_localities(&mut tx, partnership, &localities, preferred).await?);
    }
    Ok(populations)
}

/// The data zones of a partnership with their people and their fifths of deprivation.
pub(crate) async fn peopled(ctx: &Context, partnership: &Partnership) -> Result<Vec<Peopled>> {
    let mut tx = ctx.store.main.read().await?;
    let known = Known::of(&mut tx, partnership).await?;
    let codes: Vec<String> = zones_of(&mut tx, known.area).await?.iter().map(|zone| zone.code.to_string()).collect();
    let people = counted::people_of_zones(&mut tx, &codes).await?;
    let fifths: BTreeMap<String, String> = match known.classification(DEPRIVATION) {
        Some(code) => {
            let classes = counted::classes(&mut tx, &code, known.area).await?;
            classes.into_iter().map(|(zone, class)| (zone.to_string(), class)).collect()
        }
        None => BTreeMap::new(),
    };
    let peopled = |zone: String| {
        let numbers = people.get(&zone)?;
        let people = adults(numbers).or_else(|| numbers.get(domain::place::figure::ALL).copied())?;
        let deprivation = fifths.get(&zone).and_then(|fifth| fifth.parse().ok());
        Some(Peopled { zone, people, deprivation })
    };
    Ok(codes.into_iter().filter_map(peopled).collect())
}
