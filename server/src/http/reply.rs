//! Answers: a page, a redirect, a file, or a page that says what is wrong and what to do.

use std::sync::Arc;

use app::{
    part::form::{Fields, Form},
    visit::Visit,
};
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use serde::Serialize;
use service::Error;

use super::cookie::Jar;

/// An answer that is being put together.
pub struct Reply {
    status: StatusCode,
    headers: HeaderMap,
    body: axum::body::Body,
}

impl Reply {
    /// A page.
    pub fn page(html: String) -> Self {
        Self::html(StatusCode::OK, html)
    }

    /// A page with a form that was sent and is wrong.
    pub fn wrong(html: String) -> Self {
        Self::html(StatusCode::UNPROCESSABLE_ENTITY, html)
    }

    fn html(status: StatusCode, html: String) -> Self {
        let mut headers = HeaderMap::new();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
        Self { status, headers, body: html.into() }
    }

    /// Another page, by GET. The path is ours and never taken from a request unchecked.
    pub fn to(path: impl AsRef<str>) -> Self {
        let mut headers = HeaderMap::new();
        let location = HeaderValue::from_str(path.as_ref()).unwrap_or(HeaderValue::from_static("/"));
        headers.insert(header::LOCATION, location);
        Self { status: StatusCode::SEE_OTHER, headers, body: axum::body::Body::empty() }
    }

    /// A file or data of this type.
    pub fn data(kind: &'static str, body: impl Into<axum::body::Body>) -> Self {
        let mut headers = HeaderMap::new();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
        Self { status: StatusCode::OK, headers, body: body.into() }
    }

    /// What an island asked for.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn json(value: &impl Serialize) -> Answer {
        Ok(Self::data("application/json", serde_json::to_vec(value).map_err(Error::internal)?))
    }

    /// With another status.
    #[must_use]
    pub const fn status(mut self, status: StatusCode) -> Self {
        self.status = status;
        self
    }

    /// With a header.
    #[must_use]
    pub fn header(mut self, name: header::HeaderName, value: &str) -> Self {
        if let Ok(value) = HeaderValue::from_str(value) {
            self.headers.insert(name, value);
        }
        self
    }

    /// Sets a cookie.
    #[must_use]
    pub fn set(mut self, jar: Jar<'_>, value: &str, secure: bool) -> Self {
        self.headers.extend(jar.set(value, secure).map(|value| (header::SET_COOKIE, value)));
        self
    }

    /// Takes a cookie away.
    #[must_use]
    pub fn clear(mut self, jar: Jar<'_>, secure: bool) -> Self {
        self.headers.extend(jar.clear(secure).map(|value| (header::SET_COOKIE, value)));
        self
    }

    /// A page that says that something is refused, by its code.
    pub fn refused(visit: &Visit, code: &str) -> Self {
        let status = match code {
            "too-often" => StatusCode::TOO_MANY_REQUESTS,
            "busy" => StatusCode::SERVICE_UNAVAILABLE,
            "too-large" => StatusCode::PAYLOAD_TOO_LARGE,
            "form" => StatusCode::BAD_REQUEST,
            "method" => StatusCode::METHOD_NOT_ALLOWED,
            "time" => StatusCode::GATEWAY_TIMEOUT,
            "sign-in" => StatusCode::UNAUTHORIZED,
            _ => StatusCode::FORBIDDEN,
        };
        let page = Self::html(status, app::error::refused(visit, code));
        if matches!(code, "too-often" | "busy") { page.header(header::RETRY_AFTER, "60") } else { page }
    }

    /// A page that says that there is no such thing.
    pub fn missing(visit: &Visit) -> Self {
        Self::html(StatusCode::NOT_FOUND, app::error::missing(visit))
    }

    /// A page that says that something went wrong on our side, with the reference under which the log has it.
    pub fn broken(visit: &Visit) -> Self {
        Self::html(StatusCode::INTERNAL_SERVER_ERROR, app::error::broken(visit))
    }

    /// The page for what a use case did not do.
    pub fn failed(visit: &Visit, error: &Error) -> Self {
        match error {
            Error::Refused(code) => Self::refused(visit, code),
            Error::Missing => Self::missing(visit),
            Error::Conflict => Self::html(StatusCode::CONFLICT, app::error::conflict(visit)),
            Error::Invalid(problems) => {
                Self::html(StatusCode::UNPROCESSABLE_ENTITY, app::error::invalid(visit, problems))
            }
            Error::Internal(error) => {
                tracing::error!(reference = %visit.reference, error = %error, "a request failed");
                Self::broken(visit)
            }
        }
    }
}

impl IntoResponse for Reply {
    fn into_response(self) -> Response {
        (self.status, self.headers, self.body).into_response()
    }
}

/// What a handler gives: an answer, or the error of a use case, for which the guard finds the page.
pub type Answer = Result<Reply, Failed>;

/// What a use case did not do, on its way to the guard, which knows the visit and makes a page of it.
#[derive(Clone, Debug)]
pub struct Failed(Arc<Error>);

impl Failed {
    /// The error that a response carries, if any.
    pub fn of(response: &Response) -> Option<&Error> {
        response.extensions().get::<Self>().map(|failed| &*failed.0)
    }
}

impl From<Error> for Failed {
    fn from(error: Error) -> Self {
        Self(Arc::new(error))
    }
}

impl IntoResponse for Failed {
    fn into_response(self) -> Response {
        let mut response = StatusCode::INTERNAL_SERVER_ERROR.into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// Shows a form again with what was typed and what is wrong with it, or fails as the error says.
pub fn again(visit: &Visit, error: Error, fields: Fields, page: impl FnOnce(&Form) -> String) -> Reply {
    match error {
        Error::Invalid(problems) => Reply::wrong(page(&Form::wrong(fields, problems))),
        other => Reply::failed(visit, &other),
    }
}
