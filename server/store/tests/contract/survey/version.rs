//! Drafts are kept in order and overwritten by nobody; versions are frozen once.

use sqlx::error::ErrorKind;
use store::survey::{
    self,
    version::{self, Draft, Version},
};

use crate::{
    both::each_store,
    seed::{OFFICER, SURVEY, at_micro, founded, kind_of},
};

pub fn draft(revision: i64) -> Draft {
    let definition = format!(r#"{{"title":"Ceist “{revision}”","empty":""}}"#);
    Draft { revision, definition, made_by: (revision % 2 == 0).then_some(OFFICER), made_at: at_micro(revision) }
}

pub fn frozen(number: i64) -> Version {
    Version {
        number,
        definition: "[1, 2.50, \"é\"]".into(),
        digest: "00ff".into(),
        made_by: None,
        made_at: at_micro(number),
    }
}

#[tokio::test]
async fn of_many_who_save_the_same_draft_one_is_first() {
    each_store("of_many_who_save_the_same_draft_one_is_first", async |store| {
        founded(&store).await;
        let saving = (0..6).map(|number| {
            let main = store.main.clone();
            tokio::spawn(async move {
                let mut tx = main.write().await.unwrap();
                let title = format!("title {number}");
                let first = version::advance_revision(&mut tx, SURVEY, 1, &title).await.unwrap();
                tx.commit().await.unwrap();
                first.then_some(title)
            })
        });
        let mut first = Vec::new();
        for one in saving.collect::<Vec<_>>() {
            first.extend(one.await.unwrap());
        }
        let mut tx = store.main.write().await.unwrap();
        let found = survey::survey_by_id(&mut tx, SURVEY).await.unwrap().unwrap();
        assert_eq!((first, found.revision), (vec![found.title], 2));
        assert!(!version::advance_revision(&mut tx, SURVEY, 1, "late").await.unwrap());
        assert!(version::advance_revision(&mut tx, SURVEY, 2, "").await.unwrap());
    })
    .await;
}

#[tokio::test]
async fn the_newest_hundred_drafts_are_kept() {
    each_store("the_newest_hundred_drafts_are_kept", async |store| {
        founded(&store).await;
        let mut tx = store.main.write().await.unwrap();
        for revision in [3, 1, 2, 110, 10, 9] {
            version::insert_draft(&mut tx, SURVEY, &draft(revision)).await.unwrap();
        }
        assert_eq!(version::draft_at(&mut tx, SURVEY, 109).await.unwrap(), Some(draft(10)));
        assert_eq!(version::draft_at(&mut tx, SURVEY, 2).await.unwrap(), Some(draft(2)));
        assert_eq!(version::draft_at(&mut tx, SURVEY, 0).await.unwrap(), None);
        assert_eq!(version::delete_old_drafts(&mut tx, SURVEY, 110).await.unwrap(), 4);
        assert_eq!(version::draft_at(&mut tx, SURVEY, 9).await.unwrap(), None);
        assert_eq!(version::draft_at(&mut tx, SURVEY, 10).await.unwrap(), Some(draft(10)));
        let again = version::insert_draft(&mut tx, SURVEY, &draft(10)).await;
        assert_eq!(kind_of(again), Some(ErrorKind::UniqueViolation));
    })
    .await;
}

#[tokio::test]
async fn a_version_is_frozen_once() {
    each_store("a_version_is_frozen_once", async |store| {
        founded(&store).await;
        let mut tx = store.main.write().await.unwrap();
        version::insert_version(&mut tx, SURVEY, &frozen(1)).await.unwrap();
        let second = Version { made_by: Some(OFFICER), definition: String::new(), ..frozen(2) };
        version::insert_version(&mut tx, SURVEY, &second).await.unwrap();
        tx.commit().await.unwrap();
        let mut tx = store.main.write().await.unwrap();
        assert_eq!(survey::survey_by_id(&mut tx, SURVEY).await.unwrap().unwrap().version, Some(2));
        assert_eq!(version::version_by_number(&mut tx, SURVEY, 1).await.unwrap(), Some(frozen(1)));
        assert_eq!(version::version_by_number(&mut tx, SURVEY, 2).await.unwrap(), Some(second));
        assert_eq!(version::version_by_number(&mut tx, SURVEY, 3).await.unwrap(), None);
        let again = version::insert_version(&mut tx, SURVEY, &frozen(1)).await;
        assert!(again.unwrap_err().is_duplicate());
        assert!(matches!(tx.commit().await, Err(store::Error::Spoiled)));
        let mut tx = store.main.read().await.unwrap();
        assert_eq!(survey::survey_by_id(&mut tx, SURVEY).await.unwrap().unwrap().version, Some(2));
    })
    .await;
}
