//! What a project was missing: votes under greedy, and three honest numbers under equal shares.

mod greedy;
mod share;

pub use self::{
    greedy::{Missing, greedy_missing},
    share::{
        Cheaper, Convention, Distance, Recount, cheaper, effective_support, further_ballots, more_approvals,
        share_missing,
    },
};
