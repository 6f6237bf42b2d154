//! Engagements of a year: those run here, which enter by themselves, and those run elsewhere, of which a partnership
//! writes down what they were and, from a file, who took part.
//!
//! A year runs from 1 April to 31 March, as the reports under Part 2 of the Community Empowerment (Scotland) Act 2015
//! do. Only persons are compared with those who live here; answers for organisations and conversations of groups are
//! counted apart.

pub mod bodies;
pub mod ledger;
pub mod matching;
pub mod sieve;
mod year;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use self::year::{NoSuchYear, Year};
use crate::{
    problem::Problem,
    text::{Language, Text, one_line},
};

/// The longest title, in characters.
pub const TITLE_LONGEST: usize = 150;
/// The longest address.
const LINK_LONGEST: usize = 300;
/// The largest number of people, bodies or conversations.
const MOST: u64 = 10_000_000;

/// How people took part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// A survey that anybody could answer.
    SurveyOpen,
    /// A survey that only those who were invited could answer.
    SurveyInvited,
    /// Workshops.
    Workshop,
    /// A public meeting, a stall, an event.
    Event,
    /// An assembly or panel drawn by lot.
    Assembly,
    /// Ideas and comments, on a page or a map.
    Ideas,
    /// A vote.
    Vote,
    /// Interviews, at the door or elsewhere.
    Interview,
    /// Something else.
    Other,
}

impl Method {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 9] = [
        Self::SurveyOpen,
        Self::SurveyInvited,
        Self::Workshop,
        Self::Event,
        Self::Assembly,
        Self::Ideas,
        Self::Vote,
        Self::Interview,
        Self::Other,
    ];

    /// Its word in forms, in files and in catalogues.
    pub const fn code(self) -> &'static str {
        match self {
            Self::SurveyOpen => "survey_open",
            Self::SurveyInvited => "survey_invited",
            Self::Workshop => "workshop",
            Self::Event => "event",
            Self::Assembly => "assembly",
            Self::Ideas => "ideas",
            Self::Vote => "vote",
            Self::Interview => "interview",
            Self::Other => "other",
        }
    }
}

impl std::str::FromStr for Method {
    type Err = ();

    fn from_str(code: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|method| method.code() == code).ok_or(())
    }
}

/// What an engagement run elsewhere was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Details {
    /// What it is called.
    pub title: Text,
    /// How people took part.
    pub method: Method,
    /// Its first day.
    pub from: Date,
    /// Its last day: the year of this day is its year.
    pub to: Date,
    /// How many persons took part, as somebody counted them; none where only a file says so.
    pub people: Option<u64>,
    /// How many organisations answered as such.
    pub bodies: u64,
    /// The names of those that came in public, each once.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub named: Vec<String>,
    /// How many groups sent what they said together.
    pub conversations: u64,
    /// Where it can be read; may be empty.
    pub link: String,
}

impl Details {
    /// The year that it is counted in.
    pub fn year(&self) -> Year {
        Year::of(self.to)
    }
}

/// What the form of an engagement posts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DetailsForm {
    /// Its title in English.
    pub title: String,
    /// Its title in Gaelic; may be empty.
    pub title_gd: String,
    /// The code of its method.
    pub method: String,
    /// Its first day.
    pub from: String,
    /// Its last day.
    pub to: String,
    /// Persons; may be empty.
    pub people: String,
    /// Organisations; may be empty.
    pub bodies: String,
    /// Their names, one in each line; may be empty.
    pub named: String,
    /// Conversations; may be empty.
    pub conversations: String,
    /// Its address; may be empty.
    pub link: String,
}

/// Checks a form. Kinds of problems: `name-missing`, `name-long` at `title` or `title_gd`; `choose` at `method`; `date`,
/// `day-to-come` at `from` or `to`, `ends-before` at `to`; `whole-number`, `number-range` at `people`, `bodies` or
/// `conversations`; `body-long`, `too-many-names` at `named`; `fewer-than-named` at `bodies`; `web-address` at `link`.
///
/// # Errors
/// All problems of the form.
pub fn check(form: &DetailsForm, today: Date) -> Result<Details, Vec<Problem>> {
    let mut problems = Vec::new();
    let title = title("title", &form.title, true, &mut problems);
    let title_gd = self::title("title_gd", &form.title_gd, false, &mut problems);
    let method = form.method.parse().ok();
    if method.is_none() {
        problems.push(Problem::new("method", "choose"));
    }
    let from = day("from", &form.from, today, &mut problems);
    let to = day("to", &form.to, today, &mut problems);
    if from.zip(to).is_some_and(|(from, to)| to < from) {
        problems.push(Problem::new("to", "ends-before"));
    }
    let people = number("people", &form.people, &mut problems);
    let named = bodies::names("named", &form.named, &mut problems);
    let bodies = number("bodies", &form.bodies, &mut problems);
    if bodies.is_some_and(|bodies| bodies < named.len() as u64) {
        problems.push(Problem::new("bodies", "fewer-than-named").about("named", named.len()));
    }
    let bodies = bodies.unwrap_or(named.len() as u64);
    let conversations = number("conversations", &form.conversations, &mut problems).unwrap_or(0);
    let link = form.link.trim().to_owned();
    let is_address = link.starts_with("https://") && link.len() > 10 && link.len() <= LINK_LONGEST;
    if !link.is_empty() && (!is_address || link.contains(char::is_whitespace)) {
        problems.push(Problem::new("link", "web-address"));
    }
    match (method, from, to) {
        (Some(method), Some(from), Some(to)) if problems.is_empty() => {
            let title = Text::english(title);
            let title = if title_gd.is_empty() { title } else { title.with(Language::Gaelic, title_gd) };
            Ok(Details { title, method, from, to, people, bodies, named, conversations, link })
        }
        _ => Err(problems),
    }
}

fn title(place: &'static str, typed: &str, needed: bool, problems: &mut Vec<Problem>) -> String {
    let title = one_line(typed);
    if needed && title.is_empty() {
        problems.push(Problem::new(place, "name-missing"));
    } else if title.chars().count() > TITLE_LONGEST {
        problems.push(Problem::new(place, "name-long").about("most", TITLE_LONGEST));
    }
    title
}

/// A day that is not still to come: what has not ended has no participants to report.
fn day(place: &'static str, typed: &str, today: Date, problems: &mut Vec<Problem>) -> Option<Date> {
    match one_line(typed).parse::<Date>() {
        Ok(day) if day > today => problems.push(Problem::new(place, "day-to-come")),
        Ok(day) if day.year() < 2000 => problems.push(Problem::new(place, "date")),
        Ok(day) => return Some(day),
        Err(_) => problems.push(Problem::new(place, "date")),
    }
    None
}

/// A whole number, with or without commas; an empty field is none.
fn number(place: &'static str, typed: &str, problems: &mut Vec<Problem>) -> Option<u64> {
    let digits = one_line(typed).replace([',', ' '], "");
    if digits.is_empty() {
        return None;
    }
    match digits.parse::<u64>() {
        Ok(number) if number <= MOST => return Some(number),
        Ok(_) => problems.push(Problem::new(place, "number-range").about("smallest", 0).about("largest", MOST)),
        Err(_) => problems.push(Problem::new(place, "whole-number").about("example", 240)),
    }
    None
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn form() -> DetailsForm {
        DetailsForm {
            title: " Locality plan  workshops ".to_owned(),
            title_gd: "Bùithtean-obrach".to_owned(),
            method: "workshop".to_owned(),
            from: "2025-05-14".to_owned(),
            to: "2025-06-18".to_owned(),
            people: "1,240".to_owned(),
            link: "https://alliance.example/workshops".to_owned(),
            ..DetailsForm::default()
        }
    }

    #[test]
    fn a_form_becomes_an_engagement_or_says_what_is_wrong() {
        let today = date(2026, 11, 27);
        let details = check(&form(), today).unwrap();
        assert_eq!(details.title, Text::both("Locality plan workshops", "Bùithtean-obrach"));
        assert_eq!((details.people, details.bodies, details.year()), (Some(1240), 0, Year::of(date(2026, 3, 31))));
        let named = check(&DetailsForm { named: "Youth Voice\nAllotments\n".to_owned(), ..form() }, today).unwrap();
        assert_eq!((named.bodies, &*named.named[1]), (2, "Allotments"), "as many as are named");
        for (wrong, place, kind) in [
            (DetailsForm { title: " ".to_owned(), ..form() }, "title", "name-missing"),
            (DetailsForm { title_gd: "x".repeat(151), ..form() }, "title_gd", "name-long"),
            (DetailsForm { method: "magic".to_owned(), ..form() }, "method", "choose"),
            (DetailsForm { from: "14 May".to_owned(), ..form() }, "from", "date"),
            (DetailsForm { from: "0025-05-14".to_owned(), ..form() }, "from", "date"),
            (DetailsForm { to: "2026-11-28".to_owned(), ..form() }, "to", "day-to-come"),
            (DetailsForm { to: "2025-05-13".to_owned(), ..form() }, "to", "ends-before"),
            (DetailsForm { people: "-2".to_owned(), ..form() }, "people", "whole-number"),
            (DetailsForm { bodies: "2.5".to_owned(), ..form() }, "bodies", "whole-number"),
            (DetailsForm { bodies: "1".to_owned(), named: "A\nB".to_owned(), ..form() }, "bodies", "fewer-than-named"),
            (DetailsForm { named: "x".repeat(121), ..form() }, "named", "body-long"),
            (DetailsForm { conversations: "99999999".to_owned(), ..form() }, "conversations", "number-range"),
            (DetailsForm { link: "javascript:alert(1)".to_owned(), ..form() }, "link", "web-address"),
            (DetailsForm { link: "https://a b.example".to_owned(), ..form() }, "link", "web-address"),
        ] {
            let problems = check(&wrong, today).unwrap_err();
            assert_eq!((problems.len(), &*problems[0].place, &*problems[0].kind), (1, place, kind));
        }
    }

    #[test]
    fn methods_are_read_back() {
        for method in Method::ALL {
            assert_eq!(method.code().parse(), Ok(method));
            assert_eq!(serde_json::to_value(method).unwrap(), method.code());
        }
    }
}
