//! Rehearsed answers: people drawn from the population figures of an area, with a chosen skew, who answer as people do.
//!
//! They leave questions out, prefer not to say, and hold opinions that hang together. The same seed gives the same
//! answers. They are for trying out a survey and its results before anybody has answered, and never count.

use std::collections::BTreeMap;

use rand_chacha::{
    ChaCha20Rng,
    rand_core::{Rng, SeedableRng},
};

use crate::{
    response::{Answers, routing::Routing},
    survey::{Choice, ChoiceRole, Item, Kind, Prepared, choice::PREFER_NOT},
};

/// Groups and how likely each is to answer, for each characteristic; and places likewise.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Crowd {
    /// By characteristic: what choices count as, and their weight.
    pub groups: BTreeMap<String, Vec<(String, f64)>>,
    /// Places as they are kept in answers (`zone:S01010891`), and their weight.
    pub places: Vec<(String, f64)>,
}

/// The weight of one group among those who answer an open survey: `rank` runs from 0 (seldom answers) to 1 (answers
/// readily). With `skew` 0 everybody is as likely; with 1 the readiest are four times as likely as the others.
pub fn readiness(people: u64, rank: f64, skew: f64) -> f64 {
    people as f64 * 4_f64.powf(skew * rank)
}

/// One in so many questions that may be left out is left out.
const LEFT_OUT: u32 = 16;
/// One in so many prefers not to say.
const NOT_SAID: u32 = 24;
/// One in so many writes something where words are asked for.
const WRITES: u32 = 3;
/// What they write; plainly nobody's words.
const WORDS: [&str; 6] = [
    "Rehearsed answer: the bus stops too early in the evening.",
    "Rehearsed answer: more for young people, please.",
    "Rehearsed answer: the paths by the shore are good.",
    "Rehearsed answer: ask us before, not after.",
    "Rehearsed answer: it is hard to get an appointment.",
    "Rehearsed answer: neighbours look out for each other.",
];

/// How common some answers are of which nobody publishes figures for councils, in round numbers after the headlines of
/// Scotland's Census 2022 (sexual orientation and trans status; unpaid care). Good enough to rehearse with, and for
/// nothing else.
const NATIONAL: [(&str, &[(&str, f64)]); 3] = [
    ("trans", &[("no", 0.995), ("yes", 0.005)]),
    ("sexual_orientation", &[("straight", 0.956), ("gay_lesbian", 0.02), ("bisexual", 0.018), ("other", 0.006)]),
    ("caring", &[("no", 0.88), ("1_19", 0.06), ("20_34", 0.015), ("35_49", 0.015), ("50_over", 0.03)]),
];

fn national(characteristic: &str) -> Option<Vec<(String, f64)>> {
    let known = NATIONAL.iter().find(|(known, _)| *known == characteristic)?;
    Some(known.1.iter().map(|(code, share)| ((*code).to_owned(), *share)).collect())
}

/// The answers of the person with this number in a crowd that was drawn with this seed.
pub fn answer(prepared: &Prepared, crowd: &Crowd, seed: u64, number: u64) -> Answers {
    let mut rng = ChaCha20Rng::seed_from_u64(seed);
    rng.set_stream(number + 1);
    let mood = (unit(&mut rng) + unit(&mut rng) + unit(&mut rng)) / 1.5 - 1.0;
    let mut person = Person { prepared, crowd, mood, rng };
    let mut answers = Answers::default();
    for page in 0..prepared.questionnaire().pages.len() {
        let routing = Routing::derive(prepared, &answers);
        if !routing.shows(page) {
            continue;
        }
        for item in prepared.items_on(page).filter(|item| routing.asks(*item)) {
            for field in prepared.fields_of(item) {
                let values = person.values(prepared.item(item), field);
                answers.set(&prepared.fields()[field].name, values);
            }
        }
    }
    answers
}

struct Person<'a> {
    prepared: &'a Prepared,
    crowd: &'a Crowd,
    /// From -1 (dissatisfied) to 1.
    mood: f64,
    rng: ChaCha20Rng,
}

impl Person<'_> {
    fn values(&mut self, item: &Item, field: usize) -> Vec<String> {
        if !item.required && self.one_in(LEFT_OUT) {
            return Vec::new();
        }
        let known = item.characteristic.as_deref().filter(|_| item.kind != Kind::Place);
        if let Some(groups) = known.and_then(|name| self.crowd.groups.get(name).cloned().or_else(|| national(name))) {
            return self.group(item, &groups);
        }
        let leaning = leaning(&self.prepared.fields()[field].name);
        match &item.kind {
            Kind::Single { .. } | Kind::Matrix { .. } => self.one_of(item, leaning).into_iter().collect(),
            Kind::Multiple { at_most, .. } => self.some_of(item, leaning, *at_most),
            Kind::Scale { from, to, prefer_not, .. } => {
                if *prefer_not && self.one_in(NOT_SAID) {
                    return vec![PREFER_NOT.to_owned()];
                }
                vec![self.point(*from, *to, leaning).to_string()]
            }
            Kind::Whole { from, to, .. } => vec![self.point(*from, (*to).min(from + 40), leaning).to_string()],
            Kind::ShortText { at_most } | Kind::LongText { at_most } => {
                if !item.required && !self.one_in(WRITES) {
                    return Vec::new();
                }
                let words = WORDS[self.below(WORDS.len())];
                vec![words.chars().take(*at_most as usize).collect()]
            }
            Kind::Place => drawn(&mut self.rng, &self.crowd.places).into_iter().collect(),
            Kind::Note => Vec::new(),
        }
    }

    /// The choice of somebody's own group; of several that count as it, any.
    fn group(&mut self, item: &Item, groups: &[(String, f64)]) -> Vec<String> {
        let choices = self.prepared.questionnaire().choices_of(item);
        let not_said = choices.iter().find(|choice| choice.role == ChoiceRole::PreferNotToSay);
        if let Some(choice) = not_said
            && self.one_in(NOT_SAID)
        {
            return vec![choice.code.clone()];
        }
        let Some(category) = drawn(&mut self.rng, groups) else { return Vec::new() };
        let counts: Vec<&Choice> =
            choices.iter().filter(|c| c.counts_as.as_ref().unwrap_or(&c.code) == &category).collect();
        let own = counts.get(self.below(counts.len().max(1)));
        own.map(|choice| choice.code.clone()).or_else(|| self.one_of(item, 0.0)).into_iter().collect()
    }

    fn one_of(&mut self, item: &Item, leaning: f64) -> Option<String> {
        let choices = self.prepared.questionnaire().choices_of(item);
        let last = choices.iter().filter(|choice| choice.role == ChoiceRole::Ordinary).count().max(2) - 1;
        let mut at = 0_u32;
        let weighed: Vec<(String, f64)> = choices
            .iter()
            .map(|choice| {
                let weight = if choice.role == ChoiceRole::Ordinary {
                    let place = f64::from(at) / last as f64;
                    at += 1;
                    // Lists run from good to bad more often than not.
                    let wanted = (0.5 - 0.35 * self.mood - 0.2 * leaning).clamp(0.0, 1.0);
                    (-8.0 * (place - wanted).powi(2)).exp()
                } else {
                    0.06
                };
                (choice.code.clone(), weight)
            })
            .collect();
        drawn(&mut self.rng, &weighed)
    }

    fn some_of(&mut self, item: &Item, leaning: f64, at_most: Option<u32>) -> Vec<String> {
        let choices = self.prepared.questionnaire().choices_of(item);
        let alone = choices.iter().find(|choice| choice.role.stands_alone());
        if let Some(choice) = alone
            && self.one_in(NOT_SAID)
        {
            return vec![choice.code.clone()];
        }
        let mut chosen: Vec<String> = Vec::new();
        for (at, choice) in choices.iter().filter(|choice| !choice.role.stands_alone()).enumerate() {
            let share = 0.18 + 0.3 * ((at as f64 * 2.4 + leaning * 3.0).sin().abs());
            if unit(&mut self.rng) < share {
                chosen.push(choice.code.clone());
            }
        }
        chosen.truncate(at_most.map_or(usize::MAX, |most| most as usize));
        chosen
    }

    #[expect(clippy::cast_possible_truncation, reason = "a point between two points")]
    fn point(&mut self, from: i64, to: i64, leaning: f64) -> i64 {
        let span = to.saturating_sub(from) as f64;
        let wanted = 0.55 + 0.2 * self.mood + 0.15 * leaning + 0.35 * (unit(&mut self.rng) - 0.5);
        from + (wanted.clamp(0.0, 1.0) * span).round() as i64
    }

    fn one_in(&mut self, n: u32) -> bool {
        self.rng.next_u32().is_multiple_of(n)
    }

    fn below(&mut self, n: usize) -> usize {
        self.rng.next_u32() as usize % n
    }
}

/// Between 0 and 1.
fn unit(rng: &mut ChaCha20Rng) -> f64 {
    f64::from(rng.next_u32()) / (f64::from(u32::MAX) + 1.0)
}

/// One of these by their weights; none when there are none.
fn drawn(rng: &mut ChaCha20Rng, weighed: &[(String, f64)]) -> Option<String> {
    let total: f64 = weighed.iter().map(|(_, weight)| weight).sum();
    let mut left = unit(rng) * total;
    for (what, weight) in weighed {
        left -= weight;
        if left < 0.0 {
            return Some(what.clone());
        }
    }
    weighed.iter().rev().find(|(_, weight)| *weight > 0.0).map(|(what, _)| what.clone())
}

/// How people on the whole lean on one question, from -1 to 1: different from question to question, always the same.
fn leaning(name: &str) -> f64 {
    let sum = name.bytes().fold(7_u32, |sum, byte| sum.wrapping_mul(31).wrapping_add(u32::from(byte)));
    f64::from(sum % 2001) / 1000.0 - 1.0
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::{
        response::{Journey, parse_page},
        survey::template,
    };

    fn crowd() -> Crowd {
        let groups =
            |groups: &[(&str, f64)]| groups.iter().map(|(code, weight)| ((*code).to_owned(), *weight)).collect();
        Crowd {
            groups: BTreeMap::from([
                ("age".to_owned(), groups(&[("16_24", 1.0), ("75_over", 3.0)])),
                ("sex".to_owned(), groups(&[("female", 1.0), ("male", 1.0)])),
            ]),
            places: groups(&[("zone:S01010891", 1.0), ("zone:S01010892", 1.0)]),
        }
    }

    #[test]
    fn rehearsed_answers_could_have_been_given() {
        for definition in [template::community(), template::officials()] {
            let prepared = Prepared::new(definition.questionnaire);
            for number in 0..40 {
                let answers = answer(&prepared, &crowd(), 7, number);
                let all: BTreeSet<String> =
                    prepared.questionnaire().pages.iter().map(|page| page.code.clone()).collect();
                let journey = Journey::derive(&prepared, &answers, &all);
                let sent = journey.submit().map(|submitted| submitted.answers);
                assert_eq!(sent.as_ref(), Ok(&answers), "person {number}");
            }
        }
    }

    #[test]
    fn the_same_seed_gives_the_same_people() {
        let prepared = Prepared::new(template::community().questionnaire);
        let draw = |seed| (0..20).map(|number| answer(&prepared, &crowd(), seed, number)).collect::<Vec<_>>();
        assert_eq!(draw(1), draw(1));
        assert_ne!(draw(1), draw(2));
    }

    #[test]
    fn groups_answer_as_often_as_their_weights_say() {
        let prepared = Prepared::new(template::community().questionnaire);
        let old =
            |number| answer(&prepared, &crowd(), 3, number).get("age").first().is_some_and(|age| age == "75_over");
        let count = (0..2000).filter(|number| old(*number)).count();
        // Three in four of those who say, about nine in ten of all.
        assert!((1250..1450).contains(&count), "{count}");
        assert!(readiness(100, 1.0, 1.0) > 3.9 * readiness(100, 0.0, 1.0));
        assert!((readiness(100, 1.0, 0.0) - 100.0).abs() < 1e-9);
    }

    #[test]
    fn pages_of_rehearsed_answers_parse_as_posted() {
        let prepared = Prepared::new(template::community().questionnaire);
        let answers = answer(&prepared, &crowd(), 5, 1);
        let posted = answers.iter().map(|(name, values)| (name.to_owned(), values.to_vec())).collect();
        let lists = crate::response::PlaceLists::default();
        let (_, problems) = parse_page(&prepared, 0, &posted, Answers::default(), &lists);
        assert!(problems.is_empty(), "{problems:?}");
    }
}
