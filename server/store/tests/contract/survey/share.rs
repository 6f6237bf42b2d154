//! Frames and shares are set and set again.

use domain::id::BodyId;
use sqlx::error::ErrorKind;
use store::survey::{
    base,
    share::{self, Frame, May, Share},
};

use crate::{
    both::each_store,
    seed::{BODY, OFFICER, OTHER_BODY, OTHER_PARTNERSHIP, PARTNERSHIP, SURVEY, at, founded, kind_of, uuid},
};

#[tokio::test]
async fn a_frame_is_set_again_without_touching_its_other_number() {
    each_store("a_frame_is_set_again_without_touching_its_other_number", async |store| {
        founded(&store).await;
        let mut tx = store.main.write().await.unwrap();
        share::set_invited(&mut tx, SURVEY, OTHER_PARTNERSHIP, 40).await.unwrap();
        share::set_frame(&mut tx, SURVEY, PARTNERSHIP, 500).await.unwrap();
        share::set_invited(&mut tx, SURVEY, PARTNERSHIP, 80).await.unwrap();
        share::set_frame(&mut tx, SURVEY, PARTNERSHIP, 600).await.unwrap();
        tx.commit().await.unwrap();
        let mut tx = store.main.write().await.unwrap();
        let frame = |partnership, eligible, invited| Frame { partnership, eligible, invited };
        let frames = share::frame_of(&mut tx, SURVEY).await.unwrap();
        assert_eq!(frames, [frame(PARTNERSHIP, 600, 80), frame(OTHER_PARTNERSHIP, 40, 40)]);
        let negative = share::set_frame(&mut tx, SURVEY, PARTNERSHIP, -1).await;
        assert_eq!(kind_of(negative), Some(ErrorKind::CheckViolation));
    })
    .await;
}

#[tokio::test]
async fn a_base_is_chosen_and_chosen_again() {
    each_store("a_base_is_chosen_and_chosen_again", async |store| {
        founded(&store).await;
        let mut tx = store.main.write().await.unwrap();
        assert_eq!(base::base_of(&mut tx, SURVEY).await.unwrap(), None);
        base::set_base(&mut tx, SURVEY, "households").await.unwrap();
        base::set_base(&mut tx, SURVEY, "all_ages").await.unwrap();
        assert_eq!(base::base_of(&mut tx, SURVEY).await.unwrap().as_deref(), Some("all_ages"));
    })
    .await;
}

#[tokio::test]
async fn a_survey_is_shared_with_a_body_once() {
    each_store("a_survey_is_shared_with_a_body_once", async |store| {
        founded(&store).await;
        let mut tx = store.main.write().await.unwrap();
        share::set_share(&mut tx, SURVEY, OTHER_BODY, May::Edit, "agreement", OFFICER, at(1)).await.unwrap();
        share::set_share(&mut tx, SURVEY, BODY, May::Read, "", OFFICER, at(1)).await.unwrap();
        share::set_share(&mut tx, SURVEY, OTHER_BODY, May::Read, "new agreement", OFFICER, at(2)).await.unwrap();
        tx.commit().await.unwrap();
        let mut tx = store.main.write().await.unwrap();
        let share =
            |body, name: &str, basis: &str| Share { body, body_name: name.into(), may: May::Read, basis: basis.into() };
        let own = share(BODY, "Inverclyde Council", "");
        let other = share(OTHER_BODY, "Renfrewshire Council", "new agreement");
        assert_eq!(share::shares_of(&mut tx, SURVEY).await.unwrap(), [own, other.clone()]);
        assert!(share::remove_share(&mut tx, SURVEY, BODY).await.unwrap());
        assert!(!share::remove_share(&mut tx, SURVEY, BODY).await.unwrap());
        assert_eq!(share::shares_of(&mut tx, SURVEY).await.unwrap(), [other]);
        let nobody = BodyId::new(uuid(99));
        let refused = share::set_share(&mut tx, SURVEY, nobody, May::Read, "", OFFICER, at(1)).await.unwrap_err();
        assert!(refused.is_dangling());
    })
    .await;
}
