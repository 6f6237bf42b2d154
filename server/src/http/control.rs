//! The control of a server under test, on a listener of its own: the clock, the letters, and the one deliberate fault.
//! It exists only in builds for tests.

use axum::{
    Json, Router,
    extract::State,
    routing::{get, post},
};
use jiff::SignedDuration;
use serde::{Deserialize, Serialize};
use service::Context;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use crate::{command::say, installation::Failure, settings::Settings};

#[derive(Deserialize)]
struct Advance {
    seconds: i64,
}

#[derive(Deserialize)]
struct Fault {
    early: bool,
}

#[derive(Serialize)]
struct Letter {
    to: String,
    subject: String,
    text: String,
}

#[derive(Clone)]
struct Controlled {
    ctx: Context,
    letters: std::path::PathBuf,
}

/// Starts the control and says where it is.
///
/// # Errors
/// When it cannot listen.
pub async fn start(ctx: &Context, settings: &Settings, stop: &CancellationToken) -> Result<(), Failure> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.map_err(|error| error.to_string())?;
    let address = listener.local_addr().map_err(|error| error.to_string())?;
    let controlled = Controlled { ctx: ctx.clone(), letters: settings.data.folder.join("letters") };
    let router = Router::new()
        .route("/advance", post(advance))
        .route("/fault", post(fault))
        .route("/letters", get(letters))
        .route("/work", post(work))
        .with_state(controlled);
    tokio::spawn(super::listen::serve(listener, router, 16, stop.clone()));
    say(&format!("control on http://{address}"));
    Ok(())
}

/// Moves the clock on and looks at once for what that brings.
async fn advance(State(controlled): State<Controlled>, Json(advance): Json<Advance>) -> &'static str {
    controlled.ctx.clock.advance(SignedDuration::from_secs(advance.seconds));
    work(State(controlled)).await
}

async fn work(State(controlled): State<Controlled>) -> &'static str {
    match service::schedule::look(&controlled.ctx).await {
        Ok(()) => {
            controlled.ctx.wake.notify_one();
            "done"
        }
        Err(_) => "failed",
    }
}

async fn fault(Json(fault): Json<Fault>) -> &'static str {
    store::writer::ACKNOWLEDGE_EARLY.store(fault.early, std::sync::atomic::Ordering::Relaxed);
    "done"
}

/// All letters so far, oldest first.
async fn letters(State(controlled): State<Controlled>) -> Json<Vec<Letter>> {
    let mut found = Vec::new();
    let shelves = std::fs::read_dir(&controlled.letters).into_iter().flatten().flatten();
    for shelf in shelves {
        for file in std::fs::read_dir(shelf.path()).into_iter().flatten().flatten() {
            let path = file.path();
            if path.extension().is_some_and(|end| end == "eml")
                && let Ok(bytes) = std::fs::read(&path)
                && let Some(letter) = read(&bytes)
            {
                let at = file.metadata().and_then(|meta| meta.modified()).ok();
                found.push((at, letter));
            }
        }
    }
    found.sort_by_key(|(at, _)| *at);
    Json(found.into_iter().map(|(_, letter)| letter).collect())
}

fn read(bytes: &[u8]) -> Option<Letter> {
    let message = mail_parser::MessageParser::default().parse(bytes)?;
    Some(Letter {
        to: message.to()?.first()?.address()?.to_owned(),
        subject: message.subject()?.to_owned(),
        text: message.body_text(0)?.into_owned(),
    })
}
