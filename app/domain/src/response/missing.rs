//! Why a value is not there: six codes that every file and table carries, so that a gap is never taken for an answer.

use serde::{Deserialize, Serialize};

use super::{
    journey::{Journey, StepState},
    value::{Value, role_of, value},
};
use crate::survey::ChoiceRole;

/// Why there is no value. In SPSS they are one range, -9 through -4, because only three single codes are allowed there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MissingCode {
    /// It was asked and left out.
    NotAnswered,
    /// "I prefer not to say".
    PreferNotToSay,
    /// Routing left it out.
    NotAsked,
    /// The person stopped before it.
    NotReached,
    /// It is there, and withheld so that nobody can be recognised.
    Suppressed,
    /// "I do not know".
    DontKnow,
}

impl MissingCode {
    /// All of them, from -9 to -4.
    pub const ALL: [Self; 6] =
        [Self::NotAnswered, Self::PreferNotToSay, Self::NotAsked, Self::NotReached, Self::Suppressed, Self::DontKnow];

    /// The number that stands for it in files.
    pub const fn number(self) -> i8 {
        match self {
            Self::NotAnswered => -9,
            Self::PreferNotToSay => -8,
            Self::NotAsked => -7,
            Self::NotReached => -6,
            Self::Suppressed => -5,
            Self::DontKnow => -4,
        }
    }

    /// The one that this number stands for.
    pub fn from_number(number: i64) -> Option<Self> {
        Self::ALL.into_iter().find(|code| i64::from(code.number()) == number)
    }

    /// Its stable name in codebooks and catalogues.
    pub const fn name(self) -> &'static str {
        match self {
            Self::NotAnswered => "not-answered",
            Self::PreferNotToSay => "prefer-not-to-say",
            Self::NotAsked => "not-asked",
            Self::NotReached => "not-reached",
            Self::Suppressed => "suppressed",
            Self::DontKnow => "dont-know",
        }
    }
}

/// Why a field holds no value; none where it holds one. `field` is an index of the questionnaire of the journey.
///
/// [`MissingCode::Suppressed`] is never found here: withholding is the business of disclosure control.
pub fn missing_of(field: usize, journey: &Journey<'_>) -> Option<MissingCode> {
    let prepared = journey.prepared();
    let item = prepared.fields().get(field)?.item;
    if !journey.asks(item) {
        return Some(MissingCode::NotAsked);
    }
    let value = value(prepared, field, journey.answers());
    match (value, role_of(prepared.questionnaire(), prepared.item(item), value)) {
        (_, ChoiceRole::DontKnow) => Some(MissingCode::DontKnow),
        (_, ChoiceRole::PreferNotToSay) => Some(MissingCode::PreferNotToSay),
        (Value::Missing | Value::Wrong(_), _) => {
            let step = journey.step(prepared.page_of(item));
            let reached = step.is_some_and(|step| step.state != StepState::Untouched);
            Some(if reached { MissingCode::NotAnswered } else { MissingCode::NotReached })
        }
        _ => None,
    }
}
