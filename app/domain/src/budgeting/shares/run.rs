//! One run of equal shares.
//!
//! Balances are floating-point numbers with a wide margin; whatever falls into the margin is decided with exact numbers.
//! They need no exact balances: a balance is nothing, or the share less what was paid in full, so that the exact prices
//! of what was bought are enough, and those are worked out only when a margin asks for one.

use std::collections::HashSet;

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{ToPrimitive, Zero};

use crate::budgeting::{
    election::Election,
    greedy::Conditions,
    support::Support,
    ties::{Tie, Ties},
};

/// Two numbers that differ by less than this part of the larger are compared exactly.
const MARGIN: f64 = 1e-9;
/// Below this part of a cost, what is left to the rich is a difference of two large numbers.
const CANCELLED: f64 = 1e-4;

/// A project that was bought.
#[derive(Clone, Debug)]
pub(super) struct Bought {
    /// Which.
    pub project: usize,
    /// Those who paid all they had and had something.
    poor: Vec<u32>,
    /// The utility of those who paid in full, all together.
    rich: i128,
    /// What one unit of utility cost; worked out when it is asked for.
    price: Option<BigRational>,
}

/// What a run works on; used again for the next share.
pub(super) struct Runner<'a> {
    election: &'a Election,
    support: &'a Support,
    ties: &'a Ties,
    conditions: &'a Conditions,
    share: BigRational,
    balance: Vec<f64>,
    exhausted: Vec<bool>,
    live: Vec<bool>,
    low: Vec<f64>,
    place: Vec<Option<usize>>,
    bought: Vec<Bought>,
    met: Vec<Tie>,
}

/// How a project could be paid, in floating point.
enum Offer {
    /// Its supporters cannot pay it.
    Dear,
    /// One unit of utility would cost this.
    Price(f64),
}

fn close(a: f64, b: f64) -> bool {
    (a - b).abs() <= MARGIN * a.abs().max(b.abs())
}

impl<'a> Runner<'a> {
    pub fn new(election: &'a Election, support: &'a Support, ties: &'a Ties, conditions: &'a Conditions) -> Self {
        let projects = election.projects.len();
        Self {
            election,
            support,
            ties,
            conditions,
            share: BigRational::zero(),
            balance: vec![0.0; support.groups()],
            exhausted: vec![false; support.groups()],
            live: vec![false; projects],
            low: vec![0.0; projects],
            place: vec![None; projects],
            bought: Vec::new(),
            met: Vec::new(),
        }
    }

    /// Runs with a share for each voter; the projects in the order in which they were bought. What costs nothing and is
    /// worth something comes first.
    pub fn run(&mut self, share: &BigRational) -> Vec<usize> {
        self.begin(share);
        let mut selected: Vec<usize> = Vec::new();
        let mut free: Vec<usize> = (0..self.live.len()).filter(|at| self.is_free(*at)).collect();
        free.sort_by_key(|project| self.ties.rank(*project));
        for project in free {
            if !self.conditions.shut_out(project, &selected) {
                selected.push(project);
            }
        }
        while let Some(project) = self.best(&selected) {
            self.buy(project);
            selected.push(project);
        }
        selected
    }

    /// The ties that the last run met.
    pub fn take_ties(&mut self) -> Vec<Tie> {
        std::mem::take(&mut self.met)
    }

    /// Every project that the last run bought, with the exact price of one unit of utility.
    pub fn prices(&mut self) -> Vec<(usize, BigRational)> {
        self.settle();
        self.bought.iter().filter_map(|one| Some((one.project, one.price.clone()?))).collect()
    }

    fn is_free(&self, project: usize) -> bool {
        let eligible = self.election.projects.get(project).is_some_and(|one| one.eligible && one.cost == 0);
        eligible && !self.support.supporters(project).is_empty()
    }

    fn begin(&mut self, share: &BigRational) {
        self.share.clone_from(share);
        let balance = share.to_f64().unwrap_or(f64::MAX);
        self.balance.fill(balance);
        self.exhausted.fill(share.is_zero());
        self.place.fill(None);
        self.bought.clear();
        self.met.clear();
        for (at, project) in self.election.projects.iter().enumerate() {
            let supporters = self.support.supporters(at);
            self.live[at] = project.eligible && project.cost > 0 && !supporters.is_empty();
            let all: i128 = supporters.iter().map(|(group, utility)| self.mass(*group, *utility)).sum();
            self.low[at] = if all == 0 { f64::INFINITY } else { project.cost as f64 / all as f64 };
        }
    }

    /// The utility of a whole group.
    fn mass(&self, group: u32, utility: i64) -> i128 {
        i128::from(self.support.weight(group)) * i128::from(utility)
    }

    /// The project with the least price; those that cannot be paid any more are out for good.
    fn best(&mut self, selected: &[usize]) -> Option<usize> {
        let mut order: Vec<usize> = (0..self.live.len()).filter(|at| self.live[*at]).collect();
        order.sort_by(|a, b| self.low[*a].total_cmp(&self.low[*b]));
        let mut best = f64::INFINITY;
        let mut near: Vec<usize> = Vec::new();
        for project in order {
            if self.low[project] > best && !close(self.low[project], best) {
                break;
            }
            if self.conditions.shut_out(project, selected) {
                self.live[project] = false;
                continue;
            }
            match self.offer(project) {
                Offer::Dear => self.live[project] = false,
                Offer::Price(price) => {
                    self.low[project] = price;
                    best = best.min(price);
                    near.push(project);
                }
            }
        }
        near.retain(|project| close(self.low[*project], best) || self.low[*project] <= best);
        match near[..] {
            [] => None,
            [only] => Some(only),
            _ => self.least_of(near),
        }
    }

    /// Of several that a margin cannot tell apart the one with the least exact price, or of those that are equal the one
    /// that goes first.
    fn least_of(&mut self, near: Vec<usize>) -> Option<usize> {
        let mut priced: Vec<(BigRational, usize)> = Vec::new();
        for project in near {
            priced.push((self.exact(project).0, project));
        }
        let least = priced.iter().map(|(price, _)| price).min()?.clone();
        let tied: Vec<usize> = priced.into_iter().filter(|(price, _)| *price == least).map(|(_, at)| at).collect();
        let first = tied.iter().copied().min_by_key(|project| self.ties.rank(*project));
        self.met.extend(self.ties.broken(tied));
        first
    }

    /// What the supporters hold against what a project costs, and the price of a unit of utility. The price is never below
    /// the last one, so that Newton's steps rise from there to the answer.
    fn offer(&mut self, project: usize) -> Offer {
        let support = self.support;
        let cost = self.election.cost(project) as f64;
        let supporters = support.supporters(project);
        let mut price = self.low[project];
        let mut poor_before = usize::MAX;
        loop {
            let (mut poor, mut rich, mut paying, mut many) = (0.0, 0.0, 0.0, 0);
            for (group, utility) in supporters {
                let (weight, utility) = (support.weight(*group) as f64, *utility as f64);
                let balance = self.balance[*group as usize];
                if balance <= price * utility {
                    poor += weight * balance;
                    many += 1;
                } else {
                    rich += weight * utility;
                    paying += weight * balance;
                }
            }
            let money = poor + paying;
            if close(money, cost) {
                if self.held(project) < BigRational::from_integer(self.election.cost(project).into()) {
                    return Offer::Dear;
                }
            } else if money < cost {
                return Offer::Dear;
            }
            if rich <= 0.0 || many == poor_before || (cost - poor) < CANCELLED * cost {
                return Offer::Price(if rich <= 0.0 || cost - poor < CANCELLED * cost {
                    self.exact(project).0.to_f64().unwrap_or(f64::MAX)
                } else {
                    (cost - poor) / rich
                });
            }
            poor_before = many;
            price = (cost - poor) / rich;
        }
    }

    fn buy(&mut self, project: usize) {
        let support = self.support;
        let price = self.low[project];
        let supporters = support.supporters(project);
        let sure = supporters.iter().all(|(group, utility)| {
            let group = *group as usize;
            self.exhausted[group] || !close(self.balance[group], price * *utility as f64)
        });
        let (exact, poor) = if sure {
            let is_poor = |(group, utility): &&(u32, i64)| self.balance[*group as usize] <= price * *utility as f64;
            (None, supporters.iter().filter(is_poor).map(|(group, _)| *group).collect::<Vec<u32>>())
        } else {
            let (price, poor) = self.exact(project);
            (Some(price), poor)
        };
        let paid = exact.as_ref().and_then(BigRational::to_f64).unwrap_or(price);
        let mut rich = 0;
        let mut is_poor = poor.iter().copied().peekable();
        for (group, utility) in supporters {
            let at = *group as usize;
            if is_poor.next_if_eq(group).is_some() {
                continue;
            }
            rich += self.mass(*group, *utility);
            self.balance[at] -= paid * *utility as f64;
        }
        let had = poor.into_iter().filter(|group| !self.exhausted[*group as usize]).collect::<Vec<u32>>();
        for group in &had {
            self.balance[*group as usize] = 0.0;
            self.exhausted[*group as usize] = true;
        }
        self.live[project] = false;
        self.place[project] = Some(self.bought.len());
        self.bought.push(Bought { project, poor: had, rich, price: exact });
    }

    /// Works out the exact price of everything that was bought.
    fn settle(&mut self) {
        for at in 0..self.bought.len() {
            if self.bought[at].price.is_some() {
                continue;
            }
            let one = &self.bought[at];
            let cost = BigRational::from_integer(self.election.cost(one.project).into());
            let rest = cost - self.balances(one.poor.iter().copied(), at);
            let rich = BigRational::from_integer(BigInt::from(one.rich));
            // Somebody pays in full unless all paid all they had, which is worked out at once when it is bought.
            let price = if rich.is_zero() { BigRational::zero() } else { rest / rich };
            self.bought[at].price = Some(price);
        }
    }

    /// What groups that still have something hold together, after the first so many were bought, whose exact prices are
    /// known.
    fn balances(&self, groups: impl Iterator<Item = u32>, after: usize) -> BigRational {
        let mut people = 0_i128;
        let mut paid = vec![0_i128; after];
        for group in groups {
            people += i128::from(self.support.weight(group));
            for (project, utility) in self.support.wishes(group) {
                let place = self.place[*project as usize].filter(|place| *place < after);
                if let Some(place) = place {
                    paid[place] += self.mass(group, *utility);
                }
            }
        }
        let mut sum = &self.share * BigRational::from_integer(people.into());
        for (one, paid) in self.bought.iter().zip(paid).filter(|(_, paid)| *paid != 0) {
            if let Some(price) = &one.price {
                sum -= price * BigRational::from_integer(paid.into());
            }
        }
        sum
    }

    /// What the supporters of a project hold, exactly.
    fn held(&mut self, project: usize) -> BigRational {
        self.settle();
        let groups = self.support.supporters(project).iter().map(|(group, _)| *group);
        self.balances(groups.filter(|group| !self.exhausted[*group as usize]), self.bought.len())
    }

    /// The exact price of a unit of utility of a project that its supporters can pay, and those who would pay all they
    /// have, in order.
    fn exact(&mut self, project: usize) -> (BigRational, Vec<u32>) {
        self.settle();
        let after = self.bought.len();
        let cost = BigRational::from_integer(self.election.cost(project).into());
        let one = |group: u32| self.balances(std::iter::once(group), after) / BigInt::from(self.support.weight(group));
        // What each could pay for a unit of utility, from the least: groups with equal balances and utilities are many.
        let supporters = self.support.supporters(project);
        let has = supporters.iter().filter(|(group, _)| !self.exhausted[*group as usize]);
        let mut able: Vec<(BigRational, u32, i64)> =
            has.map(|(group, utility)| (one(*group) / BigInt::from(*utility), *group, *utility)).collect();
        able.sort();
        let mut rich: BigInt = able.iter().map(|(_, group, utility)| BigInt::from(self.mass(*group, *utility))).sum();
        let mut rest = cost;
        let mut price = able.last().map_or_else(BigRational::zero, |(most, ..)| most.clone());
        for (most, group, utility) in &able {
            let wanted = &rest / &rich;
            if wanted <= *most {
                price = wanted;
                break;
            }
            let mass = BigInt::from(self.mass(*group, *utility));
            rest -= most * &mass;
            rich -= mass;
            if rich.is_zero() {
                break;
            }
        }
        let rich: HashSet<u32> = able.iter().filter(|(most, ..)| *most > price).map(|(_, group, _)| *group).collect();
        let poor = supporters.iter().map(|(group, _)| *group).filter(|group| !rich.contains(group)).collect();
        (price, poor)
    }
}
