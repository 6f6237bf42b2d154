//! What counting a participatory budget costs on real elections, reading included, in time and in memory.
//!
//! It reads `../shared/data/pabulib` and prints one JSON object a line, as `cargo xtask bench` reads them; without that
//! folder there is nothing to measure. It is a program of its own, so that its memory is that of counting alone.
//! `tally PART` measures the files whose names hold PART.

use std::{
    fs,
    io::{self, Write},
    path::Path,
    process::ExitCode,
    thread,
    time::Instant,
};

use domain::budgeting::{Completion, Rule, Settings, Utility, objections, tally};
use interchange::pabulib::{Read, read};

/// A file, how it is called, what a project is worth, and the bars for one rule and for raising, in seconds.
type Measured = (&'static str, &'static str, Utility, f64, f64);

const FILES: [Measured; 6] = [
    ("Poland_Wroclaw_2015_150_-_500.pb.gz", "131,778 ballots for one of 197 projects", Utility::Cost, 0.3, 1.0),
    ("Poland_Lodz_2022.pb.gz", "90,494 ballots, 160 projects", Utility::Cost, 0.3, 1.0),
    ("Poland_Krakow_2024.pb.gz", "65,101 rankings, 119 projects", Utility::PositionalCost, 0.3, 1.0),
    ("Poland_Warszawa_2021_Ursynow.pb.gz", "9,338 ballots, 105 projects", Utility::Cost, 0.3, 1.0),
    ("Netherlands_Amsterdam_252.pb.gz", "8,520 ballots, 85 projects", Utility::Cost, 0.3, 1.0),
    ("Hungary_Budapest_2024.pb.gz", "28,943 ballots, 175 projects", Utility::Cost, 0.3, 30.0),
];

/// The most memory that this process ever had, in MiB.
fn peak() -> Option<f64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().trim_end_matches(" kB").trim().parse::<f64>().ok()? / 1024.0)
}

fn tell(what: &str, value: f64, unit: &str, bar: &str, ok: bool) {
    let line = format!(r#"{{"what":"{what}","value":{value:.3},"unit":"{unit}","bar":"{bar}","ok":{ok}}}"#);
    // Whoever does not listen misses the measurement, no more.
    let _ = writeln!(io::stdout(), "{line}");
}

#[expect(clippy::disallowed_methods, reason = "measuring time is what this program is for")]
fn now() -> Instant {
    Instant::now()
}

fn main() -> ExitCode {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/pabulib");
    if !folder.is_dir() {
        let _ = writeln!(io::stderr(), "There are no elections to count.");
        return ExitCode::SUCCESS;
    }
    let part = std::env::args().skip(1).find(|argument| !argument.starts_with('-')).unwrap_or_default();
    for file in FILES.iter().filter(|file| file.0.contains(&part)) {
        if let Err(why) = measure(&folder, file) {
            let _ = writeln!(io::stderr(), "{}: {why}", file.0);
            return ExitCode::FAILURE;
        }
    }
    if let Some(peak) = peak() {
        tell("Counting all of these: memory", peak, "MiB", "under 100 MiB", peak < 100.0);
    }
    ExitCode::SUCCESS
}

/// Every rule on one file.
fn measure(folder: &Path, (file, name, utility, single, raised): &Measured) -> Result<(), String> {
    let began = now();
    let found = opened(folder, file)?;
    let reading = began.elapsed().as_secs_f64();
    let greedy = if *utility == Utility::PositionalCost { Utility::Positional } else { Utility::Cardinality };
    let rules = [
        ("most votes first", Settings::new(Rule::Greedy, greedy)),
        ("greedy per cost", Settings::new(Rule::GreedyPerCost, greedy)),
        ("equal shares", Settings::new(Rule::EqualShares, *utility)),
        ("Phragmen", Settings::new(Rule::Phragmen, greedy)),
    ];
    let mut slowest = ("", 0.0_f64);
    for (rule, settings) in &rules {
        let began = now();
        if tally(&found.election, settings).is_ok() {
            let seconds = began.elapsed().as_secs_f64();
            let _ = writeln!(io::stderr(), "{name}: reading {:.1} ms, {rule} {:.1} ms", reading * 1e3, seconds * 1e3);
            slowest = if seconds > slowest.1 { (rule, seconds) } else { slowest };
        }
    }
    let seconds = reading + slowest.1;
    let what = format!("{name}: the slowest single rule ({}), with reading", slowest.0);
    tell(&what, seconds, "s", &format!("under {single} s"), seconds < *single);
    let workers = thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let raise = Settings { completion: Completion::Add1, workers, ..Settings::new(Rule::EqualShares, *utility) };
    let began = now();
    let counted = tally(&found.election, &raise).map_err(|refused| refused.to_string())?;
    let seconds = began.elapsed().as_secs_f64();
    let what = format!("{name}: equal shares raised ({} steps)", counted.steps);
    tell(&what, seconds, "s", &format!("under {raised} s"), seconds < *raised);
    let began = now();
    let share = counted.share.ok_or("no share")?;
    let claims = objections(&found.election, &raise, &counted.selected, &share);
    let claims = claims.map_err(|refused| refused.to_string())?;
    tell(&format!("{name}: the check of groups"), began.elapsed().as_secs_f64(), "s", "", claims.is_empty());
    Ok(())
}

fn opened(folder: &Path, file: &str) -> Result<Read, String> {
    let bytes = fs::read(folder.join(file)).map_err(|error| error.to_string())?;
    read(file, &bytes).map_err(|faults| faults.to_string())
}
