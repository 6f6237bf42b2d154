//! Deprivation: does taking part rise or fall from the most to the least deprived areas, and how steeply.
//!
//! The slope and relative index of inequality follow the Scottish public-health convention (ScotPHO): each fifth has the
//! weight of its people, stands at the middle of its range of ranks, and the sign is turned so that *positive means more
//! in the most deprived areas*. The concentration index says the same of the ranks of those who took part (Kakwani,
//! Wagstaff and van Doorslaer, 1997). Nothing is said unless every fifth has people.

use serde::{Deserialize, Serialize};

use super::{
    interval::{Interval, student_t},
    representation::Count,
};

/// Everything that is said about fifths from the most to the least deprived.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Gradient {
    /// Participants for each 1,000 people, fifth by fifth.
    pub rates: Vec<f64>,
    /// Each fifth's share of people, from 0 to 1.
    pub population_shares: Vec<f64>,
    /// The middle of each fifth's range of ranks, from 0 (most deprived) to 1.
    pub ranks: Vec<f64>,
    /// Participants for each 1,000 people in all fifths together.
    pub mean_rate: f64,
    /// The slope index of inequality: participants for each 1,000 by which the most deprived end of the straight line
    /// lies above the least deprived end.
    pub slope_index: f64,
    /// Its interval from how well the line fits, by Student's t with two degrees of freedom less than there are fifths.
    pub slope_interval: Interval,
    /// Its standard error if participants come by chance alone (Poisson), in the unit of the index.
    pub slope_poisson_error: f64,
    /// The relative index: the slope index divided by the mean rate. `None` when nobody took part.
    pub relative_index: Option<f64>,
    /// Its interval.
    pub relative_interval: Option<Interval>,
    /// The first rate less the last.
    pub absolute_range: f64,
    /// The first rate divided by the last; `None` when the last is 0.
    pub relative_range: Option<f64>,
    /// What follows from the ranks of those who took part; `None` when nobody did.
    pub concentration: Option<Concentration>,
}

/// Where on the ranks those who took part live.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Concentration {
    /// The concentration index, from -1 (all in the most deprived areas) to 1: twice the mean rank less 1.
    pub index: f64,
    /// Its standard error.
    pub error: f64,
    /// The shares of participants up to the end of each fifth, from 0 to 1, beginning with 0 for none.
    pub curve: Vec<f64>,
    /// Erreygers' correction for a rate that cannot exceed 1 (2009).
    pub erreygers: f64,
    /// Wagstaff's normalisation (2005); `None` when everybody took part.
    pub wagstaff: Option<f64>,
}

/// Why nothing is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unsaid {
    /// A straight line needs at least three groups.
    TooFewGroups,
    /// In one of them nobody lives.
    NoPopulation,
}

/// The gradient over groups in the order from the most to the least deprived.
///
/// # Errors
/// [`Unsaid`], with fewer than three groups or one in which nobody lives.
pub fn gradient(groups: &[Count]) -> Result<Gradient, Unsaid> {
    if groups.len() < 3 {
        return Err(Unsaid::TooFewGroups);
    }
    if groups.iter().any(|group| group.population == 0) {
        return Err(Unsaid::NoPopulation);
    }
    let whole = Count::total(groups);
    let people = whole.population as f64;
    let shares: Vec<f64> = groups.iter().map(|group| group.population as f64 / people).collect();
    let ranks = middles(&shares);
    let rates: Vec<f64> =
        groups.iter().map(|group| group.participants as f64 / group.population as f64 * 1000.0).collect();
    let weighted = |value: &dyn Fn(usize) -> f64| (0..groups.len()).map(|at| shares[at] * value(at)).sum::<f64>();
    let mean = weighted(&|at| rates[at]);
    let spread = weighted(&|at| (ranks[at] - 0.5).powi(2));
    let slope = weighted(&|at| (ranks[at] - 0.5) * rates[at]) / spread;
    let unexplained = weighted(&|at| (rates[at] - mean - slope * (ranks[at] - 0.5)).powi(2));
    let degrees = groups.len() - 2;
    let half = student_t(degrees) * (unexplained / degrees as f64 / spread).sqrt();
    let by_chance: f64 = groups
        .iter()
        .enumerate()
        .map(|(at, group)| {
            let weight = shares[at] * (ranks[at] - 0.5) / spread;
            weight * weight * group.participants as f64 / (group.population as f64).powi(2)
        })
        .sum();
    let slope_interval = Interval { low: -slope - half, high: -slope + half };
    let some = (mean > 0.0).then_some(mean);
    let last = rates.last().copied().unwrap_or_default();
    Ok(Gradient {
        mean_rate: mean,
        slope_index: -slope,
        slope_interval,
        slope_poisson_error: by_chance.sqrt() * 1000.0,
        relative_index: some.map(|mean| -slope / mean),
        relative_interval: some.map(|mean| slope_interval.divided_by(mean)),
        absolute_range: rates[0] - last,
        relative_range: (last > 0.0).then(|| rates[0] / last),
        concentration: concentration(groups, whole, &ranks),
        rates,
        population_shares: shares,
        ranks,
    })
}

impl Gradient {
    /// The straight line at each fifth: participants for each 1,000.
    pub fn line(&self) -> Vec<f64> {
        self.ranks.iter().map(|rank| self.mean_rate - self.slope_index * (rank - 0.5)).collect()
    }
}

/// By how many standard errors of chance in counts the rates bend away from the straight line: positive when the middle
/// lies below both ends. `None` with fewer than four groups, with one in which nobody lives, or when nobody took part.
pub fn bend(groups: &[Count]) -> Option<f64> {
    if groups.len() < 4 || groups.iter().any(|group| group.population == 0) {
        return None;
    }
    let people = Count::total(groups).population as f64;
    let shares: Vec<f64> = groups.iter().map(|group| group.population as f64 / people).collect();
    let ranks: Vec<f64> = middles(&shares).into_iter().map(|rank| rank - 0.5).collect();
    let mean = |value: &dyn Fn(usize) -> f64| (0..groups.len()).map(|at| shares[at] * value(at)).sum::<f64>();
    // What remains of the square of the rank once its mean and its straight line are taken out.
    let (middle, squares) = (mean(&|at| ranks[at]), mean(&|at| ranks[at].powi(2)));
    let spread = squares - middle * middle;
    let slope = mean(&|at| (ranks[at] - middle) * ranks[at].powi(2)) / spread;
    let curve = |at: usize| ranks[at].powi(2) - squares - slope * (ranks[at] - middle);
    let rate = |at: usize| groups[at].participants as f64 / groups[at].population as f64;
    let sum = mean(&|at| curve(at) * rate(at));
    let error = (0..groups.len())
        .map(|at| {
            (shares[at] * curve(at)).powi(2) * groups[at].participants as f64 / (groups[at].population as f64).powi(2)
        })
        .sum::<f64>()
        .sqrt();
    (error > 0.0).then(|| sum / error)
}

fn middles(shares: &[f64]) -> Vec<f64> {
    let mut sum = 0.0;
    let middle = |share: &f64| {
        sum += share;
        sum - share / 2.0
    };
    shares.iter().map(middle).collect()
}

fn concentration(groups: &[Count], whole: Count, ranks: &[f64]) -> Option<Concentration> {
    if whole.participants == 0 {
        return None;
    }
    let n = whole.participants as f64;
    let parts: Vec<f64> = groups.iter().map(|group| group.participants as f64 / n).collect();
    let mean_of = |power: i32| parts.iter().zip(ranks).map(|(part, rank)| part * rank.powi(power)).sum::<f64>();
    let index = 2.0 * mean_of(1) - 1.0;
    let rate = n / whole.population as f64;
    let mut sum = 0.0;
    let up_to = parts.iter().map(|part| {
        sum += part;
        sum
    });
    Some(Concentration {
        index,
        error: 2.0 * ((mean_of(2) - mean_of(1).powi(2)).max(0.0) / n).sqrt(),
        curve: std::iter::once(0.0).chain(up_to).collect(),
        erreygers: 4.0 * rate * index,
        wagstaff: (rate < 1.0).then(|| index / (1.0 - rate)),
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn counts(groups: &[(u64, u64)]) -> Vec<Count> {
        groups.iter().map(|(x, people)| Count { participants: *x, population: *people }).collect()
    }

    #[test]
    fn a_straight_rise_is_a_straight_rise() {
        let even = counts(&[(20, 1000), (30, 1000), (40, 1000), (50, 1000), (60, 1000)]);
        let found = gradient(&even).unwrap();
        assert!((found.slope_index + 50.0).abs() < 1e-9 && (found.relative_index.unwrap() + 1.25).abs() < 1e-9);
        assert!(found.slope_interval.high - found.slope_interval.low < 1e-9);
        assert!(found.line().iter().zip(&found.rates).all(|(line, rate)| (line - rate).abs() < 1e-9));
        assert!((found.concentration.unwrap().index - 0.2).abs() < 1e-12);
    }

    #[test]
    fn a_bend_is_seen_and_a_line_has_none() {
        let line = counts(&[(20, 1000), (30, 1000), (40, 1000), (50, 1000), (60, 1000)]);
        assert!(bend(&line).unwrap().abs() < 1e-9);
        let sagging = counts(&[(90, 1000), (30, 1000), (20, 1000), (30, 1000), (90, 1000)]);
        assert!(bend(&sagging).unwrap() > 4.0);
        let bulging = counts(&[(20, 1000), (80, 1000), (90, 1000), (80, 1000), (20, 1000)]);
        assert!(bend(&bulging).unwrap() < -4.0);
        assert_eq!(bend(&counts(&[(0, 50), (0, 40), (0, 30), (0, 30)])), None);
        assert_eq!(bend(&counts(&[(5, 50), (4, 40), (3, 30)])), None);
        assert_eq!(bend(&counts(&[(5, 50), (4, 0), (3, 30), (2, 9)])), None);
    }

    #[test]
    fn what_cannot_be_said_is_not_said() {
        assert_eq!(gradient(&counts(&[(1, 9), (2, 9)])), Err(Unsaid::TooFewGroups));
        assert_eq!(gradient(&counts(&[(1, 9), (0, 0), (2, 9)])), Err(Unsaid::NoPopulation));
        let nobody = gradient(&counts(&[(0, 50), (0, 40), (0, 30)])).unwrap();
        assert_eq!((nobody.relative_index, nobody.relative_range), (None, None));
        assert!(nobody.concentration.is_none() && nobody.slope_index.abs() < 1e-12);
        let everybody = gradient(&counts(&[(5, 5), (4, 4), (3, 3)])).unwrap();
        assert_eq!(everybody.concentration.unwrap().wagstaff, None);
    }

    proptest! {
        #[test]
        fn turning_the_order_turns_the_sign(groups in prop::collection::vec((0_u64..300, 1_u64..9000), 3..8)) {
            let there = gradient(&counts(&groups)).unwrap();
            let back = gradient(&counts(&groups.iter().rev().copied().collect::<Vec<_>>())).unwrap();
            prop_assert!((there.slope_index + back.slope_index).abs() < 1e-6 * (1.0 + there.slope_index.abs()));
            prop_assert!(there.slope_interval.contains(there.slope_index));
            if let (Some(one), Some(other)) = (there.concentration, back.concentration) {
                prop_assert!((one.index + other.index).abs() < 1e-9 && one.index.abs() <= 1.0);
                prop_assert!(one.curve.windows(2).all(|pair| pair[0] <= pair[1] + 1e-12));
            }
        }
    }
}
