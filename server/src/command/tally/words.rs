//! A count in words.

use domain::budgeting::{Fate, Gone, Tally};
use interchange::pabulib::Read;

use super::{Report, decimal};

/// What is funded, what it costs, what became of the others, and how ties were broken.
pub(super) fn lines(report: &Report, read: &Read, counted: &Tally) -> Vec<String> {
    let projects = read.election.projects();
    let mut lines: Vec<String> = report.warnings.iter().map(|warning| format!("note: {warning}")).collect();
    lines.push(format!("{} voters, {} of {} projects funded", report.voters, report.selected.len(), projects.len()));
    let names = read.document.projects.column("name");
    for at in &counted.selected {
        let Some(project) = projects.get(*at) else { continue };
        let name = names.map_or("", |column| read.document.projects.field(*at, column));
        lines.push(format!("  {}\t{}\t{name}", project.id, decimal(project.cost, read.election.unit())));
    }
    lines.push(format!("{} of {} spent", report.total_cost, report.pot));
    for round in &counted.rounds {
        let Some(project) = projects.get(round.project) else { continue };
        match &round.fate {
            Fate::InPart(amount) => {
                let amount = decimal(*amount, read.election.unit());
                lines.push(format!("{} gets {amount} of its cost", project.id));
            }
            Fate::Passed(gone) => {
                if let Some(why) = why(gone, read) {
                    lines.push(format!("{} was passed over: {why}", project.id));
                }
            }
            Fate::Funded { .. } | Fate::Bought { .. } | Fate::Loaded { .. } => {}
        }
    }
    if let Some(share) = &report.share {
        let steps = report.steps.map(|steps| format!(", raised {steps} times")).unwrap_or_default();
        lines.push(format!("share of each voter: {share}{steps}"));
    }
    if let Some(stood) = &report.comparison {
        let which = if stood.replaced { "most votes first takes its place" } else { "equal shares stand" };
        let (shares, greedy) = (stood.for_equal_shares, stood.for_greedy);
        lines.push(format!("better off with equal shares {shares}, with most votes first {greedy}: {which}"));
    }
    for tie in &report.ties {
        lines.push(format!("round {}, tie of {}: broken by {}", tie.round, tie.projects.join(", "), tie.by));
    }
    lines
}

/// Why a project was passed over; nothing where that goes without saying.
fn why(gone: &Gone, read: &Read) -> Option<String> {
    match gone {
        Gone::NoRoom | Gone::Stopped => None,
        Gone::Withdrawn => Some("it was withdrawn".to_owned()),
        Gone::BelowThreshold => Some("fewer votes or points than it needs".to_owned()),
        Gone::Conflict(other) => {
            let other = read.election.projects().get(*other)?;
            Some(format!("it cannot go with {}", other.id))
        }
        Gone::Full(class) => Some(format!("{class} has had what it may have")),
    }
}
