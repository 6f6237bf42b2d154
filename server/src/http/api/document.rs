//! The OpenAPI 3.1 document: what there is, written down beside the handlers.

use axum::response::Response;
use serde_json::{Map, Value, json};

use super::{
    ask::{Ask, LEAST, MOST, USUAL},
    partnership, population,
    problem::Problem,
    survey, table, who, year,
};

/// Every path with what can be asked there.
pub fn paths() -> Vec<(&'static str, Value)> {
    let own = [
        (
            "/api/v1",
            json!({ "get": {
            "summary": "The API in words, for people", "operationId": "api",
            "responses": { "200": { "description": "A page", "content": { "text/html": {} } } },
        } }),
        ),
        (
            "/api/v1/openapi.json",
            json!({ "get": {
            "summary": "This document", "operationId": "openapi",
            "responses": { "200": { "description": "OpenAPI 3.1", "content": { "application/json": {} } } },
        } }),
        ),
    ];
    let parts =
        [partnership::paths(), population::paths(), survey::paths(), table::paths(), who::paths(), year::paths()];
    own.into_iter().chain(parts.into_iter().flatten()).collect()
}

/// The document.
pub fn whole(origin: &str) -> Value {
    let paths: Map<String, Value> = paths().into_iter().map(|(path, what)| (path.to_owned(), what)).collect();
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Folkmoot",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "Everything public, to be read by programs: partnerships, surveys, released tables, who \
                            answered, and who lives there. Nothing here is about one person: every number of people \
                            who answered is rounded, and small ones are withheld.",
            "license": { "name": "Open Government Licence v3.0",
                "url": "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/" },
        },
        "servers": [{ "url": origin }],
        "paths": paths,
        "components": { "schemas": { "problem": {
            "type": "object",
            "description": "What is wrong (RFC 9457)",
            "required": ["type", "title", "status", "detail"],
            "properties": {
                "type": { "type": "string" }, "title": { "type": "string" }, "status": { "type": "integer" },
                "detail": { "type": "string" },
                "parameter": { "type": "string", "description": "The parameter that is wrong" },
                "reference": { "type": "string" },
            },
        } } },
    })
}

/// `GET /api/v1/openapi.json`
pub async fn document(ask: Ask) -> Result<Response, Problem> {
    ask.only(&[])?;
    ask.json(&whole(&ask.shared.ctx.site.origin))
}

/// A parameter of an address.
pub fn parameter(name: &str, place: &str, words: &str) -> Value {
    json!({
        "name": name, "in": place, "required": place == "path", "description": words, "schema": { "type": "string" },
    })
}

/// What can be asked for one document of this shape: names with `string`, `integer`, `boolean`, an object or a list.
pub fn item(summary: &str, parameters: &[Value], shape: &Value) -> Value {
    operation(summary, parameters.to_vec(), &schema(shape))
}

/// What can be asked for a list of these, page by page.
pub fn list_of(summary: &str, parameters: &[Value], shape: &Value) -> Value {
    let mut parameters = parameters.to_vec();
    parameters.push(json!({
        "name": "limit", "in": "query", "description": "How many at a time",
        "schema": { "type": "integer", "minimum": LEAST, "maximum": MOST, "default": USUAL },
    }));
    parameters.push(parameter("after", "query", "The last of the page before: take it from the link to the next page"));
    let page = json!({
        "type": "object", "required": ["items", "next"],
        "properties": {
            "items": { "type": "array", "items": schema(shape) },
            "next": { "type": ["string", "null"], "description": "The address of the next page" },
        },
    });
    operation(summary, parameters, &page)
}

fn operation(summary: &str, mut parameters: Vec<Value>, schema: &Value) -> Value {
    parameters.push(json!({
        "name": "language", "in": "query", "description": "The language of words",
        "schema": { "type": "string", "enum": ["en", "gd"], "default": "en" },
    }));
    parameters.push(json!({
        "name": "format", "in": "query", "description": "What to send; the Accept header decides where this is missing",
        "schema": { "type": "string", "enum": ["json", "csv"], "default": "json" },
    }));
    let problem = json!({ "$ref": "#/components/schemas/problem" });
    let wrong =
        |words: &str| json!({ "description": words, "content": { "application/problem+json": { "schema": problem } } });
    json!({ "get": {
        "summary": summary,
        "parameters": parameters,
        "responses": {
            "200": {
                "description": summary,
                "headers": {
                    "ETag": { "description": "The digest of what is in it", "schema": { "type": "string" } },
                    "Link": { "description": "The next page of a list", "schema": { "type": "string" } },
                },
                "content": { "application/json": { "schema": schema }, "text/csv": {} },
            },
            "304": { "description": "It is what you have by its ETag" },
            "400": wrong("A parameter is wrong; it is named"),
            "404": wrong("There is no such thing, or it is not public"),
            "429": wrong("Too many questions at once"),
        },
    } })
}

fn schema(shape: &Value) -> Value {
    match shape {
        Value::Object(fields) => {
            let fields: Map<String, Value> = fields.iter().map(|(name, shape)| (name.clone(), schema(shape))).collect();
            json!({ "type": ["object", "null"], "properties": fields })
        }
        Value::Array(items) => json!({ "type": "array", "items": items.first().map(schema) }),
        Value::String(kind) => json!({ "type": [kind, "null"] }),
        _ => json!({}),
    }
}
