//! `cargo xtask bench`: criterion's benches and the load measurements as one table, ready for README.md.
//!
//! The load program is `load`, a binary of the package `tests`. It is called as
//! `load --server target/release/folkmoot --folder target/load` and prints on its standard output one JSON object a
//! line, `{"what": "Page with 20 questions", "value": 1730.4, "unit": "pages/s", "bar": "1,500 or more", "ok": true}`;
//! `bar` and `ok` may be missing. Whatever else it has to say goes to its standard error. A bench that is a program of its
//! own may print such lines too.

mod criterion;
mod table;

use std::{fs, process::Command};

use serde_json::Value;

use self::table::{Row, Table};
use crate::{
    bundle,
    clock::Stopwatch,
    place::{self, Place},
    run, say,
    setup::{readers, wasm},
    shell,
    trouble::{Explain, Outcome},
};

/// The most that the binary may weigh, with everything in it.
const BINARY_BUDGET: u64 = 80_000_000;

pub fn bench(place: &Place) -> Outcome {
    let watch = Stopwatch::start();
    bundle::bundle(place, &wasm::prepare(place)?)?;
    run::build_release(place)?;
    let mut table = Table::default();
    sizes(place, &mut table)?;
    benches(place, &mut table)?;
    peers(place, &mut table)?;
    load(place, &mut table)?;
    say::note(&format!("Measured in {}. The table for README.md:\n", watch.words()));
    say::plain(&table.markdown());
    table.verdict()
}

/// What is known without running anything.
fn sizes(place: &Place, table: &mut Table) -> Outcome {
    let program = place.built("release", "folkmoot");
    let bytes = fs::metadata(&program).explain(|| format!("Cannot read {}", program.display()))?.len();
    table.push(Row {
        what: "The binary, with everything in it".to_owned(),
        measured: format!("{:.1} MB", bytes as f64 / 1e6),
        bar: "under 80 MB".to_owned(),
        held: Some(bytes < BINARY_BUDGET),
    });
    let compressed: usize = bundle::sizes(&place.site()).iter().map(|(_, _, small)| small).sum();
    table.push(Row {
        what: "What browsers load for islands, compressed".to_owned(),
        measured: format!("{} kB", bundle::kilobytes(compressed)),
        bar: format!("under {} kB", bundle::kilobytes(bundle::BUDGET)),
        held: Some(compressed <= bundle::BUDGET),
    });
    Ok(())
}

/// Every bench of the workspace: those of criterion, and programs that print measurements as the load program does.
fn benches(place: &Place, table: &mut Table) -> Outcome {
    let benches = place.targets("bench");
    if benches.is_empty() {
        say::note("No package has benches yet.");
        return Ok(());
    }
    say::step("Running the benches", "a minute or two for each package, and the build before it");
    let results = place.target.join("criterion");
    let started = criterion::mark(&results)?;
    for (package, bench) in &benches {
        let mut cargo = place.cargo(&["bench", "--locked", "--package", package, "--bench", bench]);
        measured(&mut cargo, table)?;
    }
    for (name, time) in criterion::results(&results, started) {
        table.push(Row { what: name, measured: time, bar: String::new(), held: None });
    }
    Ok(())
}

/// What other programs need for the same, on the same machine in the same run.
fn peers(place: &Place, table: &mut Table) -> Outcome {
    let python = readers::peers(place)?;
    say::step("Measuring other programs", "half a minute");
    let mut command = Command::new(python);
    command.current_dir(&place.root).arg("tests/readers/peers.py");
    measured(&mut command, table)
}

/// The load program, when the package `tests` has one.
fn load(place: &Place, table: &mut Table) -> Outcome {
    if !place.targets("bin").iter().any(|(package, name)| package == "tests" && name == "load") {
        say::note("There is no load program yet (a binary `load` in the package `tests`).");
        return Ok(());
    }
    say::step("Building the load program", "some minutes the first time");
    shell::run(&mut place.cargo(&["build", "--locked", "--release", "--package", "tests", "--bin", "load"]))?;
    say::step("Measuring under load", "several minutes; leave the machine alone meanwhile");
    let folder = place.root.join("target/load");
    place::make_folder(&folder)?;
    let mut command = Command::new(place.built("release", "load"));
    command.current_dir(&place.root).arg("--server").arg(place.built("release", "folkmoot"));
    command.arg("--folder").arg(&folder);
    measured(&mut command, table)
}

/// Runs a program and takes every line that is a measurement into the table.
fn measured(command: &mut Command, table: &mut Table) -> Outcome {
    let mut odd = Vec::new();
    let status = shell::watch(command, |line| match row(line) {
        Some(row) => {
            say::note(&format!("{}: {}", row.what, row.measured));
            table.push(row);
        }
        None => odd.push(line.to_owned()),
    })?;
    if status.success() {
        return Ok(());
    }
    let words = shell::words(command);
    Err(format!("`{words}` failed ({status}). It said:\n{}", shell::last_lines(&odd.join("\n"), 20)).into())
}

/// A line of the load program, if it is a measurement.
fn row(line: &str) -> Option<Row> {
    let told: Value = serde_json::from_str(line).ok()?;
    let unit = told["unit"].as_str().unwrap_or_default();
    Some(Row {
        what: told["what"].as_str()?.to_owned(),
        measured: format!("{} {unit}", table::number(told["value"].as_f64()?)).trim_end().to_owned(),
        bar: told["bar"].as_str().unwrap_or_default().to_owned(),
        held: told["ok"].as_bool(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_the_load_program_is_a_row_and_anything_else_is_not() {
        let read = row(r#"{"what":"Page","value":1730.4,"unit":"pages/s","bar":"1,500 or more","ok":true}"#);
        let read = read.expect("a row");
        assert_eq!((read.what.as_str(), read.measured.as_str(), read.held), ("Page", "1,730 pages/s", Some(true)));
        assert!(row("starting the server").is_none());
        assert!(row(r#"{"level":"info"}"#).is_none());
    }
}
