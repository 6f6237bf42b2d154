//! Who took part against who lives here: what a page says about one characteristic, and who is missing most.
//!
//! An open consultation is not a sample, so composition is the result and not a weighted opinion. Counts come in as
//! they are published: rounded, and some withheld. Nothing here can therefore give away more than the tables do, and
//! everything here can be worked out again from them. The measures and their sources are those of the project's facts
//! on inclusion, sections 1.0 to 1.2, 1.8 and 1.10.

mod against;
mod binomial;
pub mod concentration;
pub mod cube;
pub mod deprivation;
pub mod intersection;
pub mod interval;
pub mod linear;
mod missing;
pub mod propensity;
pub mod reach;
#[cfg(test)]
mod reference_tests;
pub mod representation;
mod search;
pub mod small_area;
pub mod summary;
pub mod unknown;
pub mod voice;
pub mod wave;
pub mod weight;

use serde::{Deserialize, Serialize};

pub(crate) use self::binomial::whole;
pub use self::{
    against::{Against, UnknownAgainst},
    interval::Interval,
    missing::{Missing, missing},
    reach::{Reach, Together},
    representation::{Count, Representation, State, Tolerance, Verdict},
    summary::Summary,
};
use crate::disclosure::{Cell, SafeTable};

/// One characteristic of people, with the published counts of those who said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Characteristic {
    /// Its code, such as `age`.
    pub code: String,
    /// Its groups, in their natural order.
    pub groups: Vec<Group>,
    /// How many said: the total over which shares are taken.
    pub said: Cell,
    /// How many took part and did not say.
    pub did_not_say: Cell,
}

/// One group of a characteristic.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    /// Its code, such as `16-24`.
    pub code: String,
    /// How many took part.
    pub participants: Cell,
    /// How many live here.
    pub population: u64,
}

/// Everything a page says about one characteristic.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Comparison {
    /// The characteristic's code.
    pub code: String,
    /// How many said.
    pub said: Cell,
    /// How many took part and did not say.
    pub did_not_say: Cell,
    /// The share of participants who said, from 0 to 1.
    pub completion: Option<f64>,
    /// The share of all people who took part and said, from 0 to 1. Above a twentieth, what chance could do is less
    /// than the intervals show.
    pub rate: Option<f64>,
    /// The groups, in their natural order, the withheld ones too.
    pub groups: Vec<Compared>,
    /// The summary over the groups that are not withheld, compared with one another.
    pub summary: Option<Summary>,
    /// The share of people who live in groups that are not withheld, from 0 to 1: what the summary speaks of.
    pub covered: Option<f64>,
    /// How many more answers bring all groups that are not withheld into the band, one number for each of these.
    pub together: Option<Together>,
}

/// One group of a comparison.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Compared {
    /// The group's code.
    pub code: String,
    /// How many live here.
    pub population: u64,
    /// Its share of those who live here, from 0 to 1.
    pub population_share: Option<f64>,
    /// How many took part.
    pub participants: Cell,
    /// What follows from that; nothing where it is withheld.
    pub figures: Option<Figures>,
}

/// The figures of a group that is not withheld.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Figures {
    /// Shares, ratio and intervals.
    pub representation: Representation,
    /// The p value adjusted for all groups that are shown together (Holm).
    pub adjusted_p: Option<f64>,
    /// What may be said.
    pub verdict: Option<Verdict>,
    /// Whether those who did not say could undo what is said, so that it is only probable.
    pub probably: bool,
    /// The ratio if none, and if all, of those who did not say belonged to the group.
    pub worst_case: Option<Interval>,
    /// How many more answers from this group would change the picture.
    pub reach: Reach,
}

impl Characteristic {
    /// The characteristic of a published one-way table with the number of people in each of its categories. `None` if
    /// the table is not one-way or has another number of categories.
    pub fn of_table(table: &SafeTable, population: &[u64]) -> Option<Self> {
        let [dimension] = table.dimensions() else { return None };
        if dimension.categories.len() != population.len() {
            return None;
        }
        let groups = dimension.categories.iter().zip(population).enumerate().map(|(at, (code, population))| Group {
            code: code.clone(),
            participants: table.count(&[Some(at)]),
            population: *population,
        });
        Some(Self {
            code: dimension.code.clone(),
            groups: groups.collect(),
            said: table.base(),
            did_not_say: table.did_not_say(0),
        })
    }

    fn population(&self) -> u64 {
        self.groups.iter().map(|group| group.population).sum()
    }
}

/// One characteristic compared, its p values adjusted for its own groups.
pub fn compare(characteristic: &Characteristic, tolerance: &Tolerance) -> Comparison {
    let population = characteristic.population();
    let said = characteristic.said.published();
    let whole = said.map(|participants| Count { participants, population });
    let shown: Vec<Count> = characteristic.groups.iter().filter_map(|group| group.count(whole?)).collect();
    let compared = characteristic.groups.iter().map(|group| Compared {
        code: group.code.clone(),
        population: group.population,
        population_share: representation::share(group.population, population),
        participants: group.participants,
        figures: whole
            .and_then(|whole| Some(figures(group.count(whole)?, whole, characteristic.did_not_say, tolerance))),
    });
    let mut comparison = Comparison {
        code: characteristic.code.clone(),
        said: characteristic.said,
        did_not_say: characteristic.did_not_say,
        completion: said.zip(characteristic.did_not_say.published()).and_then(|(yes, no)| unknown::completion(yes, no)),
        rate: said.and_then(|said| representation::share(said, population)),
        groups: compared.collect(),
        summary: summary::summarise(&shown),
        covered: representation::share(Count::total(&shown).population, population),
        together: whole.and_then(|whole| reach::together(&shown, whole, tolerance.low_percent)),
    };
    adjust(std::slice::from_mut(&mut comparison));
    comparison
}

/// Several characteristics that are shown together: each compared, and the p values adjusted for all groups of all.
pub fn compare_all(characteristics: &[Characteristic], tolerance: &Tolerance) -> Vec<Comparison> {
    let mut comparisons: Vec<_> = characteristics.iter().map(|one| compare(one, tolerance)).collect();
    adjust(&mut comparisons);
    comparisons
}

impl Group {
    /// Its published counts. A count and its total are rounded apart, so that a group of nearly everybody can come out
    /// as more than everybody; a share cannot.
    fn count(&self, whole: Count) -> Option<Count> {
        let participants = self.participants.published()?.min(whole.participants);
        Some(Count { participants, population: self.population })
    }
}

fn figures(group: Count, whole: Count, did_not_say: Cell, tolerance: &Tolerance) -> Figures {
    let representation = representation::measure(group, whole);
    let verdict = representation.verdict(tolerance);
    let worst_case = did_not_say.published().and_then(|unknown| unknown::worst_case(group, whole, unknown));
    let stands = |verdict: Verdict| worst_case.is_some_and(|bounds| verdict.stands(bounds, tolerance));
    Figures {
        representation,
        adjusted_p: None,
        verdict,
        probably: verdict.is_some_and(|verdict| verdict.claims() && !stands(verdict)),
        worst_case,
        reach: reach::reach(group, whole, tolerance),
    }
}

/// Fills in the p values adjusted for all groups of all these comparisons.
fn adjust(comparisons: &mut [Comparison]) {
    let groups = comparisons.iter_mut().flat_map(|comparison| &mut comparison.groups);
    let mut figures: Vec<&mut Figures> = groups.filter_map(|group| group.figures.as_mut()).collect();
    let p_values: Vec<_> = figures.iter().map(|figures| figures.representation.p).collect();
    for (figures, adjusted) in figures.iter_mut().zip(interval::holm(&p_values)) {
        figures.adjusted_p = adjusted;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::disclosure::{Dimension, Kind, Policy, RawTable, RecordKey, protect};

    fn cell(count: Option<u64>) -> Cell {
        count.map_or(Cell::Withheld, Cell::Published)
    }

    pub(super) fn characteristic(
        said: Option<u64>,
        did_not_say: Option<u64>,
        groups: &[(Option<u64>, u64)],
    ) -> Characteristic {
        let group = |(at, (participants, population)): (usize, &(Option<u64>, u64))| Group {
            code: format!("g{at}"),
            participants: cell(*participants),
            population: *population,
        };
        Characteristic {
            code: "age".to_owned(),
            groups: groups.iter().enumerate().map(group).collect(),
            said: cell(said),
            did_not_say: cell(did_not_say),
        }
    }

    fn compared(characteristic: &Characteristic) -> Comparison {
        compare(characteristic, &Tolerance::default())
    }

    #[test]
    fn a_withheld_group_stays_in_the_list_without_numbers() {
        let groups = [(Some(100), 3000), (None, 2500), (Some(300), 4000), (None, 500)];
        let found = compared(&characteristic(Some(410), Some(20), &groups));
        let shown: Vec<bool> = found.groups.iter().map(|group| group.figures.is_some()).collect();
        assert_eq!(shown, [true, false, true, false]);
        assert_eq!(found.groups[1].population_share, Some(0.25));
        // Shares are of all who said, the withheld ones too; the summary compares those that are shown.
        let share = found.groups[0].figures.unwrap().representation.share.unwrap();
        assert!((share - 100.0 / 410.0).abs() < 1e-12);
        assert_eq!(found.summary.unwrap().fit.n, 400);
        assert_eq!((found.covered, found.together.unwrap().by_group.len()), (Some(0.7), 2));
        assert_eq!((found.completion, found.rate), (Some(410.0 / 430.0), Some(0.041)));
    }

    #[test]
    fn a_table_that_is_wholly_withheld_has_no_figures() {
        let found = compared(&characteristic(None, None, &[(None, 10), (None, 20)]));
        assert!(found.groups.iter().all(|group| group.figures.is_none()));
        assert!(missing(std::slice::from_ref(&found)).is_empty());
        assert_eq!((found.completion, found.rate, found.summary, found.together), (None, None, None, None));
    }

    #[test]
    fn a_group_rounded_beyond_its_total_is_everybody() {
        let found = compared(&characteristic(Some(20), Some(0), &[(Some(25), 900), (Some(0), 100)]));
        assert_eq!(found.groups[0].figures.unwrap().representation.share, Some(1.0));
    }

    #[test]
    fn those_who_did_not_say_make_a_verdict_probable() {
        let groups = [(Some(60), 5000), (Some(240), 5000)];
        for (did_not_say, probably) in [(Some(0), false), (Some(100), false), (Some(200), true), (None, true)] {
            let found = compared(&characteristic(Some(300), did_not_say, &groups));
            let figures = found.groups[0].figures.unwrap();
            assert_eq!((figures.verdict, figures.probably), (Some(Verdict::FarFewer), probably), "{did_not_say:?}");
        }
        let unsure = compared(&characteristic(Some(20), None, &groups.map(|(_, people)| (Some(10), people))));
        assert!(!unsure.groups[0].figures.unwrap().probably);
    }

    #[test]
    fn p_values_are_adjusted_for_all_that_is_shown_together() {
        let one = characteristic(Some(300), Some(0), &[(Some(130), 5000), (Some(170), 5000)]);
        let alone = compared(&one);
        let together = compare_all(&[one.clone(), one], &Tolerance::default());
        let smallest = alone.groups[0].figures.unwrap();
        let p = smallest.representation.p.unwrap();
        assert_eq!(smallest.adjusted_p, Some(2.0 * p));
        assert_eq!(together[1].groups[1].figures.unwrap().adjusted_p, Some(4.0 * p));
    }

    #[test]
    fn a_published_table_becomes_a_characteristic() {
        let dimension = |code: &str, categories: [&str; 3]| Dimension {
            code: code.to_owned(),
            categories: categories.map(str::to_owned).into(),
            kind: Kind::Group,
        };
        let mut table = RawTable::new(vec![dimension("age", ["young", "old", "very old"])]).unwrap();
        for at in [vec![Some(0); 40], vec![Some(1); 35], vec![Some(2); 20], vec![None; 5]].concat() {
            table.add(RecordKey::new([0; 8]), &[at]).unwrap();
        }
        let safe = protect(&table, &Policy::default());
        let found = Characteristic::of_table(&safe, &[500, 300, 200]).unwrap();
        assert_eq!((found.code.as_str(), found.said, found.did_not_say), ("age", cell(Some(95)), cell(Some(5))));
        assert_eq!(found.groups[1], Group { code: "old".into(), participants: cell(Some(35)), population: 300 });
        assert_eq!(Characteristic::of_table(&safe, &[500]), None);
        let wide = vec![dimension("age", ["a", "b", "c"]), dimension("sex", ["d", "e", "f"])];
        let wide = protect(&RawTable::new(wide).unwrap(), &Policy::default());
        assert_eq!(Characteristic::of_table(&wide, &[1, 2, 3]), None);
    }

    #[test]
    fn a_comparison_is_stored_with_its_gaps() {
        let found = compared(&characteristic(Some(410), Some(20), &[(Some(100), 3000), (None, 7000)]));
        let stored = serde_json::to_value(&found).unwrap();
        assert_eq!(stored["groups"][1]["participants"], "withheld");
        assert!(stored["groups"][1]["figures"].is_null());
        assert_eq!(stored["groups"][0]["participants"]["published"], 100);
        assert_eq!(stored["groups"][0]["figures"]["verdict"], "fewer");
        assert!(serde_json::from_value::<Comparison>(stored).is_ok());
    }
}
