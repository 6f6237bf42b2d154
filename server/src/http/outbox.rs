//! Handlers of the outbox: letters that were written to the folder, and how letters stand.

use app::mail as pages;
use axum::extract::{Path, Query};
use serde::Deserialize;
use service::{Error, mail};

use super::{
    frame::{self, Rail},
    reply::{Answer, Reply},
    request::Call,
};
use crate::mail::shelf;

/// Which page of the letters.
#[derive(Deserialize, Default)]
pub struct Page {
    #[serde(default)]
    page: String,
}

/// `GET /desk/{host}/outbox`
pub async fn outbox(mut call: Call, Path(slug): Path<String>, Query(page): Query<Page>) -> Answer {
    let at = frame::at_desk(&mut call, &slug, Rail::Outbox).await?;
    let letters = mail::letters(call.ctx(), &at.officer).await?;
    let shelf = match &call.shared.letters {
        Some(folder) => {
            let page = page.page.parse().unwrap_or(1);
            Some(shelf::page(folder, at.officer.partnership(), page).await.map_err(Error::internal)?)
        }
        None => None,
    };
    Ok(Reply::page(pages::outbox(&call.visit, &at.desk, &letters, shelf.as_ref(), &call.ctx().london)))
}

/// `GET /desk/{host}/outbox/{letter}`
pub async fn letter(mut call: Call, Path((slug, file)): Path<(String, String)>) -> Answer {
    let at = frame::at_desk(&mut call, &slug, Rail::Outbox).await?;
    let folder = call.shared.letters.clone().ok_or(Error::Missing)?;
    let opened = shelf::letter(&folder, at.officer.partnership(), &file).await.map_err(Error::internal)?;
    let opened = opened.ok_or(Error::Missing)?;
    Ok(Reply::page(pages::letter(&call.visit, &at.desk, &opened, &call.ctx().london)))
}
