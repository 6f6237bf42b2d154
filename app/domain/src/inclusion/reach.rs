//! Whom to reach next: how many more answers would close a gap, in whole people and exact arithmetic.

use serde::{Deserialize, Serialize};

use super::{
    interval::{Interval, wilson},
    representation::{Count, Tolerance, share},
    search::first_from,
};

/// How many more answers from one group alone, if nobody else came, would change what can be said of it.
/// `None` where there is no answer: nobody took part yet, or the group is everybody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reach {
    /// Until its share of participants is its share of people.
    pub parity: Option<u64>,
    /// Until chance could explain the gap: the interval reaches parity.
    pub chance: Option<u64>,
    /// Until the gap can be said to be closed: all of the interval is at least the lower end of the band.
    pub closed: Option<u64>,
}

/// How many more answers bring all groups to a part of parity at once, and from whom.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Together {
    /// From all groups.
    pub total: u64,
    /// From each group, in the order in which they were given.
    pub by_group: Vec<u64>,
}

/// All three distances of one group.
pub fn reach(group: Count, whole: Count, tolerance: &Tolerance) -> Reach {
    Reach {
        parity: until_parity(group, whole),
        chance: until_chance(group, whole),
        closed: until_closed(group, whole, tolerance),
    }
}

/// The smallest m with (x + m)/(n + m) at least the population's share: ceil((p n - x)/(1 - p)), in whole numbers.
pub fn until_parity(group: Count, whole: Count) -> Option<u64> {
    let others = whole.population.checked_sub(group.population).filter(|others| *others > 0)?;
    if whole.participants == 0 {
        return None;
    }
    let due = u128::from(group.population) * u128::from(whole.participants);
    let have = u128::from(group.participants) * u128::from(whole.population);
    u64::try_from(due.saturating_sub(have).div_ceil(u128::from(others))).ok()
}

/// The smallest m for which the upper end of Wilson's interval of (x + m)/(n + m) is at least the population's share.
pub fn until_chance(group: Count, whole: Count) -> Option<u64> {
    let goal = share(group.population, whole.population)?;
    until(group, whole, |interval| interval.high >= goal)
}

/// The smallest m for which the lower end of Wilson's interval is at least the lower end of the band times the
/// population's share.
pub fn until_closed(group: Count, whole: Count, tolerance: &Tolerance) -> Option<u64> {
    let goal = share(group.population, whole.population)? * tolerance.band().low;
    until(group, whole, |interval| interval.low >= goal)
}

/// The smallest numbers of further answers with which every group has at least this percentage of its share of people
/// among all answers, the further ones included. Starting from none, each round asks what every group lacks among so
/// many; the rounds only grow, so where they settle is the least. `None` without participants, and from 100 % on:
/// exact parity of whole people is out of reach short of asking everybody.
pub fn together(groups: &[Count], whole: Count, percent: u32) -> Option<Together> {
    if whole.participants == 0 || whole.population == 0 || percent >= 100 {
        return None;
    }
    let lacks = |group: &Count, answers: u64| {
        let due = u128::from(percent) * u128::from(group.population) * u128::from(answers);
        let due = due.div_ceil(100 * u128::from(whole.population));
        u64::try_from(due.saturating_sub(u128::from(group.participants))).unwrap_or(u64::MAX)
    };
    let mut total = 0;
    loop {
        let by_group: Vec<u64> = groups.iter().map(|group| lacks(group, whole.participants + total)).collect();
        let needed = by_group.iter().sum();
        if needed <= total {
            return Some(Together { total: needed, by_group });
        }
        total = needed;
    }
}

/// The smallest m for which something holds of Wilson's interval of (x + m)/(n + m). Both ends of the interval rise
/// with every further answer from the group, so doubling finds a bound and halving the number.
fn until(group: Count, whole: Count, holds: impl Fn(Interval) -> bool) -> Option<u64> {
    if whole.participants == 0 || group.population >= whole.population {
        return None;
    }
    let enough = |more| wilson(group.participants + more, whole.participants + more).is_some_and(&holds);
    let mut high = 1_u64;
    while !enough(high) {
        // Beyond this no interval can still tell its end from 1, and no council has as many people.
        high = high.checked_mul(2).filter(|high| *high < 1 << 40)?;
    }
    Some(first_from(0, high, enough))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const fn count(participants: u64, population: u64) -> Count {
        Count { participants, population }
    }

    #[test]
    fn there_is_no_answer_where_there_is_none() {
        let tolerance = Tolerance::default();
        let nothing = Reach { parity: None, chance: None, closed: None };
        for (group, whole) in
            [(count(0, 40), count(0, 100)), (count(10, 100), count(10, 100)), (count(0, 0), count(0, 0))]
        {
            assert_eq!(reach(group, whole, &tolerance), nothing);
        }
        assert_eq!(together(&[count(0, 40), count(0, 60)], count(0, 100), 80), None);
        assert_eq!(together(&[count(5, 40), count(5, 60)], count(10, 100), 100), None);
    }

    #[test]
    fn a_group_that_came_in_full_needs_nobody() {
        let (group, whole) = (count(60, 40), count(100, 100));
        assert_eq!(
            reach(group, whole, &Tolerance::default()),
            Reach { parity: Some(0), chance: Some(0), closed: Some(0) }
        );
    }

    #[test]
    fn a_group_outside_the_population_needs_nobody() {
        let lacking = together(&[count(10, 0), count(20, 50), count(20, 50)], count(50, 100), 80);
        assert_eq!(lacking, Some(Together { total: 0, by_group: vec![0, 0, 0] }));
    }

    /// Whether something holds with so many more, and not with one fewer.
    fn is_first(more: Option<u64>, holds: impl Fn(u64) -> bool) -> bool {
        more.is_some_and(|more| holds(more) && (more == 0 || !holds(more - 1)))
    }

    proptest! {
        #[test]
        fn one_fewer_would_not_do(x in 0_u64..200, others in 1_u64..400, people in 1_u64..5000, rest in 1_u64..5000) {
            let (group, whole) = (count(x, people), count(x + others, people + rest));
            let tolerance = Tolerance::default();
            let goal = people as f64 / (people + rest) as f64;
            let with = |more: u64| wilson(x + more, x + others + more).unwrap();
            let parity = |more: u64| (x + more) * (people + rest) >= people * (x + others + more);
            let found = reach(group, whole, &tolerance);
            prop_assert!(is_first(found.parity, parity));
            prop_assert!(is_first(found.chance, |more| with(more).high >= goal));
            prop_assert!(is_first(found.closed, |more| with(more).low >= 0.8 * goal));
        }

        #[test]
        fn together_is_enough_and_no_more(
            groups in prop::collection::vec((0_u64..60, 1_u64..900), 2..6),
            t in 50_u32..95,
        ) {
            let groups: Vec<_> = groups.into_iter().map(|(x, people)| count(x, people)).collect();
            let whole = Count::total(&groups);
            prop_assume!(whole.participants > 0);
            let found = together(&groups, whole, t).unwrap();
            prop_assert_eq!(found.total, found.by_group.iter().sum::<u64>());
            let enough = |answers: u64| -> u64 {
                groups
                    .iter()
                    .map(|group| {
                        let due = (u64::from(t) * group.population * answers).div_ceil(100 * whole.population);
                        due.saturating_sub(group.participants)
                    })
                    .sum()
            };
            prop_assert_eq!(enough(whole.participants + found.total), found.total);
            for fewer in 0..found.total {
                prop_assert!(enough(whole.participants + fewer) > fewer);
            }
        }
    }
}
