//! Routing: which pages and items somebody is asked, given what they answered.

use super::answer::Answers;
use crate::survey::{Prepared, logic::holds, prepared::Condition};

/// Which pages and items are asked.
///
/// Conditions are judged in order, and an answer counts only while its question is asked: whoever goes back and takes
/// another branch is not routed by answers of the branch that they left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Routing {
    pages: Vec<bool>,
    items: Vec<bool>,
}

impl Routing {
    /// Which pages and items these answers lead to.
    pub fn derive(prepared: &Prepared, answers: &Answers) -> Self {
        let pages = prepared.questionnaire().pages.len();
        let mut routing = Self { pages: vec![false; pages], items: vec![false; prepared.items()] };
        for page in 0..pages {
            if !routing.holds(prepared, answers, prepared.page_condition(page)) {
                continue;
            }
            for item in prepared.items_on(page) {
                let asked = routing.holds(prepared, answers, prepared.item_condition(item));
                routing.items[item] = asked;
                routing.pages[page] |= asked;
            }
        }
        routing
    }

    /// Whether a page is shown.
    pub fn shows(&self, page: usize) -> bool {
        self.pages.get(page).copied().unwrap_or(false)
    }

    /// Whether an item is asked.
    pub fn asks(&self, item: usize) -> bool {
        self.items.get(item).copied().unwrap_or(false)
    }

    fn holds(&self, prepared: &Prepared, answers: &Answers, condition: Option<&Condition>) -> bool {
        condition.is_none_or(|condition| holds(condition, &|field| self.answered(prepared, answers, *field)))
    }

    fn answered<'a>(&self, prepared: &Prepared, answers: &'a Answers, field: usize) -> &'a [String] {
        match prepared.fields().get(field) {
            Some(field) if self.asks(field.item) => answers.get(&field.name),
            _ => &[],
        }
    }
}
