//! The command line of `folkmoot tally`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use domain::budgeting::Ties;

/// How files and rules look.
pub const TALLY_HELP: &str = "\
FILE is an election as Pabulib publishes them (.pb, or .pb.gz): sections META, PROJECTS, VOTES. It is counted exactly;
the same file and options give the same result anywhere.

  greedy            what is worth most to all voters first (votes, points), as long as the money lasts
  greedy-per-cost   what is worth most for its cost first
  equal-shares      everybody has the same share; projects are bought by those who want them
  phragmen          voters carry costs as evenly as can be; approvals only

Equal shares leave money: --completion add1 raises the share by 1 as long as the outcome costs no more than there is,
add1u adds what still fits, greedy adds it without raising. --start floor and --stop last are what cities did.

Examples:
  folkmoot tally lodz.pb.gz --rule greedy --apply-thresholds
  folkmoot tally wieliczka.pb --rule equal-shares --completion add1 --start floor --stop last \\
      --comparison winners --json
  folkmoot tally ursynow.pb.gz --rule greedy --exclusive 459,1687,2150 --ties seed:20210621";

/// Which election, and how it is counted.
#[derive(Debug, Args)]
pub struct Tally {
    /// The election: a Pabulib file, perhaps packed with gzip
    pub file: PathBuf,
    /// By which rule
    #[arg(long, value_enum)]
    pub rule: TallyRule,
    /// What a funded project is worth to those who marked it; cardinality unless said, for equal shares cost
    #[arg(long, value_enum)]
    pub utility: Option<TallyUtility>,
    /// Equal shares: what happens with money that is left
    #[arg(long, value_enum, default_value = "none")]
    pub completion: TallyCompletion,
    /// Equal shares: the first share, exact or in whole units
    #[arg(long, value_enum, default_value = "exact")]
    pub start: TallyStart,
    /// Equal shares: when the share is raised no more
    #[arg(long, value_enum, default_value = "exhaustive")]
    pub stop: TallyStop,
    /// Equal shares: keep the outcome only if it stands against most votes first
    #[arg(long, value_enum, default_value = "none")]
    pub comparison: TallyComparison,
    /// How ties are broken: text-id, cost-then-votes, or seed:N for a lot
    #[arg(long, value_name = "RULE", default_value = "cost-then-votes", value_parser = tie_rule)]
    pub ties: Ties,
    /// Stop at the first project that does not fit, instead of passing over it
    #[arg(long)]
    pub no_skip: bool,
    /// The least votes or points with which a project can be funded
    #[arg(long, value_name = "N", conflicts_with = "apply_thresholds")]
    pub threshold: Option<u64>,
    /// Use the threshold that the file declares
    #[arg(long)]
    pub apply_thresholds: bool,
    /// Projects of which one at most can be funded, with commas between; may be given several times
    #[arg(long, value_name = "IDS")]
    pub exclusive: Vec<String>,
    /// One JSON object instead of words
    #[arg(long)]
    pub json: bool,
}

/// A rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum TallyRule {
    /// What is worth most first
    Greedy,
    /// What is worth most for its cost first
    GreedyPerCost,
    /// The Method of Equal Shares
    EqualShares,
    /// Sequential Phragmen
    Phragmen,
}

/// What a project is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum TallyUtility {
    /// One
    Cardinality,
    /// What it costs
    Cost,
    /// Its points
    Points,
    /// Its points times its cost
    PointsCost,
    /// Its place from the end of the ballot: 3, 2, 1
    Positional,
    /// That, times its cost
    PositionalCost,
    /// How many of the ballot are below it: 2, 1, 0
    Borda,
}

/// What happens with money that is left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum TallyCompletion {
    /// It is left
    None,
    /// The share is raised by one at a time
    Add1,
    /// That, and then what still fits
    Add1u,
    /// What still fits
    Greedy,
}

/// The first share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum TallyStart {
    /// The pot divided by the voters
    Exact,
    /// The same in whole units
    Floor,
}

/// When the share is raised no more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum TallyStop {
    /// When no project with support still fits
    Exhaustive,
    /// Only when the next outcome would cost too much
    Last,
    /// When no project at all still fits
    ExhaustiveAll,
}

/// What equal shares must stand against.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum TallyComparison {
    /// Nothing
    None,
    /// Voters with more of what they chose
    Winners,
    /// Voters with anything of what they chose
    AnyWinner,
}

/// text-id, cost-then-votes, seed:N.
fn tie_rule(text: &str) -> Result<Ties, String> {
    match (text, text.strip_prefix("seed:").map(str::parse)) {
        ("text-id", _) => Ok(Ties::TextId),
        ("cost-then-votes", _) => Ok(Ties::CostThenVotes),
        (_, Some(Ok(seed))) => Ok(Ties::Lot(seed)),
        _ => Err("write text-id, cost-then-votes or seed: with a whole number, such as seed:7".to_owned()),
    }
}
