//! Links, typed codes and invitations of staff: found until they are used, used once.

use domain::{account::Role, id::AccountId};
use store::account::link::{self, AccountInvitation, SignIn, SignInPurpose};

use crate::{
    both::each_store,
    seed::{BODY, OFFICER, OTHER_PARTNERSHIP, PARTNERSHIP, at, at_micro, founded, uuid},
};

pub fn bytes(number: u128) -> [u8; 32] {
    let mut bytes = [0; 32];
    bytes[16..].copy_from_slice(&number.to_be_bytes());
    bytes
}

pub fn sign_in(number: u128, account: Option<AccountId>) -> SignIn {
    SignIn {
        id: uuid(number),
        purpose: SignInPurpose::Member,
        account,
        address: "Màiri@example.scot".into(),
        token: bytes(number),
        code: [255; 32],
        browser: [7; 32],
        tries: 0,
        made_at: at(1),
        ends_at: at_micro(600_000_001),
    }
}

pub fn invitation(number: u128) -> AccountInvitation {
    AccountInvitation {
        id: uuid(number),
        token: bytes(number),
        address: "new@example.scot".into(),
        name: "Ùna".into(),
        post: Some((BODY, Role::Researcher)),
        administrator: false,
        made_by: Some(OFFICER),
        made_at: at(1),
        ends_at: at(600),
    }
}

#[tokio::test]
async fn a_link_is_found_until_it_is_spent() {
    each_store("a_link_is_found_until_it_is_spent", async |store| {
        founded(&store).await;
        let mut tx = store.main.write().await.unwrap();
        let (known, unknown) = (sign_in(1, Some(OFFICER)), SignIn { made_at: at(2), ..sign_in(2, None) });
        let reset = SignIn { purpose: SignInPurpose::Reset, made_at: at(3), ..sign_in(3, Some(OFFICER)) };
        for new in [&known, &unknown, &reset] {
            link::insert_sign_in(&mut tx, new).await.unwrap();
        }
        tx.commit().await.unwrap();
        let mut tx = store.main.write().await.unwrap();
        let member = SignInPurpose::Member;
        assert_eq!(link::sign_in_by_token(&mut tx, member, &bytes(1)).await.unwrap(), Some(known.clone()));
        assert_eq!(link::sign_in_by_token(&mut tx, SignInPurpose::Reset, &bytes(1)).await.unwrap(), None);
        assert_eq!(link::sign_in_by_browser(&mut tx, member, &[7; 32]).await.unwrap(), Some(unknown.clone()));
        assert_eq!(link::sign_in_by_browser(&mut tx, SignInPurpose::Reset, &[7; 32]).await.unwrap(), Some(reset));
        assert_eq!(link::sign_in_by_browser(&mut tx, member, &[8; 32]).await.unwrap(), None);
        link::count_wrong_code(&mut tx, unknown.id).await.unwrap();
        link::count_wrong_code(&mut tx, unknown.id).await.unwrap();
        let tried = link::sign_in_by_browser(&mut tx, member, &[7; 32]).await.unwrap().unwrap();
        assert_eq!(tried, SignIn { tries: 2, ..unknown.clone() });
        assert!(link::spend_sign_in(&mut tx, unknown.id, at(5)).await.unwrap());
        assert!(!link::spend_sign_in(&mut tx, unknown.id, at(5)).await.unwrap());
        assert_eq!(link::sign_in_by_browser(&mut tx, member, &[7; 32]).await.unwrap(), Some(known));
        link::spend_all_sign_ins(&mut tx, OFFICER, at(6)).await.unwrap();
        assert_eq!(link::sign_in_by_browser(&mut tx, member, &[7; 32]).await.unwrap(), None);
        assert_eq!(link::sign_in_by_token(&mut tx, SignInPurpose::Reset, &bytes(3)).await.unwrap(), None);
        let same_token = SignIn { id: uuid(9), ..sign_in(1, None) };
        assert!(link::insert_sign_in(&mut tx, &same_token).await.unwrap_err().is_duplicate());
    })
    .await;
}

#[tokio::test]
async fn of_two_links_of_the_same_instant_it_is_always_the_same() {
    each_store("of_two_links_of_the_same_instant_it_is_always_the_same", async |store| {
        for (highest, lowest) in [(30, 10), (12, 32)] {
            let mut tx = store.main.write().await.unwrap();
            for number in [20, highest, lowest] {
                link::insert_sign_in(&mut tx, &sign_in(number, None)).await.unwrap();
            }
            let newest = link::sign_in_by_browser(&mut tx, SignInPurpose::Member, &[7; 32]).await.unwrap().unwrap();
            assert_eq!(newest.id, uuid(highest.max(lowest)));
        }
    })
    .await;
}

#[tokio::test]
async fn an_invitation_of_staff_is_spent_once() {
    each_store("an_invitation_of_staff_is_spent_once", async |store| {
        founded(&store).await;
        let mut tx = store.main.write().await.unwrap();
        let newer = AccountInvitation { made_at: at(2), ..invitation(1) };
        let twins = [invitation(3), invitation(2)];
        let first = AccountInvitation { post: None, administrator: true, made_by: None, ..invitation(4) };
        for new in [&first, &twins[1], &newer, &twins[0]] {
            link::insert_account_invitation(&mut tx, new).await.unwrap();
        }
        tx.commit().await.unwrap();
        let mut tx = store.main.write().await.unwrap();
        let [third, second] = twins;
        let listed = link::account_invitations_of(&mut tx, PARTNERSHIP).await.unwrap();
        assert_eq!(listed, [newer.clone(), third.clone(), second.clone()]);
        assert_eq!(link::account_invitations_of(&mut tx, OTHER_PARTNERSHIP).await.unwrap(), []);
        assert_eq!(link::administrator_invitations(&mut tx).await.unwrap(), std::slice::from_ref(&first));
        assert_eq!(link::account_invitation_by_token(&mut tx, &bytes(4)).await.unwrap(), Some(first));
        assert!(link::spend_account_invitation(&mut tx, newer.id, at(5)).await.unwrap());
        assert!(!link::spend_account_invitation(&mut tx, newer.id, at(5)).await.unwrap());
        assert!(!link::delete_account_invitation(&mut tx, newer.id).await.unwrap(), "it was used");
        assert!(link::delete_account_invitation(&mut tx, second.id).await.unwrap());
        assert!(!link::delete_account_invitation(&mut tx, second.id).await.unwrap());
        assert_eq!(link::account_invitation_by_token(&mut tx, &bytes(1)).await.unwrap(), None);
        assert_eq!(link::account_invitations_of(&mut tx, PARTNERSHIP).await.unwrap(), [third]);
        link::spend_account_invitation(&mut tx, uuid(4), at(6)).await.unwrap();
        assert_eq!(link::administrator_invitations(&mut tx).await.unwrap(), []);
        let stranger = AccountInvitation { made_by: Some(AccountId::new(uuid(99))), ..invitation(9) };
        assert!(link::insert_account_invitation(&mut tx, &stranger).await.unwrap_err().is_dangling());
    })
    .await;
}
