//! HTTP: what stands in front of every route, and the routes.

pub mod assets;
#[cfg(feature = "test-mode")]
pub mod control;
mod cookie;
pub mod flood;
mod frame;
mod handlers;
mod headers;
mod health;
pub mod listen;
mod mount;
pub mod network;
mod recognition;
mod reply;
mod request;
pub mod state;

mod account;
mod admin;
mod api;
mod desk;
mod engagement;
mod export;
mod inclusion;
mod invitation;
mod job;
mod outbox;
mod outreach;
mod partnership;
mod place;
mod response;
mod results;
mod settings;
mod site;
mod survey;
mod tables;
mod team;
mod upload;
mod wave;

use std::{panic::AssertUnwindSafe, sync::Arc, time::Duration};

use app::{routes, routes::Policy};
use axum::{
    Router,
    extract::{Request, State},
    middleware::{Next, from_fn_with_state},
    response::{IntoResponse, Response},
};
use domain::text::Language;
use futures_util::FutureExt;
use http::{HeaderValue, Method, StatusCode, Uri, header};
use service::Error;
use tower_http::compression::{
    CompressionLayer, CompressionLevel, Predicate,
    predicate::{And, SizeAbove},
};

pub use health::metrics;
use reply::Reply;
use request::{Arrival, visit};
use state::Shared;

/// How long a request may take in all.
const PATIENCE: Duration = Duration::from_secs(30);

/// The whole site.
///
/// # Errors
/// The rows of the permission table under which nothing is mounted.
pub fn site(shared: &Shared, files: Arc<assets::Files>) -> Result<Router, Vec<routes::Route>> {
    let (router, missing) = handlers::mounted(shared, files).finish();
    if !missing.is_empty() {
        return Err(missing);
    }
    let routed = router.fallback(not_found).with_state(shared.clone());
    // Outermost last: a request first meets `arrive`, then compression, then the routes.
    Ok(Router::new().fallback_service(routed).layer(compression()).layer(from_fn_with_state(shared.clone(), arrive)))
}

/// Pages are squeezed as fast as it goes; files were squeezed well when the program was built. A page that shows a
/// secret beside what somebody typed is sent as it is.
fn compression() -> CompressionLayer<And<SizeAbove, NotSecret>> {
    CompressionLayer::new().quality(CompressionLevel::Fastest).compress_when(SizeAbove::new(512).and(NotSecret))
}

/// Marks an answer that must not be compressed (BREACH).
#[derive(Clone, Copy, Debug)]
struct Secret;

#[derive(Clone, Copy, Debug)]
struct NotSecret;

impl Predicate for NotSecret {
    fn should_compress<B>(&self, response: &http::Response<B>) -> bool
    where
        B: http_body::Body,
    {
        response.extensions().get::<Secret>().is_none()
    }
}

/// Everything that happens to a request before it has a route, and to every answer.
async fn arrive(State(shared): State<Shared>, mut request: Request, next: Next) -> Response {
    let reference = new_reference(&shared);
    let (language, path) = split_language(request.uri().path());
    let arrival = Arrival { language, path: path.clone(), reference: reference.clone() };
    if language != Language::English {
        *request.uri_mut() = with_path(request.uri(), &path);
    }
    let refused = check(&shared, &request);
    request.extensions_mut().insert(arrival.clone());
    let method = request.method().clone();
    let answered = match refused {
        Some(code) => Err(code),
        None => answer(request, next).await,
    };
    let mut response = answered.unwrap_or_else(|code| {
        let visit = visit(&shared, Some(&arrival), None);
        match code {
            "panic" => Reply::broken(&visit).into_response(),
            code => Reply::failed(&visit, &Error::Refused(code)).into_response(),
        }
    });
    if !response.headers().contains_key(header::CONTENT_SECURITY_POLICY) {
        headers::set(response.headers_mut(), Policy::Plain, None, shared.secure);
    }
    if api::is_of_api(&arrival.path) {
        response = api::finish(response, &arrival);
    }
    // Counted by kind only: nothing here says who asked for what.
    metrics::counter!("folkmoot_requests_total", "method" => method_name(&method), "status" => class(response.status()))
        .increment(1);
    response
}

/// The answer of the routes, or why there is none: too slow, or a bug that ends this request only.
async fn answer(request: Request, next: Next) -> Result<Response, &'static str> {
    let running = AssertUnwindSafe(next.run(request)).catch_unwind();
    match tokio::time::timeout(PATIENCE, running).await {
        Err(_) => Err("time"),
        Ok(Err(_)) => {
            tracing::error!("a handler panicked");
            Err("panic")
        }
        Ok(Ok(response)) => Ok(response),
    }
}

/// What is refused before anything else: another host, another site, too much at once.
fn check(shared: &Shared, request: &Request) -> Option<&'static str> {
    let (method, headers) = (request.method(), request.headers());
    if !matches!(*method, Method::GET | Method::HEAD | Method::POST) {
        return Some("method");
    }
    if method == Method::POST && !is_from_here(shared, headers) {
        return Some("cross-site");
    }
    let peer = request.extensions().get::<axum::extract::ConnectInfo<std::net::SocketAddr>>();
    let network = peer.map(|peer| network::network(peer.0, headers, &shared.trusted_proxies)).unwrap_or_default();
    (!shared.flood.admits(&network)).then_some("too-often")
}

/// Whether a change comes from a page of this site: what the browser says about where it comes from must agree. A
/// client that says nothing at all is no browser and carries no cookie of ours.
fn is_from_here(shared: &Shared, headers: &http::HeaderMap) -> bool {
    let text = |name| headers.get(name).and_then(|value: &HeaderValue| value.to_str().ok());
    match text("sec-fetch-site") {
        Some("same-origin" | "none") => return true,
        Some(_) => return false,
        None => {}
    }
    match text("origin") {
        Some(origin) => origin.split_once("://").is_some_and(|(_, authority)| authority == &*shared.authority),
        // Old browsers say nothing of their origin, but where they come from.
        None => match text("referer").and_then(|referer| referer.parse::<Uri>().ok()) {
            Some(referer) => referer.authority().is_some_and(|authority| authority.as_str() == &*shared.authority),
            None => !headers.contains_key(header::COOKIE),
        },
    }
}

fn split_language(path: &str) -> (Language, String) {
    for language in Language::ALL {
        if language == Language::English {
            continue;
        }
        if let Some(rest) = path.strip_prefix('/').and_then(|rest| rest.strip_prefix(language.code())) {
            if rest.is_empty() {
                return (language, "/".to_owned());
            }
            if rest.starts_with('/') {
                return (language, rest.to_owned());
            }
        }
    }
    (Language::English, path.to_owned())
}

fn with_path(uri: &Uri, path: &str) -> Uri {
    let query = uri.query().map(|query| format!("?{query}")).unwrap_or_default();
    format!("{path}{query}").parse().unwrap_or_else(|_| Uri::from_static("/"))
}

/// Eight characters that can be told on the phone.
fn new_reference(shared: &Shared) -> String {
    let bytes: [u8; 8] = shared.ctx.ids.bytes().unwrap_or_default();
    domain::response::code::Code::from_bytes(&bytes, 8).map(|code| code.to_string()).unwrap_or_default()
}

const fn class(status: StatusCode) -> &'static str {
    match status.as_u16() {
        200..=299 => "2xx",
        300..=399 => "3xx",
        400..=499 => "4xx",
        _ => "5xx",
    }
}

fn method_name(method: &Method) -> &'static str {
    if method == Method::POST { "POST" } else { "GET" }
}

async fn not_found(State(shared): State<Shared>, request: Request) -> Reply {
    Reply::missing(&visit(&shared, request.extensions().get(), None))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_stands_in_front_of_an_address() {
        for (path, language, rest) in [
            ("/gd", Language::Gaelic, "/"),
            ("/gd/s/live-here", Language::Gaelic, "/s/live-here"),
            ("/gdx", Language::English, "/gdx"),
            ("/s/gd", Language::English, "/s/gd"),
            ("/", Language::English, "/"),
        ] {
            assert_eq!(split_language(path), (language, rest.to_owned()));
        }
    }
}
