//! Research files: which variables a survey gives, what their numbers mean, and the numbers of one response.
//!
//! Who somebody is comes from the declared groups, never from what was ticked, so that files and tables can be compared
//! and a rare answer does not stand out; these columns are the keys that
//! [`crate::disclosure::microdata::protect_records`] works on. What
//! somebody says is given as it is, except whole numbers, which are given in bands. When somebody answered, in which
//! language and how, and where they live is not in the file; free text is a matter of its own.

use jiff::civil::Date;

use crate::{
    disclosure::declared::{Declared, ZoneClasses},
    response::{Answers, Journey, MissingCode, Value, missing::missing_of, value},
    survey::{ChoiceRole, Item, Kind, Prepared},
    text::{Language, Text},
};

/// The most keys of one file; of more, the last are left out.
pub const KEYS_MOST: usize = crate::disclosure::MAX_COLUMNS;

/// One column of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variable {
    /// Its name: the code of the question, with the line of a matrix or the choice after two underscores.
    pub name: String,
    /// The number of the question in print.
    pub number: String,
    /// The question, and the line or choice that this column is about.
    pub words: String,
    /// Whether it says who somebody is.
    pub key: bool,
    /// What its numbers mean; empty where a number means itself. The six missing codes go without saying.
    pub codes: Vec<(i64, String)>,
    /// The question in Gaelic; empty where it is not asked in Gaelic.
    pub gaelic: String,
    /// What its numbers allow.
    pub measure: Measure,
    /// Who was asked, in words; empty for everybody.
    pub universe: String,
    /// Whether its answers are special category data that say nothing of who somebody is to others: no group of alike
    /// people may give one away.
    pub special: bool,
    source: Source,
}

/// What the numbers of a variable allow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// To be told apart.
    Nominal,
    /// To be put in an order as well.
    Ordinal,
    /// To be counted with: they are numbers, and not every one of them has a label.
    Scale,
}

impl Variable {
    /// A column of codes that is no question's: for tests of what files look like.
    pub fn of_codes(name: &str, codes: &[(i64, &str)]) -> Self {
        let codes = codes.iter().map(|(code, label)| (*code, (*label).to_owned())).collect();
        let (number, words) = (String::new(), name.to_owned());
        let (gaelic, universe) = (String::new(), String::new());
        let (measure, special, source) = (Measure::Nominal, false, Source::Table(0));
        Self { name: name.to_owned(), number, words, key: true, codes, gaelic, measure, universe, special, source }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Source {
    /// A declared table, by its place among them: the code is the place of the category, from 1.
    Table(usize),
    /// A choice: the code is its place in the list, from 1.
    Choice(usize),
    /// Whether this choice of several was chosen: 1 or 0.
    Chosen(usize, String),
    /// A point on a scale.
    Number(usize),
}

/// What a survey gives to a research file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Variables {
    /// The columns: keys first.
    pub columns: Vec<Variable>,
    /// What is left out, by its code.
    pub left_out: Vec<String>,
    /// The fields with free text, by their codes.
    pub texts: Vec<String>,
}

/// The variables of a survey. `counted` names the characteristics that the population is known by, which are kept before
/// others; the label of a group comes from `group_name`.
pub fn variables(
    prepared: &Prepared,
    declared: &[Declared],
    counted: &[String],
    group_name: impl Fn(&str, &str) -> Option<Text>,
) -> Variables {
    let mut keys = Vec::new();
    let mut left_out = Vec::new();
    for (at, table) in declared.iter().enumerate().filter(|(_, table)| table.is_about_people()) {
        let Some(item) = table.field().map(|field| prepared.item(prepared.fields()[field].item)) else { continue };
        let code = table.dimension.code.as_str();
        if item.not_published || matches!(code, "locality" | "partnership") {
            left_out.push(code.to_owned());
            continue;
        }
        let label = |category: &String| {
            let own = prepared.questionnaire().choices_of(item).iter().find(|choice| choice.code == *category);
            let words = group_name(code, category).or_else(|| own.map(|choice| choice.words.clone()));
            words.map_or_else(|| category.clone(), |words| said(&words))
        };
        let codes = (1..).zip(table.dimension.categories.iter().map(label)).collect();
        let number = prepared.questionnaire().label(item.code.as_str()).unwrap_or_default();
        let (words, gaelic) = (said(&item.words), gaelic(&item.words));
        let (measure, universe) = (measure_of(code), universe(prepared, item));
        let (name, key, special, source) = (code.to_owned(), true, false, Source::Table(at));
        keys.push(Variable { name, number, words, key, codes, gaelic, measure, universe, special, source });
    }
    keys.sort_by_key(|variable| !counted.contains(&variable.name));
    left_out.extend(keys.drain(KEYS_MOST.min(keys.len())..).map(|variable| variable.name));
    let mut variables = Variables { columns: keys, left_out, texts: Vec::new() };
    for field in 0..prepared.fields().len() {
        question(prepared, declared, field, &mut variables);
    }
    variables
}

/// The columns of a field that is not about who somebody is.
fn question(prepared: &Prepared, declared: &[Declared], field: usize, variables: &mut Variables) {
    let known = &prepared.fields()[field];
    let item = prepared.item(known.item);
    if item.characteristic.is_some() {
        return;
    }
    let name = known.name.replace(['.', '-'], "__");
    if item.not_published {
        variables.left_out.push(name);
        return;
    }
    let number = prepared.questionnaire().label(item.code.as_str()).unwrap_or_default();
    let row = prepared.row(known).map(|row| &row.words);
    let words = row.map_or_else(|| said(&item.words), |row| format!("{}: {}", said(&item.words), said(row)));
    let gaelic = joined(gaelic(&item.words), row);
    let choices = prepared.questionnaire().choices_of(item);
    let (universe, measure) = (universe(prepared, item), measure_of_kind(&item.kind));
    let mut push = |name: String, words: String, gaelic: String, codes: Vec<(i64, String)>, source: Source| {
        variables.columns.push(Variable {
            name,
            number: number.clone(),
            words,
            key: false,
            codes,
            gaelic,
            measure,
            universe: universe.clone(),
            special: item.special_category,
            source,
        });
    };
    match &item.kind {
        Kind::Single { .. } | Kind::Matrix { .. } => {
            let labels = (1..).zip(choices).filter(|(_, choice)| is_answer(choice.role));
            let codes = labels.map(|(at, choice)| (at, said(&choice.words))).collect();
            push(name, words, gaelic, codes, Source::Choice(field));
        }
        Kind::Multiple { .. } => {
            for choice in choices.iter().filter(|choice| is_answer(choice.role)) {
                let words = format!("{words}: {}", said(&choice.words));
                let codes = vec![(0, "not chosen".to_owned()), (1, "chosen".to_owned())];
                let gaelic = joined(gaelic.clone(), Some(&choice.words));
                let source = Source::Chosen(field, choice.code.clone());
                push(format!("{name}__{}", choice.code), words, gaelic, codes, source);
            }
        }
        Kind::Scale { from, to, low, high, .. } => {
            let ends = vec![(*from, format!("{from} {}", said(low))), (*to, format!("{to} {}", said(high)))];
            push(name, words, gaelic, ends, Source::Number(field));
        }
        Kind::Whole { .. } => {
            let Some(at) = declared.iter().position(|table| table.field() == Some(field)) else { return };
            let codes = (1..).zip(declared[at].dimension.categories.iter().cloned()).collect();
            push(name, words, gaelic, codes, Source::Table(at));
        }
        Kind::ShortText { .. } | Kind::LongText { .. } => variables.texts.push(known.name.clone()),
        Kind::Place => variables.left_out.push(name),
        Kind::Note => {}
    }
}

fn said(words: &Text) -> String {
    words.best(Language::English).0.to_owned()
}

/// The words in Gaelic; nothing where there are none.
fn gaelic(words: &Text) -> String {
    words.get(Language::Gaelic).unwrap_or_default().to_owned()
}

/// A question and its line or choice; nothing unless both are there.
fn joined(question: String, part: Option<&Text>) -> String {
    match part.map(gaelic) {
        None => question,
        Some(part) if part.is_empty() || question.is_empty() => String::new(),
        Some(part) => format!("{question}: {part}"),
    }
}

/// Who was asked, in words: the conditions of the page and of the question as they are written.
fn universe(prepared: &Prepared, item: &Item) -> String {
    let page = prepared.questionnaire().pages.iter().find(|page| page.items.iter().any(|one| one.code == item.code));
    let conditions = [page.and_then(|page| page.show_if.as_deref()), item.show_if.as_deref()];
    let conditions: Vec<&str> = conditions.into_iter().flatten().collect();
    if conditions.is_empty() { String::new() } else { format!("those with {}", conditions.join(" and ")) }
}

/// What the answers to a kind of question allow.
const fn measure_of_kind(kind: &Kind) -> Measure {
    match kind {
        Kind::Scale { .. } => Measure::Scale,
        Kind::Matrix { .. } | Kind::Whole { .. } => Measure::Ordinal,
        _ => Measure::Nominal,
    }
}

/// Characteristics whose groups are in an order.
fn measure_of(characteristic: &str) -> Measure {
    const ORDERED: [&str; 5] = ["age", "deprivation", "qualification", "time_in_job", "health"];
    if ORDERED.contains(&characteristic) { Measure::Ordinal } else { Measure::Nominal }
}

/// "I do not know" and "I prefer not to say" have codes of their own.
fn is_answer(role: ChoiceRole) -> bool {
    !matches!(role, ChoiceRole::DontKnow | ChoiceRole::PreferNotToSay)
}

/// The numbers of one response that was sent, one for each variable: a code of the variable, or of [`MissingCode`].
pub fn numbers(
    prepared: &Prepared,
    declared: &[Declared],
    variables: &[Variable],
    answers: &Answers,
    week: Date,
    zones: &ZoneClasses,
) -> Vec<i64> {
    // Whoever sends has been everywhere: what is empty was left out, not broken off.
    let everywhere = prepared.questionnaire().pages.iter().map(|page| page.code.clone()).collect();
    let journey = Journey::derive(prepared, answers, &everywhere);
    let number = |variable: &Variable| {
        let (field, found) = match &variable.source {
            Source::Table(at) => {
                let table = &declared[*at];
                (table.field()?, table.category(prepared, week, answers, zones).and_then(code))
            }
            Source::Choice(field) => (*field, choice(prepared, *field, answers)),
            Source::Chosen(field, code) => (*field, chosen(prepared, *field, code, answers)),
            Source::Number(field) => match value(prepared, *field, answers) {
                Value::Number(point) => (*field, Some(point)),
                _ => (*field, None),
            },
        };
        let missing = || missing_of(field, &journey).unwrap_or(MissingCode::NotAnswered);
        Some(found.unwrap_or_else(|| i64::from(missing().number())))
    };
    let not_answered = i64::from(MissingCode::NotAnswered.number());
    variables.iter().map(|variable| number(variable).unwrap_or(not_answered)).collect()
}

fn code(at: usize) -> Option<i64> {
    i64::try_from(at + 1).ok()
}

fn choice(prepared: &Prepared, field: usize, answers: &Answers) -> Option<i64> {
    let Value::Chosen(chosen) = value(prepared, field, answers) else { return None };
    let item = prepared.item(prepared.fields()[field].item);
    let choices = prepared.questionnaire().choices_of(item);
    let at = choices.iter().position(|choice| choice.code == chosen && is_answer(choice.role))?;
    code(at)
}

fn chosen(prepared: &Prepared, field: usize, code: &str, answers: &Answers) -> Option<i64> {
    let Value::Several(codes) = value(prepared, field, answers) else { return None };
    let item = prepared.item(prepared.fields()[field].item);
    let refused = prepared.questionnaire().choices_of(item).iter().filter(|choice| !is_answer(choice.role));
    if refused.into_iter().any(|choice| codes.contains(&choice.code)) {
        return None;
    }
    Some(i64::from(codes.iter().any(|chosen| chosen == code)))
}

/// What a number of a variable means: its label, or the name of the missing code.
pub fn label(variable: &Variable, number: i64) -> String {
    if let Some((_, label)) = variable.codes.iter().find(|(code, _)| *code == number) {
        return label.clone();
    }
    match MissingCode::from_number(number) {
        Some(missing) => format!("({})", missing.name().replace('-', " ")),
        None => number.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::{
        disclosure::declared::{Groups, declare},
        survey::template,
    };

    fn set_up(definition: crate::survey::Definition) -> (Prepared, Vec<Declared>) {
        let prepared = Prepared::new(definition.questionnaire);
        let ages = ["16_24", "25_34"].map(|code| (code.to_owned(), vec![code.to_owned()])).to_vec();
        let groups = [Groups { characteristic: "age".to_owned(), of_places: false, groups: ages }];
        let declared = declare(&prepared, &groups, date(2026, 11, 2));
        (prepared, declared)
    }

    #[test]
    fn the_officials_file_has_no_geography_and_at_most_eight_keys() {
        let (prepared, declared) = set_up(template::officials());
        let variables = variables(&prepared, &declared, &[], |_, _| None);
        let keys: Vec<&str> = variables.columns.iter().filter(|v| v.key).map(|v| v.name.as_str()).collect();
        assert_eq!(keys, ["role", "time_in_job", "employer", "policy_area"]);
        assert!(variables.left_out.contains(&"partnership".to_owned()));
        assert!(!variables.texts.is_empty());
        let mut names: Vec<&str> = variables.columns.iter().map(|v| v.name.as_str()).collect();
        names.sort_unstable();
        let count = names.len();
        names.dedup();
        assert_eq!(names.len(), count, "names of variables are unique");
    }

    #[test]
    fn what_is_not_there_says_why() {
        let (prepared, declared) = set_up(template::community());
        let variables = variables(&prepared, &declared, &["age".to_owned()], |_, _| None);
        assert_eq!(variables.columns[0].name, "age");
        assert_eq!(variables.columns.iter().filter(|v| v.key).count(), KEYS_MOST);
        let answers = Answers::default().with("age", &["25_34"]).with("sex", &["prefer_not"]);
        let zones = ZoneClasses::default();
        let row = numbers(&prepared, &declared, &variables.columns, &answers, date(2026, 11, 9), &zones);
        let of = |name: &str| row[variables.columns.iter().position(|v| v.name == name).unwrap()];
        assert_eq!((of("age"), of("sex"), of("religion")), (2, -8, -9));
        assert_eq!(label(&variables.columns[0], 2), "25 to 34");
        assert_eq!(label(&variables.columns[0], -5), "(suppressed)");
    }
}
