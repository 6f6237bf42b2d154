//! Weights of those who took part, or why there are none.

use domain::inclusion::weight::{
    Answers, Estimate, Impossible, Kish, Sample, Target, Weights, calibrate, rake, unweighted, weighted,
};
use serde::Serialize;

use super::{
    Asked, Join, Method,
    fault::{Fault, Faults},
    people::People,
    record::alike,
};

/// What weighting gives, or why it cannot be done.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Weighed {
    /// How they are made.
    pub method: Method,
    /// The characteristics that they are made by.
    pub by: Vec<String>,
    /// Characteristics that counted other people and were scaled to the first: how many they counted.
    pub scaled: Vec<(String, u64)>,
    /// People who have a weight.
    pub used: u64,
    /// People who have none: they did not say everything, or nobody lives here of a group of theirs.
    pub left_out: u64,
    /// What they do to precision.
    pub kish: Option<Kish>,
    /// Whether they cost more than half of all answers, or one person speaks for more than five.
    pub costly: bool,
    /// Whether a weighted figure may be a headline: its effective size is large enough.
    pub may_lead: bool,
    /// The largest difference between a category's weights and its people, in people.
    pub margin_error: Option<f64>,
    /// How many people have a weight below 0, which linear calibration may give.
    pub negative: u64,
    /// Answers without and with weights.
    pub answers: Vec<Weighted>,
    /// Why there are none.
    pub impossible: Option<Impossible>,
    /// The same in words.
    pub why: Option<String>,
}

/// The mean of a column of numbers.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Weighted {
    /// The column.
    pub column: String,
    /// How many of those with a weight answered.
    pub answered: u64,
    /// Their mean.
    pub unweighted: Option<Estimate>,
    /// Their weighted mean.
    pub weighted: Option<Estimate>,
}

/// Weighs everybody by all characteristics that are asked.
///
/// # Errors
/// When an option names what is not there.
pub(super) fn weigh(people: &People, method: Method, asked: &Asked) -> Result<Weighed, Faults> {
    let mut faults = Faults::default();
    let mut targets: Vec<Target> = people.asked.iter().map(|(target, _)| target.clone()).collect();
    let mut columns: Vec<Vec<u16>> = people.asked.iter().map(|(_, places)| places.clone()).collect();
    for join in &asked.joins {
        if let Err(fault) = join_categories(join, &mut targets, &mut columns) {
            faults.add(fault);
        }
    }
    let mut weighed = Weighed::none(method, &targets);
    if asked.scale {
        weighed.scaled = scale(&mut targets);
    }
    faults.unless(())?;
    let columns: Vec<&[u16]> = columns.iter().map(Vec::as_slice).collect();
    let sample = match Sample::new(targets, &columns, people.design.as_deref()) {
        Ok(sample) => sample,
        Err(why) => return Ok(Weighed { left_out: people.count, ..weighed.because(why) }),
    };
    weighed.used = sample.people().iter().sum();
    weighed.left_out = sample.left_out();
    let made = match method {
        Method::Rake => rake(&sample),
        Method::Calibrate => calibrate(&sample),
    };
    Ok(match made {
        Ok(weights) => weighed.with(&sample, &weights, people),
        Err(why) => weighed.because(why),
    })
}

impl Weighed {
    fn none(method: Method, targets: &[Target]) -> Self {
        Self {
            method,
            by: targets.iter().map(|target| target.code.clone()).collect(),
            scaled: Vec::new(),
            used: 0,
            left_out: 0,
            kish: None,
            costly: false,
            may_lead: false,
            margin_error: None,
            negative: 0,
            answers: Vec::new(),
            impossible: None,
            why: None,
        }
    }

    fn because(self, why: Impossible) -> Self {
        let mut words = why.to_string();
        match &why {
            Impossible::NobodyOf(_) => words.push_str(" (--join \"VARIABLE: CATEGORY = OTHER\")"),
            Impossible::TotalsDiffer { .. } => words.push_str(" (--scale)"),
            _ => {}
        }
        Self { impossible: Some(why), why: Some(words), ..self }
    }

    fn with(self, sample: &Sample, weights: &Weights, people: &People) -> Self {
        let kish = Kish::of(sample, weights);
        let answers = people.answers.iter().map(|(column, values)| {
            let with_weight = values.iter().enumerate().filter(|(row, _)| sample.cell_of(*row).is_some());
            let answers = Answers::of(sample, values.iter().copied());
            Weighted {
                column: column.clone(),
                answered: with_weight.filter(|(_, value)| value.is_some()).count() as u64,
                unweighted: unweighted(&answers),
                weighted: weighted(sample, weights, &answers),
            }
        });
        Self {
            kish,
            costly: kish.is_some_and(|kish| kish.is_costly()),
            may_lead: kish.is_some_and(|kish| kish.may_lead()),
            margin_error: Some(sample.margin_error(weights)),
            negative: weights.negative(sample),
            answers: answers.collect(),
            ..self
        }
    }
}

/// Makes one category of two, for weights only. The first one stays in its place without people.
fn join_categories(join: &Join, targets: &mut [Target], columns: &mut [Vec<u16>]) -> Result<(), Fault> {
    let fault = |what: String| Fault::of("--join", what);
    let characteristic = targets.iter().position(|target| alike(&target.code, &join.variable));
    let at = characteristic.ok_or_else(|| fault(format!("no variable “{}” is asked", join.variable)))?;
    let target = &mut targets[at];
    let place = |name: &str, target: &Target| {
        let found = target.categories.iter().position(|(category, _)| alike(category, name));
        found.ok_or_else(|| fault(format!("{} has no category “{name}”", target.code)))
    };
    let (from, into) = (place(&join.from, target)?, place(&join.into, target)?);
    if from == into {
        return Err(fault(format!("“{}” cannot be joined with itself", join.from)));
    }
    let people = std::mem::take(&mut target.categories[from].1);
    target.categories[into].1 += people;
    for place in &mut columns[at] {
        if usize::from(*place) == from {
            *place = u16::try_from(into).unwrap_or(*place);
        }
    }
    Ok(())
}

/// Scales every characteristic to as many people as the first has, in whole people (largest remainders).
fn scale(targets: &mut [Target]) -> Vec<(String, u64)> {
    let Some(goal) = targets.first().map(Target::total) else { return Vec::new() };
    let mut scaled = Vec::new();
    for target in targets.iter_mut().skip(1) {
        let total = target.total();
        if total == goal || total == 0 {
            continue;
        }
        scaled.push((target.code.clone(), total));
        let exact = |people: u64| u128::from(people) * u128::from(goal);
        let mut order: Vec<usize> = (0..target.categories.len()).collect();
        order.sort_by_key(|at| std::cmp::Reverse(exact(target.categories[*at].1) % u128::from(total)));
        for (_, people) in &mut target.categories {
            *people = u64::try_from(exact(*people) / u128::from(total)).unwrap_or(u64::MAX);
        }
        let lacking = usize::try_from(goal.saturating_sub(target.total())).unwrap_or(0);
        for at in order.into_iter().take(lacking) {
            target.categories[at].1 += 1;
        }
    }
    scaled
}
