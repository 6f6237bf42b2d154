//! The codebook: as a page to read or print, and as a table.

use std::fmt::Write;

use domain::response::MissingCode;

use super::{
    Data,
    check::Column,
    markup::{escaped, page as whole},
    variable::{Kind, Variable},
};
use crate::sheet::{Cell, NotWritten, Sheet};

/// What one code of a variable means, and how many rows have it.
pub(super) struct Line<'a> {
    pub variable: &'a Variable,
    pub code: i64,
    pub label: String,
    pub missing: bool,
    pub count: u64,
}

/// Every code of every variable, in order; the missing codes last.
pub(super) fn lines<'a>(data: &'a Data<'_>) -> impl Iterator<Item = Line<'a>> {
    data.columns().flat_map(|(variable, column)| lines_of(variable, column))
}

/// Every code of one variable.
pub(super) fn lines_of<'a>(variable: &'a Variable, column: &'a Column) -> impl Iterator<Item = Line<'a>> {
    variable.labels().into_iter().map(|(code, label)| {
        let missing = variable.is_coded() && MissingCode::from_number(code).is_some();
        Line { variable, code, label, missing, count: column.count(code) }
    })
}

/// The codebook as a table: a row for each code, and one for a column without codes.
pub(super) fn sheet(data: &Data<'_>) -> Result<Vec<u8>, NotWritten> {
    let mut sheet = Sheet::new([
        "variable",
        "question_number",
        "question",
        "about_people",
        "code",
        "label",
        "missing",
        "kind",
        "use",
        "asked",
        "rows",
    ])?;
    for (variable, column) in data.columns() {
        let mut line = |code: Cell, label: &str, missing: bool, rows: u64| {
            sheet.row([
                Cell::from(variable.name.as_str()),
                Cell::from(variable.number.as_str()),
                Cell::from(variable.question.as_str()),
                Cell::from(if variable.role == super::Role::Key { "yes" } else { "no" }),
                code,
                Cell::from(label),
                Cell::from(if missing { "yes" } else { "no" }),
                Cell::from(variable.kind_word()),
                Cell::from(variable.role_word()),
                Cell::from(if variable.universe.is_empty() { "everybody" } else { variable.universe.as_str() }),
                Cell::Number(i64::try_from(rows).unwrap_or(i64::MAX)),
            ])
        };
        if variable.codes.is_empty() {
            line(Cell::Empty, "", false, column.valid)?;
        }
        for Line { code, label, missing, count, .. } in lines_of(variable, column) {
            let label = if missing { label.trim_matches(['(', ')']) } else { label.as_str() };
            line(Cell::Number(code), label, missing, count)?;
        }
    }
    sheet.finish()
}

/// The codebook as a page.
pub(super) fn page(data: &Data<'_>) -> String {
    let mut body = String::new();
    if data.about.rehearsed {
        body.push_str("<p class=\"warn\"><strong>Rehearsed.</strong> Nobody gave these answers.</p>\n");
    }
    let (rows, columns) = (data.profile.rows, data.variables.len());
    let _ = writeln!(
        body,
        "<p>{} rows and {columns} columns. Asked by {}. A missing value is one of six codes, -9 to -4.</p>",
        rows,
        escaped(&data.about.owner)
    );
    body.push_str("<nav aria-label=\"Variables\">\n<h2>Variables</h2>\n<ul>\n");
    for variable in data.variables {
        let (name, title) = (&variable.name, escaped(&variable.title()));
        let _ = writeln!(body, "<li><a href=\"#{name}\">{name}</a> {title}</li>");
    }
    body.push_str("</ul>\n</nav>\n");
    for (variable, column) in data.columns() {
        section(&mut body, data, variable, column);
    }
    whole(&format!("Codebook: {}", data.about.title), &body)
}

fn section(body: &mut String, data: &Data<'_>, variable: &Variable, column: &Column) {
    let name = &variable.name;
    let _ = write!(body, "<section aria-labelledby=\"{name}\">\n<h2 id=\"{name}\">{name}</h2>\n");
    let _ = writeln!(body, "<p>{}</p>", escaped(&variable.title()));
    if !variable.gaelic.is_empty() {
        let _ = writeln!(body, "<p lang=\"gd\">{}</p>", escaped(&variable.gaelic));
    }
    let asked = if variable.universe.is_empty() { "everybody" } else { variable.universe.as_str() };
    let mut facts = vec![
        ("Kind", variable.kind_word().to_owned()),
        ("Use", variable.role_word().to_owned()),
        ("Asked", asked.to_owned()),
        ("Rows with a value", format!("{} of {}", column.valid, data.profile.rows)),
    ];
    if let (Kind::Whole | Kind::Real, Some((least, greatest))) = (variable.kind, column.bounds) {
        facts.push(("From and to", format!("{least} to {greatest}")));
    }
    body.push_str("<dl>\n");
    for (term, words) in facts {
        let _ = writeln!(body, "<dt>{term}</dt><dd>{}</dd>", escaped(&words));
    }
    body.push_str("</dl>\n");
    if variable.labels().is_empty() {
        body.push_str("</section>\n");
        return;
    }
    let _ = write!(
        body,
        "<table>\n<caption>Codes of {name}</caption>\n<thead><tr><th scope=\"col\" class=\"n\">Code</th>\
         <th scope=\"col\">Meaning</th><th scope=\"col\" class=\"n\">Rows</th></tr></thead>\n<tbody>\n"
    );
    for Line { code, label, missing, count, .. } in lines_of(variable, column) {
        let note = if missing { " missing value" } else { "" };
        let label = escaped(&label);
        let _ = writeln!(
            body,
            "<tr><th scope=\"row\" class=\"n\">{code}</th><td>{label}{note}</td><td class=\"n\">{count}</td></tr>"
        );
    }
    body.push_str("</tbody>\n</table>\n</section>\n");
}
