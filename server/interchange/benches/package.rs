//! What the largest research package costs: a million rows of 60 columns in every format, in time and in memory.
//!
//! `package [ROWS]` writes it to a file in cargo's folder and prints one JSON object a line, as `cargo xtask bench` reads
//! them. It is a program of its own, so that its memory is that of the package alone.

use std::{
    fs::{self, File},
    io::{self, BufWriter, Write},
    path::Path,
    process::ExitCode,
    time::Instant,
};

use interchange::{
    package::{About, Answers, Contents, Kind, Protection, Role, Rows, Value, Variable, write},
    sheet::NotWritten,
};

const ROWS: u64 = 1_000_000;
const COLUMNS: usize = 60;
const WORDS: [&str; 4] =
    ["", "More buses in the evening, please", "Tha feum air barrachd thaighean", "\"Nothing\", to be honest"];

/// Rows that nobody gave: always the same, and never in memory together.
struct Made(u64);

impl Rows for Made {
    fn each(&self, each: &mut dyn FnMut(&[Value<'_>]) -> Result<(), NotWritten>) -> Result<(), NotWritten> {
        let mut state = 1_u64;
        let mut row = Vec::with_capacity(COLUMNS);
        for _ in 0..self.0 {
            row.clear();
            for at in 0..COLUMNS {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                let drawn = state >> 40;
                row.push(match at {
                    57 => Value::Real(0.2 + (drawn % 4_000_000) as f64 / 1e6),
                    58 => Value::Words(WORDS.get(usize::try_from(drawn % 4).unwrap_or(0)).copied().unwrap_or_default()),
                    _ if drawn.is_multiple_of(11) => Value::Code(-9 + i64::try_from(drawn % 6).unwrap_or(0)),
                    _ => Value::Code(1 + i64::try_from(drawn % 5).unwrap_or(0)),
                });
            }
            each(&row)?;
        }
        Ok(())
    }
}

fn variables() -> Vec<Variable> {
    let labels = [
        (1, "Strongly agree"),
        (2, "Agree"),
        (3, "Neither agree nor disagree"),
        (4, "Disagree"),
        (5, "Strongly disagree"),
    ];
    let of = |at: usize| match at {
        57 => Variable::new("weight", "Weight to age and sex", Kind::Real, Role::Weight),
        58 => Variable::new("words", "Anything else?", Kind::Text, Role::Answer),
        59 => Variable::new("stratum", "Stratum", Kind::Nominal, Role::Design).with_codes(&labels),
        _ => {
            let role = if at < 6 { Role::Key } else { Role::Answer };
            Variable::new(format!("q{at:02}"), "How far do you agree?", Kind::Ordinal, role).with_codes(&labels)
        }
    };
    (0..COLUMNS).map(of).collect()
}

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
    let rows = std::env::args().skip(1).find_map(|argument| argument.parse().ok()).unwrap_or(ROWS);
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("package-bench.zip");
    match measure(rows, &file) {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            let _ = writeln!(io::stderr(), "{why}");
            ExitCode::FAILURE
        }
    }
}

fn measure(rows: u64, file: &Path) -> Result<(), String> {
    let variables = variables();
    let about = About {
        title: "A million rows".to_owned(),
        protection: Some(Protection { k: 5, ..Protection::default() }),
        ..About::default()
    };
    let rows = Made(rows);
    let answers = Some(Answers { variables: &variables, rows: &rows });
    let contents = Contents { about: &about, tables: &[], answers, texts: &[] };
    let out = BufWriter::new(File::create(file).map_err(|error| error.to_string())?);
    let began = now();
    let written = write(out, &contents).map_err(|error| error.to_string())?;
    let seconds = began.elapsed().as_secs_f64();
    let size = fs::metadata(file).map_or(0, |file| file.len()) as f64 / 1e6;
    for file in written.iter().filter(|file| file.bytes > 1_000_000) {
        let _ = writeln!(io::stderr(), "{}: {} MB", file.name, file.bytes / 1_000_000);
    }
    let what = format!("A research package of {} rows and {COLUMNS} columns in every format", rows.0);
    tell(&what, seconds, "s", "under 300 s", seconds < 300.0);
    if let Some(peak) = peak() {
        tell(&format!("{what}: memory"), peak, "MiB", "under 400 MiB", peak < 400.0);
    }
    tell(&format!("{what}: size"), size, "MB", "", true);
    fs::remove_file(file).map_err(|error| error.to_string())
}
