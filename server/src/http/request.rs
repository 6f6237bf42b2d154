//! What handlers take from a request: the visit, who calls, where from, a posted form, an uploaded file.

use std::{convert::Infallible, net::SocketAddr};

use app::{part::form::Fields, visit::Visit, words::Words};
use axum::{
    body::Bytes,
    extract::{ConnectInfo, FromRequest, FromRequestParts, Multipart, Request, multipart::MultipartError},
    response::{IntoResponse, Response},
};
use domain::text::Language;
use http::request::Parts;
use service::{Error, access::Caller, account::Origin};

use super::{cookie::Jar, network, reply::Reply, state::Shared};

/// What is known of a request before its route is: set in front of the router, where `/gd` is cut off.
#[derive(Clone, Debug)]
pub struct Arrival {
    /// The language of the address.
    pub language: Language,
    /// The path without the language.
    pub path: String,
    /// The reference of this request, to be told on the phone: it says nothing about anybody.
    pub reference: String,
}

/// The nonce of this answer.
#[derive(Clone, Debug)]
pub struct Nonce(pub String);

/// The visit that a page answers.
pub fn visit(shared: &Shared, arrival: Option<&Arrival>, nonce: Option<&Nonce>) -> Visit {
    let path = arrival.map_or("/", |arrival| arrival.path.as_str());
    Visit {
        words: Words::of(arrival.map_or(Language::English, |arrival| arrival.language)).by(shared
            .ctx
            .site
            .policy
            .method()),
        languages: Language::ALL.to_vec(),
        path: path.to_owned(),
        demonstration: shared.ctx.site.demonstration,
        host: None,
        assets: (*shared.assets).clone(),
        nonce: nonce.map(|nonce| nonce.0.clone()),
        reference: arrival.map(|arrival| arrival.reference.clone()).unwrap_or_default(),
    }
}

/// Everything a handler needs to know of a request, in one argument.
pub struct Call {
    /// What all handlers share.
    pub shared: Shared,
    /// The visit.
    pub visit: Visit,
    /// Who calls, where the route asks for somebody.
    caller: Option<Caller>,
    /// Where from.
    pub origin: Origin,
    /// The headers, for cookies.
    headers: http::HeaderMap,
}

impl Call {
    /// The use cases' context.
    pub const fn ctx(&self) -> &service::Context {
        &self.shared.ctx
    }

    /// Who calls.
    ///
    /// # Errors
    /// `Refused("sign-in")` on a route that lets anybody in.
    pub fn caller(&self) -> Result<&Caller, Error> {
        self.caller.as_ref().ok_or(Error::Refused("sign-in"))
    }

    /// The value of a cookie.
    pub fn cookie(&self, jar: Jar<'_>) -> Option<String> {
        jar.read(&self.headers, self.shared.secure)
    }

    /// The language of the page.
    pub const fn language(&self) -> Language {
        self.visit.words.language()
    }
}

impl FromRequestParts<Shared> for Call {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, shared: &Shared) -> Result<Self, Infallible> {
        Ok(Self {
            visit: visit(shared, parts.extensions.get(), parts.extensions.get()),
            caller: parts.extensions.get::<Caller>().cloned(),
            origin: origin(shared, parts),
            headers: parts.headers.clone(),
            shared: shared.clone(),
        })
    }
}

/// Where a request comes from.
pub fn origin(shared: &Shared, parts: &Parts) -> Origin {
    let unknown = SocketAddr::from(([0, 0, 0, 0], 0));
    let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map_or(unknown, |info| info.0);
    Origin {
        network: network::network(peer, &parts.headers, &shared.trusted_proxies),
        browser: network::browser(&parts.headers),
    }
}

/// The most fields that a form may have.
const FIELDS_MOST: usize = 2000;

/// A posted form: fields by name. A name of the shape `answers[q2][]` counts as `q2`.
pub struct Posted(pub Fields);

impl Posted {
    /// The first value of a field, or nothing.
    pub fn value(&self, name: &str) -> &str {
        self.0.get(name).and_then(|values| values.first()).map_or("", String::as_str)
    }

    /// Whether a field was sent.
    pub fn has(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }
}

impl FromRequest<Shared> for Posted {
    type Rejection = Response;

    async fn from_request(request: Request, shared: &Shared) -> Result<Self, Response> {
        let (parts, body) = request.into_parts();
        let refuse = |key| Reply::refused(&visit(shared, parts.extensions.get(), None), key).into_response();
        let form =
            parts.headers.get(http::header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        if !form.starts_with("application/x-www-form-urlencoded") {
            return Err(refuse("form"));
        }
        let bytes = Bytes::from_request(Request::from_parts(parts.clone(), body), shared).await;
        let bytes = bytes.map_err(|_| refuse("too-large"))?;
        parse_form(&bytes).map(Self).ok_or_else(|| refuse("form"))
    }
}

/// A form that was sent with a file: its fields, and the files that were chosen by the names of their fields. What it may
/// weigh in all says the row of its route.
pub struct Uploaded {
    /// The fields.
    pub fields: Fields,
    /// The bytes of each file; a field for which none was chosen is not here.
    pub files: Vec<(String, Bytes)>,
}

impl Uploaded {
    /// The first value of a field, or nothing.
    pub fn value(&self, name: &str) -> &str {
        self.fields.get(name).and_then(|values| values.first()).map_or("", String::as_str)
    }

    /// The file of a field.
    pub fn file(&self, name: &str) -> Option<&Bytes> {
        self.files.iter().find(|(field, _)| field == name).map(|(_, bytes)| bytes)
    }

    async fn read(mut parts: Multipart) -> Result<Self, MultipartError> {
        let mut uploaded = Self { fields: Fields::new(), files: Vec::new() };
        let mut count = 0;
        while let Some(part) = parts.next_field().await? {
            count += 1;
            let (name, is_file) = (part.name().unwrap_or_default().to_owned(), part.file_name().is_some());
            let bytes = part.bytes().await?;
            if count > FIELDS_MOST {
                continue;
            }
            if !is_file {
                let words = String::from_utf8_lossy(&bytes).replace('\0', "");
                uploaded.fields.entry(name).or_default().push(words);
            } else if !bytes.is_empty() {
                uploaded.files.push((name, bytes));
            }
        }
        Ok(uploaded)
    }
}

impl FromRequest<Shared> for Uploaded {
    type Rejection = Response;

    async fn from_request(request: Request, shared: &Shared) -> Result<Self, Response> {
        let arrival = request.extensions().get::<Arrival>().cloned();
        let refuse = |key| Reply::refused(&visit(shared, arrival.as_ref(), None), key).into_response();
        let parts = Multipart::from_request(request, shared).await.map_err(|_| refuse("form"))?;
        let too_large = |error: &MultipartError| error.status() == http::StatusCode::PAYLOAD_TOO_LARGE;
        Self::read(parts).await.map_err(|error| refuse(if too_large(&error) { "too-large" } else { "form" }))
    }
}

/// The fields of a form; `None` when there are too many or they are not text. U+0000 is not text: no browser sends it,
/// and PostgreSQL does not take it.
/// The fields of a form or of the question in an address; none where there are too many or they cannot be read.
pub fn parse_form(bytes: &[u8]) -> Option<Fields> {
    let mut fields = Fields::new();
    let mut count = 0;
    for pair in bytes.split(|byte| *byte == b'&').filter(|pair| !pair.is_empty()) {
        count += 1;
        if count > FIELDS_MOST {
            return None;
        }
        let at = pair.iter().position(|byte| *byte == b'=').unwrap_or(pair.len());
        let name = decode(&pair[..at])?;
        let value = decode(pair.get(at + 1..).unwrap_or_default())?;
        fields.entry(bare_name(&name)).or_default().push(value);
    }
    Some(fields)
}

/// `answers[q2][]` is `q2`; any other name is itself.
pub(super) fn bare_name(name: &str) -> String {
    let inner = name.strip_prefix("answers[").and_then(|rest| rest.split_once(']')).map(|(inner, _)| inner);
    inner.unwrap_or(name).to_owned()
}

fn decode(text: &[u8]) -> Option<String> {
    let hex = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.iter().copied();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'+' => b' ',
            b'%' => hex(rest.next()?)? << 4 | hex(rest.next()?)?,
            other => other,
        });
    }
    String::from_utf8(bytes).ok().filter(|text| !text.contains('\0'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_read_as_browsers_send_them() {
        let fields =
            parse_form(b"answers%5Bq2%5D%5B%5D=bus&answers[q2][]=walk&name=Ann+%26+B%C3%A9a&empty=&flag").unwrap();
        assert_eq!(fields["q2"], ["bus", "walk"]);
        assert_eq!(fields["name"], ["Ann & Béa"]);
        assert_eq!(fields["empty"], [""]);
        assert_eq!(fields["flag"], [""]);
    }

    #[test]
    fn broken_forms_are_refused_as_a_whole() {
        assert!(parse_form(b"a=%").is_none());
        assert!(parse_form(b"a=%zz").is_none());
        assert!(parse_form(b"a=%ff%fe").is_none());
        assert!(parse_form(b"a=x%00y").is_none());
        assert!(parse_form(&b"a=1&".repeat(FIELDS_MOST + 1)).is_none());
        assert!(parse_form(b"").unwrap().is_empty());
    }
}
