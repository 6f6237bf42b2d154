//! What can go wrong in a use case, in the five ways that its caller must tell apart.

use std::borrow::Cow;

use domain::problem::Problem;
use validator::{Validate, ValidationError, ValidationErrors, ValidationErrorsKind};

use crate::ids::NoRandomness;

/// Why a use case did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// It is there, but not for this caller, or not now. The code is the key of a sentence (`refused-<code>`).
    #[error("refused: {0}")]
    Refused(&'static str),
    /// There is no such thing, or the caller may not know that there is.
    #[error("missing")]
    Missing,
    /// Somebody else changed it in the meantime.
    #[error("changed in the meantime")]
    Conflict,
    /// What was entered is wrong; every problem has its place.
    #[error("{} problems with what was entered", .0.len())]
    Invalid(Vec<Problem>),
    /// Our fault, or the machine's. Said to people only as a reference.
    #[error(transparent)]
    Internal(#[from] Box<dyn std::error::Error + Send + Sync>),
}

/// The result of a use case.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    /// Something that should not have happened, from what is known about it.
    pub fn internal(why: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Internal(why.into())
    }

    /// One problem with what was entered.
    pub fn invalid(problem: Problem) -> Self {
        Self::Invalid(vec![problem])
    }
}

impl From<store::Error> for Error {
    fn from(error: store::Error) -> Self {
        Self::Internal(Box::new(error))
    }
}

impl From<NoRandomness> for Error {
    fn from(error: NoRandomness) -> Self {
        Self::Internal(Box::new(error))
    }
}

impl From<object_store::Error> for Error {
    fn from(error: object_store::Error) -> Self {
        match error {
            object_store::Error::NotFound { .. } => Self::Missing,
            other => Self::Internal(Box::new(other)),
        }
    }
}

/// The problems of a form, gathered before anything is done.
#[derive(Debug, Default)]
pub struct Problems(Vec<Problem>);

impl Problems {
    /// Keeps the value, or the problem why there is none.
    pub fn keep<T>(&mut self, result: std::result::Result<T, Problem>) -> Option<T> {
        result.map_err(|problem| self.0.push(problem)).ok()
    }

    /// Adds a problem, if there is one.
    pub fn add(&mut self, problem: impl IntoIterator<Item = Problem>) {
        self.0.extend(problem);
    }

    /// Adds what is wrong with a form by its own rules, in the order in which its fields are named.
    pub fn check(&mut self, form: &impl Validate, fields: &[&str]) {
        let Err(errors) = form.validate() else { return };
        let mut found = problems_of("", &errors);
        let at = |problem: &Problem| {
            let field = problem.place.split('.').next().unwrap_or_default();
            fields.iter().position(|known| *known == field)
        };
        found.sort_by(|a, b| (at(a), &a.place).cmp(&(at(b), &b.place)));
        self.0.extend(found);
    }

    /// Nothing, or all problems as an error.
    ///
    /// # Errors
    /// [`Error::Invalid`] when there is any problem.
    pub fn done(self) -> Result<()> {
        if self.0.is_empty() { Ok(()) } else { Err(Error::Invalid(self.0)) }
    }
}

/// The problems of a form by its own rules: the place is the name of the field, `about.en` within a part of a form, and
/// the kind is the code that stands beside the rule. Where a field breaks several rules, only the last is told: it is
/// ours, and knows most.
fn problems_of(within: &str, errors: &ValidationErrors) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (field, kind) in &errors.0 {
        let place = if within.is_empty() { field.to_string() } else { format!("{within}.{field}") };
        match kind {
            ValidationErrorsKind::Field(broken) => problems.extend(broken.last().map(|rule| problem_of(&place, rule))),
            ValidationErrorsKind::Struct(part) => problems.extend(problems_of(&place, part)),
            ValidationErrorsKind::List(parts) => {
                problems.extend(parts.iter().flat_map(|(at, part)| problems_of(&format!("{place}.{at}"), part)));
            }
        }
    }
    problems
}

/// The values that a sentence may name: those that the rule gives, and for a length how much is too much.
fn problem_of(place: &str, rule: &ValidationError) -> Problem {
    let mut about: Vec<(Cow<'static, str>, String)> = Vec::new();
    for (name, value) in &rule.params {
        let words = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        match (&**name, value.as_u64()) {
            ("value", _) => {}
            ("max", Some(most)) => {
                let length =
                    rule.params.get("value").and_then(|typed| typed.as_str()).map(|typed| typed.chars().count());
                let over =
                    length.and_then(|length| u64::try_from(length).ok()).map(|length| length.saturating_sub(most));
                about.push((Cow::Borrowed("most"), words));
                about.extend(over.map(|over| (Cow::Borrowed("over"), over.to_string())));
            }
            _ => about.push((name.clone(), words)),
        }
    }
    about.sort();
    Problem { place: place.to_owned(), kind: rule.code.clone(), about }
}

/// A rule of `domain` as a rule of a form.
fn rule<T>(checked: std::result::Result<T, Problem>) -> std::result::Result<(), ValidationError> {
    checked.map(|_| ()).map_err(|problem| {
        let params = problem.about.into_iter().map(|(name, value)| (name, value.into())).collect();
        ValidationError { code: problem.kind, message: None, params }
    })
}

/// The rule for names of people and bodies.
pub(crate) fn name(typed: &str) -> std::result::Result<(), ValidationError> {
    rule(domain::account::parse_name("", typed))
}

/// The rule for addresses of e-mail.
pub(crate) fn address(typed: &str) -> std::result::Result<(), ValidationError> {
    rule(domain::account::Address::parse("", typed))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Validate)]
    struct Part {
        #[validate(length(max = 3, code = "too-long"))]
        en: String,
    }

    #[derive(Validate)]
    struct Whole {
        #[validate(length(min = 1, code = "name-missing"), custom(function = "name"))]
        name: String,
        #[validate(email(code = "address"), custom(function = "address"))]
        mail: Option<String>,
        #[validate(nested)]
        about: Part,
    }

    fn wrong(name: &str, mail: Option<&str>, about: &str) -> Vec<Problem> {
        let whole =
            Whole { name: name.to_owned(), mail: mail.map(str::to_owned), about: Part { en: about.to_owned() } };
        let mut problems = Problems::default();
        problems.check(&whole, &["about", "name", "mail"]);
        problems.0
    }

    #[test]
    fn rules_of_forms_become_problems_in_the_order_of_the_form() {
        assert_eq!(wrong("Ann", None, "abc"), []);
        assert_eq!(
            wrong("", Some("ann"), "àbcde"),
            [
                Problem::new("about.en", "too-long").about("most", 3).about("over", 2),
                Problem::new("name", "name-missing"),
                Problem::new("mail", "address"),
            ]
        );
    }

    #[test]
    fn our_own_rule_says_what_is_wrong() {
        let long = format!("{}@{}.example", "a".repeat(60), "b.".repeat(100));
        for (mail, kind) in [("", "address-missing"), ("ann@example", "address"), (&*long, "address-long")] {
            assert_eq!(wrong("Ann", Some(mail), "")[0].kind, kind, "{mail}");
        }
        assert_eq!(wrong(&"n".repeat(121), None, ""), [Problem::new("name", "name-long").about("most", 120)]);
    }
}
