//! Everything that can be wrong with the contents of a table: in which row and column, and how.

use super::*;

/// The rows, columns and faults of a table.
fn faults(known: &Known, file: &str, text: &str) -> Vec<(Option<u64>, Option<String>, Wrong)> {
    let (_, faults) = known.read(file, text);
    faults.told().iter().map(|fault| (fault.row, fault.column.clone(), fault.wrong.clone())).collect()
}

#[track_caller]
fn only(known: &Known, file: &str, text: &str, row: impl Into<Option<u64>>, column: &str, wrong: Wrong) {
    let column = Some(column.to_owned()).filter(|column| !column.is_empty());
    assert_eq!(faults(known, file, text), [(row.into(), column, wrong)], "{text}");
}

#[test]
fn long_tables() {
    let known = Known::new();
    let file = "census2022_council_disability.csv";
    let with = |from: &str, to: &str| DISABILITY.replacen(from, to, 1);
    for (text, row, column, wrong) in [
        (with("S12000018,Inverclyde,All", "S12000099,Nowhere,All"), 2, "area_code", Wrong::Area("S12000099".into())),
        (with("11451", ""), 3, "count", Wrong::Empty),
        (with("11451", "-1"), 3, "count", Wrong::Negative("-1".into())),
        (with("11451", "11451.5"), 3, "count", Wrong::Fraction("11451.5".into())),
        (with("11451", "many"), 3, "count", Wrong::Number("many".into())),
        (with("11451", "1e5"), 3, "count", Wrong::Number("1e5".into())),
    ] {
        only(&known, file, &text, row, column, wrong);
    }
    let twice = format!("{DISABILITY}S12000018,Inverclyde,All people,78416\n");
    only(&known, file, &twice, 6, "", Wrong::Twice { first: 2 });
    let missing = with("S12000018,Inverclyde,Day-to-day activities not limited,55452\n", "");
    let wrong =
        Wrong::CategoryMissing { area: "S12000018".into(), category: "Day-to-day activities not limited".into() };
    only(&known, file, &missing, 2, "", wrong);
    let unknown = format!("{DISABILITY}S12000018,Inverclyde,Of no fixed category,1\n");
    only(&known, file, &unknown, 6, "category", Wrong::CategoryUnknown("Of no fixed category".into()));
    let off = with("11451", "31451");
    only(&known, file, &off, 2, "All people", Wrong::Total { total: 78416, parts: 98464 });
    let short = with("Inverclyde,Day-to-day activities limited a lot", "Day-to-day activities limited a lot");
    only(&known, file, &short, 3, "", Wrong::Fields { expected: 4, found: 3 });
    // A retired code and today's are the same area.
    let both = format!("{DISABILITY}{}", with("area_code,area_name,category,count\n", ""));
    let both = both.replacen("S12000018", "S12000046", 4).replace("S12000018", "S12000049");
    assert_eq!(faults(&known, file, &both).len(), 4);
}

#[test]
fn wide_tables() {
    let known = Known::new();
    let file = "census2022_dz_disability.csv";
    let with = |from: &str, to: &str| DISABILITY_BY_ZONE.replacen(from, to, 1);
    let zone = "data_zone_2011";
    only(&known, file, &with("S01010891", "S0101089"), 2, zone, Wrong::Zone("S0101089".into()));
    only(&known, file, &with("S01010891", "S01099999"), 2, zone, Wrong::ZoneUnknown("S01099999".parse().unwrap()));
    let elsewhere = Wrong::ZoneElsewhere { known: "S12000018".parse().unwrap() };
    only(&known, file, &with("S12000018", "S12000033"), 2, "council_code", elsewhere);
    only(&known, file, &with("S01006506,S12000033", "S01010891,S12000018"), 3, zone, Wrong::Twice { first: 2 });
    let edition = Wrong::Edition { expected: "data_zone_2011".into(), found: "data_zone_2022".into() };
    only(&known, file, &with("S01006506,S12000033", "S01020001,S12000018"), 3, zone, edition);
    only(&known, file, &with("969,63", "2969,63"), 2, "all_people", Wrong::Total { total: 2969, parts: 969 });
    let column = "day_to_day_activities_not_limited";
    let renamed = faults(&known, file, &with(column, "not_limited"));
    assert_eq!(renamed[0], (Some(1), Some("not_limited".to_owned()), Wrong::ColumnUnknown));
    assert_eq!(renamed[1], (Some(1), Some(column.to_owned()), Wrong::ColumnMissing));
    let shorter = "data_zone_2011,all_people,day_to_day_activities_limited_a_lot,day_to_day_activities_limited_a_little
S01010891,969,63,140
";
    only(&known, file, shorter, 1, column, Wrong::ColumnMissing);
}

#[test]
fn lists_of_zones() {
    let known = Known::new();
    let file = "simd2020v2_datazones.csv";
    let with = |from: &str, to: &str| ZONES.replacen(from, to, 1);
    only(&known, file, &with(",1,1", ",1,2"), 2, "simd_quintile", Wrong::Fifth { found: 2, expected: 1 });
    only(&known, file, &with(",1,1", ",1,6"), 2, "simd_quintile", Wrong::Class("6".into()));
    only(&known, file, &with("S12000046", "S12000001"), 4, "council_code", Wrong::Area("S12000001".into()));
    only(&known, file, &with("S12000046", "S92000003"), 4, "", Wrong::Area("S92000003".into()));
    only(&known, file, &with("Gourock", ""), 5, "intermediate_zone_name", Wrong::Empty);
    only(&known, file, &with("Gourock", &"x".repeat(81)), 5, "intermediate_zone_name", Wrong::TooLong);
    let twice = with("S01000002", "S01000001");
    assert_eq!(faults(&known, file, &twice)[0].2, Wrong::Twice { first: 2 });
    let nameless = with("data_zone_2011", "data_zone");
    let (_, found) = known.read(file, &nameless);
    assert_eq!((found.told()[0].file.as_str(), &found.told()[0].wrong), ("--geography", &Wrong::OptionMissing));
}

#[test]
fn classifications() {
    let own = |text: &str| Some(text.to_owned());
    let options = Options {
        classification: own("Islands"),
        edition: own("2023"),
        source: own("Scottish Government"),
        as_of: own("2023-01-01"),
        licence: own("OGL v3.0"),
        ..Options::default()
    };
    let known = Known::said(options.clone());
    let text = "data_zone,class\nS01010891,Island\nS01010892,Mainland\n";
    only(&known, "i.csv", &text.replace("Mainland", ""), 3, "class", Wrong::Empty);
    only(&known, "i.csv", &text.replace("10892", "10891"), 3, "data_zone", Wrong::Twice { first: 2 });
    let alike = Wrong::ClassTwice { one: "Island".into(), other: "island".into() };
    only(&known, "i.csv", &text.replace("Mainland", "island"), 3, "class", alike);
    let fifths = Known::said(Options { characteristic: own("deprivation"), ..options.clone() });
    let found = faults(&fifths, "i.csv", text);
    assert_eq!(found.len(), 2);
    assert_eq!(found[0].2, Wrong::Class("Island".into()));
    let people = Known::said(Options { characteristic: own("age"), ..options.clone() });
    assert!(matches!(faults(&people, "i.csv", text)[0].2, Wrong::OptionContradicts(_)));
    let date = Known::said(Options { as_of: own("1 January 2023"), ..options });
    assert!(matches!(faults(&date, "i.csv", text)[0].2, Wrong::OptionUnreadable(_)));
}

#[test]
fn tables_of_the_callers_own() {
    let own = |text: &str| Some(text.to_owned());
    let text = "area,category,number\nS12000018,a,1\nS12000018,b,2\nS12000033,a,1\n";
    let missing = Wrong::CategoryMissing { area: "S12000033".into(), category: "b".into() };
    only(&Known::said(all_options()), "f.csv", text, 4, "", missing);
    let mixed = "area,category,number\nS12000018,a,1\nS01010891,a,1\n";
    let edition = Wrong::Edition { expected: "council".into(), found: "data_zone_2011".into() };
    only(&Known::said(all_options()), "f.csv", mixed, 3, "area", edition);
    let half = "area,category,number\nS12000018,female,1\n";
    let sex = Options { characteristic: own("sex"), base: own("people_all_ages"), ..all_options() };
    assert!(matches!(faults(&Known::said(sex.clone()), "f.csv", half)[0].2, Wrong::CategoryMissing { .. }));
    let extra = "area,category,number\nS12000018,Non-binary,1\n";
    assert!(faults(&Known::said(sex), "f.csv", extra).is_empty());
    let homes = Options { characteristic: own("tenure"), ..all_options() };
    assert!(matches!(faults(&Known::said(homes), "f.csv", extra)[0].2, Wrong::OptionContradicts(_)));
    let (_, found) = Known::new().read("f.csv", extra);
    let named: Vec<&str> = found.told().iter().map(|fault| fault.file.as_str()).collect();
    assert_eq!(named, ["--characteristic", "--base", "--set", "--title", "--source", "--as-of", "--licence"]);
}

#[test]
fn postcodes() {
    let known = Known::new();
    let text = "postcode,data_zone\nPA15 1LY,S01010891\nPA15 1LZ,S01010892\n";
    only(&known, "p.csv", &text.replace("1LZ", "1LY"), 3, "postcode", Wrong::Twice { first: 2 });
    only(&known, "p.csv", &text.replace("PA15 1LZ", "PA15"), 3, "postcode", Wrong::Postcode("PA15".into()));
    only(&known, "p.csv", &text.replace("PA15 1LZ", ""), 3, "postcode", Wrong::Empty);
    let unknown = Wrong::ZoneUnknown("S01000009".parse().unwrap());
    only(&known, "p.csv", &text.replace("S01010892", "S01000009"), 3, "data_zone", unknown);
    only(&known, "p.csv", &text.replace("S01010892", "Greenock"), 3, "data_zone", Wrong::Zone("Greenock".into()));
}

#[test]
fn ages_and_fifths_of_councils() {
    let known = Known::new();
    let file = "census2022_council_age_sex.csv";
    let text = "area_code,age_band,all_people,female,male\nS12000018,all,100,50,50\nS12000018,0-5,1,1,0\n";
    only(&known, file, text, 3, "age_band", Wrong::CategoryUnknown("0-5".into()));
    let missing = faults(&known, file, &text.replace("S12000018,0-5,1,1,0\n", ""));
    assert_eq!(missing.len(), 20);
    let found = faults(&known, file, &text.replace("50,50", "50,550"));
    assert_eq!(found[0], (Some(2), None, Wrong::Total { total: 100, parts: 600 }));
    let fifths = "area_code,simd2020v2_quintile,people_2022\nS12000018,1,5\nS12000018,1,5\nS12000018,x,5\n";
    let found = faults(&known, "census2022_council_simd_quintile.csv", fifths);
    assert_eq!(found[0].2, Wrong::Twice { first: 2 });
    assert_eq!(found[1].2, Wrong::Class("x".into()));
    assert_eq!(found.len(), 2);
    assert_eq!(faults(&known, "census2022_council_simd_quintile.csv", &fifths[..56]).len(), 4);
}

#[test]
fn headers_that_are_nothing_we_know() {
    let known = Known::new();
    for header in ["name,address", "area_code,area_name", "postcode,town", "zones,people", "data_zone,a,b"] {
        let (_, found) = known.read("x.csv", format!("{header}\n1,2\n"));
        assert!(matches!(found.told()[0].wrong, Wrong::NotRecognised(_)), "{header}: {found}");
    }
}
