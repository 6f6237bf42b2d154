//! A visit: what every page knows about the request it answers, and nothing about whoever made it.

use domain::text::Language;

use crate::words::Words;

/// What every page knows.
#[derive(Clone, Debug)]
pub struct Visit {
    /// The language of this page.
    pub words: Words,
    /// The languages that this page is offered in.
    pub languages: Vec<Language>,
    /// The path without its language, for the links to other languages: `/s/live-here`.
    pub path: String,
    /// Whether everything here is rehearsed.
    pub demonstration: bool,
    /// Whose page it is; none for pages of the installation.
    pub host: Option<Host>,
    /// Where files are: style sheets and islands, by their digests.
    pub assets: Assets,
    /// The nonce of this response, on pages with islands.
    pub nonce: Option<String>,
    /// The reference of this request, to be told on the phone.
    pub reference: String,
}

/// The partnership whose page it is, as far as its frame shows it.
#[derive(Clone, Debug, Default)]
pub struct Host {
    /// Its word in addresses.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// The name of its area.
    pub area: String,
    /// Who runs this, in the language of the page, and the language it really is in.
    pub about: (String, Language),
    /// A number to phone.
    pub phone: String,
    /// An address to write to.
    pub mail: String,
    /// How to reach it in British Sign Language.
    pub bsl: String,
    /// The address of the style sheet with its colours.
    pub theme: String,
    /// Logos for the foot of public pages: address, and whose each is.
    pub logos: Vec<(String, String)>,
}

/// The addresses of files.
#[derive(Clone, Debug, Default)]
pub struct Assets {
    /// The style of respondents' pages.
    pub journey_css: String,
    /// The style of public pages.
    pub public_css: String,
    /// The style of all pages.
    pub desk_css: String,
    /// The module that wakes the islands; none when they were not built.
    pub start_js: Option<String>,
    /// The islands' glue.
    pub islands_js: Option<String>,
    /// The islands' code.
    pub islands_wasm: Option<String>,
    /// Our mark, for the browser's tab.
    pub icon: String,
    /// The mark in the header.
    pub mark: String,
    /// The picture of the home page.
    pub hills: String,
}

impl Visit {
    /// The language of the page.
    pub const fn language(&self) -> Language {
        self.words.language()
    }

    /// An address on this site in the language of the page.
    pub fn href(&self, path: &str) -> String {
        in_language(path, self.language())
    }

    /// The text of a key.
    pub fn t(&self, key: &str) -> String {
        self.words.t(key)
    }
}

/// An address on this site in a language: English has none of its own, the others stand in front.
pub fn in_language(path: &str, language: Language) -> String {
    match language {
        Language::English => path.to_owned(),
        other @ Language::Gaelic => format!("/{other}{path}"),
    }
}
