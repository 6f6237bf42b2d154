//! Releases and released text mean the same on both databases.

use domain::id::{AccountId, SurveyId};
use sqlx::error::ErrorKind;
use store::disclosure::{self, Release, Source, TextRelease};

use crate::{
    both::each_store,
    seed::{OFFICER, RESEARCHER, SURVEY, at, at_micro, founded, kind_of, uuid},
};

pub fn release(number: i64, source: Source) -> Release {
    Release { number, source, tables: r#"{"a":"é \"1\"","n":5}"#.into(), made_at: at_micro(number), closing: false }
}

#[tokio::test]
async fn the_newest_release_counts() {
    each_store("the_newest_release_counts", async |store| {
        founded(&store).await;
        let mut tx = store.main.write().await.unwrap();
        assert_eq!(disclosure::newest_number(&mut tx, SURVEY).await.unwrap(), 0);
        assert_eq!(disclosure::newest_release(&mut tx, SURVEY, Source::Answers).await.unwrap(), None);
        let last = Release { closing: true, tables: "5".into(), ..release(10, Source::Answers) };
        for new in [release(9, Source::Answers), last.clone(), release(11, Source::Rehearsal)] {
            disclosure::insert_release(&mut tx, SURVEY, &new).await.unwrap();
        }
        tx.commit().await.unwrap();
        let mut tx = store.main.write().await.unwrap();
        assert_eq!(disclosure::newest_number(&mut tx, SURVEY).await.unwrap(), 11);
        assert_eq!(disclosure::newest_release(&mut tx, SURVEY, Source::Answers).await.unwrap(), Some(last));
        let rehearsed = Some(release(11, Source::Rehearsal));
        assert_eq!(disclosure::newest_release(&mut tx, SURVEY, Source::Rehearsal).await.unwrap(), rehearsed);
        assert_eq!(disclosure::delete_releases(&mut tx, SURVEY, Source::Answers).await.unwrap(), 2);
        assert_eq!(disclosure::newest_release(&mut tx, SURVEY, Source::Answers).await.unwrap(), None);
        assert_eq!(disclosure::newest_number(&mut tx, SURVEY).await.unwrap(), 11);
        let again = disclosure::insert_release(&mut tx, SURVEY, &release(11, Source::Answers)).await;
        assert_eq!(kind_of(again), Some(ErrorKind::UniqueViolation));
        drop(tx);
        let mut tx = store.main.write().await.unwrap();
        let nowhere = SurveyId::new(uuid(99));
        let dangling = disclosure::insert_release(&mut tx, nowhere, &release(1, Source::Answers)).await;
        assert!(dangling.unwrap_err().is_dangling());
    })
    .await;
}

#[tokio::test]
async fn a_crossed_table_takes_the_place_of_the_one_before() {
    each_store("a_crossed_table_takes_the_place_of_the_one_before", async |store| {
        founded(&store).await;
        let mut tx = store.main.write().await.unwrap();
        for (name, body) in [("about.sex~q1", "1"), ("about.Age~q1", "2"), ("about.sex~q1", "é 3")] {
            disclosure::set_crossed(&mut tx, SURVEY, Source::Answers, name, body).await.unwrap();
        }
        disclosure::set_crossed(&mut tx, SURVEY, Source::Rehearsal, "about.sex~q1", "9").await.unwrap();
        tx.commit().await.unwrap();
        let mut tx = store.main.write().await.unwrap();
        let one = disclosure::crossed(&mut tx, SURVEY, Source::Answers, "about.sex~q1").await.unwrap();
        assert_eq!(one.as_deref(), Some("é 3"));
        assert_eq!(disclosure::crossed(&mut tx, SURVEY, Source::Answers, "about.sex").await.unwrap(), None);
        let names = disclosure::crossed_names(&mut tx, SURVEY, Source::Answers).await.unwrap();
        assert_eq!(names, ["about.Age~q1", "about.sex~q1"]);
        assert_eq!(disclosure::delete_crossed(&mut tx, SURVEY, Source::Answers).await.unwrap(), 2);
        assert_eq!(disclosure::crossed_names(&mut tx, SURVEY, Source::Rehearsal).await.unwrap(), ["about.sex~q1"]);
        disclosure::set_crossed(&mut tx, SURVEY, Source::Rehearsal, "about.sex~q1~answered", "{}").await.unwrap();
        let left = disclosure::crossed_answered(&mut tx, SURVEY, Source::Rehearsal).await.unwrap();
        assert_eq!(left, [("about.sex~q1~answered".to_owned(), "{}".to_owned())]);
        assert!(disclosure::crossed_answered(&mut tx, SURVEY, Source::Answers).await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test]
async fn text_is_released_by_a_second_person() {
    each_store("text_is_released_by_a_second_person", async |store| {
        founded(&store).await;
        let mut tx = store.main.write().await.unwrap();
        for (item, by) in [("q2", OFFICER), ("q-10", OFFICER), ("Q1", RESEARCHER), ("q2", RESEARCHER)] {
            disclosure::ask_text_release(&mut tx, SURVEY, item, by, at(1)).await.unwrap();
        }
        tx.commit().await.unwrap();
        let mut tx = store.main.write().await.unwrap();
        assert!(!disclosure::grant_text_release(&mut tx, SURVEY, "q2", OFFICER, at(2)).await.unwrap(), "the asker");
        assert!(!disclosure::grant_text_release(&mut tx, SURVEY, "q9", RESEARCHER, at(2)).await.unwrap());
        assert!(disclosure::grant_text_release(&mut tx, SURVEY, "q2", RESEARCHER, at(2)).await.unwrap());
        assert!(!disclosure::grant_text_release(&mut tx, SURVEY, "q2", RESEARCHER, at(3)).await.unwrap(), "once");
        let text = |item: &str, asked_by, released_by: Option<AccountId>| TextRelease {
            item: item.into(),
            asked_by,
            released_by,
        };
        let expected =
            [text("Q1", RESEARCHER, None), text("q-10", OFFICER, None), text("q2", OFFICER, Some(RESEARCHER))];
        assert_eq!(disclosure::text_releases_of(&mut tx, SURVEY).await.unwrap(), expected);
        assert_eq!(disclosure::text_releases_of(&mut tx, SurveyId::new(uuid(99))).await.unwrap(), []);
    })
    .await;
}
