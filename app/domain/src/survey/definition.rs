//! The questionnaire as data: pages, questions, kinds of answer. It is stored as JSON, and only ever grows: a field that
//! is new has a default and is left out while it holds it, so that old versions keep their bytes and their digest.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{
    choice::{Choice, Choices, Row},
    item_code::ItemCode,
    notice::Notice,
};
use crate::text::{Language, Text};

/// All that a version of a survey is: what is asked, and what people are told before.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Definition {
    /// What is asked.
    pub questionnaire: Questionnaire,
    /// What people are told before they start.
    #[serde(default)]
    pub notice: Notice,
}

/// What is asked, page by page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Questionnaire {
    /// Its name, as people see it.
    pub title: Text,
    /// The languages in which it is offered, in this order.
    pub languages: Vec<Language>,
    /// Lists of choices that several questions share, by name.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub scales: BTreeMap<String, Vec<Choice>>,
    /// The steps, in order.
    pub pages: Vec<Page>,
}

/// One step: one question, or a few that belong tightly together.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page {
    /// Its name in addresses; unique, `[a-z0-9_-]{1,32}`.
    pub code: String,
    /// Its heading; may be empty where its only question is the heading.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub title: Text,
    /// The heading of the part that it belongs to; may be empty.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub section: Text,
    /// A line under the heading.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub help: Text,
    /// The condition (see [`super::logic`]) under which it is shown; none means always.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub show_if: Option<String>,
    /// What it asks.
    pub items: Vec<Item>,
}

/// One question, or a note between questions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "four switches of a stored form, each on its own")]
pub struct Item {
    /// Its stable name.
    pub code: ItemCode,
    /// The question.
    pub words: Text,
    /// A label for the list of answers, charts and codebooks.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub short: Text,
    /// A line under the question.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub help: Text,
    /// Why it is asked.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub why: Text,
    /// What an answer looks like.
    pub kind: Kind,
    /// Whether nobody can go on without answering.
    #[serde(default, skip_serializing_if = "is_false")]
    pub required: bool,
    /// The condition under which it is shown on its page; none means always.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub show_if: Option<String>,
    /// Whether it is asked in the same words in every wave.
    #[serde(default, skip_serializing_if = "is_false")]
    pub trend: bool,
    /// Whether its answers are special category data (UK GDPR, article 9) or as sensitive.
    #[serde(default, skip_serializing_if = "is_false")]
    pub special_category: bool,
    /// The characteristic of people that it is about: `age`, `sex`, `ethnic_group`, `locality`, `partnership` ...
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub characteristic: Option<String>,
    /// Whether results are never shown by it.
    #[serde(default, skip_serializing_if = "is_false")]
    pub not_published: bool,
}

/// What an answer looks like.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// One of several choices.
    Single {
        /// What can be chosen.
        choices: Choices,
    },
    /// Any of several choices.
    Multiple {
        /// What can be chosen.
        choices: Choices,
        /// How many at most; none means any number.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        at_most: Option<u32>,
    },
    /// One of the same choices on each of several lines.
    Matrix {
        /// The lines.
        rows: Vec<Row>,
        /// What can be chosen on each.
        choices: Choices,
    },
    /// A point on a scale of whole numbers, usually 0 to 10.
    Scale {
        /// The lowest point.
        from: i64,
        /// The highest point.
        to: i64,
        /// What the lowest point means.
        low: Text,
        /// What the highest point means.
        high: Text,
        /// Whether "I prefer not to say" stands beside it.
        #[serde(default, skip_serializing_if = "is_false")]
        prefer_not: bool,
    },
    /// A few words on one line.
    ShortText {
        /// How many characters at most.
        at_most: u32,
    },
    /// As many words as somebody likes.
    LongText {
        /// How many characters at most.
        at_most: u32,
    },
    /// A whole number.
    Whole {
        /// The smallest that is accepted.
        from: i64,
        /// The largest that is accepted.
        to: i64,
        /// What is counted, such as "years"; may be empty.
        #[serde(default, skip_serializing_if = "Text::is_empty")]
        unit: Text,
    },
    /// Where somebody lives: a locality from the partnership's list, or a postcode.
    Place,
    /// Words only; nothing is answered.
    Note,
}

impl Questionnaire {
    /// The choices that these are; none where they name a list that does not exist.
    pub fn choices<'a>(&'a self, choices: &'a Choices) -> &'a [Choice] {
        match choices {
            Choices::Scale(name) => self.scales.get(name).map_or(&[], Vec::as_slice),
            Choices::Own(own) => own,
        }
    }

    /// The choices of an item; none where nothing is chosen.
    pub fn choices_of<'a>(&'a self, item: &'a Item) -> &'a [Choice] {
        item.kind.choices().map_or(&[], |choices| self.choices(choices))
    }

    /// Every item with the index of its page.
    pub fn items(&self) -> impl Iterator<Item = (usize, &Item)> {
        self.pages.iter().enumerate().flat_map(|(page, step)| step.items.iter().map(move |item| (page, item)))
    }

    /// The item of this name.
    pub fn item(&self, code: &str) -> Option<&Item> {
        self.items().map(|(_, item)| item).find(|item| item.code.as_str() == code)
    }

    /// The number of a page in print and in codebooks, counted over all pages that ask something, whoever sees them.
    /// A journey counts anew, over the pages that one person sees.
    pub fn number(&self, page: usize) -> Option<usize> {
        let asks = self.pages.get(page)?.asks();
        asks.then(|| self.pages.iter().take(page + 1).filter(|page| page.asks()).count())
    }

    /// How many numbered questions there are.
    pub fn count(&self) -> usize {
        self.pages.iter().filter(|page| page.asks()).count()
    }

    /// The number of an item: `7`, or `2b` for the second of those that share a page; none for a note.
    pub fn label(&self, code: &str) -> Option<String> {
        let (page, item) = self.items().find(|(_, item)| item.code.as_str() == code)?;
        let asked: Vec<_> = self.pages.get(page)?.items.iter().filter(|item| item.kind.asks()).collect();
        let nth = asked.iter().position(|other| other.code == item.code)?;
        let letter = u8::try_from(nth).ok().and_then(|nth| b'a'.checked_add(nth)).filter(u8::is_ascii_lowercase);
        let number = self.number(page)?;
        Some(match letter {
            Some(letter) if asked.len() > 1 => format!("{number}{}", char::from(letter)),
            _ => number.to_string(),
        })
    }

    /// About how many minutes it takes to answer everything, at least one. A rule of thumb for the time before anybody
    /// has answered: 8 seconds for each question or line, 15 for a number or a place, 40 for a few words.
    pub fn minutes(&self) -> u16 {
        let seconds: usize = self.items().map(|(_, item)| item.kind.seconds()).sum();
        u16::try_from(seconds.div_ceil(60)).unwrap_or(u16::MAX).max(1)
    }
}

impl Page {
    /// A page that holds these items under a heading of its own.
    pub fn new(code: impl Into<String>, title: Text, items: Vec<Item>) -> Self {
        Self { code: code.into(), title, items, ..Self::default() }
    }

    /// A page that holds one question, which is its heading.
    pub fn one(item: Item) -> Self {
        Self { code: item.code.to_string(), items: vec![item], ..Self::default() }
    }

    /// Whether a text can be the code of a page.
    pub fn is_code(text: &str) -> bool {
        let fits = |b: u8| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'_' | b'-');
        (1..=32).contains(&text.len()) && text.bytes().all(fits)
    }

    /// Whether anything is asked: a page of notes has no number.
    pub fn asks(&self) -> bool {
        self.items.iter().any(|item| item.kind.asks())
    }

    /// The heading: its own or, where it has none, its first question.
    pub fn heading(&self) -> Option<&Text> {
        let own = (!self.title.is_empty()).then_some(&self.title);
        own.or_else(|| self.items.first().map(|item| &item.words))
    }

    /// The words of one of its questions, under the heading where several questions share one.
    pub fn words_of(&self, item: &Item) -> Text {
        if self.title.is_empty() || self.items.iter().filter(|item| item.kind.asks()).count() < 2 {
            return item.words.clone();
        }
        let join = |text: Text, (language, words): (Language, &str)| {
            let title = self.title.best(language).0;
            text.with(language, format!("{}: {words}", title.trim_end_matches(':')))
        };
        item.words.iter().fold(Text::default(), join)
    }

    /// The same page in this part of the questionnaire.
    #[must_use]
    pub fn section(self, section: Text) -> Self {
        Self { section, ..self }
    }

    /// The same page with a line under its heading.
    #[must_use]
    pub fn help(self, help: Text) -> Self {
        Self { help, ..self }
    }

    /// The same page, shown only under this condition.
    #[must_use]
    pub fn show_if(self, condition: impl Into<String>) -> Self {
        Self { show_if: Some(condition.into()), ..self }
    }
}

impl Item {
    /// An optional question that everyone sees.
    pub fn new(code: ItemCode, words: Text, short: Text, kind: Kind) -> Self {
        let (help, why) = (Text::default(), Text::default());
        let (required, trend, special_category, not_published) = (false, false, false, false);
        let (show_if, characteristic) = (None, None);
        Self {
            code,
            words,
            short,
            help,
            why,
            kind,
            required,
            show_if,
            trend,
            special_category,
            characteristic,
            not_published,
        }
    }

    /// The label: the short one or, where there is none, the question.
    pub fn label(&self) -> &Text {
        if self.short.is_empty() { &self.words } else { &self.short }
    }

    /// The same question with a line under it.
    #[must_use]
    pub fn help(self, help: Text) -> Self {
        Self { help, ..self }
    }

    /// The same question, saying why it is asked.
    #[must_use]
    pub fn why(self, why: Text) -> Self {
        Self { why, ..self }
    }

    /// The same question, without an answer to which nobody can go on.
    #[must_use]
    pub fn required(self) -> Self {
        Self { required: true, ..self }
    }

    /// The same question, asked in the same words in every wave.
    #[must_use]
    pub fn trend(self) -> Self {
        Self { trend: true, ..self }
    }

    /// The same question, whose answers are special category data.
    #[must_use]
    pub fn special(self) -> Self {
        Self { special_category: true, ..self }
    }

    /// The same question, which is about this characteristic of people.
    #[must_use]
    pub fn characteristic(self, name: impl Into<String>) -> Self {
        Self { characteristic: Some(name.into()), ..self }
    }

    /// The same question, by which no results are ever shown.
    #[must_use]
    pub fn not_published(self) -> Self {
        Self { not_published: true, ..self }
    }

    /// The same question, shown only under this condition.
    #[must_use]
    pub fn show_if(self, condition: impl Into<String>) -> Self {
        Self { show_if: Some(condition.into()), ..self }
    }
}

impl Kind {
    /// Whether anything is answered.
    pub fn asks(&self) -> bool {
        !matches!(self, Self::Note)
    }

    /// Where its choices are, if it has any.
    pub fn choices(&self) -> Option<&Choices> {
        match self {
            Self::Single { choices } | Self::Multiple { choices, .. } | Self::Matrix { choices, .. } => Some(choices),
            _ => None,
        }
    }

    /// Its lines; none unless it is a matrix.
    pub fn rows(&self) -> &[Row] {
        if let Self::Matrix { rows, .. } = self { rows } else { &[] }
    }

    fn seconds(&self) -> usize {
        match self {
            Self::Note => 5,
            Self::Single { .. } | Self::Multiple { .. } | Self::Scale { .. } => 8,
            Self::Matrix { rows, .. } => 8 * rows.len(),
            Self::Whole { .. } | Self::Place => 15,
            Self::ShortText { .. } | Self::LongText { .. } => 40,
        }
    }
}

/// For serde: a switch that is off is left out.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde's skip_serializing_if hands a reference")]
fn is_false(switch: &bool) -> bool {
    !switch
}
