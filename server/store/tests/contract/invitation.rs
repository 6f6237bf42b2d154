//! Invitations: once for each address, in an order that says nothing.

use domain::{
    id::{InvitationId, SurveyId},
    text::Language,
};
use sqlx::error::ErrorKind;
use store::invitation::{self, Invitation, Reminder};

use crate::{
    account::link_bytes,
    both::each_store,
    seed::{OFFICER, OTHER_PARTNERSHIP, PARTNERSHIP, SURVEY, at, at_micro, founded, kind_of, survey, uuid},
};

pub fn invitation(number: u128, address: &str) -> Invitation {
    Invitation {
        id: InvitationId::new(uuid(number)),
        survey: SURVEY,
        partnership: PARTNERSHIP,
        token: link_bytes(number),
        address: address.into(),
        language: Language::Gaelic,
        invited: false,
        stopped: false,
    }
}

#[tokio::test]
async fn an_address_is_invited_once() {
    each_store("an_address_is_invited_once", async |store| {
        founded(&store).await;
        let mut tx = store.main.write().await.unwrap();
        let other = survey(8, "other");
        store::survey::insert_survey(&mut tx, &other).await.unwrap();
        assert!(invitation::insert_invitation(&mut tx, &invitation(1, "Òran@example.scot")).await.unwrap());
        assert!(!invitation::insert_invitation(&mut tx, &invitation(2, "òran@EXAMPLE.scot")).await.unwrap());
        let elsewhere = Invitation { survey: other.id, ..invitation(3, "òran@example.scot") };
        assert!(invitation::insert_invitation(&mut tx, &elsewhere).await.unwrap());
        let same_token = Invitation { token: link_bytes(1), ..invitation(4, "new@example.scot") };
        assert!(!invitation::insert_invitation(&mut tx, &same_token).await.unwrap());
        tx.commit().await.unwrap();
        let mut tx = store.main.write().await.unwrap();
        let found = invitation::invitation_by_token(&mut tx, &link_bytes(1)).await.unwrap();
        assert_eq!(found, Some(invitation(1, "Òran@example.scot")));
        assert_eq!(invitation::invitation_by_token(&mut tx, &link_bytes(2)).await.unwrap(), None);
        assert_eq!(invitation::invitations_to(&mut tx, other.id).await.unwrap(), [elsewhere]);
        let nowhere = Invitation { survey: SurveyId::new(uuid(99)), ..invitation(9, "a@example.scot") };
        assert!(invitation::insert_invitation(&mut tx, &nowhere).await.unwrap_err().is_dangling());
    })
    .await;
}

#[tokio::test]
async fn letters_are_written_in_the_order_of_identifiers() {
    each_store("letters_are_written_in_the_order_of_identifiers", async |store| {
        founded(&store).await;
        let mut tx = store.main.write().await.unwrap();
        // The first bytes of an identifier weigh most, as unsigned numbers.
        let numbers = [u128::MAX, 1, 0x7F << 120, 0x80 << 120, 0];
        for number in numbers {
            let partnership = if number == 1 { OTHER_PARTNERSHIP } else { PARTNERSHIP };
            let new = Invitation { partnership, ..invitation(number, &format!("{number}@example.scot")) };
            assert!(invitation::insert_invitation(&mut tx, &new).await.unwrap());
        }
        let ids = |found: Vec<Invitation>| found.iter().map(|one| one.id.uuid().as_u128()).collect::<Vec<_>>();
        let in_order = [0, 1, 0x7F << 120, 0x80 << 120, u128::MAX];
        assert_eq!(ids(invitation::invitations_to(&mut tx, SURVEY).await.unwrap()), in_order);
        assert_eq!(ids(invitation::uninvited(&mut tx, SURVEY, 2).await.unwrap()), in_order[..2]);
        assert_eq!(ids(invitation::uninvited(&mut tx, SURVEY, 0).await.unwrap()), []);
        invitation::mark_invited(&mut tx, InvitationId::new(uuid(0))).await.unwrap();
        invitation::mark_stopped(&mut tx, InvitationId::new(uuid(1))).await.unwrap();
        assert_eq!(ids(invitation::uninvited(&mut tx, SURVEY, 9).await.unwrap()), in_order[1..]);
        let marks: Vec<_> = invitation::invitations_to(&mut tx, SURVEY).await.unwrap();
        let marks: Vec<_> = marks.iter().map(|one| (one.invited, one.stopped)).collect();
        assert_eq!(marks[..3], [(true, false), (false, true), (false, false)]);
        let counts = invitation::count_invitations(&mut tx, SURVEY).await.unwrap();
        assert_eq!(counts, [(PARTNERSHIP, 4), (OTHER_PARTNERSHIP, 1)]);
        assert_eq!(invitation::delete_invitations(&mut tx, SURVEY).await.unwrap(), 5);
        assert_eq!(invitation::delete_invitations(&mut tx, SURVEY).await.unwrap(), 0);
        assert_eq!(invitation::count_invitations(&mut tx, SURVEY).await.unwrap(), []);
    })
    .await;
}

#[tokio::test]
async fn a_wave_is_noted_once() {
    each_store("a_wave_is_noted_once", async |store| {
        founded(&store).await;
        let wave = |wave| Reminder { wave, letters: 12, made_at: at_micro(wave) };
        let mut tx = store.main.write().await.unwrap();
        for number in [2, 10, 1] {
            invitation::insert_reminder(&mut tx, SURVEY, &wave(number), OFFICER).await.unwrap();
        }
        tx.commit().await.unwrap();
        let mut tx = store.main.write().await.unwrap();
        assert_eq!(invitation::reminders_of(&mut tx, SURVEY).await.unwrap(), [wave(10), wave(2), wave(1)]);
        let again = Reminder { made_at: at(9), ..wave(2) };
        let refused = invitation::insert_reminder(&mut tx, SURVEY, &again, OFFICER).await;
        assert_eq!(kind_of(refused), Some(ErrorKind::UniqueViolation));
    })
    .await;
}
