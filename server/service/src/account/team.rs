//! Teams: who works for which body, invitations, changes of role; and the first administrator.

use std::collections::HashSet;

use domain::{
    account::{Address, Role, UnknownRole, parse_name, password::check},
    id::{AccountId, BodyId, PartnershipId},
    problem::Problem,
    text::Language,
};
use jiff::SignedDuration;
pub use store::account::{TeamMember, link::AccountInvitation};
use store::{
    Tx,
    partnership::{Body, Partnership},
};
use uuid::Uuid;
use validator::{Validate, ValidationError};

use super::{Begun, Origin, begin, new_account, password, subject, unhex};
use crate::{
    Context, Error, Result,
    access::{Administrator, Officer},
    audit::{self, Action, By},
    error::{self, Problems},
    keys::{digest, hex},
    mail::{Envelope, letter},
};

/// How long an invitation works.
const INVITATION_LASTS: SignedDuration = SignedDuration::from_hours(7 * 24);

/// What the team page shows.
#[derive(Clone, Debug)]
pub struct Team {
    /// Everybody who works for a body of the partnership.
    pub members: Vec<TeamMember>,
    /// Invitations that nobody used yet: name, address, body and role, until when.
    pub invited: Vec<AccountInvitation>,
    /// The bodies that people can be invited for.
    pub bodies: Vec<Body>,
}

/// The team of a partnership.
pub async fn of(ctx: &Context, officer: &Officer) -> Result<Team> {
    let mut tx = ctx.store.main.read().await?;
    let now = ctx.now();
    let invited = store::account::link::account_invitations_of(&mut tx, officer.partnership()).await?;
    Ok(Team {
        members: store::account::team_of(&mut tx, officer.partnership()).await?,
        invited: invited.into_iter().filter(|invitation| now < invitation.ends_at).collect(),
        bodies: store::partnership::bodies_of(&mut tx, officer.partnership()).await?,
    })
}

/// A form that invites somebody.
#[derive(Clone, Debug, Default, Validate)]
pub struct InviteForm {
    /// Their name.
    #[validate(custom(function = "error::name"))]
    pub name: String,
    /// Their address.
    #[validate(email(code = "address"), custom(function = "error::address"))]
    pub address: String,
    /// The body, by identifier.
    #[validate(custom(function = "body"))]
    pub body: String,
    /// The role, by code.
    #[validate(custom(function = "role"))]
    pub role: String,
}

fn body(typed: &str) -> std::result::Result<(), ValidationError> {
    typed.parse::<BodyId>().map(|_| ()).map_err(|_| ValidationError::new("choose"))
}

fn role(typed: &str) -> std::result::Result<(), ValidationError> {
    typed.parse::<Role>().map(|_| ()).map_err(|UnknownRole| ValidationError::new("choose"))
}

/// Invites somebody to work for a body of this partnership.
///
/// # Errors
/// [`Error::Invalid`] with all problems of the form.
pub async fn invite(ctx: &Context, officer: &Officer, inviter: &str, form: &InviteForm) -> Result<()> {
    let mut tx = ctx.store.main.write().await?;
    let bodies = store::partnership::bodies_of(&mut tx, officer.partnership()).await?;
    let mut problems = Problems::default();
    problems.check(form, &["name", "address", "body", "role"]);
    problems.done()?;
    let body = bodies.into_iter().find(|body| body.id.to_string() == form.body);
    let body = body.ok_or_else(|| Error::invalid(Problem::new("body", "choose")))?;
    let role = form.role.parse::<Role>().map_err(|_| Error::invalid(Problem::new("role", "choose")))?;
    let name = parse_name("name", &form.name).map_err(Error::invalid)?;
    let address = Address::parse("address", &form.address).map_err(Error::invalid)?;
    let (invitation, token) = make(ctx, &address, &name, Some((body.id, role)), Some(officer.account()))?;
    store::account::link::insert_account_invitation(&mut tx, &invitation).await?;
    let post = format!("{}, {}", role.code(), body.name);
    write_letter(ctx, &mut tx, &invitation, &token, inviter, &body.name, &post).await?;
    audit::note(ctx, &mut tx, officer.by(), Action("staff-invited"), &team(officer.partnership()), role.code()).await?;
    tx.commit().await?;
    Ok(())
}

/// Takes an invitation back: its link works no longer.
///
/// # Errors
/// [`Error::Missing`] when it is none of this partnership, or was used.
pub async fn withdraw(ctx: &Context, officer: &Officer, invitation: Uuid) -> Result<()> {
    let mut tx = ctx.store.main.write().await?;
    let invited = store::account::link::account_invitations_of(&mut tx, officer.partnership()).await?;
    let ours = invited.iter().any(|ours| ours.id == invitation);
    if !ours || !store::account::link::delete_account_invitation(&mut tx, invitation).await? {
        return Err(Error::Missing);
    }
    let team = team(officer.partnership());
    audit::note(ctx, &mut tx, officer.by(), Action("invitation-withdrawn"), &team, "").await?;
    tx.commit().await?;
    Ok(())
}

/// Invites somebody to run the installation.
///
/// # Errors
/// [`Error::Invalid`] with all problems of the form.
pub async fn invite_administrator(
    ctx: &Context,
    administrator: &Administrator,
    inviter: &str,
    name: &str,
    address: &str,
) -> Result<()> {
    let mut problems = Problems::default();
    let name = problems.keep(parse_name("name", name)).unwrap_or_default();
    let address = problems.keep(Address::parse("address", address));
    problems.done()?;
    let address = address.ok_or(Error::Missing)?;
    let (mut invitation, token) = make(ctx, &address, &name, None, Some(administrator.account()))?;
    invitation.administrator = true;
    let mut tx = ctx.store.main.write().await?;
    store::account::link::insert_account_invitation(&mut tx, &invitation).await?;
    write_letter(ctx, &mut tx, &invitation, &token, inviter, "Folkmoot", "administrator").await?;
    audit::note(ctx, &mut tx, administrator.by(), Action("administrator-invited"), &"installation", "").await?;
    tx.commit().await?;
    Ok(())
}

/// The one-time secret for the first administrator of an installation, to be printed where only its operator sees it.
///
/// # Errors
/// `Refused("administrator-exists")` when there is one: the next is invited by the first.
pub async fn first_administrator(ctx: &Context, address: &str) -> Result<String> {
    let address = Address::parse("address", address).map_err(Error::invalid)?;
    let mut tx = ctx.store.main.write().await?;
    if store::account::administrator_exists(&mut tx).await? {
        return Err(Error::Refused("administrator-exists"));
    }
    let (mut invitation, token) = make(ctx, &address, "Administrator", None, None)?;
    invitation.administrator = true;
    store::account::link::insert_account_invitation(&mut tx, &invitation).await?;
    audit::note(ctx, &mut tx, By::PROGRAM, Action("administrator-invited"), &"installation", "first").await?;
    tx.commit().await?;
    Ok(ctx.link(&format!("/invitation/{token}")))
}

fn make(
    ctx: &Context,
    address: &Address,
    name: &str,
    post: Option<(BodyId, Role)>,
    made_by: Option<AccountId>,
) -> Result<(AccountInvitation, String)> {
    let now = ctx.now();
    let token: [u8; 32] = ctx.ids.bytes()?;
    let invitation = AccountInvitation {
        id: ctx.ids.ordered(now)?,
        token: digest(&token),
        address: address.as_str().to_owned(),
        name: name.to_owned(),
        post,
        administrator: false,
        made_by,
        made_at: now,
        ends_at: now + INVITATION_LASTS,
    };
    Ok((invitation, hex(&token)))
}

async fn write_letter(
    ctx: &Context,
    tx: &mut Tx,
    invitation: &AccountInvitation,
    token: &str,
    inviter: &str,
    sender: &str,
    post: &str,
) -> Result<()> {
    let language = Language::English;
    let letter = letter::AccountInvitation {
        sender,
        name: &invitation.name,
        inviter,
        post,
        link: &ctx.link(&format!("/invitation/{token}")),
        until: &ctx.moment(invitation.ends_at, language),
    };
    let to = Envelope {
        kind: "account_invitation",
        partnership: None,
        unique_key: None,
        address: &invitation.address,
        language,
    };
    crate::mail::send(ctx, tx, to, letter.write(language, sender)?).await?;
    Ok(())
}

/// The invitation of a link that still works: name and address of the person invited.
///
/// # Errors
/// `Refused("link")` otherwise.
pub async fn look_at_invitation(ctx: &Context, token: &str) -> Result<AccountInvitation> {
    let token = unhex(token).ok_or(Error::Refused("link"))?;
    let mut tx = ctx.store.main.read().await?;
    let found = store::account::link::account_invitation_by_token(&mut tx, &digest(&token)).await?;
    found.filter(|invitation| ctx.now() < invitation.ends_at).ok_or(Error::Refused("link"))
}

/// Accepts an invitation with a name and a password; the session may only set up the second factor.
///
/// # Errors
/// `Refused("link")`, or [`Error::Invalid`] with all problems of the form. An address that has an account keeps its
/// password: the person must give it.
pub async fn accept(ctx: &Context, origin: &Origin, token: &str, name: &str, typed: &str) -> Result<Begun> {
    let invitation = look_at_invitation(ctx, token).await?;
    let address = Address::parse("address", &invitation.address).map_err(Error::invalid)?;
    let known = store::account::account_by_address(&mut ctx.store.main.read().await?, address.as_str()).await?;
    let mut problems = Problems::default();
    let name = problems.keep(parse_name("name", name)).unwrap_or_default();
    let hashed = match known.as_ref().and_then(|account| account.password.clone()) {
        Some(existing) => {
            if !password::matches(ctx, typed, Some(existing.clone())).await? {
                problems.add([Problem::new("password", "password-wrong")]);
            }
            existing
        }
        None => {
            let problem = check("password", typed, &[&name, address.as_str()]);
            let refused = problem.is_some();
            problems.add(problem);
            if refused { String::new() } else { password::hash(ctx, typed).await? }
        }
    };
    problems.done()?;
    let mut tx = ctx.store.main.write().await?;
    if !store::account::link::spend_account_invitation(&mut tx, invitation.id, ctx.now()).await? {
        return Err(Error::Refused("link"));
    }
    let enrolled = known.as_ref().is_some_and(|account| account.totp_since.is_some());
    let id = match known {
        Some(account) => account.id,
        None => insert(ctx, &mut tx, &address, &name).await?,
    };
    store::account::set_password(&mut tx, id, &hashed).await?;
    if let Some((body, role)) = invitation.post {
        store::account::set_membership(&mut tx, id, body, role, ctx.now()).await?;
    }
    if invitation.administrator {
        store::account::make_administrator(&mut tx, id).await?;
    }
    let by = By { account: Some(id), partnership: None };
    audit::note(ctx, &mut tx, by, Action("invitation-accepted"), &subject(id), "").await?;
    let stage = if enrolled { super::Stage::Code } else { super::Stage::Enrol };
    let begun = begin(ctx, &mut tx, origin, id, stage).await?;
    tx.commit().await?;
    Ok(begun)
}

async fn insert(ctx: &Context, tx: &mut Tx, address: &Address, name: &str) -> Result<AccountId> {
    let account = new_account(ctx, address, name)?;
    store::account::insert_account(tx, &account).await?;
    Ok(account.id)
}

/// Changes what somebody may do for a body; `None` takes it away. Takes effect on their next request.
///
/// # Errors
/// [`Error::Missing`] when they are not in this team; `Refused("last-officer")` when nobody could undo it;
/// `Refused("self")` for one's own role.
pub async fn set_role(
    ctx: &Context,
    officer: &Officer,
    account: AccountId,
    body: BodyId,
    role: Option<Role>,
) -> Result<()> {
    if account == officer.account() {
        return Err(Error::Refused("self"));
    }
    let mut tx = ctx.store.main.write().await?;
    let team_now = store::account::team_of(&mut tx, officer.partnership()).await?;
    if !team_now.iter().any(|member| member.account == account && member.body == body) {
        return Err(Error::Missing);
    }
    let others: HashSet<AccountId> = team_now
        .iter()
        .filter(|member| member.role == Role::Officer && (member.account != account || member.body != body))
        .map(|member| member.account)
        .collect();
    if role != Some(Role::Officer) && others.is_empty() {
        return Err(Error::Refused("last-officer"));
    }
    match role {
        Some(role) => store::account::set_membership(&mut tx, account, body, role, ctx.now()).await?,
        None => {
            store::account::remove_membership(&mut tx, account, body).await?;
            store::account::session::delete_other_sessions(&mut tx, account, None).await?;
        }
    }
    let (action, detail) = match role {
        Some(role) => (Action("role-changed"), role.code()),
        None => (Action("staff-removed"), ""),
    };
    audit::note(ctx, &mut tx, officer.by(), action, &team(officer.partnership()), detail).await?;
    tx.commit().await?;
    Ok(())
}

/// Every partnership that somebody may open as an officer.
pub async fn partnerships_of(ctx: &Context, caller: &crate::access::Caller) -> Result<Vec<Partnership>> {
    let all = store::partnership::partnerships(&mut ctx.store.main.read().await?).await?;
    Ok(all.into_iter().filter(|partnership| caller.officer(partnership).is_ok()).collect())
}

/// What a team is called on the record.
fn team(id: PartnershipId) -> String {
    format!("team:{id}")
}
