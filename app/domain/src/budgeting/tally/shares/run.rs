//! One run: purchases with one share, in floats whose errors are bounded.

use super::{
    super::{
        super::exact::{EPS, Exact, about},
        Counting,
        gate::Gate,
    },
    price::Found,
};

/// No round: a balance that is not used up, a project that is not bought.
pub(crate) const NEVER: u16 = u16::MAX;
/// How far prices are kept apart, relative to them, before floats decide.
pub(super) const MARGIN: f64 = 1e-9;

/// A run. It can be begun again with another share, without new memory.
#[derive(Debug)]
pub(crate) struct Run<'a> {
    pub(crate) count: &'a Counting<'a>,
    pub(crate) share: Exact,
    /// Each pattern's balance, and how often it was cast.
    pub(crate) balances: Vec<[f64; 2]>,
    /// In which purchase each pattern's balance was used up.
    pub(crate) spent_at: Vec<u16>,
    /// In which purchase each project was bought.
    pub(crate) bought_at: Vec<u16>,
    pub(crate) bought: Vec<Bought>,
    /// Projects that are not bought and could be, each with a price that it cannot fall below.
    pub(super) live: Vec<Live>,
    /// The purchases of the run before: much the same come again when the share is a little higher.
    pub(super) hints: Vec<(usize, f64)>,
    gate: Gate,
    /// What the projects that were bought cost.
    pub(crate) cost: u64,
    /// The largest error of each pattern's balance, and of all.
    pub(crate) errors: Vec<f64>,
    pub(crate) error: f64,
    /// Ties that were met.
    pub(crate) ties: u64,
}

/// A project that could be bought.
#[derive(Clone, Copy, Debug)]
pub(super) struct Live {
    pub(super) at: usize,
    pub(super) low: f64,
}

/// A purchase.
#[derive(Clone, Debug)]
pub(crate) struct Bought {
    pub(crate) project: usize,
    /// The same, among those with supporters and a cost.
    at: usize,
    /// What a supporter pays for each value 1, if they have it.
    pub(crate) cap: f64,
    /// The same, where it was worked out.
    pub(crate) exact: Option<Exact>,
    /// All that had the same price.
    pub(crate) tied: Vec<usize>,
}

/// What was decided for a purchase.
pub(super) struct Choice {
    pub(super) at: usize,
    pub(super) cap: f64,
    /// The largest error of the cap.
    pub(super) error: f64,
    pub(super) exact: Option<Exact>,
    pub(super) tied: Vec<usize>,
}

impl<'a> Run<'a> {
    /// A run that has not begun.
    pub(crate) fn new(count: &'a Counting<'a>) -> Self {
        let patterns = count.times.len();
        Self {
            count,
            share: super::whole(0),
            balances: vec![[0.0; 2]; patterns],
            spent_at: vec![NEVER; patterns],
            bought_at: vec![NEVER; count.frame.election.projects().len()],
            bought: Vec::new(),
            live: Vec::new(),
            hints: Vec::new(),
            gate: Gate::default(),
            cost: 0,
            errors: vec![0.0; patterns],
            error: 0.0,
            ties: 0,
        }
    }

    /// Buys until nothing can be bought, or until more is spent than this.
    pub(crate) fn go(&mut self, share: Exact, most: u64) {
        self.begin(share);
        while self.cost <= most && self.bought.len() < usize::from(NEVER) {
            let Some(choice) = self.choose() else { return };
            self.buy(choice);
        }
    }

    /// Whether projects can be bought one by one.
    pub(crate) fn begin(&mut self, share: Exact) {
        let each = about(&share);
        let count = self.count;
        let common = count.common as f64;
        for (at, balance) in self.balances.iter_mut().enumerate() {
            *balance = [each * (count.weights[at] as f64 / common), count.times[at]];
        }
        self.spent_at.fill(NEVER);
        self.bought_at.fill(NEVER);
        self.hints.clear();
        self.hints.extend(self.bought.iter().map(|bought| (bought.at, bought.cap)));
        self.bought.clear();
        self.live.clear();
        self.live.extend(count.paid.iter().enumerate().map(|(at, paid)| {
            let low = paid.cost / paid.value / paid.factor * (1.0 - 8.0 * EPS);
            Live { at, low }
        }));
        self.gate = count.frame.gate();
        self.cost = 0;
        self.error = 8.0 * EPS * each * count.heaviest;
        self.errors.fill(self.error);
        self.share = share;
        self.ties = 0;
        for project in &count.free {
            if self.gate.barred(count.frame.election, *project).is_none() {
                self.gate.take(count.frame.election, *project);
                self.bought_at[*project] = 0;
            }
        }
        self.bar();
    }

    /// Projects without a cost that were taken at the start.
    pub(crate) fn free(&self) -> impl Iterator<Item = usize> + '_ {
        self.count.free.iter().copied().filter(|project| self.bought_at[*project] == 0)
    }

    /// The next purchase: the least price, exactly.
    fn choose(&mut self) -> Option<Choice> {
        self.live.sort_by(|one, other| one.low.total_cmp(&other.low));
        let guess = self.guess();
        let mut near: Vec<(usize, f64)> = guess.iter().map(|(live, cap, _)| (*live, *cap)).collect();
        let price = |run: &Self, (live, cap): (usize, f64)| cap / run.count.paid[run.live[live].at].factor;
        let mut best = near.first().map_or(f64::INFINITY, |first| price(self, *first));
        let mut doubtful: Vec<usize> = Vec::new();
        for live in 0..self.live.len() {
            if self.live[live].low > best * (1.0 + 2.0 * MARGIN) {
                break;
            }
            let is_guess = guess.as_ref().is_some_and(|guess| guess.0 == live);
            if is_guess || (best.is_finite() && self.costs_more(live, best)) {
                continue;
            }
            match self.find(self.live[live]) {
                Found::Cap(cap) => {
                    best = best.min(price(self, (live, cap)));
                    near.push((live, cap));
                }
                Found::TooPoor => self.live[live].low = f64::INFINITY,
                Found::Unsure => doubtful.push(live),
            }
        }
        let first = near.iter().copied().min_by(|one, other| price(self, *one).total_cmp(&price(self, *other)));
        for (live, _) in near.iter().filter(|near| Some(near.0) != first.map(|first| first.0)) {
            if !self.costs_more(*live, best) {
                doubtful.push(*live);
            }
        }
        let checked = first.filter(|_| doubtful.is_empty()).and_then(|(live, cap)| match guess {
            Some((guessed, _, choice)) if guessed == live => Some(choice),
            _ => self.check(live, cap),
        });
        let choice = checked.or_else(|| {
            doubtful.extend(first.map(|(live, _)| live));
            let candidates: Vec<usize> = doubtful.iter().map(|live| self.live[*live].at).collect();
            self.choose_exactly(&candidates)
        });
        self.live.retain(|live| live.low.is_finite());
        choice
    }

    /// The least of these prices without any error, the tie broken; nothing if none can be paid.
    fn choose_exactly(&mut self, candidates: &[usize]) -> Option<Choice> {
        if candidates.is_empty() {
            return None;
        }
        self.settle();
        self.refresh();
        let mut least: Option<(Exact, Vec<(usize, Exact)>)> = None;
        for at in candidates {
            let Some(cap) = self.price(*at) else {
                self.forget(*at);
                continue;
            };
            let price = &cap / self.factor(*at);
            match &mut least {
                Some((known, tied)) if *known == price => tied.push((*at, cap)),
                Some((known, _)) if *known < price => {}
                _ => least = Some((price, vec![(*at, cap)])),
            }
        }
        let (_, mut tied) = least?;
        tied.sort_by_key(|(at, _)| self.count.frame.order.rank(self.count.paid[*at].project));
        let projects: Vec<usize> = tied.iter().map(|(at, _)| self.count.paid[*at].project).collect();
        let (at, cap) = tied.into_iter().next()?;
        let near = about(&cap);
        let tied = if projects.len() > 1 { projects } else { Vec::new() };
        Some(Choice { at, cap: near, error: 8.0 * EPS * near, exact: Some(cap), tied })
    }

    /// A project that can never be paid.
    fn forget(&mut self, at: usize) {
        for live in self.live.iter_mut().filter(|live| live.at == at) {
            live.low = f64::INFINITY;
        }
    }

    /// Supporters pay.
    fn buy(&mut self, mut choice: Choice) {
        let paid = self.count.paid[choice.at];
        let round = u16::try_from(self.bought.len()).unwrap_or(NEVER - 1);
        let mut doubtful = Vec::new();
        self.count.support.of(paid.project).each_value(|pattern, value| {
            let balance = self.balances[pattern][0];
            if balance <= 0.0 {
                return;
            }
            let pays = choice.cap * value;
            let error = self.errors[pattern] + choice.error * value + 2.0 * EPS * (pays + balance);
            if balance - pays > error {
                self.balances[pattern][0] = balance - pays;
                self.errors[pattern] = error;
                self.error = self.error.max(error);
            } else if pays - balance > error {
                self.balances[pattern][0] = 0.0;
                self.spent_at[pattern] = round;
            } else {
                doubtful.push(pattern);
            }
        });
        if !doubtful.is_empty() {
            let supporters = self.count.support.of(paid.project).each();
            let doubtful: Vec<(usize, i64)> = supporters.filter(|(pattern, _)| doubtful.contains(pattern)).collect();
            let exact = self.exactly(&mut choice, &doubtful, round);
            choice.exact = Some(exact);
        }
        self.ties += u64::from(!choice.tied.is_empty());
        self.bought_at[paid.project] = round;
        self.bought.push(Bought {
            project: paid.project,
            at: choice.at,
            cap: choice.cap,
            exact: choice.exact,
            tied: choice.tied,
        });
        let election = self.count.frame.election;
        self.cost = self.cost.saturating_add(election.cost(paid.project));
        self.gate.take(election, paid.project);
        self.live.retain(|live| live.at != choice.at);
        self.bar();
    }

    /// Those who may have exactly as much as they have to pay: decided without error.
    fn exactly(&mut self, choice: &mut Choice, doubtful: &[(usize, i64)], round: u16) -> Exact {
        self.settle();
        let known = choice.exact.take();
        // Those who certainly paid everything in this round still count as holders while the cap is worked out.
        let cap = known.unwrap_or_else(|| self.cap_of(self.count.paid[choice.at].project, round, doubtful));
        for (pattern, value) in doubtful {
            let rest = self.balance(*pattern, round) - &cap * super::whole(*value);
            if rest > super::whole(0) {
                self.balances[*pattern][0] = about(&rest);
                self.errors[*pattern] = 8.0 * EPS * self.balances[*pattern][0];
            } else {
                self.balances[*pattern][0] = 0.0;
                self.spent_at[*pattern] = round;
            }
        }
        cap
    }

    /// What is barred by what was bought is bought no more.
    fn bar(&mut self) {
        if !self.gate.is_open() {
            let count = self.count;
            let gate = &self.gate;
            let open = |live: &Live| gate.barred(count.frame.election, count.paid[live.at].project).is_none();
            self.live.retain(open);
        }
    }
}

/// What others ask of a run that is over.
impl Run<'_> {
    /// Whether a project was bought, or taken because it costs nothing.
    pub(crate) fn is_bought(&self, project: usize) -> bool {
        self.bought_at[project] != NEVER
    }

    /// The next purchase, if there is one.
    pub(crate) fn step(&mut self) -> Option<&Bought> {
        let choice = self.choose()?;
        self.buy(choice);
        self.bought.last()
    }

    /// Whether neither a conflict nor a full class keeps a project out.
    pub(crate) fn is_open(&self, project: usize) -> bool {
        self.gate.barred(self.count.frame.election, project).is_none()
    }
}
