//! `cargo xtask run`: from a fresh clone to a running demonstration.

use std::{path::Path, process::Command};

use crate::{bundle, clock::Stopwatch, place::Place, say, setup::wasm, shell, trouble::Outcome};

pub fn run(place: &Place, arguments: &[String]) -> Outcome {
    let arguments = match arguments.split_first() {
        Some((first, rest)) if first == "--" => rest,
        _ => arguments,
    };
    // Pages work without scripts, so a machine that cannot compile for browsers still gets a working product.
    match wasm::prepare(place) {
        Ok(compiler) => bundle::bundle(place, &compiler)?,
        Err(trouble) => say::note(&format!("Going on without the optional scripts. {trouble}")),
    }
    build_release(place)?;

    let program = place.built("release", "folkmoot");
    let data = place.root.join("data");
    say::step("Starting Folkmoot with demonstration data; Ctrl-C stops it", "about 2 s, the first time longer");
    let mut command = Command::new(&program);
    command.current_dir(&place.root).args(["serve", "--demonstration", "--data"]).arg(&data).args(arguments);
    become_it(&mut command, &program)
}

/// The server as it is shipped, with everything in it.
pub fn build_release(place: &Place) -> Outcome {
    say::step("Building Folkmoot (release)", "6 to 9 minutes the first time, seconds when nothing changed");
    let watch = Stopwatch::start();
    shell::run(&mut place.cargo(&["build", "--locked", "--release", "--package", "server"]))?;
    say::note(&format!("Built in {}.", watch.words()));
    Ok(())
}

/// Turns this process into the server: signals reach it directly, and its exit code is ours.
#[cfg(unix)]
fn become_it(command: &mut Command, program: &Path) -> Outcome {
    use std::os::unix::process::CommandExt;
    let error = command.exec();
    Err(format!("Cannot start {}: {error}", program.display()).into())
}

/// Starts the server and waits for it; the terminal sends Ctrl-C to both.
#[cfg(not(unix))]
fn become_it(command: &mut Command, program: &Path) -> Outcome {
    match command.status() {
        Ok(status) => std::process::exit(status.code().unwrap_or(1)),
        Err(error) => Err(format!("Cannot start {}: {error}", program.display()).into()),
    }
}
