//! Partnerships: their public home, their frame on every page, and their settings.

mod logo;
mod settings;

use domain::{
    id::{BodyId, PartnershipId},
    partnership::{Kind, Profile, Slug, Theme, colour, founding::founding},
    problem::Problem,
    survey::publish::Phase,
    text::{Language, Text},
    time::days_between,
};
use jiff::Timestamp;
pub use store::account::{Account, Post};
pub use store::partnership::{Body, Partnership};
use store::{Tx, account::link::AccountInvitation};

pub use logo::{LogoFile, add_logo, logo, remove_logo};
pub use settings::{Both, SettingsForm, save_settings};

use crate::{
    Context, Error, Result,
    access::Administrator,
    audit::{self, Action, By},
    error::Problems,
};

/// Makes Scotland, the 32 partnerships and the bodies that the law names, when they are not there yet.
pub async fn found(ctx: &Context) -> Result<()> {
    let mut tx = ctx.store.main.write().await?;
    let known = store::partnership::partnerships(&mut tx).await?;
    let mut bodies = store::partnership::bodies(&mut tx).await?;
    for founding in founding().into_iter().filter(|new| known.iter().all(|known| known.gss != new.gss)) {
        let id = PartnershipId::new(ctx.ids.ordered(ctx.now())?);
        let partnership = Partnership {
            id,
            gss: founding.gss.to_owned(),
            slug: founding.slug,
            kind: founding.kind,
            name: founding.name,
            area_name: founding.area.best(Language::English).0.to_owned(),
            profile: Profile::default(),
            revision: 1,
        };
        store::partnership::insert_partnership(&mut tx, &partnership).await?;
        for (name, kind) in founding.bodies {
            let body = match bodies.iter().find(|body| body.name == name) {
                Some(body) => body.id,
                None => {
                    let body = Body { id: BodyId::new(ctx.ids.ordered(ctx.now())?), name, kind };
                    store::partnership::insert_body(&mut tx, &body).await?;
                    bodies.push(body.clone());
                    body.id
                }
            };
            store::partnership::add_body_to_partnership(&mut tx, body, id).await?;
        }
    }
    tx.commit().await?;
    Ok(())
}

/// All partnerships by name, Scotland first.
pub async fn all(ctx: &Context) -> Result<Vec<Partnership>> {
    let mut all = store::partnership::partnerships(&mut ctx.store.main.read().await?).await?;
    all.sort_by(|a, b| (a.kind == Kind::Partnership, &a.area_name).cmp(&(b.kind == Kind::Partnership, &b.area_name)));
    Ok(all)
}

/// The partnership with this word in its addresses.
///
/// # Errors
/// [`Error::Missing`] when there is none.
pub async fn by_slug(ctx: &Context, slug: &str) -> Result<Partnership> {
    let found = store::partnership::partnership_by_slug(&mut ctx.store.main.read().await?, slug).await?;
    found.ok_or(Error::Missing)
}

/// The partnership with this identifier.
///
/// # Errors
/// [`Error::Missing`] when there is none.
pub async fn by_id(ctx: &Context, id: PartnershipId) -> Result<Partnership> {
    known(&mut ctx.store.main.read().await?, id).await
}

/// The same inside a transaction.
pub(crate) async fn known(tx: &mut Tx, id: PartnershipId) -> Result<Partnership> {
    store::partnership::partnership_by_id(tx, id).await?.ok_or(Error::Missing)
}

/// One survey on the home page.
#[derive(Clone, Debug)]
pub struct Listed {
    /// Its word in addresses.
    pub slug: String,
    /// Its name.
    pub title: Text,
    /// What it is for.
    pub purpose: Text,
    /// How long it takes.
    pub minutes: u16,
    /// Where it is in its life.
    pub phase: Phase,
    /// When it opens, if that is still to come.
    pub opens_at: Option<Timestamp>,
    /// When it closes or closed.
    pub closes_at: Option<Timestamp>,
    /// Days that are left; today does not count, the last day does.
    pub days_left: i64,
    /// Whether its results are public.
    pub results: bool,
}

/// What the home page shows.
#[derive(Clone, Debug)]
pub struct Home {
    /// Whose home.
    pub partnership: Partnership,
    /// What is open now, soonest to close first.
    pub open: Vec<Listed>,
    /// What opens next.
    pub next: Vec<Listed>,
    /// What is closed, newest first.
    pub closed: Vec<Listed>,
}

/// The home page of a partnership. A national survey that is open to anybody is listed by Scotland only.
pub async fn home(ctx: &Context, slug: &str) -> Result<Home> {
    let partnership = by_slug(ctx, slug).await?;
    let now = ctx.now();
    let surveys = store::survey::published_of(&mut ctx.store.main.read().await?, partnership.id).await?;
    let (mut open, mut next, mut closed) = (Vec::new(), Vec::new(), Vec::new());
    for survey in surveys {
        let version = ctx.versions.newest(ctx, &survey).await?;
        let listed = listed(ctx, &survey, &version.definition, now);
        match listed.phase {
            Phase::Open => open.push(listed),
            Phase::Scheduled => next.push(listed),
            Phase::Closed => closed.push(listed),
            Phase::Draft | Phase::Published => {}
        }
    }
    open.sort_by_key(|listed| listed.closes_at);
    next.sort_by_key(|listed| listed.opens_at);
    closed.sort_by_key(|listed| std::cmp::Reverse(listed.closes_at));
    Ok(Home { partnership, open, next, closed })
}

/// The surveys of a partnership that everybody may know of: scheduled, open and closed ones, newest first.
pub async fn public_surveys(ctx: &Context, partnership: &Partnership) -> Result<Vec<crate::response::Open>> {
    let surveys = store::survey::published_of(&mut ctx.store.main.read().await?, partnership.id).await?;
    let mut public = Vec::new();
    for survey in surveys {
        let phase = survey.phase(ctx.now());
        if matches!(phase, Phase::Scheduled | Phase::Open | Phase::Closed) {
            let version = ctx.versions.newest(ctx, &survey).await?;
            public.push(crate::response::Open { survey, partnership: partnership.clone(), version, phase });
        }
    }
    public.sort_by(|a, b| (b.survey.opens_at, &b.survey.slug).cmp(&(a.survey.opens_at, &a.survey.slug)));
    Ok(public)
}

fn listed(
    ctx: &Context,
    survey: &store::survey::Survey,
    definition: &domain::survey::Definition,
    now: Timestamp,
) -> Listed {
    let phase = survey.phase(now);
    let end = survey.closed_at.or(survey.closes_at);
    Listed {
        slug: survey.slug.clone(),
        title: definition.questionnaire.title.clone(),
        purpose: definition.notice.purpose.clone(),
        minutes: definition.notice.minutes.unwrap_or_else(|| definition.questionnaire.minutes()),
        phase,
        opens_at: survey.opens_at.filter(|at| *at > now),
        closes_at: end,
        days_left: end.map_or(0, |end| days_between(ctx.date(now), ctx.date(end))),
        results: survey.results_public_at.is_some(),
    }
}

/// The style sheet with the colours of a partnership, for light and dark.
pub fn theme_css(theme: Theme) -> String {
    let (brand, accent) = (theme.brand, theme.accent);
    let deep = brand.mixed(colour::Colour(0, 0, 0), 30);
    let wash = accent.mixed(colour::PAPER, 92);
    let light = |colour: colour::Colour, contrast| colour.lighter_until(colour::DARK_MIST, contrast);
    let (brand_dark, accent_dark) = (light(brand, 7.0), light(accent, 7.0));
    let deep_dark = brand_dark.mixed(colour::PAPER, 35);
    let band_dark = brand.mixed(colour::Colour(0, 0, 0), 50);
    format!(
        "@layer tokens{{:root{{--brand:{brand};--brand-deep:{deep};--accent:{accent};--wash:{wash};--band:{brand}}}\
         @media(prefers-color-scheme:dark){{:root{{--brand:{brand_dark};--brand-deep:{deep_dark};--accent:{accent_dark};\
         --band:{band_dark}}}}}}}"
    )
}

/// The bodies of a partnership.
pub async fn bodies(ctx: &Context, partnership: PartnershipId) -> Result<Vec<Body>> {
    Ok(store::partnership::bodies_of(&mut ctx.store.main.read().await?, partnership).await?)
}

/// What the page of whoever runs the installation shows.
#[derive(Clone, Debug)]
pub struct Installation {
    /// All partnerships.
    pub partnerships: Vec<Partnership>,
    /// All bodies.
    pub bodies: Vec<Body>,
    /// Which body is a member of which partnership.
    pub members: Vec<(BodyId, PartnershipId)>,
    /// Everybody who works here.
    pub accounts: Vec<Account>,
    /// What they may do for which body.
    pub posts: Vec<Post>,
    /// Invitations to run the installation that nobody used yet.
    pub invited: Vec<AccountInvitation>,
}

/// The installation.
pub async fn installation(ctx: &Context, _: &Administrator) -> Result<Installation> {
    let partnerships = all(ctx).await?;
    let mut tx = ctx.store.main.read().await?;
    let now = ctx.now();
    let invited = store::account::link::administrator_invitations(&mut tx).await?;
    Ok(Installation {
        partnerships,
        bodies: store::partnership::bodies(&mut tx).await?,
        members: store::partnership::body_partnerships(&mut tx).await?,
        accounts: store::account::staff_accounts(&mut tx).await?,
        posts: store::account::posts(&mut tx).await?,
        invited: invited.into_iter().filter(|invitation| now < invitation.ends_at).collect(),
    })
}

/// Adds a body.
///
/// # Errors
/// [`Error::Invalid`] when it has no name or kind, or there is one of that name.
pub async fn add_body(ctx: &Context, administrator: &Administrator, name: &str, kind: &str) -> Result<()> {
    let mut problems = Problems::default();
    let name = problems.keep(domain::account::parse_name("body-name", name)).unwrap_or_default();
    let kind = problems.keep(kind.parse().map_err(|_| Problem::new("body-kind", "choose")));
    problems.done()?;
    let body = Body {
        id: BodyId::new(ctx.ids.ordered(ctx.now())?),
        name,
        kind: kind.unwrap_or(domain::partnership::BodyKind::Other),
    };
    let mut tx = ctx.store.main.write().await?;
    match store::partnership::insert_body(&mut tx, &body).await {
        Err(error) if error.is_duplicate() => return Err(Error::invalid(Problem::new("body-name", "taken"))),
        other => other?,
    }
    audit::note(ctx, &mut tx, administrator.by(), Action("body-added"), &format!("body:{}", body.id), "").await?;
    tx.commit().await?;
    Ok(())
}

/// Makes a body a member of a partnership.
///
/// # Errors
/// [`Error::Invalid`] when either is unknown.
pub async fn add_body_to(ctx: &Context, administrator: &Administrator, body: &str, partnership: &str) -> Result<()> {
    let choose = |place: &'static str| move |_| Error::invalid(Problem::new(place, "choose"));
    let body = body.parse().map_err(choose("member-body"))?;
    let partnership = partnership.parse().map_err(choose("member-partnership"))?;
    let mut tx = ctx.store.main.write().await?;
    match store::partnership::add_body_to_partnership(&mut tx, body, partnership).await {
        Err(error) if error.is_dangling() => return Err(Error::invalid(Problem::new("member-body", "choose"))),
        other => other?,
    }
    let subject = format!("partnership:{partnership}");
    let by = By { partnership: Some(partnership), ..administrator.by() };
    audit::note(ctx, &mut tx, by, Action("body-joined"), &subject, &body.to_string()).await?;
    tx.commit().await?;
    Ok(())
}

/// Lets somebody sign in or not; their sessions end at once.
///
/// # Errors
/// `Refused("self")` for one's own account.
pub async fn set_disabled(ctx: &Context, administrator: &Administrator, account: &str, disabled: bool) -> Result<()> {
    let account: domain::id::AccountId = account.parse().map_err(|_| Error::Missing)?;
    if account == administrator.account() {
        return Err(Error::Refused("self"));
    }
    let mut tx = ctx.store.main.write().await?;
    store::account::set_disabled(&mut tx, account, disabled.then(|| ctx.now())).await?;
    store::account::session::delete_other_sessions(&mut tx, account, None).await?;
    let action = Action(if disabled { "account-disabled" } else { "account-enabled" });
    audit::note(ctx, &mut tx, administrator.by(), action, &format!("account:{account}"), "").await?;
    tx.commit().await?;
    Ok(())
}

/// A word for addresses that a title suggests and that nothing has yet.
pub(crate) async fn free_slug(ctx: &Context, title: &str) -> Result<Slug> {
    let mut tx = ctx.store.main.read().await?;
    let base = Slug::suggest(title);
    for attempt in 1..1000 {
        let word = if attempt == 1 { base.clone() } else { format!("{base}-{attempt}") };
        if let Ok(slug) = Slug::parse("slug", &word)
            && store::survey::survey_by_slug(&mut tx, slug.as_str()).await?.is_none()
        {
            return Ok(slug);
        }
    }
    Err(Error::internal("no free word for an address"))
}
