//! How evenly people who were invited responded: R-indicators (B. Schouten, F. Cobben and J. Bethlehem, 2009).
//!
//! For samples whose non-respondents are known. Near 1 whatever happens when few respond, so that a page shows it only
//! where a fifth did, with its lower bound; the coefficient of variation is the figure to show otherwise (facts on
//! inclusion, section 1.3).

mod bootstrap;
mod logit;
mod partial;

use serde::{Deserialize, Serialize};

pub use self::{
    bootstrap::{Bootstrap, bootstrap},
    partial::{Partial, PartialCategory},
};
use self::{
    logit::{Fit, fit},
    partial::partials,
};

/// All invited people with the same categories.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pattern {
    /// The place of the category in each characteristic.
    pub at: Vec<usize>,
    /// How many were invited.
    pub invited: u64,
    /// How many of them responded.
    pub responded: u64,
}

/// How the propensities were estimated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// A logistic model with one effect for each category.
    Logit,
    /// The response rate of each pattern, because some group responded wholly or not at all and every pattern is large
    /// enough.
    Saturated,
    /// A linear model kept between 0 and 1, because some group responded wholly or not at all.
    Linear,
}

/// The response rate below which an R-indicator says nothing.
const LEAST_RATE: f64 = 0.2;

/// How evenly invited people responded.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Indicator {
    /// How the propensities were estimated, to be named on the page.
    pub method: Method,
    /// How many were invited.
    pub invited: u64,
    /// The share of them who responded.
    pub response_rate: f64,
    /// The standard deviation of the propensities.
    pub s: f64,
    /// 1 - 2 S.
    pub r: f64,
    /// S without what chance is expected to have in it (N. Shlomo, C. Skinner and B. Schouten, 2012); only for the
    /// logistic model.
    pub s_adjusted: Option<f64>,
    /// R with that S.
    pub r_adjusted: Option<f64>,
    /// S by the response rate; `None` if nobody responded.
    pub cv: Option<f64>,
    /// The adjusted S by the response rate.
    pub cv_adjusted: Option<f64>,
    /// The least R that is possible at this response rate.
    pub r_lower_bound: f64,
    /// The part of each characteristic.
    pub partial: Vec<Partial>,
}

impl Indicator {
    /// Whether a page may show R, with its lower bound.
    pub fn may_be_shown(&self) -> bool {
        self.response_rate >= LEAST_RATE
    }
}

/// The R-indicator of an invited sample with its partial ones. `sizes` has the number of categories of each
/// characteristic; `population` is the number of people the sample was drawn from. `None` with fewer than two people,
/// or when a pattern does not fit the sizes or has more respondents than people.
pub fn indicate(patterns: &[Pattern], sizes: &[usize], population: u64) -> Option<Indicator> {
    let fits = |pattern: &Pattern| {
        pattern.responded <= pattern.invited
            && pattern.at.len() == sizes.len()
            && pattern.at.iter().zip(sizes).all(|(category, size)| category < size)
    };
    if !patterns.iter().all(fits) {
        return None;
    }
    let patterns: Vec<Pattern> = patterns.iter().filter(|pattern| pattern.invited > 0).cloned().collect();
    let fit = fit(&patterns, sizes);
    let spread = Spread::of(&patterns, &fit, population)?;
    let cv = |s: f64| Some(s / spread.mean).filter(|cv| cv.is_finite());
    Some(Indicator {
        method: fit.method,
        invited: spread.invited,
        response_rate: spread.mean,
        s: spread.s,
        r: 1.0 - 2.0 * spread.s,
        s_adjusted: spread.adjusted,
        r_adjusted: spread.adjusted.map(|s| 1.0 - 2.0 * s),
        cv: cv(spread.s),
        cv_adjusted: spread.adjusted.and_then(cv),
        r_lower_bound: 1.0 - 2.0 * (spread.mean * (1.0 - spread.mean)).max(0.0).sqrt(),
        partial: partials(&patterns, sizes, &fit.propensities),
    })
}

/// The mean and the spread of fitted propensities.
struct Spread {
    invited: u64,
    mean: f64,
    s: f64,
    adjusted: Option<f64>,
}

impl Spread {
    fn of(patterns: &[Pattern], fit: &Fit, population: u64) -> Option<Self> {
        let invited: u64 = patterns.iter().map(|pattern| pattern.invited).sum();
        if invited < 2 {
            return None;
        }
        let n = invited as f64;
        let over = |value: &dyn Fn(f64) -> f64| {
            patterns.iter().zip(&fit.propensities).map(|(one, rho)| one.invited as f64 * value(*rho)).sum::<f64>()
        };
        let mean = over(&|rho| rho) / n;
        let squared = over(&|rho| (rho - mean).powi(2)) / (n - 1.0);
        let of_all = if population > 0 { 1.0 / population as f64 } else { 0.0 };
        let adjusted = fit.noise.map(|noise| ((1.0 + 1.0 / n - of_all) * squared - noise / n).max(0.0).sqrt());
        Some(Self { invited, mean, s: squared.sqrt(), adjusted })
    }
}

/// The spread of participation that raked weights imply for an open survey, where nobody was invited.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Implied {
    /// The coefficient of variation of the propensities 1/w.
    pub cv: f64,
    /// The R-indicator with it.
    pub r: f64,
}

/// The spread that weights imply, given as pairs of a weight and how many people have it. `None` without people, or
/// with a weight that is not above 0.
pub fn implied(weights: impl IntoIterator<Item = (f64, u64)>, population: u64) -> Option<Implied> {
    let (mut n, mut inverse) = (0.0, 0.0);
    for (weight, people) in weights {
        if weight.is_nan() || weight <= 0.0 {
            return None;
        }
        n += people as f64;
        inverse += people as f64 / weight;
    }
    if n <= 0.0 || population == 0 {
        return None;
    }
    let people = population as f64;
    let cv = (people * inverse / (n * n) - 1.0).max(0.0).sqrt();
    Some(Implied { cv, r: 1.0 - 2.0 * n / people * cv })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn patterns(counts: &[(u64, u64)]) -> Vec<Pattern> {
        let pattern = |(at, (invited, responded)): (usize, &(u64, u64))| Pattern {
            at: vec![at / 2, at % 2],
            invited: *invited,
            responded: *responded,
        };
        counts.iter().enumerate().map(pattern).collect()
    }

    #[test]
    fn an_even_response_is_fully_representative() {
        let even = indicate(&patterns(&[(40, 20), (60, 30), (20, 10), (80, 40)]), &[2, 2], 9000).unwrap();
        assert!((even.r - 1.0).abs() < 1e-9 && even.method == Method::Logit);
        assert_eq!(even.s_adjusted, Some(0.0));
        assert!(even.may_be_shown() && even.r_lower_bound.abs() < 1e-9);
        assert!(even.partial.iter().all(|partial| partial.unconditional < 1e-9 && partial.conditional < 1e-9));
    }

    #[test]
    fn a_group_that_wholly_responded_has_no_logit() {
        let small = indicate(&patterns(&[(5, 5), (5, 5), (90, 30), (60, 20)]), &[2, 2], 9000).unwrap();
        assert_eq!((small.method, small.s_adjusted), (Method::Linear, None));
        let large = indicate(&patterns(&[(50, 50), (50, 50), (90, 30), (60, 20)]), &[2, 2], 9000).unwrap();
        assert_eq!(large.method, Method::Saturated);
        assert!((large.partial[0].categories[0].mean_propensity.unwrap() - 1.0).abs() < 1e-12);
    }

    #[test]
    fn nobody_or_one_has_no_indicator_and_no_response_no_coefficient() {
        assert_eq!(indicate(&[], &[2, 2], 9), None);
        assert_eq!(indicate(&patterns(&[(1, 1)]), &[2, 2], 9), None);
        assert_eq!(indicate(&patterns(&[(3, 4)]), &[2, 2], 9), None);
        assert_eq!(indicate(&patterns(&[(3, 1)]), &[2], 9), None);
        let silent = indicate(&patterns(&[(10, 0), (12, 0)]), &[2, 2], 9).unwrap();
        assert_eq!((silent.response_rate, silent.cv), (0.0, None));
        assert!(!silent.may_be_shown());
    }

    #[test]
    fn equal_weights_imply_an_even_participation() {
        assert_eq!(implied([(5.0, 20)], 100), Some(Implied { cv: 0.0, r: 1.0 }));
        for weights in [vec![], vec![(0.0, 3)], vec![(f64::NAN, 3)]] {
            assert_eq!(implied(weights, 100), None);
        }
    }

    #[test]
    fn the_same_seed_draws_the_same_people() {
        let all = patterns(&[(40, 10), (60, 30), (20, 10), (80, 60)]);
        let drawn = |seed| bootstrap(&all, &[2, 2], 9000, 50, seed);
        assert_eq!(drawn(7), drawn(7));
        assert_ne!(drawn(7), drawn(8));
        assert_eq!(drawn(7).used + drawn(7).dropped, 50);
        assert!(drawn(7).r.unwrap() > 0.0);
        assert_eq!(bootstrap(&[], &[2, 2], 9000, 50, 7).r, None);
    }

    proptest! {
        #[test]
        fn the_spread_is_bounded(counts in prop::collection::vec((0_u64..60, 0_u64..60), 4..=4)) {
            let counts: Vec<_> = counts.into_iter().map(|(a, b)| (a.max(b), a.min(b))).collect();
            let Some(found) = indicate(&patterns(&counts), &[2, 2], 9000) else { return Ok(()) };
            prop_assert!(found.r <= 1.0 && found.r.is_finite() && (0.0..=1.0).contains(&found.response_rate));
            prop_assert!(found.s_adjusted.is_none_or(|s| s <= found.s * 1.01));
            for partial in &found.partial {
                // No part is larger than the whole; the divisors differ by one person.
                prop_assert!(partial.unconditional <= found.s + 1e-9);
                prop_assert!(partial.conditional <= found.s + 1e-9);
            }
        }
    }
}
