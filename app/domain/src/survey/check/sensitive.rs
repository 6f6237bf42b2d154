//! Sensitive questions: nobody has to answer them, everybody can say that they prefer not to, and everybody is told why
//! they are asked.

use crate::{
    problem::Problem,
    survey::{ChoiceRole, Item, Kind, Questionnaire},
};

pub(super) fn check(questionnaire: &Questionnaire) -> Vec<Problem> {
    let mut problems = Vec::new();
    let last_other = questionnaire.items().filter(|(_, item)| is_substantive(item)).map(|(page, _)| page).max();
    for (page, item) in questionnaire.items().filter(|(_, item)| item.special_category) {
        let place = format!("pages.{page}.items.{}", item.code);
        for (wrong, kind) in [
            (item.required, "special-required"),
            (!offers_prefer_not(questionnaire, item), "special-without-prefer-not"),
            (item.why.is_empty(), "special-without-why"),
            (Some(page) < last_other, "special-early"),
        ] {
            if wrong {
                problems.push(Problem::new(&*place, kind));
            }
        }
    }
    problems
}

/// Whether an item is what the survey is about, rather than about who answers.
fn is_substantive(item: &Item) -> bool {
    item.kind.asks() && !item.special_category && item.characteristic.is_none()
}

/// Whether somebody can say that they prefer not to answer; where they would have to type, leaving it empty says so.
fn offers_prefer_not(questionnaire: &Questionnaire, item: &Item) -> bool {
    match &item.kind {
        Kind::Scale { prefer_not, .. } => *prefer_not,
        kind => kind.choices().is_none_or(|choices| {
            questionnaire.choices(choices).iter().any(|choice| choice.role == ChoiceRole::PreferNotToSay)
        }),
    }
}
