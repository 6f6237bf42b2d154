//! Answers made safe for researchers: groups made coarser and values suppressed until everybody is hidden among enough,
//! and no group of alike people gives a special answer away.

use std::collections::BTreeSet;

use domain::{
    disclosure::{
        Classes, Column, LEAST_K, Report,
        lattice::Hierarchy,
        microdata::{
            Demands, Key, NotProtected, Protected, Records, Risk, RiskReport, Sensitive, known, protect_records,
        },
    },
    export::{Measure, Variable, Variables},
    response::MissingCode,
};

use super::matrix::Matrix;
use crate::{Error, Result};

/// Answers to fewer people than this are no file at all.
const LEAST_ROWS: usize = 10;
/// The lowest missing code; from it to -4 they are the first codes of every column.
const LOWEST: i64 = -9;
/// How many missing codes there are.
const MISSING: u16 = 6;
/// How many hide an official, of whom there are a few hundred (facts on disclosure, 4.3).
const OFFICIALS_K: u64 = 10;

/// Rows that may be given away, with their columns.
pub(super) struct Safe {
    pub variables: Variables,
    pub rows: Matrix,
    pub report: Report,
    /// Risk and loss; none where nothing says who somebody is.
    pub risk: Option<RiskReport>,
}

/// Makes rows safe. `people` is how many the answers stand for, where that is known; `groups` gives the codes of the
/// groups of a characteristic in their order.
///
/// # Errors
/// `Refused("too-few")` with fewer than ten rows.
pub(super) fn protect(
    mut variables: Variables,
    mut rows: Matrix,
    people: Option<u64>,
    groups: impl Fn(&str) -> Vec<String>,
) -> Result<Safe> {
    if rows.len() < LEAST_ROWS {
        return Err(Error::Refused("too-few"));
    }
    // The partnership of officials is not given: they are few, and known to each other.
    let officials = variables.left_out.iter().any(|code| code == "partnership");
    let people = people.filter(|_| !officials);
    let k = if officials { OFFICIALS_K } else { LEAST_K };
    let demands = Demands { k: k.min(rows.len() as u64), ..Demands::RESEARCHERS };
    // What is known best of the population stands first, and is given up last.
    let places: Vec<usize> = (0..variables.columns.len()).filter(|at| variables.columns[*at].key).rev().collect();
    if places.is_empty() {
        let classes = Classes::default();
        let report = Report { k: LEAST_K, before: classes, after: classes, suppressed: Vec::new(), removed: 0 };
        return Ok(Safe { variables, rows, report, risk: None });
    }
    let keys: Vec<Key> =
        places.iter().map(|at| key(&variables.columns[*at], *at, &rows, &groups)).collect::<Result<_>>()?;
    let mut special: Vec<usize> = (0..variables.columns.len()).filter(|at| variables.columns[*at].special).collect();
    let mut dropped = Vec::new();
    let safe = loop {
        let sensitive: Vec<Sensitive> = special.iter().map(|at| answers(&variables.columns[*at], *at, &rows)).collect();
        let records = Records { keys: &keys, sensitive: &sensitive, weights: None, population: people };
        match protect_records(&records, &demands) {
            Ok(safe) => break safe,
            // Everybody says the same: that is an answer of each of them.
            Err(NotProtected::Alike(code)) => {
                special.retain(|at| variables.columns[*at].name != code);
                dropped.push(code);
            }
            Err(other) => return Err(Error::internal(format!("{other:?}"))),
        }
    };
    release(&mut rows, &places, &safe);
    let report = short(&safe.report);
    let columns = std::mem::take(&mut variables.columns);
    let mut gone = Vec::new();
    for (at, variable) in columns.into_iter().enumerate() {
        let place = places.iter().position(|place| *place == at);
        let level = place.map_or(0, |place| safe.levels[place]);
        let last = place.is_some_and(|place| level > 0 && level + 1 == keys[place].hierarchy.levels());
        if last || dropped.contains(&variable.name) {
            gone.push(at);
            variables.left_out.push(variable.name);
        } else if let Some(place) = place.filter(|_| level > 0) {
            variables.columns.push(coarser(variable, &keys[place].hierarchy, level));
        } else {
            variables.columns.push(variable);
        }
    }
    rows.drop_columns(&gone);
    Ok(Safe { variables, rows, report, risk: Some(safe.report) })
}

/// A column of groups, with missing values first.
fn key(variable: &Variable, at: usize, rows: &Matrix, groups: &impl Fn(&str) -> Vec<String>) -> Result<Key> {
    let mut groups = groups(&variable.name);
    // Without codes of groups there is nothing between the groups and nothing at all.
    let most = variable.codes.iter().map(|(code, _)| *code).chain(rows.column(at)).max().unwrap_or(0);
    groups.resize(groups.len().max(usize::try_from(most).unwrap_or(0)), String::new());
    let hierarchy = known(&variable.name, &groups, MISSING).map_err(|error| Error::internal(format!("{error:?}")))?;
    let values = rows.column(at).map(packed).collect();
    Ok(Key { column: Column { code: variable.name.clone(), values }, hierarchy })
}

/// A special answer: the missing values, and then every number that was given, in order.
fn answers(variable: &Variable, at: usize, rows: &Matrix) -> Sensitive {
    let numbers: Vec<i64> = rows.column(at).collect::<BTreeSet<i64>>().into_iter().collect();
    let place = |number: i64| numbers.binary_search(&number).ok().and_then(|place| u16::try_from(place).ok());
    let values = rows.column(at).map(|number| place(number).unwrap_or(u16::MAX)).collect();
    // One choice of several: that nobody chose it is no secret.
    let chosen = variable.codes.iter().map(|(code, _)| *code).eq([0, 1]);
    Sensitive {
        column: Column { code: variable.name.clone(), values },
        answers: numbers.len(),
        ordered: variable.measure != Measure::Nominal,
        diverse: !chosen,
    }
}

/// Leaves the records that are released, with the keys as they are.
fn release(rows: &mut Matrix, places: &[usize], safe: &Protected) {
    let suppressed = i64::from(MissingCode::Suppressed.number());
    rows.keep(&safe.kept);
    for (place, column) in places.iter().zip(&safe.columns) {
        for (at, code) in column.iter().enumerate() {
            rows.set(at, *place, code.map_or(suppressed, unpacked));
        }
    }
}

/// The column at a coarser level: each of its codes has the labels of all groups in it.
fn coarser(mut variable: Variable, hierarchy: &Hierarchy, level: usize) -> Variable {
    let mut codes: Vec<(i64, String)> = Vec::new();
    for (code, label) in &variable.codes {
        let code = unpacked(hierarchy.at(level, packed(*code)));
        match codes.iter_mut().find(|(known, _)| *known == code) {
            Some((_, labels)) => *labels = format!("{labels} or {label}"),
            None => codes.push((code, label.clone())),
        }
    }
    codes.sort_by_key(|(code, _)| *code);
    variable.codes = codes;
    variable
}

/// A code of a variable or of a missing value (-9 to -4), counted from 0.
fn packed(number: i64) -> u16 {
    let groups = i64::from(MISSING) + number - 1;
    let code = if number < 0 { number - LOWEST } else { groups };
    u16::try_from(code).unwrap_or(u16::MAX)
}

fn unpacked(code: u16) -> i64 {
    if code < MISSING { i64::from(code) + LOWEST } else { i64::from(code - MISSING) + 1 }
}

/// What the page of research files shows of a report.
fn short(report: &RiskReport) -> Report {
    let classes = |risk: &Risk| Classes {
        records: risk.records,
        distinct: risk.classes,
        smallest: risk.smallest,
        below_k: risk.below_k,
    };
    Report {
        k: report.demands.k,
        before: classes(&report.before),
        after: classes(&report.after),
        suppressed: report.keys.iter().map(|key| (key.code.clone(), key.suppressed)).collect(),
        removed: report.removed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(rows: &[Vec<i64>]) -> Matrix {
        let mut table = Matrix::new(rows[0].len());
        for row in rows {
            table.push(row);
        }
        table
    }

    fn of(names: &[&str]) -> Variables {
        let columns = names.iter().map(|name| Variable::of_codes(name, &[(1, "one"), (2, "two"), (3, "three")]));
        Variables { columns: columns.collect(), ..Variables::default() }
    }

    fn ages(_: &str) -> Vec<String> {
        ["16_24", "25_34", "35_44", "45_54", "55_64", "65_74", "75_over"].map(String::from).to_vec()
    }

    #[test]
    fn every_released_combination_is_shared() {
        let rows: Vec<Vec<i64>> = (0..97).map(|n| vec![n % 6 + 1, if n == 13 { -8 } else { n % 2 + 1 }]).collect();
        let safe = protect(of(&["age", "sex"]), table(&rows), Some(9_000), ages).unwrap();
        assert!(!safe.variables.columns.is_empty());
        let released: Vec<Vec<i64>> = safe.rows.records().collect();
        for row in &released {
            assert_eq!(row.len(), safe.variables.columns.len());
            let alike = released.iter().filter(|other| *other == row).count();
            assert!(alike >= 5, "{row:?} stands alone with {alike}");
        }
        assert_eq!(safe.report.after.below_k, 0);
        assert!(safe.risk.unwrap().suppressed <= 0.02);
        assert!(protect(of(&["age", "sex"]), table(&vec![vec![1, 1]; 9]), None, ages).is_err());
    }

    #[test]
    fn groups_are_joined_with_the_labels_of_all_of_them() {
        // Two in every year of age: nobody is hidden until ages are joined.
        let rows: Vec<Vec<i64>> = (0..14).map(|n| vec![n % 7 + 1]).collect();
        let safe = protect(of(&["age"]), table(&rows), None, ages).unwrap();
        assert!(safe.variables.columns.is_empty() && safe.variables.left_out == ["age"]);
        let rows: Vec<Vec<i64>> = (0..28).map(|n| vec![n % 7 + 1]).collect();
        let safe = protect(of(&["age"]), table(&rows), None, ages).unwrap();
        assert_eq!(safe.variables.columns[0].codes, [(1, "one or two".to_owned()), (2, "three".to_owned())]);
        assert_eq!(safe.rows.records().filter(|row| *row == [2]).count(), 12);
    }

    #[test]
    fn nothing_special_is_given_away() {
        let mut variables = of(&["sex", "belief", "same"]);
        for variable in &mut variables.columns[1..] {
            (variable.key, variable.special) = (false, true);
        }
        // Everybody of the first group believes the same.
        let rows: Vec<Vec<i64>> = (0..60).map(|n| vec![n % 2 + 1, if n % 2 == 0 { 1 } else { n % 3 + 1 }, 1]).collect();
        let safe = protect(variables, table(&rows), None, |_| Vec::new()).unwrap();
        assert_eq!(safe.variables.left_out, ["sex", "same"]);
        assert_eq!(safe.variables.columns.len(), 1);
    }

    #[test]
    fn codes_go_there_and_back() {
        for number in [-9, -8, -7, -6, -5, -4, 1, 2, 40] {
            assert_eq!(unpacked(packed(number)), number);
        }
    }

    #[test]
    fn an_official_is_hidden_among_ten() {
        let variables = Variables { left_out: vec!["partnership".to_owned()], ..of(&["role"]) };
        let rows: Vec<Vec<i64>> = (0..40).map(|n| vec![if n < 7 { 1 } else { 2 }]).collect();
        let safe = protect(variables, table(&rows), None, |_| Vec::new()).unwrap();
        assert_eq!((safe.report.k, safe.report.after.below_k), (10, 0));
    }
}
