//! The inclusion check from made-up releases: what it says follows the verdicts, and what is withheld stays so.

use std::collections::BTreeMap;

use domain::{
    disclosure::{
        Dimension, Kind as DimensionKind, Policy, RawTable, RecordKey, SafeTable, declared::about_name, protect,
    },
    inclusion::{Against, Characteristic, Tolerance, compare_all, missing},
    partnership::Kind,
    survey::{publish::Phase, template},
    text::{Language, Text},
};
use jiff::{Timestamp, civil::date, tz::TimeZone};
use service::{
    disclosure::{Newest, Released, ReleasedTable},
    inclusion::{Check, Compared},
    place::{Counted, Group, Population, Source},
};

use super::{Reading, parts::Content, public, staff};
use crate::{
    part::survey_head::Head,
    shell::Desk,
    survey::results::tests::{loaded, partnership, survey, today, visit},
};

/// A group: its code, how many answered, how many live here.
type Row = (&'static str, u64, u64);

const AGES: [Row; 4] = [("16_24", 25, 11_000), ("25_34", 45, 13_000), ("35_54", 250, 26_000), ("55_over", 280, 30_000)];
const SEXES: [Row; 2] = [("female", 330, 40_000), ("male", 270, 40_000)];

fn population(characteristic: &str, rows: &[Row]) -> Population {
    let group = |(code, _, people): &Row| Group {
        code: (*code).to_owned(),
        name: Text::both(format!("label {code}"), format!("bileag {code}")),
        phrase: Text::both(format!("people {code}"), format!("daoine {code}")),
        people: Some(*people),
        counts_as: vec![(*code).to_owned()],
        estimate: None,
    };
    let source = Source {
        title: "A census table".to_owned(),
        source: "A publisher".to_owned(),
        as_of: date(2022, 3, 20),
        licence: "A licence".to_owned(),
    };
    Population {
        characteristic: characteristic.to_owned(),
        of_places: false,
        title: Text::both(format!("Title {characteristic}"), format!("Tiotal {characteristic}")),
        counted: Some(Counted {
            source,
            base: Text::both("residents", "luchd-còmhnaidh"),
            all_ages: characteristic == "sex",
        }),
        groups: rows.iter().map(group).collect(),
        cells: BTreeMap::new(),
    }
}

fn table(characteristic: &str, rows: &[Row], silent: u64) -> SafeTable {
    let categories = rows.iter().map(|(code, ..)| (*code).to_owned()).collect();
    let dimension = Dimension { code: characteristic.to_owned(), categories, kind: DimensionKind::Group };
    let mut raw = RawTable::new(vec![dimension]).unwrap();
    for (at, (_, count, _)) in rows.iter().enumerate() {
        (0..*count).for_each(|_| raw.add(RecordKey::new([0xFF; 8]), &[Some(at)]).unwrap());
    }
    (0..silent).for_each(|_| raw.add(RecordKey::new([0xFF; 8]), &[None]).unwrap());
    protect(&raw, &Policy::default())
}

fn check(all: &[(&str, &[Row])], silent: u64) -> Check {
    let populations: Vec<Population> = all.iter().map(|(code, rows)| population(code, rows)).collect();
    let safe: Vec<SafeTable> = all.iter().map(|(code, rows)| table(code, rows, silent)).collect();
    let characteristics: Vec<Characteristic> = safe
        .iter()
        .zip(all)
        .map(|(table, (_, rows))| {
            let people: Vec<u64> = rows.iter().map(|(.., people)| *people).collect();
            Characteristic::of_table(table, &people).unwrap()
        })
        .collect();
    let comparisons = compare_all(&characteristics, &Tolerance::default());
    let missing = missing(&comparisons);
    let up_to = date(2026, 11, 22);
    let named = all.iter().zip(safe).map(|((code, _), table)| (about_name(code), ReleasedTable { table, up_to }));
    let released = Released { about: 600, tables: named.collect::<BTreeMap<_, _>>(), left_out: Vec::new() };
    let compared = populations.into_iter().zip(comparisons).map(|(population, comparison)| Compared {
        population,
        comparison,
        up_to,
    });
    Check {
        survey: survey("community"),
        partnership: partnership(Kind::Partnership),
        version: loaded(template::community()),
        newest: Some(Newest { released, about: 600, rehearsed: false, made_at: Timestamp::UNIX_EPOCH, closing: false }),
        compared: compared.collect(),
        missing,
        not_compared: Vec::new(),
        adults: Some(80_000),
        evenness: None,
        against: Against::Figures,
        offered: Vec::new(),
    }
}

fn headline(all: &[(&str, &[Row])], silent: u64, phase: Phase) -> String {
    let visit = visit(Language::English);
    Reading::new(&visit, &check(all, silent), phase).headline()
}

#[test]
fn the_headline_names_who_is_missing_and_how_surely() {
    for (all, silent, phase, said) in [
        (&[("age", &AGES[..]), ("sex", &SEXES[..])][..], 0, Phase::Open, "People under 35 are missing"),
        (&[("age", &AGES[..])], 0, Phase::Closed, "People under 35 were missing"),
        (&[("age", &AGES[..])], 300, Phase::Open, "People under 35 are probably missing"),
        (&[("sex", &SEXES[..])], 0, Phase::Open, "People male answered less often than others"),
        (
            &[("sex", &[("female", 500, 40_000), ("male", 500, 40_000)][..])],
            0,
            Phase::Open,
            "Every group that can be compared answered about as often as its share, or more",
        ),
        (
            &[("sex", &[("female", 20, 40_000), ("male", 20, 40_000)][..])],
            0,
            Phase::Open,
            "No group is clearly missing so far",
        ),
    ] {
        assert_eq!(headline(all, silent, phase), said);
    }
}

#[test]
fn what_is_withheld_has_no_dot_and_no_number() {
    let rows: [Row; 4] = [("a", 400, 40_000), ("b", 180, 30_000), ("c", 7, 5_000), ("d", 12, 5_000)];
    let check = check(&[("religion", &rows)], 0);
    let page = public(&visit(Language::English), &check, Content::Who);
    assert_eq!(page.matches("plot__track withheld").count(), 2);
    let shown = page.split("id=\"about-religion\"").nth(1).unwrap();
    assert!(shown.contains("label c: withheld; 6% of the people who live here"));
    assert!(!shown.contains("label c: 1%"));
}

#[test]
fn fewer_than_fifty_have_no_shares() {
    let check = check(&[("sex", &[("female", 30, 40_000), ("male", 15, 40_000)])], 0);
    let page = public(&visit(Language::English), &check, Content::Who);
    let section = page.split("id=\"about-sex\"").nth(1).unwrap().split("</figure>").next().unwrap();
    assert!(!section.contains("<svg") && section.contains("Fewer than 50 said"), "{section}");
    assert!(section.contains("fewer than 50: no share"));
}

#[test]
fn every_number_of_people_says_where_it_comes_from() {
    let london = TimeZone::UTC;
    let check = check(&[("age", &AGES), ("sex", &SEXES)], 20);
    let head = Head {
        survey: &check.survey,
        phase: Phase::Open,
        editor: true,
        today: today(&london),
        now: Timestamp::UNIX_EPOCH,
    };
    let page = staff(&visit(Language::English), &Desk::default(), &check, &head, Content::Who);
    for said in ["A census table", "A publisher", "A licence", "20 March 2022", "residents", "title sex"] {
        assert!(page.contains(said), "{said}");
    }
    assert!(page.contains("Who to reach next") && page.contains("answers to match"));
    assert!(page.contains("These numbers of people count all ages"));
}

#[test]
fn a_group_that_no_census_counts_is_named() {
    let mut check = check(&[("sex", &SEXES)], 0);
    let group = |code: &str, people: Option<u64>, estimate: Option<Source>| Group {
        code: code.to_owned(),
        name: Text::english(code.to_owned()),
        phrase: Text::english(code.to_owned()),
        people,
        counts_as: Vec::new(),
        estimate,
    };
    let source = Source {
        title: "A careful guess".to_owned(),
        source: "A university".to_owned(),
        as_of: date(2024, 6, 30),
        licence: "Its licence".to_owned(),
    };
    let population = &mut check.compared[0].population;
    population.groups.extend([group("guessed", Some(120), Some(source)), group("uncounted", None, None)]);
    let page = public(&visit(Language::English), &check, Content::Who);
    for said in
        ["No population figure: uncounted.", "Title sex: guessed", "A careful guess", "A university", "30 June 2024"]
    {
        assert!(page.contains(said), "{said}");
    }
}

#[test]
fn the_page_is_whole_in_both_languages() {
    for language in Language::ALL {
        let page = public(&visit(language), &check(&[("age", &AGES), ("sex", &SEXES)], 300), Content::Who);
        let texts: Vec<&str> =
            page.split('<').filter_map(|piece| piece.split_once('>')).map(|(_, text)| text).collect();
        for key in ["results-", "chart-", "who-", "{ $", "NaN"] {
            assert!(texts.iter().all(|text| !text.contains(key)), "{key} in {language}");
        }
        assert!(!page.contains("style="));
    }
}

mod parts;
