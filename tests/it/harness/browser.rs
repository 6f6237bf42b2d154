//! A browser without script: it keeps cookies, follows redirects, and sends forms as browsers do.

use std::{collections::BTreeMap, fmt::Write, net::SocketAddr};

use axum::{
    Router,
    body::{Body, to_bytes},
    extract::ConnectInfo,
};
use http::{HeaderMap, Request, StatusCode, header};
use tower::ServiceExt;

use super::ORIGIN;

/// A browser.
#[derive(Clone)]
pub struct Browser {
    site: Router,
    /// Its cookies.
    pub cookies: BTreeMap<String, String>,
    /// Where it comes from.
    pub address: SocketAddr,
}

/// What a browser shows.
#[derive(Clone, Debug)]
pub struct Page {
    /// Its status.
    pub status: StatusCode,
    /// Where it was found after all redirects.
    pub path: String,
    /// Its headers.
    pub headers: HeaderMap,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// The same as text.
    pub html: String,
}

impl Browser {
    /// A browser that was never here.
    pub fn new(site: Router) -> Self {
        Self { site, cookies: BTreeMap::new(), address: SocketAddr::from(([192, 0, 2, 7], 50_000)) }
    }

    /// Opens an address and follows redirects.
    pub async fn get(&mut self, path: &str) -> Page {
        let page = self.send(Request::get(path), Body::empty()).await;
        self.follow(page, path).await
    }

    /// Sends a form and follows redirects.
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Page {
        let page = self.post_only(path, fields).await;
        self.follow(page, path).await
    }

    /// Sends a form and stays where it is.
    pub async fn post_only(&mut self, path: &str, fields: &[(&str, &str)]) -> Page {
        let body: Vec<String> =
            fields.iter().map(|(name, value)| format!("{}={}", encode(name), encode(value))).collect();
        let request = Request::post(path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::ORIGIN, ORIGIN)
            .header("sec-fetch-site", "same-origin");
        self.send(request, Body::from(body.join("&"))).await
    }

    /// Sends a form with a file and follows redirects.
    pub async fn upload(&mut self, path: &str, fields: &[(&str, &str)], file: (&str, &str, &[u8])) -> Page {
        let boundary = "----folkmoot-test-boundary";
        let mut body = Vec::new();
        for (name, value) in fields {
            body.extend_from_slice(
                format!("--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
                    .as_bytes(),
            );
        }
        let (field, name, bytes) = file;
        body.extend_from_slice(
            format!(
                "--{boundary}\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\n\
                 Content-Type: application/octet-stream\r\n\r\n"
            )
            .as_bytes(),
        );
        body.extend_from_slice(bytes);
        body.extend_from_slice(format!("\r\n--{boundary}--\r\n").as_bytes());
        let request = Request::post(path)
            .header(header::CONTENT_TYPE, format!("multipart/form-data; boundary={boundary}"))
            .header(header::ORIGIN, ORIGIN)
            .header("sec-fetch-site", "same-origin");
        let page = self.send(request, Body::from(body)).await;
        self.follow(page, path).await
    }

    async fn follow(&mut self, mut page: Page, path: &str) -> Page {
        let mut path = path.to_owned();
        for _ in 0..10 {
            if page.status != StatusCode::SEE_OTHER {
                page.path = path;
                return page;
            }
            path = page.headers[header::LOCATION].to_str().unwrap().to_owned();
            page = self.send(Request::get(&path), Body::empty()).await;
        }
        panic!("redirects without end at {path}");
    }

    /// Sends any request with this browser's cookies.
    pub async fn send(&mut self, request: http::request::Builder, body: Body) -> Page {
        let cookies: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let mut request = request.header(header::HOST, "folkmoot.test");
        if !cookies.is_empty() {
            request = request.header(header::COOKIE, cookies.join("; "));
        }
        let mut request = request.body(body).unwrap();
        request.extensions_mut().insert(ConnectInfo(self.address));
        let path = request.uri().path().to_owned();
        let response = self.site.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        for set in parts.headers.get_all(header::SET_COOKIE) {
            let (pair, attributes) = set.to_str().unwrap().split_once(';').unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            if attributes.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        let bytes = to_bytes(body, 64 * 1024 * 1024).await.unwrap().to_vec();
        let html = String::from_utf8_lossy(&bytes).into_owned();
        Page { status: parts.status, path, headers: parts.headers, bytes, html }
    }
}

fn encode(text: &str) -> String {
    text.bytes().fold(String::new(), |mut encoded, byte| {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            let _ = write!(encoded, "%{byte:02X}");
        }
        encoded
    })
}

impl Page {
    /// Whether it holds this.
    pub fn has(&self, text: &str) -> bool {
        self.html.contains(text)
    }

    /// Fails unless it holds this.
    #[track_caller]
    pub fn shows(&self, text: &str) -> &Self {
        assert!(self.has(text), "no {text:?} in {} {}:\n{}", self.status, self.path, self.text());
        self
    }

    /// Fails unless it was found here.
    #[track_caller]
    pub fn is_at(&self, path: &str) -> &Self {
        assert_eq!(self.path, path, "{} shows:\n{}", self.status, self.text());
        self
    }

    /// Fails unless it has this status.
    #[track_caller]
    pub fn is(&self, status: u16) -> &Self {
        assert_eq!(self.status.as_u16(), status, "{} shows:\n{}", self.path, self.text());
        self
    }

    /// Its title.
    pub fn title(&self) -> &str {
        self.html.split_once("<title>").and_then(|(_, rest)| rest.split_once("</title>")).map_or("", |(title, _)| title)
    }

    /// The value of the first field of this name.
    pub fn value(&self, name: &str) -> String {
        let tag = self.html.split('<').find(|tag| tag.contains(&format!("name=\"{name}\"")));
        let tag = tag.unwrap_or_else(|| panic!("no field {name} in {}", self.path));
        tag.split_once("value=\"").and_then(|(_, rest)| rest.split_once('"')).map_or("", |(value, _)| value).to_owned()
    }

    /// What a reader reads: without tags.
    pub fn text(&self) -> String {
        let body = self.html.split_once("<body").map_or(self.html.as_str(), |(_, body)| body);
        let mut text = String::new();
        let mut inside = true;
        for c in body.chars() {
            match c {
                '<' => inside = true,
                '>' => {
                    inside = false;
                    text.push(' ');
                }
                c if !inside => text.push(c),
                _ => {}
            }
        }
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}
