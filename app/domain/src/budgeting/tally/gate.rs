//! What may still be funded: conflicts and the most for each class, as the count goes on.

use super::{super::election::Election, Gone, settings::Settings};

/// What was funded so far, as far as others depend on it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Gate {
    /// The members of each conflict, and the one that was funded.
    conflicts: Vec<(Vec<usize>, Option<usize>)>,
    /// The class and what it may still have.
    caps: Vec<(String, u64)>,
}

impl Gate {
    /// Nothing is funded yet. Ids that are not there have been refused before.
    pub(crate) fn new(election: &Election, settings: &Settings) -> Self {
        let members = |ids: &[String]| ids.iter().filter_map(|id| election.place(id)).collect();
        Self {
            conflicts: settings.conflicts.iter().map(|conflict| (members(&conflict.projects), None)).collect(),
            caps: settings.caps.iter().map(|cap| (cap.category.clone(), cap.most)).collect(),
        }
    }

    /// Whether nothing is ever barred.
    pub(crate) const fn is_open(&self) -> bool {
        self.conflicts.is_empty() && self.caps.is_empty()
    }

    /// Why a project cannot be funded any more.
    pub(crate) fn barred(&self, election: &Election, project: usize) -> Option<Gone> {
        for (members, funded) in &self.conflicts {
            if let Some(funded) = funded
                && *funded != project
                && members.contains(&project)
            {
                return Some(Gone::Conflict(*funded));
            }
        }
        let full = self.caps.iter().find(|(category, left)| {
            election.projects()[project].categories.contains(category) && election.cost(project) > *left
        });
        full.map(|(category, _)| Gone::Full(category.clone()))
    }

    /// A project is funded.
    pub(crate) fn take(&mut self, election: &Election, project: usize) {
        for (members, funded) in &mut self.conflicts {
            if funded.is_none() && members.contains(&project) {
                *funded = Some(project);
            }
        }
        for (category, left) in &mut self.caps {
            if election.projects()[project].categories.contains(category) {
                *left = left.saturating_sub(election.cost(project));
            }
        }
    }
}
