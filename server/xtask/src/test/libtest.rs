//! Reads what `cargo test -- --show-output` prints: counts the tests and keeps the talk of passing ones off the screen.

use std::{
    collections::BTreeMap,
    fs::File,
    io::{BufWriter, Write},
    path::Path,
};

use super::tally::{Kind, Tally};
use crate::trouble::{Explain, Outcome};

/// How a test says that the data of a reference case is not on this machine.
const ABSENT: &str = "reference data absent: ";

/// Where in the output of one test program we are. With `--show-output` a program prints `successes:` twice: before
/// what the tests said and before their names.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Position {
    Tests,
    Said,
    Names,
}

/// The output of one `cargo test`, read line by line. All of it goes to a log.
pub struct Report<W: Write = BufWriter<File>> {
    log: W,
    program: String,
    position: Position,
    /// Passed tests of the running program that are of another kind than the program itself.
    apart: BTreeMap<Kind, usize>,
    tally: Tally,
}

impl Report {
    pub fn new(log: &Path) -> Outcome<Self> {
        let file = File::create(log).explain(|| format!("Cannot write {}", log.display()))?;
        Ok(Self::onto(BufWriter::new(file)))
    }
}

impl<W: Write> Report<W> {
    fn onto(log: W) -> Self {
        Self { log, program: String::new(), position: Position::Tests, apart: BTreeMap::new(), tally: Tally::default() }
    }

    /// Reads a line and gives it back when a person should see it.
    pub fn read<'line>(&mut self, line: &'line str) -> Option<&'line str> {
        // The log is a courtesy: a full disk shows up elsewhere.
        let _ = writeln!(self.log, "{line}");
        if line.starts_with(ABSENT) {
            self.tally.absent += 1;
        }
        if let Some(program) = running(line) {
            program.clone_into(&mut self.program);
            self.position = Position::Tests;
            self.apart.clear();
            return Some(line);
        }
        match (self.position, line) {
            (Position::Tests, "successes:") => self.position = Position::Said,
            (Position::Said, "successes:") => self.position = Position::Names,
            (Position::Said, _) => {}
            (_, "failures:") => self.position = Position::Tests,
            _ => return self.read_test(line),
        }
        (line == "failures:").then_some(line)
    }

    fn read_test<'line>(&mut self, line: &'line str) -> Option<&'line str> {
        if let Some(numbers) = line.strip_prefix("test result: ") {
            self.end_program(numbers);
            return Some(line);
        }
        if let Some(test) = line.strip_prefix("test ").and_then(|rest| rest.strip_suffix(" ... ok")) {
            if test.starts_with("tidy::") {
                *self.apart.entry(Kind::Tidy).or_default() += 1;
            }
            return None;
        }
        let noise = self.position == Position::Names || line.is_empty() || line.starts_with("running ");
        (!noise).then_some(line)
    }

    /// `ok. 3 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s`.
    fn end_program(&mut self, numbers: &str) {
        let passed = number_before(numbers, " passed");
        let apart: usize = self.apart.values().sum();
        for (kind, count) in std::mem::take(&mut self.apart) {
            self.tally.pass(kind, count);
        }
        self.tally.pass(kind_of(&self.program), passed.saturating_sub(apart));
        self.tally.skipped += number_before(numbers, " ignored") + number_before(numbers, " filtered out");
        self.position = Position::Tests;
    }

    pub fn counts(self) -> Tally {
        self.tally
    }
}

/// The name in `Running unittests src/lib.rs (target/debug/deps/domain-0f3c5a)` or `Doc-tests domain`.
fn running(line: &str) -> Option<&str> {
    let line = line.trim_start();
    if let Some(package) = line.strip_prefix("Doc-tests ") {
        return Some(package);
    }
    let path = line.strip_prefix("Running ")?.strip_suffix(')')?.rsplit_once('(')?.1;
    let name = path.rsplit(['/', '\\']).next()?;
    Some(name.rsplit_once('-').map_or(name, |(name, _)| name))
}

fn kind_of(program: &str) -> Kind {
    match program {
        "it" => Kind::Stories,
        "tidy" => Kind::Tidy,
        "fault" | "faults" => Kind::Faults,
        "store" | "contract" => Kind::Store,
        _ => Kind::Rules,
    }
}

fn number_before(text: &str, word: &str) -> usize {
    let before = text.split(';').find_map(|part| part.trim().strip_suffix(word));
    before.and_then(|part| part.rsplit(' ').next()).and_then(|number| number.parse().ok()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The lines that a person sees, and the counts.
    fn read(text: &str) -> (Vec<&str>, Tally) {
        let mut report = Report::onto(Vec::new());
        let shown = text.lines().filter_map(|line| report.read(line)).collect();
        (shown, report.counts())
    }

    const PASSING: &str = "\
     Running it/main.rs (/somewhere/target/debug/deps/it-3b4af2fe5e6d8f71)

running 3 tests
test tidy::files_are_short ... ok
test survey::opens ... ok
test survey::closes ... ok

successes:

---- survey::opens stdout ----
reference data absent: census2022
test result: ok. 99 passed; 0 failed; 7 ignored; 0 measured; 0 filtered out; finished in 0.00s


successes:
    survey::closes
    survey::opens
    tidy::files_are_short

test result: ok. 3 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.01s
";

    #[test]
    fn passing_tests_are_counted_by_kind_and_what_they_said_stays_in_the_log() {
        let (shown, tally) = read(PASSING);
        assert_eq!(shown.len(), 2, "{shown:?}");
        assert_eq!(tally.passed, BTreeMap::from([(Kind::Stories, 2), (Kind::Tidy, 1)]));
        assert_eq!((tally.skipped, tally.absent), (0, 1));
    }

    #[test]
    fn ignored_and_filtered_tests_count_as_skipped() {
        let text = "   Doc-tests domain\n\ntest result: ok. 5 passed; 0 failed; 1 ignored; 0 measured; 2 filtered out; \
                    finished in 0.1s";
        let (_, tally) = read(text);
        assert_eq!(tally.passed, BTreeMap::from([(Kind::Rules, 5)]));
        assert_eq!(tally.skipped, 3);
    }

    #[test]
    fn a_failure_is_shown_with_what_the_test_said() {
        let text = "\
     Running unittests src/lib.rs (target/debug/deps/domain-0f3c)
running 2 tests
test a ... ok
test b ... FAILED

successes:

successes:
    a

failures:

---- b stdout ----
assertion failed: left == right

failures:
    b

test result: FAILED. 1 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s";
        let (shown, tally) = read(text);
        assert!(shown.contains(&"assertion failed: left == right"), "{shown:?}");
        assert!(shown.contains(&"test b ... FAILED"), "{shown:?}");
        assert!(!shown.contains(&"test a ... ok"), "{shown:?}");
        assert_eq!(tally.passed, BTreeMap::from([(Kind::Rules, 1)]));
    }
}
