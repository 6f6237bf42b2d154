//! Batches: many rows, or many values to look for, in one statement.
//!
//! A statement has one text whatever it holds, as both databases prefer: it has places for [`ROWS`] rows, and the places
//! that are left over hold nothing. Both databases call the columns of `VALUES` `column1`, `column2` ...

use std::fmt::Write as _;

use crate::{Result, db::Tx};

/// How many rows or values one statement takes.
pub(super) const ROWS: usize = 200;

/// `head (VALUES ($1, $2), ($3, $4) ...) AS given WHERE column1 IS NOT NULL tail`.
pub(super) fn insert(head: &str, columns: usize, tail: &str) -> String {
    let mut text = format!("{head} FROM (VALUES ");
    for row in 0..ROWS {
        text.push_str(if row == 0 { "(" } else { ", (" });
        for column in 1..=columns {
            let gap = if column == 1 { "" } else { ", " };
            // Writing to a string cannot fail.
            let _ = write!(text, "{gap}${}", row * columns + column);
        }
        text.push(')');
    }
    text.push_str(") AS given WHERE column1 IS NOT NULL ");
    text.push_str(tail);
    text
}

/// `head ($1, $2 ...) tail`, where `first` is the number of the first value.
pub(super) fn among(head: &str, first: usize, tail: &str) -> String {
    let places: Vec<String> = (first..first + ROWS).map(|number| format!("${number}")).collect();
    format!("{head} ({}) {tail}", places.join(", "))
}

/// Writes rows of text with a statement of [`insert`].
pub(super) async fn write<const N: usize>(
    tx: &mut Tx,
    text: &'static str,
    rows: impl IntoIterator<Item = [String; N]>,
) -> Result<()> {
    let mut rows = rows.into_iter().peekable();
    while rows.peek().is_some() {
        let mut statement = tx.sql(text);
        for _ in 0..ROWS {
            match rows.next() {
                Some(row) => {
                    for value in row {
                        statement = statement.bind(Some(value));
                    }
                }
                None => {
                    for _ in 0..N {
                        statement = statement.bind(None::<String>);
                    }
                }
            }
        }
        statement.run().await?;
    }
    Ok(())
}

/// The values of one statement of [`among`]: as many as it has places for.
pub(super) fn padded(values: &[String]) -> impl Iterator<Item = Option<String>> + '_ {
    values.iter().cloned().map(Some).chain(std::iter::repeat(None)).take(ROWS)
}
