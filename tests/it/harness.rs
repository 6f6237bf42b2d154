//! The world that a story happens in: an installation of its own, a clock that stands still, a browser without script.

mod browser;
mod database;
pub mod desk;
pub mod html;

use std::{
    future::Future,
    path::Path,
    pin::Pin,
    sync::{Arc, Mutex},
};

use domain::{
    account::Role,
    disclosure::{Method, Policy, microdata::Perturbation},
    id::SurveyId,
    partnership::BodyKind,
};
use jiff::{SignedDuration, Timestamp};
use object_store::local::LocalFileSystem;
use server::http::{self, assets::Files, flood::Flood, state::Shared};
use service::{
    Context, Parts, Site,
    access::Caller,
    clock::Clock,
    ids::Ids,
    keys::Keys,
    mail::{Handover, NotTaken, Postman},
    survey::{
        self, Template, draft,
        notice::{NoticeForm, save_notice},
    },
    testing,
};
use store::{Db, Store, Writer, account::session::Stage, migrate};

pub use browser::{Browser, Page};

/// The address of the site in stories.
pub const ORIGIN: &str = "http://folkmoot.test";

/// Writes each story once and runs it on both databases.
#[macro_export]
macro_rules! stories {
    ($($(#[$doc:meta])* async fn $name:ident($world:ident) $body:block)*) => {$(
        $(#[$doc])*
        async fn $name($world: $crate::harness::World) $body

        mod $name {
            #[tokio::test(flavor = "multi_thread")]
            async fn sqlite() {
                super::$name($crate::harness::World::sqlite().await).await;
            }

            #[tokio::test(flavor = "multi_thread")]
            async fn postgres() {
                super::$name($crate::harness::World::postgres().await).await;
            }
        }
    )*};
}

/// A letter that somebody got.
#[derive(Clone, Debug)]
pub struct Letter {
    /// To whom.
    pub to: String,
    /// Its subject.
    pub subject: String,
    /// Its text.
    pub text: String,
    /// Its HTML.
    pub html: String,
}

impl Letter {
    /// The first link in it whose path begins like this.
    pub fn link(&self, start: &str) -> String {
        let at = self.text.find(&format!("{ORIGIN}{start}")).unwrap_or_else(|| panic!("no {start} in {}", self.text));
        self.text[at + ORIGIN.len()..].split_whitespace().next().unwrap().to_owned()
    }
}

/// A postman who keeps what he takes.
#[derive(Clone, Default)]
pub struct Postbox(Arc<Mutex<Vec<Letter>>>);

impl Postman for Postbox {
    fn take<'a>(&'a self, letter: &'a Handover) -> Pin<Box<dyn Future<Output = Result<(), NotTaken>> + Send + 'a>> {
        Box::pin(async move {
            let Handover { address, letter, .. } = letter;
            let kept = Letter {
                to: address.clone(),
                subject: letter.subject.clone(),
                text: letter.text.clone(),
                html: letter.html.clone(),
            };
            self.0.lock().unwrap().push(kept);
            Ok(())
        })
    }
}

/// One server process: what it works with, and the site that it serves.
pub struct Server {
    /// The use cases' context.
    pub ctx: Context,
    /// The whole site.
    pub site: axum::Router,
    shared: Shared,
}

impl Server {
    fn on(folder: &Path, main: Db, answers: Db, clock: Clock) -> Self {
        let ids = Ids::machine();
        let parts = Parts {
            store: Store { writer: Writer::start(answers.clone()), main, answers },
            clock,
            keys: Keys::open(&folder.join("keys"), ids.clone()).unwrap(),
            ids,
            files: Arc::new(LocalFileSystem::new_with_prefix(folder.join("files")).unwrap()),
            site: Site {
                origin: ORIGIN.to_owned(),
                demonstration: false,
                letters_in_folder: true,
                policy: Policy::default(),
                perturbation: Perturbation::default(),
            },
        };
        let ctx = Context::new(parts).unwrap();
        let files = Arc::new(Files::load());
        let shared = Shared {
            ctx: ctx.clone(),
            assets: Arc::new(files.addresses()),
            trusted_proxies: Arc::new([]),
            secure: false,
            authority: "folkmoot.test".into(),
            flood: Arc::new(Flood::new(100_000)),
            letters: Some(folder.join("letters").into()),
        };
        let site = http::site(&shared, files).unwrap_or_else(|missing| panic!("routes without a handler: {missing:?}"));
        Self { ctx, site, shared }
    }
}

/// An installation of its own.
pub struct World {
    /// The use cases' context.
    pub ctx: Context,
    /// The whole site.
    pub site: axum::Router,
    /// Letters that were handed over.
    pub post: Postbox,
    /// Where its files and keys are.
    pub folder: tempfile::TempDir,
    shared: Shared,
    database: Option<database::Postgres>,
}

impl World {
    /// On SQLite.
    pub async fn sqlite() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let main = Db::open_sqlite(&folder.path().join("main.sqlite"), 4).await.unwrap();
        let answers = Db::open_sqlite(&folder.path().join("answers.sqlite"), 4).await.unwrap();
        Self::with(folder, main, answers, None).await
    }

    /// On PostgreSQL, in a database of its own.
    pub async fn postgres() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let database = database::Postgres::create().await;
        let main = Db::open_postgres(&database.url, "main", 8).await.unwrap();
        let answers = Db::open_postgres(&database.url, "answers", 8).await.unwrap();
        Self::with(folder, main, answers, Some(database)).await
    }

    /// A second server on the same PostgreSQL database, keys and files, with connections of its own; the time is the
    /// same for both.
    pub async fn another_server(&self) -> Server {
        let url = self.postgres_url().expect("two servers share a PostgreSQL database");
        let main = Db::open_postgres(url, "main", 8).await.unwrap();
        let answers = Db::open_postgres(url, "answers", 8).await.unwrap();
        Server::on(self.folder.path(), main, answers, self.ctx.clock.clone())
    }

    async fn with(folder: tempfile::TempDir, main: Db, answers: Db, database: Option<database::Postgres>) -> Self {
        migrate::main(&main).await.unwrap();
        migrate::answers(&answers).await.unwrap();
        std::fs::create_dir_all(folder.path().join("files")).unwrap();
        let clock = Clock::fixed("2026-11-24T10:00:00Z".parse().unwrap());
        let Server { ctx, site, shared } = Server::on(folder.path(), main, answers, clock);
        service::partnership::found(&ctx).await.unwrap();
        Self { ctx, site, post: Postbox::default(), folder, shared, database }
    }

    /// The same installation of an operator who protects numbers in another way.
    pub fn protected_by(mut self, method: Method) -> Self {
        let site = Site { policy: Policy::default().by(method), ..(*self.ctx.site).clone() };
        self.ctx.site = Arc::new(site);
        self.shared.ctx.site = self.ctx.site.clone();
        let files = Arc::new(Files::load());
        self.site = http::site(&self.shared, files).unwrap_or_else(|missing| panic!("{missing:?}"));
        self
    }

    /// A browser in front of the same installation, served in another way.
    pub fn browser_of(&self, change: impl FnOnce(&mut Shared)) -> Browser {
        let mut shared = self.shared.clone();
        change(&mut shared);
        Browser::new(http::site(&shared, Arc::new(Files::load())).unwrap_or_else(|missing| panic!("{missing:?}")))
    }

    /// The address of its PostgreSQL database, if it has one.
    pub fn postgres_url(&self) -> Option<&str> {
        self.database.as_ref().map(|database| database.url.as_str())
    }

    /// A browser that was never here.
    pub fn browser(&self) -> Browser {
        Browser::new(self.site.clone())
    }

    /// Does all work that is due.
    pub async fn work(&self) {
        service::schedule::look(&self.ctx).await.unwrap();
        while service::job::run_one(&self.ctx, &self.post).await.unwrap() {}
    }

    /// Does all work that is due, with letters written to the folder that officers read.
    pub async fn work_into_folder(&self) {
        let letters = self.shared.letters.as_deref().unwrap();
        let folder = server::mail::Folder::new(letters, Ids::machine()).unwrap();
        while service::job::run_one(&self.ctx, &folder).await.unwrap() {}
    }

    /// Moves the clock on and does what that brings.
    pub async fn later(&self, by: SignedDuration) {
        self.ctx.clock.advance(by);
        self.work().await;
    }

    /// All letters so far, after all work is done; they are taken out of the box.
    pub async fn letters(&self) -> Vec<Letter> {
        self.work().await;
        std::mem::take(&mut self.post.0.lock().unwrap())
    }

    /// The link that begins like this, from the letters so far, in whatever order they were sent.
    pub async fn link(&self, start: &str) -> String {
        let letters = self.letters().await;
        let with = letters.iter().find(|letter| letter.text.contains(&format!("{ORIGIN}{start}")));
        with.unwrap_or_else(|| panic!("no {start} in {} letters", letters.len())).link(start)
    }

    /// Somebody who works in a partnership, signed in.
    pub async fn staff(&self, address: &str, slug: &str, role: Role) -> Browser {
        let mut browser = self.browser();
        let token = self.sign_in(address, slug, role).await;
        browser.cookies.insert("folkmoot".to_owned(), token);
        browser
    }

    /// An officer of a partnership, as use cases know one.
    pub async fn caller(&self, address: &str, slug: &str, role: Role) -> Caller {
        let token = self.sign_in(address, slug, role).await;
        service::account::recognise(&self.ctx, &token).await.unwrap().unwrap()
    }

    async fn sign_in(&self, address: &str, slug: &str, role: Role) -> String {
        let partnership = service::partnership::by_slug(&self.ctx, slug).await.unwrap();
        let bodies = service::partnership::bodies(&self.ctx, partnership.id).await.unwrap();
        let kinds = [BodyKind::Council, BodyKind::National];
        let body = bodies.into_iter().find(|body| kinds.contains(&body.kind)).unwrap();
        testing::sign_in(&self.ctx, address, Some((body.id, role)), Stage::Full).await.unwrap().token
    }

    /// Somebody who runs the installation, signed in.
    pub async fn administrator(&self, address: &str) -> Browser {
        testing::make_administrator(&self.ctx, address).await.unwrap();
        let begun = testing::sign_in(&self.ctx, address, None, Stage::Full).await.unwrap();
        let mut browser = self.browser();
        browser.cookies.insert("folkmoot".to_owned(), begun.token);
        browser
    }

    /// A survey from a template that is open from an hour ago for four weeks; its word in addresses.
    pub async fn open_survey(&self, slug: &str, template: Template, invited_only: bool) -> (SurveyId, String) {
        let ctx = &self.ctx;
        let caller = self.caller("maker@example.org", slug, Role::Officer).await;
        let partnership = service::partnership::by_slug(ctx, slug).await.unwrap();
        let officer = caller.officer(&partnership).unwrap();
        let id = survey::create(ctx, &officer, template.code(), "").await.unwrap();
        let editor = service::access::editor(ctx, &caller, id).await.unwrap();
        let drafted = draft::show(ctx, &editor).await.unwrap();
        let mut form = NoticeForm::of(ctx, &drafted);
        let civil = |at: Timestamp| {
            let at = ctx.london.to_datetime(at);
            [at.date().to_string(), format!("{:02}:{:02}", at.hour(), at.minute())]
        };
        form.opens = civil(ctx.now() - SignedDuration::from_hours(1));
        form.closes = civil(ctx.now() + SignedDuration::from_hours(28 * 24));
        form.invited_only = invited_only;
        save_notice(ctx, &editor, &form).await.unwrap();
        let drafted = draft::show(ctx, &editor).await.unwrap();
        survey::publish(ctx, &editor, drafted.survey.revision).await.unwrap();
        (id, drafted.survey.slug)
    }
}
