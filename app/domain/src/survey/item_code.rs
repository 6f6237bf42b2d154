//! The stable name of a question: what answers, conditions, waves, files and codebooks know it by.

use std::{borrow::Borrow, fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// The stable name of an item: a small letter, then at most 31 small letters, digits or underscores.
///
/// It never changes once answers exist, whatever happens to the wording or the place of the question.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ItemCode(Box<str>);

/// The text is not an item code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAnItemCode;

impl ItemCode {
    /// The longest code, in characters (all of them ASCII).
    pub const LONGEST: usize = 32;

    /// Whether a text is an item code: `[a-z][a-z0-9_]{0,31}`.
    pub const fn is_one(text: &str) -> bool {
        let bytes = text.as_bytes();
        if bytes.is_empty() || bytes.len() > Self::LONGEST || !bytes[0].is_ascii_lowercase() {
            return false;
        }
        let mut at = 1;
        while at < bytes.len() {
            if !matches!(bytes[at], b'a'..=b'z' | b'0'..=b'9' | b'_') {
                return false;
            }
            at += 1;
        }
        true
    }

    /// The code as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The code that a literal spells; only for `item_code!`, which has checked it while compiling.
    pub(crate) fn checked(literal: &'static str) -> Self {
        Self(literal.into())
    }
}

/// An item code in our own templates and tests, checked while compiling.
macro_rules! item_code {
    ($text:literal) => {{
        const { assert!($crate::survey::ItemCode::is_one($text), "not an item code") };
        $crate::survey::ItemCode::checked($text)
    }};
}
pub(crate) use item_code;

impl FromStr for ItemCode {
    type Err = NotAnItemCode;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::is_one(text).then(|| Self(text.into())).ok_or(NotAnItemCode)
    }
}

impl TryFrom<String> for ItemCode {
    type Error = NotAnItemCode;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<ItemCode> for String {
    fn from(code: ItemCode) -> Self {
        code.0.into()
    }
}

impl fmt::Display for ItemCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for NotAnItemCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an item code is a small letter and up to 31 small letters, digits or underscores")
    }
}

impl std::error::Error for NotAnItemCode {}

impl Borrow<str> for ItemCode {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl AsRef<str> for ItemCode {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_small_letters_digits_and_underscores() {
        for (text, good) in [
            ("q01_partnership", true),
            ("a", true),
            ("a2345678901234567890123456789012", true),
            ("a23456789012345678901234567890123", false),
            ("", false),
            ("1st", false),
            ("_a", false),
            ("Age", false),
            ("a-b", false),
            ("a.b", false),
            ("àite", false),
        ] {
            assert_eq!(text.parse::<ItemCode>().is_ok(), good, "{text:?}");
            assert_eq!(serde_json::from_value::<ItemCode>(text.into()).is_ok(), good, "{text:?}");
        }
    }
}
