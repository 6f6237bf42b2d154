//! A compiler that builds for browsers (`wasm32-unknown-unknown`): rustup's target where it can be downloaded,
//! otherwise Debian's own compiler, which builds the standard library from its source.

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

pub const TARGET: &str = "wasm32-unknown-unknown";

/// How long rustup may try: without a way to its servers it would wait for minutes.
const PATIENCE: Duration = Duration::from_mins(1);
/// How long a failure of rustup is remembered.
const MEMORY: Duration = Duration::from_hours(24);
/// The oldest compiler that this workspace accepts, `major.minor`.
const OLDEST: &str = env!("CARGO_PKG_RUST_VERSION");

/// Who compiles for browsers.
pub enum Compiler {
    /// The toolchain that compiles everything else; it has the target.
    Rustup,
    /// Debian's, with the linker of the other toolchain.
    Debian { compiler: PathBuf, linker: PathBuf },
}

impl Compiler {
    /// What is asked of cargo, and the variables that hold for this one command only: in the other target folder any
    /// of them would rebuild everything.
    pub fn configure(&self, cargo: &mut Command) {
        if let Self::Debian { compiler, linker } = self {
            cargo.env("RUSTC", compiler).env("RUSTC_BOOTSTRAP", "1");
            cargo.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker);
            cargo.arg("-Zbuild-std=std,panic_abort");
        }
    }

    fn words(&self) -> &'static str {
        match self {
            Self::Rustup => "rustup's target",
            Self::Debian { .. } => "Debian's compiler",
        }
    }
}

/// Finds a compiler or installs one.
pub fn prepare(place: &Place) -> Outcome<Compiler> {
    if has_target() {
        return Ok(chosen(Compiler::Rustup));
    }
    if by_rustup(place)? {
        return Ok(chosen(Compiler::Rustup));
    }
    if let Some(compiler) = debian_compiler() {
        return Ok(chosen(compiler));
    }
    say::step(
        "Installing Debian's compiler for browsers (packages rustc-web and rust-web-src, 780 MB on disk)",
        "about half a minute",
    );
    let watch = Stopwatch::start();
    debian::install(place, &["rustc-web", "rust-web-src"])?;
    say::note(&format!("Installed in {}.", watch.words()));
    debian_compiler().map(chosen).ok_or_else(|| {
        format!(
            "Debian's compiler is missing or older than {OLDEST}. Where a download is possible, \
             `rustup target add {TARGET}` is enough: run it and try again."
        )
        .into()
    })
}

fn chosen(compiler: Compiler) -> Compiler {
    super::ready("Compiler for browsers", compiler.words());
    compiler
}

/// Whether the usual compiler has the standard library for browsers.
fn has_target() -> bool {
    let Some(folder) = shell::ask(native(), &["--print", "target-libdir", "--target", TARGET]) else { return false };
    let Ok(files) = fs::read_dir(folder) else { return false };
    files.flatten().any(|file| file.file_name().to_string_lossy().starts_with("libstd-"))
}

/// Tries rustup, unless it failed within the last day. False when there is no target after it.
fn by_rustup(place: &Place) -> Outcome<bool> {
    let folder = place.target.join("wasm");
    let failed = folder.join("rustup-failed");
    let recent = fs::metadata(&failed).and_then(|file| file.modified()).ok().and_then(|time| time.elapsed().ok());
    if shell::find("rustup").is_none() || recent.is_some_and(|age| age < MEMORY) {
        return Ok(false);
    }
    say::step(&format!("Adding the target {TARGET} with rustup"), "about 5 s; given up after a minute");
    place::make_folder(&folder)?;
    let watch = Stopwatch::start();
    let tried =
        shell::within(Command::new("rustup").args(["target", "add", TARGET]), PATIENCE, &folder.join("rustup.log"));
    if tried.is_ok() && has_target() {
        say::note(&format!("Added in {}.", watch.words()));
        return Ok(true);
    }
    fs::write(&failed, "rustup could not add the target; delete this file to try again at once\n")
        .explain(|| format!("Cannot write {}", failed.display()))?;
    say::note(&format!("rustup could not add it ({}); it is asked again tomorrow.", watch.words()));
    Ok(false)
}

/// Debian's compiler when it is there, new enough and has its source beside it.
fn debian_compiler() -> Option<Compiler> {
    let compiler = PathBuf::from("/usr/bin/rustc");
    if !new_enough(&shell::ask(&compiler, &["--version"])?, OLDEST) {
        return None;
    }
    let source = Path::new(&shell::ask(&compiler, &["--print", "sysroot"])?).join("lib/rustlib/src/rust/library");
    let about = shell::ask(native(), &["-vV"])?;
    let host = about.lines().find_map(|line| line.strip_prefix("host: "))?;
    let sysroot = PathBuf::from(shell::ask(native(), &["--print", "sysroot"])?);
    let linker = sysroot.join("lib/rustlib").join(host).join("bin/rust-lld");
    (source.join("Cargo.lock").is_file() && linker.is_file()).then_some(Compiler::Debian { compiler, linker })
}

/// The compiler of everything else.
fn native() -> PathBuf {
    place::variable("RUSTC").map_or_else(|| PathBuf::from("rustc"), PathBuf::from)
}

/// Whether `rustc 1.96.0 (...)` is at least `1.95`.
fn new_enough(told: &str, oldest: &str) -> bool {
    let numbers = |text: &str| -> Option<(u32, u32)> {
        let mut parts = text.split('.');
        Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
    };
    match (told.split(' ').nth(1).and_then(numbers), numbers(oldest)) {
        (Some(have), Some(need)) => have >= need,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_compared_as_numbers() {
        assert!(new_enough("rustc 1.96.0 (ac68faa20 2026-05-25)", "1.95"));
        assert!(new_enough("rustc 1.100.0", "1.95"));
        assert!(new_enough("rustc 1.95.0-nightly (59807616e 2026-04-14)", "1.95"));
        assert!(!new_enough("rustc 1.63.0 (4b91a6ea7 2022-08-08)", "1.95"));
        assert!(!new_enough("nothing to see", "1.95"));
    }
}
