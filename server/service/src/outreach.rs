//! Whom to reach next and how: a partnership's list of ways, and the tasks of a survey with what became of them.
//!
//! Everything here is made of the released tables of the inclusion check: a task keeps two published counts, so that its
//! effect can be told later and nothing about anybody is kept.

use domain::{
    id::{OutreachId, OutreachTaskId},
    inclusion::{Count, Missing, Tolerance},
    outreach::{self as rules, Effect, GroupRef, Projection, Seen, Way, WayForm},
    problem::Problem,
    text::one_line,
    time::days_between,
};
use jiff::civil::Date;
pub use store::outreach::{Closed, Outcome, Outreach, OutreachTask};
use store::{Tx, survey::Survey};

use crate::{
    Context, Error, Result,
    access::{Editor, Officer},
    audit::{self, Action},
    inclusion::{self, Check},
    place::{self, Population},
    survey::load,
};

/// The longest reason, in characters.
const REASON_LONGEST: usize = 300;
/// The most ways on a list.
const MOST_WAYS: usize = 500;

/// The list of a partnership.
#[derive(Clone, Debug)]
pub struct List {
    /// All ways, those off the list too, in the order of their names.
    pub ways: Vec<Outreach>,
    /// The groups that a way can reach.
    pub populations: Vec<Population>,
}

impl List {
    /// The ways that are on the list.
    pub fn current(&self) -> impl Iterator<Item = &Outreach> {
        self.ways.iter().filter(|one| one.retired_at.is_none())
    }

    /// The way with this identifier.
    pub fn one(&self, id: OutreachId) -> Option<&Outreach> {
        self.ways.iter().find(|one| one.id == id)
    }
}

/// One group that is missing, with what helps.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// The group, and how far it is from its share.
    pub missing: Missing,
    /// Where it is going at the present rate.
    pub projection: Option<Projection>,
    /// Ways of the list that reach it, the cheapest for each answer first.
    pub ways: Vec<Outreach>,
    /// Whether somebody has taken it.
    pub taken: bool,
}

/// One task with what became of its group.
#[derive(Clone, Debug)]
pub struct TaskLine {
    /// The task.
    pub task: OutreachTask,
    /// The way that was chosen.
    pub way: Option<Outreach>,
    /// Who took it.
    pub who: String,
    /// What became of the group since: up to the end of a task that is closed, up to now of one that is open.
    pub effect: Option<Effect>,
}

/// What a survey's page of next steps shows.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The inclusion check.
    pub check: Check,
    /// The groups that are missing, most first.
    pub wanted: Vec<Wanted>,
    /// Open tasks, then closed ones, each newest first.
    pub tasks: Vec<TaskLine>,
    /// How many days are left; none where no last day is set, or it is over.
    pub days_left: Option<i64>,
}

/// The list of an officer's partnership.
///
/// # Errors
/// What is wrong with the database.
pub async fn list(ctx: &Context, officer: &Officer) -> Result<List> {
    let mut tx = ctx.store.main.read().await?;
    let partnership = crate::partnership::known(&mut tx, officer.partnership()).await?;
    let mut ways = store::outreach::outreach_of(&mut tx, partnership.id).await?;
    drop(tx);
    ways.sort_by_key(|one| domain::text::fold(&one.way.name));
    Ok(List { ways, populations: place::populations(ctx, &partnership).await? })
}

/// The groups that can be named in a form.
pub fn groups(populations: &[Population]) -> Vec<GroupRef> {
    let of = |population: &Population| {
        let characteristic = population.characteristic.clone();
        let groups = population.groups.iter().filter(|group| group.people.is_some()).map(|group| group.code.clone());
        groups.map(move |group| GroupRef { characteristic: characteristic.clone(), group }).collect::<Vec<_>>()
    };
    populations.iter().flat_map(of).collect()
}

/// Adds a way, or changes the one that is named.
///
/// # Errors
/// [`Error::Invalid`] with what is wrong with the form; [`Error::Missing`] when it is none of this partnership's;
/// `Refused("too-many")` when the list is full.
pub async fn save(ctx: &Context, officer: &Officer, id: Option<OutreachId>, form: &WayForm) -> Result<OutreachId> {
    let list = list(ctx, officer).await?;
    if let Some(id) = id {
        list.one(id).ok_or(Error::Missing)?;
    }
    let others: Vec<String> = list.current().filter(|one| Some(one.id) != id).map(|one| one.way.name.clone()).collect();
    let way = rules::check(form, &groups(&list.populations), &others).map_err(Error::Invalid)?;
    if id.is_none() && list.ways.len() >= MOST_WAYS {
        return Err(Error::Refused("too-many"));
    }
    let mut tx = ctx.store.main.write().await?;
    let (id, action) = match id {
        Some(id) => {
            store::outreach::update_outreach(&mut tx, id, &way).await?;
            (id, Action("outreach-changed"))
        }
        None => {
            let id = OutreachId::new(ctx.ids.random()?);
            let new = Outreach { id, partnership: officer.partnership(), way, retired_at: None, made_at: ctx.now() };
            store::outreach::insert_outreach(&mut tx, &new).await?;
            (id, Action("outreach-added"))
        }
    };
    audit::note(ctx, &mut tx, officer.by(), action, &format!("outreach:{id}"), "").await?;
    tx.commit().await?;
    Ok(id)
}

/// Takes a way off the list, or puts it back.
///
/// # Errors
/// [`Error::Missing`] when it is none of this partnership's.
pub async fn retire(ctx: &Context, officer: &Officer, id: OutreachId, off: bool) -> Result<()> {
    list(ctx, officer).await?.one(id).ok_or(Error::Missing)?;
    let mut tx = ctx.store.main.write().await?;
    store::outreach::retire_outreach(&mut tx, id, off.then(|| ctx.now())).await?;
    let action = if off { Action("outreach-retired") } else { Action("outreach-restored") };
    audit::note(ctx, &mut tx, officer.by(), action, &format!("outreach:{id}"), "").await?;
    tx.commit().await?;
    Ok(())
}

/// The next steps of a survey.
///
/// # Errors
/// [`Error::Missing`] when the survey is gone.
pub async fn plan(ctx: &Context, editor: &Editor) -> Result<Plan> {
    let survey = load(&mut ctx.store.main.read().await?, editor.survey()).await?;
    let check = inclusion::check(ctx, survey).await?;
    let mut tx = ctx.store.main.read().await?;
    let ways = store::outreach::outreach_of(&mut tx, check.survey.partnership).await?;
    let tasks = store::outreach::outreach_tasks_of(&mut tx, check.survey.id).await?;
    let mut lines = Vec::new();
    for task in tasks {
        let who = store::account::account_by_id(&mut tx, task.taken_by).await?.map(|account| account.name);
        let now = task.closed.as_ref().map(|closed| closed.after).or_else(|| seen(&check, &task.group));
        lines.push(TaskLine {
            way: ways.iter().find(|way| Some(way.id) == task.outreach).cloned(),
            who: who.unwrap_or_default(),
            effect: now.map(|now| rules::effect(task.before, now)),
            task,
        });
    }
    drop(tx);
    lines.sort_by_key(|line| line.task.closed.is_some());
    let current: Vec<(Outreach, Way)> =
        ways.into_iter().filter(|one| one.retired_at.is_none()).map(|one| (one.clone(), one.way)).collect();
    let wanted = check.missing.iter().map(|missing| wanted(ctx, &check, missing, &current, &lines)).collect();
    let end = check.survey.closed_at.or(check.survey.closes_at);
    let days_left = end.map(|end| days_between(ctx.today(), ctx.date(end))).filter(|days| *days >= 0);
    Ok(Plan { wanted, tasks: lines, days_left, check })
}

fn wanted(ctx: &Context, check: &Check, missing: &Missing, ways: &[(Outreach, Way)], tasks: &[TaskLine]) -> Wanted {
    let group = GroupRef { characteristic: missing.characteristic.clone(), group: missing.group.clone() };
    let taken = tasks.iter().any(|line| line.task.group == group && line.task.closed.is_none());
    let ranked = rules::ranked(ways, &group).into_iter().map(|(way, _)| way.clone()).collect();
    Wanted { missing: missing.clone(), projection: projection(ctx, check, &group), ways: ranked, taken }
}

/// Where a group is going, as far as its own table was counted.
fn projection(ctx: &Context, check: &Check, group: &GroupRef) -> Option<Projection> {
    let compared = check.compared.iter().find(|one| one.comparison.code == group.characteristic)?;
    let (from, to) = (check.survey.opens_at?, check.survey.closed_at.or(check.survey.closes_at)?);
    let days = |from: Date, to: Date| u32::try_from(days_between(from, to) + 1).ok();
    let (first, last) = (ctx.date(from), ctx.date(to));
    let all = days(first, last)?;
    let (own, whole) = counts(compared, &group.group)?;
    rules::project(own, whole, days(first, compared.up_to)?, all, &Tolerance::default())
}

fn counts(compared: &inclusion::Compared, group: &str) -> Option<(Count, Count)> {
    let found = compared.comparison.groups.iter().find(|one| one.code == group)?;
    let population = compared.comparison.groups.iter().map(|one| one.population).sum();
    let own = Count { participants: found.participants.published()?, population: found.population };
    Some((own, Count { participants: compared.comparison.said.published()?, population }))
}

/// What is published of a group now.
fn seen(check: &Check, group: &GroupRef) -> Option<Seen> {
    let compared = check.compared.iter().find(|one| one.comparison.code == group.characteristic)?;
    let (own, whole) = counts(compared, &group.group)?;
    Some(Seen { group: own.participants, all: whole.participants })
}

/// A task that somebody wants to take, as it was typed.
#[derive(Clone, Debug, Default)]
pub struct Taking {
    /// The code of the group: `age:16_24`.
    pub group: String,
    /// The way, by its identifier; empty for one of one's own.
    pub way: String,
    /// Until when; may be empty.
    pub due: String,
}

/// Takes a task. Taken again while it is open, it is the same task: the second press of a button.
///
/// # Errors
/// [`Error::Invalid`] at `due`; [`Error::Missing`] when the group is not missing or not published, or the way is none of
/// this partnership's.
pub async fn take(ctx: &Context, editor: &Editor, taking: &Taking) -> Result<OutreachTaskId> {
    let plan = plan(ctx, editor).await?;
    let is_meant = |wanted: &&Wanted| {
        let missing = &wanted.missing;
        GroupRef { characteristic: missing.characteristic.clone(), group: missing.group.clone() }.code() == taking.group
    };
    let wanted = plan.wanted.iter().find(is_meant).ok_or(Error::Missing)?;
    let group = GroupRef { characteristic: wanted.missing.characteristic.clone(), group: wanted.missing.group.clone() };
    let outreach = match taking.way.as_str() {
        "" => None,
        id => {
            let known = wanted.ways.iter().find(|way| way.id.to_string() == id);
            Some(known.ok_or(Error::Missing)?.id)
        }
    };
    let due = due(ctx, &taking.due)?;
    let before = seen(&plan.check, &group).ok_or(Error::Missing)?;
    let same =
        |line: &&TaskLine| line.task.closed.is_none() && line.task.group == group && line.task.outreach == outreach;
    if let Some(line) = plan.tasks.iter().find(same) {
        return Ok(line.task.id);
    }
    let id = OutreachTaskId::new(ctx.ids.random()?);
    let new = OutreachTask {
        id,
        survey: editor.survey(),
        group,
        outreach,
        due,
        taken_by: editor.account(),
        taken_at: ctx.now(),
        before,
        closed: None,
    };
    let mut tx = ctx.store.main.write().await?;
    store::outreach::insert_outreach_task(&mut tx, &new).await?;
    note(ctx, &mut tx, editor, Action("outreach-task-taken"), &plan.check.survey, &new.group.code()).await?;
    tx.commit().await?;
    Ok(id)
}

fn due(ctx: &Context, typed: &str) -> Result<Option<Date>> {
    match one_line(typed).as_str() {
        "" => Ok(None),
        typed => match typed.parse::<Date>() {
            Ok(day) if day >= ctx.today() => Ok(Some(day)),
            Ok(_) => Err(Error::invalid(Problem::new("due", "day-past"))),
            Err(_) => Err(Error::invalid(Problem::new("due", "date"))),
        },
    }
}

async fn note(
    ctx: &Context,
    tx: &mut Tx,
    editor: &Editor,
    action: Action,
    survey: &Survey,
    detail: &str,
) -> Result<()> {
    audit::note(ctx, tx, editor.by(), action, &survey.subject(), detail).await
}

/// Closes a task as done or given up, or opens it again. What stands already is not changed.
///
/// # Errors
/// [`Error::Missing`] when it is no task of this survey; [`Error::Invalid`] at `reason` when it is given up without one,
/// or the reason is too long.
pub async fn finish(
    ctx: &Context,
    editor: &Editor,
    id: OutreachTaskId,
    outcome: Option<Outcome>,
    reason: &str,
) -> Result<()> {
    let plan = plan(ctx, editor).await?;
    let line = plan.tasks.iter().find(|line| line.task.id == id).ok_or(Error::Missing)?;
    let reason = one_line(reason);
    if outcome == Some(Outcome::GivenUp) && reason.is_empty() {
        return Err(Error::invalid(Problem::new("reason", "reason-missing")));
    }
    let over = reason.chars().count().saturating_sub(REASON_LONGEST);
    if over > 0 {
        let problem = Problem::new("reason", "too-long").about("most", REASON_LONGEST);
        return Err(Error::invalid(problem.about("over", over)));
    }
    let mut tx = ctx.store.main.write().await?;
    let (changed, action) = match outcome {
        None => (store::outreach::reopen_outreach_task(&mut tx, id).await?, Action("outreach-task-reopened")),
        Some(outcome) => {
            let after = seen(&plan.check, &line.task.group).unwrap_or(line.task.before);
            let closed = Closed { outcome, reason, by: editor.account(), at: ctx.now(), after };
            let changed = store::outreach::close_outreach_task(&mut tx, id, &closed).await?;
            (changed, Action("outreach-task-closed"))
        }
    };
    if changed {
        note(ctx, &mut tx, editor, action, &plan.check.survey, &line.task.group.code()).await?;
    }
    tx.commit().await?;
    Ok(())
}
