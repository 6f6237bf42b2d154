//! The report on released records in words: what was asked for, what risk was there and what remains, and what was
//! lost.
//!
//! A page of its own without script or anything from elsewhere, and the same as plain text with tables in columns.

use std::fmt::Write;

use domain::disclosure::microdata::{Risk, RiskReport};

/// A part of a report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Part {
    /// Its heading.
    pub heading: String,
    /// Its sentences, each a paragraph.
    pub lines: Vec<String>,
    /// Its table.
    pub table: Option<Table>,
}

/// A table whose first column heads its rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// What it shows.
    pub caption: String,
    /// The heads of its columns.
    pub heads: Vec<String>,
    /// Its rows, each as long as the heads.
    pub rows: Vec<Vec<String>>,
}

/// The parts of a report; `names` are words for the codes of columns, where there are better ones.
pub fn parts(report: &RiskReport, names: &[(String, String)]) -> Vec<Part> {
    let name = |code: &str| {
        names.iter().find(|(known, _)| known == code).map_or_else(|| code.to_owned(), |(_, words)| words.clone())
    };
    vec![summary(report), remains(report, &name), lost(report, &name), together(report, &name)]
}

/// The same for those who get the records: without what the records were like before, which is for those who answer
/// for them. How few stood alone is itself a number about few people.
pub fn released_parts(report: &RiskReport, names: &[(String, String)]) -> Vec<Part> {
    let mut parts = parts(report, names);
    for part in &mut parts {
        if part.heading == SHORT {
            part.lines = vec![format!(
                "Everybody is hidden among at least {} people who look the same in this file.",
                report.after.smallest.unwrap_or(0)
            )];
        }
        let Some(table) = &mut part.table else { continue };
        while let Some(before) = table.heads.iter().position(|head| BEFORE.contains(&head.as_str())) {
            table.heads.remove(before);
            for row in &mut table.rows {
                row.remove(before);
            }
        }
        table.caption = table.caption.replace("Risk before and after.", "What remains.");
    }
    parts
}

/// The heading of the summary.
const SHORT: &str = "In short";
/// The heads of columns about the records as they came in.
const BEFORE: [&str; 2] = ["Before", "Dependence before"];

fn summary(report: &RiskReport) -> Part {
    let (before, after, demands) = (&report.before, &report.after, &report.demands);
    let mut lines = vec![
        format!(
            "Everybody is hidden among at least {} people who look the same in this file. Before, {} of {} records \
             looked like fewer than {}.",
            after.smallest.unwrap_or(0),
            before.below_k,
            before.records,
            demands.k
        ),
        format!(
            "{} of {} records are released; {} of their values that say who somebody is are hidden.",
            after.records,
            before.records,
            percent(report.suppressed)
        ),
    ];
    lines.push(match report.population {
        Some(people) => format!(
            "The records stand for {people} people. Somebody who looks for people they know would recognise {} of them \
             rightly in the records as they came in, and {} in the release, as far as can be estimated.",
            figure(before.expected),
            figure(after.expected)
        ),
        None => format!(
            "Nobody said how many people the records stand for, so they are taken for everybody: the worst case. \
             Somebody who knows that a person is in the file would guess rightly {} times before and {} times after.",
            figure(before.expected),
            figure(after.expected)
        ),
    });
    if !after.diversity.is_empty() {
        lines.push(format!(
            "No group of people who look the same gives an answer away: each has at least {} different answers to \
             every sensitive question, and lies no farther than {} from everybody (0 is the same, 1 the opposite).",
            demands.distinct, demands.t
        ));
    }
    Part { heading: SHORT.to_owned(), lines, table: None }
}

fn remains(report: &RiskReport, name: &dyn Fn(&str) -> String) -> Part {
    let (before, after) = (&report.before, &report.after);
    let mut rows = Vec::new();
    let mut row = |what: &str, value: &dyn Fn(&Risk) -> String| {
        rows.push(vec![what.to_owned(), value(before), value(after)]);
    };
    row("Records", &|risk| risk.records.to_string());
    row("Groups of people who look the same", &|risk| risk.classes.to_string());
    row("The smallest group (k)", &|risk| risk.smallest.map_or_else(|| "none".to_owned(), |k| k.to_string()));
    row(&format!("Records in groups of fewer than {}", report.demands.k), &|risk| risk.below_k.to_string());
    row("Mean size of a group", &|risk| figure(risk.mean_class));
    row("Discernibility", &|risk| risk.discernibility.to_string());
    row("Records that are alone", &|risk| risk.uniques.uniques.to_string());
    row("Groups of two", &|risk| risk.uniques.pairs.to_string());
    row("Chance that a unique match is right", &|risk| {
        risk.uniques.right_match.map_or_else(|| "nobody is alone".to_owned(), figure)
    });
    row("Highest risk of a person", &|risk| figure(risk.highest_risk));
    row("Mean risk of a person", &|risk| figure(risk.mean_risk));
    row("People who could be expected to be recognised", &|risk| figure(risk.expected));
    for (at, (code, _)) in after.diversity.iter().enumerate() {
        let found = |risk: &Risk| risk.diversity.get(at).and_then(|(_, found)| *found);
        let said = |value: Option<String>| value.unwrap_or_else(|| "nothing said".to_owned());
        let name = name(code);
        row(&format!("{name}: fewest different answers in a group (l)"), &|risk| {
            said(found(risk).map(|found| found.distinct.to_string()))
        });
        row(&format!("{name}: the same by entropy"), &|risk| said(found(risk).map(|found| figure(found.entropy))));
        row(&format!("{name}: largest distance from everybody (t)"), &|risk| {
            said(found(risk).map(|found| figure(found.equal)))
        });
        row(&format!("{name}: the same with answers in their order"), &|risk| {
            said(found(risk).and_then(|found| found.ordered).map(figure))
        });
    }
    let heads = ["", "Before", "Released"].map(String::from).to_vec();
    let caption = "Risk before and after. A hidden value counts as a value of its own.".to_owned();
    Part { heading: "What remains".to_owned(), lines: Vec::new(), table: Some(Table { caption, heads, rows }) }
}

fn lost(report: &RiskReport, name: &dyn Fn(&str) -> String) -> Part {
    let rows = report.keys.iter().map(|key| {
        vec![
            name(&key.code),
            format!("{} of {}", key.level, key.levels),
            key.values_before.to_string(),
            key.values_after.to_string(),
            key.suppressed.to_string(),
            percent(key.distance),
        ]
    });
    let heads =
        ["Column", "Made coarser, level", "Values before", "Values released", "Values hidden", "Shares moved by"];
    let table = Table {
        caption: "What each column that says who somebody is has lost".to_owned(),
        heads: heads.map(String::from).to_vec(),
        rows: rows.collect(),
    };
    let lines = vec![format!("Records left out: {}.", report.removed)];
    Part { heading: "What was lost".to_owned(), lines, table: Some(table) }
}

fn together(report: &RiskReport, name: &dyn Fn(&str) -> String) -> Part {
    let v = |value: Option<f64>| value.map_or_else(|| "does not vary".to_owned(), figure);
    let rows = report.pairs.iter().map(|pair| {
        vec![
            format!("{} and {}", name(&pair.of.0), name(&pair.of.1)),
            percent(pair.distance),
            v(pair.v_before),
            v(pair.v_after),
        ]
    });
    let heads = ["Columns", "Shares moved by", "Dependence before", "Dependence released"];
    let caption = "Two columns together. Dependence is Cramér's V: 0 none, 1 complete.".to_owned();
    let table = Table { caption, heads: heads.map(String::from).to_vec(), rows: rows.collect() };
    let table = (!table.rows.is_empty()).then_some(table);
    Part { heading: "Columns together".to_owned(), lines: Vec::new(), table }
}

fn percent(share: f64) -> String {
    format!("{:.1} %", share * 100.0)
}

/// A number in a few figures.
fn figure(number: f64) -> String {
    match number.abs() {
        size if size >= 100.0 => format!("{number:.0}"),
        size if size >= 1.0 => format!("{number:.2}"),
        _ => format!("{number:.4}"),
    }
}

/// The style of the page: readable on paper and at 320 pixels, in light and dark.
const STYLE: &str = "body{font:1rem/1.5 system-ui,sans-serif;max-width:52rem;margin:0 auto;padding:1rem}\
     .wide{overflow-x:auto}table{border-collapse:collapse;width:100%}\
     th,td{border-bottom:1px solid;padding:.3rem .6rem;text-align:right;vertical-align:top}\
     th:first-child{text-align:left}caption{text-align:left;font-weight:bold;padding:.3rem 0}\
     :root{color-scheme:light dark}";

/// A report as a page.
pub fn html(title: &str, parts: &[Part]) -> String {
    let mut page = String::new();
    let title = escaped(title);
    page.push_str("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    page.push_str("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    let _ = write!(page, "<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n");
    for part in parts {
        let _ = writeln!(page, "<h2>{}</h2>", escaped(&part.heading));
        for line in &part.lines {
            let _ = writeln!(page, "<p>{}</p>", escaped(line));
        }
        let Some(table) = &part.table else { continue };
        let caption = escaped(&table.caption);
        let _ = write!(page, "<div class=\"wide\" role=\"region\" aria-label=\"{caption}\" tabindex=\"0\">\n<table>\n");
        let _ = writeln!(page, "<caption>{caption}</caption>\n<thead>\n<tr>");
        for head in &table.heads {
            // An empty corner heads nothing.
            let tag = if head.is_empty() { "<td></td>".to_owned() } else { scoped("col", head) };
            page.push_str(&tag);
        }
        page.push_str("</tr>\n</thead>\n<tbody>\n");
        for row in &table.rows {
            page.push_str("<tr>");
            for (at, cell) in row.iter().enumerate() {
                let tag = if at == 0 { scoped("row", cell) } else { format!("<td>{}</td>", escaped(cell)) };
                page.push_str(&tag);
            }
            page.push_str("</tr>\n");
        }
        page.push_str("</tbody>\n</table>\n</div>\n");
    }
    page.push_str("</main>\n</body>\n</html>\n");
    page
}

fn scoped(scope: &str, words: &str) -> String {
    format!("<th scope=\"{scope}\">{}</th>", escaped(words))
}

fn escaped(words: &str) -> String {
    words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// A report as plain text; lines end in CR LF.
pub fn text(title: &str, parts: &[Part]) -> String {
    let mut lines = vec![title.to_owned(), String::new()];
    for part in parts {
        lines.extend([part.heading.clone(), String::new()]);
        lines.extend(part.lines.iter().cloned());
        if let Some(table) = &part.table {
            if !part.lines.is_empty() {
                lines.push(String::new());
            }
            lines.push(table.caption.clone());
            let all: Vec<&Vec<String>> = std::iter::once(&table.heads).chain(&table.rows).collect();
            let wide = |at: usize| all.iter().filter_map(|row| row.get(at)).map(|cell| cell.chars().count()).max();
            for row in &all {
                let cell = |(at, cell): (usize, &String)| format!("{cell:<width$}", width = wide(at).unwrap_or(0));
                let line: Vec<String> = row.iter().enumerate().map(cell).collect();
                lines.push(line.join("  ").trim_end().to_owned());
            }
        }
        lines.push(String::new());
    }
    lines.join("\r\n")
}
