//! Problems: every error of the API is a document that a program can read (RFC 9457).

use axum::{
    body::Body,
    response::{IntoResponse, Response},
};
use http::{HeaderValue, StatusCode, header};
use serde::Serialize;
use service::Error;

use super::super::request::Arrival;

/// Its type.
const KIND: &str = "application/problem+json";

/// What is wrong.
#[derive(Clone, Debug, Serialize)]
pub struct Problem {
    /// What kind of problem it is: a part of the page about the API.
    #[serde(rename = "type")]
    pub kind: String,
    /// What it is called.
    pub title: &'static str,
    /// The HTTP status.
    pub status: u16,
    /// What is wrong here and what to do.
    pub detail: String,
    /// The parameter that is wrong.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parameter: Option<String>,
    /// The reference under which we find it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
}

impl Problem {
    /// A parameter that is unknown or has a value that it cannot have.
    pub fn parameter(name: &str, detail: impl Into<String>) -> Self {
        let problem = Self::of(StatusCode::BAD_REQUEST, detail);
        Self { kind: "/api/v1#parameter".to_owned(), parameter: Some(name.to_owned()), ..problem }
    }

    /// There is no such thing, or it is not public.
    pub fn missing(detail: impl Into<String>) -> Self {
        Self::of(StatusCode::NOT_FOUND, detail)
    }

    fn of(status: StatusCode, detail: impl Into<String>) -> Self {
        let (kind, title) = match status {
            StatusCode::BAD_REQUEST => ("parameter", "The question cannot be read"),
            StatusCode::NOT_FOUND => ("missing", "There is no such thing, or it is not public"),
            StatusCode::METHOD_NOT_ALLOWED => ("method", "The API can only be read"),
            StatusCode::TOO_MANY_REQUESTS => ("too-often", "Too many questions at once"),
            status if status.is_server_error() => ("broken", "Something went wrong on our side"),
            _ => ("refused", "This is refused"),
        };
        Self {
            kind: format!("/api/v1#{kind}"),
            title,
            status: status.as_u16(),
            detail: detail.into(),
            parameter: None,
            reference: None,
        }
    }
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        match error {
            Error::Missing => Self::missing("Look it up in the list that it is in."),
            Error::Internal(error) => {
                tracing::error!(error = %error, "a request of the API failed");
                Self::of(StatusCode::INTERNAL_SERVER_ERROR, "Please try again later.")
            }
            _ => Self::of(StatusCode::FORBIDDEN, "This is not for everybody."),
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let body = serde_json::to_vec(&self).unwrap_or_default();
        (status, [(header::CONTENT_TYPE, KIND)], body).into_response()
    }
}

/// The same answer, with a problem in place of the page that people would get.
pub fn of_response(response: Response, arrival: &Arrival) -> Response {
    let status = response.status();
    let kind = response.headers().get(header::CONTENT_TYPE);
    let is_error = status.is_client_error() || status.is_server_error();
    if !is_error || kind.is_some_and(|kind| kind == KIND) {
        return response;
    }
    let detail = match status {
        StatusCode::NOT_FOUND => "The addresses of the API are listed at /api/v1.",
        StatusCode::METHOD_NOT_ALLOWED => "Use GET or HEAD.",
        StatusCode::TOO_MANY_REQUESTS => "Wait as long as Retry-After says, and keep what you have by its ETag.",
        _ => "Give the reference when you write to us about it.",
    };
    let problem = Problem { reference: Some(arrival.reference.clone()), ..Problem::of(status, detail) };
    let (mut parts, _) = response.into_parts();
    parts.headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(KIND));
    parts.headers.remove(header::CONTENT_LENGTH);
    if status == StatusCode::METHOD_NOT_ALLOWED {
        parts.headers.insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
    }
    Response::from_parts(parts, Body::from(serde_json::to_vec(&problem).unwrap_or_default()))
}
