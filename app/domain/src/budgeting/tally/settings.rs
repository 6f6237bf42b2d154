//! What an organiser declares before voting opens: the rule, and everything that it depends on.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{
    super::{
        election::{Election, Form},
        exact::Exact,
        utility::Utility,
    },
    tie::Ties,
};

/// The family of rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rule {
    /// Most votes or points first.
    Greedy,
    /// Most utility for each unit of cost first.
    GreedyPerCost,
    /// The method of equal shares.
    EqualShares,
    /// Sequential Phragmen.
    Phragmen,
}

/// How equal shares goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Completion {
    /// Not at all.
    None,
    /// The share is raised by one unit of the currency until [`Stop`].
    Add1,
    /// The same, then greedy by utility for each unit of cost.
    Add1u,
    /// One run, then greedy by utility for each unit of cost.
    Greedy,
}

/// With which share raising begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Start {
    /// The pot through the ballots.
    Exact,
    /// The whole units of it.
    Floor,
}

/// When raising ends; always before the pot would be overspent, and when everything with support is bought.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stop {
    /// Also when no project with support and a cost fits any more.
    Exhaustive,
    /// Only then. If all projects fit together, nothing is raised.
    Last,
    /// Also when no project at all fits any more. If all projects fit together, nothing is raised.
    ExhaustiveAll,
}

/// Whether equal shares has to hold against most votes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Comparison {
    /// It has not.
    None,
    /// It stays unless more voters have more winners under most votes first than the other way round.
    Winners,
    /// It stays unless more voters have at least one winner under most votes first.
    AnyWinner,
}

/// Of what a share of votes is a share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Base {
    /// Of the ballots that were cast, empty ones included.
    Cast,
    /// Of the people on the roll: so many.
    Roll(u64),
    /// Of the people who live there: so many.
    Population(u64),
}

impl Base {
    /// How many people that are.
    pub fn people(self, election: &Election) -> u64 {
        match self {
            Self::Cast => election.ballots().count(),
            Self::Roll(people) | Self::Population(people) => people,
        }
    }
}

/// What a project needs at least to be eligible. Shares stay those of all ballots.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Threshold {
    /// So many votes (approvals), or points (other ballots).
    Score(u64),
    /// Votes of so large a part of the base.
    Share(Exact, Base),
}

/// Projects of which only one can be built.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conflict {
    /// Their ids.
    pub projects: Vec<String>,
    /// The id of the one that stays, if that was decided; otherwise the first that the rule reaches.
    pub stays: Option<String>,
}

/// The most that projects of a class may cost together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cap {
    /// The class.
    pub category: String,
    /// The most, in the smallest units.
    pub most: u64,
}

/// The next project gets what is left, if that is at least this part of its cost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartFunding {
    /// 0 for any part, 4/5 for at least 80 %.
    pub least: Exact,
}

/// Everything that decides a count, beside the election.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The rule.
    pub rule: Rule,
    /// What a funded project is worth.
    pub utility: Utility,
    /// How equal shares goes on.
    pub completion: Completion,
    /// With which share raising begins.
    pub start: Start,
    /// When raising ends.
    pub stop: Stop,
    /// Whether equal shares has to hold against most votes first.
    pub comparison: Comparison,
    /// Who comes first among equals.
    pub ties: Ties,
    /// Whether greedy passes over what does not fit; otherwise it stops there.
    pub skip: bool,
    /// What a project needs to be eligible.
    pub threshold: Option<Threshold>,
    /// Projects of which only one can be built.
    pub conflicts: Vec<Conflict>,
    /// The most for each class.
    pub caps: Vec<Cap>,
    /// What the score of each project of a class is multiplied with under greedy.
    pub boosters: Vec<(String, Exact)>,
    /// Whether greedy funds one more in part.
    pub part: Option<PartFunding>,
    /// The most steps of raising.
    pub steps: u64,
    /// How many threads raise; no result depends on it.
    pub workers: usize,
}

impl Settings {
    /// This rule, counting this, with everything else as it is meant unless declared.
    pub const fn new(rule: Rule, utility: Utility) -> Self {
        Self {
            rule,
            utility,
            completion: Completion::None,
            start: Start::Exact,
            stop: Stop::Exhaustive,
            comparison: Comparison::None,
            ties: Ties::TextId,
            skip: true,
            threshold: None,
            conflicts: Vec::new(),
            caps: Vec::new(),
            boosters: Vec::new(),
            part: None,
            steps: 1_000_000,
            workers: 1,
        }
    }
}

/// Why settings do not go with an election.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// Ballots of this form do not say what this utility needs.
    Utility(Utility, Form),
    /// Most votes first counts votes or points, never times the cost.
    GreedyOfCost,
    /// Phragmen needs approvals, each with the weight 1.
    Phragmen,
    /// There is no such project.
    NoProject(String),
    /// No project has this class.
    NoCategory(String),
    /// A factor is not above 0.
    Booster(String),
    /// The weights have no common denominator that could be counted with.
    Weights,
    /// A pot sends its money in a circle, or to a pot that is not there.
    Pots(String),
    /// A pot cannot take so much.
    PotTooLarge(String),
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Utility(utility, form) => {
                let form = match form {
                    Form::Approval => "approval",
                    Form::Choice => "choose-1",
                    Form::Ordinal => "ordinal",
                    Form::Cumulative => "cumulative",
                    Form::Scoring => "scoring",
                };
                write!(f, "ballots of the form {form} have no {}: choose another utility", utility.code())
            }
            Self::GreedyOfCost => write!(
                f,
                "most votes first is never weighed with the cost: take cardinality, points, positional or borda, or \
                 greedy-per-cost"
            ),
            Self::Phragmen => write!(f, "phragmen counts approvals that all weigh the same"),
            Self::NoProject(id) => write!(f, "there is no project {id}"),
            Self::NoCategory(category) => write!(f, "no project is of the class {category}"),
            Self::Booster(category) => write!(f, "the factor of the class {category} must be above 0"),
            Self::Weights => write!(f, "the weights are too fine to be counted exactly: use fewer digits"),
            Self::Pots(pot) => write!(f, "the money left in {pot} has nowhere to go: name a pot that is counted later"),
            Self::PotTooLarge(pot) => write!(f, "the pot {pot} is too large to be counted"),
        }
    }
}
