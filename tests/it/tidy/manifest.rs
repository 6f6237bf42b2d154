//! Packages: what each may depend on, what reaches a browser, what is only there for tests.

use std::process::Command;

use super::{
    none,
    reading::{read, root},
};

/// The dependencies of a package, by name, without those that are only for its tests.
fn dependencies(manifest: &str) -> Vec<String> {
    let text = read(manifest);
    let mut inside = false;
    let mut found = Vec::new();
    for line in text.lines() {
        if line.starts_with('[') {
            inside = line == "[dependencies]";
        } else if inside && let Some((name, _)) = line.split_once(['=', '.']) {
            let name = name.trim();
            if !name.is_empty() && !name.starts_with('#') {
                found.push(name.to_owned());
            }
        }
    }
    found
}

fn allowed(manifest: &str, allowed: &[&str]) {
    let others = dependencies(manifest).into_iter().filter(|name| !allowed.contains(&name.as_str()));
    none(others.map(|name| format!("{manifest} depends on {name}")));
}

fn forbidden(manifest: &str, forbidden: &[&str]) {
    let found = dependencies(manifest).into_iter().filter(|name| forbidden.contains(&name.as_str()));
    none(found.map(|name| format!("{manifest} depends on {name}")));
}

/// Rules can do nothing but compute: their package has nothing that could read, write, wait or ask the time.
#[test]
fn rules_can_do_no_io() {
    let pure = [
        "jiff",
        "microlp",
        "num-bigint",
        "num-rational",
        "num-traits",
        "rand_chacha",
        "serde",
        "serde_json",
        "statrs",
        "uuid",
    ];
    allowed("app/domain/Cargo.toml", &pure);
    let features = read("Cargo.toml");
    for (name, forbidden) in [("jiff = ", "tz-system"), ("uuid = ", "v4"), ("uuid = ", "v7")] {
        let line = features.lines().find(|line| line.starts_with(name)).unwrap();
        assert!(!line.contains(forbidden), "{name} would ask the machine: {forbidden}");
    }
}

/// Dependencies point one way.
#[test]
fn dependencies_point_one_way() {
    forbidden("server/store/Cargo.toml", &["app", "service", "interchange", "server"]);
    forbidden("server/interchange/Cargo.toml", &["app", "store", "service", "server", "sqlx", "tokio"]);
    forbidden("server/service/Cargo.toml", &["app", "server", "axum", "sqlx", "leptos", "lettre"]);
    forbidden("app/Cargo.toml", &["store", "server", "sqlx", "axum", "tokio"]);
    allowed("app/hydrate/Cargo.toml", &["app", "leptos", "wasm-bindgen"]);
}

/// What a browser loads knows nothing of use cases, databases or sockets.
#[test]
fn browsers_get_islands_only() {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["tree", "--offline", "--locked", "-p", "hydrate", "--target", "wasm32-unknown-unknown"]);
    cargo.args(["-e", "normal", "--prefix", "none"]).current_dir(root());
    let output = cargo.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let tree = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(tree.contains("domain v"), "the tree is not read: {tree}");
    let packages = ["service", "store", "server", "sqlx", "tokio", "axum", "fluent-templates", "interchange"];
    none(
        tree.lines()
            .filter_map(|line| line.split(' ').next())
            .filter(|name| packages.contains(name))
            .map(|name| format!("browsers would load {name}")),
    );
}

/// The clock that can be moved and the order that can be spoiled are in no build but those for tests.
#[test]
fn the_test_mode_is_in_no_release() {
    for manifest in ["server/Cargo.toml", "server/service/Cargo.toml", "server/store/Cargo.toml"] {
        let text = read(manifest);
        assert!(text.contains("test-mode"), "{manifest} has no test-mode any more");
        assert!(!text.lines().any(|line| line.starts_with("default =") && line.contains("test-mode")), "{manifest}");
    }
    none(
        super::sources()
            .iter()
            .filter(|(path, text)| {
                path.starts_with("server/xtask/") && text.contains("--release") && text.contains("test-mode")
            })
            .map(|(path, _)| format!("{path} may build a release with test-mode")),
    );
    none(
        super::sources()
            .iter()
            .filter(|(path, text)| {
                let uses = ["ACKNOWLEDGE_EARLY", "mod control", "mod testing"].iter().any(|name| text.contains(name));
                uses && !text.contains("feature = \"test-mode\"") && !super::reading::is_test(path)
            })
            .filter(|(path, _)| path != "server/src/http/control.rs")
            .map(|(path, _)| format!("{path} uses the test mode without asking for it")),
    );
}
