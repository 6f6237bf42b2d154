//! Findings: one sentence for each question, made of released numbers, that says no more than these can bear.
//!
//! Every count is rounded by itself, each by less than the rounding base. So one answer is called the largest only when
//! it leads by twice the base, which no rounding can bring about, and groups of answers by twice as much again.

use domain::{
    disclosure::SafeTable,
    survey::order::{Order, Scale},
};

use crate::{
    part::chart::{Released, Spread, joined},
    words::{Words, grouped},
};

/// Something that could be answered, and how many did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answered {
    /// Its words.
    pub words: String,
    /// How many.
    pub value: Released,
}

/// What a sentence is about, so that the chart can show it in the stronger colour.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Finding {
    /// The sentence.
    pub sentence: String,
    /// The answers that it names, by their places.
    pub about: Vec<usize>,
}

impl Finding {
    fn new(sentence: String, about: &[usize]) -> Self {
        Self { sentence, about: about.to_vec() }
    }
}

/// How far a published count can be from the true one, at most: less than this.
const STEP: u64 = domain::disclosure::Limits::LEAST.rounding_base;

/// Which answer was given most, if one was. The key of the sentence depends on what the answers are. Groups that are
/// withheld are the smallest, so that they do not matter here.
pub fn largest(words: Words, key: &str, answers: &[Answered]) -> Finding {
    let mut order: Vec<(usize, u64)> =
        answers.iter().enumerate().filter_map(|(at, one)| Some((at, one.value.people()?))).collect();
    if order.is_empty() {
        return Finding::new(words.t("results-withheld"), &[]);
    }
    order.sort_by_key(|(_, people)| std::cmp::Reverse(*people));
    let leads = |ahead: usize| {
        let behind = order.get(ahead + 1).map_or(0, |(_, people)| *people);
        order.get(ahead).is_some_and(|(_, people)| *people >= behind + 2 * STEP)
    };
    let named = |at: usize| {
        let answered = order.get(at).map(|(place, _)| &answers[*place]);
        answered.map(|one| (one.words.clone(), one.value.words(words))).unwrap_or_default()
    };
    let percent = |at: usize| order.get(at).and_then(|(place, _)| answers[*place].value.percent());
    if let Some(95..) = percent(0) {
        let sentence = words.with(&format!("results-{key}-all"), &[("answer", &named(0).0)]);
        return Finding::new(sentence, &[order[0].0]);
    }
    if leads(0) {
        let (answer, value) = named(0);
        let kind = if percent(0).is_some() { "share" } else { "count" };
        let sentence = words.with(&format!("results-{key}-{kind}"), &[("value", &value), ("answer", &answer)]);
        return Finding::new(sentence, &[order[0].0]);
    }
    if leads(1) {
        let ((first, a), (second, b)) = (named(0), named(1));
        let values = [("first", first.as_str()), ("a", a.as_str()), ("second", second.as_str()), ("b", b.as_str())];
        return Finding::new(words.with(&format!("results-{key}-two"), &values), &[order[0].0, order[1].0]);
    }
    Finding::new(words.t("results-none-leads"), &[])
}

/// Which side of a scale with a middle was answered more.
pub fn sides(words: Words, scale: &Scale, table: &SafeTable, answers: &[Answered]) -> Finding {
    let (Some(low), Some(high)) = (joined(table, scale.lower()), joined(table, scale.upper())) else {
        return largest(words, "largest", answers);
    };
    let people = |side: &[usize]| side.iter().filter_map(|at| answers[*at].value.people()).sum::<u64>();
    let either = |side: &[usize]| one_of(words, side.iter().map(|at| answers[*at].words.as_str()));
    let (less, more) = (people(scale.lower()), people(scale.upper()));
    let apart = 2 * STEP * u64::try_from(scale.upper().len()).unwrap_or(1);
    if less.abs_diff(more) < apart {
        let values = [
            ("first", either(scale.upper())),
            ("a", percent(words, high)),
            ("second", either(scale.lower())),
            ("b", percent(words, low)),
        ];
        let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
        return Finding::new(words.with("results-divided", &values), &[scale.lower(), scale.upper()].concat());
    }
    let (side, share) = if more > less { (scale.upper(), high) } else { (scale.lower(), low) };
    let tenths = (u32::from(share) + 5) / 10;
    let answers = [("n", tenths.to_string()), ("answers", either(side))];
    let answers: Vec<(&str, &str)> = answers.iter().map(|(name, value)| (*name, value.as_str())).collect();
    Finding::new(words.with("results-in-ten", &answers), side)
}

/// How one thing that several statements have in common differs between them.
pub fn range(words: Words, scale: &Scale, answers: &[String], statements: &[(String, &SafeTable)]) -> String {
    let upper = scale.upper();
    let mut shares: Vec<(u8, &str)> =
        statements.iter().filter_map(|(statement, table)| Some((joined(table, upper)?, statement.as_str()))).collect();
    shares.sort_by_key(|(share, _)| std::cmp::Reverse(*share));
    let either = one_of(words, upper.iter().map(|at| answers[*at].as_str()));
    match (shares.first(), shares.last()) {
        (Some((most, first)), Some((least, last))) if shares.len() > 1 => {
            let (most, least) = (percent(words, *most), percent(words, *least));
            let values = [("most", most.as_str()), ("first", first), ("least", least.as_str()), ("last", last)];
            words.with("results-range", &[&values[..], &[("answers", either.as_str())]].concat())
        }
        _ => words.t("results-few-for-shares"),
    }
}

/// Where the answers on one scale of numbers lie.
pub fn average(words: Words, spread: Option<&Spread>, to: i64) -> String {
    let Some(spread) = spread else { return words.t("results-few-for-shares") };
    let values = [("mean", spread.mean_words()), ("median", spread.median.to_string()), ("to", to.to_string())];
    let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
    words.with("results-average", &values)
}

/// Between which means several statements on one scale of numbers lie.
pub fn averages(words: Words, spreads: &[(String, Option<Spread>)], to: i64) -> String {
    let mut known: Vec<(&str, &Spread)> =
        spreads.iter().filter_map(|(statement, spread)| Some((statement.as_str(), spread.as_ref()?))).collect();
    known.sort_by(|(_, a), (_, b)| b.mean.total_cmp(&a.mean));
    match (known.first(), known.last()) {
        (Some((first, most)), Some((last, least))) if known.len() > 1 => {
            let (most, least, to) = (most.mean_words(), least.mean_words(), to.to_string());
            let values = [("most", most.as_str()), ("first", first), ("least", least.as_str()), ("last", last)];
            words.with("results-averages", &[&values[..], &[("to", to.as_str())]].concat())
        }
        (Some((_, only)), _) => average(words, Some(only), to),
        _ => words.t("results-few-for-shares"),
    }
}

/// How many wrote something.
pub fn written(words: Words, wrote: Released) -> String {
    match wrote.people() {
        None => words.t("results-written-withheld"),
        Some(0) => words.t("results-written-few"),
        Some(people) => words.with("results-written", &[("people", &grouped(people))]),
    }
}

/// “Agree” or “Strongly agree”.
fn one_of<'a>(words: Words, answers: impl Iterator<Item = &'a str>) -> String {
    let quoted: Vec<String> = answers.map(|answer| words.with("results-quoted", &[("answer", answer)])).collect();
    match quoted.split_last() {
        Some((last, rest)) if !rest.is_empty() => {
            words.with("results-or", &[("first", &rest.join(", ")), ("last", last)])
        }
        Some((only, _)) => only.clone(),
        None => String::new(),
    }
}

fn percent(words: Words, percent: u8) -> String {
    words.with("chart-share", &[("percent", &percent.to_string())])
}

/// Whether a scale is better told by its sides than by its largest answer.
pub fn has_sides(scale: &Scale) -> bool {
    scale.order == Order::Around && scale.steps.len() > 2
}

#[cfg(test)]
mod tests {
    use domain::{
        disclosure::{Cell, Dimension, Kind, Percent, Policy, RawTable, RecordKey, protect},
        text::Language,
    };
    use proptest::prelude::*;

    use super::*;

    const WORDS: Words = Words::of(Language::English);

    /// A table of answers whose keys round every count down.
    fn table(people: &[u64]) -> SafeTable {
        let categories = (0..people.len()).map(|at| at.to_string()).collect();
        let mut table =
            RawTable::new(vec![Dimension { code: "d".to_owned(), categories, kind: Kind::Answer }]).unwrap();
        for (at, count) in people.iter().enumerate() {
            (0..*count).for_each(|_| table.add(RecordKey::new([0xFF; 8]), &[Some(at)]).unwrap());
        }
        protect(&table, &Policy::default())
    }

    fn answers(table: &SafeTable, names: &[&str]) -> Vec<Answered> {
        let all = Released::all(table);
        all.into_iter().zip(names).map(|(value, name)| Answered { words: (*name).to_owned(), value }).collect()
    }

    fn around() -> Scale {
        Scale { order: Order::Around, steps: vec![0, 1, 2, 3, 4], beside: Vec::new() }
    }

    const NAMES: [&str; 5] = ["Strongly disagree", "Disagree", "Neither", "Agree", "Strongly agree"];

    #[test]
    fn one_answer_leads_only_by_more_than_rounding_can_do() {
        for (people, sentence, about) in [
            ([100, 50, 50], "50% answered “a”, more than anything else", vec![0]),
            ([85, 15, 0], "85% answered “a”, more than anything else", vec![0]),
            ([50, 45, 5], "“a” (50%) and “b” (45%) were answered most", vec![0, 1]),
            ([35, 35, 30], "No answer stands out", vec![]),
            ([20, 5, 5], "About 20 people answered “a”, more than anything else", vec![0]),
        ] {
            let found = largest(WORDS, "largest", &answers(&table(&people), &["a", "b", "c"]));
            assert_eq!(found, Finding { sentence: sentence.to_owned(), about }, "{people:?}");
        }
    }

    #[test]
    fn the_stronger_side_is_told_in_tenths() {
        for (people, sentence) in [
            ([10, 10, 20, 100, 60], "About 8 in 10 answered “Agree” or “Strongly agree”"),
            ([60, 60, 40, 30, 10], "About 6 in 10 answered “Strongly disagree” or “Disagree”"),
            ([0, 0, 0, 100, 100], "Nearly everybody answered “Agree” or “Strongly agree”"),
            (
                [40, 40, 20, 50, 45],
                "Answers are divided: “Agree” or “Strongly agree” 49%, “Strongly disagree” or “Disagree” 41%",
            ),
        ] {
            let table = table(&people);
            assert_eq!(sides(WORDS, &around(), &table, &answers(&table, &NAMES)).sentence, sentence, "{people:?}");
        }
        let few = table(&[5, 5, 5, 20, 5]);
        let found = sides(WORDS, &around(), &few, &answers(&few, &NAMES));
        assert_eq!(found.sentence, "About 20 people answered “Agree”, more than anything else");
    }

    #[test]
    fn statements_are_told_from_most_to_least() {
        let (most, least, few) = (table(&[5, 15, 20, 100, 60]), table(&[60, 60, 40, 30, 10]), table(&[10, 5, 0, 0, 0]));
        let names = NAMES.map(str::to_owned);
        let statements = [("I can", &least), ("I know", &most), ("I go", &few)];
        let statements: Vec<(String, &SafeTable)> = statements.map(|(name, table)| (name.to_owned(), table)).into();
        let found = range(WORDS, &around(), &names, &statements);
        assert_eq!(found, "80% answered “Agree” or “Strongly agree” to “I know”, 20% to “I can”");
        let found = range(WORDS, &around(), &names, &statements[2..]);
        assert_eq!(found, "Too few people have answered for shares");
    }

    #[test]
    fn averages_are_as_fine_as_the_numbers_bear() {
        let many = Spread::of(&table(&[0, 0, 200, 100])).unwrap();
        assert_eq!(average(WORDS, Some(&many), 3), "The average answer is 2.3 out of 3; at least half gave 2 or more");
        let some = Spread::of(&table(&[0, 0, 40, 20])).unwrap();
        assert_eq!(average(WORDS, Some(&some), 3), "The average answer is 2.5 out of 3; at least half gave 2 or more");
        assert_eq!(average(WORDS, None, 3), "Too few people have answered for shares");
        let found = averages(WORDS, &[("a".to_owned(), Some(some)), ("b".to_owned(), Some(many))], 3);
        assert_eq!(found, "Averages run from 2.3 (“b”) to 2.5 (“a”), out of 3");
    }

    #[test]
    fn words_are_only_counted() {
        let wrote = |count| Released { count, share: Percent::TooSmallBase };
        assert_eq!(written(WORDS, wrote(Cell::Published(1025))), "About 1,025 people wrote something");
        assert_eq!(written(WORDS, wrote(Cell::Published(0))), "Hardly anybody wrote something");
        assert_eq!(written(WORDS, wrote(Cell::Withheld)), "Not shown: fewer than 10 people wrote something");
    }

    proptest! {
        /// Whatever the keys do: what is called the largest is the largest in truth.
        #[test]
        fn the_largest_is_the_largest(people in prop::collection::vec(0_u64..60, 3), keys in prop::array::uniform8(0_u8..)) {
            let categories = ["a", "b", "c"].map(str::to_owned).to_vec();
            let mut raw = RawTable::new(vec![Dimension { code: "d".to_owned(), categories, kind: Kind::Answer }]).unwrap();
            for (at, count) in people.iter().enumerate() {
                (0..*count).for_each(|_| raw.add(RecordKey::new(keys), &[Some(at)]).unwrap());
            }
            let table = protect(&raw, &Policy::default());
            let found = largest(WORDS, "largest", &answers(&table, &["a", "b", "c"]));
            if let [only] = found.about[..] {
                prop_assert_eq!(Some(people[only]), people.iter().max().copied());
            }
        }
    }
}
