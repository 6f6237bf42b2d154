//! Problems: what is wrong with what somebody entered, where, and what the words about it need to know.
//!
//! A problem is data. Its `kind` is a stable code and at the same time the key of its sentence in the catalogues
//! (`problem-<kind>`), so that the same problem is explained in every language, on a page, in a mail or on a terminal.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// The field it belongs to, by its name in the form; empty for the form as a whole.
    pub place: String,
    /// The stable code, such as `whole-number`.
    pub kind: Cow<'static, str>,
    /// What its sentence names, such as `("largest", "100")`.
    pub about: Vec<(Cow<'static, str>, String)>,
}

impl Problem {
    /// A problem of this kind at this field.
    pub fn new(place: impl Into<String>, kind: &'static str) -> Self {
        Self { place: place.into(), kind: Cow::Borrowed(kind), about: Vec::new() }
    }

    /// The same problem, which also names this.
    #[must_use]
    #[expect(clippy::needless_pass_by_value, reason = "numbers and texts are handed over as they are")]
    pub fn about(mut self, name: &'static str, value: impl ToString) -> Self {
        self.about.push((Cow::Borrowed(name), value.to_string()));
        self
    }
}

/// The problems of one field, in order.
pub fn at<'a>(problems: &'a [Problem], place: &'a str) -> impl Iterator<Item = &'a Problem> + 'a {
    problems.iter().filter(move |problem| problem.place == place)
}
