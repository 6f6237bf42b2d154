//! What an answer means: the typed view of what was stored, and what is wrong with it.

use super::{answer::Answers, place::Whereabouts};
use crate::{
    problem::Problem,
    survey::{Choice, ChoiceRole, Choices, Item, Kind, Prepared, Questionnaire, choice::PREFER_NOT, number::whole},
};

/// What one field means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value<'a> {
    /// Nothing was answered.
    Missing,
    /// The code of a choice, also of "I do not know" and "I prefer not to say".
    Chosen(&'a str),
    /// The codes of all choices, in the order of the list.
    Several(&'a [String]),
    /// A number, or a point on a scale.
    Number(i64),
    /// Words.
    Words(&'a str),
    /// Where somebody lives.
    Place(Whereabouts<'a>),
    /// Something that is no answer to this question, as typed.
    Wrong(&'a str),
}

/// What a field of a prepared questionnaire means, whether or not it is asked.
pub fn value<'a>(prepared: &Prepared, field: usize, answers: &'a Answers) -> Value<'a> {
    prepared.fields().get(field).map_or(Value::Missing, |field| {
        value_of(prepared.questionnaire(), prepared.item(field.item), answers.get(&field.name))
    })
}

/// What the stored values of an item, or of one line of its matrix, mean.
pub fn value_of<'a>(questionnaire: &Questionnaire, item: &Item, values: &'a [String]) -> Value<'a> {
    let Some(first) = values.first().map(String::as_str) else { return Value::Missing };
    match &item.kind {
        Kind::Single { choices } | Kind::Matrix { choices, .. } => {
            if choice(questionnaire, choices, first).is_some() {
                Value::Chosen(first)
            } else {
                Value::Wrong(first)
            }
        }
        Kind::Multiple { choices, .. } => {
            let known = |code: &String| choice(questionnaire, choices, code).is_some();
            if values.iter().all(known) { Value::Several(values) } else { Value::Wrong(first) }
        }
        Kind::Scale { from, to, prefer_not, .. } => match first.parse() {
            Ok(point) if (*from..=*to).contains(&point) => Value::Number(point),
            _ if *prefer_not && first == PREFER_NOT => Value::Chosen(first),
            _ => Value::Wrong(first),
        },
        Kind::Whole { .. } => whole(first).map_or(Value::Wrong(first), Value::Number),
        Kind::ShortText { .. } | Kind::LongText { .. } => Value::Words(first),
        Kind::Place => Whereabouts::best(values).map_or(Value::Wrong(first), Value::Place),
        Kind::Note => Value::Missing,
    }
}

/// The choice with this code.
pub(super) fn choice<'a>(questionnaire: &'a Questionnaire, choices: &'a Choices, code: &str) -> Option<&'a Choice> {
    questionnaire.choices(choices).iter().find(|choice| choice.code == code)
}

/// What is wrong with an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault<'a> {
    Required,
    TooLong { most: u32, over: usize },
    NotWhole { example: i64 },
    OutOfRange { smallest: i64, largest: i64 },
    Exclusive { choice: &'a str },
    TooMany { most: u32, chosen: usize },
    NoPostcode,
    UnknownPostcode,
}

impl Fault<'_> {
    /// The problem at the field of this name.
    pub(super) fn problem(self, name: &str) -> Problem {
        match self {
            Self::Required => Problem::new(name, "required"),
            Self::TooLong { most, over } => Problem::new(name, "too-long").about("most", most).about("over", over),
            Self::NotWhole { example } => Problem::new(name, "whole-number").about("example", example),
            Self::OutOfRange { smallest, largest } => {
                Problem::new(name, "number-range").about("smallest", smallest).about("largest", largest)
            }
            Self::Exclusive { choice } => Problem::new(name, "exclusive").about("choice", choice),
            Self::TooMany { most, chosen } => {
                Problem::new(name, "too-many-choices").about("most", most).about("chosen", chosen)
            }
            Self::NoPostcode => Problem::new(name, "postcode").about("example", "PA15 1LY"),
            Self::UnknownPostcode => Problem::new(name, "postcode-unknown"),
        }
    }
}

/// What is wrong with the stored values of an item, or of one line of its matrix; none where they are an answer, or are
/// empty and may be.
pub(super) fn fault<'a>(questionnaire: &Questionnaire, item: &Item, values: &'a [String]) -> Option<Fault<'a>> {
    let Some(first) = values.first() else {
        return (item.required && item.kind.asks()).then_some(Fault::Required);
    };
    match &item.kind {
        Kind::ShortText { at_most } | Kind::LongText { at_most } => too_long(first, *at_most),
        Kind::Whole { from, to, .. } => not_in_range(first, *from, *to),
        Kind::Multiple { choices, at_most } => too_many(questionnaire, choices, *at_most, values),
        Kind::Place => wrong_place(values),
        Kind::Single { .. } | Kind::Matrix { .. } | Kind::Scale { .. } => {
            let wrong = matches!(value_of(questionnaire, item, values), Value::Wrong(_));
            (wrong && item.required).then_some(Fault::Required)
        }
        Kind::Note => None,
    }
}

fn too_long(text: &str, most: u32) -> Option<Fault<'_>> {
    let limit = most as usize;
    if text.len() <= limit {
        return None;
    }
    let over = text.chars().count().saturating_sub(limit);
    (over > 0).then_some(Fault::TooLong { most, over })
}

fn not_in_range(typed: &str, smallest: i64, largest: i64) -> Option<Fault<'_>> {
    match whole(typed) {
        Some(number) if (smallest..=largest).contains(&number) => None,
        Some(_) => Some(Fault::OutOfRange { smallest, largest }),
        None => Some(Fault::NotWhole { example: if (smallest..=largest).contains(&12) { 12 } else { largest } }),
    }
}

fn too_many<'a>(
    questionnaire: &Questionnaire,
    choices: &Choices,
    at_most: Option<u32>,
    values: &'a [String],
) -> Option<Fault<'a>> {
    let alone = |code: &&String| choice(questionnaire, choices, code).is_some_and(|choice| choice.role.stands_alone());
    let exclusive = values.iter().find(alone).filter(|_| values.len() > 1);
    let chosen = values.len();
    match (exclusive, at_most) {
        (Some(choice), _) => Some(Fault::Exclusive { choice }),
        (None, Some(most)) if chosen > most as usize => Some(Fault::TooMany { most, chosen }),
        _ => None,
    }
}

/// A postcode that was typed and not found is wrong unless a locality was chosen beside it.
fn wrong_place(values: &[String]) -> Option<Fault<'_>> {
    if Whereabouts::best(values).is_some() {
        return None;
    }
    let full = values.iter().any(|typed| super::place::postcode(typed).is_some());
    Some(if full { Fault::UnknownPostcode } else { Fault::NoPostcode })
}

/// Whether a value is one of the ways of not answering.
pub(super) fn role_of(questionnaire: &Questionnaire, item: &Item, value: Value<'_>) -> ChoiceRole {
    let code = match value {
        Value::Chosen(code) => code,
        Value::Several([only]) => only,
        _ => return ChoiceRole::Ordinary,
    };
    if matches!(item.kind, Kind::Scale { .. }) {
        return ChoiceRole::PreferNotToSay;
    }
    item.kind
        .choices()
        .and_then(|choices| choice(questionnaire, choices, code))
        .map_or_else(Default::default, |c| c.role)
}
