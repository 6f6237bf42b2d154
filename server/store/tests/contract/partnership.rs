//! Partnerships and bodies: one word, one code, one name; nobody overwrites what somebody else changed.

use domain::{
    id::{BodyId, PartnershipId},
    partnership::{BodyKind, Kind, Profile},
    text::{Language, Text},
};
use sqlx::error::ErrorKind;
use store::partnership::{self, Body, Partnership};

use crate::{
    both::each_store,
    seed::{BODY, OTHER_BODY, OTHER_PARTNERSHIP, PARTNERSHIP, body, founded, kind_of, partnership as place, uuid},
};

fn told() -> Profile {
    Profile {
        about: Text::both("“Quoted” \\ and 'single'", "Còmhla"),
        phone: "0800 111 222".into(),
        languages: vec![Language::Gaelic, Language::English],
        ..Profile::default()
    }
}

#[tokio::test]
async fn a_partnership_is_found_by_word_and_listed_by_code() {
    each_store("a_partnership_is_found_by_word_and_listed_by_code", async |store| {
        founded(&store).await;
        let mut tx = store.main.write().await.unwrap();
        let scotland = PartnershipId::new(uuid(0));
        let scotland =
            Partnership { kind: Kind::National, profile: told(), ..place(scotland, "scotland", "S92000003") };
        partnership::insert_partnership(&mut tx, &scotland).await.unwrap();
        tx.commit().await.unwrap();
        let mut tx = store.main.write().await.unwrap();
        assert_eq!(partnership::partnership_by_id(&mut tx, scotland.id).await.unwrap(), Some(scotland.clone()));
        assert_eq!(partnership::partnership_by_slug(&mut tx, "scotland").await.unwrap(), Some(scotland.clone()));
        assert_eq!(partnership::partnership_by_slug(&mut tx, "Scotland").await.unwrap(), None, "case counts");
        assert_eq!(partnership::partnership_by_id(&mut tx, PartnershipId::new(uuid(99))).await.unwrap(), None);
        let all = partnership::partnerships(&mut tx).await.unwrap();
        assert_eq!(all.iter().map(|p| p.id).collect::<Vec<_>>(), [PARTNERSHIP, OTHER_PARTNERSHIP, scotland.id]);
        let same_word = place(PartnershipId::new(uuid(9)), "scotland", "S12000099");
        assert!(partnership::insert_partnership(&mut tx, &same_word).await.unwrap_err().is_duplicate());
        drop(tx);
        let mut tx = store.main.write().await.unwrap();
        let same_code = place(PartnershipId::new(uuid(9)), "elsewhere", "S92000003");
        let refused = partnership::insert_partnership(&mut tx, &same_code).await;
        assert_eq!(kind_of(refused), Some(ErrorKind::UniqueViolation));
    })
    .await;
}

#[tokio::test]
async fn a_change_is_refused_when_somebody_else_was_first() {
    each_store("a_change_is_refused_when_somebody_else_was_first", async |store| {
        founded(&store).await;
        let changes = (0..5).map(|number| {
            let main = store.main.clone();
            tokio::spawn(async move {
                let mut tx = main.write().await.unwrap();
                let name = format!("Name {number}");
                let changed = partnership::update_partnership(&mut tx, PARTNERSHIP, 1, &name, &told()).await.unwrap();
                tx.commit().await.unwrap();
                changed.then_some(name)
            })
        });
        let mut kept = Vec::new();
        for one in changes.collect::<Vec<_>>() {
            kept.extend(one.await.unwrap());
        }
        let mut tx = store.main.write().await.unwrap();
        let found = partnership::partnership_by_id(&mut tx, PARTNERSHIP).await.unwrap().unwrap();
        assert_eq!((kept, found.revision, &found.profile), (vec![found.name.clone()], 2, &told()));
        let old = partnership::update_partnership(&mut tx, PARTNERSHIP, 1, "late", &Profile::default()).await;
        assert!(!old.unwrap());
        let next = partnership::update_partnership(&mut tx, PARTNERSHIP, 2, "", &Profile::default()).await;
        assert!(next.unwrap());
        let other = partnership::partnership_by_id(&mut tx, OTHER_PARTNERSHIP).await.unwrap().unwrap();
        assert_eq!((other.revision, other.name.as_str()), (1, "renfrewshire alliance"));
    })
    .await;
}

#[tokio::test]
async fn bodies_are_listed_by_name_in_one_order() {
    each_store("bodies_are_listed_by_name_in_one_order", async |store| {
        founded(&store).await;
        let mut tx = store.main.write().await.unwrap();
        // A collation for people would put the hyphen aside and the accent beside its letter.
        let more = ["Co-op", "Coast", "Éire", "zetland", "Coop", "co op"];
        let ids: Vec<BodyId> = (30..36).map(|number| BodyId::new(uuid(number))).collect();
        for (id, name) in ids.iter().zip(more) {
            partnership::insert_body(&mut tx, &Body { kind: BodyKind::Other, ..body(*id, name) }).await.unwrap();
            partnership::add_body_to_partnership(&mut tx, *id, OTHER_PARTNERSHIP).await.unwrap();
            partnership::add_body_to_partnership(&mut tx, *id, OTHER_PARTNERSHIP).await.unwrap();
        }
        partnership::add_body_to_partnership(&mut tx, OTHER_BODY, PARTNERSHIP).await.unwrap();
        tx.commit().await.unwrap();
        let mut tx = store.main.write().await.unwrap();
        let names = |found: Vec<Body>| found.into_iter().map(|body| body.name).collect::<Vec<_>>();
        let all = names(partnership::bodies(&mut tx).await.unwrap());
        let expected =
            ["co op", "Co-op", "Coast", "Coop", "Inverclyde Council", "Renfrewshire Council", "zetland", "Éire"];
        assert_eq!(all, expected);
        let own = names(partnership::bodies_of(&mut tx, PARTNERSHIP).await.unwrap());
        assert_eq!(own, ["Inverclyde Council", "Renfrewshire Council"]);
        assert_eq!(names(partnership::bodies_of(&mut tx, OTHER_PARTNERSHIP).await.unwrap()).len(), 7);
        let where_it_works = partnership::partnerships_of(&mut tx, OTHER_BODY).await.unwrap();
        assert_eq!(where_it_works, [PARTNERSHIP, OTHER_PARTNERSHIP]);
        let pairs = partnership::body_partnerships(&mut tx).await.unwrap();
        let first = [(BODY, PARTNERSHIP), (OTHER_BODY, PARTNERSHIP), (OTHER_BODY, OTHER_PARTNERSHIP)];
        assert_eq!((pairs.len(), &pairs[..3]), (9, &first[..]));
        assert_eq!(partnership::body_by_id(&mut tx, BODY).await.unwrap(), Some(body(BODY, "Inverclyde Council")));
        assert_eq!(partnership::body_by_id(&mut tx, BodyId::new(uuid(99))).await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn a_name_is_given_once_and_members_exist() {
    each_store("a_name_is_given_once_and_members_exist", async |store| {
        founded(&store).await;
        let mut tx = store.main.write().await.unwrap();
        let again = body(BodyId::new(uuid(9)), "INVERCLYDE council ");
        assert!(partnership::insert_body(&mut tx, &again).await.unwrap_err().is_duplicate());
        drop(tx);
        let mut tx = store.main.write().await.unwrap();
        let nobody = partnership::add_body_to_partnership(&mut tx, BodyId::new(uuid(99)), PARTNERSHIP).await;
        let refused = nobody.unwrap_err();
        assert!(refused.is_dangling() && !refused.is_duplicate());
    })
    .await;
}
