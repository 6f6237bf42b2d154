//! Questions left out, and pages not reached.

use serde::{Deserialize, Serialize};
use statrs::function::gamma::checked_gamma_ur;

use crate::inclusion::interval::{Interval, wilson};

/// Who left one question out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ItemSilence {
    /// Each group, in the order in which they were given.
    pub groups: Vec<Silent>,
    /// Chi-square of leaving it out by group; `None` if nobody or everybody did, or there are not two groups.
    pub chi_square: Option<f64>,
    /// The number of groups with respondents less 1.
    pub degrees_of_freedom: u32,
    /// The asymptotic p value.
    pub p: Option<f64>,
    /// Cramér's V, from 0 to 1: how strongly leaving it out goes with the group.
    pub cramers_v: Option<f64>,
}

/// How many of one group left a question out.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Silent {
    /// How many left it out.
    pub missing: u64,
    /// How many there are.
    pub total: u64,
    /// The share who left it out.
    pub rate: Option<f64>,
    /// Its Wilson interval.
    pub interval: Option<Interval>,
}

/// Leaving one question out, from pairs of how many of a group did and how many there are. More missing than there are
/// count as all.
pub fn item_silence(groups: &[(u64, u64)]) -> ItemSilence {
    let silent = |(missing, total): &(u64, u64)| Silent {
        missing: *missing.min(total),
        total: *total,
        rate: (*total > 0).then(|| *missing.min(total) as f64 / *total as f64),
        interval: wilson(*missing.min(total), *total),
    };
    let groups: Vec<Silent> = groups.iter().map(silent).collect();
    let n: u64 = groups.iter().map(|group| group.total).sum();
    let share = groups.iter().map(|group| group.missing).sum::<u64>() as f64 / n as f64;
    let of_some: Vec<&Silent> = groups.iter().filter(|group| group.total > 0).collect();
    let degrees_of_freedom = u32::try_from(of_some.len().saturating_sub(1)).unwrap_or(u32::MAX);
    let part = |group: &&Silent| {
        let total = group.total as f64;
        (group.missing as f64 - total * share).powi(2) / (total * share * (1.0 - share))
    };
    let varies = of_some.len() > 1 && share > 0.0 && share < 1.0;
    let chi_square = varies.then(|| of_some.iter().map(part).sum::<f64>());
    ItemSilence {
        chi_square,
        p: chi_square.map(|value| checked_gamma_ur(f64::from(degrees_of_freedom) / 2.0, value / 2.0).unwrap_or(1.0)),
        // Left out or not: one column is free, so that the size alone is to be divided by.
        cramers_v: chi_square.map(|value| (value / n as f64).sqrt()),
        degrees_of_freedom,
        groups,
    }
}

/// How far a group came.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BreakOff {
    /// How many reached each page, from the first one.
    pub reached: Vec<u64>,
    /// The share who reached the last one.
    pub completion: Option<f64>,
}

/// How far a group came, from how many had each page, from the first one, as their last.
pub fn break_off(last: &[u64], pages: usize) -> BreakOff {
    let reached: Vec<u64> = (0..pages).map(|page| last.iter().skip(page).sum()).collect();
    let (first, end) = (reached.first().copied().unwrap_or(0), reached.last().copied().unwrap_or(0));
    BreakOff { completion: (first > 0).then(|| end as f64 / first as f64), reached }
}

/// The page, counted from 0, on whose way groups differ most in how many of those who reached the page before came
/// on: the one to look at, and not the one that most leave at. `None` unless two groups have respondents at a page.
pub fn widest_page(groups: &[BreakOff]) -> Option<usize> {
    let pages = groups.iter().map(|group| group.reached.len()).min()?;
    let gap = |page: usize| {
        let came_on = groups.iter().filter(|group| group.reached[page - 1] > 0);
        let shares: Vec<f64> =
            came_on.map(|group| group.reached[page] as f64 / group.reached[page - 1] as f64).collect();
        let most = shares.iter().copied().fold(0.0, f64::max);
        let least = shares.iter().copied().fold(1.0, f64::min);
        (shares.len() > 1).then_some((page, most - least))
    };
    (1..pages).filter_map(gap).reduce(|one, other| if other.1 > one.1 { other } else { one }).map(|(page, _)| page)
}
