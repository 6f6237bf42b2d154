//! Tables that are made safe: suppression, rounding, keys, dominance, differencing.

use std::time::Duration;

use domain::disclosure::{
    People, Policy, differencing,
    dominance::Dominance,
    suppress::{Counts, bounds, controlled_rounding, row_rule, suppress, unsafe_cells},
};
use serde_json::{Map, Value, json};

use super::{Fault, Folder, Sheet, survey::COMPLETE};

/// How long the exact search may take for one table; the reference asks for the optimum.
const PATIENCE: Duration = Duration::from_mins(10);

/// `tables.json`: every table with every threshold of the settings.
pub fn tables(folder: &Folder) -> Result<Value, Fault> {
    let wrong = || Fault::of("settings.json", "`table_thresholds` must name tables, each with a list of whole numbers");
    let asked = folder.settings()["table_thresholds"].as_object().ok_or_else(wrong)?;
    let mut tables = Map::new();
    for (name, thresholds) in asked {
        let file = format!("{name}.csv");
        let sheet = folder.sheet(&file)?;
        let table =
            if sheet.columns.last().is_some_and(|last| last == "count") { long(&sheet)? } else { wide(&sheet)? };
        for threshold in thresholds.as_array().ok_or_else(wrong)? {
            let threshold = threshold.as_u64().ok_or_else(wrong)?;
            tables.insert(format!("{name} t={threshold}"), protected(&table, threshold));
        }
    }
    Ok(json!({ "tables": tables }))
}

/// A table with a row for each line and a column for each category.
fn wide(sheet: &Sheet) -> Result<Counts, Fault> {
    let mut counts = Vec::new();
    for row in 0..sheet.rows.len() {
        for column in 1..sheet.columns.len() {
            counts.push(sheet.whole(row, column)?);
        }
    }
    let sizes = [sheet.rows.len(), sheet.columns.len().saturating_sub(1)];
    Counts::new(&sizes, &counts).ok_or_else(|| Fault::of(&sheet.file, "it is empty, or its counts are too large"))
}

/// A table with a row for each cell: the count in the last column, the categories before it, in the order in which they
/// first stand there.
fn long(sheet: &Sheet) -> Result<Counts, Fault> {
    let count = sheet.columns.len() - 1;
    let mut categories: Vec<Vec<&str>> = vec![Vec::new(); count];
    for fields in &sheet.rows {
        for (known, field) in categories.iter_mut().zip(fields) {
            if !known.contains(&field.as_str()) {
                known.push(field);
            }
        }
    }
    let sizes: Vec<usize> = categories.iter().map(Vec::len).collect();
    let cells =
        sizes.iter().try_fold(1_usize, |cells, size| cells.checked_mul(*size)).filter(|cells| *cells <= 1 << 16);
    let mut counts = vec![None; cells.ok_or_else(|| Fault::of(&sheet.file, "it has too many cells"))?];
    for (row, fields) in sheet.rows.iter().enumerate() {
        let at = categories
            .iter()
            .zip(fields)
            .fold(0, |at, (known, field)| at * known.len() + known.iter().position(|one| one == field).unwrap_or(0));
        if counts[at].replace(sheet.whole(row, count)?).is_some() {
            return Err(sheet.at(row, count, "is a second count of the same cell"));
        }
    }
    let counts: Vec<u64> = counts.into_iter().map(Option::unwrap_or_default).collect();
    Counts::new(&sizes, &counts).ok_or_else(|| Fault::of(&sheet.file, "it is empty, or its counts are too large"))
}

fn name(table: &Counts, cell: usize) -> Value {
    table.categories(cell).into_iter().map(|at| at.map_or_else(|| json!("all"), |at| json!(at))).collect()
}

fn names(table: &Counts, cells: &[usize]) -> Vec<Value> {
    cells.iter().map(|cell| name(table, *cell)).collect()
}

fn chosen(flags: &[bool]) -> Vec<usize> {
    flags.iter().enumerate().filter(|(_, flag)| **flag).map(|(at, _)| at).collect()
}

/// Everything that is said of one table at one threshold.
pub fn protected(table: &Counts, threshold: u64) -> Value {
    let small = table.small(threshold);
    let dimensions = table.categories(0).len();
    let size = |dimension: usize| {
        (0..table.len()).filter_map(|cell| table.categories(cell)[dimension]).max().map_or(0, |last| last + 1)
    };
    let nearest = (0..table.len()).map(|cell| {
        let count = table.counts()[cell];
        json!({ "cell": name(table, cell), "value": count, "rounded": (2 * count + 5) / 10 * 5 })
    });
    let mut shape = json!({
        "threshold": threshold,
        "shape": (0..dimensions).map(size).collect::<Vec<_>>(),
        "grand_total": table.counts().last(),
        "primary": names(table, &chosen(&small)),
        "primary_only": {
            "intervals": intervals(table, &small),
            "unsafe": names(table, &unsafe_only(table, &small, threshold)),
        },
        "optimal": optimal(table, threshold),
        "controlled_rounding_base5": rounded(table),
        "nearest_rounding_base5": nearest.collect::<Vec<_>>(),
    });
    if let Some(hidden) = row_rule(table, threshold) {
        let known = bounds(table, &hidden);
        let told = |cell: &usize| known[*cell].is_some_and(|bounds| bounds.low == bounds.high);
        let recovered: Vec<usize> = (0..table.len()).filter(told).collect();
        shape["row_rule"] = json!({
            "hidden": names(table, &chosen(&hidden)),
            "unsafe": names(table, &unsafe_only(table, &hidden, threshold)),
            "recovered_exactly": names(table, &recovered),
        });
    }
    shape
}

/// The withheld cells that an attack reveals.
fn unsafe_only(table: &Counts, hidden: &[bool], threshold: u64) -> Vec<usize> {
    let mut found = unsafe_cells(table, hidden, threshold);
    found.retain(|cell| hidden[*cell]);
    found
}

fn intervals(table: &Counts, hidden: &[bool]) -> Vec<Value> {
    let known = bounds(table, hidden).into_iter().enumerate();
    let interval = |(cell, bounds): (usize, Option<domain::disclosure::suppress::Bounds>)| {
        bounds.map(|bounds| {
            json!({ "cell": name(table, cell), "value": table.counts()[cell], "lo": bounds.low, "hi": bounds.high })
        })
    };
    known.filter_map(interval).collect()
}

fn optimal(table: &Counts, threshold: u64) -> Value {
    match suppress(table, threshold, &|| PATIENCE) {
        Err(_) => json!({ "status": "impossible", "hidden_count": null, "total_value": null }),
        Ok(found) => {
            let cells = chosen(&found.hidden);
            json!({
                "status": if found.is_least { "ok" } else { "not proven" },
                "hidden_count": cells.len(),
                "total_value": cells.iter().map(|cell| table.counts()[*cell]).sum::<u64>(),
                "one_pattern": names(table, &cells),
                "intervals": intervals(table, &found.hidden),
            })
        }
    }
}

fn rounded(table: &Counts) -> Option<Value> {
    let found = controlled_rounding(table, 5)?;
    let key = |cell: usize| {
        let places = table.categories(cell).into_iter();
        let places: Vec<String> = places.map(|at| at.map_or_else(|| "None".to_owned(), |at| at.to_string())).collect();
        format!("[{}]", places.join(", "))
    };
    let cells: Map<String, Value> = found.cells.iter().enumerate().map(|(at, count)| (key(at), json!(count))).collect();
    Some(json!({ "objective_sum_abs": found.change, "max_abs": found.largest, "one_solution": cells }))
}

/// `dominance.json`.
pub fn dominance(folder: &Folder) -> Result<Value, Fault> {
    let wrong = || Fault::of("settings.json", "`dominance` must be a list of lists of whole numbers");
    let case = |case: &Value| {
        let amounts: Option<Vec<u64>> = case.as_array().ok_or_else(wrong)?.iter().map(Value::as_u64).collect();
        let amounts = amounts.ok_or_else(wrong)?;
        let found = Dominance::of(&amounts);
        Ok(json!({
            "contributions": amounts,
            "contributors": found.contributors,
            "nk_1_75": found.one_dominates,
            "nk_2_85": found.two_dominate,
            "p_percent_10": found.is_known_by_second,
        }))
    };
    let cases = folder.settings()["dominance"].as_array().ok_or_else(wrong)?;
    Ok(json!({
        "rules": "nk: the n largest exceed k % of the total; p %: total less the two largest is under p % of the largest",
        "cases": cases.iter().map(case).collect::<Result<Vec<_>, Fault>>()?,
    }))
}

/// `differencing.json`: the groups of the settings, compared with one another.
pub fn differences(folder: &Folder) -> Result<Value, Fault> {
    let wrong = || Fault::of("settings.json", "`differencing` must be a list of objects: column -> list of values");
    let sheet = folder.sheet(COMPLETE)?;
    let mut groups = Vec::new();
    for filter in folder.settings()["differencing"].as_array().ok_or_else(wrong)? {
        let mut conditions = Vec::new();
        for (column, values) in filter.as_object().ok_or_else(wrong)? {
            let values: Vec<&str> = match values {
                Value::String(one) => vec![one.as_str()],
                Value::Array(many) => many.iter().filter_map(Value::as_str).collect(),
                _ => return Err(wrong()),
            };
            conditions.push((sheet.column(column)?, values));
        }
        groups.push(People::new(sheet.rows.len(), |row| {
            conditions.iter().all(|(column, values)| values.contains(&sheet.rows[row][*column].as_str()))
        }));
    }
    let found = differencing(&groups, &Policy::default());
    let mut nested = found.too_close;
    nested.sort_unstable_by_key(|one| (one.inner, one.outer));
    let nested: Vec<Value> = nested
        .iter()
        .map(|one| json!({ "inner": one.inner, "outer": one.outer, "difference": one.difference }))
        .collect();
    Ok(json!({
        "counts": groups.iter().map(People::count).collect::<Vec<_>>(),
        "same_group": found.same.iter().map(|(one, other)| json!([one, other])).collect::<Vec<_>>(),
        "nested_below_10": nested,
    }))
}
