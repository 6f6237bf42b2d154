//! What the public can make tables of: exactly what is released of a survey, by what goes down and what goes across.

use std::{collections::BTreeSet, sync::Arc};

use domain::{
    disclosure::{
        Cell, NOT_SAID, Percent, SafeTable,
        declared::{ANSWERED, NOT_ANSWERED, NOT_ASKED, about_name},
    },
    survey::{Choice, Kind},
    text::Text,
};
use jiff::civil::Date;
use store::{partnership::Partnership, survey::Survey};

use super::{Newest, ReleasedTable, crossed, crossed_names, newest};
use crate::{Context, Result, place, survey::Loaded};

/// What is offered of one survey.
#[derive(Clone, Debug)]
pub struct Offer {
    /// The survey.
    pub survey: Survey,
    /// Whose it is.
    pub partnership: Partnership,
    /// What was asked.
    pub version: Arc<Loaded>,
    /// The release.
    pub newest: Newest,
    /// What can go down or across: characteristics first, then questions.
    pub axes: Vec<Axis>,
    /// The names of the tables of two dimensions that are released.
    pub crossed: BTreeSet<String>,
    populations: Vec<place::Population>,
}

/// What can go down or across.
#[derive(Clone, Debug)]
pub struct Axis {
    /// The name of its table: `about.age`, `q6.influence`, `travel#bus`.
    pub name: String,
    /// The code of its dimension.
    pub code: String,
    /// Its field, by which who left it out is known.
    pub field: String,
    /// The number of the question in print; empty for a characteristic.
    pub number: String,
    /// The characteristic, or the question.
    pub words: Text,
    /// The line of a matrix or the choice that it is about.
    pub part: Option<Text>,
    /// Whether it is who people are.
    pub about_people: bool,
    choices: Vec<Choice>,
}

/// What somebody asks for, by the names of axes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wish {
    /// What goes down.
    pub rows: String,
    /// What goes across; empty for numbers of people only.
    pub columns: String,
    /// The code of a locality; empty for everywhere.
    pub area: String,
    /// Only who answered the question and who left it out.
    pub left_out: bool,
}

/// Why there is no table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotReleased {
    /// There is no such thing to choose: the name of the parameter.
    Unknown(&'static str),
    /// What was chosen exists, and this table of it is not released.
    Combination,
}

/// A table as it is shown.
#[derive(Clone, Debug)]
pub struct Shown {
    /// The name of the released table.
    pub name: String,
    /// The last day whose answers are in it.
    pub up_to: Date,
    /// What goes down.
    pub rows: Axis,
    /// What goes across.
    pub columns: Option<Axis>,
    /// The codes across; none where there are only numbers of people.
    pub heads: Vec<String>,
    /// The lines, everybody last.
    pub lines: Vec<Line>,
}

/// One line of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The code of its category; none for everybody.
    pub code: Option<String>,
    /// What stands under each head.
    pub cells: Vec<Value>,
    /// All people of the line.
    pub all: Value,
}

/// A number of people, and what part of those who answered they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Value {
    /// How many.
    pub count: Cell,
    /// Which part of the line.
    pub share: Percent,
}

/// What can be made of a survey; none when nothing is released of it. Whether its results are public is the caller's
/// question.
pub async fn offer(ctx: &Context, survey: Survey) -> Result<Option<Offer>> {
    let Some(newest) = newest(ctx, &survey).await? else { return Ok(None) };
    let partnership = crate::partnership::known(&mut ctx.store.main.read().await?, survey.partnership).await?;
    let version = crate::survey::newest_or_draft(ctx, &survey).await?;
    let populations = place::populations(ctx, &partnership).await?;
    let crossed = crossed_names(ctx, &survey).await?.into_iter().collect();
    let (declared, _) = super::declared(ctx, &survey, &version).await?;
    let prepared = &version.prepared;
    let mut axes = Vec::new();
    for one in declared.iter().filter(|one| newest.released.tables.contains_key(&one.name)) {
        let Some(field) = one.field().and_then(|field| prepared.fields().get(field)) else { continue };
        let item = prepared.item(field.item);
        if item.not_published {
            continue;
        }
        let choices = prepared.questionnaire().choices_of(item).to_vec();
        let about_people = one.is_about_people();
        let code = one.dimension.code.clone();
        let title = populations.iter().find(|population| about_people && population.characteristic == code);
        let chosen = |kind: &Kind| matches!(kind, Kind::Multiple { .. }).then(|| one.name.rsplit_once('#')).flatten();
        let part = match prepared.row(field) {
            Some(row) => Some(row.words.clone()),
            None => chosen(&item.kind)
                .and_then(|(_, code)| choices.iter().find(|choice| choice.code == code))
                .map(|choice| choice.words.clone()),
        };
        let number = if about_people { None } else { prepared.questionnaire().label(item.code.as_str()) };
        axes.push(Axis {
            name: one.name.clone(),
            code,
            field: field.name.clone(),
            number: number.unwrap_or_default(),
            words: title.map_or_else(|| item.label().clone(), |population| population.title.clone()),
            part,
            about_people,
            choices,
        });
    }
    axes.sort_by_key(|axis| !axis.about_people);
    Ok(Some(Offer { survey, partnership, version, newest, axes, crossed, populations }))
}

impl Offer {
    /// What has this name.
    pub fn axis(&self, name: &str) -> Option<&Axis> {
        self.axes.iter().find(|axis| axis.name == name)
    }

    /// The axis of a dimension of a released table.
    pub fn axis_of(&self, code: &str) -> Option<&Axis> {
        self.axes.iter().find(|axis| axis.code == code || axis.field == code)
    }

    /// The words of a category; none for those that stand for no answer, and numbers.
    pub fn label(&self, axis: &Axis, category: &str) -> Option<Text> {
        let population = self.populations.iter().find(|known| axis.about_people && known.characteristic == axis.code);
        let group = population.and_then(|known| known.groups.iter().find(|group| group.code == category));
        let choice = || axis.choices.iter().find(|choice| choice.code == category);
        group.map(|group| group.name.clone()).or_else(|| choice().map(|choice| choice.words.clone()))
    }

    /// The localities that tables can be of.
    pub fn areas(&self) -> Vec<(String, Text)> {
        let Some(axis) = self.axis(&about_name(place::LOCALITY)) else { return Vec::new() };
        let table = self.newest.released.tables.get(&axis.name);
        let codes = table.and_then(|released| released.table.dimensions().first()).map(|of| of.categories.clone());
        let name = |code: String| self.label(axis, &code).map(|name| (code, name));
        codes.unwrap_or_default().into_iter().filter_map(name).collect()
    }

    /// What is released together with this.
    pub fn partners(&self, name: &str) -> Vec<&Axis> {
        let released = |other: &&Axis| self.pair(name, &other.name, false).is_some();
        self.axes.iter().filter(released).collect()
    }

    /// The released table of two axes, and whether it has to be turned.
    fn pair(&self, rows: &str, columns: &str, left_out: bool) -> Option<(String, bool)> {
        let end = if left_out { format!("~{ANSWERED}") } else { String::new() };
        let column = if left_out { self.axis(columns)?.field.clone() } else { columns.to_owned() };
        let straight = format!("{rows}~{column}{end}");
        if self.crossed.contains(&straight) {
            return Some((straight, false));
        }
        let turned = format!("{columns}~{rows}");
        (!left_out && self.crossed.contains(&turned)).then_some((turned, true))
    }

    /// The table that somebody asks for.
    ///
    /// # Errors
    /// Inside: why there is none.
    pub async fn show(&self, ctx: &Context, wish: &Wish) -> Result<std::result::Result<Shown, NotReleased>> {
        let Some(rows) = self.axis(&wish.rows) else { return Ok(Err(NotReleased::Unknown("rows"))) };
        let columns = self.axis(&wish.columns);
        if columns.is_none() && !wish.columns.is_empty() {
            return Ok(Err(NotReleased::Unknown("columns")));
        }
        if !wish.area.is_empty() && self.areas().iter().all(|(code, _)| *code != wish.area) {
            return Ok(Err(NotReleased::Unknown("area")));
        }
        match (columns, wish.area.as_str()) {
            (None, "") => Ok(self.one_way(rows).ok_or(NotReleased::Combination)),
            (Some(columns), "") => self.two_way(ctx, rows, columns, wish.left_out).await,
            (None, area) => self.of_area(ctx, rows, area).await,
            // Three together could point at a person.
            (Some(_), _) => Ok(Err(NotReleased::Combination)),
        }
    }

    fn one_way(&self, rows: &Axis) -> Option<Shown> {
        let released = self.newest.released.tables.get(&rows.name)?;
        let table = &released.table;
        let [dimension] = table.dimensions() else { return None };
        let line = |code: Option<String>, at: Option<usize>| Line {
            code,
            cells: Vec::new(),
            all: Value { count: table.count(&[at]), share: table.percent(&[at], 0) },
        };
        let mut lines: Vec<Line> =
            dimension.categories.iter().enumerate().map(|(at, code)| line(Some(code.clone()), Some(at))).collect();
        lines.push(line(None, None));
        let did_not_say = Value { count: table.did_not_say(0), share: Percent::Withheld };
        lines.insert(lines.len() - 1, Line { code: Some(NOT_SAID.to_owned()), cells: Vec::new(), all: did_not_say });
        Some(Shown {
            name: rows.name.clone(),
            up_to: released.up_to,
            rows: rows.clone(),
            columns: None,
            heads: Vec::new(),
            lines,
        })
    }

    async fn two_way(
        &self,
        ctx: &Context,
        rows: &Axis,
        columns: &Axis,
        left_out: bool,
    ) -> Result<std::result::Result<Shown, NotReleased>> {
        let Some((name, turned)) = self.pair(&rows.name, &columns.name, left_out) else {
            return Ok(Err(NotReleased::Combination));
        };
        let Some(released) = crossed(ctx, &self.survey, &name).await? else {
            return Ok(Err(NotReleased::Combination));
        };
        let (people, question) = if turned { (columns, rows) } else { (rows, columns) };
        let answered = self.answered(ctx, people, question, &released).await?;
        let table = Turned { table: &released.table, turned, answered: answered.as_ref() };
        let [first, second] = released.table.dimensions() else { return Ok(Err(NotReleased::Combination)) };
        let (down, across) = if turned { (second, first) } else { (first, second) };
        let places = || (0..across.categories.len()).map(|at| (Some(at), across.categories[at].as_str()));
        let line = |code: Option<&String>, at: Option<usize>| Line {
            code: code.cloned(),
            cells: places().map(|(column, _)| table.value(at, column)).collect(),
            all: Value { count: table.count(at, None), share: Percent::Withheld },
        };
        let mut lines: Vec<Line> =
            down.categories.iter().enumerate().map(|(at, code)| line(Some(code), Some(at))).collect();
        lines.push(line(None, None));
        Ok(Ok(Shown {
            name,
            up_to: released.up_to,
            rows: rows.clone(),
            columns: Some(columns.clone()),
            heads: across.categories.clone(),
            lines,
        }))
    }

    /// Who answered, by which shares of a question are worked out: of the same day, or none.
    async fn answered(
        &self,
        ctx: &Context,
        people: &Axis,
        question: &Axis,
        beside: &ReleasedTable,
    ) -> Result<Option<SafeTable>> {
        let Some((name, false)) = self.pair(&people.name, &question.name, true) else { return Ok(None) };
        let found = crossed(ctx, &self.survey, &name).await?;
        Ok(found.filter(|found| found.up_to == beside.up_to).map(|found| found.table))
    }

    async fn of_area(&self, ctx: &Context, rows: &Axis, area: &str) -> Result<std::result::Result<Shown, NotReleased>> {
        let Some(locality) = self.axis(&about_name(place::LOCALITY)) else {
            return Ok(Err(NotReleased::Unknown("area")));
        };
        let mut shown = match self.two_way(ctx, rows, locality, false).await? {
            Ok(shown) => shown,
            Err(why) => return Ok(Err(why)),
        };
        let Some(at) = shown.heads.iter().position(|head| head == area) else {
            return Ok(Err(NotReleased::Unknown("area")));
        };
        shown.lines = shown
            .lines
            .into_iter()
            .filter_map(|line| Some(Line { all: *line.cells.get(at)?, cells: Vec::new(), ..line }))
            .collect();
        (shown.columns, shown.heads) = (None, Vec::new());
        Ok(Ok(shown))
    }
}

/// A table of two dimensions, perhaps with the second down. Shares are always of those of one group who answered.
struct Turned<'a> {
    table: &'a SafeTable,
    turned: bool,
    answered: Option<&'a SafeTable>,
}

impl Turned<'_> {
    fn at(&self, down: Option<usize>, across: Option<usize>) -> [Option<usize>; 2] {
        if self.turned { [across, down] } else { [down, across] }
    }

    fn count(&self, down: Option<usize>, across: Option<usize>) -> Cell {
        self.table.count(&self.at(down, across))
    }

    fn value(&self, down: Option<usize>, across: Option<usize>) -> Value {
        let [group, answer] = self.at(down, across);
        let count = self.table.count(&[group, answer]);
        let code = answer.and_then(|at| self.table.dimensions().get(1)?.categories.get(at));
        let share = match code.map(String::as_str) {
            Some(NOT_SAID | NOT_ANSWERED | NOT_ASKED) | None => Percent::Withheld,
            Some(ANSWERED) => {
                let Some(not) = self
                    .table
                    .dimensions()
                    .get(1)
                    .and_then(|of| of.categories.iter().position(|code| code == NOT_ANSWERED))
                else {
                    return Value { count, share: Percent::Withheld };
                };
                share_of_two(count, self.table.count(&[group, Some(not)]), self.table)
            }
            Some(_) => match self.answered {
                Some(answered) => Percent::of(count, answered.count(&[group, Some(0)]), self.table.limits()),
                None => Percent::of(count, self.table.count(&[group, None]), self.table.limits()),
            },
        };
        Value { count, share }
    }
}

/// A part of this and another number together.
fn share_of_two(count: Cell, other: Cell, table: &SafeTable) -> Percent {
    let (Cell::Published(one), Cell::Published(two)) = (count, other) else { return Percent::Withheld };
    Percent::of(count, Cell::Published(one + two), table.limits())
}
