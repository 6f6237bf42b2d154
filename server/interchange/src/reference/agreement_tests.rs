//! Every measure against what R, Python and solvers made of the same data.

use std::path::{Path, PathBuf};

use serde_json::{Map, Value};

use super::{Folder, Sheet, measure};

/// What no two programs agree on, or need not: names of tools, and one of several best patterns.
const NOT_COMPARED: &[&str] = &["tool", "note", "model", "one_pattern", "one_solution"];

fn reference_dir() -> Option<PathBuf> {
    let folder = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data/inclusion-reference"));
    if folder.is_dir() {
        return Some(folder);
    }
    println!("reference data absent");
    None
}

/// The relative tolerance at a place of a subject; counts and published numbers come out exact either way.
fn tolerance(subject: &str, place: &str) -> f64 {
    match subject {
        "r_indicators.json" if place.contains("bootstrap_se") => 0.15,
        "weights.json" if place.contains("estimates") && place.ends_with("_se") => 0.02,
        "weights.json" | "weights.csv" | "r_indicators.json" | "intersectional.json" | "risk.json" => 1e-6,
        "edge_cases.json" if place.contains("rake_two_way") => 1e-6,
        "cellkey_ptable.csv" if place.ends_with("probability") => 1e-6,
        "microdata.json" if place.ends_with("l_entropy") => 1e-6,
        _ => 1e-9,
    }
}

fn as_number(value: &Value) -> Option<f64> {
    value.as_f64().or_else(|| value.as_str()?.parse().ok())
}

fn compare(subject: &str, place: &str, found: &Value, expected: &Value, differences: &mut Vec<String>) {
    let mut differ = |why: String| differences.push(format!("{subject} {place}: {why}"));
    match (found, expected) {
        (Value::Object(found), Value::Object(expected)) => {
            for (key, expected) in expected {
                // The intervals of one best pattern are that pattern's.
                let of_pattern = key == "intervals" && place.ends_with("optimal");
                if NOT_COMPARED.contains(&key.as_str()) || of_pattern {
                    continue;
                }
                let place = format!("{place}/{key}");
                compare(subject, &place, found.get(key).unwrap_or(&Value::Null), expected, differences);
            }
        }
        (Value::Array(found), Value::Array(expected)) => {
            // A set of cells has no order of its own.
            let sorted = |cells: &[Value]| {
                let mut texts: Vec<Value> = cells.to_vec();
                texts.sort_by_key(ToString::to_string);
                texts
            };
            let (found, expected) = if place.ends_with("row_rule/hidden") {
                (sorted(found), sorted(expected))
            } else {
                (found.clone(), expected.clone())
            };
            if found.len() != expected.len() {
                differ(format!("{} elements, expected {}", found.len(), expected.len()));
            }
            for (at, (found, expected)) in found.iter().zip(&expected).enumerate() {
                compare(subject, &format!("{place}/{at}"), found, expected, differences);
            }
        }
        _ => match (as_number(found), as_number(expected)) {
            (Some(one), Some(other)) => {
                // Large whole numbers are text and must agree to the last digit.
                let exact = expected.is_string() && found == expected;
                // How nearly raked margins hold is no agreement; they may hold better.
                let better = place == "/rake/max_margin_error" && one <= other;
                let near = better || (one - other).abs() <= (tolerance(subject, place) * other.abs()).max(1e-12);
                if !(exact || near) {
                    differ(format!("{one}, expected {other}"));
                }
            }
            _ if found == expected => {}
            _ => differ(format!("{found}, expected {expected}")),
        },
    }
}

/// The rows of a CSV file as a list of objects; an empty field is null.
fn list_of_rows(file: &str, text: &str) -> Value {
    let sheet = Sheet::read(file, text).unwrap();
    let field = |text: &String| if text.is_empty() { Value::Null } else { Value::String(text.clone()) };
    let row = |row: &Vec<String>| sheet.columns.iter().cloned().zip(row.iter().map(field)).collect::<Map<_, _>>();
    Value::Array(sheet.rows.iter().map(|fields| Value::Object(row(fields))).collect())
}

fn expected(folder: &Path, subject: &str) -> Value {
    let text = std::fs::read_to_string(folder.join("expected").join(subject)).unwrap();
    if Path::new(subject).extension().is_some_and(|end| end == "csv") {
        list_of_rows(subject, &text)
    } else {
        serde_json::from_str(&text).unwrap()
    }
}

#[test]
fn every_subject_agrees() {
    let Some(root) = reference_dir() else { return };
    let measured = measure(&Folder::open(&root).unwrap());
    let files = std::fs::read_dir(root.join("expected")).unwrap().map(|file| file.unwrap().file_name());
    let mut files: Vec<String> = files.map(|file| file.to_string_lossy().into_owned()).collect();
    files.sort_unstable();
    assert_eq!(measured.values.keys().cloned().collect::<Vec<_>>(), files, "every file has its subject");
    assert!(measured.faults.is_empty(), "{:?}", measured.faults);
    let mut differences = Vec::new();
    for (subject, found) in &measured.values {
        compare(subject, "", found, &expected(&root, subject), &mut differences);
    }
    assert!(
        differences.is_empty(),
        "{} differences:\n{}",
        differences.len(),
        differences[..differences.len().min(40)].join("\n")
    );
}

/// The comparison itself sees a wrong number, a missing one, and a large whole number that is off by one.
#[test]
fn a_difference_is_seen() {
    for (found, expected, differs) in [
        ("{\"a\": 1.0000000001}", "{\"a\": 1}", false),
        ("{\"a\": 1.00001}", "{\"a\": 1}", true),
        ("{}", "{\"a\": 1}", true),
        ("{\"a\": null}", "{\"a\": null}", false),
        ("{\"tool\": \"us\"}", "{\"tool\": \"them\"}", false),
        ("[1]", "[1, 2]", true),
    ] {
        let [found, expected] = [found, expected].map(|text| serde_json::from_str::<Value>(text).unwrap());
        let mut differences = Vec::new();
        compare("katz.json", "", &found, &expected, &mut differences);
        assert_eq!(!differences.is_empty(), differs, "{found} {expected}");
    }
}
