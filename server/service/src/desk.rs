//! The desk: what needs an officer first, what is running, what goes on by itself, what was done lately.

mod fact;
mod work;

use domain::{
    desk::{Group, Task, tasks},
    disclosure::{Cell, declared::WEEK_TABLE},
    id::{PartnershipId, SurveyId},
    survey::publish::Phase,
    text::Language,
    time::{days_between, week_of},
};
use jiff::civil::Date;
use store::{partnership::Partnership, survey::Survey};

pub use work::{Work, progress, retry};

use crate::{
    Context, Error, Result,
    access::{self, Caller, Officer},
    audit::NamedLine,
    disclosure::{Newest, newest},
    inclusion::{Check, check},
    mail::{Letters, letters},
};

/// How many deeds are looked at, and how many are shown.
const DEEDS: (i64, usize) = (40, 8);

/// What the start page of a desk shows.
#[derive(Clone, Debug)]
pub struct Start {
    /// Today.
    pub today: Date,
    /// What needs somebody first.
    pub tasks: Vec<Task>,
    /// What is running, or closed and not public yet.
    pub running: Vec<Running>,
    /// What goes on by itself: what runs first, what is done last.
    pub work: Vec<Work>,
    /// How letters stand.
    pub letters: Letters,
    /// What was done lately.
    pub lately: Vec<Deed>,
}

/// A survey that is running, or closed and not public yet.
#[derive(Clone, Debug)]
pub struct Running {
    /// The survey.
    pub survey: Survey,
    /// Where it is in its life.
    pub phase: Phase,
    /// About how many have answered; none while that cannot be told.
    pub answered: Option<i64>,
    /// How many of them this week, as published.
    pub this_week: Option<Cell>,
    /// The group that is missing most.
    pub missing: Option<Group>,
    /// Days that are left; today does not count, the last day does.
    pub days_left: i64,
}

/// One deed, or the same one several times in a row.
#[derive(Clone, Debug)]
pub struct Deed {
    /// The newest line of the record.
    pub line: NamedLine,
    /// How many times.
    pub times: usize,
    /// The survey that it is about, while there is one.
    pub survey: Option<(SurveyId, String)>,
}

/// The start page of a desk.
pub async fn start(ctx: &Context, officer: &Officer) -> Result<Start> {
    let surveys = store::survey::surveys_of(&mut ctx.store.main.read().await?, officer.partnership()).await?;
    let (mut running, mut facts) = (Vec::new(), Vec::new());
    for survey in &surveys {
        let phase = survey.phase(ctx.now());
        let checked = match phase {
            Phase::Open => Some(check(ctx, survey.clone()).await?),
            _ => None,
        };
        let missing = checked.as_ref().map(missing).unwrap_or_default();
        if phase == Phase::Open || (phase == Phase::Closed && survey.results_public_at.is_none()) {
            running.push(row(ctx, survey, phase, checked, missing.first().cloned()).await?);
        }
        facts.push(fact::of_survey(ctx, officer, survey, missing).await?);
    }
    running.sort_by_key(|running| (running.phase, running.survey.closes_at));
    let (work, letters) = (work::of(ctx, officer, &surveys).await?, letters(ctx, officer).await?);
    let facts = fact::of_partnership(ctx, officer, facts, &work, &letters).await?;
    let lines = store::audit::lines_of(&mut ctx.store.main.read().await?, officer.partnership(), DEEDS.0).await?;
    let lately = deeds(lines, &surveys).into_iter().take(DEEDS.1).collect();
    Ok(Start { today: facts.today, tasks: tasks(&facts), running, work, letters, lately })
}

/// The groups that are missing, in English words: the desk is in English.
fn missing(check: &Check) -> Vec<Group> {
    let people = |characteristic: &str, group: &str| {
        let compared = check.compared.iter().find(|one| one.population.characteristic == characteristic)?;
        let found = compared.population.groups.iter().find(|known| known.code == group)?;
        Some(found.phrase.best(Language::English).0.to_owned())
    };
    let group = |missing: &domain::inclusion::Missing| Group {
        people: people(&missing.characteristic, &missing.group).unwrap_or_else(|| missing.group.clone()),
        more: missing.more_answers,
    };
    check.missing.iter().map(group).collect()
}

async fn row(
    ctx: &Context,
    survey: &Survey,
    phase: Phase,
    checked: Option<Check>,
    missing: Option<Group>,
) -> Result<Running> {
    let newest = match checked {
        Some(check) => check.newest,
        None => newest(ctx, survey).await?,
    };
    let end = survey.closed_at.or(survey.closes_at);
    Ok(Running {
        phase,
        answered: newest.as_ref().map(|newest| newest.about),
        this_week: newest.as_ref().filter(|_| phase == Phase::Open).and_then(|newest| this_week(ctx, survey, newest)),
        missing,
        days_left: end.map_or(0, |end| days_between(ctx.today(), ctx.date(end))),
        survey: survey.clone(),
    })
}

/// The published count of this week.
fn this_week(ctx: &Context, survey: &Survey, newest: &Newest) -> Option<Cell> {
    let table = &newest.released.tables.get(WEEK_TABLE)?.table;
    let opened = week_of(ctx.date(survey.opens_at?));
    let week = usize::try_from(days_between(opened, week_of(ctx.today())).div_euclid(7)).ok()?;
    let known = table.dimensions().first()?.categories.len();
    (week < known).then(|| table.count(&[Some(week)]))
}

/// Lines of the record with the names of what they are about; the same deed several times in a row is told once.
fn deeds(lines: Vec<NamedLine>, surveys: &[Survey]) -> Vec<Deed> {
    let mut deeds: Vec<Deed> = Vec::new();
    for line in lines {
        let same = |last: &&mut Deed| {
            (&last.line.name, &last.line.action, &last.line.subject) == (&line.name, &line.action, &line.subject)
        };
        if let Some(last) = deeds.last_mut().filter(same) {
            last.times += 1;
            continue;
        }
        let survey = surveys.iter().find(|survey| survey.subject() == line.subject);
        deeds.push(Deed { survey: survey.map(|survey| (survey.id, survey.title.clone())), line, times: 1 });
    }
    deeds
}

/// The desks that somebody may open, and the surveys that are shared with them.
#[derive(Clone, Debug)]
pub struct Desks {
    /// Their desks, Scotland first.
    pub own: Vec<OwnDesk>,
    /// The surveys of others.
    pub shared: Vec<SharedSurvey>,
}

/// A desk that somebody may open.
#[derive(Clone, Debug)]
pub struct OwnDesk {
    /// Whose.
    pub partnership: Partnership,
    /// How many of its surveys are open.
    pub open: usize,
    /// How many are drafts.
    pub drafts: usize,
}

/// A survey that is shared with the body that somebody works for.
#[derive(Clone, Debug)]
pub struct SharedSurvey {
    /// The survey.
    pub survey: Survey,
    /// Where it is in its life.
    pub phase: Phase,
    /// The name of the partnership whose it is.
    pub owner: String,
    /// Whether they may change it.
    pub may_edit: bool,
}

/// What somebody who has just signed in may open.
pub async fn desks(ctx: &Context, caller: &Caller) -> Result<Desks> {
    let all = crate::partnership::all(ctx).await?;
    let mut own = Vec::new();
    for partnership in all.iter().filter(|partnership| caller.officer(partnership).is_ok()) {
        let surveys = store::survey::surveys_of(&mut ctx.store.main.read().await?, partnership.id).await?;
        let count = |phase| surveys.iter().filter(|survey| survey.phase(ctx.now()) == phase).count();
        own.push(OwnDesk { partnership: partnership.clone(), open: count(Phase::Open), drafts: count(Phase::Draft) });
    }
    let is_own = |id: PartnershipId| own.iter().any(|desk: &OwnDesk| desk.partnership.id == id);
    let mut shared = Vec::new();
    for (survey, phase) in crate::survey::shared(ctx, caller).await? {
        if is_own(survey.partnership) {
            continue;
        }
        let may_edit = access::editor(ctx, caller, survey.id).await.is_ok();
        let owner = all.iter().find(|partnership| partnership.id == survey.partnership).ok_or(Error::Missing)?;
        shared.push(SharedSurvey { owner: owner.name.clone(), may_edit, survey, phase });
    }
    Ok(Desks { own, shared })
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;

    fn line(name: &str, action: &str, subject: &str) -> NamedLine {
        NamedLine {
            at: Timestamp::UNIX_EPOCH,
            name: Some(name.to_owned()),
            action: action.to_owned(),
            subject: subject.to_owned(),
            detail: String::new(),
        }
    }

    #[test]
    fn the_same_deed_in_a_row_is_told_once() {
        let lines = vec![
            line("Ann", "notice-saved", "survey:1"),
            line("Ann", "notice-saved", "survey:1"),
            line("Ann", "notice-saved", "survey:2"),
            line("Bob", "notice-saved", "survey:2"),
            line("Ann", "notice-saved", "survey:1"),
        ];
        let times: Vec<usize> = deeds(lines, &[]).iter().map(|deed| deed.times).collect();
        assert_eq!(times, [2, 1, 1, 1]);
    }
}
