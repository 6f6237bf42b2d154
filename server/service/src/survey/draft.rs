//! Drafts: changed step by step with plain forms; every step is kept and can be undone, and two people who edit at the
//! same time cannot overwrite each other.

use domain::{
    problem::Problem,
    survey::{
        edit::{apply, Edit},
        notice::Retention,
        publish::{canonical_json, Phase},
        Definition,
    },
    text::{one_line, tidy, Language, Text},
};
use jiff::{
    civil::{Date, DateTime, Time},
    Timestamp,
};
use store::{
    survey::{version::Draft, Access, Survey},
    Tx,
};

use super::{load, readiness, Readiness};
use crate::{
    access::Editor,
    audit::{self, Action},
    error::Problems,
    Context, Error, Result,
};

/// The longest text of a notice, in characters.
const NOTICE_LONGEST: usize = 2000;

/// What the editor shows.
#[derive(Clone, Debug)]
pub struct Drafted {
    /// The survey.
    pub survey: Survey,
    /// Where it is in its life.
    pub phase: Phase,
    /// The draft.
    pub definition: Definition,
    /// When it was saved.
    pub saved_at: Timestamp,
    /// Whether it differs from the published version.
    pub changed: bool,
    /// Whether it can be published.
    pub readiness: Readiness,
}

/// The newest draft of a survey.
pub async fn show(ctx: &Context, editor: &Editor) -> Result<Drafted> {
    let mut tx = ctx.store.main.read().await?;
    let survey = load(&mut tx, editor.survey()).await?;
    let draft = newest(&mut tx, &survey).await?;
    let definition = parse(&draft)?;
    let changed = match survey.version {
        None => true,
        Some(number) => {
            let last = store::survey::version::version_by_number(&mut tx, survey.id, number).await?;
            last.is_none_or(|last| last.definition != canonical_json(&definition))
        }
    };
    Ok(Drafted {
        phase: survey.phase(ctx.now()),
        readiness: readiness(&survey, &definition),
        saved_at: draft.made_at,
        definition,
        survey,
        changed,
    })
}

pub(super) async fn newest(tx: &mut Tx, survey: &Survey) -> Result<Draft> {
    store::survey::version::draft_at(tx, survey.id, survey.revision).await?.ok_or(Error::Missing)
}

pub(super) fn parse(draft: &Draft) -> Result<Definition> {
    serde_json::from_str(&draft.definition).map_err(Error::internal)
}

/// Changes a draft by one step, for whoever saw the revision `seen`.
///
/// # Errors
/// [`Error::Conflict`] when somebody saved in the meantime; [`Error::Invalid`] when the step cannot be made;
/// `Refused("closed")`.
pub async fn edit(ctx: &Context, editor: &Editor, seen: i64, step: Edit) -> Result<()> {
    change(ctx, editor, seen, |definition| apply(&definition, step).map_err(Error::invalid)).await
}

/// Puts back the draft before the last change; done again, it puts the change back.
///
/// # Errors
/// [`Error::Conflict`] when somebody saved in the meantime; `Refused("nothing-to-undo")`.
pub async fn undo(ctx: &Context, editor: &Editor, seen: i64) -> Result<()> {
    if seen < 2 {
        return Err(Error::Refused("nothing-to-undo"));
    }
    let mut tx = ctx.store.main.read().await?;
    let before = store::survey::version::draft_at(&mut tx, editor.survey(), seen - 1).await?;
    drop(tx);
    let before = parse(&before.ok_or(Error::Refused("nothing-to-undo"))?)?;
    change(ctx, editor, seen, |_| Ok(before)).await
}

async fn change(
    ctx: &Context,
    editor: &Editor,
    seen: i64,
    change: impl FnOnce(Definition) -> Result<Definition>,
) -> Result<()> {
    let mut tx = ctx.store.main.write().await?;
    let survey = load(&mut tx, editor.survey()).await?;
    if survey.phase(ctx.now()) == Phase::Closed {
        return Err(Error::Refused("closed"));
    }
    if survey.revision != seen {
        return Err(Error::Conflict);
    }
    let definition = change(parse(&newest(&mut tx, &survey).await?)?)?;
    save(ctx, &mut tx, editor, &survey, &definition).await?;
    tx.commit().await?;
    Ok(())
}

async fn save(ctx: &Context, tx: &mut Tx, editor: &Editor, survey: &Survey, definition: &Definition) -> Result<()> {
    let title = definition.questionnaire.title.best(Language::English).0;
    if !store::survey::version::advance_revision(tx, survey.id, survey.revision, title).await? {
        return Err(Error::Conflict);
    }
    let draft = Draft {
        revision: survey.revision + 1,
        definition: canonical_json(definition),
        made_by: Some(editor.account()),
        made_at: ctx.now(),
    };
    store::survey::version::insert_draft(tx, survey.id, &draft).await?;
    store::survey::version::delete_old_drafts(tx, survey.id, draft.revision).await?;
    Ok(())
}

/// The start page, the days and the law, as a form holds them. Texts come in English and Gaelic.
#[derive(Clone, Debug, Default)]
pub struct NoticeForm {
    /// The name of the survey.
    pub title: [String; 2],
    /// What it is for.
    pub purpose: [String; 2],
    /// Who can answer.
    pub who: [String; 2],
    /// What is asked.
    pub asks: [String; 2],
    /// Who sees the answers.
    pub seen_by: [String; 2],
    /// What happens with them.
    pub happens: [String; 2],
    /// Why the law allows it.
    pub legal_basis: [String; 2],
    /// Who answers for the data.
    pub controller: [String; 2],
    /// Whom to ask.
    pub contact: [String; 2],
    /// In which other forms it can be had.
    pub other_formats: [String; 2],
    /// How long answers are kept, in months.
    pub months: String,
    /// How long it takes, in minutes; empty for the estimate.
    pub minutes: String,
    /// The first day and hour, as `2026-11-24` and `09:00`.
    pub opens: [String; 2],
    /// The last day and hour.
    pub closes: [String; 2],
    /// The day by which results are public; may be empty.
    pub results_by: String,
    /// The day by which it is said what will be done; may be empty.
    pub decisions_by: String,
    /// Whether it is offered in Gaelic.
    pub gaelic: bool,
    /// Whether only whoever is invited may answer.
    pub invited_only: bool,
    /// The revision that the form was filled in for.
    pub seen: i64,
}

/// Saves the start page, the days and the law. What was published before keeps its words; days take effect at once.
///
/// # Errors
/// [`Error::Invalid`] with all problems; [`Error::Conflict`]; `Refused("closed")`.
pub async fn save_notice(ctx: &Context, editor: &Editor, form: &NoticeForm) -> Result<()> {
    let mut problems = Problems::default();
    let times = read_times(ctx, form, &mut problems);
    let mut tx = ctx.store.main.write().await?;
    let survey = load(&mut tx, editor.survey()).await?;
    if survey.phase(ctx.now()) == Phase::Closed {
        return Err(Error::Refused("closed"));
    }
    if survey.revision != form.seen {
        return Err(Error::Conflict);
    }
    let mut definition = parse(&newest(&mut tx, &survey).await?)?;
    fill_notice(form, &mut definition, &mut problems);
    refuse_moved_opening(ctx, &survey, times, &mut problems);
    problems.done()?;
    let (opens, closes) = times;
    store::survey::set_times(&mut tx, survey.id, opens, closes).await?;
    if survey.version.is_none() {
        let access = if form.invited_only { Access::Invited } else { Access::Open };
        store::survey::set_access(&mut tx, survey.id, access).await?;
    }
    save(ctx, &mut tx, editor, &survey, &definition).await?;
    audit::note(ctx, &mut tx, editor.by(), Action("notice-saved"), &survey.subject(), "").await?;
    tx.commit().await?;
    Ok(())
}

type Times = (Option<Timestamp>, Option<Timestamp>);

/// The days of a form as instants in Europe/London: the hour that clocks show there.
fn read_times(ctx: &Context, form: &NoticeForm, problems: &mut Problems) -> Times {
    let mut read = |place: &'static str, typed: &[String; 2], hour: i8| {
        let (date, time) = (typed[0].trim(), typed[1].trim());
        if date.is_empty() {
            return None;
        }
        let date = date.parse::<Date>().map_err(|_| Problem::new(place, "date"));
        let time = if time.is_empty() { Ok(Time::constant(hour, 0, 0, 0)) } else { time.parse::<Time>() };
        let time = time.map_err(|_| Problem::new(format!("{place}-time"), "time"));
        let (date, time) = (problems.keep(date)?, problems.keep(time)?);
        domain::time::instant_of(DateTime::from_parts(date, time), &ctx.london)
    };
    let (opens, closes) = (read("opens", &form.opens, 9), read("closes", &form.closes, 17));
    if opens.zip(closes).is_some_and(|(opens, closes)| closes <= opens) {
        problems.add([Problem::new("closes", "closes-before-opens")]);
    }
    (opens, closes)
}

/// An open survey cannot be made unopened, and its end can be moved, but not into the past.
fn refuse_moved_opening(ctx: &Context, survey: &Survey, (opens, closes): Times, problems: &mut Problems) {
    let now = ctx.now();
    if survey.phase(now) == Phase::Open {
        if opens != survey.opens_at {
            problems.add([Problem::new("opens", "already-open")]);
        }
        if closes.is_none_or(|closes| closes <= now) {
            problems.add([Problem::new("closes", "closes-in-past")]);
        }
    }
}

fn fill_notice(form: &NoticeForm, definition: &mut Definition, problems: &mut Problems) {
    let mut text = |place: &'static str, typed: &[String; 2], old: &Text| {
        Language::ALL.into_iter().zip(typed).fold(old.clone(), |text, (language, typed)| {
            let typed = tidy(typed);
            let over = typed.chars().count().saturating_sub(NOTICE_LONGEST);
            if over > 0 {
                let place = format!("{place}.{language}");
                problems.add([Problem::new(place, "too-long").about("most", NOTICE_LONGEST).about("over", over)]);
            }
            text.with(language, typed)
        })
    };
    let questionnaire = &mut definition.questionnaire;
    questionnaire.title = text("title", &form.title, &questionnaire.title);
    let notice = &mut definition.notice;
    notice.purpose = text("purpose", &form.purpose, &notice.purpose);
    notice.who = text("who", &form.who, &notice.who);
    notice.asks = text("asks", &form.asks, &notice.asks);
    notice.seen_by = text("seen-by", &form.seen_by, &notice.seen_by);
    notice.happens = text("happens", &form.happens, &notice.happens);
    notice.legal_basis = text("legal-basis", &form.legal_basis, &notice.legal_basis);
    notice.controller = text("controller", &form.controller, &notice.controller);
    notice.contact = text("contact", &form.contact, &notice.contact);
    notice.other_formats = text("other-formats", &form.other_formats, &notice.other_formats);
    questionnaire.languages =
        Language::ALL.into_iter().filter(|language| *language == Language::English || form.gaelic).collect();
    notice.retention = whole(problems, "months", &form.months, 1, 240).map(Retention::Months);
    notice.minutes = whole(problems, "minutes", &form.minutes, 1, 120);
    notice.results_by = day(problems, "results-by", &form.results_by);
    notice.decisions_by = day(problems, "decisions-by", &form.decisions_by);
}

fn whole(problems: &mut Problems, place: &'static str, typed: &str, smallest: u16, largest: u16) -> Option<u16> {
    let typed = one_line(typed);
    if typed.is_empty() {
        return None;
    }
    let read = typed.parse::<u16>().ok().filter(|number| (smallest..=largest).contains(number));
    let range = || Problem::new(place, "number-range").about("smallest", smallest).about("largest", largest);
    problems.keep(read.ok_or_else(range))
}

fn day(problems: &mut Problems, place: &'static str, typed: &str) -> Option<Date> {
    let typed = one_line(typed);
    if typed.is_empty() {
        return None;
    }
    problems.keep(typed.parse::<Date>().map_err(|_| Problem::new(place, "date")))
}

/// The newest draft of a survey, as it is.
pub(crate) async fn definition(tx: &mut Tx, survey: &Survey) -> Result<Definition> {
    parse(&newest(tx, survey).await?)
}
