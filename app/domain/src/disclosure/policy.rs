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

/// How counts that keep the limits are made safe.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// Random rounding keyed by who is in the cell: the platform's own.
    #[default]
    Rounding,
    /// Noise keyed by who is in the cell, at most 3 with variance 2, and no 1 or 2: as in Scotland's Census 2022.
    CellKey,
    /// Exact counts; those from 1 to below the minimum base are withheld, and enough others that none can be told.
    Suppression,
}

impl Method {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Rounding, Self::CellKey, Self::Suppression];

    /// Its word in settings, and for sentences that depend on it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Rounding => "rounding",
            Self::CellKey => "cell_key",
            Self::Suppression => "suppression",
        }
    }

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "the signature that serde asks for")]
    fn is_usual(&self) -> bool {
        *self == Self::default()
    }
}

/// Limits that are at least as strict as [`Limits::LEAST`], wherever they come from, and the method.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Stored", into = "Stored")]
pub struct Policy {
    limits: Limits,
    method: Method,
}

/// What is stored of a policy: its limits, and the method where it is not the usual one.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
struct Stored {
    #[serde(flatten)]
    limits: Limits,
    #[serde(default, skip_serializing_if = "Method::is_usual")]
    method: Method,
}

impl Default for Policy {
    fn default() -> Self {
        Self { limits: Limits::LEAST, method: Method::Rounding }
    }
}

impl Policy {
    /// The policy with these limits, if none of them is laxer than this one's; otherwise what is.
    pub fn stricter(&self, limits: Limits) -> Result<Self, Vec<Problem>> {
        let problems = limits.check(&self.limits);
        if problems.is_empty() { Ok(Self { limits, ..*self }) } else { Err(problems) }
    }

    /// The same limits with another method. Two methods for the same people tell more than one: a survey that was
    /// shown with one stays with it.
    #[must_use]
    pub const fn by(self, method: Method) -> Self {
        Self { method, ..self }
    }

    /// Its limits.
    pub const fn limits(&self) -> Limits {
        self.limits
    }

    /// Its method.
    pub const fn method(&self) -> Method {
        self.method
    }
}

impl TryFrom<Stored> for Policy {
    type Error = String;

    fn try_from(stored: Stored) -> Result<Self, Self::Error> {
        let policy = Self::default().stricter(stored.limits).map_err(|problems| {
            let fields: Vec<_> = problems.into_iter().map(|problem| problem.place).collect();
            format!("laxer than allowed: {}", fields.join(", "))
        })?;
        Ok(policy.by(stored.method))
    }
}

impl From<Policy> for Stored {
    fn from(policy: Policy) -> Self {
        Self { limits: policy.limits, method: policy.method }
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

    #[test]
    fn what_was_stored_before_there_were_methods_reads_as_rounding() {
        let before = r#"{"minimum_base":10,"rounding_base":5,"percentage_base":50,"batch":10}"#;
        assert_eq!(serde_json::from_str::<Policy>(before).unwrap(), Policy::default());
        assert_eq!(serde_json::to_string(&Policy::default()).unwrap(), before);
        for method in [Method::CellKey, Method::Suppression] {
            let policy = Policy::default().by(method);
            let stored = serde_json::to_string(&policy).unwrap();
            assert_eq!(serde_json::from_str::<Policy>(&stored).unwrap(), policy);
        }
    }
}
