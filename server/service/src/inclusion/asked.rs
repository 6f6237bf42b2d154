//! What a survey asks about people that cannot be compared with those who live here, and why not.

use domain::{
    disclosure::{SafeTable, declared::about_name},
    survey::{Item, Kind},
    text::Text,
};

use super::Compared;
use crate::{disclosure::Newest, survey::Loaded};

/// Something that is asked about people and not compared.
#[derive(Clone, Debug)]
pub struct NotCompared {
    /// The characteristic's code.
    pub characteristic: String,
    /// The question.
    pub words: Text,
    /// Why not.
    pub why: Why,
    /// What is released of it, with the words of its groups: who answered, beside nobody.
    pub released: Option<(SafeTable, Vec<Text>)>,
}

/// Why something is not compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// Who answers is not meant to be a picture of those who live here.
    OtherPeople,
    /// Nobody has counted who lives here by it, or the figures are not here.
    NoFigures,
    /// Its groups are not those of the figures.
    OtherGroups,
    /// Too few have said.
    TooFew,
    /// It is asked for the count only and never shown.
    NeverShown,
}

/// What a survey asks, and what there is to compare it with.
pub(super) struct Asked<'a> {
    pub(super) version: &'a Loaded,
    pub(super) newest: Option<&'a Newest>,
    /// Whether those who answer are meant to be a picture of those who live here.
    pub(super) comparable: bool,
    /// The characteristics by which the population is counted, and whether each is one of places.
    pub(super) counted: &'a [(String, bool)],
}

impl Asked<'_> {
    pub(super) fn not_compared(&self, compared: &[Compared]) -> Vec<NotCompared> {
        let is_compared = |code: &str| compared.iter().any(|one| one.comparison.code == code);
        let items = self.version.definition.questionnaire.items().map(|(_, item)| item);
        let asked = items.filter_map(|item| Some((item, item.characteristic.as_deref()?)));
        let left = asked.filter(|(item, code)| match item.kind {
            Kind::Place => !compared.iter().any(|one| one.population.of_places),
            _ => !is_compared(code),
        });
        left.map(|(item, code)| self.one(item, code)).collect()
    }

    fn one(&self, item: &Item, characteristic: &str) -> NotCompared {
        let table = self.newest.and_then(|newest| newest.released.tables.get(&about_name(characteristic)));
        let known = match item.kind {
            Kind::Place => self.counted.iter().any(|(_, of_places)| *of_places),
            _ => self.counted.iter().any(|(code, _)| code == characteristic),
        };
        let why = match () {
            () if item.not_published => Why::NeverShown,
            () if !self.comparable => Why::OtherPeople,
            () if !known => Why::NoFigures,
            () if table.is_none_or(|table| table.table.base().published().is_none()) => Why::TooFew,
            () => Why::OtherGroups,
        };
        let released = table.filter(|_| why != Why::NeverShown).and_then(|released| {
            let words = self.words(item, &released.table)?;
            Some((released.table.clone(), words))
        });
        NotCompared { characteristic: characteristic.to_owned(), words: item.label().clone(), why, released }
    }

    /// The words of the groups of a table that are choices of its question; none where they are not.
    fn words(&self, item: &Item, table: &SafeTable) -> Option<Vec<Text>> {
        let choices = self.version.definition.questionnaire.choices_of(item);
        let [dimension] = table.dimensions() else { return None };
        let words =
            |code: &String| choices.iter().find(|choice| choice.code == *code).map(|choice| choice.words.clone());
        dimension.categories.iter().map(words).collect()
    }
}
