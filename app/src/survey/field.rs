//! Where a problem of a question stands in its form: the place in the questionnaire, and the field to go to.

use domain::survey::{ChoiceRole, Choices, Item, Kind};

/// The identifier of the field of a question's form in which the problem at this place is put right. The place is what
/// comes after the question itself: `choices.2.words`, `show_if`, or nothing. The kind is that of the problem.
pub fn field_of(item: &Item, place: &str, problem: &str) -> String {
    let mut parts = place.split('.');
    let (first, number, last) = (parts.next().unwrap_or_default(), parts.next(), parts.next());
    let line = number.and_then(|number| number.parse::<usize>().ok()).unwrap_or(0) + 1;
    match (first, number, last) {
        ("choices", Some(_), Some("hint")) => format!("hint-{line}"),
        ("choices", Some(_), Some(_)) if is_box(item, line) => "say".to_owned(),
        ("choices", Some(_), None) => format!("code-{line}"),
        ("choices", ..) => format!("answer-{line}"),
        ("rows", Some(_), Some("short")) => format!("row-short-{line}"),
        ("rows", Some(_), None) => format!("row-code-{line}"),
        ("rows", ..) => format!("row-{line}"),
        ("show_if", ..) => "show".to_owned(),
        ("", ..) => own_field(item, problem).to_owned(),
        (field, ..) => field.to_owned(),
    }
}

/// Whether the choice on this line is one of the two that are offered by ticking a box.
fn is_box(item: &Item, line: usize) -> bool {
    let Some(Choices::Own(own)) = item.kind.choices() else { return false };
    let role = own.get(line - 1).map(|choice| choice.role);
    matches!(role, Some(ChoiceRole::DontKnow | ChoiceRole::PreferNotToSay))
}

/// The field for a problem of the question as a whole.
fn own_field(item: &Item, problem: &str) -> &'static str {
    match (problem, &item.kind) {
        ("item-code-twice" | "item-code", _) => "code",
        ("scale-unknown", _) => "scale",
        ("rows-none" | "rows-too-many" | "rows-many", _) => "row-1",
        ("bounds" | "points-too-many", _) => "from",
        ("limit", Kind::Multiple { .. }) => "at_most",
        ("limit", _) => "longest",
        ("dead-end" | "special-required", _) => "required",
        ("special-without-prefer-not", _) => "say",
        ("special-without-why", _) => "why",
        ("special-early", _) => "special",
        ("counts-as-nothing", _) => "characteristic",
        _ => "words",
    }
}

#[cfg(test)]
mod tests {
    use domain::survey::template;

    use super::*;

    #[test]
    fn every_problem_of_a_question_leads_to_a_field() {
        let community = template::community().questionnaire;
        let item = |code: &str| community.item(code).unwrap();
        for (code, place, problem, field) in [
            ("travel", "words", "words-missing", "words"),
            ("travel", "choices.2.words", "translation-missing", "answer-3"),
            ("travel", "choices.2", "choice-code", "code-3"),
            ("travel", "choices.11.words", "translation-missing", "say"),
            ("travel", "choices", "choices-too-few", "answer-1"),
            ("travel", "", "limit", "at_most"),
            ("travel_easier", "", "limit", "longest"),
            ("years_here", "", "bounds", "from"),
            ("years_here", "unit", "translation-missing", "unit"),
            ("say", "rows.0.words", "words-missing", "row-1"),
            ("say", "show_if", "condition-later", "show"),
            ("say", "", "special-without-why", "why"),
        ] {
            assert_eq!(field_of(item(code), place, problem), field, "{code} {place} {problem}");
        }
    }
}
