//! What conditions mean, as situations; and that reading and writing them agree, whatever they say.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;
use crate::{
    survey::{Choice, Choices, Item, Kind, Page, Questionnaire, Row, item_code::item_code},
    text::Text,
};

fn questionnaire() -> Questionnaire {
    let words = || Text::english("words");
    let item = |code, kind| Item::new(code, words(), words(), kind);
    let own = |codes: &[&str]| Choices::Own(codes.iter().map(|code| Choice::new(*code, words())).collect());
    let rows = ["ask", "act"].map(|code| Row::new(code, words(), words())).to_vec();
    let scale = Kind::Scale { from: 0, to: 10, low: words(), high: words(), prefer_not: true };
    let items = vec![
        item(item_code!("how"), Kind::Single { choices: own(&["bus", "car"]) }),
        item(item_code!("many"), Kind::Multiple { choices: own(&["bus", "car", "none"]), at_most: None }),
        item(item_code!("grid"), Kind::Matrix { rows, choices: own(&["1", "2", "dont_know"]) }),
        item(item_code!("life"), scale),
        item(item_code!("years"), Kind::Whole { from: 0, to: 100, unit: words() }),
        item(item_code!("name"), Kind::ShortText { at_most: 50 }),
        item(item_code!("home"), Kind::Place),
        item(item_code!("hello"), Kind::Note),
    ];
    Questionnaire { pages: vec![Page::new("one", words(), items)], ..Questionnaire::default() }
}

fn found(text: &str) -> Vec<(&'static str, usize)> {
    match parse(text) {
        Err(flaw) => vec![(flaw.kind, flaw.at)],
        Ok(condition) => {
            let questionnaire = questionnaire();
            flaws(&condition, &Names::of(&questionnaire)).into_iter().map(|flaw| (flaw.kind, flaw.at)).collect()
        }
    }
}

#[test]
fn conditions_that_make_sense() {
    for text in [
        "${how} = 'bus'",
        "'bus' = ${how}",
        "${how} != \"bus\" and ${years} >= 5",
        "${ how } = ''",
        "selected(${many}, 'bus') or selected(${how}, 'bus')",
        "count-selected(${many}) > 1",
        "${many} = ''",
        "${grid.ask} = 1 or ${grid.act} < 2",
        "${grid.ask} = ${grid.act}",
        "${life} <= 4.5",
        "${life} = '7' or ${life} = 'prefer_not'",
        "${years} = '' or ${years} = -1",
        "${years} > ${life}",
        "${name} = 'Anne' or ${name} = ${how}",
        "${home} != ''",
        "not(selected(${many}, 'none')) = true()",
        "true()",
        "((1 < 2))",
    ] {
        assert_eq!(found(text), [], "{text}");
    }
}

#[test]
fn mistakes_are_found_where_they_are() {
    for (text, kind, at) in [
        ("", "logic-unfinished", 0),
        ("${how} = ", "logic-unfinished", 8),
        ("${how} = 'bus", "logic-quote-open", 9),
        ("${how} = 'bus' # no", "logic-character", 15),
        ("${how} = \u{2018}bus\u{2019}", "logic-character", 9),
        ("${How} = 'bus'", "logic-reference", 0),
        ("${how = 'bus'", "logic-reference", 0),
        ("$how = 'bus'", "logic-reference", 0),
        ("${years} > 1.2.3", "logic-number", 11),
        ("${years} > 12345678901234567", "logic-number", 11),
        ("${years} > 5 years", "logic-unexpected", 13),
        ("(${years} > 5", "logic-unfinished", 13),
        ("today() > 5", "logic-function", 0),
        ("selected(${many} 'bus')", "logic-unexpected", 17),
        ("selected('bus', ${many})", "logic-unexpected", 9),
        ("${train} = 'bus'", "logic-unknown-item", 0),
        ("${how} = 'train'", "logic-unknown-choice", 7),
        ("selected(${many}, 'train')", "logic-unknown-choice", 0),
        ("${life} = '11'", "logic-unknown-choice", 8),
        ("${life} = '07'", "logic-unknown-choice", 8),
        ("${grid} = 1", "logic-needs-row", 0),
        ("${grid.say} = 1", "logic-unknown-row", 0),
        ("${how.say} = 1", "logic-unknown-row", 0),
        ("${hello} = ''", "logic-no-answer", 0),
        ("${many} = 'bus'", "logic-needs-selected", 8),
        ("selected(${name}, 'x')", "logic-not-choices", 0),
        ("${home} = 'east'", "logic-place", 8),
        ("${how}", "logic-not-condition", 0),
        ("not(${years})", "logic-not-condition", 4),
        ("${years} > 5 and 5", "logic-not-condition", 17),
        ("${years} = 'five'", "logic-number-with-text", 9),
        ("${name} = 5", "logic-number-with-text", 8),
        ("${how} = 5", "logic-number-with-text", 7),
        ("${name} > 5", "logic-order-needs-numbers", 8),
        ("${years} > 'five'", "logic-order-needs-numbers", 9),
        ("true() = 1", "logic-condition-as-value", 7),
        ("1 < 2 < 3", "logic-condition-as-value", 6),
    ] {
        assert_eq!(found(text), [(kind, at)], "{text}");
    }
}

#[test]
fn a_column_is_counted_in_characters() {
    let text = "${name} = 'Seònaid' and ${how} = 'train'";
    let flaw = flaws(&parse(text).unwrap(), &Names::of(&questionnaire())).remove(0);
    let problem = flaw.problem("pages.1.show_if", text);
    let about: Vec<_> = problem.about.iter().map(|(name, value)| (name.as_ref(), value.as_str())).collect();
    assert_eq!(about, [("column", "32"), ("item", "how"), ("choice", "train")]);
}

#[test]
fn what_conditions_mean() {
    let answers: BTreeMap<&str, Vec<String>> = [
        ("how", vec!["bus".to_owned()]),
        ("many", vec!["bus".to_owned(), "car".to_owned()]),
        ("grid.ask", vec!["2".to_owned()]),
        ("life", vec!["7".to_owned()]),
        ("years", vec!["1,200".to_owned()]),
        ("name", vec!["twelve".to_owned()]),
    ]
    .into();
    let values = |name: &Name| {
        let key = name.row.as_ref().map_or(name.item.to_string(), |row| format!("{}.{row}", name.item));
        answers.get(key.as_str()).map_or(&[][..], Vec::as_slice)
    };
    for (text, meant) in [
        ("${how} = 'bus'", true),
        ("${how} != 'bus'", false),
        ("${how} = ''", false),
        ("${home} = ''", true),
        ("${home} != ''", false),
        ("selected(${many}, 'car')", true),
        ("selected(${many}, 'none')", false),
        ("selected(${home}, '')", false),
        ("count-selected(${many}) = 2", true),
        ("count-selected(${home}) = 0", true),
        ("${years} > 1000", true),
        ("${years} = 1200", true),
        ("${life} >= 7 and ${life} < 7.5", true),
        ("${grid.ask} = 2 and ${grid.act} = ''", true),
        // whatever is not a number is neither smaller nor larger, and not equal
        ("${name} > 5 or ${name} <= 5", false),
        ("${name} != 5", true),
        ("${grid.act} < 5 or ${grid.act} >= 5", false),
        ("true() or false() and false()", true),
        ("(true() or false()) and false()", false),
        ("1 = 1 = true()", true),
        ("2 > 1 = true()", true),
        ("not(false())", true),
    ] {
        assert_eq!(holds(&parse(text).unwrap(), &values), meant, "{text}");
    }
}

#[test]
fn conditions_are_written_in_one_way() {
    for (typed, written) in [
        ("((${how}=\"bus\"))", "${how} = 'bus'"),
        ("${name}=\"it's\"", "${name} = \"it's\""),
        ("true() and (false() or true())", "true() and (false() or true())"),
        ("(true() and false()) or true()", "true() and false() or true()"),
        ("true() and (true() and true())", "true() and (true() and true())"),
        ("not( (1<2) )", "not(1 < 2)"),
        ("count-selected( ${many} )>=05.50", "count-selected(${many}) >= 5.5"),
        ("selected(${many},'bus')", "selected(${many}, 'bus')"),
    ] {
        assert_eq!(parse(typed).unwrap().to_string(), written);
    }
}

#[test]
fn hostile_conditions_are_refused() {
    let nested = |depth: usize| format!("{}1 < 2{}", "(".repeat(depth), ")".repeat(depth));
    for (situation, text, kind) in [
        ("too deep", nested(900), "logic-too-deep"),
        ("too deep, with functions", "not(".repeat(400), "logic-too-deep"),
        ("too long", " ".repeat(LONGEST + 1), "logic-too-long"),
        ("too many operators", format!("1{}", "=1".repeat(900)), "logic-too-many"),
    ] {
        assert_eq!(parse(&text).unwrap_err().kind, kind, "{situation}");
    }
    assert!(parse(&nested(DEEPEST)).is_ok());
}

/// A second opinion: an evaluator that knows nothing of the first, for conditions over two yes-or-no facts.
#[derive(Clone, Debug)]
enum Fact {
    How(&'static str),
    Years(&'static str, i64),
    Not(Box<Fact>),
    And(Box<Fact>, Box<Fact>),
    Or(Box<Fact>, Box<Fact>),
}

impl Fact {
    fn text(&self) -> String {
        match self {
            Self::How(code) => format!("${{how}}='{code}'"),
            Self::Years(sign, number) => format!("(${{years}} {sign} {number})"),
            Self::Not(fact) => format!("not({})", fact.text()),
            Self::And(one, other) => format!("({}) and ({})", one.text(), other.text()),
            Self::Or(one, other) => format!("({} or {})", one.text(), other.text()),
        }
    }

    fn is_true(&self, how: &str, years: Option<i64>) -> bool {
        match self {
            Self::How(code) => how == *code,
            Self::Years("!=", number) => years != Some(*number),
            Self::Years(sign, number) => years.is_some_and(|years| match *sign {
                "=" => years == *number,
                "<" => years < *number,
                "<=" => years <= *number,
                ">" => years > *number,
                _ => years >= *number,
            }),
            Self::Not(fact) => !fact.is_true(how, years),
            Self::And(one, other) => one.is_true(how, years) & other.is_true(how, years),
            Self::Or(one, other) => one.is_true(how, years) | other.is_true(how, years),
        }
    }
}

fn facts() -> impl Strategy<Value = Fact> {
    let how = prop::sample::select(vec!["", "bus", "car"]).prop_map(Fact::How);
    let sign = prop::sample::select(vec!["=", "!=", "<", "<=", ">", ">="]);
    let leaf = prop_oneof![how, (sign, 0..5_i64).prop_map(|(sign, number)| Fact::Years(sign, number))];
    leaf.prop_recursive(5, 32, 2, |inner| {
        let pair = || (inner.clone(), inner.clone()).prop_map(|(one, other)| (Box::new(one), Box::new(other)));
        prop_oneof![
            inner.clone().prop_map(|fact| Fact::Not(Box::new(fact))),
            pair().prop_map(|(one, other)| Fact::And(one, other)),
            pair().prop_map(|(one, other)| Fact::Or(one, other)),
        ]
    })
}

proptest! {
    #[test]
    fn two_evaluators_agree(fact in facts(), how in "|bus|car", years in prop::option::of(0..5_i64)) {
        let condition = parse(&fact.text()).unwrap();
        let how_values = if how.is_empty() { vec![] } else { vec![how.clone()] };
        let year_values: Vec<String> = years.iter().map(ToString::to_string).collect();
        let values = |name: &Name| if name.item.as_str() == "how" { &how_values[..] } else { &year_values[..] };
        prop_assert_eq!(holds(&condition, &values), fact.is_true(&how, years));
        let again = parse(&condition.to_string()).unwrap();
        prop_assert_eq!(&again, &condition);
        prop_assert_eq!(again.to_string(), condition.to_string());
        prop_assert_eq!(flaws(&condition, &Names::of(&questionnaire())), vec![]);
    }

    #[test]
    fn any_text_is_read_or_refused(text in "[${}()a-z.,'\"=!<>0-9 à\u{1F600}-]{0,200}") {
        match parse(&text) {
            Ok(condition) => {
                let _ = flaws(&condition, &Names::of(&questionnaire()));
                let _ = holds(&condition, &|_| &[]);
                prop_assert_eq!(parse(&condition.to_string()).unwrap(), condition);
            }
            Err(flaw) => {
                prop_assert!(flaw.at <= text.len() && text.is_char_boundary(flaw.at));
                let _ = flaw.problem("place", &text);
            }
        }
    }

    #[test]
    fn any_words_of_the_language_are_read_or_refused(
        words in prop::collection::vec(prop::sample::select(vec![
            "${how}", "${grid.ask}", "'bus'", "5", "-1.5", "and", "or", "not(", "selected(", "count-selected(", "(", ")",
            ",", "=", "!=", "<", ">=", "true()", "false()",
        ]), 0..40),
    ) {
        let text = words.join(" ");
        if let Ok(condition) = parse(&text) {
            prop_assert_eq!(parse(&condition.to_string()).unwrap(), condition);
        }
    }
}
