//! Engagements that were run elsewhere, and years as they were published.

use domain::{
    engagement::{Details, Method, Year},
    id::EngagementId,
    text::Text,
};
use jiff::civil::date;
use store::engagement::{self, Engagement, State};

use crate::{
    both::each_store,
    seed::{OFFICER, PARTNERSHIP, RESEARCHER, at, founded, uuid},
};

pub fn engagement(number: u128) -> Engagement {
    Engagement {
        id: EngagementId::new(uuid(number)),
        partnership: PARTNERSHIP,
        details: Details {
            title: Text::both("Workshops “here”", "Bùithtean-obrach"),
            method: Method::Workshop,
            from: date(2025, 5, 14),
            to: date(2025, 6, 18),
            people: Some(240),
            bodies: 3,
            named: vec!["Youth Voice".into()],
            conversations: 0,
            link: "https://alliance.example/".into(),
        },
        draft_ends: None,
        counts: String::new(),
        shown: String::new(),
        removed_at: None,
        made_by: OFFICER,
        made_at: at(1),
    }
}

pub fn state(number: i64) -> State {
    State {
        partnership: PARTNERSHIP,
        year: Year::of(date(2025, 6, 18)),
        number,
        note: "A file was “late”".into(),
        asked_by: OFFICER,
        asked_at: at(3),
        published_by: None,
        published_at: None,
    }
}

#[tokio::test]
async fn engagements_keep_their_tables_and_lose_their_drafts() {
    each_store("engagements_keep_their_tables_and_lose_their_drafts", async |store| {
        founded(&store).await;
        let mut tx = store.main.write().await.unwrap();
        engagement::insert_engagement(&mut tx, &engagement(1)).await.unwrap();
        engagement::insert_engagement(&mut tx, &Engagement { made_at: at(0), ..engagement(2) }).await.unwrap();
        let id = engagement(1).id;
        let changed = Details { people: None, ..engagement(1).details };
        assert!(engagement::update_engagement(&mut tx, id, &changed).await.unwrap());
        assert!(!engagement::update_engagement(&mut tx, engagement(9).id, &changed).await.unwrap());
        assert!(engagement::set_draft(&mut tx, id, "{\"records\":[]}", at(5)).await.unwrap());
        assert_eq!(engagement::draft_of(&mut tx, id).await.unwrap().unwrap(), "{\"records\":[]}");
        assert_eq!(engagement::draft_of(&mut tx, engagement(2).id).await.unwrap(), None);
        assert_eq!(engagement::draft_of(&mut tx, engagement(9).id).await.unwrap(), None);
        assert_eq!(engagement::delete_drafts(&mut tx, at(4)).await.unwrap(), 0);
        assert_eq!(engagement::engagement_by_id(&mut tx, id).await.unwrap().unwrap().draft_ends, Some(at(5)));
        assert_eq!(engagement::delete_drafts(&mut tx, at(5)).await.unwrap(), 1);
        assert_eq!(engagement::draft_of(&mut tx, id).await.unwrap(), None);
        engagement::set_draft(&mut tx, id, "{}", at(5)).await.unwrap();
        assert!(engagement::delete_draft(&mut tx, id).await.unwrap());
        assert!(engagement::set_counts(&mut tx, id, "{\"a\":1}").await.unwrap());
        assert!(engagement::set_shown(&mut tx, id, "{\"b\":1}").await.unwrap());
        assert!(engagement::remove_engagement(&mut tx, id, Some(at(7))).await.unwrap());
        let kept = Engagement {
            details: changed,
            counts: "{\"a\":1}".into(),
            shown: "{\"b\":1}".into(),
            removed_at: Some(at(7)),
            ..engagement(1)
        };
        let found = engagement::engagements_of(&mut tx, PARTNERSHIP).await.unwrap();
        assert_eq!(found, [Engagement { made_at: at(0), ..engagement(2) }, kept]);
        engagement::remove_engagement(&mut tx, id, None).await.unwrap();
        assert_eq!(engagement::engagement_by_id(&mut tx, id).await.unwrap().unwrap().removed_at, None);
        assert_eq!(engagement::engagement_by_id(&mut tx, engagement(9).id).await.unwrap(), None);
        tx.commit().await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_year_is_published_by_a_second_person() {
    each_store("a_year_is_published_by_a_second_person", async |store| {
        founded(&store).await;
        let mut tx = store.main.write().await.unwrap();
        let one = state(1);
        let key = |number| (PARTNERSHIP, one.year, number);
        engagement::insert_state(&mut tx, &one, "{\"one\":1}").await.unwrap();
        assert_eq!(engagement::published_in(&mut tx, one.year).await.unwrap(), []);
        assert!(engagement::years_published(&mut tx).await.unwrap().is_empty());
        assert!(!engagement::publish_state(&mut tx, key(1), OFFICER, at(4)).await.unwrap());
        assert!(engagement::publish_state(&mut tx, key(1), RESEARCHER, at(4)).await.unwrap());
        assert!(!engagement::publish_state(&mut tx, key(1), RESEARCHER, at(5)).await.unwrap());
        let published = State { published_by: Some(RESEARCHER), published_at: Some(at(4)), ..state(1) };
        engagement::insert_state(&mut tx, &state(2), "{\"two\":2}").await.unwrap();
        let found = engagement::published_in(&mut tx, one.year).await.unwrap();
        assert_eq!(found, [(published.clone(), "{\"one\":1}".to_owned())]);
        assert_eq!(engagement::states_of(&mut tx, PARTNERSHIP).await.unwrap(), [state(2), published.clone()]);
        assert_eq!(engagement::body_of(&mut tx, key(2)).await.unwrap().unwrap(), "{\"two\":2}");
        assert_eq!(engagement::body_of(&mut tx, key(3)).await.unwrap(), None);
        assert_eq!(engagement::delete_waiting(&mut tx, PARTNERSHIP, one.year).await.unwrap(), 1);
        engagement::insert_state(&mut tx, &state(2), "{\"new\":2}").await.unwrap();
        engagement::publish_state(&mut tx, key(2), RESEARCHER, at(6)).await.unwrap();
        let found = engagement::published_in(&mut tx, one.year).await.unwrap();
        assert_eq!((found.len(), found[0].0.number, found[0].1.as_str()), (1, 2, "{\"new\":2}"));
        assert_eq!(engagement::years_published(&mut tx).await.unwrap(), [one.year]);
        assert_eq!(engagement::published_in(&mut tx, one.year.before()).await.unwrap(), []);
        tx.commit().await.unwrap();
    })
    .await;
}
