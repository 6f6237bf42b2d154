//! Fields: how a line falls into them, and how names and numbers in them are read.

use crate::baseline::fault::{Wrong, shown};

const FIELDS_MOST: usize = 400;
/// More people than live in Scotland: larger numbers are mistakes.
const NUMBER_MOST: u64 = 100_000_000;

/// A name of a column, or a label, as it is compared: "White: Gypsy/ Traveller" is `white_gypsy_traveller`, while the
/// hyphen of "16-17" stays.
pub(in crate::baseline) fn key(text: &str) -> String {
    let lower = text.trim().to_lowercase();
    let mut key = String::with_capacity(lower.len());
    let mut letters = lower.chars().peekable();
    let mut after_digit = false;
    while let Some(c) = letters.next() {
        let between_digits = after_digit && letters.peek().is_some_and(char::is_ascii_digit);
        if c.is_alphanumeric() || c == '+' {
            key.push(c);
        } else if matches!(c, '-' | '\u{2013}') && between_digits {
            key.push('-');
        } else if !key.ends_with('_') && !key.is_empty() {
            key.push('_');
        }
        after_digit = c.is_ascii_digit();
    }
    key.trim_end_matches('_').to_owned()
}

/// A whole number; commas may separate thousands.
pub(super) fn number(text: &str) -> Result<u64, Wrong> {
    let digits = without_separators(text);
    if text.is_empty() {
        return Err(Wrong::Empty);
    }
    if !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()) {
        let number = digits.parse::<u64>().ok().filter(|number| *number <= NUMBER_MOST);
        return number.ok_or_else(|| Wrong::TooMany(shown(text)));
    }
    let plain = |text: &str| text.bytes().any(|b| b.is_ascii_digit()) && text.parse::<f64>().is_ok();
    Err(match text.strip_prefix(['-', '\u{2212}']) {
        Some(rest) if plain(rest) => Wrong::Negative(shown(text)),
        None if plain(text) && text.contains('.') => Wrong::Fraction(shown(text)),
        _ => Wrong::Number(shown(text)),
    })
}

fn without_separators(text: &str) -> String {
    let mut parts = text.split(',');
    let first = parts.next().is_some_and(|part| (1..=3).contains(&part.len()));
    if first && parts.all(|part| part.len() == 3) { text.replace(',', "") } else { text.to_owned() }
}

/// Splits a line into fields without the spaces at their ends.
pub(super) fn split(line: &str, fields: &mut Vec<String>) -> Result<(), Wrong> {
    let mut rest = line;
    loop {
        if fields.len() == FIELDS_MOST {
            return Err(Wrong::RowTooLong);
        }
        let (field, after) = match rest.strip_prefix('"') {
            Some(quoted) => until_quote(quoted)?,
            None => match rest.split_once(',') {
                Some((field, after)) => (field.to_owned(), Some(after)),
                None => (rest.to_owned(), None),
            },
        };
        fields.push(field.trim().to_owned());
        match after {
            Some(after) => rest = after,
            None => return Ok(()),
        }
    }
}

/// The field up to the quotation mark that ends it, and what comes after the comma behind that.
fn until_quote(mut rest: &str) -> Result<(String, Option<&str>), Wrong> {
    let mut field = String::new();
    loop {
        let (part, after) = rest.split_once('"').ok_or(Wrong::Quote)?;
        field.push_str(part);
        if let Some(doubled) = after.strip_prefix('"') {
            field.push('"');
            rest = doubled;
        } else if after.is_empty() {
            return Ok((field, None));
        } else {
            return after.strip_prefix(',').map(|after| (field, Some(after))).ok_or(Wrong::Quote);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn numbers_are_whole_and_not_negative() {
        for (text, read) in [
            ("0", Ok(0)),
            ("969", Ok(969)),
            ("5,439,618", Ok(5_439_618)),
            ("", Err(Wrong::Empty)),
            ("-3", Err(Wrong::Negative("-3".into()))),
            ("\u{2212}3", Err(Wrong::Negative("\u{2212}3".into()))),
            ("3.5", Err(Wrong::Fraction("3.5".into()))),
            ("3.0", Err(Wrong::Fraction("3.0".into()))),
            ("-", Err(Wrong::Number("-".into()))),
            ("1,23", Err(Wrong::Number("1,23".into()))),
            ("1e3", Err(Wrong::Number("1e3".into()))),
            ("\u{663}", Err(Wrong::Number("\u{663}".into()))),
            ("nan", Err(Wrong::Number("nan".into()))),
            ("100000001", Err(Wrong::TooMany("100000001".into()))),
            ("99999999999999999999999", Err(Wrong::TooMany("99999999999999999999999".into()))),
        ] {
            assert_eq!(number(text), read, "{text}");
        }
    }

    #[test]
    fn labels_and_columns_are_compared_alike() {
        assert_eq!(key("White: Gypsy/ Traveller"), "white_gypsy_traveller");
        assert_eq!(key(" Day-to-day activities limited a lot"), "day_to_day_activities_limited_a_lot");
        for (text, read) in
            [("age_85+", "age_85+"), ("Age 16\u{2013}17", "age_16-17"), ("DataZone2011Code", "datazone2011code")]
        {
            assert_eq!(key(text), read);
        }
    }

    proptest! {
        #[test]
        fn lines_are_split_as_another_reader_does(
            fields in prop::collection::vec("[a-z0-9\", ;é]{0,6}", 1..6),
        ) {
            let mut writer = csv::Writer::from_writer(Vec::new());
            writer.write_record(&fields).unwrap();
            let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
            let mut found = Vec::new();
            split(text.trim_end_matches('\n'), &mut found).unwrap();
            let expected: Vec<_> = fields.iter().map(|field| field.trim().to_owned()).collect();
            prop_assert_eq!(found, expected);
        }

        #[test]
        fn any_text_is_a_number_or_not(text in ".{0,12}") {
            drop(number(&text));
        }
    }
}
