//! One page that was sent: what is kept of it, and what is wrong with it.

use std::collections::BTreeMap;

use super::{
    answer::Answers,
    place::{PlaceLists, postcode},
    routing::Routing,
    value::{choice, fault},
};
use crate::{
    problem::Problem,
    survey::{Choices, Item, Kind, Prepared, Questionnaire, choice::PREFER_NOT, limit, number::whole},
    text::{one_line, tidy},
};

/// Every kind of problem that a page of answers can have, with what its sentence names. `choice` is a code: the page knows
/// its words.
pub const KINDS: &[(&str, &[&str])] = &[
    ("required", &[]),
    ("too-long", &["most", "over"]),
    ("whole-number", &["example"]),
    ("number-range", &["smallest", "largest"]),
    ("exclusive", &["choice"]),
    ("too-many-choices", &["most", "chosen"]),
    ("postcode", &["example"]),
    ("postcode-unknown", &[]),
    ("page-not-asked", &[]),
    ("answers-too-large", &["most"]),
];

/// What a browser sends: the values of each field, by name.
pub type Posted = BTreeMap<String, Vec<String>>;

/// The answers after a page was sent, and what is wrong with that page.
///
/// Only fields that the page asks of this person are read; everything else that was posted is ignored, and so are codes
/// of choices that do not exist. A field of the page that was not posted is left empty, because that is how a browser
/// sends nothing. What is wrong is kept as typed and explained: the problems are those that [`problems_of_page`] finds
/// again, but for two that leave the answers as they were: `page-not-asked` and `answers-too-large`.
pub fn parse_page(
    prepared: &Prepared,
    page: usize,
    posted: &Posted,
    before: Answers,
    places: &PlaceLists,
) -> (Answers, Vec<Problem>) {
    let routing = Routing::derive(prepared, &before);
    if !routing.shows(page) {
        return (before, vec![Problem::new("", "page-not-asked")]);
    }
    let questionnaire = prepared.questionnaire();
    let mut answers = before;
    let mut replaced = Vec::new();
    for item in prepared.items_on(page).filter(|item| routing.asks(*item)) {
        for field in &prepared.fields()[prepared.fields_of(item)] {
            let old = answers.get(&field.name).to_vec();
            let sent = posted.get(&field.name).map_or(&[][..], Vec::as_slice);
            answers.set(&field.name, kept(questionnaire, prepared.item(item), sent, &old, places));
            replaced.push((&field.name, old));
        }
    }
    if answers.size() > limit::ANSWERS {
        for (name, old) in replaced {
            answers.set(name, old);
        }
        return (answers, vec![Problem::new("", "answers-too-large").about("most", limit::ANSWERS)]);
    }
    let problems = problems_of(prepared, page, &answers, &routing);
    (answers, problems)
}

/// What is wrong with a page, found again from the answers that were kept: whoever reloads a page, or comes back to it,
/// sees the same problems.
pub fn problems_of_page(prepared: &Prepared, page: usize, answers: &Answers) -> Vec<Problem> {
    problems_of(prepared, page, answers, &Routing::derive(prepared, answers))
}

/// The postcodes on a page that have to be looked up before it can be parsed, as the directory writes them.
pub fn postcodes_on(prepared: &Prepared, page: usize, posted: &Posted) -> Vec<String> {
    let places = prepared.items_on(page).map(|item| prepared.item(item)).filter(|item| item.kind == Kind::Place);
    let sent = places.filter_map(|item| posted.get(item.code.as_str()));
    sent.flat_map(|values| values.iter().take(4)).filter_map(|typed| postcode(typed)).collect()
}

pub(super) fn problems_of(prepared: &Prepared, page: usize, answers: &Answers, routing: &Routing) -> Vec<Problem> {
    let asked = prepared.items_on(page).filter(|item| routing.asks(*item));
    let fields = asked.flat_map(|item| &prepared.fields()[prepared.fields_of(item)]);
    fields
        .filter_map(|field| {
            let found = fault(prepared.questionnaire(), prepared.item(field.item), answers.get(&field.name))?;
            Some(found.problem(&field.name))
        })
        .collect()
}

/// What is kept of what was posted for an item, or for one line of its matrix.
fn kept(
    questionnaire: &Questionnaire,
    item: &Item,
    posted: &[String],
    before: &[String],
    places: &PlaceLists,
) -> Vec<String> {
    match &item.kind {
        Kind::Single { choices } | Kind::Matrix { choices, .. } => chosen(questionnaire, choices, posted),
        Kind::Multiple { choices, .. } => all_chosen(questionnaire, choices, posted),
        Kind::Scale { from, to, prefer_not, .. } => {
            let point = |code: &&String| {
                let point = code.parse().ok().filter(|point| (*from..=*to).contains(point));
                point.is_some_and(|point| point.to_string() == **code) || (*prefer_not && *code == PREFER_NOT)
            };
            posted.iter().take(limit::CHOICES).find(point).cloned().into_iter().collect()
        }
        Kind::Whole { unit, .. } => {
            let typed = typed(posted, |typed| cut(one_line(typed), 100));
            typed.map(|typed| without_unit(&typed, unit.iter().map(|(_, unit)| unit)).to_owned()).into_iter().collect()
        }
        Kind::ShortText { at_most } => {
            typed(posted, |typed| cut(one_line(typed), most_kept(*at_most))).into_iter().collect()
        }
        Kind::LongText { at_most } => {
            typed(posted, |typed| cut(tidy(typed), most_kept(*at_most))).into_iter().collect()
        }
        Kind::Place => places.kept(posted, before),
        Kind::Note => Vec::new(),
    }
}

/// How many characters of a text are kept: enough of what is too long that it can be cut to what matters.
fn most_kept(at_most: u32) -> usize {
    at_most as usize * 2 + 1_000
}

fn chosen(questionnaire: &Questionnaire, choices: &Choices, posted: &[String]) -> Vec<String> {
    let known = |code: &&String| choice(questionnaire, choices, code).is_some();
    posted.iter().take(limit::CHOICES).find(known).cloned().into_iter().collect()
}

fn all_chosen(questionnaire: &Questionnaire, choices: &Choices, posted: &[String]) -> Vec<String> {
    let posted = &posted[..posted.len().min(limit::CHOICES)];
    let codes = questionnaire.choices(choices).iter().map(|choice| &choice.code);
    codes.filter(|code| posted.contains(code)).cloned().collect()
}

/// The first value in which something was typed.
fn typed(posted: &[String], clean: impl Fn(&str) -> String) -> Option<String> {
    posted.iter().take(limit::CHOICES).map(|typed| clean(typed)).find(|typed| !typed.is_empty())
}

/// The number alone, where somebody typed it with its unit: "12 years" where years are asked for is "12".
fn without_unit<'a>(typed: &'a str, mut units: impl Iterator<Item = &'a str>) -> &'a str {
    let bare = |unit: &str| {
        let rest = typed.len().checked_sub(unit.len()).and_then(|at| typed.split_at_checked(at));
        rest.filter(|(number, end)| end.to_lowercase() == unit.to_lowercase() && whole(number).is_some())
    };
    units.find_map(bare).map_or(typed, |(number, _)| number.trim_end())
}

/// At most so many characters of a text.
pub(super) fn cut(mut text: String, most: usize) -> String {
    if text.len() > most
        && let Some((end, _)) = text.char_indices().nth(most)
    {
        text.truncate(end);
        text.truncate(text.trim_end().len());
    }
    text
}
