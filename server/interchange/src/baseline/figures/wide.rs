//! Wide tables: a row for each data zone, a column for each category.

use std::collections::HashMap;

use domain::place::{Base, Numbers, ZoneCode, figure::ALL};

use super::Figures;
use crate::baseline::{
    Table, With, ZoneColumn,
    describe::{self, About},
    fault::{Fault, Faults, Wrong},
    layout::{BANDS, Layout, is_far_off},
    rows::{Row, Sheet, key},
};

/// Columns beside the numbers.
const BESIDE: [&str; 6] = ["council_code", "council_name", "council", "data_zone_name", "name", "area_name"];

/// What the columns of a table mean.
enum Shape {
    /// Women and men, and bands of age: two sets.
    AgeSex,
    Categories(&'static Layout),
}

/// A column of numbers: its place, the set it belongs to, its category.
struct Column {
    at: usize,
    set: usize,
    category: String,
}

/// Reads a table with a row for each zone.
pub(in crate::baseline) fn wide(
    mut sheet: Sheet<'_>,
    zone: ZoneColumn,
    with: &With<'_>,
    faults: &mut Faults,
) -> Option<Table> {
    let shape = if sheet.column(&["female"]).is_some() && sheet.keys.iter().any(|key| key.starts_with("age_")) {
        Shape::AgeSex
    } else {
        let labels: Vec<&str> = sheet.keys.iter().map(String::as_str).collect();
        let found = Layout::of(&labels);
        if found.is_none() {
            faults.add(Fault::whole(sheet.file, Wrong::NotRecognised(sheet.header.join(", "))));
        }
        Shape::Categories(found?)
    };
    let columns = columns(&sheet, zone.at, &shape, faults)?;
    let council = sheet.column(&["council_code", "council"]);
    let mut geography = zone.edition.or_else(|| with.options.geography.as_ref().map(|text| text.trim().to_owned()));
    let mut areas = [Vec::new(), Vec::new()];
    let mut seen: HashMap<ZoneCode, u64> = HashMap::new();
    sheet.each(faults, |row, faults| {
        let code = row.zone_once(zone.at, &mut geography, &mut seen, with, faults);
        if let Some(code) = code {
            check_council(row, council, code, with, faults);
        }
        let mut numbers = [Numbers::new(), Numbers::new()];
        for column in &columns {
            let number = row.number(column.at, faults);
            if let (Some(number), Some(numbers)) = (number, numbers.get_mut(column.set)) {
                numbers.insert(column.category.clone(), number);
            }
        }
        check_totals(row, &shape, &columns, &mut numbers, faults);
        let Some(code) = code.map(|code| code.to_string()) else { return };
        for (areas, numbers) in areas.iter_mut().zip(numbers) {
            areas.push((code.clone(), numbers));
        }
    });
    tables(sheet.file, &shape, geography.as_deref()?, areas, with, faults)
}

fn tables(
    file: &str,
    shape: &Shape,
    geography: &str,
    areas: [Vec<(String, Numbers)>; 2],
    with: &With<'_>,
    faults: &mut Faults,
) -> Option<Table> {
    let sets: Vec<(&'static str, Base)> = match shape {
        Shape::AgeSex => vec![("age", Base::PeopleAllAges), ("sex", Base::PeopleAllAges)],
        Shape::Categories(layout) => vec![(layout.characteristic, layout.base)],
    };
    let several = sets.len() > 1;
    let described: Vec<_> = sets
        .into_iter()
        .map(|(characteristic, base)| {
            let subject = characteristic;
            let about = About { areas: "dz", subject, characteristic, base, geography, classification: None, several };
            describe::set(file, about, with, faults)
        })
        .collect();
    let described: Vec<_> = described.into_iter().collect::<Option<_>>()?;
    let figures = described.into_iter().zip(areas).map(|(set, areas)| Figures { set, areas, replaced: Vec::new() });
    Some(Table::Figures(figures.collect()))
}

fn columns(sheet: &Sheet<'_>, zone: usize, shape: &Shape, faults: &mut Faults) -> Option<Vec<Column>> {
    let mut expected: Vec<(String, usize, String)> = match shape {
        Shape::AgeSex => {
            let sexes = ["female", "male"].map(|sex| (sex.to_owned(), 1, sex.to_owned()));
            let bands = BANDS.map(|band| (format!("age_{band}"), 0, band.to_owned()));
            let all = ("all_people".to_owned(), 0, ALL.to_owned());
            std::iter::once(all).chain(sexes).chain(bands).collect()
        }
        Shape::Categories(layout) => {
            let categories = layout.categories.iter();
            categories.map(|(label, code)| (key(label), 0, (*code).to_owned())).collect()
        }
    };
    let mut complete = true;
    let mut columns = Vec::new();
    for (at, key) in sheet.keys.iter().enumerate() {
        if let Some(place) = expected.iter().position(|(name, ..)| name == key) {
            let (_, set, category) = expected.swap_remove(place);
            columns.push(Column { at, set, category });
        } else if at != zone && !BESIDE.contains(&key.as_str()) {
            faults.add(sheet.fault(&sheet.header[at], Wrong::ColumnUnknown));
            complete = false;
        }
    }
    for (name, ..) in &expected {
        faults.add(sheet.fault(name, Wrong::ColumnMissing));
    }
    (complete && expected.is_empty()).then_some(columns)
}

fn check_council(row: &Row<'_>, council: Option<usize>, code: ZoneCode, with: &With<'_>, faults: &mut Faults) {
    let Some(at) = council else { return };
    let known = with.zones.get(&code).map(|zone| zone.council);
    match (row.area(at, faults), known) {
        (Some(written), Some(known)) if written != known => {
            faults.add(row.fault(Some(at), Wrong::ZoneElsewhere { known }));
        }
        _ => {}
    }
}

/// Whether totals are near the sums of their parts. The total of people belongs to both sets of the table by age.
fn check_totals(row: &Row<'_>, shape: &Shape, columns: &[Column], numbers: &mut [Numbers; 2], faults: &mut Faults) {
    let [first, second] = numbers;
    let wrong: Vec<(String, u64, u64)> = match shape {
        Shape::AgeSex => {
            let Some(all) = first.get(ALL).copied() else { return };
            let ages: u64 = BANDS.iter().filter_map(|band| first.get(*band)).sum();
            let sexes: u64 = second.values().sum();
            second.insert(ALL.to_owned(), all);
            let sums = if first.len() == BANDS.len() + 1 && second.len() == 3 { vec![ages, sexes] } else { Vec::new() };
            let far = sums.into_iter().filter(|sum| is_far_off(all, *sum));
            far.map(|sum| (ALL.to_owned(), all, sum)).collect()
        }
        Shape::Categories(layout) => {
            layout.far_off(first).into_iter().map(|(code, total, parts)| (code.to_owned(), total, parts)).collect()
        }
    };
    for (category, total, parts) in wrong {
        let at = columns.iter().find(|column| column.category == category).map(|column| column.at);
        faults.add(row.fault(at, Wrong::Total { total, parts }));
    }
}
