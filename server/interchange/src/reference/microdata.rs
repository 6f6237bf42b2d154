//! Records: classes of equal keys, diversity of answers, risks, and every node of the lattice.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    disclosure::{
        diversity::diversity,
        lattice::{Classes, Hierarchy, Lattice, Node, minimal},
        risk::{Uniques, individual_risk, known_population},
    },
    inclusion::cube::Cube,
};
use serde_json::{Map, Value, json};

use super::{
    Fault, Folder, Sheet,
    people::{list_of_texts, places, population, values},
    survey::COMPLETE,
    weights::weigh,
};

/// The settings of records.
struct Asked {
    keys: Vec<String>,
    fewer: Vec<String>,
    sensitive: Vec<(String, bool)>,
    k: Vec<u64>,
    suppression: Vec<Value>,
}

fn asked(folder: &Folder) -> Result<Asked, Fault> {
    let settings = &folder.settings()["microdata"];
    let wrong = |key: &str| Fault::of("settings.json", format!("`microdata.{key}` is missing, or of another kind"));
    let sensitive = settings["sensitive"].as_object().ok_or_else(|| wrong("sensitive"))?;
    let k: Option<Vec<u64>> = settings["k"].as_array().and_then(|k| k.iter().map(Value::as_u64).collect());
    let suppression = settings["suppression"].as_array().ok_or_else(|| wrong("suppression"))?.clone();
    if suppression.iter().any(|share| !share.is_number()) {
        return Err(wrong("suppression"));
    }
    Ok(Asked {
        keys: list_of_texts("microdata.quasi_identifiers", &settings["quasi_identifiers"])?,
        fewer: list_of_texts("microdata.fewer", &settings["fewer"])?,
        sensitive: sensitive.iter().map(|(item, kind)| (item.clone(), kind == "ordered")).collect(),
        k: k.ok_or_else(|| wrong("k"))?,
        suppression,
    })
}

/// Records by their key: the class of each record.
fn cube(sheet: &Sheet, keys: &[String]) -> Result<(Cube, Vec<Vec<String>>), Fault> {
    let columns = keys.iter().map(|key| sheet.column(key)).collect::<Result<Vec<_>, _>>()?;
    let names: Vec<Vec<String>> = columns.iter().map(|column| values(sheet, *column)).collect();
    let codes: Vec<Vec<u16>> =
        columns.iter().zip(&names).map(|(column, names)| places(sheet, *column, names)).collect();
    let codes: Vec<&[u16]> = codes.iter().map(Vec::as_slice).collect();
    let sizes: Vec<usize> = names.iter().map(Vec::len).collect();
    let cube = Cube::count(&codes, &sizes, None);
    Ok((cube.ok_or_else(|| Fault::of(&sheet.file, "it has no records, or too many different keys"))?, names))
}

/// `microdata.json`.
pub fn measures(folder: &Folder) -> Result<Value, Fault> {
    let asked = asked(folder)?;
    let sheet = folder.sheet(COMPLETE)?;
    let people = population(&folder.margins()?)?;
    let mut fewer = measured(&sheet, &asked.fewer, &asked.sensitive, people)?;
    if let Some(known) = known(folder, &sheet, &asked.fewer)? {
        fewer["population"] = known;
    }
    let lattice = lattice_of(folder, &sheet, &asked.keys)?;
    let nodes = looked_at(&lattice, &asked.k);
    let (mut least, mut cheapest) = (Map::new(), Map::new());
    for (at, k) in asked.k.iter().enumerate() {
        for share in &asked.suppression {
            let name = format!("k={k} suppression={share}");
            let most = share.as_f64().unwrap_or(0.0) * lattice.people() as f64;
            let good: Vec<&(Node, Classes)> =
                nodes.iter().filter(|(_, classes)| classes.below[at] as f64 <= most).collect();
            let kept: Vec<Node> = good.iter().map(|(node, _)| node.clone()).collect();
            least.insert(name.clone(), json!(minimal(&kept)));
            let cost = good.iter().map(|(_, classes)| classes.cost(at, lattice.people())).min();
            let best = cost.map(|cost| {
                let nodes = good.iter().filter(|(_, classes)| classes.cost(at, lattice.people()) == cost);
                json!({ "cost": cost, "nodes": nodes.map(|(node, _)| node).collect::<Vec<_>>() })
            });
            cheapest.insert(name, json!(best));
        }
    }
    Ok(json!({
        "all": measured(&sheet, &asked.keys, &asked.sensitive, people)?,
        "fewer": fewer,
        "lattice": { "nodes": nodes.len(), "minimal": least, "least_discernibility": cheapest },
    }))
}

fn measured(sheet: &Sheet, keys: &[String], sensitive: &[(String, bool)], people: u64) -> Result<Value, Fault> {
    let (cube, _) = cube(sheet, keys)?;
    let uniques = Uniques::of(cube.people.iter().copied(), people);
    let below = |k: u64| cube.people.iter().filter(|class| **class < k).sum::<u64>();
    let records_below: Map<String, Value> =
        [2, 3, 5, 10].into_iter().map(|k| (k.to_string(), json!(below(k)))).collect();
    let mut shape = json!({
        "quasi_identifiers": keys,
        "records": sheet.rows.len(),
        "classes": cube.people.len(),
        "k": cube.people.iter().min(),
        "sample_uniques": uniques.uniques,
        "classes_of_two": uniques.pairs,
        "records_below": records_below,
        "discernibility": cube.people.iter().map(|class| class * class).sum::<u64>(),
        "journalist_mean": cube.people.len() as f64 / sheet.rows.len() as f64,
        "dis_skinner_elliot": uniques.right_match,
    });
    for (item, ordered) in sensitive {
        let column = sheet.column(item)?;
        let names = values(sheet, column);
        let mut classes = vec![vec![0_u64; names.len()]; cube.people.len()];
        for (class, answer) in cube.cell_of.iter().zip(places(sheet, column, &names)) {
            if let Some(count) = class.and_then(|class| classes[class as usize].get_mut(usize::from(answer))) {
                *count += 1;
            }
        }
        let found = diversity(&classes);
        shape[item] = json!({
            "l_distinct": found.map(|found| found.distinct),
            "l_entropy": found.map(|found| found.entropy),
            "t_equal": found.map(|found| found.equal),
            "t_ordered": found.filter(|_| *ordered).and_then(|found| found.ordered),
        });
    }
    Ok(shape)
}

/// What the joint table of these keys says, if there is one.
fn known(folder: &Folder, sheet: &Sheet, keys: &[String]) -> Result<Option<Value>, Fault> {
    let Ok(joint) = folder.joint(&keys.iter().map(String::as_str).collect::<Vec<_>>()) else { return Ok(None) };
    let census: BTreeMap<&[String], u64> =
        joint.cells.iter().map(|(cell, people)| (cell.as_slice(), *people)).collect();
    let (cube, names) = cube(sheet, keys)?;
    let class = |at: usize| {
        let key: Vec<String> =
            cube.codes.iter().zip(&names).map(|(codes, names)| names[usize::from(codes[at])].clone()).collect();
        (cube.people[at], census.get(key.as_slice()).copied().unwrap_or(0))
    };
    let classes: Vec<(u64, u64)> = (0..cube.people.len()).map(class).collect();
    let limits = [5, 10, 20];
    let found = known_population(&classes, &limits);
    let below: Map<String, Value> =
        limits.iter().zip(&found.below).map(|(k, people)| (k.to_string(), json!(people))).collect();
    Ok(Some(json!({
        "k_map": found.k_map,
        "records_outside_population": found.outside,
        "sample_uniques_that_are_population_unique": found.unique_in_both,
        "expected_correct_matches": found.right_matches,
        "expected_correct_matches_of_sample_uniques": found.right_matches_of_uniques,
        "records_with_population_below": below,
    })))
}

const HIERARCHIES: &str = "hierarchies.json";

/// The lattice over the survey's keys.
fn lattice_of(folder: &Folder, sheet: &Sheet, keys: &[String]) -> Result<Lattice, Fault> {
    let levels = folder.json(HIERARCHIES)?;
    let (cube, names) = cube(sheet, keys)?;
    let hierarchies = keys
        .iter()
        .zip(&names)
        .map(|(key, names)| hierarchy(key, names, &levels[key]))
        .collect::<Result<Vec<_>, _>>()?;
    Lattice::new(hierarchies, cube).ok_or_else(|| Fault::of(HIERARCHIES, "its levels make too many combinations"))
}

fn hierarchy(key: &str, names: &[String], levels: &Value) -> Result<Hierarchy, Fault> {
    let fault = |what: String| Fault::of(HIERARCHIES, format!("`{key}` {what}"));
    let count = levels["levels"].as_u64().and_then(|count| usize::try_from(count).ok()).filter(|count| *count > 0);
    let count = count.ok_or_else(|| fault("must say how many `levels` it has".to_owned()))?;
    let level = |at: usize| match &levels[format!("L{at}")] {
        Value::String(all) if all == "*" => Ok(vec![0; names.len()]),
        Value::Object(coarser) => {
            let of = |name: &String| {
                let word = coarser.get(name).and_then(Value::as_str);
                // Not having said stays what it is.
                let kept = word.or_else(|| name.is_empty().then_some(""));
                kept.ok_or_else(|| fault(format!("has no coarser value for `{name}` at level {at}")))
            };
            let words = names.iter().map(of).collect::<Result<Vec<_>, _>>()?;
            let all: Vec<&str> = words.iter().copied().collect::<BTreeSet<_>>().into_iter().collect();
            let place = |word: &&str| u16::try_from(all.binary_search(word).unwrap_or(0)).unwrap_or(0);
            Ok(words.iter().map(place).collect())
        }
        _ => Err(fault(format!("has no level {at}"))),
    };
    let coarser = (1..count).map(level).collect::<Result<Vec<_>, _>>()?;
    Hierarchy::new(names.len(), coarser).map_err(|why| fault(format!("is no hierarchy: {why:?}")))
}

fn looked_at(lattice: &Lattice, k: &[u64]) -> Vec<(Node, Classes)> {
    let classes = |node: Node| {
        let classes = lattice.classes(&node, k);
        (node, classes)
    };
    lattice.nodes().into_iter().map(classes).collect()
}

/// `lattice.csv`: the classes of every node.
pub fn lattice(folder: &Folder) -> Result<Value, Fault> {
    let asked = asked(folder)?;
    let lattice = lattice_of(folder, &folder.sheet(COMPLETE)?, &asked.keys)?;
    let row = |(node, classes): (Node, Classes)| {
        let mut row: Map<String, Value> =
            asked.keys.iter().zip(node).map(|(key, level)| (key.clone(), json!(level))).collect();
        row.insert("k".to_owned(), json!(classes.smallest));
        row.insert("classes".to_owned(), json!(classes.classes));
        for (k, below) in [3, 5, 10].iter().zip(&classes.below) {
            row.insert(format!("below_{k}"), json!(below));
        }
        row.insert("discernibility".to_owned(), json!(classes.discernibility));
        Value::Object(row)
    };
    Ok(looked_at(&lattice, &[3, 5, 10]).into_iter().map(row).collect())
}

/// `risk.json`: the risk of each person, with raked weights.
pub fn risk(folder: &Folder) -> Result<Value, Fault> {
    let asked = asked(folder)?;
    let weighed = weigh(folder)?;
    let weights = weighed.raked.as_ref().map_err(|why| Fault::of(COMPLETE, why.to_string()))?;
    let whole = folder.sheet(COMPLETE)?;
    // Those outside the population have no weight.
    let cells: Vec<Option<usize>> = (0..whole.rows.len()).map(|row| weighed.sample.cell_of(row)).collect();
    let used = cells.iter().zip(&whole.rows).filter(|(cell, _)| cell.is_some()).map(|(_, row)| row.clone()).collect();
    let sheet = Sheet { rows: used, ..whole };
    let weights: Vec<f64> = cells.iter().flatten().map(|cell| weights.by_cell()[*cell]).collect();
    Ok(json!({
        "all": risks(&sheet, &asked.keys, &weights)?,
        "fewer": risks(&sheet, &asked.fewer, &weights)?,
    }))
}

fn risks(sheet: &Sheet, keys: &[String], weights: &[f64]) -> Result<Value, Fault> {
    let (cube, _) = cube(sheet, keys)?;
    let classes: Vec<usize> = cube.cell_of.iter().map(|class| class.map_or(0, |class| class as usize)).collect();
    let mut sums = vec![0.0; cube.people.len()];
    for (class, weight) in classes.iter().zip(weights) {
        sums[*class] += weight;
    }
    let risks: Vec<f64> = classes.iter().map(|class| individual_risk(cube.people[*class], sums[*class])).collect();
    let expected: f64 = risks.iter().sum();
    let first = || classes.iter().take(10);
    Ok(json!({
        "keys": keys,
        "sample_uniques": cube.people.iter().filter(|class| **class == 1).count(),
        "expected_reidentifications": expected,
        "max_risk": risks.iter().copied().reduce(f64::max),
        "mean_risk": (!risks.is_empty()).then(|| expected / risks.len() as f64),
        "first_ten_risk": &risks[..risks.len().min(10)],
        "first_ten_sample_frequency": first().map(|class| cube.people[*class]).collect::<Vec<_>>(),
        "first_ten_population_frequency": first().map(|class| sums[*class]).collect::<Vec<_>>(),
    }))
}
