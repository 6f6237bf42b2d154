//! The figures and places that the product carries, in a shape of their own.
//!
//! Figures have one row for each set and category and one column for each area; what the sets are, is in a file beside
//! them. The shape is described in `server/service/figures/README.md`.

use std::collections::BTreeMap;

use domain::{
    place::{Base, Classification, FigureSet, Numbers, Zone},
    text::{Language, Text},
};
use jiff::civil::Date;

use super::{
    fault::{Faults, Wrong, shown},
    figures::Figures,
    rows::{Row, Sheet},
};

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

/// A data zone as carried.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CarriedZone {
    /// The zone.
    pub zone: Zone,
    /// Its fifth of deprivation.
    pub fifth: String,
    /// Its residents of all ages.
    pub all: u64,
    /// Its residents aged 16 and over.
    pub adults: u64,
}

/// Data zones of this edition: a row for each run of zones with consecutive codes in one intermediate zone, with the
/// first code, one digit for the fifth of each, and `all/adults` for the people of each.
pub fn zones(file: &str, text: &str, geography: &str, faults: &mut Faults) -> Vec<CarriedZone> {
    let mut found = Vec::new();
    let columns = ["council", "intermediate_zone", "first", "fifths", "people"];
    rows(file, text, &columns, faults, |row, at, faults| {
        let &[council, name, first, fifths, people] = at else { return };
        let (Some(area), Some(code)) = (row.area(council, faults), row.zone(first, faults)) else { return };
        let people_of: Vec<&str> = row.text(people).split(' ').collect();
        if people_of.len() != row.text(fifths).chars().count() {
            faults.add(
                row.fault(Some(people), Wrong::Fields { expected: row.text(fifths).len(), found: people_of.len() }),
            );
            return;
        }
        let mut code = Some(code);
        for (fifth, people_of) in row.text(fifths).chars().zip(people_of) {
            let numbers =
                people_of.split_once('/').and_then(|(all, adults)| Some((all.parse().ok()?, adults.parse().ok()?)));
            let (Some((all, adults)), Some(this)) = (numbers, code) else {
                faults.add(row.fault(Some(people), Wrong::Number(shown(people_of))));
                return;
            };
            let (geography, name) = (geography.to_owned(), row.text(name).to_owned());
            let zone = Zone { code: this, geography, council: area, name };
            found.push(CarriedZone { zone, fifth: fifth.to_string(), all, adults });
            code = this.next();
        }
    });
    found
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_of_zones_are_read_one_by_one() {
        let text =
            "council,intermediate_zone,first,fifths,people\nS12000033,\"Culter, West\",S01006506,45,969/816 758/636\n";
        let mut faults = Faults::default();
        let found = zones("zones.csv", text, "data_zone_2011", &mut faults);
        assert!(faults.is_empty(), "{faults}");
        let told: Vec<_> =
            found.iter().map(|one| (one.zone.code.to_string(), one.fifth.as_str(), one.all, one.adults)).collect();
        assert_eq!(told, [("S01006506".to_owned(), "4", 969, 816), ("S01006507".to_owned(), "5", 758, 636)]);
        assert_eq!((found[1].zone.name.as_str(), found[1].zone.geography.as_str()), ("Culter, West", "data_zone_2011"));
    }

    #[test]
    fn a_run_that_does_not_hang_together_is_a_fault() {
        for row in [
            "S12000033,Culter,S01006506,4,1/1 2/2",
            "S12000033,Culter,S01006506,45,1/1 2",
            "S12000033,Culter,S01006506,45,1/1 x/2",
            "S12000033,Culter,S01999999,45,1/1 2/2",
            "S12000001,Culter,S01006506,4,1/1",
        ] {
            let text = format!("council,intermediate_zone,first,fifths,people\n{row}\n");
            let mut faults = Faults::default();
            zones("zones.csv", &text, "data_zone_2011", &mut faults);
            assert_eq!(faults.count(), 1, "{row}");
        }
    }
}
