//! `cargo xtask reference FOLDER`: every measure on a folder of data, as one JSON object on the standard output.

use std::fs;

use crate::{
    place::Place,
    shell,
    trouble::{Explain, Outcome},
};

pub fn reference(place: &Place, rest: &[String]) -> Outcome {
    let [folder] = rest else {
        return Err("Name one folder, for example `cargo xtask reference ../shared/data/inclusion-reference`.".into());
    };
    // Cargo starts the program elsewhere than the caller stands.
    let folder = fs::canonicalize(folder).explain(|| format!("Cannot open {folder}"))?;
    let mut command =
        place.cargo(&["run", "--quiet", "--release", "--package", "interchange", "--example", "reference"]);
    shell::run(command.arg("--").arg(folder))
}
