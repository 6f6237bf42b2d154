//! Partnerships: what one says of itself, its word in addresses, its bodies and its colours.

pub mod colour;
pub mod founding;

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::{
    problem::Problem,
    text::{self, Language, Text},
};
use colour::Colour;

/// The GSS code of Scotland.
pub const SCOTLAND: &str = "S92000003";

/// Whether it is one of the 32, or Scotland above them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A Community Planning Partnership.
    Partnership,
    /// The national level.
    National,
}

/// What a partnership says of itself and how it looks.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Profile {
    /// One or two sentences: who runs this.
    pub about: Text,
    /// The head of its home page and the sentence under it.
    pub welcome: Text,
    /// The sentence under the head.
    pub lead: Text,
    /// A number to phone, as people write it.
    pub phone: String,
    /// An address to write to.
    pub mail: String,
    /// How to reach it in British Sign Language, as an address of the web.
    pub bsl: String,
    /// Where to send a paper form.
    pub post: String,
    /// The languages that its pages are offered in; empty means all.
    pub languages: Vec<Language>,
    /// Its colours.
    pub theme: Theme,
    /// Its logo and those of its members, for the foot of its pages.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub logos: Vec<Logo>,
}

/// The most logos that a partnership may show.
pub const LOGOS_MOST: usize = 8;

/// A logo.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Logo {
    /// The file: the digest of its bytes and what it is, such as `3f9a...c1.png`.
    pub file: String,
    /// Whose it is, for those who do not see it.
    pub whose: String,
}

/// The colours that a partnership may choose.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Theme {
    /// Links, header, primary button.
    pub brand: Colour,
    /// What is chosen or now.
    pub accent: Colour,
}

impl Default for Theme {
    fn default() -> Self {
        Self { brand: Colour(0x0b, 0x4f, 0x6c), accent: Colour(0x6b, 0x3f, 0xa0) }
    }
}

/// The lowest contrast of words against their ground (WCAG 2.2, 1.4.3).
pub const CONTRAST: f64 = 4.5;

impl Theme {
    /// Reads two colours as `#rrggbb`. A colour on which white words, or which on paper, could not be read is refused,
    /// and the nearest one that can be is named.
    pub fn parse(brand: &str, accent: &str) -> (Option<Self>, Vec<Problem>) {
        let mut problems = Vec::new();
        let mut read = |place: &'static str, typed: &str| match typed.trim().parse::<Colour>() {
            Err(_) => {
                problems.push(Problem::new(place, "colour"));
                None
            }
            Ok(colour) if colour.contrast(colour::MIST) < CONTRAST => {
                let nearest = colour.darker_until(colour::MIST, CONTRAST);
                problems.push(Problem::new(place, "colour-faint").about("nearest", nearest));
                None
            }
            Ok(colour) => Some(colour),
        };
        let (brand, accent) = (read("brand", brand), read("accent", accent));
        let theme = brand.zip(accent).map(|(brand, accent)| Self { brand, accent });
        (theme, problems)
    }
}

/// The word of a thing in addresses: `[a-z0-9]`, hyphens between, 2 to 60 characters.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Slug(String);

/// First words of our own addresses, which no partnership may take.
const TAKEN: [&str; 30] = [
    "about",
    "account",
    "admin",
    "api",
    "assets",
    "cookies",
    "desk",
    "en",
    "exports",
    "gd",
    "health",
    "help",
    "invitation",
    "language",
    "logo",
    "me",
    "metrics",
    "privacy",
    "accessibility",
    "research",
    "robots",
    "s",
    "sign-in",
    "sign-out",
    "static",
    "stop",
    "survey",
    "test",
    "theme",
    "www",
];

impl Slug {
    /// Reads a word for an address.
    ///
    /// # Errors
    /// A problem of kind `slug` or `slug-taken`.
    pub fn parse(place: &str, typed: &str) -> Result<Self, Problem> {
        let word = text::fold(typed);
        let shaped = (2..=60).contains(&word.len())
            && word
                .split('-')
                .all(|part| !part.is_empty() && part.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit()));
        if !shaped {
            Err(Problem::new(place, "slug"))
        } else if TAKEN.contains(&word.as_str()) {
            Err(Problem::new(place, "slug-taken"))
        } else {
            Ok(Self(word))
        }
    }

    /// A word made from a title, with accents taken off: "How is it to live here?" becomes `how-is-it-to-live-here`.
    pub fn suggest(title: &str) -> String {
        let plain: String = text::fold(title).chars().map(plain_letter).collect();
        let words = plain.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
        let mut slug = String::new();
        for word in words {
            if slug.len() + word.len() > 50 {
                break;
            }
            if !slug.is_empty() {
                slug.push('-');
            }
            slug.push_str(word);
        }
        if slug.len() < 2 { "our-survey".to_owned() } else { slug }
    }

    /// The word.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

pub(crate) const fn plain_letter(c: char) -> char {
    match c {
        'à' | 'á' | 'â' | 'ä' => 'a',
        'è' | 'é' | 'ê' | 'ë' => 'e',
        'ì' | 'í' | 'î' | 'ï' => 'i',
        'ò' | 'ó' | 'ô' | 'ö' => 'o',
        'ù' | 'ú' | 'û' | 'ü' => 'u',
        _ => c,
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for Slug {
    type Err = Problem;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse("", text)
    }
}

macro_rules! body_kinds {
    ($($(#[$doc:meta])* $name:ident $code:literal)*) => {
        /// What a body is.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum BodyKind {
            $($(#[$doc])* $name),*
        }

        impl BodyKind {
            /// All kinds, in the order in which they are offered.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// Its word in the database and in forms.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code),* }
            }
        }
    };
}

body_kinds! {
    /// A council.
    Council "council"
    /// A health board.
    HealthBoard "health_board"
    /// Police Scotland.
    Police "police"
    /// The Scottish Fire and Rescue Service.
    Fire "fire"
    /// An enterprise agency.
    Enterprise "enterprise"
    /// A regional transport partnership.
    Transport "transport"
    /// A college.
    College "college"
    /// A national park authority.
    NationalPark "national_park"
    /// A third sector interface.
    ThirdSectorInterface "third_sector_interface"
    /// A university or another body that does research.
    Research "research"
    /// The national support for community planning.
    National "national"
    /// Any other.
    Other "other"
}

/// The word is none of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownKind;

impl FromStr for BodyKind {
    type Err = UnknownKind;

    fn from_str(code: &str) -> Result<Self, Self::Err> {
        Self::ALL.iter().copied().find(|kind| kind.code() == code).ok_or(UnknownKind)
    }
}

impl FromStr for Kind {
    type Err = UnknownKind;

    fn from_str(code: &str) -> Result<Self, Self::Err> {
        match code {
            "partnership" => Ok(Self::Partnership),
            "national" => Ok(Self::National),
            _ => Err(UnknownKind),
        }
    }
}

impl Kind {
    /// Its word in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Partnership => "partnership",
            Self::National => "national",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_words_for_addresses() {
        assert_eq!(Slug::parse("slug", " Live-Here ").unwrap().as_str(), "live-here");
        for (bad, kind) in [
            ("a", "slug"),
            ("-a-b", "slug"),
            ("a--b", "slug"),
            ("à-là", "slug"),
            ("a/b", "slug"),
            ("desk", "slug-taken"),
        ] {
            assert_eq!(Slug::parse("slug", bad).unwrap_err().kind, kind, "{bad}");
        }
    }

    #[test]
    fn a_slug_can_be_made_of_any_title() {
        for (title, slug) in [
            ("How is it to live here?", "how-is-it-to-live-here"),
            ("Ciamar a tha e a' fuireach ann an Gàidhlig", "ciamar-a-tha-e-a-fuireach-ann-an-gaidhlig"),
            ("???", "our-survey"),
        ] {
            assert_eq!(Slug::suggest(title), slug);
            assert!(Slug::parse("slug", slug).is_ok());
        }
    }

    #[test]
    fn faint_colours_are_refused_with_the_nearest_that_can_be_read() {
        assert!(Theme::parse("#0b4f6c", "#6b3fa0").1.is_empty());
        let (theme, problems) = Theme::parse("#66ccff", "green");
        assert_eq!(theme, None);
        assert_eq!(problems[0].kind, "colour-faint");
        let nearest: Colour = problems[0].about[0].1.parse().unwrap();
        assert!(nearest.contrast(colour::MIST) >= CONTRAST);
        assert_eq!(problems[1].kind, "colour");
    }
}
