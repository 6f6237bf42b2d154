//! Any CSV comes out safe or with a fault that names its place.

use std::{collections::BTreeMap, fmt::Write};

use serde_json::json;

use super::*;

const SPEC: &str = r#"{
    "id": "id",
    "quasi_identifiers": [
        { "column": "locality", "levels": [{ "A": "North", "B": "North", "C": "South" }, "*"] },
        { "column": "age", "levels": ["*"] }
    ],
    "sensitive": [{ "column": "answer", "ordered": true }],
    "release": ["note"],
    "population": 5000,
    "seed": "words that nobody can guess"
}"#;

fn csv_of(rows: usize) -> String {
    let mut text = "id,name,locality,age,answer,note\n".to_owned();
    for row in 0..rows {
        let locality = ["A", "B", "C"][row % 3];
        let age = ["16-34", "35-64", "65+", ""][row / 3 % 4];
        let _ = writeln!(text, "{row},Person {row},{locality},{age},{},n{}", row % 5, row % 2);
    }
    text
}

fn run(csv: &str, spec: &str) -> Result<(String, Report), String> {
    let words = |faults: Vec<Fault>| faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
    let spec = Spec::read(spec).map_err(words)?;
    let mut out = Vec::new();
    let report = protect("R.csv", csv.as_bytes(), &spec, &mut out).map_err(words)?;
    Ok((String::from_utf8(out).unwrap(), report))
}

fn changed(change: impl Fn(&mut serde_json::Value)) -> String {
    let mut spec = serde_json::from_str(SPEC).unwrap();
    change(&mut spec);
    spec.to_string()
}

#[test]
fn what_is_released_is_shared_and_says_nobodys_name() {
    let (text, report) = run(&csv_of(240), SPEC).unwrap();
    assert!(text.starts_with("locality,age,answer,note\r\n"));
    assert!(!text.contains("Person"));
    let mut classes: BTreeMap<Vec<String>, (u64, Vec<String>)> = BTreeMap::new();
    let mut reader = ::csv::Reader::from_reader(text.as_bytes());
    for record in reader.records().map(Result::unwrap) {
        let key = record.iter().take(2).map(str::to_owned).collect();
        let (people, answers) = classes.entry(key).or_default();
        *people += 1;
        answers.push(record[2].to_owned());
    }
    for (people, answers) in classes.values_mut() {
        answers.sort();
        answers.dedup();
        assert!(*people >= 5 && answers.len() >= 2);
    }
    assert_eq!(report.dropped, ["id", "name"]);
    assert_eq!(report.risk.after.classes, classes.len() as u64);
    // The same again is the same; another seed is another order.
    assert_eq!(run(&csv_of(240), SPEC).unwrap().0, text);
    let other = changed(|spec| spec["seed"] = json!("other words, not easy"));
    assert_ne!(run(&csv_of(240), &other).unwrap().0, text);
    for words in [report.html(), report.text()] {
        assert!(words.contains("Everybody is hidden among at least") && !words.contains("NaN"));
    }
}

#[test]
fn what_is_wrong_has_a_place_and_a_remedy() {
    let good = csv_of(40);
    for (csv, said) in [
        (good.replace("locality", "place"), "R.csv, column locality: it is missing"),
        (good.replace("\n7,", "\n6,"), "R.csv, row 9, column id: the id is that of row 8 too"),
        (good.replace("\n7,", "\n,"), "R.csv, row 9, column id: it is empty"),
        (good.replace("7,Person 7,B", "7,Person 7,D"), "R.csv, row 9, column locality: \"D\" is not among the values"),
        (good.replace("\n7,", "\n7,7,"), "R.csv, row 9: it has 7 fields, the header 6"),
        (good.lines().take(1).collect::<String>(), "R.csv: it has no records"),
        (String::new(), "R.csv, column locality: it is missing"),
        (csv_of(1), "R.csv: 1 records cannot hide anybody among 5"),
        (good.replace("id,name", "id,age"), "column age: the header has it twice"),
        (good.replace("16-34", "(suppressed)"), "column age: a value is (suppressed)"),
    ] {
        let error = run(&csv, SPEC).unwrap_err();
        assert!(error.contains(said), "{error}");
    }
    let mut silent = String::new();
    for line in good.lines() {
        let cells: Vec<&str> = line.split(',').collect();
        let answer = if cells[0] == "id" { "answer" } else { "" };
        let _ = writeln!(silent, "{},{answer},{}", cells[..4].join(","), cells[5]);
    }
    assert!(run(&silent, SPEC).unwrap_err().contains("column answer: all records together are not as diverse"));
    let bytes = [b"id,name,locality,age,answer,note\n1,\xff,A,1,2,3\n".as_slice()].concat();
    let faults = protect("R.csv", bytes.as_slice(), &Spec::read(SPEC).unwrap(), &mut Vec::new()).unwrap_err();
    assert!(faults[0].to_string().contains("R.csv, row 2: it cannot be read as UTF-8"), "{}", faults[0]);
}

#[test]
fn a_wrong_specification_is_refused() {
    let set = |key: &'static str, value: serde_json::Value| changed(move |spec| spec[key] = value.clone());
    for (spec, said) in [
        ("{".to_owned(), "spec.json: EOF"),
        (set("k", json!(2)), "`k` is 2"),
        (set("t", json!(1.5)), "`t` is 1.5"),
        (set("l_entropy", json!(0)), "`l_entropy` is 0"),
        (set("seed", json!("short")), "`seed` is too short"),
        (set("quasi_identifiers", json!([])), "needs one to eight columns"),
        (set("release", json!(["age"])), "column age is named twice"),
        (set("swap", json!({"column": "note", "within": [], "rate": 0.1})), "`swap` is of a quasi-identifier"),
        (set("pram", json!({"column": "age", "stay": 2})), "`pram` is of"),
        (set("margins", json!({"note": {}})), "`margins` has note"),
        (set("margins", json!({"age": {"a": 1}, "locality": {"A": 2}})), "different numbers of people"),
        (set("ends", json!({"age": 10})), "`ends` has age"),
        (set("unknown", json!(1)), "unknown field"),
        (
            changed(|spec| spec["quasi_identifiers"][0]["levels"] = json!(["*", {"A": "x", "B": "y", "C": "y"}])),
            "spec.json, column locality: level 2 tells apart what level 1 joins",
        ),
    ] {
        let error = run(&csv_of(60), &spec).unwrap_err();
        assert!(error.contains(said), "{error}");
    }
}

#[test]
fn formulas_are_words_in_cells_and_headers() {
    let csv = csv_of(60).replace(",note", ",=note").replace("n0", "=HYPERLINK(\"\"x\"\")").replace("n1", "-5");
    let csv = csv.replace("=HYPERLINK(\"\"x\"\")", "\"=HYPERLINK(\"\"x\"\")\"");
    let (text, _) = run(&csv, &changed(|spec| spec["release"] = json!(["=note"]))).unwrap();
    assert!(text.starts_with("locality,age,answer,'=note\r\n"));
    assert!(text.contains("'=HYPERLINK") && text.contains(",-5\r\n") && !text.contains("'-5"));
}

#[test]
fn values_are_cut_off_exchanged_drawn_again_joined_and_weighted() {
    let spec = changed(|spec| {
        spec["quasi_identifiers"][1]["levels"] = json!([{"merge_rare": 70}, "*"]);
        spec["swap"] = json!({"column": "locality", "within": ["age"], "rate": 0.2});
        spec["pram"] = json!({"column": "age", "stay": 0.9});
        spec["release"] = json!(["number"]);
        spec["ends"] = json!({"number": 10});
        spec["margins"] = json!({"locality": {"A": 300, "B": 300, "C": 400}});
    });
    let mut csv = csv_of(300).replace("note", "number");
    csv = csv.replace("n0", "3").replace("n1", "4").replacen(",3\n", ",999\n", 1);
    let (text, report) = run(&csv, &spec).unwrap();
    assert!(text.starts_with("locality,age,answer,number,weight\r\n"));
    assert!(!text.contains("999") && text.contains("4 or more"));
    let swapped = report.changed.swapped.as_ref().unwrap();
    assert!((20..40).contains(&swapped.2.pairs), "{swapped:?}");
    assert!(
        report
            .changed
            .drawn
            .as_ref()
            .unwrap()
            .2
            .matrix()
            .iter()
            .all(|row| (row.iter().sum::<f64>() - 1.0).abs() < 1e-9)
    );
    assert_eq!(report.weights, Some(Ok(())));
    let people: f64 = text.lines().skip(1).map(|line| line.rsplit(',').next().unwrap().parse::<f64>().unwrap()).sum();
    assert!((people - 1000.0).abs() < 10.0, "{people}");
    let nobody = changed(|spec| spec["margins"] = json!({"locality": {"A": 300, "B": 300, "C": 400, "Z": 9}}));
    let report = run(&csv_of(300), &nobody).unwrap().1;
    assert!(report.weights.clone().unwrap().unwrap_err().contains('Z'));
    assert!(report.text().contains("There are no weights: nobody took part of"));
}

#[test]
fn the_reference_records_come_out_safe() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/inclusion-reference");
    let Ok(csv) = std::fs::read_to_string(folder.join("inputs/survey_complete.csv")) else {
        println!("reference data absent");
        return;
    };
    let text = std::fs::read_to_string(folder.join("inputs/hierarchies.json")).unwrap();
    let levels: BTreeMap<String, serde_json::Value> = serde_json::from_str(&text).unwrap();
    let key = |column: &str| {
        let all = [&levels[column]["L1"], &levels[column]["L2"]];
        json!({"column": column, "levels": all.into_iter().filter(|level| !level.is_null()).collect::<Vec<_>>()})
    };
    let keys = ["locality", "simd_quintile", "age_band", "ethnicity", "gender", "disability"];
    let spec = json!({
        "quasi_identifiers": keys.map(key),
        "sensitive": [{"column": "q1_influence", "ordered": true}, {"column": "q3_topic"}],
        "population": 48000,
        "seed": "the seed of the reference",
    });
    let (_, report) = run(&csv, &spec.to_string()).unwrap();
    assert!(report.risk.before.below_k > 0 && report.risk.after.below_k == 0);
    assert!(report.risk.suppressed <= 0.02 && report.risk.after.smallest >= Some(5));
}
