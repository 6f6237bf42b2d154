//! The ledger of a year: every engagement with who took part, and what they show together.
//!
//! Everything in it is made of published counts, so that a ledger can be stored, shown and sent as it is. Inclusiveness
//! is a property of a year and not of one survey: the ledger shows which groups were missing again and again.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Method, Year};
use crate::{
    disclosure::Cell,
    inclusion::{
        Comparison, Count, Representation, Verdict,
        representation::{Tolerance, measure},
    },
    outreach::GroupRef,
    place::DEPRIVATION,
    recognition::Figures,
    text::Text,
};

/// The most groups that are shown for every engagement.
const FOCUS_MOST: usize = 3;

/// What a characteristic and its groups are called, as it was when the ledger was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    /// The code of the characteristic.
    pub code: String,
    /// What it is called.
    pub title: Text,
    /// Whom its figures count, where they come from, of which day and under which licence.
    pub source: String,
    /// Its groups.
    pub groups: Vec<NamedGroup>,
}

/// What a group is called.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NamedGroup {
    /// Its code.
    pub code: String,
    /// Its label: "16 to 24".
    pub label: Text,
    /// Its words in a sentence: "people aged 16 to 24".
    pub phrase: Text,
}

/// One engagement.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// What it is called.
    pub title: Text,
    /// How people took part.
    pub method: Method,
    /// Its first day.
    pub from: Date,
    /// Its last day.
    pub to: Date,
    /// How many persons took part.
    pub people: Cell,
    /// How many organisations answered as such.
    pub bodies: u64,
    /// Those of them that came under their names.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub named: Vec<String>,
    /// How many groups sent what they said together.
    pub conversations: u64,
    /// Where it can be read: a path of this site or an address elsewhere; may be empty.
    pub link: String,
    /// Who took part against who lives here, for every characteristic that was asked.
    pub comparisons: Vec<Comparison>,
}

/// A year of engagements.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Ledger {
    /// Which year.
    pub year: Year,
    /// What groups are called.
    pub names: Vec<Named>,
    /// The engagements by their last day.
    pub entries: Vec<Entry>,
    /// People who let themselves be recognised, where there are any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recognised: Option<Figures>,
}

/// How often a group was missing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Often {
    /// Engagements in which clearly fewer of the group took part than their share.
    pub fewer: usize,
    /// Engagements in which clearly more did.
    pub more: usize,
    /// Engagements of which something can be said.
    pub of: usize,
}

impl Entry {
    /// A group in this engagement; none where its characteristic was not asked.
    pub fn group(&self, of: &GroupRef) -> Option<&crate::inclusion::Compared> {
        let comparison = self.comparisons.iter().find(|one| one.code == of.characteristic)?;
        comparison.groups.iter().find(|group| group.code == of.group)
    }

    fn verdict(&self, of: &GroupRef) -> Option<Verdict> {
        self.group(of)?.figures?.verdict
    }
}

impl Ledger {
    /// How many times somebody took part, as far as it is published. Whoever took part twice counts twice.
    pub fn times(&self) -> u64 {
        self.entries.iter().filter_map(|entry| entry.people.published()).sum()
    }

    /// What a characteristic and its groups are called.
    pub fn named(&self, characteristic: &str) -> Option<&Named> {
        self.names.iter().find(|one| one.code == characteristic)
    }

    /// What a group is called.
    pub fn named_group(&self, group: &GroupRef) -> Option<&NamedGroup> {
        self.named(&group.characteristic)?.groups.iter().find(|one| one.code == group.group)
    }

    /// How often a group was missing.
    pub fn often(&self, group: &GroupRef) -> Often {
        self.entries.iter().filter_map(|entry| entry.verdict(group)).fold(Often::default(), |often, verdict| Often {
            fewer: often.fewer + usize::from(verdict.is_missing()),
            more: often.more + usize::from(matches!(verdict, Verdict::More | Verdict::FarMore)),
            of: often.of + usize::from(verdict.claims()),
        })
    }

    /// The groups to look at: of each characteristic the one that was missing most often, or else that has least people
    /// for its share; deprivation first, as the law asks for, then those that were missing most often.
    pub fn focus(&self) -> Vec<GroupRef> {
        let mut best: Vec<(bool, Often, GroupRef)> = Vec::new();
        for named in self.names.iter().filter(|named| named.code != "locality") {
            let groups = named.groups.iter().map(|group| {
                let group = GroupRef { characteristic: named.code.clone(), group: group.code.clone() };
                (self.often(&group), self.pooled(&group).and_then(|pooled| pooled.ratio).unwrap_or(1.0), group)
            });
            let of_one = groups
                .filter(|(often, ..)| often.of > 0)
                .min_by(|(a, ratio_a, _), (b, ratio_b, _)| b.fewer.cmp(&a.fewer).then(ratio_a.total_cmp(ratio_b)));
            best.extend(of_one.map(|(often, _, group)| (named.code == DEPRIVATION, often, group)));
        }
        best.sort_by(|(a_first, a, _), (b_first, b, _)| {
            b_first.cmp(a_first).then(b.fewer.cmp(&a.fewer)).then(b.of.cmp(&a.of))
        });
        best.into_iter().take(FOCUS_MOST).map(|(_, _, group)| group).collect()
    }

    /// A group in all engagements of the year taken together: who came against who lives here. Whoever came twice counts
    /// twice, so that the interval is somewhat too short. `None` where nothing is published of it.
    pub fn pooled(&self, group: &GroupRef) -> Option<Representation> {
        let (mut own, mut whole) = (Count::default(), Count::default());
        for entry in &self.entries {
            let Some(comparison) = entry.comparisons.iter().find(|one| one.code == group.characteristic) else {
                continue;
            };
            let found = comparison.groups.iter().find(|one| one.code == group.group);
            let counts = found.and_then(|one| Some((one, one.participants.published()?, comparison.said.published()?)));
            let Some((one, participants, said)) = counts else { continue };
            own.participants += participants.min(said);
            whole.participants += said;
            // The area is the same in all of them: the newest figures count.
            own.population = one.population;
            whole.population = comparison.groups.iter().map(|one| one.population).sum();
        }
        (whole.participants > 0 && whole.population > 0).then(|| measure(own, whole))
    }

    /// What may be said of a group in the year as a whole.
    pub fn verdict(&self, group: &GroupRef) -> Option<Verdict> {
        self.pooled(group)?.verdict(&Tolerance::default())
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::inclusion::{Characteristic, Group, compare_all};

    fn group(characteristic: &str, group: &str) -> GroupRef {
        GroupRef { characteristic: characteristic.to_owned(), group: group.to_owned() }
    }

    fn characteristic(code: &str, counts: &[Option<u64>]) -> Characteristic {
        let cell = |count: Option<u64>| count.map_or(Cell::Withheld, Cell::Published);
        let one = |(at, count): (usize, &Option<u64>)| Group {
            code: (at + 1).to_string(),
            participants: cell(*count),
            population: 1000,
        };
        let said = counts.iter().flatten().sum();
        Characteristic {
            code: code.to_owned(),
            groups: counts.iter().enumerate().map(one).collect(),
            said: cell(Some(said)),
            did_not_say: cell(Some(0)),
        }
    }

    fn entry(people: Option<u64>, characteristics: &[Characteristic]) -> Entry {
        Entry {
            title: Text::english("One"),
            method: Method::Workshop,
            from: date(2025, 5, 1),
            to: date(2025, 5, 2),
            people: people.map_or(Cell::Withheld, Cell::Published),
            bodies: 0,
            named: Vec::new(),
            conversations: 0,
            link: String::new(),
            comparisons: compare_all(characteristics, &Tolerance::default()),
        }
    }

    fn ledger(entries: Vec<Entry>) -> Ledger {
        let named = |code: &str| Named {
            code: code.to_owned(),
            title: Text::english(code),
            source: String::new(),
            groups: ["1", "2"]
                .map(|group| NamedGroup {
                    code: group.to_owned(),
                    label: Text::english(group),
                    phrase: Text::english(group),
                })
                .into(),
        };
        Ledger {
            year: Year::of(date(2025, 5, 1)),
            names: ["age", "sex", "deprivation"].map(named).into(),
            entries,
            recognised: None,
        }
    }

    #[test]
    fn groups_that_are_missing_again_and_again_are_found() {
        let skewed = || {
            vec![characteristic("age", &[Some(300), Some(100)]), characteristic("deprivation", &[Some(200), Some(200)])]
        };
        let few = vec![characteristic("age", &[Some(5), Some(10)]), characteristic("sex", &[None, Some(30)])];
        let ledger =
            ledger(vec![entry(Some(410), &skewed()), entry(Some(400), &skewed()), entry(None, &few), entry(None, &[])]);
        assert_eq!(ledger.times(), 810);
        assert_eq!(ledger.often(&group("age", "2")), Often { fewer: 2, more: 0, of: 2 });
        assert_eq!(ledger.often(&group("age", "1")), Often { fewer: 0, more: 2, of: 2 });
        assert_eq!(ledger.often(&group("age", "nobody")), Often::default());
        assert_eq!(ledger.focus()[..2], [group("deprivation", "1"), group("age", "2")]);
        assert_eq!(ledger.verdict(&group("age", "2")), Some(Verdict::FarFewer));
        // What is withheld is in no sum, neither above nor below.
        let pooled = ledger.pooled(&group("sex", "2")).unwrap();
        assert_eq!((pooled.ratio, ledger.pooled(&group("sex", "1"))), (Some(2.0), None));
        let pooled = ledger.pooled(&group("age", "2")).unwrap();
        assert!((pooled.share.unwrap() - 210.0 / 815.0).abs() < 1e-12);
    }

    #[test]
    fn a_ledger_is_stored_and_read_back() {
        let ledger = ledger(vec![entry(Some(410), &[characteristic("age", &[Some(300), None])])]);
        let text = serde_json::to_string(&ledger).unwrap();
        assert!(text.contains("\"withheld\""));
        let read: Ledger = serde_json::from_str(&text).unwrap();
        assert_eq!((&read.names, read.entries[0].people), (&ledger.names, ledger.entries[0].people));
        assert_eq!(read.pooled(&group("age", "1")), ledger.pooled(&group("age", "1")));
    }

    #[test]
    fn an_empty_year_says_nothing() {
        let ledger = ledger(Vec::new());
        assert_eq!((ledger.times(), ledger.focus().len()), (0, 0));
        assert_eq!(ledger.verdict(&group("age", "1")), None);
    }
}
