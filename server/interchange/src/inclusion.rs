//! Who took part against who lives here, for any engagement whose participants are in a file of comma-separated values.
//!
//! One file has a row for each person, the other the columns `variable`, `category` and `population`; a column of the
//! first belongs to the variable of the same name. The measures are those of the pages. The counts here are exact:
//! whoever has the file has them anyway, and what is published of them goes through disclosure control first.

mod fault;
mod people;
mod population;
mod record;
#[cfg(test)]
mod tests;
mod weighed;

use std::io::Read;

use domain::{
    disclosure::Cell,
    inclusion::{Characteristic, Comparison, Group, Missing, Tolerance, compare_all, missing, weight::Target},
};
use serde::Serialize;

use self::people::{DID_NOT_SAY, People};
pub(crate) use self::record::Records;
pub use self::{
    fault::{Fault, Faults},
    weighed::{Weighed, Weighted},
};

/// What is wanted of the files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// Texts that mean that somebody did not say, beside nothing at all and NA.
    pub nothing: Vec<String>,
    /// The column that tells people apart; `id` where there is one.
    pub id: Option<String>,
    /// Whether and how people are weighed.
    pub weights: Option<Method>,
    /// The column with design weights.
    pub design: Option<String>,
    /// Columns of numbers whose means are wanted without and with weights.
    pub answers: Vec<String>,
    /// Categories that are joined before weighing.
    pub joins: Vec<Join>,
    /// Whether characteristics that count other people are scaled to the first before weighing.
    pub scale: bool,
}

/// How people are weighed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// Margin by margin until all hold.
    Rake,
    /// By linear calibration.
    Calibrate,
}

/// One category that joins another one of its variable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Join {
    /// The variable.
    pub variable: String,
    /// The category that is joined.
    pub from: String,
    /// The one that takes it in.
    pub into: String,
}

/// Everything that can be said.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Measured {
    /// How many took part.
    pub took_part: u64,
    /// Each characteristic that is asked, compared.
    pub characteristics: Vec<Comparison>,
    /// The groups that are missing, most first.
    pub missing: Vec<Missing>,
    /// What the population counts and cannot be compared.
    pub not_compared: Vec<NotCompared>,
    /// Weights, where they are asked for.
    pub weights: Option<Weighed>,
}

/// A characteristic that cannot be compared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NotCompared {
    /// The characteristic.
    pub characteristic: String,
    /// Why not.
    pub why: Why,
}

/// Why a characteristic is not compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// No column of those who took part has its name.
    NoColumn,
    /// It has fewer than two categories.
    OneCategory,
    /// The population counts nobody.
    NobodyLivesHere,
    /// Nobody said.
    NobodySaid,
}

/// Measures everybody of one file against the population of another; each file by its name for faults, and its content.
///
/// # Errors
/// What is wrong with the files, by row and column; then nothing is measured.
pub fn measure<R: Read, P: Read>(
    responses: (&str, R),
    population: (&str, P),
    asked: &Asked,
) -> Result<Measured, Faults> {
    let targets = population::read(population.0, population.1)?;
    let people = people::read(responses.0, responses.1, targets, asked)?;
    let weights = asked.weights.map(|method| weighed::weigh(&people, method, asked)).transpose()?;
    let no_column = people.without_column.iter().map(|code| not_compared(code, Why::NoColumn));
    let mut left: Vec<NotCompared> = no_column.collect();
    let mut characteristics = Vec::new();
    for (target, places) in &people.asked {
        match characteristic(target, places) {
            Ok(one) => characteristics.push(one),
            Err(why) => left.push(not_compared(&target.code, why)),
        }
    }
    let characteristics = compare_all(&characteristics, &Tolerance::default());
    let missing = missing(&characteristics);
    let People { count: took_part, .. } = people;
    Ok(Measured { took_part, characteristics, missing, not_compared: left, weights })
}

fn not_compared(code: &str, why: Why) -> NotCompared {
    NotCompared { characteristic: code.to_owned(), why }
}

/// One characteristic, counted.
fn characteristic(target: &Target, places: &[u16]) -> Result<Characteristic, Why> {
    if target.categories.len() < 2 {
        return Err(Why::OneCategory);
    }
    if target.total() == 0 {
        return Err(Why::NobodyLivesHere);
    }
    let mut counts = vec![0_u64; target.categories.len()];
    for place in places.iter().filter(|place| **place != DID_NOT_SAY) {
        if let Some(count) = counts.get_mut(usize::from(*place)) {
            *count += 1;
        }
    }
    let said: u64 = counts.iter().sum();
    if said == 0 {
        return Err(Why::NobodySaid);
    }
    let group = |((code, population), participants): (&(String, u64), u64)| Group {
        code: code.clone(),
        participants: Cell::Published(participants),
        population: *population,
    };
    Ok(Characteristic {
        code: target.code.clone(),
        groups: target.categories.iter().zip(counts).map(group).collect(),
        said: Cell::Published(said),
        did_not_say: Cell::Published(places.len() as u64 - said),
    })
}
