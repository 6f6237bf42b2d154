//! Where things are: the workspace, cargo's target folder, and what the environment says about this run.

use std::{
    ffi::OsString,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use serde_json::Value;

use crate::{
    shell,
    trouble::{Explain, Outcome},
};

/// The folders of this workspace, and its packages as cargo tells them.
pub struct Place {
    /// The top folder of the repository.
    pub root: PathBuf,
    /// Where cargo builds (`CARGO_TARGET_DIR` when that is set).
    pub target: PathBuf,
    packages: Value,
}

impl Place {
    pub fn find() -> Outcome<Self> {
        let start = match variable("CARGO_MANIFEST_DIR") {
            Some(folder) => PathBuf::from(folder),
            None => std::env::current_dir().explain(|| "Cannot tell the current folder".to_owned())?,
        };
        let root = start
            .ancestors()
            .find(|folder| folder.join("server/xtask/Cargo.toml").is_file())
            .ok_or("This is not a folder of the Folkmoot repository: go there and try again.")?
            .to_owned();
        let told = shell::output(Command::new(cargo_program()).current_dir(&root).args([
            "metadata",
            "--no-deps",
            "--format-version",
            "1",
        ]))?;
        let packages: Value = serde_json::from_str(&told).explain(|| "cargo metadata said something odd".to_owned())?;
        let target = packages["target_directory"].as_str().map_or_else(|| root.join("target"), PathBuf::from);
        Ok(Self { root, target, packages })
    }

    /// What browsers load. Always in the workspace, wherever cargo builds: the server's build script embeds it.
    pub fn site(&self) -> PathBuf {
        self.root.join("target/site")
    }

    /// Playwright and the specs.
    pub fn browser_suite(&self) -> PathBuf {
        self.root.join("tests/browser")
    }

    /// Logs and reports of the last test run.
    pub fn reports(&self) -> Outcome<PathBuf> {
        let folder = self.root.join("target/reports");
        make_folder(&folder)?;
        Ok(folder)
    }

    /// The native program folder of a profile, `debug` or `release`.
    pub fn built(&self, profile: &str, program: &str) -> PathBuf {
        self.target.join(profile).join(program)
    }

    /// cargo, in the workspace. Outside CI incremental builds stay on.
    pub fn cargo(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(cargo_program());
        command.current_dir(&self.root).args(arguments);
        if in_ci() {
            command.env("CARGO_INCREMENTAL", "0");
        }
        command
    }

    /// The targets of a kind (`bench`, `bin`, `test`) as (package, target), in cargo's order.
    pub fn targets(&self, kind: &str) -> Vec<(String, String)> {
        let mut found = Vec::new();
        for package in self.packages["packages"].as_array().into_iter().flatten() {
            for target in package["targets"].as_array().into_iter().flatten() {
                let of_kind = target["kind"].as_array().into_iter().flatten().any(|one| one == kind);
                if let (true, Some(package), Some(name)) = (of_kind, package["name"].as_str(), target["name"].as_str())
                {
                    found.push((package.to_owned(), name.to_owned()));
                }
            }
        }
        found
    }
}

/// An environment variable that is set and not empty.
#[expect(clippy::disallowed_methods, reason = "the tool has no settings of its own: it reads what cargo and CI set")]
pub fn variable(name: &str) -> Option<OsString> {
    std::env::var_os(name).filter(|value| !value.is_empty())
}

pub fn in_ci() -> bool {
    variable("CI").is_some()
}

/// The cargo that started this tool.
fn cargo_program() -> OsString {
    variable("CARGO").unwrap_or_else(|| "cargo".into())
}

pub fn make_folder(folder: &Path) -> Outcome {
    fs::create_dir_all(folder).explain(|| format!("Cannot make the folder {}", folder.display()))
}

/// Writes a file only when its content differs, so that nothing that watches its time is rebuilt in vain.
pub fn write_if_changed(file: &Path, content: &[u8]) -> Outcome {
    if fs::read(file).is_ok_and(|there| there == content) {
        return Ok(());
    }
    fs::write(file, content).explain(|| format!("Cannot write {}", file.display()))
}

/// Where cargo keeps the sources of dependencies.
pub fn cargo_home() -> Option<PathBuf> {
    variable("CARGO_HOME").map(PathBuf::from).or_else(|| Some(PathBuf::from(variable("HOME")?).join(".cargo")))
}
