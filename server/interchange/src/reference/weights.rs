//! Weights: `weights.json` and `weights.csv`.

use domain::inclusion::weight::{
    Answers, Bounds, Estimate, Impossible, Kish, Sample, Target, Weights, calibrate, poststratify, rake, trim,
    unweighted, weighted,
};
use serde_json::{Map, Value, json};

use super::{
    Fault, Folder, Sheet,
    people::{places, texts},
};

const SURVEY: &str = "survey_complete.csv";

/// The survey as the weights see it, and every set of weights or why there is none.
pub(super) struct Weighed {
    sheet: Sheet,
    pub(super) sample: Sample,
    pub(super) raked: Result<Weights, Impossible>,
    calibrated: Result<Weights, Impossible>,
    stratified: Result<Weights, Impossible>,
    trimmed: Result<Weights, Impossible>,
    /// The combinations that have people but no respondent.
    empty: Vec<String>,
}

/// Categories to join before any weighting, in the order in which they are joined.
fn merges(folder: &Folder, variable: &str) -> Vec<(String, String)> {
    let rules =
        folder.settings().get("merge_for_weighting").and_then(|all| all.get(variable)).and_then(Value::as_object);
    let pair = |(from, into): (&String, &Value)| Some((from.clone(), into.as_str()?.to_owned()));
    rules.map(|rules| rules.iter().filter_map(pair).collect()).unwrap_or_default()
}

fn merged(merges: &[(String, String)], category: &str) -> String {
    let mut category = category.to_owned();
    for (from, into) in merges {
        if category == *from {
            category.clone_from(into);
        }
    }
    category
}

/// The targets after joining, and the survey with joined categories.
fn joined(folder: &Folder) -> Result<(Sheet, Vec<Target>), Fault> {
    let mut sheet = folder.sheet(SURVEY)?;
    let mut targets = Vec::new();
    for margin in folder.margins()? {
        let column = sheet.column(&margin.variable)?;
        let merges = merges(folder, &margin.variable);
        let mut categories: Vec<(String, u64)> = Vec::new();
        for (category, people) in &margin.categories {
            let category = merged(&merges, category);
            match categories.iter_mut().find(|(name, _)| *name == category) {
                Some((_, sum)) => *sum += people,
                None => categories.push((category, *people)),
            }
        }
        for row in &mut sheet.rows {
            row[column] = merged(&merges, &row[column]);
        }
        targets.push(Target { code: margin.variable, categories });
    }
    Ok((sheet, targets))
}

fn bounds(folder: &Folder) -> Result<Bounds, Fault> {
    let setting = folder.settings().get("weight_bounds").unwrap_or(&Value::Null);
    match (setting.get(0).and_then(Value::as_f64), setting.get(1).and_then(Value::as_f64)) {
        (Some(least), Some(largest)) => Ok(Bounds { least, largest }),
        _ => Err(Fault::of("settings.json", "`weight_bounds` is no list of two numbers")),
    }
}

/// Weighs the survey.
pub(super) fn weigh(folder: &Folder) -> Result<Weighed, Fault> {
    let (sheet, targets) = joined(folder)?;
    let mut columns = Vec::new();
    for target in &targets {
        let names: Vec<String> = target.categories.iter().map(|(name, _)| name.clone()).collect();
        columns.push(places(&sheet, sheet.column(&target.code)?, &names));
    }
    let columns: Vec<&[u16]> = columns.iter().map(Vec::as_slice).collect();
    let design = design_weights(&sheet)?;
    let sample = Sample::new(targets, &columns, Some(&design)).map_err(|why| match why {
        Impossible::DesignWeight { row } => Fault { row: Some(row + 2), ..Fault::of(SURVEY, why.to_string()) },
        Impossible::TotalsDiffer { .. } => Fault::of("population_margins.csv", why.to_string()),
        why => Fault::of(SURVEY, why.to_string()),
    })?;
    let raked = rake(&sample);
    let trimmed = match &raked {
        Ok(raked) => trim(&sample, raked, bounds(folder)?),
        Err(why) => Err(why.clone()),
    };
    let (stratified, empty) = by_strata(folder, &sheet, &sample)?;
    Ok(Weighed { calibrated: calibrate(&sample), sheet, sample, raked, stratified, trimmed, empty })
}

fn design_weights(sheet: &Sheet) -> Result<Vec<f64>, Fault> {
    let column = sheet.column("design_weight")?;
    let weight = |row| sheet.number(row, column)?.ok_or_else(|| sheet.at(row, column, "is no number"));
    (0..sheet.rows.len()).map(weight).collect()
}

/// Weights by the combinations of the joint table, which is taken as published, and the combinations that lack
/// respondents.
fn by_strata(
    folder: &Folder,
    sheet: &Sheet,
    sample: &Sample,
) -> Result<(Result<Weights, Impossible>, Vec<String>), Fault> {
    let variables = texts(folder, "poststratify_by")?;
    let joint = folder.joint(&variables.iter().map(String::as_str).collect::<Vec<_>>())?;
    let mut strata: Vec<(String, u64)> = joint.cells.iter().map(|(cell, people)| (cell.join("|"), *people)).collect();
    let columns = variables.iter().map(|variable| sheet.column(variable)).collect::<Result<Vec<_>, _>>()?;
    let name = |row: &Vec<String>| columns.iter().map(|column| row[*column].as_str()).collect::<Vec<_>>().join("|");
    let mut stratum_of = vec![usize::MAX; sample.people().len()];
    for (row, fields) in sheet.rows.iter().enumerate() {
        let Some(cell) = sample.cell_of(row).filter(|cell| stratum_of[*cell] == usize::MAX) else { continue };
        let name = name(fields);
        stratum_of[cell] = strata.iter().position(|(stratum, _)| *stratum == name).unwrap_or_else(|| {
            // A combination that the table does not have has no people.
            strata.push((name, 0));
            strata.len() - 1
        });
    }
    let people: Vec<u64> = strata.iter().map(|(_, people)| *people).collect();
    let weights = poststratify(sample, &stratum_of, &people);
    let empty = match &weights {
        Err(Impossible::EmptyCells(cells)) => cells.iter().map(|cell| strata[*cell].0.clone()).collect(),
        _ => Vec::new(),
    };
    Ok((weights, empty))
}

impl Weighed {
    /// What weights do to precision; nulls where there are none.
    fn kish(&self, weights: Option<&Weights>) -> Map<String, Value> {
        let kish = weights.and_then(|weights| Kish::of(&self.sample, weights));
        let Some(kish) = kish else { return Map::new() };
        let Kish { n, sum, effective, design_effect, least, largest } = kish;
        let figures = json!({"n": n, "sum": sum, "n_eff": effective, "deff": design_effect, "min_ratio": least,
            "max_ratio": largest});
        figures.as_object().cloned().unwrap_or_default()
    }

    /// The same with the state in words and further figures.
    fn block(&self, weights: &Result<Weights, Impossible>, further: Value) -> Value {
        let mut block = self.kish(weights.as_ref().ok());
        let status = match weights {
            Ok(_) => "ok",
            Err(Impossible::NoConvergence { .. }) => "no convergence",
            Err(_) => "impossible",
        };
        block.insert("status".to_owned(), status.into());
        if let Err(why) = weights {
            block.insert("note".to_owned(), why.to_string().into());
        }
        if let Value::Object(further) = further {
            block.extend(further);
        }
        Value::Object(block)
    }

    fn error(&self, weights: &Result<Weights, Impossible>) -> Option<f64> {
        weights.as_ref().ok().map(|weights| self.sample.margin_error(weights))
    }

    /// The answers in a column of numbers.
    fn answers(&self, name: &str) -> Result<Answers, Fault> {
        let column = self.sheet.column(name)?;
        let values = (0..self.sheet.rows.len()).map(|row| self.sheet.number(row, column));
        Ok(Answers::of(&self.sample, values.collect::<Result<Vec<_>, _>>()?))
    }
}

fn estimates(support: Option<Estimate>, influence: Option<Estimate>) -> Value {
    let mean = |estimate: Option<Estimate>| estimate.map(|estimate| estimate.mean);
    let error = |estimate: Option<Estimate>| estimate.and_then(|estimate| estimate.standard_error);
    json!({"support_mean": mean(support), "support_se": error(support), "influence_mean": mean(influence),
        "influence_se": error(influence)})
}

pub(super) fn summary(folder: &Folder) -> Result<Value, Fault> {
    let weighed = weigh(folder)?;
    let sample = &weighed.sample;
    let (support, influence) = (weighed.answers("q2_support")?, weighed.answers("q1_influence")?);
    let raked = weighed.raked.as_ref().ok();
    let with = |answers| raked.and_then(|weights| weighted(sample, weights, answers));
    let negative = weighed.calibrated.as_ref().ok().map(|weights| weights.negative(sample));
    Ok(json!({
        "population": sample.population(),
        "respondents": weighed.sheet.rows.len(),
        "used": sample.people().iter().sum::<u64>(),
        "left_out_outside_population": sample.left_out(),
        "base": weighed.kish(Some(&sample.base())),
        "rake": weighed.block(&weighed.raked, json!({"max_margin_error": weighed.error(&weighed.raked)})),
        "calib_linear": weighed.block(&weighed.calibrated, json!({"negative_weights": negative})),
        "poststratify": weighed.block(&weighed.stratified, json!({"empty_cells": weighed.empty})),
        "rake_trim": weighed.block(&weighed.trimmed, json!({"max_margin_error": weighed.error(&weighed.trimmed)})),
        "estimates": {
            "unweighted": estimates(unweighted(&support), unweighted(&influence)),
            "rake": estimates(with(&support), with(&influence)),
        },
    }))
}

pub(super) fn rows(folder: &Folder) -> Result<Value, Fault> {
    let weighed = weigh(folder)?;
    let base = Ok(weighed.sample.base());
    let id = weighed.sheet.column("id")?;
    let sets = [
        ("base", &base),
        ("rake", &weighed.raked),
        ("calib_linear", &weighed.calibrated),
        ("poststratify", &weighed.stratified),
        ("rake_trim", &weighed.trimmed),
    ];
    let row = |(at, fields): (usize, &Vec<String>)| {
        let cell = weighed.sample.cell_of(at)?;
        let mut row = Map::from_iter([("id".to_owned(), Value::from(fields[id].clone()))]);
        for (name, weights) in sets {
            row.insert(name.to_owned(), weights.as_ref().ok().map(|weights| weights.by_cell()[cell]).into());
        }
        Some(Value::Object(row))
    };
    Ok(weighed.sheet.rows.iter().enumerate().filter_map(row).collect())
}
