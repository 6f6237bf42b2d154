//! Small and degenerate cases: what can still be said, and why the rest cannot.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    disclosure::{diversity::diversity, suppress::Counts},
    inclusion::{
        Count,
        concentration::{gini, top_share},
        deprivation::{Unsaid, gradient},
        interval::holm,
        propensity::{Pattern, indicate},
        reach::until_parity,
        representation::{State, measure},
        small_area::{byar, exact_poisson},
        wave::{Answered, compare_scales, compare_shares},
        weight::{Impossible, Sample, Target, rake},
    },
};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

use super::{Fault, Folder, survey::pair, table::protected};

const FILE: &str = "edge_cases.json";

/// What works out one case.
type Answer = fn(&Case) -> Result<Value, Fault>;

/// `edge_cases.json`: every case of every kind, in the order of the file. Kinds that are not known are left out.
pub fn cases(folder: &Folder) -> Result<Value, Fault> {
    let file = folder.json(FILE)?;
    let kinds: [(&str, Answer); 13] = [
        ("ratio", ratio),
        ("two_proportions", two_proportions),
        ("mann_whitney", mann_whitney),
        ("holm", adjusted),
        ("gini", unevenness),
        ("top_tenth", top_tenth),
        ("sii", slope),
        ("byar", rate),
        ("parity", parity),
        ("rake_two_way", raked),
        ("tables", table),
        ("anonymity", anonymity),
        ("r_indicator_groups", response),
    ];
    let mut found = Map::new();
    for (kind, work_out) in kinds {
        let Some(cases) = file.get(kind).and_then(Value::as_array) else { continue };
        let each = cases.iter().enumerate().map(|(at, value)| work_out(&Case { kind, at, value }));
        found.insert(kind.to_owned(), each.collect::<Result<_, _>>()?);
    }
    Ok(Value::Object(found))
}

/// One case of the file.
struct Case<'a> {
    kind: &'static str,
    at: usize,
    value: &'a Value,
}

impl Case<'_> {
    fn wrong(&self) -> Fault {
        Fault::of(FILE, format!("case {} of `{}` has another shape than it must have", self.at + 1, self.kind))
    }

    fn read<T: DeserializeOwned>(&self) -> Result<T, Fault> {
        serde_json::from_value(self.value.clone()).map_err(|_| self.wrong())
    }

    fn part<T: DeserializeOwned>(&self, key: &str) -> Result<T, Fault> {
        serde_json::from_value(self.value[key].clone()).map_err(|_| self.wrong())
    }
}

fn ratio(case: &Case) -> Result<Value, Fault> {
    let [x, n, people, all] = case.read()?;
    let found = measure(Count { participants: x, population: people }, Count { participants: n, population: all });
    let state = match found.state {
        State::Ok => "ok",
        State::NoRespondents => "no_respondents",
        State::OutsidePopulation => "outside_population",
        State::NoPopulation => "no_population",
        State::NoRows => "no_rows",
    };
    Ok(json!({
        "state": state,
        "share": found.share,
        "wilson_share": found.share_interval.map(pair),
        "ratio": found.ratio,
        "wilson_ratio": found.ratio_interval.map(pair),
    }))
}

fn two_proportions(case: &Case) -> Result<Value, Fault> {
    let (yes, answered, people): ([u64; 2], [u64; 2], [u64; 2]) = (case.part("x")?, case.part("n")?, case.part("N")?);
    let wave = |at: usize| Answered { yes: yes[at], answered: answered[at], population: Some(people[at]) };
    let found = compare_shares(wave(0), wave(1));
    let state = match (found.difference, found.z) {
        (None, _) => "no_rows",
        (_, None) => "no_variation",
        _ => "ok",
    };
    Ok(json!({
        "state": state,
        "difference": found.difference,
        "p_value": found.p,
        "fisher_p": found.fisher_p,
        "newcombe_ci": found.interval.map(pair),
        "fpc_se": found.descriptive_error,
    }))
}

fn mann_whitney(case: &Case) -> Result<Value, Fault> {
    let answers: [Vec<i64>; 2] = case.read()?;
    let points: Vec<i64> = answers.iter().flatten().copied().collect::<BTreeSet<_>>().into_iter().collect();
    let counts = |answers: &[i64]| -> Vec<u64> {
        points.iter().map(|point| answers.iter().filter(|answer| *answer == point).count() as u64).collect()
    };
    let found = compare_scales(&counts(&answers[0]), &counts(&answers[1]));
    let state = match (found.u, points.len()) {
        (None, _) => "no_rows",
        (_, 1) => "no_variation",
        _ => "ok",
    };
    Ok(json!({ "state": state, "U_b": found.u, "p_value": found.p, "cliffs_delta": found.delta }))
}

fn adjusted(case: &Case) -> Result<Value, Fault> {
    let p: Vec<Option<f64>> = case.read()?;
    Ok(json!(holm(&p)))
}

fn unevenness(case: &Case) -> Result<Value, Fault> {
    let amounts: Vec<u64> = case.read()?;
    let found = gini(&amounts);
    let state = match (amounts.is_empty(), found) {
        (true, _) => "no_rows",
        (_, None) => "all_zero",
        _ => "ok",
    };
    Ok(json!({ "state": state, "gini": found }))
}

fn top_tenth(case: &Case) -> Result<Value, Fault> {
    let amounts: Vec<u64> = case.read()?;
    Ok(json!(top_share(&amounts, 0.1)))
}

fn slope(case: &Case) -> Result<Value, Fault> {
    let (x, people): (Vec<u64>, Vec<u64>) = (case.part("x")?, case.part("population")?);
    if x.len() != people.len() {
        return Err(case.wrong());
    }
    let counts = x.into_iter().zip(people).map(|(participants, population)| Count { participants, population });
    let counts: Vec<Count> = counts.collect();
    let found = gradient(&counts);
    let state = match &found {
        Err(Unsaid::TooFewGroups) => "too_few_groups",
        Err(Unsaid::NoPopulation) => "no_population",
        Ok(found) if found.mean_rate > 0.0 => "ok",
        Ok(_) => "all_zero",
    };
    let found = found.ok();
    let found = found.as_ref();
    Ok(json!({
        "state": state,
        "sii": found.map(|found| found.slope_index),
        "rii": found.and_then(|found| found.relative_index),
        "sii_ci95": found.map(|found| pair(found.slope_interval)),
        "concentration_index": found.and_then(|found| found.concentration.as_ref()).map(|ranked| ranked.index),
    }))
}

fn rate(case: &Case) -> Result<Value, Fault> {
    let [x, people]: [u64; 2] = case.read()?;
    if people == 0 {
        return Ok(json!({ "rate_per_1000": null, "byar": null, "exact": null }));
    }
    let thousands = people as f64 / 1000.0;
    Ok(json!({
        "rate_per_1000": x as f64 / thousands,
        "byar": pair(byar(x).divided_by(thousands)),
        "exact": pair(exact_poisson(x).divided_by(thousands)),
    }))
}

/// The share of people is given as a fraction: of a million million people it is a whole number.
const FINE: f64 = 1e12;

fn parity(case: &Case) -> Result<Value, Fault> {
    let (x, n, share): (u64, u64, f64) = (case.part("x")?, case.part("n")?, case.part("P")?);
    if !(0.0..=1.0).contains(&share) {
        return Err(case.wrong());
    }
    let people = format!("{:.0}", share * FINE).parse().map_err(|_| case.wrong())?;
    let all = format!("{FINE:.0}").parse().map_err(|_| case.wrong())?;
    let group = Count { participants: x, population: people };
    let extra = until_parity(group, Count { participants: n, population: all });
    let state = match (n, extra) {
        (0, _) => "no_rows",
        (_, None) => "whole_population",
        _ => "ok",
    };
    Ok(json!({ "state": state, "extra": extra.filter(|_| n > 0) }))
}

fn raked(case: &Case) -> Result<Value, Fault> {
    let (sample, rows, columns): (Vec<Vec<u64>>, Vec<u64>, Vec<u64>) =
        (case.part("sample")?, case.part("rows")?, case.part("cols")?);
    if sample.len() != rows.len() || sample.iter().any(|row| row.len() != columns.len()) {
        return Err(case.wrong());
    }
    let mut codes = [Vec::new(), Vec::new()];
    for (row, counts) in sample.iter().enumerate() {
        for (column, count) in counts.iter().enumerate() {
            for _ in 0..*count {
                codes[0].push(u16::try_from(row).unwrap_or(u16::MAX));
                codes[1].push(u16::try_from(column).unwrap_or(u16::MAX));
            }
        }
    }
    let target = |code: &str, people: &[u64]| Target {
        code: code.to_owned(),
        categories: people.iter().enumerate().map(|(at, people)| (at.to_string(), *people)).collect(),
    };
    let targets = vec![target("rows", &rows), target("cols", &columns)];
    let weighed = Sample::new(targets, &[&codes[0][..], &codes[1]], None)
        .and_then(|sample| rake(&sample).map(|weights| (sample, weights)));
    let (state, fitted) = match weighed {
        Ok((sample, weights)) => {
            let mut fitted = vec![vec![0.0; columns.len()]; rows.len()];
            for (at, (people, weight)) in sample.people().iter().zip(weights.by_cell()).enumerate() {
                let [row, column] = [0, 1].map(|axis| usize::from(sample.codes()[axis][at]));
                fitted[row][column] = *people as f64 * weight;
            }
            ("ok", Some(fitted))
        }
        Err(Impossible::TotalsDiffer { .. }) => ("inconsistent_margins", None),
        Err(Impossible::NobodyOf(_)) => ("empty_cell", None),
        Err(Impossible::NoConvergence { .. }) => ("not_converged", None),
        Err(_) => ("no_rows", None),
    };
    Ok(json!({ "state": state, "weights_table": fitted }))
}

fn table(case: &Case) -> Result<Value, Fault> {
    let (counts, threshold): (Vec<Vec<u64>>, u64) = (case.part("counts")?, case.part("threshold")?);
    let columns = counts.first().map_or(0, Vec::len);
    if counts.iter().any(|row| row.len() != columns) {
        return Err(case.wrong());
    }
    let table = Counts::new(&[counts.len(), columns], &counts.concat()).ok_or_else(|| case.wrong())?;
    Ok(protected(&table, threshold))
}

fn anonymity(case: &Case) -> Result<Value, Fault> {
    let (keys, answers): (Vec<Vec<String>>, Vec<String>) = (case.part("qi")?, case.part("s")?);
    if keys.len() != answers.len() {
        return Err(case.wrong());
    }
    let known: Vec<&String> = answers.iter().collect::<BTreeSet<_>>().into_iter().collect();
    let mut classes: BTreeMap<&Vec<String>, Vec<u64>> = BTreeMap::new();
    for (key, answer) in keys.iter().zip(&answers) {
        let counts = classes.entry(key).or_insert_with(|| vec![0; known.len()]);
        if let Some(count) = known.binary_search(&answer).ok().and_then(|at| counts.get_mut(at)) {
            *count += 1;
        }
    }
    let smallest = classes.values().map(|counts| counts.iter().sum::<u64>()).min();
    let found = diversity(&classes.into_values().collect::<Vec<_>>());
    Ok(json!({
        "state": if keys.is_empty() { "no_rows" } else { "ok" },
        "k": smallest,
        "l_distinct": found.map(|found| found.distinct),
        "t_equal": found.map(|found| found.equal),
    }))
}

fn response(case: &Case) -> Result<Value, Fault> {
    let groups: Vec<[u64; 2]> = case.read()?;
    let pattern = |(at, [invited, responded]): (usize, &[u64; 2])| Pattern {
        at: vec![at],
        invited: *invited,
        responded: *responded,
    };
    let patterns: Vec<Pattern> = groups.iter().enumerate().map(pattern).collect();
    let found = indicate(&patterns, &[groups.len()], 0);
    let found = found.as_ref();
    Ok(json!({
        "response_rate": found.map(|found| found.response_rate),
        "S": found.map(|found| found.s),
        "R": found.map(|found| found.r),
        "cv": found.and_then(|found| found.cv),
    }))
}
