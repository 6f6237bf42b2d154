//! What people can do: one function for each use case, one file for each noun.
//!
//! A use case reads as a paragraph: allow, load, decide (a pure rule of `domain`), save, enqueue, commit. It takes the
//! [`Context`] and, when the thing is protected, a witness of [`access`] that only a check can make. To add one: write
//! the rule in `domain`, the statements in `store`, the paragraph here, and a story in `tests/it`.
#![warn(missing_docs)]

pub mod access;
pub mod account;
pub mod allowance;
pub mod audit;
pub mod clock;
pub mod demonstration;
pub mod desk;
pub mod disclosure;
pub mod engagement;
pub mod error;
pub mod export;
pub mod ids;
pub mod inclusion;
pub mod installation;
pub mod invitation;
pub mod job;
pub mod keys;
pub mod mail;
pub mod outreach;
pub mod partnership;
pub mod place;
pub mod recognition;
pub mod rehearsal;
pub mod response;
pub mod retention;
pub mod schedule;
pub mod sheet;
pub mod survey;
#[cfg(feature = "test-mode")]
pub mod testing;

use std::{sync::Arc, time::Duration};

use domain::{
    disclosure::{Policy, microdata::Perturbation},
    text::Language,
    time::words,
};
use jiff::{Timestamp, civil::Date, tz::TimeZone};
use object_store::ObjectStore;
use store::Store;
use tokio::sync::{Notify, Semaphore, SemaphorePermit};

pub use error::{Error, Result};

use crate::{clock::Clock, ids::Ids, keys::Keys};

/// What every use case needs. Copies are cheap and share everything.
#[derive(Clone)]
pub struct Context {
    /// Both databases.
    pub store: Store,
    /// The time.
    pub clock: Clock,
    /// Identifiers and chance.
    pub ids: Ids,
    /// Secrets outside the database.
    pub keys: Arc<Keys>,
    /// Files: research packages, logos.
    pub files: Arc<dyn ObjectStore>,
    /// What the operator decided.
    pub site: Arc<Site>,
    /// Europe/London.
    pub london: TimeZone,
    /// The few places in which passwords are hashed.
    pub hashing: Arc<Hashing>,
    /// Published questionnaires that were read before: they never change.
    pub versions: Arc<survey::Versions>,
    /// Wakes the worker of this process when a job is written.
    pub wake: Arc<Notify>,
}

/// What the operator decided.
#[derive(Clone, Debug, PartialEq)]
pub struct Site {
    /// The address of the site without a slash at its end; links in letters are made from it and nothing else.
    pub origin: String,
    /// Whether everything here is rehearsed.
    pub demonstration: bool,
    /// Whether letters are written to a folder which officers may read.
    pub letters_in_folder: bool,
    /// How numbers about people are protected.
    pub policy: Policy,
    /// What is done to every research file before values are made coarser.
    pub perturbation: Perturbation,
}

/// What a [`Context`] is made of.
pub struct Parts {
    /// Both databases.
    pub store: Store,
    /// The time.
    pub clock: Clock,
    /// Identifiers and chance.
    pub ids: Ids,
    /// Secrets outside the database.
    pub keys: Keys,
    /// Files.
    pub files: Arc<dyn ObjectStore>,
    /// What the operator decided.
    pub site: Site,
}

impl Context {
    /// A context of these parts.
    ///
    /// # Errors
    /// When the rules of Europe/London are not there; they come with the program.
    pub fn new(parts: Parts) -> Result<Self> {
        Ok(Self {
            store: parts.store,
            clock: parts.clock,
            ids: parts.ids,
            keys: Arc::new(parts.keys),
            files: parts.files,
            site: Arc::new(parts.site),
            london: TimeZone::get("Europe/London").map_err(Error::internal)?,
            hashing: Arc::default(),
            versions: Arc::default(),
            wake: Arc::default(),
        })
    }

    /// Now.
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// Today in Scotland.
    pub fn today(&self) -> Date {
        self.date(self.now())
    }

    /// The date of an instant in Scotland.
    pub fn date(&self, at: Timestamp) -> Date {
        self.london.to_datetime(at).date()
    }

    /// "Friday 18 December 2026, 5pm".
    pub fn moment(&self, at: Timestamp, language: Language) -> String {
        words::moment(self.london.to_datetime(at), language)
    }

    /// A full address of this site.
    pub fn link(&self, path: &str) -> String {
        format!("{}{path}", self.site.origin)
    }
}

/// The few places in which passwords are hashed: two at a time, some waiting, the rest sent away at once.
#[derive(Debug)]
pub struct Hashing {
    places: Semaphore,
    queue: Semaphore,
}

impl Hashing {
    /// How many hash at the same time.
    const AT_ONCE: usize = 2;
    /// How many may wait: about a second's work.
    const WAITING: usize = 32;

    /// Waits for a place.
    ///
    /// # Errors
    /// `Refused("busy")` when too many wait.
    pub async fn enter(&self) -> Result<SemaphorePermit<'_>> {
        let _waiting = self.queue.try_acquire().map_err(|_| Error::Refused("busy"))?;
        let place = tokio::time::timeout(Duration::from_secs(5), self.places.acquire()).await;
        place.map_err(|_| Error::Refused("busy"))?.map_err(Error::internal)
    }
}

impl Default for Hashing {
    fn default() -> Self {
        Self { places: Semaphore::new(Self::AT_ONCE), queue: Semaphore::new(Self::WAITING) }
    }
}
