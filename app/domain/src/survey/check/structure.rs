//! What a questionnaire is made of: pages, codes, lists, lines, bounds.

use std::collections::BTreeSet;

use crate::{
    problem::Problem,
    survey::{Choice, ChoiceRole, Choices, Item, Kind, Page, Questionnaire, Row, limit},
};

pub(super) fn check(questionnaire: &Questionnaire) -> Vec<Problem> {
    let mut problems = whole(questionnaire);
    let mut pages = BTreeSet::new();
    let mut items = BTreeSet::new();
    for (index, page) in questionnaire.pages.iter().enumerate() {
        let place = format!("pages.{index}");
        check_page(page, &place, &mut problems);
        if !pages.insert(&page.code) {
            problems.push(Problem::new(&*place, "page-code-twice").about("code", &page.code));
        }
        for item in &page.items {
            let place = format!("{place}.items.{}", item.code);
            if !items.insert(&item.code) {
                problems.push(Problem::new(&*place, "item-code-twice").about("code", &item.code));
            }
            check_item(questionnaire, item, &place, &mut problems);
        }
    }
    scales(questionnaire, &mut problems);
    problems
}

fn whole(questionnaire: &Questionnaire) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut languages = BTreeSet::new();
    if questionnaire.languages.is_empty() {
        problems.push(Problem::new("languages", "no-language"));
    }
    for language in &questionnaire.languages {
        if !languages.insert(language) {
            problems.push(Problem::new("languages", "language-twice").about("language", language));
        }
    }
    let (pages, items) = (questionnaire.pages.len(), questionnaire.items().count());
    if pages == 0 {
        problems.push(Problem::new("pages", "no-pages"));
    } else if questionnaire.count() == 0 {
        problems.push(Problem::new("pages", "nothing-asked"));
    }
    if pages > limit::PAGES {
        problems.push(Problem::new("pages", "too-many-pages").about("most", limit::PAGES));
    }
    if items > limit::ITEMS {
        problems.push(Problem::new("pages", "too-many-items").about("most", limit::ITEMS));
    }
    if limit::largest_answers(questionnaire) > limit::ANSWERS {
        problems.push(Problem::new("pages", "answers-could-be-too-large").about("most", limit::ANSWERS));
    }
    problems
}

fn check_page(page: &Page, place: &str, problems: &mut Vec<Problem>) {
    if page.items.is_empty() {
        problems.push(Problem::new(place, "page-empty"));
    }
    if !Page::is_code(&page.code) {
        problems.push(Problem::new(place, "page-code").about("code", &page.code));
    }
}

fn check_item(questionnaire: &Questionnaire, item: &Item, place: &str, problems: &mut Vec<Problem>) {
    match &item.kind {
        Kind::Single { choices } => check_choices(questionnaire, item, choices, place, problems),
        Kind::Multiple { choices, at_most } => {
            check_choices(questionnaire, item, choices, place, problems);
            let listed = u32::try_from(questionnaire.choices(choices).len()).unwrap_or(u32::MAX);
            if at_most.is_some_and(|most| !(1..=listed).contains(&most)) {
                problems.push(limit_at(place, 1, listed));
            }
        }
        Kind::Matrix { rows, choices } => {
            check_rows(rows, place, problems);
            check_choices(questionnaire, item, choices, place, problems);
        }
        Kind::Scale { from, to, .. } if from >= to => problems.push(Problem::new(place, "bounds")),
        Kind::Scale { from, to, .. } if from.abs_diff(*to) > limit::POINTS => {
            problems.push(Problem::new(place, "points-too-many").about("most", limit::POINTS + 1));
        }
        Kind::Whole { from, to, .. } if from > to => problems.push(Problem::new(place, "bounds")),
        Kind::ShortText { at_most } if !(1..=limit::SHORT_TEXT).contains(at_most) => {
            problems.push(limit_at(place, 1, limit::SHORT_TEXT));
        }
        Kind::LongText { at_most } if !(1..=limit::LONG_TEXT).contains(at_most) => {
            problems.push(limit_at(place, 1, limit::LONG_TEXT));
        }
        // Nobody promises that a partnership has localities or postcodes: whoever must answer could be stuck.
        Kind::Place if item.required => problems.push(Problem::new(place, "dead-end")),
        _ => {}
    }
}

fn limit_at(place: &str, smallest: u32, largest: u32) -> Problem {
    Problem::new(place, "limit").about("smallest", smallest).about("largest", largest)
}

fn check_rows(rows: &[Row], place: &str, problems: &mut Vec<Problem>) {
    let mut codes = BTreeSet::new();
    for (index, row) in rows.iter().enumerate() {
        let place = format!("{place}.rows.{index}");
        if !Row::is_code(&row.code) {
            problems.push(Problem::new(&*place, "row-code").about("code", &row.code));
        }
        if !codes.insert(&row.code) {
            problems.push(Problem::new(&*place, "row-code-twice").about("code", &row.code));
        }
    }
    if rows.is_empty() {
        problems.push(Problem::new(place, "rows-none"));
    } else if rows.len() > limit::ROWS {
        problems.push(Problem::new(place, "rows-too-many").about("most", limit::ROWS));
    } else if rows.len() > limit::ROWS_ADVISED {
        problems.push(Problem::new(place, "rows-many").about("advised", limit::ROWS_ADVISED));
    }
}

fn check_choices(
    questionnaire: &Questionnaire,
    item: &Item,
    choices: &Choices,
    place: &str,
    problems: &mut Vec<Problem>,
) {
    match choices {
        Choices::Scale(name) if !questionnaire.scales.contains_key(name) => {
            problems.push(Problem::new(place, "scale-unknown").about("scale", name));
        }
        Choices::Scale(_) => {}
        Choices::Own(own) => check_list(own, &format!("{place}.choices"), problems),
    }
    let counted = questionnaire.choices(choices).iter().any(|choice| choice.counts_as.is_some());
    if counted && item.characteristic.is_none() {
        problems.push(Problem::new(place, "counts-as-nothing"));
    }
}

fn check_list(list: &[Choice], place: &str, problems: &mut Vec<Problem>) {
    if list.len() < 2 {
        problems.push(Problem::new(place, "choices-too-few").about("least", 2));
    }
    if list.len() > limit::CHOICES {
        problems.push(Problem::new(place, "choices-too-many").about("most", limit::CHOICES));
    }
    let mut codes = BTreeSet::new();
    for (index, choice) in list.iter().enumerate() {
        let place = format!("{place}.{index}");
        if !Choice::is_code(&choice.code) {
            problems.push(Problem::new(&*place, "choice-code").about("code", &choice.code));
        }
        if !codes.insert(&choice.code) {
            problems.push(Problem::new(&*place, "choice-code-twice").about("code", &choice.code));
        }
    }
    let count = |role| list.iter().filter(|choice| choice.role == role).count();
    for (role, name) in [(ChoiceRole::DontKnow, "dont-know"), (ChoiceRole::PreferNotToSay, "prefer-not-to-say")] {
        if count(role) > 1 {
            problems.push(Problem::new(place, "role-twice").about("role", name));
        }
    }
    if count(ChoiceRole::Exclusive) > 1 {
        problems.push(Problem::new(place, "exclusive-twice"));
    }
}

fn scales(questionnaire: &Questionnaire, problems: &mut Vec<Problem>) {
    let used = |name: &String| {
        questionnaire.items().any(|(_, item)| matches!(item.kind.choices(), Some(Choices::Scale(used)) if used == name))
    };
    for (name, list) in &questionnaire.scales {
        let place = format!("scales.{name}");
        check_list(list, &place, problems);
        if !used(name) {
            problems.push(Problem::new(&*place, "scale-unused").about("scale", name));
        }
    }
}
