//! Whether a condition is true for somebody's answers. Total: every condition has an answer, whatever was typed.

use super::{Expr, Operator, Says};
use crate::survey::number::whole;

/// Whether the condition is true. `values` gives the stored values of a field, and none for what was not answered or
/// not asked.
///
/// As in `XPath` 1.0 (3.4), whatever is not a number is "not a number", which is neither smaller nor larger than nor
/// equal to anything; and a question without an answer is the empty text.
pub fn holds<'v, R>(condition: &Expr<R>, values: &impl Fn(&R) -> &'v [String]) -> bool {
    match &condition.says {
        Says::Both(left, Operator::And, right) => holds(left, values) && holds(right, values),
        Says::Both(left, Operator::Or, right) => holds(left, values) || holds(right, values),
        Says::Not(part) => !holds(part, values),
        Says::Selected(of, choice) => values(of).contains(choice),
        Says::Truth(truth) => *truth,
        _ => worth(condition, values).truth(),
    }
}

/// What a part of a condition is worth.
#[derive(Clone, Copy)]
enum Worth<'a> {
    Truth(bool),
    Number(f64),
    Text(&'a str),
}

impl Worth<'_> {
    fn truth(self) -> bool {
        match self {
            Self::Truth(truth) => truth,
            Self::Number(number) => number != 0.0 && !number.is_nan(),
            Self::Text(text) => !text.is_empty(),
        }
    }

    fn number(self) -> f64 {
        match self {
            Self::Truth(truth) => f64::from(u8::from(truth)),
            Self::Number(number) => number,
            Self::Text(text) => number_in(text),
        }
    }
}

fn worth<'a, 'v: 'a, R>(part: &'a Expr<R>, values: &impl Fn(&R) -> &'v [String]) -> Worth<'a> {
    match &part.says {
        Says::Text(text) => Worth::Text(text),
        Says::Number(number) => Worth::Number(*number),
        Says::Answer(of) => Worth::Text(values(of).first().map_or("", String::as_str)),
        Says::Count(of) => Worth::Number(values(of).len() as f64),
        Says::Both(left, operator, right) if !matches!(operator, Operator::And | Operator::Or) => {
            Worth::Truth(compare(worth(left, values), *operator, worth(right, values)))
        }
        _ => Worth::Truth(holds(part, values)),
    }
}

fn compare(left: Worth<'_>, operator: Operator, right: Worth<'_>) -> bool {
    use Worth::{Text, Truth};
    match (left, operator, right) {
        (Truth(_), Operator::Equal, _) | (_, Operator::Equal, Truth(_)) => left.truth() == right.truth(),
        (Truth(_), Operator::Different, _) | (_, Operator::Different, Truth(_)) => left.truth() != right.truth(),
        (Text(left), Operator::Equal, Text(right)) => left == right,
        (Text(left), Operator::Different, Text(right)) => left != right,
        _ => compare_numbers(left.number(), operator, right.number()),
    }
}

#[expect(clippy::float_cmp, reason = "XPath compares numbers exactly; ours are typed by people, not computed")]
fn compare_numbers(left: f64, operator: Operator, right: f64) -> bool {
    match operator {
        Operator::Equal => left == right,
        Operator::Different => left != right,
        Operator::Less => left < right,
        Operator::AtMost => left <= right,
        Operator::More => left > right,
        Operator::AtLeast => left >= right,
        Operator::And | Operator::Or => false,
    }
}

/// The number that a text is, "not a number" otherwise.
fn number_in(text: &str) -> f64 {
    let decimal = |text: &str| {
        let plain = text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'-'));
        text.parse().ok().filter(|_| plain && text.len() <= 32)
    };
    whole(text).map(|number| number as f64).or_else(|| decimal(text.trim())).unwrap_or(f64::NAN)
}
