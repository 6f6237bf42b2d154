//! The figures, places and partnerships that the product carries, in a shape of their own.
//!
//! Figures have one row for each set and category and one column for each area; what the sets are, is in a file beside
//! them. The shape is described in `server/service/figures/README.md`.

use std::collections::BTreeMap;

use domain::{
    partnership::{BodyKind, Kind, Slug},
    place::{Base, Classification, FigureSet, Gss, Numbers, Zone, ZoneCode},
    text::{Language, Text},
};
use jiff::civil::Date;

use super::{
    fault::{Faults, Wrong, shown},
    figures::Figures,
    rows::{Row, Sheet},
};

/// A partnership as carried.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Partnership {
    /// The area.
    pub gss: Gss,
    /// The word in addresses.
    pub slug: String,
    /// One of the 32, or Scotland.
    pub kind: Kind,
    /// Its name.
    pub name: String,
    /// The name of its area.
    pub area_name: String,
    /// Its member bodies.
    pub bodies: Vec<(BodyKind, String)>,
}

/// A locality as carried: a list of intermediate zones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Locality {
    /// Its code in answers.
    pub code: String,
    /// Its name.
    pub name: Text,
    /// The intermediate zones that it is made of.
    pub intermediate_zones: Vec<String>,
}

/// Each row of a file with these columns.
fn rows(
    file: &str,
    text: &str,
    columns: &[&str],
    faults: &mut Faults,
    mut take: impl FnMut(&Row<'_>, &[usize], &mut Faults),
) {
    let Some(mut sheet) = Sheet::open(file, text.as_bytes(), faults) else { return };
    let places: Option<Vec<usize>> = columns.iter().map(|name| sheet.needs(&[name], faults)).collect();
    if let Some(places) = places {
        sheet.each(faults, |row, faults| take(row, &places, faults));
    }
}

/// A field that must be one of a few words.
fn word<T: std::str::FromStr>(row: &Row<'_>, at: usize, faults: &mut Faults) -> Option<T> {
    let read = row.text(at).parse();
    read.map_err(|_| faults.add(row.fault(Some(at), Wrong::CategoryUnknown(shown(row.text(at)))))).ok()
}

/// What sets are, from their file.
pub fn sets(file: &str, text: &str, faults: &mut Faults) -> Vec<FigureSet> {
    let columns =
        ["code", "characteristic", "title", "source", "as_of", "base", "geography", "classification", "licence"];
    let mut sets = Vec::new();
    rows(file, text, &columns, faults, |row, at, faults| {
        let own = |column: usize| at.get(column).map_or("", |at| row.text(*at)).to_owned();
        let [as_of, base] = [4, 5].map(|column| at.get(column).copied().unwrap_or(0));
        if let (Some(as_of), Some(base)) = (word::<Date>(row, as_of, faults), word::<Base>(row, base, faults)) {
            sets.push(FigureSet {
                code: own(0),
                characteristic: own(1),
                title: own(2),
                source: own(3),
                as_of,
                base,
                geography: own(6),
                classification: Some(own(7)).filter(|code| !code.is_empty()),
                licence: own(8),
            });
        }
    });
    sets
}

/// What classifications are, from their file.
pub fn classifications(file: &str, text: &str, faults: &mut Faults) -> Vec<Classification> {
    let columns = ["code", "characteristic", "title", "edition", "source", "as_of", "geography", "licence"];
    let mut found = Vec::new();
    rows(file, text, &columns, faults, |row, at, faults| {
        let own = |column: usize| at.get(column).map_or("", |at| row.text(*at)).to_owned();
        let as_of = at.get(5).copied().unwrap_or(0);
        if let Some(as_of) = word::<Date>(row, as_of, faults) {
            found.push(Classification {
                code: own(0),
                characteristic: own(1),
                title: own(2),
                edition: own(3),
                source: own(4),
                as_of,
                geography: own(6),
                licence: own(7),
            });
        }
    });
    found
}

/// Figures: a row for each set and category, a column for each area.
pub fn figures(file: &str, text: &str, sets: &[FigureSet], faults: &mut Faults) -> Vec<Figures> {
    let Some(mut sheet) = Sheet::open(file, text.as_bytes(), faults) else { return Vec::new() };
    let (Some(set), Some(category)) = (sheet.needs(&["set"], faults), sheet.needs(&["category"], faults)) else {
        return Vec::new();
    };
    let areas: Vec<(usize, String)> =
        sheet.header.iter().cloned().enumerate().filter(|(at, _)| ![set, category].contains(at)).collect();
    let mut found: BTreeMap<String, Vec<Numbers>> = BTreeMap::new();
    sheet.each(faults, |row, faults| {
        let code = row.text(set);
        if sets.iter().all(|set| set.code != code) {
            faults.add(row.fault(Some(set), Wrong::CategoryUnknown(shown(code))));
            return;
        }
        let numbers = found.entry(code.to_owned()).or_insert_with(|| vec![Numbers::new(); areas.len()]);
        for ((at, _), numbers) in areas.iter().zip(numbers) {
            if let Some(number) = row.number(*at, faults) {
                numbers.insert(row.text(category).to_owned(), number);
            }
        }
    });
    let described = |(code, numbers): (String, Vec<Numbers>)| {
        let set = sets.iter().find(|set| set.code == code)?.clone();
        let areas = areas.iter().map(|(_, area)| area.clone()).zip(numbers).collect();
        Some(Figures { set, areas, replaced: Vec::new() })
    };
    found.into_iter().filter_map(described).collect()
}

/// Data zones, and the class of each in the classification that the last column names.
pub fn zones(
    file: &str,
    text: &str,
    classification: &str,
    faults: &mut Faults,
) -> (Vec<Zone>, Vec<(ZoneCode, String)>) {
    let (mut zones, mut classes) = (Vec::new(), Vec::new());
    let columns = ["zone", "council", "geography", "intermediate_zone", classification];
    rows(file, text, &columns, faults, |row, at, faults| {
        let &[zone, council, geography, name, class] = at else { return };
        let (Some(code), Some(council)) = (row.zone(zone, faults), row.area(council, faults)) else { return };
        let own = |at: usize| row.text(at).to_owned();
        zones.push(Zone { code, geography: own(geography), council, name: own(name) });
        classes.push((code, own(class)));
    });
    (zones, classes)
}

/// Localities, in the order of the file.
pub fn localities(file: &str, text: &str, faults: &mut Faults) -> Vec<Locality> {
    let mut found: Vec<Locality> = Vec::new();
    rows(file, text, &["locality", "name", "name_gd", "intermediate_zone"], faults, |row, at, _| {
        let &[code, name, name_gd, zone] = at else { return };
        let zone = row.text(zone).to_owned();
        match found.iter_mut().find(|locality| locality.code == row.text(code)) {
            Some(locality) => locality.intermediate_zones.push(zone),
            None => found.push(Locality {
                code: row.text(code).to_owned(),
                name: Text::english(row.text(name)).with(Language::Gaelic, row.text(name_gd)),
                intermediate_zones: vec![zone],
            }),
        }
    });
    found
}

/// Partnerships and their member bodies; several of one kind are separated by `;`.
pub fn partnerships(file: &str, text: &str, faults: &mut Faults) -> Vec<Partnership> {
    let bodies: Vec<&str> = BodyKind::ALL.iter().map(|kind| kind.code()).collect();
    let mut found = Vec::new();
    let Some(mut sheet) = Sheet::open(file, text.as_bytes(), faults) else { return found };
    let names = ["gss", "slug", "kind", "name", "area_name"];
    let places: Option<Vec<usize>> = names.iter().map(|name| sheet.needs(&[name], faults)).collect();
    let Some(&[gss, slug, kind, name, area_name]) = places.as_deref() else { return found };
    let members: Vec<(BodyKind, usize)> = BodyKind::ALL
        .iter()
        .zip(bodies)
        .filter_map(|(kind, name)| sheet.column(&[name]).map(|at| (*kind, at)))
        .collect();
    sheet.each(faults, |row, faults| {
        let read = (row.area(gss, faults), word::<Slug>(row, slug, faults), word::<Kind>(row, kind, faults));
        let (Some(gss), Some(slug), Some(kind)) = read else { return };
        let bodies = members.iter().flat_map(|(kind, at)| {
            let names = row.text(*at).split(';').map(str::trim).filter(|name| !name.is_empty());
            names.map(|name| (*kind, name.to_owned()))
        });
        found.push(Partnership {
            gss,
            slug: slug.as_str().to_owned(),
            kind,
            name: row.text(name).to_owned(),
            area_name: row.text(area_name).to_owned(),
            bodies: bodies.collect(),
        });
    });
    found
}
