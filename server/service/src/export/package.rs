//! The research package of a survey: what it is of, how the data came about, and writing it into a file that nobody
//! else can see.

use std::{
    fs::File,
    io::{BufWriter, Read, Seek, SeekFrom},
    path::Path as Folder,
};

use domain::{
    disclosure::{Report, declared::Declared, microdata::RiskReport},
    survey::{Definition, words::differ_in_words_only},
    text::{Language, Text},
};
use interchange::{
    package::{About, Answers, Contents, Method, Protection, Table, Variable, write},
    risk_report::{Part, html, released_parts},
};
use object_store::{ObjectStoreExt, PutPayload, path::Path};
use store::survey::{Access, Survey};

use super::{matrix::Matrix, protect::Safe};
use crate::{
    Context, Error, Result,
    disclosure::{Newest, results},
    survey::Loaded,
};

/// How much of a file is handed to the store of files at once, in bytes.
const PART: usize = 8 << 20;

/// A file that is ready to be kept. It is on disk, without a name, and gone when this is dropped.
#[derive(Debug)]
pub struct Made {
    file: File,
    /// Its size in bytes.
    pub size: u64,
    /// What was done to protect people; none when only tables are in it.
    pub report: Option<Report>,
}

impl Made {
    /// Copies it to a file with a name.
    ///
    /// # Errors
    /// What the system says.
    pub async fn copy_to(&mut self, path: &Folder) -> std::io::Result<()> {
        self.file.rewind()?;
        let mut from = tokio::fs::File::from_std(self.file.try_clone()?);
        let mut to = tokio::fs::File::create(path).await?;
        tokio::io::copy(&mut from, &mut to).await?;
        to.sync_all().await
    }
}

/// Hands a file to the store of files, part by part.
pub(super) async fn keep(ctx: &Context, path: &Path, mut made: Made) -> Result<()> {
    let mut upload = ctx.files.put_multipart(path).await?;
    made.file.seek(SeekFrom::Start(0)).map_err(Error::internal)?;
    let mut left = made.size;
    while left > 0 {
        let here = usize::try_from(left).unwrap_or(PART).min(PART);
        let mut part = vec![0; here];
        let read = made.file.read_exact(&mut part).map_err(Error::internal);
        let sent = match read {
            Ok(()) => upload.put_part(PutPayload::from(part)).await.map_err(Error::from),
            Err(error) => Err(error),
        };
        if let Err(error) = sent {
            upload.abort().await?;
            return Err(error);
        }
        left -= here as u64;
    }
    upload.complete().await?;
    Ok(())
}

/// Everything that goes into a package.
pub(super) struct Parts {
    about: About,
    tables: Vec<Table>,
    answers: Option<(Vec<Variable>, Matrix)>,
    texts: Vec<(String, String)>,
    report: Option<Report>,
}

impl Parts {
    /// Of a survey whose answers are not given yet.
    pub fn new(about: About, tables: Vec<Table>) -> Self {
        Self { about, tables, answers: None, texts: Vec::new(), report: None }
    }

    /// The same with the answers, and what was done to make them safe.
    pub fn with_answers(mut self, safe: Safe, changed: Option<Part>) -> Self {
        let Safe { variables, rows, report, risk } = safe;
        let mut protection = protection(&report, risk.as_ref());
        protection.words.extend(changed.iter().flat_map(|changed| changed.lines.clone()));
        self.about.protection = Some(protection);
        self.about.left_out.clone_from(&variables.left_out);
        self.about.risk = risk.map(|risk| {
            let names: Vec<(String, String)> =
                variables.columns.iter().map(|column| (column.name.clone(), column.words.clone())).collect();
            let mut parts = released_parts(&risk, &names);
            parts.splice(1..1, changed);
            html("Risk and use of the released answers", &parts)
        });
        let rates = &mut self.about.method.rates;
        rates.push(("Answers sent".to_owned(), report.before.records.to_string()));
        rates.push(("Rows in this package".to_owned(), rows.len().to_string()));
        self.answers = Some((variables.columns.iter().map(Variable::from).collect(), rows));
        self.report = Some(report);
        self
    }

    /// The same with released free text.
    pub fn with_texts(self, texts: Vec<(String, String)>) -> Self {
        Self { texts, ..self }
    }

    /// Writes the package, beside the work that waits for nobody.
    pub async fn packed(self) -> Result<Made> {
        tokio::task::spawn_blocking(move || self.pack()).await.map_err(Error::internal)?
    }

    fn pack(self) -> Result<Made> {
        let mut file = tempfile::tempfile().map_err(Error::internal)?;
        let answers = self.answers.as_ref().map(|(variables, rows)| Answers { variables, rows });
        let contents = Contents { about: &self.about, tables: &self.tables, answers, texts: &self.texts };
        write(BufWriter::new(&mut file), &contents).map_err(Error::internal)?;
        let size = file.seek(SeekFrom::End(0)).map_err(Error::internal)?;
        Ok(Made { file, size, report: self.report })
    }
}

/// How counts are protected, as files say it.
const fn in_words(method: domain::disclosure::Method) -> &'static str {
    use domain::disclosure::Method;
    match method {
        Method::Rounding => "rounded to multiples of 5",
        Method::CellKey => "changed at random by up to 3, the same for the same people",
        Method::Suppression => "exact, with those below 10 withheld and others so that these cannot be told",
    }
}

/// What a package is of, without its answers.
pub(super) async fn about(
    ctx: &Context,
    survey: &Survey,
    newest: &Newest,
    left_out: &[String],
    purpose: &str,
) -> Result<About> {
    let mut tx = ctx.store.main.read().await?;
    let owner = crate::partnership::known(&mut tx, survey.partnership).await?;
    drop(tx);
    let (from, until) = (survey.opens_at, survey.closed_at.or(survey.closes_at));
    let day = |at: Option<jiff::Timestamp>| at.map_or_else(|| "not said".to_owned(), |at| ctx.date(at).to_string());
    let universe = match survey.access {
        Access::Open => "Whoever chose to answer",
        Access::Invited => "Those who were invited and answered",
    };
    Ok(About {
        counts: in_words(newest.method()).to_owned(),
        title: survey.title.clone(),
        code: survey.slug.clone(),
        owner: owner.name,
        days: format!("{} to {}", day(from), day(until)),
        collected: from.zip(until).map(|(from, until)| (ctx.date(from), ctx.date(until))),
        made: ctx.today(),
        program: env!("CARGO_PKG_VERSION").to_owned(),
        rehearsed: newest.rehearsed,
        left_out: left_out.to_vec(),
        purpose: purpose.to_owned(),
        universe: universe.to_owned(),
        method: method(ctx, survey).await?,
        ..About::default()
    })
}

/// How the data came about: who could answer, how many were invited, what changed meanwhile.
async fn method(ctx: &Context, survey: &Survey) -> Result<Method> {
    let how = match survey.access {
        Access::Open => {
            "An open consultation: anybody with the address could answer. People chose themselves; nobody was drawn by chance."
        }
        Access::Invited => {
            "People were invited one by one, each with a link of their own, and could answer once. Nobody was drawn by chance."
        }
    };
    let mut how = vec![how.to_owned()];
    how.push(
        "Answers are kept apart from addresses. Rows say nothing of when, in which language or how somebody answered."
            .to_owned(),
    );
    let invited = results(ctx, survey.clone()).await?.invited;
    let rates = invited.into_iter().map(|invited| ("Invited".to_owned(), invited.invited.to_string())).collect();
    Ok(Method { how, rates, changes: changes(ctx, survey).await?, weights: Vec::new() })
}

/// What changed from version to version.
async fn changes(ctx: &Context, survey: &Survey) -> Result<Vec<String>> {
    let newest = survey.version.and_then(|number| u32::try_from(number).ok()).unwrap_or(0);
    let mut changes = Vec::new();
    for number in 2..=newest {
        let before = ctx.versions.get(ctx, survey.id, number - 1).await?;
        let after = ctx.versions.get(ctx, survey.id, number).await?;
        let mut tx = ctx.store.main.read().await?;
        let found = store::survey::version::version_by_number(&mut tx, survey.id, i64::from(number)).await?;
        let day = found.map_or_else(String::new, |version| format!(", from {}", ctx.date(version.made_at)));
        changes.push(format!("Version {number}{day}: {}.", difference(&before.definition, &after.definition)));
    }
    Ok(changes)
}

/// What is different in a version, in words.
fn difference(before: &Definition, after: &Definition) -> String {
    if differ_in_words_only(before, after) {
        return "words were changed; every question and every answer is the same".to_owned();
    }
    let codes = |one: &Definition| -> Vec<String> {
        one.questionnaire.items().filter(|(_, item)| item.kind.asks()).map(|(_, item)| item.code.to_string()).collect()
    };
    let (before, after) = (codes(before), codes(after));
    let only = |one: &[String], other: &[String]| -> Vec<String> {
        one.iter().filter(|code| !other.contains(code)).cloned().collect()
    };
    let (gone, new) = (only(&before, &after), only(&after, &before));
    let said = |what: &str, codes: &[String]| (!codes.is_empty()).then(|| format!("{what} {}", codes.join(", ")));
    let said: Vec<String> = [said("added", &new), said("taken out", &gone)].into_iter().flatten().collect();
    if said.is_empty() { "answers or conditions were changed".to_owned() } else { said.join("; ") }
}

/// What was done to protect people, in sentences.
fn protection(report: &Report, risk: Option<&RiskReport>) -> Protection {
    let suppressed: Vec<String> = report
        .suppressed
        .iter()
        .filter(|(_, count)| *count > 0)
        .map(|(code, count)| format!("{code}: {count}"))
        .collect();
    let suppressed = if suppressed.is_empty() { "nothing".to_owned() } else { suppressed.join(", ") };
    let mut words = vec![
        "Rows are in an order that says nothing; nothing says when, in which language or how somebody answered."
            .to_owned(),
        format!(
            "Every combination of who people are (about_people in the codebook) is shared by at least {} rows.",
            report.k
        ),
        format!("Values withheld (code -5): {suppressed}."),
        format!("Rows left out: {}.", report.removed),
    ];
    let Some(risk) = risk else { return Protection { k: report.k, words, ..Protection::default() } };
    let coarser: Vec<&str> =
        risk.keys.iter().filter(|key| key.level > 0 && key.level < key.levels).map(|key| key.code.as_str()).collect();
    if !coarser.is_empty() {
        words.push(format!("Groups joined into fewer: {}.", coarser.join(", ")));
    }
    let sensitive: Vec<String> = risk.after.diversity.iter().map(|(code, _)| code.clone()).collect();
    let said = !sensitive.is_empty();
    let (l, t) = (said.then_some(risk.demands.distinct), said.then_some(risk.demands.t));
    Protection { k: report.k, l, t, sensitive, words }
}

/// The released tables that a package may hold, with the words of their categories.
pub(super) fn tables(
    loaded: &Loaded,
    newest: &Newest,
    declared: &[Declared],
    group_name: impl Fn(&str, &str) -> Option<Text>,
) -> Vec<Table> {
    let mut tables = Vec::new();
    for one in declared {
        let Some(released) = newest.released.tables.get(&one.name) else { continue };
        let item = one.field().map(|field| loaded.prepared.item(loaded.prepared.fields()[field].item));
        // Counted for the people concerned (how many answered in one's own partnership), not for everybody.
        if item.is_some_and(|item| item.not_published) {
            continue;
        }
        let label = |code: &String| {
            let own = item.and_then(|item| {
                let choices = loaded.prepared.questionnaire().choices_of(item);
                choices.iter().find(|choice| choice.code == *code).map(|choice| choice.words.clone())
            });
            let words = group_name(&one.dimension.code, code).or(own);
            words.map_or_else(|| code.clone(), |words| words.best(Language::English).0.to_owned())
        };
        tables.push(Table {
            name: one.name.clone(),
            words: item.map_or_else(String::new, |item| item.words.best(Language::English).0.to_owned()),
            labels: one.dimension.categories.iter().map(label).collect(),
            table: released.table.clone(),
            up_to: released.up_to.to_string(),
        });
    }
    tables
}
