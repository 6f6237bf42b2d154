//! How often each project is named, and what its points or places add up to.

use super::{
    super::{
        election::{Election, Form},
        exact::{Exact, exact},
        utility::Utility,
    },
    settings::Refused,
};

/// What stands behind a project on all ballots.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count {
    /// How many ballots name it.
    pub votes: u64,
    /// Its points, or L for the best of L places down to 1; on approvals the votes. Weights are not in it.
    pub score: Exact,
}

/// The standing of every project, in the order of the list: ranked by positional scores, where ballots are rankings.
pub fn standing(election: &Election) -> Vec<Count> {
    let ballots = election.ballots();
    let mut sums = vec![(0_u64, 0_i128); election.projects().len()];
    for pattern in 0..ballots.patterns() {
        let times = ballots.times(pattern);
        for entry in ballots.entries(pattern) {
            let (votes, score) = &mut sums[entry.project as usize];
            *votes += times;
            *score += i128::from(entry.value) * i128::from(times);
        }
    }
    let point = match election.form() {
        Form::Cumulative | Form::Scoring => election.point(),
        Form::Approval | Form::Choice | Form::Ordinal => 1,
    };
    sums.into_iter().map(|(votes, score)| Count { votes, score: exact(score, point) }).collect()
}

/// The weights of all patterns as whole numbers, and what stands for 1.
pub(crate) fn weights(election: &Election) -> Result<(Vec<u64>, u64), Refused> {
    const MOST: u64 = 1_000_000_000_000;
    let ballots = election.ballots();
    let all = || (0..ballots.patterns()).map(|pattern| ballots.weight(pattern));
    let mut common = 1_u64;
    for weight in all() {
        let step = weight.denom() / common_divisor(common, *weight.denom());
        common = common.checked_mul(step).filter(|common| *common <= MOST).ok_or(Refused::Weights)?;
    }
    Ok((all().map(|weight| weight.numer() * (common / weight.denom())).collect(), common))
}

const fn common_divisor(mut one: u64, mut other: u64) -> u64 {
    while other > 0 {
        (one, other) = (other, one % other);
    }
    one
}

/// The utility of every project over all ballots, each by its weight, before it is multiplied with costs.
pub(crate) fn totals(election: &Election, utility: Utility) -> Result<Vec<Exact>, Refused> {
    let ballots = election.ballots();
    let (weights, common) = weights(election)?;
    let mut sums = vec![0_i128; election.projects().len()];
    for (pattern, weight) in weights.into_iter().enumerate() {
        let times = i128::from(ballots.times(pattern)) * i128::from(weight);
        for entry in ballots.entries(pattern) {
            sums[entry.project as usize] += i128::from(utility.value(*entry)) * times;
        }
    }
    let below = i128::from(utility.point(election)) * i128::from(common);
    Ok(sums.into_iter().map(|sum| exact(sum, below)).collect())
}
