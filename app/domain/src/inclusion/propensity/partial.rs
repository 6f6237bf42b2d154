//! Partial R-indicators: which characteristic, and which category of it, makes the response uneven.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Pattern;

/// The part of one characteristic. If only the unconditional part is large, the other characteristics explain it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Partial {
    /// The spread of propensities between its categories.
    pub unconditional: f64,
    /// The spread within groups of people who agree in all other characteristics.
    pub conditional: f64,
    /// The part of each category.
    pub categories: Vec<PartialCategory>,
}

/// The part of one category.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct PartialCategory {
    /// How many were invited.
    pub invited: u64,
    /// Their mean propensity; `None` if nobody was invited.
    pub mean_propensity: Option<f64>,
    /// Negative: under-represented.
    pub unconditional: f64,
    /// What is left of it among people who agree in all other characteristics.
    pub conditional: f64,
}

/// The mean propensity of people, and how many they are.
#[derive(Clone, Copy, Default)]
struct Mean {
    people: f64,
    sum: f64,
}

impl Mean {
    fn add(&mut self, pattern: &Pattern, rho: f64) {
        self.people += pattern.invited as f64;
        self.sum += pattern.invited as f64 * rho;
    }

    fn value(self) -> Option<f64> {
        (self.people > 0.0).then(|| self.sum / self.people)
    }
}

pub(super) fn partials(patterns: &[Pattern], sizes: &[usize], propensities: &[f64]) -> Vec<Partial> {
    sizes.iter().enumerate().map(|(at, size)| partial(patterns, propensities, at, *size)).collect()
}

fn partial(patterns: &[Pattern], propensities: &[f64], at: usize, size: usize) -> Partial {
    let others = |pattern: &Pattern| {
        let mut key = pattern.at.clone();
        key.remove(at);
        key
    };
    let (mut all, mut by_category) = (Mean::default(), vec![Mean::default(); size]);
    let mut by_others: BTreeMap<Vec<usize>, Mean> = BTreeMap::new();
    for (pattern, rho) in patterns.iter().zip(propensities) {
        all.add(pattern, *rho);
        by_category[pattern.at[at]].add(pattern, *rho);
        by_others.entry(others(pattern)).or_default().add(pattern, *rho);
    }
    let mut within = vec![0.0; size];
    for (pattern, rho) in patterns.iter().zip(propensities) {
        let mean = by_others.get(&others(pattern)).and_then(|mean| mean.value()).unwrap_or(*rho);
        within[pattern.at[at]] += pattern.invited as f64 * (rho - mean).powi(2);
    }
    let overall = all.value().unwrap_or(0.0);
    let spread = |squares: f64| (squares / (all.people - 1.0).max(1.0)).sqrt();
    let category = |(category, mean): (usize, &Mean)| PartialCategory {
        invited: patterns.iter().filter(|pattern| pattern.at[at] == category).map(|pattern| pattern.invited).sum(),
        mean_propensity: mean.value(),
        unconditional: mean.value().map_or(0.0, |value| (mean.people / all.people).sqrt() * (value - overall)),
        conditional: spread(within[category]),
    };
    let categories: Vec<PartialCategory> = by_category.iter().enumerate().map(category).collect();
    Partial {
        unconditional: categories.iter().map(|one| one.unconditional.powi(2)).sum::<f64>().sqrt(),
        conditional: spread(within.iter().sum()),
        categories,
    }
}
