//! Installations to measure: a demonstration with so many responses, and a survey with 20 questions on one page.

use std::{
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
};

use domain::{
    survey::{Choice, Choices, Definition, Item, Kind, Page, publish::canonical_json, template},
    text::Text,
};
use jiff::SignedDuration;
use server::{installation, settings::Settings};
use service::{
    Context,
    access::{self, Caller},
    account::Origin,
    rehearsal::{Rehearsal, rehearse},
    survey::{
        self, Template, draft,
        notice::{NoticeForm, save_notice},
    },
};

use crate::measure;

/// The survey of the demonstration, which holds the responses.
pub const COMMUNITY: &str = "how-is-it-to-live-here";
/// The survey with 20 questions on one page.
pub const TWENTY: &str = "twenty-questions";

/// An installation that is being filled.
pub struct Installation {
    ctx: Context,
}

impl Installation {
    /// A demonstration whose running survey has so many responses.
    pub async fn fill(folder: &Path, responses: u32) -> Result<Self, String> {
        let _ = std::fs::remove_dir_all(folder);
        let mut settings = Settings::default();
        settings.data.folder = folder.to_owned();
        let opened = installation::open(&settings, "http://127.0.0.1:1".to_owned(), true).await?;
        let ctx = opened.ctx;
        let say = |error: service::Error| error.to_string();
        service::demonstration::prepare(&ctx, &*opened.postman).await.map_err(say)?;
        twenty(&ctx).await.map_err(say)?;
        if responses > 600 {
            let more = Rehearsal { responses, seed: 7, skew: 0.5 };
            rehearse(&ctx, COMMUNITY, more).await.map_err(say)?;
        }
        Ok(Self { ctx })
    }

    /// Closes the survey that holds the responses.
    pub async fn close(folder: &Path) -> Result<(), String> {
        let ctx = Self::open(folder).await?;
        let say = |error: service::Error| error.to_string();
        let caller = officer(&ctx).await.map_err(say)?;
        let found = Self::survey(&ctx).await?;
        let editor = access::editor(&ctx, &caller, found.id).await.map_err(say)?;
        survey::close(&ctx, &editor).await.map_err(say)?;
        Self { ctx }.leave().await;
        Ok(())
    }

    /// Whether the answers of that survey are sealed.
    pub async fn is_sealed(folder: &Path) -> Result<bool, String> {
        let ctx = Self::open(folder).await?;
        let sealed = Self::survey(&ctx).await?.sealed_at.is_some();
        Self { ctx }.leave().await;
        Ok(sealed)
    }

    async fn open(folder: &Path) -> Result<Context, String> {
        let mut settings = Settings::default();
        settings.data.folder = folder.to_owned();
        Ok(installation::open(&settings, "http://127.0.0.1:1".to_owned(), true).await?.ctx)
    }

    async fn survey(ctx: &Context) -> Result<store::survey::Survey, String> {
        let mut tx = ctx.store.main.read().await.map_err(|error| error.to_string())?;
        let found = store::survey::survey_by_slug(&mut tx, COMMUNITY).await.map_err(|error| error.to_string())?;
        found.ok_or_else(|| "no such survey".to_owned())
    }

    /// Lets go of the databases.
    pub async fn leave(self) {
        self.ctx.store.main.close().await;
        self.ctx.store.answers.close().await;
    }
}

async fn officer(ctx: &Context) -> service::Result<Caller> {
    let link = service::demonstration::links(ctx).remove(0).1;
    let token = link.rsplit('/').next().unwrap_or_default().to_owned();
    let origin = Origin { network: String::new(), browser: "load".to_owned() };
    let begun = service::demonstration::enter(ctx, &origin, &token).await?;
    service::account::recognise(ctx, &begun.token).await?.ok_or(service::Error::Missing)
}

/// A survey with 20 questions on one page, open for a day.
async fn twenty(ctx: &Context) -> service::Result<()> {
    let caller = officer(ctx).await?;
    let partnership = service::partnership::by_slug(ctx, "inverclyde").await?;
    let id =
        survey::create(ctx, &caller.officer(&partnership)?, Template::Community.code(), "Twenty questions").await?;
    let editor = access::editor(ctx, &caller, id).await?;
    let drafted = draft::show(ctx, &editor).await?;
    let definition = twenty_questions(drafted.definition);
    let mut tx = ctx.store.main.write().await?;
    let draft = store::survey::version::Draft {
        revision: drafted.survey.revision + 1,
        definition: canonical_json(&definition),
        made_by: None,
        made_at: ctx.now(),
    };
    store::survey::version::advance_revision(&mut tx, id, drafted.survey.revision, "Twenty questions").await?;
    store::survey::version::insert_draft(&mut tx, id, &draft).await?;
    tx.commit().await?;
    let mut form = NoticeForm::of(ctx, &draft::show(ctx, &editor).await?);
    let day = |days: i64| ctx.date(ctx.now() + SignedDuration::from_hours(24 * days)).to_string();
    form.opens = [day(-1), "09:00".to_owned()];
    form.closes = [day(1), "17:00".to_owned()];
    save_notice(ctx, &editor, &form).await?;
    let revision = draft::show(ctx, &editor).await?.survey.revision;
    survey::publish(ctx, &editor, revision).await.map(|_| ())
}

fn twenty_questions(from: Definition) -> Definition {
    let choice =
        |n: usize| Choice::new(format!("a{n}"), Text::both(format!("Answer number {n}"), format!("Freagairt {n}")));
    let item = |n: usize| {
        let words = Text::both(
            format!("How much do you agree with statement number {n} about the place where you live?"),
            format!("Dè cho mòr ’s a tha thu ag aontachadh ri aithris {n} mun àite far a bheil thu a’ fuireach?"),
        );
        let short = Text::both(format!("Statement {n}"), format!("Aithris {n}"));
        let kind = Kind::Single { choices: Choices::Own((0..5).map(choice).collect()) };
        format!("q{n}").parse().ok().map(|code| Item::new(code, words, short, kind))
    };
    let items = (1..=20).filter_map(item).collect();
    let page = Page::new("all", Text::both("Twenty questions", "Fichead ceist"), items);
    let mut definition = Definition { questionnaire: template::community().questionnaire, ..from };
    definition.questionnaire.title = Text::both("Twenty questions", "Fichead ceist");
    definition.questionnaire.scales.clear();
    definition.questionnaire.pages = vec![page];
    definition
}

/// The program under load.
pub struct Server {
    child: Child,
    /// Where it listens.
    pub address: String,
    /// The link that signs an officer in.
    pub officer: String,
}

impl Server {
    /// Starts the program on a filled installation.
    pub fn start(program: &Path, folder: &Path) -> Result<Self, String> {
        let folder: PathBuf = folder.to_owned();
        let mut command = Command::new(program);
        command
            .args(["serve", "--listen", "127.0.0.1:0", "--data"])
            .arg(&folder)
            .env("FOLKMOOT_LOG", "error")
            .env("FOLKMOOT__SERVER__REQUESTS_PER_SECOND", "1000000")
            .stdout(Stdio::piped());
        let mut child = command.spawn().map_err(|error| error.to_string())?;
        let out = child.stdout.take().ok_or("no output")?;
        let mut lines = BufReader::new(out).lines().map_while(Result::ok);
        let mut find = |mark: &str| {
            let line = lines.find(|line| line.contains(mark)).ok_or(format!("the program never said {mark:?}"))?;
            Ok::<String, String>(line[line.find("http").unwrap_or(0)..].trim().to_owned())
        };
        let address = find("listening on")?;
        let officer = find("As officer")?;
        Ok(Self { child, address, officer })
    }

    /// What it holds in memory, in MiB.
    pub fn memory(&self) -> Result<f64, String> {
        measure::held(self.child.id())
    }

    /// The most that it ever held, in MiB.
    pub fn peak(&self) -> Result<f64, String> {
        measure::peak(self.child.id())
    }

    /// Stops it as an operator would.
    pub fn stop(mut self) {
        let _ = Command::new("kill").arg(self.child.id().to_string()).status();
        let _ = self.child.wait();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
