//! From a condition back to its text, in one canonical form: as few parentheses as it can have, single quotes.

use std::fmt;

use super::{Expr, Name, Says};

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.row {
            Some(row) => write!(f, "${{{}.{row}}}", self.item),
            None => write!(f, "${{{}}}", self.item),
        }
    }
}

impl fmt::Display for Expr<Name> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_part(self, 0, f)
    }
}

fn write_part(part: &Expr<Name>, least: u8, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match &part.says {
        Says::Truth(truth) => write!(f, "{truth}()"),
        Says::Text(text) => write_text(text, f),
        Says::Number(number) => write!(f, "{number}"),
        Says::Answer(of) => write!(f, "{of}"),
        Says::Count(of) => write!(f, "count-selected({of})"),
        Says::Not(part) => write!(f, "not({part})"),
        Says::Selected(of, choice) => {
            write!(f, "selected({of}, ")?;
            write_text(choice, f)?;
            f.write_str(")")
        }
        Says::Both(left, operator, right) => {
            let power = operator.power();
            let (open, close) = if power < least { ("(", ")") } else { ("", "") };
            f.write_str(open)?;
            write_part(left, power, f)?;
            write!(f, " {} ", operator.sign())?;
            write_part(right, power + 1, f)?;
            f.write_str(close)
        }
    }
}

/// `XPath` has no way to write both kinds of quotes in one text; neither can a parsed one hold both.
fn write_text(text: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let quote = if text.contains('\'') { '"' } else { '\'' };
    write!(f, "{quote}{text}{quote}")
}
