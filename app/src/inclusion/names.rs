//! What groups are called: their labels, their words in a sentence, and several of them together.

use domain::{inclusion::Missing, text::Text};
use service::{inclusion::Compared, place::Population};

use crate::{part::chart::Label, words::Words};

/// The names of everything that is compared.
#[derive(Clone, Copy)]
pub struct Names<'a> {
    words: Words,
    compared: &'a [Compared],
}

impl<'a> Names<'a> {
    /// The names of these.
    pub const fn of(words: Words, compared: &'a [Compared]) -> Self {
        Self { words, compared }
    }

    fn population(self, characteristic: &str) -> Option<&'a Population> {
        self.compared.iter().map(|one| &one.population).find(|one| one.characteristic == characteristic)
    }

    fn in_words(self, text: &Text) -> String {
        text.best(self.words.language()).0.to_owned()
    }

    /// What a characteristic is called.
    pub fn title(self, characteristic: &str) -> String {
        self.population(characteristic).map_or_else(String::new, |population| self.in_words(&population.title))
    }

    /// A group in a table: "16 to 24".
    pub fn label(self, characteristic: &str, group: &str) -> Label {
        let groups = self.population(characteristic).map_or(&[][..], |population| population.groups.as_slice());
        let name = groups.iter().find(|one| one.code == group).map(|one| Label::of(self.words, &one.name));
        name.unwrap_or_else(|| group.to_owned().into())
    }

    /// A group in a sentence: "people aged 16 to 24".
    pub fn phrase(self, characteristic: &str, group: &str) -> String {
        let groups = self.population(characteristic).map_or(&[][..], |population| population.groups.as_slice());
        let found = groups.iter().find(|one| one.code == group).map(|one| self.in_words(&one.phrase));
        found.unwrap_or_else(|| group.to_owned())
    }

    /// The phrases of these groups, each once, ages that follow each other as one: "people under 35", "men".
    pub fn phrases(self, groups: &[&Missing]) -> Vec<String> {
        let ages: Vec<&str> =
            groups.iter().filter(|one| one.characteristic == "age").map(|one| one.group.as_str()).collect();
        let joined = self.ages(&ages);
        let mut phrases: Vec<String> = Vec::new();
        for one in groups {
            if one.characteristic != "age" {
                phrases.push(self.phrase(&one.characteristic, &one.group));
            } else if !joined.iter().any(|phrase| phrases.contains(phrase)) {
                phrases.extend(joined.iter().cloned());
            }
        }
        phrases
    }

    /// Ages that follow each other as one phrase.
    fn ages(self, missing: &[&str]) -> Vec<String> {
        let all: Vec<&str> = self
            .population("age")
            .map_or_else(Vec::new, |population| population.groups.iter().map(|group| group.code.as_str()).collect());
        let mut runs: Vec<Vec<usize>> = Vec::new();
        for at in (0..all.len()).filter(|at| missing.contains(&all[*at])) {
            match runs.last_mut().filter(|run| run.last() == Some(&at.wrapping_sub(1))) {
                Some(run) => run.push(at),
                None => runs.push(vec![at]),
            }
        }
        runs.iter().filter_map(|run| self.run(&all, *run.first()?, *run.last()?)).collect()
    }

    fn run(self, all: &[&str], first: usize, last: usize) -> Option<String> {
        let ((from, _), (_, to)) = (ends(all[first])?, ends(all[last])?);
        let age = |key: &str, age: u32| self.words.with(key, &[("age", &age.to_string())]);
        Some(match to {
            _ if first == last => self.phrase("age", all[first]),
            None => age("who-aged-over", from),
            Some(to) if first == 0 => age("who-aged-under", to + 1),
            Some(to) => self.words.with("who-aged", &[("from", &from.to_string()), ("to", &to.to_string())]),
        })
    }

    /// Phrases in one list: "a, b and c".
    pub fn list(self, phrases: &[String]) -> String {
        match phrases.split_last() {
            Some((last, rest)) if !rest.is_empty() => {
                self.words.with("who-and", &[("first", &rest.join(", ")), ("last", last)])
            }
            Some((only, _)) => only.clone(),
            None => String::new(),
        }
    }
}

/// The ends of a band of ages by its code: `16_24`, `75_over`.
fn ends(code: &str) -> Option<(u32, Option<u32>)> {
    let (from, to) = code.split_once('_')?;
    Some((from.parse().ok()?, to.parse().ok()))
}

/// A phrase at the beginning of a sentence.
pub fn capital(phrase: &str) -> String {
    let mut letters = phrase.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
