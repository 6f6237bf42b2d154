//! Conditions in words: who sees a page or a question, for people who do not read formulas.

use domain::{
    survey::{
        Questionnaire,
        choice::PREFER_NOT,
        logic::{Expr, Name, Operator, Says, parse},
    },
    text::Language,
};

/// A condition in words: "the answer to question 3 is “By bus”". `None` where it cannot be read.
pub fn words(questionnaire: &Questionnaire, condition: &str) -> Option<String> {
    let parsed = parse(condition).ok()?;
    Some(Saying(questionnaire).part(&parsed, true))
}

/// "Shown if the answer to question 3 is “By bus”.", or that it cannot be read.
pub fn sentence(questionnaire: &Questionnaire, condition: &str) -> String {
    match words(questionnaire, condition) {
        Some(words) => format!("Shown if {words}."),
        None => "Shown on a condition that cannot be read yet.".to_owned(),
    }
}

struct Saying<'a>(&'a Questionnaire);

impl Saying<'_> {
    /// A part as a clause; `positive` is whether it says what it says or the opposite.
    fn part(&self, part: &Expr<Name>, positive: bool) -> String {
        match &part.says {
            Says::Truth(truth) => if *truth == positive { "always" } else { "never" }.to_owned(),
            Says::Not(inside) => self.part(inside, !positive),
            Says::Selected(of, choice) => {
                let not = if positive { "" } else { "not " };
                format!("{} is {not}among the answers to {}", self.choice(of, choice), self.question(of))
            }
            Says::Both(left, operator @ (Operator::And | Operator::Or), right) => {
                // Not both means one or the other is not, and the other way round.
                let all = (*operator == Operator::And) == positive;
                let (left, right) = (self.joined(left, all, positive), self.joined(right, all, positive));
                format!("{left} {} {right}", if all { "and" } else { "or" })
            }
            Says::Both(left, operator, right) => self.comparison(left, *operator, right, positive),
            Says::Answer(_) | Says::Count(_) | Says::Text(_) | Says::Number(_) => self.value(part),
        }
    }

    /// A part of an "and" or an "or", in brackets where it is of the other sort.
    fn joined(&self, part: &Expr<Name>, all: bool, positive: bool) -> String {
        let (mut inside, mut means) = (part, positive);
        while let Says::Not(next) = &inside.says {
            (inside, means) = (next, !means);
        }
        let words = self.part(part, positive);
        match &inside.says {
            Says::Both(_, operator @ (Operator::And | Operator::Or), _)
                if ((*operator == Operator::And) == means) != all =>
            {
                format!("({words})")
            }
            _ => words,
        }
    }

    fn comparison(&self, left: &Expr<Name>, operator: Operator, right: &Expr<Name>, positive: bool) -> String {
        let operator = if positive { operator } else { opposite(operator) };
        let (left, operator, right) = match (&left.says, &right.says) {
            (Says::Text(_) | Says::Number(_), Says::Answer(_) | Says::Count(_)) => (right, turned(operator), left),
            _ => (left, operator, right),
        };
        match (&left.says, operator, &right.says) {
            (Says::Answer(of), Operator::Equal, Says::Text(text)) if text.is_empty() => {
                format!("{} is not answered", self.question(of))
            }
            (Says::Answer(of), Operator::Different, Says::Text(text)) if text.is_empty() => {
                format!("{} is answered", self.question(of))
            }
            (Says::Answer(of), _, Says::Text(text)) => {
                format!("{} {} {}", self.value(left), verb(operator), self.choice(of, text))
            }
            _ => format!("{} {} {}", self.value(left), verb(operator), self.value(right)),
        }
    }

    fn value(&self, part: &Expr<Name>) -> String {
        match &part.says {
            Says::Answer(of) => format!("the answer to {}", self.question(of)),
            Says::Count(of) => format!("the number of answers to {}", self.question(of)),
            Says::Text(text) => format!("“{text}”"),
            Says::Number(number) => number.to_string(),
            _ => format!("({})", self.part(part, true)),
        }
    }

    /// "question 3", "question 6, line “I can influence decisions”".
    fn question(&self, name: &Name) -> String {
        let code = name.item.as_str();
        let number = self.0.label(code).map_or_else(|| format!("“{code}”"), |number| format!("question {number}"));
        match &name.row {
            None => number,
            Some(row) => {
                let rows = self.0.item(code).map(|item| item.kind.rows()).unwrap_or_default();
                let known = rows.iter().find(|known| known.code == *row);
                let words = known.map_or(row.as_str(), |known| known.words.best(Language::English).0);
                format!("{number}, line “{words}”")
            }
        }
    }

    /// What a choice says, or its code where there is no such choice.
    fn choice(&self, name: &Name, code: &str) -> String {
        let choices = self.0.item(name.item.as_str()).map(|item| self.0.choices_of(item)).unwrap_or_default();
        let known =
            choices.iter().find(|choice| choice.code == code).map(|choice| choice.words.best(Language::English).0);
        let words = match known {
            Some(words) if !words.is_empty() => words,
            _ if code == PREFER_NOT => "I prefer not to say",
            _ => code,
        };
        format!("“{words}”")
    }
}

const fn verb(operator: Operator) -> &'static str {
    match operator {
        Operator::Or => "or",
        Operator::And => "and",
        Operator::Equal => "is",
        Operator::Different => "is not",
        Operator::Less => "is less than",
        Operator::AtMost => "is at most",
        Operator::More => "is more than",
        Operator::AtLeast => "is at least",
    }
}

const fn opposite(operator: Operator) -> Operator {
    match operator {
        Operator::Or => Operator::And,
        Operator::And => Operator::Or,
        Operator::Equal => Operator::Different,
        Operator::Different => Operator::Equal,
        Operator::Less => Operator::AtLeast,
        Operator::AtMost => Operator::More,
        Operator::More => Operator::AtMost,
        Operator::AtLeast => Operator::Less,
    }
}

/// The operator with its sides exchanged.
const fn turned(operator: Operator) -> Operator {
    match operator {
        Operator::Less => Operator::More,
        Operator::AtMost => Operator::AtLeast,
        Operator::More => Operator::Less,
        Operator::AtLeast => Operator::AtMost,
        same => same,
    }
}

#[cfg(test)]
mod tests {
    use domain::survey::template;

    use super::*;

    #[test]
    fn conditions_are_told_in_words() {
        let questionnaire = template::community().questionnaire;
        for (condition, told) in [
            ("${neighbourhood} = '5'", "the answer to question 1 is “Very satisfied”"),
            ("'5' != ${neighbourhood}", "the answer to question 1 is not “Very satisfied”"),
            ("${neighbourhood} = ''", "question 1 is not answered"),
            ("not(${neighbourhood} = '')", "question 1 is answered"),
            ("selected(${travel}, 'bus')", "“By bus” is among the answers to question 3"),
            ("not(selected(${travel}, 'bus'))", "“By bus” is not among the answers to question 3"),
            ("count-selected(${travel}) >= 2", "the number of answers to question 3 is at least 2"),
            ("10 < ${years_here}", "the answer to question 2 is more than 10"),
            ("not(${years_here} <= 10)", "the answer to question 2 is more than 10"),
            (
                "${say.influence} = '1'",
                "the answer to question 5, line “I can influence decisions that affect my area” \
              is “Strongly disagree”",
            ),
            ("${nothing} = 'x'", "the answer to “nothing” is “x”"),
            ("true()", "always"),
        ] {
            assert_eq!(words(&questionnaire, condition).as_deref(), Some(told), "{condition}");
        }
        assert_eq!(words(&questionnaire, "${neighbourhood} ="), None);
    }

    #[test]
    fn brackets_stand_where_they_are_needed() {
        let questionnaire = template::community().questionnaire;
        let (a, b, c) = ("${years_here} > 1", "${years_here} < 9", "${years_here} = 5");
        let (said_a, said_b, said_c) = (
            "the answer to question 2 is more than 1",
            "the answer to question 2 is less than 9",
            "the answer to question 2 is 5",
        );
        for (condition, told) in [
            (format!("{a} and {b}"), format!("{said_a} and {said_b}")),
            (format!("({a} or {b}) and {c}"), format!("({said_a} or {said_b}) and {said_c}")),
            (format!("{a} or {b} and {c}"), format!("{said_a} or ({said_b} and {said_c})")),
            (
                format!("{c} and not({a} and {b})"),
                format!(
                    "{said_c} and (the answer to question 2 is at most 1 or the answer to question 2 is at least 9)"
                ),
            ),
        ] {
            assert_eq!(words(&questionnaire, &condition), Some(told), "{condition}");
        }
    }
}
