//! Islands: the only code that a browser loads. Each is drawn by the server first, works on a page that is complete
//! without it, takes small properties and asks the server for the rest, so that no page waits for a heavy bundle.

pub mod job;
pub mod question;

use leptos::{
    prelude::window,
    serde_json,
    wasm_bindgen::{JsCast, JsValue},
};
use serde::de::DeserializeOwned;
use wasm_bindgen_futures::JsFuture;
use web_sys::{RequestInit, Response, UrlSearchParams};

/// Posts fields to an address of this site and reads its answer; none when there is none, or none that can be read.
async fn ask<T: DeserializeOwned>(address: &str, fields: &[(String, String)]) -> Option<T> {
    let body = UrlSearchParams::new().ok()?;
    for (name, value) in fields {
        body.append(name, value);
    }
    let request = RequestInit::new();
    request.set_method("POST");
    request.set_body(&body);
    let answer: JsValue = JsFuture::from(window().fetch_with_str_and_init(address, &request)).await.ok()?;
    let answer: Response = answer.dyn_into().ok()?;
    if !answer.ok() {
        return None;
    }
    let text = JsFuture::from(answer.text().ok()?).await.ok()?.as_string()?;
    serde_json::from_str(&text).ok()
}
