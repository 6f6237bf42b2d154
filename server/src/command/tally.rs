//! `folkmoot tally`: counts an election of participatory budgeting from a file, for anybody who wants to count again.

mod words;

use std::{fs, process::ExitCode};

use domain::budgeting::{
    Completion, Conflict, Exact, Fate, Rule, Settings, Tally, Threshold, Tie, Utility, tally as count, whole,
};
use interchange::pabulib::{self, Read};
use serde::Serialize;
use service::clock::Clock;

use super::{Outcome, fail, say};
use crate::cli;

/// Threads that raise shares; no result depends on it.
const WORKERS: usize = 2;

/// Counts, and says what is funded in words or as one JSON object.
pub fn tally(options: &cli::Tally) -> Outcome {
    let (clock, name) = (Clock::machine(), options.file.display().to_string());
    let begun = clock.now();
    let bytes = fs::read(&options.file).map_err(|error| format!("cannot read {name}: {error}"))?;
    let read = match pabulib::read(&name, &bytes) {
        Ok(read) => read,
        Err(faults) => {
            for line in faults.to_string().lines() {
                fail(line);
            }
            return Ok(fail("the file is wrong, so nothing was counted"));
        }
    };
    drop(bytes);
    let settings = settings(options, &read);
    let counted = count(&read.election, &settings).map_err(|refused| refused.to_string())?;
    let seconds = clock.now().duration_since(begun).as_secs_f64();
    let report = Report::of(&read, &settings, &counted, seconds);
    if options.json {
        say(&serde_json::to_string(&report).map_err(|error| error.to_string())?);
    } else {
        for line in words::lines(&report, &read, &counted) {
            say(&line);
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn settings(options: &cli::Tally, read: &Read) -> Settings {
    let usual = if options.rule == Rule::EqualShares { Utility::Cost } else { Utility::Cardinality };
    let threshold = declared(read).filter(|_| options.apply_thresholds);
    let exclusive = options
        .exclusive
        .iter()
        .map(|ids| Conflict { projects: ids.split(',').map(|id| id.trim().to_owned()).collect(), stays: None });
    Settings {
        completion: options.completion,
        start: options.start,
        stop: options.stop,
        comparison: options.comparison,
        ties: options.ties,
        skip: !options.no_skip,
        threshold: options.threshold.or(threshold).map(Threshold::Score),
        conflicts: exclusive.collect(),
        workers: WORKERS,
        ..Settings::new(options.rule, options.utility.unwrap_or(usual))
    }
}

/// The threshold that a file declares.
fn declared(read: &Read) -> Option<u64> {
    read.document.value("min_project_score_threshold")?.parse().ok()
}

/// What was counted, as it is written.
#[derive(Serialize)]
struct Report {
    selected: Vec<String>,
    total_cost: String,
    pot: String,
    voters: u64,
    /// The share of the last run in the currency, as a fraction.
    #[serde(skip_serializing_if = "Option::is_none")]
    share: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    steps: Option<u64>,
    rounds: Vec<Round>,
    #[serde(skip_serializing_if = "Option::is_none")]
    comparison: Option<Compared>,
    ties: Vec<TieMet>,
    warnings: Vec<String>,
    seconds: f64,
}

/// What happened to a project.
#[derive(Serialize)]
struct Round {
    project: String,
    what: &'static str,
    /// Equal shares: what one unit of utility cost, as a fraction of smallest units. Phragmen: the load of a supporter.
    #[serde(skip_serializing_if = "Option::is_none")]
    price: Option<String>,
    left: String,
}

/// How equal shares stood against most votes first.
#[derive(Serialize)]
struct Compared {
    for_equal_shares: u64,
    for_greedy: u64,
    some_with_equal_shares: u64,
    some_with_greedy: u64,
    replaced: bool,
}

/// A tie.
#[derive(Serialize)]
struct TieMet {
    round: usize,
    projects: Vec<String>,
    by: String,
}

impl Report {
    fn of(read: &Read, settings: &Settings, counted: &Tally, seconds: f64) -> Self {
        let election = &read.election;
        let id = |at: usize| election.projects().get(at).map(|one| one.id.clone()).unwrap_or_default();
        let money = |amount: u64| decimal(amount, election.unit());
        let tie = |tie: &Tie| TieMet {
            round: tie.round,
            projects: tie.projects.iter().map(|at| id(*at)).collect(),
            by: serde_json::to_value(tie.by).ok().and_then(|by| Some(by.as_str()?.to_owned())).unwrap_or_default(),
        };
        let round = |round: &domain::budgeting::Round| {
            let (what, price) = told(&round.fate);
            Round { project: id(round.project), what, price: price.map(ToString::to_string), left: money(round.left) }
        };
        let raised = matches!(settings.completion, Completion::Add1 | Completion::Add1u);
        Self {
            selected: counted.selected.iter().map(|at| id(*at)).collect(),
            total_cost: money(counted.cost),
            pot: money(election.budget()),
            voters: election.ballots().count(),
            share: counted.share.as_ref().map(|share| (share / whole(election.unit())).to_string()),
            steps: (raised && counted.share.is_some()).then_some(counted.steps),
            rounds: counted.rounds.iter().map(round).collect(),
            comparison: counted.judgement.as_ref().map(|judged| Compared {
                for_equal_shares: judged.voters.first,
                for_greedy: judged.voters.second,
                some_with_equal_shares: judged.voters.some_of_first,
                some_with_greedy: judged.voters.some_of_second,
                replaced: judged.replaced,
            }),
            ties: counted.ties.iter().map(tie).collect(),
            warnings: read.warnings.to_string().lines().map(str::to_owned).collect(),
            seconds,
        }
    }
}

/// A word for what happened, and its price.
const fn told(fate: &Fate) -> (&'static str, Option<&Exact>) {
    match fate {
        Fate::Funded { .. } => ("funded", None),
        Fate::Bought { price, .. } => ("bought", Some(price)),
        Fate::Loaded { load, .. } => ("loaded", load.as_ref()),
        Fate::InPart(_) => ("in part", None),
        Fate::Passed(_) => ("passed over", None),
    }
}

/// An amount in the currency: a whole number, or with as many decimals as it needs.
fn decimal(amount: u64, unit: u64) -> String {
    let unit = unit.max(1);
    let digits = unit.ilog10() as usize;
    match amount % unit {
        0 => (amount / unit).to_string(),
        rest => format!("{}.{rest:0digits$}", amount / unit).trim_end_matches('0').to_owned(),
    }
}
