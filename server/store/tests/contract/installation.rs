//! Words by name are kept and replaced.

use store::installation;

use crate::both::each_store;

#[tokio::test]
async fn a_word_is_kept_by_name() {
    each_store("a_word_is_kept_by_name", async |store| {
        let mut tx = store.main.write().await.unwrap();
        assert_eq!(installation::value(&mut tx, installation::DEMONSTRATION).await.unwrap(), None);
        installation::set_value(&mut tx, installation::DEMONSTRATION, "2026").await.unwrap();
        installation::set_value(&mut tx, installation::DEMONSTRATION, "").await.unwrap();
        tx.commit().await.unwrap();
        let mut tx = store.main.read().await.unwrap();
        let found = installation::value(&mut tx, installation::DEMONSTRATION).await.unwrap();
        assert_eq!(found.as_deref(), Some(""), "an empty word is a word");
        assert_eq!(installation::value(&mut tx, "Demonstration").await.unwrap(), None, "case counts");
    })
    .await;
}
