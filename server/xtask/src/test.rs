//! `cargo xtask test`: every check, cheapest first, stopped at the first that fails, ended by one line of counts.

mod database;
mod libtest;
mod playwright;
mod tally;

use std::process::Command;

use self::{
    database::{Database, Durability},
    libtest::Report,
    tally::Tally,
};
use crate::{
    bundle,
    clock::Stopwatch,
    place::Place,
    say,
    setup::{self, browser, lints, postgres, readers, wasm},
    shell,
    trouble::Outcome,
};

/// One kind of check.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Format,
    Lints,
    /// Tests inside the packages: rules, reference cases, the store's contract.
    Rules,
    /// Tests of the package `tests`: stories, tidy, faults.
    Stories,
    Browser,
}

impl Part {
    const ALL: [(&'static str, Self); 5] = [
        ("fmt", Self::Format),
        ("clippy", Self::Lints),
        ("rules", Self::Rules),
        ("stories", Self::Stories),
        ("browser", Self::Browser),
    ];

    fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(known, _)| *known == name).map(|(_, part)| part)
    }
}

/// What the person asked for.
struct Plan {
    /// Empty when everything is asked for.
    parts: Vec<Part>,
    durability: Durability,
    /// For the test runner of a single part.
    passed_on: Vec<String>,
}

impl Plan {
    fn from(arguments: &[String]) -> Outcome<Self> {
        let mut plan = Self { parts: Vec::new(), durability: Durability::Full, passed_on: Vec::new() };
        let mut words = arguments.iter();
        while let Some(word) = words.next() {
            match (word.as_str(), Part::named(word)) {
                ("--", _) => plan.passed_on = words.by_ref().cloned().collect(),
                ("--no-fsync", _) => plan.durability = Durability::Off,
                (_, Some(part)) => plan.parts.push(part),
                (other, None) => {
                    let known = Part::ALL.map(|(name, _)| name).join(", ");
                    return Err(format!("There is no part `{other}`. The parts are: {known}.").into());
                }
            }
        }
        if plan.parts.len() != 1 && !plan.passed_on.is_empty() {
            return Err("Words after `--` go to the test runner of one part, so name exactly one part.".into());
        }
        Ok(plan)
    }

    fn wants(&self, part: Part) -> bool {
        self.parts.is_empty() || self.parts.contains(&part)
    }

    /// A whole run leaves nothing out; a hand-picked test does so on purpose.
    fn is_picked(&self) -> bool {
        !self.passed_on.is_empty()
    }
}

pub fn test(place: &Place, arguments: &[String]) -> Outcome {
    let plan = Plan::from(arguments)?;
    let watch = Stopwatch::start();
    let mut tally = Tally::default();
    if plan.parts.is_empty() {
        say::step("Looking for what the tests need", "2 s when all is there, 2 minutes on a new machine");
        setup::for_tests(place)?;
    }
    if plan.wants(Part::Format) {
        format(place)?;
    }
    if plan.wants(Part::Lints) {
        lint(place)?;
    }
    if plan.wants(Part::Rules) || plan.wants(Part::Stories) {
        natively(place, &plan, &mut tally)?;
    }
    if plan.wants(Part::Browser) {
        in_browser(place, &plan, &mut tally)?;
    }
    say::plain(&tally.line(watch.elapsed(), place.root.join("../shared/data").is_dir()));
    tally.verdict(plan.is_picked())
}

fn format(place: &Place) -> Outcome {
    say::step("Checking the format", "2 s");
    lints::prepare()?;
    shell::run(&mut place.cargo(&["fmt", "--all", "--check"])).map_err(|_| "Run `cargo fmt --all`.".into())
}

fn lint(place: &Place) -> Outcome {
    say::step("Checking with clippy", "2 to 4 minutes the first time");
    lints::prepare()?;
    shell::run(&mut place.cargo(&["clippy", "--workspace", "--all-targets", "--locked", "--", "-D", "warnings"]))
}

/// Always the same choice of packages and targets: any other would be other features, and 85 crates built again.
fn build(place: &Place) -> Outcome {
    shell::run(&mut place.cargo(&["build", "--workspace", "--tests", "--bins", "--locked"]))
}

/// The tests that cargo runs, on SQLite and on a PostgreSQL of their own.
fn natively(place: &Place, plan: &Plan, tally: &mut Tally) -> Outcome {
    say::step("Building everything with its tests", "3 to 5 minutes the first time");
    build(place)?;
    if plan.wants(Part::Rules) {
        readers::prepare(place)?;
    }
    say::step("Starting a PostgreSQL for the tests alone", "1 s");
    let database = Database::start(&postgres::prepare(place)?, plan.durability)?;
    let mut cargo = place.cargo(&["test", "--workspace", "--locked"]);
    if !(plan.wants(Part::Rules) && plan.wants(Part::Stories)) {
        choose(place, &mut cargo, plan.wants(Part::Stories));
    }
    cargo.args(["--", "--show-output"]).args(&plan.passed_on);
    cargo.env("FOLKMOOT_TEST_POSTGRES", database.address());
    say::step("Running the tests on SQLite and PostgreSQL", "a few minutes");
    let log = place.reports()?.join("tests.log");
    let mut report = Report::new(&log)?;
    let status = shell::watch(&mut cargo, |line| {
        if let Some(shown) = report.read(line) {
            say::plain(shown);
        }
    })?;
    tally.add(report.counts());
    if status.success() {
        return Ok(());
    }
    Err(format!("Tests failed; the reasons are above and, with everything the tests said, in {}.", log.display())
        .into())
}

/// Only the tests of the package `tests`, or only those of all others. Chosen by target and not by package, so that
/// the same features are built as for all.
fn choose(place: &Place, cargo: &mut Command, stories: bool) {
    if !stories {
        cargo.args(["--lib", "--bins"]);
    }
    for (package, target) in place.targets("test") {
        if (package == "tests") == stories {
            cargo.args(["--test", &target]);
        }
    }
}

fn in_browser(place: &Place, plan: &Plan, tally: &mut Tally) -> Outcome {
    let programs = browser::prepare(place)?;
    bundle::bundle(place, &wasm::prepare(place)?)?;
    say::step("Building the server with what browsers load", "up to half a minute");
    build(place)?;
    say::step("Running the browser suite, with and without script", "a few minutes");
    tally.add(playwright::run(place, &programs, &plan.passed_on)?);
    Ok(())
}
