//! Rounding, differencing and classes against the reference set.

use std::collections::{BTreeMap, BTreeSet};

use hmac::{Hmac, KeyInit, Mac};
use serde_json::Value;
use sha2::Sha256;

use super::{
    audit::{Nested, People, differencing},
    method::round,
    microdata::{Column, anonymise, classes},
    policy::Policy,
    protect::{Cell, protect},
    table::{Dimension, Kind, RawTable, RecordKey},
};
use crate::reference::{json, list, number, rows};

pub(super) type Row = BTreeMap<String, String>;

/// The key of a respondent, as the service makes it.
pub(super) fn record_key(id: &str, secret: &[u8]) -> RecordKey {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret).unwrap();
    mac.update(b"rk1:");
    mac.update(id.as_bytes());
    RecordKey::new(mac.finalize().into_bytes()[..8].try_into().unwrap())
}

/// The release secret of the settings.
pub(super) fn secret(settings: &Value) -> Vec<u8> {
    let digits = settings["frr5"]["secret_hex"].as_str().unwrap();
    (0..digits.len()).step_by(2).map(|at| u8::from_str_radix(&digits[at..at + 2], 16).unwrap()).collect()
}

/// The different values of some columns, in order, as groups of people.
pub(super) fn dimensions(rows: &[Row], columns: &[&str]) -> Vec<Dimension> {
    let values = |column: &str| rows.iter().map(|row| row[column].clone()).collect::<BTreeSet<_>>();
    let of_column = |column: &&str| Dimension {
        code: (*column).to_owned(),
        categories: values(column).into_iter().collect(),
        kind: Kind::Group,
    };
    columns.iter().map(of_column).collect()
}

/// The records counted over some columns.
pub(super) fn counted(rows: &[Row], columns: &[&str], secret: &[u8]) -> RawTable {
    let dimensions = dimensions(rows, columns);
    let mut table = RawTable::new(dimensions.clone()).unwrap();
    for row in rows {
        let at: Vec<_> = dimensions
            .iter()
            .map(|dimension| dimension.categories.iter().position(|category| *category == row[&dimension.code]))
            .collect();
        table.add(record_key(&row["id"], secret), &at).unwrap();
    }
    table
}

#[test]
fn keyed_rounding_of_every_table() {
    let Some(settings) = json("inputs/settings.json") else { return };
    let (expected, records) = (json("expected/frr5.json").unwrap(), rows("inputs/cellkey_records.csv").unwrap());
    let secret = secret(&settings);
    let mut withheld = 0;
    for expected in list(&expected, "tables") {
        let columns: Vec<&str> = list(expected, "by").iter().map(|column| column.as_str().unwrap()).collect();
        let raw = counted(&records, &columns, &secret);
        let (tallies, safe) = (raw.with_margins(), protect(&raw, &Policy::default()));
        for cell in list(expected, "cells") {
            let names = list(cell, "cell").iter().zip(raw.dimensions());
            let at: Vec<_> = names
                .map(|(name, dimension)| dimension.categories.iter().position(|one| name == one.as_str()))
                .collect();
            let tally = tallies[raw.grid().cell(&at).unwrap()];
            assert_eq!(tally.count, number(cell, "true"));
            assert_eq!(tally.key.to_string(), cell["cell_key"]);
            assert_eq!(round(tally, 5), number(cell, "published"));
            match safe.count(&at) {
                Cell::Published(count) => assert_eq!(count, number(cell, "published")),
                Cell::Withheld => withheld += 1,
            }
        }
    }
    // Every line of this file has at least ten people.
    assert_eq!(withheld, 0);
}

/// Whether all conditions of a filter hold: each names a column and the values that may stand in it.
fn passes(row: &Row, filter: &Value) -> bool {
    filter
        .as_object()
        .unwrap()
        .iter()
        .all(|(column, values)| values.as_array().unwrap().iter().any(|value| *value == row[column].as_str()))
}

#[test]
fn differencing_of_every_filter() {
    let Some(settings) = json("inputs/settings.json") else { return };
    let (expected, records) =
        (json("expected/differencing.json").unwrap(), rows("inputs/survey_complete.csv").unwrap());
    let bases: Vec<People> = list(&settings, "differencing")
        .iter()
        .map(|filter| People::new(records.len(), |record| passes(&records[record], filter)))
        .collect();
    let found = differencing(&bases, &Policy::default());
    let index = |value: &Value| usize::try_from(value.as_u64().unwrap()).unwrap();
    let same: Vec<_> = list(&expected, "same_group").iter().map(|pair| (index(&pair[0]), index(&pair[1]))).collect();
    let nested = |pair: &Value| Nested {
        inner: index(&pair["inner"]),
        outer: index(&pair["outer"]),
        difference: u32::try_from(number(pair, "difference")).unwrap(),
    };
    let mut too_close = found.too_close;
    too_close.sort_by_key(|pair| (pair.inner, pair.outer));
    assert_eq!(found.same, same);
    assert_eq!(too_close, list(&expected, "nested_below_10").iter().map(nested).collect::<Vec<_>>());
}

/// The values of a column as codes.
fn column(rows: &[Row], name: &str) -> Column {
    let values: BTreeSet<&String> = rows.iter().map(|row| &row[name]).collect();
    let code = |row: &Row| u16::try_from(values.iter().position(|value| **value == row[name]).unwrap()).unwrap();
    Column { code: name.to_owned(), values: rows.iter().map(code).collect() }
}

#[test]
fn classes_of_the_survey() {
    let Some(expected) = json("expected/microdata.json") else { return };
    let records = rows("inputs/survey_complete.csv").unwrap();
    for keys in ["all", "fewer"] {
        let expected = &expected[keys];
        let names = list(expected, "quasi_identifiers").iter().map(|name| name.as_str().unwrap());
        let columns: Vec<Column> = names.map(|name| column(&records, name)).collect();
        for k in [5, 10] {
            let safe = anonymise(&columns, k).unwrap();
            let before = safe.report().before;
            assert_eq!(before.records, number(expected, "records"));
            assert_eq!(before.distinct, number(expected, "classes"));
            assert_eq!(before.smallest, expected["k"].as_u64());
            assert_eq!(before.below_k, number(&expected["records_below"], &k.to_string()));
            assert_eq!(classes(safe.columns(), k), safe.report().after);
            assert!(safe.report().after.smallest >= Some(k));
        }
    }
}
