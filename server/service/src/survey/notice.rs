//! The start page, the days and the law: what people are told before they answer, as one form.

use domain::{
    problem::Problem,
    survey::{Definition, notice::Retention, publish::Phase},
    text::{Language, Text, one_line, tidy},
};
use jiff::{
    Timestamp,
    civil::{Date, DateTime, Time},
};
use store::survey::{Access, Survey};

use super::{
    draft::{Drafted, definition, save},
    load,
};
use crate::{
    Context, Error, Result,
    access::Editor,
    audit::{self, Action},
    error::Problems,
};

/// The longest text of a notice, in characters.
const NOTICE_LONGEST: usize = 2000;

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

impl NoticeForm {
    /// The form as it is filled in now.
    pub fn of(ctx: &Context, drafted: &Drafted) -> Self {
        let both = |text: &Text| Language::ALL.map(|language| text.get(language).unwrap_or_default().to_owned());
        let time = |at: Option<Timestamp>| {
            at.map_or_else(Default::default, |at| {
                let civil = ctx.london.to_datetime(at);
                [civil.date().to_string(), format!("{:02}:{:02}", civil.hour(), civil.minute())]
            })
        };
        let (survey, questionnaire) = (&drafted.survey, &drafted.definition.questionnaire);
        let notice = &drafted.definition.notice;
        Self {
            title: both(&questionnaire.title),
            purpose: both(&notice.purpose),
            who: both(&notice.who),
            asks: both(&notice.asks),
            seen_by: both(&notice.seen_by),
            happens: both(&notice.happens),
            legal_basis: both(&notice.legal_basis),
            controller: both(&notice.controller),
            contact: both(&notice.contact),
            other_formats: both(&notice.other_formats),
            months: match &notice.retention {
                Some(Retention::Months(months)) => months.to_string(),
                _ => String::new(),
            },
            minutes: notice.minutes.map(|minutes| minutes.to_string()).unwrap_or_default(),
            opens: time(survey.opens_at),
            closes: time(survey.closes_at),
            results_by: notice.results_by.map(|date| date.to_string()).unwrap_or_default(),
            decisions_by: notice.decisions_by.map(|date| date.to_string()).unwrap_or_default(),
            gaelic: questionnaire.languages.contains(&Language::Gaelic),
            invited_only: survey.access == Access::Invited,
            seen: survey.revision,
        }
    }
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
    let mut definition = definition(&mut tx, &survey).await?;
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
