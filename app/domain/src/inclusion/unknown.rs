//! People who did not say to which group they belong: how far they could change the picture.

use super::{
    interval::Interval,
    representation::{Count, share},
};

/// The ratio of a group if none, and if all, of those who did not say belonged to it. `whole` counts those who said.
/// `None` where nobody took part or nobody of the group lives here. They are never left out of those who took part,
/// and never given a group by guessing.
pub fn worst_case(group: Count, whole: Count, did_not_say: u64) -> Option<Interval> {
    let everybody = whole.participants + did_not_say;
    let parity = share(group.population, whole.population).filter(|share| *share > 0.0)?;
    let shares = Interval {
        low: share(group.participants, everybody)?,
        high: share(group.participants + did_not_say, everybody)?,
    };
    Some(shares.divided_by(parity))
}

/// The share of participants who said, from 0 to 1: a headline of its own, because not saying is the largest error in
/// practice (Elstub, Johnson and Puttick on Edinburgh's participatory budgeting, 2016).
pub fn completion(said: u64, did_not_say: u64) -> Option<f64> {
    share(said, said + did_not_say)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bounds_meet_when_everybody_said() {
        let (group, whole) =
            (Count { participants: 20, population: 500 }, Count { participants: 80, population: 1000 });
        assert_eq!(worst_case(group, whole, 0), Some(Interval { low: 0.5, high: 0.5 }));
        assert_eq!(worst_case(group, whole, 20), Some(Interval { low: 0.4, high: 0.8 }));
    }

    #[test]
    fn without_people_there_are_no_bounds() {
        let nobody = Count::default();
        assert_eq!(worst_case(nobody, nobody, 0), None);
        assert_eq!(
            worst_case(Count { participants: 3, population: 0 }, Count { participants: 3, population: 9 }, 1),
            None
        );
        assert_eq!(completion(0, 0), None);
        assert_eq!(completion(3, 1), Some(0.75));
    }
}
