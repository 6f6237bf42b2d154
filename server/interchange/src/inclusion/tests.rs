//! Whole files: what is measured, what cannot be said, and what is told of files that are wrong.

use std::path::PathBuf;

use domain::inclusion::{State, Verdict, weight::Impossible};
use proptest::prelude::*;
use serde_json::Value;

use super::*;

const PEOPLE: &str = "variable,category,population\nage,young,500\nage,old,500\nsex,f,510\nsex,m,490\n";

fn measured(responses: &str, population: &str, asked: &Asked) -> Result<Measured, String> {
    measure(("R.csv", responses.as_bytes()), ("P.csv", population.as_bytes()), asked).map_err(|wrong| wrong.to_string())
}

/// A file of so many people of each pair of an age and a sex.
fn file(people: &[(&str, &str, usize)]) -> String {
    let rows = people.iter().flat_map(|(age, sex, count)| vec![format!("{age},{sex}\n"); *count]);
    format!("age,sex\n{}", rows.collect::<String>())
}

fn raked() -> Asked {
    Asked { weights: Some(Method::Rake), ..Asked::default() }
}

#[test]
fn those_who_are_missing_come_first() {
    let responses = file(&[("young", "f", 10), ("young", "m", 10), ("Old ", "F", 90), ("old", "m", 85), ("", "NA", 5)]);
    let found = measured(&responses, PEOPLE, &Asked::default()).unwrap();
    assert_eq!((found.took_part, found.characteristics.len(), found.not_compared.len()), (200, 2, 0));
    let age = &found.characteristics[0];
    assert_eq!((age.said, age.did_not_say), (Cell::Published(195), Cell::Published(5)));
    let figures = age.groups[0].figures.unwrap();
    assert_eq!((figures.verdict, figures.representation.count.participants), (Some(Verdict::FarFewer), 20));
    assert_eq!((found.missing.len(), found.missing[0].group.as_str()), (1, "young"));
    assert_eq!(found.missing[0].more_answers, Some(155));
}

#[test]
fn what_cannot_be_said_is_said() {
    let population = "variable,category,population\nage,young,500\nage,old,500\nsex,f,0\nsex,m,0\nfaith,a,4\nfaith,b,4\n\
                      car,yes,1000\nplace,x,9\nplace,y,0\n";
    let found = measured("age,sex,faith,place\n,f,a,y\n,,,x\n", population, &Asked::default()).unwrap();
    let why = |one: &NotCompared| (one.characteristic.clone(), one.why);
    let left: Vec<(String, Why)> = found.not_compared.iter().map(why).collect();
    let expected = [("car", Why::NoColumn), ("age", Why::NobodySaid), ("sex", Why::NobodyLivesHere)]
        .map(|(c, w)| (c.to_owned(), w));
    assert_eq!(left, expected);
    let place = &found.characteristics[1].groups[1];
    let representation = place.figures.unwrap().representation;
    assert_eq!((representation.state, representation.ratio), (State::OutsidePopulation, None));
    let text = serde_json::to_string(&found).unwrap();
    assert!(!text.contains("NaN") && !text.contains("inf"), "{text}");
}

#[test]
fn wrong_files_are_told_by_row_and_column() {
    for (responses, population, asked, says) in [
        ("age\n", PEOPLE, Asked::default(), "R.csv: no rows under the header"),
        (
            "a,b\n1,2\n",
            PEOPLE,
            Asked::default(),
            "R.csv, row 1: no column is named like a variable of the population (age, sex)",
        ),
        (
            "age\nyoung\nmiddle\nold\nmiddle\n",
            PEOPLE,
            Asked::default(),
            "R.csv, row 3, column age: “middle”, and in 1 more row is no category of the population (young, old); correct",
        ),
        (
            "id,age\n7,young\n8,old\n7,old\n",
            PEOPLE,
            Asked::default(),
            "R.csv, row 4, column id: the same person as in row 2",
        ),
        (
            "age,n\nyoung,1\n",
            PEOPLE,
            Asked { id: Some("nr".into()), ..Asked::default() },
            "--id: R.csv has no column “nr”",
        ),
        (
            "age,n\nyoung,1\nold,0\n",
            PEOPLE,
            Asked { design: Some("n".into()), ..raked() },
            "R.csv, row 3, column n: a design weight is a number above 0",
        ),
        (
            "age,n\nyoung,1\nold,much\n",
            PEOPLE,
            Asked { answers: vec!["n".into()], ..raked() },
            "R.csv, row 3, column n: “much” is no number",
        ),
        (
            "age\nyoung\n",
            "variable,category,population\nage,young,-4\n",
            Asked::default(),
            "P.csv, row 2, column population: ",
        ),
        ("age\n\u{1b}[31mred\n", PEOPLE, Asked::default(), "R.csv, row 2, column age: “\u{fffd}[31mred”"),
    ] {
        let told = measured(responses, population, &asked).unwrap_err();
        assert!(told.starts_with(says), "{told}");
    }
    let many = measured(&format!("id,age\n{}", "1,young\n".repeat(60)), PEOPLE, &Asked::default()).unwrap_err();
    assert!(many.ends_with("and 39 more\n"), "{many}");
}

#[test]
fn a_text_can_mean_nothing() {
    let asked = Asked { nothing: vec!["Prefer not to say".into()], ..Asked::default() };
    let found = measured("age\nyoung\nprefer not to say\nold\n", PEOPLE, &asked).unwrap();
    assert_eq!(found.characteristics[0].did_not_say, Cell::Published(1));
    assert!(measured("age\nyoung\nprefer not to say\n", PEOPLE, &Asked::default()).is_err());
}

#[test]
fn weights_meet_the_population_or_say_why_not() {
    let responses = file(&[("young", "f", 10), ("young", "m", 10), ("old", "f", 90), ("old", "m", 85), ("", "f", 3)]);
    for method in [Method::Rake, Method::Calibrate] {
        let found = measured(&responses, PEOPLE, &Asked { weights: Some(method), ..Asked::default() }).unwrap();
        let weights = found.weights.unwrap();
        assert_eq!((weights.used, weights.left_out, weights.impossible), (195, 3, None));
        assert!(weights.margin_error.unwrap() < 1e-6 && !weights.may_lead);
    }
    let nobody = file(&[("old", "f", 9), ("old", "m", 8)]);
    let weights = measured(&nobody, PEOPLE, &raked()).unwrap().weights.unwrap();
    assert!(matches!(weights.impossible, Some(Impossible::NobodyOf(_))) && weights.why.unwrap().contains("--join"));
    let join = |variable: &str, from: &str| Join { variable: variable.into(), from: from.into(), into: "old".into() };
    let joined = Asked { joins: vec![join("age", "young")], ..raked() };
    let weights = measured(&nobody, PEOPLE, &joined).unwrap().weights.unwrap();
    assert!((weights.kish.unwrap().sum - 1000.0).abs() < 1e-6);
    for (variable, from, says) in
        [("agee", "young", "no variable"), ("age", "young ish", "has no category"), ("age", "old", "with itself")]
    {
        let told = measured(&nobody, PEOPLE, &Asked { joins: vec![join(variable, from)], ..raked() }).unwrap_err();
        assert!(told.starts_with("--join: ") && told.contains(says), "{told}");
    }
}

#[test]
fn other_totals_are_scaled_when_that_is_wanted() {
    let population = format!("{PEOPLE}faith,a,1\nfaith,b,1\nfaith,c,1\n");
    let pairs = ["young,f", "young,m", "old,f", "old,m"];
    let rows = pairs.iter().flat_map(|pair| ["a", "b", "c"].map(|faith| format!("{pair},{faith}\n")));
    let responses = &format!("age,sex,faith\n{}", rows.collect::<String>());
    let weights = measured(responses, &population, &raked()).unwrap().weights.unwrap();
    assert!(
        matches!(weights.impossible, Some(Impossible::TotalsDiffer { .. })) && weights.why.unwrap().contains("--scale")
    );
    let weights = measured(responses, &population, &Asked { scale: true, ..raked() }).unwrap().weights.unwrap();
    assert_eq!((weights.scaled, weights.impossible), (vec![("faith".to_owned(), 3)], None));
}

/// The survey of the reference data with its population, as this module reads it: R's results.
#[test]
fn the_figures_are_those_of_r() {
    let folder = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data/inclusion-reference"));
    if !folder.is_dir() {
        println!("reference data absent");
        return;
    }
    let read = |name: &str| std::fs::read_to_string(folder.join(name)).unwrap();
    let expected = |name: &str| serde_json::from_str::<Value>(&read(&format!("expected/{name}.json"))).unwrap();
    let answers = vec!["q2_support".to_owned(), "q1_influence".to_owned()];
    let asked = Asked { design: Some("design_weight".into()), answers, ..raked() };
    let (responses, population) = (read("inputs/survey_complete.csv"), read("inputs/population_margins.csv"));
    let found = measured(&responses, &population, &asked).unwrap();
    let near = |found: f64, expected: &Value, tolerance: f64| {
        let expected = expected.as_f64().unwrap();
        assert!((found - expected).abs() <= tolerance * expected.abs().max(1e-12), "{found} is not {expected}");
    };
    let groups: Vec<_> = found.characteristics.iter().flat_map(|one| &one.groups).collect();
    let all = expected("representation");
    let all = all["categories"].as_array().unwrap();
    assert_eq!(groups.len(), all.len());
    for (group, expected) in groups.iter().zip(all) {
        assert_eq!(expected["category"], group.code.as_str());
        let figures = group.figures.unwrap();
        assert_eq!(expected["respondents"], figures.representation.count.participants);
        near(figures.representation.ratio.unwrap(), &expected["ratio"], 1e-9);
        near(figures.representation.ratio_interval.unwrap().low, &expected["wilson_ratio"][0], 1e-9);
        near(figures.adjusted_p.unwrap(), &expected["holm_p"], 1e-9);
    }
    let (weights, expected) = (found.weights.unwrap(), expected("weights"));
    near(weights.kish.unwrap().effective, &expected["rake"]["n_eff"], 1e-6);
    near(weights.kish.unwrap().largest, &expected["rake"]["max_ratio"], 1e-6);
    near(weights.answers[0].weighted.unwrap().mean, &expected["estimates"]["rake"]["support_mean"], 1e-6);
    near(weights.answers[1].unweighted.unwrap().mean, &expected["estimates"]["unweighted"]["influence_mean"], 1e-9);
}

proptest! {
    /// Whatever people say, everybody is counted once, and no number is none.
    #[test]
    fn everybody_is_counted(people in prop::collection::vec((0_usize..3, 0_usize..3), 1..80), young in 0_u64..500) {
        let population = format!("variable,category,population\nage,young,{young}\nage,old,500\nsex,f,510\nsex,m,490\n");
        let rows = people.iter().map(|(age, sex)| (["young", "old", ""][*age], ["f", "m", "NA"][*sex], 1));
        let found = measured(&file(&rows.collect::<Vec<_>>()).replace("\n,\n", "\n,NA\n"), &population, &raked()).unwrap();
        prop_assert_eq!(found.took_part, people.len() as u64);
        for one in &found.characteristics {
            let counts = one.groups.iter().filter_map(|group| group.participants.published());
            prop_assert_eq!(Some(counts.sum::<u64>()), one.said.published());
            prop_assert_eq!(one.said.published().unwrap() + one.did_not_say.published().unwrap(), found.took_part);
        }
        let weights = found.weights.as_ref().unwrap();
        prop_assert_eq!(weights.kish.is_some(), weights.impossible.is_none());
        prop_assert!(serde_json::to_string(&found).is_ok());
    }
}
