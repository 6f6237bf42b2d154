//! The seam: what a reader sees, what a transaction leaves, how values come back.

use store::{Db, Engine, Error, Tx, installation};

use crate::{
    both::{each_store, side_by_side},
    seed::uuid,
};

async fn words(tx: &mut Tx) -> Vec<String> {
    tx.sql("SELECT name FROM installation ORDER BY name COLLATE ucs_basic NULLS LAST")
        .all(|row| row.get("name"))
        .await
        .unwrap()
}

#[tokio::test]
async fn a_reader_sees_what_is_committed_and_waits_for_nobody() {
    each_store("a_reader_sees_what_is_committed_and_waits_for_nobody", async |store| {
        let mut reader = store.main.read().await.unwrap();
        let mut snapshot = store.main.snapshot().await.unwrap();
        assert_eq!((words(&mut reader).await.len(), words(&mut snapshot).await.len()), (0, 0));
        let mut writer = store.main.write().await.unwrap();
        installation::set_value(&mut writer, "a", "1").await.unwrap();
        assert_eq!(words(&mut writer).await, ["a"], "its own");
        assert_eq!(words(&mut reader).await.len(), 0, "not committed yet");
        writer.commit().await.unwrap();
        assert_eq!(words(&mut reader).await, ["a"], "each statement sees what is committed when it starts");
        assert_eq!(words(&mut snapshot).await.len(), 0, "a snapshot stays as it was");
        snapshot.commit().await.unwrap();
        reader.commit().await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_snapshot_cannot_write() {
    each_store("a_snapshot_cannot_write", async |store| {
        let mut snapshot = store.main.snapshot().await.unwrap();
        installation::set_value(&mut snapshot, "a", "1").await.unwrap_err();
        drop(snapshot);
        assert_eq!(words(&mut store.main.read().await.unwrap()).await.len(), 0);
    })
    .await;
}

#[tokio::test]
async fn what_is_dropped_without_commit_leaves_nothing() {
    each_store("what_is_dropped_without_commit_leaves_nothing", async |store| {
        let mut tx = store.main.write().await.unwrap();
        installation::set_value(&mut tx, "a", "1").await.unwrap();
        drop(tx);
        let mut tx = store.main.write().await.unwrap();
        assert_eq!(words(&mut tx).await.len(), 0);
    })
    .await;
}

#[tokio::test]
async fn after_a_failure_nothing_of_a_transaction_is_kept() {
    each_store("after_a_failure_nothing_of_a_transaction_is_kept", async |store| {
        let mut tx = store.main.write().await.unwrap();
        installation::set_value(&mut tx, "a", "1").await.unwrap();
        let twice = tx.sql("INSERT INTO installation (name, value) VALUES ('a', '2')").run().await;
        assert!(twice.unwrap_err().is_duplicate());
        assert!(matches!(installation::set_value(&mut tx, "b", "1").await, Err(Error::Spoiled)));
        assert!(matches!(tx.commit().await, Err(Error::Spoiled)), "a commit that keeps nothing is not silent");
        let mut reader = store.main.read().await.unwrap();
        assert_eq!(words(&mut reader).await.len(), 0);
        reader.sql("SELECT nothing FROM nowhere").run().await.unwrap_err();
        assert_eq!(words(&mut reader).await.len(), 0, "a reader goes on");
    })
    .await;
}

#[tokio::test]
async fn values_come_back_as_they_went() {
    each_store("values_come_back_as_they_went", async |store| {
        let mut tx = store.answers.write().await.unwrap();
        let body: Vec<u8> = (0..=255).collect();
        tx.sql("INSERT INTO response (campaign, record, body) VALUES ($1, $2, $3)")
            .bind(uuid(u128::MAX))
            .bind(vec![0_u8; 16])
            .bind(body.clone())
            .run()
            .await
            .unwrap();
        let row = tx.sql("SELECT campaign, record, body FROM response");
        let found = row.one(|row| Ok((row.get("campaign")?, row.get("record")?, row.get("body")?))).await.unwrap();
        assert_eq!(found, (uuid(u128::MAX), vec![0_u8; 16], body));
        let none = tx.sql("SELECT body FROM response WHERE campaign = $1").bind(uuid(0));
        assert_eq!(none.optional(|row| row.get::<Vec<u8>>("body")).await.unwrap(), None);
        let none = tx.sql("SELECT body FROM response WHERE campaign = $1").bind(uuid(0));
        let missing = none.one(|row| row.get::<Vec<u8>>("body")).await;
        assert!(matches!(missing, Err(Error::Database(sqlx::Error::RowNotFound))));
        let wrong = tx.sql("SELECT body FROM response").one(|row| row.get::<i64>("body")).await;
        assert!(matches!(wrong, Err(Error::Database(sqlx::Error::ColumnDecode { .. }))));
        let absent = tx.sql("SELECT body FROM response").one(|row| row.get::<Vec<u8>>("bodies")).await;
        assert!(matches!(absent, Err(Error::Database(sqlx::Error::ColumnNotFound(_)))));
    })
    .await;
}

#[tokio::test]
async fn rows_are_taken_one_by_one_or_some_at_a_time() {
    each_store("rows_are_taken_one_by_one_or_some_at_a_time", async |store| {
        let mut tx = store.main.write().await.unwrap();
        // Code points, not the order of a dictionary: capitals first, marks count, what has an accent last.
        for name in ["b", "a-b", "É", "B", "ab", "a b", ""] {
            installation::set_value(&mut tx, name, "").await.unwrap();
        }
        let in_order = ["", "B", "a b", "a-b", "ab", "b", "É"];
        assert_eq!(words(&mut tx).await, in_order);
        let text = "SELECT name FROM installation ORDER BY name COLLATE ucs_basic NULLS LAST";
        let mut each: Vec<String> = Vec::new();
        let take = |row: store::db::Row| {
            each.push(row.get("name")?);
            Ok(())
        };
        tx.sql(text).each(take).await.unwrap();
        assert_eq!(each, in_order);
        let mut sizes = Vec::new();
        let taken = tx.sql(text).batches(
            3,
            |row| row.get::<String>("name"),
            async |batch| {
                sizes.push(batch.len());
                Ok(())
            },
        );
        taken.await.unwrap();
        assert_eq!(sizes, [3, 3, 1]);
    })
    .await;
}

#[tokio::test]
async fn a_database_says_what_it_is() {
    each_store("a_database_says_what_it_is", async |store| {
        let version = store.main.version().await.unwrap();
        assert!(version.starts_with(|c: char| c.is_ascii_digit()), "{version}");
        assert_eq!(store.main.integrity().await.unwrap(), Vec::<String>::new());
        store.main.truncate_log().await.unwrap();
        store.answers.rewrite_envelopes().await.unwrap();
        let folder = tempfile::tempdir().unwrap();
        let copied = store.main.copy_to(&folder.path().join("copy.db")).await;
        assert_eq!(copied.is_ok(), store.main.engine() == Engine::Sqlite);
        assert!(copied.is_ok() || matches!(copied, Err(Error::NotHere(_))));
    })
    .await;
}

#[tokio::test]
async fn a_copy_of_a_file_holds_what_was_committed() {
    side_by_side("a_copy_of_a_file_holds_what_was_committed", async |sqlite, _| {
        let folder = tempfile::tempdir().unwrap();
        let mut tx = sqlite.main.write().await.unwrap();
        installation::set_value(&mut tx, "a", "1").await.unwrap();
        tx.commit().await.unwrap();
        let mut open = sqlite.main.write().await.unwrap();
        installation::set_value(&mut open, "b", "1").await.unwrap();
        let path = folder.path().join("copy.db");
        sqlite.main.copy_to(&path).await.unwrap();
        sqlite.main.copy_to(&path).await.unwrap_err();
        open.commit().await.unwrap();
        let mut reader = sqlite.main.read().await.unwrap();
        reader.sql("DELETE FROM installation").run().await.unwrap_err();
        assert_eq!(words(&mut reader).await, ["a", "b"], "copying let no reader write");
        let copy = Db::open_sqlite(&path, 1).await.unwrap();
        assert_eq!(words(&mut copy.read().await.unwrap()).await, ["a"]);
        copy.close().await;
    })
    .await;
}

#[tokio::test]
async fn a_file_that_cannot_be_made_is_an_error() {
    let folder = tempfile::tempdir().unwrap();
    let nowhere = folder.path().join("missing").join("main.db");
    assert!(matches!(Db::open_sqlite(&nowhere, 1).await, Err(Error::Database(_))));
}
