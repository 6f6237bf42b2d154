//! The community bodies that took part by name: whether the same ones come again and again.
//!
//! Bodies act in public under their names, so that nothing has to be hidden and no pseudonym is needed. How evenly the
//! times are spread over them: section 1.7 of the project's facts on inclusion.

use std::collections::BTreeMap;

use super::ledger::Ledger;
use crate::{
    inclusion::concentration::{gini, herfindahl, lorenz_tenths, top_share},
    problem::Problem,
    text::one_line,
};

/// The most bodies of one engagement.
pub const BODIES_MOST: usize = 300;
/// The longest name of a body, in characters.
const NAME_LONGEST: usize = 120;
/// Of fewer bodies, or fewer engagements, no curve is drawn: it would say more than there is.
const LEAST: (usize, usize) = (5, 2);

/// The bodies of a year.
#[derive(Clone, Debug, PartialEq)]
pub struct Bodies {
    /// Every body with how many engagements it took part in: the most often first, then by name.
    pub times: Vec<(String, u64)>,
    /// The engagements that name any.
    pub engagements: usize,
    /// How evenly that is spread; none where there are too few to say.
    pub spread: Option<Spread>,
}

/// How evenly times are spread over bodies.
#[derive(Clone, Debug, PartialEq)]
pub struct Spread {
    /// The Gini coefficient among those that took part: 0 if all came alike often, near 1 if one came always.
    pub gini: f64,
    /// The share of all times that the most active tenth has, from 0 to 1.
    pub top_tenth: f64,
    /// How many bodies that came alike often would be as concentrated: 1 over the sum of squared shares.
    pub voices: f64,
    /// The Lorenz curve: the share of all times that the least active 0, 1 ... 10 tenths have.
    pub lorenz: Vec<f64>,
}

impl Bodies {
    /// Those that took part in two engagements or more.
    pub fn again(&self) -> usize {
        self.times.iter().filter(|(_, times)| *times > 1).count()
    }
}

impl Ledger {
    /// The bodies that took part by name; none where no engagement names any. Names that differ only in case count as
    /// one body, under the name that it had first.
    pub fn named_bodies(&self) -> Option<Bodies> {
        let mut all: BTreeMap<String, (String, u64)> = BTreeMap::new();
        let naming = self.entries.iter().filter(|entry| !entry.named.is_empty());
        for name in naming.clone().flat_map(|entry| &entry.named) {
            all.entry(name.to_lowercase()).or_insert_with(|| (name.clone(), 0)).1 += 1;
        }
        let mut times: Vec<(String, u64)> = all.into_values().collect();
        times.sort_by(|(a, often), (b, oftener)| oftener.cmp(often).then_with(|| a.cmp(b)));
        let engagements = naming.count();
        let enough = times.len() >= LEAST.0 && engagements >= LEAST.1;
        let spread = if enough { Spread::of(&times) } else { None };
        (engagements > 0).then_some(Bodies { times, engagements, spread })
    }
}

impl Spread {
    fn of(times: &[(String, u64)]) -> Option<Self> {
        let amounts: Vec<u64> = times.iter().map(|(_, times)| *times).collect();
        Some(Self {
            gini: gini(&amounts)?,
            top_tenth: top_share(&amounts, 0.1)?,
            voices: 1.0 / herfindahl(&amounts)?,
            lorenz: lorenz_tenths(&amounts)?,
        })
    }
}

/// The names in a field, one in each line; one that is there twice counts once. Kinds of problems: `body-long` and
/// `too-many-names` at `place`.
pub(super) fn names(place: &'static str, typed: &str, problems: &mut Vec<Problem>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let mut known = std::collections::BTreeSet::new();
    for (at, line) in typed.lines().enumerate() {
        let name = one_line(line);
        if name.chars().count() > NAME_LONGEST {
            problems.push(Problem::new(place, "body-long").about("line", at + 1).about("most", NAME_LONGEST));
            return names;
        }
        if !name.is_empty() && known.insert(name.to_lowercase()) {
            names.push(name);
        }
    }
    if names.len() > BODIES_MOST {
        problems.push(Problem::new(place, "too-many-names").about("most", BODIES_MOST));
    }
    names
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::{
        disclosure::Cell,
        engagement::{Method, Year, ledger::Entry},
        text::Text,
    };

    fn ledger(engagements: &[&[&str]]) -> Ledger {
        let entry = |named: &&[&str]| Entry {
            title: Text::english("Workshop"),
            method: Method::Workshop,
            from: date(2025, 5, 1),
            to: date(2025, 5, 1),
            people: Cell::Withheld,
            bodies: 0,
            named: named.iter().map(|name| (*name).to_owned()).collect(),
            conversations: 0,
            link: String::new(),
            comparisons: Vec::new(),
        };
        let entries = engagements.iter().map(entry).collect();
        Ledger { year: Year::of(date(2025, 5, 1)), names: Vec::new(), entries, recognised: None }
    }

    #[test]
    fn the_same_bodies_are_told_from_new_ones() {
        assert_eq!(ledger(&[&[], &[]]).named_bodies(), None);
        let few = ledger(&[&["A", "B", "C", "D", "E"], &[]]).named_bodies().unwrap();
        assert_eq!((few.engagements, few.again(), few.spread), (1, 0, None), "of one engagement nothing is said");
        let bodies = ledger(&[
            &["Port Glasgow Community Council", "Tail o’ the Bank", "Allotments"],
            &["Port Glasgow community council", "Youth Voice"],
            &["Port Glasgow Community Council", "Allotments", "Carers’ Centre"],
        ]);
        let bodies = bodies.named_bodies().unwrap();
        let shown: Vec<(&str, u64)> = bodies.times.iter().map(|(name, times)| (&**name, *times)).collect();
        let once = [("Carers’ Centre", 1), ("Tail o’ the Bank", 1), ("Youth Voice", 1)];
        assert_eq!(shown[..2], [("Port Glasgow Community Council", 3), ("Allotments", 2)]);
        assert_eq!(shown[2..], once);
        assert_eq!((bodies.again(), bodies.engagements), (2, 3));
        // By hand: sorted 1 1 1 2 3 of sum 8, (-4 - 2 + 0 + 2*2 + 4*3) / (5 * 8) = 0.25; half of the first of 5 has 1.5 of 8.
        let spread = bodies.spread.unwrap();
        assert!((spread.gini - 0.25).abs() < 1e-12 && (spread.top_tenth - 1.5 / 8.0).abs() < 1e-12, "{spread:?}");
        assert!((spread.voices - 64.0 / 16.0).abs() < 1e-12);
        assert_eq!((spread.lorenz.len(), spread.lorenz[10]), (11, 1.0));
    }

    #[test]
    fn lines_are_names() {
        let read = |typed: &str| {
            let mut problems = Vec::new();
            let names = names("named", typed, &mut problems);
            (names, problems)
        };
        assert_eq!(read(" A  b \r\n\n a B\nC").0, ["A b", "C"]);
        let long = read(&format!("A\n{}", "x".repeat(121))).1;
        assert_eq!((&*long[0].kind, long.len()), ("body-long", 1));
        let many: Vec<String> = (0..301).map(|n| n.to_string()).collect();
        assert_eq!(&*read(&many.join("\n")).1[0].kind, "too-many-names");
    }
}
