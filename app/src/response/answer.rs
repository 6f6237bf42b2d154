//! What somebody answered, in words, for the list of all answers.

use domain::{
    response::{Answers, Value, place::Whereabouts, value},
    survey::{Kind, Prepared, choice::PREFER_NOT},
};
use service::place;

use crate::visit::Visit;

/// The answer of a field in words; none where nothing was answered.
pub fn answer(
    visit: &Visit,
    prepared: &Prepared,
    field: usize,
    answers: &Answers,
    places: &place::Choices,
) -> Option<String> {
    let item = prepared.item(prepared.fields()[field].item);
    let choice = |code: &str| {
        let choices = prepared.questionnaire().choices_of(item);
        let known = choices.iter().find(|choice| choice.code == code);
        known.map(|choice| choice.words.best(visit.language()).0.to_owned())
    };
    Some(match value(prepared, field, answers) {
        Value::Missing => return None,
        Value::Chosen(PREFER_NOT) => visit.t("prefer-not"),
        Value::Chosen(code) => choice(code)?,
        Value::Several(codes) => codes.iter().filter_map(|code| choice(code)).collect::<Vec<_>>().join("; "),
        Value::Number(number) => number_in_words(visit, &item.kind, number),
        Value::Words(words) | Value::Wrong(words) => words.to_owned(),
        Value::Place(Whereabouts::Locality(code)) => places.name(code, visit.language())?,
        Value::Place(Whereabouts::Zone(zone)) => match places.zone_name(zone) {
            Some(name) => visit.words.with("place-zone", &[("name", name)]),
            None => visit.t("place-zone-unnamed"),
        },
    })
}

fn number_in_words(visit: &Visit, kind: &Kind, number: i64) -> String {
    let (number, language) = (number.to_string(), visit.language());
    match kind {
        Kind::Scale { to, .. } => visit.words.with("out-of", &[("point", &number), ("most", &to.to_string())]),
        Kind::Whole { unit, .. } if !unit.is_empty() => format!("{number} {}", unit.best(language).0),
        _ => number,
    }
}
