//! One run, or runs with the share raised step by step until something says stop; then perhaps greedy on the rest.

use std::{
    sync::{
        Mutex,
        atomic::{AtomicU64, Ordering},
    },
    thread,
};

use super::{
    super::{
        Counting, Run, Stopped, Tally, greedy,
        settings::{Completion, Start, Stop},
    },
    Exact, explain, whole,
};

/// Equal shares as the settings say.
pub(super) fn count(count: &Counting<'_>) -> Tally {
    let settings = count.frame.settings;
    let raised = matches!(settings.completion, Completion::Add1 | Completion::Add1u);
    let mut tally = if raised { raise(count) } else { explain::run(count, count.share()) };
    if matches!(settings.completion, Completion::Add1u | Completion::Greedy) {
        greedy::complete(count.frame, &mut tally);
    }
    tally
}

/// Raises the share by one unit of the currency until the settings say stop.
fn raise(count: &Counting<'_>) -> Tally {
    let frame = count.frame;
    let (election, settings) = (frame.election, frame.settings);
    let all: u64 = election.projects().iter().map(|project| project.cost).fold(0, u64::saturating_add);
    if settings.stop != Stop::Exhaustive && all <= election.budget() {
        return Tally { stopped: Some(Stopped::AllFit), ..explain::run(count, count.share()) };
    }
    let begin = match settings.start {
        Start::Exact => count.share(),
        // A whole number of the currency's units.
        Start::Floor => (count.share() / whole(election.unit())).floor() * whole(election.unit()),
    };
    let share = |step: u64| &begin + whole(step) * whole(election.unit());
    let (last, stopped, ties) = first_stop(count, &share);
    let chosen = if stopped == Stopped::Over { last.saturating_sub(1) } else { last };
    let mut tally = explain::run(count, share(chosen));
    tally.steps = last;
    tally.stopped = Some(stopped);
    tally.ties_in_all = ties;
    tally
}

/// The first step at which raising stops, why, and how many ties were met until then.
fn first_stop(count: &Counting<'_>, share: &(dyn Fn(u64) -> Exact + Sync)) -> (u64, Stopped, u64) {
    let most = count.frame.settings.steps;
    let next = AtomicU64::new(0);
    let found = Mutex::new((most, Stopped::Steps));
    let end = AtomicU64::new(most);
    let ties = Mutex::new(Vec::new());
    let work = || {
        let mut run = Run::new(count);
        loop {
            let step = next.fetch_add(1, Ordering::Relaxed);
            if step > end.load(Ordering::Relaxed) {
                return;
            }
            run.go(share(step), count.frame.election.budget());
            if run.ties > 0 {
                ties.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push((step, run.ties));
            }
            let Some(stopped) = stops(count, &run) else { continue };
            let mut found = found.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
            if step < found.0 || (step == found.0 && found.1 == Stopped::Steps) {
                *found = (step, stopped);
                end.fetch_min(step, Ordering::Relaxed);
            }
        }
    };
    thread::scope(|scope| {
        // Where no thread can be had, this one does all of it.
        for _ in 1..count.frame.settings.workers {
            let _ = thread::Builder::new().spawn_scoped(scope, work);
        }
        work();
    });
    let (last, stopped) = found.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    let ties = ties.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    (last, stopped, ties.iter().filter(|(step, _)| *step <= last).map(|(_, ties)| ties).sum())
}

/// Why raising stops at this outcome.
fn stops(count: &Counting<'_>, run: &Run<'_>) -> Option<Stopped> {
    let election = count.frame.election;
    let budget = election.budget();
    if run.cost > budget {
        return Some(Stopped::Over);
    }
    let left = budget - run.cost;
    let bought = |project: usize| run.is_bought(project);
    let fits = |project: usize| !bought(project) && election.cost(project) <= left && run.is_open(project);
    let exhausted = match count.frame.settings.stop {
        Stop::Exhaustive => !count.paid.iter().any(|paid| fits(paid.project)),
        Stop::ExhaustiveAll => !(0..election.projects().len()).any(|at| count.frame.counts(at) && fits(at)),
        Stop::Last => false,
    };
    if exhausted {
        return Some(Stopped::Exhausted);
    }
    let all = count.paid.iter().all(|paid| bought(paid.project) || !run.is_open(paid.project));
    all.then_some(Stopped::AllBought)
}
