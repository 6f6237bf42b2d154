//! What an operator has done to every research file before values are made coarser: areas exchanged between people who
//! are otherwise alike, and one characteristic drawn again. The numbers are published with the file, the seed never.

use std::collections::BTreeMap;

use domain::{
    disclosure::microdata::{Perturbation, Pram, swap},
    export::{Variable, Variables},
};
use interchange::risk_report::{Part, Table};

use super::matrix::Matrix;
use crate::keys::Key;

/// Areas are exchanged between people who agree in these.
const ALIKE: [&str; 2] = ["age", "sex"];

/// Changes rows as the operator decided. `is_place` says which columns say where somebody lives: they are exchanged
/// together, so that nobody lives in two places. Returns what is published about it; none if nothing was changed.
pub(super) fn perturb(
    variables: &Variables,
    rows: &mut Matrix,
    wanted: &Perturbation,
    is_place: impl Fn(&str) -> bool,
    key: &Key,
) -> Option<Part> {
    let columns = &variables.columns;
    let at = |found: &dyn Fn(&Variable) -> bool| -> Vec<usize> {
        (0..columns.len()).filter(|at| columns[*at].key && found(&columns[*at])).collect()
    };
    let mut part = Part { heading: "What was changed at random".to_owned(), ..Part::default() };
    let places = at(&|column| is_place(&column.name));
    if wanted.swap > 0.0 && !places.is_empty() {
        let alike = at(&|column| ALIKE.contains(&column.name.as_str()));
        let strata: Vec<Vec<u16>> = alike.iter().map(|column| coded(rows, &[*column]).0).collect();
        let strata: Vec<&[u16]> = strata.iter().map(Vec::as_slice).collect();
        let (mut values, known) = coded(rows, &places);
        let swapped = swap(&mut values, &strata, wanted.swap, key.mac(&[b"swap"]));
        put(rows, &places, &values, &known);
        let within: Vec<String> = alike.iter().map(|column| columns[*column].words.clone()).collect();
        part.lines.push(format!(
            "Areas: {} pairs of records exchanged where they live, a share of {}{}. Every other column stayed.",
            swapped.pairs,
            swapped.rate,
            if within.is_empty() { String::new() } else { format!(", between people alike in: {}", within.join(", ")) }
        ));
    }
    if let Some(redraw) = &wanted.redraw
        && let [column] = at(&|column| column.name == redraw.characteristic)[..]
    {
        let (mut values, known) = coded(rows, &[column]);
        if let Some(pram) = Pram::of(&values, known.len(), redraw.stay) {
            pram.apply(&mut values, key.mac(&[b"draw", redraw.characteristic.as_bytes()]));
            put(rows, &[column], &values, &known);
            part.lines.push(format!(
                "{}: every value stays with probability {}, and is otherwise drawn again from the shares of all \
                 records (post-randomisation), so that shares stay as they are on average.",
                columns[column].words, pram.stay
            ));
            part.table = Some(matrix(&columns[column], &known, &pram));
        }
    }
    (!part.lines.is_empty()).then_some(part)
}

/// The values of several columns together as codes from 0, and what each code stands for.
fn coded(rows: &Matrix, columns: &[usize]) -> (Vec<u16>, Vec<Vec<i64>>) {
    let mut known: BTreeMap<Vec<i64>, u16> = BTreeMap::new();
    let record = |row: usize| -> Vec<i64> { columns.iter().map(|column| rows.get(row, *column)).collect() };
    for row in 0..rows.len() {
        known.entry(record(row)).or_default();
    }
    for (at, code) in known.values_mut().enumerate() {
        *code = u16::try_from(at).unwrap_or(u16::MAX);
    }
    let values = (0..rows.len()).map(|row| known.get(&record(row)).copied().unwrap_or_default()).collect();
    (values, known.into_keys().collect())
}

fn put(rows: &mut Matrix, columns: &[usize], values: &[u16], known: &[Vec<i64>]) {
    for (row, code) in values.iter().enumerate() {
        for (column, value) in columns.iter().zip(&known[usize::from(*code)]) {
            rows.set(row, *column, *value);
        }
    }
}

/// The published probabilities, from every value to every value.
fn matrix(variable: &Variable, known: &[Vec<i64>], pram: &Pram) -> Table {
    let label = |value: &Vec<i64>| {
        let number = value.first().copied().unwrap_or_default();
        let known = variable.codes.iter().find(|(code, _)| *code == number);
        known.map_or_else(|| number.to_string(), |(_, label)| label.clone())
    };
    let rows = known.iter().zip(pram.matrix()).map(|(from, line)| {
        std::iter::once(label(from)).chain(line.iter().map(|chance| format!("{chance:.3}"))).collect()
    });
    Table {
        caption: format!("{}: from the value in a row to that in a column, probabilities", variable.words),
        heads: std::iter::once("From".to_owned()).chain(known.iter().map(label)).collect(),
        rows: rows.collect(),
    }
}

#[cfg(test)]
mod tests {
    use domain::disclosure::microdata::Redraw;

    use super::*;
    use crate::{
        ids::Ids,
        keys::{Keys, Purpose},
    };

    fn key() -> Key {
        let folder = tempfile::tempdir().unwrap();
        Keys::open(folder.path(), Ids::seeded(7)).unwrap().of(Purpose::Claim)
    }

    fn rows() -> (Variables, Matrix) {
        let columns = ["age", "locality", "deprivation", "religion", "safe"];
        let mut columns: Vec<Variable> =
            columns.iter().map(|name| Variable::of_codes(name, &[(1, "one"), (2, "two"), (3, "three")])).collect();
        columns[4].key = false;
        let mut rows = Matrix::new(5);
        for n in 0..600_i64 {
            // Deprivation follows from the locality.
            rows.push(&[n % 3 + 1, n % 2 + 1, n % 2 + 2, n % 5 % 3 + 1, n % 3 + 1]);
        }
        (Variables { columns, ..Variables::default() }, rows)
    }

    fn counted(rows: &Matrix, columns: &[usize]) -> BTreeMap<Vec<i64>, usize> {
        let mut counts = BTreeMap::new();
        for row in 0..rows.len() {
            *counts.entry(columns.iter().map(|column| rows.get(row, *column)).collect()).or_default() += 1;
        }
        counts
    }

    fn is_place(name: &str) -> bool {
        ["locality", "deprivation"].contains(&name)
    }

    #[test]
    fn areas_go_together_between_people_of_one_age() {
        let (variables, mut changed) = rows();
        let before = changed.clone();
        let wanted = Perturbation { swap: 0.1, redraw: None };
        let part = perturb(&variables, &mut changed, &wanted, is_place, &key()).unwrap();
        assert!(part.lines[0].starts_with("Areas: 30 pairs") && part.lines[0].contains("0.1"), "{:?}", part.lines);
        let moved = (0..600).filter(|row| changed.get(*row, 1) != before.get(*row, 1)).count();
        assert_eq!(moved, 60);
        // Counts of places by age stay, nobody lives in two places, and nothing else moved.
        assert_eq!(counted(&changed, &[0, 1, 2]), counted(&before, &[0, 1, 2]));
        assert_eq!(counted(&changed, &[1, 2]).len(), 2);
        assert!((0..600).all(|row| [0, 3, 4].iter().all(|at| changed.get(row, *at) == before.get(row, *at))));
        let (_, mut again) = rows();
        let other = perturb(&variables, &mut again, &wanted, is_place, &key());
        assert_eq!(other, Some(part), "the same file every time");
    }

    #[test]
    fn one_characteristic_is_drawn_again_with_published_chances() {
        let (variables, mut changed) = rows();
        let before = changed.clone();
        let redraw = Some(Redraw { characteristic: "religion".to_owned(), stay: 0.8 });
        let part = perturb(&variables, &mut changed, &Perturbation { swap: 0.0, redraw }, is_place, &key()).unwrap();
        let moved = (0..600).filter(|row| changed.get(*row, 3) != before.get(*row, 3)).count();
        // A fifth is drawn, and about a third of those draw what they had.
        assert!((40..120).contains(&moved), "{moved}");
        assert!((0..600).all(|row| [0, 1, 2, 4].iter().all(|at| changed.get(row, *at) == before.get(row, *at))));
        let table = part.table.unwrap();
        assert_eq!((table.heads.len(), table.rows.len()), (4, 3));
        assert_eq!(table.rows[0][0], "one");
        let sum: f64 = table.rows[0][1..].iter().map(|chance| chance.parse::<f64>().unwrap()).sum();
        assert!((sum - 1.0).abs() < 0.002);
    }

    #[test]
    fn without_a_decision_nothing_changes() {
        let (variables, mut changed) = rows();
        assert_eq!(perturb(&variables, &mut changed, &Perturbation::default(), is_place, &key()), None);
        let nowhere = Perturbation { swap: 0.2, redraw: Some(Redraw { characteristic: "safe".to_owned(), stay: 0.8 }) };
        assert_eq!(perturb(&variables, &mut changed, &nowhere, |_| false, &key()), None, "no key, nothing to change");
    }
}
