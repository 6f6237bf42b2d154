//! Groupings: for each characteristic, the ordered groups in which people are compared on pages.
//!
//! A group has words for a label and for the middle of a sentence, the codes of answers that belong to it, and the
//! categories of figures that add up to it. A table may be finer in one place than in another (age by sex is known for
//! councils, but not for data zones), so there can be several ways to add up; the first that the figures allow is taken,
//! for all groups alike.

mod known;

use serde::{Deserialize, Serialize};

use super::figure::{self, ALL, Base, Numbers};
use crate::text::Text;

/// One group of people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    /// Its code, such as `16_24`.
    pub code: String,
    /// Its label in a table or a chart: "16 to 24".
    pub label: Text,
    /// Its words inside a sentence: "people aged 16 to 24".
    pub phrase: Text,
    /// The answers that belong to it, by what a choice counts as, or by the class of a data zone.
    pub counts_as: Vec<String>,
}

/// One way to add figures up to groups.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Way {
    /// Whom the sums count; none means whom the set counts.
    pub base: Option<Base>,
    /// Whether those who stated nothing are left out of the sums.
    pub stated_only: bool,
    /// For each group, the categories that add up to it.
    pub sums: Vec<Vec<String>>,
}

/// The groups of a characteristic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grouping {
    /// The code of the characteristic.
    pub characteristic: String,
    /// What it is called: "Age".
    pub title: Text,
    /// The groups, in their natural order.
    pub groups: Vec<Group>,
    /// The ways to add up, the best first.
    pub ways: Vec<Way>,
}

impl Grouping {
    /// The codes of the characteristics whose groups are known here, in the order in which pages show them.
    pub const KNOWN: [&str; 7] =
        ["age", "sex", "disability", "ethnic_group", "religion", super::DEPRIVATION, super::TENURE];

    /// The groups of a known characteristic.
    pub fn known(characteristic: &str) -> Option<Self> {
        known::grouping(characteristic)
    }

    /// One group for each class or category, in the order of numbers and then of letters: a classification or a table
    /// that was imported.
    pub fn of_classes<'a>(characteristic: &str, title: &str, classes: impl IntoIterator<Item = &'a str>) -> Self {
        let mut classes: Vec<&str> = classes.into_iter().filter(|class| *class != ALL).collect();
        classes.sort_by_key(|class| (leading_number(class), *class));
        classes.dedup();
        Self {
            characteristic: characteristic.to_owned(),
            title: Text::english(title),
            groups: classes.iter().map(|class| Group::of_class(title, class)).collect(),
            ways: vec![Way {
                base: None,
                stated_only: false,
                sums: classes.into_iter().map(|class| vec![class.to_owned()]).collect(),
            }],
        }
    }

    /// The group that an answer belongs to, by its place in the order.
    pub fn group_of(&self, counts_as: &str) -> Option<usize> {
        self.groups.iter().position(|group| group.counts_as.iter().any(|code| code == counts_as))
    }

    /// The first acceptable way that these figures allow, with the sums of the groups.
    pub fn add_up(&self, numbers: &Numbers, accepted: impl Fn(&Way) -> bool) -> Option<(&Way, Vec<u64>)> {
        let add = |categories: &Vec<String>| {
            let found = categories.iter().map(|category| numbers.get(category).copied());
            found.sum::<Option<u64>>()
        };
        self.ways.iter().filter(|way| accepted(way)).find_map(|way| {
            let sums: Option<Vec<u64>> = way.sums.iter().map(add).collect();
            sums.filter(|sums| !sums.is_empty()).map(|sums| (way, sums))
        })
    }

    /// Whether a category of figures is one that the groups are added up from.
    pub fn knows(&self, category: &str) -> bool {
        category == ALL
            || self.ways.iter().flat_map(|way| &way.sums).flatten().any(|known| known == category)
            || self.groups.iter().any(|group| group.counts_as.iter().any(|code| code == category))
    }
}

impl Group {
    /// The group of a class that has nothing but its name.
    pub fn of_class(title: &str, class: &str) -> Self {
        let code = figure::code_of(class);
        let code = if code.is_empty() { "class".to_owned() } else { code };
        let mut counts_as = vec![class.to_owned()];
        if code != class {
            counts_as.push(code.clone());
        }
        Self {
            code,
            label: Text::english(class),
            phrase: Text::both(format!("people in “{class}” ({title})"), format!("daoine ann an “{class}” ({title})")),
            counts_as,
        }
    }
}

fn leading_number(class: &str) -> u64 {
    let digits: String = class.chars().take_while(char::is_ascii_digit).take(18).collect();
    digits.parse().unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::text::Language;

    fn numbers(pairs: &[(&str, u64)]) -> Numbers {
        pairs.iter().map(|(category, number)| ((*category).to_owned(), *number)).collect()
    }

    #[test]
    fn every_known_group_has_words_in_both_languages_and_answers_of_its_own() {
        for characteristic in Grouping::KNOWN {
            let grouping = Grouping::known(characteristic).unwrap();
            assert_eq!(grouping.characteristic, characteristic);
            let mut seen = BTreeSet::new();
            for group in &grouping.groups {
                for language in Language::ALL {
                    for words in [&grouping.title, &group.label, &group.phrase] {
                        assert!(words.get(language).is_some(), "{characteristic}.{} in {language}", group.code);
                    }
                }
                assert!(group.counts_as.iter().all(|code| seen.insert(code.clone())), "{characteristic}");
            }
            for way in &grouping.ways {
                assert_eq!(way.sums.len(), grouping.groups.len(), "{characteristic}");
            }
        }
        assert_eq!(Grouping::known("shoe_size"), None);
    }

    #[test]
    fn sex_is_of_adults_where_its_ages_are_known() {
        let sex = Grouping::known("sex").unwrap();
        let mut figures = numbers(&[("female", 500), ("male", 450)]);
        let (way, sums) = sex.add_up(&figures, |_| true).unwrap();
        assert_eq!((way.base, sums), (Some(Base::PeopleAllAges), vec![500, 450]));
        let ages = sex.ways[0].sums.iter().flatten().cloned();
        figures.extend(ages.map(|category| (category, 10)));
        let (way, sums) = sex.add_up(&figures, |_| true).unwrap();
        assert_eq!((way.base, sums), (Some(Base::People16AndOver), vec![160, 160]));
        figures.remove("male:85+");
        assert_eq!(sex.add_up(&figures, |_| true).unwrap().1, [500, 450]);
    }

    #[test]
    fn published_subtotals_come_before_sums() {
        let groups = Grouping::known("ethnic_group").unwrap();
        let parts = [
            "white_scottish",
            "white_british",
            "white_irish",
            "gypsy_traveller",
            "white_polish",
            "other_white",
            "mixed",
            "pakistani",
            "indian",
            "bangladeshi",
            "chinese",
            "other_asian",
            "african",
            "other_african",
            "caribbean",
            "black",
            "other_caribbean_black",
            "arab",
            "other_ethnic",
        ];
        let mut figures = numbers(&parts.map(|part| (part, 1)));
        assert_eq!(groups.add_up(&figures, |_| true).unwrap().1, [1, 1, 4, 5, 5, 3]);
        figures.extend(numbers(&[
            ("total_asian", 7),
            ("total_african", 4),
            ("total_caribbean_black", 2),
            ("total_other", 9),
        ]));
        assert_eq!(groups.add_up(&figures, |_| true).unwrap().1, [1, 1, 4, 7, 6, 10]);
        for part in parts {
            assert!(groups.group_of(part).is_some(), "{part}");
        }
    }

    #[test]
    fn other_classifications_have_one_group_for_each_class() {
        let classes = ["10 Islands", "2 Other urban areas", "1 Large urban areas", "all", "Sea", "Sea"];
        let grouping = Grouping::of_classes("urban_rural", "Urban and rural", classes);
        let codes: Vec<&str> = grouping.groups.iter().map(|group| group.code.as_str()).collect();
        assert_eq!(codes, ["1_large_urban_areas", "2_other_urban_areas", "10_islands", "sea"]);
        assert_eq!(grouping.group_of("2 Other urban areas"), Some(1));
        assert_eq!(grouping.group_of("10_islands"), Some(2));
        assert_eq!(Grouping::of_classes("x", "X", []).add_up(&Numbers::new(), |_| true), None);
    }
}
