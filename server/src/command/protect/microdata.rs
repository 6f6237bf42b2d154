//! `folkmoot protect microdata`: records made safe, with a report of what remains.

use std::{
    fs::{self, File},
    io::{BufReader, BufWriter, Write},
    path::Path,
    process::ExitCode,
};

use interchange::protect_microdata::{Fault, Report, Spec, protect};

use super::super::{Outcome, say};
use crate::{cli::ProtectMicrodata, installation::Failure};

/// Writes the released records and both reports, or says what is wrong and writes nothing.
pub(super) fn microdata(options: &ProtectMicrodata) -> Outcome {
    let name =
        |path: &Path| path.file_name().map_or_else(|| path.display(), |name| Path::new(name).display()).to_string();
    let text = fs::read_to_string(&options.spec).map_err(|error| unread(&options.spec, &error))?;
    let spec = Spec::read(&text).map_err(|faults| in_words(&faults))?;
    let records = File::open(&options.records).map_err(|error| unread(&options.records, &error))?;
    fs::create_dir_all(&options.out).map_err(|error| unwritten(&options.out, &error))?;
    let part = options.out.join("released.csv.part");
    let written = File::create(&part).map_err(|error| unwritten(&part, &error)).and_then(|file| {
        let mut out = BufWriter::new(file);
        let report = protect(&name(&options.records), BufReader::new(records), &spec, &mut out);
        let report = report.map_err(|faults| in_words(&faults))?;
        out.flush().map_err(|error| unwritten(&part, &error))?;
        Ok(report)
    });
    let report = match written {
        Ok(report) => report,
        Err(failure) => {
            // Nothing is left of a file that was not finished; if it cannot be removed, it is not the released one.
            let _ = fs::remove_file(&part);
            return Err(failure);
        }
    };
    let released = options.out.join("released.csv");
    fs::rename(&part, &released).map_err(|error| unwritten(&released, &error))?;
    let json = serde_json::to_string_pretty(&report).map_err(|error| error.to_string())?;
    for (file, text) in [("report.json", json), ("report.html", report.html())] {
        let path = options.out.join(file);
        fs::write(&path, text).map_err(|error| unwritten(&path, &error))?;
    }
    summary(&report, &options.out);
    Ok(ExitCode::SUCCESS)
}

fn summary(report: &Report, folder: &Path) {
    let (before, after) = (&report.risk.before, &report.risk.after);
    say(&format!(
        "{}: {} of {} records, each hidden among at least {}; {:.1} % of the values that say who somebody is are hidden.",
        folder.join("released.csv").display(),
        after.records,
        before.records,
        after.smallest.unwrap_or(0),
        report.risk.suppressed * 100.0
    ));
    say("Read report.html before you give the file to anybody, and let a second person read it.");
}

fn in_words(faults: &[Fault]) -> Failure {
    faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

fn unread(path: &Path, error: &std::io::Error) -> Failure {
    format!("{} cannot be read: {error}", path.display())
}

fn unwritten(path: &Path, error: &std::io::Error) -> Failure {
    format!("{} cannot be written: {error}", path.display())
}
