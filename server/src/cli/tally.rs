//! The command line of `folkmoot tally`.

use std::path::PathBuf;

use clap::{
    Args,
    builder::{PossibleValuesParser, TypedValueParser},
};
use domain::budgeting::{Comparison, Completion, Rule, Start, Stop, Ties, Utility};
use serde::de::DeserializeOwned;
use serde_json::Value;

/// How files and rules look.
pub const TALLY_HELP: &str = "\
FILE is an election as Pabulib publishes them (.pb, or .pb.gz): sections META, PROJECTS, VOTES. It is counted exactly;
the same file and options give the same result anywhere.

  greedy            what is worth most to all voters first (votes, points), as long as the money lasts
  greedy-per-cost   what is worth most for its cost first
  equal-shares      everybody has the same share; projects are bought by those who want them
  phragmen          voters carry costs as evenly as can be; approvals only

Equal shares leave money: --completion add1 raises the share by 1 as long as the outcome costs no more than there is,
add1u adds what still fits, greedy adds it without raising. --start floor and --stop last are what cities did: raising
goes on until the next outcome would cost too much; exhaustive also stops when no project with support still fits, and
exhaustive-all when no project at all does. --comparison keeps the outcome only if it stands against most votes first.

What a funded project is worth (--utility): cardinality 1, cost what it costs, points its points, positional its place from
the end of the ballot (3, 2, 1), borda one less; points-cost and positional-cost the same times what it costs.

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
    #[arg(long, value_parser = word::<Rule>(&["greedy", "greedy-per-cost", "equal-shares", "phragmen"]))]
    pub rule: Rule,
    /// What a funded project is worth to those who marked it; cardinality unless said, for equal shares cost
    #[arg(long, value_parser = word::<Utility>(&["cardinality", "cost", "points", "points-cost", "positional", "positional-cost", "borda"]))]
    pub utility: Option<Utility>,
    /// Equal shares: what happens with money that is left
    #[arg(long, default_value = "none", value_parser = word::<Completion>(&["none", "add1", "add1u", "greedy"]))]
    pub completion: Completion,
    /// Equal shares: the first share, exact or in whole units
    #[arg(long, default_value = "exact", value_parser = word::<Start>(&["exact", "floor"]))]
    pub start: Start,
    /// Equal shares: when the share is raised no more
    #[arg(long, default_value = "exhaustive", value_parser = word::<Stop>(&["exhaustive", "last", "exhaustive-all"]))]
    pub stop: Stop,
    /// Equal shares: keep the outcome only if it stands against most votes first
    #[arg(long, default_value = "none", value_parser = word::<Comparison>(&["none", "winners", "any-winner"]))]
    pub comparison: Comparison,
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

/// Reads one of these words as the thing that it stands for in a declared round.
fn word<T: DeserializeOwned + Clone + Send + Sync + 'static>(
    words: &'static [&'static str],
) -> impl TypedValueParser<Value = T> {
    PossibleValuesParser::new(words).try_map(|word| serde_json::from_value(Value::String(word)))
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
