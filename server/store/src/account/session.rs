//! Sessions: browsers that are signed in. Tokens are kept as hashes.

use domain::id::{AccountId, SessionId};
use jiff::Timestamp;

use crate::{
    Result,
    db::{Row, Tx},
    row::{Reader, instant},
};

/// How far a session has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// The password was right; the code is still to come.
    Code,
    /// May only set up the second factor.
    Enrol,
    /// Signed in.
    Full,
}

impl Stage {
    /// Its word in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Code => "code",
            Self::Enrol => "enrol",
            Self::Full => "full",
        }
    }
}

impl std::str::FromStr for Stage {
    type Err = ();

    fn from_str(code: &str) -> std::result::Result<Self, ()> {
        [Self::Code, Self::Enrol, Self::Full].into_iter().find(|stage| stage.code() == code).ok_or(())
    }
}

/// A signed-in browser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// Its identifier, which may be shown.
    pub id: SessionId,
    /// SHA-256 of the token in the cookie.
    pub token: [u8; 32],
    /// Whose it is.
    pub account: AccountId,
    /// How far it has come.
    pub stage: Stage,
    /// A coarse word for the browser.
    pub browser: String,
    /// When it began.
    pub made_at: Timestamp,
    /// When it was last used, to five minutes.
    pub seen_at: Timestamp,
    /// When it ends whatever happens.
    pub ends_at: Timestamp,
}

fn session(row: &Row) -> Result<Session> {
    let reader = Reader::new(row, "session", "id")?;
    let token: Vec<u8> = row.get("token")?;
    Ok(Session {
        id: SessionId::new(row.get("id")?),
        token: token.try_into().map_err(|_| reader.broken("token", "not 32 bytes"))?,
        account: AccountId::new(row.get("account")?),
        stage: reader.parse("stage")?,
        browser: row.get("browser")?,
        made_at: instant(row, "made_at")?,
        seen_at: instant(row, "seen_at")?,
        ends_at: instant(row, "ends_at")?,
    })
}

/// Adds a session.
pub async fn insert_session(tx: &mut Tx, new: &Session) -> Result<()> {
    tx.sql(
        "INSERT INTO session (id, token, account, stage, browser, made_at, seen_at, ends_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(new.id.uuid())
    .bind(new.token.to_vec())
    .bind(new.account.uuid())
    .bind(new.stage.code())
    .bind(new.browser.clone())
    .bind(new.made_at.as_microsecond())
    .bind(new.seen_at.as_microsecond())
    .bind(new.ends_at.as_microsecond())
    .run()
    .await?;
    Ok(())
}

/// The session of this token.
pub async fn session_by_token(tx: &mut Tx, token: &[u8; 32]) -> Result<Option<Session>> {
    tx.sql("SELECT * FROM session WHERE token = $1").bind(token.to_vec()).optional(|row| session(&row)).await
}

/// The sessions of an account, newest first.
pub async fn sessions_of(tx: &mut Tx, id: AccountId) -> Result<Vec<Session>> {
    tx.sql("SELECT * FROM session WHERE account = $1 ORDER BY made_at DESC NULLS LAST, id DESC NULLS LAST")
        .bind(id.uuid())
        .all(|row| session(&row))
        .await
}

/// Notes that a session was used.
pub async fn touch_session(tx: &mut Tx, id: SessionId, now: Timestamp) -> Result<()> {
    tx.sql("UPDATE session SET seen_at = $1 WHERE id = $2").bind(now.as_microsecond()).bind(id.uuid()).run().await?;
    Ok(())
}

/// Ends one session of an account; whether there was one.
pub async fn delete_session(tx: &mut Tx, account: AccountId, id: SessionId) -> Result<bool> {
    let ended =
        tx.sql("DELETE FROM session WHERE id = $1 AND account = $2").bind(id.uuid()).bind(account.uuid()).run().await?;
    Ok(ended == 1)
}

/// Ends all sessions of an account but this one.
pub async fn delete_other_sessions(tx: &mut Tx, account: AccountId, keep: Option<SessionId>) -> Result<u64> {
    match keep {
        Some(keep) => {
            let statement = tx.sql("DELETE FROM session WHERE account = $1 AND id <> $2");
            statement.bind(account.uuid()).bind(keep.uuid()).run().await
        }
        None => tx.sql("DELETE FROM session WHERE account = $1").bind(account.uuid()).run().await,
    }
}
