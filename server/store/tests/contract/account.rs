//! Accounts mean the same on both databases: addresses in any case, codes that work once, what a deletion takes along.

mod link;
mod session;

pub use link::{bytes as link_bytes, invitation as invitation_of, sign_in as sign_in_of};
pub use session::session as session_of;

use domain::{
    account::Role,
    id::{AccountId, BodyId},
    text::Language,
};
use sqlx::error::ErrorKind;
use store::{
    account::{self, Account, Membership, Post},
    audit, partnership,
};

use crate::{
    both::each_store,
    seed::{
        BODY, OFFICER, OTHER_BODY, OTHER_PARTNERSHIP, PARTNERSHIP, RESEARCHER, SURVEY, at, at_micro, body, founded,
        kind_of, uuid,
    },
};

fn full() -> Account {
    Account {
        id: AccountId::new(uuid(u128::MAX)),
        address: "Éilidh.Òg@Example.SCOT".into(),
        name: String::new(),
        language: Language::Gaelic,
        password: Some(String::new()),
        totp: Some(vec![]),
        totp_since: Some(at_micro(1)),
        totp_step: i64::MAX,
        administrator: true,
        made_at: at_micro(1_700_000_000_123_456),
        disabled_at: Some(at_micro(1_700_000_000_123_457)),
    }
}

#[tokio::test]
async fn an_account_is_read_as_it_was_written() {
    each_store("an_account_is_read_as_it_was_written", async |store| {
        let plain = crate::seed::account(AccountId::new(uuid(0)), "a@example.scot");
        let finer = jiff::Timestamp::from_nanosecond(1_700_000_000_123_456_789).unwrap();
        let mut tx = store.main.write().await.unwrap();
        assert!(!account::administrator_exists(&mut tx).await.unwrap());
        account::insert_account(&mut tx, &plain).await.unwrap();
        account::insert_account(&mut tx, &Account { made_at: finer, ..full() }).await.unwrap();
        tx.commit().await.unwrap();
        let mut tx = store.main.read().await.unwrap();
        assert_eq!(account::account_by_id(&mut tx, plain.id).await.unwrap(), Some(plain.clone()));
        assert_eq!(account::account_by_id(&mut tx, full().id).await.unwrap(), Some(full()), "cut to microseconds");
        assert_eq!(account::account_by_id(&mut tx, AccountId::new(uuid(9))).await.unwrap(), None);
        let found = account::account_by_address(&mut tx, " éilidh.òg@EXAMPLE.scot").await.unwrap();
        assert_eq!(found, Some(full()), "whatever its case");
        assert_eq!(account::account_by_address(&mut tx, "eilidh.og@example.scot").await.unwrap(), None);
        assert!(account::administrator_exists(&mut tx).await.unwrap());
    })
    .await;
}

#[tokio::test]
async fn an_address_is_given_once_in_any_case() {
    each_store("an_address_is_given_once_in_any_case", async |store| {
        let mut tx = store.main.write().await.unwrap();
        account::insert_account(&mut tx, &full()).await.unwrap();
        tx.commit().await.unwrap();
        let mut tx = store.main.write().await.unwrap();
        let again = crate::seed::account(OFFICER, "ÉILIDH.ÒG@example.scot");
        let refused = account::insert_account(&mut tx, &again).await.unwrap_err();
        assert!(refused.is_duplicate() && !refused.is_dangling());
        drop(tx);
        let mut tx = store.main.write().await.unwrap();
        let same_id = Account { address: "b@example.scot".into(), ..full() };
        assert!(account::insert_account(&mut tx, &same_id).await.unwrap_err().is_duplicate());
        drop(tx);
        let mut tx = store.main.write().await.unwrap();
        let nobody = account::set_membership(&mut tx, full().id, BODY, Role::Officer, at(1)).await;
        assert_eq!(kind_of(nobody), Some(ErrorKind::ForeignKeyViolation));
    })
    .await;
}

#[tokio::test]
async fn what_lets_somebody_in_is_changed_and_used_once() {
    each_store("what_lets_somebody_in_is_changed_and_used_once", async |store| {
        founded(&store).await;
        let mut tx = store.main.write().await.unwrap();
        account::set_password(&mut tx, OFFICER, "$argon2id$v=19$é").await.unwrap();
        account::set_totp(&mut tx, OFFICER, &[0, 255, 0]).await.unwrap();
        account::confirm_totp(&mut tx, OFFICER, at_micro(5)).await.unwrap();
        account::make_administrator(&mut tx, OFFICER).await.unwrap();
        account::set_disabled(&mut tx, OFFICER, Some(at(9))).await.unwrap();
        let used: Vec<bool> = {
            let mut used = Vec::new();
            for step in [7, 7, 6, 8] {
                used.push(account::use_totp_step(&mut tx, OFFICER, step).await.unwrap());
            }
            used
        };
        assert_eq!(used, [true, false, false, true]);
        tx.commit().await.unwrap();
        let mut tx = store.main.write().await.unwrap();
        let found = account::account_by_id(&mut tx, OFFICER).await.unwrap().unwrap();
        let expected = Account {
            password: Some("$argon2id$v=19$é".into()),
            totp: Some(vec![0, 255, 0]),
            totp_since: Some(at_micro(5)),
            totp_step: 8,
            administrator: true,
            disabled_at: Some(at(9)),
            ..crate::seed::account(OFFICER, "officer@example.scot")
        };
        assert_eq!(found, expected);
        account::set_totp(&mut tx, OFFICER, &[1]).await.unwrap();
        account::set_disabled(&mut tx, OFFICER, None).await.unwrap();
        let found = account::account_by_id(&mut tx, OFFICER).await.unwrap().unwrap();
        assert_eq!((found.totp_since, found.disabled_at), (None, None), "a new number is not confirmed");
    })
    .await;
}

#[tokio::test]
async fn a_recovery_code_works_once() {
    each_store("a_recovery_code_works_once", async |store| {
        founded(&store).await;
        let mut tx = store.main.write().await.unwrap();
        account::replace_recovery_codes(&mut tx, OFFICER, &[[0; 32], [1; 32], [255; 32]]).await.unwrap();
        account::replace_recovery_codes(&mut tx, RESEARCHER, &[[1; 32]]).await.unwrap();
        assert_eq!(account::recovery_codes_left(&mut tx, OFFICER).await.unwrap(), 3);
        assert!(account::use_recovery_code(&mut tx, OFFICER, &[1; 32], at(2)).await.unwrap());
        assert!(!account::use_recovery_code(&mut tx, OFFICER, &[1; 32], at(3)).await.unwrap());
        assert!(!account::use_recovery_code(&mut tx, OFFICER, &[2; 32], at(3)).await.unwrap());
        assert_eq!(account::recovery_codes_left(&mut tx, OFFICER).await.unwrap(), 2);
        assert_eq!(account::recovery_codes_left(&mut tx, RESEARCHER).await.unwrap(), 1, "of somebody else");
        account::replace_recovery_codes(&mut tx, OFFICER, &[]).await.unwrap();
        assert_eq!(account::recovery_codes_left(&mut tx, OFFICER).await.unwrap(), 0);
        let twice = account::replace_recovery_codes(&mut tx, OFFICER, &[[1; 32], [1; 32]]).await;
        assert_eq!(kind_of(twice), Some(ErrorKind::UniqueViolation));
    })
    .await;
}

#[tokio::test]
async fn the_same_step_is_used_once_by_many_at_once() {
    each_store("the_same_step_is_used_once_by_many_at_once", async |store| {
        founded(&store).await;
        let uses = (0..6).map(|_| {
            let main = store.main.clone();
            tokio::spawn(async move {
                let mut tx = main.write().await.unwrap();
                let used = account::use_totp_step(&mut tx, OFFICER, 5).await.unwrap();
                tx.commit().await.unwrap();
                used
            })
        });
        let mut used = 0;
        for one in uses.collect::<Vec<_>>() {
            used += usize::from(one.await.unwrap());
        }
        assert_eq!(used, 1);
    })
    .await;
}

#[tokio::test]
async fn posts_and_teams_are_listed_by_body() {
    each_store("posts_and_teams_are_listed_by_body", async |store| {
        founded(&store).await;
        let mut tx = store.main.write().await.unwrap();
        // By code points, whatever the collation of the cluster: hyphens and accents count, and come where they come.
        let college = BodyId::new(uuid(40));
        partnership::insert_body(&mut tx, &body(college, "Éilean College")).await.unwrap();
        partnership::add_body_to_partnership(&mut tx, college, PARTNERSHIP).await.unwrap();
        let (first, last) = (AccountId::new(uuid(41)), AccountId::new(uuid(42)));
        let disabled = Account { totp_since: Some(at(2)), disabled_at: Some(at(3)), ..account_of(first, "a-z@x.scot") };
        account::insert_account(&mut tx, &disabled).await.unwrap();
        account::insert_account(&mut tx, &account_of(last, "ab@x.scot")).await.unwrap();
        account::set_membership(&mut tx, last, BODY, Role::Officer, at(4)).await.unwrap();
        account::set_membership(&mut tx, first, BODY, Role::Officer, at(4)).await.unwrap();
        account::set_membership(&mut tx, OFFICER, college, Role::Officer, at(4)).await.unwrap();
        account::set_membership(&mut tx, OFFICER, college, Role::Researcher, at(5)).await.unwrap();
        let membership =
            |body, name: &str, role| Membership { body, body_name: name.into(), role, partnerships: vec![PARTNERSHIP] };
        let council = membership(BODY, "Inverclyde Council", Role::Officer);
        let own = [council, membership(college, "Éilean College", Role::Researcher)];
        assert_eq!(account::memberships_of(&mut tx, OFFICER).await.unwrap(), own);
        assert_eq!(account::memberships_of(&mut tx, RESEARCHER).await.unwrap(), []);
        let post = |account, body: &str, role| Post { account, body_name: body.into(), role };
        let posts = [
            post(OFFICER, "Inverclyde Council", Role::Officer),
            post(first, "Inverclyde Council", Role::Officer),
            post(last, "Inverclyde Council", Role::Officer),
            post(OFFICER, "Éilean College", Role::Researcher),
        ];
        assert_eq!(account::posts(&mut tx).await.unwrap(), posts);
        let team = account::team_of(&mut tx, PARTNERSHIP).await.unwrap();
        let told: Vec<_> = team.iter().map(|m| (m.account, m.body, m.enrolled, m.disabled)).collect();
        let council = [(first, BODY, true, true), (last, BODY, false, false), (OFFICER, BODY, false, false)];
        assert_eq!(told, [&council[..], &[(OFFICER, college, false, false)]].concat());
        assert_eq!(account::team_of(&mut tx, OTHER_PARTNERSHIP).await.unwrap(), []);
        let staff = account::staff_accounts(&mut tx).await.unwrap();
        assert_eq!(staff.iter().map(|a| a.id).collect::<Vec<_>>(), [first, last, OFFICER], "no researcher yet");
        account::make_administrator(&mut tx, RESEARCHER).await.unwrap();
        assert_eq!(account::staff_accounts(&mut tx).await.unwrap().len(), 4);
        assert!(account::remove_membership(&mut tx, OFFICER, college).await.unwrap());
        assert!(!account::remove_membership(&mut tx, OFFICER, OTHER_BODY).await.unwrap());
        assert_eq!(account::posts(&mut tx).await.unwrap(), posts[..3]);
    })
    .await;
}

fn account_of(id: AccountId, address: &str) -> Account {
    crate::seed::account(id, address)
}

#[tokio::test]
async fn a_deleted_account_leaves_the_record_without_its_name() {
    each_store("a_deleted_account_leaves_the_record_without_its_name", async |store| {
        founded(&store).await;
        let mut tx = store.main.write().await.unwrap();
        account::session::insert_session(&mut tx, &session::session(1, RESEARCHER)).await.unwrap();
        account::session::insert_session(&mut tx, &session::session(2, OFFICER)).await.unwrap();
        account::link::insert_sign_in(&mut tx, &link::sign_in(1, Some(RESEARCHER))).await.unwrap();
        account::replace_recovery_codes(&mut tx, RESEARCHER, &[[1; 32]]).await.unwrap();
        audit::insert_line(&mut tx, &crate::audit::line(1, Some(RESEARCHER))).await.unwrap();
        account::delete_account(&mut tx, RESEARCHER).await.unwrap();
        tx.commit().await.unwrap();
        let mut tx = store.main.read().await.unwrap();
        assert_eq!(account::account_by_id(&mut tx, RESEARCHER).await.unwrap(), None);
        assert_eq!(account::session::sessions_of(&mut tx, RESEARCHER).await.unwrap(), []);
        assert_eq!(account::session::sessions_of(&mut tx, OFFICER).await.unwrap().len(), 1);
        assert_eq!(account::recovery_codes_left(&mut tx, RESEARCHER).await.unwrap(), 0);
        let lines = audit::lines_about(&mut tx, &format!("survey:{SURVEY}")).await.unwrap();
        assert_eq!(lines.iter().map(|line| line.name.clone()).collect::<Vec<_>>(), [None]);
        drop(tx);
        let mut tx = store.main.write().await.unwrap();
        assert!(account::delete_account(&mut tx, OFFICER).await.unwrap_err().is_dangling(), "staff keep their posts");
        drop(tx);
        let mut tx = store.main.read().await.unwrap();
        assert!(account::account_by_id(&mut tx, OFFICER).await.unwrap().is_some());
        assert_eq!(account::session::sessions_of(&mut tx, OFFICER).await.unwrap().len(), 1, "nothing half done stays");
    })
    .await;
}

#[tokio::test]
async fn what_has_ended_goes_and_what_ends_now_stays() {
    each_store("what_has_ended_goes_and_what_ends_now_stays", async |store| {
        founded(&store).await;
        let mut tx = store.main.write().await.unwrap();
        for (number, ends) in [(1, 99_999_999), (2, 100_000_000), (3, 100_000_001)] {
            let ends_at = at_micro(ends);
            let session = account::session::Session { ends_at, ..session::session(number, OFFICER) };
            account::session::insert_session(&mut tx, &session).await.unwrap();
            let link = account::link::SignIn { ends_at, ..link::sign_in(number, None) };
            account::link::insert_sign_in(&mut tx, &link).await.unwrap();
            let invitation = account::link::AccountInvitation { ends_at, ..link::invitation(number) };
            account::link::insert_account_invitation(&mut tx, &invitation).await.unwrap();
        }
        assert_eq!(account::delete_ended(&mut tx, at(100), at(100)).await.unwrap(), 3);
        assert_eq!(account::delete_ended(&mut tx, at(100), at(100)).await.unwrap(), 0);
        assert_eq!(account::session::sessions_of(&mut tx, OFFICER).await.unwrap().len(), 2);
        assert_eq!(account::delete_ended(&mut tx, at(101), at(100)).await.unwrap(), 2, "links are kept longer");
    })
    .await;
}
