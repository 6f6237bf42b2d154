//! Handlers of work that goes on by itself: trying again, and how far it is.

use axum::extract::Path;
use service::{Error, desk};

use super::{
    frame::{self, Rail},
    reply::{Answer, Reply},
    request::{Call, Posted},
};

/// `POST /desk/{host}/jobs/retry`
pub async fn retry(mut call: Call, Path(slug): Path<String>) -> Answer {
    let at = frame::at_desk(&mut call, &slug, Rail::Start).await?;
    desk::retry(call.ctx(), &at.officer).await?;
    Ok(Reply::to(format!("{}?done=retried", at.desk.home)))
}

/// `POST /api/job_progress`: how far a piece of work is, for its island.
pub async fn progress(call: Call, form: Posted) -> Answer {
    let job = form.value("job").parse().map_err(|_| Error::Missing)?;
    let ctx = call.ctx();
    let work = desk::progress(ctx, call.caller()?, job).await?;
    Reply::json(&app::job::progress(&work, ctx.now(), &ctx.london))
}
