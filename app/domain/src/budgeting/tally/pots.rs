//! Several pots: each list has its own count, and money that is left over has a declared place to go.

use num_rational::Ratio;

use super::{super::election::Election, Refused, Settings, Tally, settings::Rule, tally};

/// A list with its own pot.
#[derive(Clone, Debug)]
pub struct Pot {
    /// What it is called.
    pub name: String,
    /// Its projects, ballots and money.
    pub election: Election,
    /// Its rule.
    pub settings: Settings,
    /// How many people may vote on it, for the turnout.
    pub roll: u64,
    /// Where money goes that is left.
    pub leftover: Leftover,
}

/// Where money goes that is left over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Leftover {
    /// Nowhere.
    Stays,
    /// Into the pot of this name, which is counted afterwards; such as an area-wide list.
    To(String),
    /// To the pot with the highest turnout (the first of equals), where it goes to what is next by utility for each
    /// unit of cost, or by votes.
    HighestTurnout,
}

/// The count of a pot.
#[derive(Clone, Debug)]
pub struct PotTally {
    /// What came from other pots, in the smallest units.
    pub received: u64,
    /// What went to others.
    pub passed_on: u64,
    /// The count, with what was received.
    pub tally: Tally,
}

/// Counts all pots: those that give to a pot before it, those for the highest turnout at the end.
///
/// # Errors
/// Settings that cannot be counted, or money that goes in a circle or to a pot that is not there.
pub fn pots(pots: &[Pot]) -> Result<Vec<PotTally>, Refused> {
    let mut counted: Vec<Option<PotTally>> = vec![None; pots.len()];
    let mut received = vec![0_u64; pots.len()];
    let target = |pot: &Pot| match &pot.leftover {
        Leftover::To(name) => {
            pots.iter().position(|other| other.name == *name).map(Some).ok_or_else(|| Refused::Pots(pot.name.clone()))
        }
        Leftover::Stays | Leftover::HighestTurnout => Ok(None),
    };
    let targets: Vec<Option<usize>> = pots.iter().map(target).collect::<Result<_, _>>()?;
    for _ in 0..pots.len() {
        let ready = (0..pots.len()).find(|at| {
            counted[*at].is_none() && !(0..pots.len()).any(|from| targets[from] == Some(*at) && counted[from].is_none())
        });
        let Some(at) = ready else {
            let waiting = pots.iter().zip(&counted).find(|(_, counted)| counted.is_none());
            return Err(Refused::Pots(waiting.map(|(pot, _)| pot.name.clone()).unwrap_or_default()));
        };
        let count = count(&pots[at], received[at])?;
        if let Some(to) = targets[at] {
            received[to] = received[to].saturating_add(count.passed_on);
        }
        counted[at] = Some(count);
    }
    let mut counted: Vec<PotTally> = counted.into_iter().flatten().collect();
    pool(pots, &mut counted)?;
    Ok(counted)
}

/// One pot with what it received.
fn count(pot: &Pot, received: u64) -> Result<PotTally, Refused> {
    let election = with(pot, pot.election.budget().saturating_add(received))?;
    let tally = tally(&election, &pot.settings)?;
    let passed_on = if matches!(pot.leftover, Leftover::To(_)) { tally.left } else { 0 };
    Ok(PotTally { received, passed_on, tally })
}

fn with(pot: &Pot, budget: u64) -> Result<Election, Refused> {
    pot.election.with_budget(budget).map_err(|_| Refused::PotTooLarge(pot.name.clone()))
}

/// What is left for the highest turnout goes on where that pot's count ended.
fn pool(pots: &[Pot], counted: &mut [PotTally]) -> Result<(), Refused> {
    let turnout = |pot: &Pot| Ratio::new(pot.election.ballots().count(), pot.roll.max(1));
    let mut highest: Option<usize> = None;
    for (at, pot) in pots.iter().enumerate().filter(|(_, pot)| pot.leftover == Leftover::HighestTurnout) {
        if highest.is_none_or(|best| turnout(pot) > turnout(&pots[best])) {
            highest = Some(at);
        }
    }
    let Some(highest) = highest else { return Ok(()) };
    let mut given = 0_u64;
    for (at, pot) in pots.iter().enumerate() {
        if at != highest && pot.leftover == Leftover::HighestTurnout {
            counted[at].passed_on = counted[at].tally.left;
            given = given.saturating_add(counted[at].tally.left);
        }
    }
    let pot = &pots[highest];
    let count = &mut counted[highest];
    count.received = count.received.saturating_add(given);
    let election = with(pot, pot.election.budget().saturating_add(count.received))?;
    // Winners stay: more money alone could unseat one if everything were counted again.
    let settings = Settings { part: None, skip: true, ..pot.settings.clone() };
    let frame = super::Frame::new(&election, &settings)?;
    count.tally.part = None;
    let greedy = matches!(settings.rule, Rule::Greedy);
    super::greedy::go_on(&frame, &mut count.tally, greedy);
    count.tally.left = election.budget().saturating_sub(count.tally.cost);
    Ok(())
}
