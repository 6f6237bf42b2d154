//! The head of every page of a survey: its name, how it stands, its tabs.

use domain::{
    id::SurveyId,
    survey::publish::Phase,
    time::{
        days_between,
        words::{clock, long_date, moment},
    },
};
use jiff::{Timestamp, civil::Date, tz::TimeZone};
use leptos::prelude::*;
use service::survey::Survey;

use crate::{
    part::list::{Tone, back, notice, tabs, tag},
    shell::{self, Desk, Title},
    visit::Visit,
};

/// When and where a page is read.
#[derive(Clone, Copy)]
pub struct Now<'a> {
    /// Now.
    pub at: Timestamp,
    /// Europe/London.
    pub london: &'a TimeZone,
}

impl Now<'_> {
    /// "Friday 18 December 2026, 5pm".
    pub fn moment(self, visit: &Visit, at: Timestamp) -> String {
        moment(self.london.to_datetime(at), visit.language())
    }

    /// "today at 11:42am", or the whole moment.
    pub fn lately(self, visit: &Visit, at: Timestamp) -> String {
        let then = self.london.to_datetime(at);
        if then.date() == self.date(self.at) {
            format!("today at {}", clock(then.time(), visit.language()))
        } else {
            moment(then, visit.language())
        }
    }

    /// The date of an instant.
    pub fn date(self, at: Timestamp) -> Date {
        self.london.to_datetime(at).date()
    }

    /// "Friday 18 December 2026".
    pub fn day(self, visit: &Visit, at: Timestamp) -> String {
        long_date(self.date(at), visit.language())
    }

    /// Days that are left until an instant: today does not count, the last day does.
    pub fn days_left(self, at: Timestamp) -> i64 {
        days_between(self.date(self.at), self.date(at)).max(0)
    }
}

/// The survey of a page, and whose desk it stands on.
#[derive(Clone, Copy)]
pub struct Head<'a> {
    /// The survey.
    pub survey: &'a Survey,
    /// Where it is in its life.
    pub phase: Phase,
    /// The frame of the desk.
    pub desk: &'a Desk,
    /// When the page is read.
    pub now: Now<'a>,
}

/// The pages of a survey.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tab {
    /// How it stands.
    Overview,
    /// What is asked.
    Questions,
    /// What people are told, and when they can answer.
    Notice,
    /// Who is invited.
    Invitations,
    /// With whom it is shared.
    Sharing,
    /// What people answered.
    Results,
    /// Who answered.
    Who,
    /// Research files.
    Exports,
    /// What was done.
    History,
}

const TABS: [(Tab, &str, &str); 9] = [
    (Tab::Overview, "", "Overview"),
    (Tab::Questions, "/questions", "Questions"),
    (Tab::Notice, "/notice", "Start page and dates"),
    (Tab::Invitations, "/invitations", "Invitations"),
    (Tab::Sharing, "/sharing", "Sharing"),
    (Tab::Results, "/results", "Results"),
    (Tab::Who, "/who", "Who answered"),
    (Tab::Exports, "/exports", "Research files"),
    (Tab::History, "/history", "History"),
];

/// The address of a page of a survey.
pub fn path(survey: SurveyId, page: &str) -> String {
    format!("/desk/surveys/{survey}{page}")
}

/// The tabs of a survey.
pub fn survey_tabs(survey: &Survey, here: Tab) -> AnyView {
    let link = |(tab, page, words): (Tab, &str, &str)| (path(survey.id, page), words.to_owned(), tab == here);
    tabs(&survey.title, TABS.into_iter().map(link).collect())
}

/// How a survey stands, as a tag and as the rest of the sentence.
pub fn state(visit: &Visit, survey: &Survey, phase: Phase, now: Now<'_>) -> (Tone, &'static str, String) {
    let at = |at: Option<Timestamp>| at.map(|at| now.moment(visit, at)).unwrap_or_default();
    match phase {
        Phase::Draft => (Tone::Plain, "Draft", "Nobody can answer yet".to_owned()),
        Phase::Published => (Tone::Warn, "Published", "It has no day of opening yet".to_owned()),
        Phase::Scheduled => (Tone::Now, "Scheduled", format!("Opens {}", at(survey.opens_at))),
        Phase::Open => {
            let left = survey.closes_at.map(|closes| visit.words.count("days-left", now.days_left(closes)));
            let left = left.map(|left| format!(", {left}")).unwrap_or_default();
            (Tone::Good, "Open", format!("Until {}{left}", at(survey.closes_at)))
        }
        Phase::Closed => (Tone::Plain, "Closed", format!("Since {}", at(survey.closed_at.or(survey.closes_at)))),
    }
}

/// One page of a survey.
pub struct SurveyPage {
    /// Its tab.
    pub tab: Tab,
    /// What it is about, for the title of the window: "questions".
    pub title: String,
    /// Whether something on it is wrong.
    pub wrong: bool,
    /// What can be done on it, beside the name of the survey.
    pub actions: Option<AnyView>,
    /// Everything under the tabs.
    pub body: AnyView,
}

impl SurveyPage {
    /// The page as HTML.
    pub fn render(self, visit: &Visit, head: Head<'_>) -> String {
        let (tone, word, words) = state(visit, head.survey, head.phase, head.now);
        let surveys =
            if head.desk.home == "/desk" { head.desk.home.clone() } else { format!("{}/surveys", head.desk.home) };
        let actions = self.actions.map(|actions| view! { <div class="actions">{actions}</div> });
        let body = view! {
            <p>{back(surveys, "Surveys")}</p>
            <div class="desk__top">
                <div>
                    <h1>{head.survey.title.clone()}</h1>
                    <p>{tag(tone, word)}" "<span class="soft">{words}</span></p>
                </div>
                {actions}
            </div>
            {survey_tabs(head.survey, self.tab)}
            {self.body}
        };
        let title = Title::of(format!("{}: {}", head.survey.title, self.title)).within("Desk").wrong(self.wrong);
        shell::desk(visit, &title, head.desk, body.into_any())
    }
}

/// A page of a survey that asks before something is done that cannot be taken back.
pub struct Sure {
    /// Its tab.
    pub tab: Tab,
    /// The question.
    pub question: String,
    /// What happens.
    pub words: Vec<String>,
    /// Where the answer goes.
    pub action: String,
    /// What goes with it.
    pub hidden: Vec<(&'static str, String)>,
    /// The button that does it.
    pub button: &'static str,
    /// Where the other way leads.
    pub back: String,
}

impl Sure {
    /// The page as HTML.
    pub fn render(self, visit: &Visit, head: Head<'_>) -> String {
        let words = self.words.into_iter().map(|words| view! { <p>{words}</p> }).collect_view();
        let hidden =
            self.hidden.into_iter().map(|(name, value)| view! { <input type="hidden" name=name value=value/> });
        let body = view! {
            <form class="flow" method="post" action=self.action>
                <h2>{self.question.clone()}</h2>
                {words}
                {hidden.collect_view()}
                <div class="actions">
                    <button class="button button--danger" type="submit">{self.button}</button>
                    <a href=self.back>"No, go back"</a>
                </div>
            </form>
        };
        let page =
            SurveyPage { tab: self.tab, title: self.question, wrong: false, actions: None, body: body.into_any() };
        page.render(visit, head)
    }
}

/// A line above a page: what was done just now.
pub fn done(head: &str, words: impl Into<String>) -> AnyView {
    let words = words.into();
    let words = (!words.is_empty()).then(|| view! { <p>{words}</p> });
    view! { <div class="done" role="status">{notice(Tone::Good, head, words)}</div> }.into_any()
}

/// A line above a form whose thing somebody else changed in the meantime.
pub fn conflict(now: impl IntoView + 'static) -> AnyView {
    let body = view! {
        <p>"While you had this page open, somebody else saved a change. What you typed is kept below and not saved yet. "
            "Compare it with what is saved now; if you save again, yours takes its place."</p>
        {now.into_any()}
    };
    view! { <div class="done" role="alert">{notice(Tone::Warn, "Somebody else changed this", body)}</div> }.into_any()
}

/// A small button in a list; `of` says to those who do not see the list what it is about.
pub fn quiet_button(action: &str, words: &'static str, of: &str, hidden: Vec<(&'static str, String)>) -> AnyView {
    let hidden = hidden.into_iter().map(|(name, value)| view! { <input type="hidden" name=name value=value/> });
    view! {
        <form class="one" method="post" action=action.to_owned()>
            {hidden.collect_view()}
            <button class="button button--quiet" type="submit">{words}<span class="unseen">{of.to_owned()}</span></button>
        </form>
    }
    .into_any()
}

/// "1 question", "14 questions".
pub fn counted(n: usize, one: &str, many: &str) -> String {
    let number = crate::words::number(i64::try_from(n).unwrap_or(i64::MAX));
    if n == 1 { format!("{number} {one}") } else { format!("{number} {many}") }
}
