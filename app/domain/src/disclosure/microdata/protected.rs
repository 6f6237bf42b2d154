//! From records to records that may be released: the levels that keep most, and suppression of what is still rare.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::{
    BITS, Column, LEAST_K, MAX_COLUMNS, NotRecords,
    plan::{Crowd, Everybody, Pattern, Plan, Rule, plan, released},
    report::{Counts, KeyLoss, PairLoss, Risk, RiskReport, cramers_v, distance},
};
use crate::{
    disclosure::lattice::{Hierarchy, Lattice, Node},
    inclusion::cube::Cube,
};

/// A quasi-identifier: what somebody outside could know of a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    /// Its code and the value of every record, below the number of codes of its hierarchy.
    pub column: Column,
    /// Its levels.
    pub hierarchy: Hierarchy,
}

/// An answer that a class of alike people must not give away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sensitive {
    /// Its code and the answer of every record. Not having said is an answer too.
    pub column: Column,
    /// How many answers there are.
    pub answers: usize,
    /// Whether they have an order.
    pub ordered: bool,
    /// Whether a class must have different answers. Where it is no secret that nobody chose something, only the
    /// distance matters.
    pub diverse: bool,
}

/// What released records have to be.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Demands {
    /// How many records share every combination of keys at least.
    pub k: u64,
    /// How many different answers to a sensitive question each class has at least.
    pub distinct: u64,
    /// The least exponential of the entropy of these answers; 1 demands nothing.
    pub entropy: f64,
    /// How far the answers of a class may lie from everybody's, from 0 to 1.
    pub t: f64,
    /// The largest share of values of keys that may be suppressed before keys are made coarser.
    pub suppressed: f64,
    /// The largest share of records that may be left out.
    pub removed: f64,
}

impl Demands {
    /// For researchers under an agreement (facts on disclosure, 4.3).
    pub const RESEARCHERS: Self = Self { k: 5, distinct: 2, entropy: 1.0, t: 0.4, suppressed: 0.02, removed: 0.01 };
    /// For anybody.
    pub const OPEN: Self = Self { k: 10, distinct: 3, entropy: 1.0, t: 0.3, suppressed: 0.02, removed: 0.01 };
}

/// Records with their keys.
#[derive(Clone, Copy, Debug)]
pub struct Records<'a> {
    /// The keys by importance, the first to be given up first.
    pub keys: &'a [Key],
    /// The sensitive questions.
    pub sensitive: &'a [Sensitive],
    /// How many people of the population each record stands for; without weights all for as many.
    pub weights: Option<&'a [f64]>,
    /// How many people there are; `None` if the records are taken for everybody.
    pub population: Option<u64>,
}

/// Why records cannot be protected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotProtected {
    /// The columns do not belong together, or k is too small.
    Records(NotRecords),
    /// There are fewer records than k.
    TooFew(u64),
    /// A value of this column is beyond its codes, or there are too many possible combinations.
    Values(String),
    /// The hierarchies have more nodes than can be looked at.
    Nodes,
    /// All records together are not as diverse in this question as every class should be.
    Alike(String),
    /// No levels meet the demands within the limits of suppression: a coarser level is missing.
    Nowhere,
}

/// Records that may be released.
#[derive(Clone, Debug, PartialEq)]
pub struct Protected {
    /// Which records are released, by their place among those that came in.
    pub kept: Vec<usize>,
    /// The level of each key.
    pub levels: Node,
    /// The keys of these records at their levels; `None` is a suppressed value.
    pub columns: Vec<Vec<Option<u16>>>,
    /// What was done, what was lost and what remains.
    pub report: RiskReport,
}

/// Makes keys coarser and suppresses values until every class of equal keys is as large, as diverse and as close to
/// everybody as demanded. Of all levels that do so within the limits of suppression, those are taken whose
/// discernibility is least. Equal records are treated alike, and their order changes nothing.
///
/// # Errors
/// Why it cannot be done.
pub fn protect_records(records: &Records<'_>, demands: &Demands) -> Result<Protected, NotProtected> {
    let cube = counted(records, demands)?;
    let crowds = crowds(records, &cube)?;
    let everybody = crowds.iter().fold(Crowd::default(), |mut sum, crowd| {
        sum.add(crowd);
        sum
    });
    let rule = rule(records, demands, &everybody)?;
    let hierarchies = records.keys.iter().map(|key| key.hierarchy.clone()).collect();
    let lattice = Lattice::new(hierarchies, cube).ok_or(NotProtected::Nodes)?;
    let keys = records.keys.len();
    let all = everybody.people as f64;
    let most = Most { values: demands.suppressed, records: demands.removed * all };
    // Each record in a class that is too small loses a value at least, or is left out.
    let below = demands.suppressed * all * keys as f64 + most.records;
    for (node, _) in lattice.ranked(demands.k, below) {
        let attempt = Attempt::of(&lattice, node, &crowds, &rule, below);
        if let Some(attempt) = attempt.filter(|attempt| attempt.is_within(&most, keys) && attempt.holds(&rule)) {
            return Ok(attempt.finish(records, demands, &lattice, &crowds));
        }
    }
    Err(NotProtected::Nowhere)
}

/// The limits of suppression: a share of values, and a number of records.
struct Most {
    values: f64,
    records: f64,
}

fn counted(records: &Records<'_>, demands: &Demands) -> Result<Cube, NotProtected> {
    let rows = records.keys.first().map_or(0, |key| key.column.values.len());
    let columns = || records.keys.iter().map(|key| &key.column);
    let sensitive = records.sensitive.iter().map(|question| &question.column);
    if records.keys.is_empty() || records.keys.len() > MAX_COLUMNS {
        return Err(NotProtected::Records(NotRecords::Columns));
    }
    let unequal = columns().chain(sensitive).any(|column| column.values.len() != rows);
    if unequal || records.weights.is_some_and(|weights| weights.len() != rows) {
        return Err(NotProtected::Records(NotRecords::Unequal));
    }
    if demands.k < LEAST_K {
        return Err(NotProtected::Records(NotRecords::SmallK));
    }
    if (rows as u64) < demands.k {
        return Err(NotProtected::TooFew(rows as u64));
    }
    let beyond = |key: &&Key| key.column.values.iter().any(|value| usize::from(*value) >= key.hierarchy.codes());
    if let Some(key) = records.keys.iter().find(beyond) {
        return Err(NotProtected::Values(key.column.code.clone()));
    }
    let values: Vec<&[u16]> = columns().map(|column| column.values.as_slice()).collect();
    let sizes: Vec<usize> = records.keys.iter().map(|key| key.hierarchy.codes()).collect();
    Cube::count(&values, &sizes, None).ok_or_else(|| NotProtected::Values(records.keys[0].column.code.clone()))
}

/// The people of every cell with their weights and answers.
fn crowds(records: &Records<'_>, cube: &Cube) -> Result<Vec<Crowd>, NotProtected> {
    let empty: Vec<Vec<u64>> = records.sensitive.iter().map(|question| vec![0; question.answers]).collect();
    let rows = cube.cell_of.len() as f64;
    let one = records.population.map_or(1.0, |people| people as f64 / rows);
    let crowd = |people: &u64| Crowd { people: *people, weight: one * *people as f64, answers: empty.clone() };
    let mut crowds: Vec<Crowd> = cube.people.iter().map(crowd).collect();
    if let Some(weights) = records.weights {
        for crowd in &mut crowds {
            crowd.weight = 0.0;
        }
        for (cell, weight) in cube.cell_of.iter().zip(weights) {
            if let Some(crowd) = cell.and_then(|cell| crowds.get_mut(cell as usize)) {
                crowd.weight += weight;
            }
        }
    }
    for (at, question) in records.sensitive.iter().enumerate() {
        for (cell, answer) in cube.cell_of.iter().zip(&question.column.values) {
            let Some(crowd) = cell.and_then(|cell| crowds.get_mut(cell as usize)) else { continue };
            let count = crowd.answers[at].get_mut(usize::from(*answer));
            *count.ok_or_else(|| NotProtected::Values(question.column.code.clone()))? += 1;
        }
    }
    Ok(crowds)
}

/// The rule for every class, which all records together must meet.
fn rule(records: &Records<'_>, demands: &Demands, everybody: &Crowd) -> Result<Rule, NotProtected> {
    let shares = |(counts, question): (&Vec<u64>, &Sensitive)| {
        let shares = counts.iter().map(|count| *count as f64 / everybody.people as f64).collect();
        Everybody { shares, ordered: question.ordered, diverse: question.diverse }
    };
    let mut rule = Rule {
        k: demands.k,
        distinct: demands.distinct,
        entropy: demands.entropy,
        t: demands.t,
        everybody: everybody.answers.iter().zip(records.sensitive).map(shares).collect(),
    };
    let all = std::mem::take(&mut rule.everybody);
    for ((counts, shares), question) in everybody.answers.iter().zip(&all).zip(records.sensitive) {
        let one = Rule { everybody: vec![shares.clone()], ..rule.clone() };
        let class = Crowd { people: everybody.people, weight: 0.0, answers: vec![counts.clone()] };
        if !one.allows(&class) {
            return Err(NotProtected::Alike(question.column.code.clone()));
        }
    }
    Ok(Rule { everybody: all, ..rule })
}

/// The records at one node, with what would be suppressed.
struct Attempt {
    node: Node,
    /// The key of every cell at this node.
    keys: Vec<u128>,
    classes: Vec<(u128, Crowd)>,
    plan: Plan,
}

impl Attempt {
    /// `None` when more records than `below` are in classes that are not good.
    fn of(lattice: &Lattice, node: Node, crowds: &[Crowd], rule: &Rule, below: f64) -> Option<Self> {
        let keys = lattice.keys(&node, BITS);
        let mut classes: HashMap<u128, Crowd> = HashMap::new();
        for (key, crowd) in keys.iter().zip(crowds) {
            classes.entry(*key).or_default().add(crowd);
        }
        let mut classes: Vec<(u128, Crowd)> = classes.into_iter().collect();
        classes.sort_unstable_by_key(|(key, _)| *key);
        let bad = classes.iter().filter(|(_, crowd)| !rule.allows(crowd)).map(|(_, crowd)| crowd.people).sum::<u64>();
        if bad as f64 > below {
            return None;
        }
        let plan = plan(&classes, node.len(), rule);
        Some(Self { node, keys, classes, plan })
    }

    fn fate(&self, key: u128) -> Option<Pattern> {
        self.plan.get(&key).copied().unwrap_or(Some(Pattern::NOTHING))
    }

    /// Records left out.
    fn removed(&self) -> u64 {
        self.classes.iter().filter(|(key, _)| self.fate(*key).is_none()).map(|(_, crowd)| crowd.people).sum()
    }

    /// Suppressed values as a share of all that are released.
    fn suppressed(&self) -> f64 {
        let lost = |(key, crowd): &(u128, Crowd)| self.fate(*key).map_or(0, |pattern| pattern.values() * crowd.people);
        let kept = |(key, crowd): &(u128, Crowd)| self.fate(*key).map_or(0, |_| crowd.people);
        let values = self.classes.iter().map(kept).sum::<u64>() * self.node.len() as u64;
        if values == 0 { 0.0 } else { self.classes.iter().map(lost).sum::<u64>() as f64 / values as f64 }
    }

    fn is_within(&self, most: &Most, columns: usize) -> bool {
        let nothing_left = self.classes.iter().all(|(key, _)| self.fate(*key).is_none());
        // A column that is suppressed everywhere would be a level of its own.
        !nothing_left && columns > 0 && self.suppressed() <= most.values && self.removed() as f64 <= most.records
    }

    /// Whether the released classes are good, counted again: those who are left out no longer belong to everybody.
    fn holds(&self, rule: &Rule) -> bool {
        let classes = released(&self.classes, &self.plan);
        let everybody = classes.values().fold(Crowd::default(), |mut sum, crowd| {
            sum.add(crowd);
            sum
        });
        let shares = |(counts, known): (&Vec<u64>, &Everybody)| {
            let shares = counts.iter().map(|count| *count as f64 / everybody.people as f64).collect();
            Everybody { shares, ..*known }
        };
        let everybody_now = everybody.answers.iter().zip(&rule.everybody).map(shares).collect();
        let rule = Rule { everybody: everybody_now, ..rule.clone() };
        classes.values().all(|class| rule.allows(class))
    }

    fn finish(self, records: &Records<'_>, demands: &Demands, lattice: &Lattice, crowds: &[Crowd]) -> Protected {
        let fates: Vec<Option<Pattern>> = self.keys.iter().map(|key| self.fate(*key)).collect();
        let value = |cell: usize, column: usize| {
            let code = self.keys[cell] >> (BITS * column) & u128::from(u16::MAX);
            u16::try_from(code).unwrap_or(u16::MAX)
        };
        let mut kept = Vec::new();
        let mut columns = vec![Vec::new(); self.node.len()];
        for (row, cell) in lattice.cube().cell_of.iter().enumerate() {
            let Some(cell) = cell.map(|cell| cell as usize) else { continue };
            let Some(pattern) = fates[cell] else { continue };
            kept.push(row);
            for (at, column) in columns.iter_mut().enumerate() {
                column.push((!pattern.suppresses(at)).then(|| value(cell, at)));
            }
        }
        let names: Vec<&str> = records.sensitive.iter().map(|question| question.column.code.as_str()).collect();
        let after = released(&self.classes, &self.plan);
        let tables = Tables { lattice, crowds, fates: &fates, value: &value };
        let code = |at: usize| records.keys[at].column.code.clone();
        let report = RiskReport {
            demands: *demands,
            population: records.population,
            before: Risk::of(crowds.iter(), demands.k, records.population, &names),
            after: Risk::of(after.values(), demands.k, records.population, &names),
            keys: (0..self.node.len()).map(|at| tables.key(at, code(at), &self.node)).collect(),
            pairs: (0..self.node.len())
                .flat_map(|one| (one + 1..self.node.len()).map(move |other| (one, other)))
                .map(|(one, other)| tables.pair([one, other], (code(one), code(other))))
                .collect(),
            suppressed: self.suppressed(),
            removed: self.removed(),
        };
        Protected { kept, levels: self.node, columns, report }
    }
}

/// Tables of the keys, before and after.
struct Tables<'a> {
    lattice: &'a Lattice,
    crowds: &'a [Crowd],
    fates: &'a [Option<Pattern>],
    value: &'a dyn Fn(usize, usize) -> u16,
}

impl Tables<'_> {
    /// The people by two columns: as they came in, at the levels of the release, and as released. One column twice is
    /// that column alone.
    fn of(&self, one: usize, other: usize) -> [Counts; 3] {
        let [mut raw, mut coarse, mut left] = [(); 3].map(|()| Counts::new());
        let codes = &self.lattice.cube().codes;
        for (cell, crowd) in self.crowds.iter().enumerate() {
            let key = ((self.value)(cell, one), (self.value)(cell, other));
            *raw.entry((codes[one][cell], codes[other][cell])).or_default() += crowd.people;
            *coarse.entry(key).or_default() += crowd.people;
            if self.fates[cell].is_some_and(|pattern| !pattern.suppresses(one) && !pattern.suppresses(other)) {
                *left.entry(key).or_default() += crowd.people;
            }
        }
        [raw, coarse, left]
    }

    fn key(&self, at: usize, code: String, node: &[usize]) -> KeyLoss {
        let [raw, coarse, left] = self.of(at, at);
        let suppressed = |(fate, crowd): (&Option<Pattern>, &Crowd)| {
            fate.filter(|pattern| pattern.suppresses(at)).map_or(0, |_| crowd.people)
        };
        KeyLoss {
            code,
            level: node[at],
            levels: self.lattice.hierarchies()[at].levels() - 1,
            values_before: raw.len() as u64,
            values_after: left.len() as u64,
            suppressed: self.fates.iter().zip(self.crowds).map(suppressed).sum(),
            distance: distance(&coarse, &left),
        }
    }

    fn pair(&self, [one, other]: [usize; 2], of: (String, String)) -> PairLoss {
        let [raw, coarse, left] = self.of(one, other);
        PairLoss { of, distance: distance(&coarse, &left), v_before: cramers_v(&raw), v_after: cramers_v(&left) }
    }
}
