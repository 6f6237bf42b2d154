//! Tidy: the invariants of the house, each as a test that names the file and what to do.
//!
//! Breaking one on purpose makes its test fail; the scanners themselves are tested with small texts that break them.

mod catalogue;
mod contract;
mod layers;
mod manifest;
mod reading;
mod shape;

use reading::sources;

/// Fails with every finding on a line of its own.
#[track_caller]
fn none(findings: impl IntoIterator<Item = String>) {
    let findings: Vec<String> = findings.into_iter().collect();
    assert!(findings.is_empty(), "\n  {}\n", findings.join("\n  "));
}
