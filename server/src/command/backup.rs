//! `folkmoot backup` and `folkmoot restore`: both databases as SQLite files, and the files; never the keys.
//!
//! Keys stay out on purpose: a backup alone can match no invitation with an answer. A backup of PostgreSQL has the same
//! form, so it can be restored into either.

use std::{
    fs,
    os::unix::fs::DirBuilderExt,
    path::{Path, PathBuf},
    process::ExitCode,
};

use futures_util::TryStreamExt;
use object_store::{ObjectStore, ObjectStoreExt, PutPayload};
use store::{
    Db, Engine,
    transfer::{ANSWERS, MAIN, Table, copy},
};

use super::{Outcome, say};
use crate::{
    installation::{self, Failure},
    settings::Settings,
};

/// Writes everything but keys into a new folder, while the site may go on.
pub async fn backup(settings: &Settings, folder: &Path) -> Outcome {
    if folder.exists() {
        return Err(format!("{} is there already: name a new folder", folder.display()));
    }
    let (main, answers) = installation::databases(settings).await?;
    let made = fs::DirBuilder::new().recursive(true).mode(0o700).create(folder);
    made.map_err(|error| format!("{} cannot be made: {error}", folder.display()))?;
    one(&main, &folder.join("main.sqlite"), MAIN, true).await?;
    one(&answers, &folder.join("answers.sqlite"), ANSWERS, false).await?;
    let files = copy_files(&*installation::files(settings)?, &folder.join("files")).await?;
    say(&format!("Both databases and {files} files are in {}.", folder.display()));
    say(&format!("Keys are not. Keep {} somewhere else, and apart from backups.", settings.keys().display()));
    Ok(ExitCode::SUCCESS)
}

async fn one(db: &Db, path: &Path, tables: &[Table], main: bool) -> Result<(), Failure> {
    let say_why = |error: store::Error| error.to_string();
    if db.engine() == Engine::Sqlite {
        return db.copy_to(path).await.map_err(say_why);
    }
    let new = Db::open_sqlite(path, 1).await.map_err(say_why)?;
    let migrated = if main { store::migrate::main(&new).await } else { store::migrate::answers(&new).await };
    migrated.map_err(say_why)?;
    copy(db, &new, tables).await.map_err(say_why)?;
    new.close().await;
    Ok(())
}

async fn copy_files(files: &dyn ObjectStore, to: &Path) -> Result<usize, Failure> {
    let say_why = |error: object_store::Error| error.to_string();
    let all: Vec<_> = files.list(None).try_collect().await.map_err(say_why)?;
    for meta in &all {
        let bytes = files.get(&meta.location).await.map_err(say_why)?.bytes().await.map_err(say_why)?;
        let path = to.join(meta.location.as_ref());
        let written = fs::create_dir_all(path.parent().unwrap_or(to)).and_then(|()| fs::write(&path, &bytes));
        written.map_err(|error| format!("{} cannot be written: {error}", path.display()))?;
    }
    Ok(all.len())
}

/// Puts a backup back: into an empty data folder, or an empty PostgreSQL.
pub async fn restore(settings: &Settings, folder: &Path) -> Outcome {
    for name in ["main.sqlite", "answers.sqlite"] {
        if !folder.join(name).is_file() {
            return Err(format!("{} is no backup: {name} is missing", folder.display()));
        }
    }
    installation::make_data_folder(settings)?;
    let _held = installation::hold(settings)?;
    if settings.embedded() {
        restore_embedded(settings, folder)?;
        let (main, answers) = installation::databases(settings).await?;
        installation::migrate_both(&main, &answers).await?;
    } else {
        let (main, answers) = installation::embedded(folder).await?;
        installation::migrate_both(&main, &answers).await?;
        let (new_main, new_answers) = installation::databases(settings).await?;
        installation::migrate_both(&new_main, &new_answers).await?;
        let say_why = |error: store::Error| error.to_string();
        copy(&main, &new_main, MAIN).await.map_err(say_why)?;
        copy(&answers, &new_answers, ANSWERS).await.map_err(say_why)?;
    }
    let files = restore_files(settings, &folder.join("files")).await?;
    say(&format!("Both databases and {files} files are back."));
    if !settings.keys().join("installation.key").is_file() {
        say(&format!(
            "Now put the keys back into {}: without them second factors, invitations and codes do not work.",
            settings.keys().display()
        ));
    }
    Ok(ExitCode::SUCCESS)
}

fn restore_embedded(settings: &Settings, folder: &Path) -> Result<(), Failure> {
    let target = &settings.data.folder;
    for name in ["main.sqlite", "answers.sqlite"] {
        if target.join(name).exists() {
            return Err(format!("{} holds a database already: restore into an empty folder", target.display()));
        }
    }
    for name in ["main.sqlite", "answers.sqlite"] {
        let copied = fs::copy(folder.join(name), target.join(name));
        copied.map_err(|error| format!("{name} cannot be copied: {error}"))?;
    }
    Ok(())
}

async fn restore_files(settings: &Settings, from: &Path) -> Result<usize, Failure> {
    let files = installation::files(settings)?;
    let mut found = Vec::new();
    walk(from, &mut found).map_err(|error| error.to_string())?;
    for path in &found {
        let name = path.strip_prefix(from).unwrap_or(path).to_string_lossy().into_owned();
        let bytes = fs::read(path).map_err(|error| error.to_string())?;
        let put = files.put(&object_store::path::Path::from(name), PutPayload::from(bytes)).await;
        put.map_err(|error| error.to_string())?;
    }
    Ok(found.len())
}

fn walk(folder: &Path, found: &mut Vec<PathBuf>) -> std::io::Result<()> {
    if !folder.is_dir() {
        return Ok(());
    }
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            walk(&path, found)?;
        } else {
            found.push(path);
        }
    }
    Ok(())
}
