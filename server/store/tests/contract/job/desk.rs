//! What a desk is told about its jobs.

use store::{
    Tx,
    job::{self, Job, State},
};

use super::work;
use crate::{
    both::each_store,
    seed::{OTHER_PARTNERSHIP, PARTNERSHIP, at, at_micro, founded},
};

/// Adds a job and ends it.
async fn ended(tx: &mut Tx, new: &Job, state: State, note: &str, second: i64) {
    assert!(job::insert_job(tx, &Job { run_at: at(0), ..new.clone() }).await.unwrap());
    let claimed = job::claim_job(tx, at(0), at(1)).await.unwrap().unwrap();
    assert_eq!(claimed.id, new.id);
    assert!(job::finish_job(tx, &claimed, state, note, at(second)).await.unwrap());
}

fn numbers(found: &[Job]) -> Vec<u128> {
    found.iter().map(|job| job.id.uuid().as_u128()).collect()
}

#[tokio::test]
async fn a_desk_sees_what_needs_it() {
    each_store("a_desk_sees_what_needs_it", async |store| {
        founded(&store).await;
        let mut tx = store.main.write().await.unwrap();
        ended(&mut tx, &work(1, Some("a")), State::Failed, "replaced by 3", 5).await;
        ended(&mut tx, &work(2, Some("b")), State::Failed, "nobody replaced it", 5).await;
        ended(&mut tx, &work(3, Some("a")), State::Done, "", 100).await;
        ended(&mut tx, &work(4, None), State::Done, "", 99).await;
        ended(&mut tx, &Job { kind: "mail".into(), ..work(5, None) }, State::Failed, "", 5).await;
        job::insert_job(&mut tx, &Job { made_at: at_micro(2), ..work(6, None) }).await.unwrap();
        job::insert_job(&mut tx, &Job { partnership: Some(OTHER_PARTNERSHIP), ..work(7, None) }).await.unwrap();
        job::insert_job(&mut tx, &Job { partnership: None, ..work(8, None) }).await.unwrap();
        job::insert_job(&mut tx, &work(9, None)).await.unwrap();
        assert_eq!(numbers(&job::jobs_of(&mut tx, PARTNERSHIP, at(100)).await.unwrap()), [9, 3, 2, 6]);
        assert_eq!(numbers(&job::jobs_of(&mut tx, PARTNERSHIP, at_micro(100_000_001)).await.unwrap()), [9, 2, 6]);
        assert_eq!(numbers(&job::jobs_of(&mut tx, OTHER_PARTNERSHIP, at(0)).await.unwrap()), [7]);
    })
    .await;
}

#[tokio::test]
async fn twenty_jobs_are_shown_and_always_the_same() {
    each_store("twenty_jobs_are_shown_and_always_the_same", async |store| {
        founded(&store).await;
        let mut tx = store.main.write().await.unwrap();
        for number in (1..=11).chain((12..=22).rev()) {
            job::insert_job(&mut tx, &work(number, None)).await.unwrap();
        }
        let expected: Vec<u128> = (3..=22).rev().collect();
        assert_eq!(numbers(&job::jobs_of(&mut tx, PARTNERSHIP, at(0)).await.unwrap()), expected);
    })
    .await;
}

#[tokio::test]
async fn jobs_are_found_by_their_keys() {
    each_store("jobs_are_found_by_their_keys", async |store| {
        founded(&store).await;
        let mut tx = store.main.write().await.unwrap();
        ended(&mut tx, &work(1, Some("a")), State::Failed, "no", 5).await;
        ended(&mut tx, &work(2, Some("b")), State::Done, "", 5).await;
        job::insert_job(&mut tx, &Job { made_at: at(2), ..work(3, Some("c")) }).await.unwrap();
        job::insert_job(&mut tx, &work(4, Some("A"))).await.unwrap();
        job::insert_job(&mut tx, &work(5, Some("a"))).await.unwrap();
        let keys = ["a", "b", "c"].map(str::to_owned);
        assert_eq!(numbers(&job::jobs_with_keys(&mut tx, keys).await.unwrap()), [3, 5, 1]);
        assert_eq!(job::jobs_with_keys(&mut tx, ["", "x", "d"].map(str::to_owned)).await.unwrap(), []);
    })
    .await;
}

#[tokio::test]
async fn letters_that_were_given_up_are_counted_with_the_last_reason() {
    each_store("letters_that_were_given_up_are_counted_with_the_last_reason", async |store| {
        founded(&store).await;
        let mut tx = store.main.write().await.unwrap();
        assert_eq!(job::letters_given_up(&mut tx, PARTNERSHIP).await.unwrap(), (0, String::new()));
        let letter = |number: u128| Job { kind: "mail".into(), payload: format!("{number}"), ..work(number, None) };
        for (number, note, second) in [(1, "first", 7), (3, "last", 8), (2, "as late", 8), (4, "earlier", 6)] {
            ended(&mut tx, &letter(number), State::Failed, note, second).await;
        }
        ended(&mut tx, &letter(5), State::Done, "", 9).await;
        ended(&mut tx, &work(6, None), State::Failed, "no letter", 9).await;
        assert_eq!(job::letters_given_up(&mut tx, PARTNERSHIP).await.unwrap(), (4, "last".to_owned()));
        assert_eq!(job::letters_given_up(&mut tx, OTHER_PARTNERSHIP).await.unwrap(), (0, String::new()));
        assert_eq!(job::letters_given_up_before(&mut tx, at(8)).await.unwrap(), ["1", "4"]);
        assert_eq!(job::letters_given_up_before(&mut tx, at_micro(8_000_001)).await.unwrap(), ["1", "2", "3", "4"]);
    })
    .await;
}
