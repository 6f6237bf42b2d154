//! Who is missing: the headline of a page, and whom to reach next.

use serde::{Deserialize, Serialize};

use super::{Compared, Comparison, Verdict};

/// A group that is fewer than live here.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Missing {
    /// The characteristic's code.
    pub characteristic: String,
    /// The group's code.
    pub group: String,
    /// Fewer, or far fewer.
    pub verdict: Verdict,
    /// Whether that is only probable.
    pub probably: bool,
    /// Its share of participants divided by its share of people.
    pub ratio: f64,
    /// How many of its people would have to be among the participants who are not: expected minus seen.
    pub absent: f64,
    /// How many more answers from this group alone would match its share of people. `None` where more would be needed
    /// than live here.
    pub more_answers: Option<u64>,
}

/// The groups that are fewer than live here, over all characteristics: far fewer before fewer, and within these the
/// most absent people first. Its first entries are the headline, and all of it is whom to reach next.
pub fn missing(comparisons: &[Comparison]) -> Vec<Missing> {
    let mut missing: Vec<Missing> = comparisons
        .iter()
        .flat_map(|comparison| comparison.groups.iter().filter_map(|group| missing_group(&comparison.code, group)))
        .collect();
    missing.sort_by(|a, b| a.verdict.cmp(&b.verdict).then_with(|| b.absent.total_cmp(&a.absent)));
    missing
}

fn missing_group(characteristic: &str, group: &Compared) -> Option<Missing> {
    let figures = group.figures?;
    let count = figures.representation.count;
    let fits = |more: &u64| count.participants + more <= count.population;
    Some(Missing {
        characteristic: characteristic.to_owned(),
        group: group.code.clone(),
        verdict: figures.verdict.filter(|verdict| verdict.is_missing())?,
        probably: figures.probably,
        ratio: figures.representation.ratio?,
        absent: figures.representation.expected? - count.participants as f64,
        more_answers: figures.reach.parity.filter(fits),
    })
}

#[cfg(test)]
mod tests {
    use super::{
        super::{Characteristic, Tolerance, compare_all, tests::characteristic},
        *,
    };

    #[test]
    fn the_missing_come_in_the_order_of_what_is_missing() {
        let named = |code: &str, groups: &[(Option<u64>, u64)]| Characteristic {
            code: code.to_owned(),
            ..characteristic(Some(600), Some(0), groups)
        };
        let all = compare_all(
            &[
                named("age", &[(Some(25), 1100), (Some(475), 7600), (Some(100), 1300)]),
                named("sex", &[(Some(350), 5200), (Some(250), 4800)]),
                named("area", &[(Some(100), 4400), (Some(500), 5600)]),
            ],
            &Tolerance::default(),
        );
        let found = missing(&all);
        let order: Vec<_> =
            found.iter().map(|group| (group.characteristic.as_str(), group.verdict, group.more_answers)).collect();
        assert_eq!(
            order,
            [
                ("area", Verdict::FarFewer, Some(293)),
                ("age", Verdict::FarFewer, Some(47)),
                ("sex", Verdict::Fewer, Some(74)),
            ]
        );
    }

    #[test]
    fn nobody_is_asked_to_find_more_people_than_live_here() {
        let groups = [(Some(10), 300), (Some(390), 100)];
        let found = missing(&compare_all(&[characteristic(Some(400), Some(0), &groups)], &Tolerance::default()));
        assert_eq!(found[0].more_answers, None);
    }
}
