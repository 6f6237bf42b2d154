//! Words: every key in both languages, every key that is asked for there, every kind of problem and refusal said.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    none,
    reading::{files, is_test, literals_after, read, without_tests},
    sources,
};

/// The desk is in English only, so its words have no twin.
const ENGLISH_ONLY: &str = "desk.ftl";

fn keys(language: &str) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for path in files(&format!("app/locales/{language}"), ".ftl") {
        for line in read(&path).lines() {
            let key: String = line.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
            if !key.is_empty() && line[key.len()..].starts_with(" =") {
                let file = path.rsplit('/').next().unwrap().to_owned();
                if let Some(other) = found.insert(key.clone(), file.clone()) {
                    panic!("{key} is in {other} and in {file} ({language})");
                }
            }
        }
    }
    found
}

#[test]
fn every_key_is_in_both_languages() {
    let (english, gaelic) = (keys("en"), keys("gd"));
    let mut findings: Vec<String> = english
        .iter()
        .filter(|(key, file)| *file != ENGLISH_ONLY && gaelic.get(*key) != Some(*file))
        .map(|(key, file)| format!("{key} of en/{file} is not in gd/{file}"))
        .collect();
    findings
        .extend(gaelic.keys().filter(|key| !english.contains_key(*key)).map(|key| format!("{key} is only in Gaelic")));
    none(findings);
}

/// The values that a text names, such as `$n`.
fn values(language: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for path in files(&format!("app/locales/{language}"), ".ftl") {
        let mut key = String::new();
        for line in read(&path).lines() {
            if let Some((name, _)) = line.split_once(" =").filter(|_| !line.starts_with([' ', '#', '}', '[', '*'])) {
                name.clone_into(&mut key);
            }
            for part in line.split("{ $").skip(1) {
                let name: String = part.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
                found.entry(key.clone()).or_default().insert(name);
            }
        }
    }
    found
}

#[test]
fn both_languages_name_the_same_values() {
    let (english, gaelic) = (values("en"), values("gd"));
    let keys = keys("gd");
    none(
        english
            .iter()
            .filter(|(key, names)| keys.contains_key(*key) && gaelic.get(*key) != Some(*names))
            .map(|(key, names)| format!("{key}: English names {names:?}, Gaelic {:?}", gaelic.get(key))),
    );
}

#[test]
fn every_key_that_is_asked_for_is_there() {
    let known = keys("en");
    let starts = [".t(", "t(visit, ", ".with(", ".count("];
    let mut findings = Vec::new();
    for (path, text) in sources().iter().filter(|(path, _)| path.starts_with("app/src/")) {
        for start in starts {
            for key in literals_after(without_tests(text), start) {
                let shaped = key.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
                if shaped && !key.is_empty() && !known.contains_key(key) {
                    findings.push(format!("{path} asks for {key}, which no catalogue has"));
                }
            }
        }
    }
    none(findings);
}

#[test]
fn every_problem_has_its_sentence() {
    let known = keys("en");
    let mut findings = BTreeSet::new();
    for (path, text) in sources().iter().filter(|(path, _)| !is_test(path)) {
        let text = without_tests(text);
        for part in text.split("Problem::new(").skip(1) {
            let arguments = part.split(");").next().unwrap_or_default();
            let kind = arguments.split(", \"").nth(1).and_then(|rest| rest.split('"').next());
            let kind =
                kind.filter(|kind| kind.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'));
            if let Some(kind) = kind.filter(|kind| !known.contains_key(&format!("problem-{kind}"))) {
                findings.insert(format!("{path}: problem-{kind} is in no catalogue"));
            }
        }
    }
    let kinds = domain::survey::check::KINDS.iter().map(|known| known.kind);
    for kind in kinds.filter(|kind| !known.contains_key(&format!("problem-{kind}"))) {
        findings.insert(format!("problem-{kind} of the check before publishing is in no catalogue"));
    }
    none(findings);
}

#[test]
fn every_refusal_has_its_sentence() {
    let known = keys("en");
    let mut findings = BTreeSet::new();
    for (path, text) in sources().iter().filter(|(path, _)| !is_test(path)) {
        for code in literals_after(without_tests(text), "Refused(") {
            if !known.contains_key(&format!("refused-{code}")) {
                findings.insert(format!("{path}: refused-{code} is in no catalogue"));
            }
        }
    }
    none(findings);
}

/// A key that nothing asks for is dead weight, unless it is made of parts.
#[test]
fn every_key_is_asked_for() {
    let made = [
        "problem-",
        "refused-",
        "accessible-",
        "private-",
        "cookies-",
        "helping-",
        "cookie-",
        "chart-verdict-",
        "waves-column-",
        "who-column-",
        "who-often-",
        "engagement-method-",
        "results-band-",
        "results-chosen-",
        "results-largest-",
    ];
    let all: String =
        sources().into_iter().filter(|(path, _)| path.starts_with("app/src/")).map(|(_, text)| text).collect();
    let endings = ["-words", "-lasts", "-head", "-lead"];
    let dead = keys("en").into_keys().filter(|key| {
        let part = made.iter().any(|start| key.starts_with(start)) || endings.iter().any(|end| key.ends_with(end));
        !part && !all.contains(&format!("\"{key}\""))
    });
    none(dead.map(|key| format!("{key} is asked for by nothing")));
}

#[test]
fn every_letter_is_in_both_languages() {
    let names = |language: &str| -> BTreeSet<String> {
        let folder = format!("server/service/templates/letter/{language}");
        files(&folder, ".txt").into_iter().map(|path| path.rsplit('/').next().unwrap().to_owned()).collect()
    };
    assert_eq!(names("en"), names("gd"));
    assert!(names("en").len() > 5);
}
