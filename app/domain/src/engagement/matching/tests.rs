//! Columns that are guessed, what is asked where that does not do, and the counts that follow.

use super::*;
use crate::{
    disclosure::{Cell, Policy, protect},
    engagement::sieve::Sieve,
};

fn characteristic(code: &str, names: &[&str], of_places: bool, groups: &[(&str, &[&str])]) -> Characteristic {
    let owned = |words: &[&str]| words.iter().map(|&word| word.to_owned()).collect();
    let group = |(code, names): &(&str, &[&str])| Group { code: (*code).to_owned(), names: owned(names) };
    let groups = groups.iter().map(group).collect();
    Characteristic { code: code.to_owned(), names: owned(names), groups, of_places }
}

fn known() -> Vec<Characteristic> {
    vec![
        characteristic(
            "age",
            &["Age", "Aois"],
            false,
            &[("16_24", &["16 to 24", "16 gu 24"]), ("25_74", &["25 to 74"]), ("75_over", &["75 and over"])],
        ),
        characteristic("sex", &["Sex"], false, &[("female", &["Female", "women"]), ("male", &["Male", "men"])]),
        characteristic(
            "deprivation",
            &["Deprivation of the area"],
            true,
            &[("1", &["Most deprived fifth", "1"]), ("5", &["Least deprived fifth", "5"])],
        ),
    ]
}

fn is_known(word: &str) -> bool {
    known().iter().any(|one| group_of(one, word).is_some())
}

fn sifted(headers: &[&str], rows: &[Vec<&str>]) -> Sifted {
    let headers: Vec<String> = headers.iter().map(|&header| header.to_owned()).collect();
    let mut sieve = Sieve::new(&headers);
    for (at, row) in rows.iter().enumerate() {
        sieve.record((at as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15), row.iter().copied());
    }
    sieve.finish(is_known)
}

#[test]
fn columns_and_words_are_guessed() {
    let rows = [
        vec!["16–24", "Woman", "1", "x", "As an individual", "Prefer not to say"],
        vec!["75 and over", "M", "5", "y", "For an organisation", "Male"],
        vec!["25 to 74", "Male", "1", "x", "As an individual", "women"],
        vec!["Prefer not to say", "NA", "2", "x", "As a group", "Male"],
    ];
    let rows: Vec<Vec<&str>> = rows.iter().chain(&rows).cloned().collect();
    let sifted = sifted(&["Age band", "Q2", "deprivation", "Q9", "How do you answer?", "Sex"], &rows);
    let guessed = guess(&sifted, &known());
    let about: Vec<&str> = guessed.iter().map(|meaning| meaning.about.as_str()).collect();
    // The second column about sex is left out: one of them must be chosen.
    assert_eq!(about, ["age", "sex", "deprivation", "-", "#who", "-"]);
    assert_eq!(guessed[0].values, ["16_24", "75_over", "25_74", "-"]);
    assert_eq!(guessed[1].values, ["female", "male", "male"]);
    assert_eq!(guessed[2].values, ["1", "5", ""]);
    assert_eq!(guessed[4].values, ["person", "body", "conversation"]);
}

#[test]
fn what_is_not_known_is_asked() {
    let rows = [vec!["Female", "1"], vec!["Other", "3"], vec!["Female", "1"], vec!["Other", "3"]];
    let sifted = sifted(&["Sex", "deprivation"], &rows);
    let mut meanings = guess(&sifted, &known());
    let places = |meanings: &[Meaning]| match check(&sifted, meanings, &known()) {
        Ok(()) => Vec::new(),
        Err(problems) => problems.into_iter().map(|one| (one.place, one.kind.into_owned())).collect::<Vec<_>>(),
    };
    let unknown = |place: &str| (place.to_owned(), "value-unknown".to_owned());
    assert_eq!(places(&meanings), [unknown("value-0-1"), unknown("value-1-1")]);
    meanings[0].values[1] = DID_NOT_SAY.to_owned();
    meanings[1].about = "sex".to_owned();
    assert_eq!(places(&meanings), [("column-1".to_owned(), "column-twice".to_owned())]);
    meanings[1].about = PLACE.to_owned();
    assert_eq!(places(&meanings), [("column-1".to_owned(), "column-unfit".to_owned())]);
    meanings[1].about = "shoe size".to_owned();
    assert_eq!(places(&meanings), [("column-1".to_owned(), "column-unfit".to_owned())]);
    meanings[1].about = LEFT_OUT.to_owned();
    assert!(places(&meanings).is_empty());
    meanings[0].about = LEFT_OUT.to_owned();
    assert_eq!(places(&meanings), [("column-0".to_owned(), "columns-none".to_owned())]);
}

/// The rounded counts of one table: of each group, of all who said, of those who did not.
fn shown(table: &RawTable) -> (Vec<u64>, u64, u64) {
    let safe = protect(table, &Policy::default());
    let count = |cell: Cell| cell.published().unwrap_or(u64::MAX);
    let groups = (0..table.dimensions()[0].categories.len()).map(|at| count(safe.count(&[Some(at)])));
    (groups.collect(), count(safe.base()), count(safe.did_not_say(0)))
}

#[test]
fn persons_are_counted_and_organisations_apart() {
    let row = |at: usize| match at {
        0..20 => vec!["22", "S01010891", "person"],
        20..50 => vec!["40", "S01010892", "person"],
        50..60 => vec!["80", "S01010892", "person"],
        60..70 => vec!["12", "S01012345", "person"],
        70..80 => vec!["NA", "", "person"],
        80..83 => vec!["50", "S01010891", "organisation"],
        _ => vec!["50", "S01010891", "group"],
    };
    let rows: Vec<Vec<&str>> = (0..85).map(row).collect();
    let sifted = sifted(&["Age", "Zone", "Who"], &rows);
    let classes = [("S01010891", "1"), ("S01010892", "5")].map(|(zone, class)| (zone.to_owned(), class.to_owned()));
    let classes = BTreeMap::from([("deprivation".to_owned(), classes.into())]);
    let meanings = guess(&sifted, &known());
    check(&sifted, &meanings, &known()).unwrap();
    let counted = count(&sifted, &meanings, &known(), &classes).unwrap();
    assert_eq!((counted.bodies, counted.conversations, counted.outside), (3, 2, 10));
    // Multiples of five are rounded to themselves.
    assert_eq!(shown(&counted.people), (vec![80], 80, 0));
    assert_eq!(shown(&counted.tables["age"]), (vec![20, 30, 10], 60, 20));
    assert_eq!(shown(&counted.tables["deprivation"]), (vec![20, 40], 60, 20));
    assert!(!counted.tables.contains_key("sex"));
}
