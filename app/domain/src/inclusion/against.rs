//! With whom those who took part are compared: the base of shares and rates.

use std::{fmt, str::FromStr};

use crate::{place::Base, text::Text};

/// A base that staff can choose for an engagement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Against {
    /// People of 16 and over where they are counted, everybody otherwise: what the figures allow. The one that nobody
    /// has to choose.
    Figures,
    /// Everybody who lives here, children as well, wherever both are counted.
    AllAges,
    /// Households: where each set of answers stands for one of them.
    Households,
    /// Those who were invited.
    Invited,
}

/// The word is none of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownAgainst;

impl Against {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Figures, Self::AllAges, Self::Households, Self::Invited];

    /// Its word in the database and in forms.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Figures => "figures",
            Self::AllAges => "all_ages",
            Self::Households => "households",
            Self::Invited => "invited",
        }
    }

    /// Whom figures must count to be preferred; none where any will do, or where no figures are asked.
    pub const fn preferred(self) -> Option<Base> {
        match self {
            Self::Figures | Self::Invited => None,
            Self::AllAges => Some(Base::PeopleAllAges),
            Self::Households => Some(Base::Households),
        }
    }

    /// Whom it counts, in words beside a figure.
    pub fn words(self) -> Text {
        match self {
            Self::Figures => Base::People16AndOver.words(),
            Self::AllAges => Base::PeopleAllAges.words(),
            Self::Households => Base::Households.words(),
            Self::Invited => Text::both("people who were invited", "daoine a fhuair cuireadh"),
        }
    }
}

impl fmt::Display for Against {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for Against {
    type Err = UnknownAgainst;

    fn from_str(word: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|one| one.code() == word).ok_or(UnknownAgainst)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_has_one_word() {
        for one in Against::ALL {
            assert_eq!(one.to_string().parse(), Ok(one));
            assert!(one.words().iter().count() == 2);
        }
        assert_eq!("all".parse::<Against>(), Err(UnknownAgainst));
    }
}
