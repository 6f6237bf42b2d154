//! Accounts: people who sign in, what they may do for which body, and their recovery codes.

pub mod link;
pub mod session;

use domain::{
    account::Role,
    id::{AccountId, BodyId, PartnershipId},
    text::Language,
};
use jiff::Timestamp;

use crate::{
    Result,
    db::{Row, Tx},
    row::{Reader, instant, maybe_instant},
};

/// Somebody who can sign in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Its identifier.
    pub id: AccountId,
    /// Where letters go.
    pub address: String,
    /// What to call them.
    pub name: String,
    /// The language of letters to them.
    pub language: Language,
    /// Argon2id in PHC form; none for members of the public.
    pub password: Option<String>,
    /// The number from which the secret of the code generator is made.
    pub totp: Option<Vec<u8>>,
    /// Since when the code generator is confirmed.
    pub totp_since: Option<Timestamp>,
    /// The last time step that was used.
    pub totp_step: i64,
    /// Whether they run the installation.
    pub administrator: bool,
    /// When it was made.
    pub made_at: Timestamp,
    /// Since when it may not sign in.
    pub disabled_at: Option<Timestamp>,
}

fn account(row: &Row) -> Result<Account> {
    let reader = Reader::new(row, "account", "id")?;
    Ok(Account {
        id: AccountId::new(row.get("id")?),
        address: row.get("address")?,
        name: row.get("name")?,
        language: reader.parse("language")?,
        password: row.get("password")?,
        totp: row.get("totp")?,
        totp_since: maybe_instant(row, "totp_since")?,
        totp_step: row.get("totp_step")?,
        administrator: row.get("administrator")?,
        made_at: instant(row, "made_at")?,
        disabled_at: maybe_instant(row, "disabled_at")?,
    })
}

/// Adds an account; a second one with the same address is refused by the database.
pub async fn insert_account(tx: &mut Tx, new: &Account) -> Result<()> {
    tx.sql(
        "INSERT INTO account (id, address, address_folded, name, language, password, totp, totp_since, totp_step,
             administrator, made_at, disabled_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
    )
    .bind(new.id.uuid())
    .bind(new.address.clone())
    .bind(domain::text::fold(&new.address))
    .bind(new.name.clone())
    .bind(new.language.code())
    .bind(new.password.clone())
    .bind(new.totp.clone())
    .bind(new.totp_since.map(Timestamp::as_microsecond))
    .bind(new.totp_step)
    .bind(new.administrator)
    .bind(new.made_at.as_microsecond())
    .bind(new.disabled_at.map(Timestamp::as_microsecond))
    .run()
    .await?;
    Ok(())
}

/// The account with this identifier.
pub async fn account_by_id(tx: &mut Tx, id: AccountId) -> Result<Option<Account>> {
    tx.sql("SELECT * FROM account WHERE id = $1").bind(id.uuid()).optional(|row| account(&row)).await
}

/// The account of this address, whatever its case.
pub async fn account_by_address(tx: &mut Tx, address: &str) -> Result<Option<Account>> {
    tx.sql("SELECT * FROM account WHERE address_folded = $1")
        .bind(domain::text::fold(address))
        .optional(|row| account(&row))
        .await
}

/// Everybody who works for a body, or runs the installation; by address.
pub async fn staff_accounts(tx: &mut Tx) -> Result<Vec<Account>> {
    tx.sql(
        "SELECT * FROM account WHERE administrator OR EXISTS (SELECT 1 FROM membership WHERE membership.account =
             account.id) ORDER BY address_folded COLLATE ucs_basic NULLS LAST",
    )
    .all(|row| account(&row))
    .await
}

/// Whether anybody runs the installation.
pub async fn administrator_exists(tx: &mut Tx) -> Result<bool> {
    let found = tx.sql("SELECT 1 AS there FROM account WHERE administrator LIMIT 1").optional(|_| Ok(())).await?;
    Ok(found.is_some())
}

/// Sets the password.
pub async fn set_password(tx: &mut Tx, id: AccountId, password: &str) -> Result<()> {
    tx.sql("UPDATE account SET password = $1 WHERE id = $2").bind(password.to_owned()).bind(id.uuid()).run().await?;
    Ok(())
}

/// Sets the number from which the secret is made, not confirmed yet.
pub async fn set_totp(tx: &mut Tx, id: AccountId, number: &[u8]) -> Result<()> {
    tx.sql("UPDATE account SET totp = $1, totp_since = NULL WHERE id = $2")
        .bind(number.to_vec())
        .bind(id.uuid())
        .run()
        .await?;
    Ok(())
}

/// Confirms the code generator.
pub async fn confirm_totp(tx: &mut Tx, id: AccountId, now: Timestamp) -> Result<()> {
    tx.sql("UPDATE account SET totp_since = $1 WHERE id = $2").bind(now.as_microsecond()).bind(id.uuid()).run().await?;
    Ok(())
}

/// Uses a time step; `false` when it or a later one was used before, so that a code works once.
pub async fn use_totp_step(tx: &mut Tx, id: AccountId, step: i64) -> Result<bool> {
    let used = tx
        .sql("UPDATE account SET totp_step = $1 WHERE id = $2 AND totp_step < $1")
        .bind(step)
        .bind(id.uuid())
        .run()
        .await?;
    Ok(used == 1)
}

/// Sets since when it may not sign in, or that it may.
pub async fn set_disabled(tx: &mut Tx, id: AccountId, since: Option<Timestamp>) -> Result<()> {
    tx.sql("UPDATE account SET disabled_at = $1 WHERE id = $2")
        .bind(since.map(Timestamp::as_microsecond))
        .bind(id.uuid())
        .run()
        .await?;
    Ok(())
}

/// Lets somebody run the installation.
pub async fn make_administrator(tx: &mut Tx, id: AccountId) -> Result<()> {
    tx.sql("UPDATE account SET administrator = TRUE WHERE id = $1").bind(id.uuid()).run().await?;
    Ok(())
}

/// Removes a member of the public with everything that is linked to them.
pub async fn delete_account(tx: &mut Tx, id: AccountId) -> Result<()> {
    tx.sql("DELETE FROM session WHERE account = $1").bind(id.uuid()).run().await?;
    tx.sql("DELETE FROM sign_in WHERE account = $1").bind(id.uuid()).run().await?;
    tx.sql("DELETE FROM recovery_code WHERE account = $1").bind(id.uuid()).run().await?;
    tx.sql("UPDATE audit SET account = NULL WHERE account = $1").bind(id.uuid()).run().await?;
    tx.sql("DELETE FROM account WHERE id = $1").bind(id.uuid()).run().await?;
    Ok(())
}

/// What an account may do for one body, and where that body works.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Membership {
    /// The body.
    pub body: BodyId,
    /// Its name.
    pub body_name: String,
    /// What the account may do for it.
    pub role: Role,
    /// The partnerships that the body is a member of.
    pub partnerships: Vec<PartnershipId>,
}

/// What an account may do.
pub async fn memberships_of(tx: &mut Tx, id: AccountId) -> Result<Vec<Membership>> {
    let mut found: Vec<Membership> = tx
        .sql(
            "SELECT membership.account AS id, membership.body, membership.role, body.name FROM membership
             JOIN body ON body.id = membership.body WHERE membership.account = $1
             ORDER BY body.name_folded COLLATE ucs_basic NULLS LAST",
        )
        .bind(id.uuid())
        .all(|row| {
            let reader = Reader::new(&row, "membership", "id")?;
            Ok(Membership {
                body: BodyId::new(row.get("body")?),
                body_name: row.get("name")?,
                role: reader.parse("role")?,
                partnerships: Vec::new(),
            })
        })
        .await?;
    for membership in &mut found {
        membership.partnerships = crate::partnership::partnerships_of(tx, membership.body).await?;
    }
    Ok(found)
}

/// Somebody's role for a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Post {
    /// Whose.
    pub account: AccountId,
    /// For which body, by its name.
    pub body_name: String,
    /// What they may do.
    pub role: Role,
}

/// Everybody's roles, by body.
pub async fn posts(tx: &mut Tx) -> Result<Vec<Post>> {
    tx.sql(
        "SELECT membership.account, membership.role, body.name AS body_name FROM membership
         JOIN body ON body.id = membership.body
         ORDER BY body.name_folded COLLATE ucs_basic NULLS LAST, membership.account NULLS LAST",
    )
    .all(|row| {
        let reader = Reader::new(&row, "membership", "account")?;
        Ok(Post {
            account: AccountId::new(row.get("account")?),
            body_name: row.get("body_name")?,
            role: reader.parse("role")?,
        })
    })
    .await
}

/// Gives an account a role for a body, or changes the one it has.
pub async fn set_membership(tx: &mut Tx, id: AccountId, body: BodyId, role: Role, now: Timestamp) -> Result<()> {
    tx.sql(
        "INSERT INTO membership (account, body, role, since) VALUES ($1, $2, $3, $4)
         ON CONFLICT (account, body) DO UPDATE SET role = excluded.role, since = excluded.since",
    )
    .bind(id.uuid())
    .bind(body.uuid())
    .bind(role.code())
    .bind(now.as_microsecond())
    .run()
    .await?;
    Ok(())
}

/// Takes the role for a body away; whether there was one.
pub async fn remove_membership(tx: &mut Tx, id: AccountId, body: BodyId) -> Result<bool> {
    let removed = tx
        .sql("DELETE FROM membership WHERE account = $1 AND body = $2")
        .bind(id.uuid())
        .bind(body.uuid())
        .run()
        .await?;
    Ok(removed == 1)
}

/// One person in a team.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TeamMember {
    /// Who.
    pub account: AccountId,
    /// Their name.
    pub name: String,
    /// Their address.
    pub address: String,
    /// For which body.
    pub body: BodyId,
    /// Its name.
    pub body_name: String,
    /// What they may do.
    pub role: Role,
    /// Whether the second factor is set up.
    pub enrolled: bool,
    /// Whether the account may not sign in.
    pub disabled: bool,
}

/// Everybody who works for a body of this partnership, by body and name.
pub async fn team_of(tx: &mut Tx, partnership: PartnershipId) -> Result<Vec<TeamMember>> {
    tx.sql(
        "SELECT account.id, account.name, account.address, account.totp_since, account.disabled_at, membership.body,
             membership.role, body.name AS body_name
         FROM membership
         JOIN account ON account.id = membership.account
         JOIN body ON body.id = membership.body
         JOIN body_partnership ON body_partnership.body = membership.body
         WHERE body_partnership.partnership = $1
         ORDER BY body.name_folded COLLATE ucs_basic NULLS LAST, account.address_folded COLLATE ucs_basic NULLS LAST",
    )
    .bind(partnership.uuid())
    .all(|row| {
        let reader = Reader::new(&row, "account", "id")?;
        Ok(TeamMember {
            account: AccountId::new(row.get("id")?),
            name: row.get("name")?,
            address: row.get("address")?,
            body: BodyId::new(row.get("body")?),
            body_name: row.get("body_name")?,
            role: reader.parse("role")?,
            enrolled: row.get::<Option<i64>>("totp_since")?.is_some(),
            disabled: row.get::<Option<i64>>("disabled_at")?.is_some(),
        })
    })
    .await
}

/// Replaces all recovery codes by these hashes.
pub async fn replace_recovery_codes(tx: &mut Tx, id: AccountId, codes: &[[u8; 32]]) -> Result<()> {
    tx.sql("DELETE FROM recovery_code WHERE account = $1").bind(id.uuid()).run().await?;
    for code in codes {
        tx.sql("INSERT INTO recovery_code (account, code) VALUES ($1, $2)")
            .bind(id.uuid())
            .bind(code.to_vec())
            .run()
            .await?;
    }
    Ok(())
}

/// Uses a recovery code; `false` when it is unknown or used.
pub async fn use_recovery_code(tx: &mut Tx, id: AccountId, code: &[u8; 32], now: Timestamp) -> Result<bool> {
    let used = tx
        .sql("UPDATE recovery_code SET used_at = $1 WHERE account = $2 AND code = $3 AND used_at IS NULL")
        .bind(now.as_microsecond())
        .bind(id.uuid())
        .bind(code.to_vec())
        .run()
        .await?;
    Ok(used == 1)
}

/// How many recovery codes are left.
pub async fn recovery_codes_left(tx: &mut Tx, id: AccountId) -> Result<i64> {
    tx.sql("SELECT COUNT(*) AS left_over FROM recovery_code WHERE account = $1 AND used_at IS NULL")
        .bind(id.uuid())
        .one(|row| row.get("left_over"))
        .await
}

/// Removes what has ended: sessions, links, invitations.
pub async fn delete_ended(tx: &mut Tx, now: Timestamp, links_before: Timestamp) -> Result<u64> {
    let sessions = tx.sql("DELETE FROM session WHERE ends_at < $1").bind(now.as_microsecond()).run().await?;
    let links = tx.sql("DELETE FROM sign_in WHERE ends_at < $1").bind(links_before.as_microsecond()).run().await?;
    let invitations =
        tx.sql("DELETE FROM account_invitation WHERE ends_at < $1").bind(links_before.as_microsecond()).run().await?;
    Ok(sessions + links + invitations)
}
