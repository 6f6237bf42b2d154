//! The record: newest first, with names where they are known.

use domain::id::AccountId;
use store::audit::{self, Line};

use crate::{
    both::each_store,
    seed::{OFFICER, OTHER_PARTNERSHIP, PARTNERSHIP, SURVEY, at, at_micro, founded, uuid},
};

pub fn line(number: u128, account: Option<AccountId>) -> Line {
    Line {
        id: uuid(number),
        at: at(number.try_into().unwrap()),
        account,
        partnership: Some(PARTNERSHIP),
        action: "survey-saved".into(),
        subject: format!("survey:{SURVEY}"),
        detail: format!("{number}"),
    }
}

#[tokio::test]
async fn lines_are_read_newest_first() {
    each_store("lines_are_read_newest_first", async |store| {
        founded(&store).await;
        let mut tx = store.main.write().await.unwrap();
        let twins = [Line { id: uuid(51), ..line(2, None) }, Line { id: uuid(50), ..line(2, Some(OFFICER)) }];
        let finer = Line { at: at_micro(2_000_001), detail: String::new(), ..line(3, None) };
        let elsewhere = Line { partnership: None, ..line(4, Some(OFFICER)) };
        for new in [&twins[1], &line(1, None), &finer, &twins[0], &elsewhere] {
            audit::insert_line(&mut tx, new).await.unwrap();
        }
        tx.commit().await.unwrap();
        let mut tx = store.main.write().await.unwrap();
        let about = audit::lines_about(&mut tx, &format!("survey:{SURVEY}")).await.unwrap();
        let told: Vec<_> = about.iter().map(|line| (line.detail.as_str(), line.at, line.name.as_deref())).collect();
        let name = Some("Mòrag");
        let twice = [("2", at(2), None), ("2", at(2), name)];
        assert_eq!(told, [("4", at(4), name), ("", at_micro(2_000_001), None), twice[0], twice[1], ("1", at(1), None)]);
        assert_eq!(audit::lines_about(&mut tx, "survey:").await.unwrap(), []);
        assert_eq!(audit::lines_of(&mut tx, PARTNERSHIP, 3).await.unwrap(), about[1..4]);
        assert_eq!(audit::lines_of(&mut tx, PARTNERSHIP, 0).await.unwrap(), []);
        assert_eq!(audit::lines_of(&mut tx, OTHER_PARTNERSHIP, 9).await.unwrap(), []);
        let unknown = line(9, Some(AccountId::new(uuid(99))));
        assert!(audit::insert_line(&mut tx, &unknown).await.unwrap_err().is_dangling());
    })
    .await;
}

#[tokio::test]
async fn only_the_newest_two_hundred_are_read() {
    each_store("only_the_newest_two_hundred_are_read", async |store| {
        founded(&store).await;
        let mut tx = store.main.write().await.unwrap();
        for number in 1..=203 {
            audit::insert_line(&mut tx, &line(number, None)).await.unwrap();
        }
        let about = audit::lines_about(&mut tx, &format!("survey:{SURVEY}")).await.unwrap();
        assert_eq!((about.len(), about[0].at, about[199].at), (200, at(203), at(4)));
    })
    .await;
}
