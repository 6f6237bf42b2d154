//! The lines of VOTES as ballots that can be counted.

use std::collections::{HashMap, HashSet};

use domain::budgeting::{Ballots, Entry, Form, Project, VALUE_MOST};

use super::{
    Document, Faults, Place,
    number::{DECIMALS, Decimal, power},
    read::{At, key, whole},
};

/// What a ballot may hold.
struct Rules<'a> {
    form: Form,
    projects: &'a HashMap<&'a str, u32>,
    length: [Option<u64>; 2],
    /// Points of one project, and of all together, from and to.
    points: [Option<i64>; 2],
    sum: [Option<i64>; 2],
    /// How many decimals points have.
    decimals: usize,
}

/// The ballots, and how many of the smallest units of points make one.
pub(super) fn read(
    document: &Document,
    at: &At,
    (form, places, projects): (Form, &HashMap<&str, u32>, &[Project]),
    faults: &mut Faults,
    warnings: &mut Faults,
) -> (Ballots, u64) {
    let table = &document.votes;
    let with_points = matches!(form, Form::Cumulative | Form::Scoring);
    let (votes, points) = (table.column("vote").unwrap_or(1), table.column("points"));
    if with_points && points.is_none() {
        faults.add(Place::FILE, "ballots of this form need a column points");
        return (Ballots::new(), 1);
    }
    let points = points.filter(|_| with_points);
    let decimals =
        points.map_or(0, |column| (0..table.rows()).map(|row| longest(table.field(row, column))).max().unwrap_or(0));
    let rules = rules(document, at, form, places, decimals, faults);
    let mut ballots = Ballots::new();
    let mut voters = HashSet::with_capacity(table.rows());
    let mut chosen = vec![u64::MAX; projects.len()];
    let mut lines: Vec<Entry> = Vec::new();
    for (row, line) in at.votes.iter().enumerate() {
        let voter = table.field(row, 0);
        if voter.is_empty() {
            faults.add(Place::field(*line, "voter_id"), "there is no id");
        } else if !voters.insert(voter) {
            faults.add(Place::field(*line, "voter_id"), "another voter has this id: a person votes once");
        }
        lines.clear();
        rules.list(table.field(row, votes), *line, (&mut chosen, &mut lines), faults, warnings);
        if let Some(column) = points {
            rules.give(table.field(row, column), *line, &mut lines, faults, warnings);
        }
        if form == Form::Ordinal {
            for (place, entry) in lines.iter_mut().rev().enumerate() {
                entry.value = i64::try_from(place + 1).unwrap_or(i64::MAX);
            }
        }
        ballots.cast(&lines);
    }
    (ballots, power(decimals))
}

/// How many decimals the longest number of a list has.
fn longest(list: &str) -> usize {
    if !list.contains('.') {
        return 0;
    }
    let decimals = list.split(',').filter_map(|number| Decimal::read(number).ok()).map(Decimal::decimals);
    decimals.max().unwrap_or(0).min(DECIMALS)
}

fn rules<'a>(
    document: &Document,
    at: &At,
    form: Form,
    projects: &'a HashMap<&'a str, u32>,
    decimals: usize,
    faults: &mut Faults,
) -> Rules<'a> {
    let length = ["min_length", "max_length"].map(|name| whole(document, at, name, faults));
    let mut number = |name: &str| {
        let (text, place) = key(document, at, name)?;
        match Decimal::read(text) {
            Ok(number) => number.scaled(decimals.max(number.decimals())).and_then(|_| number.scaled(decimals)),
            Err(error) => {
                faults.add(place, error.words());
                None
            }
        }
    };
    let with_points = matches!(form, Form::Cumulative | Form::Scoring);
    let mut pair = |names: [&str; 2]| if with_points { names.map(&mut number) } else { [None; 2] };
    let mut points = pair(["min_points", "max_points"]);
    let sum = pair(["min_sum_points", "max_sum_points"]);
    if form == Form::Cumulative {
        points[0] = Some(points[0].unwrap_or(0).max(0));
    }
    Rules { form, projects, length, points, sum, decimals }
}

impl Rules<'_> {
    /// The projects of a ballot, each with the value 1. `chosen` says on which line each project was last named.
    fn list(
        &self,
        vote: &str,
        line: u64,
        (chosen, lines): (&mut [u64], &mut Vec<Entry>),
        faults: &mut Faults,
        warnings: &mut Faults,
    ) {
        let ids = vote.split(',').filter(|_| !vote.is_empty());
        for id in ids {
            let Some(project) = self.projects.get(id).copied() else {
                let what = if self.projects.contains_key(id.trim()) {
                    "leave out the blanks between ids"
                } else {
                    "this names a project that is not on the list"
                };
                faults.add(Place::field(line, "vote"), what);
                continue;
            };
            let Some(last) = chosen.get_mut(project as usize) else { continue };
            if *last == line {
                match self.form {
                    Form::Approval => {
                        warnings.add(Place::field(line, "vote"), "a project is named twice: it counts once");
                    }
                    Form::Ordinal => {
                        warnings.add(Place::field(line, "vote"), "a project is named twice: its first place counts");
                    }
                    Form::Choice | Form::Cumulative | Form::Scoring => {
                        faults.add(Place::field(line, "vote"), "a project is named twice: leave one out");
                    }
                }
                if matches!(self.form, Form::Approval | Form::Ordinal) {
                    continue;
                }
            }
            *last = line;
            lines.push(Entry { project, value: 1 });
        }
        self.measure(line, lines.len() as u64, faults);
    }

    /// Whether a ballot is as long as it may be.
    fn measure(&self, line: u64, length: u64, faults: &mut Faults) {
        if self.form == Form::Choice && length != 1 {
            faults.add(Place::field(line, "vote"), "exactly one project must stand here");
            return;
        }
        let [least, most] = self.length;
        if length > 0 && least.is_some_and(|least| length < least) {
            faults.add(Place::field(line, "vote"), "fewer projects than min_length of META");
        }
        if most.is_some_and(|most| length > most) {
            faults.add(Place::field(line, "vote"), "more projects than max_length of META");
        }
    }

    /// The points of a ballot, in the order of its projects.
    fn give(&self, list: &str, line: u64, lines: &mut [Entry], faults: &mut Faults, warnings: &mut Faults) {
        let place = || Place::field(line, "points");
        let mut numbers = list.split(',').filter(|_| !list.is_empty());
        let mut sum = 0_i64;
        for entry in lines.iter_mut() {
            let Some(number) = numbers.next() else {
                faults.add(place(), "fewer points than projects: write one number for each");
                return;
            };
            let points = match Decimal::read(number) {
                Ok(points) => points.scaled(self.decimals).filter(|points| points.abs() <= VALUE_MOST),
                Err(error) => {
                    faults.add(place(), error.words());
                    continue;
                }
            };
            let Some(points) = points else {
                faults.add(place(), "this number of points is too large to be counted");
                continue;
            };
            let [least, most] = self.points;
            if least.is_some_and(|least| points < least) || most.is_some_and(|most| points > most) {
                faults.add(place(), "points of a project are below or above what META allows");
            }
            sum = sum.saturating_add(points);
            entry.value = points;
        }
        if numbers.next().is_some() {
            faults.add(place(), "more points than projects: write one number for each");
        }
        let [least, most] = self.sum;
        if least.is_some_and(|least| sum < least) || most.is_some_and(|most| sum > most) {
            warnings.add(place(), "all points together are below or above what META says");
        }
    }
}
