//! What the browser suite needs: Chromium from the system, Node, and Playwright without browsers of its own.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use super::debian;
use crate::{
    clock::Stopwatch,
    place::{self, Place},
    say, shell,
    trouble::{Explain, Outcome},
};

/// The oldest Node that Playwright runs on.
const OLDEST_NODE: u32 = 20;

/// The programs of the browser suite.
pub struct Browser {
    pub chromium: PathBuf,
    pub node: PathBuf,
}

/// Finds or installs all of it.
pub fn prepare(place: &Place) -> Outcome<Browser> {
    let chromium = chromium(place)?;
    let node = node(place)?;
    packages(place, &node)?;
    Ok(Browser { chromium, node })
}

fn chromium(place: &Place) -> Outcome<PathBuf> {
    if let Some(program) = find_chromium() {
        super::ready("Chromium", &program.display().to_string());
        return Ok(program);
    }
    say::step("Installing Chromium (124 MB to download, 414 MB on disk)", "about half a minute");
    let watch = Stopwatch::start();
    debian::install(place, &["chromium"])?;
    say::note(&format!("Installed in {}.", watch.words()));
    find_chromium().ok_or_else(|| "Chromium is not where it was expected: name it in the variable CHROMIUM.".into())
}

/// The one named in `CHROMIUM`, or the system's.
fn find_chromium() -> Option<PathBuf> {
    if let Some(named) = place::variable("CHROMIUM") {
        return Some(PathBuf::from(named)).filter(|file| file.is_file());
    }
    ["chromium", "chromium-browser", "google-chrome"].into_iter().find_map(shell::find)
}

fn node(place: &Place) -> Outcome<PathBuf> {
    if let Some(program) = find_node() {
        super::ready("Node", &program.display().to_string());
        return Ok(program);
    }
    say::step("Installing Node and npm for the browser suite", "about a minute");
    debian::install(place, &["nodejs", "npm"])?;
    find_node().ok_or_else(|| {
        format!(
            "Playwright needs Node {OLDEST_NODE} or newer with npm, and the system's packages have an older one. \
             Install it from the makers of Node, put it on PATH and try again."
        )
        .into()
    })
}

fn find_node() -> Option<PathBuf> {
    let program = shell::find("node")?;
    let version = shell::ask(&program, &["--version"])?;
    let major: u32 = version.trim_start_matches('v').split('.').next()?.parse().ok()?;
    (major >= OLDEST_NODE && shell::find("npm").is_some()).then_some(program)
}

/// Playwright and axe, exactly as locked. A copy of the lock file tells whether they are there.
fn packages(place: &Place, node: &Path) -> Outcome {
    let suite = place.browser_suite();
    let lock = suite.join("package-lock.json");
    let wanted = fs::read(&lock).explain(|| format!("Cannot read {}", lock.display()))?;
    let installed = suite.join("node_modules/installed-lock.json");
    if fs::read(&installed).is_ok_and(|there| there == wanted) {
        super::ready("Playwright", "as locked");
        return Ok(());
    }
    say::step("Installing Playwright and axe from npm (22 MB, no browsers)", "about 5 s");
    let watch = Stopwatch::start();
    place::make_folder(&place.target)?;
    let mut npm = Command::new("npm");
    npm.current_dir(&suite).args(["ci", "--ignore-scripts"]).env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    shell::within(&mut npm, std::time::Duration::from_mins(5), &place.target.join("npm.log"))?;
    shell::output(Command::new(node).current_dir(&suite).args(["node_modules/@playwright/test/cli.js", "--version"]))?;
    fs::write(&installed, wanted).explain(|| format!("Cannot write {}", installed.display()))?;
    say::note(&format!("Installed in {}.", watch.words()));
    Ok(())
}
