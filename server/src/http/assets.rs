//! Files that pages load: embedded, compressed once, served under their digests for ever.
//!
//! In a debug build the islands are read from where they were built, when the program starts, so that a new bundle needs
//! no new server.

use std::{borrow::Cow, collections::HashMap, sync::Arc};

use app::visit::Assets;
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use http::{HeaderMap, HeaderValue, StatusCode, header};

include!(concat!(env!("OUT_DIR"), "/files.rs"));

/// One embedded file.
pub struct File {
    name: &'static str,
    digest: &'static str,
    bytes: &'static [u8],
    small: &'static [u8],
}

struct Served {
    kind: &'static str,
    bytes: Cow<'static, [u8]>,
    small: Cow<'static, [u8]>,
}

/// All files by the name under which they are served.
pub struct Files {
    served: HashMap<String, Served>,
    names: HashMap<&'static str, String>,
}

impl Files {
    /// All files of this program.
    pub fn load() -> Self {
        let mut files = Self { served: HashMap::new(), names: HashMap::new() };
        for file in FILES {
            files.add(file.name, file.digest, Cow::Borrowed(file.bytes), Cow::Borrowed(file.small));
        }
        #[cfg(debug_assertions)]
        files.add_islands_from_disk();
        files
    }

    fn add(&mut self, name: &'static str, digest: &str, bytes: Cow<'static, [u8]>, small: Cow<'static, [u8]>) {
        let (stem, end) = name.rsplit_once('.').unwrap_or((name, ""));
        let served = format!("{stem}-{digest}.{end}");
        self.names.insert(name, served.clone());
        self.served.insert(served, Served { kind: kind_of(end), bytes, small });
    }

    #[cfg(debug_assertions)]
    fn add_islands_from_disk(&mut self) {
        let site = std::env::current_exe().ok().and_then(|exe| Some(exe.parent()?.parent()?.join("site")));
        let Some(site) = site else { return };
        for name in ["start.js", "islands.js", "islands_bg.wasm"] {
            let (Ok(bytes), Ok(small)) =
                (std::fs::read(site.join(name)), std::fs::read(site.join(format!("{name}.br"))))
            else {
                return;
            };
            let digest = service::keys::hex(&service::keys::digest(&bytes)[..6]);
            self.add(name, &digest, Cow::Owned(bytes), Cow::Owned(small));
        }
    }

    /// The addresses that pages name.
    pub fn addresses(&self) -> Assets {
        let address = |name: &str| self.names.get(name).map(|served| format!("/assets/{served}"));
        Assets {
            journey_css: address("journey.css").unwrap_or_default(),
            public_css: address("public.css").unwrap_or_default(),
            desk_css: address("desk.css").unwrap_or_default(),
            start_js: address("start.js"),
            islands_js: address("islands.js"),
            islands_wasm: address("islands_bg.wasm"),
            icon: address("folkmoot.svg").unwrap_or_default(),
            mark: address("mark.svg").unwrap_or_default(),
            hills: address("hills.svg").unwrap_or_default(),
        }
    }
}

fn kind_of(end: &str) -> &'static str {
    match end {
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "svg" => "image/svg+xml",
        "wasm" => "application/wasm",
        _ => "application/octet-stream",
    }
}

/// `GET /assets/{file}`
#[expect(clippy::unused_async, reason = "a handler is a future")]
pub async fn asset(State(files): State<Arc<Files>>, Path(name): Path<String>, headers: HeaderMap) -> Response {
    let Some(file) = files.served.get(&name) else { return StatusCode::NOT_FOUND.into_response() };
    let takes_brotli = headers
        .get_all(header::ACCEPT_ENCODING)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .any(|value| value.split(',').any(|coding| coding.trim().split(';').next() == Some("br")));
    let body = if takes_brotli { file.small.clone() } else { file.bytes.clone() };
    let mut response = axum::body::Body::from(body.into_owned()).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(file.kind));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable"));
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    if takes_brotli {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("br"));
    }
    response
}
