//! Sessions are listed newest first and ended one by one or all but one.

use domain::id::{AccountId, SessionId};
use store::account::session::{self, Session, Stage};

use super::link::bytes;
use crate::{
    both::each_store,
    seed::{OFFICER, RESEARCHER, at, at_micro, founded, uuid},
};

pub fn session(number: u128, account: AccountId) -> Session {
    Session {
        id: SessionId::new(uuid(number)),
        token: bytes(number),
        account,
        stage: Stage::Full,
        browser: "Firefox on Android".into(),
        made_at: at(1),
        seen_at: at_micro(1),
        ends_at: at(3_600),
    }
}

#[tokio::test]
async fn sessions_are_found_listed_and_ended() {
    each_store("sessions_are_found_listed_and_ended", async |store| {
        founded(&store).await;
        let mut tx = store.main.write().await.unwrap();
        let code = Session { stage: Stage::Code, browser: String::new(), made_at: at(9), ..session(1, OFFICER) };
        let enrol = Session { stage: Stage::Enrol, ..session(3, OFFICER) };
        let (full, other) = (session(2, OFFICER), session(4, RESEARCHER));
        for new in [&full, &enrol, &code, &other] {
            session::insert_session(&mut tx, new).await.unwrap();
        }
        tx.commit().await.unwrap();
        let mut tx = store.main.write().await.unwrap();
        assert_eq!(session::session_by_token(&mut tx, &bytes(1)).await.unwrap(), Some(code.clone()));
        assert_eq!(session::session_by_token(&mut tx, &bytes(9)).await.unwrap(), None);
        let listed = [code.clone(), enrol.clone(), full.clone()];
        assert_eq!(session::sessions_of(&mut tx, OFFICER).await.unwrap(), listed, "newest first, then by identifier");
        session::touch_session(&mut tx, full.id, at_micro(77)).await.unwrap();
        let touched = session::session_by_token(&mut tx, &bytes(2)).await.unwrap();
        assert_eq!(touched, Some(Session { seen_at: at_micro(77), ..full.clone() }));
        assert!(!session::delete_session(&mut tx, RESEARCHER, full.id).await.unwrap(), "somebody else's");
        assert!(session::delete_session(&mut tx, OFFICER, full.id).await.unwrap());
        assert!(!session::delete_session(&mut tx, OFFICER, full.id).await.unwrap());
        assert_eq!(session::delete_other_sessions(&mut tx, OFFICER, Some(enrol.id)).await.unwrap(), 1);
        assert_eq!(session::sessions_of(&mut tx, OFFICER).await.unwrap(), std::slice::from_ref(&enrol));
        assert_eq!(session::delete_other_sessions(&mut tx, OFFICER, None).await.unwrap(), 1);
        assert_eq!(session::sessions_of(&mut tx, RESEARCHER).await.unwrap(), std::slice::from_ref(&other));
        let same_token = Session { id: SessionId::new(uuid(9)), ..other };
        assert!(session::insert_session(&mut tx, &same_token).await.unwrap_err().is_duplicate());
    })
    .await;
}
