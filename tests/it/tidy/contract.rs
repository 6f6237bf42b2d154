//! Every function of the store is called by a test that runs on both databases.

use super::{
    none,
    reading::{files, read, without_tests},
};

/// The names of the asynchronous functions that other packages may call.
fn public_functions(text: &str) -> Vec<&str> {
    let names = without_tests(text).lines().filter_map(|line| line.trim_start().strip_prefix("pub async fn "));
    names.filter_map(|rest| rest.split(['(', '<']).next()).collect()
}

/// Whether a test calls a function of this name: it neither defines one nor only speaks of it.
fn calls(test: &str, name: &str) -> bool {
    let code = test.lines().filter(|line| !line.trim_start().starts_with("//"));
    code.into_iter().any(|line| {
        line.match_indices(name).any(|(at, _)| {
            let before = &line[..at];
            let after = &line[at + name.len()..];
            let whole = !before.ends_with(|c: char| c.is_alphanumeric() || c == '_');
            whole && !before.ends_with("fn ") && (after.starts_with('(') || after.starts_with("::<"))
        })
    })
}

/// The public functions of these files that no test calls, each with its file.
fn uncalled(store: &[(String, String)], tests: &[String]) -> Vec<String> {
    let functions =
        store.iter().flat_map(|(path, text)| public_functions(text).into_iter().map(move |name| (path, name)));
    functions
        .filter(|(_, name)| !tests.iter().any(|test| calls(test, name)))
        .map(|(path, name)| {
            format!("{path}: no contract test calls {name}: say in server/store/tests/contract what it means on both")
        })
        .collect()
}

fn with_text(paths: Vec<String>) -> Vec<(String, String)> {
    paths.into_iter().map(|path| (path.clone(), read(&path))).collect()
}

#[test]
fn every_function_of_the_store_has_a_contract_test() {
    let store = with_text(files("server/store/src", ".rs"));
    let tests: Vec<String> = files("server/store/tests/contract", ".rs").iter().map(|path| read(path)).collect();
    let known: Vec<&str> = store.iter().flat_map(|(_, text)| public_functions(text)).collect();
    for name in ["put_envelope", "claim_job", "zone_of_postcode", "submit", "snapshot", "commit", "copy"] {
        assert!(known.contains(&name), "the scanner is blind: it does not see {name}");
    }
    assert!(known.len() > 150, "the scanner is blind: it sees {} functions", known.len());
    none(uncalled(&store, &tests));
}

#[test]
fn the_scanner_sees_what_is_not_called() {
    let text = "pub async fn kept(tx: &mut Tx) {}\npub(crate) async fn own() {}\nimpl Db {\n    pub async fn read<T>(&self) \
                {}\n}\n#[cfg(test)]\nmod tests {\n    pub async fn helper() {}\n}\n";
    assert_eq!(public_functions(text), ["kept", "read"]);
    let store = [("noun.rs".to_owned(), text.to_owned())];
    let blind = [
        "// noun::kept(&mut tx)",
        "async fn kept(tx: &mut Tx) {}",
        "unkept(1); kept_on(2);",
        "use noun::kept;",
        "db.read::<u8>().await",
    ];
    let found = uncalled(&store, &blind.map(str::to_owned));
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].starts_with("noun.rs: no contract test calls kept:"), "{found:?}");
    assert_eq!(uncalled(&store, &["noun::kept(&mut tx); db.read()".to_owned()]), Vec::<String>::new());
}

/// A test that uses one database only would pin half of the meaning.
#[test]
fn contract_tests_run_on_both_databases() {
    let excused = ["a_file_that_cannot_be_made_is_an_error"];
    none(files("server/store/tests/contract", ".rs").iter().flat_map(|path| {
        let text = read(path);
        let found: Vec<String> = text
            .split("#[tokio::test]\n")
            .skip(1)
            .filter(|test| !test.contains("each_store(") && !test.contains("side_by_side("))
            .filter_map(|test| test.trim_start().strip_prefix("async fn ")?.split('(').next())
            .filter(|name| !excused.contains(name))
            .map(|name| format!("{path}: {name} runs on one database: use both::each_store"))
            .collect();
        found
    }));
}

/// The name of a test becomes the name of its PostgreSQL database, so it must be its own.
#[test]
fn contract_tests_name_themselves() {
    none(files("server/store/tests/contract", ".rs").iter().flat_map(|path| {
        let text = read(path);
        let mut found = Vec::new();
        for test in text.split("#[tokio::test]\n").skip(1) {
            let name = test.strip_prefix("async fn ").and_then(|rest| rest.split('(').next()).unwrap_or_default();
            let own =
                test.contains(&format!("each_store(\"{name}\"")) || test.contains(&format!("side_by_side(\"{name}\""));
            if !own && test.contains("_store(\"") {
                found.push(format!("{path}: {name} runs under the name of another test"));
            }
        }
        found
    }));
}
