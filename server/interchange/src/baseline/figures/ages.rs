//! Tables of councils by age and sex, by single years of age, and by fifths of deprivation.

use domain::place::{Base, Numbers, figure::ALL};

use super::{Figures, Gathered};
use crate::baseline::{
    Table, With,
    describe::{self, About},
    fault::{Fault, Faults, Wrong, shown},
    layout::{BANDS, FIFTHS, is_far_off, years},
    rows::{Row, Sheet},
};

/// What a table of councils is about.
fn about(characteristic: &str, several: bool) -> About<'_> {
    About {
        areas: "council",
        subject: characteristic,
        characteristic,
        base: Base::PeopleAllAges,
        geography: domain::place::figure::COUNCIL,
        classification: None,
        several,
    }
}

fn area(row: &Row<'_>, at: usize, gathered: &mut Gathered, faults: &mut Faults) -> Option<String> {
    let area = row.area(at, faults)?;
    gathered.replaces(row.text(at), area);
    Some(area.to_string())
}

/// Bands of age, with all people, women and men: two sets.
pub(in crate::baseline) fn bands(
    mut sheet: Sheet<'_>,
    at: usize,
    with: &With<'_>,
    faults: &mut Faults,
) -> Option<Table> {
    let band = sheet.needs(&["age_band"], faults)?;
    let columns = ["all_people", "female", "male"].map(|name| sheet.needs(&[name], faults));
    let [Some(people), Some(female), Some(male)] = columns else { return None };
    let (mut ages, mut sexes) = (Gathered::default(), Gathered::default());
    let before = faults.count();
    sheet.each(faults, |row, faults| {
        let area = area(row, at, &mut ages, faults);
        let written = row.text(band);
        if written != ALL && !BANDS.contains(&written) {
            faults.add(row.fault(Some(band), Wrong::CategoryUnknown(shown(written))));
            return;
        }
        let numbers = [people, female, male].map(|at| row.number(at, faults));
        let (Some(area), [Some(people), Some(women), Some(men)]) = (area, numbers) else { return };
        if is_far_off(people, women + men) {
            faults.add(row.fault(None, Wrong::Total { total: people, parts: women + men }));
        }
        ages.add(row, &area, written, people, faults);
        for (sex, number) in [("female", women), ("male", men)] {
            let category = if written == ALL { sex.to_owned() } else { format!("{sex}:{written}") };
            // What is there twice was told with the ages.
            sexes.add(row, &area, &category, number, &mut Faults::default());
        }
        if written == ALL {
            sexes.add(row, &area, ALL, people, &mut Faults::default());
        }
    });
    let all_read = faults.count() == before;
    let age_areas = complete(sheet.file, &ages, all_read, faults);
    let sex_areas: Vec<(String, Numbers)> =
        sexes.areas.iter().map(|(area, found)| (area.clone(), found.numbers())).collect();
    let age = describe::set(sheet.file, about("age", true), with, faults);
    let sex = describe::set(sheet.file, about("sex", true), with, faults);
    let replaced = ages.replaced;
    Some(Table::Figures(vec![
        Figures { set: age?, areas: age_areas, replaced: replaced.clone() },
        Figures { set: sex?, areas: sex_areas, replaced },
    ]))
}

/// Areas that have every band and whose bands add up to all people. What is missing is told only where no row was lost
/// for another reason.
fn complete(file: &str, gathered: &Gathered, all_read: bool, faults: &mut Faults) -> Vec<(String, Numbers)> {
    let mut areas = Vec::new();
    for (area, found) in &gathered.areas {
        let numbers = found.numbers();
        let missing = BANDS.iter().chain([&ALL]).filter(|band| !numbers.contains_key(**band));
        let mut whole = true;
        for band in missing {
            whole = false;
            if !all_read {
                break;
            }
            let wrong = Wrong::CategoryMissing { area: area.clone(), category: (*band).to_owned() };
            faults.add(Fault::whole(file, wrong).row(found.first));
        }
        let total = numbers.get(ALL).copied().unwrap_or(0);
        let parts: u64 = BANDS.iter().filter_map(|band| numbers.get(*band)).sum();
        if whole && is_far_off(total, parts) {
            faults.add(Fault::whole(file, Wrong::Total { total, parts }).row(found.first));
        }
        areas.push((area.clone(), numbers));
    }
    areas
}

/// Estimates by single years of age, put together to the bands of the census.
pub(in crate::baseline) fn single_years(
    mut sheet: Sheet<'_>,
    at: usize,
    with: &With<'_>,
    faults: &mut Faults,
) -> Option<Table> {
    let people = sheet.needs(&["all_ages"], faults)?;
    let year = |key: &String| {
        let age = key.strip_prefix("age_")?;
        age.strip_suffix('+').unwrap_or(age).parse::<u64>().ok()
    };
    let columns: Vec<(usize, u64)> =
        sheet.keys.iter().enumerate().filter_map(|(at, key)| year(key).map(|year| (at, year))).collect();
    // Every year up to the last band, and a last column that is open.
    for expected in 0..=85 {
        if !columns.iter().any(|(_, year)| *year == expected) {
            faults.add(sheet.fault(&format!("age_{expected}"), Wrong::ColumnMissing));
            return None;
        }
    }
    if !sheet.keys.iter().any(|key| key.starts_with("age_") && key.ends_with('+')) {
        faults.add(sheet.fault("age_90+", Wrong::ColumnMissing));
        return None;
    }
    let mut gathered = Gathered::default();
    sheet.each(faults, |row, faults| {
        let area = area(row, at, &mut gathered, faults);
        let years_of_row: Option<Vec<(u64, u64)>> =
            columns.iter().map(|(at, year)| Some((*year, row.number(*at, faults)?))).collect();
        let (Some(area), Some(people), Some(found)) = (area, row.number(people, faults), years_of_row) else { return };
        gathered.add(row, &area, ALL, people, faults);
        for band in BANDS {
            let (from, to) = years(band);
            let number = found.iter().filter(|(year, _)| (from..=to).contains(year)).map(|(_, number)| number).sum();
            gathered.add(row, &area, band, number, &mut Faults::default());
        }
    });
    let areas = complete(sheet.file, &gathered, true, faults);
    let set = describe::set(sheet.file, about("age", false), with, faults);
    Some(Table::Figures(vec![Figures { set: set?, areas, replaced: gathered.replaced }]))
}

/// The column of fifths, `simd2020v2_quintile`, which names its edition.
pub(in crate::baseline) fn fifths_column(sheet: &Sheet<'_>) -> Option<usize> {
    sheet.keys.iter().position(|key| key.starts_with("simd") && key.ends_with("_quintile") && key != "simd_quintile")
}

/// People of councils by fifths of deprivation.
pub(in crate::baseline) fn fifths(
    mut sheet: Sheet<'_>,
    at: usize,
    with: &With<'_>,
    faults: &mut Faults,
) -> Option<Table> {
    let fifth = fifths_column(&sheet)?;
    let people = sheet.keys.iter().position(|key| key.starts_with("people"));
    if people.is_none() {
        faults.add(sheet.fault("people", Wrong::ColumnMissing));
    }
    let people = people?;
    let classification = sheet.keys.get(fifth).cloned()?;
    let mut gathered = Gathered::default();
    let before = faults.count();
    sheet.each(faults, |row, faults| {
        let area = area(row, at, &mut gathered, faults);
        let written = row.text(fifth);
        if FIFTHS.code(written).is_none() {
            faults.add(row.fault(Some(fifth), Wrong::Class(shown(written))));
            return;
        }
        if let (Some(area), Some(number)) = (area, row.number(people, faults)) {
            gathered.add(row, &area, written, number, faults);
        }
    });
    let all_read = faults.count() == before;
    let mut areas = Vec::new();
    for (area, found) in &gathered.areas {
        for (fifth, _) in FIFTHS.categories.iter().filter(|(fifth, _)| all_read && !found.cells.contains_key(*fifth)) {
            let wrong = Wrong::CategoryMissing { area: area.clone(), category: (*fifth).to_owned() };
            faults.add(Fault::whole(sheet.file, wrong).row(found.first));
        }
        areas.push((area.clone(), found.numbers()));
    }
    let about = About {
        subject: &classification,
        classification: Some(classification.clone()),
        ..about(FIFTHS.characteristic, false)
    };
    let set = describe::set(sheet.file, about, with, faults);
    Some(Table::Figures(vec![Figures { set: set?, areas, replaced: gathered.replaced }]))
}
