//! Places with small numbers: rates with intervals that hold for few people, what remains of their differences once
//! chance is taken out, and the limits within which chance alone would leave them.
//!
//! Byar's approximation is the one of Public Health England's technical guidance; below ten people the exact Poisson
//! interval is shown (F. Garwood, 1936). Shrunken rates are Marshall's global empirical Bayes estimates (1991), funnel
//! limits Spiegelhalter's (2005). Places are never ranked by any of them.

use serde::{Deserialize, Serialize};

use super::{
    interval::{Interval, Z, chi_square_point, wilson},
    representation::Count,
};

/// The point of the standard normal distribution that 998 of 1,000 lie within, on both sides.
pub const FAR: f64 = 3.090_232_306_167_813;
/// From this count on Byar's approximation is as good as the exact interval.
const BYAR_FROM: u64 = 10;

/// The rates of all areas together and of each.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Rates {
    /// Participants for each 1,000 people in all areas.
    pub overall: f64,
    /// How much the areas' rates (from 0 to 1) differ beyond what chance explains: Marshall's A, not below 0.
    pub between: f64,
    /// The areas, in the order in which they were given.
    pub areas: Vec<AreaRate>,
}

/// One area. All rates and intervals are for each 1,000 people.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct AreaRate {
    /// Its counts.
    pub count: Count,
    /// Its rate.
    pub rate: f64,
    /// Wilson's interval; `None` when more took part than live there.
    pub wilson: Option<Interval>,
    /// Byar's interval.
    pub byar: Interval,
    /// The exact Poisson interval.
    pub exact: Interval,
    /// The 95 % limits of the funnel at its size.
    pub funnel: Interval,
    /// How many standard errors it lies from the rate of all; `None` where there is none, as when nobody took part.
    pub z: Option<f64>,
    /// Its rate drawn towards that of all, the more the fewer people live there.
    pub shrunken: f64,
    /// How much of its own difference it keeps, from 0 to 1.
    pub kept: f64,
}

impl AreaRate {
    /// The interval to show: Wilson's where more than a tenth took part, the exact one of few, Byar's otherwise.
    pub fn interval(&self) -> Interval {
        match self.wilson {
            Some(wilson) if self.rate > 100.0 => wilson,
            _ if self.count.participants < BYAR_FROM => self.exact,
            _ => self.byar,
        }
    }

    /// Whether a map may be coloured by it: at least 500 people and 5 who took part.
    pub const fn is_for_maps(&self) -> bool {
        self.count.population >= 500 && self.count.participants >= 5
    }
}

/// The rates of areas in which anybody lives. `None` when there is no such area, or one without people is given.
pub fn rates(areas: &[Count]) -> Option<Rates> {
    let whole = Count::total(areas);
    if areas.is_empty() || areas.iter().any(|area| area.population == 0) {
        return None;
    }
    let mean = whole.participants as f64 / whole.population as f64;
    let people = whole.population as f64;
    let spread: f64 =
        areas.iter().map(|area| area.population as f64 * (raw(*area) - mean).powi(2)).sum::<f64>() / people;
    let between = (spread - mean / (people / areas.len() as f64)).max(0.0);
    let rate = |area: &Count| {
        let size = area.population as f64;
        let kept = if between > 0.0 { between / (between + mean / size) } else { 0.0 };
        let error = (mean * (1.0 - mean) / size).sqrt();
        AreaRate {
            count: *area,
            rate: 1000.0 * raw(*area),
            wilson: wilson(area.participants, area.population).map(|wilson| wilson.divided_by(0.001)),
            byar: byar(area.participants).divided_by(size / 1000.0),
            exact: exact_poisson(area.participants).divided_by(size / 1000.0),
            funnel: funnel(mean, size, Z),
            z: (error > 0.0).then(|| (raw(*area) - mean) / error),
            shrunken: 1000.0 * (mean + kept * (raw(*area) - mean)),
            kept,
        }
    };
    Some(Rates { overall: 1000.0 * mean, between, areas: areas.iter().map(rate).collect() })
}

impl Rates {
    /// The limits of the funnel at a size, so many standard errors around the rate of all; not below 0.
    pub fn limits(&self, people: f64, z: f64) -> Interval {
        let limits = funnel(self.overall / 1000.0, people, z);
        Interval { low: limits.low.max(0.0), high: limits.high }
    }

    /// By how much the areas differ more than chance allows: the mean of their squared standard errors after the most
    /// extreme tenth on each side was drawn in; above 1 the funnel is too narrow by its root (Spiegelhalter, 2005).
    pub fn overdispersion(&self) -> Option<f64> {
        let mut errors: Vec<f64> = self.areas.iter().filter_map(|area| area.z).collect();
        if errors.is_empty() {
            return None;
        }
        errors.sort_by(f64::total_cmp);
        let cut = errors.len() / 10;
        let (low, high) = (errors[cut], errors[errors.len() - 1 - cut]);
        Some(errors.iter().map(|z| z.clamp(low, high).powi(2)).sum::<f64>() / errors.len() as f64)
    }
}

fn raw(area: Count) -> f64 {
    area.participants as f64 / area.population as f64
}

fn funnel(mean: f64, people: f64, z: f64) -> Interval {
    let half = z * (mean * (1.0 - mean) / people).max(0.0).sqrt();
    Interval { low: 1000.0 * (mean - half), high: 1000.0 * (mean + half) }
}

/// Byar's interval of an expected count of which x was seen.
pub fn byar(x: u64) -> Interval {
    let x = x as f64;
    let low = if x > 0.0 { x * (1.0 - 1.0 / (9.0 * x) - Z / (3.0 * x.sqrt())).powi(3) } else { 0.0 };
    let next = x + 1.0;
    Interval { low, high: next * (1.0 - 1.0 / (9.0 * next) + Z / (3.0 * next.sqrt())).powi(3) }
}

/// The exact interval of an expected count of which x was seen.
pub fn exact_poisson(x: u64) -> Interval {
    let low = if x == 0 { 0.0 } else { chi_square_point(0.025, 2 * x) / 2.0 };
    Interval { low, high: chi_square_point(0.975, 2 * x + 2) / 2.0 }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn count(participants: u64, population: u64) -> Count {
        Count { participants, population }
    }

    #[test]
    fn what_cannot_be_said_is_not_said() {
        assert_eq!(rates(&[]), None);
        assert_eq!(rates(&[count(3, 90), count(0, 0)]), None);
        let nobody = rates(&[count(0, 90), count(0, 50)]).unwrap();
        assert_eq!((nobody.areas[0].z, nobody.areas[0].kept, nobody.overdispersion()), (None, 0.0, None));
        let crowd = rates(&[count(60, 50), count(1, 50)]).unwrap();
        assert_eq!(crowd.areas[0].wilson, None);
    }

    #[test]
    fn the_interval_is_chosen_by_the_count() {
        let found = rates(&[count(9, 5_000), count(40, 5_000), count(900, 5_000)]).unwrap();
        let [few, some, many] = [0, 1, 2].map(|at| found.areas[at]);
        assert_eq!((few.interval(), some.interval()), (few.exact, some.byar));
        assert_eq!(Some(many.interval()), many.wilson);
        assert!(few.is_for_maps() && !rates(&[count(4, 900), count(9, 499)]).unwrap().areas[0].is_for_maps());
    }

    #[test]
    fn areas_that_differ_by_chance_only_are_drawn_together() {
        let found = rates(&[count(10, 1_000), count(11, 1_000), count(9, 1_000)]).unwrap();
        assert!(found.between.abs() < 1e-12 && found.areas.iter().all(|area| (area.shrunken - 10.0).abs() < 1e-9));
        assert!(found.overdispersion().unwrap() < 1.0);
    }

    proptest! {
        #[test]
        fn shrunken_rates_lie_between_their_own_and_that_of_all(
            areas in prop::collection::vec((0_u64..80, 100_u64..9_000), 1..20),
        ) {
            let areas: Vec<Count> = areas.into_iter().map(|(x, people)| count(x, people)).collect();
            let found = rates(&areas).unwrap();
            for area in &found.areas {
                let (low, high) = (area.rate.min(found.overall), area.rate.max(found.overall));
                prop_assert!(low - 1e-9 <= area.shrunken && area.shrunken <= high + 1e-9);
                prop_assert!(area.exact.contains(area.rate) && area.interval().contains(area.rate));
                prop_assert!(found.limits(area.count.population as f64, Z).contains(found.overall));
            }
        }
    }
}
