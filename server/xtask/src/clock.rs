//! How long a step took, in words.

use std::time::{Duration, Instant};

/// Started with a step, read when it ends.
#[derive(Clone, Copy)]
pub struct Stopwatch(Instant);

impl Stopwatch {
    #[expect(clippy::disallowed_methods, reason = "a tool tells its user how long a step took; no rule depends on it")]
    pub fn start() -> Self {
        Self(Instant::now())
    }

    pub fn elapsed(self) -> Duration {
        self.0.elapsed()
    }

    /// `0.4 s`, `12 s` or `3.5 minutes`.
    pub fn words(self) -> String {
        words(self.elapsed())
    }
}

fn words(time: Duration) -> String {
    let seconds = time.as_secs_f64();
    if seconds < 10.0 {
        format!("{seconds:.1} s")
    } else if seconds < 100.0 {
        format!("{seconds:.0} s")
    } else {
        format!("{:.1} minutes", seconds / 60.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_said_as_people_say_them() {
        let said = [0.42, 12.3, 95.0, 210.0].map(|seconds| words(Duration::from_secs_f64(seconds)));
        assert_eq!(said, ["0.4 s", "12 s", "95 s", "3.5 minutes"]);
    }
}
