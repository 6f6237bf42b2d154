//! Reading all answers of a survey, some at a time: envelopes while it is open, responses after, rehearsed ones before.

use domain::{
    id::CampaignId,
    response::{Body, body::Sent},
};
use store::survey::Survey;

use crate::{Context, Error, Result, job::Running};

/// Where the answers of a survey are.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bodies {
    campaign: CampaignId,
    sealed: bool,
}

impl Bodies {
    /// Where they are now: what was rehearsed of a draft is kept as if it were sealed.
    pub(crate) const fn of(survey: &Survey) -> Self {
        if survey.version.is_none() {
            Self { campaign: survey.rehearsal, sealed: true }
        } else {
            Self { campaign: survey.campaign, sealed: survey.sealed_at.is_some() }
        }
    }

    /// The campaign that they belong to.
    pub(crate) const fn campaign(self) -> CampaignId {
        self.campaign
    }

    /// Reads every body that was sent, in an order that says nothing.
    pub(crate) async fn each(
        self,
        ctx: &Context,
        running: Option<&Running<'_>>,
        mut take: impl FnMut(&Body, &Sent) -> Result<()>,
    ) -> Result<()> {
        let (mut after, mut read) = (Vec::new(), 0);
        loop {
            let batch = {
                let mut tx = ctx.store.answers.read().await?;
                if self.sealed {
                    store::response::responses_after(&mut tx, self.campaign, &after).await?
                } else {
                    store::response::sent_after(&mut tx, self.campaign, &after).await?
                }
            };
            let (bodies, Some(last)) = batch else { return Ok(()) };
            for bytes in &bodies {
                let body = Body::read(bytes).map_err(Error::internal)?;
                if let Some(sent) = &body.sent {
                    take(&body, sent)?;
                }
            }
            after = last;
            read += bodies.len();
            if let Some(running) = running {
                running.progress(read, 0).await?;
            }
        }
    }
}
