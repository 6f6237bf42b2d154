//! What the tool says to the person at the keyboard. Nothing else prints.

use std::io::{self, Write};

use crate::trouble::Trouble;

/// A step begins: what is done, and about how long it takes.
pub fn step(what: &str, how_long: &str) {
    plain(&format!("==> {what} ({how_long})"));
}

/// More about the step that runs, or its result.
pub fn note(text: &str) {
    plain(&format!("    {text}"));
}

/// A line as it is. When nobody listens any more (`| head`), that is no reason to stop working.
pub fn plain(text: &str) {
    let _ = writeln!(io::stdout(), "{text}");
}

/// The command failed: why, and what to do.
pub fn trouble(trouble: &Trouble) {
    let _ = writeln!(io::stderr(), "\nxtask stopped: {trouble}");
}
