//! Numbers and categories made coarser before anything else: ends of a scale that few reach, and rare categories.

use serde::{Deserialize, Serialize};

/// Where numbers are cut off: what lies beyond is coded as "so much or less", "so much or more".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ends {
    /// The number that stands for itself and everything below.
    pub bottom: i64,
    /// The number that stands for itself and everything above.
    pub top: i64,
}

impl Ends {
    /// A number, or the end beyond which it lies.
    pub fn coded(self, number: i64) -> i64 {
        number.clamp(self.bottom, self.top.max(self.bottom))
    }
}

/// The ends at which at least so many numbers lie on or beyond each (facts on disclosure, 4.2: 10). `None` where the
/// ends would meet: there are too few numbers to give any.
pub fn ends(numbers: &[i64], beyond: usize) -> Option<Ends> {
    let mut sorted = numbers.to_vec();
    sorted.sort_unstable();
    let at = beyond.max(1) - 1;
    let (bottom, top) = (*sorted.get(at)?, *sorted.get(sorted.len().checked_sub(beyond.max(1))?)?);
    (bottom < top).then_some(Ends { bottom, top })
}

/// The coarser code of every category when those with fewer people than `least` become one, and the next rarest joins
/// them while they are still too few. Codes keep their order; the joined ones take the last code. A category that
/// nobody chose is joined too. All are one when there are too few people.
pub fn merge_rare(people: &[u64], least: u64) -> Vec<u16> {
    let mut order: Vec<usize> = (0..people.len()).collect();
    order.sort_by_key(|at| (people[*at], *at));
    let mut joined = vec![false; people.len()];
    let mut sum = 0;
    for at in order {
        let rare = people[at] < least;
        if !rare && (sum == 0 || sum >= least) {
            break;
        }
        joined[at] = true;
        sum += people[at];
    }
    let mut next = 0;
    let mut codes = vec![0; people.len()];
    for (code, joined) in codes.iter_mut().zip(&joined) {
        if !joined {
            *code = next;
            next += 1;
        }
    }
    for (code, _) in codes.iter_mut().zip(&joined).filter(|(_, joined)| **joined) {
        *code = next;
    }
    codes
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn rare_categories_are_one() {
        assert_eq!(merge_rare(&[50, 3, 40, 9], 10), [0, 2, 1, 2]);
        // Three are still too few alone: the next rarest joins.
        assert_eq!(merge_rare(&[50, 3, 40], 10), [0, 1, 1]);
        assert_eq!(merge_rare(&[50, 40], 10), [0, 1]);
        assert_eq!(merge_rare(&[50, 0, 40], 10), [0, 2, 1]);
        assert_eq!(merge_rare(&[2, 3], 10), [0, 0]);
        assert_eq!(merge_rare(&[], 10), [] as [u16; 0]);
    }

    #[test]
    fn ends_that_meet_are_none() {
        assert_eq!(ends(&[5; 40], 10), None);
        assert_eq!(ends(&[], 10), None);
        assert_eq!(ends(&(1..=19).collect::<Vec<_>>(), 10), None);
        assert_eq!(ends(&(1..=40).collect::<Vec<_>>(), 10), Some(Ends { bottom: 10, top: 31 }));
    }

    proptest! {
        #[test]
        fn nobody_stands_out_at_an_end(numbers in prop::collection::vec(-50_i64..50, 0..200), beyond in 1_usize..20) {
            let Some(ends) = ends(&numbers, beyond) else { return Ok(()) };
            let coded: Vec<i64> = numbers.iter().map(|number| ends.coded(*number)).collect();
            for end in [coded.iter().min(), coded.iter().max()] {
                prop_assert!(coded.iter().filter(|number| Some(*number) == end).count() >= beyond);
            }
        }

        #[test]
        fn merged_categories_are_large(people in prop::collection::vec(0_u64..40, 1..12)) {
            let codes = merge_rare(&people, 10);
            let mut sums = vec![0; people.len()];
            for (code, people) in codes.iter().zip(&people) {
                sums[usize::from(*code)] += people;
            }
            let used = usize::from(*codes.iter().max().unwrap()) + 1;
            prop_assert!(used == 1 || sums[..used].iter().all(|sum| *sum == 0 || *sum >= 10));
        }
    }
}
