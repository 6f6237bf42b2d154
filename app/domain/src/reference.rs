//! The reference set: invented data and what independent tools made of it, kept beside the workspace.
//!
//! Tests that read it return early where it is absent, and say so in one form of words.

use std::{collections::BTreeMap, path::PathBuf, thread};

use serde_json::Value;

/// The folder of the reference set, if it is here.
pub fn reference_dir() -> Option<PathBuf> {
    let folder = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data/inclusion-reference"));
    if folder.is_dir() {
        return Some(folder);
    }
    println!("reference data absent: {}", thread::current().name().unwrap_or_default());
    None
}

/// One JSON file of the set, such as `expected/katz.json`.
pub fn json(path: &str) -> Option<Value> {
    let text = std::fs::read_to_string(reference_dir()?.join(path)).unwrap();
    Some(serde_json::from_str(&text).unwrap())
}

/// The rows of one CSV file of the set, by column name.
pub fn rows(path: &str) -> Option<Vec<BTreeMap<String, String>>> {
    let text = std::fs::read_to_string(reference_dir()?.join(path)).unwrap();
    let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    Some(reader.deserialize().map(Result::unwrap).collect())
}

/// The elements of a list at a key.
pub fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value[key].as_array().unwrap()
}

/// The whole number at a key.
pub fn number(value: &Value, key: &str) -> u64 {
    value[key].as_u64().unwrap()
}

/// The floating number at a key; null is none.
pub fn float(value: &Value, key: &str) -> Option<f64> {
    value[key].as_f64()
}

/// Closed forms agree to a billionth, however small they are; what cannot be said is null.
#[track_caller]
pub fn assert_close(found: Option<f64>, expected: Option<f64>) {
    let near =
        |(found, expected): (f64, f64)| (found - expected).abs() <= (1e-9 * expected.abs()).max(f64::MIN_POSITIVE);
    let agree = found.is_some() == expected.is_some() && found.zip(expected).is_none_or(near);
    assert!(agree, "found {found:?}, expected {expected:?}");
}
