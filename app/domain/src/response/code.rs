//! Codes that people read, write down and type: receipts, and codes to come back with.
//!
//! The letters are those of Crockford's base 32, which leaves out I, L, O and U; what people confuse all the same is
//! read as what was meant.

use std::fmt;

use serde::{Deserialize, Serialize};

/// How many characters a receipt has: 60 bits.
pub const RECEIPT: usize = 12;
/// How many characters a code to come back with has: 60 bits.
pub const COME_BACK: usize = 12;

const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// A code, written in groups of four: `K7QM-3RXD-91FA`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Code(String);

impl Code {
    /// The code of so many characters that these bytes spell, five bits each; none where there are too few bytes.
    pub fn from_bytes(bytes: &[u8], characters: usize) -> Option<Self> {
        if characters == 0 || bytes.len() * 8 < characters * 5 {
            return None;
        }
        let bit = |at: usize| usize::from(bytes[at / 8] >> (7 - at % 8) & 1);
        let letter = |nth: usize| (0..5).fold(0, |value, at| value * 2 + bit(nth * 5 + at));
        Some(Self((0..characters).map(|nth| char::from(LETTERS[letter(nth)])).collect()))
    }

    /// The code of so many characters that somebody typed. Small letters, spaces, and dashes of all lengths are fine;
    /// O is read as 0, I and L as 1.
    pub fn parse(typed: &str, characters: usize) -> Option<Self> {
        let marks =
            |c: &char| !(c.is_whitespace() || matches!(c, '-' | '_' | '.' | '\u{2010}'..='\u{2015}' | '\u{2212}'));
        let read: Option<String> = typed.chars().filter(marks).take(characters + 1).map(meant).collect();
        read.filter(|read| read.len() == characters && characters > 0).map(Self)
    }

    /// Its characters without marks: what is stored and digested.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The letter of ours that a typed one means.
fn meant(typed: char) -> Option<char> {
    let upper = typed.to_ascii_uppercase();
    let letter = match upper {
        'O' => '0',
        'I' | 'L' => '1',
        _ => upper,
    };
    LETTERS.iter().any(|known| char::from(*known) == letter).then_some(letter)
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (nth, letter) in self.0.chars().enumerate() {
            if nth > 0 && nth % 4 == 0 {
                f.write_str("-")?;
            }
            write!(f, "{letter}")?;
        }
        Ok(())
    }
}

/// The text is not a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotACode;

impl fmt::Display for NotACode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a code of letters and digits")
    }
}

impl TryFrom<String> for Code {
    type Error = NotACode;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text, text.len()).filter(|code| code.0 == text).ok_or(NotACode)
    }
}

impl From<Code> for String {
    fn from(code: Code) -> Self {
        code.0
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn codes_are_read_as_people_write_them() {
        for (typed, read) in [
            ("K7QM-3RXD-91FA", Some("K7QM3RXD91FA")),
            ("k7qm 3rxd 91fa", Some("K7QM3RXD91FA")),
            (" k7qm–3rxd—91fa ", Some("K7QM3RXD91FA")),
            ("OIL0-oil0-0000", Some("011001100000")),
            ("K7QM-3RXD-91F", None),
            ("K7QM-3RXD-91FA-2", None),
            ("K7QM-3RXD-91FU", None),
            ("K7QM-3RXD-91F?", None),
            ("", None),
        ] {
            assert_eq!(Code::parse(typed, RECEIPT).as_ref().map(Code::as_str), read, "{typed:?}");
        }
    }

    #[test]
    fn bytes_are_spelt_five_bits_at_a_time() {
        assert_eq!(Code::from_bytes(&[0, 0x44, 0x32, 0x14, 0xC7], 8).unwrap().to_string(), "0123-4567");
        assert_eq!(Code::from_bytes(&[0xFF; 8], 12).unwrap().to_string(), "ZZZZ-ZZZZ-ZZZZ");
        assert_eq!(Code::from_bytes(&[0; 7], 12), None);
        assert_eq!(Code::from_bytes(&[0; 7], 0), None);
    }

    proptest! {
        #[test]
        fn a_code_reads_back_what_it_writes(bytes in any::<[u8; 8]>()) {
            let code = Code::from_bytes(&bytes, COME_BACK).unwrap();
            prop_assert_eq!(Code::parse(&code.to_string().to_lowercase(), COME_BACK), Some(code.clone()));
            let json = serde_json::to_string(&code).unwrap();
            prop_assert_eq!(serde_json::from_str::<Code>(&json).unwrap(), code);
        }

        #[test]
        fn typing_anything_never_panics(typed in ".{0,80}", characters in 0_usize..40) {
            let _ = Code::parse(&typed, characters);
        }
    }
}
