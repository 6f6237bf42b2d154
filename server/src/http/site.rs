//! Handlers of pages about the site itself, and the way into a demonstration.

use app::site as pages;
use axum::extract::Path;
use service::demonstration;

use super::{
    cookie::Jar,
    reply::{Answer, Reply},
    request::Call,
};

/// `GET /accessibility`
pub async fn accessibility(call: Call) -> Reply {
    Reply::page(pages::accessibility(&call.visit))
}

/// `GET /privacy`
pub async fn privacy(call: Call) -> Reply {
    Reply::page(pages::privacy(&call.visit))
}

/// `GET /cookies`
pub async fn cookies(call: Call) -> Reply {
    Reply::page(pages::cookies(&call.visit))
}

/// `GET /help`
pub async fn help(call: Call) -> Reply {
    Reply::page(pages::help(&call.visit))
}

/// `GET /robots.txt`: crawlers have no business with forms and personal links.
pub async fn robots(call: Call) -> Reply {
    let text = if call.visit.demonstration {
        "User-agent: *\nDisallow: /\n"
    } else {
        "User-agent: *\nDisallow: /s/*/q/\nDisallow: /s/*/check\nDisallow: /stop/\nDisallow: /desk\nDisallow: /account\n"
    };
    Reply::data("text/plain; charset=utf-8", text)
}

/// `GET /demonstration/{token}`
pub async fn enter_demonstration(call: Call, Path(token): Path<String>) -> Answer {
    let who = demonstration::who(call.ctx(), &token)?;
    Ok(Reply::page(pages::demonstration(&call.visit, who, &token)))
}

/// `POST /demonstration/{token}`
pub async fn enter_demonstration_now(call: Call, Path(token): Path<String>) -> Answer {
    let begun = demonstration::enter(call.ctx(), &call.origin, &token).await?;
    Ok(Reply::to("/desk").set(Jar::Session, &begun.token, call.shared.secure))
}
