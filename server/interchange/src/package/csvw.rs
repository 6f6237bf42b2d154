//! `data.csv-metadata.json`: what is in `data.csv`, as the metadata vocabulary for tables of the W3C (CSV on the Web).

use domain::response::MissingCode;
use serde_json::{Value as Json, json};

use super::{
    Data,
    check::Column,
    variable::{Kind, Role, Variable},
};

/// The metadata.
pub(super) fn metadata(data: &Data<'_>) -> String {
    let columns: Vec<Json> = data.columns().map(|(variable, column)| one(variable, column)).collect();
    let about = data.about;
    let mut whole = json!({
        "@context": ["http://www.w3.org/ns/csvw", { "@language": "en" }],
        "url": "data.csv",
        "dc:title": about.title,
        "dc:creator": about.owner,
        "dc:issued": about.made.to_string(),
        "dialect": { "encoding": "utf-8", "header": true, "delimiter": ",", "quoteChar": "\"", "doubleQuote": true },
        "tableSchema": { "columns": columns, "primaryKey": "row" },
    });
    if !about.terms.is_empty() {
        whole["dc:rights"] = Json::from(about.terms.join(" "));
    }
    format!("{whole:#}\n")
}

fn one(variable: &Variable, column: &Column) -> Json {
    let mut titles = vec![json!({ "@value": variable.title(), "@language": "en" })];
    if !variable.gaelic.is_empty() {
        titles.push(json!({ "@value": variable.gaelic, "@language": "gd" }));
    }
    let mut one = json!({
        "name": variable.name,
        "titles": variable.name,
        "dc:title": titles,
        "datatype": datatype(variable, column),
        "required": variable.role == Role::Row || variable.kind == Kind::Real,
    });
    if variable.is_coded() {
        one["null"] = MissingCode::ALL.iter().map(|code| Json::from(code.number().to_string())).collect();
    }
    one
}

fn datatype(variable: &Variable, column: &Column) -> Json {
    let listed = variable.is_closed().then(|| {
        let codes = variable.codes.iter().map(|(code, _)| *code);
        codes.clone().min().zip(codes.max())
    });
    match (variable.kind, listed.flatten(), column.bounds) {
        (Kind::Text, ..) => json!("string"),
        (Kind::Real, ..) => json!("double"),
        (_, Some((least, greatest)), _) => json!({ "base": "integer", "minimum": least, "maximum": greatest }),
        (_, None, Some((least, greatest))) => {
            json!({ "base": "integer", "minimum": format!("{least}"), "maximum": format!("{greatest}") })
        }
        (_, None, None) => json!("integer"),
    }
}
