//! Reads what criterion leaves on disk: for every bench a folder with its name and its estimates.

use std::{
    fs,
    path::{Path, PathBuf},
    time::SystemTime,
};

use serde_json::Value;

use crate::{
    place,
    trouble::{Explain, Outcome},
};

/// Remembers the present moment by writing a file; results older than it belong to earlier runs.
pub fn mark(folder: &Path) -> Outcome<SystemTime> {
    place::make_folder(folder)?;
    let file = folder.join("started");
    let trouble = || format!("Cannot write {}", file.display());
    fs::write(&file, "").explain(trouble)?;
    fs::metadata(&file).and_then(|file| file.modified()).explain(trouble)
}

/// The benches measured since then as (name, mean time with its interval), sorted by name.
pub fn results(folder: &Path, since: SystemTime) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        open.extend(
            fs::read_dir(&folder).into_iter().flatten().flatten().map(|file| file.path()).filter(|path| path.is_dir()),
        );
        if folder.file_name().is_some_and(|name| name == "new") {
            found.extend(result(&folder, since));
        }
    }
    found.sort();
    found
}

fn result(folder: &Path, since: SystemTime) -> Option<(String, String)> {
    let read = |file: PathBuf| -> Option<Value> { serde_json::from_str(&fs::read_to_string(file).ok()?).ok() };
    let file = folder.join("estimates.json");
    if fs::metadata(&file).ok()?.modified().ok()? < since {
        return None;
    }
    let mean = &read(file)?["mean"];
    let interval = &mean["confidence_interval"];
    let name = read(folder.join("benchmark.json"))?["full_id"].as_str()?.to_owned();
    let [middle, low, high] = [&mean["point_estimate"], &interval["lower_bound"], &interval["upper_bound"]]
        .map(|value| value.as_f64().map(time).unwrap_or_default());
    Some((name, format!("{middle} ({low} to {high})")))
}

/// Nanoseconds in the unit in which they are easiest to read.
fn time(nanoseconds: f64) -> String {
    let units = [(1e9, "s"), (1e6, "ms"), (1e3, "µs")];
    let (size, unit) = units.into_iter().find(|(size, _)| nanoseconds >= *size).unwrap_or((1.0, "ns"));
    format!("{:.3} {unit}", nanoseconds / size)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_choose_their_unit() {
        assert_eq!([12.5, 4_200.0, 3_000_000.0].map(time), ["12.500 ns", "4.200 µs", "3.000 ms"]);
    }
}
