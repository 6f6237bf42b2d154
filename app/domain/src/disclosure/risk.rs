//! Could somebody be recognised: uniques, the chance that a unique match is right, the risk of each person, and what the
//! census knows.

use serde::{Deserialize, Serialize};

/// Classes of one and of two people in a sample, and what they say.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Uniques {
    /// People whose key nobody shares.
    pub uniques: u64,
    /// Classes of two.
    pub pairs: u64,
    /// The chance that a match of a unique key with somebody known from outside is right (C. J. Skinner and M. J.
    /// Elliot, 2002). `None` without uniques and pairs.
    pub right_match: Option<f64>,
}

impl Uniques {
    /// The uniques among classes with so many people each, in a sample of a population of this size.
    pub fn of(classes: impl IntoIterator<Item = u64>, population: u64) -> Self {
        let (mut people, mut uniques, mut pairs) = (0_u64, 0_u64, 0_u64);
        for class in classes {
            people += class;
            uniques += u64::from(class == 1);
            pairs += u64::from(class == 2);
        }
        let fraction = if population > 0 { (people as f64 / population as f64).min(1.0) } else { 1.0 };
        let (one, two) = (fraction * uniques as f64, 2.0 * (1.0 - fraction) * pairs as f64);
        Self { uniques, pairs, right_match: (one + two > 0.0).then(|| one / (one + two)) }
    }
}

/// The risk of a person whose key so many share in the sample and about so many (the sum of their weights) in the
/// population: the mean of one in the number of people, over what that number could be (R. Benedetti and L. Franconi,
/// 1998, in the approximation of the package sdcMicro). From 0 to 1.
pub fn individual_risk(in_sample: u64, in_population: f64) -> f64 {
    let shared = in_sample.max(1) as f64;
    let p = shared / in_population;
    if !p.is_finite() || p >= 1.0 {
        return 1.0 / shared;
    }
    let odds = p / (1.0 - p);
    let risk = match in_sample {
        0 | 1 => odds * (1.0 / p).ln(),
        2 => odds - odds * odds * (1.0 / p).ln(),
        _ => p / (shared - (1.0 - p)),
    };
    risk.clamp(0.0, 1.0)
}

/// What a census table of the same keys says of a sample: nothing has to be estimated (k-map).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct KnownPopulation {
    /// The fewest people who have the key of somebody in the sample; `None` if none of these keys is in the census.
    pub k_map: Option<u64>,
    /// People of the sample whose key nobody has according to the census.
    pub outside: u64,
    /// People who are alone with their key in the sample and in the population.
    pub unique_in_both: u64,
    /// How many right matches somebody would make who picks one of those with the same key at random.
    pub right_matches: f64,
    /// The same, of those who are alone with their key in the sample.
    pub right_matches_of_uniques: f64,
    /// For each number that was asked for, people whose key fewer have.
    pub below: Vec<u64>,
}

/// Compares classes, each with its people in the sample and in the population.
pub fn known_population(classes: &[(u64, u64)], below: &[u64]) -> KnownPopulation {
    let inside = || classes.iter().copied().filter(|(sample, population)| *sample > 0 && *population > 0);
    let matches = |of: &mut dyn Iterator<Item = (u64, u64)>| of.map(|(s, p)| s as f64 / p as f64).sum::<f64>();
    KnownPopulation {
        k_map: inside().map(|(_, population)| population).min(),
        outside: classes.iter().filter(|(_, population)| *population == 0).map(|(sample, _)| sample).sum(),
        unique_in_both: inside().filter(|class| *class == (1, 1)).count() as u64,
        right_matches: matches(&mut inside()),
        right_matches_of_uniques: matches(&mut inside().filter(|(sample, _)| *sample == 1)),
        below: below.iter().map(|k| inside().filter(|(_, p)| p < k).map(|(sample, _)| sample).sum()).collect(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn uniques_of_a_census_are_right() {
        let found = Uniques::of([1, 1, 2, 5], 9);
        assert_eq!((found.uniques, found.pairs, found.right_match), (2, 1, Some(1.0)));
        assert_eq!(Uniques::of([5, 7], 100).right_match, None);
        assert_eq!(Uniques::of([2, 2], 100).right_match, Some(0.0));
        assert_eq!(Uniques::of([], 0).right_match, None);
    }

    #[test]
    fn those_who_are_all_there_are_carry_their_whole_risk() {
        for (sample, population, risk) in [(1, 1.0, 1.0), (4, 4.0, 0.25), (2, 0.5, 0.5), (1, f64::NAN, 1.0)] {
            assert!((individual_risk(sample, population) - risk).abs() < 1e-12);
        }
    }

    #[test]
    fn the_census_says_who_is_alone() {
        let found = known_population(&[(1, 1), (1, 8), (3, 30), (2, 0)], &[5, 10]);
        assert_eq!((found.k_map, found.outside, found.unique_in_both), (Some(1), 2, 1));
        assert_eq!(found.below, [1, 2]);
        assert!((found.right_matches - 1.225).abs() < 1e-12 && (found.right_matches_of_uniques - 1.125).abs() < 1e-12);
        assert_eq!(known_population(&[], &[]).k_map, None);
    }

    proptest! {
        #[test]
        fn more_people_mean_less_risk(sample in 1_u64..20, population in 1.0_f64..9_000.0) {
            let (near, far) = (individual_risk(sample, population), individual_risk(sample, population * 1.5));
            prop_assert!((0.0..=1.0).contains(&near) && far <= near + 1e-9, "{near} {far}");
        }
    }
}
