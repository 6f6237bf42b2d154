//! Uploads: a form with fields and at most one file, within the limit of its route.

use app::part::form::Fields;
use axum::{
    extract::{FromRequest, Multipart, Request, multipart::MultipartError},
    response::{IntoResponse, Response},
};
use http::StatusCode;

use super::{
    reply::Reply,
    request::{bare_name, visit},
    state::Shared,
};

/// The most parts that an upload may have.
const PARTS_MOST: usize = 100;

/// A posted form with at most one file.
#[derive(Debug, Default)]
pub struct Upload {
    /// The fields by name.
    pub fields: Fields,
    /// The file: the name that its owner gave it, and its bytes. None when no file was chosen.
    pub file: Option<(String, Vec<u8>)>,
}

impl Upload {
    /// The first value of a field, or nothing.
    pub fn value(&self, name: &str) -> &str {
        self.fields.get(name).and_then(|values| values.first()).map_or("", String::as_str)
    }

    /// Whether a field was sent.
    pub fn has(&self, name: &str) -> bool {
        self.fields.contains_key(name)
    }
}

impl FromRequest<Shared> for Upload {
    type Rejection = Response;

    async fn from_request(request: Request, shared: &Shared) -> Result<Self, Response> {
        let visit = visit(shared, request.extensions().get(), None);
        let refuse = |code| Reply::refused(&visit, code).into_response();
        let parts = Multipart::from_request(request, shared).await.map_err(|_| refuse("form"))?;
        read(parts).await.map_err(refuse)
    }
}

/// Reads all parts, or says by its code why not.
async fn read(mut parts: Multipart) -> Result<Upload, &'static str> {
    let mut upload = Upload::default();
    let mut count = 0;
    while let Some(part) = parts.next_field().await.map_err(|error| why(&error))? {
        count += 1;
        if count > PARTS_MOST {
            return Err("form");
        }
        let name = part.name().map(bare_name).unwrap_or_default();
        let file = part.file_name().map(str::to_owned);
        let bytes = part.bytes().await.map_err(|error| why(&error))?;
        match file {
            // Browsers send a file field that nobody filled in as an empty file without a name.
            Some(file) if file.is_empty() && bytes.is_empty() => {}
            Some(_) if upload.file.is_some() => return Err("form"),
            Some(file) => upload.file = Some((file, bytes.to_vec())),
            None => {
                let text = String::from_utf8(bytes.to_vec()).map_err(|_| "form")?;
                if text.contains('\0') {
                    return Err("form");
                }
                upload.fields.entry(name).or_default().push(text);
            }
        }
    }
    Ok(upload)
}

fn why(error: &MultipartError) -> &'static str {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE { "too-large" } else { "form" }
}
