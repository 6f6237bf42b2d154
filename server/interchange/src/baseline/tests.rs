//! Every form of table, everything that can be wrong with one, and the shared tables as a whole.

mod mutated;
mod reference;
mod wrong;

use std::collections::BTreeMap;

use domain::place::{Base, Classification, FigureSet, Grouping, Zone, ZoneCode};
use jiff::civil::date;

use super::*;

/// What tests know: a few zones of two councils and of two editions, and two described tables.
struct Known {
    zones: BTreeMap<ZoneCode, Zone>,
    sets: Vec<FigureSet>,
    classifications: Vec<Classification>,
    options: Options,
}

impl Known {
    fn new() -> Self {
        let zone = |number: u32, council: &str, geography: &str| Zone {
            code: format!("S01{number:06}").parse().unwrap(),
            geography: geography.to_owned(),
            council: council.parse().unwrap(),
            name: "Somewhere".to_owned(),
        };
        let zones = [
            zone(10891, "S12000018", "data_zone_2011"),
            zone(10892, "S12000018", "data_zone_2011"),
            zone(6506, "S12000033", "data_zone_2011"),
            zone(20001, "S12000018", "data_zone_2022"),
        ];
        let set = |code: &str, characteristic: &str, geography: &str, classification: Option<&str>| FigureSet {
            code: code.to_owned(),
            characteristic: characteristic.to_owned(),
            title: "A table".to_owned(),
            source: "A publisher".to_owned(),
            as_of: date(2022, 3, 20),
            base: if characteristic == "tenure" { Base::Households } else { Base::PeopleAllAges },
            geography: geography.to_owned(),
            classification: classification.map(str::to_owned),
            licence: "OGL v3.0".to_owned(),
        };
        let by_council = ["age", "sex", "disability", "ethnic_group", "religion", "tenure"];
        let by_zone = ["age", "sex", "disability", "ethnic_group", "religion"];
        let mut sets: Vec<FigureSet> =
            by_council.iter().map(|c| set(&format!("census2022_council_{c}"), c, "council", None)).collect();
        sets.extend(by_zone.iter().map(|c| set(&format!("census2022_dz_{c}"), c, "data_zone_2011", None)));
        let fifths = "simd2020v2_quintile";
        sets.push(set("census2022_council_simd2020v2_quintile", "deprivation", "council", Some(fifths)));
        sets.push(set("mid2022_council_age", "age", "council", None));
        let classifications = vec![Classification {
            code: fifths.to_owned(),
            characteristic: "deprivation".to_owned(),
            title: "SIMD fifths".to_owned(),
            edition: "2020v2".to_owned(),
            source: "Scottish Government".to_owned(),
            as_of: date(2020, 1, 28),
            geography: "data_zone_2011".to_owned(),
            licence: "OGL v3.0".to_owned(),
        }];
        let zones = zones.into_iter().map(|zone| (zone.code, zone)).collect();
        Self { zones, sets, classifications, options: Options::default() }
    }

    fn said(options: Options) -> Self {
        Self { options, ..Self::new() }
    }

    fn read(&self, file: &str, text: impl AsRef<[u8]>) -> (Option<Table>, Faults) {
        let with = With {
            zones: &self.zones,
            sets: &self.sets,
            classifications: &self.classifications,
            options: &self.options,
        };
        let mut faults = Faults::default();
        let table = super::read(file, text.as_ref(), &with, &mut faults);
        (table, faults)
    }

    #[track_caller]
    fn table(&self, file: &str, text: &str) -> Table {
        let (table, faults) = self.read(file, text);
        assert!(faults.is_empty(), "{faults}");
        table.unwrap()
    }

    #[track_caller]
    fn figures(&self, file: &str, text: &str) -> Vec<Figures> {
        match self.table(file, text) {
            Table::Figures(figures) => figures,
            other => panic!("{other:?}"),
        }
    }
}

/// Options as somebody types them who knows everything.
fn all_options() -> Options {
    let own = |text: &str| Some(text.to_owned());
    Options {
        set: own("estimates2024_carers"),
        characteristic: own("caring"),
        title: own("Unpaid carers"),
        source: own("A survey"),
        as_of: own("2024-06-30"),
        base: own("people_16_and_over"),
        licence: own("OGL v3.0"),
        ..Options::default()
    }
}

const DISABILITY: &str = "area_code,area_name,category,count
S12000018,Inverclyde,All people,78416
S12000018,Inverclyde,Day-to-day activities limited a lot,11451
S12000018,Inverclyde,Day-to-day activities limited a little,11561
S12000018,Inverclyde,Day-to-day activities not limited,55452
";

const DISABILITY_BY_ZONE: &str = "data_zone_2011,council_code,all_people,day_to_day_activities_limited_a_lot,\
day_to_day_activities_limited_a_little,day_to_day_activities_not_limited
S01010891,S12000018,969,63,140,766
S01006506,S12000033,758,59,115,584
";

const ZONES: &str = "data_zone_2011,intermediate_zone_name,council_code,simd_rank,simd_quintile
S01000001,\"Bow Farm, Overton\",S12000018,1,1
S01000002,Greenock East,S12000018,3,3
S01000003,Greenock East,S12000046,2,2
S01000004,Gourock,S12000018,4,4
S01000005,Gourock,S12000018,5,5
";

#[test]
fn a_census_table_of_councils_is_known_by_its_categories() {
    let figures = Known::new().figures("census2022_council_disability.csv", DISABILITY);
    assert_eq!(figures[0].set.code, "census2022_council_disability");
    assert_eq!(figures[0].areas[0].0, "S12000018");
    assert_eq!(figures[0].areas[0].1["limited_a_lot"], 11451);
}

#[test]
fn windows_files_are_read_like_others() {
    let text = format!("\u{feff}{}", DISABILITY.replace('\n', "\r\n").replace("78416", "\"78,416\""));
    let plain = Known::new().figures("census2022_council_disability.csv", DISABILITY);
    assert_eq!(Known::new().figures("census2022_council_disability.csv", &text), plain);
}

#[test]
fn a_wide_table_has_one_row_for_each_zone() {
    let figures = Known::new().figures("census2022_dz_disability.csv", DISABILITY_BY_ZONE);
    assert_eq!((figures.len(), figures[0].areas.len()), (1, 2));
    assert_eq!(figures[0].set.geography, "data_zone_2011");
    assert_eq!(figures[0].areas[1].1["not_limited"], 584);
}

#[test]
fn a_list_of_zones_brings_fifths() {
    let Table::Zones { zones, classes } = Known::new().table("simd2020v2_datazones.csv", ZONES) else { panic!() };
    assert_eq!((zones.len(), zones[0].name.as_str()), (5, "Bow Farm, Overton"));
    assert_eq!(zones[2].council.name(), "Glasgow City");
    let classes = classes.unwrap();
    assert_eq!(classes.classification.code, "simd2020v2_quintile");
    assert_eq!(classes.zones[1].1, "3");
    assert!(is_list_of_zones("x.csv", ZONES.as_bytes()));
    assert!(!is_list_of_zones("x.csv", DISABILITY_BY_ZONE.as_bytes()));
}

#[test]
fn a_newer_vintage_needs_to_be_described() {
    let (_, faults) = Known::new().read("census2032_council_disability.csv", DISABILITY);
    let named: Vec<&str> = faults.told().iter().map(|fault| fault.file.as_str()).collect();
    assert_eq!(named, ["--set", "--title", "--source", "--as-of", "--licence"]);
    let options = Options { characteristic: None, base: None, ..all_options() };
    let set = Known::said(options).figures("census2032_council_disability.csv", DISABILITY).remove(0).set;
    assert_eq!((set.code.as_str(), set.characteristic.as_str()), ("estimates2024_carers", "disability"));
    assert_eq!((set.as_of, set.geography.as_str()), (date(2024, 6, 30), "council"));
}

#[test]
fn any_classification_becomes_a_characteristic() {
    let own = |text: &str| Some(text.to_owned());
    let options = Options {
        classification: own("Urban and rural"),
        edition: own("2020"),
        source: own("Scottish Government"),
        as_of: own("2022-03-31"),
        licence: own("OGL v3.0"),
        ..Options::default()
    };
    let text = "zone,class\nS01010891,Large urban areas\nS01006506,Remote rural areas\n";
    let Table::Classes(classes) = Known::said(options).table("urban.csv", text) else { panic!() };
    assert_eq!(classes.classification.code, "urban_and_rural_2020");
    assert_eq!(classes.classification.characteristic, "urban_and_rural");
    assert_eq!(classes.classification.title, "Urban and rural (2020)");
    assert_eq!(classes.classification.geography, "data_zone_2011");
    assert_eq!(classes.zones.len(), 2);
    let (_, faults) = Known::new().read("urban.csv", text);
    let named: Vec<&str> = faults.told().iter().map(|fault| fault.file.as_str()).collect();
    assert_eq!(named, ["--classification", "--edition", "--source", "--as-of", "--licence"]);
}

#[test]
fn any_table_of_figures_is_read_when_it_is_described() {
    let known = Known::said(all_options());
    let text = "area,category,number\nS92000003,Carers,\"627,700\"\nS12000046,Carers,70000\n";
    let figures = known.figures("carers.csv", text).remove(0);
    assert_eq!(figures.set.base, Base::People16AndOver);
    assert_eq!(figures.areas[0].0, "S12000049");
    assert_eq!(figures.areas[1].1["Carers"], 627_700);
    assert_eq!(figures.replaced.len(), 1);
    let zones = known.figures("carers.csv", "zone,category,number\nS01010891,Carers,7\n").remove(0);
    assert_eq!(zones.set.geography, "data_zone_2011");
}

#[test]
fn single_years_become_bands() {
    let years: Vec<String> = (0..90).map(|year| format!("age_{year}")).collect();
    let header = format!("area_code,area_name,all_ages,{},age_90+", years.join(","));
    let text = format!("{header}\nS12000018,Inverclyde,91{}\n", ",1".repeat(91));
    let figures = Known::new().figures("mid2022_council_single_year_age_persons.csv", &text).remove(0);
    let numbers = &figures.areas[0].1;
    assert_eq!((numbers["0-4"], numbers["15"], numbers["16-17"], numbers["85+"]), (5, 1, 2, 6));
    assert_eq!(figures.set.code, "mid2022_council_age");
    let sums = Grouping::known("age").unwrap().add_up(numbers, |_| true).unwrap().1;
    assert_eq!(sums, [9, 10, 10, 10, 10, 10, 16]);
}

#[test]
fn directories_of_postcodes_are_read_as_they_are_published() {
    let known = Known::new();
    let plain = "postcode,data zone\npa15 1ly,S01010891\nAB101AA,S01006506\n";
    let spd = "Postcode,DateOfIntroduction,DateOfDeletion,DataZone2011Code,DataZone2022Code,SplitIndicator
PA15 1LY,1973-08-01,,S01010891,S01020001,N
PA15 9ZZ,1973-08-01,1996-01-01,S01010891,S01020001,N
G33 1AAA,1973-08-01,,S01010892,,Y
G33 1AAB,1973-08-01,,S01006506,,Y
PA15 1LZ,1973-08-01,,,,N
";
    let Table::Postcodes(directory) = known.table("p.csv", plain) else { panic!() };
    let found: Vec<String> = directory.postcodes.iter().map(|(postcode, zone)| format!("{postcode} {zone}")).collect();
    assert_eq!(found, ["PA15 1LY S01010891", "AB10 1AA S01006506"]);
    // Zones of both editions are known, so the caller has to choose.
    let (_, faults) = known.read("spd.csv", spd);
    assert_eq!(faults.told()[0].wrong, Wrong::ColumnUnclear("--geography"));
    let options = Options { geography: Some("data_zone_2011".to_owned()), ..Options::default() };
    let Table::Postcodes(directory) = Known::said(options).table("spd.csv", spd) else { panic!() };
    let found: Vec<String> = directory.postcodes.iter().map(|(postcode, zone)| format!("{postcode} {zone}")).collect();
    assert_eq!(found, ["PA15 1LY S01010891", "G33 1AA S01010892"]);
    assert_eq!((directory.ended, directory.elsewhere, directory.parts), (1, 1, 1));
    let ons = "pcds,doterm,lsoa11\nSW1A 1AA,,E01004736\nPA15 1LY,,S01010891\nZZ99 9ZZ,,\n";
    let Table::Postcodes(directory) = known.table("ons.csv", ons) else { panic!() };
    assert_eq!((directory.postcodes.len(), directory.elsewhere), (1, 2));
}

#[test]
fn no_more_than_twenty_faults_are_told() {
    let rows: Vec<String> = (0..30).map(|row| format!("S12000018,Inverclyde,Category {row},x")).collect();
    let rows = rows.join("\n");
    let known = Known::said(all_options());
    let (_, faults) = known.read("f.csv", format!("area_code,area_name,category,count\n{rows}"));
    assert_eq!((faults.told().len(), faults.count()), (20, 30));
    let text = faults.to_string();
    assert!(text.starts_with("f.csv, row 2, column count: “x” is not a whole number; write digits only\n"), "{text}");
    assert!(text.ends_with("\nand 10 more\n"), "{text}");
}
