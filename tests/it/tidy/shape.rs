//! The shape of the repository: what stands at the top, how long files and functions are, what every module begins with.

use std::collections::BTreeSet;

use super::{
    none,
    reading::{files, read, root},
    sources,
};

/// The longest file, in lines.
const FILE: usize = 420;
/// The longest function, in lines.
const FUNCTION: usize = 60;
/// The longest line, in characters, where the formatter cannot break it.
const LINE: usize = 160;

/// Files that are longer, each with its reason.
const LONG_FILES: [(&str, &str); 1] = [("app/src/routes.rs", "the permission table is one table")];

#[test]
fn the_top_holds_what_was_agreed() {
    let agreed = [
        "Cargo.toml",
        "Cargo.lock",
        "LICENSE",
        "README.md",
        "app",
        "server",
        "style",
        "migrations",
        "tests",
        ".cargo",
        ".ci",
        ".clippy.toml",
        ".deny.toml",
        ".git",
        ".gitignore",
        ".rustfmt.toml",
        "target",
        "data",
    ];
    let found =
        std::fs::read_dir(root()).unwrap().flatten().map(|entry| entry.file_name().to_string_lossy().into_owned());
    none(found.filter(|name| !agreed.contains(&name.as_str())).map(|name| format!("{name} stands at the top")));
}

#[test]
fn every_module_says_what_it_is_for() {
    none(
        sources()
            .iter()
            .filter(|(_, text)| !text.starts_with("//! "))
            .map(|(path, _)| format!("{path} does not begin with a sentence (//! ...)")),
    );
    none(files("", "mod.rs").into_iter().filter(|path| path.ends_with("/mod.rs")));
}

#[test]
fn files_can_be_read_at_a_sitting() {
    let long = sources().into_iter().filter(|(path, text)| {
        let excused = LONG_FILES.iter().any(|(known, _)| known == path) || path.contains("/template/");
        text.lines().count() > FILE && !excused
    });
    none(long.map(|(path, text)| {
        format!("{path} has {} lines: split it, or excuse it with a reason", text.lines().count())
    }));
}

/// The names and lengths of functions, by the indentation of their closing brace.
fn functions(text: &str) -> Vec<(String, usize)> {
    let mut found = Vec::new();
    let mut open: Option<(String, usize, String)> = None;
    for (at, line) in text.lines().enumerate() {
        if let Some((name, from, end)) = &open {
            if line == end {
                found.push((name.clone(), at - from + 1));
                open = None;
            }
            continue;
        }
        let indent: String = line.chars().take_while(|c| *c == ' ').collect();
        let rest = line.trim_start();
        let starts = [
            "fn ",
            "pub fn ",
            "pub(crate) fn ",
            "pub(super) fn ",
            "async fn ",
            "pub async fn ",
            "pub(crate) async fn ",
            "pub(super) async fn ",
            "const fn ",
            "pub const fn ",
        ];
        let Some(start) = starts.iter().find(|start| rest.starts_with(**start)) else { continue };
        let name: String = rest[start.len()..].chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
        if !line.trim_end().ends_with('}') && !line.trim_end().ends_with(';') {
            open = Some((name, at, format!("{indent}}}")));
        }
    }
    found
}

#[test]
fn functions_fit_on_a_screen() {
    let long = format!("fn long() {{\n{}}}\n", "    x();\n".repeat(70));
    assert_eq!(functions(&long), [("long".to_owned(), 72)], "the scanner is blind");
    let mut findings = Vec::new();
    for (path, text) in sources().iter().filter(|(path, _)| !path.contains("/template/") && !path.contains("tests/it/"))
    {
        for (name, lines) in functions(text).into_iter().filter(|(_, lines)| *lines > FUNCTION) {
            findings.push(format!("{path}: {name} has {lines} lines"));
        }
    }
    none(findings);
}

#[test]
fn lines_stay_readable() {
    let mut findings = Vec::new();
    for (path, text) in sources().iter().filter(|(path, _)| !path.contains("/template/")) {
        for (at, line) in
            text.lines().enumerate().filter(|(_, line)| line.chars().count() > LINE && !line.contains('"'))
        {
            findings.push(format!("{path}:{} has {} characters", at + 1, line.chars().count()));
        }
    }
    none(findings);
}

/// Nothing says where it was made or where packages come from.
#[test]
fn nothing_names_machines_or_registries() {
    // Each in two halves, so that this file is looked at as well.
    let halves = [
        ("crates.", "io/"),
        ("npm", "js"),
        ("index.", "crates"),
        ("/wo", "rk/"),
        ("/ro", "ot/"),
        ("/ho", "me/"),
        ("ghcr.", "io"),
        ("arti", "factory"),
    ];
    let hosts = halves.map(|(one, other)| [one, other].concat());
    let all =
        ["app", "server", "style", "migrations", "tests", ".ci", ".cargo"].iter().flat_map(|folder| files(folder, ""));
    let mut findings = Vec::new();
    for path in all.chain(["README.md".to_owned(), "Cargo.toml".to_owned()]) {
        if path.contains("testdata") {
            continue;
        }
        let Ok(text) = std::fs::read_to_string(root().join(&path)) else { continue };
        findings.extend(
            hosts.iter().filter(|host| text.contains(host.as_str())).map(|host| format!("{path} names {host}")),
        );
    }
    none(findings);
}

/// Old migrations never change: their digests are kept beside them.
#[test]
fn old_migrations_never_change() {
    let listed = read("migrations/DIGESTS");
    let mut findings = Vec::new();
    let mut known = BTreeSet::new();
    for line in listed.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
        let (digest, path) = line.split_once("  ").expect("digest, two spaces, path");
        known.insert(path.to_owned());
        let now = service::keys::hex(&service::keys::digest(read(&format!("migrations/{path}")).as_bytes()));
        if now != digest {
            findings.push(format!("migrations/{path} was changed: put it back and write a new one"));
        }
    }
    for path in files("migrations", ".sql") {
        let name = path.strip_prefix("migrations/").unwrap();
        if !known.contains(name) {
            let digest = service::keys::hex(&service::keys::digest(read(&path).as_bytes()));
            findings.push(format!("migrations/DIGESTS lacks this line:\n{digest}  {name}"));
        }
    }
    none(findings);
}

/// A program that a chore starts can be started.
#[test]
fn chores_start_what_is_there() {
    let text = read("server/xtask/src/reference.rs");
    let words: Vec<&str> = text.split('"').collect();
    let after = |name: &str| {
        let at = words.iter().position(|word| *word == name).unwrap_or_else(|| panic!("the chore names no {name}"));
        words[at + 2]
    };
    let program = format!("server/{}/examples/{}.rs", after("--package"), after("--example"));
    assert!(root().join(&program).exists(), "`cargo xtask reference` starts {program}, which is not there");
}

/// What README.md names in its map is there.
#[test]
fn the_map_is_true() {
    let readme = read("README.md");
    let named = readme.split('`').skip(1).step_by(2).filter(|name| {
        ["app/", "server/", "tests/", "style/", "migrations/"].iter().any(|start| name.starts_with(start))
            && !name.contains(' ')
    });
    let missing =
        named.filter(|name| !name.contains(['*', '<', '{']) && !root().join(name.trim_end_matches('/')).exists());
    none(missing.map(|name| format!("README.md names {name}, which is not there")));
}
