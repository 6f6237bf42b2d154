//! What a program asks for and how it gets it: parameters, pages of lists, JSON or CSV, entity tags.

use std::{convert::Infallible, fmt::Write};

use app::part::query::encoded;
use axum::{
    extract::FromRequestParts,
    response::{IntoResponse, Response},
};
use domain::text::{Language, Text};
use http::{HeaderMap, StatusCode, header, request::Parts};
use serde::Serialize;
use service::{
    keys::{digest, hex},
    sheet::{Cell, sheet},
};

use super::{
    super::{request::parse_form, state::Shared},
    problem::Problem,
};

/// The fewest, most and usual entries on one page of a list.
pub const LEAST: usize = 1;
/// See [`LEAST`].
pub const MOST: usize = 200;
/// See [`LEAST`].
pub const USUAL: usize = 50;

/// One question of a program.
pub struct Ask {
    /// What all handlers share.
    pub shared: Shared,
    query: Vec<(String, String)>,
    headers: HeaderMap,
    path: String,
}

impl FromRequestParts<Shared> for Ask {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, shared: &Shared) -> Result<Self, Infallible> {
        let fields = parse_form(parts.uri.query().unwrap_or_default().as_bytes()).unwrap_or_default();
        let query =
            fields.into_iter().flat_map(|(name, values)| values.into_iter().map(move |value| (name.clone(), value)));
        Ok(Self {
            shared: shared.clone(),
            query: query.collect(),
            headers: parts.headers.clone(),
            path: parts.uri.path().to_owned(),
        })
    }
}

/// One page of a list, as JSON.
#[derive(Debug, Serialize)]
pub struct Page<T> {
    /// The entries.
    pub items: Vec<T>,
    /// The address of the next page; null on the last.
    pub next: Option<String>,
}

/// A list as CSV: its heads, and a row for each entry.
pub struct Columns<T: 'static> {
    /// The heads.
    pub heads: &'static [&'static str],
    /// The rows of an entry.
    pub rows: fn(&T) -> Vec<Vec<Cell>>,
}

impl Ask {
    /// The use cases' context.
    pub const fn ctx(&self) -> &service::Context {
        &self.shared.ctx
    }

    /// Refuses parameters that this address does not have, and those that come twice.
    ///
    /// # Errors
    /// A problem that names the first of them.
    pub fn only(&self, known: &[&str]) -> Result<(), Problem> {
        for (at, (name, _)) in self.query.iter().enumerate() {
            if !known.contains(&name.as_str()) && !["format", "language"].contains(&name.as_str()) {
                return Err(Problem::parameter(name, "This address has no such parameter."));
            }
            if self.query.iter().skip(at + 1).any(|(other, _)| other == name) {
                return Err(Problem::parameter(name, "It stands there twice."));
            }
        }
        self.language()?;
        self.is_csv().map(drop)
    }

    /// The value of a parameter.
    pub fn value(&self, name: &str) -> Option<&str> {
        self.query.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The language of words.
    ///
    /// # Errors
    /// When it is none that there is.
    pub fn language(&self) -> Result<Language, Problem> {
        match self.value("language") {
            None => Ok(Language::English),
            Some(code) => code.parse().map_err(|_| Problem::parameter("language", "Use en or gd.")),
        }
    }

    /// A text in the language of the question, or in the one it is there in.
    pub fn said(&self, text: &Text) -> String {
        text.best(self.language().unwrap_or(Language::English)).0.to_owned()
    }

    /// Whether CSV is asked for, by the parameter or else by the header.
    fn is_csv(&self) -> Result<bool, Problem> {
        match self.value("format") {
            Some("csv") => Ok(true),
            Some("json") => Ok(false),
            Some(_) => Err(Problem::parameter("format", "Use json or csv.")),
            None => {
                let accept = self.headers.get(header::ACCEPT).and_then(|accept| accept.to_str().ok());
                Ok(accept.is_some_and(|accept| accept.trim_start().starts_with("text/csv")))
            }
        }
    }

    /// One page of a list whose entries have names in the order of the list.
    ///
    /// # Errors
    /// A wrong `limit` or `after`.
    pub fn page<T: Serialize>(
        &self,
        all: Vec<T>,
        name: impl Fn(&T) -> &str,
        columns: &Columns<T>,
    ) -> Result<Response, Problem> {
        let limit =
            match self.value("limit") {
                None => USUAL,
                Some(typed) => typed.parse().ok().filter(|limit| (LEAST..=MOST).contains(limit)).ok_or_else(|| {
                    Problem::parameter("limit", format!("Use a whole number from {LEAST} to {MOST}."))
                })?,
            };
        let from = match self.value("after") {
            None => 0,
            Some(after) => {
                let at = all.iter().position(|one| name(one) == after);
                1 + at.ok_or_else(|| Problem::parameter("after", "Take it from the link to the next page."))?
            }
        };
        let rest = all.len().saturating_sub(from + limit);
        let items: Vec<T> = all.into_iter().skip(from).take(limit).collect();
        let next = items.last().filter(|_| rest > 0).map(|last| self.next(limit, name(last)));
        let mut response = if self.is_csv()? {
            self.csv(columns.heads, items.iter().flat_map(columns.rows))?
        } else {
            self.json(&Page { items, next: next.clone() })?
        };
        if let Some(link) = next.and_then(|next| format!("<{next}>; rel=\"next\"").parse().ok()) {
            response.headers_mut().insert(header::LINK, link);
        }
        Ok(response)
    }

    fn next(&self, limit: usize, after: &str) -> String {
        let mut address = format!("{}?limit={limit}&after={}", self.path, encoded(after));
        for (name, value) in self.query.iter().filter(|(name, _)| !matches!(name.as_str(), "limit" | "after")) {
            // Writing into a string cannot fail.
            let _ = write!(address, "&{name}={}", encoded(value));
        }
        address
    }

    /// One document, as JSON or as rows.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn one<T: Serialize>(&self, value: &T, columns: &Columns<T>) -> Result<Response, Problem> {
        if self.is_csv()? { self.csv(columns.heads, (columns.rows)(value)) } else { self.json(value) }
    }

    /// A document that is JSON only.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn json<T: Serialize>(&self, value: &T) -> Result<Response, Problem> {
        let body = serde_json::to_vec(value).map_err(|error| Problem::from(service::Error::internal(error)))?;
        Ok(self.answer("application/json", body))
    }

    fn csv(&self, heads: &[&str], rows: impl IntoIterator<Item = Vec<Cell>>) -> Result<Response, Problem> {
        Ok(self.answer("text/csv; charset=utf-8", sheet(heads, rows)?))
    }

    /// An answer with the digest of what is in it; nothing more than that it is the same to whoever has it already.
    fn answer(&self, kind: &'static str, body: Vec<u8>) -> Response {
        let tag = format!("\"{}\"", hex(&digest(&body)[..16]));
        let known = self.headers.get_all(header::IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
        let same = |known: &str| {
            known.split(',').map(str::trim).any(|one| one == "*" || one.strip_prefix("W/").unwrap_or(one) == tag)
        };
        let headers = [
            (header::ETAG, tag.clone()),
            (header::CACHE_CONTROL, "public, no-cache".to_owned()),
            (header::VARY, "accept".to_owned()),
        ];
        if known.into_iter().any(same) {
            return (StatusCode::NOT_MODIFIED, headers).into_response();
        }
        (headers, [(header::CONTENT_TYPE, kind)], body).into_response()
    }
}

/// Words in a cell, or nothing.
pub fn words(value: Option<&String>) -> Cell {
    value.map_or(Cell::Empty, |value| Cell::Words(value.clone()))
}

/// A number in a cell, or nothing.
pub fn number(value: Option<u64>) -> Cell {
    value.and_then(|value| i64::try_from(value).ok()).map_or(Cell::Empty, Cell::Number)
}
