//! The exact side of a run. A balance that is not used up is the share less what its purchases cost, so that every sum
//! is a count of people times a few prices.

use std::cmp::Ordering;

use super::{
    super::super::exact::{EPS, Exact, about, exact, whole},
    Run,
    run::NEVER,
};

/// A sum of balances: shares, and payments for each purchase.
struct Sum {
    weights: i128,
    paid: Vec<i128>,
}

impl Run<'_> {
    /// What a project multiplies every value with.
    pub(super) fn factor(&self, at: usize) -> Exact {
        let election = self.count.frame.election;
        whole(self.count.frame.settings.utility.factor(election.cost(self.count.paid[at].project)))
    }

    /// Works out the exact caps of all purchases so far.
    pub(crate) fn settle(&mut self) {
        for round in 0..self.bought.len() {
            if self.bought[round].exact.is_none() {
                let round_number = u16::try_from(round).unwrap_or(NEVER);
                let cap = self.cap_of(self.bought[round].project, round_number, &[]);
                self.bought[round].exact = Some(cap);
            }
        }
    }

    /// Works balances out again from exact caps, so that their errors are small.
    pub(super) fn refresh(&mut self) {
        let caps: Vec<f64> = self.bought.iter().filter_map(|bought| bought.exact.as_ref().map(about)).collect();
        if caps.len() < self.bought.len() {
            return;
        }
        let each = about(&self.share);
        let ballots = self.count.frame.election.ballots();
        for pattern in 0..self.balances.len() {
            if self.spent_at[pattern] != NEVER {
                continue;
            }
            let mut balance = each * (self.count.weights[pattern] as f64 / self.count.common as f64);
            for entry in ballots.entries(pattern) {
                balance -= self.paid(entry.project, self.count.frame.settings.utility.value(*entry), &caps);
            }
            self.balances[pattern][0] = balance;
        }
        let rounds = caps.len() as f64 + 4.0;
        self.error = 4.0 * rounds * EPS * each * self.count.heaviest;
        self.errors.fill(self.error);
    }

    /// What somebody with money left paid for a project.
    fn paid(&self, project: u32, value: i64, caps: &[f64]) -> f64 {
        let round = usize::from(self.bought_at[project as usize]);
        let supports = value > 0 && self.count.frame.election.cost(project as usize) > 0;
        if supports { caps.get(round).map_or(0.0, |cap| cap * value as f64) } else { 0.0 }
    }

    /// The purchases before a round that a pattern paid for, each with the value.
    fn payments(&self, pattern: usize, before: u16) -> impl Iterator<Item = (usize, i64)> + '_ {
        let utility = self.count.frame.settings.utility;
        let election = self.count.frame.election;
        election.ballots().entries(pattern).iter().filter_map(move |entry| {
            let project = entry.project as usize;
            let (round, value) = (self.bought_at[project], utility.value(*entry));
            (value > 0 && round < before && election.cost(project) > 0).then(|| (usize::from(round), value))
        })
    }

    /// The exact balance before a round of a pattern that was not used up before it. Earlier caps are settled.
    pub(crate) fn balance(&self, pattern: usize, round: u16) -> Exact {
        let mut balance = &self.share * exact(self.count.weights[pattern], self.count.common);
        for (bought, value) in self.payments(pattern, round) {
            if let Some(cap) = &self.bought[bought].exact {
                balance -= cap * whole(value);
            }
        }
        balance
    }

    /// Adds a pattern's balances to a sum.
    fn add(&self, sum: &mut Sum, pattern: usize, round: u16) {
        let times = i128::from(self.count.frame.election.ballots().times(pattern));
        sum.weights += times * i128::from(self.count.weights[pattern]);
        for (bought, value) in self.payments(pattern, round) {
            sum.paid[bought] += times * i128::from(value);
        }
    }

    fn total(&self, sum: &Sum) -> Exact {
        let mut total = &self.share * exact(sum.weights, self.count.common);
        for (bought, count) in self.bought.iter().zip(&sum.paid).filter(|(_, count)| **count != 0) {
            if let Some(cap) = &bought.exact {
                total -= cap * whole(*count);
            }
        }
        total
    }

    /// The cap of a purchase whose payers are marked, but for some of whom it is not known whether they have just
    /// enough. They are at most a few; each is first taken to have more.
    pub(super) fn cap_of(&self, project: usize, round: u16, doubtful: &[(usize, i64)]) -> Exact {
        let cost = whole(self.count.frame.election.cost(project));
        let mut poor = Sum { weights: 0, paid: vec![0; self.bought.len()] };
        let mut rich = 0_i128;
        for (pattern, value) in self.count.support.of(project).each() {
            let times = i128::from(self.count.frame.election.ballots().times(pattern));
            match self.spent_at[pattern] {
                spent if spent < round => {}
                spent if spent == round => self.add(&mut poor, pattern, round),
                _ => rich += times * i128::from(value),
            }
        }
        let mut open: Vec<(Exact, usize, i64)> = doubtful
            .iter()
            .map(|(pattern, value)| (self.balance(*pattern, round) / whole(*value), *pattern, *value))
            .collect();
        open.sort_by(|one, other| other.0.cmp(&one.0));
        let mut total = self.total(&poor);
        loop {
            let cap = (rich > 0).then(|| (&cost - &total) / whole(rich));
            match (open.pop(), cap) {
                // Whoever has the least for each value pays all of it, if that is not more than the cap.
                (Some((most, pattern, value)), cap) if cap.as_ref().is_none_or(|cap| most < *cap) => {
                    let times = i128::from(self.count.frame.election.ballots().times(pattern));
                    total += &most * whole(times * i128::from(value));
                    rich -= times * i128::from(value);
                    if rich == 0 && open.is_empty() {
                        return most;
                    }
                }
                (_, Some(cap)) => return cap,
                (_, None) => return self.most_of(project, round),
            }
        }
    }

    /// The largest balance for each value among those who paid everything in a round: the cap where nobody had more.
    fn most_of(&self, project: usize, round: u16) -> Exact {
        let payers = self.count.support.of(project).each().filter(|(pattern, _)| self.spent_at[*pattern] == round);
        payers.map(|(pattern, value)| self.balance(pattern, round) / whole(value)).max().unwrap_or_else(|| whole(0))
    }

    /// The exact cap at which the supporters of a project that is not bought pay its cost; nothing if they cannot.
    pub(super) fn price(&self, at: usize) -> Option<Exact> {
        let project = self.count.paid[at].project;
        let cost = whole(self.count.frame.election.cost(project));
        let round = u16::try_from(self.bought.len()).unwrap_or(NEVER);
        let supporters: Vec<(usize, i64)> =
            self.count.support.of(project).each().filter(|(pattern, _)| self.spent_at[*pattern] == NEVER).collect();
        let mut cap = whole(0);
        loop {
            let mut poor = Sum { weights: 0, paid: vec![0; self.bought.len()] };
            let mut rich = 0_i128;
            let near = about(&cap);
            for (pattern, value) in &supporters {
                if self.has_more(*pattern, *value, (&cap, near), round) {
                    rich += i128::from(self.count.frame.election.ballots().times(*pattern)) * i128::from(*value);
                } else {
                    self.add(&mut poor, *pattern, round);
                }
            }
            let total = self.total(&poor);
            if rich == 0 {
                return match total.cmp(&cost) {
                    Ordering::Less => None,
                    _ => supporters.iter().map(|(pattern, value)| self.balance(*pattern, round) / whole(*value)).max(),
                };
            }
            let next = (&cost - total) / whole(rich);
            if next <= cap {
                return Some(cap);
            }
            cap = next;
        }
    }

    /// Whether a pattern has more than a cap asks of it.
    fn has_more(&self, pattern: usize, value: i64, (cap, near): (&Exact, f64), round: u16) -> bool {
        let (balance, pays) = (self.balances[pattern][0], near * value as f64);
        let error = self.errors[pattern] + 8.0 * EPS * (pays + balance);
        if balance - pays > error {
            true
        } else if pays - balance > error {
            false
        } else {
            self.balance(pattern, round) > cap * whole(value)
        }
    }
}
