//! What was done to records, what was lost, and what risk remains: for whoever answers for the protection of data.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Demands, plan::Crowd};
use crate::disclosure::{
    diversity::{Diversity, diversity},
    risk::{Uniques, individual_risk},
};

/// The report of a research file, with numbers before and after.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RiskReport {
    /// What was asked for.
    pub demands: Demands,
    /// How many people the records stand for; `None` if the records are taken for everybody there is.
    pub population: Option<u64>,
    /// The records as they came in.
    pub before: Risk,
    /// The records as they are released, counted again.
    pub after: Risk,
    /// What each key column lost, in the order of the columns.
    pub keys: Vec<KeyLoss>,
    /// What each pair of key columns lost.
    pub pairs: Vec<PairLoss>,
    /// Values suppressed, as a share of all values of keys that are released, from 0 to 1.
    pub suppressed: f64,
    /// Records left out.
    pub removed: u64,
}

/// The risk of records.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Risk {
    /// All records.
    pub records: u64,
    /// Classes of equal keys, a suppressed value being one of its own.
    pub classes: u64,
    /// The records of the smallest class, k; `None` without records.
    pub smallest: Option<u64>,
    /// Records in classes smaller than the k that was asked for.
    pub below_k: u64,
    /// The mean size of a class; 0 without records.
    pub mean_class: f64,
    /// The sum of the squares of the classes' sizes.
    pub discernibility: u64,
    /// Records that are alone, classes of two, and the chance that a unique match is right.
    pub uniques: Uniques,
    /// The largest risk of a person, from 0 to 1.
    pub highest_risk: f64,
    /// The mean risk of all persons.
    pub mean_risk: f64,
    /// The number of people who could be expected to be recognised: the sum of all risks.
    pub expected: f64,
    /// The diversity of the answers to each sensitive question, by its code.
    pub diversity: Vec<(String, Option<Diversity>)>,
}

/// What a key column lost.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct KeyLoss {
    /// Its code.
    pub code: String,
    /// The level of its hierarchy at which it is released; 0 is as it came in.
    pub level: usize,
    /// How many levels there are above 0.
    pub levels: usize,
    /// Different values before.
    pub values_before: u64,
    /// Different values that are released, a suppressed one not counted.
    pub values_after: u64,
    /// Values suppressed.
    pub suppressed: u64,
    /// Half the sum of the differences between the shares of values that were not suppressed and the shares that all
    /// records have at this level, from 0 to 1.
    pub distance: f64,
}

/// What a two-way table of key columns lost.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PairLoss {
    /// The codes of the two columns.
    pub of: (String, String),
    /// The distance of the two tables, as for one column.
    pub distance: f64,
    /// How far the two depend on each other (Cramér's V) in the records as they came in; `None` where one never varies.
    pub v_before: Option<f64>,
    /// The same in what is released.
    pub v_after: Option<f64>,
}

impl Risk {
    /// The risk of classes of equal keys; `names` are the codes of the sensitive questions.
    pub(super) fn of<'a>(
        classes: impl Iterator<Item = &'a Crowd>,
        k: u64,
        population: Option<u64>,
        names: &[&str],
    ) -> Self {
        let classes: Vec<&Crowd> = classes.collect();
        let sizes = || classes.iter().map(|class| class.people);
        let records: u64 = sizes().sum();
        let count = classes.len() as u64;
        let mean = |sum: f64, of: u64| if of > 0 { sum / of as f64 } else { 0.0 };
        let risks = || classes.iter().map(|class| (class.people, individual_risk(class.people, class.weight)));
        let expected: f64 = risks().map(|(people, risk)| people as f64 * risk).sum();
        let answers = |at: usize| {
            let counts = classes.iter().map(|class| class.answers.get(at).cloned().unwrap_or_default());
            diversity(&counts.collect::<Vec<_>>())
        };
        Self {
            records,
            classes: count,
            smallest: sizes().min(),
            below_k: sizes().filter(|people| *people < k).sum(),
            mean_class: mean(records as f64, count),
            discernibility: sizes().map(|people| people * people).sum(),
            uniques: Uniques::of(sizes(), population.unwrap_or(records)),
            highest_risk: risks().map(|(_, risk)| risk).fold(0.0, f64::max),
            mean_risk: mean(expected, records),
            expected,
            diversity: names.iter().enumerate().map(|(at, name)| ((*name).to_owned(), answers(at))).collect(),
        }
    }
}

/// A table of one or two columns, from values to people.
pub type Counts = BTreeMap<(u16, u16), u64>;

/// Half the sum of the differences of the shares of two tables, from 0 to 1; 1 when one of them is empty and the other
/// is not.
pub fn distance(one: &Counts, other: &Counts) -> f64 {
    let sum = |counts: &Counts| counts.values().sum::<u64>() as f64;
    let (all, rest) = (sum(one), sum(other));
    if all <= 0.0 || rest <= 0.0 {
        return if all <= 0.0 && rest <= 0.0 { 0.0 } else { 1.0 };
    }
    let keys: std::collections::BTreeSet<_> = one.keys().chain(other.keys()).collect();
    let share = |counts: &Counts, key, sum: f64| counts.get(key).copied().unwrap_or(0) as f64 / sum;
    keys.into_iter().map(|key| (share(one, key, all) - share(other, key, rest)).abs()).sum::<f64>() / 2.0
}

/// Cramér's V of a two-way table, from 0 to 1 (H. Cramér, Mathematical Methods of Statistics, 1946). `None` where a row
/// or a column never varies.
pub fn cramers_v(counts: &Counts) -> Option<f64> {
    let (mut rows, mut columns): (BTreeMap<u16, u64>, BTreeMap<u16, u64>) = <_>::default();
    for ((row, column), people) in counts {
        *rows.entry(*row).or_default() += people;
        *columns.entry(*column).or_default() += people;
    }
    let least = rows.len().min(columns.len());
    let all = rows.values().sum::<u64>() as f64;
    if least < 2 {
        return None;
    }
    // The sum of n²/(row column) over all cells, less 1, is chi squared by the number of people.
    let share = |((row, column), people): (&(u16, u16), &u64)| {
        let margins = *rows.get(row)? as f64 * *columns.get(column)? as f64;
        Some(*people as f64 * *people as f64 / margins)
    };
    let squared = counts.iter().filter_map(share).sum::<f64>() - 1.0;
    (all > 0.0).then(|| (squared.max(0.0) / (least - 1) as f64).sqrt().min(1.0))
}
