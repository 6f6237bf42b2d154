//! Populations: how many people of each group live in an area, and where the numbers come from.
//!
//! A population is of one set: years may differ between characteristics, never within one. A group that no census
//! counts has no number, or an estimate with its own source; it is never left out.

use serde::{Deserialize, Serialize};

use super::{
    Base, FigureSet, Grouping, Numbers, Source,
    grouping::{Group, Way},
};
use crate::text::Text;

/// How many people of each group of one characteristic live in an area.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Population {
    /// The code of the characteristic.
    pub characteristic: String,
    /// What it is called.
    pub title: Text,
    /// Where the numbers come from and whom they count; none where nothing counts them.
    pub counted: Option<Counted>,
    /// The groups, in their natural order; behind them those that the table does not know.
    pub groups: Vec<PeopleOf>,
}

/// Where numbers come from and whom they count.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counted {
    /// The set that was added up.
    pub set: String,
    /// The classification behind its categories, where there is one.
    pub classification: Option<String>,
    /// What stands beside the numbers.
    pub source: Source,
    /// Whom they count.
    pub base: Base,
    /// Whether those who stated nothing are left out.
    pub stated_only: bool,
}

/// One group and how many people it has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PeopleOf {
    /// The group.
    pub group: Group,
    /// How many live here; none where nothing counts them ("no population figure").
    pub number: Option<u64>,
    /// Where the number comes from if it is not counted with the others.
    pub estimate: Option<Source>,
}

impl Population {
    /// The numbers of all groups, if every group has one.
    pub fn numbers(&self) -> Option<Vec<u64>> {
        self.groups.iter().map(|people| people.number).collect()
    }

    /// The people of all groups that are counted together: the whole over which shares are taken.
    pub fn whole(&self) -> u64 {
        let counted = self.groups.iter().filter(|people| people.estimate.is_none());
        counted.filter_map(|people| people.number).fold(0, u64::saturating_add)
    }

    /// The group that an answer belongs to, by its place in the order.
    pub fn group_of(&self, counts_as: &str) -> Option<usize> {
        self.groups.iter().position(|people| people.group.counts_as.iter().any(|code| code == counts_as))
    }
}

impl Counted {
    /// Whom the numbers count, in words: "residents of all ages, those who stated one".
    pub fn base_words(&self) -> Text {
        if !self.stated_only {
            return self.base.words();
        }
        let stated = Text::both("those who stated one", "an fheadhainn a chuir ainm ri fear");
        let join = |text: Text, (language, more): (_, &str)| {
            let words = format!("{}, {more}", text.best(language).0);
            text.with(language, words)
        };
        stated.iter().fold(self.base.words(), join)
    }
}

/// The population of an area from its figures in all sets: the newest set of the characteristic that its groups can be
/// added up from. Categories of other sets that no group knows become groups behind the others, as estimates, if they
/// count the same people. Figures that count those who are preferred come before newer ones that do not.
pub fn population(grouping: &Grouping, sets: &[(FigureSet, Numbers)], preferred: Option<Base>) -> Population {
    let about = |(set, _): &&(FigureSet, Numbers)| set.characteristic == grouping.characteristic;
    let mut sets: Vec<&(FigureSet, Numbers)> = sets.iter().filter(about).collect();
    sets.sort_by(|(one, _), (other, _)| other.as_of.cmp(&one.as_of).then_with(|| one.code.cmp(&other.code)));
    let first = |wanted: Option<Base>| {
        sets.iter().find_map(|(set, numbers)| {
            let (way, sums) =
                grouping.add_up(numbers, |way| wanted.is_none_or(|wanted| way.base.unwrap_or(set.base) == wanted))?;
            Some((counted(set, way), sums))
        })
    };
    let found = preferred.and_then(|base| first(Some(base))).or_else(|| first(None));
    let (counted, sums) = found.map_or((None, None), |(counted, sums)| (Some(counted), Some(sums)));
    let number = |at: usize| sums.as_ref().and_then(|sums| sums.get(at).copied());
    let known = grouping.groups.iter().enumerate().map(|(at, group)| PeopleOf {
        group: group.clone(),
        number: number(at),
        estimate: None,
    });
    let mut groups: Vec<PeopleOf> = known.collect();
    for (set, numbers) in sets {
        for (category, number) in numbers.iter().filter(|(category, _)| !grouping.knows(category)) {
            if let Some(extra) = estimate(grouping, counted.as_ref(), set, category, *number)
                && groups.iter().all(|people| people.group.code != extra.group.code)
            {
                groups.push(extra);
            }
        }
    }
    Population { characteristic: grouping.characteristic.clone(), title: grouping.title.clone(), counted, groups }
}

fn counted(set: &FigureSet, way: &Way) -> Counted {
    Counted {
        set: set.code.clone(),
        classification: set.classification.clone(),
        source: set.source(),
        base: way.base.unwrap_or(set.base),
        stated_only: way.stated_only,
    }
}

/// A group that no known group covers, from a set of its own.
fn estimate(
    grouping: &Grouping,
    counted: Option<&Counted>,
    set: &FigureSet,
    category: &str,
    number: u64,
) -> Option<PeopleOf> {
    // What the chosen table itself has beyond its groups (children, those who stated nothing) is no group of people
    // who answer.
    if counted.is_some_and(|counted| counted.set == set.code) || is_detail(category) {
        return None;
    }
    let same_people = counted.is_none_or(|counted| counted.base == set.base);
    let title = grouping.title.best(crate::text::Language::English).0;
    Some(PeopleOf {
        group: Group::of_class(title, category),
        number: same_people.then_some(number),
        estimate: Some(set.source()),
    })
}

/// Categories of the census tables that stand beside the groups: subtotals, bands of age, cells of two characteristics.
fn is_detail(category: &str) -> bool {
    category.starts_with("total_")
        || category.contains(':')
        || category == "not_stated"
        || category.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | '+'))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::text::Language;

    fn set(code: &str, characteristic: &str, year: i16, base: Base) -> FigureSet {
        FigureSet {
            code: code.to_owned(),
            characteristic: characteristic.to_owned(),
            title: "A table".to_owned(),
            source: "A publisher".to_owned(),
            as_of: date(year, 3, 20),
            base,
            geography: "council".to_owned(),
            classification: None,
            licence: "OGL v3.0".to_owned(),
        }
    }

    fn numbers(pairs: &[(&str, u64)]) -> Numbers {
        pairs.iter().map(|(category, number)| ((*category).to_owned(), *number)).collect()
    }

    fn disability(year: i16) -> (FigureSet, Numbers) {
        let figures = numbers(&[("all", 100), ("limited_a_lot", 10), ("limited_a_little", 15), ("not_limited", 75)]);
        (set(&format!("census{year}"), "disability", year, Base::PeopleAllAges), figures)
    }

    #[test]
    fn the_newest_set_that_has_all_groups_is_taken_whole() {
        let grouping = Grouping::known("disability").unwrap();
        let mut newest = disability(2032);
        newest.1.remove("limited_a_lot");
        let found = population(&grouping, &[disability(2011), newest, disability(2022)], None);
        let counted = found.counted.as_ref().unwrap();
        assert_eq!((counted.set.as_str(), counted.base), ("census2022", Base::PeopleAllAges));
        assert_eq!((found.numbers(), found.whole()), (Some(vec![10, 15, 75]), 100));
        assert_eq!(found.group_of("limited_a_little"), Some(1));
    }

    #[test]
    fn what_no_census_counts_has_no_number() {
        let grouping = Grouping::known("disability").unwrap();
        let found =
            population(&grouping, &[(set("x", "age", 2022, Base::PeopleAllAges), numbers(&[("20-24", 5)]))], None);
        assert_eq!((found.counted.clone(), found.numbers(), found.whole()), (None, None, 0));
        assert_eq!(found.groups.len(), 3);
    }

    #[test]
    fn figures_of_those_who_are_preferred_come_first() {
        let grouping = Grouping::known("sex").unwrap();
        let bands = grouping.ways[0].sums.iter().flatten().map(|category| (category.as_str(), 10));
        let both: Vec<(&str, u64)> = [("female", 500), ("male", 450)].into_iter().chain(bands).collect();
        let sets = [
            (set("new", "sex", 2022, Base::PeopleAllAges), numbers(&both)),
            (set("old", "sex", 2011, Base::PeopleAllAges), numbers(&[("female", 400), ("male", 300)])),
        ];
        for (preferred, counted, people) in [
            (None, Base::People16AndOver, vec![160, 160]),
            (Some(Base::People16AndOver), Base::People16AndOver, vec![160, 160]),
            (Some(Base::PeopleAllAges), Base::PeopleAllAges, vec![500, 450]),
            // Nothing counts them: what there is, under its own name.
            (Some(Base::Households), Base::People16AndOver, vec![160, 160]),
        ] {
            let found = population(&grouping, &sets, preferred);
            assert_eq!((found.counted.as_ref().unwrap().base, found.numbers()), (counted, Some(people)));
        }
        let adults = population(&grouping, &sets[1..], Some(Base::People16AndOver));
        assert_eq!(adults.counted.unwrap().base, Base::PeopleAllAges);
    }

    #[test]
    fn an_estimate_is_a_group_with_its_own_source() {
        let grouping = Grouping::known("sex").unwrap();
        let all = |code: &str| set(code, "sex", 2022, Base::PeopleAllAges);
        let census = (all("census"), numbers(&[("all", 96), ("female", 50), ("male", 45)]));
        let estimate = (set("guess", "sex", 2024, Base::PeopleAllAges), numbers(&[("Non-binary", 1), ("all", 96)]));
        let found = population(&grouping, &[census.clone(), estimate], None);
        let codes: Vec<_> = found.groups.iter().map(|people| (people.group.code.as_str(), people.number)).collect();
        assert_eq!(codes, [("female", Some(50)), ("male", Some(45)), ("non_binary", Some(1))]);
        assert_eq!(found.groups[2].estimate.as_ref().unwrap().as_of, date(2024, 3, 20));
        assert_eq!(found.whole(), 95);
        // Of other people, the group is named without a number.
        let adults = (set("guess", "sex", 2024, Base::People16AndOver), numbers(&[("Non-binary", 1)]));
        assert_eq!(population(&grouping, &[census, adults], None).groups[2].number, None);
    }

    #[test]
    fn those_who_stated_no_religion_are_left_out_and_said_so() {
        let grouping = Grouping::known("religion").unwrap();
        let mut figures: Numbers =
            grouping.ways[0].sums.iter().flatten().map(|category| (category.clone(), 1)).collect();
        figures.extend(numbers(&[("all", 20), ("not_stated", 9)]));
        let found = population(&grouping, &[(set("census", "religion", 2022, Base::PeopleAllAges), figures)], None);
        assert_eq!(found.numbers(), Some(vec![1, 1, 1, 1, 1, 6]));
        let words = found.counted.unwrap().base_words();
        assert_eq!(words.best(Language::English).0, "residents of all ages, those who stated one");
        assert!(words.get(Language::Gaelic).is_some());
    }

    #[test]
    fn households_and_people_are_never_in_one_population() {
        let grouping = Grouping::known("tenure").unwrap();
        let homes =
            numbers(&[("total_owned", 60), ("social_rented", 25), ("total_private_rented", 14), ("rent_free", 1)]);
        let people = numbers(&[("Care home", 5)]);
        let sets = [
            (set("census", "tenure", 2022, Base::Households), homes),
            (set("other", "tenure", 2023, Base::PeopleAllAges), people),
        ];
        let found = population(&grouping, &sets, None);
        assert_eq!(found.counted.as_ref().unwrap().base, Base::Households);
        assert_eq!((found.whole(), found.groups[4].number), (100, None));
    }
}
