//! The parts of the inclusion check on the desk, and the way from one to the other.

use leptos::prelude::*;

use crate::part::list::tabs;

/// One part of the check.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Who took part against who lives here.
    Who,
    /// Whom to reach next, and how.
    Next,
}

impl Part {
    /// All of them, in the order in which they are read: presence, spread, voice, what to do next.
    const ALL: &[Self] = &[Self::Who, Self::Next];

    const fn name(self) -> &'static str {
        match self {
            Self::Who => "Group by group",
            Self::Next => "What to do next",
        }
    }

    /// What follows `/desk/surveys/{survey}/who` in its address.
    const fn path(self) -> &'static str {
        match self {
            Self::Who => "",
            Self::Next => "/next",
        }
    }
}

/// Links to the parts of one survey's check; nothing while there is only one.
pub fn nav(survey: &str, here: Part) -> AnyView {
    if Part::ALL.len() < 2 {
        return ().into_any();
    }
    let href = |part: Part| format!("/desk/surveys/{survey}/who{}", part.path());
    let parts = Part::ALL.iter().map(|part| (href(*part), part.name().to_owned(), *part == here)).collect();
    tabs("The inclusion check", parts)
}
