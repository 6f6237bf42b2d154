//! How a round says that it is counted, and the count by it.

use num_bigint::BigInt;
use num_rational::BigRational;

use super::{
    Tally,
    election::{Election, Kind},
    greedy::{By, Conditions, greedy},
    phragmen::phragmen,
    shares::{Completion, EqualShares, Start, Stop, equal_shares},
    support::{Support, Unfit, Utility},
    ties::{TieRule, Ties},
};

/// A rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// What is worth most to all together first: most votes, most points.
    Greedy,
    /// What is worth most for its cost first.
    GreedyPerCost,
    /// The Method of Equal Shares.
    EqualShares,
    /// Sequential Phragmen.
    Phragmen,
}

/// Whether an outcome of equal shares has to stand against most votes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Against {
    /// It stands.
    Nothing,
    /// It stands unless more voters have more of what they chose under most votes first than the other way round.
    Winners,
    /// It stands unless more voters have anything at all of what they chose under most votes first.
    AnyWinner,
}

/// How an election is counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counting {
    /// By which rule.
    pub rule: Rule,
    /// What a funded project is worth.
    pub utility: Utility,
    /// Equal shares: what happens with money that is left.
    pub completion: Completion,
    /// Equal shares: the first share.
    pub start: Start,
    /// Equal shares: when the share is raised no more.
    pub stop: Stop,
    /// Equal shares: against what the outcome has to stand.
    pub against: Against,
    /// How ties are broken.
    pub ties: TieRule,
    /// The least score with which a project can be funded; voters and shares stay as they are.
    pub threshold: Option<i64>,
    /// What was declared besides.
    pub conditions: Conditions,
}

/// Why an election cannot be counted like that.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// The utility does not go with the ballots, or numbers are too large.
    Unfit(Unfit),
    /// Most first has no sense with a utility that counts costs: use [`Rule::GreedyPerCost`].
    CostsFirst,
    /// Phragmen counts approvals only.
    NotApprovals,
}

/// How an outcome of equal shares stood against most votes first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stood {
    /// Voters who are better off under equal shares.
    pub for_shares: u64,
    /// Voters who are better off under most votes first.
    pub for_greedy: u64,
    /// Whether most votes first took its place.
    pub replaced: bool,
}

/// A count.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counted {
    /// What is funded.
    pub tally: Tally,
    /// Equal shares: the share of the last run.
    pub share: Option<BigRational>,
    /// Equal shares: how often the share was raised.
    pub steps: u64,
    /// Equal shares: the exact price of a unit of utility of each project that was bought, in their order.
    pub prices: Vec<(usize, BigRational)>,
    /// Equal shares: how the outcome stood against most votes first, where that was asked.
    pub stood: Option<Stood>,
}

impl Counted {
    /// The share in units of so many smallest ones, as an exact fraction.
    pub fn share_in(&self, unit: i64) -> Option<String> {
        let share = self.share.as_ref()?;
        Some((share / BigInt::from(unit.max(1))).to_string())
    }
}

/// Counts an election.
///
/// # Errors
/// When the rule does not go with the ballots or the utility.
pub fn count(election: &Election, counting: &Counting) -> Result<Counted, Refused> {
    let refused = match (counting.rule, counting.utility) {
        (Rule::Greedy, Utility::Cost | Utility::PointsCost | Utility::PositionalCost) => Some(Refused::CostsFirst),
        (Rule::Phragmen, _) if election.kind != Kind::Approval => Some(Refused::NotApprovals),
        _ => None,
    };
    if let Some(refused) = refused {
        return Err(refused);
    }
    // Ties are told apart by votes, which a threshold does not change.
    let ties = Ties::of(election, counting.ties);
    let eligible;
    let election = match counting.threshold {
        Some(least) => {
            eligible = election.clone().with_threshold(least);
            &eligible
        }
        None => election,
    };
    let support = Support::of(election, counting.utility).map_err(Refused::Unfit)?;
    let walk = |by: By| greedy(election, &support, by, &ties, &counting.conditions, &[]);
    Ok(match counting.rule {
        Rule::Greedy => Counted { tally: walk(By::Utility), ..Counted::default() },
        Rule::GreedyPerCost => Counted { tally: walk(By::PerCost), ..Counted::default() },
        Rule::Phragmen => Counted { tally: phragmen(election, &support, &ties), ..Counted::default() },
        Rule::EqualShares => shares(election, &support, &ties, counting),
    })
}

fn shares(election: &Election, support: &Support, ties: &Ties, counting: &Counting) -> Counted {
    let Counting { completion, start, stop, .. } = *counting;
    let rule = EqualShares { completion, start, stop, conditions: counting.conditions.clone() };
    let outcome = equal_shares(election, support, ties, &rule);
    let (share, steps, prices) = (outcome.share, outcome.steps, outcome.prices);
    let mut counted = Counted { tally: outcome.tally, share, steps, prices, stood: None };
    if counting.against == Against::Nothing {
        return counted;
    }
    let Ok(votes) = Support::of(election, Utility::Cardinality) else { return counted };
    let rival = greedy(election, &votes, By::Utility, ties, &counting.conditions, &[]);
    let stood = stands(&votes, counting.against, &counted.tally.selected, &rival.selected);
    if stood.replaced {
        counted.tally = rival;
        counted.prices.clear();
    }
    counted.stood = Some(stood);
    counted
}

fn stands(votes: &Support, against: Against, shares: &[usize], rival: &[usize]) -> Stood {
    let (mut for_shares, mut for_greedy) = (0, 0);
    for group in 0..u32::try_from(votes.groups()).unwrap_or(u32::MAX) {
        let won = |funded: &[usize]| {
            let many = votes.wishes(group).iter().filter(|(at, _)| funded.contains(&(*at as usize))).count();
            if against == Against::AnyWinner { many.min(1) } else { many }
        };
        match won(shares).cmp(&won(rival)) {
            std::cmp::Ordering::Greater => for_shares += votes.weight(group),
            std::cmp::Ordering::Less => for_greedy += votes.weight(group),
            std::cmp::Ordering::Equal => {}
        }
    }
    Stood { for_shares, for_greedy, replaced: for_greedy > for_shares }
}
