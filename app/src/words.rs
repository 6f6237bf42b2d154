//! Words: every text that people read is in the catalogues of `locales/`, one folder for each language.
//!
//! A key exists in all languages or in none (a test checks it), so nothing ever falls back in the middle of a sentence.
//! Texts of questionnaires are data and carry their own languages.

use std::borrow::Cow;

use domain::{disclosure::Method, problem::Problem, text::Language};
use fluent_templates::{LanguageIdentifier, Loader, fluent_bundle::FluentValue, static_loader};

static_loader! {
    static CATALOGUES = {
        locales: "./locales",
        fallback_language: "en",
        // No invisible direction marks around values: nothing here is mixed, and mail and files must not carry them.
        customise: |bundle| bundle.set_use_isolating(false),
    };
}

/// The words of one language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words {
    language: Language,
    /// How the numbers are protected that sentences speak of.
    method: Method,
}

impl Words {
    /// The words of this language.
    pub const fn of(language: Language) -> Self {
        Self { language, method: Method::Rounding }
    }

    /// The same words about numbers that are protected in this way.
    #[must_use]
    pub const fn by(self, method: Method) -> Self {
        Self { method, ..self }
    }

    /// The words of another language, about the same numbers.
    #[must_use]
    pub const fn spoken(self, language: Language) -> Self {
        Self { language, ..self }
    }

    /// Which language.
    pub const fn language(self) -> Language {
        self.language
    }

    /// The text of a key.
    pub fn t(self, key: &str) -> String {
        self.look_up(key, &[])
    }

    /// The text of a key with these values in it. Whole numbers choose plural forms.
    pub fn with(self, key: &str, values: &[(&str, &str)]) -> String {
        self.look_up(key, values)
    }

    /// The text of a key that counts something.
    pub fn count(self, key: &str, n: impl Into<i64>) -> String {
        self.look_up(key, &[("n", &n.into().to_string())])
    }

    /// What is wrong, and how to put it right. A language is called by its own name.
    pub fn problem(self, problem: &Problem) -> String {
        let about = |(name, value): &'_ (Cow<'static, str>, String)| match value.parse::<Language>() {
            Ok(language) if name == "language" => (name.to_string(), language.name().to_owned()),
            _ => (name.to_string(), value.clone()),
        };
        let about: Vec<(String, String)> = problem.about.iter().map(about).collect();
        let values: Vec<(&str, &str)> = about.iter().map(|(name, value)| (&**name, &**value)).collect();
        self.look_up(&format!("problem-{}", problem.kind), &values)
    }

    /// Whether the catalogue has this key.
    pub fn has(self, key: &str) -> bool {
        CATALOGUES.try_lookup(&self.identifier(), key).is_some()
    }

    fn look_up(self, key: &str, values: &[(&str, &str)]) -> String {
        let value = |text: &str| match text.parse::<i64>() {
            Ok(number) if text.len() < 10 => FluentValue::from(number),
            _ => FluentValue::from(text.to_owned()),
        };
        let method = [("method", self.method.code())];
        let values = values.iter().chain(&method);
        let values = values.map(|(name, text)| (Cow::Owned((*name).to_owned()), value(text))).collect();
        CATALOGUES.try_lookup_with_args(&self.identifier(), key, &values).unwrap_or_else(|| key.to_owned())
    }

    fn identifier(self) -> LanguageIdentifier {
        const ENGLISH: LanguageIdentifier = fluent_templates::langid!("en");
        const GAELIC: LanguageIdentifier = fluent_templates::langid!("gd");
        match self.language {
            Language::English => ENGLISH,
            Language::Gaelic => GAELIC,
        }
    }
}

/// A number with its thousands apart: "61,300". Both languages write it alike.
pub fn number(n: i64) -> String {
    let digits = n.unsigned_abs().to_string();
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    if n < 0 { format!("\u{2212}{grouped}") } else { grouped }
}

/// A count with its thousands apart.
pub fn grouped(count: u64) -> String {
    number(i64::try_from(count).unwrap_or(i64::MAX))
}
