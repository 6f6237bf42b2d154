//! Who took part against who lives here: ratios, tests, summaries, what is missing, worst cases.

use domain::inclusion::{
    Count,
    interval::{clopper_pearson, holm, katz},
    reach::{together, until_parity},
    representation::{Representation, represent},
    summary::{Summary, summarise},
    unknown::worst_case,
};
use serde_json::{Value, json};

use super::{
    Fault, Folder,
    survey::{COMPLETE, Counted, WITH_GAPS, counted, lived_in, pair},
};

/// `representation.json`: each category, and how well each characteristic fits.
pub fn representation(folder: &Folder) -> Result<Value, Fault> {
    let (sheet, all) = counted(folder, COMPLETE)?;
    let figures: Vec<(&str, &str, Representation)> = all
        .iter()
        .flat_map(|one| {
            let named = one.margin.categories.iter().zip(represent(&one.counts));
            named.map(|((category, _), figures)| (one.margin.variable.as_str(), category.as_str(), figures))
        })
        .collect();
    let adjusted = holm(&figures.iter().map(|(.., figures)| figures.p).collect::<Vec<_>>());
    let categories: Vec<Value> = figures
        .iter()
        .zip(adjusted)
        .map(|((variable, category, found), holm_p)| {
            let exact = clopper_pearson(found.count.participants, sheet.rows.len() as u64);
            json!({
                "variable": variable,
                "category": category,
                "respondents": found.count.participants,
                "population": found.count.population,
                "share": found.share,
                "population_share": found.population_share,
                "ratio": found.ratio,
                "wilson_share": found.share_interval.map(pair),
                "wilson_ratio": found.ratio_interval.map(pair),
                "clopper_pearson_share": exact.map(pair),
                "binom_test_p": found.p,
                "holm_p": holm_p,
            })
        })
        .collect();
    Ok(json!({
        "n": sheet.rows.len(),
        "population": population(&all),
        "categories": categories,
        "goodness_of_fit": all.iter().map(goodness_of_fit).collect::<Vec<_>>(),
    }))
}

fn population(all: &[Counted]) -> u64 {
    all.first().map_or(0, |one| Count::total(&one.counts).population)
}

fn goodness_of_fit(one: &Counted) -> Value {
    let lived: Vec<Count> = lived_in(one).into_iter().map(|(_, count)| count).collect();
    let left_out = Count::total(&one.counts).participants - Count::total(&lived).participants;
    let variable = &one.margin.variable;
    let Some(found) = summarise(&lived) else {
        return json!({ "variable": variable, "n": Count::total(&lived).participants, "left_out": left_out });
    };
    let residual = |of: fn(&domain::inclusion::summary::Residual) -> f64| {
        found.residuals.iter().map(|one| one.as_ref().map(of)).collect::<Vec<_>>()
    };
    json!({
        "variable": variable,
        "n": found.fit.n,
        "left_out": left_out,
        "chisq": found.fit.chi_square,
        "df": found.fit.degrees_of_freedom,
        "p": found.fit.p,
        "cohen_w": found.cv,
        "min_expected": found.fit.least_expected,
        "pearson_residuals": residual(|one| one.pearson),
        "std_residuals": residual(|one| one.standardised),
        "chisq_fpc": found.fit.of_finite_population.map(|(chi_square, _)| chi_square),
        "p_fpc": found.fit.of_finite_population.map(|(_, p)| p),
        "dissimilarity": found.dissimilarity,
        "deff_poststrat": found.needed_design_effect,
    })
}

/// `representation_more.json`: what chance would do, and how many more answers are needed.
pub fn more(folder: &Folder) -> Result<Value, Fault> {
    let (_, all) = counted(folder, COMPLETE)?;
    let everybody = population(&all);
    let (mut dissimilarity, mut parity) = (Vec::new(), Vec::new());
    for one in &all {
        let named = lived_in(one);
        let lived: Vec<Count> = named.iter().map(|(_, count)| *count).collect();
        if let Some(found) = summarise(&lived) {
            dissimilarity.push(spread(&one.margin.variable, &found, everybody));
        }
        let whole = Count::total(&lived);
        let at = |percent| {
            let needed = together(&lived, whole, percent);
            needed.map(|needed| json!({ "total": needed.total, "by_group": needed.by_group }))
        };
        parity.push(json!({
            "variable": one.margin.variable,
            "categories": named.iter().map(|(name, _)| *name).collect::<Vec<_>>(),
            "one_at_a_time": lived.iter().map(|group| until_parity(*group, whole)).collect::<Vec<_>>(),
            "all_at_0_8": at(80),
            "all_at_0_9": at(90),
            "full_parity_real": full_parity(&lived, whole),
        }));
    }
    Ok(json!({ "dissimilarity": dissimilarity, "parity": parity }))
}

fn spread(variable: &str, found: &Summary, everybody: u64) -> Value {
    json!({
        "variable": variable,
        "dissimilarity": found.dissimilarity,
        "null_expectation": found.dissimilarity_by_chance,
        "cv": found.cv,
        "cv_adjusted": found.cv_adjusted,
        "r_population_based": 1.0 - 2.0 * (found.fit.n as f64 / everybody as f64) * found.cv,
    })
}

/// How many parts of people would have to come for exact parity: a compass only, whole people cannot.
fn full_parity(groups: &[Count], whole: Count) -> Option<Value> {
    if whole.population == 0 {
        return None;
    }
    let shares: Vec<f64> = groups.iter().map(|group| group.population as f64 / whole.population as f64).collect();
    let size = groups.iter().zip(&shares).map(|(group, share)| group.participants as f64 / share).fold(0.0, f64::max);
    let by_group: Vec<f64> =
        groups.iter().zip(&shares).map(|(group, share)| share * size - group.participants as f64).collect();
    Some(json!({ "total": size - whole.participants as f64, "by_group": by_group }))
}

/// `unknown_bounds.json`: the worst cases for those who did not say.
pub fn unknown_bounds(folder: &Folder) -> Result<Value, Fault> {
    let (sheet, all) = counted(folder, WITH_GAPS)?;
    let variables: Vec<Value> = all
        .iter()
        .map(|one| {
            let figures = represent(&one.counts);
            let whole = Count::total(&one.counts);
            let categories: Vec<Value> = one
                .margin
                .categories
                .iter()
                .zip(figures)
                .map(|((category, _), found)| {
                    json!({
                        "category": category,
                        "known": found.count.participants,
                        "ratio_of_known": found.ratio,
                        "worst_case": worst_case(found.count, whole, one.missing).map(pair),
                    })
                })
                .collect();
            json!({
                "variable": one.margin.variable,
                "missing": one.missing,
                "known": sheet.rows.len() as u64 - one.missing,
                "categories": categories,
            })
        })
        .collect();
    Ok(json!({ "variables": variables }))
}

/// `katz.json`: ratios of two samples.
pub fn ratios_of_samples(folder: &Folder) -> Result<Value, Fault> {
    let wrong = || Fault::of("settings.json", "`katz` must be a list of four whole numbers each: x, n, a, m");
    let cases = folder.settings()["katz"].as_array().ok_or_else(wrong)?;
    let cases = cases.iter().map(|case| {
        let numbers: Vec<u64> = case.as_array().into_iter().flatten().filter_map(Value::as_u64).collect();
        let [x, n, a, m] = numbers[..] else { return Err(wrong()) };
        let ratio = (n > 0 && a > 0 && m > 0).then(|| (x as f64 / n as f64) / (a as f64 / m as f64));
        let interval = katz(x, n, a, m).map(pair);
        Ok(json!({ "x": x, "n": n, "a": a, "m": m, "ratio": ratio, "interval": interval }))
    });
    Ok(json!({ "cases": cases.collect::<Result<Vec<_>, _>>()? }))
}
