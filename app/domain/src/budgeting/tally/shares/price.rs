//! Prices in floats: what supporters would pay at a cap, from which cap on it is enough, and how sure that is.

use super::{
    super::super::exact::EPS,
    Paid, Run,
    run::{Choice, Live, MARGIN},
};

/// So many sums go beside each other.
const LANES: usize = 4;

/// What supporters would pay at a cap together, and the values of those who would have something left.
#[derive(Clone, Copy)]
struct Pass {
    sum: f64,
    rich: f64,
}

/// A sum whose rounding is kept beside it.
#[derive(Clone, Copy, Default)]
struct Total {
    sum: f64,
    lost: f64,
}

impl Total {
    fn add(&mut self, part: f64) {
        let sum = self.sum + part;
        let (large, small) = if self.sum >= part { (self.sum, part) } else { (part, self.sum) };
        self.lost += small - (sum - large);
        self.sum = sum;
    }

    fn sum(self) -> f64 {
        self.sum + self.lost
    }
}

/// What the search for a price gave.
pub(super) enum Found {
    /// The cap, nearly.
    Cap(f64),
    /// Supporters certainly hold less than the cost.
    TooPoor,
    /// They hold the cost so nearly that floats cannot tell.
    Unsure,
}

impl Run<'_> {
    /// What supporters would pay at a cap. Nearly all the time of a count goes by here.
    fn pass(&self, paid: &Paid, cap: f64) -> Pass {
        let supporters = self.count.support.of(paid.project);
        let (mut sum, mut rich) = ([0.0; LANES], [0.0; LANES]);
        let mut add = |lane: usize, pattern: usize, cap: f64, value: f64| {
            let [balance, times] = self.balances[pattern];
            sum[lane] += balance.min(cap) * times;
            rich[lane] += if balance > cap { value * times } else { 0.0 };
        };
        if supporters.values.is_empty() {
            let (whole, rest) = supporters.patterns.as_chunks::<LANES>();
            for chunk in whole {
                for (lane, pattern) in chunk.iter().enumerate() {
                    add(lane, *pattern as usize, cap, 1.0);
                }
            }
            for pattern in rest {
                add(0, *pattern as usize, cap, 1.0);
            }
        } else {
            for (pattern, value) in supporters.each() {
                add(0, pattern, cap * value as f64, value as f64);
            }
        }
        Pass { sum: sum.iter().sum(), rich: rich.iter().sum() }
    }

    /// The largest error of what supporters would pay.
    fn slack(&self, paid: &Paid, sum: f64) -> f64 {
        self.error * paid.people + (paid.patterns + 8.0) * 2.0 * EPS * sum.max(paid.cost)
    }

    /// Whether a live project certainly costs more than this price; what was learnt about it is kept.
    pub(super) fn costs_more(&mut self, live: usize, price: f64) -> bool {
        let paid = self.count.paid[self.live[live].at];
        let cap = price * (1.0 + MARGIN) * paid.factor;
        let pass = self.pass(&paid, cap);
        let slack = self.slack(&paid, pass.sum);
        if pass.sum + slack >= paid.cost {
            return false;
        }
        // What they would pay grows ever more slowly with the cap: no cap below this is enough.
        let more = (paid.cost - pass.sum - slack) / pass.rich;
        let cap = if pass.rich > 0.0 { cap + more } else { f64::INFINITY };
        let low = cap / paid.factor * (1.0 - 8.0 * EPS);
        self.live[live].low = self.live[live].low.max(low);
        true
    }

    /// The cap at which supporters pay the cost, from below.
    pub(super) fn find(&self, live: Live) -> Found {
        let paid = self.count.paid[live.at];
        let mut cap = live.low * paid.factor;
        for _ in 0..200 {
            let pass = self.pass(&paid, cap);
            let slack = self.slack(&paid, pass.sum);
            if pass.rich <= 0.0 {
                return if pass.sum + slack < paid.cost { Found::TooPoor } else { Found::Unsure };
            }
            let next = cap + (paid.cost - pass.sum) / pass.rich;
            if next <= cap * (1.0 + 4.0 * EPS) {
                return Found::Cap(next);
            }
            cap = next;
        }
        Found::Unsure
    }

    /// What the run before bought in this round, if its price can be told at once.
    pub(super) fn guess(&self) -> Option<(usize, f64, Choice)> {
        let (at, cap) = *self.hints.get(self.bought.len())?;
        let live = self.live.iter().position(|live| live.at == at)?;
        let paid = self.count.paid[at];
        let pass = self.pass(&paid, cap);
        let cap = (pass.rich > 0.0).then(|| cap + (paid.cost - pass.sum) / pass.rich).filter(|cap| *cap > 0.0)?;
        Some((live, cap, self.check(live, cap)?))
    }

    /// A cap worked out carefully, with its error, if that is small enough for the price to be certainly within the
    /// margin of this one.
    pub(super) fn check(&self, live: usize, cap: f64) -> Option<Choice> {
        let at = self.live[live].at;
        let paid = self.count.paid[at];
        let (below, above) = (cap * (1.0 - MARGIN), cap * (1.0 + MARGIN));
        let (mut poor, mut rich, mut doubt) = (Total::default(), 0.0, 0.0);
        self.count.support.of(paid.project).each_value(|pattern, value| {
            let [balance, times] = self.balances[pattern];
            if balance > above * value {
                rich += value * times;
                // Errors could make one of them pay all they have only if they reached across the margin.
                let far = balance - above * value > self.errors[pattern];
                doubt += if far { 0.0 } else { self.errors[pattern] * times };
            } else if balance > 0.0 {
                poor.add(balance * times);
                // Whoever has nearly as much as is asked may belong to the others.
                let near = if balance > below * value { 2.0 * MARGIN * balance } else { 0.0 };
                doubt += (self.errors[pattern] + near) * times;
            }
        });
        let cap = (paid.cost - poor.sum()) / rich;
        let error = (doubt + 16.0 * EPS * paid.cost.max(poor.sum())) / rich + 4.0 * EPS * cap;
        let certain = rich > 0.0 && cap - error > below && error <= 0.5 * MARGIN * cap && cap + error < above;
        certain.then(|| Choice { at, cap, error, exact: None, tied: Vec::new() })
    }
}
