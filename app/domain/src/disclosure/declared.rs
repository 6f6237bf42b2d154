//! The closed list of tables of a survey: what may be counted is declared by its questionnaire, before anybody looks.
//!
//! One table for each characteristic of people, one for each question (one for each choice where several may be chosen,
//! one for each line of a matrix), and one for the weeks. Nothing can be asked for that is not in the list, and a later
//! release counts the same tables (facts on disclosure, 3.6 rule 1). [`cross`] adds those of two dimensions.

mod cross;
mod list;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::table::Dimension;
use crate::{
    response::{Answers, Value, place::Whereabouts, value},
    survey::{ChoiceRole, Item, Prepared},
    time::days_between,
};

pub use self::{
    cross::{
        ANSWERED, Crossed, Crossing, LeftOut, MOST_CELLS, MOST_TABLES, NOT_ANSWERED, NOT_ASKED, Record, Why, cross,
    },
    list::{about_name, declare},
};

/// How many weeks are counted one by one; whoever answers later counts in the last.
pub const WEEKS: usize = 53;
/// The name of the table of weeks.
pub const WEEK_TABLE: &str = "weeks";

/// A characteristic and its groups, as they are compared with the population.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Groups {
    /// The characteristic's code.
    pub characteristic: String,
    /// Whether it is one of places, which data zones have, and not of people themselves.
    pub of_places: bool,
    /// Each group's code, and the categories (`counts_as`, classes of zones) that belong to it.
    pub groups: Vec<(String, Vec<String>)>,
}

/// What places mean: classes of data zones by characteristic (`deprivation`, `locality` ...), zone by zone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ZoneClasses(pub BTreeMap<String, BTreeMap<String, String>>);

/// One table that may be counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Declared {
    /// Its name: `weeks`, `about.age`, `q6.influence`, `travel#bus`.
    pub name: String,
    /// Its only dimension.
    pub dimension: Dimension,
    what: What,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum What {
    Weeks {
        from: Date,
    },
    /// The group of a category that the answer counts as.
    Group {
        field: usize,
        by_choice: BTreeMap<String, usize>,
    },
    /// The group of a place.
    Place {
        field: usize,
        characteristic: String,
        by_class: BTreeMap<String, usize>,
    },
    /// The code of a choice.
    Choice {
        field: usize,
        by_code: BTreeMap<String, usize>,
    },
    /// Whether one of several choices was chosen.
    Chosen {
        field: usize,
        code: String,
    },
    /// A point of a scale.
    Point {
        field: usize,
        from: i64,
    },
    /// A band of whole numbers, by its upper ends.
    Band {
        field: usize,
        upper: Vec<i64>,
    },
    /// Whether anything was written.
    Written {
        field: usize,
    },
}

impl Declared {
    /// The category of one response in this table; `None` when it did not say.
    pub fn category(&self, prepared: &Prepared, week: Date, answers: &Answers, zones: &ZoneClasses) -> Option<usize> {
        match &self.what {
            What::Weeks { from } => {
                let weeks = days_between(*from, week).div_euclid(7);
                Some(usize::try_from(weeks).unwrap_or(0).min(WEEKS - 1))
            }
            What::Group { field, by_choice } => match value(prepared, *field, answers) {
                Value::Chosen(code) => by_choice.get(code).copied(),
                _ => None,
            },
            What::Place { field, characteristic, by_class } => {
                let Value::Place(place) = value(prepared, *field, answers) else { return None };
                let class = match place {
                    Whereabouts::Zone(zone) => zones.0.get(characteristic)?.get(zone)?.as_str(),
                    Whereabouts::Locality(code) if characteristic == "locality" => code,
                    Whereabouts::Locality(_) => return None,
                };
                by_class.get(class).copied()
            }
            What::Choice { field, by_code } => match value(prepared, *field, answers) {
                Value::Chosen(code) => by_code.get(code).copied(),
                _ => None,
            },
            What::Chosen { field, code } => chosen(prepared, *field, code, answers),
            What::Point { field, from } => match value(prepared, *field, answers) {
                Value::Number(point) => usize::try_from(point - from).ok().filter(|at| *at < self.categories()),
                _ => None,
            },
            What::Band { field, upper } => match value(prepared, *field, answers) {
                Value::Number(number) => upper.iter().position(|end| number <= *end),
                _ => None,
            },
            What::Written { field } => Some(usize::from(!matches!(value(prepared, *field, answers), Value::Words(_)))),
        }
    }

    /// The field that it is counted from; none for the weeks.
    pub fn field(&self) -> Option<usize> {
        match &self.what {
            What::Weeks { .. } => None,
            What::Group { field, .. }
            | What::Place { field, .. }
            | What::Choice { field, .. }
            | What::Chosen { field, .. }
            | What::Point { field, .. }
            | What::Band { field, .. }
            | What::Written { field } => Some(*field),
        }
    }

    /// Whether it is about who people are, as opposed to what they say.
    pub fn is_about_people(&self) -> bool {
        matches!(self.what, What::Group { .. } | What::Place { .. })
    }

    /// Whether it only says if something was written.
    const fn is_written(&self) -> bool {
        matches!(self.what, What::Written { .. })
    }

    fn categories(&self) -> usize {
        self.dimension.categories.len()
    }
}

/// Whether one of several choices was chosen, of those who chose any and did not prefer not to say.
fn chosen(prepared: &Prepared, field: usize, code: &str, answers: &Answers) -> Option<usize> {
    let Value::Several(codes) = value(prepared, field, answers) else { return None };
    let item: &Item = prepared.item(prepared.fields()[field].item);
    let choices = prepared.questionnaire().choices_of(item);
    let refused =
        |code: &String| choices.iter().any(|choice| choice.code == *code && choice.role == ChoiceRole::PreferNotToSay);
    if codes.iter().any(refused) {
        return None;
    }
    Some(usize::from(!codes.iter().any(|chosen| chosen == code)))
}
