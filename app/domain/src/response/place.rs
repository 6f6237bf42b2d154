//! Where somebody lives: a locality from the partnership's list, or the data zone of a postcode, which is then
//! forgotten.

use std::collections::{BTreeMap, BTreeSet};

pub use crate::place::postcode;

/// What the partnership offers for saying where somebody lives.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlaceLists {
    /// The codes of its localities.
    pub localities: BTreeSet<String>,
    /// Postcodes as [`postcode`] writes them, with their data zones: those that were looked up for this form. None where
    /// no directory of postcodes is loaded.
    pub postcodes: Option<BTreeMap<String, String>>,
}

/// Where somebody lives, as far as it is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whereabouts<'a> {
    /// The code of a locality.
    Locality(&'a str),
    /// The code of a data zone of 2011 or later, such as `S01010891`.
    Zone(&'a str),
}

const LOCALITY: &str = "locality:";
const ZONE: &str = "zone:";

impl<'a> Whereabouts<'a> {
    /// Reads what a form posts and a draft keeps: `locality:CODE` or `zone:CODE`. Anything else is a postcode that
    /// somebody typed and that was not found.
    pub fn read(kept: &'a str) -> Option<Self> {
        let zone =
            |code: &&str| code.len() == 9 && code.starts_with("S01") && code[3..].bytes().all(|b| b.is_ascii_digit());
        let locality = kept.strip_prefix(LOCALITY).filter(|code| !code.is_empty());
        locality.map(Self::Locality).or_else(|| kept.strip_prefix(ZONE).filter(zone).map(Self::Zone))
    }

    /// What a form posts and a draft keeps.
    pub fn write(self) -> String {
        match self {
            Self::Locality(code) => format!("{LOCALITY}{code}"),
            Self::Zone(code) => format!("{ZONE}{code}"),
        }
    }

    /// The most exact of what is kept for a field: a data zone before a locality.
    pub fn best(kept: &'a [String]) -> Option<Self> {
        let read = |kept: &'a String| Self::read(kept);
        let zone = kept.iter().filter_map(read).find(|place| matches!(place, Self::Zone(_)));
        zone.or_else(|| kept.iter().find_map(read))
    }
}

impl PlaceLists {
    /// What is kept of what was posted for a place: a locality of the list, the data zone of a postcode that was found
    /// (the postcode itself is not kept), the place that was kept before, or else the postcode as typed, so that it can
    /// be put right. Wherever a data zone is known, nothing else is kept.
    pub(super) fn kept(&self, posted: &[String], before: &[String]) -> Vec<String> {
        let mut kept = Vec::new();
        for typed in posted.iter().take(4) {
            let typed = super::page::cut(crate::text::one_line(typed), 100);
            match Whereabouts::read(&typed) {
                Some(zone @ Whereabouts::Zone(_)) if before.contains(&typed) => return vec![zone.write()],
                Some(Whereabouts::Locality(code)) if self.localities.contains(code) => {
                    kept.retain(|other: &String| !other.starts_with(LOCALITY));
                    kept.insert(0, typed);
                }
                None if !typed.is_empty() && !typed.contains(':') => {
                    let Some(known) = &self.postcodes else { continue };
                    if let Some(zone) = postcode(&typed).and_then(|postcode| known.get(&postcode)) {
                        return vec![Whereabouts::Zone(zone).write()];
                    }
                    kept.push(typed);
                }
                _ => {}
            }
        }
        kept.truncate(2);
        kept
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_of_a_place() {
        let lists = PlaceLists {
            localities: ["east".to_owned(), "west".to_owned()].into(),
            postcodes: Some([("PA15 1LY".to_owned(), "S01010891".to_owned())].into()),
        };
        let none: &[&str] = &[];
        for (situation, posted, before, kept) in [
            ("a locality of the list", vec!["locality:east", ""], none, vec!["locality:east"]),
            ("a locality of nobody's list", vec!["locality:north"], none, vec![]),
            ("a postcode that is found is forgotten", vec!["", "pa15 1ly"], none, vec!["zone:S01010891"]),
            (
                "the postcode says more than the locality",
                vec!["locality:east", "PA15 1LY"],
                none,
                vec!["zone:S01010891"],
            ),
            ("a postcode that is not found", vec!["PA99 9ZZ"], none, vec!["PA99 9ZZ"]),
            ("half a postcode", vec!["pa15"], none, vec!["pa15"]),
            ("a locality and a wrong postcode", vec!["pa15", "locality:west"], none, vec!["locality:west", "pa15"]),
            ("the data zone from before", vec!["zone:S01010891"], &["zone:S01010891"], vec!["zone:S01010891"]),
            ("a data zone from nowhere", vec!["zone:S01010892"], &["zone:S01010891"], vec![]),
            ("nothing", vec!["", " "], &["zone:S01010891"], vec![]),
        ] {
            let own = |values: &[&str]| values.iter().map(|value| (*value).to_owned()).collect::<Vec<_>>();
            assert_eq!(lists.kept(&own(&posted), &own(before)), own(&kept), "{situation}");
        }
        let no_directory = PlaceLists { postcodes: None, ..lists };
        assert!(no_directory.kept(&["PA15 1LY".to_owned()], &[]).is_empty());
    }
}
