//! Who may name what: SQL, databases, the clock, files in transactions, scripts on respondents' pages.

use std::collections::BTreeSet;

use app::routes::{self, Policy};

use super::{
    none,
    reading::{files, is_test, root, without_tests},
    sources,
};

/// Where SQL stands: statements are handed to `Tx::sql`, and only `store` does.
#[test]
fn only_the_store_holds_sql() {
    let verbs = ["\"SELECT ", "\"INSERT INTO ", "\"UPDATE ", "\"DELETE FROM ", ".sql(", "sqlx::"];
    none(sources().iter().filter(|(path, _)| !path.starts_with("server/store/") && !is_test(path)).flat_map(
        |(path, text)| {
            let found = verbs.iter().filter(|verb| without_tests(text).contains(**verb));
            found.map(move |verb| format!("{path} holds {verb}: move the statement into server/store"))
        },
    ));
}

#[test]
fn only_the_seam_names_a_database() {
    let names = ["SqlitePool", "PgPool", "sqlx::sqlite", "sqlx::postgres", "SqliteConnectOptions", "PgConnectOptions"];
    none(sources().iter().filter(|(path, _)| path != "server/store/src/db.rs" && !is_test(path)).flat_map(
        |(path, text)| {
            let found = names.iter().filter(|name| text.contains(**name));
            found.map(move |name| format!("{path} names {name}: only server/store/src/db.rs may"))
        },
    ));
}

#[test]
fn pages_reach_data_only_through_use_cases() {
    none(
        sources()
            .iter()
            .filter(|(path, text)| path.starts_with("app/src/") && text.contains("store::"))
            .map(|(path, _)| format!("{path} names the store: take what it needs from service")),
    );
}

/// Clippy forbids asking the machine for time or chance; only these may be excused.
#[test]
fn only_clock_and_ids_ask_the_machine() {
    let excused = [
        "server/service/src/clock.rs",
        "server/build.rs",
        "server/interchange/benches/package.rs",
        "server/interchange/benches/tally.rs",
    ];
    none(
        sources()
            .iter()
            .filter(|(path, text)| {
                text.contains("clippy::disallowed_methods") && !excused.contains(&path.as_str()) && !is_test(path)
            })
            .filter(|(path, _)| !path.starts_with("server/xtask/"))
            .map(|(path, _)| format!("{path} excuses itself from clippy's disallowed methods")),
    );
    let forbidden = std::fs::read_to_string(root().join(".clippy.toml")).unwrap();
    for method in ["SystemTime::now", "Timestamp::now", "env::var"] {
        assert!(forbidden.contains(method), ".clippy.toml no longer forbids {method}");
    }
}

/// What would be a file, mail or network call between the begin and the end of a transaction to write.
const OUTSIDE: [&str; 8] = [
    "ctx.files.",
    "postman.",
    "keys.make_link",
    "keys.destroy_link",
    "keys.link(",
    "keys.release(",
    "link_key(ctx",
    "tokio::fs",
];

/// The lines of a function between `write().await` and `commit()` that call outside.
fn calls_in_transactions(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut open = false;
    for line in text.lines() {
        if line.starts_with("pub ")
            || line.starts_with("async fn")
            || line.starts_with("fn ")
            || line.starts_with("    pub ")
        {
            open = false;
        }
        if line.contains(".write().await") {
            open = true;
        }
        if open {
            found.extend(OUTSIDE.iter().filter(|call| line.contains(**call)).map(|_| line.trim().to_owned()));
        }
        if line.contains("commit().await") || line.contains("drop(tx)") {
            open = false;
        }
    }
    found
}

#[test]
fn nothing_is_fetched_or_sent_inside_a_transaction() {
    let bad = "async fn x() {\n    let mut tx = ctx.store.main.write().await?;\n    ctx.files.put(a).await?;\n    tx.commit().await?;\n}";
    assert_eq!(calls_in_transactions(bad).len(), 1, "the scanner is blind");
    let service = sources().into_iter().filter(|(path, _)| path.starts_with("server/service/src/"));
    none(service.flat_map(|(path, text)| {
        calls_in_transactions(without_tests(&text)).into_iter().map(move |line| format!("{path}: {line}"))
    }));
}

#[test]
fn respondents_load_no_script() {
    let rows = routes::ALL.iter().filter(|row| row.path.starts_with("/s/") || row.path.starts_with("/stop/"));
    none(
        rows.filter(|row| !matches!(row.policy, Policy::Plain | Policy::Secret))
            .map(|row| format!("{} {:?} may load scripts", row.path, row.policy)),
    );
}

/// A text area's words are not escaped by Leptos, and inner HTML is not escaped by anybody.
#[test]
fn only_known_places_write_unescaped_markup() {
    let excused = ["app/src/part/area.rs"];
    let pictures = [
        "app/src/account.rs",
        "app/src/part/chart/marks.rs",
        "app/src/part/qr.rs",
        "app/src/survey/poster.rs",
        "app/src/survey/monitor.rs",
        // What the server drew for an island, through the same views as the page.
        "app/src/island/job.rs",
        "app/src/island/question.rs",
    ];
    none(sources().iter().filter(|(path, _)| path.starts_with("app/")).flat_map(|(path, text)| {
        let text = without_tests(text);
        let area = text.contains("<textarea") && !excused.contains(&path.as_str());
        let inner = text.contains("inner_html") && !pictures.contains(&path.as_str());
        let area = area.then(|| format!("{path} writes a text area: use part::area::Area"));
        area.into_iter().chain(inner.then(|| format!("{path} writes HTML as it is")))
    }));
}

/// A version that was published is a row that nothing changes.
#[test]
fn published_versions_never_change() {
    none(
        sources()
            .iter()
            .filter(|(path, text)| path.starts_with("server/") && text.contains("UPDATE survey_version"))
            .map(|(path, _)| format!("{path} changes published versions")),
    );
}

/// Every noun of one layer is in the others, or here with the reason why not.
#[test]
fn nouns_are_in_every_layer() {
    let excused = [
        ("allowance", "counts tries; no rule, no page"),
        ("audit", "the record; shown on the pages of its subjects"),
        ("api", "everything public, read by programs; made of other nouns, its page is all that is drawn"),
        ("sheet", "files of rows for everybody: how something is written, no thing of its own"),
        ("budgeting", "rules that count and the command that counts; rounds are not built yet"),
        ("demonstration", "an installation in which everything is rehearsed; uses the other nouns"),
        ("desk", "what needs an officer first; made of other nouns"),
        ("disclosure", "its pages are those of results and inclusion"),
        ("export", "asked for on a page of its own, nothing public"),
        ("inclusion", "computed from releases and population; nothing stored of its own"),
        ("installation", "a word by name; no rule, no page"),
        ("invitation", "its rules are those of addresses and dates"),
        ("job", "the platform's own"),
        ("mail", "the platform's own"),
        ("place", "figures are read and compared, their page is the desk's"),
        ("rehearsal", "made-up answers; no table, no page"),
    ];
    let nouns = |folder: &str, skip: &[&str]| -> BTreeSet<String> {
        let names = files(folder, ".rs").into_iter().filter_map(|path| {
            let name = path.strip_prefix(&format!("{folder}/"))?.strip_suffix(".rs")?.to_owned();
            (!name.contains('/') && !skip.contains(&name.as_str())).then_some(name)
        });
        names.collect()
    };
    let layers = [
        ("domain", nouns("app/domain/src", &["lib", "id", "time", "text", "problem", "reference"])),
        ("store", nouns("server/store/src", &["lib", "db", "row", "writer", "migrate", "transfer"])),
        (
            "service",
            nouns(
                "server/service/src",
                &["lib", "access", "clock", "ids", "error", "keys", "retention", "schedule", "testing"],
            ),
        ),
        ("app", nouns("app/src", &["lib", "error", "island", "part", "routes", "shell", "site", "visit", "words"])),
    ];
    let all: BTreeSet<&String> = layers.iter().flat_map(|(_, nouns)| nouns).collect();
    let mut findings = Vec::new();
    for noun in all {
        let missing: Vec<&str> =
            layers.iter().filter(|(_, nouns)| !nouns.contains(noun)).map(|(layer, _)| *layer).collect();
        if !missing.is_empty() && !excused.iter().any(|(known, _)| known == noun) {
            findings
                .push(format!("{noun} is not in {}: add it, or excuse it here with the reason", missing.join(", ")));
        }
    }
    none(findings);
}
