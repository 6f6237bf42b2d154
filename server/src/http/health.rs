//! Health: whether the program runs, whether it can do its work, and numbers for those who watch it.

use std::time::Duration;

use axum::{Router, extract::State, response::IntoResponse, routing::get};
use http::{StatusCode, header};
use metrics_exporter_prometheus::PrometheusHandle;

use super::{reply::Reply, state::Shared};

/// `GET /health/live`: the program runs.
pub async fn live() -> Reply {
    Reply::data("text/plain; charset=utf-8", "live\n")
}

/// `GET /health/ready`: both databases answer in time.
pub async fn ready(State(shared): State<Shared>) -> Reply {
    let looked = tokio::time::timeout(Duration::from_secs(2), async {
        shared.ctx.store.main.version().await?;
        shared.ctx.store.answers.version().await
    });
    match looked.await {
        Ok(Ok(_)) => Reply::data("text/plain; charset=utf-8", "ready\n"),
        _ => Reply::data("text/plain; charset=utf-8", "not ready\n").status(StatusCode::SERVICE_UNAVAILABLE),
    }
}

/// Numbers about the program, on a listener of their own that only this machine reaches.
pub fn metrics(handle: PrometheusHandle) -> Router {
    let show = move || {
        let text = handle.render();
        async move { ([(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], text).into_response() }
    };
    Router::new().route("/metrics", get(show))
}
