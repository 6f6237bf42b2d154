//! Group commit: many submissions, one transaction, one fsync; each is acknowledged only after the commit.
//!
//! A commit on SQLite with `synchronous=FULL` costs a flush of the disk, whatever it holds. So the hot writes (a page of
//! answers, a ballot) are handed to one task which puts all that wait into one transaction, each under a savepoint of
//! its own: one that fails does not spoil the others. PostgreSQL groups commits by itself; there each submission is a
//! transaction.

use std::{future::Future, pin::Pin, sync::Arc};

use tokio::sync::{mpsc, oneshot};

use crate::{
    Error, Result,
    db::{Db, Engine, Tx},
};

/// A future that borrows the transaction it works in.
pub type Work<'t, T> = Pin<Box<dyn Future<Output = Result<T>> + Send + 't>>;

/// How many submissions may share one commit.
const GROUP: usize = 256;
/// How many may wait before the next one has to.
const WAITING: usize = 4096;

type Acknowledge = Box<dyn FnOnce(Result<(), Arc<Error>>) + Send>;
/// The transaction to work in, or why there is none.
type Given<'t> = Result<&'t mut Tx, Arc<Error>>;
type Submission = Box<dyn for<'t> FnOnce(Given<'t>) -> Pin<Box<dyn Future<Output = Outcome> + Send + 't>> + Send>;

/// What became of one submission inside the transaction, and how to tell its sender.
struct Outcome {
    keep: bool,
    acknowledge: Acknowledge,
}

/// The way in.
#[derive(Clone)]
pub struct Writer {
    db: Db,
    queue: Option<mpsc::Sender<Submission>>,
}

impl Writer {
    /// Starts the task that writes to this database.
    pub fn start(db: Db) -> Self {
        let queue = (db.engine() == Engine::Sqlite).then(|| {
            let (sender, receiver) = mpsc::channel(WAITING);
            tokio::spawn(write_in_groups(db.clone(), receiver));
            sender
        });
        Self { db, queue }
    }

    /// Does this work in a transaction and returns once it is durable.
    pub async fn submit<T, F>(&self, work: F) -> Result<T>
    where
        T: Send + 'static,
        F: for<'t> FnOnce(&'t mut Tx) -> Work<'t, T> + Send + 'static,
    {
        let Some(queue) = &self.queue else {
            let mut tx = self.db.write().await?;
            let done = work(&mut tx).await?;
            if spoiled() {
                tokio::spawn(commit_late(tx));
            } else {
                tx.commit().await?;
            }
            return Ok(done);
        };
        let (sender, receiver) = oneshot::channel();
        queue.send(submission(work, sender)).await.map_err(|_| Error::Stopped)?;
        receiver.await.map_err(|_| Error::Stopped)?
    }
}

fn submission<T, F>(work: F, sender: oneshot::Sender<Result<T>>) -> Submission
where
    T: Send + 'static,
    F: for<'t> FnOnce(&'t mut Tx) -> Work<'t, T> + Send + 'static,
{
    Box::new(move |given| {
        Box::pin(async move {
            let done = match given {
                Ok(tx) => work(tx).await.and_then(|done| if tx.is_spoiled() { Err(Error::Spoiled) } else { Ok(done) }),
                Err(error) => Err(Error::NotCommitted(error)),
            };
            let keep = done.is_ok();
            let acknowledge: Acknowledge = Box::new(move |committed| {
                let reply = match committed {
                    Ok(()) => done,
                    Err(error) => Err(Error::NotCommitted(error)),
                };
                // The sender may have gone away; what is committed stays committed.
                drop(sender.send(reply));
            });
            Outcome { keep, acknowledge }
        })
    })
}

async fn write_in_groups(db: Db, mut waiting: mpsc::Receiver<Submission>) {
    let mut group = Vec::with_capacity(GROUP);
    while waiting.recv_many(&mut group, GROUP).await > 0 {
        let mut outcomes = Vec::with_capacity(group.len());
        group.reverse();
        let committed = write_group(&db, &mut group, &mut outcomes).await.map_err(Arc::new);
        for acknowledge in outcomes {
            acknowledge(committed.clone());
        }
        if let Err(error) = committed {
            // Those that were not begun are told as well: nobody waits for an answer that never comes.
            for submission in group.drain(..) {
                (submission(Err(error.clone())).await.acknowledge)(Err(error.clone()));
            }
        }
    }
}

/// Writes the last of the group first, until none is left or the transaction cannot go on.
async fn write_group(db: &Db, group: &mut Vec<Submission>, outcomes: &mut Vec<Acknowledge>) -> Result<()> {
    let mut tx = db.write().await?;
    while let Some(submission) = group.pop() {
        tx.sql("SAVEPOINT one").run().await?;
        let outcome = submission(Ok(&mut tx)).await;
        if !outcome.keep {
            tx.go_back("ROLLBACK TO one").await?;
        }
        tx.sql("RELEASE one").run().await?;
        if spoiled() {
            (outcome.acknowledge)(Ok(()));
        } else {
            outcomes.push(outcome.acknowledge);
        }
    }
    if spoiled() { commit_late(tx).await } else { tx.commit().await }
}

/// Commits after a while: long enough for a kill to land between the acknowledgement and the commit.
async fn commit_late(tx: Tx) -> Result<()> {
    tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    tx.commit().await
}

/// Whether to acknowledge before the commit: the control of the fault test, which must lose answers and be caught.
#[cfg(feature = "test-mode")]
pub static ACKNOWLEDGE_EARLY: std::sync::atomic::AtomicBool = std::sync::atomic::AtomicBool::new(false);

#[cfg(feature = "test-mode")]
fn spoiled() -> bool {
    ACKNOWLEDGE_EARLY.load(std::sync::atomic::Ordering::Relaxed)
}

#[cfg(not(feature = "test-mode"))]
const fn spoiled() -> bool {
    false
}
