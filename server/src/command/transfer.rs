//! `folkmoot transfer`: from the embedded database to PostgreSQL.

use std::{path::Path, process::ExitCode};

use store::transfer::{ANSWERS, MAIN, copy};

use super::{Outcome, say};
use crate::{installation, settings::Settings};

/// Copies everything from a data folder into the empty PostgreSQL of the settings. The folder is left as it is.
pub async fn transfer(settings: &Settings, from: &Path) -> Outcome {
    if settings.embedded() {
        return Err("database.url: name the PostgreSQL to copy into, in the settings".to_owned());
    }
    if !from.join("main.sqlite").is_file() {
        return Err(format!("{} holds no embedded database", from.display()));
    }
    let mut old = settings.clone();
    old.data.folder = from.to_owned();
    old.database = crate::settings::Database::default();
    let _held = installation::hold(&old)?;
    let (main, answers) = installation::databases(&old).await?;
    installation::migrate_both(&main, &answers).await?;
    let (new_main, new_answers) = installation::databases(settings).await?;
    installation::migrate_both(&new_main, &new_answers).await?;
    let say_why = |error: store::Error| error.to_string();
    // Answers last: while they are missing the copy is plainly unfinished.
    let rows = copy(&main, &new_main, MAIN).await.map_err(say_why)?;
    let bodies = copy(&answers, &new_answers, ANSWERS).await.map_err(say_why)?;
    say(&format!("{rows} rows and {bodies} rows of answers were copied."));
    say("Files and keys stay where they are: keep data.folder and data.keys in the settings, or copy them as well.");
    Ok(ExitCode::SUCCESS)
}
