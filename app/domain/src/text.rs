//! Words: languages, texts that exist in several of them, and what is done to text that people type.

use std::{collections::BTreeMap, fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// A language that pages and questionnaires may be in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Language {
    /// English.
    #[default]
    #[serde(rename = "en")]
    English,
    /// Scottish Gaelic.
    #[serde(rename = "gd")]
    Gaelic,
}

impl Language {
    /// All languages, in the order in which they are offered.
    pub const ALL: [Self; 2] = [Self::English, Self::Gaelic];

    /// Its tag of BCP 47, for `lang` attributes and addresses.
    pub const fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Gaelic => "gd",
        }
    }

    /// Its own name for itself.
    pub const fn name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::Gaelic => "Gàidhlig",
        }
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// The tag is none of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownLanguage;

impl FromStr for Language {
    type Err = UnknownLanguage;

    fn from_str(code: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|language| language.code() == code).ok_or(UnknownLanguage)
    }
}

/// A text in one or more languages. An empty text is the same as none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Text(BTreeMap<Language, String>);

impl Text {
    /// A text in English only.
    pub fn english(words: impl Into<String>) -> Self {
        Self::default().with(Language::English, words)
    }

    /// A text in English and Gaelic.
    pub fn both(english: impl Into<String>, gaelic: impl Into<String>) -> Self {
        Self::english(english).with(Language::Gaelic, gaelic)
    }

    /// The same text, saying this in that language; empty words take the language away.
    #[must_use]
    pub fn with(mut self, language: Language, words: impl Into<String>) -> Self {
        let words = words.into();
        if words.is_empty() {
            self.0.remove(&language);
        } else {
            self.0.insert(language, words);
        }
        self
    }

    /// The words in exactly this language.
    pub fn get(&self, language: Language) -> Option<&str> {
        self.0.get(&language).map(String::as_str)
    }

    /// The words in this language or, where there are none, in English or any other, and the language they are in:
    /// what falls back must say so (WCAG 2.2, 3.1.2).
    pub fn best(&self, language: Language) -> (&str, Language) {
        let own = self.0.get_key_value(&language);
        let (spoken, words) = own
            .or_else(|| self.0.get_key_value(&Language::English))
            .or_else(|| self.0.iter().next())
            .map_or((language, ""), |(spoken, words)| (*spoken, words.as_str()));
        (words, spoken)
    }

    /// Whether nothing is said in any language.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Every language with its words.
    pub fn iter(&self) -> impl Iterator<Item = (Language, &str)> {
        self.0.iter().map(|(language, words)| (*language, words.as_str()))
    }
}

/// Text as typed, made safe to keep: one kind of line end, no control characters, no marks that turn the direction of
/// what follows, no spaces at the ends. What it says is never changed.
pub fn tidy(typed: &str) -> String {
    let unified = typed.replace("\r\n", "\n").replace('\r', "\n");
    let kept: String = unified.chars().filter(|c| !is_unwanted(*c)).collect();
    kept.trim().to_owned()
}

/// As [`tidy`], and on one line: names, subjects, anything that could become a header.
pub fn one_line(typed: &str) -> String {
    tidy(typed).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Lower case for looking up: the databases do not agree about it, so it is done here.
pub fn fold(text: &str) -> String {
    text.trim().to_lowercase()
}

fn is_unwanted(c: char) -> bool {
    let turns = matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    let separates = matches!(c, '\u{2028}' | '\u{2029}' | '\u{FEFF}');
    turns || separates || (c.is_control() && c != '\n' && c != '\t')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_falls_back_and_says_in_which_language() {
        let text = Text::both("Start", "Tòisich");
        assert_eq!(text.best(Language::Gaelic), ("Tòisich", Language::Gaelic));
        let only = Text::english("Start");
        assert_eq!(only.best(Language::Gaelic), ("Start", Language::English));
        assert_eq!(Text::default().best(Language::Gaelic), ("", Language::Gaelic));
    }

    #[test]
    fn typed_text_loses_only_what_nobody_typed() {
        for (typed, kept) in [
            ("  a good bus \r\n service\0 ", "a good bus \n service"),
            ("\u{202E}evil", "evil"),
            ("Gàidhlig, naïve, 5\u{a0}% & <b>", "Gàidhlig, naïve, 5\u{a0}% & <b>"),
        ] {
            assert_eq!(tidy(typed), kept);
        }
        assert_eq!(one_line("Subject\r\nBcc: x\u{2028}y"), "Subject Bcc: xy");
    }

    #[test]
    fn languages_are_known_by_their_tags() {
        for language in Language::ALL {
            assert_eq!(language.code().parse(), Ok(language));
        }
        assert_eq!("xx".parse::<Language>(), Err(UnknownLanguage));
    }
}
