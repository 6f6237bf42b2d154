//! Whether a condition makes sense for a questionnaire: that what it names exists, and that like is compared with like.

use std::collections::BTreeMap;

use super::{At, Expr, Flaw, Name, Operator, Says};
use crate::survey::{Choice, Item, Kind, Questionnaire, choice::PREFER_NOT};

/// What conditions can refer to: the items of a questionnaire by their codes.
pub struct Names<'a> {
    questionnaire: &'a Questionnaire,
    by_code: BTreeMap<&'a str, (usize, &'a Item)>,
}

impl<'a> Names<'a> {
    /// The names of a questionnaire. Where a code is used twice, the first counts.
    pub fn of(questionnaire: &'a Questionnaire) -> Self {
        let mut by_code = BTreeMap::new();
        for (page, item) in questionnaire.items() {
            by_code.entry(item.code.as_str()).or_insert((page, item));
        }
        Self { questionnaire, by_code }
    }

    /// The choices of an item; none where nothing is chosen.
    pub fn choices_of(&self, item: &'a Item) -> &'a [Choice] {
        self.questionnaire.choices_of(item)
    }

    /// The index of the page of an item, and the item.
    pub fn find(&self, code: &str) -> Option<(usize, &'a Item)> {
        self.by_code.get(code).copied()
    }
}

/// What kind of thing a part of a condition is.
#[derive(Clone, Copy)]
enum Sort<'a> {
    /// True or false.
    Truth,
    /// A number, written or answered.
    Number,
    /// A text that was written in the condition.
    Literal(&'a str),
    /// A text that was answered.
    Text,
    /// One of these choices.
    Choice(&'a Item, &'a [Choice]),
    /// A point between these numbers.
    Point(&'a Item),
    /// Any number of choices.
    Several(&'a Item),
    /// Where somebody lives.
    Place(&'a Item),
    /// Something that is wrong already.
    Wrong,
}

/// Everything in a condition that could only be a mistake.
pub fn flaws(condition: &Expr<Name>, names: &Names<'_>) -> Vec<Flaw> {
    let mut typing = Typing { names, flaws: Vec::new() };
    typing.condition(condition);
    typing.flaws
}

struct Typing<'a, 'b> {
    names: &'b Names<'a>,
    flaws: Vec<Flaw>,
}

impl<'a> Typing<'a, '_> {
    fn flaw(&mut self, kind: &'static str, at: At, about: &[(&'static str, &str)]) {
        let flaw = Flaw::new(kind, at.0);
        self.flaws.push(about.iter().fold(flaw, |flaw, (name, value)| flaw.about(name, *value)));
    }

    fn condition(&mut self, part: &'a Expr<Name>) {
        if !matches!(self.sort(part), Sort::Truth | Sort::Wrong) {
            self.flaw("logic-not-condition", part.at, &[]);
        }
    }

    fn sort(&mut self, part: &'a Expr<Name>) -> Sort<'a> {
        match &part.says {
            Says::Truth(_) => Sort::Truth,
            Says::Text(text) => Sort::Literal(text),
            Says::Number(_) => Sort::Number,
            Says::Answer(name) => self.answer(name, part.at),
            Says::Count(name) => {
                self.chosen(name, part.at);
                Sort::Number
            }
            Says::Selected(name, choice) => {
                if let Some(item) = self.chosen(name, part.at) {
                    self.known_choice(item, choice, part.at);
                }
                Sort::Truth
            }
            Says::Not(inside) => {
                self.condition(inside);
                Sort::Truth
            }
            Says::Both(left, Operator::And | Operator::Or, right) => {
                self.condition(left);
                self.condition(right);
                Sort::Truth
            }
            Says::Both(left, operator, right) => {
                let (left, right) = (self.sort(left), self.sort(right));
                self.comparison(left, *operator, right, part.at);
                Sort::Truth
            }
        }
    }

    /// The item that a name means, if it exists and can be named so.
    fn item(&mut self, name: &Name, at: At) -> Option<&'a Item> {
        let code = name.item.as_str();
        let item = self.names.find(code).map(|(_, item)| item);
        let is_row = |row: &String| item.is_some_and(|item| item.kind.rows().iter().any(|other| other.code == *row));
        match (item.map(|item| &item.kind), &name.row) {
            (None, _) => self.flaw("logic-unknown-item", at, &[("item", code)]),
            (Some(Kind::Note), _) => self.flaw("logic-no-answer", at, &[("item", code)]),
            (Some(Kind::Matrix { .. }), None) => self.flaw("logic-needs-row", at, &[("item", code)]),
            (Some(_), Some(row)) if !is_row(row) => {
                self.flaw("logic-unknown-row", at, &[("item", code), ("row", row)]);
            }
            _ => return item,
        }
        None
    }

    fn answer(&mut self, name: &Name, at: At) -> Sort<'a> {
        let Some(item) = self.item(name, at) else { return Sort::Wrong };
        match &item.kind {
            Kind::Single { choices } | Kind::Matrix { choices, .. } => {
                Sort::Choice(item, self.names.questionnaire.choices(choices))
            }
            Kind::Multiple { .. } => Sort::Several(item),
            Kind::Scale { .. } => Sort::Point(item),
            Kind::Whole { .. } => Sort::Number,
            Kind::ShortText { .. } | Kind::LongText { .. } => Sort::Text,
            Kind::Place => Sort::Place(item),
            Kind::Note => Sort::Wrong,
        }
    }

    /// The item of `selected` and `count-selected`, which must be one of whose choices something is chosen.
    fn chosen(&mut self, name: &Name, at: At) -> Option<&'a Item> {
        let item = self.item(name, at)?;
        if item.kind.choices().is_none() {
            self.flaw("logic-not-choices", at, &[("item", item.code.as_str())]);
            return None;
        }
        Some(item)
    }

    fn comparison(&mut self, left: Sort<'a>, operator: Operator, right: Sort<'a>, at: At) {
        use Sort::{Choice, Literal, Place, Several, Text, Truth, Wrong};
        let in_order = !matches!(operator, Operator::Equal | Operator::Different);
        match (left, right) {
            (Wrong, _) | (_, Wrong) => {}
            (Truth, Truth) | (Text | Choice(..), Text | Choice(..)) if !in_order => {}
            (Truth, _) | (_, Truth) => self.flaw("logic-condition-as-value", at, &[]),
            (Literal(text), other) | (other, Literal(text)) if !in_order => self.with_literal(other, text, at),
            (Several(item), _) | (_, Several(item)) => {
                self.flaw("logic-needs-selected", at, &[("item", item.code.as_str())]);
            }
            (Place(item), _) | (_, Place(item)) => self.flaw("logic-place", at, &[("item", item.code.as_str())]),
            _ if is_number(left) && is_number(right) => {}
            _ if in_order => self.flaw("logic-order-needs-numbers", at, &[]),
            _ => self.flaw("logic-number-with-text", at, &[]),
        }
    }

    /// What is wrong with asking whether something is exactly this text; anything may be asked whether it is empty.
    fn with_literal(&mut self, sort: Sort<'a>, text: &str, at: At) {
        match sort {
            _ if text.is_empty() => {}
            Sort::Choice(item, _) => self.known_choice(item, text, at),
            Sort::Point(item) => self.known_point(item, text, at),
            Sort::Several(item) => self.flaw("logic-needs-selected", at, &[("item", item.code.as_str())]),
            Sort::Place(item) => self.flaw("logic-place", at, &[("item", item.code.as_str())]),
            Sort::Number => self.flaw("logic-number-with-text", at, &[]),
            Sort::Text | Sort::Literal(_) | Sort::Truth | Sort::Wrong => {}
        }
    }

    fn known_choice(&mut self, item: &Item, code: &str, at: At) {
        if !self.names.questionnaire.choices_of(item).iter().any(|choice| choice.code == code) {
            self.flaw("logic-unknown-choice", at, &[("item", item.code.as_str()), ("choice", code)]);
        }
    }

    fn known_point(&mut self, item: &Item, code: &str, at: At) {
        let Kind::Scale { from, to, prefer_not, .. } = &item.kind else { return };
        let point = code.parse::<i64>().ok().filter(|point| point.to_string() == code);
        let known = point.is_some_and(|point| (*from..=*to).contains(&point)) || (*prefer_not && code == PREFER_NOT);
        if !known {
            self.flaw("logic-unknown-choice", at, &[("item", item.code.as_str()), ("choice", code)]);
        }
    }
}

/// Whether a sort can be counted with: choices can where at least one of their codes is a number.
fn is_number(sort: Sort<'_>) -> bool {
    match sort {
        Sort::Number | Sort::Point(_) => true,
        Sort::Choice(_, choices) => choices.iter().any(|choice| choice.code.parse::<i64>().is_ok()),
        _ => false,
    }
}
