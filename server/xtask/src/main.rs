//! The one tool of this repository: it installs what is missing, builds, runs, tests and measures Folkmoot.

mod bench;
mod bundle;
mod clock;
mod place;
mod reference;
mod run;
mod say;
mod setup;
mod shell;
mod test;
mod trouble;

use std::process::ExitCode;

use crate::{place::Place, trouble::Outcome};

const HELP: &str = "\
cargo xtask: the one tool of this repository. It installs what is missing and says before each step what it does.

  cargo xtask run [-- ARGUMENTS]
        Builds Folkmoot with everything in it and starts it with demonstration data on http://127.0.0.1:3000.
        Its database and files go to the folder `data`. Ctrl-C stops it. ARGUMENTS go to `folkmoot serve`, for
        example `cargo xtask run -- --listen 127.0.0.1:4000`.

  cargo xtask test [PART ...] [--no-fsync] [-- ARGUMENTS]
        Runs every check, cheapest first, and stops at the first that fails: fmt, clippy, rules, stories, browser.
        It ends with one line of counts and fails if anything was skipped. Name a PART to run only that one;
        ARGUMENTS then go to the test runner, for example `cargo xtask test rules -- calendar`.
        --no-fsync makes the test database faster on a slow disk, and the kill tests worth less.

  cargo xtask bench
        Measures speed, memory and sizes on this machine and prints one table for README.md.

  cargo xtask reference FOLDER
        Runs every measure of inclusion and disclosure on a folder of data (survey_complete.csv, settings.json ...)
        and prints one JSON object, a value for each subject, to compare with what other programs make of it.

  cargo xtask bundle
        Builds only what browsers load (the islands) into target/site and checks that it is small enough.

  cargo xtask setup
        Installs only what the other commands need: a wasm target, Chromium, PostgreSQL, Playwright,
        and the programs that open research packages (PSPP, readers in Python).

  cargo xtask help
        Prints this.
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match dispatch(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(trouble) => {
            say::trouble(&trouble);
            ExitCode::FAILURE
        }
    }
}

fn dispatch(arguments: &[String]) -> Outcome {
    let (command, rest) = match arguments.split_first() {
        None => ("help", arguments),
        Some((first, rest)) => (first.as_str(), rest),
    };
    if matches!(command, "help" | "--help" | "-h") || rest.first().is_some_and(|word| word == "--help" || word == "-h")
    {
        say::plain(HELP);
        return Ok(());
    }
    let place = Place::find()?;
    match command {
        "run" => run::run(&place, rest),
        "test" => test::test(&place, rest),
        "bench" => nothing_after(rest).and_then(|()| bench::bench(&place)),
        "reference" => reference::reference(&place, rest),
        "bundle" => nothing_after(rest).and_then(|()| bundle::prepare_and_bundle(&place)),
        "setup" => nothing_after(rest).and_then(|()| setup::everything(&place)),
        other => Err(format!("There is no command `{other}`. `cargo xtask help` lists the commands.").into()),
    }
}

fn nothing_after(rest: &[String]) -> Outcome {
    match rest.first() {
        None => Ok(()),
        Some(word) => Err(format!("This command takes no `{word}`. `cargo xtask help` lists what each takes.").into()),
    }
}
