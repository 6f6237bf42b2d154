//! The clock: the only place that asks the machine for the time.

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

use domain::time::{from_micros, to_the_microsecond};
use jiff::{SignedDuration, Timestamp};

/// Tells the time. Copies of a clock tell the same time.
#[derive(Clone, Debug)]
pub struct Clock(Source);

#[derive(Clone, Debug)]
enum Source {
    /// The machine's clock, moved by so many microseconds (0, except in tests of the running program).
    Machine(Arc<AtomicI64>),
    /// A clock that stands still until it is moved.
    Fixed(Arc<AtomicI64>),
}

impl Clock {
    /// The machine's clock.
    pub fn machine() -> Self {
        Self(Source::Machine(Arc::default()))
    }

    /// A clock that stands still at this instant.
    pub fn fixed(at: Timestamp) -> Self {
        Self(Source::Fixed(Arc::new(AtomicI64::new(at.as_microsecond()))))
    }

    /// Now, to the microsecond.
    pub fn now(&self) -> Timestamp {
        match &self.0 {
            Source::Machine(offset) => {
                #[expect(clippy::disallowed_methods, reason = "this is the one place that may ask")]
                let now = Timestamp::now();
                to_the_microsecond(from_micros(now.as_microsecond() + offset.load(Ordering::Relaxed)))
            }
            Source::Fixed(at) => from_micros(at.load(Ordering::Relaxed)),
        }
    }

    /// Moves the clock on. For tests.
    pub fn advance(&self, by: SignedDuration) {
        let micros = i64::try_from(by.as_micros()).unwrap_or(i64::MAX);
        match &self.0 {
            Source::Machine(offset) => offset.fetch_add(micros, Ordering::Relaxed),
            Source::Fixed(at) => at.fetch_add(micros, Ordering::Relaxed),
        };
    }
}
