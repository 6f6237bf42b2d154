//! Surveys: listed newest first, closed and sealed once, deleted only before they are published.

mod share;
mod version;

pub use version::{draft as draft_of, frozen as frozen_of};

use domain::id::{PartnershipId, SurveyId};
use sqlx::error::ErrorKind;
use store::{
    disclosure::{self, Source},
    invitation,
    survey::{self, Access, Survey, share as shares, version as versions},
};

use crate::{
    both::each_store,
    seed::{
        BODY, OFFICER, OTHER_BODY, OTHER_PARTNERSHIP, PARTNERSHIP, SURVEY, at, at_micro, founded, kind_of,
        survey as survey_of, uuid,
    },
};

fn ids(found: &[Survey]) -> Vec<u128> {
    found.iter().map(|survey| survey.id.uuid().as_u128()).collect()
}

#[tokio::test]
async fn a_survey_is_a_draft_and_found_by_its_word() {
    each_store("a_survey_is_a_draft_and_found_by_its_word", async |store| {
        founded(&store).await;
        let mut tx = store.main.write().await.unwrap();
        let new = Survey {
            title: "Dè tha “ceàrr”?".into(),
            template: String::new(),
            access: Access::Invited,
            made_at: at_micro(1_700_000_000_123_456),
            ..survey_of(8, "do-bheachd")
        };
        survey::insert_survey(&mut tx, &Survey { version: Some(3), opens_at: Some(at(1)), ..new.clone() })
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let mut tx = store.main.write().await.unwrap();
        assert_eq!(survey::survey_by_id(&mut tx, new.id).await.unwrap(), Some(new.clone()), "never published when new");
        assert_eq!(survey::survey_by_slug(&mut tx, "do-bheachd").await.unwrap(), Some(new.clone()));
        assert_eq!(survey::survey_by_slug(&mut tx, "Do-Bheachd").await.unwrap(), None, "case counts");
        assert_eq!(survey::survey_by_id(&mut tx, SurveyId::new(uuid(99))).await.unwrap(), None);
        let same_word = survey_of(9, "do-bheachd");
        assert!(survey::insert_survey(&mut tx, &same_word).await.unwrap_err().is_duplicate());
        drop(tx);
        for (number, campaign) in [(8, new.rehearsal), (9, new.campaign)] {
            let mut tx = store.main.write().await.unwrap();
            let same_place = Survey { campaign, ..survey_of(number, "elsewhere") };
            assert!(survey::insert_survey(&mut tx, &same_place).await.unwrap_err().is_duplicate());
        }
        let mut tx = store.main.write().await.unwrap();
        let nowhere = Survey { partnership: PartnershipId::new(uuid(99)), ..survey_of(9, "elsewhere") };
        let refused = survey::insert_survey(&mut tx, &nowhere).await;
        assert_eq!(kind_of(refused), Some(ErrorKind::ForeignKeyViolation));
    })
    .await;
}

#[tokio::test]
async fn surveys_are_listed_newest_first_and_ties_by_identifier() {
    each_store("surveys_are_listed_newest_first_and_ties_by_identifier", async |store| {
        founded(&store).await;
        let mut tx = store.main.write().await.unwrap();
        for number in [9, 8, 10] {
            survey::insert_survey(&mut tx, &survey_of(number, &format!("s{number}"))).await.unwrap();
        }
        let newest = Survey { made_at: at_micro(1_000_001), ..survey_of(3, "s3") };
        survey::insert_survey(&mut tx, &newest).await.unwrap();
        let elsewhere = Survey { partnership: OTHER_PARTNERSHIP, ..survey_of(11, "s11") };
        survey::insert_survey(&mut tx, &elsewhere).await.unwrap();
        for number in [10, 3, 9, 11] {
            let id = SurveyId::new(uuid(number));
            versions::insert_version(&mut tx, id, &version::frozen(1)).await.unwrap();
            shares::set_share(&mut tx, id, OTHER_BODY, shares::May::Read, "", OFFICER, at(1)).await.unwrap();
        }
        assert_eq!(ids(&survey::surveys_of(&mut tx, PARTNERSHIP).await.unwrap()), [3, 10, 9, 8, 7]);
        assert_eq!(ids(&survey::published_of(&mut tx, PARTNERSHIP).await.unwrap()), [3, 10, 9]);
        assert_eq!(ids(&survey::shared_with(&mut tx, OTHER_BODY).await.unwrap()), [3, 11, 10, 9]);
        assert_eq!(ids(&survey::shared_with(&mut tx, BODY).await.unwrap()), []);
        assert_eq!(ids(&survey::unsealed(&mut tx).await.unwrap()), [9, 10, 11, 3], "oldest first");
        for number in [11, 3, 9] {
            survey::mark_sealed(&mut tx, SurveyId::new(uuid(number)), at(7)).await.unwrap();
        }
        assert_eq!(ids(&survey::unsealed(&mut tx).await.unwrap()), [10]);
        assert_eq!(ids(&survey::sealed(&mut tx).await.unwrap()), [9, 11, 3]);
    })
    .await;
}

#[tokio::test]
async fn a_survey_is_closed_and_sealed_once() {
    each_store("a_survey_is_closed_and_sealed_once", async |store| {
        founded(&store).await;
        let mut tx = store.main.write().await.unwrap();
        survey::set_times(&mut tx, SURVEY, Some(at_micro(1)), Some(at_micro(i64::from(u32::MAX)))).await.unwrap();
        survey::set_access(&mut tx, SURVEY, Access::Invited).await.unwrap();
        survey::set_results_public(&mut tx, SURVEY, Some(at(5))).await.unwrap();
        assert!(survey::close_survey(&mut tx, SURVEY, at(6)).await.unwrap());
        assert!(!survey::close_survey(&mut tx, SURVEY, at(7)).await.unwrap());
        survey::mark_sealed(&mut tx, SURVEY, at(8)).await.unwrap();
        survey::mark_sealed(&mut tx, SURVEY, at(9)).await.unwrap();
        tx.commit().await.unwrap();
        let mut tx = store.main.write().await.unwrap();
        let found = survey::survey_by_id(&mut tx, SURVEY).await.unwrap().unwrap();
        let expected = Survey {
            access: Access::Invited,
            opens_at: Some(at_micro(1)),
            closes_at: Some(at_micro(i64::from(u32::MAX))),
            closed_at: Some(at(6)),
            sealed_at: Some(at(8)),
            results_public_at: Some(at(5)),
            ..survey_of(7, "live-here")
        };
        assert_eq!(found, expected);
        survey::set_times(&mut tx, SURVEY, None, None).await.unwrap();
        survey::set_results_public(&mut tx, SURVEY, None).await.unwrap();
        let found = survey::survey_by_id(&mut tx, SURVEY).await.unwrap().unwrap();
        assert_eq!((found.opens_at, found.closes_at, found.results_public_at), (None, None, None));
    })
    .await;
}

#[tokio::test]
async fn only_a_draft_can_be_deleted_and_takes_all_with_it() {
    each_store("only_a_draft_can_be_deleted_and_takes_all_with_it", async |store| {
        founded(&store).await;
        let mut tx = store.main.write().await.unwrap();
        let published = SurveyId::new(uuid(8));
        survey::insert_survey(&mut tx, &survey_of(8, "published")).await.unwrap();
        for (id, number) in [(SURVEY, 1), (published, 2)] {
            versions::insert_draft(&mut tx, id, &version::draft(1)).await.unwrap();
            shares::set_frame(&mut tx, id, PARTNERSHIP, 9).await.unwrap();
            survey::base::set_base(&mut tx, id, "households").await.unwrap();
            shares::set_share(&mut tx, id, OTHER_BODY, shares::May::Edit, "b", OFFICER, at(1)).await.unwrap();
            let invited = invitation::Invitation { survey: id, ..crate::invitation::invitation(number, "a@x.scot") };
            invitation::insert_invitation(&mut tx, &invited).await.unwrap();
            let rehearsed = crate::disclosure::release(1, Source::Rehearsal);
            disclosure::insert_release(&mut tx, id, &rehearsed).await.unwrap();
        }
        versions::insert_version(&mut tx, published, &version::frozen(1)).await.unwrap();
        assert!(survey::delete_draft(&mut tx, SURVEY).await.unwrap());
        assert!(!survey::delete_draft(&mut tx, SURVEY).await.unwrap());
        assert!(!survey::delete_draft(&mut tx, published).await.unwrap());
        tx.commit().await.unwrap();
        let mut tx = store.main.read().await.unwrap();
        assert_eq!(survey::survey_by_id(&mut tx, SURVEY).await.unwrap(), None);
        assert_eq!(versions::draft_at(&mut tx, SURVEY, 9).await.unwrap(), None);
        assert_eq!(survey::base::base_of(&mut tx, SURVEY).await.unwrap(), None);
        assert_eq!(invitation::invitations_to(&mut tx, SURVEY).await.unwrap(), []);
        assert_eq!(versions::draft_at(&mut tx, published, 9).await.unwrap(), Some(version::draft(1)));
        assert_eq!(shares::shares_of(&mut tx, published).await.unwrap().len(), 1, "what is published keeps everything");
        assert_eq!(shares::frame_of(&mut tx, published).await.unwrap().len(), 1);
        assert_eq!(invitation::invitations_to(&mut tx, published).await.unwrap().len(), 1);
        assert_eq!(disclosure::newest_number(&mut tx, published).await.unwrap(), 1);
    })
    .await;
}
