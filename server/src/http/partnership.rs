//! Handlers of public pages of partnerships.

use app::partnership::{self as pages, Today};
use axum::extract::Path;

use super::{
    frame::{area, set_host},
    reply::{Answer, Reply},
    request::Call,
};

/// `GET /`
pub async fn front(call: Call) -> Answer {
    let all = service::partnership::all(call.ctx()).await?;
    let all: Vec<_> = all.into_iter().map(|partnership| (partnership.clone(), area(&partnership))).collect();
    Ok(Reply::page(pages::front(&call.visit, &all)))
}

fn today(call: &Call) -> Today<'_> {
    Today { date: call.ctx().today(), london: &call.ctx().london }
}

/// `GET /{host}`
pub async fn home(mut call: Call, Path(slug): Path<String>) -> Answer {
    let home = service::partnership::home(call.ctx(), &slug).await?;
    set_host(&mut call.visit, &home.partnership);
    Ok(Reply::page(pages::home(&call.visit, &home, today(&call))))
}

/// `GET /{host}/results`
pub async fn results(mut call: Call, Path(slug): Path<String>) -> Answer {
    let home = service::partnership::home(call.ctx(), &slug).await?;
    set_host(&mut call.visit, &home.partnership);
    let has_years = service::engagement::has_years(call.ctx(), &home.partnership).await?;
    Ok(Reply::page(pages::results(&call.visit, &home, today(&call), has_years)))
}
