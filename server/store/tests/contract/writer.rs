//! The writer: an answer is there once it is acknowledged, and one that fails takes no other with it.

use std::sync::Arc;

use domain::id::CampaignId;
use store::{Error, Store, Tx, response, writer::Work};
use tokio::sync::Barrier;

use crate::{both::each_store, seed::uuid};

const CAMPAIGN: CampaignId = CampaignId::new(uuid(1));

async fn open(store: &Store) {
    let mut tx = store.answers.write().await.unwrap();
    response::open_campaign(&mut tx, CAMPAIGN).await.unwrap();
    tx.commit().await.unwrap();
}

fn put(tx: &mut Tx, number: u8) -> Work<'_, bool> {
    Box::pin(response::put_envelope(tx, CAMPAIGN, [number; 32], true, vec![number]))
}

/// Writes an envelope that the database refuses, and passes that on or keeps quiet about it.
fn refused(tx: &mut Tx, number: u8, quiet: bool) -> Work<'_, bool> {
    Box::pin(async move {
        response::put_envelope(tx, CAMPAIGN, [number; 32], true, vec![number]).await?;
        let short = tx
            .sql("INSERT INTO envelope (campaign, voter_ref, sent, body) VALUES ($1, $2, $3, $4)")
            .bind(CAMPAIGN.uuid())
            .bind(vec![1_u8])
            .bind(true)
            .bind(vec![1_u8])
            .run()
            .await;
        if quiet { Ok(true) } else { short.map(|_| true) }
    })
}

/// Changes its mind after it has written.
fn given_up(tx: &mut Tx, number: u8) -> Work<'_, bool> {
    Box::pin(async move {
        response::put_envelope(tx, CAMPAIGN, [number; 32], true, vec![number]).await?;
        Err(Error::NotHere("changed its mind"))
    })
}

#[tokio::test]
async fn of_many_savers_only_those_that_fail_are_told_so() {
    each_store("of_many_savers_only_those_that_fail_are_told_so", async |store| {
        open(&store).await;
        let together = Arc::new(Barrier::new(60));
        let saving = (0..60_u8).map(|number| {
            let (store, together) = (store.clone(), together.clone());
            tokio::spawn(async move {
                together.wait().await;
                let saved = match number {
                    7 => store.writer.submit(move |tx| refused(tx, number, false)).await,
                    21 => store.writer.submit(move |tx| refused(tx, number, true)).await,
                    42 => store.writer.submit(move |tx| given_up(tx, number)).await,
                    _ => store.writer.submit(move |tx| put(tx, number)).await,
                };
                if saved.is_err() {
                    return saved.map(|_| true);
                }
                // Acknowledged is committed: another connection sees it at once.
                let mut tx = store.answers.read().await.unwrap();
                Ok(response::envelope(&mut tx, CAMPAIGN, &[number; 32]).await.unwrap().is_some())
            })
        });
        let mut failed = Vec::new();
        for (number, one) in saving.collect::<Vec<_>>().into_iter().enumerate() {
            match one.await.unwrap() {
                Ok(there) => assert!(there, "{number} was acknowledged and is not there"),
                Err(_) => failed.push(number),
            }
        }
        assert_eq!(failed, [7, 21, 42]);
        let mut tx = store.answers.read().await.unwrap();
        assert_eq!(response::count_sent(&mut tx, CAMPAIGN).await.unwrap(), 57, "what failed leaves nothing");
    })
    .await;
}

#[tokio::test]
async fn a_failure_says_what_it_was() {
    each_store("a_failure_says_what_it_was", async |store| {
        open(&store).await;
        let loud = store.writer.submit(|tx| refused(tx, 1, false)).await;
        assert_eq!(crate::seed::kind_of(loud), Some(sqlx::error::ErrorKind::CheckViolation));
        let quiet = store.writer.submit(|tx| refused(tx, 1, true)).await;
        assert!(matches!(quiet, Err(Error::Spoiled)), "what was lost is not said to be kept");
        assert!(matches!(store.writer.submit(|tx| given_up(tx, 1)).await, Err(Error::NotHere(_))));
        assert!(store.writer.submit(|tx| put(tx, 1)).await.unwrap());
        assert!(!store.writer.submit(|tx| put(tx, 1)).await.unwrap(), "sent twice is sent once");
    })
    .await;
}

#[tokio::test]
async fn savers_are_answered_when_the_database_has_gone() {
    each_store("savers_are_answered_when_the_database_has_gone", async |store| {
        open(&store).await;
        store.answers.close().await;
        let saving = (0..3_u8).map(|number| {
            let writer = store.writer.clone();
            tokio::spawn(async move { writer.submit(move |tx| put(tx, number)).await })
        });
        for one in saving.collect::<Vec<_>>() {
            assert!(one.await.unwrap().is_err());
        }
    })
    .await;
}
