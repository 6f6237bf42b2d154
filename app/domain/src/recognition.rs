//! The usual suspects: people who agreed to be recognised from one engagement to the next, and what may be shown of how
//! evenly taking part is spread over them.
//!
//! They come under pseudonyms. Measures and edge cases are those of section 1.7 of the project's facts on inclusion;
//! shares are whole percentages of at least fifty people, counts are rounded like all others.

use serde::{Deserialize, Serialize};

use crate::{
    disclosure::{Cell, Dimension, Kind, NotATable, Percent, Policy, RawTable, RecordKey, SafeTable, protect},
    inclusion::concentration::{Visit, gini, habits, lorenz_tenths, top_share},
    problem::Problem,
    text::{fold, one_line},
};

/// The bands of ages that somebody may say, as elsewhere.
pub const AGES: [&str; 7] = ["16_24", "25_34", "35_44", "45_54", "55_64", "65_74", "75_over"];

/// The longest contact, in characters.
const LONGEST: usize = 200;
/// The fewest digits of a phone number.
const DIGITS_LEAST: usize = 10;

/// An e-mail address or a phone number in the one form in which it is the same however it was typed. It exists while a
/// pseudonym is worked out and is never stored.
///
/// # Errors
/// `contact` at the place when it is neither.
pub fn contact(place: &str, typed: &str) -> Result<String, Problem> {
    let line = one_line(typed);
    let wrong = || Problem::new(place, "contact");
    if line.chars().count() > LONGEST {
        return Err(wrong());
    }
    if line.contains('@') {
        let address = crate::account::Address::parse(place, &line).map_err(|_| wrong())?;
        return Ok(format!("mail:{}", address.folded()));
    }
    let unexpected = |letter: char| !letter.is_ascii_digit() && !"+() -.".contains(letter);
    let digits: String = line.chars().filter(char::is_ascii_digit).collect();
    if line.contains(unexpected) || digits.len() < DIGITS_LEAST || digits.len() > 15 {
        return Err(wrong());
    }
    // 0131 ... and +44 131 ... are one number.
    let national =
        digits.strip_prefix("0044").or_else(|| digits.strip_prefix("44")).or_else(|| digits.strip_prefix('0'));
    Ok(match national {
        Some(national) => format!("phone:44{}", national.trim_start_matches('0')),
        None => format!("phone:{digits}"),
    })
}

/// Somebody in one engagement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// Their pseudonym.
    pub pseudonym: Vec<u8>,
    /// Which engagement, in the order of time.
    pub engagement: usize,
    /// Their band of ages, if they said it; empty otherwise.
    pub age: String,
}

/// What may be shown of a year.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Figures {
    /// How many people let themselves be recognised.
    pub people: Cell,
    /// How unevenly taking part is spread over them, from 0 to 1 in hundredths; of at least fifty people.
    pub gini: Option<f64>,
    /// The share of all taking part that the least active 0, 1 ... 10 tenths have, in whole percent.
    pub lorenz: Vec<u8>,
    /// The share that the most active tenth has, in whole percent.
    pub top_tenth: Option<u8>,
    /// People who took part more than once, in percent of all.
    pub repeaters: Percent,
    /// For each engagement, by its place: who had not been seen before in the year, and who had.
    pub engagements: Vec<SafeTable>,
    /// By bands of ages: who took part once, and who more often.
    pub ages: SafeTable,
}

/// The figures of these, in so many engagements.
///
/// # Errors
/// When there are more engagements or bands than a table holds, which there never are.
pub fn figures(seen: &[Seen], engagements: usize, policy: &Policy) -> Result<Figures, NotATable> {
    let mut pseudonyms: Vec<&[u8]> = seen.iter().map(|one| one.pseudonym.as_slice()).collect();
    pseudonyms.sort_unstable();
    pseudonyms.dedup();
    let person = |one: &Seen| pseudonyms.binary_search(&one.pseudonym.as_slice()).unwrap_or(0);
    let visits: Vec<Visit> =
        seen.iter().map(|one| Visit { person: person(one), engagement: one.engagement, contributions: 1 }).collect();
    let habits = habits(&visits);
    let mut first = vec![usize::MAX; pseudonyms.len()];
    let mut times = vec![0_u64; pseudonyms.len()];
    let mut ages: Vec<Option<usize>> = vec![None; pseudonyms.len()];
    for (visit, one) in visits.iter().zip(seen) {
        first[visit.person] = first[visit.person].min(visit.engagement);
        times[visit.person] += 1;
        let age = AGES.iter().position(|age| *age == one.age);
        ages[visit.person] = ages[visit.person].or(age);
    }
    let key = |person: usize| {
        let mut eight = [0; 8];
        eight.iter_mut().zip(pseudonyms[person]).for_each(|(byte, own)| *byte = *own);
        RecordKey::new(eight)
    };
    let often = || dimension("often", Kind::Answer, &["once", "more"]);
    let mut by_age = RawTable::new(vec![dimension("age", Kind::Group, &AGES), often()])?;
    let mut all = RawTable::new(vec![often()])?;
    for person in 0..pseudonyms.len() {
        let more = usize::from(times[person] > 1);
        // Both places are in their tables.
        let _ = all.add(key(person), &[Some(more)]);
        let _ = by_age.add(key(person), &[ages[person], Some(more)]);
    }
    let mut of_engagements = Vec::with_capacity(engagements);
    for at in 0..engagements {
        let mut table = RawTable::new(vec![dimension("seen", Kind::Answer, &["new", "again"])])?;
        for visit in visits.iter().filter(|visit| visit.engagement == at) {
            let _ = table.add(key(visit.person), &[Some(usize::from(first[visit.person] < at))]);
        }
        of_engagements.push(protect(&table, policy));
    }
    let all = protect(&all, policy);
    let shown = all.base().published().is_some_and(|people| people >= policy.limits().percentage_base);
    let amounts = habits.by_person.as_slice();
    let of_enough = |value: Option<f64>| value.filter(|_| shown);
    let percent = |share: f64| whole_percent(share);
    Ok(Figures {
        people: all.base(),
        gini: of_enough(gini(amounts)).map(|gini| (gini * 100.0).round() / 100.0),
        lorenz: lorenz_tenths(amounts).filter(|_| shown).unwrap_or_default().into_iter().map(percent).collect(),
        top_tenth: of_enough(top_share(amounts, 0.1)).map(percent),
        repeaters: all.percent(&[Some(1)], 0),
        engagements: of_engagements,
        ages: protect(&by_age, policy),
    })
}

fn whole_percent(share: f64) -> u8 {
    // A share lies from 0 to 1.
    (0..=100)
        .min_by(|a: &u8, b: &u8| {
            let far = |percent: u8| (f64::from(percent) - share * 100.0).abs();
            far(*a).total_cmp(&far(*b))
        })
        .unwrap_or(0)
}

fn dimension(code: &str, kind: Kind, categories: &[&str]) -> Dimension {
    let categories = categories.iter().map(|&category| category.to_owned()).collect();
    Dimension { code: code.to_owned(), categories, kind }
}

/// A band of ages as it was said; empty where it is none.
pub fn age(typed: &str) -> String {
    let typed = fold(typed);
    AGES.iter().find(|age| **age == typed).map_or_else(String::new, |age| (*age).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_contact_is_the_same_however_it_is_typed() {
        for (typed, kept) in [
            (" Ann@Example.org ", "mail:ann@example.org"),
            ("0131 496 0000", "phone:441314960000"),
            ("+44 (0)131 496-0000", "phone:441314960000"),
            ("0044 131 496 0000", "phone:441314960000"),
            ("+353 1 496 00000", "phone:353149600000"),
        ] {
            assert_eq!(contact("contact", typed).as_deref(), Ok(kept));
        }
        for wrong in ["", "Ann", "ann@", "123", "0131 496 0000 x5", &"1".repeat(16), &"a@b.example".repeat(30)] {
            assert_eq!(contact("contact", wrong).unwrap_err().kind, "contact", "{wrong}");
        }
    }

    fn seen(person: u32, engagement: usize, age: &str) -> Seen {
        let pseudonym = person.wrapping_mul(0x9e37_79b9).to_be_bytes().repeat(4);
        Seen { pseudonym, engagement, age: age.to_owned() }
    }

    #[test]
    fn the_usual_suspects_are_seen_and_nobody_else() {
        // A hundred in the first engagement, a hundred in the second, of whom forty were in the first.
        let mut all: Vec<Seen> = (0..100).map(|person| seen(person, 0, "16_24")).collect();
        all.extend((60..160).map(|person| seen(person, 1, if person < 110 { "" } else { "75_over" })));
        let found = figures(&all, 2, &Policy::default()).unwrap();
        assert_eq!(found.people, Cell::Published(160));
        assert_eq!((found.repeaters, found.top_tenth), (Percent::Whole(25), Some(16)));
        assert_eq!((found.lorenz.len(), found.lorenz[0], found.lorenz[10]), (11, 0, 100));
        assert_eq!(found.gini, Some(0.15));
        let of = |at: usize| found.engagements[at].count(&[Some(1)]).published();
        assert_eq!((of(0), of(1)), (Some(0), Some(40)));
        assert_eq!(found.engagements[1].percent(&[Some(0)], 0), Percent::Whole(60));
        assert_eq!(found.ages.count(&[Some(0), None]).published(), Some(100));
        let text = serde_json::to_string(&found).unwrap();
        assert_eq!(serde_json::from_str::<Figures>(&text).unwrap(), found);
    }

    #[test]
    fn few_people_show_nothing() {
        let all: Vec<Seen> = (0..9).map(|person| seen(person, 0, "16_24")).collect();
        let found = figures(&all, 1, &Policy::default()).unwrap();
        assert_eq!((found.people, found.gini, found.top_tenth), (Cell::Withheld, None, None));
        assert!(found.lorenz.is_empty() && found.engagements[0].base().published().is_none());
        let found = figures(&[], 0, &Policy::default()).unwrap();
        assert_eq!((found.people, found.repeaters), (Cell::Withheld, Percent::Withheld));
        let some: Vec<Seen> = (0..40).map(|person| seen(person, 0, "")).collect();
        let found = figures(&some, 1, &Policy::default()).unwrap();
        assert_eq!((found.people, found.gini), (Cell::Published(40), None));
    }
}
