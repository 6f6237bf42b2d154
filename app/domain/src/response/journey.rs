//! The journey of one person through a questionnaire, derived anew from what they answered: nothing about where
//! somebody stands is stored, so that Back, a second tab and a changed branch cannot get it wrong.

use std::collections::BTreeSet;

use super::{
    answer::Answers,
    place::Whereabouts,
    routing::Routing,
    value::{Value, fault, value},
};
use crate::survey::Prepared;

/// Where somebody is in a questionnaire, and where they can go.
#[derive(Clone, Debug)]
pub struct Journey<'a> {
    prepared: &'a Prepared,
    answers: &'a Answers,
    routing: Routing,
    steps: Vec<Step>,
    /// The position of the first step that still needs something.
    gap: Option<usize>,
}

/// A page that is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// The index of the page.
    pub page: usize,
    /// Its number among the questions that this person is asked; none for a page of notes.
    pub question: Option<usize>,
    /// What has become of it.
    pub state: StepState,
}

/// What has become of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepState {
    /// It was never sent.
    Untouched,
    /// It was sent, and something is wrong with it.
    Wrong,
    /// It was sent, and nothing is wrong with it.
    Done,
}

/// Where somebody can go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Destination {
    /// To the page at this index.
    Page(usize),
    /// To the list of all answers, before they are sent.
    Check,
}

/// How far somebody is: "Question n of about m".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// The number of the question; none for a page of notes.
    pub question: Option<usize>,
    /// How many questions this person is asked, as far as their answers tell.
    pub of: usize,
    /// How many of them come before.
    pub done: usize,
}

/// What is sent: the answers to what was asked, in one way of writing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Submitted {
    /// Only fields that were asked and answered. Numbers are digits, a place is a data zone or a locality.
    pub answers: Answers,
}

impl<'a> Journey<'a> {
    /// The journey that these answers make. `attempted` holds the codes of the pages that were sent at least once,
    /// whether or not something was wrong with them.
    pub fn derive(prepared: &'a Prepared, answers: &'a Answers, attempted: &BTreeSet<String>) -> Self {
        let routing = Routing::derive(prepared, answers);
        let mut journey = Self { prepared, answers, routing, steps: Vec::new(), gap: None };
        let mut questions = 0;
        for (page, shown) in prepared.questionnaire().pages.iter().enumerate() {
            if !journey.routing.shows(page) {
                continue;
            }
            let asks = journey.items_on(page).any(|item| prepared.item(item).kind.asks());
            questions += usize::from(asks);
            let state = match attempted.contains(&shown.code) {
                false => StepState::Untouched,
                true if journey.is_wrong(page) => StepState::Wrong,
                true => StepState::Done,
            };
            if state != StepState::Done && journey.gap.is_none() {
                journey.gap = Some(journey.steps.len());
            }
            journey.steps.push(Step { page, question: asks.then_some(questions), state });
        }
        journey
    }

    fn is_wrong(&self, page: usize) -> bool {
        let questionnaire = self.prepared.questionnaire();
        let fields = self.items_on(page).flat_map(|item| &self.prepared.fields()[self.prepared.fields_of(item)]);
        let mut faults =
            fields.map(|field| fault(questionnaire, self.prepared.item(field.item), self.answers.get(&field.name)));
        faults.any(|fault| fault.is_some())
    }

    /// The pages that are shown, in order.
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// The items of a page that are asked, by index.
    pub fn items_on(&self, page: usize) -> impl Iterator<Item = usize> + '_ {
        self.prepared.items_on(page).filter(|item| self.routing.asks(*item))
    }

    /// Whether an item is asked.
    pub fn asks(&self, item: usize) -> bool {
        self.routing.asks(item)
    }

    /// The questionnaire that this is a journey through.
    pub fn prepared(&self) -> &'a Prepared {
        self.prepared
    }

    /// The answers that it was derived from.
    pub fn answers(&self) -> &'a Answers {
        self.answers
    }

    /// The step of a page, if the page is shown.
    pub fn step(&self, page: usize) -> Option<&Step> {
        self.position(page).map(|position| &self.steps[position])
    }

    fn position(&self, page: usize) -> Option<usize> {
        self.steps.binary_search_by_key(&page, |step| step.page).ok()
    }

    /// Where somebody who comes back goes on: the first page that was never sent or has something wrong with it, or the
    /// list of all answers.
    pub fn resume(&self) -> Destination {
        self.gap.map_or(Destination::Check, |gap| Destination::Page(self.steps[gap].page))
    }

    /// Whether a page may be visited: it is shown, and nothing before it is missing or wrong. Otherwise, where to go
    /// instead.
    pub fn visit(&self, page: usize) -> Result<(), Destination> {
        match (self.position(page), self.gap) {
            (Some(_), None) => Ok(()),
            (Some(position), Some(gap)) if position <= gap => Ok(()),
            _ => Err(self.resume()),
        }
    }

    /// What comes after a page, shown or not.
    pub fn after(&self, page: usize) -> Destination {
        let next = self.steps.partition_point(|step| step.page <= page);
        self.steps.get(next).map_or(Destination::Check, |step| Destination::Page(step.page))
    }

    /// The page that comes before a page; none before the first.
    pub fn before(&self, page: usize) -> Option<usize> {
        let here = self.steps.partition_point(|step| step.page < page);
        here.checked_sub(1).map(|before| self.steps[before].page)
    }

    /// The last page that is shown: where Back leads from the list of all answers.
    pub fn last(&self) -> Option<usize> {
        self.steps.last().map(|step| step.page)
    }

    /// How far a page is. Pages of notes only have no number and do not count.
    pub fn progress(&self, page: usize) -> Progress {
        let of = self.steps.iter().filter(|step| step.question.is_some()).count();
        let done = self.steps.iter().filter(|step| step.page < page && step.question.is_some()).count();
        Progress { question: self.step(page).and_then(|step| step.question), of, done }
    }

    /// Whether every page was sent and nothing is wrong.
    pub fn is_ready(&self) -> bool {
        self.gap.is_none() && !self.steps.is_empty()
    }

    /// What is sent, or where something is missing first. Answers to questions that routing has hidden since stay in
    /// the draft and are left out here.
    pub fn submit(&self) -> Result<Submitted, Destination> {
        if !self.is_ready() {
            return Err(self.resume());
        }
        let asked = self.prepared.fields().iter().enumerate().filter(|(_, field)| self.asks(field.item));
        let sent = asked.map(|(index, field)| (field.name.as_str(), sent(value(self.prepared, index, self.answers))));
        Ok(Submitted { answers: sent.collect() })
    }
}

/// The one way in which a value is sent.
fn sent(value: Value<'_>) -> Vec<String> {
    match value {
        Value::Missing | Value::Wrong(_) => Vec::new(),
        Value::Chosen(text) | Value::Words(text) => vec![text.to_owned()],
        Value::Several(codes) => codes.to_vec(),
        Value::Number(number) => vec![number.to_string()],
        Value::Place(place @ (Whereabouts::Locality(_) | Whereabouts::Zone(_))) => vec![place.write()],
    }
}
