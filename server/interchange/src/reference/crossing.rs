//! Characteristics together: `intersectional.json`.

use domain::inclusion::{
    intersection::{Combination, intersect},
    representation::Count,
};
use serde_json::{Value, json};

use super::{
    Fault, Folder, Margin, Sheet,
    people::{everybody, list_of_texts},
};

pub(super) fn intersectional(folder: &Folder) -> Result<Value, Fault> {
    let lists = folder.settings().get("intersections").and_then(Value::as_array);
    let lists = lists.ok_or_else(|| Fault::of("settings.json", "`intersections` is no list"))?;
    let (sheet, margins) = (folder.sheet("survey_complete.csv")?, folder.margins()?);
    let table = |list| one_table(folder, &sheet, &margins, &list_of_texts("intersections", list)?);
    Ok(json!({"tables": lists.iter().map(table).collect::<Result<Vec<_>, _>>()?}))
}

fn one_table(folder: &Folder, sheet: &Sheet, margins: &[Margin], variables: &[String]) -> Result<Value, Fault> {
    let joint = folder.joint(&variables.iter().map(String::as_str).collect::<Vec<_>>())?;
    let columns = variables.iter().map(|variable| sheet.column(variable)).collect::<Result<Vec<_>, _>>()?;
    let mut respondents = std::collections::BTreeMap::<Vec<&str>, u64>::new();
    for row in &sheet.rows {
        *respondents.entry(columns.iter().map(|column| row[*column].as_str()).collect()).or_default() += 1;
    }
    // Categories are those of the joint table, in the order in which they come.
    let mut categories: Vec<Vec<&str>> = vec![Vec::new(); variables.len()];
    let mut table = Vec::new();
    for (cell, population) in &joint.cells {
        let mut at = Vec::new();
        for (names, name) in categories.iter_mut().zip(cell) {
            at.push(names.iter().position(|known| known == name).unwrap_or_else(|| {
                names.push(name);
                names.len() - 1
            }));
        }
        let key: Vec<&str> = cell.iter().map(String::as_str).collect();
        let participants = respondents.get(&key).copied().unwrap_or_default();
        table.push(Combination { at, count: Count { participants, population: *population } });
    }
    let sizes: Vec<usize> = categories.iter().map(Vec::len).collect();
    let Some(found) = intersect(&table, &sizes, everybody(sheet, margins)?) else {
        return Ok(json!({"variables": variables, "deviance": null, "df": null, "p": null, "cells": []}));
    };
    let cells = found.cells.iter().map(|cell| {
        let names: Vec<&str> = cell.at.iter().zip(&categories).map(|(at, names)| names[*at]).collect();
        json!({
            "cell": names,
            "respondents": cell.count.participants,
            "population": cell.count.population,
            "ratio": cell.ratio,
            "expected_no_interaction": cell.expected,
            "interaction_ratio": cell.interaction_ratio,
            "adjusted_residual": cell.adjusted_residual,
            "holm_p": cell.adjusted_p,
        })
    });
    Ok(json!({
        "variables": variables,
        "deviance": found.deviance,
        "df": found.degrees_of_freedom,
        "p": found.p,
        "cells": cells.collect::<Vec<_>>(),
    }))
}
