//! What is odd in a file that can be counted: told, and left as it is.

use domain::budgeting::{Election, Form, standing, whole};

use super::{Document, Faults, Place, number::Decimal, read::At};

/// The keys of META that the format knows; the first ten must be there.
const KEYS: [&str; 47] = [
    "description",
    "country",
    "unit",
    "instance",
    "num_projects",
    "num_votes",
    "budget",
    "vote_type",
    "rule",
    "date_begin",
    "date_end",
    "subunit",
    "district",
    "edition",
    "language",
    "currency",
    "min_length",
    "max_length",
    "min_sum_cost",
    "max_sum_cost",
    "max_sum_points",
    "min_sum_points",
    "min_points",
    "max_points",
    "default_score",
    "scoring_fn",
    "min_project_score_threshold",
    "min_project_cost",
    "max_project_cost",
    "categories",
    "neighborhoods",
    "subdistricts",
    "budget_per_category",
    "budget_per_neighborhood",
    "min_length_per_category",
    "max_length_per_category",
    "min_sum_cost_per_category",
    "max_sum_cost_per_category",
    "leftover_budget",
    "fully_funded",
    "experimental",
    "comment",
    "acknowledgments",
    "min_length_per_neighborhood",
    "max_length_per_neighborhood",
    "min_sum_cost_per_neighborhood",
    "max_sum_cost_per_neighborhood",
];
/// How many of them must be there.
const NEEDED: usize = 11;
/// The columns of projects.
const OF_PROJECTS: [&str; 17] = [
    "project_id",
    "cost",
    "votes",
    "score",
    "name",
    "category",
    "beneficiaries",
    "target",
    "selected",
    "neighborhood",
    "subunit",
    "district",
    "description",
    "proposer",
    "public_id",
    "latitude",
    "longitude",
];
/// The columns of votes.
const OF_VOTES: [&str; 9] =
    ["voter_id", "vote", "points", "age", "sex", "voting_method", "district", "neighborhood", "education"];

/// Looks at what the format asks for beyond what a count needs.
pub(super) fn check(document: &Document, at: &At, election: &Election, warnings: &mut Faults) {
    for name in KEYS.iter().take(NEEDED).filter(|name| document.value(name).is_none()) {
        warnings.add(Place::FILE, format!("META has no {name}"));
    }
    for ((name, _), line) in document.meta.iter().zip(&at.meta) {
        if !KEYS.contains(&name.as_str()) {
            warnings.add(Place::field(*line, name), "the format knows no such key; it is kept");
        }
    }
    for (columns, known) in [(document.projects.columns(), &OF_PROJECTS[..]), (document.votes.columns(), &OF_VOTES[..])]
    {
        for column in columns.iter().filter(|column| !known.contains(&column.as_str())) {
            let what = "the format knows no such column; it is kept";
            warnings.add(Place { field: Some(column.clone()), ..Place::FILE }, what);
        }
    }
    projects(document, at, election, warnings);
    recount(document, at, election, warnings);
}

/// Costs that no rule was made for, and what is said of winners.
fn projects(document: &Document, at: &At, election: &Election, warnings: &mut Faults) {
    let mut all = 0_u64;
    for (project, line) in election.projects().iter().zip(&at.projects) {
        let place = || Place::field(*line, "cost");
        all = all.saturating_add(project.cost);
        if project.withdrawn {
            warnings.add(place(), "this cost stands for a project that was withdrawn");
        } else if project.cost == 0 {
            warnings.add(place(), "a project that costs nothing is counted in ways that differ from rule to rule");
        } else if project.cost > election.budget() {
            warnings.add(place(), "this project is dearer than the pot");
        }
    }
    let flagged = document.value("fully_funded") == Some("1");
    if flagged != (all <= election.budget()) && !election.projects().is_empty() {
        warnings.add(Place::FILE, "fully_funded does not say whether all projects fit together");
    }
    if let Some(selected) = document.selected() {
        let cost: u64 = election
            .projects()
            .iter()
            .filter(|project| selected.contains(&project.id.as_str()))
            .fold(0, |sum, project| sum.saturating_add(project.cost));
        if cost > election.budget() {
            warnings.add(Place::FILE, "the selected projects cost more than the pot");
        }
    }
}

/// Votes and scores that the file gives for each project against those of its ballots.
fn recount(document: &Document, at: &At, election: &Election, warnings: &mut Faults) {
    let counted = standing(election);
    let table = &document.projects;
    let with_points = document.votes.column("points").is_some();
    for (row, (count, line)) in counted.iter().zip(&at.projects).enumerate() {
        if count.votes == 0 {
            warnings.add(Place::line(*line), "nobody chose this project");
        }
        let says = |column: &str| table.column(column).map(|at| table.field(row, at)).filter(|text| !text.is_empty());
        if says("votes").is_some_and(|votes| votes.parse() != Ok(count.votes)) {
            warnings.add(Place::field(*line, "votes"), format!("the ballots have {}", count.votes));
        }
        // Rankings may carry points of their own, which then make the score.
        let comparable = !(election.form() == Form::Ordinal && with_points);
        let score = says("score").filter(|_| comparable).and_then(|score| Decimal::read(score).ok());
        let point = i64::try_from(election.point()).unwrap_or(i64::MAX);
        let counted = &count.score * whole(point);
        let decimals = election.point().checked_ilog10().unwrap_or(0) as usize;
        if score.is_some_and(|score| score.scaled(decimals).map(whole) != Some(counted)) {
            warnings.add(Place::field(*line, "score"), format!("the ballots have {}", count.score));
        }
    }
}
