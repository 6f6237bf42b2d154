//! Scales that many questions share. Their codes are the numbers by which they are compared between waves.

use std::collections::BTreeMap;

use super::{Coded, list};
use crate::survey::Choice;

/// Strongly disagree to strongly agree.
pub(super) const A5: &str = "a5";
/// Never to always.
pub(super) const F5: &str = "f5";
/// Not at all to very much.
pub(super) const I5: &str = "i5";
/// No skill to very good.
pub(super) const S5: &str = "s5";
/// 0 to 10, for the lines of a matrix.
pub(super) const E10: &str = "e10";

const AGREE: [Coded; 5] = [
    ("1", "Strongly disagree", "Tha mi a’ dol gu làidir na aghaidh"),
    ("2", "Disagree", "Tha mi a’ dol na aghaidh"),
    ("3", "Neither", "Chan eil mi leis no na aghaidh"),
    ("4", "Agree", "Tha mi ag aontachadh"),
    ("5", "Strongly agree", "Tha mi ag aontachadh gu làidir"),
];

const OFTEN: [Coded; 5] = [
    ("1", "Never", "Chan ann uair sam bith"),
    ("2", "Rarely", "Ainneamh"),
    ("3", "Sometimes", "Uaireannan"),
    ("4", "Often", "Gu tric"),
    ("5", "Always", "An-còmhnaidh"),
];

const MUCH: [Coded; 5] = [
    ("1", "Not at all", "Chan ann idir"),
    ("2", "A little", "Beagan"),
    ("3", "Somewhat", "An ìre mhath"),
    ("4", "Quite a lot", "Gu math"),
    ("5", "Very much", "Glè mhòr"),
];

const SKILL: [Coded; 5] = [
    ("1", "None", "Chan eil gin"),
    ("2", "A little", "Beagan"),
    ("3", "Fair", "Meadhanach"),
    ("4", "Good", "Math"),
    ("5", "Very good", "Glè mhath"),
];

/// These scales, by name.
pub(super) fn scales(names: &[&str]) -> BTreeMap<String, Vec<Choice>> {
    let or_dont_know = |words: &[Coded]| {
        let mut choices = list(words);
        choices.push(Choice::dont_know());
        choices
    };
    let point =
        |point: u8| Choice::new(point.to_string(), crate::text::Text::both(point.to_string(), point.to_string()));
    let all = [
        (A5, or_dont_know(&AGREE)),
        (F5, or_dont_know(&OFTEN)),
        (I5, or_dont_know(&MUCH)),
        (S5, list(&SKILL)),
        (E10, (0..=10).map(point).collect()),
    ];
    all.into_iter().filter(|(name, _)| names.contains(name)).map(|(name, choices)| (name.to_owned(), choices)).collect()
}
