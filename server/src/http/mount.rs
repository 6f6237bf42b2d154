//! Mounting handlers: with a row of the permission table or not at all.

use app::routes::{Method, Policy, Route, Who};
use axum::{
    Router,
    extract::{DefaultBodyLimit, Request, State},
    handler::Handler,
    middleware::{Next, from_fn_with_state},
    response::{IntoResponse, Response},
    routing::{MethodRouter, get, post},
};
use http::{StatusCode, header};
use service::{Error, access::Caller};
use store::account::session::Stage;

use super::{
    cookie::Jar,
    headers,
    reply::{Failed, Reply},
    request::{Arrival, Nonce, visit},
    state::Shared,
};

/// The routes so far, and the rows that they were mounted with.
pub struct Mounted {
    router: Router<Shared>,
    rows: Vec<Route>,
    shared: Shared,
}

impl Mounted {
    /// Nothing yet.
    pub fn new(shared: Shared) -> Self {
        Self { router: Router::new(), rows: Vec::new(), shared }
    }

    /// Mounts a handler under a row of the table.
    #[must_use]
    pub fn at<H, T>(mut self, row: Route, handler: H) -> Self
    where
        H: Handler<T, Shared>,
        T: 'static,
    {
        let methods: MethodRouter<Shared> = match row.method {
            Method::Get => get(handler),
            Method::Post => post(handler),
        };
        let guarded =
            methods.layer(DefaultBodyLimit::max(row.body)).layer(from_fn_with_state((self.shared.clone(), row), guard));
        self.router = self.router.route(row.path, guarded);
        self.rows.push(row);
        self
    }

    /// The router, and the rows of the table that nothing was mounted under: there must be none.
    pub fn finish(self) -> (Router<Shared>, Vec<Route>) {
        let missing = app::routes::ALL.iter().copied().filter(|row| !self.rows.contains(row)).collect();
        (self.router, missing)
    }
}

/// Lets a request through to its handler if its row allows whoever sent it, and sets the headers of the answer.
async fn guard(State((shared, row)): State<(Shared, Route)>, mut request: Request, next: Next) -> Response {
    let nonce = (row.policy == Policy::Islands).then(|| new_nonce(&shared)).flatten();
    request.extensions_mut().insert(row);
    if let Some(nonce) = &nonce {
        request.extensions_mut().insert(Nonce(nonce.clone()));
    }
    let arrival = request.extensions().get::<Arrival>().cloned();
    let visit = || visit(&shared, arrival.as_ref(), None);
    let admitted = admit(&shared, row, &mut request).await;
    let mut response = match admitted {
        Ok(None) => next.run(request).await,
        Ok(Some(reply)) => reply.into_response(),
        Err(error) => Reply::failed(&visit(), &error).into_response(),
    };
    if let Some(error) = Failed::of(&response) {
        response = Reply::failed(&visit(), error).into_response();
    } else if let Some(error) = bare(&response) {
        let allowed = response.headers_mut().remove(header::ALLOW);
        response = Reply::failed(&visit(), &error).into_response();
        response.headers_mut().extend(allowed.map(|allowed| (header::ALLOW, allowed)));
    }
    headers::set(response.headers_mut(), row.policy, nonce.as_deref(), shared.secure);
    if row.policy == Policy::Secret {
        response.extensions_mut().insert(super::Secret);
    }
    response
}

/// What the framework refuses by itself, in bare words or none: a method that is not there, an address that cannot be
/// read. People get a page.
fn bare(response: &Response) -> Option<Error> {
    let kind = response.headers().get(header::CONTENT_TYPE);
    let whole = [&b"text/html"[..], b"application/problem+json"];
    if kind.is_some_and(|kind| whole.iter().any(|whole| kind.as_bytes().starts_with(whole))) {
        return None;
    }
    match response.status() {
        StatusCode::METHOD_NOT_ALLOWED => Some(Error::Refused("method")),
        StatusCode::BAD_REQUEST | StatusCode::NOT_FOUND => Some(Error::Missing),
        _ => None,
    }
}

fn new_nonce(shared: &Shared) -> Option<String> {
    shared.ctx.ids.bytes::<16>().ok().map(|bytes| service::keys::hex(&bytes))
}

/// Whether a request may pass: nothing when it may, an answer that leads elsewhere, or why not.
async fn admit(shared: &Shared, row: Route, request: &mut Request) -> Result<Option<Reply>, Error> {
    // No name of ours holds this character, and PostgreSQL takes no text that does.
    if request.uri().path().contains("%00") {
        return Err(Error::Missing);
    }
    if row.who == Who::Anyone {
        return Ok(None);
    }
    let caller = match Jar::Session.read(request.headers(), shared.secure) {
        Some(token) => service::account::recognise(&shared.ctx, &token).await?,
        None => None,
    };
    let Some(caller) = caller else { return sign_in(row, request.uri()).map(Some) };
    if let Some(detour) = detour(&caller, row) {
        return Ok(Some(Reply::to(detour)));
    }
    let allowed = match row.who {
        Who::Anyone | Who::Begun => true,
        Who::Member => caller.member().is_ok(),
        Who::Officer => caller.is_officer(),
        Who::Reader => caller.is_officer() || caller.is_researcher(),
        Who::Administrator => caller.is_administrator(),
    };
    if !allowed {
        return Err(Error::Refused("role"));
    }
    request.extensions_mut().insert(caller);
    Ok(None)
}

/// Somebody who has not finished signing in is led to the next step, whatever they asked for.
fn detour(caller: &Caller, row: Route) -> Option<&'static str> {
    match (caller.stage, row.who) {
        (Stage::Full, _) | (_, Who::Begun) => None,
        (Stage::Enrol, _) => Some("/account/enrol"),
        (Stage::Code, _) => Some("/sign-in/code"),
    }
}

/// Whoever only looks is led to the sign-in page and back; a change is refused, so that nothing is done twice.
fn sign_in(row: Route, uri: &http::Uri) -> Result<Reply, Error> {
    if row.method == Method::Post || row.policy == Policy::Data {
        return Err(Error::Refused("sign-in"));
    }
    let path = uri.path_and_query().map_or("/desk", http::uri::PathAndQuery::as_str);
    Ok(Reply::to(format!("/sign-in?next={}", percent(path))))
}

/// A path as the value of a query.
fn percent(path: &str) -> String {
    use std::fmt::Write;
    path.bytes().fold(String::new(), |mut text, byte| {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'-' | b'_' | b'.') {
            text.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(text, "%{byte:02X}");
        }
        text
    })
}

/// A path on this site that a query named, and nothing else: no other host, no scheme, no backslash.
pub fn local_path(named: &str) -> Option<&str> {
    let safe = named.starts_with('/')
        && !named.starts_with("//")
        && named.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    safe.then_some(named)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_paths_of_this_site_are_followed() {
        for good in ["/", "/desk/inverclyde", "/desk?x=1"] {
            assert_eq!(local_path(good), Some(good));
        }
        for bad in
            ["", "//evil.example", "/\\evil.example", "https://evil.example", "/a\r\nb", "/a b", "desk", "/\t/evil"]
        {
            assert_eq!(local_path(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_path_survives_being_a_query() {
        assert_eq!(percent("/desk/a b?x=1&y=é"), "/desk/a%20b%3Fx%3D1%26y%3D%C3%A9");
    }
}
