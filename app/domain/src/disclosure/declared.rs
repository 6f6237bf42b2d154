//! The closed list of tables of a survey: what may be counted is declared by its questionnaire, before anybody looks.
//!
//! One table for each characteristic of people, one for each question (one for each choice where several may be chosen,
//! one for each line of a matrix), and one for the weeks. Nothing can be asked for that is not in the list, and a later
//! release counts the same tables (facts on disclosure, 3.6 rule 1).

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::table::{Dimension, Kind as DimensionKind};
use crate::{
    response::{Answers, Value, place::Whereabouts, value},
    survey::{ChoiceRole, Item, Kind, Prepared},
    time::days_between,
};

/// How many weeks are counted one by one; whoever answers later counts in the last.
pub const WEEKS: usize = 53;
/// The name of the table of weeks.
pub const WEEK_TABLE: &str = "weeks";

/// A characteristic and its groups, as they are compared with the population.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Groups {
    /// The characteristic's code.
    pub characteristic: String,
    /// Whether it is one of places, which data zones have, and not of people themselves.
    pub of_places: bool,
    /// Each group's code, and the categories (`counts_as`, classes of zones) that belong to it.
    pub groups: Vec<(String, Vec<String>)>,
}

/// What places mean: classes of data zones by characteristic (`deprivation`, `locality` ...), zone by zone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ZoneClasses(pub BTreeMap<String, BTreeMap<String, String>>);

/// One table that may be counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Declared {
    /// Its name: `weeks`, `about.age`, `q6.influence`, `travel#bus`.
    pub name: String,
    /// Its only dimension.
    pub dimension: Dimension,
    what: What,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum What {
    Weeks {
        from: Date,
    },
    /// The group of a category that the answer counts as.
    Group {
        field: usize,
        by_choice: BTreeMap<String, usize>,
    },
    /// The group of a place.
    Place {
        field: usize,
        characteristic: String,
        by_class: BTreeMap<String, usize>,
    },
    /// The code of a choice.
    Choice {
        field: usize,
        by_code: BTreeMap<String, usize>,
    },
    /// Whether one of several choices was chosen.
    Chosen {
        field: usize,
        code: String,
    },
    /// A point of a scale.
    Point {
        field: usize,
        from: i64,
    },
    /// A band of whole numbers, by its upper ends.
    Band {
        field: usize,
        upper: Vec<i64>,
    },
    /// Whether anything was written.
    Written {
        field: usize,
    },
}

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
fn bands(from: i64, to: i64) -> Vec<i64> {
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

fn band_codes(from: i64, upper: &[i64]) -> Vec<String> {
    let lower = std::iter::once(from).chain(upper.iter().map(|end| end + 1));
    lower.zip(upper).map(|(low, high)| if low == *high { low.to_string() } else { format!("{low}-{high}") }).collect()
}

impl Declared {
    /// The category of one response in this table; `None` when it did not say.
    pub fn category(&self, prepared: &Prepared, week: Date, answers: &Answers, zones: &ZoneClasses) -> Option<usize> {
        match &self.what {
            What::Weeks { from } => {
                let weeks = days_between(*from, week).div_euclid(7);
                Some(usize::try_from(weeks).unwrap_or(0).min(WEEKS - 1))
            }
            What::Group { field, by_choice } => match value(prepared, *field, answers) {
                Value::Chosen(code) => by_choice.get(code).copied(),
                _ => None,
            },
            What::Place { field, characteristic, by_class } => {
                let Value::Place(place) = value(prepared, *field, answers) else { return None };
                let class = match place {
                    Whereabouts::Zone(zone) => zones.0.get(characteristic)?.get(zone)?.as_str(),
                    Whereabouts::Locality(code) if characteristic == "locality" => code,
                    Whereabouts::Locality(_) => return None,
                };
                by_class.get(class).copied()
            }
            What::Choice { field, by_code } => match value(prepared, *field, answers) {
                Value::Chosen(code) => by_code.get(code).copied(),
                _ => None,
            },
            What::Chosen { field, code } => chosen(prepared, *field, code, answers),
            What::Point { field, from } => match value(prepared, *field, answers) {
                Value::Number(point) => usize::try_from(point - from).ok().filter(|at| *at < self.categories()),
                _ => None,
            },
            What::Band { field, upper } => match value(prepared, *field, answers) {
                Value::Number(number) => upper.iter().position(|end| number <= *end),
                _ => None,
            },
            What::Written { field } => Some(usize::from(!matches!(value(prepared, *field, answers), Value::Words(_)))),
        }
    }

    /// The field that it is counted from; none for the weeks.
    pub fn field(&self) -> Option<usize> {
        match &self.what {
            What::Weeks { .. } => None,
            What::Group { field, .. }
            | What::Place { field, .. }
            | What::Choice { field, .. }
            | What::Chosen { field, .. }
            | What::Point { field, .. }
            | What::Band { field, .. }
            | What::Written { field } => Some(*field),
        }
    }

    /// Whether it is about who people are, as opposed to what they say.
    pub fn is_about_people(&self) -> bool {
        matches!(self.what, What::Group { .. } | What::Place { .. })
    }

    fn categories(&self) -> usize {
        self.dimension.categories.len()
    }
}

/// Whether one of several choices was chosen, of those who chose any and did not prefer not to say.
fn chosen(prepared: &Prepared, field: usize, code: &str, answers: &Answers) -> Option<usize> {
    let Value::Several(codes) = value(prepared, field, answers) else { return None };
    let item: &Item = prepared.item(prepared.fields()[field].item);
    let choices = prepared.questionnaire().choices_of(item);
    let refused =
        |code: &String| choices.iter().any(|choice| choice.code == *code && choice.role == ChoiceRole::PreferNotToSay);
    if codes.iter().any(refused) {
        return None;
    }
    Some(usize::from(!codes.iter().any(|chosen| chosen == code)))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::survey::template;

    fn groups() -> Vec<Groups> {
        let one = |characteristic: &str, groups: &[(&str, &[&str])]| Groups {
            characteristic: characteristic.to_owned(),
            of_places: matches!(characteristic, "deprivation" | "locality"),
            groups: groups
                .iter()
                .map(|(code, categories)| ((*code).to_owned(), categories.iter().map(|c| (*c).to_owned()).collect()))
                .collect(),
        };
        vec![
            one("sex", &[("female", &["female"]), ("male", &["male"])]),
            one("deprivation", &[("1", &["1"]), ("2", &["2"])]),
            one("locality", &[("west", &["west"])]),
        ]
    }

    #[test]
    fn every_table_has_a_name_of_its_own_and_texts_are_only_counted() {
        for definition in [template::community(), template::officials()] {
            let prepared = Prepared::new(definition.questionnaire);
            let tables = declare(&prepared, &groups(), date(2026, 11, 23));
            let names: std::collections::BTreeSet<_> = tables.iter().map(|table| &table.name).collect();
            assert_eq!(names.len(), tables.len());
            assert!(tables.iter().all(|table| table.dimension.categories.len() >= 2 || table.name == "about.locality"));
        }
    }

    #[test]
    fn what_is_not_published_is_in_no_table_of_answers() {
        let prepared = Prepared::new(template::officials().questionnaire);
        let tables = declare(&prepared, &groups(), date(2026, 11, 23));
        let hidden = prepared.fields().iter().filter(|field| prepared.item(field.item).not_published);
        for field in hidden {
            assert!(tables.iter().all(|table| table.name != field.name));
        }
    }

    #[test]
    fn places_are_counted_by_zone_or_by_locality() {
        let prepared = Prepared::new(template::community().questionnaire);
        let tables = declare(&prepared, &groups(), date(2026, 11, 23));
        let place = prepared.fields().iter().find(|f| prepared.item(f.item).kind == Kind::Place).unwrap().name.clone();
        let class = |zone: &str, class: &str| BTreeMap::from([(zone.to_owned(), class.to_owned())]);
        let zones = ZoneClasses(BTreeMap::from([
            ("deprivation".to_owned(), class("S01010891", "2")),
            ("locality".to_owned(), class("S01010891", "west")),
        ]));
        let of = |table: &str, answers: &Answers| {
            let table = tables.iter().find(|t| t.name == table).unwrap();
            table.category(&prepared, date(2026, 11, 23), answers, &zones)
        };
        let by_zone = Answers::default().with(&place, &["zone:S01010891"]);
        assert_eq!((of("about.deprivation", &by_zone), of("about.locality", &by_zone)), (Some(1), Some(0)));
        let by_list = Answers::default().with(&place, &["locality:west"]);
        assert_eq!((of("about.deprivation", &by_list), of("about.locality", &by_list)), (None, Some(0)));
    }

    #[test]
    fn weeks_count_from_the_opening() {
        let prepared = Prepared::new(template::community().questionnaire);
        let tables = declare(&prepared, &groups(), date(2026, 11, 23));
        let week = |monday| tables[0].category(&prepared, monday, &Answers::default(), &ZoneClasses::default());
        assert_eq!(week(date(2026, 11, 23)), Some(0));
        assert_eq!(week(date(2026, 12, 14)), Some(3));
        assert_eq!(week(date(2026, 11, 16)), Some(0));
        assert_eq!(week(date(2030, 1, 7)), Some(WEEKS - 1));
    }

    #[test]
    fn numbers_are_counted_in_few_bands() {
        for (from, to, codes) in [
            (0, 100, vec!["0-19", "20-39", "40-59", "60-79", "80-99", "100"]),
            (0, 110, vec!["0-19", "20-39", "40-59", "60-79", "80-99", "100-110"]),
            (0, 120, vec!["0-24", "25-49", "50-74", "75-99", "100-120"]),
            (1, 12, vec!["1-2", "3-4", "5-6", "7-8", "9-10", "11-12"]),
            (1, 4, vec!["1", "2", "3", "4"]),
        ] {
            assert_eq!(band_codes(from, &bands(from, to)), codes, "{from}..{to}");
        }
    }
}
