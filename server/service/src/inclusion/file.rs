//! The inclusion check of an engagement that was run elsewhere: files in, figures out, nothing kept.

use std::{fs::File, path::Path};

use interchange::inclusion::Fault;
pub use interchange::inclusion::{Asked, Faults, Join, Measured, Method, NotCompared, Weighed, Why};

/// Measures those who took part, a file with a row for each, against the population in another file. It needs no
/// installation, and neither file leaves the machine.
///
/// # Errors
/// What is wrong with the files, by row and column; then nothing is measured.
pub fn measure(responses: &Path, population: &Path, asked: &Asked) -> Result<Measured, Faults> {
    let (responses, population) = (Named::open(responses)?, Named::open(population)?);
    interchange::inclusion::measure((&responses.name, responses.file), (&population.name, population.file), asked)
}

/// A file that is open, and what it is called in faults.
struct Named {
    name: String,
    file: File,
}

impl Named {
    fn open(path: &Path) -> Result<Self, Fault> {
        let name = path.file_name().map_or_else(|| path.display().to_string(), |name| name.display().to_string());
        match File::open(path) {
            Ok(file) => Ok(Self { name, file }),
            Err(error) => {
                Err(Fault::of(&path.display().to_string(), format!("cannot be opened ({error}); look at its path")))
            }
        }
    }
}
