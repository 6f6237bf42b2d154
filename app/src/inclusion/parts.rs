//! The parts of the inclusion check, and the way from one to the other.

use domain::place::DEPRIVATION;
use leptos::prelude::*;
use service::inclusion::{Check, Places, Together, Unanswered, Weighed};

use crate::{part::list::tabs, visit::Visit};

/// One part of the check.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Who took part against who lives here.
    Who,
    /// From the most to the least deprived areas.
    Deprivation,
    /// Place by place.
    Places,
    /// Two characteristics together.
    Together,
    /// Questions that were left out, and by whom.
    Unanswered,
    /// Answers as they would be if all groups had come alike.
    Weighed,
    /// Whom to reach next, and how: for those who run the survey.
    Next,
}

/// What a part of the check shows besides the check itself.
#[derive(Clone, Copy)]
pub enum Content<'a> {
    /// Nothing more.
    Who,
    /// What is known of two characteristics together says the gradient place by place.
    Deprivation(&'a Together),
    /// The places.
    Places(&'a [Places<'a>]),
    /// The pairs.
    Together(&'a Together),
    /// What was left out.
    Unanswered(&'a Unanswered),
    /// Answers with and without weights.
    Weighed(&'a Weighed),
}

impl Part {
    /// All of them, in the order in which they are read: presence, spread, what to do next.
    const ALL: [Self; 7] =
        [Self::Who, Self::Deprivation, Self::Places, Self::Together, Self::Unanswered, Self::Weighed, Self::Next];

    /// The key of its name.
    const fn key(self) -> &'static str {
        match self {
            Self::Who => "who-part-groups",
            Self::Deprivation => "who-part-deprivation",
            Self::Places => "who-part-places",
            Self::Together => "who-part-together",
            Self::Unanswered => "who-part-left",
            Self::Weighed => "who-part-weighed",
            Self::Next => "who-part-next",
        }
    }

    /// What follows the address of the check in its own.
    const fn path(self) -> &'static str {
        match self {
            Self::Who => "",
            Self::Deprivation => "/deprivation",
            Self::Places => "/places",
            Self::Together => "/together",
            Self::Unanswered => "/unanswered",
            Self::Weighed => "/weighed",
            Self::Next => "/next",
        }
    }

    /// Whether a check has anything for it.
    fn is_there(self, check: &Check, may_act: bool) -> bool {
        let is_deprivation = |code: &str| code == DEPRIVATION;
        let compared = || check.compared.iter();
        match self {
            Self::Who => true,
            Self::Deprivation => compared().any(|one| is_deprivation(&one.comparison.code)),
            Self::Places => compared().any(|one| one.population.of_places && !is_deprivation(&one.comparison.code)),
            Self::Together => check.compared.len() > 1,
            Self::Unanswered | Self::Weighed => !check.compared.is_empty(),
            Self::Next => may_act,
        }
    }
}

impl Content<'_> {
    /// Which part it is of.
    pub const fn part(self) -> Part {
        match self {
            Self::Who => Part::Who,
            Self::Deprivation(_) => Part::Deprivation,
            Self::Places(_) => Part::Places,
            Self::Together(_) => Part::Together,
            Self::Unanswered(_) => Part::Unanswered,
            Self::Weighed(_) => Part::Weighed,
        }
    }

    /// The key of the title of its page.
    pub(super) const fn title(self) -> &'static str {
        match self {
            Self::Who => "who-page",
            other => other.part().key(),
        }
    }
}

/// Links to the parts of a check at an address; nothing while there is only one. Whoever may act reads what to do next.
pub fn nav(visit: &Visit, check: &Check, address: &str, may_act: bool, here: Part) -> AnyView {
    let there: Vec<Part> = Part::ALL.into_iter().filter(|part| part.is_there(check, may_act)).collect();
    if there.len() < 2 {
        return ().into_any();
    }
    let link = |part: &Part| (format!("{address}{}", part.path()), visit.t(part.key()), *part == here);
    tabs(&visit.t("who-parts"), there.iter().map(link).collect())
}
