//! The inclusion check: who answered against who lives here, for staff and researchers, and for everybody.

mod against;
mod charts;
mod deprivation;
mod evenness;
mod finding;
mod names;
mod notes;
pub mod parts;
mod places;
mod reach;
#[cfg(test)]
mod tests;
mod together;
mod unanswered;
mod weighed;

use domain::{inclusion::Comparison, outreach::GroupRef, partnership::Kind, survey::publish::Phase, text::Language};
use leptos::prelude::*;
use service::{inclusion::Check, place::Population, survey::Access};

pub use self::charts::code as verdict_code;
pub(crate) use self::{
    charts::{class_of as verdict_class, tone_of as verdict_tone},
    names::capital,
};
use self::{names::Names, parts::Content};
use crate::{
    part::{
        chart::{Label, dots},
        list::empty,
        survey_head::{Head, Tab, survey_head},
    },
    shell::{Desk, Place, Title, desk as staff_frame, public as public_frame},
    visit::Visit,
    words::number,
};

/// The inclusion check of a survey, as it is read.
pub struct Reading<'a> {
    visit: &'a Visit,
    check: &'a Check,
    names: Names<'a>,
    /// Whether nobody can answer any more.
    closed: bool,
}

/// The people of a group in English words, as they stand in a sentence; its code where it is not known.
pub(crate) fn group_phrase(check: &Check, characteristic: &str, group: &str) -> String {
    let found = check.compared.iter().find(|one| one.population.characteristic == characteristic);
    let found = found.and_then(|one| one.population.groups.iter().find(|known| known.code == group));
    found.map_or_else(|| group.to_owned(), |known| known.phrase.best(Language::English).0.to_owned())
}

/// The label of a group in English, with that of its characteristic.
pub(crate) fn group_label(populations: &[Population], group: &GroupRef) -> String {
    let found = populations.iter().find(|one| one.characteristic == group.characteristic);
    let known = found.and_then(|one| one.groups.iter().find(|known| known.code == group.group));
    known.map_or_else(|| group.group.clone(), |known| known.phrase.best(Language::English).0.to_owned())
}

/// One section of the page.
struct Section {
    id: &'static str,
    head: String,
    note: String,
    body: AnyView,
}

/// What a part says: its finding, the sentences under it, and its sections.
struct Said {
    finding: String,
    lead: String,
    sections: Vec<Section>,
}

/// The page for everybody, once results are public.
pub fn public(visit: &Visit, check: &Check, content: Content<'_>) -> String {
    let reading = Reading::new(visit, check, Phase::Closed);
    let Said { finding, lead, sections } = reading.say(content, false);
    let title = Label::of(visit.words, &check.version.definition.questionnaire.title);
    let results = visit.href(&format!("/s/{}/results", check.survey.slug));
    let address = visit.href(&format!("/s/{}/who", check.survey.slug));
    let sections = sections.into_iter().map(|section| {
        let Section { id, head, note, body } = section;
        let head_id = format!("{id}-head");
        let labelled_by = head_id.clone();
        let note = (!note.is_empty()).then(|| view! { <p>{note}</p> });
        view! {
            <section class="side" id=id aria-labelledby=labelled_by>
                <div class="side__head"><h2 id=head_id>{head}</h2>{note}</div>
                <div class="flow">{body}</div>
            </section>
        }
    });
    let body = view! {
        <div class="flow">
            <p class="soft" lang=title.lang>{title.words.clone()}</p>
            <h1>{finding}</h1>
            <p class="lead">{lead}</p>
            <p><a href=results>{visit.t("who-what-people-said")}</a></p>
            {parts::nav(visit, check, &address, false, content.part())}
        </div>
        {sections.collect_view()}
    };
    let head = Title::of(visit.t(content.title())).within(title.words);
    public_frame(visit, &head, Place::Results, body.into_any())
}

/// The page for staff and researchers.
pub fn staff(visit: &Visit, desk: &Desk, check: &Check, head: &Head<'_>, content: Content<'_>) -> String {
    let reading = Reading::new(visit, check, head.phase);
    let Said { finding, lead, sections } = reading.say(content, true);
    let may_change = matches!(content, Content::Who) && head.phase == Phase::Open && !check.missing.is_empty();
    let days = may_change.then(|| {
        let closes = head.survey.closed_at.or(head.survey.closes_at);
        let days = closes.map_or(0, |end| domain::time::days_between(head.today.date, head.today.date(end)));
        match days {
            0 => " Today is the last day to change it.".to_owned(),
            1 => " 1 day is left to change it.".to_owned(),
            days => format!(" {days} days are left to change it."),
        }
    });
    let sections = sections.into_iter().map(|section| {
        let note =
            (!section.note.is_empty() && !matches!(content, Content::Who)).then(|| view! { <p>{section.note}</p> });
        view! { <h2 id=section.id>{section.head}</h2>{note}{section.body} }
    });
    let address = format!("/desk/surveys/{}/who", head.survey.id);
    let against = matches!(content, Content::Who).then(|| against::form(visit, check)).flatten();
    let body = view! {
        {survey_head(visit, head, Tab::Who)}
        {parts::nav(visit, check, &address, head.editor, content.part())}
        <div class="flow">
            <h2 class="finding">{finding}</h2>
            <p>{lead}{days}</p>
            {sections.collect_view()}
            {against}
        </div>
    };
    let title = Title::of(visit.t(content.title())).within(check.survey.title.clone());
    staff_frame(visit, &title, desk, body.into_any())
}

impl<'a> Reading<'a> {
    fn new(visit: &'a Visit, check: &'a Check, phase: Phase) -> Self {
        let names = Names::of(visit.words, &check.compared);
        Self { visit, check, names, closed: phase == Phase::Closed }
    }

    /// What a part says.
    fn say(&self, content: Content<'_>, staff: bool) -> Said {
        match content {
            Content::Who => Said { finding: self.headline(), lead: self.lead(), sections: self.sections(staff) },
            Content::Deprivation(together) => deprivation::said(self, together),
            Content::Places(places) => places::said(self, places),
            Content::Together(together) => together::said(self, together),
            Content::Unanswered(found) => unanswered::said(self, found),
            Content::Weighed(found) => weighed::said(self, found),
        }
    }

    fn t(&self, key: &str) -> String {
        self.visit.t(key)
    }

    fn with(&self, key: &str, values: &[(&str, &str)]) -> String {
        self.visit.words.with(key, values)
    }

    /// The value by which sentences know whether they speak of the past.
    const fn closed_word(&self) -> &'static str {
        if self.closed { "yes" } else { "no" }
    }

    fn comparisons(&self) -> impl Iterator<Item = &'a Comparison> + use<'a> {
        self.check.compared.iter().map(|one| &one.comparison)
    }

    fn headline(&self) -> String {
        let comparisons: Vec<&Comparison> = self.comparisons().collect();
        if !comparisons.is_empty() {
            return finding::headline(self.visit.words, self.names, &self.check.missing, &comparisons, self.closed);
        }
        if self.about() > 0 { self.answered() } else { self.t("who-nothing-compared") }
    }

    fn about(&self) -> i64 {
        self.check.newest.as_ref().map_or(0, |newest| newest.about)
    }

    fn answered(&self) -> String {
        let about = self.about();
        let (people, grouped) = (about.to_string(), number(about));
        self.with("who-answered", &[("people", &people), ("number", &grouped)])
    }

    /// How many answered, of how many, and what that is and is not a picture of.
    fn lead(&self) -> String {
        let compared = !self.check.compared.is_empty();
        let adults = self.check.adults.filter(|adults| compared && *adults > 0 && self.about() > 0);
        let mut sentences = match adults {
            Some(adults) => {
                let share = format!("{:.1}%", self.about() as f64 / adults as f64 * 100.0);
                vec![self.with("who-answered-share", &[("number", &number(self.about())), ("share", &share)])]
            }
            None if compared || self.about() == 0 => vec![format!("{}.", self.answered())],
            None => Vec::new(),
        };
        if let Some(also) = finding::probably(self.visit.words, self.names, &self.check.missing, self.closed) {
            sentences.insert(0, also);
        }
        let area = self.visit.host.as_ref().map(|host| host.area.clone()).unwrap_or_default();
        sentences.push(match self.check.survey.access {
            Access::Open => self.with("who-not-a-sample", &[("area", &area)]),
            Access::Invited => self.t("who-invited"),
        });
        if self.check.partnership.kind == Kind::National {
            sentences.push(self.t("results-national"));
        }
        sentences.extend(self.completion());
        sentences.join(" ")
    }

    /// The share of people who said who they are: the largest error in practice, so a headline of its own.
    fn completion(&self) -> Option<String> {
        let shares: Vec<f64> = self.comparisons().filter_map(|one| one.completion).collect();
        let (least, most) = (shares.iter().copied().reduce(f64::min)?, shares.iter().copied().reduce(f64::max)?);
        let [least, most] = [least, most].map(|share| format!("{:.0}%", share * 100.0));
        Some(self.with("who-completion", &[("least", &least), ("most", &most)]))
    }

    fn sections(&self, staff: bool) -> Vec<Section> {
        if self.about() == 0 {
            let body = view! { <p>{self.t("who-too-few-words")}</p> };
            let body = empty(self.t("who-too-few"), body);
            return vec![Section { id: "nothing", head: self.t("who-page"), note: String::new(), body }];
        }
        let mut sections = Vec::new();
        if self.check.compared.is_empty() {
            sections.extend(evenness::section(self));
        } else {
            sections.push(reach::section(self, staff));
            sections.extend(charts::glance(self));
            sections.push(Section {
                id: "groups",
                head: self.t("who-groups"),
                note: String::new(),
                body: view! {
                    {dots::key(self.visit.words)}
                    <div class="gaps gaps--two">{charts::all(self)}</div>
                }
                .into_any(),
            });
            sections.push(notes::unsaid(self));
            sections.extend(evenness::section(self));
            sections.push(notes::sure(self));
            sections.push(notes::sources(self));
        }
        sections.extend(notes::not_compared(self));
        sections
    }
}
