//! Tables that were damaged anywhere: they are read or refused, never a panic; and what is read is what was written.

use std::fmt::Write as _;

use proptest::prelude::*;

use super::*;

const AGES: &str = "area_code,area_name,age_band,all_people,female,male\nS92000003,Scotland,all,100,51,49\n";
const FIFTHS: &str = "area_code,area_name,simd2020v2_quintile,people_2022,data_zones\nS12000018,Inverclyde,1,9,1\n";
const POSTCODES: &str = "pcds,doterm,DataZone2011Code\nPA15 1LY,,S01010891\nG33 1AAB,,S01010892\n";
const CLASSES: &str = "zone,class\nS01010891,Island\n";
const TABLES: [&str; 7] = [DISABILITY, DISABILITY_BY_ZONE, ZONES, AGES, FIFTHS, POSTCODES, CLASSES];

fn damage() -> impl Strategy<Value = (usize, u8, Vec<u8>)> {
    let pieces = prop_oneof![
        prop::collection::vec(any::<u8>(), 0..4),
        prop::sample::select(vec![
            b",".to_vec(),
            b"\"".to_vec(),
            b"\n".to_vec(),
            b"-".to_vec(),
            b"S01010892".to_vec(),
            b"S12000046".to_vec(),
            b"99999999999999999999".to_vec(),
            b"\xef\xbb\xbf".to_vec(),
            "\u{661}".as_bytes().to_vec(),
        ]),
    ];
    (any::<prop::sample::Index>().prop_map(|at| at.index(10_000)), 0..40_u8, pieces)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn damaged_tables_are_read_or_refused(
        which in 0..TABLES.len(),
        damages in prop::collection::vec(damage(), 1..4),
        described: bool,
    ) {
        let mut text = TABLES[which].as_bytes().to_vec();
        for (at, length, piece) in damages {
            let from = at % (text.len() + 1);
            let to = (from + usize::from(length)).min(text.len());
            text.splice(from..to, piece);
        }
        let known = if described { Known::said(all_options()) } else { Known::new() };
        let (table, faults) = known.read("census2022_dz_x.csv", &text);
        prop_assert!(table.is_some() || !faults.is_empty());
        for fault in faults.told() {
            prop_assert!(!fault.to_string().is_empty());
        }
    }

    #[test]
    fn what_is_read_is_what_was_written(numbers in prop::collection::vec((0..20_u64, 0..20_u64, 0..20_u64), 1..3)) {
        let zones = ["S01010891", "S01006506"];
        let header = DISABILITY_BY_ZONE.lines().next().unwrap().replace("council_code,", "");
        let mut text = format!("{header}\n");
        for (zone, (lot, little, not)) in zones.iter().zip(&numbers) {
            writeln!(text, "{zone},{},{lot},{little},{not}", lot + little + not).unwrap();
        }
        let figures = Known::new().figures("census2022_dz_disability.csv", &text).remove(0);
        for ((zone, (lot, little, not)), (code, read)) in zones.iter().zip(&numbers).zip(&figures.areas) {
            prop_assert_eq!(zone, code);
            prop_assert_eq!(
                (read["all"], read["limited_a_lot"], read["limited_a_little"], read["not_limited"]),
                (lot + little + not, *lot, *little, *not)
            );
        }
    }
}
