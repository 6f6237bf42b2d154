//! What became of a group while a task was open.

use serde::{Deserialize, Serialize};

use crate::inclusion::{Count, Interval, wave::newcombe};

/// A group among those who said, as it was published at one time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    /// Answers of the group.
    pub group: u64,
    /// Answers of all who said.
    pub all: u64,
}

/// What may be said of a task. It never says that the task did it: other things went on as well.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Effect {
    /// Too few answers came since then to say anything.
    TooEarly,
    /// Of those who came since, a larger share is of the group than of those before.
    Larger(Shares),
    /// A smaller share.
    Smaller(Shares),
    /// Chance alone could make the difference.
    NoSign(Shares),
}

/// The shares before and since, from 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Shares {
    /// The group's share of the answers before.
    pub before: f64,
    /// Its share of those that came since.
    pub since: f64,
    /// How many came since: of the group.
    pub more_of_group: u64,
    /// How many came since: of all who said.
    pub more_of_all: u64,
    /// The interval of the difference (Newcombe, 1998).
    pub difference: Option<Interval>,
}

/// Fewer further answers than this say nothing. Counts are rounded to 5, so that fewer could be rounding alone.
const LEAST: u64 = 20;

/// What became of a group between two times at which it was published.
pub fn effect(before: Seen, after: Seen) -> Effect {
    let more = Count {
        participants: after.group.saturating_sub(before.group),
        population: after.all.saturating_sub(before.all),
    };
    if more.population < LEAST || before.all == 0 || more.participants > more.population {
        return Effect::TooEarly;
    }
    let difference = newcombe((before.group, before.all), (more.participants, more.population));
    let shares = Shares {
        before: before.group as f64 / before.all as f64,
        since: more.participants as f64 / more.population as f64,
        more_of_group: more.participants,
        more_of_all: more.population,
        difference,
    };
    match difference {
        Some(interval) if interval.low > 0.0 => Effect::Larger(shares),
        Some(interval) if interval.high < 0.0 => Effect::Smaller(shares),
        _ => Effect::NoSign(shares),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_effect_is_about_those_who_came_since() {
        let seen = |group, all| Seen { group, all };
        for (before, after, expected) in [
            (seen(20, 200), seen(20, 215), "early"),
            (seen(20, 200), seen(80, 300), "larger"),
            (seen(20, 200), seen(30, 300), "none"),
            (seen(100, 200), seen(105, 300), "smaller"),
            (seen(0, 0), seen(30, 300), "early"),
            // Rounding can make a group shrink, or grow by more than everybody.
            (seen(20, 200), seen(15, 300), "smaller"),
            (seen(20, 200), seen(60, 230), "early"),
        ] {
            let found = match effect(before, after) {
                Effect::TooEarly => "early",
                Effect::Larger(_) => "larger",
                Effect::Smaller(_) => "smaller",
                Effect::NoSign(_) => "none",
            };
            assert_eq!(found, expected, "{before:?} {after:?}");
        }
    }
}
