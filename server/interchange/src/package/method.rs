//! `method.html`: how the data came about, response rates, what changed between versions, weights, and what was done to
//! protect people.

use std::fmt::Write;

use domain::response::MissingCode;

use super::{
    About, Contents,
    markup::{escaped, list, page as whole},
    note::left_out,
};

/// The page.
pub(super) fn page(contents: &Contents<'_>) -> String {
    let about = contents.about;
    let mut body = String::new();
    if about.rehearsed {
        body.push_str(
            "<p class=\"warn\"><strong>Rehearsed.</strong> Nobody gave these answers. They are no result of anything.</p>\n",
        );
    }
    first(&mut body, about);
    section(&mut body, "How the data came about", &paragraphs(&about.method.how));
    section(&mut body, "From invited to released", &rates(about));
    section(&mut body, "What changed between versions", &changes(about));
    section(&mut body, "Weights", &weights(about));
    let protection = about.protection.as_ref().map_or_else(
        || {
            let counts = escaped(about.counts());
            format!(
                "<p>Only tables are in this package. Counts are {counts}; groups of fewer than 10 are withheld.</p>\n"
            )
        },
        |protection| format!("{}<p>Left out altogether: {}.</p>\n", list(&protection.words), escaped(&left_out(about))),
    );
    section(&mut body, "What was done to protect people", &protection);
    if contents.answers.is_some() {
        section(&mut body, "Missing values", &missing());
    }
    section(&mut body, "Terms", &list(&about.terms));
    whole(&format!("Method: {}", about.title), &body)
}

fn first(body: &mut String, about: &About) {
    let facts = [
        ("Asked by", about.owner.clone()),
        ("Open", about.days.clone()),
        ("About", about.universe.clone()),
        ("Made", format!("{}, by Folkmoot {}", about.made, about.program)),
        ("Asked for because", about.purpose.clone()),
    ];
    body.push_str("<dl>\n");
    for (term, words) in facts.iter().filter(|(_, words)| !words.is_empty()) {
        let _ = writeln!(body, "<dt>{term}</dt><dd>{}</dd>", escaped(words));
    }
    body.push_str("</dl>\n");
}

/// A section; nothing where it has no content.
fn section(body: &mut String, head: &str, content: &str) {
    if !content.is_empty() {
        let _ = write!(body, "<section>\n<h2>{head}</h2>\n{content}</section>\n");
    }
}

fn paragraphs(all: &[String]) -> String {
    all.iter().map(|words| format!("<p>{}</p>\n", escaped(words))).collect::<Vec<_>>().concat()
}

fn rates(about: &About) -> String {
    if about.method.rates.is_empty() {
        return String::new();
    }
    let row = |(what, count): &(String, String)| {
        format!("<tr><th scope=\"row\">{}</th><td class=\"n\">{}</td></tr>\n", escaped(what), escaped(count))
    };
    let rows: Vec<String> = about.method.rates.iter().map(row).collect();
    let rows = rows.concat();
    format!(
        "<table>\n<caption>How many</caption>\n<thead><tr><th scope=\"col\">Stage</th><th scope=\"col\" class=\"n\">Number\
         </th></tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n"
    )
}

fn changes(about: &About) -> String {
    if about.method.changes.is_empty() {
        return "<p>Nothing changed while people answered.</p>\n".to_owned();
    }
    list(&about.method.changes)
}

fn weights(about: &About) -> String {
    if about.method.weights.is_empty() {
        return "<p>There are no weights: every row counts once.</p>\n".to_owned();
    }
    list(&about.method.weights)
}

fn missing() -> String {
    let row = |code: MissingCode| {
        format!(
            "<tr><th scope=\"row\" class=\"n\">{}</th><td>{}</td></tr>\n",
            code.number(),
            code.name().replace('-', " ")
        )
    };
    let rows: Vec<String> = MissingCode::ALL.into_iter().map(row).collect();
    let rows = rows.concat();
    format!(
        "<table>\n<caption>Codes of missing values</caption>\n<thead><tr><th scope=\"col\" class=\"n\">Code</th>\
         <th scope=\"col\">Why there is no value</th></tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n"
    )
}
