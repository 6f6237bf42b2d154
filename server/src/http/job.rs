//! Handlers of work that goes on by itself: trying again, and how far it is.

use std::sync::{Arc, PoisonError};

use app::{island::job::LookAtJob, job::Asked};
use axum::{
    body::Bytes,
    extract::{FromRequest, Path, Request},
    response::Response,
};
use http::StatusCode;
use leptos::{
    prelude::{Owner, provide_context},
    reactive::computed::ScopedFuture,
};
use service::{Error, desk};

use super::{
    frame::{self, Rail},
    reply::{Answer, Failed, Reply},
    request::Call,
};

/// `POST /desk/{host}/jobs/retry`
pub async fn retry(mut call: Call, Path(slug): Path<String>) -> Answer {
    let at = frame::at_desk(&mut call, &slug, Rail::Start).await?;
    desk::retry(call.ctx(), &at.officer).await?;
    Ok(Reply::to(format!("{}?done=retried", at.desk.home)))
}

/// Makes the server functions known; done again it changes nothing.
pub fn register() {
    server_fn::axum::register_explicit::<LookAtJob>();
}

/// `POST /api/job_progress`: the server function of the island. What it may not tell is answered like any other page
/// that somebody may not see.
pub async fn progress(call: Call, request: Request) -> Result<Response, Failed> {
    let asked = Asked { ctx: call.ctx().clone(), caller: call.caller()?.clone(), refused: Arc::default() };
    let refused = asked.refused.clone();
    // The function would read whatever is sent, and call any trouble of a client a failure of ours.
    let (parts, body) = request.into_parts();
    let read = Bytes::from_request(Request::from_parts(parts.clone(), body), &()).await;
    let read = read.map_err(|_| Error::Refused("too-large"))?;
    let request = Request::from_parts(parts, read.into());
    let owner = Owner::new();
    let answering = owner.with(|| {
        provide_context(asked);
        ScopedFuture::new(server_fn::axum::handle_server_fn(request))
    });
    let response = answering.await;
    owner.cleanup();
    let refused = refused.lock().unwrap_or_else(PoisonError::into_inner).take();
    match refused {
        Some(error) => Err(error.into()),
        None if response.status() == StatusCode::INTERNAL_SERVER_ERROR => Err(Error::Refused("form").into()),
        None => Ok(response),
    }
}
