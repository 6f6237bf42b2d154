//! What needs somebody first, in words: each task with where it is done, how it stands, and what helps.

use domain::{
    desk::{Contact, Group, Kind, Task, Urgency},
    problem::Problem,
    text::Language,
    time::{days_between, words::day_and_month},
};
use jiff::civil::Date;

use crate::{
    part::list::{self, Tone},
    visit::Visit,
    words::number,
};

/// How many of the problems that stop a draft are named.
const NAMED: usize = 2;

/// "today", "tomorrow", "in 3 days", "2 days ago", and the day itself when it is further away.
fn when(day: Date, today: Date) -> String {
    match days_between(today, day) {
        0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        -1 => "yesterday".to_owned(),
        left @ 2..=7 => format!("in {left} days"),
        left if left < 0 => format!("{} days ago", number(-left)),
        _ => format!("on {}", day_and_month(day, Language::English)),
    }
}

fn left(day: Date, today: Date) -> String {
    match days_between(today, day) {
        0 => "last day".to_owned(),
        1 => "1 day left".to_owned(),
        left => format!("{} days left", number(left)),
    }
}

fn counted(n: usize, one: &str, many: &str) -> String {
    let count = i64::try_from(n).unwrap_or(i64::MAX);
    format!("{} {}", number(count), if n == 1 { one } else { many })
}

/// One line of the list. `home` is the desk's address.
pub fn line(visit: &Visit, task: &Task, home: &str, today: Date) -> list::Task {
    let survey = task.survey.map(|id| format!("/desk/surveys/{id}")).unwrap_or_default();
    let tone = match task.urgency {
        Urgency::Late => Tone::Bad,
        Urgency::Pressing => Tone::Warn,
        Urgency::Calm => Tone::Plain,
    };
    let (name, path, state, hint) = words(visit, task, today);
    let href = match path {
        Path::Survey(path) => format!("{survey}{path}"),
        Path::Desk(path) => format!("{home}{path}"),
        Path::Here(anchor) => anchor.to_owned(),
    };
    list::Task { name, href, state, tone, hint }
}

/// Where a task is done.
enum Path {
    /// On a page of its survey.
    Survey(&'static str),
    /// On a page of the desk.
    Desk(&'static str),
    /// Further down.
    Here(&'static str),
}

type Words = (String, Path, String, String);

fn words(visit: &Visit, task: &Task, today: Date) -> Words {
    let about = &task.about;
    match &task.kind {
        Kind::WorkGivenUp { pieces } => {
            let name = format!("Look at {} that failed", counted(*pieces, "piece of work", "pieces of work"));
            (name, Path::Here("#work"), "failed".to_owned(), "It can be tried again. Nothing was lost.".to_owned())
        }
        Kind::LettersGivenUp { letters } => {
            let name = format!("Look at {} that could not be sent", counted(*letters, "letter", "letters"));
            (name, Path::Desk("/outbox"), "failed".to_owned(), "The outbox says why, and can try again.".to_owned())
        }
        Kind::InvitationEnds => {
            let state = task.due.map(|due| format!("ends {}", when(due, today))).unwrap_or_default();
            let hint = "Nobody has used it yet. You can invite them again.".to_owned();
            (format!("Ask {about} about the invitation to the team"), Path::Desk("/team"), state, hint)
        }
        Kind::Contact(there) => contact(*there),
        _ => of_survey(visit, task, today),
    }
}

fn contact(there: Contact) -> Words {
    let missing = [(there.phone, "a phone number"), (there.mail, "an e-mail address"), (there.about, "who runs this")];
    let missing: Vec<&str> = missing.into_iter().filter(|(there, _)| !there).map(|(_, what)| what).collect();
    let hint = format!("Public pages say how to reach you. They are missing {}.", and(&missing));
    ("Say how people can reach you".to_owned(), Path::Desk("/settings"), "missing".to_owned(), hint)
}

fn and(words: &[&str]) -> String {
    match words {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [before @ .., last] => format!("{} and {last}", before.join(", ")),
    }
}

fn of_survey(visit: &Visit, task: &Task, today: Date) -> Words {
    let about = &task.about;
    let due = |before: &str| task.due.map(|due| format!("{before} {}", when(due, today))).unwrap_or_default();
    match &task.kind {
        Kind::PublishResults => {
            let state = if task.due.is_some() { due("promised") } else { "counted".to_owned() };
            let hint = "The answers are counted. People are waiting to read them.".to_owned();
            (format!("Make the results public: {about}"), Path::Survey("/results"), state, hint)
        }
        Kind::FinishDraft { stops } => (
            format!("Finish the draft: {about}"),
            Path::Survey("/questions"),
            draft(task, today),
            in_the_way(visit, stops),
        ),
        Kind::Publish => {
            let hint = "Nothing is in the way any more.".to_owned();
            (format!("Publish: {about}"), Path::Survey("/questions"), draft(task, today), hint)
        }
        Kind::SetOpening => {
            let hint = "It is published, and no day is set on which it opens.".to_owned();
            (format!("Set the days: {about}"), Path::Survey("/notice"), "no day".to_owned(), hint)
        }
        Kind::ReleaseText { texts } => {
            let state = format!("{} waiting", counted(*texts, "question", "questions"));
            let hint = "A colleague asked. A second person must decide.".to_owned();
            (format!("Decide whether researchers may read free text: {about}"), Path::Survey("/exports"), state, hint)
        }
        Kind::PublishYear => {
            let hint = "A colleague asked. A second person reads it and publishes it.".to_owned();
            (
                format!("Read the year {about} and publish it"),
                Path::Desk("/engagements"),
                "waits for you".to_owned(),
                hint,
            )
        }
        Kind::Reach(group) => reach(task, group, today),
        Kind::Closes => {
            let hint = "Remind those who are invited, or set a later day.".to_owned();
            (format!("Look once more before it closes: {about}"), Path::Survey(""), due("closes"), hint)
        }
        Kind::Opens => {
            let hint = "Read it as people will see it.".to_owned();
            (format!("Look once more before it opens: {about}"), Path::Survey("/preview/1"), due("opens"), hint)
        }
        _ => {
            let hint = "The draft says something else than what people see.".to_owned();
            (
                format!("Publish the changes, or undo them: {about}"),
                Path::Survey("/questions"),
                "changed".to_owned(),
                hint,
            )
        }
    }
}

/// How many problems there are, and the first of them; the same words are said once.
fn in_the_way(visit: &Visit, stops: &[Problem]) -> String {
    let mut words: Vec<String> = Vec::new();
    for problem in stops {
        let said = visit.words.problem(problem);
        if !words.contains(&said) {
            words.push(said);
        }
    }
    words.truncate(NAMED);
    let words: Vec<&str> = words.iter().map(|words| words.trim_end_matches('.')).collect();
    format!("{} left. {}.", counted(stops.len(), "problem", "problems"), words.join(". "))
}

fn draft(task: &Task, today: Date) -> String {
    match (task.due, task.urgency) {
        (Some(due), Urgency::Late) => format!("should have opened {}", when(due, today)),
        (Some(due), _) => format!("opens {}", when(due, today)),
        (None, _) => "draft".to_owned(),
    }
}

fn reach(task: &Task, group: &Group, today: Date) -> Words {
    let state = match group.more.and_then(|more| i64::try_from(more).ok()) {
        Some(1) => "1 more answer to match".to_owned(),
        Some(more) => format!("{} more answers to match", number(more)),
        None => "far fewer than live here".to_owned(),
    };
    let hint = task.due.map(|due| left(due, today)).unwrap_or_default();
    (format!("Reach {}: {}", group.people, task.about), Path::Survey("/who/next"), state, hint)
}
