//! Handlers of being recognised: the form after sending, and the page of the desk.

use app::{
    part::form::Form,
    recognition::{self as pages, AtDesk},
};
use axum::extract::{Path, Query};
use domain::engagement::Year;
use service::{Error, recognition};

use super::{
    desk::Done,
    frame::{self, Rail},
    reply::{Answer, Reply},
    request::{Call, Posted},
    response,
    results::find,
};

/// `POST /s/{survey}/again`
pub async fn save(mut call: Call, Path(slug): Path<String>, form: Posted) -> Answer {
    let open = find(&mut call, &slug).await?;
    let ticket = response::held(&call, &slug).ok_or(Error::Missing)?;
    let typed = recognition::Form { contact: form.value("contact").to_owned(), age: form.value("age").to_owned() };
    let forgets = form.value("then") == "forget";
    let done = if forgets {
        recognition::forget(call.ctx(), &open, &ticket, &call.origin.network, &typed).await
    } else {
        recognition::join(call.ctx(), &open, &ticket, &call.origin.network, &typed).await
    };
    match done {
        Ok(()) => {
            let word = if forgets { "forgotten" } else { "joined" };
            Ok(Reply::to(call.visit.href(&format!("/s/{slug}/sent?done={word}#again"))))
        }
        Err(Error::Invalid(problems)) => {
            response::sent_page(&call, open, &ticket, pages::Said::Nothing, &Form::wrong(form.0, problems)).await
        }
        Err(error) => Err(error.into()),
    }
}

/// `GET /desk/{host}/again`
pub async fn at_desk(mut call: Call, Path(slug): Path<String>, Query(done): Query<Done>) -> Answer {
    let at = frame::at_desk(&mut call, &slug, Rail::Engagements).await?;
    let ctx = call.ctx();
    let now = Year::of(ctx.today());
    let years = [
        recognition::of_year(ctx, at.partnership.id, now).await?,
        recognition::of_year(ctx, at.partnership.id, now.before()).await?,
    ];
    let shown = AtDesk {
        on: recognition::is_on(ctx, at.partnership.id).await?,
        years: &years,
        said: &recognition::as_people_say(ctx, &at.officer).await?,
        ends: recognition::ends_on(now),
        switched: done.word() == "switched",
    };
    Ok(Reply::page(pages::at_desk(&call.visit, &at.desk, &shown)))
}

/// `POST /desk/{host}/again`
pub async fn switch(mut call: Call, Path(slug): Path<String>, form: Posted) -> Answer {
    let at = frame::at_desk(&mut call, &slug, Rail::Engagements).await?;
    recognition::switch(call.ctx(), &at.officer, form.value("to") == "on").await?;
    Ok(Reply::to(format!("{}/again?done=switched", at.desk.home)))
}
