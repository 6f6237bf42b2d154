//! Research files: asked for with a purpose, written by a job, there for two weeks, and only for whoever asked.
//!
//! While a survey is open a file holds the released tables; when it is closed, the answers as well, with everybody's
//! group hidden among at least five. Free text is only in a file when a second person has released it.

use domain::{
    disclosure::{Column, LEAST_K, Report, anonymise, declared::Declared},
    export::{Variables, numbers, variables},
    id::{ExportId, SurveyId},
    problem::Problem,
    response::{MissingCode, Value},
    survey::Kind,
    text::{Language, Text, one_line},
};
use interchange::research::{About, Answers, Table, package};
use jiff::SignedDuration;
use object_store::{ObjectStoreExt, PutPayload, path::Path};
pub use store::export::{Export, State};
use store::{Tx, survey::Survey};

use crate::{
    Context, Error, Result,
    access::{self, Caller, Editor, Reader},
    audit::{self, Action},
    disclosure::{Newest, declared, newest},
    job::{self, Outcome, Running},
    mail::{Envelope, letter::ExportReady},
    place,
    response::Bodies,
    survey::{Loaded, load, newest_or_draft},
};

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
    Ok(Exports { with_answers: survey.sealed_at.is_some() || survey.version.is_none(), survey, files, texts, anything })
}

async fn file(tx: &mut Tx, export: Export) -> Result<File> {
    let waits = export.state == State::Waiting;
    let kind = job::Kind::Export { export: export.id };
    let job = if waits { store::job::unended_job(tx, &kind.unique_key().unwrap_or_default()).await? } else { None };
    // A file that failed keeps its reason in the same place, and one of tables only says `null`.
    let report = serde_json::from_str::<Option<Report>>(&export.report).ok().flatten();
    Ok(File { progress: job.map(|job| (job.done, job.total)), report, export })
}

const fn is_text(kind: &Kind) -> bool {
    matches!(kind, Kind::ShortText { .. } | Kind::LongText { .. })
}

/// Asks for a file.
///
/// # Errors
/// [`Error::Invalid`] without a purpose; `Refused("too-few")` when nothing is released yet.
pub async fn ask(ctx: &Context, reader: &Reader, purpose: &str, with_text: bool) -> Result<ExportId> {
    let purpose = one_line(purpose);
    let length = purpose.chars().count();
    if length < PURPOSE_SHORTEST {
        return Err(Error::invalid(Problem::new("purpose", "purpose-missing")));
    }
    if length > PURPOSE_LONGEST {
        let problem = Problem::new("purpose", "too-long").about("most", PURPOSE_LONGEST);
        return Err(Error::invalid(problem.about("over", length - PURPOSE_LONGEST)));
    }
    let now = ctx.now();
    let mut tx = ctx.store.main.write().await?;
    let survey = load(&mut tx, reader.survey()).await?;
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
    let kind = job::Kind::Export { export: export.id };
    job::enqueue(ctx, &mut tx, job::New::now(&kind).on_desk_of(survey.partnership)).await?;
    audit::note(ctx, &mut tx, reader.by(), Action("file-asked"), &survey.subject(), &export.purpose).await?;
    tx.commit().await?;
    Ok(export.id)
}

/// A file on its way to whoever asked for it.
#[derive(Debug)]
pub struct Download {
    /// What to call it.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
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
    let bytes = ctx.files.get(&Path::from(export.file.as_str())).await?.bytes().await?;
    let mut tx = ctx.store.main.write().await?;
    audit::note(ctx, &mut tx, reader.by(), Action("file-taken"), &survey.subject(), &id.to_string()).await?;
    tx.commit().await?;
    Ok(Download { name: format!("{}-{}.zip", survey.slug, ctx.date(export.made_at)), bytes: bytes.to_vec() })
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
    let made = match make(ctx, Some(running), &survey, &export.purpose, export.with_text).await {
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
    let bytes = i64::try_from(made.bytes.len()).unwrap_or(i64::MAX);
    ctx.files.put(&Path::from(name.as_str()), PutPayload::from(made.bytes)).await?;
    ready(ctx, &export, &survey, &name, bytes, made.report.as_ref()).await?;
    Ok(Outcome::Done)
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
        let owner = store::partnership::partnership_by_id(&mut tx, survey.partnership).await?.ok_or(Error::Missing)?;
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

/// A file that is ready to be kept.
pub struct Made {
    /// Its bytes: a ZIP.
    pub bytes: Vec<u8>,
    /// What was done to protect people; none when only tables are in it.
    pub report: Option<Report>,
}

/// The file of a survey for the operator of the installation, at once.
///
/// # Errors
/// [`Error::Missing`] when there is no such survey; `Refused("too-few")`.
pub async fn make_now(ctx: &Context, slug: &str) -> Result<Made> {
    let found = store::survey::survey_by_slug(&mut ctx.store.main.read().await?, slug).await?;
    let survey = found.ok_or(Error::Missing)?;
    let made = make(ctx, None, &survey, "asked for on the command line", false).await?;
    let mut tx = ctx.store.main.write().await?;
    audit::note(ctx, &mut tx, audit::By::PROGRAM, Action("file-taken"), &survey.subject(), "command line").await?;
    tx.commit().await?;
    Ok(made)
}

async fn make(
    ctx: &Context,
    running: Option<&Running<'_>>,
    survey: &Survey,
    purpose: &str,
    with_text: bool,
) -> Result<Made> {
    let newest = newest(ctx, survey).await?.ok_or(Error::Refused("too-few"))?;
    let loaded = newest_or_draft(ctx, survey).await?;
    let (declared, zones) = declared(ctx, survey, &loaded).await?;
    let names = Names::of(ctx, survey).await?;
    let variables = variables(&loaded.prepared, &declared, &names.counted, |of, group| names.group(of, group));
    let tables = tables(&loaded, &newest, &declared, &names);
    let mut about = about(ctx, survey, &newest, purpose).await?;
    about.left_out.clone_from(&variables.left_out);
    let with_answers = survey.version.is_none() || survey.sealed_at.is_some();
    if !with_answers {
        let bytes = package(&about, &tables, None, &[]).map_err(Error::internal)?;
        return Ok(Made { bytes, report: None });
    }
    let reading = Reading { ctx, survey, loaded: &loaded, declared: &declared, zones: &zones, variables: &variables };
    let gathered = reading.gather(running, with_text).await?;
    let safe = protect(&variables, gathered.rows)?;
    let answers = Answers { variables: &variables.columns, rows: &safe.rows, report: &safe.report };
    let bytes = package(&about, &tables, Some(&answers), &gathered.texts).map_err(Error::internal)?;
    Ok(Made { bytes, report: Some(safe.report) })
}

/// What groups are called, and which characteristics are counted in the population.
struct Names {
    populations: Vec<place::Population>,
    counted: Vec<String>,
}

impl Names {
    async fn of(ctx: &Context, survey: &Survey) -> Result<Self> {
        let mut tx = ctx.store.main.read().await?;
        let owner = store::partnership::partnership_by_id(&mut tx, survey.partnership).await?.ok_or(Error::Missing)?;
        drop(tx);
        let populations = place::populations(ctx, &owner).await?;
        let counted = populations.iter().map(|population| population.characteristic.clone()).collect();
        Ok(Self { populations, counted })
    }

    fn group(&self, characteristic: &str, code: &str) -> Option<Text> {
        let population = self.populations.iter().find(|population| population.characteristic == characteristic)?;
        population.groups.iter().find(|group| group.code == code).map(|group| group.name.clone())
    }
}

fn tables<'a>(loaded: &'a Loaded, newest: &'a Newest, declared: &'a [Declared], names: &Names) -> Vec<Table<'a>> {
    let mut tables = Vec::new();
    for one in declared {
        let Some(released) = newest.released.tables.get(&one.name) else { continue };
        let item = one.field().map(|field| loaded.prepared.item(loaded.prepared.fields()[field].item));
        let label = |code: &String| {
            let own = item.and_then(|item| {
                let choices = loaded.prepared.questionnaire().choices_of(item);
                choices.iter().find(|choice| choice.code == *code).map(|choice| choice.words.clone())
            });
            let words = names.group(&one.dimension.code, code).or(own);
            words.map_or_else(|| code.clone(), |words| words.best(Language::English).0.to_owned())
        };
        tables.push(Table {
            name: &one.name,
            words: item.map_or("", |item| item.words.best(Language::English).0),
            labels: one.dimension.categories.iter().map(label).collect(),
            table: &released.table,
            up_to: released.up_to.to_string(),
        });
    }
    tables
}

async fn about(ctx: &Context, survey: &Survey, newest: &Newest, purpose: &str) -> Result<About> {
    let mut tx = ctx.store.main.read().await?;
    let owner = store::partnership::partnership_by_id(&mut tx, survey.partnership).await?.ok_or(Error::Missing)?;
    let day = |at: Option<jiff::Timestamp>| at.map_or_else(|| "not said".to_owned(), |at| ctx.date(at).to_string());
    Ok(About {
        title: survey.title.clone(),
        owner: owner.name,
        days: format!("{} to {}", day(survey.opens_at), day(survey.closed_at.or(survey.closes_at))),
        made: ctx.today().to_string(),
        program: env!("CARGO_PKG_VERSION").to_owned(),
        rehearsed: newest.rehearsed,
        left_out: Vec::new(),
        purpose: purpose.to_owned(),
    })
}

struct Reading<'a> {
    ctx: &'a Context,
    survey: &'a Survey,
    loaded: &'a Loaded,
    declared: &'a [Declared],
    zones: &'a domain::disclosure::declared::ZoneClasses,
    variables: &'a Variables,
}

#[derive(Default)]
struct Gathered {
    rows: Vec<Vec<i64>>,
    texts: Vec<(String, String)>,
}

impl Reading<'_> {
    /// All rows and released texts, each in an order of its own that only the survey's release key knows.
    async fn gather(&self, running: Option<&Running<'_>>, with_text: bool) -> Result<Gathered> {
        let key = self.ctx.keys.release(self.survey.id).map_err(Error::internal)?;
        let released = if with_text { released_texts(self.ctx, self.survey.id).await? } else { Vec::new() };
        let prepared = &self.loaded.prepared;
        let (mut rows, mut texts) = (Vec::new(), Vec::new());
        let read = Bodies::of(self.survey).each(self.ctx, running, |body, sent| {
            let record = sent.record.to_string();
            let order = key.mac(&[b"row", record.as_bytes()]);
            let columns = &self.variables.columns;
            rows.push((order, numbers(prepared, self.declared, columns, &body.answers, sent.week, self.zones)));
            for item in &released {
                let field = prepared.field_index(item);
                if let Some(Value::Words(words)) =
                    field.map(|field| domain::response::value(prepared, field, &body.answers))
                {
                    let order = key.mac(&[b"text", item.as_bytes(), record.as_bytes()]);
                    texts.push((item.clone(), order, words.to_owned()));
                }
            }
            Ok(())
        });
        read.await?;
        rows.sort_unstable_by_key(|(order, _)| *order);
        texts.sort_unstable();
        if rows.len() < TEXT_BASE {
            texts.clear();
        }
        Ok(Gathered {
            rows: rows.into_iter().map(|(_, row)| row).collect(),
            texts: texts.into_iter().map(|(item, _, words)| (item, words)).collect(),
        })
    }
}

async fn released_texts(ctx: &Context, survey: SurveyId) -> Result<Vec<String>> {
    let releases = store::disclosure::text_releases_of(&mut ctx.store.main.read().await?, survey).await?;
    Ok(releases.into_iter().filter(|release| release.released_by.is_some()).map(|release| release.item).collect())
}

struct Safe {
    rows: Vec<Vec<i64>>,
    report: Report,
}

/// Hides everybody's groups among at least five. Fewer than ten answers are no file at all.
fn protect(variables: &Variables, rows: Vec<Vec<i64>>) -> Result<Safe> {
    if rows.len() < 10 {
        return Err(Error::Refused("too-few"));
    }
    let keys: Vec<usize> = (0..variables.columns.len()).filter(|at| variables.columns[*at].key).collect();
    if keys.is_empty() {
        let classes = domain::disclosure::Classes::default();
        let report = Report { k: LEAST_K, before: classes, after: classes, suppressed: Vec::new(), removed: 0 };
        return Ok(Safe { rows, report });
    }
    let columns: Vec<Column> = keys
        .iter()
        .map(|at| Column {
            code: variables.columns[*at].name.clone(),
            values: rows.iter().map(|row| packed(row[*at])).collect(),
        })
        .collect();
    let safe = anonymise(&columns, LEAST_K).map_err(|error| Error::internal(format!("{error:?}")))?;
    let suppressed = i64::from(MissingCode::Suppressed.number());
    let mut kept = Vec::with_capacity(safe.kept().len());
    for (place, record) in safe.kept().iter().enumerate() {
        let mut row = rows[*record].clone();
        for (at, released) in keys.iter().zip(safe.columns()) {
            if released[place].is_none() {
                row[*at] = suppressed;
            }
        }
        kept.push(row);
    }
    Ok(Safe { rows: kept, report: safe.report().clone() })
}

/// A code of a variable or of a missing value (-9 to -4) as 16 bits without a sign.
fn packed(number: i64) -> u16 {
    u16::try_from(number + 16).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests {
    use domain::export::Variable;

    use super::*;

    #[test]
    fn every_released_combination_is_shared() {
        let columns = vec![Variable::of_codes("age", &[]), Variable::of_codes("sex", &[])];
        let variables = Variables { columns, ..Variables::default() };
        let rows: Vec<Vec<i64>> = (0..97).map(|n| vec![n % 6 + 1, if n == 13 { -8 } else { n % 2 + 1 }]).collect();
        let safe = protect(&variables, rows).unwrap();
        for row in &safe.rows {
            let alike = safe.rows.iter().filter(|other| *other == row).count();
            assert!(alike >= 5, "{row:?} stands alone with {alike}");
        }
        assert!(protect(&variables, vec![vec![1, 1]; 9]).is_err());
    }
}
