//! Tables of records with keys: random rounding, and noise looked up by key.

use std::collections::BTreeMap;

use domain::disclosure::{
    cell_key::{Noise, PerturbationTable},
    rounded,
};
use hmac::{Hmac, KeyInit, Mac};
use serde_json::{Map, Value, json};
use sha2::Sha256;

use super::{Fault, Folder, Sheet};

const RECORDS: &str = "cellkey_records.csv";
const BASE: u64 = 5;

/// One cell: its categories, how many people, the sum of their keys.
struct Cell {
    categories: Vec<String>,
    people: u64,
    key: u64,
}

/// All cells of a table with its margins, categories in the order of their letters.
fn cells(sheet: &Sheet, by: &[String], keys: &[u64]) -> Result<Vec<Cell>, Fault> {
    let columns = by.iter().map(|column| sheet.column(column)).collect::<Result<Vec<_>, _>>()?;
    let mut found: BTreeMap<Vec<&str>, (u64, u64)> = BTreeMap::new();
    for (fields, key) in sheet.rows.iter().zip(keys) {
        let tally = found.entry(columns.iter().map(|column| fields[*column].as_str()).collect()).or_default();
        tally.0 += 1;
        tally.1 = tally.1.wrapping_add(*key);
    }
    let categories: Vec<Vec<&str>> = (0..columns.len())
        .map(|at| {
            let mut names: Vec<&str> = found.keys().map(|cell| cell[at]).collect();
            names.sort_unstable();
            names.dedup();
            names
        })
        .collect();
    let mut places: Vec<Vec<Option<&str>>> = vec![Vec::new()];
    for names in &categories {
        let ends: Vec<Option<&str>> = names.iter().copied().map(Some).chain(std::iter::once(None)).collect();
        places = places.iter().flat_map(|place| ends.iter().map(|end| [place.as_slice(), &[*end]].concat())).collect();
    }
    let cell = |place: Vec<Option<&str>>| {
        let fits =
            |cell: &&Vec<&str>| place.iter().zip(cell.iter()).all(|(want, have)| want.is_none_or(|w| w == *have));
        let tallies = found.iter().filter(|(cell, _)| fits(cell)).map(|(_, tally)| *tally);
        let (people, key) = tallies.fold((0, 0_u64), |sum, tally| (sum.0 + tally.0, sum.1.wrapping_add(tally.1)));
        Cell { categories: place.into_iter().map(|name| name.unwrap_or("all").to_owned()).collect(), people, key }
    };
    Ok(places.into_iter().map(cell).collect())
}

fn tables_of(settings: &Value, at: &str) -> Result<Vec<Vec<String>>, Fault> {
    serde_json::from_value(settings[at]["tables"].clone())
        .map_err(|_| Fault::of("settings.json", format!("`{at}.tables` must be a list of lists of columns")))
}

/// `frr5.json`: rounding to 5, keyed by who is in the cell.
pub fn rounding(folder: &Folder) -> Result<Value, Fault> {
    let sheet = folder.sheet(RECORDS)?;
    let secret = secret(folder.settings())?;
    let id = sheet.column("id")?;
    let keys = sheet.rows.iter().map(|fields| record_key(&secret, &fields[id])).collect::<Result<Vec<_>, _>>()?;
    let (mut errors, mut tables) = (Vec::new(), Vec::new());
    for by in tables_of(folder.settings(), "frr5")? {
        let cells: Vec<Value> = cells(&sheet, &by, &keys)?
            .into_iter()
            .map(|cell| {
                let published = rounded(cell.people, cell.key, BASE);
                if cell.people > 0 {
                    errors.push(published as f64 - cell.people as f64);
                }
                let (name, key) = (cell.categories, cell.key.to_string());
                json!({ "cell": name, "true": cell.people, "cell_key": key, "published": published })
            })
            .collect();
        tables.push(json!({ "by": by, "cells": cells }));
    }
    let first = sheet.rows.iter().zip(&keys).take(5);
    let record_keys: Map<String, Value> = first.map(|(row, key)| (row[id].clone(), json!(key.to_string()))).collect();
    let largest = errors.iter().fold(0.0_f64, |most, error| most.max(error.abs()));
    Ok(json!({
        "record_keys": record_keys,
        "tables": tables,
        "check": { "cells": errors.len(), "mean_error": mean(&errors), "max_abs": largest },
    }))
}

fn mean(values: &[f64]) -> Option<f64> {
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}

fn secret(settings: &Value) -> Result<Vec<u8>, Fault> {
    let wrong = || Fault::of("settings.json", "`frr5.secret_hex` must be pairs of hexadecimal digits");
    let digits = settings["frr5"]["secret_hex"].as_str().filter(|text| text.is_ascii()).ok_or_else(wrong)?;
    let pair = |at: usize| digits.get(at..at + 2).and_then(|pair| u8::from_str_radix(pair, 16).ok());
    (0..digits.len()).step_by(2).map(pair).collect::<Option<_>>().ok_or_else(wrong)
}

fn record_key(secret: &[u8], id: &str) -> Result<u64, Fault> {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret)
        .map_err(|_| Fault::of("settings.json", "`frr5.secret_hex` is no key"))?;
    mac.update(b"rk1:");
    mac.update(id.as_bytes());
    let digest = mac.finalize().into_bytes();
    Ok(digest.iter().take(8).fold(0, |key, byte| key << 8 | u64::from(*byte)))
}

fn noise(settings: &Value) -> Result<(PerturbationTable, u64), Fault> {
    let asked = &settings["cellkey"];
    let number = |key: &str| {
        asked[key].as_u64().ok_or_else(|| Fault::of("settings.json", format!("`cellkey.{key}` must be a whole number")))
    };
    let wrong = || Fault::of("settings.json", "`cellkey.variance` must be a positive number");
    let forbidden = asked["no_small"].as_array().into_iter().flatten().filter_map(Value::as_u64).max();
    let noise = Noise {
        most: number("max_noise")?,
        variance: asked["variance"].as_f64().ok_or_else(wrong)?,
        largest_forbidden: forbidden.unwrap_or(0),
        keys: number("keys")?,
    };
    let table = PerturbationTable::new(&noise)
        .ok_or_else(|| Fault::of("settings.json", "`cellkey` asks for noise that there cannot be"))?;
    Ok((table, noise.keys))
}

/// `cellkey_ptable.csv`: every outcome for every count.
pub fn outcomes(folder: &Folder) -> Result<Value, Fault> {
    let (table, _) = noise(folder.settings())?;
    let rows = table.rows();
    let each = rows.iter().enumerate().flat_map(|(at, outcomes)| {
        let count = if at + 1 == rows.len() { format!("{}+", at + 1) } else { (at + 1).to_string() };
        outcomes.iter().map(
            move |one| json!({ "count": count, "noise": one.noise, "probability": one.probability, "keys": one.keys }),
        )
    });
    Ok(each.collect())
}

/// `cellkey_lookup.csv`: the noise of every key for every count.
pub fn lookup(folder: &Folder) -> Result<Value, Fault> {
    let (table, keys) = noise(folder.settings())?;
    let last = table.rows().len();
    let row = |key: u64| {
        let mut row = Map::from_iter([("cell_key".to_owned(), json!(key))]);
        for (at, noise) in table.of_key(key).into_iter().enumerate() {
            let more = if at + 1 == last { "_and_more" } else { "" };
            row.insert(format!("count_{}{more}", at + 1), json!(noise));
        }
        Value::Object(row)
    };
    Ok((0..keys).map(row).collect())
}

/// `cellkey.json`: the tables of the settings with their noise.
pub fn perturbed(folder: &Folder) -> Result<Value, Fault> {
    let (noise, keys) = noise(folder.settings())?;
    let sheet = folder.sheet(RECORDS)?;
    let column = sheet.column("record_key")?;
    let records = (0..sheet.rows.len()).map(|row| sheet.whole(row, column)).collect::<Result<Vec<_>, _>>()?;
    let (mut errors, mut tables) = (Vec::new(), Vec::new());
    for by in tables_of(folder.settings(), "cellkey")? {
        let cells: Vec<Value> = cells(&sheet, &by, &records)?
            .into_iter()
            .map(|cell| {
                let key = cell.key % keys;
                let published = noise.perturbed(cell.people, key);
                if cell.people > 0 {
                    errors.push(published as f64 - cell.people as f64);
                }
                json!({ "cell": cell.categories, "true": cell.people, "cell_key": key, "published": published })
            })
            .collect();
        tables.push(json!({ "by": by, "cells": cells }));
    }
    let mean = mean(&errors);
    let variance =
        mean.map(|mean| errors.iter().map(|error| (error - mean).powi(2)).sum::<f64>() / errors.len() as f64);
    Ok(json!({
        "parameters": folder.settings()["cellkey"],
        "tables": tables,
        "noise_summary": { "mean": mean, "variance": variance, "cells": errors.len() },
    }))
}
