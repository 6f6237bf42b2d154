//! Whether a questionnaire can be published: everything that would make it wrong, each at its place.

mod conditions;
mod kinds;
mod reach;
mod sensitive;
mod structure;
mod words;

pub use kinds::{KINDS, ProblemKind, Severity, severity};

use super::Definition;
use crate::problem::Problem;

/// Everything that is wrong with a definition, each at its place (`pages.3.items.age.choices.2`, `notice.purpose`).
///
/// Places count from 0 and name items by their codes. What stops publishing and what is advice says [`severity`].
/// Conditions are not looked at while there are more pages or items than there may be.
pub fn check(definition: &Definition) -> Vec<Problem> {
    let mut problems = structure::check(&definition.questionnaire);
    problems.extend(words::check(definition));
    problems.extend(sensitive::check(&definition.questionnaire));
    if !problems.iter().any(|problem| matches!(&*problem.kind, "too-many-pages" | "too-many-items")) {
        problems.extend(conditions::check(&definition.questionnaire));
    }
    problems
}

/// The problems that stop publishing.
pub fn stopping(problems: &[Problem]) -> impl Iterator<Item = &Problem> {
    problems.iter().filter(|problem| severity(&problem.kind) == Severity::Stops)
}

#[cfg(test)]
mod tests;
