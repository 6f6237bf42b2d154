//! The section PROJECTS.

use std::collections::HashSet;

use domain::budgeting::Project;

use super::{super::WITHDRAWN, Columns, Reading, most_decimals, parts};

impl Reading {
    /// The projects, and how many decimals money has.
    pub(super) fn projects(
        &mut self,
        columns: &Columns,
        lines: &[u64],
        meta: &[(u64, String, String)],
    ) -> Option<(u32, Vec<Project>)> {
        let first = lines.first().copied().unwrap_or(1);
        let (Some(ids), Some(costs)) = (columns.under("project_id"), columns.under("cost")) else {
            self.wrong(first.saturating_sub(1), "cost", "this column is missing");
            return None;
        };
        let budget = meta.iter().filter(|(_, key, _)| key == "budget").map(|(_, _, value)| value.as_str());
        let money = most_decimals(columns.under("cost")?.chain(budget));
        let mut known = HashSet::new();
        let mut projects = Vec::with_capacity(lines.len());
        for ((id, cost), line) in ids.zip(costs).zip(lines) {
            if id.is_empty() || id.contains(',') {
                self.wrong(*line, "project_id", "a project needs an identifier without commas");
            } else if !known.insert(id) {
                self.wrong(*line, "project_id", format!("{id} is there twice"));
            }
            let Some(amount) = parts(cost, money).filter(|amount| *amount >= 0) else {
                let what = format!("{cost:?} is no amount of money; write digits, with a decimal point if need be");
                self.wrong(*line, "cost", what);
                continue;
            };
            let eligible = cost != WITHDRAWN;
            match amount {
                0 => self.odd(*line, "cost", "costs nothing"),
                _ if !eligible => self.odd(*line, "cost", "was withdrawn, and cannot be funded"),
                _ => {}
            }
            projects.push(Project { id: id.to_owned(), cost: amount, eligible });
        }
        if lines.is_empty() {
            self.wrong(first, "", "there are no projects");
        }
        Some((money, projects))
    }
}
