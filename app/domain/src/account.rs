//! Accounts: addresses, passwords, roles, and the short codes that people type.

pub mod password;

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::{problem::Problem, text};

/// The longest e-mail address that can be delivered to (RFC 5321, 4.5.3.1.3).
pub const ADDRESS_LONGEST: usize = 254;
/// The longest name of a person that we keep, in characters.
pub const NAME_LONGEST: usize = 120;

/// An e-mail address: one `@`, a host with a dot, nothing that could become another header.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Address(String);

impl Address {
    /// Reads what somebody typed. `place` is the field it was typed into.
    ///
    /// # Errors
    /// A problem of kind `address-missing`, `address-long` or `address`.
    pub fn parse(place: &str, typed: &str) -> Result<Self, Problem> {
        let address = text::one_line(typed);
        if address.is_empty() {
            return Err(Problem::new(place, "address-missing"));
        }
        if address.len() > ADDRESS_LONGEST {
            return Err(Problem::new(place, "address-long").about("most", ADDRESS_LONGEST));
        }
        if looks_like_an_address(&address) { Ok(Self(address)) } else { Err(Problem::new(place, "address")) }
    }

    /// The address as typed.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The address in lower case: two that differ only in case are the same person's.
    pub fn folded(&self) -> String {
        text::fold(&self.0)
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn looks_like_an_address(address: &str) -> bool {
    let Some((local, host)) = address.rsplit_once('@') else { return false };
    let plain =
        |c: char| c.is_ascii_graphic() && !matches!(c, '<' | '>' | '(' | ')' | ',' | ';' | ':' | '"' | '\\' | '@');
    let label = |label: &str| {
        !label.is_empty()
            && label.len() <= 63
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|c| c.is_alphanumeric() || c == '-')
    };
    !local.is_empty()
        && local.len() <= 64
        && local.chars().all(plain)
        && !local.starts_with('.')
        && !local.ends_with('.')
        && !local.contains("..")
        && host.contains('.')
        && host.split('.').all(label)
}

/// What somebody may do for a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Runs engagements for the partnerships that the body is a member of.
    Officer,
    /// Reads released results and asks for research files of what is shared with the body.
    Researcher,
}

impl Role {
    /// Its word in the database and in forms.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Officer => "officer",
            Self::Researcher => "researcher",
        }
    }
}

/// The word is none of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownRole;

impl FromStr for Role {
    type Err = UnknownRole;

    fn from_str(code: &str) -> Result<Self, Self::Err> {
        [Self::Officer, Self::Researcher].into_iter().find(|role| role.code() == code).ok_or(UnknownRole)
    }
}

/// Reads somebody's name.
///
/// # Errors
/// A problem of kind `name-missing` or `name-long`.
pub fn parse_name(place: &str, typed: &str) -> Result<String, Problem> {
    let name = text::one_line(typed);
    if name.is_empty() {
        Err(Problem::new(place, "name-missing"))
    } else if name.chars().count() > NAME_LONGEST {
        Err(Problem::new(place, "name-long").about("most", NAME_LONGEST))
    } else {
        Ok(name)
    }
}

/// The digits of a code that somebody typed or pasted, with spaces or hyphens between them; `None` if it is none.
pub fn parse_digits(typed: &str, length: usize) -> Option<String> {
    let digits: String = typed.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
    (digits.len() == length && digits.chars().all(|c| c.is_ascii_digit())).then_some(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_and_refused() {
        for good in ["ann@example.org", "Ann.O'Neil+x@sub.example.co.uk", " ann@example.org ", "ann@gàidhlig.scot"] {
            assert!(Address::parse("mail", good).is_ok(), "{good}");
        }
        for (bad, kind) in [
            ("", "address-missing"),
            ("ann", "address"),
            ("ann@", "address"),
            ("@example.org", "address"),
            ("ann@example", "address"),
            ("ann@@example.org", "address"),
            ("ann@example..org", "address"),
            ("ann@-example.org", "address"),
            ("ann@example.org,bob@example.org", "address"),
            ("Ann <ann@example.org>", "address"),
            ("ann@example.org\r\nBcc: all@example.org", "address"),
        ] {
            assert_eq!(Address::parse("mail", bad).unwrap_err().kind, kind, "{bad}");
        }
        assert_eq!(Address::parse("m", "Ann@Example.org").unwrap().folded(), "ann@example.org");
    }

    #[test]
    fn typed_codes_may_have_gaps() {
        assert_eq!(parse_digits("123 456", 6).as_deref(), Some("123456"));
        assert_eq!(parse_digits("123-456", 6).as_deref(), Some("123456"));
        assert_eq!(parse_digits("12345", 6), None);
        assert_eq!(parse_digits("12345a", 6), None);
    }
}
