//! The population baseline: tables of figures, lists of data zones, classifications and directories of postcodes.
//!
//! A table is recognised by its header. Everything in it is checked before any of it is given back, and whatever is
//! wrong names its file, its row and its column ([`Faults`]). What a table cannot say about itself (its date, its
//! publisher, its licence) is known by its vintage or said by the caller ([`Options`]); the forms are:
//!
//! | Table | Header |
//! |---|---|
//! | data zones | a data zone, `council_code`, `intermediate_zone_name`, perhaps `simd_rank`, `simd_quintile` |
//! | census by data zone | a data zone, `all_people`, and the categories of table `UV102b`, UV201, UV205 or UV303 |
//! | census by council | `area_code`, `category`, `count`; or `area_code`, `age_band`, `all_people`, `female`, `male` |
//! | fifths by council | `area_code`, `simd2020v2_quintile`, `people_2022` |
//! | estimates by council | `area_code`, `all_ages`, `age_0` ... `age_90+` |
//! | any figures | `area`, `category`, `number`, and all options |
//! | any classification | a data zone, `class`, and `--classification`, `--edition`, `--source`, `--as-of`, `--licence` |
//! | postcodes | `postcode` and a data zone |
//!
//! A data zone is a column `data_zone`, `data_zone_2011`, `datazone`, `zone`, `DataZone2011Code` ...; the year in its
//! name is the edition of its codes.

pub mod carried;
mod classes;
mod describe;
pub mod fault;
mod figures;
mod layout;
mod postcodes;
mod rows;
#[cfg(test)]
mod tests;

use std::io::Read;

use domain::place::Zone;

pub use self::{
    classes::Classes,
    describe::{Options, With},
    fault::{Fault, Faults, Wrong},
    figures::Figures,
    postcodes::Directory,
};
use self::{fault::shown, rows::Sheet};

/// What a file held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Table {
    /// A list of data zones, and their fifths of deprivation where it has them.
    Zones {
        /// The zones.
        zones: Vec<Zone>,
        /// Their fifths.
        classes: Option<Classes>,
    },
    /// Figures of one or more sets.
    Figures(Vec<Figures>),
    /// A classification of data zones.
    Classes(Classes),
    /// A directory of postcodes.
    Postcodes(Directory),
}

/// What a table is, by its header, with the columns that tell it.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Form {
    Zones(ZoneColumn),
    WideZones(ZoneColumn),
    Classes(ZoneColumn, usize),
    Long(usize),
    Bands(usize),
    Years(usize),
    Fifths(usize),
    Postcodes,
}

/// A column that holds the codes of data zones, with the edition that its name tells.
#[derive(Clone, Debug, PartialEq, Eq)]
struct ZoneColumn {
    at: usize,
    edition: Option<String>,
}

/// Whether a file begins like a list of data zones, which other tables may need to be read first. Reads no further than
/// its header.
pub fn is_list_of_zones(file: &str, content: impl Read) -> bool {
    let sheet = Sheet::open(file, content, &mut Faults::default());
    sheet.is_some_and(|sheet| matches!(recognise(&sheet), Some(Form::Zones(_))))
}

/// Reads a file. `None`, or anything while there are faults, must not be imported.
pub fn read(file: &str, content: impl Read, with: &With<'_>, faults: &mut Faults) -> Option<Table> {
    let sheet = Sheet::open(file, content, faults)?;
    let Some(form) = recognise(&sheet) else {
        faults.add(Fault::whole(file, Wrong::NotRecognised(shown(&sheet.header.join(", ")))));
        return None;
    };
    match form {
        Form::Zones(zone) => classes::list(sheet, zone, with, faults),
        Form::WideZones(zone) => figures::wide(sheet, zone, with, faults),
        Form::Classes(zone, class) => classes::classes(sheet, zone, class, with, faults),
        Form::Long(area) => figures::long(sheet, area, with, faults),
        Form::Bands(area) => figures::bands(sheet, area, with, faults),
        Form::Years(area) => figures::single_years(sheet, area, with, faults),
        Form::Fifths(area) => figures::fifths(sheet, area, with, faults),
        Form::Postcodes => postcodes::directory(sheet, with, faults),
    }
}

fn recognise(sheet: &Sheet<'_>) -> Option<Form> {
    if postcodes::is_directory(sheet) {
        return Some(Form::Postcodes);
    }
    if let Some(zone) = sheet.keys.iter().enumerate().find_map(|(at, key)| zone_column(at, key)) {
        return if sheet.column(&["all_people", "all_occupied_households"]).is_some() {
            Some(Form::WideZones(zone))
        } else if classes::is_list(sheet) {
            Some(Form::Zones(zone))
        } else if figures::is_long(sheet) {
            Some(Form::Long(zone.at))
        } else {
            classes::class_column(sheet, zone.at).map(|class| Form::Classes(zone, class))
        };
    }
    let area = figures::area_column(sheet)?;
    if sheet.column(&["age_band"]).is_some() {
        Some(Form::Bands(area))
    } else if sheet.column(&["all_ages"]).is_some() {
        Some(Form::Years(area))
    } else if figures::fifths_column(sheet).is_some() {
        Some(Form::Fifths(area))
    } else {
        figures::is_long(sheet).then_some(Form::Long(area))
    }
}

/// The column with this name, if it holds the codes of data zones.
fn zone_column(at: usize, key: &str) -> Option<ZoneColumn> {
    let plain = key.replace('_', "");
    let rest = ["datazone", "dz", "zone"].into_iter().find_map(|name| plain.strip_prefix(name))?;
    let rest = rest.replace("code", "");
    let year = rest.strip_suffix("cd").unwrap_or(&rest);
    match year.len() {
        0 => Some(ZoneColumn { at, edition: None }),
        4 if year.starts_with("20") && year.bytes().all(|b| b.is_ascii_digit()) => {
            Some(ZoneColumn { at, edition: Some(format!("data_zone_{year}")) })
        }
        _ => None,
    }
}
