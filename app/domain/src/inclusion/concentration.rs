//! How evenly taking part is spread over people or bodies: the usual suspects, in numbers.
//!
//! Everything works on how often each took part (or how much each contributed). Who they are is not needed: people come
//! under pseudonyms that exist only where they agreed to be recognised, bodies under their names. Formulas and edge
//! cases: section 1.7 of the project's facts on inclusion.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

/// The Gini coefficient of these amounts: 0 if all are alike, near 1 if one has everything. `None` of nobody, and when
/// all amounts are 0.
pub fn gini(amounts: &[u64]) -> Option<f64> {
    let mut sorted = amounts.to_vec();
    sorted.sort_unstable();
    let sum = total(&sorted)?;
    let m = sorted.len() as f64;
    let weighted: f64 =
        sorted.iter().enumerate().map(|(at, amount)| (2.0 * (at + 1) as f64 - m - 1.0) * *amount as f64).sum();
    Some(weighted / (m * sum))
}

/// The same among all of a population, of whom those who are not given took no part: 1 - (m/N)(1 - G). `None` as for
/// [`gini`], and when the population is smaller than those who took part.
pub fn gini_among(amounts: &[u64], population: u64) -> Option<f64> {
    if population < amounts.len() as u64 {
        return None;
    }
    gini(amounts).map(|gini| 1.0 - amounts.len() as f64 / population as f64 * (1.0 - gini))
}

/// The share of the whole that the most active part of all have, from 0 to 1: the sum of the largest, and a fraction of
/// the next where the part is no whole number. `None` as for [`gini`].
pub fn top_share(amounts: &[u64], part: f64) -> Option<f64> {
    let mut sorted = amounts.to_vec();
    sorted.sort_unstable_by(|one, other| other.cmp(one));
    let sum = total(&sorted)?;
    let many = part.clamp(0.0, 1.0) * sorted.len() as f64;
    let (mut share, mut left) = (0.0, many);
    for amount in sorted {
        // Nine times a tenth is a little less than nine tenths; such a rest is none.
        if left <= 1e-12 {
            break;
        }
        share += left.min(1.0) * amount as f64;
        left -= 1.0;
        if left.abs() <= 1e-12 {
            break;
        }
    }
    Some(share / sum)
}

/// The Lorenz curve at each tenth: the share of the whole that the least active 0, 1 ... 10 tenths have.
pub fn lorenz_tenths(amounts: &[u64]) -> Option<Vec<f64>> {
    (0..=10_u8)
        .map(|tenth| match tenth {
            10 => total(amounts).map(|_| 1.0),
            tenth => top_share(amounts, 1.0 - f64::from(tenth) / 10.0).map(|share| 1.0 - share),
        })
        .collect()
}

/// The sum of squared shares (Herfindahl and Hirschman): its inverse is the effective number of voices.
pub fn herfindahl(amounts: &[u64]) -> Option<f64> {
    let sum = total(amounts)?;
    Some(amounts.iter().map(|amount| (*amount as f64 / sum).powi(2)).sum())
}

fn total(amounts: &[u64]) -> Option<f64> {
    let sum: f64 = amounts.iter().map(|amount| *amount as f64).sum();
    (sum > 0.0).then_some(sum)
}

/// One time that somebody took part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Visit {
    /// Who, by any number.
    pub person: usize,
    /// In which engagement, in the order of time.
    pub engagement: usize,
    /// How much: proposals, answers, votes.
    pub contributions: u64,
}

/// What a record of visits says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Habits {
    /// How many people.
    pub persons: u64,
    /// How many visits.
    pub visits: u64,
    /// How often each person took part, in no order that says who.
    pub by_person: Vec<u64>,
    /// How much each person contributed, in no order that says who.
    pub contributions: Vec<u64>,
    /// The share of people who took part more than once, from 0 to 1.
    pub repeat_rate: Option<f64>,
    /// The share of all visits that are theirs.
    pub visits_by_repeaters: Option<f64>,
    /// For each engagement, the share of its people who had not been seen before. Of the first one linked that is
    /// everybody and says nothing.
    pub new_voices: Vec<f64>,
}

/// The habits in a record of visits.
pub fn habits(visits: &[Visit]) -> Habits {
    let mut people: BTreeMap<usize, (u64, u64, usize)> = BTreeMap::new();
    let mut engagements: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for visit in visits {
        let (times, contributions, first) = people.entry(visit.person).or_insert((0, 0, visit.engagement));
        *times += 1;
        *contributions += visit.contributions;
        *first = (*first).min(visit.engagement);
        engagements.entry(visit.engagement).or_default().insert(visit.person);
    }
    let is_new = |person: &usize, engagement: usize| people.get(person).is_some_and(|(.., first)| *first == engagement);
    let new_voices = engagements
        .iter()
        .map(|(at, there)| there.iter().filter(|person| is_new(person, *at)).count() as f64 / there.len() as f64)
        .collect();
    let mut by_person: Vec<u64> = people.values().map(|(times, ..)| *times).collect();
    let mut contributions: Vec<u64> = people.values().map(|(_, contributions, _)| *contributions).collect();
    by_person.sort_unstable();
    contributions.sort_unstable();
    let share = |part: u64, whole: u64| (whole > 0).then(|| part as f64 / whole as f64);
    let again: Vec<u64> = by_person.iter().copied().filter(|times| *times > 1).collect();
    Habits {
        persons: by_person.len() as u64,
        visits: visits.len() as u64,
        repeat_rate: share(again.len() as u64, by_person.len() as u64),
        visits_by_repeaters: share(again.iter().sum(), visits.len() as u64),
        by_person,
        contributions,
        new_voices,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn nobody_and_nothing_have_no_spread() {
        for amounts in [&[][..], &[0, 0]] {
            assert_eq!((gini(amounts), top_share(amounts, 0.1), herfindahl(amounts)), (None, None, None));
            assert_eq!((lorenz_tenths(amounts), gini_among(amounts, 9)), (None, None));
        }
        assert_eq!(gini(&[9]), Some(0.0));
        assert_eq!(gini_among(&[1, 1, 1], 2), None);
        let empty = habits(&[]);
        assert_eq!((empty.repeat_rate, empty.visits_by_repeaters, empty.new_voices.len()), (None, None, 0));
    }

    #[test]
    fn known_amounts_have_known_spreads() {
        for (amounts, expected) in [(&[5, 5, 5][..], 0.0), (&[0, 0, 7], 2.0 / 3.0), (&[1, 2, 3, 4, 10], 0.4)] {
            assert!((gini(amounts).unwrap() - expected).abs() < 1e-12);
        }
        for (amounts, expected) in
            [(&[5, 5, 5][..], 0.1), (&[9, 1, 1, 1, 1, 1, 1, 1, 1, 1], 0.5), (&[4, 3, 2, 1], 0.16)]
        {
            assert!((top_share(amounts, 0.1).unwrap() - expected).abs() < 1e-12);
        }
    }

    #[test]
    fn voices_are_new_once() {
        let visit = |person, engagement| Visit { person, engagement, contributions: 2 };
        let found = habits(&[visit(7, 2), visit(7, 1), visit(9, 2), visit(9, 3), visit(7, 3), visit(5, 3)]);
        assert_eq!(found.new_voices, [1.0, 0.5, 1.0 / 3.0]);
        assert_eq!((found.by_person, found.contributions), (vec![1, 2, 3], vec![2, 4, 6]));
        assert_eq!((found.repeat_rate, found.visits_by_repeaters), (Some(2.0 / 3.0), Some(5.0 / 6.0)));
    }

    proptest! {
        #[test]
        fn the_curve_sags_and_the_coefficient_is_twice_its_gap(amounts in prop::collection::vec(0_u64..50, 10..200)) {
            prop_assume!(amounts.iter().sum::<u64>() > 0);
            let found = gini(&amounts).unwrap();
            prop_assert!((-1e-12..1.0).contains(&found));
            let curve = lorenz_tenths(&amounts).unwrap();
            prop_assert!(curve[0].abs() < 1e-9 && (curve[10] - 1.0).abs() < 1e-12);
            for three in curve.windows(3) {
                prop_assert!(three[1] - three[0] <= three[2] - three[1] + 1e-9);
            }
            // Over every person instead of every tenth, the area under the curve is (1 - G)/2.
            let m = amounts.len();
            let points: Vec<f64> = (0..=m)
                .map(|at| if at == m { 1.0 } else { 1.0 - top_share(&amounts, 1.0 - at as f64 / m as f64).unwrap() })
                .collect();
            let area: f64 = points.windows(2).map(|pair| f64::midpoint(pair[0], pair[1]) / m as f64).sum();
            prop_assert!((1.0 - 2.0 * area - found).abs() < 1e-6, "{area} {found}");
            prop_assert!(gini_among(&amounts, 1_000).unwrap() >= found - 1e-12);
        }
    }
}
