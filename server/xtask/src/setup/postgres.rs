//! PostgreSQL's server programs. The tests start a database of their own with them; the system's is not touched.

use std::{fs, path::PathBuf};

use super::debian;
use crate::{clock::Stopwatch, place::Place, say, shell, trouble::Outcome};

/// The folder that holds `initdb`, `postgres` and `pg_ctl`, installed when it is missing.
pub fn prepare(place: &Place) -> Outcome<PathBuf> {
    if let Some(folder) = programs() {
        super::ready("PostgreSQL", &folder.display().to_string());
        return Ok(folder);
    }
    say::step("Installing PostgreSQL's programs (the tests start a database of their own)", "about 20 s");
    let watch = Stopwatch::start();
    // Without this Debian would make and start a database for the whole machine.
    debian::write_setting("/etc/postgresql-common/createcluster.conf", "create_main_cluster = false")?;
    debian::install(place, &["postgresql"])?;
    say::note(&format!("Installed in {}.", watch.words()));
    programs().ok_or_else(|| {
        "PostgreSQL was installed, but `initdb` is neither on PATH nor in /usr/lib/postgresql/*/bin. Put it on PATH \
         and try again."
            .into()
    })
}

/// The newest version's programs: Debian keeps them off PATH, others put them on it.
fn programs() -> Option<PathBuf> {
    let versions = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let newest = versions
        .filter(|version| version.path().join("bin/initdb").is_file() && version.path().join("bin/postgres").is_file())
        .filter_map(|version| Some((version.file_name().to_str()?.parse::<u32>().ok()?, version.path().join("bin"))))
        .max();
    newest.map(|(_, folder)| folder).or_else(|| Some(shell::find("initdb")?.parent()?.to_owned()))
}
