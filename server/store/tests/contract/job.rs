//! Jobs: claimed by one worker at a time, once for each key, tried again, given up, cleared away.

use domain::id::{JobId, PartnershipId};
use jiff::Timestamp;
use store::{
    Db,
    job::{self, Job, State},
};

use crate::{
    both::each_store,
    seed::{OTHER_PARTNERSHIP, PARTNERSHIP, at, at_micro, founded, uuid},
};

mod desk;

pub fn work(number: u128, key: Option<&str>) -> Job {
    Job {
        id: JobId::new(uuid(number)),
        kind: "release".into(),
        payload: r#"{"survey":"é"}"#.into(),
        unique_key: key.map(str::to_owned),
        partnership: Some(PARTNERSHIP),
        state: State::Waiting,
        run_at: at(10),
        attempts: 0,
        done: 0,
        total: 3,
        note: String::new(),
        made_at: at(1),
        ended_at: None,
    }
}

/// Claims one job in a transaction of its own.
async fn claim(main: &Db, now: Timestamp, lease_until: Timestamp) -> Option<Job> {
    let mut tx = main.write().await.unwrap();
    let claimed = job::claim_job(&mut tx, now, lease_until).await.unwrap();
    tx.commit().await.unwrap();
    claimed
}

#[tokio::test]
async fn a_key_waits_or_runs_once() {
    each_store("a_key_waits_or_runs_once", async |store| {
        founded(&store).await;
        let mut tx = store.main.write().await.unwrap();
        assert!(job::insert_job(&mut tx, &work(1, Some("seal:a"))).await.unwrap());
        assert!(!job::insert_job(&mut tx, &work(2, Some("seal:a"))).await.unwrap());
        assert!(job::insert_job(&mut tx, &work(3, Some("Seal:A"))).await.unwrap(), "case counts");
        assert!(job::insert_job(&mut tx, &work(4, None)).await.unwrap());
        assert!(job::insert_job(&mut tx, &work(5, None)).await.unwrap(), "no key is never twice the same");
        assert!(!job::insert_job(&mut tx, &work(5, None)).await.unwrap(), "nor is anything else kept twice");
        assert_eq!(job::job_by_id(&mut tx, work(1, None).id).await.unwrap(), Some(work(1, Some("seal:a"))));
        let claimed = job::claim_job(&mut tx, at(10), at(20)).await.unwrap().unwrap();
        assert_eq!(claimed, Job { state: State::Running, attempts: 1, ..work(1, Some("seal:a")) });
        assert!(!job::insert_job(&mut tx, &work(2, Some("seal:a"))).await.unwrap(), "it runs");
        assert_eq!(job::unended_job(&mut tx, "seal:a").await.unwrap(), Some(claimed.clone()));
        assert!(job::finish_job(&mut tx, &claimed, State::Done, "", at(11)).await.unwrap());
        assert_eq!(job::unended_job(&mut tx, "seal:a").await.unwrap(), None);
        assert!(job::insert_job(&mut tx, &work(2, Some("seal:a"))).await.unwrap(), "it is done");
        let nowhere = Job { partnership: Some(PartnershipId::new(uuid(99))), ..work(9, None) };
        assert!(job::insert_job(&mut tx, &nowhere).await.unwrap_err().is_dangling());
    })
    .await;
}

#[tokio::test]
async fn many_who_add_the_same_work_at_once_add_it_once() {
    each_store("many_who_add_the_same_work_at_once_add_it_once", async |store| {
        founded(&store).await;
        let adding = (1..=6).map(|number| {
            let main = store.main.clone();
            tokio::spawn(async move {
                let mut tx = main.write().await.unwrap();
                let added = job::insert_job(&mut tx, &work(number, Some("seal:a"))).await.unwrap();
                tx.commit().await.unwrap();
                added
            })
        });
        let mut added = 0;
        for one in adding.collect::<Vec<_>>() {
            added += usize::from(one.await.unwrap());
        }
        assert_eq!(added, 1);
    })
    .await;
}

#[tokio::test]
async fn jobs_are_claimed_when_due_and_the_oldest_first() {
    each_store("jobs_are_claimed_when_due_and_the_oldest_first", async |store| {
        founded(&store).await;
        let mut tx = store.main.write().await.unwrap();
        assert_eq!(job::next_due(&mut tx).await.unwrap(), None);
        for (number, run_at) in [(3, 10_000_001), (2, 10_000_000), (1, 10_000_000), (4, 9_999_999)] {
            let new = Job { run_at: at_micro(run_at), ..work(number, None) };
            job::insert_job(&mut tx, &new).await.unwrap();
        }
        assert_eq!(job::next_due(&mut tx).await.unwrap(), Some(at_micro(9_999_999)));
        assert_eq!(job::count_jobs(&mut tx, at(10)).await.unwrap(), (3, 0, 0));
        tx.commit().await.unwrap();
        let mut order = Vec::new();
        while let Some(claimed) = claim(&store.main, at(10), at(20)).await {
            order.push(claimed.id.uuid().as_u128());
        }
        assert_eq!(order, [4, 1, 2], "one microsecond too early for the third");
        let mut tx = store.main.read().await.unwrap();
        assert_eq!(job::count_jobs(&mut tx, at(11)).await.unwrap(), (1, 3, 0));
        assert_eq!(job::next_due(&mut tx).await.unwrap(), Some(at_micro(10_000_001)), "only what waits");
    })
    .await;
}

#[tokio::test]
async fn each_job_is_claimed_by_one_of_many_workers() {
    each_store("each_job_is_claimed_by_one_of_many_workers", async |store| {
        founded(&store).await;
        let mut tx = store.main.write().await.unwrap();
        for number in 1..=24 {
            job::insert_job(&mut tx, &work(number, None)).await.unwrap();
        }
        tx.commit().await.unwrap();
        let workers = (0..4).map(|_| {
            let main = store.main.clone();
            tokio::spawn(async move {
                let mut claimed = Vec::new();
                while let Some(job) = claim(&main, at(10), at(20)).await {
                    claimed.push((job.id.uuid().as_u128(), job.attempts));
                }
                // A worker stops only when nothing is due any more, not when somebody else was faster.
                let mut tx = main.read().await.unwrap();
                assert_eq!(job::count_jobs(&mut tx, at(10)).await.unwrap().0, 0);
                claimed
            })
        });
        let mut all = Vec::new();
        for worker in workers.collect::<Vec<_>>() {
            all.extend(worker.await.unwrap());
        }
        all.sort_unstable();
        assert_eq!(all, (1..=24).map(|number| (number, 1)).collect::<Vec<_>>(), "never twice, none forgotten");
    })
    .await;
}

#[tokio::test]
async fn a_lease_that_ran_out_is_taken_over() {
    each_store("a_lease_that_ran_out_is_taken_over", async |store| {
        founded(&store).await;
        let mut tx = store.main.write().await.unwrap();
        job::insert_job(&mut tx, &work(1, Some("seal:a"))).await.unwrap();
        tx.commit().await.unwrap();
        let first = claim(&store.main, at(10), at(20)).await.unwrap();
        assert_eq!(claim(&store.main, at(20), at(30)).await, None, "its last instant");
        let mut tx = store.main.write().await.unwrap();
        assert!(job::report_progress(&mut tx, &first, 1, 2, at(25)).await.unwrap());
        tx.commit().await.unwrap();
        assert_eq!(claim(&store.main, at(25), at(30)).await, None, "progress keeps it");
        let second = claim(&store.main, at_micro(25_000_001), at(40)).await.unwrap();
        assert_eq!((second.attempts, second.done, second.total), (2, 1, 2));
        let mut tx = store.main.write().await.unwrap();
        assert!(!job::report_progress(&mut tx, &first, 2, 2, at(99)).await.unwrap(), "the first has lost it");
        assert!(!job::finish_job(&mut tx, &first, State::Done, "", at(26)).await.unwrap());
        assert!(!job::retry_job(&mut tx, &first, "", at(26)).await.unwrap());
        assert!(job::finish_job(&mut tx, &second, State::Failed, "no paper", at_micro(27)).await.unwrap());
        assert!(!job::finish_job(&mut tx, &second, State::Done, "", at(28)).await.unwrap(), "it has ended");
        let ended = job::job_by_id(&mut tx, second.id).await.unwrap().unwrap();
        assert_eq!((ended.state, ended.note.as_str(), ended.ended_at), (State::Failed, "no paper", Some(at_micro(27))));
        assert_eq!(job::job_by_id(&mut tx, JobId::new(uuid(99))).await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn a_job_is_tried_again_later() {
    each_store("a_job_is_tried_again_later", async |store| {
        founded(&store).await;
        let mut tx = store.main.write().await.unwrap();
        job::insert_job(&mut tx, &work(1, Some("seal:a"))).await.unwrap();
        let first = job::claim_job(&mut tx, at(10), at(20)).await.unwrap().unwrap();
        assert!(job::retry_job(&mut tx, &first, "no answer", at(40)).await.unwrap());
        tx.commit().await.unwrap();
        assert_eq!(claim(&store.main, at(39), at(99)).await, None);
        let second = claim(&store.main, at(40), at(99)).await.unwrap();
        assert_eq!((second.attempts, second.note.as_str(), second.ended_at), (2, "no answer", None));
        let mut tx = store.main.write().await.unwrap();
        job::finish_job(&mut tx, &second, State::Done, "", at(41)).await.unwrap();
        drop(tx);
        let mut tx = store.main.read().await.unwrap();
        let still = job::job_by_id(&mut tx, second.id).await.unwrap().unwrap();
        assert_eq!(still.state, State::Running, "dropped without commit");
    })
    .await;
}

#[tokio::test]
async fn what_was_given_up_is_tried_again_unless_there_is_something_newer() {
    each_store("what_was_given_up_is_tried_again_unless_there_is_something_newer", async |store| {
        founded(&store).await;
        let mut tx = store.main.write().await.unwrap();
        for (number, key) in [(1, Some("a")), (2, None), (3, None)] {
            let partnership = Some(if number == 3 { OTHER_PARTNERSHIP } else { PARTNERSHIP });
            job::insert_job(&mut tx, &Job { partnership, ..work(number, key) }).await.unwrap();
            let claimed = job::claim_job(&mut tx, at(10), at(20)).await.unwrap().unwrap();
            job::finish_job(&mut tx, &claimed, State::Failed, "no", at(11)).await.unwrap();
        }
        job::insert_job(&mut tx, &work(4, Some("a"))).await.unwrap();
        assert_eq!(job::retry_failed_jobs(&mut tx, PARTNERSHIP, at(50)).await.unwrap(), 1);
        let again = job::job_by_id(&mut tx, work(2, None).id).await.unwrap().unwrap();
        assert_eq!((again.state, again.attempts, again.run_at, again.ended_at), (State::Waiting, 0, at(50), None));
        let old = job::job_by_id(&mut tx, work(1, None).id).await.unwrap().unwrap();
        assert_eq!(old.state, State::Failed, "the newer one does its work");
        assert_eq!(job::count_jobs(&mut tx, at(49)).await.unwrap(), (1, 0, 2));
        assert_eq!(job::delete_ended_jobs(&mut tx, at(11)).await.unwrap(), 0, "ended at that very instant");
        assert_eq!(job::delete_ended_jobs(&mut tx, at_micro(11_000_001)).await.unwrap(), 2);
        assert_eq!(job::count_jobs(&mut tx, at(50)).await.unwrap(), (2, 0, 0));
    })
    .await;
}
