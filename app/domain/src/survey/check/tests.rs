//! What a check finds, as situations: a questionnaire that is right, one thing changed, and what is then wrong with it.

mod conditions;

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;
use crate::{
    survey::{
        Choice, Choices, Item, Kind, Notice, Page, Questionnaire, Retention, Row, item_code::item_code, template,
    },
    text::{Language, Text},
};

fn words() -> Text {
    Text::both("words", "faclan")
}

fn own(codes: &[&str]) -> Choices {
    Choices::Own(codes.iter().map(|code| Choice::new(*code, words())).collect())
}

fn item(code: crate::survey::ItemCode, kind: Kind) -> Item {
    Item::new(code, words(), words(), kind)
}

/// Three pages: how somebody travels, more about the bus, and their religion.
fn sound() -> Definition {
    let rows = ["ask", "act"].map(|code| Row::new(code, words(), Text::default())).to_vec();
    let religion = item(
        item_code!("religion"),
        Kind::Single {
            choices: Choices::Own(vec![
                Choice::new("none", words()),
                Choice::new("other", words()),
                Choice::prefer_not(),
            ]),
        },
    );
    let pages = vec![
        Page::one(item(item_code!("how"), Kind::Single { choices: own(&["bus", "car"]) })),
        Page::new(
            "more",
            words(),
            vec![
                item(item_code!("many"), Kind::Multiple { choices: own(&["a", "b", "c"]), at_most: Some(2) }),
                item(item_code!("grid"), Kind::Matrix { rows, choices: Choices::scale("agree") }),
                item(item_code!("years"), Kind::Whole { from: 0, to: 10, unit: words() }),
            ],
        )
        .show_if("${how} = 'bus'"),
        Page::one(religion.why(words()).special().characteristic("religion")),
    ];
    let scale = vec![Choice::new("1", words()), Choice::new("2", words()), Choice::dont_know()];
    let questionnaire = Questionnaire {
        title: words(),
        languages: Language::ALL.to_vec(),
        scales: [("agree".to_owned(), scale)].into(),
        pages,
    };
    let notice = Notice {
        purpose: words(),
        who: words(),
        asks: words(),
        seen_by: words(),
        happens: words(),
        results_by: Some(jiff::civil::date(2027, 1, 29)),
        decisions_by: Some(jiff::civil::date(2027, 4, 30)),
        legal_basis: words(),
        retention: Some(Retention::Months(24)),
        controller: words(),
        contact: words(),
        other_formats: words(),
        minutes: Some(3),
    };
    Definition { questionnaire, notice }
}

type Change = fn(&mut Definition);

/// What a check finds after a change: places and kinds.
fn found(change: Change) -> Vec<(String, String)> {
    let mut definition = sound();
    change(&mut definition);
    check(&definition).into_iter().map(|problem| (problem.place, problem.kind.into_owned())).collect()
}

/// What a situation is, the change that makes it, and the places and kinds of what is then wrong.
type Situation<'a> = (&'a str, Change, &'a [(&'a str, &'a str)]);

fn assert_finds(situations: &[Situation<'_>]) {
    for (situation, change, expected) in situations {
        let expected: Vec<_> = expected.iter().map(|(place, kind)| ((*place).to_owned(), (*kind).to_owned())).collect();
        assert_eq!(found(*change), expected, "{situation}");
    }
}

fn pages(definition: &mut Definition) -> &mut Vec<Page> {
    &mut definition.questionnaire.pages
}

fn first(definition: &mut Definition) -> &mut Item {
    &mut pages(definition)[0].items[0]
}

fn grid(definition: &mut Definition) -> &mut Item {
    &mut pages(definition)[1].items[1]
}

#[test]
fn a_sound_definition_has_no_problems() {
    assert_eq!(check(&sound()), []);
}

#[test]
fn what_a_questionnaire_is_made_of() {
    assert_finds(&[
        ("no pages", |d| pages(d).clear(), &[("pages", "no-pages"), ("scales.agree", "scale-unused")]),
        (
            "only a note",
            |d| {
                d.questionnaire.scales.clear();
                *pages(d) = vec![Page::one(item(item_code!("hello"), Kind::Note))];
            },
            &[("pages", "nothing-asked"), ("pages.0.title", "words-missing")],
        ),
        (
            "an empty page",
            |d| pages(d)[2].items.clear(),
            &[("pages.2", "page-empty"), ("pages.2.title", "words-missing")],
        ),
        ("a page whose code is no address", |d| pages(d)[2].code = "A page".into(), &[("pages.2", "page-code")]),
        ("two pages of the same code", |d| pages(d)[2].code = "how".into(), &[("pages.2", "page-code-twice")]),
        (
            "two items of the same code",
            |d| pages(d)[2].items[0].code = item_code!("how"),
            &[("pages.2.items.how", "item-code-twice")],
        ),
        ("a language twice", |d| d.questionnaire.languages.push(Language::Gaelic), &[("languages", "language-twice")]),
        ("more pages than anybody reads", |d| add_texts(d, 200, 1), &[("pages", "too-many-pages")]),
        ("more to write than anybody keeps", |d| add_texts(d, 9, 10_000), &[("pages", "answers-could-be-too-large")]),
    ]);
    let in_no_language = found(|d| d.questionnaire.languages.clear());
    assert_eq!(in_no_language[0], ("languages".to_owned(), "no-language".to_owned()));
}

/// Puts so many pages with a long text before the last.
fn add_texts(definition: &mut Definition, pages: usize, at_most: u32) {
    for n in 0..pages {
        let text = Item { code: format!("t{n}").parse().unwrap(), ..item(item_code!("t"), Kind::LongText { at_most }) };
        definition.questionnaire.pages.insert(2, Page::one(text));
    }
}

#[test]
fn lists_of_choices() {
    assert_finds(&[
        (
            "one choice",
            |d| first(d).kind = Kind::Single { choices: own(&["bus"]) },
            &[("pages.0.items.how.choices", "choices-too-few")],
        ),
        (
            "the same choice twice",
            |d| first(d).kind = Kind::Single { choices: own(&["bus", "bus"]) },
            &[("pages.0.items.how.choices.1", "choice-code-twice")],
        ),
        (
            "a code that cannot be exported",
            |d| first(d).kind = Kind::Single { choices: own(&["bus", "by car"]) },
            &[("pages.0.items.how.choices.1", "choice-code")],
        ),
        (
            "a shared list that is not there",
            |d| d.questionnaire.scales.clear(),
            &[("pages.1.items.grid", "scale-unknown")],
        ),
        ("a shared list that nobody uses", |d| grid(d).kind = Kind::Place, &[("scales.agree", "scale-unused")]),
        (
            "two ways of not knowing",
            |d| d.questionnaire.scales.get_mut("agree").unwrap()[0].role = crate::survey::ChoiceRole::DontKnow,
            &[("scales.agree", "role-twice")],
        ),
        (
            "two choices that stand alone",
            |d| {
                let choice = |code| Choice::new(code, words()).exclusive();
                first(d).kind =
                    Kind::Single { choices: Choices::Own(vec![Choice::new("bus", words()), choice("x"), choice("y")]) };
            },
            &[("pages.0.items.how.choices", "exclusive-twice")],
        ),
    ]);
}

#[test]
fn lines_and_bounds() {
    assert_finds(&[
        (
            "more choices allowed than there are",
            |d| pages(d)[1].items[0].kind = Kind::Multiple { choices: own(&["a", "b"]), at_most: Some(3) },
            &[("pages.1.items.many", "limit")],
        ),
        (
            "no lines",
            |d| grid(d).kind = Kind::Matrix { rows: vec![], choices: Choices::scale("agree") },
            &[("pages.1.items.grid", "rows-none")],
        ),
        ("eight lines", |d| grid(d).kind = matrix(8), &[("pages.1.items.grid", "rows-many")]),
        ("twenty-one lines", |d| grid(d).kind = matrix(21), &[("pages.1.items.grid", "rows-too-many")]),
        (
            "a scale upside down",
            |d| grid(d).kind = scale(10, 0),
            &[("pages.1.items.grid", "bounds"), ("scales.agree", "scale-unused")],
        ),
        (
            "a scale of a thousand points",
            |d| grid(d).kind = scale(0, 1000),
            &[("pages.1.items.grid", "points-too-many"), ("scales.agree", "scale-unused")],
        ),
        (
            "a scale from end to end",
            |d| grid(d).kind = scale(i64::MIN, i64::MAX),
            &[("pages.1.items.grid", "points-too-many"), ("scales.agree", "scale-unused")],
        ),
        (
            "numbers upside down",
            |d| pages(d)[1].items[2].kind = Kind::Whole { from: 5, to: 4, unit: Text::default() },
            &[("pages.1.items.years", "bounds")],
        ),
        (
            "a text of no characters",
            |d| pages(d)[1].items[2].kind = Kind::ShortText { at_most: 0 },
            &[("pages.1.items.years", "limit")],
        ),
        (
            "a place that somebody must give",
            |d| pages(d)[1].items[2] = item(item_code!("home"), Kind::Place).required(),
            &[("pages.1.items.home", "dead-end")],
        ),
    ]);
}

fn matrix(rows: usize) -> Kind {
    let row = |n: usize| Row::new(format!("r{n}"), words(), Text::default());
    Kind::Matrix { rows: (0..rows).map(row).collect(), choices: Choices::scale("agree") }
}

fn scale(from: i64, to: i64) -> Kind {
    Kind::Scale { from, to, low: words(), high: words(), prefer_not: false }
}

#[test]
fn words_in_every_language() {
    assert_finds(&[
        ("no title", |d| d.questionnaire.title = Text::default(), &[("title", "words-missing")]),
        ("only spaces", |d| first(d).words = Text::both(" ", "\n"), &[("pages.0.items.how.words", "words-missing")]),
        (
            "a question that is not translated",
            |d| first(d).words = Text::english("How?"),
            &[("pages.0.items.how.words", "translation-missing")],
        ),
        (
            "a help text that is not translated",
            |d| first(d).help = Text::default().with(Language::Gaelic, "Cuideachadh"),
            &[("pages.0.items.how.help", "translation-missing")],
        ),
        (
            "a choice that says nothing",
            |d| d.questionnaire.scales.get_mut("agree").unwrap()[1].words = Text::default(),
            &[("scales.agree.1.words", "words-missing")],
        ),
        ("no short label", |d| first(d).short = Text::default(), &[("pages.0.items.how.short", "short-missing")]),
        (
            "no heading over several questions",
            |d| pages(d)[1].title = Text::default(),
            &[("pages.1.title", "words-missing")],
        ),
        (
            "a question as long as a letter",
            |d| first(d).words = Text::both("word ".repeat(50), "facal"),
            &[("pages.0.items.how.words", "words-long")],
        ),
        ("no purpose", |d| d.notice.purpose = Text::default(), &[("notice.purpose", "notice-missing")]),
        ("kept for how long", |d| d.notice.retention = None, &[("notice.retention", "notice-missing")]),
        (
            "kept for no time",
            |d| d.notice.retention = Some(Retention::Months(0)),
            &[("notice.retention", "notice-missing")],
        ),
        (
            "kept for a time that is not translated",
            |d| d.notice.retention = Some(Retention::Words(Text::english("a year"))),
            &[("notice.retention", "translation-missing")],
        ),
        (
            "no other formats",
            |d| d.notice.other_formats = Text::default(),
            &[("notice.other_formats", "notice-advised")],
        ),
        ("results on no day", |d| d.notice.results_by = None, &[("notice.results_by", "notice-advised")]),
        (
            "decisions before results",
            |d| d.notice.decisions_by = Some(jiff::civil::date(2026, 12, 1)),
            &[("notice.decisions_by", "dates-order")],
        ),
    ]);
}

#[test]
fn sensitive_questions() {
    assert_finds(&[
        (
            "somebody must answer it",
            |d| pages(d)[2].items[0].required = true,
            &[("pages.2.items.religion", "special-required")],
        ),
        (
            "nobody is told why",
            |d| pages(d)[2].items[0].why = Text::default(),
            &[("pages.2.items.religion", "special-without-why")],
        ),
        (
            "nobody can say that they prefer not to",
            |d| pages(d)[2].items[0].kind = Kind::Single { choices: own(&["none", "other"]) },
            &[("pages.2.items.religion", "special-without-prefer-not")],
        ),
        (
            "it comes first",
            |d| {
                let page = pages(d).remove(2);
                pages(d).insert(0, page);
            },
            &[("pages.0.items.religion", "special-early")],
        ),
        (
            "what it counts as, without what it is about",
            |d| {
                first(d).kind = Kind::Single {
                    choices: Choices::Own(vec![
                        Choice::new("bus", words()).counts_as("bus"),
                        Choice::new("car", words()),
                    ]),
                }
            },
            &[("pages.0.items.how", "counts-as-nothing")],
        ),
    ]);
}

#[test]
fn every_kind_is_listed_once() {
    let kinds: BTreeSet<_> = KINDS.iter().map(|kind| kind.kind).collect();
    assert_eq!(kinds.len(), KINDS.len());
    assert!(kinds.iter().all(|kind| kind.bytes().all(|b| b.is_ascii_lowercase() || b == b'-')));
    assert_eq!(severity("no-pages"), Severity::Stops);
    assert_eq!(severity("rows-many"), Severity::Advice);
    assert_eq!(severity("something-new"), Severity::Stops);
}

/// Whether every problem is of a kind that is listed, and names exactly what its kind says.
fn all_listed(problems: &[Problem]) -> bool {
    problems.iter().all(|problem| {
        let names: Vec<_> = problem.about.iter().map(|(name, _)| name.as_ref()).collect();
        KINDS.iter().any(|kind| kind.kind == problem.kind && kind.about == names)
    })
}

/// Turns one value of a JSON document into another, so that definitions of all kinds of wrongness arise.
fn spoil(json: &mut serde_json::Value, at: &mut usize, with: &serde_json::Value) {
    use serde_json::Value::{Array, Object};
    if *at == 0 {
        *json = with.clone();
    }
    *at = at.wrapping_sub(1);
    match json {
        Array(list) => list.iter_mut().for_each(|json| spoil(json, at, with)),
        Object(map) => map.values_mut().for_each(|json| spoil(json, at, with)),
        _ => {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]
    #[test]
    fn whatever_is_wrong_is_of_a_listed_kind(
        at in prop::collection::vec((0..400_usize, 0..14_usize), 1..5),
        officials: bool,
    ) {
        let values = [
            serde_json::json!(null), serde_json::json!([]), serde_json::json!({}), serde_json::json!(""),
            serde_json::json!(0), serde_json::json!(-5), serde_json::json!(i64::MAX), serde_json::json!("${how} = ("),
            serde_json::json!("${years} > 1 and ${how} = 'x'"), serde_json::json!("how"), serde_json::json!(["en", "en"]),
            serde_json::json!({"en": "only English"}), serde_json::json!("note"), serde_json::json!(true),
        ];
        let definition = if officials { template::officials() } else { sound() };
        let mut json = serde_json::to_value(definition).unwrap();
        for (at, with) in at {
            spoil(&mut json, &mut at.clone(), &values[with]);
        }
        if let Ok(definition) = serde_json::from_value::<Definition>(json) {
            let problems = check(&definition);
            prop_assert!(all_listed(&problems), "{:?}", problems);
            let _ = crate::survey::Prepared::new(definition.questionnaire);
        }
    }
}
