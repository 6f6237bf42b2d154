//! What a class of alike people gives away about their answers: how many different ones it holds (l-diversity, A.
//! Machanavajjhala and others, 2007) and how far it lies from everybody (t-closeness, N. Li and others, 2007).

use serde::{Deserialize, Serialize};

/// The least diversity, and the largest distance, over all classes.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Diversity {
    /// The fewest different answers in a class.
    pub distinct: u64,
    /// The least exponential of the entropy of a class: as many equally common answers would be as uncertain.
    pub entropy: f64,
    /// The largest distance of a class from everybody, from 0 to 1: half the sum of the differences.
    pub equal: f64,
    /// The same for answers in an order: the sum of the differences of the cumulated shares, divided by the number of
    /// answers less one. `None` with fewer than two answers.
    pub ordered: Option<f64>,
}

/// The diversity of classes, each the counts of every answer in their order. A class without people is none. `None`
/// without people, or when classes have different answers.
pub fn diversity(classes: &[Vec<u64>]) -> Option<Diversity> {
    let answers = classes.first()?.len();
    if classes.iter().any(|class| class.len() != answers) {
        return None;
    }
    let mut all = vec![0_u64; answers];
    for class in classes {
        for (sum, count) in all.iter_mut().zip(class) {
            *sum += count;
        }
    }
    let everybody = shares(&all)?;
    let mut found = Diversity { distinct: u64::MAX, entropy: f64::INFINITY, equal: 0.0, ordered: None };
    for class in classes {
        let Some(shares) = shares(class) else { continue };
        let uncertain: f64 = shares.iter().filter(|share| **share > 0.0).map(|share| -share * share.ln()).sum();
        let apart: Vec<f64> = shares.iter().zip(&everybody).map(|(class, all)| class - all).collect();
        found.distinct = found.distinct.min(class.iter().filter(|count| **count > 0).count() as u64);
        found.entropy = found.entropy.min(uncertain.exp());
        found.equal = found.equal.max(apart.iter().map(|part| part.abs()).sum::<f64>() / 2.0);
        if answers > 1 {
            let far = in_order(&apart) / (answers - 1) as f64;
            found.ordered = Some(found.ordered.map_or(far, |known: f64| known.max(far)));
        }
    }
    Some(found)
}

/// The sum of the cumulated differences, the last of which is always 0.
fn in_order(apart: &[f64]) -> f64 {
    let mut sum = 0.0;
    let cumulated = apart.iter().take(apart.len().saturating_sub(1)).map(|part| {
        sum += part;
        f64::abs(sum)
    });
    cumulated.sum()
}

fn shares(counts: &[u64]) -> Option<Vec<f64>> {
    let sum: u64 = counts.iter().sum();
    (sum > 0).then(|| counts.iter().map(|count| *count as f64 / sum as f64).collect())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn nobody_has_no_diversity() {
        for classes in [&[][..], &[vec![0, 0]], &[vec![1], vec![1, 2]]] {
            assert_eq!(diversity(classes), None);
        }
    }

    #[test]
    fn one_answer_for_all_is_close_and_not_diverse() {
        let found = diversity(&[vec![4, 0], vec![0, 0]]).unwrap();
        assert_eq!((found.distinct, found.equal, found.ordered), (1, 0.0, Some(0.0)));
        let two = diversity(&[vec![1, 1], vec![0, 2]]).unwrap();
        assert!((two.equal - 0.25).abs() < 1e-12 && (two.entropy - 1.0).abs() < 1e-12);
        assert_eq!(diversity(&[vec![3]]).unwrap().ordered, None);
    }

    proptest! {
        #[test]
        fn measures_stay_in_their_ranges(classes in prop::collection::vec(prop::collection::vec(0_u64..9, 4), 1..9)) {
            if let Some(found) = diversity(&classes) {
                prop_assert!((1..=4).contains(&found.distinct));
                prop_assert!(found.entropy >= 1.0 - 1e-12 && found.entropy <= 4.0 + 1e-9);
                prop_assert!((0.0..=1.0).contains(&found.equal));
                prop_assert!((0.0..=1.0 + 1e-12).contains(&found.ordered.unwrap()));
            }
        }
    }
}
