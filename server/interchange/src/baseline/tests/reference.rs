//! The shared tables as a whole: 6,976 data zones, 32 councils and Scotland, without a fault.

use std::{path::PathBuf, thread};

use super::*;

/// The folder of the shared tables, if it is here.
fn shared() -> Option<PathBuf> {
    let folder = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data"));
    if folder.is_dir() {
        return Some(folder);
    }
    println!("reference data absent: {}", thread::current().name().unwrap_or_default());
    None
}

fn table(folder: &std::path::Path, file: &str, known: &Known) -> Table {
    let with = With {
        zones: &known.zones,
        sets: &known.sets,
        classifications: &known.classifications,
        options: &known.options,
    };
    let mut faults = Faults::default();
    let content = std::fs::File::open(folder.join(file)).unwrap();
    let table = read(file, content, &with, &mut faults);
    assert!(faults.is_empty(), "{faults}");
    table.unwrap()
}

fn figures(folder: &std::path::Path, file: &str, known: &Known) -> Vec<Figures> {
    match table(folder, file, known) {
        Table::Figures(figures) => figures,
        other => panic!("{other:?}"),
    }
}

#[test]
fn all_data_zones() {
    let Some(folder) = shared() else { return };
    let mut known = Known::new();
    let Table::Zones { zones, classes } = table(&folder, "simd2020v2_datazones.csv", &known) else { panic!() };
    let classes = classes.unwrap();
    assert_eq!((zones.len(), classes.zones.len()), (6_976, 6_976));
    assert_eq!(classes.zones.iter().filter(|(_, fifth)| fifth == "1").count(), 1_395);
    known.zones = zones.into_iter().map(|zone| (zone.code, zone)).collect();
    for (table, sets, all) in [
        ("age_sex", 2, 5_439_618),
        ("disability", 1, 5_439_618),
        ("ethnic_group", 1, 5_439_618),
        ("religion", 1, 5_439_618),
    ] {
        let found = figures(&folder, &format!("census2022_dz_{table}.csv"), &known);
        assert_eq!(found.len(), sets);
        for figures in found {
            assert_eq!(figures.areas.len(), 6_976);
            let sum = figures.areas.iter().map(|(_, numbers)| numbers["all"]).sum::<u64>();
            assert_eq!(sum, all, "{table}");
        }
    }
}

#[test]
fn all_councils() {
    let Some(folder) = shared() else { return };
    let known = Known::new();
    for (table, sets, areas) in [
        ("census2022_council_age_sex.csv", 2, 33),
        ("census2022_council_disability.csv", 1, 33),
        ("census2022_council_ethnic_group.csv", 1, 33),
        ("census2022_council_religion.csv", 1, 33),
        ("census2022_council_household_tenure.csv", 1, 33),
        ("census2022_council_simd_quintile.csv", 1, 33),
        ("mid2022_council_single_year_age_persons.csv", 1, 32),
    ] {
        let found = figures(&folder, table, &known);
        assert_eq!(found.len(), sets, "{table}");
        for figures in found {
            assert_eq!((figures.areas.len(), figures.replaced.len()), (areas, 0), "{table}");
            let grouping = Grouping::known(&figures.set.characteristic).unwrap();
            for (area, numbers) in &figures.areas {
                assert!(grouping.add_up(numbers, |_| true).is_some(), "{table} {area}");
            }
        }
    }
}
