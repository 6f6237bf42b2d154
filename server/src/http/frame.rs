//! Frames: whose page it is. Public pages carry the partnership's name, colours and contact; pages of the desk the rail
//! and the witness without which they cannot be shown.

use app::{
    shell::{Desk, RailLink},
    visit::{Host, Visit},
};
use domain::{
    id::SurveyId,
    partnership::{Theme, colour::Colour, founding},
    survey::publish::Phase,
    text::{Language, Text},
};
use service::{
    Error,
    access::{self, Editor, Officer, Reader},
};
use store::{partnership::Partnership, survey::Survey};

use super::request::Call;

/// Puts the frame of a partnership around a page.
pub fn set_host(visit: &mut Visit, partnership: &Partnership) {
    let profile = &partnership.profile;
    let (about, spoken) = profile.about.best(visit.language());
    let theme = profile.theme;
    visit.host = Some(Host {
        slug: partnership.slug.clone(),
        name: partnership.name.clone(),
        area: area(partnership).best(visit.language()).0.to_owned(),
        about: (about.to_owned(), spoken),
        phone: profile.phone.clone(),
        mail: profile.mail.clone(),
        bsl: profile.bsl.clone(),
        theme: if theme == Theme::default() { String::new() } else { theme_href(theme) },
        logos: profile.logos.iter().map(|logo| (format!("/logo/{}", logo.file), logo.whose.clone())).collect(),
    });
    if !profile.languages.is_empty() {
        visit.languages.clone_from(&profile.languages);
    }
}

/// Lets a page speak of numbers that are protected as those of this release are.
pub fn by_method(visit: &mut Visit, newest: Option<&service::disclosure::Newest>) {
    if let Some(newest) = newest {
        visit.words = visit.words.by(newest.method());
    }
}

/// The address of the style sheet with these colours.
pub fn theme_href(theme: Theme) -> String {
    let hex = |colour: Colour| colour.to_string().trim_start_matches('#').to_owned();
    format!("/theme/{}-{}.css", hex(theme.brand), hex(theme.accent))
}

/// The name of the area in both languages.
pub fn area(partnership: &Partnership) -> Text {
    founding::area(&partnership.gss).unwrap_or_else(|| Text::english(partnership.area_name.clone()))
}

/// A noun in the rail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rail {
    /// What needs you first.
    Start,
    /// Surveys.
    Surveys,
    /// Places.
    Places,
    /// Ways to reach people.
    Outreach,
    /// Engagements of the years.
    Engagements,
    /// Letters.
    Outbox,
    /// The team.
    Team,
    /// Name, contact, colours.
    Settings,
}

const RAIL: [(Rail, &str, &str); 8] = [
    (Rail::Start, "", "Start"),
    (Rail::Surveys, "/surveys", "Surveys"),
    (Rail::Places, "/places", "Places"),
    (Rail::Engagements, "/engagements", "Engagements"),
    (Rail::Outreach, "/outreach", "Outreach list"),
    (Rail::Outbox, "/outbox", "Outbox"),
    (Rail::Team, "/team", "Team"),
    (Rail::Settings, "/settings", "Settings"),
];

fn desk(call: &Call, partnership: &Partnership, here: Rail, officer: bool) -> Result<Desk, Error> {
    let home = format!("/desk/{}", partnership.slug);
    let link = |(rail, path, name): &(Rail, &str, &'static str)| RailLink {
        href: format!("{home}{path}"),
        name,
        waiting: 0,
        here: *rail == here,
    };
    let own = |href: &str, name, here| RailLink { href: href.to_owned(), name, waiting: 0, here };
    let mut rail: Vec<RailLink> = if officer {
        RAIL.iter().map(link).collect()
    } else {
        vec![own("/desk", "Surveys shared with you", here == Rail::Surveys)]
    };
    let caller = call.caller()?;
    if caller.is_administrator() {
        rail.push(own("/admin", "Installation", false));
    }
    let who = if caller.name.is_empty() { caller.address.clone() } else { caller.name.clone() };
    let home = if officer { home } else { "/desk".to_owned() };
    Ok(Desk { name: partnership.name.clone(), home, public: format!("/{}", partnership.slug), who, rail })
}

/// A page of somebody's desk without a partnership.
pub fn own_desk(call: &mut Call) -> Result<Desk, Error> {
    in_english(call);
    let caller = call.caller()?;
    let who = if caller.name.is_empty() { caller.address.clone() } else { caller.name.clone() };
    let own = |href: &str, name, here| RailLink { href: href.to_owned(), name, waiting: 0, here };
    let mut rail = vec![own("/desk", "Your desks", call.visit.path == "/desk")];
    if caller.is_administrator() {
        rail.push(own("/admin", "Installation", call.visit.path == "/admin"));
    }
    Ok(Desk { name: "Folkmoot".to_owned(), home: "/desk".to_owned(), public: "/".to_owned(), who, rail })
}

/// The desk is written in English only.
fn in_english(call: &mut Call) {
    call.visit.words = call.visit.words.spoken(Language::English);
    call.visit.languages = vec![Language::English];
}

/// A page of the desk of a partnership.
pub struct AtDesk {
    /// The witness.
    pub officer: Officer,
    /// Whose desk.
    pub partnership: Partnership,
    /// Its frame.
    pub desk: Desk,
}

/// Opens the desk of a partnership for its officers.
///
/// # Errors
/// [`Error::Missing`] for everybody else.
pub async fn at_desk(call: &mut Call, slug: &str, here: Rail) -> Result<AtDesk, Error> {
    in_english(call);
    let partnership = service::partnership::by_slug(call.ctx(), slug).await?;
    let officer = call.caller()?.officer(&partnership)?;
    set_host(&mut call.visit, &partnership);
    let desk = desk(call, &partnership, here, true)?;
    Ok(AtDesk { officer, partnership, desk })
}

/// A page about a survey for those who may change it.
pub struct AtSurvey {
    /// The witness.
    pub editor: Editor,
    /// The survey.
    pub survey: Survey,
    /// Where it is in its life.
    pub phase: Phase,
    /// Whose it is.
    pub partnership: Partnership,
    /// The frame.
    pub desk: Desk,
}

/// Opens a survey for those who may change it.
///
/// # Errors
/// [`Error::Missing`] for everybody else.
pub async fn at_survey(call: &mut Call, id: SurveyId) -> Result<AtSurvey, Error> {
    let editor = access::editor(call.ctx(), call.caller()?, id).await?;
    let ReadingSurvey { survey, phase, partnership, desk, .. } = reading(call, editor.reader()).await?;
    Ok(AtSurvey { editor, survey, phase, partnership, desk })
}

/// A page about a survey for those who may read what is released of it.
pub struct ReadingSurvey {
    /// The witness.
    pub reader: Reader,
    /// The survey.
    pub survey: Survey,
    /// Where it is in its life.
    pub phase: Phase,
    /// Whose it is.
    pub partnership: Partnership,
    /// The frame.
    pub desk: Desk,
}

/// Opens a survey for those who may read what is released of it.
///
/// # Errors
/// [`Error::Missing`] for everybody else.
pub async fn reading_survey(call: &mut Call, id: SurveyId) -> Result<ReadingSurvey, Error> {
    let reader = access::reader(call.ctx(), call.caller()?, id).await?;
    reading(call, reader).await
}

async fn reading(call: &mut Call, reader: Reader) -> Result<ReadingSurvey, Error> {
    in_english(call);
    let survey = service::survey::look(call.ctx(), &reader).await?;
    let partnership = service::partnership::by_id(call.ctx(), survey.partnership).await?;
    let officer = call.caller()?.officer(&partnership).is_ok();
    set_host(&mut call.visit, &partnership);
    let desk = desk(call, &partnership, Rail::Surveys, officer)?;
    Ok(ReadingSurvey { phase: survey.phase(call.ctx().now()), reader, survey, partnership, desk })
}
