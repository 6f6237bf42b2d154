//! Letters: one for each key while it waits, nothing of it afterwards.

use domain::{
    id::{MailId, PartnershipId},
    text::Language,
};
use store::mail::{self, Mail};

use crate::{
    both::each_store,
    seed::{OTHER_PARTNERSHIP, PARTNERSHIP, founded, uuid},
};

pub fn letter(number: u128, key: Option<&str>) -> Mail {
    Mail {
        id: MailId::new(uuid(number)),
        kind: "invitation".into(),
        partnership: Some(PARTNERSHIP),
        unique_key: key.map(str::to_owned),
        address: "Màiri@example.scot".into(),
        subject: "Nì e “diofar” ✓".into(),
        body_text: "One\nTwo\t'quoted' \\ $1".into(),
        body_html: String::new(),
        language: Language::Gaelic,
    }
}

#[tokio::test]
async fn a_letter_waits_once_for_each_key() {
    each_store("a_letter_waits_once_for_each_key", async |store| {
        founded(&store).await;
        let mut tx = store.main.write().await.unwrap();
        assert!(mail::insert_mail(&mut tx, &letter(1, Some("a"))).await.unwrap());
        assert!(!mail::insert_mail(&mut tx, &letter(2, Some("a"))).await.unwrap());
        assert!(mail::insert_mail(&mut tx, &letter(3, Some("A"))).await.unwrap(), "case counts");
        assert!(mail::insert_mail(&mut tx, &letter(4, None)).await.unwrap());
        assert!(mail::insert_mail(&mut tx, &letter(5, None)).await.unwrap(), "no key is never twice the same");
        let about_account = Mail { partnership: None, ..letter(6, None) };
        assert!(mail::insert_mail(&mut tx, &about_account).await.unwrap());
        tx.commit().await.unwrap();
        let mut tx = store.main.write().await.unwrap();
        let waiting = mail::waiting_mail(&mut tx, letter(1, None).id).await.unwrap();
        assert_eq!(waiting, Some(letter(1, Some("a"))));
        assert_eq!(mail::waiting_mail(&mut tx, about_account.id).await.unwrap(), Some(about_account));
        assert_eq!(mail::waiting_mail(&mut tx, letter(2, None).id).await.unwrap(), None);
        assert_eq!(mail::count_mail(&mut tx, PARTNERSHIP).await.unwrap(), (4, 0, 0));
        let reminder = Mail { kind: "reminder".into(), ..letter(7, None) };
        mail::insert_mail(&mut tx, &reminder).await.unwrap();
        assert_eq!(mail::count_mail(&mut tx, PARTNERSHIP).await.unwrap(), (4, 0, 0), "reminders are not counted");
        mail::erase_mail(&mut tx, letter(1, None).id, true).await.unwrap();
        mail::erase_mail(&mut tx, letter(1, None).id, false).await.unwrap();
        mail::erase_mail(&mut tx, letter(3, None).id, false).await.unwrap();
        assert_eq!(mail::count_mail(&mut tx, PARTNERSHIP).await.unwrap(), (2, 1, 1), "erased once");
        assert_eq!(mail::count_mail(&mut tx, OTHER_PARTNERSHIP).await.unwrap(), (0, 0, 0));
        assert_eq!(mail::waiting_mail(&mut tx, letter(1, None).id).await.unwrap(), None);
        let left = tx
            .sql("SELECT address || subject || body_text || body_html || COALESCE(unique_key, '') AS words FROM mail WHERE id = $1")
            .bind(uuid(1))
            .one(|row| row.get::<String>("words"));
        assert_eq!(left.await.unwrap(), "");
        let nowhere = Mail { partnership: Some(PartnershipId::new(uuid(99))), ..letter(9, None) };
        assert!(mail::insert_mail(&mut tx, &nowhere).await.unwrap_err().is_dangling());
    })
    .await;
}
