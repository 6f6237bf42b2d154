//! Templates: whole surveys to start from, in English and in a draft of Gaelic.
//!
//! They are code, so that the compiler checks their codes and a test checks them as every other survey is checked.

mod community;
pub mod equality;
mod officials;
mod partnerships;
mod scales;

pub use community::community;
pub use officials::officials;
pub(crate) use partnerships::PARTNERSHIPS;

use super::{Choice, Choices, Item, ItemCode, Kind, Row};
use crate::text::Text;

/// The same words in English and Gaelic.
type Words = (&'static str, &'static str);
/// A code, and its words in English and Gaelic.
type Coded = (&'static str, &'static str, &'static str);

fn text((english, gaelic): Words) -> Text {
    Text::both(english, gaelic)
}

fn ask(code: ItemCode, words: Words, short: Words, kind: Kind) -> Item {
    Item::new(code, text(words), text(short), kind)
}

fn choice((code, english, gaelic): Coded) -> Choice {
    Choice::new(code, Text::both(english, gaelic))
}

fn list(choices: &[Coded]) -> Vec<Choice> {
    choices.iter().copied().map(choice).collect()
}

fn one_of(choices: &[Coded]) -> Kind {
    Kind::Single { choices: Choices::Own(list(choices)) }
}

fn any_of(choices: &[Coded], alone: Coded) -> Kind {
    let mut own = list(choices);
    own.push(choice(alone).exclusive());
    Kind::Multiple { choices: Choices::Own(own), at_most: None }
}

fn on(scale: &'static str) -> Kind {
    Kind::Single { choices: Choices::scale(scale) }
}

fn each_on(scale: &'static str, rows: &[Coded]) -> Kind {
    let row = |(code, english, gaelic): &Coded| Row::new(*code, Text::both(*english, *gaelic), Text::default());
    Kind::Matrix { rows: rows.iter().map(row).collect(), choices: Choices::scale(scale) }
}

fn open() -> Kind {
    Kind::LongText { at_most: 3_000 }
}

#[cfg(test)]
mod tests;
