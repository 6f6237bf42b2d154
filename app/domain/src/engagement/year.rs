//! Years of reports: 1 April to 31 March.

use std::{fmt, str::FromStr};

use jiff::civil::{Date, date};
use serde::{Deserialize, Serialize};

/// A year of reports, by the calendar year in which it begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Year(i16);

/// A word that is no year such as `2025-26`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoSuchYear;

impl Year {
    /// The year that a day is in.
    pub fn of(day: Date) -> Self {
        Self(if day.month() < 4 { day.year() - 1 } else { day.year() })
    }

    /// The year that begins on 1 April of this calendar year, from 2000 to 2999.
    pub fn beginning_in(year: i64) -> Option<Self> {
        i16::try_from(year).ok().filter(|year| (2000..3000).contains(year)).map(Self)
    }

    /// The calendar year in which it begins.
    pub const fn begins_in(self) -> i16 {
        self.0
    }

    /// Its first day.
    pub fn first(self) -> Date {
        date(self.0, 4, 1)
    }

    /// Its last day.
    pub fn last(self) -> Date {
        date(self.0 + 1, 3, 31)
    }

    /// The year before.
    #[must_use]
    pub const fn before(self) -> Self {
        Self(self.0 - 1)
    }
}

impl fmt::Display for Year {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{:02}", self.0, (self.0 + 1).rem_euclid(100))
    }
}

impl FromStr for Year {
    type Err = NoSuchYear;

    fn from_str(text: &str) -> Result<Self, NoSuchYear> {
        let year = text.get(..4).and_then(|digits| digits.parse().ok()).and_then(Self::beginning_in);
        year.filter(|year| year.to_string() == text).ok_or(NoSuchYear)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_year_begins_in_april() {
        for (day, year) in [
            (date(2026, 3, 31), "2025-26"),
            (date(2026, 4, 1), "2026-27"),
            (date(2000, 1, 1), "1999-00"),
            (date(2099, 12, 31), "2099-00"),
        ] {
            let found = Year::of(day);
            assert_eq!(found.to_string(), year);
            assert!((found.first()..=found.last()).contains(&day));
        }
    }

    #[test]
    fn what_is_no_year_is_refused() {
        for text in ["", "2025", "2025-27", "2025-6", "2025-26 ", "+025-26", "20é5-26", "1999-00", "99999-00"] {
            assert_eq!(text.parse::<Year>(), Err(NoSuchYear), "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_year_is_read_back(begins in 2000_i64..3000) {
            let year = Year::beginning_in(begins).unwrap();
            prop_assert_eq!(year.to_string().parse(), Ok(year));
            prop_assert_eq!(year.before().last().tomorrow().unwrap(), year.first());
        }
    }
}
