//! The language of conditions: which pages and questions somebody sees, depending on what they answered before.
//!
//! It is a typed part of the `XPath` that `XLSForm` uses for `relevant` (ODK's specifications of both), so that a
//! condition can travel to other tools and back: `${code}`, `${code.row}` for a line of a matrix, texts in quotes,
//! numbers, `=` `!=` `<` `<=` `>` `>=`, `and`, `or`, `not(…)`, `selected(${code}, 'choice')`, `count-selected(${code})`,
//! `true()`, `false()` and parentheses. A question that was not answered, or not asked, is the empty text.
//!
//! A condition is parsed once, when a version is loaded. Types are checked against the questionnaire: whatever could
//! only be a mistake (a choice that does not exist, a number compared with a word) is found before anybody answers.

mod eval;
mod lex;
mod parse;
mod typing;
mod unparse;

pub use eval::holds;
pub use parse::parse;
pub use typing::{Names, flaws};

use super::ItemCode;
use crate::problem::Problem;

/// The longest condition, in characters.
pub const LONGEST: usize = 2_000;
/// How deep parentheses and functions may nest.
pub const DEEPEST: usize = 24;
/// How many operators one condition may have.
pub const MOST_OPERATORS: usize = 200;

/// A condition, or a part of one; `R` is how it refers to answers: by [`Name`] as written, by index once prepared.
#[derive(Clone, Debug, PartialEq)]
pub struct Expr<R> {
    /// Where it was written.
    pub at: At,
    /// What it says.
    pub says: Says<R>,
}

/// What a part of a condition says.
#[derive(Clone, Debug, PartialEq)]
pub enum Says<R> {
    /// `true()` or `false()`.
    Truth(bool),
    /// A text in quotes.
    Text(String),
    /// A number.
    Number(f64),
    /// What was answered.
    Answer(R),
    /// Whether a choice is among those that were chosen.
    Selected(R, String),
    /// How many choices were chosen.
    Count(R),
    /// The opposite.
    Not(Box<Expr<R>>),
    /// Two parts with an operator between them.
    Both(Box<Expr<R>>, Operator, Box<Expr<R>>),
}

/// What stands between two parts, from what binds least to what binds most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operator {
    /// One or the other.
    Or,
    /// Both.
    And,
    /// The same.
    Equal,
    /// Not the same.
    Different,
    /// Smaller.
    Less,
    /// Smaller or the same.
    AtMost,
    /// Larger.
    More,
    /// Larger or the same.
    AtLeast,
}

/// An answer by name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Name {
    /// The question.
    pub item: ItemCode,
    /// The line of its matrix.
    pub row: Option<String>,
}

/// A byte position in the text of a condition. Positions are all equal: where something was written does not change
/// what it says.
#[derive(Clone, Copy, Debug, Default)]
pub struct At(pub usize);

impl PartialEq for At {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

/// What is wrong with a condition, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flaw {
    /// The stable code, such as `logic-unknown-item`.
    pub kind: &'static str,
    /// The byte position.
    pub at: usize,
    /// What its sentence names.
    pub about: Vec<(&'static str, String)>,
}

impl Flaw {
    fn new(kind: &'static str, at: usize) -> Self {
        Self { kind, at, about: Vec::new() }
    }

    fn about(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.about.push((name, value.into()));
        self
    }

    /// The flaw as a problem at this place; its sentence also names the `column`, counted in characters from 1.
    pub fn problem(self, place: &str, text: &str) -> Problem {
        let before = text.char_indices().take_while(|(at, _)| *at < self.at).count();
        let problem = Problem::new(place, self.kind).about("column", before + 1);
        self.about.into_iter().fold(problem, |problem, (name, value)| problem.about(name, value))
    }
}

impl<R> Expr<R> {
    /// The same condition, with every reference turned into another kind of reference; none if one cannot be.
    pub fn resolve<S>(&self, find: &impl Fn(&R) -> Option<S>) -> Option<Expr<S>> {
        let says = match &self.says {
            Says::Truth(truth) => Says::Truth(*truth),
            Says::Text(text) => Says::Text(text.clone()),
            Says::Number(number) => Says::Number(*number),
            Says::Answer(of) => Says::Answer(find(of)?),
            Says::Selected(of, choice) => Says::Selected(find(of)?, choice.clone()),
            Says::Count(of) => Says::Count(find(of)?),
            Says::Not(part) => Says::Not(Box::new(part.resolve(find)?)),
            Says::Both(left, operator, right) => {
                Says::Both(Box::new(left.resolve(find)?), *operator, Box::new(right.resolve(find)?))
            }
        };
        Some(Expr { at: self.at, says })
    }

    /// Every reference in the condition, with its position, in the order in which they are written.
    pub fn references(&self) -> Vec<(&R, At)> {
        let mut found = Vec::new();
        self.collect(&mut found);
        found
    }

    fn collect<'a>(&'a self, found: &mut Vec<(&'a R, At)>) {
        match &self.says {
            Says::Truth(_) | Says::Text(_) | Says::Number(_) => {}
            Says::Answer(of) | Says::Selected(of, _) | Says::Count(of) => found.push((of, self.at)),
            Says::Not(part) => part.collect(found),
            Says::Both(left, _, right) => {
                left.collect(found);
                right.collect(found);
            }
        }
    }

    /// The parts that must all be true for the condition to be true.
    pub fn conjuncts(&self) -> Vec<&Self> {
        match &self.says {
            Says::Both(left, Operator::And, right) => {
                let mut parts = left.conjuncts();
                parts.extend(right.conjuncts());
                parts
            }
            _ => vec![self],
        }
    }
}

#[cfg(test)]
mod tests;
