//! From characters to tokens.

use super::{Flaw, Name, Operator};

/// The smallest thing that says something, and the byte position at which it begins.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Token<'a> {
    pub at: usize,
    pub is: Is<'a>,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Is<'a> {
    Reference(Name),
    Text(&'a str),
    Number(f64),
    /// A word: the name of a function or an operator.
    Word(&'a str),
    Operator(Operator),
    Open,
    Close,
    Comma,
}

/// The tokens of a condition.
pub(super) fn tokens(text: &str) -> Result<Vec<Token<'_>>, Flaw> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(next) = text[at..].chars().next() {
        if next.is_whitespace() {
            at += next.len_utf8();
            continue;
        }
        let (is, length) = one(&text[at..], next, at)?;
        found.push(Token { at, is });
        at += length;
    }
    Ok(found)
}

/// The token at the beginning of the rest, and its length in bytes.
fn one(rest: &str, next: char, at: usize) -> Result<(Is<'_>, usize), Flaw> {
    match next {
        '(' => Ok((Is::Open, 1)),
        ')' => Ok((Is::Close, 1)),
        ',' => Ok((Is::Comma, 1)),
        '$' => reference(rest, at),
        '\'' | '"' => quoted(rest, next, at),
        '0'..='9' | '-' | '.' => number(rest, at),
        _ if next.is_ascii_alphabetic() => Ok(word(rest)),
        _ => operator(rest).ok_or_else(|| Flaw::new("logic-character", at).about("found", next)),
    }
}

fn operator(rest: &str) -> Option<(Is<'_>, usize)> {
    let known = [
        ("!=", Operator::Different),
        ("<=", Operator::AtMost),
        (">=", Operator::AtLeast),
        ("=", Operator::Equal),
        ("<", Operator::Less),
        (">", Operator::More),
    ];
    known.into_iter().find(|(sign, _)| rest.starts_with(sign)).map(|(sign, is)| (Is::Operator(is), sign.len()))
}

fn word(rest: &str) -> (Is<'_>, usize) {
    let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_').unwrap_or(rest.len());
    (Is::Word(&rest[..end]), end)
}

fn quoted(rest: &str, quote: char, at: usize) -> Result<(Is<'_>, usize), Flaw> {
    let inside = &rest[1..];
    let end = inside.find(quote).ok_or_else(|| Flaw::new("logic-quote-open", at))?;
    Ok((Is::Text(&inside[..end]), end + 2))
}

fn number(rest: &str, at: usize) -> Result<(Is<'_>, usize), Flaw> {
    let sign = usize::from(rest.starts_with('-'));
    let length = rest[sign..].find(|c: char| !c.is_ascii_digit() && c != '.').map_or(rest.len(), |end| end + sign);
    let written = &rest[..length];
    let good = written[sign..].starts_with(|c: char| c.is_ascii_digit()) && !written.ends_with('.') && length <= 16;
    let value = written.parse().ok().filter(|_| good);
    value.map(|value| (Is::Number(value), length)).ok_or_else(|| Flaw::new("logic-number", at).about("found", written))
}

fn reference(rest: &str, at: usize) -> Result<(Is<'_>, usize), Flaw> {
    let wrong = || Flaw::new("logic-reference", at);
    let inside = rest.strip_prefix("${").ok_or_else(wrong)?;
    let end = inside.find('}').ok_or_else(wrong)?;
    let (item, row) = match inside[..end].trim().split_once('.') {
        Some((item, row)) => (item, Some(row.to_owned())),
        None => (inside[..end].trim(), None),
    };
    let item = item.parse().map_err(|_| wrong().about("found", &inside[..end]))?;
    Ok((Is::Reference(Name { item, row }), end + 3))
}
