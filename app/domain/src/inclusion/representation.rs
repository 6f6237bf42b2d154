//! One group: its share of those who took part against its share of those who live here.

use serde::{Deserialize, Serialize};

use super::interval::{Interval, binomial_p, wilson};

/// How many took part and how many live here: of one group, or of everybody.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Count {
    /// People who took part.
    pub participants: u64,
    /// People who live here, from a count such as the census, taken as known.
    pub population: u64,
}

impl Count {
    /// All groups taken together.
    pub fn total(groups: &[Self]) -> Self {
        groups.iter().fold(Self::default(), |sum, group| Self {
            participants: sum.participants + group.participants,
            population: sum.population + group.population,
        })
    }
}

/// What can be said of a group at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Everything is defined.
    Ok,
    /// Nobody of the group took part: the ratio is 0.
    NoRespondents,
    /// People took part of a group in which nobody lives here: to be checked, no ratio, never an infinite one.
    OutsidePopulation,
    /// Nobody of the group took part or lives here: to be left out.
    NoPopulation,
    /// Nobody took part at all.
    NoRows,
}

/// What may be said of a group in words. A verdict is about the interval, never about the point in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Far fewer than live here: all of the interval is below the band.
    FarFewer,
    /// Fewer than live here: all of the interval is below 1.
    Fewer,
    /// All of the interval is in the band.
    AboutTheSame,
    /// More than live here: all of the interval is above 1.
    More,
    /// Far more than live here: all of the interval is above the band.
    FarMore,
    /// The interval reaches over 1 and out of the band.
    CannotSayYet,
    /// Fewer than five were to be expected, or the interval holds all of the band.
    TooFewToSay,
}

/// What counts as about the same, and how much is needed to say anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tolerance {
    /// The lower end of the band of ratios that count as about the same, in percent.
    pub low_percent: u32,
    /// The upper end of the band, in percent.
    pub high_percent: u32,
    /// The least number of participants to be expected of a group before anything is said about it.
    pub least_expected: u32,
}

impl Default for Tolerance {
    /// From 0.8 to 1.25, as the literature on participation-to-prevalence ratios has it, and five people.
    fn default() -> Self {
        Self { low_percent: 80, high_percent: 125, least_expected: 5 }
    }
}

impl Tolerance {
    /// The band of ratios that count as about the same.
    pub fn band(&self) -> Interval {
        Interval { low: f64::from(self.low_percent) / 100.0, high: f64::from(self.high_percent) / 100.0 }
    }
}

/// The figures of one group. Those that cannot be said are `None`, and `state` says why.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Representation {
    /// The counts behind them.
    pub count: Count,
    /// What can be said.
    pub state: State,
    /// The group's share of those who took part, from 0 to 1.
    pub share: Option<f64>,
    /// Its share of those who live here, from 0 to 1.
    pub population_share: Option<f64>,
    /// How many of it would have taken part if everybody were as likely to.
    pub expected: Option<f64>,
    /// The first share divided by the second: the participation-to-prevalence ratio.
    pub ratio: Option<f64>,
    /// Wilson's 95 % interval of the share.
    pub share_interval: Option<Interval>,
    /// The same, divided by the share of those who live here.
    pub ratio_interval: Option<Interval>,
    /// The exact two-sided p value of the share under the population's.
    pub p: Option<f64>,
}

/// The figures of one group among all.
pub fn measure(group: Count, whole: Count) -> Representation {
    let share = share(group.participants, whole.participants);
    let population_share = self::share(group.population, whole.population);
    let share_interval = wilson(group.participants, whole.participants);
    let parity = population_share.filter(|share| *share > 0.0);
    Representation {
        count: group,
        state: state(group, whole),
        share,
        population_share,
        expected: population_share.map(|p| whole.participants as f64 * p),
        ratio: share.zip(parity).map(|(share, parity)| share / parity),
        share_interval,
        ratio_interval: share_interval.zip(parity).map(|(interval, parity)| interval.divided_by(parity)),
        p: population_share.and_then(|p| binomial_p(group.participants, whole.participants, p)),
    }
}

/// The figures of every group of one characteristic; the groups together are everybody.
pub fn represent(groups: &[Count]) -> Vec<Representation> {
    let whole = Count::total(groups);
    groups.iter().map(|group| measure(*group, whole)).collect()
}

impl Representation {
    /// What may be said; `None` where there is no ratio.
    pub fn verdict(&self, tolerance: &Tolerance) -> Option<Verdict> {
        let (ratio, band) = (self.ratio_interval?, tolerance.band());
        let too_few = self.expected? < f64::from(tolerance.least_expected) || ratio.covers(band);
        Some(match ratio {
            _ if too_few => Verdict::TooFewToSay,
            Interval { high, .. } if high < band.low => Verdict::FarFewer,
            Interval { high, .. } if high < 1.0 => Verdict::Fewer,
            Interval { low, .. } if low > band.high => Verdict::FarMore,
            Interval { low, .. } if low > 1.0 => Verdict::More,
            within if band.covers(within) => Verdict::AboutTheSame,
            _ => Verdict::CannotSayYet,
        })
    }
}

impl Verdict {
    /// Whether it says that the group is missing.
    pub const fn is_missing(self) -> bool {
        matches!(self, Self::FarFewer | Self::Fewer)
    }

    /// Whether it says anything about the group.
    pub const fn claims(self) -> bool {
        !matches!(self, Self::CannotSayYet | Self::TooFewToSay)
    }

    /// Whether it would still be said, in its direction, anywhere between these bounds of the ratio. Where it would
    /// not, it is at most probable. What claims nothing stands.
    pub fn stands(self, worst_case: Interval, tolerance: &Tolerance) -> bool {
        match self {
            Self::FarFewer | Self::Fewer => worst_case.high < 1.0,
            Self::FarMore | Self::More => worst_case.low > 1.0,
            Self::AboutTheSame => tolerance.band().covers(worst_case),
            Self::CannotSayYet | Self::TooFewToSay => true,
        }
    }
}

/// A part of a whole, unless the whole is nothing.
pub(super) fn share(part: u64, whole: u64) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

const fn state(group: Count, whole: Count) -> State {
    match (whole.participants, group.population, group.participants) {
        (0, _, _) => State::NoRows,
        (_, 0, 0) => State::NoPopulation,
        (_, 0, _) => State::OutsidePopulation,
        (_, _, 0) => State::NoRespondents,
        _ => State::Ok,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const fn count(participants: u64, population: u64) -> Count {
        Count { participants, population }
    }

    fn verdict(group: Count, whole: Count) -> Option<Verdict> {
        measure(group, whole).verdict(&Tolerance::default())
    }

    /// The figures file of this crate: what the formulas give for a dozen groups, to 12 digits.
    #[test]
    fn figures_are_what_they_always_were() {
        #[derive(serde::Deserialize)]
        struct Line {
            participants: u64,
            all_participants: u64,
            population: u64,
            whole_population: u64,
            state: State,
            share: Option<f64>,
            ratio: Option<f64>,
            low: Option<f64>,
            high: Option<f64>,
            p: Option<f64>,
        }
        let figures = include_str!("../../testdata/representation.csv");
        for line in csv::Reader::from_reader(figures.as_bytes()).deserialize::<Line>().map(Result::unwrap) {
            let whole = count(line.all_participants, line.whole_population);
            let found = measure(count(line.participants, line.population), whole);
            assert_eq!(found.state, line.state);
            for (found, expected) in [
                (found.share, line.share),
                (found.ratio, line.ratio),
                (found.ratio_interval.map(|interval| interval.low), line.low),
                (found.ratio_interval.map(|interval| interval.high), line.high),
                (found.p, line.p),
            ] {
                let near = |(found, expected): (f64, f64)| (found - expected).abs() <= 1e-11 * expected;
                assert!(
                    found.is_some() == expected.is_some() && found.zip(expected).is_none_or(near),
                    "{found:?} {expected:?}"
                );
            }
        }
    }

    #[test]
    fn a_verdict_is_about_the_interval() {
        let town = |participants, all| verdict(count(participants, 2_000), count(all, 10_000));
        for (participants, all, said) in [
            (0, 100, Verdict::FarFewer),
            (30, 300, Verdict::FarFewer),
            (10, 100, Verdict::Fewer),
            (150, 900, Verdict::Fewer),
            (13, 100, Verdict::CannotSayYet),
            (200, 1000, Verdict::AboutTheSame),
            (140, 600, Verdict::More),
            (300, 1000, Verdict::FarMore),
            (4, 24, Verdict::TooFewToSay),
            (20, 24, Verdict::TooFewToSay),
            (20, 100, Verdict::TooFewToSay),
        ] {
            assert_eq!(town(participants, all), Some(said), "{participants} of {all}");
        }
    }

    #[test]
    fn without_a_ratio_there_is_no_verdict() {
        for (group, whole) in [
            (count(3, 0), count(300, 9000)),
            (count(0, 0), count(300, 9000)),
            (count(0, 500), count(0, 9000)),
            (count(0, 0), count(0, 0)),
        ] {
            assert_eq!(verdict(group, whole), None);
        }
    }

    #[test]
    fn those_who_did_not_say_can_unsettle_a_verdict() {
        let tolerance = Tolerance::default();
        let (below, across) = (Interval { low: 0.4, high: 0.9 }, Interval { low: 0.4, high: 1.1 });
        let near = Interval { low: 0.9, high: 1.1 };
        for (verdict, bounds, stands) in [
            (Verdict::FarFewer, below, true),
            (Verdict::Fewer, across, false),
            (Verdict::More, across, false),
            (Verdict::FarMore, Interval { low: 1.01, high: 2.0 }, true),
            (Verdict::AboutTheSame, near, true),
            (Verdict::AboutTheSame, across, false),
            (Verdict::CannotSayYet, across, true),
        ] {
            assert_eq!(verdict.stands(bounds, &tolerance), stands, "{verdict:?} {bounds:?}");
        }
    }

    proptest! {
        #[test]
        fn groups_add_up(groups in prop::collection::vec((0_u64..500, 1_u64..9000), 1..8)) {
            let groups: Vec<_> = groups.into_iter().map(|(x, people)| count(x, people)).collect();
            let figures = represent(&groups);
            prop_assume!(Count::total(&groups).participants > 0);
            let shares: f64 = figures.iter().filter_map(|group| group.share).sum();
            let weighted: f64 =
                figures.iter().filter_map(|group| Some(group.ratio? * group.population_share?)).sum();
            prop_assert!((shares - 1.0).abs() < 1e-9 && (weighted - 1.0).abs() < 1e-9);
            for group in figures {
                prop_assert!(group.ratio_interval.unwrap().contains(group.ratio.unwrap()));
            }
        }
    }
}
