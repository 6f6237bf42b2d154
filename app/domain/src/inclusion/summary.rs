//! One characteristic as a whole: how uneven participation was, and how much of that chance alone would bring about.

use serde::{Deserialize, Serialize};
use statrs::function::gamma::checked_gamma_ur;

use super::{
    binomial::mean_deviation,
    representation::{Count, share},
};

/// How the composition of those who took part differs from that of those who live here.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Summary {
    /// Pearson's goodness of fit.
    pub fit: GoodnessOfFit,
    /// The residuals of each group, in the order in which they were given; none where nobody lives.
    pub residuals: Vec<Option<Residual>>,
    /// Half the sum of |q - p|: the share of participants who would have to be others.
    pub dissimilarity: f64,
    /// What the dissimilarity would be on average if everybody were as likely to take part.
    pub dissimilarity_by_chance: f64,
    /// The coefficient of variation of the groups' participation rates, which is Cohen's w. It bounds the bias of an
    /// unweighted mean: at most this many standard deviations of the answer (Bianchi and others, 2019).
    pub cv: f64,
    /// The same without the part that chance is expected to have in it; not below 0.
    pub cv_adjusted: f64,
    /// The design effect that weighting to these groups would have: the sum of p²/q. `None` where it is infinite,
    /// because a group with people has no participant.
    pub needed_design_effect: Option<f64>,
    /// The share of people who took part, from 0 to 1.
    pub rate: f64,
}

/// Pearson's chi-square over the groups in which anybody lives.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct GoodnessOfFit {
    /// Participants of these groups.
    pub n: u64,
    /// Participants of groups in which nobody lives, left out.
    pub left_out: u64,
    /// The sum of (x - n p)²/(n p).
    pub chi_square: f64,
    /// The number of groups minus 1.
    pub degrees_of_freedom: u32,
    /// The asymptotic p value. Rough where `least_expected` is below 5.
    pub p: f64,
    /// The smallest number of participants to be expected of any group.
    pub least_expected: f64,
    /// Chi-square and p value when a good part of all people took part, who cannot be drawn twice. `None` when
    /// everybody did.
    pub of_finite_population: Option<(f64, f64)>,
}

/// How far one group is from what was to be expected.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Residual {
    /// (x - n p)/sqrt(n p): its square is the group's part of chi-square.
    pub pearson: f64,
    /// (x - n p)/sqrt(n p (1 - p)): beyond 3 either way is worth a look.
    pub standardised: f64,
}

/// The summary of all groups of one characteristic. `None` without participants, and with fewer than two groups in
/// which anybody lives.
pub fn summarise(groups: &[Count]) -> Option<Summary> {
    let lived_in: Vec<Count> = groups.iter().copied().filter(|group| group.population > 0).collect();
    let whole = Count::total(&lived_in);
    if lived_in.len() < 2 || whole.participants == 0 {
        return None;
    }
    let n = whole.participants as f64;
    let parts: Vec<Part> = lived_in.iter().map(|group| Part::of(*group, whole)).collect();
    let fit = goodness_of_fit(groups, whole, &parts);
    let by_group = |value: fn(&Part) -> f64| parts.iter().map(value).sum::<f64>();
    Some(Summary {
        fit,
        residuals: groups.iter().map(|group| residual(*group, whole)).collect(),
        dissimilarity: by_group(|part| (part.q - part.p).abs()) / 2.0,
        dissimilarity_by_chance: parts.iter().map(|part| mean_deviation(whole.participants, part.p)).sum::<f64>() / 2.0,
        cv: (fit.chi_square / n).sqrt(),
        cv_adjusted: ((fit.chi_square - f64::from(fit.degrees_of_freedom)) / n).max(0.0).sqrt(),
        needed_design_effect: parts.iter().all(|part| part.q > 0.0).then(|| by_group(|part| part.p * part.p / part.q)),
        rate: n / whole.population as f64,
    })
}

impl Summary {
    /// The R-indicator of an open survey, 1 - 2 S (Schouten, Cobben and Bethlehem, 2009). It is near 1 whatever
    /// happens when few take part; the coefficient of variation is the figure to show then.
    pub fn r_indicator(&self) -> f64 {
        1.0 - 2.0 * self.rate * self.cv
    }
}

/// The two shares of a group.
struct Part {
    q: f64,
    p: f64,
}

impl Part {
    fn of(group: Count, whole: Count) -> Self {
        Self {
            q: group.participants as f64 / whole.participants as f64,
            p: group.population as f64 / whole.population as f64,
        }
    }
}

fn goodness_of_fit(groups: &[Count], whole: Count, parts: &[Part]) -> GoodnessOfFit {
    let n = whole.participants as f64;
    let chi_square = parts.iter().map(|part| n * (part.q - part.p).powi(2) / part.p).sum();
    let degrees_of_freedom = u32::try_from(parts.len() - 1).unwrap_or(u32::MAX);
    let p = |chi_square| upper_tail(chi_square, degrees_of_freedom);
    let left = 1.0 - n / whole.population as f64;
    GoodnessOfFit {
        n: whole.participants,
        left_out: Count::total(groups).participants - whole.participants,
        chi_square,
        degrees_of_freedom,
        p: p(chi_square),
        least_expected: parts.iter().map(|part| n * part.p).fold(f64::INFINITY, f64::min),
        of_finite_population: (left > 0.0).then(|| (chi_square / left, p(chi_square / left))),
    }
}

fn residual(group: Count, whole: Count) -> Option<Residual> {
    let p = share(group.population, whole.population).filter(|p| *p > 0.0 && *p < 1.0)?;
    let expected = whole.participants as f64 * p;
    let pearson = (group.participants as f64 - expected) / expected.sqrt();
    Some(Residual { pearson, standardised: pearson / (1.0 - p).sqrt() })
}

/// P(chi-square with so many degrees of freedom > value).
fn upper_tail(value: f64, degrees_of_freedom: u32) -> f64 {
    // The incomplete gamma function is not asked at 0, where all of the distribution lies above.
    checked_gamma_ur(f64::from(degrees_of_freedom) / 2.0, value / 2.0).unwrap_or(1.0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn counts(groups: &[(u64, u64)]) -> Vec<Count> {
        groups
            .iter()
            .map(|(participants, population)| Count { participants: *participants, population: *population })
            .collect()
    }

    #[test]
    fn an_even_turnout_is_even() {
        let summary = summarise(&counts(&[(10, 100), (20, 200), (30, 300)])).unwrap();
        assert!(summary.cv < 1e-9 && summary.dissimilarity < 1e-12 && summary.dissimilarity_by_chance > 0.0);
        assert!((summary.fit.p - 1.0).abs() < 1e-9);
        assert!((summary.needed_design_effect.unwrap() - 1.0).abs() < 1e-12);
    }

    #[test]
    fn groups_in_which_nobody_lives_are_left_out() {
        let with = summarise(&counts(&[(10, 100), (7, 0), (30, 200), (0, 0)])).unwrap();
        let without = summarise(&counts(&[(10, 100), (30, 200)])).unwrap();
        assert_eq!((with.fit.left_out, with.fit.n), (7, 40));
        assert_eq!(with.residuals, vec![without.residuals[0], None, without.residuals[1], None]);
        assert_eq!(with.cv.to_bits(), without.cv.to_bits());
    }

    #[test]
    fn an_absent_group_has_no_finite_weight() {
        assert_eq!(summarise(&counts(&[(0, 100), (30, 200)])).unwrap().needed_design_effect, None);
    }

    #[test]
    fn one_group_or_nobody_has_no_summary() {
        for groups in [&[(10, 100)][..], &[(0, 100), (0, 50)], &[(4, 0), (5, 0)], &[(10, 100), (3, 0)], &[]] {
            assert_eq!(summarise(&counts(groups)), None);
        }
    }

    #[test]
    fn a_census_leaves_nothing_to_chance() {
        assert_eq!(summarise(&counts(&[(100, 100), (200, 200)])).unwrap().fit.of_finite_population, None);
    }

    proptest! {
        #[test]
        fn one_number_serves_as_effect_size_and_design_effect(
            groups in prop::collection::vec((1_u64..500, 1_u64..9000), 2..8),
        ) {
            let summary = summarise(&counts(&groups)).unwrap();
            let rates: f64 = {
                let whole = Count::total(&counts(&groups));
                counts(&groups)
                    .iter()
                    .map(|group| {
                        let rate = group.participants as f64 / group.population as f64 / summary.rate;
                        group.population as f64 / whole.population as f64 * (rate - 1.0).powi(2)
                    })
                    .sum::<f64>()
            };
            prop_assert!((summary.cv.powi(2) - rates).abs() < 1e-9 * rates.max(1.0));
            prop_assert!(summary.cv_adjusted <= summary.cv);
            prop_assert!((0.0..=1.0).contains(&summary.dissimilarity));
            prop_assert!(summary.needed_design_effect.unwrap() >= 1.0 - 1e-12);
        }
    }
}
