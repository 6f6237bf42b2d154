//! The worker: does jobs one after the other, and twice a minute looks for what the time brings.

use std::{sync::Arc, time::Duration};

use service::{Context, mail::Postman};
use tokio_util::sync::CancellationToken;

/// How long to sleep when nothing is due: another process may write jobs too.
const IDLE: Duration = Duration::from_secs(2);
/// How often to look for what the time brings.
const LOOK: Duration = Duration::from_secs(30);

/// Works until told to stop; a job that has begun is finished.
pub async fn work(ctx: Context, postman: Arc<dyn Postman>, stop: CancellationToken) {
    tokio::join!(do_jobs(&ctx, &*postman, &stop), look_around(&ctx, &stop));
}

async fn do_jobs(ctx: &Context, postman: &dyn Postman, stop: &CancellationToken) {
    while !stop.is_cancelled() {
        let more = service::job::run_one(ctx, postman).await.unwrap_or_else(|error| {
            tracing::error!(error = %error, "the worker could not take a job");
            false
        });
        if !more {
            tokio::select! {
                () = stop.cancelled() => {}
                () = ctx.wake.notified() => {}
                () = tokio::time::sleep(IDLE) => {}
            }
        }
    }
}

async fn look_around(ctx: &Context, stop: &CancellationToken) {
    while !stop.is_cancelled() {
        if let Err(error) = service::schedule::look(ctx).await {
            tracing::error!(error = %error, "could not look for what is due");
        }
        tokio::select! {
            () = stop.cancelled() => {}
            () = tokio::time::sleep(LOOK) => {}
        }
    }
}
