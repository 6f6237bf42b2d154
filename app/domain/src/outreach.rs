//! Reaching those who are missing: a partnership's own list of ways, what they cost, the tasks that staff take, and what
//! became of a group while a task was open.

mod effect;
mod project;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

pub use self::{
    effect::{Effect, Seen, effect},
    project::{Projection, project},
};
use crate::{
    problem::Problem,
    text::{fold, one_line},
};

/// The longest name of a way, in characters.
pub const NAME_LONGEST: usize = 100;
/// The longest note.
pub const NOTE_LONGEST: usize = 500;
/// The largest number in a field.
const MOST: u64 = 1_000_000;

/// What kind of way it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A body or group that asks for us.
    Partner,
    /// A place where people are.
    Place,
    /// A newspaper, a station, a page, a mail list.
    Medium,
    /// An event.
    Event,
    /// From door to door, or by letter.
    Door,
    /// Help to take part: a translator, a person who reads aloud, a lift, child care.
    Support,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 6] = [Self::Partner, Self::Place, Self::Medium, Self::Event, Self::Door, Self::Support];

    /// Its word in forms and in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Partner => "partner",
            Self::Place => "place",
            Self::Medium => "medium",
            Self::Event => "event",
            Self::Door => "door",
            Self::Support => "support",
        }
    }
}

impl std::str::FromStr for Kind {
    type Err = ();

    fn from_str(code: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|kind| kind.code() == code).ok_or(())
    }
}

/// A group of people: the code of a characteristic and of a group of it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct GroupRef {
    /// Such as `age`.
    pub characteristic: String,
    /// Such as `16_24`.
    pub group: String,
}

impl GroupRef {
    /// How it stands in a form: `age:16_24`.
    pub fn code(&self) -> String {
        format!("{}:{}", self.characteristic, self.group)
    }
}

/// A way to reach people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Way {
    /// What it is called.
    pub name: String,
    /// What kind it is.
    pub kind: Kind,
    /// Whom it reaches.
    pub groups: Vec<GroupRef>,
    /// What it costs each time, in pounds.
    pub pounds: u64,
    /// How much work it is each time, in hours.
    pub hours: u64,
    /// How many answers it brings each time, as far as is known.
    pub brings: Option<u64>,
    /// Whom to call, and what to know.
    pub note: String,
}

/// What the form of a way posts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WayForm {
    /// Its name.
    pub name: String,
    /// The code of its kind.
    pub kind: String,
    /// The codes of the groups that it reaches.
    pub groups: Vec<String>,
    /// Pounds.
    pub pounds: String,
    /// Hours.
    pub hours: String,
    /// Answers; may be empty.
    pub brings: String,
    /// A note.
    pub note: String,
}

/// Checks a form. Kinds of problems: `name-missing`, `name-long`, `taken` at `name`; `choose` at `kind`;
/// `reaches-nobody` at `groups`; `whole-number`, `number-range` at `pounds`, `hours` or `brings`; `too-long` at `note`.
///
/// # Errors
/// All problems of the form.
pub fn check(form: &WayForm, known: &[GroupRef], others: &[String]) -> Result<Way, Vec<Problem>> {
    let mut problems = Vec::new();
    let name = one_line(&form.name);
    if name.is_empty() {
        problems.push(Problem::new("name", "name-missing"));
    } else if name.chars().count() > NAME_LONGEST {
        problems.push(Problem::new("name", "name-long").about("most", NAME_LONGEST));
    } else if others.iter().any(|other| fold(other) == fold(&name)) {
        problems.push(Problem::new("name", "taken"));
    }
    let kind = form.kind.parse().ok();
    if kind.is_none() {
        problems.push(Problem::new("kind", "choose"));
    }
    let chosen: BTreeSet<&str> = form.groups.iter().map(String::as_str).collect();
    let groups: Vec<GroupRef> = known.iter().filter(|group| chosen.contains(group.code().as_str())).cloned().collect();
    if groups.is_empty() {
        problems.push(Problem::new("groups", "reaches-nobody"));
    }
    let pounds = number("pounds", &form.pounds, &mut problems).unwrap_or(0);
    let hours = number("hours", &form.hours, &mut problems).unwrap_or(0);
    let brings = number("brings", &form.brings, &mut problems);
    let note = form.note.trim().to_owned();
    let over = note.chars().count().saturating_sub(NOTE_LONGEST);
    if over > 0 {
        problems.push(Problem::new("note", "too-long").about("most", NOTE_LONGEST).about("over", over));
    }
    match kind {
        Some(kind) if problems.is_empty() => Ok(Way { name, kind, groups, pounds, hours, brings, note }),
        _ => Err(problems),
    }
}

/// A whole number, with or without commas and a sign of pounds; an empty field is none.
fn number(place: &'static str, typed: &str, problems: &mut Vec<Problem>) -> Option<u64> {
    let typed = one_line(typed).replace([',', ' '], "");
    let digits = typed.trim_start_matches('£');
    if digits.is_empty() {
        return None;
    }
    match digits.parse::<u64>() {
        Ok(number) if number <= MOST => return Some(number),
        Ok(_) => problems.push(Problem::new(place, "number-range").about("smallest", 0).about("largest", MOST)),
        Err(_) => problems.push(Problem::new(place, "whole-number").about("example", 40)),
    }
    None
}

/// The ways that reach a group, the cheapest for each answer first: by pounds, then by hours; those of which nobody
/// knows what they bring come last.
pub fn ranked<'a, T>(ways: &'a [(T, Way)], group: &GroupRef) -> Vec<&'a (T, Way)> {
    let mut found: Vec<&(T, Way)> = ways.iter().filter(|(_, way)| way.groups.contains(group)).collect();
    let each = |way: &Way, amount: u64| match way.brings {
        Some(brings) if brings > 0 => amount as f64 / brings as f64,
        _ => f64::INFINITY,
    };
    found.sort_by(|(_, one), (_, other)| {
        let by = |amount: fn(&Way) -> u64| each(one, amount(one)).total_cmp(&each(other, amount(other)));
        by(|way| way.pounds)
            .then_with(|| by(|way| way.hours))
            .then_with(|| (one.pounds, one.hours).cmp(&(other.pounds, other.hours)))
            .then_with(|| one.name.cmp(&other.name))
    });
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn group(group: &str) -> GroupRef {
        GroupRef { characteristic: "age".to_owned(), group: group.to_owned() }
    }

    fn form() -> WayForm {
        WayForm {
            name: " Youth  club ".to_owned(),
            kind: "place".to_owned(),
            groups: vec!["age:16_24".to_owned(), "age:nobody".to_owned()],
            pounds: "£1,200".to_owned(),
            hours: String::new(),
            brings: "40".to_owned(),
            note: String::new(),
        }
    }

    #[test]
    fn a_form_becomes_a_way_or_says_what_is_wrong() {
        let known = [group("16_24"), group("25-34")];
        let way = check(&form(), &known, &[]).unwrap();
        assert_eq!((way.name.as_str(), way.pounds, way.hours, way.brings), ("Youth club", 1200, 0, Some(40)));
        assert_eq!(way.groups, [group("16_24")]);
        for (wrong, place, kind) in [
            (WayForm { name: " ".to_owned(), ..form() }, "name", "name-missing"),
            (WayForm { name: "x".repeat(101), ..form() }, "name", "name-long"),
            (WayForm { kind: "magic".to_owned(), ..form() }, "kind", "choose"),
            (WayForm { groups: vec!["age:nobody".to_owned()], ..form() }, "groups", "reaches-nobody"),
            (WayForm { pounds: "-3".to_owned(), ..form() }, "pounds", "whole-number"),
            (WayForm { hours: "2.5".to_owned(), ..form() }, "hours", "whole-number"),
            (WayForm { brings: "9000000".to_owned(), ..form() }, "brings", "number-range"),
            (WayForm { note: "x".repeat(501), ..form() }, "note", "too-long"),
        ] {
            let problems = check(&wrong, &known, &[]).unwrap_err();
            assert_eq!((problems.len(), &*problems[0].place, &*problems[0].kind), (1, place, kind));
        }
        assert_eq!(check(&form(), &known, &["YOUTH CLUB".to_owned()]).unwrap_err()[0].kind, "taken");
    }

    #[test]
    fn the_cheapest_for_each_answer_comes_first() {
        let way = |name: &str, pounds, hours, brings| {
            let way = check(&form(), &[group("16_24")], &[]).unwrap();
            ((), Way { name: name.to_owned(), pounds, hours, brings, ..way })
        };
        let ways = [
            way("unknown", 0, 1, None),
            way("letters", 400, 3, Some(40)),
            way("free, much work", 0, 20, Some(10)),
            way("free, little work", 0, 2, Some(10)),
        ];
        let order: Vec<&str> = ranked(&ways, &group("16_24")).iter().map(|((), way)| way.name.as_str()).collect();
        assert_eq!(order, ["free, little work", "free, much work", "letters", "unknown"]);
        assert!(ranked(&ways, &group("25-34")).is_empty());
    }

    #[test]
    fn kinds_are_read_back() {
        for kind in Kind::ALL {
            assert_eq!(kind.code().parse(), Ok(kind));
        }
    }
}
