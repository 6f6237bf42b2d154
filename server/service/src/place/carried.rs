//! The figures that come with the program: put into the database once for each edition of them. What an operator loaded
//! stays.

use std::collections::BTreeSet;

use domain::{
    id::LocalityId,
    place::{
        Classification, FigureSet, Numbers, ZoneCode,
        figure::{ADULTS, ALL},
    },
};
use interchange::baseline::{
    Figures,
    carried::{self as read, CarriedZone},
    fault::Faults,
};
use jiff::Timestamp;
use store::{
    Tx,
    installation::{set_value, value},
    partnership::Partnership,
    place::Locality,
};

use crate::{
    Context, Error, Result,
    keys::{digest, hex},
};

const SETS: &str = include_str!("../../figures/sets.csv");
const CLASSIFICATIONS: &str = include_str!("../../figures/classifications.csv");
const COUNCILS: &str = include_str!("../../figures/councils.csv");
const ZONES: &str = include_str!("../../figures/zones.csv");
const INVERCLYDE: &str = include_str!("../../figures/inverclyde.csv");
const LOCALITIES: &str = include_str!("../../figures/inverclyde_localities.csv");

/// Where the database says which edition of the figures it has.
const EDITION: &str = "figures-carried";
/// The edition of the zones that are carried, the classification of their fifths, and the set of their people.
const GEOGRAPHY: &str = "data_zone_2011";
const FIFTHS: &str = "simd2020v2_quintile";
const PEOPLE: &str = "census2022_dz_age";

/// When what came with the program was "imported": what has this time may be replaced by the next edition.
pub(super) const CARRIED_AT: Timestamp = Timestamp::UNIX_EPOCH;

/// What is known about tables before anybody loads one.
pub(super) struct Described {
    /// Sets of figures.
    pub sets: Vec<FigureSet>,
    /// Classifications of data zones.
    pub classifications: Vec<Classification>,
}

/// Reads a file that comes with the program; a fault in one is a bug.
fn reading<T>(read: impl FnOnce(&mut Faults) -> T) -> Result<T> {
    let mut faults = Faults::default();
    let found = read(&mut faults);
    if faults.is_empty() { Ok(found) } else { Err(Error::internal(faults.to_string())) }
}

/// What the program knows about tables.
pub(super) fn described() -> Result<Described> {
    Ok(Described {
        sets: reading(|faults| read::sets("sets.csv", SETS, faults))?,
        classifications: reading(|faults| read::classifications("classifications.csv", CLASSIFICATIONS, faults))?,
    })
}

fn councils(described: &Described) -> Result<Vec<Figures>> {
    reading(|faults| read::figures("councils.csv", COUNCILS, &described.sets, faults))
}

fn zones() -> Result<Vec<CarriedZone>> {
    reading(|faults| read::zones("zones.csv", ZONES, GEOGRAPHY, faults))
}

fn edition() -> String {
    let mut all = String::new();
    for text in [SETS, CLASSIFICATIONS, COUNCILS, ZONES] {
        all.push_str(text);
    }
    hex(&digest(all.as_bytes())[..8])
}

/// Puts the figures of Scotland and its councils, all data zones, their people and their fifths of deprivation into the
/// database, if this edition of them is not there yet.
pub async fn found(ctx: &Context) -> Result<()> {
    let edition = edition();
    if value(&mut ctx.store.main.read().await?, EDITION).await?.as_ref() == Some(&edition) {
        return Ok(());
    }
    let described = described()?;
    let (councils, zones) = (councils(&described)?, zones()?);
    let mut tx = ctx.store.main.write().await?;
    // First the mark: of two servers that start together, the second waits here.
    set_value(&mut tx, EDITION, &edition).await?;
    let loaded = store::place::figure_sets(&mut tx).await?;
    let own = |code: &str| loaded.iter().any(|one| one.set.code == code && one.imported_at != CARRIED_AT);
    for figures in councils.iter().filter(|figures| !own(&figures.set.code)) {
        store::place::replace_figure_set(&mut tx, &figures.set, CARRIED_AT, &figures.areas).await?;
    }
    let there: BTreeSet<ZoneCode> = store::place::zones(&mut tx).await?.into_iter().map(|zone| zone.code).collect();
    let new = zones.iter().map(|carried| carried.zone.clone()).filter(|zone| !there.contains(&zone.code));
    store::place::upsert_zones(&mut tx, &new.collect::<Vec<_>>()).await?;
    let classified = store::place::classifications(&mut tx).await?;
    let kept = |one: &store::place::ClassEdition| one.classification.code == FIFTHS && one.imported_at != CARRIED_AT;
    if let Some(fifths) = described.classifications.iter().find(|one| one.code == FIFTHS)
        && !classified.iter().any(kept)
    {
        let classes: Vec<_> = zones.iter().map(|carried| (carried.zone.code, carried.fifth.clone())).collect();
        store::place::replace_classification(&mut tx, fifths, CARRIED_AT, &classes).await?;
    }
    if let Some(people) = described.sets.iter().find(|set| set.code == PEOPLE)
        && !own(PEOPLE)
    {
        let areas: Vec<_> = zones.iter().map(people_of).collect();
        store::place::replace_figure_set(&mut tx, people, CARRIED_AT, &areas).await?;
    }
    tx.commit().await?;
    Ok(())
}

fn people_of(carried: &CarriedZone) -> (String, Numbers) {
    let numbers = [(ALL.to_owned(), carried.all), (ADULTS.to_owned(), carried.adults)];
    (carried.zone.code.to_string(), numbers.into())
}

/// The places of the demonstration: the localities of Inverclyde, and the figures of its data zones.
pub(crate) async fn demonstrate(ctx: &Context, inverclyde: &Partnership) -> Result<()> {
    found(ctx).await?;
    let described = described()?;
    let figures = reading(|faults| read::figures("inverclyde.csv", INVERCLYDE, &described.sets, faults))?;
    let localities = reading(|faults| read::localities("inverclyde_localities.csv", LOCALITIES, faults))?;
    let zones = zones()?;
    let now = ctx.now();
    let mut tx = ctx.store.main.write().await?;
    for figures in figures {
        let mut areas = figures.areas;
        if figures.set.code == PEOPLE {
            let told: BTreeSet<String> = areas.iter().map(|(area, _)| area.clone()).collect();
            areas.extend(zones.iter().map(people_of).filter(|(area, _)| !told.contains(area)));
        }
        store::place::replace_figure_set(&mut tx, &figures.set, now, &areas).await?;
    }
    let area = super::area_of(inverclyde)?;
    for carried in localities {
        let own = zones.iter().map(|one| &one.zone).filter(|zone| zone.council == area);
        let own = own.filter(|zone| carried.intermediate_zones.contains(&zone.name)).map(|zone| zone.code);
        let own = own.collect();
        let id = LocalityId::new(ctx.ids.ordered(now)?);
        let locality =
            Locality { id, partnership: inverclyde.id, code: carried.code, name: carried.name, removed_at: None };
        insert(&mut tx, &locality, &own).await?;
    }
    tx.commit().await?;
    Ok(())
}

async fn insert(tx: &mut Tx, locality: &Locality, zones: &BTreeSet<ZoneCode>) -> Result<()> {
    store::place::insert_locality(tx, locality).await?;
    store::place::set_zones_of_locality(tx, locality.id, zones).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::{collections::BTreeMap, path::PathBuf};

    use domain::place::{Grouping, Gss, figure::adults};
    use interchange::baseline::{Options, Table, With};

    use super::*;

    /// The tables that the figures came from, where they lie beside the repository.
    fn shared() -> Option<PathBuf> {
        let folder = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data"));
        folder.is_dir().then_some(folder)
    }

    #[test]
    fn every_council_has_every_characteristic_from_the_start() {
        let described = described().unwrap();
        let councils = councils(&described).unwrap();
        let about: BTreeSet<&str> = councils.iter().map(|figures| figures.set.characteristic.as_str()).collect();
        assert_eq!(about, Grouping::KNOWN.into());
        for figures in &councils {
            let grouping = Grouping::known(&figures.set.characteristic).unwrap();
            let areas: BTreeSet<&str> = figures.areas.iter().map(|(area, _)| area.as_str()).collect();
            assert!(Gss::councils().all(|council| areas.contains(council.as_str())), "{}", figures.set.code);
            assert!(areas.contains("S92000003"), "{}", figures.set.code);
            for (area, numbers) in &figures.areas {
                assert!(grouping.add_up(numbers, |_| true).is_some(), "{} of {area}", figures.set.code);
            }
            for words in [&figures.set.title, &figures.set.source, &figures.set.licence] {
                assert!(!words.is_empty(), "{}", figures.set.code);
            }
        }
    }

    #[test]
    fn all_data_zones_are_there_with_their_people_and_their_fifths() {
        let zones = zones().unwrap();
        assert_eq!(zones.len(), 6_976);
        assert!(zones.is_sorted_by_key(|carried| carried.zone.code));
        assert_eq!(zones.iter().map(|carried| carried.all).sum::<u64>(), 5_439_618);
        let fifths: Vec<usize> =
            (1..=5).map(|n| zones.iter().filter(|carried| carried.fifth == n.to_string()).count()).collect();
        assert_eq!(fifths, [1_395, 1_395, 1_395, 1_395, 1_396]);
        assert!(zones.iter().all(|carried| carried.adults <= carried.all + 20));
        assert!(ZONES.len() < 150_000);
    }

    #[test]
    fn the_localities_of_the_demonstration_are_all_of_inverclyde() {
        let localities = reading(|faults| read::localities("x", LOCALITIES, faults)).unwrap();
        let named: Vec<&String> = localities.iter().flat_map(|locality| &locality.intermediate_zones).collect();
        let zones = zones().unwrap();
        let own: Vec<_> = zones.iter().filter(|carried| carried.zone.council.as_str() == "S12000018").collect();
        assert_eq!((localities.len(), own.len()), (6, 114));
        for carried in own {
            let times = named.iter().filter(|name| ***name == carried.zone.name).count();
            assert_eq!(times, 1, "{}", carried.zone.name);
        }
    }

    #[test]
    fn carried_figures_are_those_of_the_tables() {
        let Some(folder) = shared() else { return };
        let described = described().unwrap();
        let (no_zones, options) = (BTreeMap::new(), Options::default());
        let table = |file: &str, zones: &BTreeMap<ZoneCode, domain::place::Zone>| {
            let with =
                With { zones, sets: &described.sets, classifications: &described.classifications, options: &options };
            let mut faults = Faults::default();
            let content = std::fs::File::open(folder.join(file)).unwrap();
            let table = interchange::baseline::read(file, content, &with, &mut faults);
            assert!(faults.is_empty(), "{faults}");
            table.unwrap()
        };
        let carried = councils(&described).unwrap();
        let mut compared = 0;
        for file in ["age_sex", "disability", "ethnic_group", "religion", "household_tenure", "simd_quintile"] {
            let Table::Figures(figures) = table(&format!("census2022_council_{file}.csv"), &no_zones) else { panic!() };
            for figures in figures {
                let own = carried.iter().find(|own| own.set.code == figures.set.code).unwrap();
                let sorted = |figures: &Figures| figures.areas.iter().cloned().collect::<BTreeMap<_, _>>();
                assert_eq!(sorted(own), sorted(&figures), "{}", figures.set.code);
                compared += 1;
            }
        }
        assert_eq!(compared, carried.len());
        let Table::Zones { zones: all, classes } = table("simd2020v2_datazones.csv", &no_zones) else { panic!() };
        let own = zones().unwrap();
        assert_eq!(own.iter().map(|carried| carried.zone.clone()).collect::<Vec<_>>(), {
            let mut all = all.clone();
            all.sort_by_key(|zone| zone.code);
            all
        });
        let fifths: BTreeMap<ZoneCode, String> = classes.unwrap().zones.into_iter().collect();
        let known = all.into_iter().map(|zone| (zone.code, zone)).collect();
        let Table::Figures(people) = table("census2022_dz_age_sex.csv", &known) else { panic!() };
        let people: BTreeMap<&String, &Numbers> =
            people[0].areas.iter().map(|(area, numbers)| (area, numbers)).collect();
        for carried in own {
            let numbers = people[&carried.zone.code.to_string()];
            assert_eq!((carried.all, Some(carried.adults)), (numbers[ALL], adults(numbers)));
            assert_eq!(carried.fifth, fifths[&carried.zone.code]);
        }
    }
}
