//! What opens research packages in the tests: PSPP from the system, and programs in Python, exactly as listed, in a
//! virtual environment of their own.

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

/// The programs in Python. A copy of the list tells whether they are there.
fn programs(place: &Place) -> Outcome {
    let list = place.root.join("tests/readers/requirements.txt");
    let wanted = fs::read(&list).explain(|| format!("Cannot read {}", list.display()))?;
    let folder = place.root.join("target/tools/readers");
    let installed = folder.join("installed.txt");
    let program = folder.join("bin/python");
    if program.is_file() && fs::read(&installed).is_ok_and(|there| there == wanted) {
        super::ready("Readers of research packages", "as listed");
        return Ok(());
    }
    let python = python(place)?;
    say::step("Installing readers of research packages from PyPI (100 MB to download, 290 MB on disk)", "about 30 s");
    let watch = Stopwatch::start();
    place::make_folder(&place.root.join("target/tools"))?;
    let log = place.root.join("target/tools/readers.log");
    shell::within(Command::new(&python).args(["-m", "venv", "--clear"]).arg(&folder), Duration::from_mins(2), &log)?;
    let mut pip = Command::new(&program);
    pip.args([
        "-m",
        "pip",
        "install",
        "--disable-pip-version-check",
        "--no-compile",
        "--no-deps",
        "--only-binary=:all:",
    ]);
    pip.arg("--requirement").arg(&list);
    shell::within(&mut pip, Duration::from_mins(10), &log)?;
    fs::write(&installed, wanted).explain(|| format!("Cannot write {}", installed.display()))?;
    say::note(&format!("Installed in {}.", watch.words()));
    Ok(())
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
        format!("The readers of research packages need Python 3.{OLDEST_PYTHON} or newer with `venv` and `pip`.").into()
    })
}

fn makes_environments(program: &Path) -> bool {
    let asked = shell::ask(program, &["-c", "import sys, venv, ensurepip; print(sys.version_info.minor)"]);
    asked.and_then(|minor| minor.parse::<u32>().ok()).is_some_and(|minor| minor >= OLDEST_PYTHON)
}
