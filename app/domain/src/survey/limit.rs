//! Limits: how large a questionnaire, and what is answered to it, may be. They keep every rule here bounded, whatever
//! somebody draws up or sends.

use super::{Item, Kind, Questionnaire};

/// How many pages a questionnaire may have.
pub const PAGES: usize = 200;
/// How many items a questionnaire may have.
pub const ITEMS: usize = 300;
/// How many choices a list may have.
pub const CHOICES: usize = 500;
/// How many lines a matrix may have.
pub const ROWS: usize = 20;
/// How many lines a matrix can have before people stop reading them.
pub const ROWS_ADVISED: usize = 7;
/// How many points a scale may have beyond the first.
pub const POINTS: u64 = 100;
/// How many characters a text on one line may have.
pub const SHORT_TEXT: u32 = 300;
/// How many characters a long text may have.
pub const LONG_TEXT: u32 = 10_000;
/// How many characters the wording of a question may have before it is better told in two sentences and a help text.
pub const WORDS_ADVISED: usize = 200;
/// How many bytes all answers of one person may have, with the names of their fields. A questionnaire to which somebody
/// could answer more, rightly, is not published.
pub const ANSWERS: usize = 320 * 1024;

/// The most bytes that right answers to a questionnaire can have, with the names of their fields.
pub fn largest_answers(questionnaire: &Questionnaire) -> usize {
    questionnaire.items().map(|(_, item)| largest_answer(questionnaire, item)).fold(0, usize::saturating_add)
}

fn largest_answer(questionnaire: &Questionnaire, item: &Item) -> usize {
    let codes = || questionnaire.choices_of(item).iter().map(|choice| choice.code.len());
    let name = item.code.as_str().len();
    match &item.kind {
        Kind::Note => 0,
        Kind::Single { .. } => name + codes().max().unwrap_or(0),
        Kind::Multiple { .. } => name + codes().sum::<usize>(),
        Kind::Matrix { rows, .. } => {
            rows.iter().map(|row| name + 1 + row.code.len() + codes().max().unwrap_or(0)).sum()
        }
        Kind::Scale { .. } => name + 20,
        Kind::ShortText { at_most } | Kind::LongText { at_most } => name + 4 * (*at_most as usize),
        Kind::Whole { .. } | Kind::Place => name + 400,
    }
}
