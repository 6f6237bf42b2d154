//! Answers: written while their campaign is open, sent once, read in an order that says nothing, gone when it is deleted.

use domain::id::CampaignId;
use store::{
    Store, Tx,
    response::{self, Envelope},
};

use crate::{both::each_store, seed::uuid};

const CAMPAIGN: CampaignId = CampaignId::new(uuid(1));
const OTHER: CampaignId = CampaignId::new(uuid(2));

async fn open(store: &Store) {
    let mut tx = store.answers.write().await.unwrap();
    response::open_campaign(&mut tx, CAMPAIGN).await.unwrap();
    response::open_campaign(&mut tx, OTHER).await.unwrap();
    tx.commit().await.unwrap();
}

async fn put(tx: &mut Tx, first: u8, sent: bool, body: &[u8]) -> bool {
    response::put_envelope(tx, CAMPAIGN, name(first), sent, body.to_vec()).await.unwrap()
}

/// A reference that begins so.
fn name(first: u8) -> [u8; 32] {
    let mut name = [0; 32];
    name[0] = first;
    name
}

#[tokio::test]
async fn a_campaign_is_opened_once_and_closed() {
    each_store("a_campaign_is_opened_once_and_closed", async |store| {
        let mut tx = store.answers.write().await.unwrap();
        assert!(!response::is_open(&mut tx, CAMPAIGN).await.unwrap());
        assert!(!put(&mut tx, 1, false, b"a").await, "there is no such campaign");
        for campaign in [OTHER, CAMPAIGN, CAMPAIGN] {
            response::open_campaign(&mut tx, campaign).await.unwrap();
        }
        assert_eq!(response::open_campaigns(&mut tx).await.unwrap(), [CAMPAIGN, OTHER]);
        assert!(put(&mut tx, 1, false, b"a").await);
        response::close_campaign(&mut tx, CAMPAIGN).await.unwrap();
        assert!(!response::is_open(&mut tx, CAMPAIGN).await.unwrap());
        assert_eq!(response::open_campaigns(&mut tx).await.unwrap(), [OTHER]);
        assert!(!put(&mut tx, 1, true, b"b").await, "closed");
        assert!(!put(&mut tx, 2, false, b"b").await, "closed");
        response::open_campaign(&mut tx, CAMPAIGN).await.unwrap();
        assert!(!response::is_open(&mut tx, CAMPAIGN).await.unwrap(), "opened again it stays closed");
        let kept = response::envelope(&mut tx, CAMPAIGN, &name(1)).await.unwrap();
        assert_eq!(kept, Some(Envelope { sent: false, body: b"a".to_vec() }));
    })
    .await;
}

#[tokio::test]
async fn a_draft_is_overwritten_and_what_was_sent_is_not() {
    each_store("a_draft_is_overwritten_and_what_was_sent_is_not", async |store| {
        open(&store).await;
        let mut tx = store.answers.write().await.unwrap();
        assert!(put(&mut tx, 1, false, &[]).await);
        let empty = response::envelope(&mut tx, CAMPAIGN, &name(1)).await.unwrap();
        assert_eq!(empty, Some(Envelope { sent: false, body: vec![] }));
        assert!(put(&mut tx, 1, false, &[0, 255]).await);
        assert!(put(&mut tx, 1, false, &[0, 255]).await, "the same again is written again");
        assert!(put(&mut tx, 1, true, &[0, 255, 0]).await);
        assert!(!put(&mut tx, 1, true, &[0, 255, 0]).await);
        assert!(!put(&mut tx, 1, false, b"late").await);
        assert!(put(&mut tx, 2, false, b"draft").await);
        tx.commit().await.unwrap();
        let mut tx = store.answers.write().await.unwrap();
        let sent = response::envelope(&mut tx, CAMPAIGN, &name(1)).await.unwrap();
        assert_eq!(sent, Some(Envelope { sent: true, body: vec![0, 255, 0] }));
        assert_eq!(response::envelope(&mut tx, OTHER, &name(1)).await.unwrap(), None);
        assert_eq!(response::count_sent(&mut tx, CAMPAIGN).await.unwrap(), 1);
        assert_eq!(response::count_drafts(&mut tx, CAMPAIGN).await.unwrap(), 1);
        assert_eq!(response::count_sent(&mut tx, OTHER).await.unwrap(), 0);
        let mut refs = Vec::new();
        response::sent_refs(&mut tx, CAMPAIGN, |one| refs.push(one)).await.unwrap();
        assert_eq!(refs, [name(1)]);
    })
    .await;
}

#[tokio::test]
async fn sent_by_many_at_once_it_is_one() {
    each_store("sent_by_many_at_once_it_is_one", async |store| {
        open(&store).await;
        let sending = (0..6_u8).map(|number| {
            let answers = store.answers.clone();
            tokio::spawn(async move {
                let mut tx = answers.write().await.unwrap();
                let written = put(&mut tx, 1, true, &[number]).await;
                tx.commit().await.unwrap();
                written.then_some(number)
            })
        });
        let mut written = Vec::new();
        for one in sending.collect::<Vec<_>>() {
            written.extend(one.await.unwrap());
        }
        let mut tx = store.answers.read().await.unwrap();
        let kept = response::envelope(&mut tx, CAMPAIGN, &name(1)).await.unwrap().unwrap();
        assert_eq!(kept.body, written, "the one that was told so, and no other");
        assert_eq!(response::count_sent(&mut tx, CAMPAIGN).await.unwrap(), 1);
    })
    .await;
}

/// Many change one envelope at the same time, each adding to what it read: nothing that anybody added is lost.
#[tokio::test]
async fn whoever_changes_an_envelope_holds_it() {
    each_store("whoever_changes_an_envelope_holds_it", async |store| {
        open(&store).await;
        let changing = (0..8_u8).map(|number| {
            let answers = store.answers.clone();
            tokio::spawn(async move {
                let mut tx = answers.write().await.unwrap();
                let mut held = response::envelope_to_change(&mut tx, CAMPAIGN, &name(1)).await.unwrap();
                if held.is_none() && response::insert_envelope(&mut tx, CAMPAIGN, name(1), vec![number]).await.unwrap()
                {
                    return tx.commit().await.unwrap();
                }
                if held.is_none() {
                    held = response::envelope_to_change(&mut tx, CAMPAIGN, &name(1)).await.unwrap();
                }
                let mut body = held.unwrap().body;
                body.push(number);
                assert!(put(&mut tx, 1, false, &body).await);
                tx.commit().await.unwrap();
            })
        });
        for one in changing.collect::<Vec<_>>() {
            one.await.unwrap();
        }
        let mut tx = store.answers.write().await.unwrap();
        let mut body = response::envelope(&mut tx, CAMPAIGN, &name(1)).await.unwrap().unwrap().body;
        body.sort_unstable();
        assert_eq!(body, [0, 1, 2, 3, 4, 5, 6, 7]);
        assert!(!response::insert_envelope(&mut tx, CAMPAIGN, name(1), vec![9]).await.unwrap(), "taken");
        assert_eq!(response::envelope_to_change(&mut tx, OTHER, &name(1)).await.unwrap(), None);
        response::close_campaign(&mut tx, CAMPAIGN).await.unwrap();
        assert!(!response::insert_envelope(&mut tx, CAMPAIGN, name(2), vec![9]).await.unwrap(), "closed");
    })
    .await;
}

#[tokio::test]
async fn those_who_save_one_draft_at_the_same_time_keep_what_the_others_saved() {
    each_store("those_who_save_one_draft_at_the_same_time_keep_what_the_others_saved", async |store| {
        open(&store).await;
        let mut tx = store.answers.write().await.unwrap();
        assert_eq!(response::envelope_to_change(&mut tx, CAMPAIGN, &name(1)).await.unwrap(), None);
        put(&mut tx, 1, false, &[]).await;
        tx.commit().await.unwrap();
        let saving = (0..8_u8).map(|page| {
            let answers = store.answers.clone();
            tokio::spawn(async move {
                let mut tx = answers.write().await.unwrap();
                let found = response::envelope_to_change(&mut tx, CAMPAIGN, &name(1)).await.unwrap().unwrap();
                let written = !found.sent && put(&mut tx, 1, page == 4, &[found.body, vec![page]].concat()).await;
                tx.commit().await.unwrap();
                (found.sent, written)
            })
        });
        let mut written = 0;
        for one in saving.collect::<Vec<_>>() {
            let (sent, wrote) = one.await.unwrap();
            assert_ne!(sent, wrote, "whoever finds a draft writes it");
            written += usize::from(wrote);
        }
        let mut tx = store.answers.read().await.unwrap();
        let kept = response::envelope(&mut tx, CAMPAIGN, &name(1)).await.unwrap().unwrap();
        assert_eq!(
            (kept.sent, kept.body.len(), kept.body.last()),
            (true, written, Some(&4)),
            "nothing was overwritten"
        );
    })
    .await;
}

#[tokio::test]
async fn a_draft_moves_to_a_free_reference_only() {
    each_store("a_draft_moves_to_a_free_reference_only", async |store| {
        open(&store).await;
        let mut tx = store.answers.write().await.unwrap();
        put(&mut tx, 1, false, b"draft").await;
        put(&mut tx, 2, true, b"sent").await;
        put(&mut tx, 3, false, b"other").await;
        let moves = [(9, 8), (2, 8), (1, 2), (1, 3), (1, 8)];
        let mut moved = Vec::new();
        for (from, to) in moves {
            moved.push(response::move_envelope(&mut tx, CAMPAIGN, name(from), name(to)).await.unwrap());
        }
        assert_eq!(moved, [false, false, false, false, true], "none, sent, taken, taken, free");
        assert!(!response::move_envelope(&mut tx, OTHER, name(8), name(1)).await.unwrap());
        tx.commit().await.unwrap();
        let mut tx = store.answers.read().await.unwrap();
        assert_eq!(response::envelope(&mut tx, CAMPAIGN, &name(1)).await.unwrap(), None);
        let there = response::envelope(&mut tx, CAMPAIGN, &name(8)).await.unwrap();
        assert_eq!(there, Some(Envelope { sent: false, body: b"draft".to_vec() }));
    })
    .await;
}

#[tokio::test]
async fn what_was_sent_is_read_in_the_order_of_references() {
    each_store("what_was_sent_is_read_in_the_order_of_references", async |store| {
        open(&store).await;
        let mut tx = store.answers.write().await.unwrap();
        for (first, sent) in [(0x80, true), (0xFF, true), (0x00, true), (0x7F, true), (0x01, false)] {
            put(&mut tx, first, sent, &[first]).await;
        }
        let bodies = vec![vec![0x00], vec![0x7F], vec![0x80], vec![0xFF]];
        let (all, last) = response::sent_after(&mut tx, CAMPAIGN, &[]).await.unwrap();
        assert_eq!((all, last), (bodies.clone(), Some(name(0xFF).to_vec())));
        let (rest, _) = response::sent_after(&mut tx, CAMPAIGN, &name(0x7F)).await.unwrap();
        assert_eq!(rest, bodies[2..], "what stands after it, as unsigned bytes");
        assert_eq!(response::sent_after(&mut tx, CAMPAIGN, &name(0xFF)).await.unwrap(), (vec![], None));
        assert_eq!(response::sent_after(&mut tx, OTHER, &[]).await.unwrap(), (vec![], None));
    })
    .await;
}

#[tokio::test]
async fn sealing_keeps_bodies_in_an_order_of_their_own() {
    each_store("sealing_keeps_bodies_in_an_order_of_their_own", async |store| {
        open(&store).await;
        let mut tx = store.answers.write().await.unwrap();
        // The record of a body has nothing to do with the reference under which it was sent.
        for number in 0..2_003_u16 {
            let record = u128::from(number.reverse_bits()) << 112;
            response::insert_response(&mut tx, CAMPAIGN, record.to_be_bytes(), number.to_be_bytes().into())
                .await
                .unwrap();
        }
        response::insert_response(&mut tx, CAMPAIGN, [0; 16], b"again".to_vec()).await.unwrap();
        put(&mut tx, 1, true, b"sent").await;
        assert_eq!(response::count_responses(&mut tx, CAMPAIGN).await.unwrap(), 2_003);
        let (first, last) = response::responses_after(&mut tx, CAMPAIGN, &[]).await.unwrap();
        let (rest, _) = response::responses_after(&mut tx, CAMPAIGN, &last.unwrap()).await.unwrap();
        assert_eq!((first.len(), rest.len()), (2_000, 3), "in batches");
        let mut expected: Vec<u16> = (0..2_003).collect();
        expected.sort_by_key(|number| number.reverse_bits());
        let read: Vec<Vec<u8>> = first.into_iter().chain(rest).collect();
        assert_eq!(read, expected.iter().map(|number| number.to_be_bytes().to_vec()).collect::<Vec<_>>());
        assert!(response::has_response(&mut tx, CAMPAIGN, [0; 16]).await.unwrap());
        assert!(!response::has_response(&mut tx, CAMPAIGN, [9; 16]).await.unwrap());
        assert!(!response::has_response(&mut tx, OTHER, [0; 16]).await.unwrap());
        put(&mut tx, 2, false, b"draft").await;
        assert_eq!(response::delete_envelopes(&mut tx, CAMPAIGN).await.unwrap(), 2, "drafts end here");
        tx.commit().await.unwrap();
        store.answers.rewrite_envelopes().await.unwrap();
        let mut tx = store.answers.read().await.unwrap();
        assert_eq!(response::count_responses(&mut tx, CAMPAIGN).await.unwrap(), 2_003);
        assert_eq!(response::envelope(&mut tx, CAMPAIGN, &name(1)).await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn a_deleted_campaign_leaves_nothing() {
    each_store("a_deleted_campaign_leaves_nothing", async |store| {
        open(&store).await;
        let mut tx = store.answers.write().await.unwrap();
        put(&mut tx, 1, true, b"sent").await;
        for campaign in [CAMPAIGN, OTHER] {
            response::insert_response(&mut tx, campaign, [1; 16], b"kept".to_vec()).await.unwrap();
            response::set_ledger(&mut tx, campaign, "age", "[1]").await.unwrap();
            response::set_ledger(&mut tx, campaign, "age", "[1,2]").await.unwrap();
        }
        assert_eq!(response::ledger(&mut tx, CAMPAIGN, "age").await.unwrap().as_deref(), Some("[1,2]"));
        assert_eq!(response::ledger(&mut tx, CAMPAIGN, "Age").await.unwrap(), None);
        response::delete_campaign(&mut tx, CAMPAIGN).await.unwrap();
        tx.commit().await.unwrap();
        let mut tx = store.answers.read().await.unwrap();
        assert_eq!(response::open_campaigns(&mut tx).await.unwrap(), [OTHER]);
        assert_eq!(response::count_sent(&mut tx, CAMPAIGN).await.unwrap(), 0);
        assert_eq!(response::count_responses(&mut tx, CAMPAIGN).await.unwrap(), 0);
        assert_eq!(response::ledger(&mut tx, CAMPAIGN, "age").await.unwrap(), None);
        assert_eq!(response::count_responses(&mut tx, OTHER).await.unwrap(), 1);
        assert_eq!(response::ledger(&mut tx, OTHER, "age").await.unwrap().as_deref(), Some("[1,2]"));
    })
    .await;
}
