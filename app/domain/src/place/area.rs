//! Areas by their codes: the 32 councils and Scotland, and data zones.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

use crate::partnership::SCOTLAND;

/// A council area.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CouncilArea {
    /// Its GSS code.
    pub gss: &'static str,
    /// Its name.
    pub name: &'static str,
    /// GSS codes that it had before; tables of earlier years still carry them.
    pub retired: &'static [&'static str],
}

const fn area(gss: &'static str, name: &'static str, retired: &'static [&'static str]) -> CouncilArea {
    CouncilArea { gss, name, retired }
}

/// The 32 council areas since April 2019, in the order of their codes (Register of Geographic Codes, ONS; retired codes
/// after the boundary changes of Fife and Perth and Kinross in 2018, and of Glasgow and North Lanarkshire in 2019).
pub const COUNCIL_AREAS: [CouncilArea; 32] = [
    area("S12000005", "Clackmannanshire", &[]),
    area("S12000006", "Dumfries and Galloway", &[]),
    area("S12000008", "East Ayrshire", &[]),
    area("S12000010", "East Lothian", &[]),
    area("S12000011", "East Renfrewshire", &[]),
    area("S12000013", "Na h-Eileanan Siar", &[]),
    area("S12000014", "Falkirk", &[]),
    area("S12000017", "Highland", &[]),
    area("S12000018", "Inverclyde", &[]),
    area("S12000019", "Midlothian", &[]),
    area("S12000020", "Moray", &[]),
    area("S12000021", "North Ayrshire", &[]),
    area("S12000023", "Orkney Islands", &[]),
    area("S12000026", "Scottish Borders", &[]),
    area("S12000027", "Shetland Islands", &[]),
    area("S12000028", "South Ayrshire", &[]),
    area("S12000029", "South Lanarkshire", &[]),
    area("S12000030", "Stirling", &[]),
    area("S12000033", "Aberdeen City", &[]),
    area("S12000034", "Aberdeenshire", &[]),
    area("S12000035", "Argyll and Bute", &[]),
    area("S12000036", "City of Edinburgh", &[]),
    area("S12000038", "Renfrewshire", &[]),
    area("S12000039", "West Dunbartonshire", &[]),
    area("S12000040", "West Lothian", &[]),
    area("S12000041", "Angus", &[]),
    area("S12000042", "Dundee City", &[]),
    area("S12000045", "East Dunbartonshire", &["S12000009"]),
    area("S12000047", "Fife", &["S12000015"]),
    area("S12000048", "Perth and Kinross", &["S12000024"]),
    area("S12000049", "Glasgow City", &["S12000043", "S12000046"]),
    area("S12000050", "North Lanarkshire", &["S12000044"]),
];

/// The GSS code of a council area as it is today, or of Scotland.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Gss(&'static str);

/// Why a code is not that of an area.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoSuchArea {
    /// It was replaced by this one.
    Retired(Gss),
    /// It never was one.
    Unknown,
}

impl fmt::Display for NoSuchArea {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Retired(now) => write!(f, "this code was replaced by {now}, {}", now.name()),
            Self::Unknown => f.write_str("neither a council area nor Scotland has this code"),
        }
    }
}

impl Gss {
    /// Scotland.
    pub const SCOTLAND: Self = Self(SCOTLAND);

    /// The 32 councils, in the order of their codes.
    pub fn councils() -> impl Iterator<Item = Self> {
        COUNCIL_AREAS.iter().map(|area| Self(area.gss))
    }

    /// The area that a code stands for today, whether it is today's code or a retired one.
    pub fn today(code: &str) -> Option<Self> {
        match code.parse() {
            Ok(gss) | Err(NoSuchArea::Retired(gss)) => Some(gss),
            Err(NoSuchArea::Unknown) => None,
        }
    }

    /// The code.
    pub const fn as_str(self) -> &'static str {
        self.0
    }

    /// Whether it is the whole country.
    pub fn is_scotland(self) -> bool {
        self == Self::SCOTLAND
    }

    /// The name of the area.
    pub fn name(self) -> &'static str {
        COUNCIL_AREAS.iter().find(|area| area.gss == self.0).map_or("Scotland", |area| area.name)
    }
}

impl fmt::Display for Gss {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl FromStr for Gss {
    type Err = NoSuchArea;

    fn from_str(code: &str) -> Result<Self, Self::Err> {
        if code == SCOTLAND {
            return Ok(Self::SCOTLAND);
        }
        let known = COUNCIL_AREAS.iter().find(|area| area.gss == code).map(|area| Self(area.gss));
        let retired = || COUNCIL_AREAS.iter().find(|area| area.retired.contains(&code)).map(|area| Self(area.gss));
        known.ok_or_else(|| retired().map_or(NoSuchArea::Unknown, NoSuchArea::Retired))
    }
}

impl Serialize for Gss {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0)
    }
}

impl<'de> Deserialize<'de> for Gss {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}

/// The code of a data zone, such as `S01010891`. Zones of 2001, 2011 and 2022 have codes of the same form; which edition
/// one is of, is data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ZoneCode(u32);

impl ZoneCode {
    /// The code that follows.
    pub const fn next(self) -> Option<Self> {
        if self.0 < 999_999 { Some(Self(self.0 + 1)) } else { None }
    }
}

/// A data zone: a few hundred people who live near each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Zone {
    /// Its code.
    pub code: ZoneCode,
    /// The edition it is of: `data_zone_2011`.
    pub geography: String,
    /// The council it is in.
    pub council: Gss,
    /// The name of the intermediate zone that it is in.
    pub name: String,
}

/// The text is not the code of a data zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAZone;

impl fmt::Display for NotAZone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not the code of a data zone")
    }
}

impl fmt::Display for ZoneCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "S01{:06}", self.0)
    }
}

impl FromStr for ZoneCode {
    type Err = NotAZone;

    fn from_str(code: &str) -> Result<Self, Self::Err> {
        let digits = code.strip_prefix("S01").filter(|digits| digits.len() == 6).ok_or(NotAZone)?;
        let number = digits.bytes().try_fold(0, |number, byte| match byte {
            b'0'..=b'9' => Ok(number * 10 + u32::from(byte - b'0')),
            _ => Err(NotAZone),
        });
        number.map(Self)
    }
}

impl TryFrom<String> for ZoneCode {
    type Error = NotAZone;

    fn try_from(code: String) -> Result<Self, Self::Error> {
        code.parse()
    }
}

impl From<ZoneCode> for String {
    fn from(zone: ZoneCode) -> Self {
        zone.to_string()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_councils_are_known_by_their_codes_old_and_new() {
        assert!(COUNCIL_AREAS.is_sorted_by_key(|area| area.gss));
        assert_eq!("S12000018".parse::<Gss>().unwrap().name(), "Inverclyde");
        assert_eq!("S92000003".parse(), Ok(Gss::SCOTLAND));
        let glasgow: Gss = "S12000049".parse().unwrap();
        for old in ["S12000043", "S12000046"] {
            assert_eq!(old.parse::<Gss>(), Err(NoSuchArea::Retired(glasgow)));
            assert_eq!(Gss::today(old), Some(glasgow));
        }
        for none in ["", "S12000001", "s12000018", "S01010891", "Inverclyde"] {
            assert_eq!(none.parse::<Gss>(), Err(NoSuchArea::Unknown), "{none}");
        }
        for gss in Gss::councils() {
            assert_eq!(serde_json::from_str::<Gss>(&serde_json::to_string(&gss).unwrap()).unwrap(), gss);
        }
    }

    #[test]
    fn other_texts_are_no_zones() {
        for none in ["", "S01", "S0101089", "S010108911", "S02010891", "s01010891", "S01+10891", "S0101089\u{661}"] {
            assert_eq!(none.parse::<ZoneCode>(), Err(NotAZone), "{none}");
        }
    }

    proptest! {
        #[test]
        fn a_zone_code_reads_back_what_it_writes(number in 0_u32..1_000_000) {
            let code = format!("S01{number:06}");
            let zone: ZoneCode = code.parse().unwrap();
            prop_assert_eq!(zone.to_string(), code);
            prop_assert_eq!(serde_json::from_str::<ZoneCode>(&serde_json::to_string(&zone).unwrap()).unwrap(), zone);
        }

        #[test]
        fn any_text_is_a_zone_or_not(text in ".*") {
            if let Ok(zone) = text.parse::<ZoneCode>() {
                prop_assert_eq!(zone.to_string(), text);
            }
        }
    }
}
