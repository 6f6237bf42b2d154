//! The specification: a JSON file, with every name that it knows.

use std::collections::BTreeMap;

use domain::disclosure::microdata::Demands;
use serde::Deserialize;
use sha2::{Digest, Sha256};

use super::Fault;

/// What faults call the specification.
pub const FILE: &str = "spec.json";

/// What is to be done with records.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Spec {
    /// A column of which every row has a value of its own; checked, and never released.
    pub id: Option<String>,
    /// What somebody outside could know, by importance: the first is given up first.
    pub quasi_identifiers: Vec<Quasi>,
    /// Answers that no group of alike people may give away.
    #[serde(default)]
    pub sensitive: Vec<Answer>,
    /// Further columns that are released as they are.
    #[serde(default)]
    pub release: Vec<String>,
    /// Columns of `release` whose numbers end where this many lie beyond.
    #[serde(default)]
    pub ends: BTreeMap<String, usize>,
    /// How many share every combination; 5.
    pub k: Option<u64>,
    /// How many different sensitive answers each group has; 2.
    pub l: Option<u64>,
    /// The least exponential of their entropy; 1, which demands nothing.
    pub l_entropy: Option<f64>,
    /// How far a group's answers may lie from everybody's; 0.4.
    pub t: Option<f64>,
    /// The largest share of values that may be suppressed; 0.02.
    pub suppression: Option<f64>,
    /// The largest share of records that may be left out; 0.01.
    pub removed: Option<f64>,
    /// Any words that are kept secret: the same words give the same file.
    pub seed: String,
    /// How many people the records are about.
    pub population: Option<u64>,
    /// Values to exchange.
    pub swap: Option<Swap>,
    /// Values to draw again.
    pub pram: Option<Again>,
    /// The people of every value of some quasi-identifiers: the released records get weights.
    #[serde(default)]
    pub margins: BTreeMap<String, BTreeMap<String, u64>>,
}

/// A quasi-identifier.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Quasi {
    /// Its column.
    pub column: String,
    /// Coarser and coarser: for each value what it becomes, or `"*"` for nothing at all.
    #[serde(default)]
    pub levels: Vec<Level>,
}

/// A level.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub enum Level {
    /// `"*"`: one value for all.
    All(Star),
    /// `{ "merge_rare": 20 }`: values that fewer have are one.
    Rare(Rare),
    /// What each value becomes.
    Map(BTreeMap<String, String>),
}

/// The word `"*"`.
#[derive(Clone, Copy, Debug, Deserialize)]
pub enum Star {
    /// `"*"`.
    #[serde(rename = "*")]
    Star,
}

/// How few are rare.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rare {
    /// A value that fewer have is joined with others.
    pub merge_rare: u64,
}

/// A sensitive answer.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answer {
    /// Its column.
    pub column: String,
    /// Whether its values have an order: that of their numbers, or else of their letters.
    #[serde(default)]
    pub ordered: bool,
}

/// Which values are exchanged.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Swap {
    /// A quasi-identifier.
    pub column: String,
    /// Only between rows that agree in these.
    pub within: Vec<String>,
    /// The share of rows, from 0 to 1.
    pub rate: f64,
}

/// Which values are drawn again.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Again {
    /// A quasi-identifier.
    pub column: String,
    /// The probability that a value stays, from 0 to 1.
    pub stay: f64,
}

impl Spec {
    /// Reads a specification.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn read(text: &str) -> Result<Self, Vec<Fault>> {
        let spec: Self = serde_json::from_str(text).map_err(|error| vec![Fault::of(FILE, error.to_string())])?;
        let faults = spec.faults();
        if faults.is_empty() { Ok(spec) } else { Err(faults) }
    }

    fn faults(&self) -> Vec<Fault> {
        let mut faults = Vec::new();
        let mut wrong = |what: String| faults.push(Fault::of(FILE, what));
        if self.quasi_identifiers.is_empty() || self.quasi_identifiers.len() > 8 {
            wrong("`quasi_identifiers` needs one to eight columns".to_owned());
        }
        let mut seen = std::collections::BTreeSet::new();
        for column in self.columns() {
            if !seen.insert(column) {
                wrong(format!("column {column} is named twice: every column has one part"));
            }
        }
        let demands = self.demands();
        if demands.k < 5 {
            wrong(format!("`k` is {}: it is 5 or more", demands.k));
        }
        for (name, share) in [("t", demands.t), ("suppression", demands.suppressed), ("removed", demands.removed)] {
            if !(0.0..=1.0).contains(&share) {
                wrong(format!("`{name}` is {share}: it is a share from 0 to 1"));
            }
        }
        if !(demands.entropy.is_finite() && demands.entropy >= 1.0) {
            wrong(format!("`l_entropy` is {}: it is 1 or more", demands.entropy));
        }
        if self.seed.trim().chars().count() < 12 {
            wrong(
                "`seed` is too short: any twelve letters or more that nobody can guess, and that you keep".to_owned(),
            );
        }
        let is_key = |column: &str| self.keys().any(|key| key == column);
        if let Some(swap) = &self.swap {
            if !is_key(&swap.column) || swap.within.iter().any(|column| !is_key(column) || *column == swap.column) {
                wrong("`swap` is of a quasi-identifier, within other quasi-identifiers".to_owned());
            }
            if !(0.0..=1.0).contains(&swap.rate) {
                wrong(format!("`swap.rate` is {}: it is a share from 0 to 1", swap.rate));
            }
        }
        if let Some(pram) = &self.pram
            && (!is_key(&pram.column) || !(0.0..=1.0).contains(&pram.stay))
        {
            wrong("`pram` is of a quasi-identifier, and `pram.stay` a probability from 0 to 1".to_owned());
        }
        for column in self.margins.keys().filter(|column| !is_key(column)) {
            wrong(format!("`margins` has {column}, which is no quasi-identifier"));
        }
        let totals: Vec<u64> = self.margins.values().map(|margin| margin.values().sum()).collect();
        if totals.windows(2).any(|pair| pair[0] != pair[1]) {
            wrong("`margins` count different numbers of people: scale them to the same total".to_owned());
        }
        for column in self.ends.keys().filter(|column| !self.release.contains(column)) {
            wrong(format!("`ends` has {column}, which is not in `release`"));
        }
        faults
    }

    /// Every column that is read.
    pub(super) fn columns(&self) -> impl Iterator<Item = &str> {
        self.keys().chain(self.others()).chain(self.id.as_deref())
    }

    /// The quasi-identifiers.
    pub(super) fn keys(&self) -> impl Iterator<Item = &str> {
        self.quasi_identifiers.iter().map(|key| key.column.as_str())
    }

    /// The other columns that are released.
    pub(super) fn others(&self) -> impl Iterator<Item = &str> {
        self.sensitive.iter().map(|answer| answer.column.as_str()).chain(self.release.iter().map(String::as_str))
    }

    /// What released records have to be.
    pub(super) fn demands(&self) -> Demands {
        let usual = Demands::RESEARCHERS;
        Demands {
            k: self.k.unwrap_or(usual.k),
            distinct: self.l.unwrap_or(usual.distinct),
            entropy: self.l_entropy.unwrap_or(usual.entropy),
            t: self.t.unwrap_or(usual.t),
            suppressed: self.suppression.unwrap_or(usual.suppressed),
            removed: self.removed.unwrap_or(usual.removed),
        }
    }

    /// How many people the records are about: as said, or as the margins count.
    pub(super) fn population(&self) -> Option<u64> {
        self.population.or_else(|| self.margins.values().next().map(|margin| margin.values().sum()))
    }

    /// A seed for one purpose.
    pub(super) fn seed(&self, purpose: &str) -> [u8; 32] {
        Sha256::new().chain_update(purpose).chain_update([0]).chain_update(&self.seed).finalize().into()
    }
}
