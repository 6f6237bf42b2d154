//! What a questionnaire declares.

use jiff::civil::date;

use super::{
    list::{band_codes, bands},
    *,
};
use crate::survey::{Kind, template};

fn groups() -> Vec<Groups> {
    let one = |characteristic: &str, groups: &[(&str, &[&str])]| Groups {
        characteristic: characteristic.to_owned(),
        of_places: matches!(characteristic, "deprivation" | "locality"),
        groups: groups
            .iter()
            .map(|(code, categories)| ((*code).to_owned(), categories.iter().map(|c| (*c).to_owned()).collect()))
            .collect(),
    };
    vec![
        one("sex", &[("female", &["female"]), ("male", &["male"])]),
        one("deprivation", &[("1", &["1"]), ("2", &["2"])]),
        one("locality", &[("west", &["west"])]),
    ]
}

#[test]
fn every_table_has_a_name_of_its_own_and_texts_are_only_counted() {
    for definition in [template::community(), template::officials()] {
        let prepared = Prepared::new(definition.questionnaire);
        let tables = declare(&prepared, &groups(), date(2026, 11, 23));
        let names: std::collections::BTreeSet<_> = tables.iter().map(|table| &table.name).collect();
        assert_eq!(names.len(), tables.len());
        assert!(tables.iter().all(|table| table.dimension.categories.len() >= 2 || table.name == "about.locality"));
    }
}

#[test]
fn what_is_not_published_is_in_no_table_of_answers() {
    let prepared = Prepared::new(template::officials().questionnaire);
    let tables = declare(&prepared, &groups(), date(2026, 11, 23));
    let hidden = prepared.fields().iter().filter(|field| prepared.item(field.item).not_published);
    for field in hidden {
        assert!(tables.iter().all(|table| table.name != field.name));
    }
}

#[test]
fn places_are_counted_by_zone_or_by_locality() {
    let prepared = Prepared::new(template::community().questionnaire);
    let tables = declare(&prepared, &groups(), date(2026, 11, 23));
    let place = prepared.fields().iter().find(|f| prepared.item(f.item).kind == Kind::Place).unwrap().name.clone();
    let class = |zone: &str, class: &str| BTreeMap::from([(zone.to_owned(), class.to_owned())]);
    let zones = ZoneClasses(BTreeMap::from([
        ("deprivation".to_owned(), class("S01010891", "2")),
        ("locality".to_owned(), class("S01010891", "west")),
    ]));
    let of = |table: &str, answers: &Answers| {
        let table = tables.iter().find(|t| t.name == table).unwrap();
        table.category(&prepared, date(2026, 11, 23), answers, &zones)
    };
    let by_zone = Answers::default().with(&place, &["zone:S01010891"]);
    assert_eq!((of("about.deprivation", &by_zone), of("about.locality", &by_zone)), (Some(1), Some(0)));
    let by_list = Answers::default().with(&place, &["locality:west"]);
    assert_eq!((of("about.deprivation", &by_list), of("about.locality", &by_list)), (None, Some(0)));
}

#[test]
fn weeks_count_from_the_opening() {
    let prepared = Prepared::new(template::community().questionnaire);
    let tables = declare(&prepared, &groups(), date(2026, 11, 23));
    let week = |monday| tables[0].category(&prepared, monday, &Answers::default(), &ZoneClasses::default());
    assert_eq!(week(date(2026, 11, 23)), Some(0));
    assert_eq!(week(date(2026, 12, 14)), Some(3));
    assert_eq!(week(date(2026, 11, 16)), Some(0));
    assert_eq!(week(date(2030, 1, 7)), Some(WEEKS - 1));
}

#[test]
fn numbers_are_counted_in_few_bands() {
    for (from, to, codes) in [
        (0, 100, vec!["0-19", "20-39", "40-59", "60-79", "80-99", "100"]),
        (0, 110, vec!["0-19", "20-39", "40-59", "60-79", "80-99", "100-110"]),
        (0, 120, vec!["0-24", "25-49", "50-74", "75-99", "100-120"]),
        (1, 12, vec!["1-2", "3-4", "5-6", "7-8", "9-10", "11-12"]),
        (1, 4, vec!["1", "2", "3", "4"]),
    ] {
        assert_eq!(band_codes(from, &bands(from, to)), codes, "{from}..{to}");
    }
}
