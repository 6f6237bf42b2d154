//! Handlers of the desk itself: the desks that somebody has, and what needs them first on one of them.

use app::desk::{self as pages, Now, Said};
use axum::extract::{Path, Query};
use serde::Deserialize;
use service::desk;

use super::{
    frame::{self, Rail},
    reply::{Answer, Reply},
    request::Call,
};

/// What was just done, as the address says after a redirect.
#[derive(Deserialize, Default)]
pub struct Done {
    #[serde(default)]
    done: String,
}

impl Done {
    /// Its word.
    pub fn word(&self) -> &str {
        &self.done
    }
}

/// `GET /desk`: somebody with one desk and nothing else is led to it.
pub async fn desks(mut call: Call) -> Answer {
    let frame = frame::own_desk(&mut call)?;
    let desks = desk::desks(call.ctx(), call.caller()?).await?;
    if let ([only], []) = (desks.own.as_slice(), desks.shared.as_slice()) {
        return Ok(Reply::to(format!("/desk/{}", only.partnership.slug)));
    }
    Ok(Reply::page(pages::desks(&call.visit, &frame, &desks)))
}

/// `GET /desk/{host}`
pub async fn start(mut call: Call, Path(slug): Path<String>, Query(done): Query<Done>) -> Answer {
    let at = frame::at_desk(&mut call, &slug, Rail::Start).await?;
    let start = desk::start(call.ctx(), &at.officer).await?;
    let said = (done.word() == "retried").then_some(Said::Retried);
    let now = Now { at: call.ctx().now(), london: &call.ctx().london };
    Ok(Reply::page(pages::start(&call.visit, &at.desk, &start, now, said)))
}
