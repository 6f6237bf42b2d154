//! Numbers of a file as whole numbers of their smallest part.

/// The most decimals of money or points.
const MOST_DECIMALS: usize = 6;

/// How many decimals a number has. `None` of what is no number: digits, perhaps with a minus and a decimal point.
pub fn decimals(text: &str) -> Option<u32> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, rest) = digits.split_once('.').unwrap_or((digits, ""));
    let all = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let right = !whole.is_empty() && all(whole) && all(rest) && (digits.len() == whole.len() || !rest.is_empty());
    let rest = rest.trim_end_matches('0');
    (right && rest.len() <= MOST_DECIMALS).then(|| u32::try_from(rest.len()).unwrap_or(0))
}

/// A number in parts of so many decimals, of which it has no more. `None` where it is none or too large.
pub fn parts(text: &str, decimals: u32) -> Option<i64> {
    let wanted = usize::try_from(decimals).ok()?;
    let (whole, rest) = text.split_once('.').unwrap_or((text, ""));
    let rest = rest.trim_end_matches('0');
    if rest.len() > wanted {
        return None;
    }
    let padded = format!("{whole}{rest:0<wanted$}");
    padded.parse().ok()
}

/// The number again: without a point where it is whole.
pub fn written(amount: i64, decimals: u32) -> String {
    let one = 10_u64.checked_pow(decimals).unwrap_or(u64::MAX);
    let (whole, rest) = (amount.unsigned_abs() / one, amount.unsigned_abs() % one);
    let sign = if amount < 0 { "-" } else { "" };
    if rest == 0 {
        return format!("{sign}{whole}");
    }
    let width = decimals as usize;
    format!("{sign}{whole}.{rest:0width$}").trim_end_matches('0').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_and_written() {
        for (text, wanted) in [
            ("12", Some(0)),
            ("-3.50", Some(1)),
            ("0.125", Some(3)),
            ("1,5", None),
            ("1.", None),
            (".5", None),
            ("", None),
        ] {
            assert_eq!(decimals(text), wanted, "{text}");
        }
        for (text, decimals, wanted) in [("12", 2, 1200), ("-3.5", 2, -350), ("0.05", 2, 5), ("7", 0, 7)] {
            assert_eq!(parts(text, decimals), Some(wanted), "{text}");
            assert_eq!(written(wanted, decimals), text);
        }
        assert_eq!((parts("99999999999999999999", 0), parts("1.25", 1)), (None, None));
    }
}
