//! Reading the repository: its files, and Rust as far as these tests need it.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// The top of the repository.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

/// A file of the repository by its path from the top.
pub fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Every file below a folder whose name ends so, by its path from the top, in order.
pub fn files(folder: &str, end: &str) -> Vec<String> {
    let mut found = Vec::new();
    walk(&root().join(folder), &mut found);
    let root = root();
    let mut paths: Vec<String> =
        found.iter().map(|path| path.strip_prefix(&root).unwrap().to_string_lossy().into_owned()).collect();
    paths.retain(|path| path.ends_with(end));
    paths.sort();
    paths
}

fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        let name = entry.file_name().to_string_lossy().into_owned();
        if path.is_dir() {
            if !["target", "node_modules", ".git", "test-results", "playwright-report"].contains(&name.as_str()) {
                walk(&path, found);
            }
        } else {
            found.push(path);
        }
    }
}

/// Every Rust file of ours with its text.
pub fn sources() -> Vec<(String, String)> {
    ["app", "server", "tests"]
        .iter()
        .flat_map(|folder| files(folder, ".rs"))
        .map(|path| (path.clone(), read(&path)))
        .collect()
}

/// The text of a Rust file before its tests.
pub fn without_tests(text: &str) -> &str {
    text.split("\n#[cfg(test)]\nmod tests").next().unwrap_or(text)
}

/// Whether a file holds nothing but tests.
pub fn is_test(path: &str) -> bool {
    path.starts_with("tests/")
        || path.contains("/tests/")
        || path.contains("_tests.rs")
        || path.ends_with("/tests.rs")
        || path.ends_with("testing.rs")
}

/// Every string literal that follows this text, as in `.t("words")`.
pub fn literals_after<'a>(text: &'a str, start: &str) -> Vec<&'a str> {
    text.split(start).skip(1).filter_map(|rest| rest.strip_prefix('"')?.split('"').next()).collect()
}
