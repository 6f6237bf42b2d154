//! Whole numbers as people type them.

/// The whole number that somebody meant: `12`, ` 1,200 `, `1 200`, `12.0`, `+3`, `-3`. Nothing else: words, halves,
/// a comma or a space that does not stand before three digits, and numbers beyond 15 digits are no whole number.
pub fn whole(typed: &str) -> Option<i64> {
    let typed = typed.trim();
    let (sign, digits) = match typed.strip_prefix(['-', '\u{2212}']) {
        Some(rest) => (-1, rest.trim_start()),
        None => (1, typed.strip_prefix('+').unwrap_or(typed)),
    };
    let integer = match digits.split_once('.') {
        Some((integer, fraction)) if !fraction.is_empty() && fraction.bytes().all(|b| b == b'0') => integer,
        Some(_) => return None,
        None => digits,
    };
    ungrouped(integer).map(|value| sign * value)
}

/// The value of digits in one run, or in groups of three with the same mark (comma, space, apostrophe) between them.
fn ungrouped(digits: &str) -> Option<i64> {
    if digits.len() > 64 || !digits.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let mark = digits.chars().find(|c| !c.is_ascii_digit());
    let mut groups = digits.split(|c| Some(c) == mark);
    let first = groups.next()?;
    let rest_fits = groups.all(|group| group.len() == 3 && group.bytes().all(|b| b.is_ascii_digit()));
    let mark_fits = mark.is_none_or(|mark| is_mark(mark) && first.len() <= 3);
    let plain: String = digits.chars().filter(char::is_ascii_digit).collect();
    (rest_fits && mark_fits && plain.trim_start_matches('0').len() <= 15).then(|| plain.parse().ok()).flatten()
}

fn is_mark(c: char) -> bool {
    matches!(c, ',' | ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}' | '\'' | '\u{2019}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_are_read_as_people_type_them() {
        for (typed, meant) in [
            ("12", Some(12)),
            (" 12 ", Some(12)),
            ("012", Some(12)),
            ("0", Some(0)),
            ("+5", Some(5)),
            ("-5", Some(-5)),
            ("\u{2212}5", Some(-5)),
            ("12.0", Some(12)),
            ("12.000", Some(12)),
            ("1,200", Some(1200)),
            ("1 200", Some(1200)),
            ("1\u{a0}200", Some(1200)),
            ("1,200,000", Some(1_200_000)),
            ("1,200.00", Some(1200)),
            ("1,20", None),
            ("1200,300", None),
            ("1,200 300", None),
            ("12.5", None),
            ("12.", None),
            (".0", None),
            ("1e3", None),
            ("twelve", None),
            ("", None),
            ("-", None),
            ("--5", None),
            ("½", None),
            ("١٢", None),
            ("999999999999999", Some(999_999_999_999_999)),
            ("9999999999999999", None),
        ] {
            assert_eq!(whole(typed), meant, "{typed:?}");
        }
    }
}
