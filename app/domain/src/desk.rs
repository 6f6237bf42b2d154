//! The desk: what needs an officer first, worked out from plain facts about a partnership.
//!
//! Nothing here is kept. A task is there as long as the facts call for it, so it can neither be forgotten nor be done
//! twice, and whoever opens the desk sees the same list.

use jiff::{ToSpan, civil::Date};

use crate::{engagement::Year, id::SurveyId, problem::Problem, survey::publish::Phase, time::days_between};

/// From so many days before an event on, it is on the list.
const SOON: i64 = 7;
/// From so many days before an event on, it is pressing.
const VERY_SOON: i64 = 2;
/// A draft is pressing when it should open within so many days.
const PREPARE: i64 = 14;
/// Results that no day was promised for are pressing so many days after closing.
const RESULTS: i64 = 28;
/// At most so many missing groups of one survey are named.
const GROUPS: usize = 2;

/// What is known about a partnership today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// Today.
    pub today: Date,
    /// Its surveys.
    pub surveys: Vec<SurveyFacts>,
    /// Pieces of work that were given up.
    pub work_given_up: usize,
    /// Letters that were given up.
    pub letters_given_up: usize,
    /// Years that somebody else asked to publish.
    pub years_waiting: Vec<Year>,
    /// Invitations of staff that nobody has used: for whom, and the last day.
    pub invitations: Vec<(String, Date)>,
    /// How it can be reached.
    pub contact: Contact,
}

/// What people are told about how to reach a partnership, and whether it is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Contact {
    /// A number to phone.
    pub phone: bool,
    /// An address to write to.
    pub mail: bool,
    /// Who runs this.
    pub about: bool,
}

/// What is known about one survey.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SurveyFacts {
    /// Which.
    pub id: SurveyId,
    /// What staff call it.
    pub title: String,
    /// Where it is in its life.
    pub phase: Phase,
    /// The first day.
    pub opens: Option<Date>,
    /// The last day, or the day on which it was closed.
    pub closes: Option<Date>,
    /// What stops its draft from being published.
    pub stops: Vec<Problem>,
    /// Whether its draft differs from what is published.
    pub changed: bool,
    /// Whether its answers are sealed and counted for the last time.
    pub sealed: bool,
    /// Whether its results are public.
    pub results_public: bool,
    /// The day by which people were promised results.
    pub results_by: Option<Date>,
    /// Questions whose free text somebody else asked to release.
    pub texts_waiting: usize,
    /// The groups that are missing, most first.
    pub missing: Vec<Group>,
}

/// A group of people that is missing from a survey.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Who they are, as words inside a sentence: "people aged 16 to 24".
    pub people: String,
    /// How many more answers would match its share; none when that is more people than live here.
    pub more: Option<u64>,
}

/// How pressing a task is, most pressing first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Urgency {
    /// It is late, or something has failed.
    Late,
    /// It will be late soon, or people are missing out.
    Pressing,
    /// It should be known.
    Calm,
}

/// What is to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Work was given up: look why, and try again.
    WorkGivenUp {
        /// How many pieces.
        pieces: usize,
    },
    /// Letters could not be handed over.
    LettersGivenUp {
        /// How many.
        letters: usize,
    },
    /// People were promised results.
    PublishResults,
    /// A draft cannot be published yet.
    FinishDraft {
        /// What stops it.
        stops: Vec<Problem>,
    },
    /// A draft is ready.
    Publish,
    /// A published survey has no day to open on.
    SetOpening,
    /// A second person must decide whether free text goes to researchers.
    ReleaseText {
        /// For how many questions.
        texts: usize,
    },
    /// A second person must decide whether a year becomes public.
    PublishYear,
    /// A group is missing from a running survey.
    Reach(Group),
    /// It closes soon.
    Closes,
    /// It opens soon.
    Opens,
    /// What was published is not what the draft says now.
    PublishChanges,
    /// Somebody was invited to the team and has not come.
    InvitationEnds,
    /// The settings do not say how to reach the partnership, or who it is.
    Contact(Contact),
}

/// One line of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    /// What is to be done.
    pub kind: Kind,
    /// How pressing it is.
    pub urgency: Urgency,
    /// The day that matters.
    pub due: Option<Date>,
    /// With which survey.
    pub survey: Option<SurveyId>,
    /// The title of the survey, or the name of a person.
    pub about: String,
}

impl Task {
    const fn new(kind: Kind, urgency: Urgency, due: Option<Date>) -> Self {
        Self { kind, urgency, due, survey: None, about: String::new() }
    }
}

/// What needs an officer first: the most pressing first, then whatever is due earliest; what has no day comes last.
pub fn tasks(facts: &Facts) -> Vec<Task> {
    let mut tasks: Vec<Task> = facts.surveys.iter().flat_map(|survey| of_survey(survey, facts.today)).collect();
    if facts.work_given_up > 0 {
        tasks.push(Task::new(Kind::WorkGivenUp { pieces: facts.work_given_up }, Urgency::Late, None));
    }
    if facts.letters_given_up > 0 {
        tasks.push(Task::new(Kind::LettersGivenUp { letters: facts.letters_given_up }, Urgency::Late, None));
    }
    let waiting = facts.years_waiting.iter().map(|year| {
        let task = Task::new(Kind::PublishYear, Urgency::Pressing, None);
        Task { about: year.to_string(), ..task }
    });
    tasks.extend(waiting);
    tasks.extend(facts.invitations.iter().filter_map(|(name, ends)| invitation(name, *ends, facts.today)));
    tasks.extend(contact(facts));
    tasks.sort_by_key(|task| (task.urgency, task.due.unwrap_or(Date::MAX), rank(&task.kind)));
    tasks
}

/// The order of tasks that are equally pressing and due on the same day.
const fn rank(kind: &Kind) -> u8 {
    match kind {
        Kind::WorkGivenUp { .. } => 0,
        Kind::LettersGivenUp { .. } => 1,
        Kind::PublishResults => 2,
        Kind::FinishDraft { .. } => 3,
        Kind::Publish => 4,
        Kind::SetOpening => 5,
        Kind::ReleaseText { .. } => 6,
        Kind::PublishYear => 7,
        Kind::Reach(_) => 8,
        Kind::Closes => 9,
        Kind::Opens => 10,
        Kind::PublishChanges => 11,
        Kind::InvitationEnds => 12,
        Kind::Contact(_) => 13,
    }
}

fn of_survey(survey: &SurveyFacts, today: Date) -> Vec<Task> {
    let mut tasks: Vec<Task> = match survey.phase {
        Phase::Draft => vec![draft(survey, today)],
        Phase::Published => vec![Task::new(Kind::SetOpening, Urgency::Pressing, None)],
        Phase::Scheduled => event(Kind::Opens, survey.opens, today).into_iter().collect(),
        Phase::Open => event(Kind::Closes, survey.closes, today).into_iter().chain(reach(survey)).collect(),
        Phase::Closed => results(survey, today).into_iter().collect(),
    };
    if survey.changed && matches!(survey.phase, Phase::Published | Phase::Scheduled | Phase::Open) {
        tasks.push(Task::new(Kind::PublishChanges, Urgency::Calm, None));
    }
    if survey.texts_waiting > 0 {
        tasks.push(Task::new(Kind::ReleaseText { texts: survey.texts_waiting }, Urgency::Pressing, None));
    }
    for task in &mut tasks {
        task.survey = Some(survey.id);
        task.about.clone_from(&survey.title);
    }
    tasks
}

fn draft(survey: &SurveyFacts, today: Date) -> Task {
    let kind = match survey.stops.as_slice() {
        [] => Kind::Publish,
        stops => Kind::FinishDraft { stops: stops.to_vec() },
    };
    let urgency = survey.opens.map_or(Urgency::Calm, |opens| urgency(opens, today, PREPARE));
    Task::new(kind, urgency, survey.opens)
}

/// Late when the day is past, pressing within so many days of it.
fn urgency(day: Date, today: Date, pressing: i64) -> Urgency {
    match days_between(today, day) {
        left if left < 0 => Urgency::Late,
        left if left <= pressing => Urgency::Pressing,
        _ => Urgency::Calm,
    }
}

/// Something that happens by itself on a day: on the list when it is near, never late.
fn event(kind: Kind, day: Option<Date>, today: Date) -> Option<Task> {
    let left = days_between(today, day?);
    let urgency = if left <= VERY_SOON { Urgency::Pressing } else { Urgency::Calm };
    (left <= SOON).then(|| Task::new(kind, urgency, day))
}

fn reach(survey: &SurveyFacts) -> impl Iterator<Item = Task> + '_ {
    let task = |group: &Group| Task::new(Kind::Reach(group.clone()), Urgency::Pressing, survey.closes);
    survey.missing.iter().take(GROUPS).map(task)
}

fn results(survey: &SurveyFacts, today: Date) -> Option<Task> {
    if !survey.sealed || survey.results_public {
        return None;
    }
    let urgency = match (survey.results_by, survey.closes) {
        (Some(promised), _) => urgency(promised, today, SOON),
        (None, Some(closed)) if closed.checked_add(RESULTS.days()).is_ok_and(|end| end < today) => Urgency::Pressing,
        (None, _) => Urgency::Calm,
    };
    Some(Task::new(Kind::PublishResults, urgency, survey.results_by))
}

fn invitation(name: &str, ends: Date, today: Date) -> Option<Task> {
    let left = days_between(today, ends);
    let task = Task::new(Kind::InvitationEnds, Urgency::Calm, Some(ends));
    (0..=VERY_SOON).contains(&left).then(|| Task { about: name.to_owned(), ..task })
}

/// Pressing once people are or will be asked to answer and could not reach anybody.
fn contact(facts: &Facts) -> Option<Task> {
    let there = facts.contact;
    let asked = facts.surveys.iter().any(|survey| matches!(survey.phase, Phase::Scheduled | Phase::Open));
    let urgency = if asked && !there.phone && !there.mail { Urgency::Pressing } else { Urgency::Calm };
    let complete = there.phone && there.mail && there.about;
    (!complete).then(|| Task::new(Kind::Contact(there), urgency, None))
}

#[cfg(test)]
mod tests;
