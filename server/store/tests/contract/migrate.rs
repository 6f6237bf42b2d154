//! Schemas: brought up to date once, harmless twice, refused when newer.

use store::{Db, Error, migrate};

use crate::{
    both::{each_store, side_by_side},
    seed::founded,
};

#[tokio::test]
async fn twice_is_harmless() {
    each_store("twice_is_harmless", async |store| {
        founded(&store).await;
        migrate::main(&store.main).await.unwrap();
        migrate::answers(&store.answers).await.unwrap();
        assert_eq!(
            (migrate::found(&store.main).await.unwrap(), migrate::found(&store.answers).await.unwrap()),
            migrate::known()
        );
        let mut tx = store.main.read().await.unwrap();
        assert_eq!(store::partnership::partnerships(&mut tx).await.unwrap().len(), 2);
    })
    .await;
}

#[tokio::test]
async fn a_newer_schema_is_refused() {
    each_store("a_newer_schema_is_refused", async |store| {
        for db in [&store.main, &store.answers] {
            let mut tx = db.write().await.unwrap();
            tx.sql(
                "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
                 VALUES ($1, $2, $3, $4, $5)",
            )
            .bind(9_999_i64)
            .bind("of the future".to_owned())
            .bind(true)
            .bind(vec![0_u8; 48])
            .bind(1_i64)
            .run()
            .await
            .unwrap();
            tx.commit().await.unwrap();
            assert_eq!(migrate::found(db).await.unwrap(), 9_999);
        }
        let (main, answers) = migrate::known();
        let refused = [(migrate::main(&store.main).await, main), (migrate::answers(&store.answers).await, answers)];
        for (outcome, newest) in refused {
            let Err(Error::Newer { found, known }) = outcome else { panic!("it was not refused") };
            assert_eq!((found, known), (9_999, newest));
        }
    })
    .await;
}

#[tokio::test]
async fn an_empty_database_has_no_schema() {
    let folder = tempfile::tempdir().unwrap();
    let empty = Db::open_sqlite(&folder.path().join("empty.db"), 1).await.unwrap();
    assert_eq!(migrate::found(&empty).await.unwrap(), 0);
    empty.close().await;
    side_by_side("an_empty_database_has_no_schema", async |_, postgres| {
        let mut tx = postgres.main.write().await.unwrap();
        tx.sql("DROP TABLE _sqlx_migrations").run().await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(migrate::found(&postgres.main).await.unwrap(), 0, "those of the answers are not its own");
    })
    .await;
}
