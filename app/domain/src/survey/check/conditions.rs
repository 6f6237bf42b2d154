//! Conditions: that they parse, make sense, and only look back.

use std::collections::{BTreeMap, BTreeSet};

use super::reach::Reach;
use crate::{
    problem::Problem,
    survey::{
        Questionnaire,
        logic::{At, Expr, Flaw, Name, Names, flaws, parse},
    },
};

/// A condition of a page, or of an item on it.
struct Owner<'a> {
    place: String,
    text: &'a str,
    page: usize,
    item: Option<&'a str>,
}

pub(super) fn check(questionnaire: &Questionnaire) -> Vec<Problem> {
    let names = Names::of(questionnaire);
    let graph = Graph::of(questionnaire);
    let mut problems = Vec::new();
    let mut sound = Vec::new();
    for owner in owners(questionnaire) {
        match parse(owner.text) {
            Err(flaw) => problems.push(flaw.problem(&owner.place, owner.text)),
            Ok(condition) => {
                let mut found = flaws(&condition, &names);
                found.extend(forward(&condition, &owner, &names, &graph));
                if found.is_empty() {
                    sound.push((owner, condition));
                } else {
                    problems.extend(found.into_iter().map(|flaw| flaw.problem(&owner.place, owner.text)));
                }
            }
        }
    }
    let mut reach = Reach::new(&names);
    for (owner, condition) in &sound {
        reach.add(owner.page, owner.item, condition);
    }
    let unreachable = sound.iter().filter(|(owner, _)| reach.is_never(owner.page, owner.item));
    problems.extend(unreachable.map(|(owner, _)| Problem::new(&*owner.place, "condition-never")));
    problems
}

fn owners(questionnaire: &Questionnaire) -> Vec<Owner<'_>> {
    let mut all = Vec::new();
    for (index, page) in questionnaire.pages.iter().enumerate() {
        if let Some(text) = &page.show_if {
            all.push(Owner { place: format!("pages.{index}.show_if"), text, page: index, item: None });
        }
        for item in &page.items {
            if let Some(text) = &item.show_if {
                let place = format!("pages.{index}.items.{}.show_if", item.code);
                all.push(Owner { place, text, page: index, item: Some(item.code.as_str()) });
            }
        }
    }
    all
}

/// References that do not look back. A page is decided before any of its questions is answered: a condition may look at
/// earlier pages only.
fn forward(condition: &Expr<Name>, owner: &Owner<'_>, names: &Names<'_>, graph: &Graph<'_>) -> Vec<Flaw> {
    let references = condition.references().into_iter();
    let placed = references.filter_map(|(name, at)| Some((name.item.as_str(), names.find(name.item.as_str())?.0, at)));
    let ahead: Vec<_> = placed.filter(|(_, page, _)| *page >= owner.page).collect();
    if ahead.is_empty() {
        return Vec::new();
    }
    let waiting = graph.waiting_for(owner);
    let wrong = |(code, page, at): (&str, usize, At)| {
        let own = owner.item.map_or(page == owner.page, |item| item == code);
        let kind = match own {
            true => "condition-itself",
            false if waiting.contains(code) => "condition-loop",
            false if page == owner.page => "condition-same-page",
            false => "condition-later",
        };
        Flaw { kind, at: at.0, about: vec![("item", code.to_owned())] }
    };
    ahead.into_iter().map(wrong).collect()
}

/// For every item, the items whose being shown depends on its answer.
struct Graph<'a> {
    questionnaire: &'a Questionnaire,
    dependents: BTreeMap<String, BTreeSet<&'a str>>,
}

impl<'a> Graph<'a> {
    fn of(questionnaire: &'a Questionnaire) -> Self {
        let mut dependents: BTreeMap<String, BTreeSet<&'a str>> = BTreeMap::new();
        for page in &questionnaire.pages {
            let shared = named_in(page.show_if.as_deref());
            for item in &page.items {
                for name in named_in(item.show_if.as_deref()).union(&shared) {
                    dependents.entry(name.clone()).or_default().insert(item.code.as_str());
                }
            }
        }
        Self { questionnaire, dependents }
    }

    /// The items that depend, through any number of conditions, on what the owner of a condition shows.
    fn waiting_for(&self, owner: &Owner<'a>) -> BTreeSet<&str> {
        let page = self.questionnaire.pages.get(owner.page).into_iter().flat_map(|page| &page.items);
        let own = page.map(|item| item.code.as_str()).filter(|code| owner.item.is_none_or(|item| item == *code));
        let mut next: Vec<&str> = own.collect();
        let mut waiting = BTreeSet::new();
        while let Some(code) = next.pop() {
            for dependent in self.dependents.get(code).into_iter().flatten() {
                if waiting.insert(*dependent) {
                    next.push(dependent);
                }
            }
        }
        waiting
    }
}

/// The items that a condition names, if it parses.
fn named_in(condition: Option<&str>) -> BTreeSet<String> {
    let parsed = condition.and_then(|text| parse(text).ok());
    let names = parsed.iter().flat_map(Expr::references);
    names.map(|(name, _)| name.item.as_str().to_owned()).collect()
}
