//! Localities: named sets of data zones of one council, and the check of the form that makes one.

use std::collections::{BTreeMap, BTreeSet};

use super::{ZoneCode, figure::code_of};
use crate::{
    problem::Problem,
    text::{Language, Text, one_line},
};

/// The longest name of a locality, in characters.
pub const NAME_LONGEST: usize = 80;

/// What the form of a locality posts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LocalityForm {
    /// Its name.
    pub name: String,
    /// Its name in Gaelic, where it has one.
    pub name_gd: String,
    /// Data zones by their codes: one each, or lists with spaces, commas or line ends between.
    pub zones: Vec<String>,
    /// Intermediate zones by their names: all data zones that carry that name.
    pub names: Vec<String>,
}

/// A data zone that a locality may be made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ZoneToChoose {
    /// Its code.
    pub code: ZoneCode,
    /// The edition it is of.
    pub geography: String,
    /// The name of the intermediate zone that it is in.
    pub name: String,
    /// The name of the other locality that it is in already.
    pub taken_by: Option<String>,
}

/// A form that was right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// Its name in each language.
    pub name: Text,
    /// Its zones.
    pub zones: BTreeSet<ZoneCode>,
}

/// Checks a form against the zones of the council. Kinds of problems: `name-missing`, `name-long` at `name` or `name_gd`;
/// `zones-missing`, `zone-code`, `zone-elsewhere`, `zone-taken`, `zones-mixed` at `zones`; `area-unknown` at `names`.
///
/// # Errors
/// All problems of the form.
pub fn check(form: &LocalityForm, council: &[ZoneToChoose]) -> Result<Checked, Vec<Problem>> {
    let mut problems = Vec::new();
    let name = checked_name(form, &mut problems);
    let by_code: BTreeMap<ZoneCode, &ZoneToChoose> = council.iter().map(|zone| (zone.code, zone)).collect();
    let mut chosen: BTreeMap<ZoneCode, &ZoneToChoose> = BTreeMap::new();
    for typed in form.zones.iter().flat_map(|list| list.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';'))) {
        match typed.to_ascii_uppercase().parse::<ZoneCode>() {
            _ if typed.is_empty() => {}
            Err(_) => problems.push(Problem::new("zones", "zone-code").about("zone", one_line(typed))),
            Ok(code) => match by_code.get(&code) {
                None => problems.push(Problem::new("zones", "zone-elsewhere").about("zone", code)),
                Some(zone) => {
                    chosen.insert(code, zone);
                }
            },
        }
    }
    for name in form.names.iter().map(|name| one_line(name)).filter(|name| !name.is_empty()) {
        let before = chosen.len();
        let named = council.iter().filter(|zone| zone.name == name);
        chosen.extend(named.map(|zone| (zone.code, zone)));
        if chosen.len() == before && !council.iter().any(|zone| zone.name == name) {
            problems.push(Problem::new("names", "area-unknown").about("area", name));
        }
    }
    check_zones(&chosen, &mut problems);
    if problems.is_empty() { Ok(Checked { name, zones: chosen.into_keys().collect() }) } else { Err(problems) }
}

fn checked_name(form: &LocalityForm, problems: &mut Vec<Problem>) -> Text {
    let mut read = |place: &'static str, typed: &str, needed: bool| {
        let name = one_line(typed);
        if needed && name.is_empty() {
            problems.push(Problem::new(place, "name-missing"));
        } else if name.chars().count() > NAME_LONGEST {
            problems.push(Problem::new(place, "name-long").about("most", NAME_LONGEST));
        }
        name
    };
    Text::english(read("name", &form.name, true)).with(Language::Gaelic, read("name_gd", &form.name_gd, false))
}

fn check_zones(chosen: &BTreeMap<ZoneCode, &ZoneToChoose>, problems: &mut Vec<Problem>) {
    if chosen.is_empty() && problems.iter().all(|problem| !matches!(&*problem.place, "zones" | "names")) {
        problems.push(Problem::new("zones", "zones-missing"));
    }
    for zone in chosen.values() {
        if let Some(other) = &zone.taken_by {
            problems.push(Problem::new("zones", "zone-taken").about("zone", zone.code).about("locality", other));
        }
    }
    let editions: BTreeSet<&str> = chosen.values().map(|zone| zone.geography.as_str()).collect();
    if editions.len() > 1 {
        problems.push(Problem::new("zones", "zones-mixed"));
    }
}

/// A code for a new locality that no other one has, or had: answers keep codes for ever.
pub fn code_for(name: &Text, used: &BTreeSet<String>) -> String {
    let made = code_of(name.best(Language::English).0);
    let first = if made.is_empty() { "locality".to_owned() } else { made };
    let mut code = first.clone();
    let mut number = 2_u32;
    while used.contains(&code) {
        let tail = format!("_{number}");
        let head: String = first.chars().take(32 - tail.len()).collect();
        code = format!("{head}{tail}");
        number += 1;
    }
    code
}

#[cfg(test)]
mod tests {
    use super::*;

    fn zone(number: u32, name: &str, taken_by: Option<&str>) -> ZoneToChoose {
        ZoneToChoose {
            code: format!("S01{number:06}").parse().unwrap(),
            geography: if number < 100 { "data_zone_2011" } else { "data_zone_2022" }.to_owned(),
            name: name.to_owned(),
            taken_by: taken_by.map(str::to_owned),
        }
    }

    fn council() -> Vec<ZoneToChoose> {
        vec![
            zone(1, "Bow Farm, Overton", None),
            zone(2, "Bow Farm, Overton", None),
            zone(3, "Greenock East", None),
            zone(4, "Gourock", Some("West")),
            zone(101, "Greenock East", None),
        ]
    }

    fn form(name: &str, zones: &[&str], names: &[&str]) -> LocalityForm {
        let own = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
        LocalityForm { name: name.to_owned(), name_gd: String::new(), zones: own(zones), names: own(names) }
    }

    #[test]
    fn zones_are_chosen_by_code_or_by_name() {
        let form = LocalityForm {
            name_gd: "An Ear".to_owned(),
            ..form(" The  East ", &["s01000003, S01000001\n"], &["Bow Farm, Overton"])
        };
        let checked = check(&form, &council()).unwrap();
        assert_eq!(checked.name, Text::both("The East", "An Ear"));
        assert_eq!(checked.zones.len(), 3);
    }

    #[test]
    fn every_problem_has_its_place() {
        let long = "x".repeat(81);
        for (form, expected) in [
            (form("", &["S01000001"], &[]), vec![("name", "name-missing")]),
            (form(&long, &["S01000001"], &[]), vec![("name", "name-long")]),
            (form("East", &[], &[""]), vec![("zones", "zones-missing")]),
            (form("East", &["S01000001 nonsense"], &[]), vec![("zones", "zone-code")]),
            (form("East", &["S01000009"], &[]), vec![("zones", "zone-elsewhere")]),
            (form("East", &["S01000004"], &[]), vec![("zones", "zone-taken")]),
            (form("East", &[], &["Greenock East"]), vec![("zones", "zones-mixed")]),
            (form("East", &[], &["Nowhere"]), vec![("names", "area-unknown")]),
            (
                form("", &["x"], &["y"]),
                vec![("name", "name-missing"), ("zones", "zone-code"), ("names", "area-unknown")],
            ),
        ] {
            let problems = check(&form, &council()).unwrap_err();
            let found: Vec<_> = problems.iter().map(|problem| (problem.place.as_str(), &*problem.kind)).collect();
            assert_eq!(found, expected);
        }
    }

    #[test]
    fn codes_are_never_used_twice() {
        let used = |codes: &[&str]| codes.iter().map(|code| (*code).to_owned()).collect::<BTreeSet<_>>();
        let name = Text::english("Kilmacolm and Quarriers Village");
        assert_eq!(code_for(&name, &used(&[])), "kilmacolm_and_quarriers_village");
        let taken = used(&["kilmacolm_and_quarriers_village"]);
        assert_eq!(code_for(&name, &taken), "kilmacolm_and_quarriers_villag_2");
        assert_eq!(code_for(&Text::english("\u{4e00}"), &used(&["locality", "locality_2"])), "locality_3");
    }
}
