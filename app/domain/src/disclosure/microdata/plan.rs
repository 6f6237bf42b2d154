//! Which values are suppressed so that every class of equal keys is good: large enough, and with answers that are
//! diverse and close enough to everybody's.

use std::collections::{BTreeMap, HashMap};

use super::{BITS, MAX_COLUMNS};

/// The columns that are suppressed, one bit each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Pattern(u8);

impl Pattern {
    pub const NOTHING: Self = Self(0);

    /// All patterns of so many columns but the empty one: fewer columns first, and of as many the less important.
    fn all(columns: usize) -> Vec<Self> {
        let mut patterns: Vec<Self> = (1..=Self::whole(columns).0).map(Self).collect();
        patterns.sort_by_key(|pattern| (pattern.0.count_ones(), pattern.0));
        patterns
    }

    const fn whole(columns: usize) -> Self {
        Self(u8::MAX >> (MAX_COLUMNS - columns))
    }

    pub const fn suppresses(self, column: usize) -> bool {
        self.0 >> column & 1 == 1
    }

    /// How many values it suppresses.
    pub const fn values(self) -> u64 {
        self.0.count_ones() as u64
    }

    /// The bits of a key that are left.
    pub fn kept(self) -> u128 {
        let columns = (0..MAX_COLUMNS).filter(|column| !self.suppresses(*column));
        columns.map(|column| u128::from(u16::MAX) << (BITS * column)).sum()
    }
}

/// People, and how often each answer to each sensitive question was given among them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Crowd {
    pub people: u64,
    /// The sum of their weights: about so many people of the population they stand for.
    pub weight: f64,
    pub answers: Vec<Vec<u64>>,
}

impl Crowd {
    /// People of whom no answer matters.
    pub const fn of(people: u64) -> Self {
        Self { people, weight: 0.0, answers: Vec::new() }
    }

    pub fn add(&mut self, other: &Self) {
        self.people += other.people;
        self.weight += other.weight;
        if self.answers.is_empty() {
            self.answers.clone_from(&other.answers);
            return;
        }
        for (sums, counts) in self.answers.iter_mut().zip(&other.answers) {
            for (sum, count) in sums.iter_mut().zip(counts) {
                *sum += count;
            }
        }
    }
}

/// What a class has to be. Two good classes together are good again: people and different answers only grow, entropy
/// is concave and both distances are convex.
#[derive(Clone, Debug)]
pub struct Rule {
    /// The fewest people.
    pub k: u64,
    /// The fewest different answers to each sensitive question.
    pub distinct: u64,
    /// The least exponential of the entropy.
    pub entropy: f64,
    /// The largest distance from everybody.
    pub t: f64,
    /// For each sensitive question everybody's answers.
    pub everybody: Vec<Everybody>,
}

/// Everybody's answers to a sensitive question.
#[derive(Clone, Debug)]
pub struct Everybody {
    /// The share of each answer.
    pub shares: Vec<f64>,
    /// Whether answers have an order.
    pub ordered: bool,
    /// Whether a class must have different ones.
    pub diverse: bool,
}

impl Rule {
    pub const fn of_k(k: u64) -> Self {
        Self { k, distinct: 1, entropy: 1.0, t: 1.0, everybody: Vec::new() }
    }

    pub fn allows(&self, class: &Crowd) -> bool {
        let questions = || class.answers.iter().zip(&self.everybody);
        class.people >= self.k && questions().all(|(counts, everybody)| self.close(counts, everybody))
    }

    fn close(&self, counts: &[u64], everybody: &Everybody) -> bool {
        let people = counts.iter().sum::<u64>() as f64;
        let (mut distinct, mut entropy, mut apart, mut cumulated, mut far) = (0, 0.0, 0.0, 0.0_f64, 0.0);
        for (count, share_of_all) in counts.iter().zip(&everybody.shares) {
            let share = *count as f64 / people;
            if *count > 0 {
                distinct += 1;
                entropy -= share * share.ln();
            }
            apart += (share - share_of_all).abs();
            cumulated += share - share_of_all;
            far += cumulated.abs();
        }
        let steps = counts.len().saturating_sub(1).max(1) as f64;
        let distance = if everybody.ordered { far / steps } else { apart / 2.0 };
        let diverse = distinct >= self.distinct && entropy.exp() >= self.entropy - NEAR;
        (diverse || !everybody.diverse) && distance <= self.t + NEAR
    }
}

/// Rounding that does not count.
const NEAR: f64 = 1e-12;

/// What is suppressed of each key; `None` removes its records. Keys that are not named stay as they are.
pub type Plan = HashMap<u128, Option<Pattern>>;

/// Keys in order with their crowds, and the plan for them.
pub fn plan(crowds: &[(u128, Crowd)], columns: usize, rule: &Rule) -> Plan {
    let mut plan = HashMap::new();
    let mut open: Vec<&(u128, Crowd)> = crowds.iter().filter(|(_, crowd)| !rule.allows(crowd)).collect();
    for pattern in Pattern::all(columns) {
        if open.is_empty() {
            break;
        }
        let kept = pattern.kept();
        open.sort_unstable_by_key(|(key, _)| key & kept);
        let mut still_open = Vec::new();
        for class in open.chunk_by(|(one, _), (other, _)| one & kept == other & kept) {
            if class.iter().map(|(_, crowd)| crowd.people).sum::<u64>() >= rule.k && rule.allows(&together(class)) {
                plan.extend(class.iter().map(|(key, _)| (*key, Some(pattern))));
            } else {
                still_open.extend_from_slice(class);
            }
        }
        open = still_open;
    }
    if !open.is_empty() {
        let company = company(crowds, &plan, columns, rule, &together(&open));
        let fate = (!company.is_empty()).then(|| Pattern::whole(columns));
        plan.extend(company.into_iter().chain(open.into_iter().map(|(key, _)| *key)).map(|key| (key, fate)));
    }
    plan
}

fn together(class: &[&(u128, Crowd)]) -> Crowd {
    let mut sum = Crowd::default();
    for (_, crowd) in class {
        sum.add(crowd);
    }
    sum
}

/// The released classes of a plan, in the order of their keys: what is left of the key and what is suppressed.
pub fn released(crowds: &[(u128, Crowd)], plan: &Plan) -> BTreeMap<(u128, Pattern), Crowd> {
    let mut released: BTreeMap<(u128, Pattern), Crowd> = BTreeMap::new();
    for (key, crowd) in crowds {
        if let Some(pattern) = plan.get(key).copied().unwrap_or(Some(Pattern::NOTHING)) {
            released.entry((key & pattern.kept(), pattern)).or_default().add(crowd);
        }
    }
    released
}

/// The keys of the good class whose whole suppression costs the fewest values and which is good together with those
/// who are alone; none if there is no such class.
fn company(crowds: &[(u128, Crowd)], plan: &Plan, columns: usize, rule: &Rule, alone: &Crowd) -> Vec<u128> {
    let safe = |(key, crowd): &&(u128, Crowd)| plan.contains_key(key) || rule.allows(crowd);
    let pattern_of = |key: &u128| plan.get(key).copied().flatten().unwrap_or(Pattern::NOTHING);
    let mut classes: BTreeMap<(u128, Pattern), (Crowd, Vec<u128>)> = BTreeMap::new();
    for (key, crowd) in crowds.iter().filter(safe) {
        let pattern = pattern_of(key);
        let (sum, keys) = classes.entry((key & pattern.kept(), pattern)).or_default();
        sum.add(crowd);
        keys.push(*key);
    }
    let cost = |pattern: Pattern, people: u64| people * (columns as u64 - pattern.values());
    let with_company = |((_, pattern), (mut crowd, keys)): ((u128, Pattern), (Crowd, Vec<u128>))| {
        let cost = cost(pattern, crowd.people);
        crowd.add(alone);
        rule.allows(&crowd).then_some((cost, keys))
    };
    let found = classes.into_iter().filter_map(with_company).min_by_key(|(cost, _)| *cost);
    found.map_or_else(Vec::new, |(_, keys)| keys)
}
