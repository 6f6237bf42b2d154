//! Questions that were left out, by those who took part: whose voice is not in the answers although they came.
//!
//! Only released tables are read. Somebody leaves out several questions or none, so that what chance allows is worked out
//! from the number of people in a group and never from the number of questions.

use std::collections::BTreeMap;

use domain::{
    disclosure::{
        NOT_SAID,
        declared::{ANSWERED, NOT_ANSWERED, about_name},
    },
    inclusion::{Interval, interval::wilson},
    survey::Prepared,
    text::Text,
};

use super::Check;
use crate::{
    Context, Result,
    disclosure::{ReleasedTable, left_out_tables},
};

/// What is known of questions that were left out.
#[derive(Clone, Debug, Default)]
pub struct Unanswered {
    /// By the groups of each characteristic, in the order of the check.
    pub characteristics: Vec<OfCharacteristic>,
    /// The questions, the most left out first.
    pub questions: Vec<OfQuestion>,
}

/// The groups of one characteristic.
#[derive(Clone, Debug)]
pub struct OfCharacteristic {
    /// Its code.
    pub code: String,
    /// The share of questions that everybody left out, from 0 to 1.
    pub all: f64,
    /// Its groups, as far as they are shown.
    pub groups: Vec<OfGroup>,
}

/// One group.
#[derive(Clone, Debug)]
pub struct OfGroup {
    /// Its code.
    pub code: String,
    /// About how many people are in it.
    pub people: u64,
    /// The share of the questions that they were asked and left out, from 0 to 1.
    pub share: f64,
    /// What chance allows.
    pub interval: Interval,
}

/// Whether a group leaves out more or fewer than everybody together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stands {
    /// All of what chance allows is above.
    More,
    /// All of it is below.
    Fewer,
    /// It cannot be said.
    Unclear,
}

impl OfCharacteristic {
    /// How a group stands to everybody.
    pub fn stands(&self, group: &OfGroup) -> Stands {
        match () {
            () if group.interval.low > self.all => Stands::More,
            () if group.interval.high < self.all => Stands::Fewer,
            () => Stands::Unclear,
        }
    }
}

/// One question, or one line of it.
#[derive(Clone, Debug)]
pub struct OfQuestion {
    /// The question, as charts call it.
    pub label: Text,
    /// The line of a matrix.
    pub row: Option<Text>,
    /// About how many were asked.
    pub asked: u64,
    /// The share that left it out, from 0 to 1.
    pub share: f64,
}

/// A question's share is given on as many people as every share.
const LEAST: u64 = domain::disclosure::Limits::LEAST.percentage_base;

/// Who left out what, of the people of a check.
///
/// # Errors
/// What is wrong with the database.
pub async fn unanswered(ctx: &Context, check: &Check) -> Result<Unanswered> {
    let tables = left_out_tables(ctx, &check.survey).await?;
    let mut found = Unanswered::default();
    for one in &check.compared {
        let start = format!("{}~", about_name(&one.comparison.code));
        let own: Vec<&ReleasedTable> =
            tables.iter().filter(|(name, _)| name.starts_with(&start)).map(|(_, table)| table).collect();
        found.characteristics.extend(of_characteristic(&one.comparison.code, &own));
    }
    found.questions = questions(&check.version.prepared, &tables);
    Ok(found)
}

/// The sums of a group over all questions: asked, left out, and the most people of one question.
type Sums = BTreeMap<String, [u64; 3]>;

fn of_characteristic(code: &str, tables: &[&ReleasedTable]) -> Option<OfCharacteristic> {
    let mut sums = Sums::new();
    let mut order: Vec<String> = Vec::new();
    for released in tables {
        let table = &released.table;
        let [groups, answers] = table.dimensions() else { continue };
        let place = |word: &str| answers.categories.iter().position(|code| code == word);
        let (Some(yes), Some(no)) = (place(ANSWERED), place(NOT_ANSWERED)) else { continue };
        for (at, group) in groups.categories.iter().enumerate() {
            let counts = [yes, no].map(|answer| table.count(&[Some(at), Some(answer)]).published());
            let [Some(yes), Some(no)] = counts else { continue };
            if !order.contains(group) {
                order.push(group.clone());
            }
            let [asked, left_out, people] = sums.entry(group.clone()).or_default();
            *asked += yes + no;
            *left_out += no;
            *people = (*people).max(yes + no);
        }
    }
    let (asked, left_out) = sums.values().fold((0, 0), |(asked, left_out), own| (asked + own[0], left_out + own[1]));
    let groups: Vec<OfGroup> = order
        .into_iter()
        .filter_map(|group| {
            // Whoever did not say is nobody's group; they are among everybody.
            if group == NOT_SAID {
                return None;
            }
            let [asked, left_out, people] = sums[&group];
            let share = left_out as f64 / asked as f64;
            let shown = asked > 0 && people >= LEAST;
            // As if everybody had answered one question: cautious, because those of one person go together.
            let of_people = (share * people as f64).round();
            let interval = wilson(whole(of_people).min(people), people).filter(|_| shown)?;
            Some(OfGroup { code: group, people, share, interval })
        })
        .collect();
    (groups.len() > 1 && asked > 0).then(|| OfCharacteristic {
        code: code.to_owned(),
        all: left_out as f64 / asked as f64,
        groups,
    })
}

/// A number that is whole already, as one.
fn whole(number: f64) -> u64 {
    format!("{number:.0}").parse().unwrap_or(0)
}

/// The questions, by everybody who said anything about the first characteristic that they are crossed with.
fn questions(prepared: &Prepared, tables: &[(String, ReleasedTable)]) -> Vec<OfQuestion> {
    let mut found: BTreeMap<&str, OfQuestion> = BTreeMap::new();
    for (name, released) in tables {
        let Some((_, rest)) = name.split_once('~') else { continue };
        let field = rest.trim_end_matches("~answered");
        let Some(index) = prepared.field_index(field) else { continue };
        let table = &released.table;
        let [_, answers] = table.dimensions() else { continue };
        let place = |word: &str| answers.categories.iter().position(|code| code == word);
        let (Some(yes), Some(no)) = (place(ANSWERED), place(NOT_ANSWERED)) else { continue };
        let counts = [yes, no].map(|answer| table.count(&[None, Some(answer)]).published());
        let [Some(yes), Some(no)] = counts else { continue };
        let asked = yes + no;
        if asked < LEAST || found.get(field).is_some_and(|known| known.asked >= asked) {
            continue;
        }
        let of = &prepared.fields()[index];
        let item = prepared.item(of.item);
        let row = of.row.and_then(|row| item.kind.rows().get(row));
        let row = row.map(|row| if row.short.is_empty() { row.words.clone() } else { row.short.clone() });
        let question = OfQuestion { label: item.label().clone(), row, asked, share: no as f64 / asked as f64 };
        found.insert(&prepared.fields()[index].name, question);
    }
    let mut questions: Vec<OfQuestion> = found.into_values().collect();
    questions.sort_by(|a, b| b.share.total_cmp(&a.share));
    questions
}
