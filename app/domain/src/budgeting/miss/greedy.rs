//! The votes or points that a loser was missing under greedy, without trying them one by one.

use num_traits::ToPrimitive;

use super::super::{
    election::{Election, Form},
    exact::{Exact, whole},
    tally::{Counted, Refused, Rule, Settings, Tally, Threshold, ranking, scores, tally},
    utility::Utility,
};

/// How far a project was from being funded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    /// The project.
    pub project: usize,
    /// How many more votes or points, each of the weight 1, it would have taken; no number would have been enough if
    /// there is none.
    pub votes: Option<u64>,
    /// Which winners it would have pushed out with them.
    pub instead_of: Vec<usize>,
}

/// A place in the walk of the others, at which the project could stand.
struct Place {
    /// Who comes next there, if anybody.
    next: Option<usize>,
    /// Whether it would be funded there.
    fits: bool,
}

/// For each project that greedy did not fund, how many votes or points it was missing. Money and places are those of
/// the others without it: it wins wherever what is left before the next one is enough, so that the furthest down of
/// these places, at or above its own, takes the fewest.
///
/// # Errors
/// What of the settings cannot be done with such ballots.
pub fn greedy_missing(election: &Election, settings: &Settings, counted: &Tally) -> Result<Vec<Missing>, Refused> {
    let frame = Counted::new(election, settings)?;
    let losers = (0..election.projects().len()).filter(|project| !counted.selected.contains(project));
    losers.map(|project| missing(election, settings, &frame, counted, project)).collect()
}

fn missing(
    election: &Election,
    settings: &Settings,
    frame: &Counted<'_>,
    counted: &Tally,
    project: usize,
) -> Result<Missing, Refused> {
    let none = Missing { project, votes: None, instead_of: Vec::new() };
    let threshold = match &settings.threshold {
        None => 0,
        Some(Threshold::Score(least)) => up(&(whole(*least) - &frame.standing[project].score)),
        // More ballots would be more of the base as well; the votes counted are of those who are there.
        Some(Threshold::Share(share, base)) => {
            up(&(share * whole(base.people(election)) - whole(frame.standing[project].votes)))
        }
    };
    let per_cost = settings.rule == Rule::GreedyPerCost;
    let scores = scores(frame, settings.utility, per_cost);
    let places = places(election, settings, frame, project, &scores);
    let totals = frame.totals(settings.utility);
    let needed = |place: &Place| needed(election, settings, frame, (&scores, &totals[project]), project, place.next);
    let votes = places.iter().filter(|place| place.fits).filter_map(needed).min();
    let Some(votes) = votes.map(|votes| votes.max(threshold)) else { return Ok(none) };
    let instead_of = pushed_out(election, settings, counted, project, votes)?;
    Ok(Missing { project, votes: Some(votes), instead_of })
}

/// Every place among the others, first to last, with whether the project would be funded there.
fn places(
    election: &Election,
    settings: &Settings,
    frame: &Counted<'_>,
    project: usize,
    scores: &[Option<Exact>],
) -> Vec<Place> {
    let (order, _) = ranking(frame, scores, &|other| other != project);
    let cost = election.cost(project);
    let mut gate = frame.gate();
    let mut left = election.budget();
    let mut open = true;
    let mut places = Vec::new();
    let decided = settings.conflicts.iter().any(|conflict| {
        let id = &election.projects()[project].id;
        conflict.projects.contains(id) && conflict.stays.as_ref().is_some_and(|stays| stays != id)
    });
    for other in order.into_iter().map(Some).chain([None]) {
        let fits = open && !decided && cost <= left && gate.barred(election, project).is_none();
        places.push(Place { next: other, fits });
        let Some(other) = other.filter(|other| open && gate.barred(election, *other).is_none()) else { continue };
        if election.cost(other) <= left {
            left -= election.cost(other);
            gate.take(election, other);
        } else if !settings.skip && !election.projects()[other].withdrawn {
            open = false;
        }
    }
    places
}

/// How many more votes or points put a project before this one.
fn needed(
    election: &Election,
    settings: &Settings,
    frame: &Counted<'_>,
    (scores, total): (&[Option<Exact>], &Exact),
    project: usize,
    next: Option<usize>,
) -> Option<u64> {
    let Some(next) = next else { return Some(0) };
    let goal = scores[next].as_ref()?;
    let cost = election.cost(project);
    let factor = settings.boosters.iter().filter(|(class, _)| election.projects()[project].categories.contains(class));
    let each = factor.fold(whole(1), |each, (_, factor)| each * factor);
    let goal = match settings.rule {
        Rule::GreedyPerCost if !settings.utility.of_cost() => goal * whole(cost) / whole(election.unit()),
        _ => goal.clone(),
    };
    let lacks = (goal - total) / each;
    let votes = matches!(election.form(), Form::Approval | Form::Choice)
        && matches!(settings.utility, Utility::Cardinality | Utility::Cost)
        && settings.rule == Rule::Greedy;
    let before = if votes && lacks.is_integer() {
        frame.order.before_at_equal_votes(election, project, next)
    } else {
        frame.order.rank(project) < frame.order.rank(next)
    };
    if lacks < whole(0) || (lacks == whole(0) && before) {
        return Some(0);
    }
    if before { Some(up(&lacks)) } else { (lacks.floor().to_integer() + 1_u32).to_u64() }
}

/// The whole number at or above it; 0 below 0.
fn up(number: &Exact) -> u64 {
    number.ceil().to_integer().to_u64().unwrap_or(0)
}

/// The winners that are none any more when a project has so many more votes.
fn pushed_out(
    election: &Election,
    settings: &Settings,
    counted: &Tally,
    project: usize,
    votes: u64,
) -> Result<Vec<usize>, Refused> {
    let Ok(other) = super::share::with_ballots_for(election, project, votes) else { return Ok(Vec::new()) };
    let after = tally(&other, settings)?;
    Ok(counted.selected.iter().copied().filter(|winner| !after.selected.contains(winner)).collect())
}
