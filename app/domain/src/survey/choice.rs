//! What can be chosen: the choices of a question, and lists of choices that questions share.

use serde::{Deserialize, Serialize};

use crate::text::Text;

/// The code that our own lists give to "I do not know".
pub const DONT_KNOW: &str = "dont_know";
/// The code that our own lists, and every 0 to 10 scale, give to "I prefer not to say".
pub const PREFER_NOT: &str = "prefer_not";

/// One thing that can be chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// What is stored when it is chosen; unique in its list.
    pub code: String,
    /// What people read.
    pub words: Text,
    /// A line under the words, where they need one.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub hint: Text,
    /// Whether it is an answer or a way of not giving one.
    #[serde(default, skip_serializing_if = "ChoiceRole::is_ordinary")]
    pub role: ChoiceRole,
    /// The category of the population figures that it counts as, such as `white_scottish`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counts_as: Option<String>,
}

impl Choice {
    /// An ordinary choice.
    pub fn new(code: impl Into<String>, words: Text) -> Self {
        Self { code: code.into(), words, ..Self::default() }
    }

    /// "I do not know".
    pub fn dont_know() -> Self {
        Self { role: ChoiceRole::DontKnow, ..Self::new(DONT_KNOW, Text::both("I do not know", "Chan eil fios agam")) }
    }

    /// "I prefer not to say".
    pub fn prefer_not() -> Self {
        Self {
            role: ChoiceRole::PreferNotToSay,
            ..Self::new(PREFER_NOT, Text::both("I prefer not to say", "B’ fheàrr leam gun a ràdh"))
        }
    }

    /// The same choice, which rules out all others of its list.
    #[must_use]
    pub fn exclusive(self) -> Self {
        Self { role: ChoiceRole::Exclusive, ..self }
    }

    /// The same choice with a line under its words.
    #[must_use]
    pub fn hint(self, hint: Text) -> Self {
        Self { hint, ..self }
    }

    /// The same choice, counted as this category of the population figures.
    #[must_use]
    pub fn counts_as(self, category: impl Into<String>) -> Self {
        Self { counts_as: Some(category.into()), ..self }
    }

    /// Whether a code can be stored, exported and written in a condition: `[A-Za-z0-9_-]{1,32}`.
    pub fn is_code(text: &str) -> bool {
        (1..=32).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-'))
    }
}

/// What choosing something means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChoiceRole {
    /// An answer.
    #[default]
    Ordinary,
    /// An answer that rules out all others, such as "none of these".
    Exclusive,
    /// Somebody cannot answer.
    DontKnow,
    /// Somebody does not want to answer.
    PreferNotToSay,
}

impl ChoiceRole {
    /// Whether it is an answer like any other.
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde's skip_serializing_if hands a reference")]
    pub fn is_ordinary(&self) -> bool {
        *self == Self::Ordinary
    }

    /// Whether nothing else can be chosen with it.
    pub fn stands_alone(self) -> bool {
        self != Self::Ordinary
    }
}

/// Where the choices of a question are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Choices {
    /// In the list of this name, which several questions share.
    Scale(String),
    /// Here, for this question only.
    Own(Vec<Choice>),
}

impl Choices {
    /// The shared list of this name.
    pub fn scale(name: impl Into<String>) -> Self {
        Self::Scale(name.into())
    }
}

/// One line of a matrix.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// Unique in its matrix: `[a-z0-9_]{1,32}`. Its answers are stored under `item.row`.
    pub code: String,
    /// What people read.
    pub words: Text,
    /// A label for charts, lists of answers and codebooks; empty where the words are short already.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub short: Text,
}

impl Row {
    /// A line with a short label.
    pub fn new(code: impl Into<String>, words: Text, short: Text) -> Self {
        Self { code: code.into(), words, short }
    }

    /// Whether a code can be part of a field's name.
    pub fn is_code(text: &str) -> bool {
        (1..=32).contains(&text.len()) && text.bytes().all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'_'))
    }
}
