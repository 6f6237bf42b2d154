//! How careful an operator is: as careful as the platform or more, never less.

use serde::{Deserialize, Serialize};

use crate::problem::Problem;

/// The limits that published tables keep, in people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// A table, or a line of a group, of fewer people is withheld.
    pub minimum_base: u64,
    /// Counts are rounded to multiples of this.
    pub rounding_base: u64,
    /// Percentages are given on rounded bases of at least this.
    pub percentage_base: u64,
    /// A running survey is published again when at least so many people joined every base.
    pub batch: u64,
}

impl Limits {
    /// The platform's own: a base of 10, rounding to 5, percentages from 50 as in the Scottish Household Survey, and
    /// batches of 10.
    pub const LEAST: Self = Self { minimum_base: 10, rounding_base: 5, percentage_base: 50, batch: 10 };

    /// What is laxer here than in others: a `laxer-limit` at its field, with the least that is allowed.
    pub fn check(&self, least: &Self) -> Vec<Problem> {
        [
            ("minimum_base", self.minimum_base, least.minimum_base),
            ("rounding_base", self.rounding_base, least.rounding_base),
            ("percentage_base", self.percentage_base, least.percentage_base),
            ("batch", self.batch, least.batch),
        ]
        .into_iter()
        .filter(|(_, asked, least)| asked < least)
        .map(|(field, _, least)| Problem::new(field, "laxer-limit").about("least", least))
        .collect()
    }
}

/// Limits that are at least as strict as [`Limits::LEAST`], wherever they come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Limits", into = "Limits")]
pub struct Policy(Limits);

impl Default for Policy {
    fn default() -> Self {
        Self(Limits::LEAST)
    }
}

impl Policy {
    /// The policy with these limits, if none of them is laxer than this one's; otherwise what is.
    pub fn stricter(&self, limits: Limits) -> Result<Self, Vec<Problem>> {
        let problems = limits.check(&self.0);
        if problems.is_empty() { Ok(Self(limits)) } else { Err(problems) }
    }

    /// Its limits.
    pub const fn limits(&self) -> Limits {
        self.0
    }
}

impl TryFrom<Limits> for Policy {
    type Error = String;

    fn try_from(limits: Limits) -> Result<Self, Self::Error> {
        Self::default().stricter(limits).map_err(|problems| {
            let fields: Vec<_> = problems.into_iter().map(|problem| problem.place).collect();
            format!("laxer than allowed: {}", fields.join(", "))
        })
    }
}

impl From<Policy> for Limits {
    fn from(policy: Policy) -> Self {
        policy.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_policy_may_only_become_stricter() {
        let house = Policy::default();
        let strict = house.stricter(Limits { minimum_base: 20, ..Limits::LEAST }).unwrap();
        assert_eq!(strict.limits().minimum_base, 20);
        assert_eq!(house.stricter(house.limits()), Ok(house));
        let refused = strict.stricter(Limits { batch: 9, ..Limits::LEAST }).unwrap_err();
        let places: Vec<_> = refused.iter().map(|problem| problem.place.as_str()).collect();
        assert_eq!(places, ["minimum_base", "batch"]);
    }

    #[test]
    fn a_stored_policy_cannot_be_laxer() {
        let stored = serde_json::to_string(&Policy::default()).unwrap();
        assert_eq!(serde_json::from_str::<Policy>(&stored).unwrap(), Policy::default());
        let laxer = stored.replace("\"rounding_base\":5", "\"rounding_base\":1");
        let error = serde_json::from_str::<Policy>(&laxer).unwrap_err().to_string();
        assert!(error.contains("rounding_base"), "{error}");
    }
}
