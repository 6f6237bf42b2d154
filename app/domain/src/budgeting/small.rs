//! Small elections for tests, and a second implementation of equal shares: unmerged, all rationals, no bounds.

use super::{Ballots, Election, Entry, Exact, Form, Project, Settings, Utility, Weight, whole};

/// An election of approvals: "b 700, g 400" and ballots of ids of one letter, "bg bgp -", - being an empty one.
pub(crate) fn approvals(budget: u64, projects: &str, ballots: &str) -> Election {
    with_values(Form::Approval, budget, projects, ballots)
}

/// The same with values: ids of one letter, each perhaps followed by its points ("a5b1"); on rankings the best first.
pub(crate) fn with_values(form: Form, budget: u64, projects: &str, ballots: &str) -> Election {
    let projects: Vec<Project> = projects
        .split(',')
        .map(|project| {
            let (id, cost) = project.trim().split_once(' ').unwrap();
            Project::new(id, cost.parse().unwrap())
        })
        .collect();
    let mut cast = Ballots::new();
    for ballot in ballots.split_whitespace() {
        let mut lines: Vec<Entry> = Vec::new();
        let mut rest = ballot.trim_matches('-');
        while !rest.is_empty() {
            let project = projects.iter().position(|project| rest.starts_with(&project.id)).unwrap();
            rest = &rest[projects[project].id.len()..];
            let end = rest.find(|c: char| !c.is_ascii_digit() && c != '-').unwrap_or(rest.len());
            let points = if form == Form::Approval { 1 } else { rest[..end].parse().unwrap_or(1) };
            if form != Form::Approval {
                rest = &rest[end..];
            }
            lines.push(Entry { project: u32::try_from(project).unwrap(), value: points });
        }
        if form == Form::Ordinal {
            let places = i64::try_from(lines.len()).unwrap();
            for (line, place) in lines.iter_mut().zip((1..=places).rev()) {
                line.value = place;
            }
        }
        cast.cast(&lines);
    }
    Election::new(form, budget, [1, 1], projects, cast).unwrap()
}

/// The ids of these projects, with blanks between them.
pub(crate) fn ids(election: &Election, projects: &[usize]) -> String {
    projects.iter().map(|project| election.projects()[*project].id.as_str()).collect::<Vec<_>>().join(" ")
}

/// The purchases of one run with this share and ties by text id, the way the rule is written down.
pub(crate) fn naive(election: &Election, settings: &Settings, share: &Exact) -> Vec<(usize, Exact)> {
    let ballots = election.ballots();
    let mut voters: Vec<(Exact, Vec<Exact>)> = Vec::new();
    for pattern in 0..ballots.patterns() {
        let mut worth = vec![whole(0); election.projects().len()];
        for entry in ballots.entries(pattern) {
            let project = entry.project as usize;
            let cost = election.projects()[project].cost;
            let value = match settings.utility {
                Utility::Cardinality => whole(1),
                Utility::Cost => whole(cost),
                Utility::Points | Utility::Positional => whole(entry.value),
                Utility::PointsCost | Utility::PositionalCost => whole(entry.value) * whole(cost),
                Utility::Borda => whole(entry.value - 1),
            };
            worth[project] = value.max(whole(0));
        }
        let weight: Weight = ballots.weight(pattern);
        let balance = share * super::exact(*weight.numer(), *weight.denom());
        for _ in 0..ballots.times(pattern) {
            voters.push((balance.clone(), worth.clone()));
        }
    }
    let mut open: Vec<usize> = (0..election.projects().len()).filter(|at| election.projects()[*at].cost > 0).collect();
    open.sort_by_key(|at| election.projects()[*at].id.clone());
    let mut bought = Vec::new();
    loop {
        let prices = open.iter().filter_map(|project| Some((*project, price(election, &voters, *project)?)));
        let mut best: Option<(usize, Exact)> = None;
        for (project, price) in prices {
            if best.as_ref().is_none_or(|(_, least)| price < *least) {
                best = Some((project, price));
            }
        }
        let Some((project, price)) = best else { return bought };
        for (balance, worth) in &mut voters {
            let pays = (&price * &worth[project]).min(balance.clone());
            *balance -= pays;
        }
        open.retain(|other| *other != project);
        bought.push((project, price));
    }
}

/// The least price at which supporters pay the cost.
fn price(election: &Election, voters: &[(Exact, Vec<Exact>)], project: usize) -> Option<Exact> {
    let cost = whole(election.projects()[project].cost);
    let mut supporters: Vec<(Exact, &Exact, &Exact)> = voters
        .iter()
        .filter(|(_, worth)| worth[project] > whole(0))
        .map(|(balance, worth)| (balance / &worth[project], balance, &worth[project]))
        .collect();
    supporters.sort();
    let mut paid = whole(0);
    let mut rest = supporters.iter().fold(whole(0), |sum, supporter| sum + supporter.2);
    for (most, balance, worth) in supporters {
        let price = (&cost - &paid) / &rest;
        if price <= most {
            return Some(price);
        }
        paid += balance;
        rest -= worth;
    }
    None
}
