//! `folkmoot tally`: counts an election of participatory budgeting from a file, for anybody who wants to count again.

use std::{fs, process::ExitCode};

use domain::budgeting::{
    Against, Completion, Conditions, Counted, Counting, Refused, Rule, Start, Stop, Tie, Unfit, Utility, count,
};
use interchange::pabulib::{self, File};
use serde::Serialize;
use service::clock::Clock;

use super::{Outcome, fail, say};
use crate::cli::{Tally, TallyComparison, TallyCompletion, TallyRule, TallyStart, TallyStop, TallyUtility};

/// Counts, and says what is funded in words or as one JSON object.
pub fn tally(options: &Tally) -> Outcome {
    let (clock, name) = (Clock::machine(), options.file.display());
    let begun = clock.now();
    let bytes = fs::read(&options.file).map_err(|error| format!("cannot read {name}: {error}"))?;
    let text = pabulib::unpacked(bytes).map_err(|why| format!("{name}: {why}"))?;
    let file = match pabulib::read(&text) {
        Ok(file) => file,
        Err(faults) => {
            for fault in &faults.told {
                fail(&format!("{name}, {fault}"));
            }
            let more = if faults.more > 0 { format!(" ({} more)", faults.more) } else { String::new() };
            return Ok(fail(&format!("the file is wrong, so nothing was counted{more}")));
        }
    };
    drop(text);
    let counting = counting(options, &file)?;
    let counted = count(&file.election, &counting).map_err(refused)?;
    let report = Report::of(&file, &counting, &counted, clock.now().duration_since(begun).as_secs_f64());
    if options.json {
        say(&serde_json::to_string(&report).map_err(|error| error.to_string())?);
    } else {
        report.lines(&file).iter().for_each(|line| say(line));
    }
    Ok(ExitCode::SUCCESS)
}

fn counting(options: &Tally, file: &File) -> Result<Counting, String> {
    let rule = match options.rule {
        TallyRule::Greedy => Rule::Greedy,
        TallyRule::GreedyPerCost => Rule::GreedyPerCost,
        TallyRule::EqualShares => Rule::EqualShares,
        TallyRule::Phragmen => Rule::Phragmen,
    };
    let utility = match options.utility {
        None if rule == Rule::EqualShares => Utility::Cost,
        None | Some(TallyUtility::Cardinality) => Utility::Cardinality,
        Some(TallyUtility::Cost) => Utility::Cost,
        Some(TallyUtility::Points) => Utility::Points,
        Some(TallyUtility::PointsCost) => Utility::PointsCost,
        Some(TallyUtility::Positional) => Utility::Positional,
        Some(TallyUtility::PositionalCost) => Utility::PositionalCost,
        Some(TallyUtility::Borda) => Utility::Borda,
    };
    let threshold = match options.threshold {
        Some(least) => {
            let scale = 10_i64.checked_pow(file.point_decimals);
            Some(scale.and_then(|scale| least.checked_mul(scale)).ok_or("--threshold: this number is too large")?)
        }
        None => file.threshold().filter(|_| options.apply_thresholds),
    };
    let exclusive = options.exclusive.iter().map(|ids| ids.split(',').map(|id| place(file, id)).collect());
    Ok(Counting {
        rule,
        utility,
        completion: match options.completion {
            TallyCompletion::None => Completion::None,
            TallyCompletion::Add1 => Completion::Add1,
            TallyCompletion::Add1u => Completion::Add1Utilitarian,
            TallyCompletion::Greedy => Completion::Greedy,
        },
        start: match options.start {
            TallyStart::Exact => Start::Exact,
            TallyStart::Floor => Start::Floor,
        },
        stop: match options.stop {
            TallyStop::Exhaustive => Stop::Exhaustive,
            TallyStop::Last => Stop::Last,
            TallyStop::ExhaustiveAll => Stop::ExhaustiveAll,
        },
        against: match options.comparison {
            TallyComparison::None => Against::Nothing,
            TallyComparison::Winners => Against::Winners,
            TallyComparison::AnyWinner => Against::AnyWinner,
        },
        ties: options.ties,
        threshold,
        conditions: Conditions { stop_at_first: options.no_skip, exclusive: exclusive.collect::<Result<_, String>>()? },
    })
}

fn place(file: &File, id: &str) -> Result<usize, String> {
    let id = id.trim();
    let found = file.election.projects.iter().position(|project| project.id == id);
    found.ok_or_else(|| format!("--exclusive: {id:?} is no project of this file"))
}

fn refused(why: Refused) -> String {
    match why {
        Refused::CostsFirst => {
            "greedy puts votes or points in order: use --utility cardinality, points, positional or borda, or --rule \
             greedy-per-cost"
        }
        Refused::NotApprovals => "phragmen counts approvals, and these ballots have points or places",
        Refused::Unfit(Unfit::Ballots) => {
            "these ballots do not say that: points need cumulative or scoring votes, positions and borda ordinal ones"
        }
        Refused::Unfit(Unfit::Numbers) => "the numbers of this file are too large to be counted exactly",
    }
    .to_owned()
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
    #[serde(skip_serializing_if = "Vec::is_empty")]
    rounds: Vec<Round>,
    #[serde(skip_serializing_if = "Option::is_none")]
    comparison: Option<Comparison>,
    ties: Vec<TieMet>,
    warnings: Vec<String>,
    seconds: f64,
}

/// A project that was bought with shares.
#[derive(Serialize)]
struct Round {
    project: String,
    /// What one unit of utility cost, as a fraction of smallest units.
    price: String,
}

/// How equal shares stood against most votes first.
#[derive(Serialize)]
struct Comparison {
    for_equal_shares: u64,
    for_greedy: u64,
    replaced: bool,
}

/// A tie.
#[derive(Serialize)]
struct TieMet {
    projects: Vec<String>,
    by: &'static str,
}

impl Report {
    fn of(file: &File, counting: &Counting, counted: &Counted, seconds: f64) -> Self {
        let id = |at: &usize| file.election.projects.get(*at).map(|one| one.id.clone()).unwrap_or_default();
        let unit = file.election.unit;
        let tie = |tie: &Tie| TieMet { projects: tie.projects.iter().map(id).collect(), by: tie.by.code() };
        let raised = matches!(counting.completion, Completion::Add1 | Completion::Add1Utilitarian);
        Self {
            selected: counted.tally.selected.iter().map(id).collect(),
            total_cost: file.money(counted.tally.spent),
            pot: file.money(file.election.pot),
            voters: file.election.voters(),
            share: counted.share_in(unit),
            steps: raised.then_some(counted.steps),
            rounds: counted
                .prices
                .iter()
                .map(|(at, price)| Round { project: id(at), price: price.to_string() })
                .collect(),
            comparison: counted.stood.as_ref().map(|stood| Comparison {
                for_equal_shares: stood.for_shares,
                for_greedy: stood.for_greedy,
                replaced: stood.replaced,
            }),
            ties: counted.tally.ties.iter().map(tie).collect(),
            warnings: file.warnings.iter().map(ToString::to_string).collect(),
            seconds,
        }
    }

    fn lines(&self, file: &File) -> Vec<String> {
        let mut lines: Vec<String> = self.warnings.iter().map(|warning| format!("note: {warning}")).collect();
        lines.push(format!(
            "{} voters, {} of {} projects funded",
            self.voters,
            self.selected.len(),
            file.election.projects.len()
        ));
        let names = file.projects.under("name").map(Iterator::collect::<Vec<_>>);
        for id in &self.selected {
            let at = file.election.projects.iter().position(|project| project.id == *id).unwrap_or_default();
            let name = names.as_ref().and_then(|names| names.get(at)).copied().unwrap_or("");
            lines.push(format!("  {id}\t{}\t{name}", file.money(file.election.cost(at))));
        }
        lines.push(format!("{} of {} spent", self.total_cost, self.pot));
        if let Some(share) = &self.share {
            let steps = self.steps.map(|steps| format!(", raised {steps} times")).unwrap_or_default();
            lines.push(format!("share of each voter: {share}{steps}"));
        }
        if let Some(stood) = &self.comparison {
            let which = if stood.replaced { "most votes first takes its place" } else { "equal shares stand" };
            let (shares, greedy) = (stood.for_equal_shares, stood.for_greedy);
            lines.push(format!("better off with equal shares {shares}, with most votes first {greedy}: {which}"));
        }
        for tie in &self.ties {
            lines.push(format!("tie of {}: broken by {}", tie.projects.join(", "), tie.by));
        }
        lines
    }
}
