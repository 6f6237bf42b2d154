//! Conditions: that they parse, make sense, and only look back.

use std::collections::BTreeSet;

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
    let graph = Graph::of(questionnaire, &names);
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
    let wrong = |(name, at): (&Name, At)| {
        let code = name.item.as_str();
        let (page, _) = names.find(code)?;
        let kind = match page.cmp(&owner.page) {
            std::cmp::Ordering::Less => return None,
            _ if owner.item == Some(code) => "condition-itself",
            std::cmp::Ordering::Equal if owner.item.is_none() => "condition-itself",
            _ if graph.returns(code, owner) => "condition-loop",
            std::cmp::Ordering::Equal => "condition-same-page",
            std::cmp::Ordering::Greater => "condition-later",
        };
        Some(Flaw { kind, at: at.0, about: vec![("item", code.to_owned())] })
    };
    condition.references().into_iter().filter_map(wrong).collect()
}

/// Which items each item's being shown depends on.
struct Graph<'a> {
    questionnaire: &'a Questionnaire,
    names: &'a Names<'a>,
}

impl<'a> Graph<'a> {
    fn of(questionnaire: &'a Questionnaire, names: &'a Names<'a>) -> Self {
        Self { questionnaire, names }
    }

    /// Whether an item depends, through any number of conditions, on what the owner of a condition shows.
    fn returns(&self, from: &str, owner: &Owner<'_>) -> bool {
        let own = |code: &str, page: usize| owner.item.map_or(page == owner.page, |item| item == code);
        let mut seen = BTreeSet::new();
        let mut waiting = self.dependencies(from);
        while let Some(code) = waiting.pop() {
            let Some((page, _)) = self.names.find(&code) else { continue };
            if own(&code, page) {
                return true;
            }
            if seen.insert(code.clone()) {
                waiting.extend(self.dependencies(&code));
            }
        }
        false
    }

    fn dependencies(&self, code: &str) -> Vec<String> {
        let Some((page, item)) = self.names.find(code) else { return Vec::new() };
        let page = self.questionnaire.pages.get(page).and_then(|page| page.show_if.as_deref());
        let texts = item.show_if.as_deref().into_iter().chain(page);
        let conditions: Vec<_> = texts.filter_map(|text| parse(text).ok()).collect();
        let names = conditions.iter().flat_map(Expr::references);
        names.map(|(name, _)| name.item.as_str().to_owned()).collect()
    }
}
