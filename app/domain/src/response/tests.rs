//! Going through a questionnaire: the one that all tests here go through.

mod journeys;
mod pages;
mod properties;

use std::collections::{BTreeMap, BTreeSet};

use super::{Answers, PlaceLists, page::Posted};
use crate::{
    survey::{Choice, Choices, Item, ItemCode, Kind, Page, Prepared, Questionnaire, Row, item_code::item_code},
    text::Text,
};

fn words() -> Text {
    Text::english("words")
}

fn own(codes: &[&str]) -> Vec<Choice> {
    codes.iter().map(|code| Choice::new(*code, words())).collect()
}

fn item(code: ItemCode, kind: Kind) -> Item {
    Item::new(code, words(), words(), kind)
}

const WHO: usize = 0;
const HOW: usize = 1;
const NOTE: usize = 2;
const GRID: usize = 3;
const MORE: usize = 4;
const HOME: usize = 5;

/// Who answers; for the young, how they travel; a note; a grid, a number and a name; more about the bus for those who
/// take it; where somebody lives and how life is.
fn prepared() -> Prepared {
    let mut how = own(&["bus", "walk", "cycle"]);
    how.extend([Choice::new("none", words()).exclusive(), Choice::prefer_not()]);
    let mut agree = own(&["1", "2", "3"]);
    agree.push(Choice::dont_know());
    let rows = ["ask", "act"].map(|code| Row::new(code, words(), Text::default())).to_vec();
    let years = Text::both("years", "bliadhna");
    let pages = vec![
        Page::one(item(item_code!("who"), Kind::Single { choices: Choices::Own(own(&["young", "adult"])) }).required()),
        Page::one(item(item_code!("how"), Kind::Multiple { choices: Choices::Own(how), at_most: Some(2) }))
            .show_if("${who} = 'young'"),
        Page::new("note", words(), vec![item(item_code!("note"), Kind::Note)]),
        Page::new(
            "grid",
            words(),
            vec![
                item(item_code!("grid"), Kind::Matrix { rows, choices: Choices::Own(agree) }),
                item(item_code!("years"), Kind::Whole { from: 0, to: 110, unit: years }),
                item(item_code!("name"), Kind::ShortText { at_most: 5 }).show_if("${who} = 'adult'"),
            ],
        ),
        Page::one(item(item_code!("more"), Kind::LongText { at_most: 20 })).show_if("selected(${how}, 'bus')"),
        Page::new(
            "home",
            words(),
            vec![
                item(item_code!("home"), Kind::Place),
                item(
                    item_code!("life"),
                    Kind::Scale { from: 0, to: 10, low: words(), high: words(), prefer_not: true },
                ),
            ],
        ),
    ];
    Prepared::new(Questionnaire { title: words(), languages: vec![], scales: BTreeMap::new(), pages })
}

fn places() -> PlaceLists {
    PlaceLists {
        localities: ["east".to_owned()].into(),
        postcodes: Some([("PA15 1LY".to_owned(), "S01010891".to_owned())].into()),
    }
}

fn posted(fields: &[(&str, &[&str])]) -> Posted {
    let own = |values: &[&str]| values.iter().map(|value| (*value).to_owned()).collect();
    fields.iter().map(|(name, values)| ((*name).to_owned(), own(values))).collect()
}

fn young() -> Answers {
    Answers::default().with("who", &["young"])
}

fn adult() -> Answers {
    Answers::default().with("who", &["adult"])
}

fn codes(pages: &[usize]) -> BTreeSet<String> {
    let prepared = prepared();
    pages.iter().filter_map(|page| prepared.page(*page)).map(|page| page.code.clone()).collect()
}
