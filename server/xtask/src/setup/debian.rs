//! Installing Debian packages: by itself where that is allowed, otherwise by telling the person the command.

use std::{path::Path, process::Command, sync::OnceLock, time::Duration};

use crate::{
    place::{self, Place},
    say, shell,
    trouble::Outcome,
};

/// Longer than any of our installations takes on a slow line.
const LIMIT: Duration = Duration::from_mins(15);

/// Installs packages without what they merely recommend.
pub fn install(place: &Place, packages: &[&str]) -> Outcome {
    let wanted = packages.join(" ");
    if shell::find("apt-get").is_none() {
        return Err(format!(
            "This system has no apt-get. Install what Debian calls `{wanted}` with your own package manager, then try \
             again."
        )
        .into());
    }
    let Some(prefix) = administrator() else {
        return Err(format!(
            "Installing needs an administrator. Run this, then try again:\n    sudo apt-get install \
             --no-install-recommends {wanted}"
        )
        .into());
    };
    place::make_folder(&place.target)?;
    let log = place.target.join("apt.log");
    refresh(prefix, &log);
    let mut command = apt(prefix);
    command.args(["-y", "--no-install-recommends", "-o", "Dpkg::Options::=--force-confold", "install"]).args(packages);
    shell::within(&mut command, LIMIT, &log)
}

/// Writes a settings file that must be there before a package is installed, unless there is one.
pub fn write_setting(file: &str, content: &str) -> Outcome {
    if Path::new(file).exists() {
        return Ok(());
    }
    let Some(prefix) = administrator() else { return Ok(()) };
    let script = r#"mkdir -p "$(dirname "$1")" && printf '%s\n' "$2" > "$1""#;
    let mut words = prefix.iter().copied().chain(["sh", "-c", script, "sh", file, content]);
    let program = words.next().unwrap_or("sh");
    shell::run(Command::new(program).args(words))
}

/// What stands before a command that needs an administrator, or nothing when there is no way to become one.
fn administrator() -> Option<&'static [&'static str]> {
    static PREFIX: OnceLock<Option<&'static [&'static str]>> = OnceLock::new();
    *PREFIX.get_or_init(|| {
        if is_root() {
            Some(&[])
        } else if shell::ask("sudo", &["-n", "true"]).is_some() {
            Some(&["sudo", "-n"])
        } else {
            None
        }
    })
}

pub fn is_root() -> bool {
    shell::ask("id", &["-u"]).is_some_and(|id| id == "0")
}

/// apt-get that asks nothing and keeps settings files that are there.
fn apt(prefix: &[&str]) -> Command {
    let settings = ["env", "DEBIAN_FRONTEND=noninteractive", "UCF_FORCE_CONFFOLD=1", "apt-get", "-qq"];
    let mut words = prefix.iter().copied().chain(settings).chain(["-o", "DPkg::Lock::Timeout=300"]);
    let mut command = Command::new(words.next().unwrap_or("env"));
    command.args(words);
    command
}

/// Fetches the lists of packages, once. Old lists may do, so a failure is only mentioned.
fn refresh(prefix: &[&str], log: &Path) {
    static DONE: OnceLock<()> = OnceLock::new();
    DONE.get_or_init(|| {
        if let Err(trouble) = shell::within(apt(prefix).arg("update"), LIMIT, log) {
            say::note(&format!("The package lists could not be refreshed, so the old ones are used. {trouble}"));
        }
    });
}
