//! The browser suite: runs Playwright against the test server and reads its report.

use std::{fs, process::Command};

use serde_json::Value;

use super::tally::{Kind, Tally};
use crate::{
    place::Place,
    setup::browser::Browser,
    shell,
    trouble::{Explain, Outcome},
};

pub fn run(place: &Place, programs: &Browser, arguments: &[String]) -> Outcome<Tally> {
    let report = place.reports()?.join("browser.json");
    if report.exists() {
        // An old report must not be taken for that of this run.
        fs::remove_file(&report).explain(|| format!("Cannot remove {}", report.display()))?;
    }
    let mut playwright = Command::new(&programs.node);
    playwright
        .current_dir(place.browser_suite())
        .args(["node_modules/@playwright/test/cli.js", "test"])
        .args(arguments);
    playwright.env("CHROMIUM", &programs.chromium).env("FOLKMOOT_BIN", place.built("debug", "folkmoot"));
    playwright.env("PLAYWRIGHT_JSON_OUTPUT_FILE", &report);
    shell::run(&mut playwright).map_err(|_| {
        "The browser suite failed; the reasons are above. Run one test again with \
         `cargo xtask test browser -- -g \"a part of its name\"`."
    })?;
    let text = fs::read_to_string(&report).explain(|| format!("Cannot read {}", report.display()))?;
    let told: Value = serde_json::from_str(&text).explain(|| format!("{} is damaged", report.display()))?;
    Ok(count(&told))
}

/// Counts a report. Whatever did not pass at the first attempt counts as skipped, so that it cannot go unseen.
fn count(report: &Value) -> Tally {
    let mut tally = Tally::default();
    for suite in list(report, "suites") {
        count_suite(suite, &mut tally);
    }
    tally
}

fn count_suite(suite: &Value, tally: &mut Tally) {
    for test in list(suite, "specs").iter().flat_map(|spec| list(spec, "tests")) {
        let kind = if test["projectName"] == "without-script" { Kind::WithoutScript } else { Kind::WithScript };
        if test["status"] == "expected" && test["expectedStatus"] == "passed" {
            tally.pass(kind, 1);
        } else {
            tally.skipped += 1;
        }
    }
    for inner in list(suite, "suites") {
        count_suite(inner, tally);
    }
}

fn list<'value>(value: &'value Value, name: &str) -> &'value [Value] {
    value[name].as_array().map_or(&[], Vec::as_slice)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tests_are_counted_by_project_through_all_levels() {
        let test = |project: &str, status: &str, wanted: &str| serde_json::json!({ "projectName": project, "status": status, "expectedStatus": wanted });
        let report = serde_json::json!({ "suites": [{
            "specs": [{ "tests": [test("with-script", "expected", "passed"), test("without-script", "expected", "passed")] }],
            "suites": [{ "specs": [{ "tests": [
                test("with-script", "expected", "passed"),
                test("with-script", "skipped", "skipped"),
                test("with-script", "expected", "failed"),
            ] }] }],
        }] });
        let tally = count(&report);
        assert_eq!(tally.passed.into_iter().collect::<Vec<_>>(), [(Kind::WithScript, 2), (Kind::WithoutScript, 1)]);
        assert_eq!(tally.skipped, 2);
    }
}
