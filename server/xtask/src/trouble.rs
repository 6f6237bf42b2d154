//! What went wrong, in words for the person at the keyboard: what failed and what to do about it.

use std::fmt::{self, Display};

/// A failure that ends the command. Its text says what to do.
#[derive(Debug)]
pub struct Trouble(String);

/// What every step of this tool returns.
pub type Outcome<T = ()> = Result<T, Trouble>;

impl Display for Trouble {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl From<String> for Trouble {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl From<&str> for Trouble {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

/// Turns a failure of the system into one that a person can act on.
pub trait Explain<T> {
    /// Puts `what` (a sentence without its full stop) before the system's own words.
    fn explain(self, what: impl FnOnce() -> String) -> Outcome<T>;
}

impl<T, E: Display> Explain<T> for Result<T, E> {
    fn explain(self, what: impl FnOnce() -> String) -> Outcome<T> {
        self.map_err(|error| Trouble(format!("{}: {error}", what())))
    }
}
