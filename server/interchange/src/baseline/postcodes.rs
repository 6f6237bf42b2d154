//! Directories of postcodes: which data zone a postcode is in.
//!
//! Read are the Scottish Postcode Directory of National Records of Scotland, directories of the Office for National
//! Statistics, and any file with a column of postcodes and one of data zones. Left out, and counted: postcodes that are
//! no longer in use, those outside Scotland, and all but the first part of a postcode that a council boundary splits
//! (National Records of Scotland write a letter A, B or C behind its parts).

use std::collections::{BTreeSet, HashMap};

use domain::place::{Postcode, ZoneCode};

use super::{
    Table, With, ZoneColumn,
    fault::{Faults, Wrong, shown},
    rows::{Row, Sheet},
    zone_column,
};

/// A directory of postcodes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Directory {
    /// Postcodes and their data zones.
    pub postcodes: Vec<(Postcode, ZoneCode)>,
    /// How many rows were of postcodes no longer in use.
    pub ended: u64,
    /// How many rows were outside Scotland, or nowhere.
    pub elsewhere: u64,
    /// How many rows were further parts of a split postcode.
    pub parts: u64,
}

const POSTCODE: [&str; 8] = ["postcode", "pcds", "pcd", "pcd2", "pcd7", "pcd8", "post_code", "postcode_no_space"];
const ENDED: [&str; 5] = ["dateofdeletion", "date_of_deletion", "doterm", "date_of_termination", "terminated"];

/// Columns of data zones, with the edition that their name tells.
fn zone_columns(sheet: &Sheet<'_>) -> Vec<ZoneColumn> {
    let of_statistics = |at: usize, key: &str| {
        let year = match key.trim_end_matches("cd").trim_end_matches('_') {
            "lsoa01" => 2001,
            "lsoa11" => 2011,
            "lsoa21" | "lsoa22" => 2022,
            _ => return None,
        };
        Some(ZoneColumn { at, edition: Some(format!("data_zone_{year}")) })
    };
    let keys = sheet.keys.iter().enumerate();
    keys.filter_map(|(at, key)| zone_column(at, key).or_else(|| of_statistics(at, key))).collect()
}

/// Whether the header is that of a directory of postcodes.
pub(super) fn is_directory(sheet: &Sheet<'_>) -> bool {
    sheet.column(&POSTCODE).is_some() && !zone_columns(sheet).is_empty()
}

/// The column of the edition that the caller says, or of the edition of the zones that are there.
fn choose(sheet: &Sheet<'_>, with: &With<'_>, faults: &mut Faults) -> Option<usize> {
    let columns = zone_columns(sheet);
    let there: BTreeSet<&str> = with.zones.values().map(|zone| zone.geography.as_str()).collect();
    let wanted = |year: &Option<String>| match (&with.options.geography, year) {
        (_, None) => true,
        (Some(said), Some(year)) => said.trim() == year,
        (None, Some(year)) => there.contains(year.as_str()),
    };
    let fitting: Vec<usize> = columns.iter().filter(|column| wanted(&column.edition)).map(|column| column.at).collect();
    let fitting = if fitting.is_empty() { columns.iter().map(|column| column.at).collect() } else { fitting };
    match fitting.as_slice() {
        [only] => Some(*only),
        several => {
            let names: Vec<&str> = several.iter().filter_map(|at| sheet.header.get(*at)).map(String::as_str).collect();
            faults.add(sheet.fault(&names.join(" / "), Wrong::ColumnUnclear("--geography")));
            None
        }
    }
}

/// Reads a directory.
pub(super) fn directory(mut sheet: Sheet<'_>, with: &With<'_>, faults: &mut Faults) -> Option<Table> {
    let postcode = sheet.needs(&POSTCODE, faults)?;
    let zone = choose(&sheet, with, faults)?;
    let ended = sheet.column(&ENDED);
    let mut directory = Directory::default();
    let mut seen: HashMap<Postcode, u64> = HashMap::new();
    sheet.each(faults, |row, faults| {
        if ended.is_some_and(|at| !row.text(at).is_empty()) {
            directory.ended += 1;
        } else if is_elsewhere(row.text(zone)) {
            directory.elsewhere += 1;
        } else {
            match read(row, postcode, faults) {
                Some((code, None | Some('A'))) => {
                    if let Some(zone) = zone_of(row, zone, with, faults) {
                        match seen.insert(code.clone(), row.number) {
                            None => directory.postcodes.push((code, zone)),
                            Some(first) => faults.add(row.fault(Some(postcode), Wrong::Twice { first })),
                        }
                    }
                }
                Some(_) => directory.parts += 1,
                None => {}
            }
        }
    });
    Some(Table::Postcodes(directory))
}

/// Codes of England, Wales and Northern Ireland, of nowhere, and nothing at all.
fn is_elsewhere(zone: &str) -> bool {
    let other = zone.starts_with(['E', 'W', 'N', 'L', 'M', 'J', '9']) && zone.len() >= 8;
    zone.is_empty() || other || zone == "S99999999"
}

/// A postcode, and the letter of its part where it is one of several.
fn read(row: &Row<'_>, at: usize, faults: &mut Faults) -> Option<(Postcode, Option<char>)> {
    let text = row.text(at);
    if let Ok(postcode) = text.parse() {
        return Some((postcode, None));
    }
    let part = text.chars().next_back().filter(char::is_ascii_uppercase);
    let split = part.and_then(|part| Some((text.strip_suffix(part)?.parse().ok()?, Some(part))));
    if split.is_none() {
        let wrong = if text.is_empty() { Wrong::Empty } else { Wrong::Postcode(shown(text)) };
        faults.add(row.fault(Some(at), wrong));
    }
    split
}

fn zone_of(row: &Row<'_>, at: usize, with: &With<'_>, faults: &mut Faults) -> Option<ZoneCode> {
    let code = row.zone(at, faults)?;
    if with.zones.contains_key(&code) {
        return Some(code);
    }
    faults.add(row.fault(Some(at), Wrong::ZoneUnknown(code)));
    None
}
