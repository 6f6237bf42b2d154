//! `folkmoot account`: lets the first administrator in.

use std::process::ExitCode;

use super::{Outcome, in_words, open, say};
use crate::settings::Settings;

/// Prints a link that works once and that only whoever is at this machine sees.
pub async fn first(settings: &Settings, address: &str) -> Outcome {
    let installation = open(settings).await?;
    let link = service::account::team::first_administrator(&installation.ctx, address).await;
    let link = link.map_err(|error| match &error {
        service::Error::Invalid(_) => format!("{address:?} is not an e-mail address"),
        other => in_words(other),
    })?;
    say("Open this link in a browser. It works once, for seven days, for whoever has it:");
    say("");
    say(&format!("  {link}"));
    Ok(ExitCode::SUCCESS)
}
