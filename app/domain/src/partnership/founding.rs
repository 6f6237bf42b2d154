//! What an installation begins with: Scotland, the 32 partnerships, and the bodies that the law names in every one of
//! them (Community Empowerment (Scotland) Act 2015, section 4 and schedule 1). Others are added by hand.

use super::{BodyKind, Kind, SCOTLAND, Slug};
use crate::{survey::template::PARTNERSHIPS, text::Text};

/// One area at the beginning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Founding {
    /// The code of its area.
    pub gss: &'static str,
    /// Whether it is a partnership or Scotland.
    pub kind: Kind,
    /// The word in addresses.
    pub slug: String,
    /// The name of the area.
    pub area: Text,
    /// The name of the partnership.
    pub name: String,
    /// The bodies that work in it.
    pub bodies: Vec<(String, BodyKind)>,
}

/// The territorial Health Boards and the council areas that they serve.
const HEALTH_BOARDS: [(&str, &[&str]); 14] = [
    ("NHS Ayrshire and Arran", &["S12000008", "S12000021", "S12000028"]),
    ("NHS Borders", &["S12000026"]),
    ("NHS Dumfries and Galloway", &["S12000006"]),
    ("NHS Fife", &["S12000047"]),
    ("NHS Forth Valley", &["S12000005", "S12000014", "S12000030"]),
    ("NHS Grampian", &["S12000033", "S12000034", "S12000020"]),
    ("NHS Greater Glasgow and Clyde", &["S12000045", "S12000011", "S12000049", "S12000018", "S12000038", "S12000039"]),
    ("NHS Highland", &["S12000035", "S12000017"]),
    ("NHS Lanarkshire", &["S12000050", "S12000029"]),
    ("NHS Lothian", &["S12000036", "S12000010", "S12000019", "S12000040"]),
    ("NHS Orkney", &["S12000023"]),
    ("NHS Shetland", &["S12000027"]),
    ("NHS Tayside", &["S12000041", "S12000042", "S12000048"]),
    ("NHS Western Isles", &["S12000013"]),
];

/// The name of an area in both languages.
pub fn area(gss: &str) -> Option<Text> {
    if gss == SCOTLAND {
        return Some(Text::both("Scotland", "Alba"));
    }
    PARTNERSHIPS.iter().find(|(code, ..)| *code == gss).map(|(_, area, gaelic)| Text::both(*area, *gaelic))
}

/// Scotland and the 32, with their bodies.
pub fn founding() -> Vec<Founding> {
    let scotland = Founding {
        gss: SCOTLAND,
        kind: Kind::National,
        slug: "scotland".to_owned(),
        area: Text::both("Scotland", "Alba"),
        name: "Community planning in Scotland".to_owned(),
        bodies: vec![("Scottish Government".to_owned(), BodyKind::National)],
    };
    std::iter::once(scotland)
        .chain(PARTNERSHIPS.iter().map(|(gss, area, gaelic)| partnership(gss, area, gaelic)))
        .collect()
}

fn partnership(gss: &'static str, area: &str, gaelic: &str) -> Founding {
    let council = match gss {
        "S12000013" => "Comhairle nan Eilean Siar".to_owned(),
        "S12000036" => "City of Edinburgh Council".to_owned(),
        _ => format!("{area} Council"),
    };
    let board = HEALTH_BOARDS.iter().find(|(_, areas)| areas.contains(&gss)).map(|(name, _)| *name);
    let mut bodies = vec![(council, BodyKind::Council)];
    bodies.extend(board.map(|name| (name.to_owned(), BodyKind::HealthBoard)));
    bodies.push(("Police Scotland".to_owned(), BodyKind::Police));
    bodies.push(("Scottish Fire and Rescue Service".to_owned(), BodyKind::Fire));
    bodies.push((format!("{area} third sector interface"), BodyKind::ThirdSectorInterface));
    Founding {
        gss,
        kind: Kind::Partnership,
        slug: Slug::suggest(area),
        area: Text::both(area, gaelic),
        name: format!("{area} Community Planning Partnership"),
        bodies,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_partnership_has_a_council_a_health_board_and_a_word_of_its_own() {
        let all = founding();
        assert_eq!(all.len(), 33);
        let slugs: BTreeSet<&str> = all.iter().map(|one| one.slug.as_str()).collect();
        assert_eq!(slugs.len(), 33);
        for one in all.iter().filter(|one| one.kind == Kind::Partnership) {
            let kinds: Vec<BodyKind> = one.bodies.iter().map(|(_, kind)| *kind).collect();
            assert_eq!(
                kinds,
                [
                    BodyKind::Council,
                    BodyKind::HealthBoard,
                    BodyKind::Police,
                    BodyKind::Fire,
                    BodyKind::ThirdSectorInterface
                ],
                "{}",
                one.name
            );
            Slug::parse("slug", &one.slug).unwrap();
        }
    }
}
