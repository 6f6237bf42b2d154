//! Figures: what a table of numbers counts, of when, on which geography, by whom.

use std::{collections::BTreeMap, fmt, str::FromStr};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{
    partnership::plain_letter,
    text::{self, Text},
};

/// Whom a number counts. People and households are never mixed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Base {
    /// Residents of all ages.
    PeopleAllAges,
    /// Residents aged 16 and over.
    #[serde(rename = "people_16_and_over")]
    People16AndOver,
    /// Occupied households.
    Households,
}

/// The word is none of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownBase;

impl Base {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::PeopleAllAges, Self::People16AndOver, Self::Households];

    /// Its word in the database and in files.
    pub const fn code(self) -> &'static str {
        match self {
            Self::PeopleAllAges => "people_all_ages",
            Self::People16AndOver => "people_16_and_over",
            Self::Households => "households",
        }
    }

    /// What stands beside a figure.
    pub fn words(self) -> Text {
        match self {
            Self::PeopleAllAges => Text::both("residents of all ages", "luchd-còmhnaidh de gach aois"),
            Self::People16AndOver => Text::both("residents 16 and over", "luchd-còmhnaidh 16 agus nas sine"),
            Self::Households => Text::both("households", "teaghlaichean"),
        }
    }
}

impl fmt::Display for Base {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for Base {
    type Err = UnknownBase;

    fn from_str(code: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|base| base.code() == code).ok_or(UnknownBase)
    }
}

/// The numbers of one area in one set: category -> how many.
pub type Numbers = BTreeMap<String, u64>;

/// The category that counts everybody, in every set that has such a row.
pub const ALL: &str = "all";

/// The category that counts whoever is 16 or over, in sets that do not tell ages apart.
pub const ADULTS: &str = "16+";

/// The geography of sets whose areas are councils and Scotland.
pub const COUNCIL: &str = "council";

/// A set of figures: one table of one source about one characteristic.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FigureSet {
    /// Its stable code, such as `census2022_council_age`.
    pub code: String,
    /// What it is about: `age`, `ethnic_group` ...
    pub characteristic: String,
    /// What the table is called.
    pub title: String,
    /// Who published it, and as which table.
    pub source: String,
    /// The civil date that it describes.
    pub as_of: Date,
    /// Whom it counts.
    pub base: Base,
    /// The areas it is for: [`COUNCIL`], or the edition of the data zones (`data_zone_2011`).
    pub geography: String,
    /// The classification of zones whose classes its categories are, where they are.
    pub classification: Option<String>,
    /// Under which licence.
    pub licence: String,
}

/// A classification of data zones: SIMD fifths, urban and rural, islands, wards ...
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Classification {
    /// Its stable code, such as `simd2020v2_quintile`.
    pub code: String,
    /// What it is about: `deprivation`, `urban_rural` ...
    pub characteristic: String,
    /// What it is called.
    pub title: String,
    /// Which edition it is.
    pub edition: String,
    /// Who published it.
    pub source: String,
    /// The civil date of the edition; of two editions, the later one counts.
    pub as_of: Date,
    /// The edition of the data zones.
    pub geography: String,
    /// Under which licence.
    pub licence: String,
}

/// What stands beside every figure: the table, its publisher, its date and its licence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// What the table is called.
    pub title: String,
    /// Who published it, and as which table.
    pub publisher: String,
    /// The civil date that it describes.
    pub as_of: Date,
    /// Under which licence.
    pub licence: String,
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({}, {}), {}", self.title, self.publisher, self.as_of, self.licence)
    }
}

impl FigureSet {
    /// What stands beside its figures.
    pub fn source(&self) -> Source {
        Source {
            title: self.title.clone(),
            publisher: self.source.clone(),
            as_of: self.as_of,
            licence: self.licence.clone(),
        }
    }

    /// The set that the people of these zones form when they are counted by the class of their zone.
    #[must_use]
    pub fn by_class(&self, classes: &Classification) -> Self {
        let licence = if self.licence == classes.licence {
            self.licence.clone()
        } else {
            format!("{}; {}", self.licence, classes.licence)
        };
        Self {
            code: format!("{}_by_{}", self.code, classes.code),
            characteristic: classes.characteristic.clone(),
            title: classes.title.clone(),
            source: format!("{}; people: {}", classes.source, self.source),
            as_of: self.as_of,
            base: self.base,
            geography: self.geography.clone(),
            classification: Some(classes.code.clone()),
            licence,
        }
    }
}

/// The numbers of several areas together: the categories that every one of them has.
pub fn sum<'a>(areas: impl IntoIterator<Item = &'a Numbers>) -> Numbers {
    let mut areas = areas.into_iter();
    let mut total = areas.next().cloned().unwrap_or_default();
    for area in areas {
        total.retain(|category, number| {
            area.get(category).is_some_and(|more| {
                *number = number.saturating_add(*more);
                true
            })
        });
    }
    total
}

/// How many of an area are 16 or over: as counted, or as its bands of age add up.
pub fn adults(numbers: &Numbers) -> Option<u64> {
    let bands = || {
        let age = super::Grouping::known("age")?;
        Some(age.add_up(numbers, |_| true)?.1.into_iter().fold(0, u64::saturating_add))
    };
    bands().or_else(|| numbers.get(ADULTS).copied())
}

/// The most letters of a code that is made of words: what a choice of a questionnaire may have.
const CODE_LONGEST: usize = 32;

/// A code made of words: lower case without accents, `_` between, cut at a word: "Large Urban Areas" becomes
/// `large_urban_areas`. Empty where there is no letter or digit to make it of.
pub fn code_of(words: &str) -> String {
    let plain: String = text::fold(words).chars().map(plain_letter).collect();
    let mut code = String::new();
    for word in plain.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()) {
        let gap = usize::from(!code.is_empty());
        let room = CODE_LONGEST - code.len();
        if word.len() + gap > room {
            if code.is_empty() {
                code.push_str(&word[..room]);
            }
            break;
        }
        code.push_str(&"_"[..gap]);
        code.push_str(word);
    }
    code
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sum_has_what_every_area_has() {
        let numbers = |pairs: &[(&str, u64)]| pairs.iter().map(|(c, n)| ((*c).to_owned(), *n)).collect::<Numbers>();
        let areas = [numbers(&[("all", 5), ("a", 2), ("b", 3)]), numbers(&[("all", 7), ("b", 4)])];
        assert_eq!(sum(&areas), numbers(&[("all", 12), ("b", 7)]));
        assert_eq!(sum(&[]), Numbers::new());
        let large = [numbers(&[("all", u64::MAX)]), numbers(&[("all", 1)])];
        assert_eq!(sum(&large)["all"], u64::MAX);
    }

    #[test]
    fn adults_are_counted_or_added_up() {
        let mut numbers: Numbers = [("all".to_owned(), 100), (ADULTS.to_owned(), 80)].into();
        assert_eq!(adults(&numbers), Some(80));
        let bands = super::super::Grouping::known("age").unwrap().ways.remove(0).sums;
        numbers.extend(bands.into_iter().flatten().map(|band| (band, 2)));
        assert_eq!(adults(&numbers), Some(32));
        assert_eq!(adults(&Numbers::new()), None);
    }

    #[test]
    fn bases_are_known_by_their_words() {
        for base in Base::ALL {
            assert_eq!(base.code().parse(), Ok(base));
            assert_eq!(serde_json::to_value(base).unwrap(), base.code());
        }
    }

    #[test]
    fn codes_are_made_of_words() {
        for (words, code) in [
            ("Large Urban Areas", "large_urban_areas"),
            ("Kilmacolm and Quarriers Village", "kilmacolm_and_quarriers_village"),
            ("Leòdhas", "leodhas"),
            ("3", "3"),
            ("--", ""),
            ("Accessible small towns and their remote rural surroundings", "accessible_small_towns_and_their"),
            ("Llanfairpwllgwyngyllgogerychwyrndrobwll", "llanfairpwllgwyngyllgogerychwyrn"),
        ] {
            assert_eq!(code_of(words), code);
        }
    }
}
