//! The comparison step: would voters have more of most votes first than of equal shares?

use super::{
    super::{election::Election, utility::Utility},
    Frame, Tally, greedy,
    settings::{Comparison, Rule, Settings},
};

/// How many voters have more of one outcome than of the other; everybody is counted, also who has nothing of one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Preference {
    /// Voters with more winners under the first.
    pub first: u64,
    /// Voters with more winners under the second.
    pub second: u64,
    /// Voters with at least one winner under the first.
    pub some_of_first: u64,
    /// Voters with at least one winner under the second.
    pub some_of_second: u64,
}

/// What the comparison of equal shares with most votes first came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// Equal shares is the first, most votes first the second.
    pub voters: Preference,
    /// Whether most votes first takes the place of equal shares.
    pub replaced: bool,
    /// The outcome that was not taken.
    pub other: Vec<usize>,
}

impl Preference {
    /// Compares two outcomes on these ballots, on which a project is chosen if it is worth more than nothing.
    pub fn of(election: &Election, utility: Utility, first: &[usize], second: &[usize]) -> Self {
        let ballots = election.ballots();
        let marks = |winners: &[usize]| {
            let mut marks = vec![false; election.projects().len()];
            for project in winners {
                if let Some(mark) = marks.get_mut(*project) {
                    *mark = true;
                }
            }
            marks
        };
        let marks = [marks(first), marks(second)];
        let mut found = Self::default();
        for pattern in 0..ballots.patterns() {
            let chosen = || ballots.entries(pattern).iter().filter(|entry| utility.value(**entry) > 0);
            let [one, other] = [0, 1].map(|at| chosen().filter(|entry| marks[at][entry.project as usize]).count());
            let times = ballots.times(pattern);
            found.first += if one > other { times } else { 0 };
            found.second += if other > one { times } else { 0 };
            found.some_of_first += if one > 0 { times } else { 0 };
            found.some_of_second += if other > 0 { times } else { 0 };
        }
        found
    }
}

/// Keeps equal shares unless strictly more voters are better off under most votes first.
pub(crate) fn step(frame: &Frame<'_>, shares: Tally) -> Tally {
    let settings = Settings {
        rule: Rule::Greedy,
        utility: Utility::Cardinality,
        comparison: Comparison::None,
        part: None,
        ..frame.settings.clone()
    };
    let Ok(other) = Frame::new(frame.election, &settings) else { return shares };
    let greedy = greedy::count(&other);
    let voters = Preference::of(frame.election, frame.settings.utility, &shares.selected, &greedy.selected);
    let replaced = match frame.settings.comparison {
        Comparison::None => false,
        Comparison::Winners => voters.second > voters.first,
        Comparison::AnyWinner => voters.some_of_second > voters.some_of_first,
    };
    let (taken, left) = if replaced { (greedy, shares) } else { (shares, greedy) };
    Tally { judgement: Some(Judgement { voters, replaced, other: left.selected }), ..taken }
}
