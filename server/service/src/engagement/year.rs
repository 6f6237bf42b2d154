//! The ledger of a year: made of what is published anyway, frozen when an officer asks to publish it, and public when a
//! second person has looked at it.

use std::collections::BTreeMap;

use domain::{
    disclosure::Cell,
    engagement::{
        Method, Year,
        ledger::{Entry, Ledger, Named, NamedGroup},
    },
    id::EngagementId,
    inclusion::Representation,
    outreach::GroupRef,
    partnership::Kind,
    problem::Problem,
    survey::publish::Phase,
    text::{Language, one_line},
};
use serde::{Deserialize, Serialize};
use store::{
    engagement::{Engagement, State},
    partnership::Partnership,
    survey::{Access, Survey},
};

use super::{Counts, entry};
use crate::{
    Context, Error, Result,
    access::Officer,
    audit::{self, Action},
    inclusion,
    place::{self, Population},
};

/// The longest note, in characters.
const NOTE_LONGEST: usize = 300;
/// The most years of a trend.
const TREND_MOST: usize = 5;

/// What a state of a year says, as it is stored.
#[derive(Clone, Serialize, Deserialize)]
struct Body {
    ledger: Ledger,
    /// What is shown of every file, as it is kept with its engagement once the state is public.
    files: BTreeMap<EngagementId, String>,
}

/// A year that is public.
#[derive(Clone, Debug)]
pub struct Published {
    /// Whose it is.
    pub partnership: Partnership,
    /// Its newest public state.
    pub state: State,
    /// What it says.
    pub ledger: Ledger,
    /// Its earlier public states, the newest first.
    pub earlier: Vec<State>,
    /// The same groups in years before, the oldest first.
    pub trend: Vec<Trend>,
}

/// A year of a trend.
#[derive(Clone, Debug)]
pub struct Trend {
    /// Which year.
    pub year: Year,
    /// The engagements in it.
    pub engagements: usize,
    /// How many times somebody took part.
    pub times: u64,
    /// The groups that this year looks at, as they were in that one.
    pub groups: Vec<(GroupRef, Option<Representation>)>,
}

/// A year of a partnership, as its desk lists it.
#[derive(Clone, Debug)]
pub struct YearLine {
    /// Which year.
    pub year: Year,
    /// The state that is public.
    pub public: Option<State>,
    /// The state that waits for a second person.
    pub waiting: Option<State>,
}

/// A year that ended before, for the list of everybody.
#[derive(Clone, Debug)]
pub struct Past {
    /// Whose.
    pub partnership: Partnership,
    /// The newest public state of every year, the newest year first.
    pub years: Vec<State>,
}

/// The ledger of a year as it stands now: engagements here whose last count is made, and those that were run elsewhere.
///
/// # Errors
/// What is wrong with the database.
pub async fn ledger(ctx: &Context, partnership: &Partnership, year: Year) -> Result<Ledger> {
    Ok(body(ctx, partnership, year).await?.ledger)
}

async fn body(ctx: &Context, partnership: &Partnership, year: Year) -> Result<Body> {
    let populations = place::populations(ctx, partnership).await?;
    let mut tx = ctx.store.main.read().await?;
    let elsewhere = store::engagement::engagements_of(&mut tx, partnership.id).await?;
    let surveys = store::survey::published_of(&mut tx, partnership.id).await?;
    drop(tx);
    let mut entries = Vec::new();
    let mut files = BTreeMap::new();
    let is_of_year = |one: &&Engagement| one.removed_at.is_none() && one.details.year() == year;
    for one in elsewhere.iter().filter(is_of_year) {
        let counts = Counts::of(&one.counts)?;
        entries.push(entry(ctx, one, counts.as_ref(), &populations)?);
        if !one.counts.is_empty() {
            files.insert(one.id, one.counts.clone());
        }
    }
    for survey in surveys {
        let last = survey.closed_at.or(survey.closes_at).map(|at| ctx.date(at));
        if survey.phase(ctx.now()) == Phase::Closed && last.is_some_and(|last| Year::of(last) == year) {
            entries.extend(of_survey(ctx, survey).await?);
        }
    }
    entries.sort_by(|a, b| {
        let title = |entry: &Entry| entry.title.best(Language::English).0.to_owned();
        (a.to, a.from, title(a)).cmp(&(b.to, b.from, title(b)))
    });
    let counted = populations.iter().filter(|population| population.counted.is_some());
    let recognised = crate::recognition::of_year(ctx, partnership.id, year).await?.figures;
    Ok(Body { ledger: Ledger { year, names: counted.map(named).collect(), entries, recognised }, files })
}

fn named(population: &Population) -> Named {
    let group = |group: &place::Group| NamedGroup {
        code: group.code.clone(),
        label: group.name.clone(),
        phrase: group.phrase.clone(),
    };
    let source = population.counted.as_ref().map(|counted| {
        let source = &counted.source;
        let whom = counted.base.best(Language::English).0;
        format!("{}, {whom}, {} ({}, {})", source.title, source.source, source.as_of, source.licence)
    });
    Named {
        code: population.characteristic.clone(),
        title: population.title.clone(),
        source: source.unwrap_or_default(),
        groups: population.groups.iter().map(group).collect(),
    }
}

/// A survey that was counted for the last time.
async fn of_survey(ctx: &Context, survey: Survey) -> Result<Option<Entry>> {
    let check = inclusion::check(ctx, survey).await?;
    let survey = &check.survey;
    let (Some(opens), Some(closes)) = (survey.opens_at, survey.closed_at.or(survey.closes_at)) else { return Ok(None) };
    let about = match &check.newest {
        Some(newest) if !newest.closing => return Ok(None),
        newest => newest.as_ref().map_or(0, |newest| newest.about),
    };
    Ok(Some(Entry {
        title: check.version.definition.questionnaire.title.clone(),
        method: match survey.access {
            Access::Open => Method::SurveyOpen,
            Access::Invited => Method::SurveyInvited,
        },
        from: ctx.date(opens),
        to: ctx.date(closes),
        people: u64::try_from(about).ok().filter(|about| *about > 0).map_or(Cell::Withheld, Cell::Published),
        bodies: 0,
        named: Vec::new(),
        conversations: 0,
        link: survey.results_public_at.map(|_| format!("/s/{}/who", survey.slug)).unwrap_or_default(),
        comparisons: check.compared.into_iter().map(|one| one.comparison).collect(),
    }))
}

/// The years of a partnership: those with a state, and the two that somebody could be working on, the newest first.
///
/// # Errors
/// What is wrong with the database.
pub async fn years(ctx: &Context, officer: &Officer) -> Result<Vec<YearLine>> {
    let mut tx = ctx.store.main.read().await?;
    let states = store::engagement::states_of(&mut tx, officer.partnership()).await?;
    let elsewhere = store::engagement::engagements_of(&mut tx, officer.partnership()).await?;
    drop(tx);
    let now = Year::of(ctx.today());
    let others = elsewhere.iter().filter(|one| one.removed_at.is_none()).map(|one| one.details.year());
    let mut years: Vec<Year> = states.iter().map(|state| state.year).chain(others).chain([now, now.before()]).collect();
    years.sort_unstable_by(|a, b| b.cmp(a));
    years.dedup();
    let line = |year: Year| YearLine {
        year,
        public: states.iter().find(|state| state.year == year && state.published_at.is_some()).cloned(),
        waiting: states.iter().find(|state| state.year == year && state.published_at.is_none()).cloned(),
    };
    Ok(years.into_iter().map(line).collect())
}

/// Asks a second person to publish a year as it stands now. Asked again, the newer state waits.
///
/// # Errors
/// `Refused("year-empty")` when nothing is in it; [`Error::Invalid`] at `note` when a year that is public changes and
/// nobody says how, or the note is too long.
pub async fn ask(ctx: &Context, officer: &Officer, year: Year, note: &str) -> Result<()> {
    let partnership = crate::partnership::by_id(ctx, officer.partnership()).await?;
    let body = body(ctx, &partnership, year).await?;
    if body.ledger.entries.is_empty() {
        return Err(Error::Refused("year-empty"));
    }
    let text = serde_json::to_string(&body).map_err(Error::internal)?;
    let note = one_line(note);
    let mut tx = ctx.store.main.write().await?;
    let states = store::engagement::states_of(&mut tx, partnership.id).await?;
    let newest = states.iter().filter(|state| state.year == year && state.published_at.is_some());
    let newest = newest.map(|state| state.number).max();
    if newest.is_some() && note.is_empty() {
        return Err(Error::invalid(Problem::new("note", "note-missing")));
    }
    let over = note.chars().count().saturating_sub(NOTE_LONGEST);
    if over > 0 {
        return Err(Error::invalid(Problem::new("note", "too-long").about("most", NOTE_LONGEST).about("over", over)));
    }
    store::engagement::delete_waiting(&mut tx, partnership.id, year).await?;
    let state = State {
        partnership: partnership.id,
        year,
        number: newest.unwrap_or(0) + 1,
        note,
        asked_by: officer.account(),
        asked_at: ctx.now(),
        published_by: None,
        published_at: None,
    };
    store::engagement::insert_state(&mut tx, &state, &text).await?;
    audit::note(ctx, &mut tx, officer.by(), Action("year-asked"), &subject(year), "").await?;
    tx.commit().await?;
    Ok(())
}

fn subject(year: Year) -> String {
    format!("year:{year}")
}

/// The state of a year that waits for a second person, with what it says.
///
/// # Errors
/// What is wrong with the database.
pub async fn waiting(ctx: &Context, officer: &Officer, year: Year) -> Result<Option<(State, Ledger)>> {
    let mut tx = ctx.store.main.read().await?;
    let states = store::engagement::states_of(&mut tx, officer.partnership()).await?;
    let Some(state) = states.into_iter().find(|state| state.year == year && state.published_at.is_none()) else {
        return Ok(None);
    };
    let text = store::engagement::body_of(&mut tx, (state.partnership, year, state.number)).await?;
    let body: Body = serde_json::from_str(&text.ok_or(Error::Missing)?).map_err(Error::internal)?;
    Ok(Some((state, body.ledger)))
}

/// Publishes the state of a year that somebody else asked for, as the second person.
///
/// # Errors
/// `Refused("second-person")` to whoever asked; [`Error::Conflict`] when the state that was looked at waits no longer.
pub async fn publish(ctx: &Context, officer: &Officer, year: Year, number: i64) -> Result<()> {
    let mut tx = ctx.store.main.write().await?;
    let states = store::engagement::states_of(&mut tx, officer.partnership()).await?;
    let state = states.iter().find(|state| state.year == year && state.number == number).ok_or(Error::Conflict)?;
    if state.published_at.is_some() {
        return Ok(());
    }
    if state.asked_by == officer.account() {
        return Err(Error::Refused("second-person"));
    }
    let key = (officer.partnership(), year, number);
    let text = store::engagement::body_of(&mut tx, key).await?.ok_or(Error::Conflict)?;
    let body: Body = serde_json::from_str(&text).map_err(Error::internal)?;
    for (id, counts) in &body.files {
        store::engagement::set_shown(&mut tx, *id, counts).await?;
    }
    store::engagement::publish_state(&mut tx, key, officer.account(), ctx.now()).await?;
    audit::note(ctx, &mut tx, officer.by(), Action("year-published"), &subject(year), "").await?;
    tx.commit().await?;
    Ok(())
}

/// Takes back the question whether a year may be published.
///
/// # Errors
/// What is wrong with the database.
pub async fn withdraw(ctx: &Context, officer: &Officer, year: Year) -> Result<()> {
    let mut tx = ctx.store.main.write().await?;
    if store::engagement::delete_waiting(&mut tx, officer.partnership(), year).await? > 0 {
        audit::note(ctx, &mut tx, officer.by(), Action("year-withdrawn"), &subject(year), "").await?;
    }
    tx.commit().await?;
    Ok(())
}

/// The years that a partnership has published.
///
/// # Errors
/// [`Error::Missing`] when there is no such partnership.
pub async fn published_years(ctx: &Context, slug: &str) -> Result<Past> {
    let partnership = crate::partnership::by_slug(ctx, slug).await?;
    let mut years = history(ctx, &partnership).await?;
    years.dedup_by_key(|state| state.year);
    Ok(Past { partnership, years })
}

/// Whether there is a year to read: one of its own, or for Scotland any.
///
/// # Errors
/// What is wrong with the database.
pub async fn has_years(ctx: &Context, partnership: &Partnership) -> Result<bool> {
    Ok(match partnership.kind {
        Kind::Partnership => !history(ctx, partnership).await?.is_empty(),
        Kind::National => !store::engagement::years_published(&mut ctx.store.main.read().await?).await?.is_empty(),
    })
}

/// All public states of all years, the newest first.
pub async fn history(ctx: &Context, partnership: &Partnership) -> Result<Vec<State>> {
    let mut states = store::engagement::states_of(&mut ctx.store.main.read().await?, partnership.id).await?;
    states.retain(|state| state.published_at.is_some());
    Ok(states)
}

/// A year that a partnership has published.
///
/// # Errors
/// [`Error::Missing`] when it has not.
pub async fn published(ctx: &Context, slug: &str, year: Year) -> Result<Published> {
    let partnership = crate::partnership::by_slug(ctx, slug).await?;
    let states = history(ctx, &partnership).await?;
    let mut of_year = states.iter().filter(|state| state.year == year).cloned();
    let state = of_year.next().ok_or(Error::Missing)?;
    let earlier = of_year.collect();
    let ledger = read(ctx, &state).await?;
    let trend = trend(ctx, &states, &ledger).await?;
    Ok(Published { partnership, state, ledger, earlier, trend })
}

async fn read(ctx: &Context, state: &State) -> Result<Ledger> {
    let key = (state.partnership, state.year, state.number);
    let text = store::engagement::body_of(&mut ctx.store.main.read().await?, key).await?.ok_or(Error::Missing)?;
    let body: Body = serde_json::from_str(&text).map_err(Error::internal)?;
    Ok(body.ledger)
}

/// The ledger in what is stored of a state.
pub(super) fn ledger_in(text: &str) -> Result<Ledger> {
    serde_json::from_str::<Body>(text).map(|body| body.ledger).map_err(Error::internal)
}

/// The groups of a ledger in the years before that are public, the oldest first, this year last.
async fn trend(ctx: &Context, states: &[State], ledger: &Ledger) -> Result<Vec<Trend>> {
    let focus = ledger.focus();
    let mut newest: Vec<&State> = states.iter().filter(|state| state.year < ledger.year).collect();
    newest.dedup_by_key(|state| state.year);
    let mut trend = vec![of_trend(ledger, &focus)];
    for state in newest.into_iter().take(TREND_MOST - 1) {
        trend.push(of_trend(&read(ctx, state).await?, &focus));
    }
    trend.reverse();
    Ok(trend)
}

fn of_trend(ledger: &Ledger, focus: &[GroupRef]) -> Trend {
    Trend {
        year: ledger.year,
        engagements: ledger.entries.len(),
        times: ledger.times(),
        groups: focus.iter().map(|group| (group.clone(), ledger.pooled(group))).collect(),
    }
}
