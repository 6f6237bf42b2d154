//! How evenly the invited responded: `r_indicators.json`.

use std::collections::BTreeMap;

use domain::inclusion::propensity::{Pattern, bootstrap, implied, indicate};
use serde_json::{Value, json};

use super::{
    Fault, Folder,
    people::{places, population, texts, values},
    weights::weigh,
};

const FILE: &str = "invited_sample.csv";

/// How often invited people are drawn for standard errors, and from where the draws start.
const DRAWS: (u32, u64) = (400, 7);

pub(super) fn indicators(folder: &Folder) -> Result<Value, Fault> {
    let (sheet, variables) = (folder.sheet(FILE)?, texts(folder, "r_indicator_variables")?);
    let population = population(&folder.margins()?)?;
    let responded = sheet.column("responded")?;
    let (mut categories, mut columns) = (Vec::new(), Vec::new());
    for variable in &variables {
        let column = sheet.column(variable)?;
        let names = values(&sheet, column);
        columns.push(places(&sheet, column, &names));
        categories.push(names);
    }
    let mut counts: BTreeMap<Vec<usize>, (u64, u64)> = BTreeMap::new();
    for row in 0..sheet.rows.len() {
        let yes = sheet.whole(row, responded)?;
        if yes > 1 {
            return Err(sheet.at(row, responded, "is neither 0 nor 1"));
        }
        let count = counts.entry(columns.iter().map(|column| usize::from(column[row])).collect()).or_default();
        *count = (count.0 + 1, count.1 + yes);
    }
    let patterns: Vec<Pattern> =
        counts.into_iter().map(|(at, (invited, responded))| Pattern { at, invited, responded }).collect();
    let sizes: Vec<usize> = categories.iter().map(Vec::len).collect();
    let found = indicate(&patterns, &sizes, population);
    let found = found.ok_or_else(|| Fault::of(FILE, "fewer than two people were invited"))?;
    let partial = found.partial.iter().zip(variables.iter().zip(&categories)).map(|(partial, (variable, names))| {
        let categories = partial.categories.iter().zip(names).map(|(category, name)| {
            json!({"category": name, "n": category.invited, "mean_propensity": category.mean_propensity,
                "unconditional": category.unconditional, "conditional": category.conditional})
        });
        json!({"variable": variable, "unconditional": partial.unconditional, "conditional": partial.conditional,
            "categories": categories.collect::<Vec<_>>()})
    });
    let errors = bootstrap(&patterns, &sizes, population, DRAWS.0, DRAWS.1);
    let weighed = weigh(folder)?;
    let by_weights = weighed.raked.as_ref().ok().and_then(|weights| {
        implied(weights.by_cell().iter().copied().zip(weighed.sample.people().iter().copied()), population)
    });
    Ok(json!({
        "model": format!("{:?}", found.method).to_lowercase(),
        "n": found.invited,
        "response_rate": found.response_rate,
        "S": found.s,
        "R": found.r,
        "S_adjusted": found.s_adjusted,
        "R_adjusted": found.r_adjusted,
        "cv": found.cv,
        "cv_adjusted": found.cv_adjusted,
        "R_lower_bound": found.r_lower_bound,
        "partial": partial.collect::<Vec<_>>(),
        "bootstrap_se": {"R": errors.r, "R_adjusted": errors.r_adjusted, "cv": errors.cv},
        "raking_implied": {"cv": by_weights.map(|found| found.cv), "R": by_weights.map(|found| found.r)},
    }))
}
