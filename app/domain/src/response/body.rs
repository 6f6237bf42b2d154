//! The body of an envelope: the one row that is written when somebody answers, as JSON.
//!
//! It says nothing about who somebody is, which device they use, or when they answered: the week in which they sent is
//! all. Names are short because there are many rows; the format number comes first, and a reader refuses what is newer
//! than it knows.

use std::{collections::BTreeSet, fmt};

use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

use super::answer::Answers;
use crate::text::Language;

/// The format that this code writes, and the newest that it reads.
pub const FORMAT: u16 = 1;
/// The largest body that is read or written, in bytes.
pub const LARGEST: usize = 768 * 1024;

/// The body of an envelope.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Body {
    #[serde(rename = "f")]
    format: u16,
    /// The version of the survey.
    #[serde(rename = "v")]
    pub version: u32,
    /// The language in which it is answered.
    #[serde(rename = "l")]
    pub language: Language,
    /// How it is answered.
    #[serde(rename = "c", default)]
    pub channel: Channel,
    /// Whether it is a trial that counts nowhere.
    #[serde(rename = "t", default, skip_serializing_if = "is_false")]
    pub rehearsed: bool,
    /// The codes of the pages that were sent at least once.
    #[serde(rename = "p", default, skip_serializing_if = "BTreeSet::is_empty")]
    pub attempted: BTreeSet<String>,
    /// The answers: of a draft as typed, once sent only those that were asked.
    #[serde(rename = "a", default, skip_serializing_if = "Answers::is_empty")]
    pub answers: Answers,
    /// What is known of the sending; none while it is a draft.
    #[serde(rename = "s", default, skip_serializing_if = "Option::is_none")]
    pub sent: Option<Sent>,
}

/// The part of a body that says how to read the rest.
#[derive(Deserialize)]
struct Format {
    f: u16,
}

/// How somebody answers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// In a browser.
    #[default]
    Online,
    /// On paper, typed in by staff.
    Paper,
    /// To somebody on the phone.
    Phone,
}

/// What is known of the sending.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sent {
    /// The Monday of the week in which it was sent.
    #[serde(rename = "w")]
    pub week: Date,
    /// The random name of the record in files.
    #[serde(rename = "n")]
    pub record: Hex<16>,
    /// The digest of the receipt.
    #[serde(rename = "r")]
    pub receipt: Hex<32>,
    /// The keyed digest of the claim words, if somebody wants to hear what became of it.
    #[serde(rename = "k", default, skip_serializing_if = "Option::is_none")]
    pub claim: Option<Hex<32>>,
}

/// Why a body cannot be read or written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BrokenBody {
    /// It is larger than [`LARGEST`].
    TooLarge,
    /// It is in this format, which is newer than [`FORMAT`].
    Newer(u16),
    /// It is not a body; what the reader says about it names no answer.
    Unreadable {
        /// The line of the JSON.
        line: usize,
        /// The column of the JSON.
        column: usize,
    },
}

impl Body {
    /// An empty draft.
    pub fn new(version: u32, language: Language, channel: Channel) -> Self {
        let (attempted, answers) = (BTreeSet::new(), Answers::default());
        Self { format: FORMAT, version, language, channel, rehearsed: false, attempted, answers, sent: None }
    }

    /// The body in these bytes.
    pub fn read(bytes: &[u8]) -> Result<Self, BrokenBody> {
        if bytes.len() > LARGEST {
            return Err(BrokenBody::TooLarge);
        }
        let format: Format = serde_json::from_slice(bytes).map_err(|error| unreadable(&error))?;
        if format.f > FORMAT {
            return Err(BrokenBody::Newer(format.f));
        }
        serde_json::from_slice(bytes).map_err(|error| unreadable(&error))
    }

    /// The bytes of the body.
    pub fn write(&self) -> Result<Vec<u8>, BrokenBody> {
        let bytes = serde_json::to_vec(self).map_err(|error| unreadable(&error))?;
        if bytes.len() > LARGEST { Err(BrokenBody::TooLarge) } else { Ok(bytes) }
    }
}

/// Where the reader stopped; its own words could repeat what somebody answered.
fn unreadable(error: &serde_json::Error) -> BrokenBody {
    BrokenBody::Unreadable { line: error.line(), column: error.column() }
}

impl fmt::Display for BrokenBody {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLarge => write!(f, "the body is larger than {LARGEST} bytes"),
            Self::Newer(format) => write!(f, "the body has format {format}, this program knows up to {FORMAT}"),
            Self::Unreadable { line, column } => write!(f, "the body cannot be read at line {line}, column {column}"),
        }
    }
}

impl std::error::Error for BrokenBody {}

/// So many bytes, written as hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Hex<const N: usize>(pub [u8; N]);

impl<const N: usize> fmt::Display for Hex<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl<const N: usize> fmt::Debug for Hex<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl<const N: usize> std::str::FromStr for Hex<N> {
    type Err = NotHex;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let digits = text.as_bytes();
        if digits.len() != N * 2 {
            return Err(NotHex);
        }
        let mut bytes = [0; N];
        for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
            *byte = digit(pair[0])? << 4 | digit(pair[1])?;
        }
        Ok(Self(bytes))
    }
}

/// The text is not so many bytes in small hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotHex;

fn digit(digit: u8) -> Result<u8, NotHex> {
    match digit {
        b'0'..=b'9' => Ok(digit - b'0'),
        b'a'..=b'f' => Ok(digit - b'a' + 10),
        _ => Err(NotHex),
    }
}

impl<const N: usize> Serialize for Hex<N> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de, const N: usize> Deserialize<'de> for Hex<N> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(|NotHex| D::Error::custom("not hexadecimal"))
    }
}

/// For serde: a switch that is off is left out.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde's skip_serializing_if hands a reference")]
fn is_false(switch: &bool) -> bool {
    !switch
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    fn sent() -> Body {
        let sent = Sent { week: date(2026, 11, 23), record: Hex([1; 16]), receipt: Hex([0xAB; 32]), claim: None };
        let answers = Answers::default().with("years", &["12"]).with("how", &["bus", "walk"]);
        let attempted = ["first".to_owned()].into();
        Body { attempted, answers, sent: Some(sent), ..Body::new(3, Language::Gaelic, Channel::Paper) }
    }

    #[test]
    fn a_body_is_short_and_says_nothing_else() {
        let empty = Body::new(1, Language::English, Channel::Online).write().unwrap();
        assert_eq!(String::from_utf8(empty).unwrap(), r#"{"f":1,"v":1,"l":"en","c":"online"}"#);
        let full = String::from_utf8(sent().write().unwrap()).unwrap();
        let digests = format!(r#""n":"{}","r":"{}""#, "01".repeat(16), "ab".repeat(32));
        let expected = [
            r#"{"f":1,"v":3,"l":"gd","c":"paper","p":["first"],"a":{"how":["bus","walk"],"years":["12"]},"#,
            r#""s":{"w":"2026-11-23","#,
            &digests,
            "}}",
        ];
        assert_eq!(full, expected.concat());
    }

    #[test]
    fn what_is_no_body_is_refused() {
        let body = |text: &str| Body::read(text.as_bytes());
        assert_eq!(body(r#"{"f":2,"new":true}"#), Err(BrokenBody::Newer(2)));
        for text in ["", "[]", "null", "{}", r#"{"f":1}"#, r#"{"f":1,"v":1,"l":"xx"}"#, r#"{"f":-1}"#] {
            assert!(matches!(body(text), Err(BrokenBody::Unreadable { .. })), "{text}");
        }
        let bad_hex = String::from_utf8(sent().write().unwrap()).unwrap().replace("0101", "01zz");
        assert!(body(&bad_hex).is_err());
        let nested = format!(r#"{{"f":1,"v":1,"l":"en","x":{}"#, "[".repeat(100_000));
        assert!(body(&nested).is_err());
        assert_eq!(Body::read(&vec![b' '; LARGEST + 1]), Err(BrokenBody::TooLarge));
        let mut large = sent();
        large.answers.set("name", vec!["x".repeat(LARGEST)]);
        assert_eq!(large.write(), Err(BrokenBody::TooLarge));
    }

    #[test]
    fn a_reader_says_nothing_of_what_it_read() {
        let text = r#"{"f":1,"v":1,"l":"en","a":{"name":"Anne"}}"#;
        let error = Body::read(text.as_bytes()).unwrap_err();
        assert!(!error.to_string().contains("Anne") && !format!("{error:?}").contains("Anne"));
    }

    proptest! {
        #[test]
        fn a_body_reads_back_what_it_writes(
            version: u32,
            rehearsed: bool,
            answers in prop::collection::btree_map("[a-z][a-z0-9_.]{0,8}", prop::collection::vec(".{0,20}", 1..4), 0..10),
            claim in prop::option::of(any::<[u8; 32]>()),
            days in 0..4000_i32,
        ) {
            let week = crate::time::week_of(date(2026, 1, 1).checked_add(jiff::Span::new().days(days)).unwrap());
            let mut body = Body { version, rehearsed, answers: answers.into_iter().collect(), ..sent() };
            body.sent = body.sent.map(|sent| Sent { week, claim: claim.map(Hex), ..sent });
            prop_assert_eq!(Body::read(&body.write().unwrap()).unwrap(), body);
        }

        #[test]
        fn reading_anything_never_panics(bytes in prop::collection::vec(any::<u8>(), 0..300), cut in 0..200_usize) {
            let _ = Body::read(&bytes);
            let whole = sent().write().unwrap();
            let _ = Body::read(&whole[..cut.min(whole.len())]);
            let mut changed = whole;
            if let (Some(byte), Some(new)) = (changed.get_mut(cut), bytes.first()) {
                *byte = *new;
            }
            let _ = Body::read(&changed);
        }
    }
}
