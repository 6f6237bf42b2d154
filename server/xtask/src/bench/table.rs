//! The table of measurements, with the machine and the date under it.

use std::fs;

use crate::{shell, trouble::Outcome};

/// One measurement.
pub struct Row {
    pub what: String,
    pub measured: String,
    /// What it must reach, in words; empty when there is no such bar.
    pub bar: String,
    pub held: Option<bool>,
}

#[derive(Default)]
pub struct Table(Vec<Row>);

impl Table {
    pub fn push(&mut self, row: Row) {
        self.0.push(row);
    }

    pub fn markdown(&self) -> String {
        let mut lines = vec!["| What | Measured | Bar | Held |".to_owned(), "|---|---|---|---|".to_owned()];
        for row in &self.0 {
            let held = row.held.map_or("", |held| if held { "yes" } else { "**no**" });
            lines.push(format!("| {} | {} | {} | {held} |", row.what, row.measured, row.bar));
        }
        lines.push(String::new());
        lines.push(format!("Measured on {}.", machine()));
        lines.join("\n")
    }

    /// Trouble when a bar was missed, so that it does not go unseen.
    pub fn verdict(&self) -> Outcome {
        let missed: Vec<&str> =
            self.0.iter().filter(|row| row.held == Some(false)).map(|row| row.what.as_str()).collect();
        if missed.is_empty() { Ok(()) } else { Err(format!("Below the bar: {}.", missed.join(", ")).into()) }
    }
}

/// A number with three significant digits at least and thousands separated.
pub fn number(value: f64) -> String {
    let digits = if value.abs() >= 100.0 { 0 } else { 2 };
    let text = format!("{value:.digits$}");
    let (whole, rest) = text.split_at(text.find('.').unwrap_or(text.len()));
    let (sign, whole) = whole.strip_prefix('-').map_or(("", whole), |whole| ("-", whole));
    let mut grouped = String::new();
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    format!("{sign}{grouped}{rest}")
}

/// `24 November 2026, 2 cores of Some Processor, 24 GiB, Debian GNU/Linux 12 (bookworm), rustc 1.95.0`.
fn machine() -> String {
    let date = shell::ask("date", &["+%-d %B %Y"]).unwrap_or_default();
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let processor = field("/proc/cpuinfo", "model name", ':').unwrap_or_else(|| "an unnamed processor".to_owned());
    let memory = field("/proc/meminfo", "MemTotal", ':')
        .and_then(|text| text.split(' ').next()?.parse::<f64>().ok())
        .map_or_else(String::new, |kibibytes| format!(", {:.0} GiB", kibibytes / 1_048_576.0));
    let system = field("/etc/os-release", "PRETTY_NAME", '=').unwrap_or_else(|| std::env::consts::OS.to_owned());
    let compiler = shell::ask("rustc", &["--version"]).unwrap_or_default();
    let compiler = compiler.split(" (").next().unwrap_or_default();
    format!("{date}, {cores} cores of {processor}{memory}, {system}, {compiler}")
}

/// The value after a name in a file of lines `name : value`.
fn field(file: &str, name: &str, separator: char) -> Option<String> {
    let text = fs::read_to_string(file).ok()?;
    let (_, value) =
        text.lines().filter_map(|line| line.split_once(separator)).find(|(left, _)| left.trim() == name)?;
    Some(value.trim().trim_matches('"').to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped() {
        assert_eq!(
            [1730.4, 12.345, 1_234_567.0, 0.5, -4321.0].map(number),
            ["1,730", "12.35", "1,234,567", "0.50", "-4,321"]
        );
    }

    #[test]
    fn a_missed_bar_is_marked_and_fails() {
        let mut table = Table::default();
        let row = |held| Row { what: "Page".to_owned(), measured: "9 /s".to_owned(), bar: "10".to_owned(), held };
        table.push(row(Some(true)));
        assert!(table.verdict().is_ok());
        table.push(row(Some(false)));
        assert!(table.markdown().contains("| Page | 9 /s | 10 | **no** |"));
        assert!(table.verdict().is_err());
    }
}
