//! Opening an installation: the data folder, both databases, keys, files.

use std::{
    fs::{File, TryLockError},
    os::unix::fs::DirBuilderExt,
    path::Path,
    sync::Arc,
};

use object_store::{ObjectStore, local::LocalFileSystem, prefix::PrefixStore};
use secrecy::ExposeSecret;
use service::{Context, Parts, Site, clock::Clock, ids::Ids, keys::Keys, mail::Postman};
use store::{Db, Store, Writer, migrate};

use crate::{
    mail::{Folder, Smtp},
    settings::Settings,
};

/// Connections to read a SQLite file with.
const READERS: u32 = 8;

/// Why an installation cannot be opened, in words for its operator.
pub type Failure = String;

fn because(what: &str) -> impl Fn(&dyn std::fmt::Display) -> Failure + '_ {
    move |error| format!("{what}: {error}")
}

/// Makes the data folder, which only this user may look into.
///
/// # Errors
/// When it cannot be made.
pub fn make_data_folder(settings: &Settings) -> Result<(), Failure> {
    let folder = &settings.data.folder;
    if folder.is_dir() {
        return Ok(());
    }
    let made = std::fs::DirBuilder::new().recursive(true).mode(0o700).create(folder);
    made.map_err(|error| because(&format!("the data folder {} cannot be made", folder.display()))(&error))
}

/// Holds the data folder for one server at a time; `None` with PostgreSQL, where many may serve.
///
/// # Errors
/// When another server holds it.
pub fn hold(settings: &Settings) -> Result<Option<File>, Failure> {
    if !settings.embedded() {
        return Ok(None);
    }
    let path = settings.data.folder.join("folkmoot.lock");
    let say = because("the data folder cannot be held");
    let file = File::options().create(true).truncate(false).write(true).open(&path).map_err(|error| say(&error))?;
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(TryLockError::WouldBlock) => Err(format!(
            "another folkmoot serves from {}: stop it first, or choose another folder with --data",
            settings.data.folder.display()
        )),
        Err(TryLockError::Error(error)) => Err(say(&error)),
    }
}

/// Both databases of the settings, whatever their schema.
///
/// # Errors
/// When one cannot be opened or is too old to be safe.
pub async fn databases(settings: &Settings) -> Result<(Db, Db), Failure> {
    let say = because("the database cannot be opened");
    if settings.embedded() {
        return embedded(&settings.data.folder).await;
    }
    let url = settings.database.url.expose_secret();
    let other = settings.database.answers_url.expose_secret();
    let answers_url = if other.is_empty() { url } else { other };
    let connections = settings.database.connections;
    let main = Db::open_postgres(url, "main", connections).await.map_err(|error| say(&error))?;
    let answers = Db::open_postgres(answers_url, "answers", connections).await.map_err(|error| say(&error))?;
    Ok((main, answers))
}

/// The embedded databases in a folder.
///
/// # Errors
/// As [`databases`].
pub async fn embedded(folder: &Path) -> Result<(Db, Db), Failure> {
    let say = because("the database cannot be opened");
    let main = Db::open_sqlite(&folder.join("main.sqlite"), READERS).await.map_err(|error| say(&error))?;
    let answers = Db::open_sqlite(&folder.join("answers.sqlite"), READERS).await.map_err(|error| say(&error))?;
    Ok((main, answers))
}

/// Brings both databases to the schema of this program.
///
/// # Errors
/// When one was written by a newer program.
pub async fn migrate_both(main: &Db, answers: &Db) -> Result<(), Failure> {
    let say = because("the database cannot be brought up to date");
    migrate::main(main).await.map_err(|error| say(&error))?;
    migrate::answers(answers).await.map_err(|error| say(&error))
}

/// The files of the settings: a folder, or an S3-compatible store.
///
/// # Errors
/// When it cannot be used.
pub fn files(settings: &Settings) -> Result<Arc<dyn ObjectStore>, Failure> {
    if settings.files.url.is_empty() {
        let folder = settings.data.folder.join("files");
        let say = because("the folder of files cannot be used");
        std::fs::DirBuilder::new().recursive(true).mode(0o700).create(&folder).map_err(|error| say(&error))?;
        let local = LocalFileSystem::new_with_prefix(&folder).map_err(|error| say(&error))?.with_fsync(true);
        return Ok(Arc::new(local));
    }
    let say = because("files.url");
    let url = settings.files.url.parse().map_err(|_| "files.url: write it like s3://bucket/folder".to_owned())?;
    // Whoever installed a provider before has our thanks as well.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let (remote, prefix) = object_store::parse_url_opts(&url, &settings.files.options).map_err(|error| say(&error))?;
    Ok(Arc::new(PrefixStore::new(remote, prefix)))
}

/// An installation that is ready for use: schema up to date, partnerships founded, figures loaded.
pub struct Installation {
    /// The use cases' context.
    pub ctx: Context,
    /// Whoever hands letters over.
    pub postman: Arc<dyn Postman>,
}

/// Opens an installation. `origin` is the address of the site; `demonstration` asks for one.
///
/// # Errors
/// What is in the way, in words for the operator.
pub async fn open(settings: &Settings, origin: String, demonstration: bool) -> Result<Installation, Failure> {
    make_data_folder(settings)?;
    let ids = Ids::machine();
    let keys = Keys::open(&settings.keys(), ids.clone()).map_err(|error| because("the folder of keys")(&error))?;
    let files = files(settings)?;
    let (main, answers) = databases(settings).await?;
    migrate_both(&main, &answers).await?;
    let writer = Writer::start(answers.clone());
    let site = Site {
        origin,
        demonstration: false,
        letters_in_folder: settings.letters_in_folder(),
        policy: settings.policy(),
        perturbation: settings.perturbation(),
    };
    let parts =
        Parts { store: Store { main, answers, writer }, clock: Clock::machine(), ids: ids.clone(), keys, files, site };
    let mut ctx = Context::new(parts).map_err(|error| because("the installation cannot be opened")(&error))?;
    let is_one = settle_demonstration(&ctx, demonstration).await?;
    ctx.site = Arc::new(Site { demonstration: is_one, ..(*ctx.site).clone() });
    service::partnership::found(&ctx).await.map_err(|error| because("partnerships cannot be founded")(&error))?;
    service::place::found(&ctx).await.map_err(|error| because("figures cannot be loaded")(&error))?;
    let postman: Arc<dyn Postman> = if settings.letters_in_folder() {
        let folder = settings.data.folder.join("letters");
        Arc::new(Folder::new(&folder, ids).map_err(|error| because("the folder of letters")(&error))?)
    } else {
        Arc::new(Smtp::new(settings)?)
    };
    Ok(Installation { ctx, postman })
}

/// A database is a demonstration from its first start or never.
async fn settle_demonstration(ctx: &Context, asked: bool) -> Result<bool, Failure> {
    let say = because("the database cannot be read");
    match service::demonstration::is_one(ctx).await.map_err(|error| say(&error))? {
        Some(false) if asked => Err("this database holds real work and cannot become a demonstration: choose another \
                                     folder with --data, or start without --demonstration"
            .to_owned()),
        Some(is_one) => Ok(is_one),
        None => {
            service::demonstration::decide(ctx, asked).await.map_err(|error| say(&error))?;
            Ok(asked)
        }
    }
}
