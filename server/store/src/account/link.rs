//! What is sent by mail to let somebody in: links with typed codes, and invitations of staff. Hashes only.

use domain::{
    account::Role,
    id::{AccountId, BodyId, PartnershipId},
};
use jiff::Timestamp;
use uuid::Uuid;

use crate::{
    Result,
    db::{Row, Tx},
    row::{Reader, instant},
};

/// What a link or typed code is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignInPurpose {
    /// A member of the public signs in.
    Member,
    /// Staff choose a new password.
    Reset,
}

impl SignInPurpose {
    const fn code(self) -> &'static str {
        match self {
            Self::Member => "member",
            Self::Reset => "reset",
        }
    }
}

/// A link and typed code sent by mail; hashes only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignIn {
    /// Its identifier.
    pub id: Uuid,
    /// What it is for.
    pub purpose: SignInPurpose,
    /// Whose, when the address is known.
    pub account: Option<AccountId>,
    /// Where it was sent.
    pub address: String,
    /// SHA-256 of the token in the link.
    pub token: [u8; 32],
    /// Keyed hash of the typed code.
    pub code: [u8; 32],
    /// SHA-256 of the cookie of the browser that asked.
    pub browser: [u8; 32],
    /// How many wrong codes were typed.
    pub tries: i64,
    /// When it was made.
    pub made_at: Timestamp,
    /// Until when it works.
    pub ends_at: Timestamp,
}

fn sign_in(row: &Row, purpose: SignInPurpose) -> Result<SignIn> {
    let reader = Reader::new(row, "sign_in", "id")?;
    let bytes = |column: &'static str| -> Result<[u8; 32]> {
        row.get::<Vec<u8>>(column)?.try_into().map_err(|_| reader.broken(column, "not 32 bytes"))
    };
    Ok(SignIn {
        id: row.get("id")?,
        purpose,
        account: row.get::<Option<Uuid>>("account")?.map(AccountId::new),
        address: row.get("address")?,
        token: bytes("token")?,
        code: bytes("code")?,
        browser: bytes("browser")?,
        tries: row.get("tries")?,
        made_at: instant(row, "made_at")?,
        ends_at: instant(row, "ends_at")?,
    })
}

/// Adds a link.
pub async fn insert_sign_in(tx: &mut Tx, new: &SignIn) -> Result<()> {
    tx.sql(
        "INSERT INTO sign_in (id, purpose, account, address, token, code, browser, tries, made_at, ends_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(new.id)
    .bind(new.purpose.code())
    .bind(new.account.map(AccountId::uuid))
    .bind(new.address.clone())
    .bind(new.token.to_vec())
    .bind(new.code.to_vec())
    .bind(new.browser.to_vec())
    .bind(new.tries)
    .bind(new.made_at.as_microsecond())
    .bind(new.ends_at.as_microsecond())
    .run()
    .await?;
    Ok(())
}

/// The unused link with this token.
pub async fn sign_in_by_token(tx: &mut Tx, purpose: SignInPurpose, token: &[u8; 32]) -> Result<Option<SignIn>> {
    tx.sql("SELECT * FROM sign_in WHERE token = $1 AND purpose = $2 AND used_at IS NULL")
        .bind(token.to_vec())
        .bind(purpose.code())
        .optional(|row| sign_in(&row, purpose))
        .await
}

/// The newest unused link that this browser asked for.
pub async fn sign_in_by_browser(tx: &mut Tx, purpose: SignInPurpose, browser: &[u8; 32]) -> Result<Option<SignIn>> {
    tx.sql(
        "SELECT * FROM sign_in WHERE browser = $1 AND purpose = $2 AND used_at IS NULL
         ORDER BY made_at DESC NULLS LAST, id DESC NULLS LAST LIMIT 1",
    )
    .bind(browser.to_vec())
    .bind(purpose.code())
    .optional(|row| sign_in(&row, purpose))
    .await
}

/// Counts a wrong code.
pub async fn count_wrong_code(tx: &mut Tx, id: Uuid) -> Result<()> {
    tx.sql("UPDATE sign_in SET tries = tries + 1 WHERE id = $1").bind(id).run().await?;
    Ok(())
}

/// Spends a link; `false` when it was spent before.
pub async fn spend_sign_in(tx: &mut Tx, id: Uuid, now: Timestamp) -> Result<bool> {
    let spent = tx
        .sql("UPDATE sign_in SET used_at = $1 WHERE id = $2 AND used_at IS NULL")
        .bind(now.as_microsecond())
        .bind(id)
        .run()
        .await?;
    Ok(spent == 1)
}

/// Spends every outstanding link of an account: after a change of password or address none may work.
pub async fn spend_all_sign_ins(tx: &mut Tx, account: AccountId, now: Timestamp) -> Result<()> {
    tx.sql("UPDATE sign_in SET used_at = $1 WHERE account = $2 AND used_at IS NULL")
        .bind(now.as_microsecond())
        .bind(account.uuid())
        .run()
        .await?;
    Ok(())
}

/// An invitation of staff; the token is kept as a hash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountInvitation {
    /// Its identifier.
    pub id: Uuid,
    /// SHA-256 of the token in the link.
    pub token: [u8; 32],
    /// Who is invited.
    pub address: String,
    /// What to call them.
    pub name: String,
    /// For which body and role; none for an administrator.
    pub post: Option<(BodyId, Role)>,
    /// Whether they will run the installation.
    pub administrator: bool,
    /// Who invited them; none for the first administrator.
    pub made_by: Option<AccountId>,
    /// When.
    pub made_at: Timestamp,
    /// Until when it works.
    pub ends_at: Timestamp,
}

fn account_invitation(row: &Row) -> Result<AccountInvitation> {
    let reader = Reader::new(row, "account_invitation", "id")?;
    let token: Vec<u8> = row.get("token")?;
    let body: Option<Uuid> = row.get("body")?;
    let post = match body {
        Some(body) => Some((BodyId::new(body), reader.parse("role")?)),
        None => None,
    };
    Ok(AccountInvitation {
        id: row.get("id")?,
        token: token.try_into().map_err(|_| reader.broken("token", "not 32 bytes"))?,
        address: row.get("address")?,
        name: row.get("name")?,
        post,
        administrator: row.get("administrator")?,
        made_by: row.get::<Option<Uuid>>("made_by")?.map(AccountId::new),
        made_at: instant(row, "made_at")?,
        ends_at: instant(row, "ends_at")?,
    })
}

/// Adds an invitation of staff.
pub async fn insert_account_invitation(tx: &mut Tx, new: &AccountInvitation) -> Result<()> {
    tx.sql(
        "INSERT INTO account_invitation (id, token, address, name, body, role, administrator, made_by, made_at, ends_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(new.id)
    .bind(new.token.to_vec())
    .bind(new.address.clone())
    .bind(new.name.clone())
    .bind(new.post.map(|(body, _)| body.uuid()))
    .bind(new.post.map(|(_, role)| role.code()))
    .bind(new.administrator)
    .bind(new.made_by.map(AccountId::uuid))
    .bind(new.made_at.as_microsecond())
    .bind(new.ends_at.as_microsecond())
    .run()
    .await?;
    Ok(())
}

/// The unused invitation with this token.
pub async fn account_invitation_by_token(tx: &mut Tx, token: &[u8; 32]) -> Result<Option<AccountInvitation>> {
    tx.sql("SELECT * FROM account_invitation WHERE token = $1 AND used_at IS NULL")
        .bind(token.to_vec())
        .optional(|row| account_invitation(&row))
        .await
}

/// Invitations for bodies of a partnership that nobody used yet, newest first.
pub async fn account_invitations_of(tx: &mut Tx, partnership: PartnershipId) -> Result<Vec<AccountInvitation>> {
    tx.sql(
        "SELECT account_invitation.* FROM account_invitation
         JOIN body_partnership ON body_partnership.body = account_invitation.body
         WHERE body_partnership.partnership = $1 AND account_invitation.used_at IS NULL
         ORDER BY account_invitation.made_at DESC NULLS LAST, account_invitation.id DESC NULLS LAST",
    )
    .bind(partnership.uuid())
    .all(|row| account_invitation(&row))
    .await
}

/// Invitations to run the installation that nobody used yet, newest first.
pub async fn administrator_invitations(tx: &mut Tx) -> Result<Vec<AccountInvitation>> {
    tx.sql(
        "SELECT * FROM account_invitation WHERE administrator AND used_at IS NULL
         ORDER BY made_at DESC NULLS LAST, id DESC NULLS LAST",
    )
    .all(|row| account_invitation(&row))
    .await
}

/// Takes an invitation back that nobody used; whether there was one.
pub async fn delete_account_invitation(tx: &mut Tx, id: Uuid) -> Result<bool> {
    let deleted = tx.sql("DELETE FROM account_invitation WHERE id = $1 AND used_at IS NULL").bind(id).run().await?;
    Ok(deleted == 1)
}

/// Spends an invitation; `false` when it was spent before.
pub async fn spend_account_invitation(tx: &mut Tx, id: Uuid, now: Timestamp) -> Result<bool> {
    let spent = tx
        .sql("UPDATE account_invitation SET used_at = $1 WHERE id = $2 AND used_at IS NULL")
        .bind(now.as_microsecond())
        .bind(id)
        .run()
        .await?;
    Ok(spent == 1)
}
