//! Participatory budgeting: an exact election, the rules that count it with every round explained, what a loser was
//! missing, and the check that anybody can run on what was published.

mod election;
mod exact;
mod fairness;
mod miss;
#[cfg(test)]
mod small;
mod tally;
mod utility;

pub use self::{
    election::{Ballots, COST_MOST, Election, Entry, Form, Project, Unfit, VALUE_MOST, WITHDRAWN, Weight},
    exact::{Exact, about, exact, whole},
    fairness::{Objection, objections},
    miss::{
        Cheaper, Convention, Distance, Missing, Recount, cheaper, effective_support, further_ballots, greedy_missing,
        more_approvals, share_missing,
    },
    tally::{
        Base, Broken, Cap, Comparison, Completion, Conflict, Count, Fate, Gone, Judgement, Leftover, Loser, Loss, Part,
        PartFunding, Pot, PotTally, Preference, Refused, Round, Rule, Settings, Start, Stop, Stopped, Tally, Threshold,
        Tie, Ties, pots, standing, tally,
    },
    utility::Utility,
};
