//! The installation: how the program and its databases stand, for whoever runs it.

pub use store::Engine;
use store::{Db, migrate};

use crate::{Context, Result, access::Administrator};

/// How an installation stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct State {
    /// Which database it uses.
    pub engine: Engine,
    /// The database of people, partnerships and surveys.
    pub main: Database,
    /// The database of answers.
    pub answers: Database,
    /// Jobs that are due and wait.
    pub due: i64,
    /// Jobs that run.
    pub running: i64,
    /// Jobs that were given up.
    pub given_up: i64,
    /// Whether letters are written to a folder instead of being sent.
    pub letters_in_folder: bool,
    /// The address of the site.
    pub origin: String,
    /// Whether everything here is rehearsed.
    pub demonstration: bool,
}

/// One of its databases.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Database {
    /// Its version, as it says itself.
    pub version: String,
    /// The schema that it has.
    pub schema: i64,
    /// The newest schema that this program knows.
    pub known: i64,
}

/// How this installation stands.
pub async fn state(ctx: &Context, _: &Administrator) -> Result<State> {
    let (known_main, known_answers) = migrate::known();
    let (due, running, given_up) = store::job::count_jobs(&mut ctx.store.main.read().await?, ctx.now()).await?;
    Ok(State {
        engine: ctx.store.main.engine(),
        main: database(&ctx.store.main, known_main).await?,
        answers: database(&ctx.store.answers, known_answers).await?,
        due,
        running,
        given_up,
        letters_in_folder: ctx.site.letters_in_folder,
        origin: ctx.site.origin.clone(),
        demonstration: ctx.site.demonstration,
    })
}

async fn database(db: &Db, known: i64) -> Result<Database> {
    Ok(Database { version: db.version().await?, schema: migrate::found(db).await?, known })
}
