//! Lists of data zones, with their fifths of deprivation, and other classifications of data zones.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use domain::place::{Classification, DEPRIVATION, Grouping, Zone, ZoneCode, figure::code_of};

use super::{
    Table, With, ZoneColumn, describe,
    fault::{Fault, Faults, Wrong, shown},
    rows::{Row, Sheet},
};

/// The classes of data zones in one classification.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Classes {
    /// What it is.
    pub classification: Classification,
    /// The class of each zone.
    pub zones: Vec<(ZoneCode, String)>,
}

const COUNCIL: [&str; 5] = ["council_code", "council", "council_area", "council_area_code", "ca"];
const NAME: [&str; 6] =
    ["intermediate_zone_name", "intermediate_zone", "intzone_name", "iz_name", "name", "data_zone_name"];
const FIFTH: &str = "simd_quintile";

/// Whether the header is that of a list of data zones.
pub(super) fn is_list(sheet: &Sheet<'_>) -> bool {
    sheet.column(&COUNCIL).is_some() && sheet.column(&NAME).is_some()
}

/// The column of classes, if the header has one: by its name, or the only other column.
pub(super) fn class_column(sheet: &Sheet<'_>, zone: usize) -> Option<usize> {
    sheet.column(&["class"]).or_else(|| (sheet.header.len() == 2).then_some(1 - zone.min(1)))
}

/// The edition of data zones that a column is of, by its year, by what the caller says, or by the zones in it.
fn geography(year: Option<String>, with: &With<'_>, faults: &mut Faults) -> Option<String> {
    let said = with.options.geography.as_ref().map(|text| text.trim().to_owned());
    let found = year.or(said);
    if found.is_none() {
        faults.add(Fault::option("--geography", Wrong::OptionMissing));
    }
    found
}

/// A list of data zones: code, council, name, and their rank and fifth of deprivation where it has them.
pub(super) fn list(mut sheet: Sheet<'_>, zone: ZoneColumn, with: &With<'_>, faults: &mut Faults) -> Option<Table> {
    let council = sheet.needs(&COUNCIL, faults)?;
    let name = sheet.needs(&NAME, faults)?;
    let fifth = sheet.column(&[FIFTH]);
    let rank = sheet.column(&["simd_rank"]);
    let geography = geography(zone.edition, with, faults)?;
    let code = describe::vintage(sheet.file).filter(|vintage| vintage.starts_with("simd"));
    let code = code.map(|vintage| format!("{vintage}_quintile"));
    let made = code.as_deref().map(|code| (code, DEPRIVATION));
    let classification =
        fifth.and_then(|_| describe::classification(made, &geography, with, faults)).filter(|classification| {
            let right = classification.characteristic == DEPRIVATION;
            if !right {
                faults.add(Fault::option("--characteristic", Wrong::OptionContradicts(DEPRIVATION.to_owned())));
            }
            right
        });
    let (mut zones, mut fifths, mut seen) = (Vec::new(), Vec::new(), HashMap::new());
    let mut ranked = Ranked::default();
    sheet.each(faults, |row, faults| {
        let code = row.zone(zone.at, faults).and_then(|code| once(row, zone.at, code, &mut seen, faults));
        let council = row.area(council, faults).filter(|council| {
            if council.is_scotland() {
                faults.add(row.fault(None, Wrong::Area(council.to_string())));
            }
            !council.is_scotland()
        });
        let name = row.name(name, faults);
        let fifth = fifth.and_then(|at| row.number(at, faults).map(|fifth| (at, fifth)));
        let fifth = fifth.filter(|(at, fifth)| is_fifth(row, *at, *fifth, faults));
        ranked.add(row, rank.and_then(|at| row.number(at, faults)), fifth);
        let (Some(code), Some(council), Some(name)) = (code, council, name) else { return };
        zones.push(Zone { code, geography: geography.clone(), council, name: name.to_owned() });
        fifths.extend(fifth.map(|(_, fifth)| (code, fifth.to_string())));
    });
    ranked.check(&sheet, faults);
    let classes = classification.map(|classification| Classes { classification, zones: fifths });
    Some(Table::Zones { zones, classes })
}

/// The same zone a second time is a fault.
fn once(
    row: &Row<'_>,
    at: usize,
    code: ZoneCode,
    seen: &mut HashMap<ZoneCode, u64>,
    faults: &mut Faults,
) -> Option<ZoneCode> {
    match seen.insert(code, row.number) {
        None => Some(code),
        Some(first) => {
            seen.insert(code, first);
            faults.add(row.fault(Some(at), Wrong::Twice { first }));
            None
        }
    }
}

fn is_fifth(row: &Row<'_>, at: usize, fifth: u64, faults: &mut Faults) -> bool {
    let right = (1..=5).contains(&fifth);
    if !right {
        faults.add(row.fault(Some(at), Wrong::Class(fifth.to_string())));
    }
    right
}

/// Fifths beside their ranks: where every rank is there once, the fifth follows from it (`ceil(rank * 5 / zones)`).
/// Fifths of people, as health boards use them, do not, and must not be taken for these.
#[derive(Default)]
struct Ranked {
    rows: Vec<(u64, u64, u64, usize)>,
    count: u64,
}

impl Ranked {
    fn add(&mut self, row: &Row<'_>, rank: Option<u64>, fifth: Option<(usize, u64)>) {
        self.count += 1;
        if let (Some(rank), Some((at, fifth))) = (rank, fifth) {
            self.rows.push((row.number, rank, fifth, at));
        }
    }

    fn check(&self, sheet: &Sheet<'_>, faults: &mut Faults) {
        let ranks: BTreeSet<u64> = self.rows.iter().map(|(_, rank, ..)| *rank).collect();
        let complete =
            ranks.len() as u64 == self.count && ranks.first() == Some(&1) && ranks.last() == Some(&self.count);
        if !complete {
            return;
        }
        for (row, rank, fifth, at) in &self.rows {
            let expected = (rank * 5).div_ceil(self.count);
            if *fifth != expected {
                let column = sheet.header.get(*at).map_or("", String::as_str);
                faults.add(sheet.fault(column, Wrong::Fifth { found: *fifth, expected }).row(*row));
            }
        }
    }
}

/// A classification: zone and class.
pub(super) fn classes(
    mut sheet: Sheet<'_>,
    zone: ZoneColumn,
    class: usize,
    with: &With<'_>,
    faults: &mut Faults,
) -> Option<Table> {
    let mut geography = zone.edition.or_else(|| with.options.geography.as_ref().map(|text| text.trim().to_owned()));
    let (mut zones, mut seen) = (Vec::new(), HashMap::new());
    let mut codes: BTreeMap<String, String> = BTreeMap::new();
    let mut alike = BTreeSet::new();
    sheet.each(faults, |row, faults| {
        let known = row.zone_once(zone.at, &mut geography, &mut seen, with, faults);
        let Some(name) = row.name(class, faults) else { return };
        let first = codes.entry(code_of(name)).or_insert_with(|| name.to_owned());
        if first != name && alike.insert(name.to_owned()) {
            let wrong = Wrong::ClassTwice { one: shown(first), other: shown(name) };
            faults.add(row.fault(Some(class), wrong));
        }
        zones.extend(known.map(|zone| (zone, name.to_owned())));
    });
    let classification = describe::classification(None, geography.as_deref()?, with, faults)?;
    if let Some(grouping) = Grouping::known(&classification.characteristic) {
        for name in codes.values().filter(|name| grouping.group_of(name).is_none()) {
            faults.add(sheet.fault("class", Wrong::Class(shown(name))));
        }
    }
    Some(Table::Classes(Classes { classification, zones }))
}
