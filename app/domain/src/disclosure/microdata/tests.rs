//! Records that stay alone are found, and none is released.

use proptest::prelude::*;

use super::*;
use crate::disclosure::{diversity::diversity, lattice::Hierarchy};

fn columns(rows: &[[u16; 3]]) -> Vec<Column> {
    let column = |at: usize| Column { code: format!("c{at}"), values: rows.iter().map(|row| row[at]).collect() };
    (0..3).map(column).collect()
}

fn repeated(rows: &[([u16; 3], usize)]) -> Vec<Column> {
    columns(&rows.iter().flat_map(|(row, times)| vec![*row; *times]).collect::<Vec<_>>())
}

fn report(rows: &[([u16; 3], usize)]) -> (Vec<u64>, u64) {
    let safe = anonymise(&repeated(rows), 5).unwrap();
    assert_eq!(safe.report().after.below_k, 0);
    (safe.report().suppressed.iter().map(|(_, count)| *count).collect(), safe.report().removed)
}

#[test]
fn the_least_important_column_is_given_up_first_and_only_where_it_must_be() {
    let common = ([9, 9, 9], 20);
    // Already shared by enough.
    assert_eq!(report(&[common, ([1, 1, 1], 5)]), (vec![0, 0, 0], 0));
    // Agree on all but the first, or all but the last.
    assert_eq!(report(&[common, ([1, 1, 1], 3), ([2, 1, 1], 2)]), (vec![5, 0, 0], 0));
    assert_eq!(report(&[common, ([1, 1, 1], 3), ([1, 1, 2], 2)]), (vec![0, 0, 5], 0));
    // Could give up either; the first is the less important.
    let either = [common, ([1, 1, 1], 3), ([2, 1, 1], 2), ([1, 2, 1], 4), ([7, 2, 1], 4)];
    assert_eq!(report(&either), (vec![13, 0, 0], 0));
    // Agree on one column only.
    assert_eq!(report(&[common, ([1, 2, 7], 3), ([3, 4, 7], 2)]), (vec![5, 5, 0], 0));
    // Agree on nothing, and are enough.
    assert_eq!(report(&[common, ([1, 2, 3], 3), ([4, 5, 6], 2)]), (vec![5, 5, 5], 0));
}

#[test]
fn too_few_to_hide_among_themselves_get_company_or_go() {
    // The class of 6 costs less than the one of 20.
    assert_eq!(report(&[([9, 9, 9], 20), ([8, 8, 8], 6), ([1, 1, 1], 2)]), (vec![8, 8, 8], 0));
    // A class that has lost a column already costs less than one of as many that has not.
    let partly = [([9, 9, 9], 5), ([1, 5, 5], 3), ([2, 5, 5], 2), ([7, 7, 7], 1)];
    assert_eq!(report(&partly), (vec![6, 6, 6], 0));
    assert_eq!(report(&[([1, 1, 1], 4)]), (vec![0, 0, 0], 4));
}

#[test]
fn what_cannot_be_made_safe_is_refused() {
    let column = |records: usize| Column { code: String::new(), values: vec![0; records] };
    for (columns, k, refused) in [
        (vec![], 5, NotRecords::Columns),
        (vec![column(1); 9], 5, NotRecords::Columns),
        (vec![column(1), column(2)], 5, NotRecords::Unequal),
        (vec![column(9)], 4, NotRecords::SmallK),
    ] {
        assert_eq!(anonymise(&columns, k), Err(refused));
    }
    let nobody = anonymise(&[column(0)], 5).unwrap();
    assert_eq!(nobody.report().after, Classes::default());
}

/// Without suppression the same records are not safe: the property below can see.
#[test]
fn records_as_they_are_fail() {
    let raw: Vec<Vec<Option<u16>>> = repeated(&[([9, 9, 9], 20), ([1, 1, 1], 1)])
        .into_iter()
        .map(|c| c.values.into_iter().map(Some).collect())
        .collect();
    assert_eq!(classes(&raw, 5), Classes { records: 21, distinct: 2, smallest: Some(1), below_k: 1 });
}

proptest! {
    #[test]
    fn every_released_key_is_shared_by_k(
        rows in prop::collection::vec([0_u16..3, 0_u16..4, 0_u16..6], 0..200),
        k in 5_u64..12,
    ) {
        let source = columns(&rows);
        let safe = anonymise(&source, k).unwrap();
        let mut sharing: HashMap<Vec<Option<u16>>, u64> = HashMap::new();
        for (at, record) in safe.kept().iter().enumerate() {
            let released: Vec<_> = safe.columns().iter().map(|column| column[at]).collect();
            for (value, column) in released.iter().zip(&source) {
                prop_assert!(value.is_none_or(|value| value == column.values[*record]));
            }
            *sharing.entry(released).or_default() += 1;
        }
        prop_assert!(sharing.values().all(|count| *count >= k));
        prop_assert_eq!(safe.kept().len() as u64 + safe.report().removed, rows.len() as u64);
        prop_assert!(safe.report().removed < k);
    }

    #[test]
    fn the_order_of_records_changes_nothing(rows in prop::collection::vec([0_u16..3, 0_u16..4, 0_u16..6], 0..100)) {
        let backwards: Vec<_> = rows.iter().rev().copied().collect();
        let (one, other) = (anonymise(&columns(&rows), 5).unwrap(), anonymise(&columns(&backwards), 5).unwrap());
        prop_assert_eq!(one.report(), other.report());
        for (column, mirrored) in one.columns().iter().zip(other.columns()) {
            prop_assert!(column.iter().eq(mirrored.iter().rev()));
        }
    }
}

/// Three keys in halves and as one, and an answer of four.
fn keyed(rows: &[([u16; 3], u16)]) -> (Vec<Key>, Vec<Sensitive>) {
    let halves = |codes: u16| {
        let half = (0..codes).map(|code| code / 2).collect();
        Hierarchy::new(usize::from(codes), vec![half, vec![0; usize::from(codes)]]).unwrap()
    };
    let keys: Vec<[u16; 3]> = rows.iter().map(|(key, _)| *key).collect();
    let keys = columns(&keys).into_iter().map(|column| Key { column, hierarchy: halves(6) }).collect();
    let column = Column { code: "answer".to_owned(), values: rows.iter().map(|(_, answer)| *answer).collect() };
    (keys, vec![Sensitive { column, answers: 4, ordered: true, diverse: true }])
}

fn protected(rows: &[([u16; 3], u16)], demands: &Demands) -> Result<Protected, NotProtected> {
    let (keys, sensitive) = keyed(rows);
    protect_records(&Records { keys: &keys, sensitive: &sensitive, weights: None, population: Some(9_000) }, demands)
}

/// The answers of every class of equal keys, counted by another way than the pipeline does.
fn recounted(columns: &[Vec<Option<u16>>], answers: &[u16]) -> Vec<Vec<u64>> {
    let mut classes: std::collections::BTreeMap<Vec<Option<u16>>, Vec<u64>> = std::collections::BTreeMap::new();
    for (record, answer) in answers.iter().enumerate() {
        let key = columns.iter().map(|column| column[record]).collect();
        classes.entry(key).or_insert_with(|| vec![0; 4])[usize::from(*answer)] += 1;
    }
    classes.into_values().collect()
}

fn meets(classes: &[Vec<u64>], demands: &Demands) -> bool {
    let found = diversity(classes).unwrap();
    classes.iter().all(|class| class.iter().sum::<u64>() >= demands.k)
        && found.distinct >= demands.distinct
        && found.entropy >= demands.entropy - 1e-9
        && found.ordered.unwrap() <= demands.t + 1e-9
}

#[test]
fn records_as_they_are_meet_no_demand() {
    let rows: Vec<([u16; 3], u16)> = (0..400).map(|n| ([n % 6, n / 6 % 6, n / 36 % 6], n % 4)).collect();
    let (keys, sensitive) = keyed(&rows);
    let raw: Vec<Vec<Option<u16>>> =
        keys.iter().map(|key| key.column.values.iter().copied().map(Some).collect()).collect();
    assert!(!meets(&recounted(&raw, &sensitive[0].column.values), &Demands::RESEARCHERS));
    let safe = protected(&rows, &Demands::RESEARCHERS).unwrap();
    let report = &safe.report;
    assert!(report.before.below_k > 0 && report.after.below_k == 0 && report.after.smallest >= Some(5));
    assert!(report.after.expected < report.before.expected && report.suppressed <= 0.02);
    assert!(report.keys.iter().any(|key| key.level > 0));
    let text = serde_json::to_string(report).unwrap();
    let back: RiskReport = serde_json::from_str(&text).unwrap();
    assert_eq!((back.demands, back.keys.len(), back.pairs.len()), (report.demands, 3, 3));
}

#[test]
fn a_class_that_gives_an_answer_away_is_broken_up() {
    // Twenty people with one key have one answer: large enough, and no secret.
    let mut rows: Vec<([u16; 3], u16)> = vec![([0, 0, 0], 3); 20];
    rows.extend((0..200).map(|n| ([2 + n % 2, 2, 2], n / 2 % 4)));
    let plain = Demands { distinct: 1, t: 1.0, ..Demands::RESEARCHERS };
    let given_away = protected(&rows, &plain).unwrap();
    assert_eq!(given_away.report.after.diversity[0].1.unwrap().distinct, 1);
    let kept = protected(&rows, &Demands::RESEARCHERS).unwrap();
    assert!(kept.report.after.diversity[0].1.unwrap().distinct >= 2);
    assert!(kept.report.after.diversity[0].1.unwrap().ordered.unwrap() <= 0.4);
}

#[test]
fn what_cannot_be_protected_says_why() {
    let same = vec![([0, 0, 0], 1); 30];
    assert_eq!(protected(&same, &Demands::RESEARCHERS), Err(NotProtected::Alike("answer".to_owned())));
    assert_eq!(protected(&same[..4], &Demands::RESEARCHERS), Err(NotProtected::TooFew(4)));
    assert_eq!(protected(&[], &Demands::RESEARCHERS), Err(NotProtected::TooFew(0)));
    let low = Demands { k: 2, ..Demands::RESEARCHERS };
    assert_eq!(protected(&same, &low), Err(NotProtected::Records(NotRecords::SmallK)));
    assert_eq!(protected(&[([6, 0, 0], 1); 30], &low), Err(NotProtected::Records(NotRecords::SmallK)));
    let beyond = vec![([6, 0, 0], 1); 30];
    assert_eq!(protected(&beyond, &Demands::OPEN), Err(NotProtected::Values("c0".to_owned())));
    let (mut keys, sensitive) = keyed(&(0..40).map(|n| ([n % 6, n / 6 % 6, 0], n % 4)).collect::<Vec<_>>());
    for key in &mut keys {
        key.hierarchy = Hierarchy::new(6, vec![]).unwrap();
    }
    let records = Records { keys: &keys, sensitive: &sensitive, weights: None, population: None };
    assert_eq!(protect_records(&records, &Demands::RESEARCHERS), Err(NotProtected::Nowhere));
}

proptest! {
    #[test]
    fn released_records_meet_all_demands(
        rows in prop::collection::vec(([0_u16..6, 0_u16..6, 0_u16..3], 0_u16..4), 12..300),
        k in 5_u64..12,
        entropy in 1.0_f64..2.0,
    ) {
        let demands = Demands { k, entropy, ..Demands::RESEARCHERS };
        let Ok(safe) = protected(&rows, &demands) else { return Ok(()) };
        let answers: Vec<u16> = safe.kept.iter().map(|record| rows[*record].1).collect();
        let classes = recounted(&safe.columns, &answers);
        prop_assert!(meets(&classes, &demands), "{classes:?}");
        let report = &safe.report;
        prop_assert_eq!(report.after.classes, classes.len() as u64);
        prop_assert_eq!(report.after.records + report.removed, rows.len() as u64);
        prop_assert!(report.suppressed <= 0.02 && report.removed as f64 <= 0.01 * rows.len() as f64);
        prop_assert!(report.after.highest_risk <= report.before.highest_risk + 1e-12);
        for pair in &report.pairs {
            prop_assert!((0.0..=1.0).contains(&pair.distance));
            prop_assert!(pair.v_after.is_none_or(|v| (0.0..=1.0).contains(&v)));
        }
        for (at, column) in safe.columns.iter().enumerate() {
            for (value, record) in column.iter().zip(&safe.kept) {
                let raw = rows[*record].0[at];
                let coarse = [raw, raw / 2, 0][safe.levels[at]];
                prop_assert!(value.is_none_or(|value| value == coarse));
            }
        }
    }

    #[test]
    fn the_order_of_records_changes_no_level(
        rows in prop::collection::vec(([0_u16..6, 0_u16..6, 0_u16..3], 0_u16..4), 12..120),
    ) {
        let backwards: Vec<_> = rows.iter().rev().copied().collect();
        match (protected(&rows, &Demands::RESEARCHERS), protected(&backwards, &Demands::RESEARCHERS)) {
            (Ok(one), Ok(other)) => {
                prop_assert_eq!(&one.report, &other.report);
                for (column, mirrored) in one.columns.iter().zip(&other.columns) {
                    prop_assert!(column.iter().eq(mirrored.iter().rev()));
                }
            }
            (one, other) => prop_assert_eq!(one.err(), other.err()),
        }
    }
}
