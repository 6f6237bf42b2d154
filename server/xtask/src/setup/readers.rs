//! What opens research packages in the tests, and what is measured beside ours: PSPP from the system, and programs in
//! Python, exactly as listed, each set in a virtual environment of its own.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    time::Duration,
};

use super::debian;
use crate::{
    clock::Stopwatch,
    place::{self, Place},
    say, shell,
    trouble::{Explain, Outcome},
};

/// The oldest Python for which all of them are built, `3.minor`.
const OLDEST_PYTHON: u32 = 11;

/// Finds or installs all of it.
pub fn prepare(place: &Place) -> Outcome {
    pspp(place)?;
    programs(place)
}

fn pspp(place: &Place) -> Outcome {
    if let Some(program) = shell::find("pspp") {
        super::ready("PSPP", &program.display().to_string());
        return Ok(());
    }
    say::step("Installing PSPP, which opens research packages in the tests", "about 15 s");
    let watch = Stopwatch::start();
    debian::install(place, &["pspp"])?;
    say::note(&format!("Installed in {}.", watch.words()));
    shell::find("pspp").map(|_| ()).ok_or_else(|| "PSPP was installed, but `pspp` is not on PATH.".into())
}

fn programs(place: &Place) -> Outcome {
    let set = Set { name: "readers", list: "requirements.txt", words: "readers of research packages" };
    environment(place, &set, "100 MB to download, 290 MB on disk").map(drop)
}

/// Finds or installs what the benches measure beside ours; its Python.
pub fn peers(place: &Place) -> Outcome<PathBuf> {
    let set = Set { name: "peers", list: "peers.txt", words: "other programs to measure beside ours" };
    environment(place, &set, "150 MB to download, 500 MB on disk")
}

/// Programs in Python that belong together.
struct Set {
    /// The name of their folder.
    name: &'static str,
    /// Their list, in `tests/readers`.
    list: &'static str,
    /// What they are.
    words: &'static str,
}

/// A virtual environment with exactly what a list names. A copy of the list tells whether it is there.
fn environment(place: &Place, set: &Set, size: &str) -> Outcome<PathBuf> {
    let list = place.root.join("tests/readers").join(set.list);
    let wanted = fs::read(&list).explain(|| format!("Cannot read {}", list.display()))?;
    let folder = place.root.join("target/tools").join(set.name);
    let installed = folder.join("installed.txt");
    let program = folder.join("bin/python");
    if program.is_file() && fs::read(&installed).is_ok_and(|there| there == wanted) {
        super::ready(&format!("In Python, {}", set.words), "as listed");
        return Ok(program);
    }
    let python = python(place)?;
    say::step(&format!("Installing {} from PyPI ({size})", set.words), "about 30 s");
    let watch = Stopwatch::start();
    place::make_folder(&place.root.join("target/tools"))?;
    let log = place.root.join("target/tools").join(format!("{}.log", set.name));
    shell::within(Command::new(&python).args(["-m", "venv", "--clear"]).arg(&folder), Duration::from_mins(2), &log)?;
    let mut pip = Command::new(&program);
    pip.args(["-m", "pip", "install", "--disable-pip-version-check", "--no-compile", "--no-deps"]);
    pip.arg("--only-binary=:all:").arg("--requirement").arg(&list);
    shell::within(&mut pip, Duration::from_mins(10), &log)?;
    fs::write(&installed, wanted).explain(|| format!("Cannot write {}", installed.display()))?;
    say::note(&format!("Installed in {}.", watch.words()));
    Ok(program)
}

/// A Python that can make virtual environments.
fn python(place: &Place) -> Outcome<PathBuf> {
    if let Some(program) = shell::find("python3").filter(|program| makes_environments(program)) {
        return Ok(program);
    }
    debian::install(place, &["python3", "python3-venv"])?;
    let found = ["/usr/bin/python3".into()].into_iter().chain(shell::find("python3"));
    let mut found = found.filter(|program: &PathBuf| makes_environments(program));
    found.next().ok_or_else(|| {
        format!("Programs that tests and benches call need Python 3.{OLDEST_PYTHON} or newer with `venv` and `pip`.")
            .into()
    })
}

fn makes_environments(program: &Path) -> bool {
    let asked = shell::ask(program, &["-c", "import sys, venv, ensurepip; print(sys.version_info.minor)"]);
    asked.and_then(|minor| minor.parse::<u32>().ok()).is_some_and(|minor| minor >= OLDEST_PYTHON)
}
