//! Two waves of one survey: `waves.json`.

use domain::inclusion::{
    interval::Interval,
    wave::{Answered, ScaleChange, ShareChange, adjust_scales, adjust_shares, compare_scales, compare_shares},
};
use serde_json::{Value, json};

use super::{Fault, Folder, Sheet};

const POPULATION: &str = "wave_population.json";

/// The points of every scale.
const POINTS: usize = 5;

pub(super) fn waves(folder: &Folder) -> Result<Value, Fault> {
    let sheets = [folder.sheet("wave_2016.csv")?, folder.sheet("wave_2018.csv")?];
    let people = folder.json(POPULATION)?;
    let people = ["population_2016", "population_2018"].map(|year| {
        let number = people.get(year).and_then(Value::as_u64);
        number.ok_or_else(|| Fault::of(POPULATION, format!("`{year}` is no whole number")))
    });
    let [before, after] = people;
    let people = [before?, after?];
    let items = |start: &str| sheets[0].columns.iter().filter(|name| name.starts_with(start)).collect::<Vec<_>>();
    let (binary, likert) = (items("yes"), items("lik"));
    let mut shares = Vec::new();
    for item in &binary {
        let before = answered(&sheets[0], item, people[0])?;
        shares.push(compare_shares(before, answered(&sheets[1], item, people[1])?));
    }
    adjust_shares(&mut shares);
    let (mut scales, mut counts) = (Vec::new(), Vec::new());
    for item in &likert {
        let both = [points(&sheets[0], item)?, points(&sheets[1], item)?];
        scales.push(compare_scales(&both[0], &both[1]));
        counts.push(both);
    }
    adjust_scales(&mut scales);
    Ok(json!({
        "binary": binary.iter().zip(&shares).map(|(item, change)| share(item, change)).collect::<Vec<_>>(),
        "likert": likert.iter().zip(&scales).zip(&counts).map(|((item, change), counts)| scale(item, change, counts))
            .collect::<Vec<_>>(),
    }))
}

fn answered(sheet: &Sheet, item: &str, people: u64) -> Result<Answered, Fault> {
    let mut found = Answered { yes: 0, answered: 0, population: Some(people) };
    let column = sheet.column(item)?;
    for row in 0..sheet.rows.len() {
        if sheet.number(row, column)?.is_none() {
            continue;
        }
        let value = sheet.whole(row, column)?;
        if value > 1 {
            return Err(sheet.at(row, column, "is neither 0 nor 1"));
        }
        found.yes += value;
        found.answered += 1;
    }
    Ok(found)
}

fn points(sheet: &Sheet, item: &str) -> Result<[u64; POINTS], Fault> {
    let mut counts = [0; POINTS];
    let column = sheet.column(item)?;
    for row in 0..sheet.rows.len() {
        if sheet.number(row, column)?.is_none() {
            continue;
        }
        let point = sheet.whole(row, column)?.checked_sub(1).and_then(|point| usize::try_from(point).ok());
        let count = point.and_then(|point| counts.get_mut(point));
        *count.ok_or_else(|| sheet.at(row, column, "is no point of the scale from 1 to 5"))? += 1;
    }
    Ok(counts)
}

fn ends(interval: Option<Interval>) -> Option<[f64; 2]> {
    interval.map(|interval| [interval.low, interval.high])
}

fn share(item: &str, change: &ShareChange) -> Value {
    json!({
        "item": item,
        "x": change.waves.map(|wave| wave.yes),
        "n": change.waves.map(|wave| wave.answered),
        "share": change.shares,
        "difference": change.difference,
        "z": change.z,
        "p_value": change.p,
        "fisher_p": change.fisher_p,
        "newcombe_ci": ends(change.interval),
        "fpc_se": change.descriptive_error,
        "fpc_ci": ends(change.descriptive_interval),
        "worst_case_2018": ends(change.worst_case_after),
        "holm_p": change.adjusted_p,
    })
}

fn scale(item: &str, change: &ScaleChange, counts: &[[u64; POINTS]; 2]) -> Value {
    json!({
        "item": item,
        "n": change.answered,
        "U_2018": change.u,
        "p_value": change.p,
        "cliffs_delta": change.delta,
        "mean": change.means,
        "median": change.medians,
        "counts_2016": counts[0],
        "counts_2018": counts[1],
        "holm_p": change.adjusted_p,
    })
}
