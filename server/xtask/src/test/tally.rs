//! What ran, by kind, and the one line that tells it.

use std::{collections::BTreeMap, fmt::Write, time::Duration};

use crate::trouble::Outcome;

/// Kinds of tests in the order in which they are told.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Kind {
    Rules,
    Store,
    Stories,
    Tidy,
    Faults,
    WithScript,
    WithoutScript,
}

impl Kind {
    fn words(self) -> &'static str {
        match self {
            Self::Rules => "rules",
            Self::Store => "store",
            Self::Stories => "stories",
            Self::Tidy => "tidy",
            Self::Faults => "faults",
            Self::WithScript => "browser with script",
            Self::WithoutScript => "browser without script",
        }
    }
}

/// How many tests passed and how many did not run.
#[derive(Default, Debug)]
pub struct Tally {
    pub passed: BTreeMap<Kind, usize>,
    /// Ignored, skipped or filtered out.
    pub skipped: usize,
    /// Reference cases whose data is not on this machine: they cannot run here, and that is no failure.
    pub absent: usize,
}

impl Tally {
    pub fn pass(&mut self, kind: Kind, count: usize) {
        if count > 0 {
            *self.passed.entry(kind).or_default() += count;
        }
    }

    pub fn add(&mut self, other: Self) {
        for (kind, count) in other.passed {
            self.pass(kind, count);
        }
        self.skipped += other.skipped;
        self.absent += other.absent;
    }

    /// `Passed: 214 rules, 58 store, 9 stories; skipped 0; 14.2 minutes`.
    pub fn line(&self, time: Duration, data_is_here: bool) -> String {
        let kinds: Vec<String> = self.passed.iter().map(|(kind, count)| format!("{count} {}", kind.words())).collect();
        let kinds = if kinds.is_empty() { "all checks, no tests asked for".to_owned() } else { kinds.join(", ") };
        let mut line = format!("Passed: {kinds}; skipped {}; {:.1} minutes", self.skipped, time.as_secs_f64() / 60.0);
        if self.absent > 0 {
            let why = if data_is_here { "their files are not in ../shared/data" } else { "no ../shared/data" };
            // Writing to a String cannot fail.
            let _ = write!(line, "; reference cases not run here: {} ({why})", self.absent);
        }
        line
    }

    /// Whether this was a whole run. `picked`: the person chose single tests and expects the rest to be left out.
    pub fn verdict(&self, picked: bool) -> Outcome {
        if self.skipped == 0 || picked {
            return Ok(());
        }
        Err(format!(
            "{} tests were ignored, skipped or filtered out, and a test that does not run says nothing. Make them run \
             or remove them.",
            self.skipped
        )
        .into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_tells_all_counts() {
        let mut tally = Tally::default();
        tally.pass(Kind::Stories, 9);
        tally.pass(Kind::Rules, 214);
        assert_eq!(tally.line(Duration::from_secs(90), true), "Passed: 214 rules, 9 stories; skipped 0; 1.5 minutes");
        tally.absent = 3;
        let told = tally.line(Duration::from_secs(90), false);
        assert!(told.ends_with("1.5 minutes; reference cases not run here: 3 (no ../shared/data)"), "{told}");
    }

    #[test]
    fn a_skipped_test_fails_a_whole_run_only() {
        let tally = Tally { skipped: 1, ..Tally::default() };
        assert!(tally.verdict(false).is_err());
        assert!(tally.verdict(true).is_ok());
    }
}
