//! Who may do what: a witness is a value that only a check here can make, and a use case takes it as an argument.
//!
//! Forgetting a check does not compile. What a role may do is decided on every request from the database, so a change
//! of role takes effect at once.

use domain::{
    account::Role,
    id::{AccountId, BodyId, PartnershipId, SessionId, SurveyId},
};
use store::{
    account::{Membership, session::Stage},
    partnership::Partnership,
};

use crate::{Context, Error, Result, audit::By};

/// Somebody whose session was recognised, however far it has come.
#[derive(Clone, Debug)]
pub struct Caller {
    /// Who.
    pub account: AccountId,
    /// Their session.
    pub session: SessionId,
    /// What to call them.
    pub name: String,
    /// Their address.
    pub address: String,
    /// How far the session has come.
    pub stage: Stage,
    pub(crate) administrator: bool,
    pub(crate) memberships: Vec<Membership>,
}

impl Caller {
    /// Whether this is somebody who works here, as opposed to a member of the public.
    pub fn is_staff(&self) -> bool {
        self.administrator || !self.memberships.is_empty()
    }

    /// Whether they run the installation.
    pub fn is_administrator(&self) -> bool {
        self.administrator && self.stage == Stage::Full
    }

    /// Whether they are an officer anywhere.
    pub fn is_officer(&self) -> bool {
        self.stage == Stage::Full && (self.administrator || self.memberships.iter().any(|m| m.role == Role::Officer))
    }

    /// Whether they are a researcher.
    pub fn is_researcher(&self) -> bool {
        self.stage == Stage::Full && self.memberships.iter().any(|m| m.role == Role::Researcher)
    }

    /// The bodies they work for.
    pub fn memberships(&self) -> &[Membership] {
        &self.memberships
    }

    /// A member of the public, or anybody, signed in for their own sake.
    ///
    /// # Errors
    /// `Refused("sign-in")` before the session is complete.
    pub fn member(&self) -> Result<Member> {
        if self.stage == Stage::Full {
            Ok(Member { account: self.account, session: self.session })
        } else {
            Err(Error::Refused("sign-in"))
        }
    }

    /// Somebody who runs the installation.
    ///
    /// # Errors
    /// [`Error::Missing`] for everybody else: they need not know what there is.
    pub fn administrator(&self) -> Result<Administrator> {
        if self.is_administrator() { Ok(Administrator { account: self.account }) } else { Err(Error::Missing) }
    }

    /// An officer of this partnership.
    ///
    /// # Errors
    /// [`Error::Missing`] for everybody else.
    pub fn officer(&self, partnership: &Partnership) -> Result<Officer> {
        let works_there = |m: &Membership| m.role == Role::Officer && m.partnerships.contains(&partnership.id);
        if self.stage == Stage::Full && (self.administrator || self.memberships.iter().any(works_there)) {
            Ok(Officer { account: self.account, partnership: partnership.id })
        } else {
            Err(Error::Missing)
        }
    }

    fn bodies(&self, role: Role) -> impl Iterator<Item = BodyId> + '_ {
        self.memberships.iter().filter(move |m| m.role == role).map(|m| m.body)
    }
}

/// Somebody signed in for their own sake.
#[derive(Clone, Copy, Debug)]
pub struct Member {
    account: AccountId,
    session: SessionId,
}

impl Member {
    /// Who.
    pub const fn account(&self) -> AccountId {
        self.account
    }

    /// The session that asks.
    pub const fn session(&self) -> SessionId {
        self.session
    }
}

/// Somebody who runs the installation.
#[derive(Clone, Copy, Debug)]
pub struct Administrator {
    account: AccountId,
}

impl Administrator {
    /// Who, for the record.
    pub const fn by(&self) -> By {
        By { account: Some(self.account), partnership: None }
    }

    /// Who.
    pub const fn account(&self) -> AccountId {
        self.account
    }

    /// An administrator is an officer everywhere.
    pub const fn officer(&self, partnership: PartnershipId) -> Officer {
        Officer { account: self.account, partnership }
    }
}

/// An officer of a partnership.
#[derive(Clone, Copy, Debug)]
pub struct Officer {
    account: AccountId,
    partnership: PartnershipId,
}

impl Officer {
    /// Of which partnership.
    pub const fn partnership(&self) -> PartnershipId {
        self.partnership
    }

    /// Who.
    pub const fn account(&self) -> AccountId {
        self.account
    }

    /// Who, for the record.
    pub const fn by(&self) -> By {
        By { account: Some(self.account), partnership: Some(self.partnership) }
    }
}

/// Somebody who may change this survey: an officer of its owner, or of a body it is shared with to edit.
#[derive(Clone, Copy, Debug)]
pub struct Editor {
    account: AccountId,
    owner: PartnershipId,
    survey: SurveyId,
}

impl Editor {
    /// Which survey.
    pub const fn survey(&self) -> SurveyId {
        self.survey
    }

    /// Who.
    pub const fn account(&self) -> AccountId {
        self.account
    }

    /// Who, for the record.
    pub const fn by(&self) -> By {
        By { account: Some(self.account), partnership: Some(self.owner) }
    }

    /// Whoever may edit may read.
    pub const fn reader(&self) -> Reader {
        Reader { account: self.account, owner: self.owner, survey: self.survey }
    }
}

/// Somebody who may read what is released of this survey and ask for its research files.
#[derive(Clone, Copy, Debug)]
pub struct Reader {
    account: AccountId,
    owner: PartnershipId,
    survey: SurveyId,
}

impl Reader {
    /// Which survey.
    pub const fn survey(&self) -> SurveyId {
        self.survey
    }

    /// Who.
    pub const fn account(&self) -> AccountId {
        self.account
    }

    /// Who, for the record.
    pub const fn by(&self) -> By {
        By { account: Some(self.account), partnership: Some(self.owner) }
    }
}

/// The right to change a survey.
///
/// # Errors
/// [`Error::Missing`] when there is no such survey, or none for this caller.
pub async fn editor(ctx: &Context, caller: &Caller, survey: SurveyId) -> Result<Editor> {
    let (owner, shares) = owner_and_shares(ctx, survey).await?;
    let shared = shares.iter().any(|share| {
        share.may == store::survey::share::May::Edit && caller.bodies(Role::Officer).any(|body| body == share.body)
    });
    if caller.stage == Stage::Full && (shared || caller.officer(&owner).is_ok()) {
        Ok(Editor { account: caller.account, owner: owner.id, survey })
    } else {
        Err(Error::Missing)
    }
}

/// The right to read what is released of a survey.
///
/// # Errors
/// [`Error::Missing`] when there is no such survey, or none for this caller.
pub async fn reader(ctx: &Context, caller: &Caller, survey: SurveyId) -> Result<Reader> {
    let (owner, shares) = owner_and_shares(ctx, survey).await?;
    let shared = shares.iter().any(|share| caller.memberships.iter().any(|m| m.body == share.body));
    if caller.stage == Stage::Full && (shared || caller.officer(&owner).is_ok()) {
        Ok(Reader { account: caller.account, owner: owner.id, survey })
    } else {
        Err(Error::Missing)
    }
}

async fn owner_and_shares(ctx: &Context, survey: SurveyId) -> Result<(Partnership, Vec<store::survey::share::Share>)> {
    let mut tx = ctx.store.main.read().await?;
    let survey = store::survey::survey_by_id(&mut tx, survey).await?.ok_or(Error::Missing)?;
    let owner = crate::partnership::known(&mut tx, survey.partnership).await?;
    let shares = store::survey::share::shares_of(&mut tx, survey.id).await?;
    Ok((owner, shares))
}
