//! Allowances are counted in their window, by many at once.

use store::allowance;

use crate::{
    both::each_store,
    seed::{at, at_micro},
};

#[tokio::test]
async fn uses_are_counted_by_bucket_and_window() {
    each_store("uses_are_counted_by_bucket_and_window", async |store| {
        let mut tx = store.main.write().await.unwrap();
        assert_eq!(allowance::uses(&mut tx, "sign-in:a", at(60)).await.unwrap(), 0);
        for expected in 1..=3 {
            assert_eq!(allowance::count_use(&mut tx, "sign-in:a", at(60)).await.unwrap(), expected);
        }
        assert_eq!(allowance::count_use(&mut tx, "Sign-In:A", at(60)).await.unwrap(), 1, "case counts");
        assert_eq!(allowance::count_use(&mut tx, "", at(60)).await.unwrap(), 1);
        assert_eq!(allowance::count_use(&mut tx, "sign-in:a", at_micro(60_000_001)).await.unwrap(), 1);
        tx.commit().await.unwrap();
        let mut tx = store.main.write().await.unwrap();
        assert_eq!(allowance::uses(&mut tx, "sign-in:a", at(60)).await.unwrap(), 3);
        assert_eq!(allowance::delete_windows(&mut tx, at(60)).await.unwrap(), 0, "the window that begins then stays");
        assert_eq!(allowance::delete_windows(&mut tx, at_micro(60_000_001)).await.unwrap(), 3);
        assert_eq!(allowance::uses(&mut tx, "sign-in:a", at_micro(60_000_001)).await.unwrap(), 1);
    })
    .await;
}

#[tokio::test]
async fn no_use_is_lost_when_many_count_at_once() {
    each_store("no_use_is_lost_when_many_count_at_once", async |store| {
        let counting = (0..12).map(|_| {
            let main = store.main.clone();
            tokio::spawn(async move {
                let mut tx = main.write().await.unwrap();
                let count = allowance::count_use(&mut tx, "code", at(60)).await.unwrap();
                tx.commit().await.unwrap();
                count
            })
        });
        let mut counts = Vec::new();
        for one in counting.collect::<Vec<_>>() {
            counts.push(one.await.unwrap());
        }
        counts.sort_unstable();
        assert_eq!(counts, (1..=12).collect::<Vec<_>>());
        let mut tx = store.main.write().await.unwrap();
        allowance::count_use(&mut tx, "code", at(60)).await.unwrap();
        drop(tx);
        let mut tx = store.main.read().await.unwrap();
        assert_eq!(allowance::uses(&mut tx, "code", at(60)).await.unwrap(), 12, "dropped without commit");
    })
    .await;
}
