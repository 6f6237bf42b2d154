//! Answers as they would be if the groups had come as they live here: a check beside the answers as they are, never in
//! their place. One characteristic after the other, from released tables, so that anybody can work it out again.

use domain::{
    disclosure::declared::about_name,
    inclusion::weight::{Standardised, Stratum, standardise},
    survey::{
        ChoiceRole, Kind,
        order::{Order, Scale},
    },
    text::Text,
};

use super::{Check, Compared};
use crate::{
    Context, Result,
    disclosure::{ReleasedTable, crossed},
};

/// Whose people are left out of a comparison when their group is withheld: not more than this share of all.
const COVERED: f64 = 0.8;

/// What weights would do.
#[derive(Clone, Debug, Default)]
pub struct Weighed {
    /// The characteristics by which answers can be weighed, in the order of the check.
    pub characteristics: Vec<ByCharacteristic>,
    /// Characteristics of which too many people are in groups that are not shown.
    pub not_weighed: Vec<String>,
    /// The answers.
    pub lines: Vec<OfLine>,
}

/// Weighing by one characteristic.
#[derive(Clone, Debug)]
pub struct ByCharacteristic {
    /// Its code.
    pub code: String,
    /// The design effect, of the line with most answers.
    pub design_effect: f64,
    /// As many answers as these are worth.
    pub effective: f64,
    /// Whether any weight was cut.
    pub cut: bool,
}

/// One answer, or one side of a scale.
#[derive(Clone, Debug)]
pub struct OfLine {
    /// The question, as charts call it.
    pub label: Text,
    /// The line of a matrix.
    pub row: Option<Text>,
    /// Which answers the share is of.
    pub answers: Vec<Text>,
    /// With and without weights, for each characteristic; none where too few people of a group answered.
    pub by: Vec<Option<Standardised>>,
}

impl OfLine {
    /// The share as answered: of those who said something about the first characteristic that there is.
    pub fn unweighted(&self) -> Option<f64> {
        self.by.iter().flatten().next().map(|one| one.unweighted)
    }

    /// The largest move by weights, from 0 to 1, with the place of its characteristic.
    pub fn largest(&self) -> Option<(usize, f64)> {
        let moves = self.by.iter().enumerate().filter_map(|(at, one)| Some((at, one.as_ref()?)));
        let moves = moves.map(|(at, one)| (at, one.weighted - one.unweighted));
        moves.max_by(|(_, a), (_, b)| a.abs().total_cmp(&b.abs()))
    }
}

/// The answers of a check with and without weights.
///
/// # Errors
/// What is wrong with the database.
pub async fn weighed(ctx: &Context, check: &Check) -> Result<Weighed> {
    let mut found = Weighed::default();
    let shown = |one: &&Compared| one.comparison.covered.is_some_and(|covered| covered >= COVERED);
    let (by, not): (Vec<&Compared>, Vec<&Compared>) = check.compared.iter().partition(shown);
    found.not_weighed = not.iter().map(|one| one.comparison.code.clone()).collect();
    let prepared = &check.version.prepared;
    for field in prepared.fields() {
        let item = prepared.item(field.item);
        let asks = item.characteristic.is_none() && !item.not_published;
        if !asks || !matches!(item.kind, Kind::Single { .. } | Kind::Matrix { .. }) {
            continue;
        }
        let choices = prepared.questionnaire().choices_of(item);
        let counted: Vec<_> = choices.iter().filter(|choice| choice.role != ChoiceRole::PreferNotToSay).collect();
        let scale = Scale::of(choices);
        let sides: Vec<Vec<usize>> = match scale.order {
            Order::Names => scale.steps.iter().map(|step| vec![*step]).collect(),
            _ => vec![scale.upper().to_vec()],
        };
        let mut tables: Vec<Option<ReleasedTable>> = Vec::with_capacity(by.len());
        for one in &by {
            let name = format!("{}~{}", about_name(&one.comparison.code), field.name);
            tables.push(crossed(ctx, &check.survey, &name).await?);
        }
        let row = field.row.and_then(|row| item.kind.rows().get(row));
        let row = row.map(|row| if row.short.is_empty() { row.words.clone() } else { row.short.clone() });
        for side in sides {
            let strata = by.iter().zip(&tables).map(|(one, table)| strata(one, table.as_ref()?, &side, counted.len()));
            let by: Vec<Option<Standardised>> = strata.map(|strata| standardise(&strata?)).collect();
            if by.iter().all(Option::is_none) {
                continue;
            }
            let answers = side.iter().filter_map(|step| Some(counted.get(*step)?.words.clone())).collect();
            found.lines.push(OfLine { label: item.label().clone(), row: row.clone(), answers, by });
        }
    }
    found.characteristics = by.iter().enumerate().map(|(at, one)| of_characteristic(&found.lines, at, one)).collect();
    Ok(found)
}

/// The groups of a characteristic in a crossed table, those that are withheld left out; none where the table is of
/// other groups.
fn strata(one: &Compared, released: &ReleasedTable, side: &[usize], answers: usize) -> Option<Vec<Stratum>> {
    let table = &released.table;
    let [groups, _] = table.dimensions() else { return None };
    let stratum = |group: &domain::inclusion::Compared| {
        let at = groups.categories.iter().position(|code| *code == group.code)?;
        let count = |answer: usize| table.count(&[Some(at), Some(answer)]).published();
        let all: Vec<u64> = (0..answers).map(count).collect::<Option<_>>()?;
        let yes = side.iter().filter_map(|step| all.get(*step)).sum();
        Some(Stratum { yes, answered: all.iter().sum(), people: group.population })
    };
    let found: Vec<Stratum> = one.comparison.groups.iter().filter_map(stratum).collect();
    let people: u64 = found.iter().map(|one| one.people).sum();
    let all: u64 = one.comparison.groups.iter().map(|group| group.population).sum();
    let answered: u64 = found.iter().map(|one| one.answered).sum();
    let enough = answered >= table.limits().percentage_base;
    (enough && all > 0 && people as f64 / all as f64 >= COVERED).then_some(found)
}

fn of_characteristic(lines: &[OfLine], at: usize, one: &Compared) -> ByCharacteristic {
    let of = lines.iter().filter_map(|line| line.by.get(at).copied().flatten());
    let most = of.max_by(|a, b| (a.effective * a.design_effect).total_cmp(&(b.effective * b.design_effect)));
    ByCharacteristic {
        code: one.comparison.code.clone(),
        design_effect: most.map_or(1.0, |one| one.design_effect),
        effective: most.map_or(0.0, |one| one.effective),
        cut: lines.iter().filter_map(|line| line.by.get(at).copied().flatten()).any(|one| one.cut > 0),
    }
}
