//! Research files: asked for, ready, failed, expired.

use domain::id::ExportId;
use store::export::{self, Decision, Export, Request, State, Verdict, Version};

use crate::{
    both::each_store,
    seed::{OFFICER, RESEARCHER, SURVEY, at, at_micro, founded, uuid},
};

pub fn file(number: u128) -> Export {
    Export {
        id: ExportId::new(uuid(number)),
        survey: SURVEY,
        account: RESEARCHER,
        purpose: "To study “place”\nand health".into(),
        with_text: number.is_multiple_of(2),
        state: State::Waiting,
        file: String::new(),
        bytes: 0,
        report: String::new(),
        made_at: at(1),
        ready_at: None,
        ends_at: at(100),
    }
}

#[tokio::test]
async fn a_file_goes_through_its_states() {
    each_store("a_file_goes_through_its_states", async |store| {
        founded(&store).await;
        let mut tx = store.main.write().await.unwrap();
        for number in [2, 4, 3] {
            export::insert_export(&mut tx, &file(number)).await.unwrap();
        }
        let newest = Export { made_at: at(2), ..file(1) };
        export::insert_export(&mut tx, &newest).await.unwrap();
        export::insert_export(&mut tx, &Export { account: OFFICER, ..file(5) }).await.unwrap();
        tx.commit().await.unwrap();
        let mut tx = store.main.write().await.unwrap();
        assert_eq!(export::export_by_id(&mut tx, file(2).id).await.unwrap(), Some(file(2)));
        assert_eq!(export::export_by_id(&mut tx, ExportId::new(uuid(9))).await.unwrap(), None);
        let own = export::exports_of(&mut tx, SURVEY, RESEARCHER).await.unwrap();
        assert_eq!(own, [newest, file(4), file(3), file(2)], "newest first, then by identifier");
        for (number, ends) in [(2, 99_999_999), (3, 100_000_000), (4, 99_999_999)] {
            let (id, ends_at) = (file(number).id, at_micro(ends));
            export::mark_ready(&mut tx, id, "ab/cd.zip", i64::MAX, "{}", at_micro(7), ends_at).await.unwrap();
        }
        let ready = Export {
            state: State::Ready,
            file: "ab/cd.zip".into(),
            bytes: i64::MAX,
            report: "{}".into(),
            ready_at: Some(at_micro(7)),
            ends_at: at_micro(99_999_999),
            ..file(2)
        };
        let other = Export { with_text: true, id: file(4).id, ..ready.clone() };
        assert_eq!(export::expired_exports(&mut tx, at(100)).await.unwrap(), [ready.clone(), other]);
        export::mark_expired(&mut tx, ready.id).await.unwrap();
        let expired = Export { state: State::Expired, file: String::new(), ..ready };
        assert_eq!(export::export_by_id(&mut tx, expired.id).await.unwrap(), Some(expired));
        export::mark_failed(&mut tx, file(1).id, "no memory").await.unwrap();
        let failed = export::export_by_id(&mut tx, file(1).id).await.unwrap().unwrap();
        assert_eq!((failed.state, failed.report.as_str()), (State::Failed, "no memory"));
        assert_eq!(export::expired_exports(&mut tx, at(101)).await.unwrap().len(), 2, "only those that are ready");
        assert!(export::insert_export(&mut tx, &file(1)).await.unwrap_err().is_duplicate());
    })
    .await;
}

#[tokio::test]
async fn the_files_of_a_survey_are_forgotten_before_it_is_deleted() {
    each_store("the_files_of_a_survey_are_forgotten_before_it_is_deleted", async |store| {
        founded(&store).await;
        let mut tx = store.main.write().await.unwrap();
        for number in [1, 3, 2] {
            export::insert_export(&mut tx, &file(number)).await.unwrap();
        }
        for (number, name) in [(3, "b.zip"), (2, "a-z.zip")] {
            export::mark_ready(&mut tx, file(number).id, name, 9, "{}", at(1), at(2)).await.unwrap();
        }
        tx.commit().await.unwrap();
        let mut tx = store.main.write().await.unwrap();
        assert!(store::survey::delete_draft(&mut tx, SURVEY).await.unwrap_err().is_dangling());
        drop(tx);
        let mut tx = store.main.write().await.unwrap();
        let other = domain::id::SurveyId::new(uuid(99));
        assert!(export::delete_exports(&mut tx, other).await.unwrap().is_empty());
        assert_eq!(export::delete_exports(&mut tx, SURVEY).await.unwrap(), ["a-z.zip", "b.zip"]);
        assert!(export::delete_exports(&mut tx, SURVEY).await.unwrap().is_empty());
        assert!(store::survey::delete_draft(&mut tx, SURVEY).await.unwrap());
    })
    .await;
}

#[tokio::test]
async fn the_newest_fifty_files_are_listed() {
    each_store("the_newest_fifty_files_are_listed", async |store| {
        founded(&store).await;
        let mut tx = store.main.write().await.unwrap();
        for number in 1..=52 {
            export::insert_export(&mut tx, &file(number)).await.unwrap();
        }
        let listed = export::exports_of(&mut tx, SURVEY, RESEARCHER).await.unwrap();
        let expected: Vec<_> = (3..=52).rev().map(|number| file(number).id).collect();
        assert_eq!(listed.iter().map(|file| file.id).collect::<Vec<_>>(), expected);
    })
    .await;
}

#[tokio::test]
async fn a_request_is_decided_once() {
    each_store("a_request_is_decided_once", async |store| {
        founded(&store).await;
        let mut tx = store.main.write().await.unwrap();
        for number in [1, 2] {
            export::insert_export(&mut tx, &file(number)).await.unwrap();
        }
        let asked = |number: u128| Request {
            export: file(number).id,
            institution: "University of “Leith”".into(),
            kept_until: jiff::civil::date(2027, 8, 31),
            decision: None,
        };
        export::insert_request(&mut tx, &asked(1)).await.unwrap();
        export::insert_request(&mut tx, &asked(2)).await.unwrap();
        assert_eq!(export::undecided_requests(&mut tx, SURVEY).await.unwrap(), [asked(1), asked(2)]);
        let refused =
            Decision { verdict: Verdict::Refused, reason: "A table is enough".into(), by: OFFICER, at: at(9) };
        assert!(export::decide_request(&mut tx, file(1).id, &refused).await.unwrap());
        let later = Decision { verdict: Verdict::Approved, reason: String::new(), ..refused.clone() };
        assert!(!export::decide_request(&mut tx, file(1).id, &later).await.unwrap());
        let found = export::request_for(&mut tx, file(1).id).await.unwrap();
        assert_eq!(found, Some(Request { decision: Some(refused), ..asked(1) }));
        assert_eq!(export::request_for(&mut tx, file(9).id).await.unwrap(), None);
        assert_eq!(export::undecided_requests(&mut tx, SURVEY).await.unwrap(), [asked(2)]);
        let version = Version { number: 1, digest: "ab".into(), records: 600, made_at: at(3) };
        export::insert_research_version(&mut tx, SURVEY, &version).await.unwrap();
        assert_eq!(export::research_versions_of(&mut tx, SURVEY).await.unwrap(), [version]);
        export::delete_exports(&mut tx, SURVEY).await.unwrap();
        assert!(export::research_versions_of(&mut tx, SURVEY).await.unwrap().is_empty());
        assert!(export::undecided_requests(&mut tx, SURVEY).await.unwrap().is_empty());
        tx.commit().await.unwrap();
    })
    .await;
}
