//! `datapackage.json`: what is in `data.csv`, as a data package of the Frictionless standards, with its digest.

use domain::response::MissingCode;
use serde_json::{Value as Json, json};

use super::{
    Data, Written,
    check::Column,
    variable::{Kind, Role, Variable},
};

/// The descriptor.
pub(super) fn descriptor(data: &Data<'_>, written: &[Written]) -> String {
    let about = data.about;
    let fields: Vec<Json> = data.columns().map(|(variable, column)| field(variable, column)).collect();
    let missing: Vec<String> =
        std::iter::once(String::new()).chain(MissingCode::ALL.iter().map(|code| code.number().to_string())).collect();
    let mut resource = json!({
        "name": "data",
        "title": about.title,
        "path": "data.csv",
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": { "delimiter": ",", "quoteChar": "\"", "doubleQuote": true, "header": true },
        "schema": { "fields": fields, "missingValues": missing, "primaryKey": ["row"] },
    });
    if let Some(file) = written.iter().find(|file| file.name == "data.csv") {
        resource["bytes"] = Json::from(file.bytes);
        resource["hash"] = Json::from(format!("sha256:{}", file.sha256));
    }
    let whole = json!({
        "name": slug(&about.code),
        "title": about.title,
        "version": about.made.to_string(),
        "created": format!("{}T00:00:00Z", about.made),
        "profile": "tabular-data-package",
        "contributors": [{ "title": about.owner, "role": "publisher" }],
        "resources": [resource],
    });
    format!("{whole:#}\n")
}

/// A name as the standard wants it: small letters, digits, dots, dashes.
fn slug(code: &str) -> String {
    let kept = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || matches!(letter, '-' | '.');
    let name: String = code.to_lowercase().chars().map(|letter| if kept(letter) { letter } else { '-' }).collect();
    if name.is_empty() { "survey".to_owned() } else { name }
}

/// A number of a column of whole numbers, which the first reading has seen to be in range.
#[expect(clippy::cast_possible_truncation, reason = "whole numbers of a column have at most 32 bits")]
fn whole(number: f64) -> i64 {
    number as i64
}

fn field(variable: &Variable, column: &Column) -> Json {
    let kind = match variable.kind {
        Kind::Nominal | Kind::Ordinal | Kind::Whole => "integer",
        Kind::Real => "number",
        Kind::Text => "string",
    };
    let mut field = json!({ "name": variable.name, "title": variable.title(), "type": kind });
    if variable.is_closed() {
        let codes: Vec<i64> = variable.codes.iter().map(|(code, _)| *code).collect();
        field["constraints"] = json!({ "enum": codes });
    } else if variable.role == Role::Row {
        field["constraints"] = json!({ "required": true, "unique": true, "minimum": 1 });
    } else if let (Kind::Whole, Some((least, greatest))) = (variable.kind, column.bounds) {
        field["constraints"] = json!({ "minimum": whole(least), "maximum": whole(greatest) });
    }
    if !variable.codes.is_empty() {
        let list: Vec<Json> =
            variable.codes.iter().map(|(code, label)| json!({ "value": code, "label": label })).collect();
        field["categories"] = Json::from(list);
        field["categoriesOrdered"] = Json::from(variable.kind == Kind::Ordinal);
    }
    field
}
