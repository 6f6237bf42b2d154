//! What kind of scale the answers to a question form: it decides how they are ordered, drawn and put into a sentence.

use super::{Choice, ChoiceRole};
use crate::text::Language;

/// The answers that a released table counts, by their places in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scale {
    /// How the answers stand to each other.
    pub order: Order,
    /// The answers in this order: from least to most, or as they were asked.
    pub steps: Vec<usize>,
    /// Answers beside the scale: "I do not know", "none of these".
    pub beside: Vec<usize>,
}

/// How answers stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// They only have names.
    Names,
    /// From little to much.
    Rising,
    /// From against to for, with a middle that is neither.
    Around,
    /// They are numbers.
    Points,
}

impl Scale {
    /// The scale of these choices, of which "I prefer not to say" is not counted. Codes that are numbers make a scale:
    /// they are how waves are compared, so their order means something.
    pub fn of(choices: &[Choice]) -> Self {
        let counted: Vec<&Choice> = choices.iter().filter(|choice| choice.role != ChoiceRole::PreferNotToSay).collect();
        let (mut steps, beside): (Vec<usize>, Vec<usize>) =
            (0..counted.len()).partition(|at| counted[*at].role == ChoiceRole::Ordinary);
        let codes: Option<Vec<i64>> = steps.iter().map(|at| counted[*at].code.parse().ok()).collect();
        let Some(codes) = codes.filter(|codes| codes.len() > 1 && are_consecutive(codes)) else {
            return Self { order: Order::Names, steps, beside };
        };
        if codes.first() > codes.last() {
            steps.reverse();
        }
        let english = |at: usize| counted[at].words.best(Language::English).0;
        let order = match steps.len() {
            _ if steps.iter().all(|at| english(*at) == counted[*at].code) => Order::Points,
            count if count % 2 == 1 && is_middle(english(steps[count / 2])) => Order::Around,
            _ => Order::Rising,
        };
        Self { order, steps, beside }
    }

    /// The steps on the far side of the middle, or the upper two of a scale from little to much.
    pub fn upper(&self) -> &[usize] {
        let from = match self.order {
            Order::Around => self.steps.len() / 2 + 1,
            _ => self.steps.len().saturating_sub(2),
        };
        &self.steps[from..]
    }

    /// The steps before the middle.
    pub fn lower(&self) -> &[usize] {
        &self.steps[..self.steps.len() / 2]
    }
}

fn are_consecutive(codes: &[i64]) -> bool {
    let step = codes[1] - codes[0];
    step.abs() == 1 && codes.windows(2).all(|pair| pair[1] - pair[0] == step)
}

/// Whether the words of the middle step say that it is neither one nor the other.
fn is_middle(words: &str) -> bool {
    ["Neither", "Neutral", "Mixed", "No difference", "About the same"].iter().any(|start| words.starts_with(start))
}

#[cfg(test)]
mod tests {

    use super::*;
    use crate::{survey::template, text::Text};

    fn choices(pairs: &[(&str, &str)]) -> Vec<Choice> {
        pairs.iter().map(|(code, words)| Choice::new(*code, Text::english(*words))).collect()
    }

    #[test]
    fn scales_are_known_by_their_codes_and_their_middle() {
        for (pairs, order, steps) in [
            (&[("yes", "Yes"), ("no", "No")][..], Order::Names, vec![0, 1]),
            (&[("1", "Disagree"), ("2", "Neither"), ("3", "Agree")], Order::Around, vec![0, 1, 2]),
            (&[("3", "Safe"), ("2", "Neither safe nor unsafe"), ("1", "Unsafe")], Order::Around, vec![2, 1, 0]),
            (&[("1", "Never"), ("2", "Sometimes"), ("3", "Always")], Order::Rising, vec![0, 1, 2]),
            (&[("0", "0"), ("1", "1"), ("2", "2")], Order::Points, vec![0, 1, 2]),
            (&[("1", "One"), ("3", "Three")], Order::Names, vec![0, 1]),
            (&[("1", "One")], Order::Names, vec![0]),
            (&[], Order::Names, vec![]),
        ] {
            let found = Scale::of(&choices(pairs));
            assert_eq!((found.order, found.steps), (order, steps));
        }
    }

    #[test]
    fn answers_that_are_no_step_stand_beside() {
        let mut all = choices(&[("1", "Disagree"), ("2", "Neither"), ("3", "Agree")]);
        all.insert(0, Choice::prefer_not());
        all.push(Choice::dont_know());
        let found = Scale::of(&all);
        assert_eq!((found.lower(), found.upper(), found.beside.as_slice()), (&[0][..], &[2][..], &[3][..]));
    }

    #[test]
    fn the_shared_lists_of_the_templates_are_scales() {
        let scales = template::officials().questionnaire.scales;
        let order = |name: &str| Scale::of(&scales[name]).order;
        assert_eq!(
            ["a5", "f5", "i5", "s5", "e10"].map(order),
            [Order::Around, Order::Rising, Order::Rising, Order::Rising, Order::Points,]
        );
    }
}
