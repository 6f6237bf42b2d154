//! Files that are right, files that are wrong in every way, and what comes out.

use proptest::prelude::*;

use super::*;

const SMALL: &str = "area,view,people\nNorth,for,3\nNorth,against,30\nNorth,neither,20\nSouth,for,25\nSouth,against,31\n\
                     South,neither,18\nWest,for,22\nWest,against,40\nWest,neither,50\n";

fn patience() -> Duration {
    Duration::from_mins(1)
}

fn whys(csv: &str) -> Vec<String> {
    read("T.csv", csv.as_bytes()).unwrap_err().iter().map(ToString::to_string).collect()
}

#[test]
fn a_small_count_takes_three_others_along() {
    let table = read("T.csv", SMALL.as_bytes()).unwrap();
    let safe = suppressed(&table, 5, &patience).unwrap();
    assert_eq!(safe.withheld, (4, 16));
    assert_eq!(safe.csv.matches("[c]").count(), 4);
    assert!(safe.csv.starts_with("area,view,people\r\nNorth,for,[c]\r\n"), "{}", safe.csv);
    assert!(safe.csv.ends_with("Total,Total,239\r\n"), "{}", safe.csv);
    assert!(safe.note.contains("No pattern withholds fewer."), "{}", safe.note);
    let quick = suppressed(&table, 5, &|| Duration::ZERO).unwrap();
    assert!(!quick.note.contains("No pattern withholds fewer."));
}

#[test]
fn totals_may_be_there_and_must_be_sums() {
    let with = SMALL.to_owned() + "All,for,50\nNorth,All,53\nAll,All,239\n";
    let safe = suppressed(&read("T.csv", with.as_bytes()).unwrap(), 5, &patience).unwrap();
    assert!(safe.csv.ends_with("All,All,239\r\n"), "{}", safe.csv);
    let wrong = SMALL.to_owned() + "Total,for,51\n";
    assert_eq!(
        whys(&wrong),
        ["T.csv, row 11, column people: this total is not the sum of its parts: correct it, or leave totals out"]
    );
}

#[test]
fn what_is_wrong_is_told_by_row_and_column() {
    for (csv, expected) in [
        ("", "T.csv, row 1: give one to three columns"),
        ("people\n3\n", "T.csv, row 1: give one to three columns"),
        ("a,b,c,d,people\n", "T.csv, row 1: give one to three columns"),
        ("a,a,people\n", "T.csv, row 1: column 2 needs a name"),
        ("a,people\n", "T.csv: there is no row below the header"),
        ("a,people\nx,-3\n", "T.csv, row 2, column people: -3 is negative"),
        ("a,people\nx,30\ny,2.5\n", "T.csv, row 3, column people: 2.5 is no whole number"),
        ("a,people\nx,1e30\n", "T.csv, row 2, column people: 1e30 is no whole number"),
        ("a,people\nx,NaN\n", "T.csv, row 2, column people: NaN is no whole number"),
        ("a,people\nx,\n", "T.csv, row 2, column people: there is no count"),
        ("a,people\nx,many\n", "T.csv, row 2, column people: \"many\" is no number"),
        ("a,people\n,3\n", "T.csv, row 2, column a: there is no category"),
        ("a,people\nx,3\nx,4\n", "T.csv, row 3, column people: x is there twice"),
        ("a,b,people\nx,p,3\ny,q,4\n", "T.csv, column people: there is no row for x, q"),
        ("a,people\nTotal,3\n", "T.csv, column people: a has totals only"),
        ("a,people\nx,3,4\n", "T.csv, row 2: this row cannot be read"),
        ("a,people\nx,18446744073709551615\ny,1\n", "T.csv, column people: the counts add up to more"),
    ] {
        let found = whys(csv);
        assert!(found[0].starts_with(expected), "{csv:?}: {found:?}");
    }
    let many: String = (0..300).flat_map(|a| (0..300).map(move |b| format!("{a},{b},1\n"))).collect();
    assert!(whys(&format!("a,b,people\n{many}"))[0].contains("more than 65536 rows"));
    let apart: Vec<String> = (0..300).map(|at| format!("{at},{at},1\n")).collect();
    let apart = apart.concat();
    assert!(whys(&format!("a,b,people\n{apart}"))[0].contains("more than 65536 cells"));
}

#[test]
fn what_cannot_be_made_safe_is_refused() {
    let table = |csv: &str| read("T.csv", csv.as_bytes()).unwrap();
    let refused = |csv: &str, threshold| suppressed(&table(csv), threshold, &patience).unwrap_err();
    assert_eq!(refused(SMALL, 2), Refused::Threshold);
    assert_eq!(refused(SMALL, 100_000), Refused::Threshold);
    assert_eq!(refused("a,people\nx,3\ny,4\n", 10), Refused::TooFew);
    let large: String = (0..30).flat_map(|a| (0..30).map(move |b| format!("{a},{b},1\n"))).collect();
    assert_eq!(refused(&format!("a,b,people\n{large}"), 10), Refused::TooLarge(961, 600));
    assert_eq!(rounded_table(&table(SMALL), 1, b"secret"), Err(Refused::Threshold));
}

#[test]
fn a_table_with_nothing_small_stays_as_it_is() {
    let safe = suppressed(&read("T.csv", "a,people\nx,30\ny,0\n".as_bytes()).unwrap(), 10, &patience).unwrap();
    assert_eq!((safe.csv.as_str(), safe.withheld.0), ("a,people\r\nx,30\r\ny,0\r\nTotal,30\r\n", 0));
}

#[test]
fn one_secret_rounds_in_one_way() {
    let table = read("T.csv", SMALL.as_bytes()).unwrap();
    let safe = rounded_table(&table, 10, b"one").unwrap();
    assert_eq!(safe, rounded_table(&table, 10, b"one").unwrap());
    let others = (0..20_u8).map(|secret| rounded_table(&table, 10, &[secret]).unwrap());
    assert!(others.into_iter().any(|other| other != safe));
    for (line, count) in safe.csv.lines().skip(1).zip(table.counts.counts()) {
        let shown: u64 = line.rsplit(',').next().unwrap().parse().unwrap();
        assert!(shown.is_multiple_of(5) && shown.abs_diff(*count) < 5, "{line}");
    }
}

#[test]
fn printing_shows_no_count() {
    let printed = format!("{:?}", read("T.csv", "a,people\nx,777\n".as_bytes()).unwrap());
    assert!(!printed.contains("777"), "{printed}");
}

proptest! {
    #[test]
    fn any_text_is_a_table_or_faults(text in "[a-c,0-9\\n\"-]{0,80}") {
        if let Ok(table) = read("T.csv", text.as_bytes()) {
            let _ = suppressed(&table, 5, &|| Duration::ZERO);
        }
    }
}
