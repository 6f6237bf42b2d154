//! One table of counts from a CSV file made safe, for `folkmoot protect table`.
//!
//! The last column is the count, all others are dimensions, each row a cell. Totals may be there or not; every total is
//! in the result. Counts are suppressed so that none from 1 to below the threshold can be worked out, or rounded at
//! random with keys that a secret gives.

mod read;
#[cfg(test)]
mod tests;

use std::time::Duration;

use domain::disclosure::{
    Limits, rounded,
    suppress::{Impossible, Pattern, most_cells, suppress},
};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use thiserror::Error;

pub use self::read::{Fault, LARGEST, Place, Table, read};

/// The mark of a count that is withheld.
pub const WITHHELD: &str = "[c]";
/// The lowest threshold.
pub const LEAST_THRESHOLD: u64 = 3;
/// The highest.
pub const MOST_THRESHOLD: u64 = 1000;

/// A table that may be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Protected {
    /// The table as CSV, with all totals.
    pub csv: String,
    /// What was done, in one sentence or two, for a note under the table.
    pub note: String,
    /// How many of how many cells are withheld.
    pub withheld: (usize, usize),
}

/// Why a table cannot be made safe.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Refused {
    /// The threshold makes no sense.
    #[error("a threshold is from {LEAST_THRESHOLD} to {MOST_THRESHOLD}")]
    Threshold,
    /// It is too large.
    #[error(
        "the table has {0} cells with its totals, and {1} is the most that are suppressed: merge categories, leave out \
         a dimension, or round it with --method round"
    )]
    TooLarge(usize, usize),
    /// All of it counts fewer people than the threshold.
    #[error("the table counts fewer people than the threshold: nothing in it can be shown")]
    TooFew,
    /// No pattern hides its small counts.
    #[error("no pattern hides the small counts, because totals give them away: merge categories")]
    Impossible,
}

/// The table with its small counts, and enough others, withheld. `time_left` says how long a least pattern may still be
/// looked for; after that a good one is found.
///
/// # Errors
/// [`Refused`], in words that say what to do.
pub fn suppressed(table: &Table, threshold: u64, time_left: &dyn Fn() -> Duration) -> Result<Protected, Refused> {
    enough(table, threshold)?;
    let (cells, most) = (table.counts.len(), most_cells(table.names.len()));
    if cells > most {
        return Err(Refused::TooLarge(cells, most));
    }
    let Pattern { hidden, is_least } =
        suppress(&table.counts, threshold, time_left).map_err(|Impossible| Refused::Impossible)?;
    let withheld = hidden.iter().filter(|hidden| **hidden).count();
    let numbers = table.counts.counts().iter().zip(&hidden);
    let words = numbers.map(|(count, hidden)| if *hidden { WITHHELD.to_owned() } else { count.to_string() });
    let fewest = if is_least { " No pattern withholds fewer." } else { "" };
    let note = match withheld {
        0 => format!("No count is from 1 to {}, so nothing is withheld.", threshold - 1),
        _ => format!(
            "{WITHHELD} is confidential: a count from 1 to {}, or one that would give such a count away. {withheld} of \
             {cells} numbers, totals among them, are withheld; it was proven that no small count follows from the \
             others in this table.{fewest} It says nothing about other tables of the same people.",
            threshold - 1
        ),
    };
    Ok(Protected { csv: written(table, words), note, withheld: (withheld, cells) })
}

/// The table with every number rounded at random to the platform's base, by a key that the secret, the categories of the
/// cell and its count give: the same secret rounds the same table in the same way.
///
/// # Errors
/// When the threshold makes no sense or the table counts fewer people.
pub fn rounded_table(table: &Table, threshold: u64, secret: &[u8]) -> Result<Protected, Refused> {
    enough(table, threshold)?;
    let base = Limits::LEAST.rounding_base;
    let words = table.counts.counts().iter().enumerate().map(|(cell, count)| {
        let mut text = String::from("pt1:");
        for (name, category) in table.names.iter().zip(table.labels(cell)) {
            // Lengths keep names and categories apart whatever is in them.
            text.extend([&name.len().to_string(), ":", name, "=", &category.len().to_string(), ":", category, ";"]);
        }
        text.push_str(&count.to_string());
        rounded(*count, key(secret, text.as_bytes()), base).to_string()
    });
    let note = format!(
        "Every number is rounded to {base} at random, so that it is right on average; rows and columns may not add up, \
         and a small number cannot be told from none. Round the same table with the same secret only: the mean of \
         several roundings would be the exact number."
    );
    Ok(Protected { csv: written(table, words), note, withheld: (0, table.counts.len()) })
}

/// Refuses a threshold that makes no sense, and a table of fewer people.
fn enough(table: &Table, threshold: u64) -> Result<(), Refused> {
    if !(LEAST_THRESHOLD..=MOST_THRESHOLD).contains(&threshold) {
        return Err(Refused::Threshold);
    }
    let total = table.counts.counts().last().copied().unwrap_or(0);
    if total < threshold { Err(Refused::TooFew) } else { Ok(()) }
}

/// The first 8 bytes of HMAC-SHA256, big-endian, as for the keys of records.
fn key(secret: &[u8], text: &[u8]) -> u64 {
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(secret) else { return 0 };
    mac.update(text);
    let bytes = mac.finalize().into_bytes();
    bytes.iter().take(8).fold(0, |key, byte| key << 8 | u64::from(*byte))
}

/// Every cell as a line, in the order of the categories, totals after them.
fn written(table: &Table, words: impl Iterator<Item = String>) -> String {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    let header = table.names.iter().chain(std::iter::once(&table.count));
    let mut lines = vec![header.cloned().collect::<Vec<_>>()];
    lines.extend(words.enumerate().map(|(cell, word)| {
        let labels = table.labels(cell).into_iter().map(str::to_owned);
        labels.chain(std::iter::once(word)).collect()
    }));
    for line in lines {
        // Into memory, with as many fields in every line: this cannot fail.
        let _ = writer.write_record(line);
    }
    writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}
