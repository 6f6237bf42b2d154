//! Handlers of work that goes on by itself: trying again, and how far it is.

use std::sync::{Arc, PoisonError};

use app::{island::job::LookAtJob, job::Asked};
use axum::{
    extract::{Path, Request},
    response::Response,
};
use leptos::{
    prelude::{Owner, provide_context},
    reactive::computed::ScopedFuture,
};
use service::desk;

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
    let owner = Owner::new();
    let answering = owner.with(|| {
        provide_context(asked);
        ScopedFuture::new(server_fn::axum::handle_server_fn(request))
    });
    let response = answering.await;
    owner.cleanup();
    let refused = refused.lock().unwrap_or_else(PoisonError::into_inner).take();
    refused.map_or(Ok(response), |error| Err(error.into()))
}
