//! Postcodes: read as people type them, kept in one form.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// A full postcode of the United Kingdom, in the form of British Standard 7666: area, district, sector, unit. Kept in
/// upper case without a space (`PA151LY`), printed as on letters (`PA15 1LY`). That it has the form does not mean that
/// it exists.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Postcode(String);

/// The text cannot be a postcode.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAPostcode;

impl fmt::Display for NotAPostcode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a full postcode")
    }
}

/// A full postcode as it is written on letters, `PA15 1LY`; none where the text cannot be one.
pub fn postcode(typed: &str) -> Option<String> {
    typed.parse::<Postcode>().ok().map(|postcode| postcode.to_string())
}

impl Postcode {
    /// Its form in the database: upper case, no space.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Postcode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (outward, inward) = self.0.split_at(self.0.len() - INWARD);
        write!(f, "{outward} {inward}")
    }
}

impl FromStr for Postcode {
    type Err = NotAPostcode;

    /// Case, spaces of any kind, and the hyphens and full stops that people put in do not matter.
    fn from_str(typed: &str) -> Result<Self, Self::Err> {
        let kept = |c: &char| !c.is_whitespace() && !matches!(c, '-' | '.' | '\u{200B}'..='\u{200F}' | '\u{FEFF}');
        let compact: String = typed.chars().filter(kept).take(LONGEST + 1).collect();
        if !compact.is_ascii() || !(INWARD + 2..=LONGEST).contains(&compact.len()) {
            return Err(NotAPostcode);
        }
        let compact = compact.to_ascii_uppercase();
        let (outward, inward) = compact.split_at(compact.len() - INWARD);
        let fits = is_outward(outward.as_bytes()) && is_inward(inward.as_bytes());
        if fits { Ok(Self(compact)) } else { Err(NotAPostcode) }
    }
}

impl TryFrom<String> for Postcode {
    type Error = NotAPostcode;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Postcode> for String {
    fn from(postcode: Postcode) -> Self {
        postcode.0
    }
}

/// The letters of the inward part: `1LY`.
const INWARD: usize = 3;
/// The letters of the longest postcode: `PA151LY`.
const LONGEST: usize = 7;

fn is_outward(outward: &[u8]) -> bool {
    let letters = outward.iter().take_while(|byte| byte.is_ascii_uppercase()).count();
    let district = &outward[letters..];
    let fits = district.first().is_some_and(u8::is_ascii_digit) && district.iter().all(u8::is_ascii_alphanumeric);
    (1..=2).contains(&letters) && (1..=2).contains(&district.len()) && fits
}

fn is_inward(inward: &[u8]) -> bool {
    matches!(inward, [sector, unit @ ..] if sector.is_ascii_digit() && unit.iter().all(u8::is_ascii_uppercase))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn postcodes_are_read_as_people_type_them() {
        for (typed, read) in [
            ("PA15 1LY", Some("PA15 1LY")),
            ("pa151ly", Some("PA15 1LY")),
            ("  g1  1aa ", Some("G1 1AA")),
            ("EC1A 1BB", Some("EC1A 1BB")),
            ("W1A 0AX", Some("W1A 0AX")),
            ("ZE2\u{a0}9AA", Some("ZE2 9AA")),
            ("PA15-1LY.", Some("PA15 1LY")),
            ("\u{feff}PA15\u{200b}1LY", Some("PA15 1LY")),
            ("PA15", None),
            ("PA15 1L", None),
            ("1LY PA15", None),
            ("PA15 1L\u{dd}", None),
            ("", None),
            ("PA15 1LY PA15 1LY", None),
        ] {
            assert_eq!(postcode(typed).as_deref(), read, "{typed:?}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_a_postcode_or_not(text in ".*") {
            if let Ok(read) = text.parse::<Postcode>() {
                prop_assert_eq!(read.to_string().parse::<Postcode>().unwrap(), read);
            }
        }

        #[test]
        fn spelling_does_not_matter(
            outward in "[A-Z]{1,2}[0-9][A-Z0-9]?", inward in "[0-9][A-Z]{2}", gap in "[ \t\u{a0}.-]{0,3}", lower: bool,
        ) {
            let typed = format!(" {outward}{gap}{inward}\n");
            let typed = if lower { typed.to_lowercase() } else { typed };
            let read: Postcode = typed.parse().unwrap();
            prop_assert_eq!(read.as_str(), format!("{outward}{inward}"));
            prop_assert_eq!(read.to_string(), format!("{outward} {inward}"));
        }
    }
}
