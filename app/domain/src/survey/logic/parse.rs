//! From tokens to a condition, by binding power (Pratt, "Top down operator precedence", 1973). The order of the
//! operators is that of `XPath` (1.0, 3.4 and 3.5): `or`, `and`, equality, order.

use super::{
    At, DEEPEST, Expr, Flaw, LONGEST, MOST_OPERATORS, Name, Operator, Says,
    lex::{Is, Token, tokens},
};

/// The condition that a text spells, or the first thing that is wrong with it.
pub fn parse(text: &str) -> Result<Expr<Name>, Flaw> {
    if text.chars().count() > LONGEST {
        return Err(Flaw::new("logic-too-long", 0).about("most", LONGEST.to_string()));
    }
    let tokens = tokens(text)?;
    let mut parser = Parser { tokens: &tokens, next: 0, operators: 0, end: text.trim_end().len() };
    let whole = parser.part(0, 0)?;
    match parser.peek() {
        None => Ok(whole),
        Some(token) => Err(unexpected(token)),
    }
}

struct Parser<'a> {
    tokens: &'a [Token<'a>],
    next: usize,
    operators: usize,
    end: usize,
}

impl<'a> Parser<'a> {
    fn peek(&self) -> Option<&'a Token<'a>> {
        self.tokens.get(self.next)
    }

    fn take(&mut self) -> Result<&'a Token<'a>, Flaw> {
        let token = self.peek().ok_or_else(|| Flaw::new("logic-unfinished", self.end))?;
        self.next += 1;
        Ok(token)
    }

    fn expect(&mut self, wanted: &Is<'_>) -> Result<(), Flaw> {
        let token = self.take()?;
        if token.is == *wanted { Ok(()) } else { Err(unexpected(token)) }
    }

    /// A part whose operators bind at least this much.
    fn part(&mut self, least: u8, depth: usize) -> Result<Expr<Name>, Flaw> {
        let mut left = self.operand(depth)?;
        while let Some((token, operator)) = self.peek().and_then(|token| Some((token, infix(&token.is)?))) {
            let power = operator.power();
            if power < least {
                break;
            }
            self.next += 1;
            self.operators += 1;
            if self.operators > MOST_OPERATORS {
                return Err(Flaw::new("logic-too-many", token.at).about("most", MOST_OPERATORS.to_string()));
            }
            let right = self.part(power + 1, depth)?;
            left = Expr { at: At(token.at), says: Says::Both(Box::new(left), operator, Box::new(right)) };
        }
        Ok(left)
    }

    fn operand(&mut self, depth: usize) -> Result<Expr<Name>, Flaw> {
        let token = self.take()?;
        if depth > DEEPEST {
            return Err(Flaw::new("logic-too-deep", token.at).about("most", DEEPEST.to_string()));
        }
        let says = match &token.is {
            Is::Open => {
                let inside = self.part(0, depth + 1)?;
                self.expect(&Is::Close)?;
                return Ok(inside);
            }
            Is::Reference(name) => Says::Answer(name.clone()),
            Is::Text(text) => Says::Text((*text).to_owned()),
            Is::Number(number) => Says::Number(*number),
            Is::Word(word) => self.call(word, token, depth)?,
            Is::Close | Is::Comma | Is::Operator(_) => return Err(unexpected(token)),
        };
        Ok(Expr { at: At(token.at), says })
    }

    fn call(&mut self, word: &str, token: &Token<'_>, depth: usize) -> Result<Says<Name>, Flaw> {
        if !matches!(word, "true" | "false" | "not" | "selected" | "count-selected") {
            return Err(Flaw::new("logic-function", token.at).about("found", word));
        }
        self.expect(&Is::Open)?;
        let says = match word {
            "not" => Says::Not(Box::new(self.part(0, depth + 1)?)),
            "selected" => {
                let of = self.reference()?;
                self.expect(&Is::Comma)?;
                Says::Selected(of, self.text()?)
            }
            "count-selected" => Says::Count(self.reference()?),
            truth => Says::Truth(truth == "true"),
        };
        self.expect(&Is::Close)?;
        Ok(says)
    }

    fn reference(&mut self) -> Result<Name, Flaw> {
        let token = self.take()?;
        if let Is::Reference(name) = &token.is { Ok(name.clone()) } else { Err(unexpected(token)) }
    }

    fn text(&mut self) -> Result<String, Flaw> {
        let token = self.take()?;
        if let Is::Text(text) = &token.is { Ok((*text).to_owned()) } else { Err(unexpected(token)) }
    }
}

fn infix(is: &Is<'_>) -> Option<Operator> {
    match is {
        Is::Operator(operator) => Some(*operator),
        Is::Word("and") => Some(Operator::And),
        Is::Word("or") => Some(Operator::Or),
        _ => None,
    }
}

impl Operator {
    /// How much it binds: the higher, the more.
    pub(super) fn power(self) -> u8 {
        match self {
            Self::Or => 1,
            Self::And => 2,
            Self::Equal | Self::Different => 3,
            Self::Less | Self::AtMost | Self::More | Self::AtLeast => 4,
        }
    }

    /// How it is written.
    pub(super) fn sign(self) -> &'static str {
        match self {
            Self::Or => "or",
            Self::And => "and",
            Self::Equal => "=",
            Self::Different => "!=",
            Self::Less => "<",
            Self::AtMost => "<=",
            Self::More => ">",
            Self::AtLeast => ">=",
        }
    }
}

fn unexpected(token: &Token<'_>) -> Flaw {
    let found = match &token.is {
        Is::Reference(name) => name.to_string(),
        Is::Text(text) => format!("'{text}'"),
        Is::Number(number) => number.to_string(),
        Is::Word(word) => (*word).to_owned(),
        Is::Operator(operator) => operator.sign().to_owned(),
        Is::Open => "(".to_owned(),
        Is::Close => ")".to_owned(),
        Is::Comma => ",".to_owned(),
    };
    Flaw::new("logic-unexpected", token.at).about("found", found)
}
