//! The tables of one dimension that a questionnaire declares.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{
    super::table::{Dimension, Kind as DimensionKind},
    Declared, Groups, WEEK_TABLE, WEEKS, What,
};
use crate::survey::{ChoiceRole, Kind, Prepared};

/// The tables of a questionnaire. `from` is the Monday of the week in which it opened.
pub fn declare(prepared: &Prepared, groups: &[Groups], from: Date) -> Vec<Declared> {
    let weeks = (0..WEEKS).map(|week| week.to_string()).collect();
    let mut tables = vec![Declared {
        name: WEEK_TABLE.to_owned(),
        dimension: dimension(WEEK_TABLE, weeks, DimensionKind::Answer),
        what: What::Weeks { from },
    }];
    for (index, field) in prepared.fields().iter().enumerate() {
        let item = prepared.item(field.item);
        match &item.characteristic {
            Some(characteristic) => about(prepared, &mut tables, index, characteristic, groups),
            None if item.not_published => {}
            None => question(prepared, &mut tables, index),
        }
    }
    tables
}

fn dimension(code: &str, categories: Vec<String>, kind: DimensionKind) -> Dimension {
    Dimension { code: code.to_owned(), categories, kind }
}

/// The tables of a question about people. A place gives one for each characteristic that zones are classed by.
fn about(prepared: &Prepared, tables: &mut Vec<Declared>, field: usize, characteristic: &str, groups: &[Groups]) {
    let item = prepared.item(prepared.fields()[field].item);
    if item.kind == Kind::Place {
        for known in groups.iter().filter(|known| known.of_places) {
            let by_class = index(&known.groups);
            let what = What::Place { field, characteristic: known.characteristic.clone(), by_class };
            tables.push(group_table(&known.characteristic, known.groups.iter().map(|(code, _)| code.clone()), what));
        }
        return;
    }
    let choices = prepared.questionnaire().choices_of(item);
    if let Some(known) = groups.iter().find(|known| known.characteristic == characteristic && !known.of_places) {
        let by_category = index(&known.groups);
        let group = |category: &String| by_category.get(category).copied();
        let by_choice = choices.iter().filter_map(|c| Some((c.code.clone(), group(c.counts_as.as_ref()?)?))).collect();
        let codes = known.groups.iter().map(|(code, _)| code.clone());
        tables.push(group_table(characteristic, codes, What::Group { field, by_choice }));
    } else {
        // No census counts these groups: the answers themselves are the groups.
        let codes: Vec<String> = said(choices).map(|choice| choice.code.clone()).collect();
        let by_choice = codes.iter().cloned().zip(0..).collect();
        if !codes.is_empty() {
            tables.push(group_table(characteristic, codes.into_iter(), What::Group { field, by_choice }));
        }
    }
}

fn group_table(characteristic: &str, codes: impl Iterator<Item = String>, what: What) -> Declared {
    let dimension = dimension(characteristic, codes.collect(), DimensionKind::Group);
    Declared { name: about_name(characteristic), dimension, what }
}

/// The name of the table of a characteristic.
pub fn about_name(characteristic: &str) -> String {
    format!("about.{characteristic}")
}

fn index(groups: &[(String, Vec<String>)]) -> BTreeMap<String, usize> {
    let pairs = groups.iter().enumerate();
    pairs.flat_map(|(at, (_, categories))| categories.iter().map(move |category| (category.clone(), at))).collect()
}

/// The choices that are answers: "I do not know" is one, "I prefer not to say" is none.
fn said(choices: &[crate::survey::Choice]) -> impl Iterator<Item = &crate::survey::Choice> {
    choices.iter().filter(|choice| choice.role != ChoiceRole::PreferNotToSay)
}

fn question(prepared: &Prepared, tables: &mut Vec<Declared>, field: usize) {
    let name = prepared.fields()[field].name.clone();
    let item = prepared.item(prepared.fields()[field].item);
    let choices = prepared.questionnaire().choices_of(item);
    let mut push = |name: String, categories: Vec<String>, what: What| {
        if !categories.is_empty() {
            let dimension = dimension(&name, categories, DimensionKind::Answer);
            tables.push(Declared { name, dimension, what });
        }
    };
    match &item.kind {
        Kind::Single { .. } | Kind::Matrix { .. } => {
            let codes: Vec<String> = said(choices).map(|choice| choice.code.clone()).collect();
            let by_code = codes.iter().cloned().zip(0..).collect();
            push(name, codes, What::Choice { field, by_code });
        }
        Kind::Multiple { .. } => {
            for choice in said(choices) {
                let what = What::Chosen { field, code: choice.code.clone() };
                push(format!("{name}#{}", choice.code), yes_no(), what);
            }
        }
        Kind::Scale { from, to, .. } => {
            push(name, (*from..=*to).map(|point| point.to_string()).collect(), What::Point { field, from: *from });
        }
        Kind::Whole { from, to, .. } => {
            let upper = bands(*from, *to);
            push(name, band_codes(*from, &upper), What::Band { field, upper });
        }
        Kind::ShortText { .. } | Kind::LongText { .. } => push(name, yes_no(), What::Written { field }),
        Kind::Place | Kind::Note => {}
    }
}

fn yes_no() -> Vec<String> {
    vec!["yes".to_owned(), "no".to_owned()]
}

/// The upper ends of at most six bands of whole numbers.
pub(super) fn bands(from: i64, to: i64) -> Vec<i64> {
    let span = to.saturating_sub(from).saturating_add(1);
    if span <= 6 {
        return (from..=to).collect();
    }
    let step = nice(span.saturating_sub(1).div_euclid(6) + 1);
    let mut upper: Vec<i64> =
        (1..6).map(|n| from.saturating_add(step.saturating_mul(n)) - 1).take_while(|end| *end < to).collect();
    upper.push(to);
    upper
}

/// The next of 1, 2, 5, 10, 20, 25, 50, 100 ... that is not smaller.
fn nice(step: i64) -> i64 {
    if let Some(small) = [1, 2, 5].into_iter().find(|small| *small >= step) {
        return small;
    }
    let mut power: i64 = 1;
    loop {
        let nice = [10, 20, 25, 50].into_iter().map(|factor| power.saturating_mul(factor));
        if let Some(found) = nice.into_iter().find(|nice| *nice >= step) {
            return found;
        }
        power = power.saturating_mul(10);
    }
}

pub(super) fn band_codes(from: i64, upper: &[i64]) -> Vec<String> {
    let lower = std::iter::once(from).chain(upper.iter().map(|end| end + 1));
    lower.zip(upper).map(|(low, high)| if low == *high { low.to_string() } else { format!("{low}-{high}") }).collect()
}
