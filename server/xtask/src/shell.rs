//! Running other programs: aloud, quietly, within a time, or line by line.

use std::{
    fs::File,
    io::{self, BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Command, ExitStatus, Stdio},
    thread,
    time::Duration,
};

use crate::{
    clock::Stopwatch,
    place,
    trouble::{Explain, Outcome},
};

/// Runs a program that speaks for itself. An exit code other than 0 is trouble.
pub fn run(command: &mut Command) -> Outcome {
    let words = words(command);
    let status = command.status().explain(|| format!("Cannot start `{words}`"))?;
    if status.success() { Ok(()) } else { Err(format!("`{words}` failed ({status}).").into()) }
}

/// What a program prints on its standard output, trimmed. An exit code other than 0 is trouble, with its last words.
pub fn output(command: &mut Command) -> Outcome<String> {
    let words = words(command);
    let output = command.stdin(Stdio::null()).output().explain(|| format!("Cannot start `{words}`"))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Err(format!("`{words}` failed ({}):\n{}", output.status, last_lines(&said, 15)).into())
}

/// What a program says about itself, or nothing when it is not there.
pub fn ask(program: impl AsRef<Path>, arguments: &[&str]) -> Option<String> {
    output(Command::new(program.as_ref()).args(arguments)).ok()
}

/// Runs a program quietly (its words go to `log`) and ends it when it takes longer than `limit`.
pub fn within(command: &mut Command, limit: Duration, log: &Path) -> Outcome {
    let words = words(command);
    let file = File::create(log).explain(|| format!("Cannot write {}", log.display()))?;
    let other = file.try_clone().explain(|| format!("Cannot write {}", log.display()))?;
    let mut child = command
        .stdin(Stdio::null())
        .stdout(file)
        .stderr(other)
        .spawn()
        .explain(|| format!("Cannot start `{words}`"))?;
    let watch = Stopwatch::start();
    loop {
        match child.try_wait().explain(|| format!("Lost `{words}`"))? {
            Some(status) if status.success() => return Ok(()),
            Some(status) => {
                return Err(format!("`{words}` failed ({status}); it said why in {}.", log.display()).into());
            }
            None if watch.elapsed() > limit => {
                // It may have ended by itself meanwhile; then there is nothing to end.
                let _ = child.kill();
                let _ = child.wait();
                return Err(format!("`{words}` took longer than {} s.", limit.as_secs()).into());
            }
            None => thread::sleep(Duration::from_millis(50)),
        }
    }
}

/// Runs a program and hands over every line of its output and its errors, in the order in which they came.
pub fn watch(command: &mut Command, mut each: impl FnMut(&str)) -> Outcome<ExitStatus> {
    let words = words(command);
    let trouble = || format!("Cannot start `{words}`");
    let (reader, writer) = io::pipe().explain(trouble)?;
    let other = writer.try_clone().explain(trouble)?;
    let mut child = command.stdin(Stdio::null()).stdout(writer).stderr(other).spawn().explain(trouble)?;
    // The command keeps our ends of the pipe open; without this the reading below would never end.
    command.stdout(Stdio::null()).stderr(Stdio::null());
    let mut reader = BufReader::new(reader);
    let mut line = Vec::new();
    while reader.read_until(b'\n', &mut line).explain(|| format!("Lost `{words}`"))? > 0 {
        each(String::from_utf8_lossy(&line).trim_end());
        line.clear();
    }
    child.wait().explain(|| format!("Lost `{words}`"))
}

/// The first program of that name on PATH.
pub fn find(program: &str) -> Option<PathBuf> {
    let path = place::variable("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(program)).find(|file| file.is_file())
}

/// The command as one would type it, without its variables.
pub fn words(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_name().unwrap_or(command.get_program());
    let mut words = program.to_string_lossy().into_owned();
    for argument in command.get_args() {
        words.push(' ');
        words.push_str(&argument.to_string_lossy());
    }
    words
}

/// The end of a long text.
pub fn last_lines(text: &str, count: usize) -> String {
    let lines: Vec<&str> = text.trim_end().lines().collect();
    lines[lines.len().saturating_sub(count)..].join("\n")
}
