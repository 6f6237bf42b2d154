//! The API: everything public, to be read by programs, as JSON and CSV.
//!
//! One module for each kind of resource: its handlers, the types of its answers, and what the OpenAPI document says of
//! it. To add one: rows in the permission table, a module here, its handlers in [`mount`], its paths in
//! [`document::paths`]; a test compares the document with the permission table.

mod ask;
mod document;
mod partnership;
mod population;
mod problem;
mod survey;
mod table;
mod viewer;
mod who;
mod year;

use app::routes;
use axum::response::Response;
use http::{HeaderValue, header};

use super::{mount::Mounted, request::Arrival};

/// Where it is.
const ROOT: &str = "/api/v1";

/// Whether this is an address of the API.
pub fn is_of_api(path: &str) -> bool {
    path.strip_prefix(ROOT).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Mounts all of it.
pub fn mount(mounted: Mounted) -> Mounted {
    mounted
        .at(routes::API, viewer::page)
        .at(routes::API_DOCUMENT, document::document)
        .at(routes::API_PARTNERSHIPS, partnership::list)
        .at(routes::API_PARTNERSHIP, partnership::one)
        .at(routes::API_POPULATIONS, population::list)
        .at(routes::API_AREAS, partnership::areas)
        .at(routes::API_SURVEYS, survey::list)
        .at(routes::API_SURVEY, survey::one)
        .at(routes::API_WHO, who::one)
        .at(routes::API_TABLES, table::list)
        .at(routes::API_TABLE, table::one)
        .at(routes::API_YEARS, year::list)
        .at(routes::API_YEAR, year::one)
}

/// What every answer of the API is like: errors are problems (RFC 9457), whatever said them, and pages of other sites
/// may read everything, because everybody may.
pub fn finish(response: Response, arrival: &Arrival) -> Response {
    let mut response = problem::of_response(response, arrival);
    let headers = response.headers_mut();
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    headers.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, HeaderValue::from_static("etag, link"));
    response
}
