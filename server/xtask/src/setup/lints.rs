//! rustfmt and clippy, which come with nearly every Rust installation.

use std::process::Command;

use crate::{
    say, shell,
    trouble::{Explain, Outcome},
};

pub fn prepare() -> Outcome {
    let missing: Vec<&str> = ["rustfmt", "clippy"]
        .into_iter()
        .filter(|name| shell::ask("cargo", &[word(name), "--version"]).is_none())
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    say::step(&format!("Adding {} to the Rust toolchain with rustup", missing.join(" and ")), "about 10 s");
    shell::run(Command::new("rustup").args(["component", "add"]).args(&missing))
        .explain(|| format!("Install {} for your Rust toolchain and try again", missing.join(" and ")))
}

/// The cargo command that the component brings.
fn word(component: &str) -> &str {
    if component == "rustfmt" { "fmt" } else { component }
}
