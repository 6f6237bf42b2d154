//! Prints what every measure makes of a folder of data, as one JSON object.

use std::{io::Write, path::Path, process::ExitCode};

use interchange::reference::{Folder, measure};

fn main() -> ExitCode {
    let mut complaints = std::io::stderr().lock();
    let Some(path) = std::env::args_os().nth(1) else {
        let _ = writeln!(complaints, "Name the folder of data.");
        return ExitCode::FAILURE;
    };
    let folder = match Folder::open(Path::new(&path)) {
        Ok(folder) => folder,
        Err(fault) => {
            let _ = writeln!(complaints, "{fault}");
            return ExitCode::FAILURE;
        }
    };
    let measured = measure(&folder);
    for (subject, fault) in &measured.faults {
        let _ = writeln!(complaints, "{subject}: {fault}");
    }
    let printed = serde_json::to_string_pretty(&measured.values)
        .is_ok_and(|text| writeln!(std::io::stdout().lock(), "{text}").is_ok());
    if printed && measured.faults.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
