//! Direct standardisation: a share as it would be if the groups had come as they live here, from a table of groups and
//! answers. It is post-stratification by one characteristic, worked out from published counts.

use serde::{Deserialize, Serialize};

use crate::inclusion::{Interval, interval::Z};

/// The largest weight, in mean weights; what is above is cut and said.
pub const LARGEST: f64 = 5.0;

/// One group of people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stratum {
    /// How many gave the answer.
    pub yes: u64,
    /// How many answered.
    pub answered: u64,
    /// How many live here.
    pub people: u64,
}

/// A share with and without weights.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Standardised {
    /// The share as answered, from 0 to 1.
    pub unweighted: f64,
    /// The share as it would be if the groups had come as they live here.
    pub weighted: f64,
    /// What chance allows of the weighted share.
    pub interval: Interval,
    /// Kish's design effect: by how much unequal weights lengthen the variance.
    pub design_effect: f64,
    /// As many answers as these are worth.
    pub effective: f64,
    /// How many groups had weights that were cut.
    pub cut: usize,
}

/// The share with and without weights. `None` where fewer than two groups answered, or nobody lives in them; groups of
/// which nobody answered must be left out before, and said.
pub fn standardise(strata: &[Stratum]) -> Option<Standardised> {
    let there: Vec<Stratum> = strata.iter().copied().filter(|one| one.answered > 0 && one.people > 0).collect();
    let answered: f64 = there.iter().map(|one| one.answered as f64).sum();
    let people: f64 = there.iter().map(|one| one.people as f64).sum();
    if there.len() < 2 || there.len() < strata.iter().filter(|one| one.people > 0).count() {
        return None;
    }
    let mean = people / answered;
    let weights: Vec<f64> =
        there.iter().map(|one| (one.people as f64 / one.answered as f64).min(LARGEST * mean)).collect();
    let cut = there.iter().filter(|one| one.people as f64 / one.answered as f64 > LARGEST * mean).count();
    let pairs = || there.iter().zip(&weights).map(|(one, weight)| (*one, *weight));
    let sum: f64 = pairs().map(|(one, weight)| one.answered as f64 * weight).sum();
    let squares: f64 = pairs().map(|(one, weight)| one.answered as f64 * weight * weight).sum();
    let share = |one: Stratum| one.yes.min(one.answered) as f64 / one.answered as f64;
    let weighted: f64 = pairs().map(|(one, weight)| one.answered as f64 * weight * share(one)).sum::<f64>() / sum;
    // Within each group the answers are as if drawn: Cochran 1977, section 5.
    let variance: f64 = pairs()
        .map(|(one, weight)| {
            let part = one.answered as f64 * weight / sum;
            part * part * share(one) * (1.0 - share(one)) / (one.answered as f64 - 1.0).max(1.0)
        })
        .sum();
    let half = Z * variance.sqrt();
    let design_effect = answered * squares / (sum * sum);
    Some(Standardised {
        unweighted: there.iter().map(|one| one.yes.min(one.answered) as f64).sum::<f64>() / answered,
        weighted,
        interval: Interval { low: (weighted - half).max(0.0), high: (weighted + half).min(1.0) },
        design_effect,
        effective: answered / design_effect,
        cut,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::inclusion::weight::{Kish, Sample, Target, poststratify};

    fn stratum(yes: u64, answered: u64, people: u64) -> Stratum {
        Stratum { yes, answered, people }
    }

    #[test]
    fn groups_that_stayed_away_are_given_their_share() {
        // Half the people are in each group; three quarters of the answers are of the first.
        let found = standardise(&[stratum(60, 75, 500), stratum(5, 25, 500)]).unwrap();
        assert!((found.unweighted - 0.65).abs() < 1e-12 && (found.weighted - 0.5).abs() < 1e-12);
        assert!((found.design_effect - 4.0 / 3.0).abs() < 1e-12 && (found.effective - 75.0).abs() < 1e-9);
        assert!(found.interval.low < 0.5 && found.interval.high > 0.5 && found.cut == 0);
    }

    #[test]
    fn what_cannot_be_weighed_is_not() {
        for strata in [vec![], vec![stratum(1, 2, 5)], vec![stratum(1, 2, 5), stratum(0, 0, 5)]] {
            assert_eq!(standardise(&strata), None);
        }
        let found = standardise(&[stratum(0, 1, 900), stratum(50, 99, 100)]).unwrap();
        assert_eq!(found.cut, 1);
        let share = 50.0 / 99.0 * 100.0 / (100.0 + 5.0 * 10.0);
        assert!((found.weighted - share).abs() < 1e-12);
    }

    proptest! {
        /// The same as post-stratification of the records themselves.
        #[test]
        fn it_is_post_stratification(groups in prop::collection::vec((1_u64..40, 1_u64..200), 2..6)) {
            let strata: Vec<Stratum> = groups
                .iter()
                .enumerate()
                .map(|(at, (answered, people))| stratum((*answered).min(at as u64 * 7 % 11), *answered, *people))
                .collect();
            let Some(found) = standardise(&strata) else { return Err(TestCaseError::fail("nothing found")) };
            prop_assume!(found.cut == 0);
            let places: Vec<u16> = (0_u16..)
                .zip(&strata)
                .flat_map(|(at, one)| (0..one.answered).map(move |_| at).collect::<Vec<_>>())
                .collect();
            let yes: Vec<bool> = strata
                .iter()
                .flat_map(|one| (0..one.answered).map(|n| n < one.yes).collect::<Vec<_>>())
                .collect();
            let categories = strata.iter().enumerate().map(|(at, one)| (at.to_string(), one.people)).collect();
            let target = Target { code: "group".to_owned(), categories };
            let sample = Sample::new(vec![target], &[places.as_slice()], None).unwrap();
            let strata_of: Vec<usize> = sample.codes()[0].iter().map(|code| usize::from(*code)).collect();
            let people: Vec<u64> = strata.iter().map(|one| one.people).collect();
            let weights = poststratify(&sample, &strata_of, &people).unwrap();
            let of = |row: usize| weights.by_cell()[sample.cell_of(row).unwrap()];
            let all: f64 = (0..places.len()).map(of).sum();
            let own: f64 = (0..places.len()).filter(|row| yes[*row]).map(of).sum();
            prop_assert!((own / all - found.weighted).abs() < 1e-9);
            let kish = Kish::of(&sample, &weights).unwrap();
            prop_assert!((kish.design_effect - found.design_effect).abs() < 1e-9);
            prop_assert!((kish.effective - found.effective).abs() < 1e-6);
        }
    }
}
