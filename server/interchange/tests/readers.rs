//! Programs of others open a research package: `tests/readers/check.py` compares what they read with what went in.
//!
//! The programs are installed by `cargo xtask setup`; without them these tests fail. Every kind of comparison has a
//! control: a package that is wrong in one place must be called wrong, by the readers that see that place.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "readers/sample.rs"]
mod sample;

use std::{
    fs,
    io::{Cursor, Read},
    path::{Path, PathBuf},
    process::Command,
};

use interchange::package::{Contents, package};
use sample::Sample;
use serde_json::Value as Json;

/// The top folder of the repository.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Unpacks a package into a folder of its own.
fn unpacked(name: &str, bytes: Vec<u8>) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("readers").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(folder.join("package")).unwrap();
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    for at in 0..zip.len() {
        let mut file = zip.by_index(at).unwrap();
        let mut content = Vec::new();
        file.read_to_end(&mut content).unwrap();
        fs::write(folder.join("package").join(file.name().unwrap().as_ref()), content).unwrap();
    }
    folder
}

/// What each reader has against a package: the names of readers with their problems, only where there are any.
fn problems(folder: &Path, expected: &Json) -> Vec<(String, String)> {
    let file = folder.join("expected.json");
    fs::write(&file, expected.to_string()).unwrap();
    let python = root().join("target/tools/readers/bin/python");
    assert!(python.is_file(), "the readers are missing: run `cargo xtask setup`");
    let script = root().join("tests/readers/check.py");
    let done = Command::new(python).arg("-B").arg(script).arg(folder.join("package")).arg(&file).output().unwrap();
    let said = String::from_utf8_lossy(&done.stderr).into_owned();
    let Ok(found) = serde_json::from_slice::<Json>(&done.stdout) else { panic!("no answer: {said}") };
    let readers = found.as_object().unwrap();
    assert_eq!(readers.len(), 14, "a reader is missing");
    let wrong: Vec<_> = readers
        .iter()
        .filter(|(_, problems)| problems.as_array().is_some_and(|problems| !problems.is_empty()))
        .map(|(reader, problems)| (reader.clone(), problems.to_string()))
        .collect();
    assert_eq!(done.status.success(), wrong.is_empty(), "{said}");
    wrong
}

fn written(sample: &Sample) -> Vec<u8> {
    let (answers, tables, texts) = (sample.answers(), [], []);
    package(&Contents { about: &sample.about, tables: &tables, answers: Some(answers), texts: &texts }).unwrap()
}

/// The readers that find something wrong, and everything that they say.
fn against(name: &str, bytes: Vec<u8>, expected: &Json) -> (Vec<String>, String) {
    let found = problems(&unpacked(name, bytes), expected);
    let said = format!("{found:#?}");
    (found.into_iter().map(|(reader, _)| reader).collect(), said)
}

#[test]
fn programs_of_others_read_what_was_written() {
    let sample = Sample::new();
    let bytes = written(&sample);
    assert_eq!(bytes, written(&sample), "the same contents give the same bytes");
    let (readers, said) = against("right", bytes, &sample.expected());
    assert!(readers.is_empty(), "{said}");
}

#[test]
fn a_wrong_label_is_seen_by_every_reader_of_labels() {
    let mut sample = Sample::new();
    let expected = sample.expected();
    sample.variables[1].codes[0].1 = "Woman?".to_owned();
    let (readers, said) = against("label", written(&sample), &expected);
    for reader in ["codebook", "csv", "ddi", "duckdb", "frictionless", "openpyxl", "pspp", "pspp-syntax", "pyreadstat"]
    {
        assert!(readers.iter().any(|found| found == reader), "{reader} did not see it: {said}");
    }
    assert!(!readers.iter().any(|found| found == "json" || found == "sha256" || found == "pycanon"), "{said}");
}

#[test]
fn a_promise_that_is_not_kept_is_seen() {
    for promise in ["k", "l", "t"] {
        let mut sample = Sample::new();
        let protection = sample.about.protection.as_mut().unwrap();
        match promise {
            "k" => protection.k = 26,
            "l" => protection.l = Some(11),
            _ => protection.t = Some(0.0),
        }
        let (readers, said) = against(&format!("promise-{promise}"), written(&sample), &sample.expected());
        assert_eq!(readers, ["pycanon"], "{said}");
    }
}

#[test]
fn files_that_were_changed_are_seen() {
    let sample = Sample::new();
    let folder = unpacked("changed", written(&sample));
    let data = folder.join("package/data.csv");
    let text = fs::read_to_string(&data).unwrap();
    fs::write(&data, text.replacen("\r\n1,1,", "\r\n1,777,", 1)).unwrap();
    let ddi = folder.join("package/ddi-codebook.xml");
    let text = fs::read_to_string(&ddi).unwrap();
    fs::write(
        &ddi,
        text.replacen("<fileName>data.csv</fileName>", "<fileType>csv</fileType><fileName>x</fileName>", 1),
    )
    .unwrap();
    let found = problems(&folder, &sample.expected());
    for reader in ["sha256", "csv", "frictionless", "csvw", "ddi", "pspp-syntax", "pycanon"] {
        assert!(found.iter().any(|(name, _)| name == reader), "{reader} did not see it: {found:#?}");
    }
}
