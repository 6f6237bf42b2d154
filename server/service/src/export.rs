//! Research files: asked for with a purpose, written by a job, there for two weeks, and only for whoever asked.
//!
//! While a survey is open a file holds the released tables; when it is closed, the answers as well, with everybody's
//! group hidden among at least five. Free text is only in a file when a second person has released it.

use domain::{
    disclosure::Report,
    id::ExportId,
    problem::Problem,
    survey::Kind,
    text::{Text, one_line},
};
use jiff::SignedDuration;
use object_store::{GetResult, ObjectStoreExt, path::Path};
pub use store::export::{Export, State};
use store::{Tx, survey::Survey};

use crate::{
    Context, Error, Result,
    access::{self, Caller, Editor, Reader},
    audit::{self, Action},
    disclosure::newest,
    job::{self, Outcome, Running},
    mail::{Envelope, letter::ExportReady},
    survey::load,
};

mod make;
mod matrix;
mod package;
mod perturb;
mod protect;
mod request;

pub use make::make_now;
pub use package::Made;
pub use request::{Decision, Request, TERMS, Terms, Verdict, decide};

/// How long a file is there after it was ready.
const LASTS: SignedDuration = SignedDuration::from_hours(14 * 24);
/// The shortest purpose that says anything, in characters.
const PURPOSE_SHORTEST: usize = 10;
/// The longest.
const PURPOSE_LONGEST: usize = 500;
/// Free text is released only when at least so many answered the survey (facts on disclosure, 4.2).
const TEXT_BASE: usize = 50;

/// What the page of research files shows.
#[derive(Clone, Debug)]
pub struct Exports {
    /// The survey.
    pub survey: Survey,
    /// The files that this person asked for, newest first.
    pub files: Vec<File>,
    /// The questions with free text, each with how its release stands.
    pub texts: Vec<TextState>,
    /// Whether answers are in a file that is asked for now, or only tables.
    pub with_answers: bool,
    /// Whether anything is released at all.
    pub anything: bool,
    /// Whether a file that is asked for now holds answers of people, so that a second person decides.
    pub is_decided: bool,
    /// The requests that wait for a second person.
    pub undecided: Vec<Undecided>,
}

/// A file that somebody asked for.
#[derive(Clone, Debug)]
pub struct File {
    /// The file.
    pub export: Export,
    /// How far its job is, while it waits or runs: steps done, and steps in all where that is known.
    pub progress: Option<(i64, i64)>,
    /// What was done to protect people; none where only tables are in it.
    pub report: Option<Report>,
    /// The request, where answers are in it.
    pub request: Option<Request>,
}

/// A request that waits for a second person.
#[derive(Clone, Debug)]
pub struct Undecided {
    /// The request.
    pub request: Request,
    /// The file that is asked for.
    pub export: Export,
    /// Who asks.
    pub who: String,
    /// Whether that is whoever looks.
    pub own: bool,
}

/// A question with free text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextState {
    /// Its code.
    pub item: String,
    /// The question.
    pub words: Text,
    /// Whether somebody asked for its release.
    pub asked: bool,
    /// Whether this person asked, so that another must release it.
    pub asked_by_me: bool,
    /// Whether it is released.
    pub released: bool,
}

/// The research files of a survey.
pub async fn list(ctx: &Context, reader: &Reader) -> Result<Exports> {
    let mut tx = ctx.store.main.read().await?;
    let survey = load(&mut tx, reader.survey()).await?;
    let mut files = Vec::new();
    for export in store::export::exports_of(&mut tx, survey.id, reader.account()).await? {
        files.push(file(&mut tx, export).await?);
    }
    let releases = store::disclosure::text_releases_of(&mut tx, survey.id).await?;
    let undecided = undecided(&mut tx, &survey, reader).await?;
    drop(tx);
    let mut texts = Vec::new();
    if survey.version.is_some() {
        let loaded = ctx.versions.newest(ctx, &survey).await?;
        let questionnaire = &loaded.definition.questionnaire;
        for (page, item) in questionnaire.items().filter(|(_, item)| is_text(&item.kind)) {
            let release = releases.iter().find(|release| release.item == item.code.as_str());
            texts.push(TextState {
                item: item.code.to_string(),
                words: questionnaire.pages[page].words_of(item),
                asked: release.is_some(),
                asked_by_me: release.is_some_and(|release| release.asked_by == reader.account()),
                released: release.is_some_and(|release| release.released_by.is_some()),
            });
        }
    }
    let anything = newest(ctx, &survey).await?.is_some();
    Ok(Exports {
        with_answers: survey.sealed_at.is_some() || survey.version.is_none(),
        is_decided: survey.sealed_at.is_some(),
        survey,
        files,
        texts,
        anything,
        undecided,
    })
}

async fn undecided(tx: &mut Tx, survey: &Survey, reader: &Reader) -> Result<Vec<Undecided>> {
    let mut undecided = Vec::new();
    for request in store::export::undecided_requests(tx, survey.id).await? {
        let Some(export) = store::export::export_by_id(tx, request.export).await? else { continue };
        let who = store::account::account_by_id(tx, export.account).await?.map(|account| account.name);
        let own = export.account == reader.account();
        undecided.push(Undecided { request, export, who: who.unwrap_or_default(), own });
    }
    Ok(undecided)
}

async fn file(tx: &mut Tx, export: Export) -> Result<File> {
    let waits = export.state == State::Waiting;
    let kind = job::Kind::Export { export: export.id };
    let job = if waits { store::job::unended_job(tx, &kind.unique_key().unwrap_or_default()).await? } else { None };
    // A file that failed keeps its reason in the same place, and one of tables only says `null`.
    let report = serde_json::from_str::<Option<Report>>(&export.report).ok().flatten();
    let request = store::export::request_for(tx, export.id).await?;
    Ok(File { progress: job.map(|job| (job.done, job.total)), report, export, request })
}

const fn is_text(kind: &Kind) -> bool {
    matches!(kind, Kind::ShortText { .. } | Kind::LongText { .. })
}

/// What somebody asks for, as it was typed.
#[derive(Clone, Debug, Default)]
pub struct Asking {
    /// What for.
    pub purpose: String,
    /// Whether released free text is to be in it.
    pub with_text: bool,
    /// What is agreed to; only looked at where answers of people are in the file.
    pub terms: Terms,
}

fn checked_purpose(typed: &str, problems: &mut Vec<Problem>) -> String {
    let purpose = one_line(typed);
    let length = purpose.chars().count();
    if length < PURPOSE_SHORTEST {
        problems.push(Problem::new("purpose", "purpose-missing"));
    } else if length > PURPOSE_LONGEST {
        let problem = Problem::new("purpose", "too-long").about("most", PURPOSE_LONGEST);
        problems.push(problem.about("over", length - PURPOSE_LONGEST));
    }
    purpose
}

/// Asks for a file. Asked the same again while that waits or is being made, it is the same file: the second press of a
/// button. A file with answers of people waits until a second person has approved it.
///
/// # Errors
/// [`Error::Invalid`] with what is wrong with the purpose or the terms.
pub async fn ask(ctx: &Context, reader: &Reader, asking: &Asking) -> Result<ExportId> {
    let now = ctx.now();
    let with_text = asking.with_text;
    let mut problems = Vec::new();
    let purpose = checked_purpose(&asking.purpose, &mut problems);
    let mut tx = ctx.store.main.write().await?;
    let survey = load(&mut tx, reader.survey()).await?;
    let agreed = survey.sealed_at.is_some().then(|| asking.terms.checked(ctx.today(), &mut problems));
    if !problems.is_empty() {
        return Err(Error::Invalid(problems));
    }
    let same =
        |export: &Export| export.state == State::Waiting && export.purpose == purpose && export.with_text == with_text;
    let waiting = store::export::exports_of(&mut tx, survey.id, reader.account()).await?.into_iter().find(same);
    if let Some(export) = waiting {
        return Ok(export.id);
    }
    let export = Export {
        id: ExportId::new(ctx.ids.random()?),
        survey: survey.id,
        account: reader.account(),
        purpose,
        with_text,
        state: State::Waiting,
        file: String::new(),
        bytes: 0,
        report: String::new(),
        made_at: now,
        ready_at: None,
        ends_at: now + LASTS,
    };
    store::export::insert_export(&mut tx, &export).await?;
    match agreed {
        Some((institution, Some(kept_until))) => {
            let request = Request { export: export.id, institution, kept_until, decision: None };
            store::export::insert_request(&mut tx, &request).await?;
        }
        _ => {
            let kind = job::Kind::Export { export: export.id };
            job::enqueue(ctx, &mut tx, job::New::now(&kind).on_desk_of(survey.partnership)).await?;
        }
    }
    audit::note(ctx, &mut tx, reader.by(), Action("file-asked"), &survey.subject(), &export.purpose).await?;
    tx.commit().await?;
    Ok(export.id)
}

/// A file on its way to whoever asked for it.
#[derive(Debug)]
pub struct Download {
    /// What to call it.
    pub name: String,
    /// Its content, to be handed on as it comes.
    pub content: GetResult,
}

/// Hands a file to whoever asked for it, if they may still read the survey.
///
/// # Errors
/// [`Error::Missing`] for everybody else, and when it is not there (any more).
pub async fn download(ctx: &Context, caller: &Caller, id: ExportId) -> Result<Download> {
    let export = store::export::export_by_id(&mut ctx.store.main.read().await?, id).await?.ok_or(Error::Missing)?;
    let reader = access::reader(ctx, caller, export.survey).await?;
    if export.account != reader.account() || export.state != State::Ready || ctx.now() >= export.ends_at {
        return Err(Error::Missing);
    }
    let survey = load(&mut ctx.store.main.read().await?, export.survey).await?;
    let content = ctx.files.get(&Path::from(export.file.as_str())).await?;
    let mut tx = ctx.store.main.write().await?;
    audit::note(ctx, &mut tx, reader.by(), Action("file-taken"), &survey.subject(), &id.to_string()).await?;
    tx.commit().await?;
    Ok(Download { name: format!("{}-{}.zip", survey.slug, ctx.date(export.made_at)), content })
}

/// Asks that the free text of a question be released, or, as a second person, releases it.
///
/// # Errors
/// [`Error::Missing`] when there is no such question; `Refused("second-person")` to whoever asked.
pub async fn release_text(ctx: &Context, editor: &Editor, item: &str) -> Result<()> {
    let mut tx = ctx.store.main.write().await?;
    let survey = load(&mut tx, editor.survey()).await?;
    let loaded = ctx.versions.newest(ctx, &survey).await?;
    let known = loaded.definition.questionnaire.item(item).filter(|item| is_text(&item.kind));
    let item = known.ok_or(Error::Missing)?.code.as_str();
    let before = store::disclosure::text_releases_of(&mut tx, survey.id).await?;
    let before = before.into_iter().find(|release| release.item == item);
    let action = match before {
        None => {
            store::disclosure::ask_text_release(&mut tx, survey.id, item, editor.account(), ctx.now()).await?;
            Action("text-release-asked")
        }
        Some(release) if release.released_by.is_some() => return Ok(()),
        Some(release) if release.asked_by == editor.account() => return Err(Error::Refused("second-person")),
        Some(_) => {
            store::disclosure::grant_text_release(&mut tx, survey.id, item, editor.account(), ctx.now()).await?;
            Action("text-released")
        }
    };
    audit::note(ctx, &mut tx, editor.by(), action, &survey.subject(), item).await?;
    tx.commit().await?;
    Ok(())
}

/// Writes a file: the job. Done twice, the second file takes the place of the first.
pub(crate) async fn write_file(ctx: &Context, running: &Running<'_>, id: ExportId) -> Result<Outcome> {
    let mut tx = ctx.store.main.read().await?;
    let Some(export) = store::export::export_by_id(&mut tx, id).await? else { return Ok(Outcome::Done) };
    let survey = load(&mut tx, export.survey).await?;
    drop(tx);
    if export.state != State::Waiting {
        return Ok(Outcome::Done);
    }
    let request = store::export::request_for(&mut ctx.store.main.read().await?, id).await?;
    let terms = request.as_ref().map(request::in_file).unwrap_or_default();
    let asked = make::Asked { purpose: &export.purpose, with_text: export.with_text, terms };
    let made = match make::make(ctx, Some(running), &survey, &asked).await {
        Ok(made) => made,
        Err(Error::Refused(why)) => {
            let mut tx = ctx.store.main.write().await?;
            store::export::mark_failed(&mut tx, id, why).await?;
            tx.commit().await?;
            return Ok(Outcome::Done);
        }
        Err(other) => return Err(other),
    };
    let name = format!("research/{id}.zip");
    let bytes = i64::try_from(made.size).unwrap_or(i64::MAX);
    let report = made.report.clone();
    package::keep(ctx, &Path::from(name.as_str()), made).await?;
    ready(ctx, &export, &survey, &name, bytes, report.as_ref()).await?;
    Ok(Outcome::Done)
}

/// Removes a file from the store of files; removed twice is removed.
pub(crate) async fn remove_file(ctx: &Context, file: &str) -> Result<()> {
    match ctx.files.delete(&Path::from(file)).await {
        Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

async fn ready(
    ctx: &Context,
    export: &Export,
    survey: &Survey,
    name: &str,
    bytes: i64,
    report: Option<&Report>,
) -> Result<()> {
    let now = ctx.now();
    let report = serde_json::to_string(&report).map_err(Error::internal)?;
    let mut tx = ctx.store.main.write().await?;
    store::export::mark_ready(&mut tx, export.id, name, bytes, &report, now, now + LASTS).await?;
    if let Some(account) = store::account::account_by_id(&mut tx, export.account).await? {
        let owner = crate::partnership::known(&mut tx, survey.partnership).await?;
        let letter = ExportReady {
            name: &account.name,
            title: &survey.title,
            link: &ctx.link(&format!("/desk/surveys/{}/exports", survey.id)),
            until: &ctx.moment(now + LASTS, account.language),
        };
        let to = Envelope {
            kind: "export_ready",
            partnership: None,
            unique_key: Some(format!("export:{}", export.id)),
            address: &account.address,
            language: account.language,
        };
        crate::mail::send(ctx, &mut tx, to, letter.write(account.language, &owner.name)?).await?;
    }
    tx.commit().await?;
    Ok(())
}
