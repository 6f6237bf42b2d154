//! Tiles: one square for each of the 32 councils, about where it lies, all alike in size so that islands count as much
//! as cities. The number in the square makes its shade unnecessary.

use domain::place::Gss;
use leptos::prelude::*;

use super::map::Shades;
use crate::words::Words;

/// The short code of each council on its tile, which is also its place in the grid (style sheet `31_chart.css`).
const CODES: [(&str, &str); 32] = [
    ("S12000005", "CLK"),
    ("S12000006", "DGY"),
    ("S12000008", "EAY"),
    ("S12000010", "ELN"),
    ("S12000011", "ERW"),
    ("S12000013", "ELS"),
    ("S12000014", "FAL"),
    ("S12000017", "HLD"),
    ("S12000018", "IVC"),
    ("S12000019", "MLN"),
    ("S12000020", "MRY"),
    ("S12000021", "NAY"),
    ("S12000023", "ORK"),
    ("S12000026", "SCB"),
    ("S12000027", "ZET"),
    ("S12000028", "SAY"),
    ("S12000029", "SLK"),
    ("S12000030", "STG"),
    ("S12000033", "ABE"),
    ("S12000034", "ABD"),
    ("S12000035", "AGB"),
    ("S12000036", "EDH"),
    ("S12000038", "RFW"),
    ("S12000039", "WDU"),
    ("S12000040", "WLN"),
    ("S12000041", "ANS"),
    ("S12000042", "DND"),
    ("S12000045", "EDU"),
    ("S12000047", "FIF"),
    ("S12000048", "PKN"),
    ("S12000049", "GLG"),
    ("S12000050", "NLK"),
];

/// One council: its value, its words, and whether it is the one that the page is about.
#[derive(Clone, Debug, PartialEq)]
pub struct Tile {
    /// Which council.
    pub council: Gss,
    /// Its value; none where nothing is known, or it is withheld.
    pub value: Option<f64>,
    /// What stands in its square.
    pub number: String,
    /// Whether it is framed.
    pub here: bool,
}

/// The code of a council on its tile.
pub fn code(council: Gss) -> &'static str {
    CODES.iter().find(|(gss, _)| *gss == council.as_str()).map_or("", |(_, code)| code)
}

/// The grid. Councils that are not given have no square.
pub fn plot(words: Words, shades: &Shades, tiles: &[Tile]) -> AnyView {
    let square = |tile: &Tile| {
        let code = code(tile.council);
        let shade = tile.value.map(|value| format!(" tile--q{}", shades.step(value))).unwrap_or_default();
        let here = if tile.here { " tile--here" } else { "" };
        let class = format!("tile tile--{}{shade}{here}", code.to_lowercase());
        let said = words.with("chart-row", &[("label", tile.council.name()), ("value", &tile.number)]);
        let number = tile.number.clone();
        view! {
            <li class=class>
                <span class="unseen">{said}</span><b aria-hidden="true">{code}</b><span aria-hidden="true">{number}</span>
            </li>
        }
    };
    view! { <ul class="tiles">{tiles.iter().map(square).collect_view()}</ul> }.into_any()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_council_has_a_square_of_its_own() {
        let codes: BTreeSet<&str> = Gss::councils().map(code).collect();
        assert_eq!(codes.len(), 32);
        assert!(codes.iter().all(|code| code.len() == 3));
        assert_eq!(code(Gss::SCOTLAND), "");
        let style = include_str!("../../../../style/31_chart.css");
        for code in codes {
            assert!(style.contains(&format!(".tile--{} {{ grid-area", code.to_lowercase())), "{code}");
        }
    }
}
