//! The section VOTES.

use std::collections::{HashMap, HashSet};

use domain::budgeting::{Ballot, Kind, Project};

use super::{Reading, Section, most_decimals, parts};

/// Limits of a ballot that META declares.
struct Limits {
    length: (usize, usize),
    sum: Option<i64>,
    points: Option<(i64, i64)>,
    negative: bool,
}

impl Reading {
    /// The ballots, equal ones merged; how many decimals points have; how many people voted.
    pub(super) fn votes(
        &mut self,
        section: Section,
        (word, kind): &(&'static str, Kind),
        projects: &[Project],
        meta: &[(u64, String, String)],
    ) -> Option<(Vec<Ballot>, u32, usize)> {
        let places: HashMap<&str, usize> =
            projects.iter().enumerate().map(|(at, project)| (project.id.as_str(), at)).collect();
        let line = section.line;
        let (columns, lines) = self.columns(section, "voter_id")?;
        let (Some(voters), Some(votes)) = (columns.under("voter_id"), columns.under("vote")) else {
            self.wrong(line + 1, "vote", "this column is missing");
            return None;
        };
        let points: Option<Vec<&str>> = columns.under("points").map(Iterator::collect);
        if *kind == Kind::Points && points.is_none() {
            self.wrong(line + 1, "points", format!("this column is missing; {word} votes need it"));
            return None;
        }
        let decimals = most_decimals(points.iter().flatten().flat_map(|cell| cell.split(',')));
        let limits = Limits::of(meta, word, decimals);
        let mut merged: HashMap<Vec<(usize, i64)>, u64> = HashMap::new();
        let mut known = HashSet::new();
        let mut order: Vec<Vec<(usize, i64)>> = Vec::new();
        for (at, ((voter, vote), line)) in voters.zip(votes).zip(&lines).enumerate() {
            if !known.insert(voter) {
                self.wrong(*line, "voter_id", format!("{voter} is there twice"));
            }
            let Some(mut ballot) = self.projects_on(*line, vote, &places) else { continue };
            let points = points.as_ref().and_then(|points| points.get(at)).filter(|_| *kind == Kind::Points);
            if let Some(cell) = points {
                self.points_on(*line, cell, decimals, &mut ballot);
            }
            self.repeated(*line, *kind, &mut ballot);
            self.within(*line, &ballot, &limits);
            if *kind != Kind::Ordinal {
                ballot.sort_unstable();
            }
            let count = merged.entry(ballot);
            if let std::collections::hash_map::Entry::Vacant(new) = &count {
                order.push(new.key().clone());
            }
            *count.or_insert(0) += 1;
        }
        let ballots = order.into_iter().map(|marks| {
            let weight = merged.get(&marks).copied().unwrap_or(0);
            Ballot { marks, weight }
        });
        Some((ballots.collect(), decimals, lines.len()))
    }

    /// The projects on a ballot, without points.
    fn projects_on(&mut self, line: u64, vote: &str, places: &HashMap<&str, usize>) -> Option<Vec<(usize, i64)>> {
        let mut ballot = Vec::new();
        for id in vote.split(',').filter(|_| !vote.is_empty()) {
            let Some(place) = places.get(id) else {
                let what = match id.trim() {
                    "" => "a project is missing between two commas".to_owned(),
                    trimmed if places.contains_key(trimmed) => format!("take the blanks around {trimmed} away"),
                    _ => format!("{id:?} is no project of this file"),
                };
                self.wrong(line, "vote", what);
                return None;
            };
            ballot.push((*place, 0));
        }
        Some(ballot)
    }

    fn points_on(&mut self, line: u64, cell: &str, decimals: u32, ballot: &mut [(usize, i64)]) {
        let cells: Vec<&str> = cell.split(',').filter(|_| !cell.is_empty()).collect();
        if cells.len() != ballot.len() {
            let what = format!(
                "{} numbers, but {} projects; write one for each, in the same order",
                cells.len(),
                ballot.len()
            );
            self.wrong(line, "points", what);
            return;
        }
        for (cell, (_, points)) in cells.into_iter().zip(ballot) {
            match parts(cell, decimals) {
                Some(number) => *points = number,
                None => self.wrong(line, "points", format!("{cell:?} is no number")),
            }
        }
    }

    /// A project that stands on a ballot twice: of approvals and ranks its first place counts; points cannot be read.
    fn repeated(&mut self, line: u64, kind: Kind, ballot: &mut Vec<(usize, i64)>) {
        let mut known = HashSet::new();
        let before = ballot.len();
        ballot.retain(|(place, _)| known.insert(*place));
        if ballot.len() < before {
            if kind == Kind::Points {
                self.wrong(line, "vote", "a project is there twice, with points each time");
            } else {
                self.odd(line, "vote", "a project is there twice and counts once");
            }
        }
    }

    fn within(&mut self, line: u64, ballot: &[(usize, i64)], limits: &Limits) {
        let (least, most) = limits.length;
        if ballot.len() > most {
            self.wrong(line, "vote", format!("{} projects, but {most} at most can be chosen", ballot.len()));
        } else if ballot.len() < least && !ballot.is_empty() {
            self.odd(line, "vote", format!("{} projects, but {least} at least were to be chosen", ballot.len()));
        }
        let sum: i64 = ballot.iter().map(|(_, points)| *points).fold(0, i64::saturating_add);
        if limits.sum.is_some_and(|most| sum > most) {
            self.wrong(line, "points", "more points together than max_sum_points");
        }
        if !limits.negative && ballot.iter().any(|(_, points)| *points < 0) {
            self.wrong(line, "points", "points below 0");
        }
        if let Some((least, most)) = limits.points
            && ballot.iter().any(|(_, points)| *points < least || *points > most)
        {
            self.odd(line, "points", format!("points outside {least} to {most}"));
        }
    }
}

impl Limits {
    fn of(meta: &[(u64, String, String)], word: &str, decimals: u32) -> Self {
        let value = |key: &str| meta.iter().find(|(_, known, _)| known == key).map(|(_, _, value)| value.as_str());
        let length = |key: &str| value(key).and_then(|value| value.parse::<usize>().ok());
        let points = |key: &str| value(key).and_then(|value| parts(value, decimals));
        let single = word == "choose-1";
        let most = if single { 1 } else { length("max_length").unwrap_or(usize::MAX) };
        Self {
            length: (length("min_length").unwrap_or(1), most),
            sum: points("max_sum_points").filter(|_| word == "cumulative"),
            points: points("min_points").zip(points("max_points")),
            negative: word != "cumulative",
        }
    }
}
