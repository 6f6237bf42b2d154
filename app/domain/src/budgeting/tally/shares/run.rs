//! One run: purchases with one share, in floats whose errors are bounded.

use super::{
    super::{
        super::exact::{EPS, Exact, about},
        Counting,
        gate::Gate,
    },
    Paid,
};

/// No round: a balance that is not used up, a project that is not bought.
pub(crate) const NEVER: u16 = u16::MAX;
/// How far prices are kept apart, relative to them, before floats decide.
const MARGIN: f64 = 1e-9;

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
    live: Vec<Live>,
    gate: Gate,
    /// What the projects that were bought cost.
    pub(crate) cost: u64,
    /// The largest error of a balance.
    pub(crate) error: f64,
    /// Ties that were met.
    pub(crate) ties: u64,
}

#[derive(Clone, Copy, Debug)]
struct Live {
    at: usize,
    low: f64,
}

/// A purchase.
#[derive(Clone, Debug)]
pub(crate) struct Bought {
    pub(crate) project: usize,
    /// What a supporter pays for each value 1, if they have it.
    pub(crate) cap: f64,
    /// The same, where it was worked out.
    pub(crate) exact: Option<Exact>,
    /// All that had the same price.
    pub(crate) tied: Vec<usize>,
}

/// What was decided for a purchase.
struct Choice {
    at: usize,
    cap: f64,
    /// The largest error of the cap.
    error: f64,
    exact: Option<Exact>,
    tied: Vec<usize>,
}

/// What supporters would pay at a cap: those who pay all they have, and the values of the others.
#[derive(Clone, Copy)]
struct Pass {
    poor: f64,
    rich: f64,
}

/// What the search for a price gave.
enum Found {
    Cap(f64),
    TooPoor,
    Unsure,
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
            gate: Gate::default(),
            cost: 0,
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
        self.bought.clear();
        self.live.clear();
        self.live.extend(count.paid.iter().enumerate().map(|(at, paid)| {
            let low = paid.cost / paid.value / paid.factor * (1.0 - 8.0 * EPS);
            Live { at, low }
        }));
        self.gate = count.frame.gate();
        self.cost = 0;
        self.error = 8.0 * EPS * each * count.heaviest;
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

    fn pass(&self, paid: &Paid, cap: f64) -> Pass {
        let supporters = self.count.support.of(paid.project);
        let (mut poor, mut rich) = ([0.0; 2], [0.0; 2]);
        if supporters.values.is_empty() {
            for pair in supporters.patterns.chunks(2) {
                for (lane, pattern) in pair.iter().enumerate() {
                    let [balance, times] = self.balances[*pattern as usize];
                    let pays_all = balance <= cap;
                    poor[lane] += if pays_all { balance * times } else { 0.0 };
                    rich[lane] += if pays_all { 0.0 } else { times };
                }
            }
        } else {
            for (pattern, value) in supporters.each() {
                let [balance, times] = self.balances[pattern];
                let value = value as f64;
                if balance <= cap * value {
                    poor[0] += balance * times;
                } else {
                    rich[0] += value * times;
                }
            }
        }
        Pass { poor: poor[0] + poor[1], rich: rich[0] + rich[1] }
    }

    /// The largest error of what supporters would pay.
    fn slack(&self, paid: &Paid, sum: f64) -> f64 {
        self.error * paid.people + (paid.patterns + 8.0) * 2.0 * EPS * sum.max(paid.cost)
    }

    /// Whether a live project certainly costs more than this price; what was learnt about it is kept.
    fn costs_more(&mut self, live: usize, price: f64) -> bool {
        let paid = self.count.paid[self.live[live].at];
        let cap = price * (1.0 + MARGIN) * paid.factor;
        let pass = self.pass(&paid, cap);
        let sum = pass.poor + cap * pass.rich;
        let slack = self.slack(&paid, sum);
        if sum + slack >= paid.cost {
            return false;
        }
        // What they would pay grows ever more slowly with the cap: no cap below this is enough.
        let cap = if pass.rich > 0.0 { cap + (paid.cost - sum - slack) / pass.rich } else { f64::INFINITY };
        let low = cap / paid.factor * (1.0 - 8.0 * EPS);
        self.live[live].low = self.live[live].low.max(low);
        true
    }

    /// The cap at which supporters pay the cost, from below.
    fn find(&self, live: Live) -> Found {
        let paid = self.count.paid[live.at];
        let mut cap = live.low * paid.factor;
        for _ in 0..200 {
            let pass = self.pass(&paid, cap);
            let sum = pass.poor + cap * pass.rich;
            let slack = self.slack(&paid, sum);
            if pass.rich <= 0.0 {
                return if sum + slack < paid.cost { Found::TooPoor } else { Found::Unsure };
            }
            let next = (paid.cost - pass.poor) / pass.rich;
            if next <= cap * (1.0 + 4.0 * EPS) {
                return Found::Cap(next);
            }
            cap = next;
        }
        Found::Unsure
    }

    /// The next purchase: the least price, exactly.
    fn choose(&mut self) -> Option<Choice> {
        self.live.sort_by(|one, other| one.low.total_cmp(&other.low));
        let mut best = f64::INFINITY;
        let mut near: Vec<(usize, f64)> = Vec::new();
        let mut unsure: Vec<usize> = Vec::new();
        for live in 0..self.live.len() {
            if self.live[live].low > best * (1.0 + 2.0 * MARGIN) {
                break;
            }
            if best.is_finite() && self.costs_more(live, best) {
                continue;
            }
            match self.find(self.live[live]) {
                Found::Cap(cap) => {
                    best = best.min(cap / self.count.paid[self.live[live].at].factor);
                    near.push((live, cap));
                }
                Found::TooPoor => self.live[live].low = f64::INFINITY,
                Found::Unsure => unsure.push(live),
            }
        }
        let price = |(live, cap): &(usize, f64)| cap / self.count.paid[self.live[*live].at].factor;
        let first = near.iter().copied().min_by(|one, other| price(one).total_cmp(&price(other)));
        let mut alone = unsure.is_empty();
        let mut doubtful = unsure;
        for (live, _) in near.iter().filter(|near| Some(near.0) != first.map(|first| first.0)) {
            if !self.costs_more(*live, best) {
                alone = false;
                doubtful.push(*live);
            }
        }
        let checked = first.filter(|_| alone).and_then(|(live, cap)| self.check(live, cap));
        let choice = checked.or_else(|| {
            doubtful.extend(first.map(|(live, _)| live));
            let candidates: Vec<usize> = doubtful.iter().map(|live| self.live[*live].at).collect();
            self.choose_exactly(&candidates)
        });
        self.live.retain(|live| live.low.is_finite());
        choice
    }

    /// A cap with its error, if that is small enough for the price to be certainly below the margin.
    fn check(&self, live: usize, cap: f64) -> Option<Choice> {
        let at = self.live[live].at;
        let paid = self.count.paid[at];
        let above = cap * (1.0 + MARGIN);
        let (mut sum, mut rich, mut poor) = (0.0, 0.0, 0.0);
        for (pattern, value) in self.count.support.of(paid.project).each() {
            let [balance, times] = self.balances[pattern];
            let value = value as f64;
            if balance > above * value {
                rich += value * times;
                sum += above * value * times;
            } else if balance > 0.0 {
                poor += times;
                sum += balance * times;
            }
        }
        let slack = self.error * poor + (paid.patterns + 8.0) * 4.0 * EPS * sum.max(paid.cost);
        let error = 2.0 * slack / rich;
        let certain = rich > 0.0 && sum >= paid.cost + slack && error <= MARGIN * cap;
        certain.then(|| Choice { at, cap, error, exact: None, tied: Vec::new() })
    }

    /// The least of these prices without any error, the tie broken; nothing if none can be paid.
    fn choose_exactly(&mut self, candidates: &[usize]) -> Option<Choice> {
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
        for (pattern, value) in self.count.support.of(paid.project).each() {
            if self.spent_at[pattern] != NEVER {
                continue;
            }
            let pays = choice.cap * value as f64;
            let balance = self.balances[pattern][0];
            let error = self.error + choice.error * value as f64 + 4.0 * EPS * (pays + balance);
            if balance - pays > error {
                self.balances[pattern][0] = balance - pays;
            } else if pays - balance > error {
                self.balances[pattern][0] = 0.0;
                self.spent_at[pattern] = round;
            } else {
                doubtful.push((pattern, value));
            }
        }
        if !doubtful.is_empty() {
            let exact = self.exactly(&mut choice, &doubtful, round);
            choice.exact = Some(exact);
        }
        self.error += paid.largest * choice.error + 4.0 * EPS * about(&self.share) * self.count.heaviest;
        self.ties += u64::from(!choice.tied.is_empty());
        self.bought_at[paid.project] = round;
        self.bought.push(Bought { project: paid.project, cap: choice.cap, exact: choice.exact, tied: choice.tied });
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
