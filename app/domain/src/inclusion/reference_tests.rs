//! The measures against what R and Python made of the reference set.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{
    interval::{Interval, clopper_pearson, holm, katz},
    reach::{together, until_parity},
    representation::{Count, State, measure, represent},
    summary::summarise,
    unknown::worst_case,
};
use crate::reference::{assert_close, float, json, list, number, rows};

/// One variable with its categories, in the order of the population's margins.
struct Variable {
    name: String,
    categories: Vec<String>,
    counts: Vec<Count>,
    missing: u64,
}

/// The variables of the population, with the respondents of a survey file.
fn variables(survey: &str) -> Option<Vec<Variable>> {
    let respondents = rows(survey)?;
    let mut variables: Vec<Variable> = Vec::new();
    for margin in rows("inputs/population_margins.csv")? {
        if variables.last().is_none_or(|variable| variable.name != margin["variable"]) {
            let missing = respondents.iter().filter(|row| row[&margin["variable"]].is_empty()).count() as u64;
            let name = margin["variable"].clone();
            variables.push(Variable { name, categories: Vec::new(), counts: Vec::new(), missing });
        }
        let variable = variables.last_mut().unwrap();
        let of_category = |row: &&BTreeMap<String, String>| row[&variable.name] == margin["category"];
        let participants = respondents.iter().filter(of_category).count() as u64;
        variable.counts.push(Count { participants, population: margin["population"].parse().unwrap() });
        variable.categories.push(margin["category"].clone());
    }
    Some(variables)
}

#[track_caller]
fn assert_interval(found: Option<Interval>, expected: &Value) {
    assert_eq!(found.is_none(), expected.is_null());
    if let Some(found) = found {
        assert_close(Some(found.low), expected[0].as_f64());
        assert_close(Some(found.high), expected[1].as_f64());
    }
}

fn whole_numbers(value: &Value) -> Vec<u64> {
    value.as_array().unwrap().iter().map(|number| number.as_u64().unwrap()).collect()
}

#[test]
fn representation_of_every_category() {
    let Some(variables) = variables("inputs/survey_complete.csv") else { return };
    let all = json("expected/representation.json").unwrap();
    let figures: Vec<_> =
        variables.iter().flat_map(|variable| variable.categories.iter().zip(represent(&variable.counts))).collect();
    let adjusted = holm(&figures.iter().map(|(_, figures)| figures.p).collect::<Vec<_>>());
    assert_eq!(figures.len(), list(&all, "categories").len());
    for (((category, found), adjusted), expected) in figures.iter().zip(adjusted).zip(list(&all, "categories")) {
        assert_eq!(category.as_str(), expected["category"]);
        assert_eq!(found.count.participants, number(expected, "respondents"));
        assert_eq!(found.count.population, number(expected, "population"));
        assert_close(found.share, float(expected, "share"));
        assert_close(found.population_share, float(expected, "population_share"));
        assert_close(found.ratio, float(expected, "ratio"));
        assert_interval(found.share_interval, &expected["wilson_share"]);
        assert_interval(found.ratio_interval, &expected["wilson_ratio"]);
        assert_interval(
            clopper_pearson(found.count.participants, number(&all, "n")),
            &expected["clopper_pearson_share"],
        );
        assert_close(found.p, float(expected, "binom_test_p"));
        assert_close(adjusted, float(expected, "holm_p"));
    }
}

#[test]
fn goodness_of_fit_of_every_variable() {
    let Some(variables) = variables("inputs/survey_complete.csv") else { return };
    let expected = json("expected/representation.json").unwrap();
    for (variable, expected) in variables.iter().zip(list(&expected, "goodness_of_fit")) {
        let found = summarise(&variable.counts).unwrap();
        assert_eq!(found.fit.n, number(expected, "n"));
        assert_eq!(found.fit.left_out, number(expected, "left_out"));
        assert_eq!(u64::from(found.fit.degrees_of_freedom), number(expected, "df"));
        let of_finite = found.fit.of_finite_population;
        for (found, key) in [
            (Some(found.fit.chi_square), "chisq"),
            (Some(found.fit.p), "p"),
            (Some(found.cv), "cohen_w"),
            (Some(found.fit.least_expected), "min_expected"),
            (of_finite.map(|(chi_square, _)| chi_square), "chisq_fpc"),
            (of_finite.map(|(_, p)| p), "p_fpc"),
            (Some(found.dissimilarity), "dissimilarity"),
            (found.needed_design_effect, "deff_poststrat"),
        ] {
            assert_close(found, float(expected, key));
        }
        let residuals: Vec<_> = found.residuals.iter().flatten().collect();
        assert_eq!(residuals.len(), list(expected, "std_residuals").len());
        for (at, residual) in residuals.iter().enumerate() {
            assert_close(Some(residual.pearson), expected["pearson_residuals"][at].as_f64());
            assert_close(Some(residual.standardised), expected["std_residuals"][at].as_f64());
        }
    }
}

#[test]
fn unevenness_of_every_variable() {
    let Some(variables) = variables("inputs/survey_complete.csv") else { return };
    let expected = json("expected/representation_more.json").unwrap();
    for (variable, expected) in variables.iter().zip(list(&expected, "dissimilarity")) {
        let found = summarise(&variable.counts).unwrap();
        for (found, key) in [
            (found.dissimilarity, "dissimilarity"),
            (found.dissimilarity_by_chance, "null_expectation"),
            (found.cv, "cv"),
            (found.cv_adjusted, "cv_adjusted"),
            (found.r_indicator(), "r_population_based"),
        ] {
            assert_close(Some(found), float(expected, key));
        }
    }
}

#[test]
fn answers_needed_in_every_variable() {
    let Some(variables) = variables("inputs/survey_complete.csv") else { return };
    let expected = json("expected/representation_more.json").unwrap();
    for (variable, expected) in variables.iter().zip(list(&expected, "parity")) {
        let lived_in: Vec<Count> = variable.counts.iter().copied().filter(|count| count.population > 0).collect();
        let whole = Count::total(&lived_in);
        for (group, expected) in lived_in.iter().zip(list(expected, "one_at_a_time")) {
            assert_eq!(until_parity(*group, whole), expected.as_u64());
        }
        for (percent, key) in [(80, "all_at_0_8"), (90, "all_at_0_9")] {
            let found = together(&lived_in, whole, percent).unwrap();
            assert_eq!(found.total, number(&expected[key], "total"));
            assert_eq!(found.by_group, whole_numbers(&expected[key]["by_group"]));
        }
    }
}

#[test]
fn ratios_to_a_benchmark_that_is_a_sample() {
    let Some(expected) = json("expected/katz.json") else { return };
    for case in list(&expected, "cases") {
        let [x, n, a, m] = ["x", "n", "a", "m"].map(|key| number(case, key));
        assert_interval(katz(x, n, a, m), &case["interval"]);
    }
}

#[test]
fn bounds_of_those_who_did_not_say() {
    let Some(variables) = variables("inputs/survey_with_missing.csv") else { return };
    let expected = json("expected/unknown_bounds.json").unwrap();
    let mut compared = 0;
    for expected in list(&expected, "variables") {
        let variable = variables.iter().find(|variable| expected["variable"] == variable.name.as_str()).unwrap();
        let whole = Count::total(&variable.counts);
        assert_eq!((variable.missing, whole.participants), (number(expected, "missing"), number(expected, "known")));
        for case in list(expected, "categories") {
            let at = variable.categories.iter().position(|category| case["category"] == category.as_str()).unwrap();
            let group = variable.counts[at];
            assert_eq!(group.participants, number(case, "known"));
            assert_close(measure(group, whole).ratio, float(case, "ratio_of_known"));
            assert_interval(worst_case(group, whole, variable.missing), &case["worst_case"]);
            compared += 1;
        }
    }
    assert!(compared > 20, "{compared}");
}

#[test]
fn edge_cases_of_ratios() {
    let Some(inputs) = json("inputs/edge_cases.json") else { return };
    let expected = json("expected/edge_cases.json").unwrap();
    for (input, expected) in list(&inputs, "ratio").iter().zip(list(&expected, "ratio")) {
        let [x, n, group, all] = whole_numbers(input)[..] else { panic!("four numbers") };
        let found = measure(Count { participants: x, population: group }, Count { participants: n, population: all });
        assert_eq!(found.state, serde_json::from_value::<State>(expected["state"].clone()).unwrap());
        assert_close(found.share, float(expected, "share"));
        assert_close(found.ratio, float(expected, "ratio"));
        assert_interval(found.share_interval, &expected["wilson_share"]);
        assert_interval(found.ratio_interval, &expected["wilson_ratio"]);
    }
}

#[test]
fn edge_cases_of_adjusted_p_values() {
    let Some(inputs) = json("inputs/edge_cases.json") else { return };
    let expected = json("expected/edge_cases.json").unwrap();
    for (input, expected) in list(&inputs, "holm").iter().zip(list(&expected, "holm")) {
        let p_values: Vec<Option<f64>> = input.as_array().unwrap().iter().map(Value::as_f64).collect();
        for (found, expected) in holm(&p_values).into_iter().zip(expected.as_array().unwrap()) {
            assert_close(found, expected.as_f64());
        }
    }
}

#[test]
fn edge_cases_of_parity() {
    let Some(inputs) = json("inputs/edge_cases.json") else { return };
    let expected = json("expected/edge_cases.json").unwrap();
    for (input, expected) in list(&inputs, "parity").iter().zip(list(&expected, "parity")) {
        // Shares are given with two decimals: so many of a hundred people.
        let percent = (float(input, "P").unwrap() * 100.0).round().to_string().parse().unwrap();
        let group = Count { participants: number(input, "x"), population: percent };
        let found = until_parity(group, Count { participants: number(input, "n"), population: 100 });
        assert_eq!(found, expected["extra"].as_u64());
    }
}
