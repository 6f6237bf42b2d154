//! What every rule needs before it begins: settings that fit, who is eligible, and the order among equals.

use super::{
    super::{
        election::{Election, Form},
        exact::{Exact, whole},
        utility::Utility,
    },
    Gone,
    gate::Gate,
    settings::{Refused, Rule, Settings, Threshold},
    standing::{Count, standing, totals},
    tie::Order,
};

/// An election with settings that fit.
#[derive(Debug)]
pub(crate) struct Frame<'a> {
    pub(crate) election: &'a Election,
    pub(crate) settings: &'a Settings,
    pub(crate) order: Order,
    /// Why a project is out before counting begins.
    pub(crate) out: Vec<Option<Gone>>,
    /// Votes and points of every project.
    pub(crate) standing: Vec<Count>,
}

impl<'a> Frame<'a> {
    /// Looks at everything that could be refused.
    pub(crate) fn new(election: &'a Election, settings: &'a Settings) -> Result<Self, Refused> {
        fits(election, settings)?;
        let standing = standing(election);
        let votes = standing.iter().map(|count| count.votes).collect();
        let mut out: Vec<Option<Gone>> =
            standing.iter().map(|count| below(election, settings, count).then_some(Gone::BelowThreshold)).collect();
        for conflict in &settings.conflicts {
            let Some(stays) = conflict.stays.as_ref().and_then(|id| election.place(id)) else { continue };
            for other in conflict.projects.iter().filter_map(|id| election.place(id)).filter(|at| *at != stays) {
                out[other] = Some(Gone::Conflict(stays));
            }
        }
        Ok(Self { election, settings, order: Order::new(election, votes, settings.ties), out, standing })
    }

    /// Whether a project takes part.
    pub(crate) fn counts(&self, project: usize) -> bool {
        self.out[project].is_none()
    }

    /// Nothing funded yet.
    pub(crate) fn gate(&self) -> Gate {
        Gate::new(self.election, self.settings)
    }

    /// The utility of every project, before it is multiplied with costs, with boosters.
    pub(crate) fn totals(&self, utility: Utility) -> Vec<Exact> {
        // Weights that do not fit have been refused.
        let mut totals = totals(self.election, utility).unwrap_or_default();
        for (project, total) in self.election.projects().iter().zip(&mut totals) {
            for (_, factor) in self.settings.boosters.iter().filter(|(class, _)| project.categories.contains(class)) {
                *total *= factor;
            }
        }
        totals
    }
}

fn fits(election: &Election, settings: &Settings) -> Result<(), Refused> {
    if settings.rule == Rule::Phragmen {
        if !matches!(election.form(), Form::Approval | Form::Choice) || !election.ballots().weigh_alike() {
            return Err(Refused::Phragmen);
        }
    } else if !settings.utility.fits(election.form()) {
        return Err(Refused::Utility(settings.utility, election.form()));
    }
    if settings.rule == Rule::Greedy && settings.utility.of_cost() {
        return Err(Refused::GreedyOfCost);
    }
    for conflict in &settings.conflicts {
        let all = conflict.projects.iter().chain(&conflict.stays);
        if let Some(id) = all.into_iter().find(|id| election.place(id).is_none()) {
            return Err(Refused::NoProject(id.clone()));
        }
    }
    let classes = settings.caps.iter().map(|cap| &cap.category);
    for class in classes.chain(settings.boosters.iter().map(|(class, _)| class)) {
        if !election.projects().iter().any(|project| project.categories.contains(class)) {
            return Err(Refused::NoCategory(class.clone()));
        }
    }
    if let Some((class, _)) = settings.boosters.iter().find(|(_, factor)| *factor <= whole(0)) {
        return Err(Refused::Booster(class.clone()));
    }
    totals(election, Utility::Cardinality).map(|_| ())
}

/// Whether a project has less than it needs.
fn below(election: &Election, settings: &Settings, count: &Count) -> bool {
    match &settings.threshold {
        None => false,
        Some(Threshold::Score(least)) => count.score < whole(*least),
        Some(Threshold::Share(share, base)) => whole(count.votes) < share * whole(base.people(election)),
    }
}
