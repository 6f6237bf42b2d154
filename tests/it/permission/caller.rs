//! Kinds of callers, and the stage on which they meet the routes: a partnership with a survey, a file and work.

use std::sync::atomic::{AtomicU32, Ordering};

use domain::{account::Role, id::SurveyId};
use service::{
    access, engagement,
    rehearsal::{self, Rehearsal},
    survey::{self, Template},
    testing,
};
use store::account::session;

use crate::harness::{Browser, World};

/// A kind of caller, as seen from Inverclyde.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Not signed in.
    Nobody,
    /// A member of the public, signed in.
    Member,
    /// An officer of the partnership.
    Officer,
    /// An officer of another partnership.
    Elsewhere,
    /// An officer of Scotland.
    Scotland,
    /// A researcher of the partnership.
    Researcher,
    /// Whoever runs the installation.
    Administrator,
    /// An officer of the partnership who has not set up the second step.
    Unenrolled,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Self; 8] = [
        Self::Nobody,
        Self::Member,
        Self::Officer,
        Self::Elsewhere,
        Self::Scotland,
        Self::Researcher,
        Self::Administrator,
        Self::Unenrolled,
    ];
}

/// A browser of somebody of this kind.
pub async fn arrives(world: &World, who: Kind) -> Browser {
    match who {
        Kind::Nobody => world.browser(),
        Kind::Member => session_of(world, "mo@example.org", session::Stage::Full).await,
        Kind::Officer => world.staff(OFFICER, SLUG, Role::Officer).await,
        Kind::Elsewhere => world.staff("fiona@example.org", "fife", Role::Officer).await,
        Kind::Scotland => world.staff("sorley@example.org", "scotland", Role::Officer).await,
        Kind::Researcher => world.staff("rhona@example.org", SLUG, Role::Researcher).await,
        Kind::Administrator => {
            let token = testing::sign_in(&world.ctx, ADMINISTRATOR, None, session::Stage::Full).await.unwrap().token;
            with_session(world, token)
        }
        Kind::Unenrolled => {
            world.staff("una@example.org", SLUG, Role::Officer).await;
            session_of(world, "una@example.org", session::Stage::Enrol).await
        }
    }
}

async fn session_of(world: &World, address: &str, stage: session::Stage) -> Browser {
    with_session(world, testing::sign_in(&world.ctx, address, None, stage).await.unwrap().token)
}

fn with_session(world: &World, token: String) -> Browser {
    let mut browser = world.browser();
    browser.cookies.insert("folkmoot".to_owned(), token);
    browser
}

const SLUG: &str = "inverclyde";
const OFFICER: &str = "olive@example.org";
const ADMINISTRATOR: &str = "ada@example.org";

/// What the routes are about.
#[derive(Clone)]
pub struct Stage {
    survey: SurveyId,
    open: String,
    export: String,
    engagement: String,
    /// A piece of work on the desk.
    pub job: String,
}

impl Stage {
    /// An open survey, a rehearsed draft, and a file of it that the officer asked for.
    pub async fn set(world: &World) -> Self {
        testing::make_administrator(&world.ctx, ADMINISTRATOR).await.unwrap();
        let (_, open) = world.open_survey(SLUG, Template::Community, false).await;
        let survey = draft(world).await;
        let caller = world.caller(OFFICER, SLUG, Role::Officer).await;
        let editor = access::editor(&world.ctx, &caller, survey).await.unwrap();
        let rehearsal = Rehearsal { responses: 60, seed: 1, skew: 0.0 };
        rehearsal::rehearse_draft(&world.ctx, &editor, rehearsal).await.unwrap();
        let purpose = "For the stories of permission".to_owned();
        let asking = service::export::Asking { purpose, ..Default::default() };
        let export = service::export::ask(&world.ctx, &editor.reader(), &asking).await;
        world.work().await;
        let partnership = service::partnership::by_slug(&world.ctx, SLUG).await.unwrap();
        let start = service::desk::start(&world.ctx, &caller.officer(&partnership).unwrap()).await.unwrap();
        let job = start.work.first().map(|work| work.id.to_string()).unwrap();
        let engagement = elsewhere(world).await;
        Self { survey, open, export: export.unwrap().to_string(), engagement, job }
    }

    /// The same with a draft that nobody touched.
    pub async fn with_another_survey(&self, world: &World) -> Self {
        Self { survey: draft(world).await, ..self.clone() }
    }

    /// The officer whose file it is.
    pub async fn officer(&self, world: &World) -> Browser {
        arrives(world, Kind::Officer).await
    }

    /// Whoever runs the installation.
    pub async fn administrator(&self, world: &World) -> Browser {
        arrives(world, Kind::Administrator).await
    }

    /// Whether all that an address names is there.
    pub fn is_set_for(path: &str) -> bool {
        // The results of the open survey are not public.
        let hidden = [
            "{token}",
            "{session}",
            "{letter}",
            "{file}",
            "{locality}",
            "{way}",
            "{survey}/tables",
            "{survey}/waves",
            "api/v1/surveys/{survey}/who",
        ];
        matches!(path, "/s/{survey}/tables" | "/s/{survey}/waves") || hidden.iter().all(|name| !path.contains(name))
    }

    /// A path of the table as an address.
    pub fn address(&self, path: &str) -> String {
        let survey = if path.starts_with("/s/") || path.starts_with("/api/v1/") {
            self.open.clone()
        } else {
            self.survey.to_string()
        };
        let unknown = "00000000-0000-4000-8000-000000000000";
        path.replace("{host}", SLUG)
            .replace("{survey}", &survey)
            .replace("{partnership}", SLUG)
            .replace("{table}", "about.age")
            .replace("{page}", "neighbourhood")
            .replace("{item}", "neighbourhood")
            .replace("{export}", &self.export)
            .replace("{session}", unknown)
            .replace("{letter}", unknown)
            .replace("{locality}", unknown)
            .replace("{way}", unknown)
            .replace("{engagement}", &self.engagement)
            .replace("{year}", "2024-25")
            .replace("{token}", "AAAA-AAAA-AAAA-AAAA")
            .replace("{file}", "none.css")
    }
}

/// An engagement of a year that is public, with another file that waits for its columns to be matched.
async fn elsewhere(world: &World) -> String {
    let partnership = service::partnership::by_slug(&world.ctx, SLUG).await.unwrap();
    let officer = |caller: &access::Caller| caller.officer(&partnership).unwrap();
    let first = officer(&world.caller(OFFICER, SLUG, Role::Officer).await);
    let second = officer(&world.caller("sheila@example.org", SLUG, Role::Officer).await);
    let form = domain::engagement::DetailsForm {
        title: "Workshops".to_owned(),
        method: "workshop".to_owned(),
        from: "2024-05-14".to_owned(),
        to: "2024-06-18".to_owned(),
        people: "240".to_owned(),
        ..Default::default()
    };
    let ctx = &world.ctx;
    let id = engagement::save(ctx, &first, None, &form).await.unwrap();
    let year = "2024-25".parse().unwrap();
    engagement::ask(ctx, &first, year, "").await.unwrap();
    engagement::publish(ctx, &second, year, 1).await.unwrap();
    let file = b"sex\nfemale\nmale\nfemale\nmale\n";
    engagement::upload(ctx, &first, id, ("who.csv", file)).await.unwrap();
    id.to_string()
}

static NUMBER: AtomicU32 = AtomicU32::new(1);

async fn draft(world: &World) -> SurveyId {
    let caller = world.caller(OFFICER, SLUG, Role::Officer).await;
    let partnership = service::partnership::by_slug(&world.ctx, SLUG).await.unwrap();
    let officer = caller.officer(&partnership).unwrap();
    // Each of its own name: the same wish twice in a row would be the same draft.
    let title = format!("Draft {}", NUMBER.fetch_add(1, Ordering::Relaxed));
    survey::create(&world.ctx, &officer, Template::Community.code(), &title).await.unwrap()
}
