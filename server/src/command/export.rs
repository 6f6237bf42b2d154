//! `folkmoot export`: writes the research file of a survey into a folder.

use std::process::ExitCode;

use super::{Outcome, in_words, open, say};
use crate::{
    cli::{Audience, Export},
    settings::Settings,
};

/// Writes the file and says what was done to protect people.
pub async fn export(settings: &Settings, options: &Export) -> Outcome {
    let installation = open(settings).await?;
    let made = match options.audience {
        Audience::Research => service::export::make_now(&installation.ctx, &options.survey).await,
    };
    let mut made = made.map_err(|error| match error {
        service::Error::Missing => format!("there is no survey {}", options.survey),
        error => in_words(&error),
    })?;
    let folder = options.out.display();
    tokio::fs::create_dir_all(&options.out).await.map_err(|error| format!("{folder} cannot be made: {error}"))?;
    let path = options.out.join(format!("{}.zip", options.survey));
    let written = made.copy_to(&path).await;
    written.map_err(|error| format!("{} cannot be written: {error}", path.display()))?;
    say(&format!("{} ({} bytes)", path.display(), made.size));
    match made.report {
        Some(report) => {
            say(&format!("Everybody is hidden among at least {}; {} rows were left out.", report.k, report.removed));
        }
        None => say("The survey is not closed and counted yet, so only released tables are in it."),
    }
    Ok(ExitCode::SUCCESS)
}
