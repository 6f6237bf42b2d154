//! Numbers with a decimal point, as whole numbers of a smaller unit.

/// The most decimals of a number.
pub(super) const DECIMALS: usize = 9;

/// Why a text is no number that can be counted with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NoNumber {
    /// It is none.
    None,
    /// It has a decimal comma, or groups of digits.
    Comma,
    /// It has too many digits.
    Long,
}

impl NoNumber {
    /// What to say about it.
    pub(super) const fn words(self) -> &'static str {
        match self {
            Self::None => "this is no number: write digits, perhaps with a decimal point",
            Self::Comma => "write a decimal point, and no commas in numbers",
            Self::Long => "this number has too many digits: at most 15, and 9 after the point",
        }
    }
}

/// A number as it stands: its digits without the point, and how many of them stand after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Decimal {
    digits: i64,
    after: usize,
}

impl Decimal {
    /// Reads digits, perhaps a sign before them and a point among them. Zeros at the end of decimals are left out.
    pub(super) fn read(text: &str) -> Result<Self, NoNumber> {
        if text.contains(',') {
            return Err(NoNumber::Comma);
        }
        let (negative, unsigned) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
        let (whole, part) = unsigned.split_once('.').unwrap_or((unsigned, ""));
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || !digits(whole) || !digits(part) || (part.is_empty() && unsigned.contains('.')) {
            return Err(NoNumber::None);
        }
        let part = part.trim_end_matches('0');
        let whole = whole.trim_start_matches('0');
        if whole.len() + part.len() > 15 || part.len() > DECIMALS {
            return Err(NoNumber::Long);
        }
        let number = whole.bytes().chain(part.bytes()).fold(0_i64, |sum, digit| sum * 10 + i64::from(digit - b'0'));
        Ok(Self { digits: if negative { -number } else { number }, after: part.len() })
    }

    /// How many decimals it has.
    pub(super) const fn decimals(self) -> usize {
        self.after
    }

    /// Whether it is below 0.
    pub(super) const fn is_negative(self) -> bool {
        self.digits < 0
    }

    /// In units of which ten to this power make 1.
    pub(super) fn scaled(self, decimals: usize) -> Option<i64> {
        let more = u32::try_from(decimals.checked_sub(self.after)?).ok()?;
        self.digits.checked_mul(10_i64.checked_pow(more)?)
    }
}

/// Ten to a power of at most [`DECIMALS`].
pub(super) fn power(decimals: usize) -> u64 {
    10_u64.pow(u32::try_from(decimals.min(DECIMALS)).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_keep_their_value() {
        let read = |text| Decimal::read(text).map(|number| (number.decimals(), number.scaled(2)));
        assert_eq!(read("1250"), Ok((0, Some(125_000))));
        assert_eq!(read("-3.50"), Ok((1, Some(-350))));
        assert_eq!(read("0.125"), Ok((3, None)));
        assert_eq!(read("007"), Ok((0, Some(700))));
        for wrong in ["", "-", ".", "1.", ".5", "1e3", "+1", " 1", "1 000", "1/3", "١", "NaN"] {
            assert_eq!(read(wrong), Err(NoNumber::None), "{wrong:?}");
        }
        assert_eq!(read("1,5"), Err(NoNumber::Comma));
        assert_eq!(read("1234567890123456"), Err(NoNumber::Long));
        assert_eq!(read("0.1234567891"), Err(NoNumber::Long));
    }
}
