//! Whether anybody can ever meet a condition.
//!
//! All parts that must be true together are gathered: of the condition itself, of its page and, where it needs an answer
//! to another question, of whatever shows that question. For each question that stands alone in some parts, every answer
//! that makes a difference is tried. If none meets all of those parts, nobody ever meets the condition. Parts that
//! compare two questions are not judged, and trying ends after so much [`EFFORT`]: what is found is certain, and what is
//! not found may still be so.

use std::{
    cell::Cell,
    collections::{BTreeMap, BTreeSet},
};

use crate::survey::{
    Item, Kind,
    choice::PREFER_NOT,
    limit,
    logic::{Expr, Name, Names, Says, holds},
};

pub(super) struct Reach<'a> {
    names: &'a Names<'a>,
    pages: BTreeMap<usize, &'a Expr<Name>>,
    items: BTreeMap<&'a str, &'a Expr<Name>>,
    /// How many parts may still be judged.
    effort: Cell<usize>,
}

/// How many times a part is judged for one questionnaire, at most: far more than any that people draw up needs.
const EFFORT: usize = 200_000;

/// Up to so many choices of a question all combinations are tried.
const MOST_COMBINED: usize = 10;

impl<'a> Reach<'a> {
    pub(super) fn new(names: &'a Names<'a>) -> Self {
        Self { names, pages: BTreeMap::new(), items: BTreeMap::new(), effort: Cell::new(EFFORT) }
    }

    pub(super) fn add(&mut self, page: usize, item: Option<&'a str>, condition: &'a Expr<Name>) {
        match item {
            Some(item) => drop(self.items.insert(item, condition)),
            None => drop(self.pages.insert(page, condition)),
        }
    }

    /// Whether nobody can ever see this page, or this item on it.
    pub(super) fn is_never(&self, page: usize, item: Option<&str>) -> bool {
        let mut parts = Vec::new();
        parts.extend(self.pages.get(&page).into_iter().flat_map(|condition| condition.conjuncts()));
        parts
            .extend(item.and_then(|item| self.items.get(item)).into_iter().flat_map(|condition| condition.conjuncts()));
        let mut needed = BTreeSet::new();
        loop {
            let Some(now) = self.needed_by(&parts) else { return true };
            let new: Vec<_> = now.into_iter().filter(|code| needed.insert(code.clone())).collect();
            if new.is_empty() {
                return false;
            }
            for code in new {
                let Some((page, item)) = self.names.find(&code) else { continue };
                let conditions = self.pages.get(&page).into_iter().chain(self.items.get(item.code.as_str()));
                parts.extend(conditions.flat_map(|condition| condition.conjuncts()));
            }
        }
    }

    /// Whether that many more parts may be judged.
    fn affords(&self, parts: usize) -> bool {
        let left = self.effort.get().checked_sub(parts);
        self.effort.set(left.unwrap_or(0));
        left.is_some()
    }

    /// The items without an answer to which these parts cannot all be true; none if they cannot be true at all.
    fn needed_by(&self, parts: &[&'a Expr<Name>]) -> Option<BTreeSet<String>> {
        if !self.affords(parts.len()) {
            return Some(BTreeSet::new());
        }
        let mut by_name: BTreeMap<&Name, Vec<&Expr<Name>>> = BTreeMap::new();
        for part in parts {
            let names: BTreeSet<_> = part.references().into_iter().map(|(name, _)| name).collect();
            match (names.len(), names.first()) {
                (0, _) if !holds(part, &|_| &[]) => return None,
                (1, Some(name)) => by_name.entry(name).or_default().push(part),
                _ => {}
            }
        }
        let mut needed = BTreeSet::new();
        for (name, parts) in by_name {
            let meets = |answer: &Vec<String>| parts.iter().all(|part| holds(part, &|_| answer));
            if meets(&Vec::new()) {
                continue;
            }
            let item = self.names.find(name.item.as_str()).map(|(_, item)| item);
            let answers = item.and_then(|item| self.answers(item, &parts));
            if let Some(answers) = answers.filter(|answers| self.affords(answers.len() * parts.len())) {
                if !answers.iter().any(meets) {
                    return None;
                }
                needed.insert(name.item.to_string());
            }
        }
        Some(needed)
    }

    /// Every answer to an item that can make a difference to these parts; none where there are too many to try.
    fn answers(&self, item: &Item, parts: &[&Expr<Name>]) -> Option<Vec<Vec<String>>> {
        let one = |value: String| vec![value];
        let choices = self.names.choices_of(item);
        match &item.kind {
            Kind::Single { .. } | Kind::Matrix { .. } => {
                Some(choices.iter().map(|choice| one(choice.code.clone())).collect())
            }
            Kind::Scale { from, to, .. } if from.abs_diff(*to) <= limit::POINTS => {
                let points = (*from..=*to).map(|point| point.to_string());
                Some(points.chain([PREFER_NOT.to_owned()]).map(one).collect())
            }
            Kind::Whole { from, to, .. } => {
                let numbers = numbers_near(parts).into_iter().chain([*from, *to]);
                Some(
                    numbers
                        .filter(|number| (from..=to).contains(&number))
                        .map(|number| one(number.to_string()))
                        .collect(),
                )
            }
            Kind::Multiple { .. } if choices.len() <= MOST_COMBINED => {
                let alone = choices.iter().filter(|choice| choice.role.stands_alone());
                let others: Vec<_> = choices.iter().filter(|choice| !choice.role.stands_alone()).collect();
                let sets = (1_u32..1 << others.len()).map(|mask| {
                    let chosen = others.iter().enumerate().filter(|(bit, _)| mask >> bit & 1 == 1);
                    chosen.map(|(_, choice)| choice.code.clone()).collect()
                });
                Some(sets.chain(alone.map(|choice| one(choice.code.clone()))).collect())
            }
            Kind::ShortText { .. } | Kind::LongText { .. } => {
                let said = parts.iter().flat_map(|part| texts_in(part)).filter(|text| !text.is_empty());
                Some(said.map(str::to_owned).chain(["\u{1}".to_owned()]).map(one).collect())
            }
            Kind::Multiple { .. } | Kind::Scale { .. } | Kind::Place | Kind::Note => None,
        }
    }
}

/// The whole numbers next to every number that is written in these parts: between two of them nothing changes.
fn numbers_near(parts: &[&Expr<Name>]) -> Vec<i64> {
    let mut written = Vec::new();
    for part in parts {
        collect(part, &mut |part| written.extend(number_in(part)));
    }
    let near = |number: f64| {
        #[expect(clippy::cast_possible_truncation, reason = "at most 16 digits are written, and casting saturates")]
        let floor = number.floor() as i64;
        (-1..=2).map(move |step| floor.saturating_add(step))
    };
    written.into_iter().flat_map(near).collect()
}

fn number_in(part: &Expr<Name>) -> Option<f64> {
    if let Says::Number(number) = part.says { Some(number) } else { None }
}

fn texts_in(part: &Expr<Name>) -> Vec<&str> {
    let mut written = Vec::new();
    collect(part, &mut |part| {
        if let Says::Text(text) = &part.says {
            written.push(text.as_str());
        }
    });
    written
}

fn collect<'a>(part: &'a Expr<Name>, seen: &mut impl FnMut(&'a Expr<Name>)) {
    seen(part);
    match &part.says {
        Says::Not(inside) => collect(inside, seen),
        Says::Both(left, _, right) => {
            collect(left, seen);
            collect(right, seen);
        }
        _ => {}
    }
}
