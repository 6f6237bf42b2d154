//! The head of the desk's pages about one survey: what it is called, where it is in its life, and the other pages.

use domain::{survey::publish::Phase, time::days_between};
use jiff::Timestamp;
use leptos::prelude::*;
use service::survey::Survey;

use super::list::{Tone, back, tabs, tag};
use crate::{
    partnership::Today,
    survey::frame::{self, survey_tabs},
    visit::Visit,
};

/// A page of a survey on the desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tab {
    /// Who answered.
    Who,
    /// What people answered.
    Results,
    /// Research files.
    Exports,
}

impl Tab {
    /// The pages that everybody has who may read the survey.
    const READ: [Self; 3] = [Self::Who, Self::Results, Self::Exports];

    /// The same page among those of whoever may change the survey.
    const fn of_editor(self) -> frame::Tab {
        match self {
            Self::Who => frame::Tab::Who,
            Self::Results => frame::Tab::Results,
            Self::Exports => frame::Tab::Exports,
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Who => "Who answered",
            Self::Results => "Results",
            Self::Exports => "Research files",
        }
    }

    const fn path(self) -> &'static str {
        match self {
            Self::Who => "/who",
            Self::Results => "/results",
            Self::Exports => "/exports",
        }
    }
}

/// What the head is made of.
#[derive(Clone, Copy)]
pub struct Head<'a> {
    /// The survey.
    pub survey: &'a Survey,
    /// Where it is in its life.
    pub phase: Phase,
    /// Whether whoever looks may also change it.
    pub editor: bool,
    /// When it is, as a date.
    pub today: Today<'a>,
    /// When it is.
    pub now: Timestamp,
}

/// The head.
pub fn survey_head(visit: &Visit, head: &Head<'_>, here: Tab) -> AnyView {
    let base = format!("/desk/surveys/{}", head.survey.id);
    let slug = visit.host.as_ref().map(|host| host.slug.clone()).unwrap_or_default();
    let up = if head.editor { format!("/desk/{slug}/surveys") } else { "/desk".to_owned() };
    let tabs = if head.editor {
        survey_tabs(head.survey, here.of_editor())
    } else {
        let read = Tab::READ.map(|tab| (format!("{base}{}", tab.path()), tab.name().to_owned(), tab == here));
        tabs(&head.survey.title, read.into())
    };
    view! {
        <p>{back(up, "Surveys")}</p>
        <div class="desk__top">
            <div>
                <h1>{format!("{}: {}", here.name(), head.survey.title)}</h1>
                <p>{standing(visit, head)}</p>
            </div>
        </div>
        {tabs}
    }
    .into_any()
}

fn standing(visit: &Visit, head: &Head<'_>) -> AnyView {
    let at = |at: Option<Timestamp>| at.map(|at| head.today.moment(at, visit)).unwrap_or_default();
    let closes = head.survey.closed_at.or(head.survey.closes_at);
    let (tone, word, rest) = match head.phase {
        Phase::Draft => (Tone::Plain, "Draft", "nobody can answer yet".to_owned()),
        Phase::Published => (Tone::Plain, "Published", "without a day of opening".to_owned()),
        Phase::Scheduled => (Tone::Now, "Opens by itself", format!("on {}", at(head.survey.opens_at))),
        Phase::Open => {
            let days = closes.map_or(0, |end| days_between(head.today.date, head.today.date(end)));
            (Tone::Good, "Open", format!("until {}, {}", at(closes), visit.words.count("days-left", days)))
        }
        Phase::Closed => (Tone::Plain, "Closed", format!("since {}", at(closes))),
    };
    view! { {tag(tone, word)}" "<span class="soft">{rest}</span> }.into_any()
}
