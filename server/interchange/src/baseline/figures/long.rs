//! Long tables: a row for each area and category. The census tables of councils are known by their categories; of any
//! other table the caller says what it is.

use std::collections::BTreeSet;

use domain::place::{Base, Grouping, Numbers, figure::ALL};

use super::{Cell, Figures, Gathered};
use crate::baseline::{
    Table, With,
    describe::{self, About},
    fault::{Fault, Faults, Wrong, shown},
    layout::Layout,
    rows::{Row, Sheet},
};

/// The columns that hold a number.
const NUMBER: [&str; 5] = ["count", "number", "people", "value", "households"];

/// Whether the header has a category and a number.
pub(in crate::baseline) fn is_long(sheet: &Sheet<'_>) -> bool {
    sheet.column(&["category"]).is_some() && sheet.column(&NUMBER).is_some()
}

/// Reads a table with a row for each area and category.
pub(in crate::baseline) fn long(
    mut sheet: Sheet<'_>,
    area: usize,
    with: &With<'_>,
    faults: &mut Faults,
) -> Option<Table> {
    let category = sheet.needs(&["category"], faults)?;
    let number = sheet.needs(&NUMBER, faults)?;
    let mut gathered = Gathered::default();
    let mut geography: Option<String> = None;
    let before = faults.count();
    sheet.each(faults, |row, faults| {
        let code = area_code(row, area, &mut gathered, &mut geography, with, faults);
        let label = row.text(category);
        if label.is_empty() || label.chars().count() > 200 {
            let wrong = if label.is_empty() { Wrong::Empty } else { Wrong::TooLong };
            faults.add(row.fault(Some(category), wrong));
            return;
        }
        let number = row.number(number, faults);
        if let (Some(code), Some(number)) = (code, number) {
            gathered.add(row, &code, label, number, faults);
        }
    });
    let geography = geography?;
    // What is missing is told only where no row was lost for another reason.
    let all_read = faults.count() == before;
    let labels: BTreeSet<&str> =
        gathered.areas.values().flat_map(|found| found.cells.keys()).map(String::as_str).collect();
    let said = with.options.characteristic.as_deref().map(str::trim);
    let known = Layout::of(&labels.iter().copied().collect::<Vec<_>>());
    let known = known.filter(|layout| said.is_none_or(|said| said == layout.characteristic));
    let about = |characteristic, base| About {
        areas: if geography == domain::place::figure::COUNCIL { "council" } else { "dz" },
        subject: characteristic,
        characteristic,
        base,
        geography: &geography,
        classification: None,
        several: false,
    };
    let (set, areas) = if let Some(layout) = known {
        let areas = of_layout(sheet.file, &gathered, layout, all_read, faults);
        (describe::set(sheet.file, about(layout.characteristic, layout.base), with, faults), areas)
    } else {
        let found = describe::generic(with, faults);
        let (characteristic, base) = found.unwrap_or((String::new(), Base::PeopleAllAges));
        let areas = of_caller(sheet.file, &gathered, &characteristic, &labels, all_read, faults);
        (describe::set(sheet.file, about(&characteristic, base), with, faults), areas)
    };
    let replaced = gathered.replaced;
    Some(Table::Figures(vec![Figures { set: set?, areas, replaced }]))
}

/// The code of a council as of today, or of a data zone that is known. All areas are of one geography.
fn area_code(
    row: &Row<'_>,
    at: usize,
    gathered: &mut Gathered,
    geography: &mut Option<String>,
    with: &With<'_>,
    faults: &mut Faults,
) -> Option<String> {
    let written = row.text(at);
    let zone = written.parse().ok();
    let own = match zone.and_then(|zone| with.zones.get(&zone)) {
        Some(zone) => zone.geography.as_str(),
        None => domain::place::figure::COUNCIL,
    };
    if let Some(zone) = zone.filter(|zone| !with.zones.contains_key(zone)) {
        faults.add(row.fault(Some(at), Wrong::ZoneUnknown(zone)));
        return None;
    }
    let code = if zone.is_some() {
        written.to_owned()
    } else {
        let area = row.area(at, faults)?;
        gathered.replaces(written, area);
        area.to_string()
    };
    let expected = geography.get_or_insert_with(|| own.to_owned());
    if expected != own {
        let wrong = Wrong::Edition { expected: expected.clone(), found: own.to_owned() };
        faults.add(row.fault(Some(at), wrong));
        return None;
    }
    Some(code)
}

/// A census table: every area has every category, and totals are near the sums of their parts.
fn of_layout(
    file: &str,
    gathered: &Gathered,
    layout: &Layout,
    all_read: bool,
    faults: &mut Faults,
) -> Vec<(String, Numbers)> {
    let mut areas = Vec::new();
    for (area, found) in &gathered.areas {
        let mut numbers = Numbers::new();
        for (label, Cell { row, number }) in &found.cells {
            match layout.code(label) {
                None => {
                    let wrong = Wrong::CategoryUnknown(shown(label));
                    faults.add(Fault::whole(file, wrong).row(*row).column("category"));
                }
                Some(code) if numbers.insert(code.to_owned(), *number).is_some() => {
                    let wrong = Wrong::CategoryUnknown(shown(label));
                    faults.add(Fault::whole(file, wrong).row(*row).column("category"));
                }
                Some(_) => {}
            }
        }
        for (label, _) in layout.categories.iter().filter(|(_, code)| all_read && !numbers.contains_key(*code)) {
            let wrong = Wrong::CategoryMissing { area: area.clone(), category: (*label).to_owned() };
            faults.add(Fault::whole(file, wrong).row(found.first));
        }
        for (code, total, parts) in layout.far_off(&numbers) {
            let row = found.cells.iter().find(|(label, _)| layout.code(label) == Some(code));
            let row = row.map_or(found.first, |(_, cell)| cell.row);
            faults.add(Fault::whole(file, Wrong::Total { total, parts }).row(row).column(layout.label(code)));
        }
        areas.push((area.clone(), numbers));
    }
    areas
}

/// A table of the caller's own: every area has every category that any area has, and a characteristic whose groups are
/// known has the categories that they are added up from, or others only.
fn of_caller(
    file: &str,
    gathered: &Gathered,
    characteristic: &str,
    labels: &BTreeSet<&str>,
    all_read: bool,
    faults: &mut Faults,
) -> Vec<(String, Numbers)> {
    for label in labels.iter().filter(|label| label.chars().count() > 80) {
        faults.add(Fault::whole(file, Wrong::CategoryUnknown(shown(label))).column("category"));
    }
    let mut areas = Vec::new();
    for (area, found) in &gathered.areas {
        for label in labels.iter().filter(|label| all_read && !found.cells.contains_key(**label)) {
            let wrong = Wrong::CategoryMissing { area: area.clone(), category: shown(label) };
            faults.add(Fault::whole(file, wrong).row(found.first));
        }
        areas.push((area.clone(), found.numbers()));
    }
    if let (Some(grouping), Some((area, numbers))) = (Grouping::known(characteristic), areas.first()) {
        let some = labels.iter().any(|label| *label != ALL && grouping.knows(label));
        if all_read && some && grouping.add_up(numbers, |_| true).is_none() {
            let needed = grouping.ways.iter().flat_map(|way| &way.sums).flatten();
            let missing = needed.filter(|category| !numbers.contains_key(*category)).take(1);
            for category in missing {
                let wrong = Wrong::CategoryMissing { area: area.clone(), category: category.clone() };
                faults.add(Fault::whole(file, wrong));
            }
        }
    }
    areas
}
