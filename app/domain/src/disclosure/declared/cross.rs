//! The tables of two dimensions: two characteristics, or a characteristic and a question, and who left a question out.
//!
//! Everybody who took part is in each of them: whoever did not say has a category of their own. So a table shows no base
//! that the tables of one dimension do not show already, and its margins are the same people with the same numbers.
//! Counting a response costs one step for each table.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{
    super::table::{Dimension, Kind as DimensionKind, NOT_SAID},
    Declared, ZoneClasses,
};
use crate::{
    response::{Answers, routing::Routing},
    survey::Prepared,
};

/// The most tables of two dimensions that a survey may have.
pub const MOST_TABLES: usize = 1500;
/// The most cells that they may have together, margins included.
pub const MOST_CELLS: usize = 200_000;
/// Whoever was asked and did not answer. No code has a space, so that it is nobody's.
pub const NOT_ANSWERED: &str = "not answered";
/// Whoever was not asked.
pub const NOT_ASKED: &str = "not asked";
/// Whoever answered, in a table of who left a question out.
pub const ANSWERED: &str = "answered";

/// One table of two dimensions that may be counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Crossed {
    /// Its name: `about.age~about.sex`, `about.age~q6.influence`, `about.age~q6.influence~answered`.
    pub name: String,
    /// First the characteristic, then the other characteristic or the question.
    pub dimensions: Vec<Dimension>,
    axes: [Axis; 2],
}

/// How a response finds its place in one dimension: from its category in a table of one dimension.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Axis {
    /// Which table.
    table: usize,
    /// How many categories that has.
    said: usize,
    /// The item that not everybody is asked.
    asked: Option<usize>,
    reading: Reading,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reading {
    /// The category as it is.
    Category,
    /// Only whether there is one.
    Answered,
    /// Only whether something was written.
    Written,
}

/// Why a table, or a group in all tables, is left out. It says no number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Why {
    /// There would be more than [`MOST_TABLES`], or more than [`MOST_CELLS`].
    TooMany,
    /// Nearly the same people are another group, so that the two numbers would give a few people away.
    TooClose,
}

/// What is left out, for those who run a survey.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftOut {
    /// The table's name.
    pub table: String,
    /// The group in it; none when it is the whole table.
    pub group: Option<String>,
    /// Why.
    pub why: Why,
}

/// All tables of two dimensions of a survey.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Crossing {
    /// The tables: pairs of characteristics first, then who left out what, then the questions.
    pub tables: Vec<Crossed>,
    /// What there is no room for.
    pub left_out: Vec<LeftOut>,
    /// Whether some questions are not for everybody.
    routed: bool,
}

/// What one response says in each table of one dimension.
#[derive(Clone, Debug)]
pub struct Record {
    categories: Vec<Option<usize>>,
    routing: Option<Routing>,
}

/// The tables of two dimensions of a survey whose tables of one dimension are these.
///
/// Every pair of characteristics that it asks about, every question by every characteristic, and who left each question
/// out. What is not published is in none of them.
pub fn cross(prepared: &Prepared, declared: &[Declared]) -> Crossing {
    let item = |table: &Declared| table.field().map(|field| prepared.item(prepared.fields()[field].item));
    let open: Vec<usize> = (0..declared.len())
        .filter(|at| item(&declared[*at]).is_some_and(|item| !item.not_published))
        .filter(|at| !declared[*at].dimension.categories.is_empty())
        .collect();
    let (people, questions): (Vec<usize>, Vec<usize>) =
        open.into_iter().partition(|at| declared[*at].is_about_people());
    let mut crossing =
        Crossing { routed: questions.iter().any(|at| is_routed(prepared, &declared[*at])), ..Default::default() };
    for (at, first) in people.iter().enumerate() {
        for second in &people[at + 1..] {
            let name = format!("{}~{}", declared[*first].name, declared[*second].name);
            crossing.push(name, [of_people(declared, *first), of_people(declared, *second)]);
        }
    }
    for first in &people {
        let mut fields = BTreeSet::new();
        for question in &questions {
            let Some(field) = declared[*question].field().filter(|field| fields.insert(*field)) else { continue };
            let name = format!("{}~{}~{ANSWERED}", declared[*first].name, prepared.fields()[field].name);
            crossing.push(name, [of_people(declared, *first), of_leaving_out(prepared, declared, *question)]);
        }
    }
    for question in questions.iter().filter(|at| !declared[**at].is_written()) {
        for first in &people {
            let name = format!("{}~{}", declared[*first].name, declared[*question].name);
            crossing.push(name, [of_people(declared, *first), of_question(prepared, declared, *question)]);
        }
    }
    crossing
}

fn is_routed(prepared: &Prepared, table: &Declared) -> bool {
    routed_item(prepared, table).is_some()
}

/// The item of a table, if not everybody is asked it.
fn routed_item(prepared: &Prepared, table: &Declared) -> Option<usize> {
    let item = prepared.fields()[table.field()?].item;
    let page = prepared.page_of(item);
    (prepared.item_condition(item).is_some() || prepared.page_condition(page).is_some()).then_some(item)
}

fn of_people(declared: &[Declared], table: usize) -> (Dimension, Axis) {
    let mut dimension = declared[table].dimension.clone();
    let said = dimension.categories.len();
    dimension.categories.push(NOT_SAID.to_owned());
    (dimension, Axis { table, said, asked: None, reading: Reading::Category })
}

fn of_question(prepared: &Prepared, declared: &[Declared], table: usize) -> (Dimension, Axis) {
    let mut dimension = declared[table].dimension.clone();
    let said = dimension.categories.len();
    let asked = without_answer(prepared, &declared[table], &mut dimension);
    (dimension, Axis { table, said, asked, reading: Reading::Category })
}

fn of_leaving_out(prepared: &Prepared, declared: &[Declared], table: usize) -> (Dimension, Axis) {
    let field = declared[table].field().unwrap_or_default();
    let code = prepared.fields()[field].name.clone();
    let mut dimension = Dimension { code, categories: vec![ANSWERED.to_owned()], kind: DimensionKind::Answer };
    let asked = without_answer(prepared, &declared[table], &mut dimension);
    let reading = if declared[table].is_written() { Reading::Written } else { Reading::Answered };
    (dimension, Axis { table, said: 1, asked, reading })
}

/// Adds the categories of those who gave no answer; the item that not everybody is asked.
fn without_answer(prepared: &Prepared, table: &Declared, dimension: &mut Dimension) -> Option<usize> {
    let asked = routed_item(prepared, table);
    dimension.categories.push(NOT_ANSWERED.to_owned());
    if asked.is_some() {
        dimension.categories.push(NOT_ASKED.to_owned());
    }
    asked
}

impl Crossing {
    fn push(&mut self, name: String, [(first, a), (second, b)]: [(Dimension, Axis); 2]) {
        let new = Crossed { name, dimensions: vec![first, second], axes: [a, b] };
        let cells = |table: &Crossed| table.dimensions.iter().map(|of| of.categories.len() + 1).product::<usize>();
        let all = self.tables.iter().map(cells).sum::<usize>() + cells(&new);
        if self.tables.len() < MOST_TABLES && all <= MOST_CELLS {
            self.tables.push(new);
        } else {
            self.left_out.push(LeftOut { table: new.name, group: None, why: Why::TooMany });
        }
    }

    /// What one response says, once for all tables.
    pub fn record(
        &self,
        prepared: &Prepared,
        declared: &[Declared],
        week: Date,
        answers: &Answers,
        zones: &ZoneClasses,
    ) -> Record {
        let categories = declared.iter().map(|table| table.category(prepared, week, answers, zones)).collect();
        Record { categories, routing: self.routed.then(|| Routing::derive(prepared, answers)) }
    }
}

impl Record {
    /// Its category in one table of one dimension, by its place in the list; `None` when it did not say.
    pub fn category(&self, table: usize) -> Option<usize> {
        self.categories.get(table).copied().flatten()
    }
}

impl Crossed {
    /// The place of one response: in each dimension it has one.
    pub fn place(&self, record: &Record) -> [Option<usize>; 2] {
        [Some(self.axes[0].place(record)), Some(self.axes[1].place(record))]
    }

    /// Whether both dimensions are characteristics of people.
    pub fn is_about_people(&self) -> bool {
        self.dimensions.iter().all(|dimension| dimension.kind == DimensionKind::Group)
    }
}

impl Axis {
    fn place(&self, record: &Record) -> usize {
        let asks = |item: usize| record.routing.as_ref().is_none_or(|routing| routing.asks(item));
        if self.asked.is_some_and(|item| !asks(item)) {
            return self.said + 1;
        }
        let category = record.category(self.table);
        let place = match self.reading {
            Reading::Category => category,
            Reading::Answered => category.map(|_| 0),
            Reading::Written => category.filter(|written| *written == 0),
        };
        place.unwrap_or(self.said)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::{super::Groups, *};
    use crate::{
        disclosure::{RawTable, declared::declare},
        survey::template,
    };

    fn groups() -> Vec<Groups> {
        let one = |characteristic: &str, of_places: bool, codes: &[&str]| Groups {
            characteristic: characteristic.to_owned(),
            of_places,
            groups: codes.iter().map(|code| ((*code).to_owned(), vec![(*code).to_owned()])).collect(),
        };
        vec![
            one("sex", false, &["female", "male"]),
            one("deprivation", true, &["1", "2", "3", "4", "5"]),
            one("locality", true, &["west", "east"]),
        ]
    }

    fn crossed() -> (Prepared, Vec<Declared>, Crossing) {
        let prepared = Prepared::new(template::community().questionnaire);
        let declared = declare(&prepared, &groups(), date(2026, 11, 23));
        let crossing = cross(&prepared, &declared);
        (prepared, declared, crossing)
    }

    #[test]
    fn the_pairs_that_are_asked_for_are_there() {
        let (_, declared, crossing) = crossed();
        let names: BTreeSet<&str> = crossing.tables.iter().map(|table| table.name.as_str()).collect();
        assert_eq!(names.len(), crossing.tables.len());
        let pair = |a: &str, b: &str| {
            names.contains(format!("about.{a}~about.{b}").as_str())
                || names.contains(format!("about.{b}~about.{a}").as_str())
        };
        for (a, b) in [
            ("age", "deprivation"),
            ("ethnic_group", "deprivation"),
            ("locality", "deprivation"),
            ("sex", "age"),
            ("disability", "deprivation"),
        ] {
            assert!(pair(a, b), "{a} {b}");
        }
        let questions = declared.iter().filter(|table| !table.is_about_people() && table.field().is_some());
        for question in questions.filter(|table| !table.is_written()) {
            assert!(names.contains(format!("about.locality~{}", question.name).as_str()), "{}", question.name);
        }
        assert!(names.iter().any(|name| name.ends_with("~answered")));
        assert!(crossing.left_out.is_empty(), "{:?}", crossing.left_out.first());
    }

    #[test]
    fn everybody_has_a_place_in_every_table() {
        let (prepared, declared, crossing) = crossed();
        let record =
            crossing.record(&prepared, &declared, date(2026, 11, 23), &Answers::default(), &ZoneClasses::default());
        for table in &crossing.tables {
            let at = table.place(&record);
            assert!(at.iter().all(Option::is_some), "{}", table.name);
            let mut raw = RawTable::new(table.dimensions.clone()).unwrap();
            raw.add(crate::disclosure::RecordKey::new([1; 8]), &at).unwrap();
            let last = table.dimensions[0].categories.len() - 1;
            assert_eq!(at[0], Some(last), "{}: nobody said who they are", table.name);
        }
    }

    #[test]
    fn what_is_not_published_is_crossed_with_nothing() {
        let prepared = Prepared::new(template::officials().questionnaire);
        let declared = declare(&prepared, &groups(), date(2026, 11, 23));
        let crossing = cross(&prepared, &declared);
        let hidden = |table: &&Declared| {
            table.field().is_some_and(|field| prepared.item(prepared.fields()[field].item).not_published)
        };
        for hidden in declared.iter().filter(hidden) {
            assert!(crossing.tables.iter().all(|table| !table.name.split('~').any(|part| part == hidden.name)));
        }
    }
}
