//! Real elections, counted as other programs counted them and as cities did. What takes long without optimisation is
//! counted in release builds only.

use std::{collections::BTreeSet, path::PathBuf, thread};

use domain::budgeting::{
    Comparison, Completion, Conflict, Rule, Settings, Start, Stop, Tally, Threshold, Ties, Utility, objections, tally,
};
use serde_json::Value;

use super::super::{Read, packed, read, text};

/// The folder of elections, if it is here.
fn shared() -> Option<PathBuf> {
    let folder = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data/pabulib"));
    if folder.is_dir() {
        return Some(folder);
    }
    println!("reference data absent: {}", thread::current().name().unwrap_or_default());
    None
}

fn election(folder: &std::path::Path, name: &str) -> Read {
    let file = [name.to_owned(), format!("{name}.gz")].into_iter().find(|file| folder.join(file).is_file()).unwrap();
    read(&file, &std::fs::read(folder.join(&file)).unwrap()).unwrap_or_else(|faults| panic!("{faults}"))
}

fn expected(folder: &std::path::Path, file: &str) -> Value {
    serde_json::from_str(&std::fs::read_to_string(folder.join(file)).unwrap()).unwrap()
}

fn ids(read: &Read, tally: &Tally) -> Vec<String> {
    tally.selected.iter().map(|project| read.election.projects()[*project].id.clone()).collect()
}

fn list(value: &Value) -> Vec<String> {
    value.as_array().unwrap().iter().map(|id| id.as_str().unwrap().to_owned()).collect()
}

/// The settings of a case by its name.
fn settings(case: &str) -> Settings {
    let (case, raised) = case.strip_suffix("_add1").map_or((case, false), |case| (case, true));
    let (rule, utility) = match case.split_once('_').unwrap() {
        ("greedy", utility) => (Rule::GreedyPerCost, utility),
        ("mes", utility) => (Rule::EqualShares, utility),
        ("sequential", _) => (Rule::Phragmen, "cardinality"),
        other => panic!("{other:?}"),
    };
    let code = utility.replace("_x_cost", "-cost");
    let utility = Utility::ALL.into_iter().find(|utility| utility.code() == code).unwrap();
    let completion = if raised { Completion::Add1 } else { Completion::None };
    Settings { completion, workers: 2, ..Settings::new(rule, utility) }
}

#[test]
fn every_file_is_read_and_written_again() {
    let Some(folder) = shared() else { return };
    let mut count = 0;
    for entry in std::fs::read_dir(&folder).unwrap().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if !name.contains(".pb") {
            continue;
        }
        count += 1;
        let first = election(&folder, name.trim_end_matches(".gz"));
        let again = read(&name, text(&first.document).as_bytes()).unwrap();
        assert_eq!(again.document, first.document, "{name}");
        assert!(first.warnings.count() < 400, "{name}: {}", first.warnings);
    }
    assert_eq!(count, 17);
    let small = election(&folder, "Netherlands_Assen_2024.pb");
    assert_eq!(read("x.gz", &packed(&small.document)).unwrap().document, small.document);
}

/// Compares every case of pabutools that was finished in time.
#[test]
fn outcomes_are_those_of_pabutools() {
    let Some(folder) = shared() else { return };
    let all = expected(&folder, "expected-pabutools.json");
    let mut compared = 0;
    for (name, instance) in all["instances"].as_object().unwrap() {
        let file = election(&folder, name);
        for (case, result) in instance["results"].as_object().unwrap() {
            if result["timed_out"] == true {
                continue;
            }
            compared += 1;
            let settings = settings(case);
            let found = tally(&file.election, &settings).unwrap();
            let (mut found_ids, mut known) = (ids(&file, &found), list(&result["selection_order"]));
            if settings.rule == Rule::Phragmen {
                found_ids.sort();
                known.sort();
            }
            assert_eq!(found_ids, known, "{name} {case}");
            let cost = result["cost"].as_str().unwrap().parse::<u64>().unwrap();
            assert_eq!(found.cost, cost * file.election.unit(), "{name} {case}");
            if !result["utilitarian_completion_order"].is_null() {
                let completed = Settings { completion: Completion::Add1u, ..settings.clone() };
                let completed = tally(&file.election, &completed).unwrap();
                assert_eq!(ids(&file, &completed), list(&result["utilitarian_completion_order"]), "{name} {case}");
            }
            if let (Rule::EqualShares, Some(share)) = (settings.rule, &found.share) {
                let objections = objections(&file.election, &settings, &found.selected, share).unwrap();
                assert!(objections.is_empty(), "{name} {case}: {objections:?}");
            }
        }
    }
    assert!(compared >= 105, "only {compared}");
}

/// The tool's settings by the name of its variant.
fn variant(name: &str) -> Settings {
    let mut settings = Settings::new(Rule::EqualShares, Utility::Cost);
    settings.ties = Ties::CostThenVotes;
    settings.workers = 2;
    if name == "mes_none" {
        return settings;
    }
    settings.completion = Completion::Add1;
    settings.stop = Stop::Last;
    settings.start = if name == "add1_plain" { Start::Exact } else { Start::Floor };
    if name.starts_with("add1u") {
        settings.completion = Completion::Add1u;
        settings.stop = Stop::ExhaustiveAll;
    }
    if name.ends_with("comparison") {
        settings.comparison = Comparison::Winners;
    }
    settings
}

#[test]
fn outcomes_are_those_of_the_tool() {
    let Some(folder) = shared() else { return };
    let all = expected(&folder, "expected-equalshares-tool.json");
    let mut compared = 0;
    for (name, variants) in all["instances"].as_object().unwrap() {
        let file = election(&folder, name);
        for (case, result) in variants.as_object().unwrap() {
            if result["winners"].is_null() {
                continue;
            }
            compared += 1;
            let found = tally(&file.election, &variant(case)).unwrap();
            // Under comparison either outcome is in the order of its own rule; the tool sorts the one it takes over.
            let replaced = found.judgement.as_ref().is_some_and(|judged| judged.replaced);
            let sorted = |mut ids: Vec<String>| {
                if replaced {
                    ids.sort();
                }
                ids
            };
            assert_eq!(sorted(ids(&file, &found)), sorted(list(&result["winners"])), "{name} {case}");
            let (share, unit) = (found.share, file.election.unit() as f64);
            if let Some(share) = share.filter(|_| !replaced) {
                let tool = result["endowment"].as_f64().unwrap();
                assert!((domain::budgeting::about(&share) / unit - tool).abs() < 1e-6 * tool, "{name} {case}");
            }
        }
    }
    assert!(compared >= 30, "only {compared}");
}

#[test]
fn true_counts_of_the_comparison() {
    let Some(folder) = shared() else { return };
    for (name, first, second, replaced) in [
        ("Poland_Wieliczka_2023_Green_Budget.pb", 1615, 873, false),
        ("Netherlands_Assen_2024.pb", 21, 21, false),
        ("Poland_Gdynia_2022_Kamienna_Gora__small.pb", 0, 55, true),
    ] {
        let file = election(&folder, name);
        let judged = tally(&file.election, &variant("add1_integral_comparison")).unwrap().judgement.unwrap();
        assert_eq!((judged.voters.first, judged.voters.second, judged.replaced), (first, second, replaced), "{name}");
    }
}

/// What the city funded, as its file says.
fn official(file: &Read) -> BTreeSet<String> {
    file.document.selected().unwrap().into_iter().map(str::to_owned).collect()
}

#[test]
fn seven_cities_and_one_more_funded_what_is_found() {
    let Some(folder) = shared() else { return };
    let greedy = |utility, skip| Settings { skip, ..Settings::new(Rule::Greedy, utility) };
    let cases = [
        ("Netherlands_Assen_2024.pb", variant("add1_integral")),
        ("Netherlands_Assen_2024.pb", variant("add1_plain")),
        ("Poland_Wieliczka_2023_Green_Budget.pb", variant("add1_integral_comparison")),
        ("Poland_Gdynia_2022_Kamienna_Gora__small.pb", greedy(Utility::Cardinality, false)),
        ("Poland_Katowice_2020.pb", greedy(Utility::Points, true)),
        ("Poland_Krakow_2024.pb", greedy(Utility::Positional, true)),
        ("Poland_Lodz_2022.pb", greedy(Utility::Cardinality, true)),
        ("Poland_Wroclaw_2015_150_-_500.pb", greedy(Utility::Cardinality, false)),
    ];
    for (name, mut settings) in cases {
        let file = election(&folder, name);
        let threshold = file.document.value("min_project_score_threshold");
        settings.threshold = threshold.map(|least| Threshold::Score(least.parse().unwrap()));
        let counted = tally(&file.election, &settings).unwrap();
        let found: BTreeSet<String> = ids(&file, &counted).into_iter().collect();
        assert_eq!(found, official(&file), "{name}");
        if ["Katowice", "Krakow", "Lodz"].iter().any(|city| name.contains(city)) {
            let other = tally(&file.election, &Settings { skip: false, ..settings }).unwrap();
            let found: BTreeSet<String> = ids(&file, &other).into_iter().collect();
            assert_ne!(found, official(&file), "{name}: the comparison is blind");
        }
    }
    // Of three that exclude each other the city kept one, and that came before another with as many votes.
    let ursynow = election(&folder, "Poland_Warszawa_2021_Ursynow.pb");
    let conflict =
        Conflict { projects: ["459", "1687", "2150"].map(str::to_owned).to_vec(), stays: Some("2150".into()) };
    let with = |seed| Settings {
        ties: Ties::Lot(seed),
        conflicts: vec![conflict.clone()],
        ..greedy(Utility::Cardinality, true)
    };
    let found = |settings: &Settings| -> BTreeSet<String> {
        ids(&ursynow, &tally(&ursynow.election, settings).unwrap()).into_iter().collect()
    };
    assert!((1..9).any(|seed| found(&with(seed)) == official(&ursynow)));
    assert_ne!(found(&Settings { ties: Ties::TextId, ..with(1) }), official(&ursynow));
}

/// Only where it was too long for pabutools: another program, in floats.
#[test]
fn outcomes_are_those_of_another_program_where_pabutools_was_too_slow() {
    if cfg!(debug_assertions) {
        return;
    }
    let Some(folder) = shared() else { return };
    let all = expected(&folder, "crosscheck-where-pabutools-timed-out.json");
    for (name, cases) in all["instances"].as_object().unwrap() {
        let file = election(&folder, name);
        for (case, result) in cases.as_object().unwrap() {
            let found = tally(&file.election, &settings(case)).unwrap();
            let mut sorted = ids(&file, &found);
            sorted.sort();
            assert_eq!(sorted, list(&result["selected"]), "{name} {case}");
            println!("{name} {case}: {} steps, {} ties, {:?}", found.steps, found.ties_in_all, found.stopped);
        }
    }
}
