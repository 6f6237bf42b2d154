//! Sequential Phragmen: every unit of cost is a burden that is shared by those who voted for it, and the project that
//! keeps the largest burden least comes next.

use super::{
    super::{
        exact::{Exact, about, exact, whole},
        utility::{Support, Utility},
    },
    Fate, Gone, Round, Tally,
    frame::Frame,
    gate::Gate,
};

/// How far burdens are kept apart, relative to them, before floats decide: all are sums without a minus.
const MARGIN: f64 = 1e-9;

/// The state of a count.
struct State<'a> {
    frame: &'a Frame<'a>,
    support: Support,
    /// For each pattern which burden it carries, counted from 1.
    carries: Vec<usize>,
    /// The burdens after each purchase, and before the first: none.
    burdens: Vec<Exact>,
    near: Vec<f64>,
    people: Vec<u64>,
    open: Vec<usize>,
    gate: Gate,
}

/// Phragmen as the settings say. It stops at the first project that does not fit, also if another one with the same
/// burden would; what has no support comes last, while it fits.
pub(crate) fn count(frame: &Frame<'_>) -> Tally {
    let election = frame.election;
    let mut tally = Tally::default();
    let mut state = begin(frame);
    loop {
        state.bar(&mut tally);
        let Some((mut tied, burden)) = state.least() else { break };
        let left = election.budget().saturating_sub(tally.cost);
        if tied.iter().any(|project| election.cost(*project) > left) {
            break;
        }
        tied.sort_by_key(|project| frame.order.rank(*project));
        let Some(project) = tied.first().copied() else { break };
        let number = tally.rounds.len() + 1;
        if tied.len() > 1 {
            tally.ties.push(frame.order.tie(election, number, tied));
        }
        tally.selected.push(project);
        tally.cost += election.cost(project);
        state.take(project, burden.as_ref());
        let fate = Fate::Loaded { load: burden, payers: state.people[project] };
        tally.rounds.push(Round { project, fate, left: election.budget().saturating_sub(tally.cost) });
    }
    let left = election.budget().saturating_sub(tally.cost);
    let stopped = state.open.iter().map(|project| (*project, Gone::Stopped));
    let outside = frame.out.iter().enumerate().filter_map(|(project, gone)| Some((project, gone.clone()?)));
    let passed: Vec<(usize, Gone)> = stopped.chain(outside).collect();
    tally.rounds.extend(passed.into_iter().map(|(project, gone)| Round { project, fate: Fate::Passed(gone), left }));
    tally
}

fn begin<'a>(frame: &'a Frame<'a>) -> State<'a> {
    let election = frame.election;
    let support = Support::new(election, Utility::Cardinality, &|project| frame.counts(project));
    let ballots = election.ballots();
    let people = |project: usize| support.of(project).each().map(|(pattern, _)| ballots.times(pattern)).sum();
    let projects = 0..election.projects().len();
    State {
        frame,
        carries: vec![0; ballots.patterns()],
        burdens: vec![whole(0)],
        near: vec![0.0],
        people: projects.clone().map(people).collect(),
        open: projects.filter(|at| frame.counts(*at) && election.cost(*at) <= election.budget()).collect(),
        gate: frame.gate(),
        support,
    }
}

impl State<'_> {
    /// Takes out what is barred by what was taken.
    fn bar(&mut self, tally: &mut Tally) {
        let election = self.frame.election;
        let left = election.budget().saturating_sub(tally.cost);
        let barred: Vec<(usize, Gone)> =
            self.open.iter().filter_map(|project| Some((*project, self.gate.barred(election, *project)?))).collect();
        self.open.retain(|project| !barred.iter().any(|(other, _)| other == project));
        let round = |(project, gone)| Round { project, fate: Fate::Passed(gone), left };
        tally.rounds.extend(barred.into_iter().map(round));
    }

    /// The projects whose burden would be least, and that burden; none where nobody voted for what is left.
    fn least(&self) -> Option<(Vec<usize>, Option<Exact>)> {
        if self.open.is_empty() {
            return None;
        }
        let near: Vec<(usize, f64)> = self
            .open
            .iter()
            .filter(|project| self.people[**project] > 0)
            .map(|project| (*project, self.burden_about(*project)))
            .collect();
        let best = near.iter().map(|(_, burden)| *burden).fold(f64::INFINITY, f64::min);
        if near.is_empty() {
            return Some((self.open.clone(), None));
        }
        let close: Vec<usize> = near
            .into_iter()
            .filter(|(_, burden)| *burden <= best * (1.0 + MARGIN))
            .map(|(project, _)| project)
            .collect();
        let exact: Vec<Exact> = close.iter().map(|project| self.burden(*project)).collect();
        let least = exact.iter().min()?.clone();
        let tied = close.into_iter().zip(exact).filter(|(_, burden)| *burden == least).map(|(project, _)| project);
        Some((tied.collect(), Some(least)))
    }

    fn burden_about(&self, project: usize) -> f64 {
        let ballots = self.frame.election.ballots();
        let supporters = self.support.of(project).each();
        let carried: f64 =
            supporters.map(|(pattern, _)| self.near[self.carries[pattern]] * ballots.times(pattern) as f64).sum();
        (self.frame.election.cost(project) as f64 + carried) / self.people[project] as f64
    }

    fn burden(&self, project: usize) -> Exact {
        let ballots = self.frame.election.ballots();
        let mut carriers = vec![0_u64; self.burdens.len()];
        for (pattern, _) in self.support.of(project).each() {
            carriers[self.carries[pattern]] += ballots.times(pattern);
        }
        let carried = self.burdens.iter().zip(carriers).filter(|(_, people)| *people > 0);
        let carried = carried.fold(whole(0), |sum, (burden, people)| sum + burden * whole(people));
        (whole(self.frame.election.cost(project)) + carried) * exact(1, self.people[project])
    }

    fn take(&mut self, project: usize, burden: Option<&Exact>) {
        self.open.retain(|other| *other != project);
        self.gate.take(self.frame.election, project);
        let Some(burden) = burden else { return };
        for (pattern, _) in self.support.of(project).each() {
            self.carries[pattern] = self.burdens.len();
        }
        self.near.push(about(burden));
        self.burdens.push(burden.clone());
    }
}
